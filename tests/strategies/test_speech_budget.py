"""The prompt of a turn: its order, its limits, its ledger, and a prefix that rarely breaks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.record.session import LedgerEntry, PromptMessage
from strategies.speech.budget import (
    Assembled,
    Evidence,
    Exchange,
    Segments,
    Window,
    WindowTooSmall,
    WordsTooLong,
    assemble,
    fit_lines,
    keep_from,
)
from strategies.speech.profile import AGENTLM, NotAlternating
from strategies.speech.scripted_chat import ScriptedChat, scripted_tokens
from strategies.speech.tokens import TokenCounter, estimate

SEGMENTS = Segments(system="System.", brief="Brief.", opening="Opening.", language="en")
WINDOW = Window()


def counter() -> TokenCounter:
    return TokenCounter(ScriptedChat([]))


async def prompt_of(
    segments: Segments = SEGMENTS,
    history: tuple[Exchange, ...] = (),
    *,
    task: str = "Task.",
    words: str = "Words.",
    window: Window = WINDOW,
) -> Assembled:
    return await assemble(segments, history, task, words, window=window, counter=counter(), profile=AGENTLM)


def entry(assembled: Assembled, segment: str) -> LedgerEntry:
    return next(found for found in assembled.ledger if found.segment == segment)


async def test_messages_stand_in_the_agreed_order_and_alternate() -> None:
    segments = replace(SEGMENTS, recalled=(Evidence(id="t1", text="I like mornings."),))
    history = (Exchange(client="One.", therapist="Two."), Exchange(client="Three.", therapist="Four."))
    assembled = await prompt_of(segments, history)
    last = (
        "From earlier sessions, quoted, for your understanding only:\n- I like mornings.\n\n"
        "Task.\n\nThe client says:\nWords."
    )
    assert assembled.messages == (
        PromptMessage(role="system", content="System."),
        PromptMessage(role="user", content="Brief."),
        PromptMessage(role="assistant", content="Opening."),
        PromptMessage(role="user", content="One."),
        PromptMessage(role="assistant", content="Two."),
        PromptMessage(role="user", content="Three."),
        PromptMessage(role="assistant", content="Four."),
        PromptMessage(role="user", content=last),
    )


async def test_a_chinese_prompt_has_chinese_headings() -> None:
    assembled = await prompt_of(replace(SEGMENTS, language="zh-CN"), task="任务。", words="我睡得不好。")
    assert assembled.messages[-1].content == "任务。\n\n来访者说：\n我睡得不好。"


async def test_the_prefix_only_grows_until_history_is_evicted_in_one_block() -> None:
    exchange = Exchange(client="a" * 396, therapist="b" * 396)  # 198 tokens and 12 around them
    dropped: list[int] = []
    breaks = 0
    before: tuple[PromptMessage, ...] = ()
    for n in range(30):
        assembled = await prompt_of(history=(exchange,) * n)
        kept = assembled.messages[:-1]
        breaks += kept[: len(before)] != before
        before = kept
        evicted = entry(assembled, "history").dropped
        dropped.append(int(evicted[0].split()[0]) if evicted else 0)
    assert dropped == [0] * 8 + [5] * 5 + [10] * 5 + [15] * 5 + [20] * 5 + [25] * 2
    assert breaks == 5


@given(st.lists(st.integers(1, 900), max_size=60), st.integers(100, 2000))
def test_kept_history_never_passes_its_budget_and_eviction_only_moves_forward(costs: list[int], budget: int) -> None:
    firsts = [keep_from(costs[:n], budget)[0] for n in range(len(costs) + 1)]
    first, held = keep_from(costs, budget)
    assert (firsts == sorted(firsts), held == sum(costs[first:]), held <= budget) == (True, True, True)


async def test_recalled_evidence_that_does_not_fit_is_named_in_the_ledger() -> None:
    recalled = (
        Evidence(id="t1", text="a" * 1200),
        Evidence(id="t2", text="b" * 1200),
        Evidence(id="t3", text="c" * 40),
    )
    assembled = await prompt_of(replace(SEGMENTS, recalled=recalled))
    found = entry(assembled, "recalled")
    assert (found.dropped, found.tokens <= 500, "c" * 40 in assembled.messages[-1].content) == (("t2",), True, True)


async def test_long_words_take_the_room_of_recalled_evidence() -> None:
    full = replace(
        SEGMENTS,
        brief="\n".join(["x" * 95] * 37),
        recalled=tuple(Evidence(id=f"t{n}", text="e" * 360) for n in range(9)),
    )
    history = (Exchange(client="a" * 1568, therapist="b" * 1568),) * 2
    short = await prompt_of(full, history, task="t" * 1790)
    long = await prompt_of(full, history, task="t" * 1790, words="w" * 2390)
    assert entry(short, "recalled").budget == 500
    assert entry(long, "recalled").budget < 200
    assert all(made.tokens + made.reply <= WINDOW.total for made in (short, long))


@given(
    brief=st.integers(0, 9000),
    turns=st.lists(st.tuples(st.integers(1, 2400), st.integers(1, 1400)), max_size=12),
    task=st.integers(0, 4000),
    words=st.integers(1, 2400),
    recalled=st.lists(st.integers(1, 1500), max_size=6),
)
async def test_whatever_the_sizes_the_prompt_and_its_reply_fit_the_window(
    brief: int, turns: list[tuple[int, int]], task: int, words: int, recalled: list[int]
) -> None:
    segments = replace(
        SEGMENTS,
        brief="b" * brief,
        recalled=tuple(Evidence(id=str(n), text="r" * size) for n, size in enumerate(recalled)),
    )
    history = tuple(Exchange(client="c" * client, therapist="t" * therapist) for client, therapist in turns)
    assembled = await prompt_of(segments, history, task="k" * task, words="w" * words)
    counted = sum(scripted_tokens(message.content) + AGENTLM.per_message for message in assembled.messages)
    assert counted + AGENTLM.per_prompt + assembled.reply <= WINDOW.total


async def test_words_over_their_limit_are_refused_with_the_limit() -> None:
    with pytest.raises(WordsTooLong) as refused:
        await prompt_of(words="w" * 2404)
    assert (refused.value.tokens, refused.value.limit) == (601, 600)


async def test_a_window_too_small_for_what_may_not_be_cut_is_refused() -> None:
    with pytest.raises(WindowTooSmall):
        await prompt_of(window=Window(total=380))


async def test_a_brief_over_its_budget_loses_its_last_lines() -> None:
    text = "\n".join(f"line {n:02d}" for n in range(10))
    assert await fit_lines(text, 8, counter=counter()) == ("line 00\nline 01\nline 02\nline 03", 8, ("6 last lines",))


async def test_a_text_is_sent_to_the_tokenizer_once() -> None:
    asked: list[list[str]] = []

    class Counting(ScriptedChat):
        async def count_tokens(self, texts: object) -> list[int]:
            assert isinstance(texts, list)
            asked.append([str(text) for text in texts])  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # a list of anything
            return await super().count_tokens(asked[-1])

    kept = TokenCounter(Counting([]), most=2)
    first = await kept.count(["one", "two", "one", ""])
    again = await kept.count(["two", "one"])
    await kept.count(["three"])
    last = await kept.count(["two"])
    assert (first, again, last) == ([1, 1, 1, 0], [1, 1], [1])
    assert asked == [["one", "two"], ["three"], ["two"]]


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("I am tired.", 5), ("2026", 4), ("我很累", 6), ("🙂", 4)])
def test_the_estimate_for_servers_that_do_not_count_errs_upwards(text: str, tokens: int) -> None:
    assert estimate(text) == tokens


def test_a_profile_refuses_roles_that_do_not_alternate() -> None:
    with pytest.raises(NotAlternating, match="message 1 after the system message is user, not assistant"):
        AGENTLM.check([PromptMessage(role="user", content="a"), PromptMessage(role="user", content="b")])
