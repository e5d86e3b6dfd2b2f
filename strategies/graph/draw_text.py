"""How wide words are, and where their lines break, without any font: Latin by Helvetica's widths, Chinese square.

Widths are in em (1.0: as wide as the font is high). The drawing fixes every line to the width measured here, so that a
viewer's other font squeezes a line a little and never lets it run out of its box.
"""

import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    222: "ijl",
    278: " !,./:;I[\\]ft",
    333: "()-r`",
    355: '"',
    389: "*",
    500: "Jckstvxyz",
    556: "#$0123456789?Labdeghnopqu_",
    584: "+<=>~≥≤≠×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_WIDTHS: Final = {letter: width / 1000 for width, letters in _LETTERS.items() for letter in letters}
_OTHER: Final = 0.6
_BOLD: Final = 1.08
_NEVER_FIRST: Final = frozenset("，。、；：？！）》】”’…·,.;:?!)]}%")
_NEVER_LAST: Final = frozenset("（《【“‘([{")
_COMPARED: Final = frozenset({"= ", "≠ ", "≤ ", "≥ ", "< ", "> "})
ELLIPSIS: Final = "…"
SHORT: Final = 0.4
"""A last line that is shorter than so much of the longest is evened out."""


def width_of(text: str, *, bold: bool = False) -> float:
    """The width of one line, in em."""
    return sum(_width(letter) for letter in text) * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in {"W", "F", "A"} else _OTHER


@lru_cache(maxsize=4096)
def lines_of(text: str, *, width: float, most: int, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `most` lines of at most `width` em; what does not fit ends in an ellipsis.

    English breaks between words and after underscores, Chinese between characters, though never so that a line begins
    with a closing mark, ends with an opening one, or parts a sign of comparison from its value. A word that is wider
    than a line is cut.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width=width, bold=bold):
        if line and width_of((line + piece).rstrip(), bold=bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    lines = [each for each in lines if each]
    if len(lines) <= most:
        return tuple(lines)
    whole = last = lines[most - 1]
    while last and width_of(last + ELLIPSIS, bold=bold) > width:
        last = last[:-1]
    if whole[len(last) : len(last) + 1].isalnum() and " " in last and not _square(last[-1]):
        last = last.rpartition(" ")[0]  # no word is cut that has another before it
    return (*lines[: most - 1], last.rstrip() + ELLIPSIS)


def even_lines(text: str, *, width: float, most: int) -> tuple[str, ...]:
    """`lines_of`, in as many lines, broken earlier where the last one would be left with a word or a character."""
    lines = lines_of(text, width=width, most=most)
    while len(lines) > 1 and not lines[-1].endswith(ELLIPSIS) and width > 1:
        longest = max(width_of(line) for line in lines)
        if width_of(lines[-1]) >= SHORT * longest:
            break
        width = min(width, longest) - 0.25
        tried = lines_of(text, width=width, most=most)
        if len(tried) > len(lines) or tried[-1].endswith(ELLIPSIS):
            break
        lines = tried
    return lines


def _pieces(text: str, *, width: float, bold: bool) -> list[str]:
    """What may not be broken: words with the space after them, single Chinese characters with their marks."""
    pieces: list[str] = []
    for letter in " ".join(text.split()):
        if (
            pieces
            and _sticks(pieces[-1], letter)
            and (letter in _NEVER_FIRST or _fits(pieces[-1], letter, width, bold))
        ):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _sticks(piece: str, letter: str) -> bool:
    """Whether no line may break between the two."""
    if letter == " " or letter in _NEVER_FIRST:
        return True
    if piece[-1] in _NEVER_LAST or piece[-2:] in _COMPARED:
        return True
    if piece[-1] == "_":
        return False
    return piece[-1] != " " and not _square(piece[-1]) and not _square(letter)


def _fits(piece: str, letter: str, width: float, bold: bool) -> bool:
    return letter == " " or width_of(piece + letter, bold=bold) <= width


@lru_cache(maxsize=4096)
def _square(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}
