"""Deterministic readers of the client's words, in both languages: what the words say, or nothing.

Offsets are code points into the words as given and `text[start:end] == quote`. A reader gives none rather than guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from memory.record.session import SlotValue
from strategies.course.facts.extract_text import sentences
from strategies.course.readers_answer import Answer, declined, homework_answer, refusal, yes_no_answer
from strategies.course.readers_date import read_date
from strategies.course.readers_number import number_in, rating_in

Reader = Literal["rating", "yes_no", "homework_status", "number", "date", "sentence"]
READERS: tuple[Reader, ...] = ("rating", "yes_no", "homework_status", "number", "date", "sentence")

REFUSED = "refused"
_FILLER = frozenset(
    [
        "yes",
        "yeah",
        "yep",
        "no",
        "nope",
        "ok",
        "okay",
        "sure",
        "well",
        "hmm",
        "um",
        "uh",
        "hi",
        "hello",
        "thanks",
        "right",
        "fine",
        "maybe",
        "嗯",
        "哦",
        "好",
        "好的",
        "是",
        "是的",
        "对",
        "没有",
        "不",
        "行",
        "可以",
        "你好",
        "谢谢",
        "嗯嗯",
        "额",
        "呃",
        "哈",
        "您好",
        "老师好",
        "thank",
        "you",
        "i",
        "guess",
        "i",
        "suppose",
        "so",
    ]
)


class UnknownReader(ValueError):
    """A slot names a reader that does not exist."""

    def __init__(self, reader: str) -> None:
        super().__init__(f"unknown reader {reader!r}: one of {', '.join(READERS)}")
        self.reader = reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A value and the words it was read from; confidence 0 to 1."""

    value: SlotValue
    start: int
    end: int
    quote: str
    confidence: float


def read_slot(
    reader: str | None,
    text: str,
    *,
    type: str,  # noqa: A002 - the protocol file's own word
    values: Sequence[str] | None = None,
    range: Sequence[float] | None = None,  # noqa: A002 - the protocol file's own word
    today: date,
) -> Read | None:
    """What the words say about one slot; none when they do not say it plainly, or when the slot has no reader.

    `type`, `values` and `range` are the slot's own. A refusal ("I'd rather not say") reads as `refused` where `values`
    allows it. Dates come as ISO text.

    Raises:
        UnknownReader: when no reader has that name.
    """
    if reader is None:
        return None
    if reader not in READERS:
        raise UnknownReader(reader)
    if values and REFUSED in values:
        refused = refusal(text) or (declined(text) if reader == "yes_no" else None)
        if refused is not None:
            return _read(text, replace(refused, value=REFUSED))
    answer = _answer(reader, text, type, values, range, today)
    if answer is not None and type == "int" and isinstance(answer.value, float):
        return None
    return None if answer is None else _read(text, answer)


def _answer(
    reader: Reader,
    text: str,
    kind: str,
    values: Sequence[str] | None,
    bounds: Sequence[float] | None,
    today: date,
) -> Answer | None:
    match reader:
        case "rating":
            lowest, highest = (bounds[0], bounds[-1]) if bounds else (0, 10)
            return rating_in(text, lowest=lowest, highest=highest)
        case "number":
            lowest_of, highest_of = (bounds[0], bounds[-1]) if bounds else (None, None)
            return number_in(text, lowest=lowest_of, highest=highest_of)
        case "yes_no":
            return _typed(yes_no_answer(text), kind, values)
        case "homework_status":
            outcome = homework_answer(text)
            return None if outcome is not None and values and outcome.value not in values else outcome
        case "date":
            return read_date(text, today)
        case "sentence":
            return _first_sentence(text)
        case _:
            assert_never(reader)


def _read(text: str, answer: Answer) -> Read:
    return Read(
        value=answer.value,
        start=answer.start,
        end=answer.end,
        quote=text[answer.start : answer.end],
        confidence=answer.confidence,
    )


def _typed(answer: Answer | None, kind: str, values: Sequence[str] | None) -> Answer | None:
    """A yes or no in the slot's own type: a bool, or one of its values."""
    if answer is None:
        return None
    if kind == "bool":
        return Answer(answer.value == "yes", answer.start, answer.end, answer.confidence)
    return None if values and answer.value not in values else answer


def _first_sentence(text: str) -> Answer | None:
    """The first sentence with something in it: not a greeting, not a bare yes or no."""
    for start, end in sentences(text):
        bare = "".join(letter if letter.isalnum() or letter.isspace() else " " for letter in text[start:end].lower())
        words = bare.split()
        if words and not all(word in _FILLER for word in words) and " ".join(words) not in _FILLER:
            return Answer(text[start:end], start, end, 0.7)
    return None
