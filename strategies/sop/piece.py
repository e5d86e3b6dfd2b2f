"""A run of words that knows where each of its characters stands in the source."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
"""Code-point offsets into the source: from the first character to just after the last."""

_CJK: Final = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_EDGES: Final = " \t\r\n\u3000\ufeff"
_ENTITIES: Final = {"&gt;": ">", "&lt;": "<", "&amp;": "&", "&nbsp;": " ", "&ge;": "≥", "&le;": "≤", "&quot;": '"'}
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a＞＜＝％＋－／～]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Clean words. `places[i]` is the offset in the source of `text[i]`."""

    text: str
    places: tuple[int, ...]

    def __bool__(self) -> bool:
        """Whether it holds any character."""
        return bool(self.text)

    @property
    def span(self) -> Span:
        """From its first character to just after its last; (0, 0) when it is empty."""
        return (self.places[0], self.places[-1] + 1) if self.places else (0, 0)

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part from `start` to `end`, without blanks at its edges."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        start = max(start, 0)
        while start < stop and self.text[start] in _EDGES:
            start += 1
        while stop > start and self.text[stop - 1] in _EDGES:
            stop -= 1
        return Piece(self.text[start:stop], self.places[start:stop])

    def strip(self, signs: str) -> "Piece":
        """Without these signs, and blanks, at its edges."""
        left = len(self.text) - len(self.text.lstrip(signs + _EDGES))
        return self.cut(left, max(left, len(self.text.rstrip(signs + _EDGES))))

    def plus(self, other: "Piece") -> "Piece":
        """Both, with a blank between them unless they are Chinese."""
        if not self or not other:
            return self or other
        if _CJK.match(self.text[-1]) and _CJK.match(other.text[0]):
            return Piece(self.text + other.text, self.places + other.places)
        return Piece(f"{self.text} {other.text}", (*self.places, other.places[0], *other.places))


EMPTY: Final = Piece("", ())


def clean(source: str, start: int, end: int) -> tuple[Piece, int]:
    """The words of one line without marks of emphasis, links and entities; and how long its bold beginning is.

    Full-width digits and letters become plain ones, so that `１０` is a number.
    """
    text: list[str] = []
    places: list[int] = []
    bold_until = 0
    opened: int | None = None
    at = start
    while at < end:
        sign = source[at]
        if source.startswith(("**", "__"), at):
            if opened is None:
                opened = len(text)
            else:
                bold_until = len(text) if not "".join(text[:opened]).strip() else bold_until
                opened = None
            at += 2
            continue
        link = _LINK.match(source, at, end) if sign in "![" else None
        if link is not None:
            inner, _ = clean(source, link.start(1), link.end(1))
            text.extend(inner.text)
            places.extend(inner.places)
            at = link.end()
            continue
        entity = next((name for name in _ENTITIES if sign == "&" and source.startswith(name, at)), None)
        if entity is not None:
            text.append(_ENTITIES[entity])
            places.append(at)
            at += len(entity)
            continue
        if not _is_mark(source, at, end):
            text.append(unicodedata.normalize("NFKC", sign) if _FULL_WIDTH.match(sign) else sign)
            places.append(at)
        at += 1
    return _squeezed(text, places, bold_until)


def _is_mark(source: str, at: int, end: int) -> bool:
    """Whether the sign only marks emphasis, code or an escape."""
    sign = source[at]
    following = source[at + 1] if at + 1 < end else " "
    if sign in "*`":
        return True
    if sign == "~":
        return following == "~" or (at > 0 and source[at - 1] == "~")
    if sign == "_":
        before = source[at - 1] if at else " "
        return not (before.isalnum() and following.isalnum())
    return sign == "\\" and not following.isalnum() and following != " "


def _squeezed(text: list[str], places: list[int], bold_until: int) -> tuple[Piece, int]:
    """Runs of blanks become one; none stand at the edges."""
    kept: list[str] = []
    at: list[int] = []
    bold = 0
    for i, (sign, place) in enumerate(zip(text, places, strict=True)):
        blank = sign in _EDGES
        if blank and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if blank else sign)
        at.append(place)
        if i < bold_until:
            bold = len(kept)
    while kept and kept[-1] == " ":
        kept.pop()
        at.pop()
    return Piece("".join(kept), tuple(at)), min(bold, len(kept))
