"""Where a sentence falls into parts by its signs: `yes -> 3, no -> 4`, `Check the form: if it is empty, ...`."""

import re
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.piece import Piece
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action

_SIGN: Final = r"(?:→|⇒|➜|➔|—>|-+>|=+>|>>|[:：](?=\s*\S))"
_PAIR: Final = re.compile(rf"(?P<left>[^,，;；/|。→>:：？?!！()（）]{{1,40}}?)\s*(?P<sign>{_SIGN})\s*(?=\S)")
_COMMA: Final = re.compile(r"\s*(?:[,，;；/|、]|\s[-–—]\s)\s*(?:and |or |或|而)?")
_BOUND_THEN: Final = re.compile(
    r"\s*[,，;；]?\s*[(（]\s*(?=(?:max(?:imum|\.)?|at most|up to|no more than|最多|至多|不超过)[^)）]*(?:then|after|→|"
    r"->|之后|则|再|后))",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"[:：]\s*(?=\S)")


def pair_cuts(text: str) -> list[tuple[int, int]]:
    """The places between `answer -> what then` pairs that stand side by side in one sentence."""
    found: list[tuple[int, int]] = []
    begun = False
    for pair in _PAIR.finditer(text):
        if not _answers(pair["left"].strip(), arrow=pair["sign"][0] not in ":："):
            continue
        start = pair.start() + len(pair["left"]) - len(pair["left"].lstrip())
        comma = _comma_before(text, start)
        if begun and comma is not None:
            found.append(comma)
        begun = True
    return found


def bound_cuts(text: str) -> list[tuple[int, int]]:
    """Where `(at most three times, then ...)` begins."""
    return [found.span() for found in _BOUND_THEN.finditer(text) if found.start() > 0]


def _answers(left: str, *, arrow: bool) -> bool:
    left = re.sub(r"^(?:and|or|或者?|而)\s*", "", left)
    if re.fullmatch(r"(?:and )?(?:then|next|after that|afterwards)|之后|然后|再|则|后", left, re.IGNORECASE):
        return False
    if arrow:
        return bool(left) and not (begins_action(left) and not is_state(left))
    return is_answer(left) or is_state(left)


def _comma_before(text: str, start: int) -> tuple[int, int] | None:
    """The separator that ends where a pair begins."""
    for found in _COMMA.finditer(text, max(0, start - 8), start):
        if found.end() == start:
            return found.span()
    return None


def head_colon(sentence: Piece) -> tuple[Piece, Piece, int] | None:
    """`Check the diary: if it is empty, ...` as its head, the rest, and where the rest begins; None without a head."""
    found = _HEAD.search(sentence.text)
    if found is None or found.start() < 4:
        return None
    left = sentence.cut(0, found.start())
    if is_answer(left.text) or is_state(left.text):
        return None
    return left, sentence.cut(found.end()), found.end()
