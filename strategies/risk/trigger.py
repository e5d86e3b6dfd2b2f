"""Which of many patterns can match a text at all, found without trying them. Pure.

Of every pattern a set of literals is worked out such that no match is possible in a text that holds none of them (the
required-literal analysis of Watson's and Cox's pattern indexes). One short piece of each literal goes into a table; a
text is cut into pieces of the same lengths once, and only the patterns whose pieces it holds are tried. Nothing is lost
by it: a pattern for which no literal can be named is always tried. Literals are lower case: patterns that look away
from case are asked about with the text in lower case.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

MOST_EXACT = 96
"""Spellings of a stretch that are written out; beyond, the stretch counts as unknown."""
FEW = 48
"""Pieces of one length that are looked for one by one; of more, the text's own pieces are looked up."""
PIECE_LATIN = 6
PIECE_OTHER = 2
_FREQUENT: dict[str, float] = {
    **dict(zip("etaoinshrdlu ", (12, 9, 8, 8, 7, 7, 6, 6, 6, 4, 4, 3, 18), strict=True)),
    **dict.fromkeys("的了是不一就他在有人这你她说都也要到们", 2),
    "我": 6,
}
"""Letters in a hundred of ordinary text; any other Latin letter 2, any other character 0.4."""
_NAMED_OR_FLAGGED = re.compile(r"\(\?(?:P<\w+>|-?[aimsux]+:)")
_ONE_GROUP = re.compile(r"(\\b)\(\?:(.*)\)((?:\\b)?)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_ZERO_WIDTH = "bBAZ"
_COUNT = re.compile(r"\{(\d*)(?:(,)(\d*))?\}")


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a stretch: all its spellings, or else literals of which every spelling holds one; or neither."""

    exact: frozenset[str] | None
    needed: frozenset[str] | None = None


_EMPTY = _Part(frozenset({""}))
_UNKNOWN = _Part(None)


def literals_of(pattern: str) -> frozenset[str]:
    """Literals of which every match of `pattern` holds at least one; none when that cannot be said.

    Reads what the word lists are written in: literals, classes, groups (named, flagged or neither), looking around,
    repeats.

    Raises:
        ValueError: at a construct that it does not know.
    """
    reader = _Reader(pattern)
    part = reader.alternatives()
    if reader.at != len(pattern):
        raise ValueError(f"a bracket too many at {reader.at} of {pattern!r}")
    return _best([part]) or frozenset()


def alternatives_of(pattern: str) -> list[str]:
    """The patterns that `pattern` is an alternation of at its outermost level; itself alone where it is none.

    A group between word boundaries that is all there is, is opened: of "(?:a|b)" so bounded come two.

    Raises:
        ValueError: at a construct that it does not know.
    """
    return [each for outer in _Reader(pattern).whole() for each in _opened(outer)]


def _opened(pattern: str) -> list[str]:
    group = _ONE_GROUP.fullmatch(pattern)
    if group is None:
        return [pattern]
    try:
        inner = _Reader(group[2]).whole()
    except ValueError:
        return [pattern]
    return [f"{group[1]}(?:{each}){group[3]}" for each in inner]


class _Reader:
    """One reading of one pattern, from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> _Part:
        """Up to the closing bracket or the end."""
        parts = [self._sequence()]
        while self._sees("|"):
            self.at += 1
            parts.append(self._sequence())
        return _either(parts)

    def whole(self) -> list[str]:
        """`outermost`, of a pattern without a bracket too many. Raises: ValueError."""
        found = self.outermost()
        if self.at != len(self.pattern):
            raise ValueError(f"a bracket too many at {self.at} of {self.pattern!r}")
        return found

    def outermost(self) -> list[str]:
        """What stands between the bars outside of any bracket."""
        found: list[str] = []
        while True:
            start = self.at
            self._sequence()
            found.append(self.pattern[start : self.at])
            if not self._sees("|"):
                return found
            self.at += 1

    def _sees(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            parts.append(self._repeated(self._one()))
        return _joined(parts)

    def _repeated(self, part: _Part) -> _Part:
        least, most = 1, 1
        if self.at < len(self.pattern) and self.pattern[self.at] in "*+?":
            least, most = {"*": (0, 99), "+": (1, 99), "?": (0, 1)}[self.pattern[self.at]]
            self.at += 1
        elif count := _COUNT.match(self.pattern, self.at):
            least = int(count[1] or 0)
            most = (int(count[3]) if count[3] else 99) if count[2] else least
            self.at = count.end()
        else:
            return part
        if self._sees("?"):
            self.at += 1
        if (least, most) == (0, 1):
            return _Part(part.exact | {""}) if part.exact is not None else _UNKNOWN
        if least == 0:
            return _UNKNOWN if part.exact != frozenset({""}) else _EMPTY
        if least == most:
            return _joined([part] * least)
        return _joined([*([part] * least), _UNKNOWN])

    def _one(self) -> _Part:
        sign = self.pattern[self.at]
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        self.at += 1
        if sign == ".":
            return _UNKNOWN
        if sign in "^$":
            return _EMPTY
        if sign != "\\":
            return _Part(frozenset({sign.lower()}))
        return self._escape()

    def _escape(self) -> _Part:
        sign = self.pattern[self.at]
        self.at += 1
        if sign in _ZERO_WIDTH:
            return _EMPTY
        if sign in "wWdDsS":
            return _UNKNOWN
        if sign.isalnum() and sign not in _ESCAPES:
            raise ValueError(f"\\{sign} at {self.at} of {self.pattern!r}")
        return _Part(frozenset({_ESCAPES.get(sign, sign)}))

    def _group(self) -> _Part:
        opening = next((each for each in ("(?:", "(?=", "(?!", "(?<=", "(?<!") if self._sees(each)), None)
        named = _NAMED_OR_FLAGGED.match(self.pattern, self.at)
        if opening is None and named is None and self._sees("(?"):
            raise ValueError(f"an unknown group at {self.at} of {self.pattern!r}")
        self.at += len(opening or (named[0] if named else "("))
        part = self.alternatives()
        if not self._sees(")"):
            raise ValueError(f"a bracket is open at {self.at} of {self.pattern!r}")
        self.at += 1
        return part if opening in {"(?:", None} else _EMPTY

    def _class(self) -> _Part:
        self.at += 1
        known = not self._sees("^")
        self.at += 0 if known else 1
        letters: list[str] = []
        first = True
        while first or not self._sees("]"):
            first = False
            sign = self.pattern[self.at]
            self.at += 1
            if sign == "\\":
                sign = self.pattern[self.at]
                self.at += 1
                known = known and not sign.isalnum()
            if self._sees("-") and not self.pattern.startswith("-]", self.at):
                end = self.pattern[self.at + 1]
                self.at += 2
                letters += [chr(code) for code in range(ord(sign), min(ord(end), ord(sign) + MOST_EXACT) + 1)]
            else:
                letters.append(sign)
        self.at += 1
        return _Part(frozenset(map(str.lower, letters))) if known and len(letters) <= MOST_EXACT else _UNKNOWN


def _either(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    exact = [part.exact for part in parts if part.exact is not None]
    if len(exact) == len(parts):
        return _Part(frozenset[str]().union(*exact))
    needed = [_best([part]) for part in parts]
    named = [each for each in needed if each is not None]
    return _Part(None, frozenset[str]().union(*named)) if len(named) == len(parts) else _UNKNOWN


def _joined(parts: Sequence[_Part]) -> _Part:
    """One after another: runs of known spellings are written out, the best of everything that is needed is kept."""
    runs: list[_Part] = []
    run: frozenset[str] = frozenset({""})
    whole = True
    for part in parts:
        if part.exact is None:
            whole = False
            runs.append(_Part(run))
            runs.append(part)
            run = frozenset({""})
        elif len(run) * len(part.exact) <= MOST_EXACT:
            run = frozenset(left + right for left in run for right in part.exact)
        else:
            whole = False
            runs.append(_Part(run))
            run = part.exact
    if whole:
        return _Part(run)
    runs.append(_Part(run))
    return _Part(None, _best(runs))


def _best(parts: Iterable[_Part]) -> frozenset[str] | None:
    """The set of literals that ordinary text is least likely to hold."""
    sets = [literals for part in parts for literals in (part.exact, part.needed) if literals and "" not in literals]
    return min(sets, key=lambda literals: sum(_chance(_piece(each)) for each in literals), default=None)


@cache
def _chance(piece: str) -> float:
    chance = 1.0
    for letter in piece:
        chance *= _FREQUENT.get(letter, 2 if letter.isascii() else 0.4) / 100
    return chance


@cache
def _piece(literal: str) -> str:
    """The rarest stretch of a literal, as long as pieces of its kind of letters are."""
    length = PIECE_LATIN if literal.isascii() else PIECE_OTHER
    pieces = [literal[at : at + length] for at in range(max(1, len(literal) - length + 1))]
    return min(pieces, key=lambda piece: (_chance(piece), piece))


class Triggers:
    """Patterns by the pieces without which they cannot match."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = tuple(patterns)
        self._always: list[int] = []
        table: dict[str, set[int]] = {}
        for number, pattern in enumerate(patterns):
            literals = literals_of(pattern)
            if not literals:
                self._always.append(number)
            for literal in literals:
                table.setdefault(_piece(literal), set()).add(number)
        self._numbers = {piece: tuple(sorted(numbers)) for piece, numbers in table.items()}
        self._by_length = [
            (length, frozenset(piece for piece in table if len(piece) == length))
            for length in sorted({len(piece) for piece in table})
        ]

    def possible(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in `text`, rising."""
        found = set(self._always)
        for length, pieces in self._by_length:
            held: Iterable[str]
            if len(pieces) < FEW:
                held = [piece for piece in pieces if piece in text]
            elif length == 1:
                held = pieces.intersection(text)
            elif length == 2:
                held = pieces.intersection([left + right for left, right in pairwise(text)])
            else:
                held = pieces.intersection([text[at : at + length] for at in range(len(text) - length + 1)])
            for piece in held:
                found.update(self._numbers[piece])
        return sorted(found)
