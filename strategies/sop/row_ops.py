"""Rows of tables to operations: rows that are steps, and rows that are alternatives."""

import re
from typing import Final

from strategies.sop.bodies import Aside, Bodies
from strategies.sop.cells import OTHER, CellReader
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.placing import add_arm, add_case
from strategies.sop.sentence_ops import SentenceReader
from strategies.sop.shapes import ways, without_if
from strategies.sop.tables import Row, read_table

_TABLE: Final = re.compile(
    r"(?:则)?(?:按照?|根据|依据|参照|见)?(?:下表|附表|表格)(?:中)?(?:所示)?(?:处理|执行|操作|进行|分流)?|"
    r"(?:use|follow|see|consult|proceed (?:by|according to)|go by|act by)\s+the (?:following )?table(?: below)?",
    re.IGNORECASE,
)

_BACK: Final = re.compile(
    r"\W*(?:(?:go |carry on |continue |pick up )?(?:back |on )?(?:to |from |at |with )?)?(?:where(?:ver)? .{3,40}|"
    r"the (?:same|"
    r"interrupted|current) (?:step|row|point|place))\W*|回?到?原(?:处|位|步骤|来的\S{1,4})|继续原\S{1,6}",
    re.IGNORECASE,
)
"""A cell that leads back to where the session stood."""


class RowReader:
    """Reads tables."""

    def __init__(self, bodies: Bodies, reader: SentenceReader, *, aside: Aside) -> None:
        self._bodies = bodies
        self._reader = reader
        self._aside = aside
        self._cells = CellReader(bodies)

    def cells(self, entry: Entry, own: list[Op]) -> None:
        """What the other cells of a table's row say: a condition, a way on, a way otherwise."""
        row = entry.block.row
        if row is None:
            return
        for cell in (cell for case in row.cases for cell in case.rest):
            for sentence in sentences(cell):
                clauses = read_clauses(sentence)
                if any(clause.conditional for clause in clauses):
                    self._reader.clauses(clauses, entry, own)
                else:
                    self._aside(sentence, "a cell beside the step")
        for case in row.cases:
            self._aside(case.number, "number of the step")
        self._answers(row, entry, own)
        if self._says_all(row):
            for sentence in sentences(row.condition):
                self._reader.clauses(read_clauses(sentence), entry, own)
        elif row.condition or row.more:
            self._bound(row, entry, own)
        elif row.then:
            own.extend(self._cells.way(row.then, entry))

    def _answers(self, row: Row, entry: Entry, own: list[Op]) -> None:
        """Cells under heads such as `Yes` and `No`."""
        question = "?" in entry.block.words.text or "？" in entry.block.words.text or len(row.answers) > 1
        if len(row.answers) == 1 and not question:
            own.extend(ways(self._bodies.plain(row.answers[0][1], entry)))
        for head, cell in row.answers if question else ():
            arm = Arm(
                condition=Condition(words=without_if(head), mood=Mood.WHEN, answer=True),
                body=self._cells.way(cell, entry),
            )
            last = own[-1] if own else None
            if isinstance(last, Fork):
                last.arms.append(arm)
            else:
                own.append(Fork(arms=[arm], entry=entry, listed=True))

    def _bound(self, row: Row, entry: Entry, own: list[Op]) -> None:
        """Conditions before the action bind the step, those behind it bind the ways on."""
        fork = Fork(arms=[], entry=entry, listed=bool(row.more))
        first = row.asks_first or row.condition is entry.block.words
        if first:
            fork.arms.append(
                Arm(condition=self._cells.condition(row, fork), body=self._cells.with_way(row, entry, own))
            )
            own[:] = [fork]
        else:
            if row.condition:
                fork.arms.append(
                    Arm(condition=self._cells.condition(row, fork), body=self._cells.with_way(row, entry, []))
                )
            else:
                own.extend(self._cells.way(row.then, entry))
            own.append(fork)
        for case in row.more:
            if first or not case.action:
                add_case(fork, self._cells.arm(case, entry, fork))
        fork.closed = len(fork.arms) > 1 and all(_leads(arm) for arm in fork.arms)
        for case in row.cases:
            if case.other:
                rest = Condition(words=case.other, mood=Mood.OTHERWISE)
                add_arm(own, Arm(condition=rest, body=self._cells.way(case.other, entry)), entry)

    def _says_all(self, row: Row) -> bool:
        """Whether the cell of the condition also says what then: `If signed: 2. If not: 3`."""
        if row.then or row.other or row.more or (row.asks_first and row.action):
            return False
        clauses = [clause for sentence in sentences(row.condition) for clause in read_clauses(sentence)]
        return bool(clauses) and all(clause.conditional for clause in clauses)

    def anywhere(self, entry: Entry, ops: list[Op]) -> None:
        """A row that stands beside all steps."""
        if entry.block.row is not None:
            self._everywhere(entry.block.row, entry, ops)

    def _everywhere(self, row: Row, entry: Entry, ops: list[Op]) -> None:
        """A rule that holds wherever the session stands, in the cells of a row."""
        words = [piece for piece in (row.action, row.then) if piece]
        said = row.condition
        self._aside(row.number, "number of the step")
        if not said and len(words) > 1:
            said, *words = words
        if not said:
            for piece in words:
                for sentence in sentences(piece):
                    clauses = read_clauses(sentence)
                    if any(clause.conditional for clause in clauses):
                        self._rule(clauses, entry, ops)
                    else:
                        self._aside(sentence, "a standing instruction")
            return
        held = Condition(words=without_if(said), mood=Mood.WHEN)
        found: Anywhere | None = None
        for sentence in (each for piece in words for each in sentences(piece)):
            if found is not None and _BACK.fullmatch(sentence.text):
                found.resume = found.resume or sentence
                continue
            made = self._bodies.anywhere(Clause(mood=Mood.WHEN, body=sentence, condition=held.words), entry)
            if found is None:
                found = made
                ops.append(found)
            else:
                found.body.extend(ways(made.body) if found.body else made.body)
                found.resume = found.resume or made.resume

    def _rule(self, clauses: list[Clause], entry: Entry, ops: list[Op]) -> None:
        for clause in clauses:
            if clause.conditional:
                ops.append(self._bodies.anywhere(clause, entry))
            else:
                self._aside(clause.body, "a standing instruction")

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
            if row.anywhere and row.condition is not row.number and (row.condition or row.action):
                self._everywhere(row, entry, ops)
                continue
            if not row.condition and not row.action:
                for cell in (row.then, row.other, *row.rest):
                    self._aside(cell, "a row without a condition")
                continue
            if anywhere:
                self._everywhere(row, entry, ops)
            else:
                fork.arms.append(self._row(row, entry, heading=read.heading))
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
        other = OTHER.fullmatch(said.text) is not None
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
            then = self._cells.way(row.then, entry)
            body.extend(ways(then) if body else then)
        for cell in row.rest:
            self._aside(cell, "a cell beside the row's action")
        return Arm(condition=condition, body=body)


def _leads(arm: Arm) -> bool:
    """Whether an arm ends with words that send somewhere."""
    last = arm.body[-1] if arm.body else None
    return isinstance(last, Jump) or (isinstance(last, Fork) and bool(last.arms) and _leads(last.arms[-1]))
