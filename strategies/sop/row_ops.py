"""Rows of tables to operations: rows that are steps, and rows that are alternatives."""

import re
from typing import Final

from strategies.sop.bodies import Aside, Bodies
from strategies.sop.clauses import Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.placing import add_arm
from strategies.sop.sentence_ops import SentenceReader
from strategies.sop.shapes import ways, without_if
from strategies.sop.tables import Row, read_table

_TABLE: Final = re.compile(
    r"(?:则)?(?:按照?|根据|依据|参照|见)?(?:下表|附表|表格)(?:中)?(?:所示)?(?:处理|执行|操作|进行|分流)?|"
    r"(?:use|follow|see|consult|proceed (?:by|according to)|go by|act by)\s+the (?:following )?table(?: below)?",
    re.IGNORECASE,
)


_OTHER: Final = re.compile(
    r"(?:otherwise|else|other(?:wise)?|all others?|any other|none(?: of the above)?|default|其他|其它|否则|其余|"
    r"以上都不是|均无)\W*",
    re.IGNORECASE,
)


class RowReader:
    """Reads tables."""

    def __init__(self, bodies: Bodies, reader: SentenceReader, *, aside: Aside) -> None:
        self._bodies = bodies
        self._reader = reader
        self._aside = aside

    def cells(self, entry: Entry, own: list[Op]) -> None:
        """What the other cells of a table's row say: a condition, a way on, a way otherwise."""
        row = entry.block.row
        if row is None:
            return
        for cell in row.rest:
            for sentence in sentences(cell):
                clauses = read_clauses(sentence)
                if any(clause.conditional for clause in clauses):
                    self._reader.clauses(clauses, entry, own)
                else:
                    self._aside(sentence, "a cell beside the step")
        self._aside(row.number, "number of the step")
        self._answers(row, entry, own)
        if row.condition and row.condition is not entry.block.words:
            self._bound(row, entry, own)
        elif row.then:
            clauses = read_clauses(row.then)
            if any(clause.conditional for clause in clauses):
                self._reader.clauses(clauses, entry, own)
            else:
                own.extend(ways(self._bodies.plain(row.then, entry)))

    def _answers(self, row: Row, entry: Entry, own: list[Op]) -> None:
        """Cells under heads such as `Yes` and `No`."""
        question = "?" in entry.block.words.text or "？" in entry.block.words.text or len(row.answers) > 1
        if len(row.answers) == 1 and not question:
            own.extend(ways(self._bodies.plain(row.answers[0][1], entry)))
        for head, cell in row.answers if question else ():
            arm = Arm(
                condition=Condition(words=without_if(head), mood=Mood.WHEN, answer=True),
                body=self._bodies.body(cell, entry),
            )
            last = own[-1] if own else None
            if isinstance(last, Fork):
                last.arms.append(arm)
            else:
                own.append(Fork(arms=[arm], entry=entry, listed=True))

    def _bound(self, row: Row, entry: Entry, own: list[Op]) -> None:
        """A condition before the action binds the step, one behind it binds the way on."""
        condition = Condition(words=without_if(row.condition), mood=Mood.WHEN)
        then = self._bodies.body(row.then, entry) if row.then else []
        if row.asks_first:
            own[:] = [Fork(arms=[Arm(condition=condition, body=[*own, *then])], entry=entry)]
        else:
            own.append(Fork(arms=[Arm(condition=condition, body=then)], entry=entry, listed=bool(row.more)))
            self._more(row, entry, own)
        if row.other:
            rest = Condition(words=row.other, mood=Mood.OTHERWISE)
            add_arm(own, Arm(condition=rest, body=self._bodies.body(row.other, entry)), entry)

    def _more(self, row: Row, entry: Entry, own: list[Op]) -> None:
        """Rows that add a case each to the row above them."""
        fork = own[-1]
        if not isinstance(fork, Fork):
            return
        for each in row.more:
            said = without_if(each.condition)
            mood = Mood.OTHERWISE if _OTHER.fullmatch(said.text) else Mood.WHEN
            body = ways(self._bodies.body(each.then, entry)) if each.then else []
            fork.arms.append(Arm(condition=Condition(words=said, mood=mood), body=body))
            for cell in each.rest:
                self._aside(cell, "a cell beside the case")

    def table(self, entry: Entry, ops: list[Op], *, anywhere: bool = False) -> None:
        """A table of alternatives: arms of one fork."""
        read = read_table(entry.block.rows)
        if read is None:
            for cells in entry.block.rows:
                for cell in cells:
                    self._aside(cell, "a table without steps")
            return
        for cell in read.header:
            self._aside(cell, "head of a table")
        fork = Fork(arms=[], entry=entry, listed=True)
        for row in read.rows:
            if not row.condition and not row.action:
                for cell in (row.then, row.other, *row.rest):
                    self._aside(cell, "a row without a condition")
                continue
            arm = self._row(row, entry, heading=read.heading)
            if anywhere:
                ops.append(Anywhere(condition=arm.condition, body=arm.body, words=row.action or row.then))
            else:
                fork.arms.append(arm)
        if fork.arms:
            self._join(fork, entry, ops)

    def _join(self, fork: Fork, entry: Entry, ops: list[Op]) -> None:
        """Adds a table's fork: in the place of words that lead to it, to the fork of the same table, or behind."""
        last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        if isinstance(last, Fork) and last.entry is not entry and last.arms and self._by_table(last.arms[-1]):
            last.arms[-1].body[:] = [fork]
        elif isinstance(last, Fork) and last.entry is entry:
            last.arms.extend(fork.arms)
        else:
            ops.append(fork)

    def _by_table(self, arm: Arm) -> bool:
        """Whether an arm only says to go by the table that follows: 其余情况按下表处理."""
        act = arm.body[0] if len(arm.body) == 1 else None
        if not isinstance(act, Act) or _TABLE.fullmatch(act.words.text.strip(" .。：:")) is None:
            return False
        self._aside(act.words, "leads to the table")
        return True

    def _row(self, row: Row, entry: Entry, *, heading: str) -> Arm:
        said = without_if(row.condition)
        other = _OTHER.fullmatch(said.text) is not None
        condition = Condition(
            words=said, mood=Mood.OTHERWISE if other else Mood.WHEN, answer=True, heading="" if other else heading
        )
        body: list[Op] = []
        found = sentences(row.action)
        for i, sentence in enumerate(found):
            if i == 0 or any(clause.conditional for clause in read_clauses(sentence)):
                body.extend(self._bodies.body(sentence, entry))
            else:
                self._reader.plain(sentence, entry, body)
        if row.then:
            then = self._bodies.body(row.then, entry)
            body.extend(ways(then) if body else then)
        for cell in row.rest:
            self._aside(cell, "a cell beside the row's action")
        return Arm(condition=condition, body=body)
