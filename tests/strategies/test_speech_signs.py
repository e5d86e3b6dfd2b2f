"""A model's text holds text alone: a reply with other signs cannot be made, and the reviewed line stands in."""

import json

import pytest

from memory.store.store import Store
from strategies.speech.answers import read_chunk, read_completion
from strategies.speech.chat import ChatNonsense, ChatReply
from strategies.speech.reading import SlotAsk, parse_reading
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import begin, saying, voices_of

SIGNS = (
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b"),
    *("\u202a", "\u202e", "\u2066", "\u2069", "\ufeff"),
    *("\ud800", "\udfff"),
)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_is_no_text_makes_no_reply_wherever_it_stands(sign: str) -> None:
    raw = json.dumps({"choices": [{"message": {"content": f"Hello{sign} there."}, "finish_reason": "stop"}]})
    piece = json.dumps({"choices": [{"delta": {"content": f"你好{sign}。"}}]})
    named = json.dumps({"model": f"m{sign}", "choices": [{"message": {"content": "Hello."}}]})
    for given in (raw, named):
        with pytest.raises(ChatNonsense):
            read_completion(given.encode(), asked="m", seconds=0.1)
    with pytest.raises(ChatNonsense):
        read_chunk(piece.encode())
    with pytest.raises(ChatNonsense):
        ChatReply(text=json.dumps({"value": f"a{sign}"}), model="m", finish="stop")


@pytest.mark.parametrize(
    "text", ["One.\n\tTwo.", "你好，世界。", "🙂👨\u200d👩", json.dumps("🙂 \n é 你"), "C:\\users"]
)
def test_text_is_a_reply(text: str) -> None:
    assert ChatReply(text=text, model="m", finish="stop").text == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("One.\r\nTwo.\r\n", "One.\nTwo.\n"),
        ("One.\rTwo.", "One.\nTwo."),
        ("\ufeffOne.", "One."),
        ("\ufeff你好。\r\n世界。", "你好。\n世界。"),
    ],
)
def test_a_servers_line_ends_and_byte_order_mark_are_no_reason_to_refuse(given: str, kept: str) -> None:
    whole = json.dumps({"choices": [{"message": {"content": given}, "finish_reason": "stop"}]})
    piece = json.dumps({"choices": [{"delta": {"content": given}}]})
    assert read_completion(whole.encode(), asked="m", seconds=0.1).text == kept
    assert read_chunk(piece.encode()) == (kept, False)
    assert ChatReply(text=given, model="m", finish="stop").text == kept


def test_a_value_may_spell_a_carriage_return() -> None:
    text = '{"value": "a\\u000d\\n"}'
    assert ChatReply(text=text, model="m", finish="stop").text == text


@pytest.mark.parametrize("text", ["\ufeff\ufeffOne.", "One.\ufeff"])
def test_no_other_byte_order_mark_is_let_through(text: str) -> None:
    with pytest.raises(ChatNonsense):
        ChatReply(text=text, model="m", finish="stop")


def test_what_is_kept_of_such_an_answer_can_be_stored() -> None:
    with pytest.raises(ChatNonsense) as nonsense:
        ChatReply(text="a\x00\ud800", model="m", finish="stop")
    assert nonsense.value.raw.isascii()
    assert nonsense.value.raw.isprintable()
    assert "\\x00" in str(nonsense.value)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\ufeff", "\ud800"])
async def test_the_reviewed_line_stands_in_and_the_session_goes_on(
    store: Store, clock: FixedClock, ids: CountedIds, sign: str
) -> None:
    course = await begin(
        store, clock, ids, voices_of(saying(f"Hello{sign} there.", "That sounds hard. What happened?"))
    )
    first = await course.say("It was a long week.")
    assert (first.reply.origin, first.reply.blocked, sign in first.reply.text) == ("fallback", "ChatNonsense", False)
    second = await course.say("About a 4 I would say.")
    assert (second.reply.blocked, second.reply.text) == (None, "That sounds hard. What happened?")


def test_a_value_that_spells_a_nul_is_read_by_nobody() -> None:
    answer = json.dumps({"worry": {"quote": "work", "value": "work\x00"}})
    with pytest.raises(ChatNonsense):
        ChatReply(text=answer, model="m", finish="stop")
    ask = SlotAsk(id="worry", type="text", text="worry", values=(), low=None, high=None)
    assert parse_reading(answer.replace("\\u0000", ""), [ask], words="work")[0].value == "work"
