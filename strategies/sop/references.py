"""Words that send somewhere: `go to step 4`, `return to the agenda`, `end here`, 转到第4步, 返回, 到此为止."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from strategies.sop import going_words as going
from strategies.sop.markers import Number
from strategies.sop.numerals import CHINESE, letter, ordinal, roman


class GoKind(StrEnum):
    """Where the words send."""

    STEP = "step"
    TITLE = "title"
    NEXT = "next"
    PREVIOUS = "previous"
    AGAIN = "again"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """One such phrase, from `start` to `end` of the text. `past`: the step itself is to be left out.

    `unit` is `part` when the words speak of a part or section; `back` when they say that the way leads back.
    """

    kind: GoKind
    start: int
    end: int
    number: Number = ()
    last: Number = ()
    unit: str = ""
    words: str = ""
    past: bool = False
    back: bool = False


def goes_in(text: str) -> list[Go]:
    """Every phrase of the text that sends somewhere, in order, none over another."""
    return list(_goes(text))


@lru_cache(maxsize=8192)
def _goes(text: str) -> tuple[Go, ...]:
    found: list[Go] = []
    for go in sorted(_all(text), key=lambda each: (each.kind is GoKind.TITLE, each.start, -each.end)):
        if not any(go.start < other.end and other.start < go.end for other in found):
            found.append(go)
    return tuple(sorted(found, key=lambda each: each.start))


_OVERVIEW: Final = re.compile(
    rf"\W*(?:(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|[{CHINESE}]{{1,2}})\s*步?\s*(?:→|->|=>|⇒|➜|—>)\s*|(?:→|->|=>|⇒|➜|"
    rf"—>)\s*"
    rf"(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|[{CHINESE}]{{1,2}})\s*步?\s*){{2,}}(?:(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|"
    rf"[{CHINESE}]{{1,2}})步?)?"
    r"(?:end|结束)?\W*",
    re.IGNORECASE,
)


def is_overview(text: str) -> bool:
    """Whether the words are nothing but step numbers with arrows between."""
    return bool(_OVERVIEW.fullmatch(text))


def refers_on(text: str) -> bool:
    """Whether the words, or their last part, hand the client to somebody else (`refer to ...`, 转介)."""
    parts = [text, *(text[found.end() :] for found in re.finditer(r",?\s+(?:and|then)\s+|[，,]|并", text))]
    return any(going.REFER.match(part) or going.HAN_REFER.match(part) for part in parts)


def _all(text: str) -> Iterator[Go]:
    for pattern in (
        going.GO,
        going.MOVE,
        going.LED,
        going.BACK_TO,
        going.REPEAT,
        going.SKIP,
        going.USE,
        going.BARE,
        going.THEN_N,
        going.N_AGAIN,
        going.HAN_GO,
        going.HAN_BEGIN,
        going.HAN_SKIP,
        going.HAN_FROM,
        going.HAN_BARE,
    ):
        for found in pattern.finditer(text):
            go = _read(found, past=pattern in (going.SKIP, going.HAN_SKIP))
            if go is not None:
                yield go
    for pattern, kind in (
        (going.ON, GoKind.NEXT),
        (going.HAN_ON, GoKind.NEXT),
        (going.OVER, GoKind.START),
        (going.HAN_OVER, GoKind.START),
        (going.AGAIN, GoKind.AGAIN),
        (going.HAN_AGAIN, GoKind.AGAIN),
        (going.AGAIN_TAIL, GoKind.AGAIN),
        (going.RETRY, GoKind.AGAIN),
        (going.HAN_RETRY, GoKind.AGAIN),
        (going.HAN_RECHECK, GoKind.AGAIN),
        (going.HAN_AGAIN_TAIL, GoKind.AGAIN),
        (going.ANEW, GoKind.AGAIN),
        (going.HAVE_AGAIN, GoKind.AGAIN),
        (going.HAN_ANEW, GoKind.AGAIN),
        (going.END, GoKind.END),
        (going.HAN_END, GoKind.END),
    ):
        for found in pattern.finditer(text):
            if found.group().strip():
                said = _done_again(found.group()) if kind is GoKind.AGAIN else ""
                yield Go(kind=kind, start=found.start(), end=found.end(), words=said)


def _done_again(text: str) -> str:
    """What is done once more: the verb, in Chinese with what it is done to."""
    found = going.DONE_AGAIN.search(text)
    return next((group for group in found.groups() if group), "") if found is not None else ""


def _read(found: re.Match[str], *, past: bool) -> Go | None:
    said = {name: value for name, value in found.groupdict().items() if value}
    start, end = found.span()
    back = bool(going.BACKWARD.search(said.get("verb", "") + said.get("adv", "")))
    if "next" in said:
        return Go(kind=GoKind.NEXT, start=start, end=end, past=past)
    for name, kind in (
        ("first", GoKind.START),
        ("before", GoKind.PREVIOUS),
        ("same", GoKind.AGAIN),
        ("last", GoKind.END),
    ):
        if name in said:
            if past and kind is GoKind.AGAIN:
                return Go(kind=GoKind.NEXT, start=start, end=end)
            return Go(kind=kind, start=start, end=end)
    if "roman" in said and (value := roman(said["roman"])) is not None:
        return Go(kind=GoKind.STEP, start=start, end=end, number=(value,), unit="roman", past=past, back=back)
    first = (
        said.get("n")
        or said.get("n2")
        or said.get("n3")
        or said.get("capital")
        or said.get("bare")
        or said.get("paren")
        or said.get("circled")
        or said.get("nth")
    )
    if first is not None:
        number, last = step_number(first), step_number(said.get("m") or said.get("m2") or "")
        if number is None or _is_count(said, found):
            return None
        if re.fullmatch(r"[IVX]+", first) and roman(first) is not None:
            number = (roman(first) or 0,)
            said["unit"] = "roman"
        unit = (said.get("unit") or said.get("u2") or ("（" if "paren" in said else "")).lower()
        return Go(
            kind=GoKind.STEP, start=start, end=end, number=number, last=last or (), unit=unit, past=past, back=back
        )
    words = said.get("quoted") or said.get("title") or ""
    if "quoted" not in said and re.match(r"继续|执行", found.group()):
        return None
    if "title" in said:
        cut = going.CUT_TITLE.sub("", words)
        end -= len(words) - len(cut)
        words = cut
    words = going.STEP_TAIL.sub("", words) or words
    words = words.strip(" \"'“”‘’")
    if going.GENERIC.match(words):
        return Go(kind=GoKind.NEXT, start=start, end=end)
    return Go(kind=GoKind.TITLE, start=start, end=end, words=words, back=back) if words else None


def _is_count(said: dict[str, str], found: re.Match[str]) -> bool:
    """`continue with 4 sessions`, `go to 10`: a bare number counts only right after a word that goes."""
    following = found.string[found.end() :]
    return (
        "bare" in said
        and bool(re.match(r"\s*[A-Za-z\u4e00-\u9fff]", following))
        and not re.match(r"\s*(?:and|then|if|unless|instead|again|并|再|然后|重)", following)
    )


def step_number(word: str) -> Number | None:
    """`4` is (4,), `3.2` is (3, 2), `3a` is (3, 1), `四` is (4,), `b` is (2,)."""
    word = word.strip().lower()
    if not word:
        return None
    sub = re.fullmatch(r"(\d+)([a-h])", word)
    if sub is not None:
        return int(sub[1]), letter(sub[2]) or 1
    under = re.fullmatch(r"(\d+)\s+([ivx]+)", word)
    if under is not None and (part := roman(under[2])) is not None:
        return int(under[1]), part
    if re.fullmatch(r"\d+(?:\.\d+)+", word):
        return tuple(int(part) for part in word.split("."))
    found = ordinal(word)
    if found is None:
        found = roman(word) if len(word) > 1 or word in "ivx" else letter(word)
    return None if found is None else (found,)
