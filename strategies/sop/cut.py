"""Sentences of a piece, English and Chinese, each still knowing its place."""

import re
from typing import Final

from strategies.sop.piece import Piece

_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Dr|Mr|Mrs|Ms|Prof|No|approx|min|max|hr|hrs|incl|esp|resp|St|Fig|p|pp)|\b[A-Z])\.$"
)
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+[”’）」]*")


def sentences(words: Piece) -> list[Piece]:
    """The sentences, without blanks at their edges. `e.g.`, `Dr.` and numbers end none."""
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
