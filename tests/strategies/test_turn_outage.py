"""The model away, and replies that may not leave."""

import pytest

from memory.record.identity import Language
from memory.record.session import Author, RequestState, TurnOrigin
from memory.store.store import Store
from strategies.course.errors import ModelAway
from strategies.course.exchange import Reply
from strategies.speech.chat import ChatNonsense, ChatRefused, ChatReply, ChatTimeout
from strategies.speech.scripted_chat import Line, ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, away, begin, line_of, saying, voices_of

WORDS = "About a 4 I would say."


async def test_the_first_outage_leaves_the_turn_pending_and_the_second_answers_with_the_reviewed_line(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(away(retry_after=7.0)))
    with pytest.raises(ModelAway) as refused:
        await course.take(WORDS, key="k1")
    assert refused.value.retry_after == 7.0
    async with store.read(SCOPE) as work:
        request = await work.requests.open_of(course.session.id)
    assert request is not None
    assert (request.key, request.state, request.lease_until) == ("k1", RequestState.PENDING, clock())

    exchange = await course.say(WORDS, key="k1")

    assert exchange.reply == Reply(
        n=3,
        author=Author.TEMPLATE,
        origin=TurnOrigin.FALLBACK,
        text=line_of("homework_review"),
        blocked="model away",
    )
    assert (exchange.node, exchange.calls, exchange.version) == ("homework_review", 0, 1)


async def test_a_budget_that_ran_out_counts_as_an_outage(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(saying(ChatTimeout("whole", 60), "How was that for you?")))
    with pytest.raises(ModelAway):
        await course.take(WORDS, key="k1")
    exchange = await course.say(WORDS, key="k1")
    assert (exchange.reply.origin, exchange.reply.text) == (TurnOrigin.SPOKEN, "How was that for you?")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("谢谢你告诉我，这一周听起来很不容易。", "wrong_language"),
        ("Client: I am fine.\nTherapist: Good.", "role_break"),
        (line_of("check_in"), "repeated"),
        ("I am a real person, you know.", "claims_human"),
        ("   ", "empty"),
        (ChatReply(text="One sentence that never", model="m", finish="length"), "empty"),
        (ChatNonsense("not UTF-8", ""), "ChatNonsense"),
        (ChatRefused(400, "too long"), "ChatRefused"),
    ],
)
async def test_a_reply_that_may_not_leave_is_replaced_by_the_reviewed_line_with_its_reason(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, line: Line, reason: str
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(saying(line)))
    exchange = await course.say(WORDS)
    assert (exchange.reply.origin, exchange.reply.text, exchange.reply.blocked) == (
        TurnOrigin.FALLBACK,
        line_of("homework_review"),
        reason,
    )
    async with sqlite_store.read(SCOPE) as work:
        calls = await work.calls.of_session(course.session.id)
    assert [call.answer for call in calls] == (
        [] if isinstance(line, Exception) else [line.text if isinstance(line, ChatReply) else line]
    )


async def test_a_reply_cut_off_by_the_limit_keeps_its_whole_sentences(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    cut = ChatReply(text="That is a low number. What made it so? I wonder whe", model="m", finish="length")
    course = await begin(sqlite_store, clock, ids, voices_of(saying(cut)))
    exchange = await course.say(WORDS)
    assert (exchange.reply.text, exchange.reply.blocked) == ("That is a low number. What made it so?", None)


async def test_a_model_that_never_speaks_the_language_is_asked_three_times_and_not_again(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    chat = ScriptedChat(lambda _: "I am glad you are here. How was your week?")
    course = await begin(sqlite_store, clock, ids, voices_of(chat), language=Language.ZH)

    answers = await course.walk(
        ["这周心情3分。", "上次没有布置任务。", "是，我很安全。", "工作的事。", "想谈谈睡眠。", "昨天晚上睡不着。"]
    )

    blocked = [each.reply.blocked for each in answers if each.reply.origin == "fallback"]
    assert blocked == ["wrong_language"] * 3 + ["the model does not speak the language"] * (len(blocked) - 3)
    assert len(blocked) > 3
    assert len(chat.requests) == 3
