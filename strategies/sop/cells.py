"""Cells of tables: under which condition, and where the way then leads."""

import re
from typing import Final

from strategies.sop import chinese_words, english_words
from strategies.sop.bodies import Bodies, trimmed
from strategies.sop.clauses import Mood
from strategies.sop.cut import sentences
from strategies.sop.numerals import CHINESE
from strategies.sop.ops import Act, Arm, Condition, Fork, Jump, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.placing import add_arm
from strategies.sop.references import Go, GoKind, step_number
from strategies.sop.settled import often
from strategies.sop.shapes import ways, without_if
from strategies.sop.tables import Row, lines_of

OTHER: Final = re.compile(
    r"(?:(?:in )?(?:all|any|every) other cases?|otherwise|else|other(?:wise)?|if not|all others?|any other(?: \w+)?|"
    r"(?:any|every)thing else|none(?: of (?:the above|these))?|if none of (?:the above|these)(?: \w+)?|default|"
    r"(?:其他|其它|其余|余下)(?:的?(?:所有)?(?:情况|情形|人|回答|结果))?|否则|不然|以上都不是|以上(?:均|都)(?:不|没|"
    r"无)\S{0,4}|均无|默认|"
    r"若否|反之)\W*",
    re.IGNORECASE,
)
"""The row for what no other row names."""

_UNLESS: Final = re.compile(r"(?:unless|except (?:if|when|where))\b\s*|除非\s*", re.IGNORECASE)
_LAST_STEP: Final = re.compile(
    rf"(?:^|[\s,，、;；:：→>(（]|(?<=[\u4e00-\u9fff]))(?:(?:the\s+)?(?:step|row|no\.?|number|"
    rf"#)\s*#?(?P<n>\d{{1,2}}[a-h]?)|"
    rf"第\s*(?P<h>\d{{1,2}}|[{CHINESE}]{{1,3}})\s*(?:步骤?|项|行)|步骤\s*(?P<m>\d{{1,2}}|[{CHINESE}]{{1,3}})|"
    rf"(?:(?<=\bto\s)|(?<=\bat\s)|(?<=\bwith\s)|(?<=\bthen\s)|(?<=[→>到至回转做接去按跳入])|(?<=然后)|(?<=之后)|"
    rf"(?<=接着)|(?<=随后)|(?<=[，,；]再))\s*"
    rf"(?P<b>\d{{1,2}}[a-h]?)|(?P<c>[①-⑳]))"
    r"(?:\s+(?:again|instead|once more|anew|next|now|directly))?\s*[)）.。]?$",
    re.IGNORECASE,
)
"""A step's number at the end of a cell, whatever stands before it."""

_LEADS: Final = re.compile(r"(?:[\s,，;；:：→>(“‘\"']|[到至回入做转去])$")
_LEADING: Final = re.compile(
    r"(?:然后|接着|随后|之后|再|就|先)*(?:接着做|转到?|回到?|返回|跳到|进入|去|到|至|做|按|接)$"
)
_ONLY_LEADS: Final = re.compile(
    r"\W*(?:(?:go|back|on|move|skip|straight|return|proceed|continue|then|and|to|with|the)\b\W*)+|"
    r"[转回跳进返去到至入做]+",
    re.IGNORECASE,
)
"""Words that do nothing but lead to the name of a step."""


class CellReader:
    """Reads the cells of a row."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies

    def arm(self, row: Row, entry: Entry, fork: Fork) -> Arm:
        """One case of a step: its condition, what is then done, and where it leads."""
        return Arm(condition=self.condition(row, fork), body=self.with_way(row, entry, self._done(row.action, entry)))

    def condition(self, row: Row, fork: Fork) -> Condition:
        """The condition of a case; a row without one is for what no row above it names."""
        words = row.condition
        if not words:
            return Condition(words=row.then or row.action, mood=Mood.OTHERWISE)
        unless = _UNLESS.match(words.text)
        if unless is not None and unless.end() < len(words.text):
            return Condition(words=words.cut(unless.end()), mood=Mood.UNLESS)
        said = without_if(words)
        if OTHER.fullmatch(said.text):
            return Condition(words=said, mood=Mood.OTHERWISE)
        again = any(_returns(arm.body) for arm in fork.arms)
        tried = english_words.ATTEMPTS.match(said.text) or chinese_words.ATTEMPTS.match(said.text) or often(said.text)
        return Condition(words=said, mood=Mood.ATTEMPTS if again and tried else Mood.WHEN)

    def with_way(self, row: Row, entry: Entry, body: list[Op]) -> list[Op]:
        """What is done, and then the way on."""
        then = self.way(row.then, entry) if row.then else []
        return [*body, *(ways(then) if body else then)]

    def way(self, cell: Piece, entry: Entry) -> list[Op]:
        """What a cell says is to follow: actions, and at its end the number of a step or the end."""
        found: list[Op] = []
        for sentence in (each for line in lines_of(cell) for each in sentences(line)):
            for op in self._sentence(sentence, entry, first=not found):
                if isinstance(op, Fork) and found and isinstance(found[-1], Fork):
                    for arm in op.arms:
                        add_arm(found, arm, entry)
                else:
                    found.append(op)
        return found

    def _sentence(self, words: Piece, entry: Entry, *, first: bool) -> list[Op]:
        named = self._named(words, entry)
        if len(named) == 1:
            return named
        end = None if re.search(r"[,，;；]", words.text) else self._bodies.whole_end(words, entry)
        made: list[Op] = [end] if end is not None else self._bodies.body(words, entry)
        if all(isinstance(op, Act) for op in made):
            made = named or self._numbered(words, entry) or made
        return made if first and not _bare(made) else ways(made)

    def _done(self, cell: Piece, entry: Entry) -> list[Op]:
        return [op for sentence in sentences(cell) for op in self._bodies.body(sentence, entry)]

    def _named(self, words: Piece, entry: Entry) -> list[Op]:
        """The row whose name ends the words, and what stands before it."""
        said = words.text.rstrip(" .。").lower()
        rows = entry.parent.children if entry.parent is not None else []
        names = [each.block.label.text for each in rows if each.block.row is not None and each.block.label]
        name = max((each for each in names if said.endswith(each.lower())), key=len, default="")
        at = len(said) - len(name)
        if not name or (at and not _LEADS.search(said[:at])):
            return []
        go = Go(kind=GoKind.TITLE, start=at, end=at + len(name), words=name)
        return self._led(words, at, go, entry)

    def _numbered(self, words: Piece, entry: Entry) -> list[Op]:
        """The step whose number ends the words, and what stands before it."""
        found = _LAST_STEP.search(words.text)
        number = step_number(next((each for each in found.groups() if each), "")) if found is not None else None
        if found is None or number is None:
            return []
        go = Go(kind=GoKind.STEP, start=found.start(), end=found.end(), number=number)
        if not self._bodies.knows(go, entry):
            return []
        return self._led(words, found.start(), go, entry)

    def _led(self, words: Piece, at: int, go: Go, entry: Entry) -> list[Op]:
        """What is done before the way leads on, and the way, with the words that only lead to it."""
        before = trimmed(words.cut(0, at))
        led = _LEADING.search(before.text)
        before = before if led is None else trimmed(before.cut(0, led.start()))
        before = before if not _ONLY_LEADS.fullmatch(before.text) else EMPTY
        jump = Jump(go=go, words=words.cut(len(before.text)), entry=entry)
        return [*(self._bodies.body(before, entry) if before else []), jump]


def _bare(made: list[Op]) -> bool:
    return len(made) == 2 and len(ways(made)) == 1


def _returns(body: list[Op]) -> bool:
    """Whether an arm leads back."""
    last = body[-1] if body else None
    if not isinstance(last, Jump):
        return False
    own = last.entry.marker.number if last.entry.marker is not None else ()
    return last.go.back or last.go.kind is GoKind.AGAIN or bool(last.go.number and last.go.number <= own)
