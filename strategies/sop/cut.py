"""Sentences of a piece, English and Chinese, each still knowing its place."""

import re
from typing import Final

from strategies.sop.piece import Piece

LONGEST: Final = 500
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Dr|Mr|Mrs|Ms|Prof|No|approx|min|max|hr|hrs|incl|esp|resp|St|Fig|p|pp)|\b[A-Z])\.$"
)
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+[”’）」]*")


def sentences(words: Piece) -> list[Piece]:
    """The sentences, without blanks at their edges. `e.g.`, `Dr.` and numbers end none.

    What runs on for more than `LONGEST` characters is cut at a comma or a blank: nobody reads it as one sentence.
    """
    return [part for piece in _whole(words) for part in _bounded(piece)]


def _bounded(words: Piece) -> list[Piece]:
    parts: list[Piece] = []
    start = 0
    while len(words.text) - start > LONGEST:
        stop = start + LONGEST
        comma = max(words.text.rfind(sign, start + 1, stop) for sign in ",，;； ")
        stop = comma + 1 if comma > start else stop
        parts.append(words.cut(start, stop))
        start = stop
    return [part for part in (*parts, words.cut(start)) if part]


def _whole(words: Piece) -> list[Piece]:
    text = words.text
    found: list[Piece] = []
    start = 0
    for end in _END.finditer(text):
        stop = end.end()
        if end[0][0] in ".!?…" and not _ends(text, start, stop):
            continue
        piece = words.cut(start, stop)
        if piece:
            found.append(piece)
        start = stop
    rest = words.cut(start)
    if rest:
        found.append(rest)
    return found


def _ends(text: str, start: int, stop: int) -> bool:
    before, following = text[start:stop], text[stop:].lstrip()
    if before.endswith(".") and _ABBREVIATION.search(before):
        return False
    if re.match(r"(?:→|⇒|➜|—>|-+>|=+>)", following):
        return False
    return not following or not following[0].islower()
