"""Rows of tables to operations: rows that are steps, and rows that are alternatives."""

import re

from strategies.sop.bodies import Aside, Bodies, add_arm
from strategies.sop.clauses import Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.ops import Anywhere, Arm, Condition, Fork, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.sentence_ops import SentenceReader
from strategies.sop.shapes import ways, without_if
from strategies.sop.tables import Row, read_table


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
            own.append(Fork(arms=[Arm(condition=condition, body=then)], entry=entry))
        if row.other:
            rest = Condition(words=row.other, mood=Mood.OTHERWISE)
            add_arm(own, Arm(condition=rest, body=self._bodies.body(row.other, entry)), entry)

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
        if not fork.arms:
            return
        last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        if isinstance(last, Fork) and last.entry is entry:
            last.arms.extend(fork.arms)
        else:
            ops.append(fork)

    def _row(self, row: Row, entry: Entry, *, heading: str) -> Arm:
        said = without_if(row.condition)
        other = bool(
            re.fullmatch(
                r"(?:otherwise|else|other(?:wise)?|all others?|any other|none(?: of the above)?|default|其他|"
                r"其它|否则|其余|以上都不是|均无)\W*",
                said.text,
                re.IGNORECASE,
            )
        )
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
