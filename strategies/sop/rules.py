"""Notes, and rules that hold wherever the session stands."""

import re
from typing import Final

from strategies.sop.blocks import BlockKind
from strategies.sop.bodies import Bodies
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.ops import Anywhere, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece
from strategies.sop.read import Aside, Read
from strategies.sop.row_ops import RowReader
from strategies.sop.shapes import joined, says_when, ways
from strategies.sop.states import is_state
from strategies.sop.titles import DURING, INTERRUPTED, RESUME, RISK, is_aside, is_global, is_note, only_forbids
from strategies.sop.verbs import begins_action

_RESUMES: Final = re.compile(
    rf"(?:(?:afterwards?|then|after that|once .{{3,40}}|when .{{3,40}})\b,?\s*|(?:之后|然后|随后|"
    rf"处理完?后)[，,]?)?{RESUME.pattern}",
    re.IGNORECASE,
)
"""A sentence of its own that leads back to where the session stood."""


class RuleReader:
    """Reads what belongs to no step."""

    def __init__(self, bodies: Bodies, rows: RowReader, read: Read) -> None:
        self._bodies = bodies
        self._rows = rows
        self._read = read

    def _aside(self, words: Piece, reason: str) -> None:
        if words:
            self._read.asides.append(Aside(words, reason))

    def note(self, entry: Entry, ops: list[Op], *, reason: str) -> None:
        """A note: rules for danger are taken out of it, all else is set aside."""
        if entry.block.label:
            self._aside(entry.block.label, "title")
        for sentence in sentences(entry.block.words):
            self.sentence_note(sentence, entry, ops, reason=reason)
        for child in entry.children:
            self.note(child, ops, reason=reason)

    def sentence_note(self, sentence: Piece, entry: Entry, ops: list[Op], *, reason: str = "a note") -> None:
        """A sentence of a note."""
        clauses = read_clauses(sentence)
        bound = [clause for clause in clauses if clause.conditional and not only_forbids(clause.body.text)]
        anywhere = any(clause.anywhere for clause in bound)
        if bound and (anywhere or any(each.search(sentence.text) for each in (RISK, DURING, INTERRUPTED))):
            self.rule(clauses, entry, ops)
            return
        self._aside(sentence, reason)
        if bound:
            self._read.doubts.append(Aside(sentence, "a rule stands in a note: at which step does it apply?"))

    def set_aside(self, entry: Entry, ops: list[Op], *, reason: str, own: bool = False) -> None:
        """Sets all that stands under an entry aside, but for rules of danger."""
        pieces = [entry.block.label, entry.block.words] if own else []
        for piece in pieces:
            for sentence in sentences(piece):
                self.sentence_note(sentence, entry, ops, reason=reason)
        for child in entry.children:
            if child.kind is BlockKind.TABLE:
                for row in child.block.rows:
                    for cell in row:
                        self._aside(cell, reason)
            self.set_aside(child, ops, reason=reason, own=True)

    def everywhere(self, entry: Entry, ops: list[Op], *, own: bool = False) -> None:
        """Rules that hold wherever the session stands."""
        if own and entry.block.label and not says_when(entry):
            self._aside(entry.block.label, "title")
        if own and says_when(entry):
            self.rules(joined(entry), entry, ops)
        elif own:
            self.rules(entry.block.words, entry, ops)
        for child in entry.children:
            if child.kind is BlockKind.TABLE:
                self._rows.table(child, ops, anywhere=True)
            else:
                if child.block.label and not says_when(child) and self._labelled(child, ops):
                    pass
                elif child.block.label and not says_when(child):
                    self._aside(child.block.label, "title")
                    self.rules(child.block.words, child, ops)
                else:
                    self.rules(joined(child), child, ops)
                for below in child.children:
                    self.everywhere(below, ops, own=True)

    def _labelled(self, entry: Entry, ops: list[Op]) -> bool:
        """`Somebody faints: open the window`: under such a heading the words before the colon are the condition."""
        label, found = entry.block.label, sentences(entry.block.words)
        if is_note(label.text) or is_aside(label.text) or is_global(label.text) or not found:
            return False
        if not (begins_action(found[0].text) or is_state(label.text)) or any(
            clause.conditional for clause in read_clauses(found[0])
        ):
            return False
        clauses = [Clause(mood=Mood.WHEN, condition=label, body=found[0], anywhere=True)]
        self.rule(clauses, entry, ops)
        for sentence in found[1:]:
            self.rule(read_clauses(sentence), entry, ops)
        return True

    def rules(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """The sentences of a text, each a rule that holds anywhere."""
        for sentence in sentences(words):
            self.rule(read_clauses(sentence), entry, ops)

    def rule(self, clauses: list[Clause], entry: Entry, ops: list[Op]) -> None:
        """The clauses of one sentence as a rule that holds anywhere."""
        for clause in clauses:
            last = ops[-1] if ops else None
            if clause.conditional and clause.mood is not Mood.UNTIL and not only_forbids(clause.body.text):
                ops.append(self._bodies.anywhere(clause, entry))
            elif isinstance(last, Anywhere) and last.body and _RESUMES.match(clause.body.text):
                last.resume = last.resume or clause.body
            elif isinstance(last, Anywhere) and not clause.conditional and not only_forbids(clause.body.text):
                more = self._bodies.anywhere(clause, entry)
                last.body.extend(ways(more.body) if last.body else more.body)
                last.resume = last.resume or more.resume
            else:
                self._aside(clause.body, "a standing instruction")

    def after(self, sentence: Piece, clauses: list[Clause], entry: Entry, ops: list[Op]) -> None:
        """A sentence behind the last step."""
        bound = [clause for clause in clauses if clause.conditional]
        if (
            bound
            and (RISK.search(sentence.text) or DURING.search(sentence.text))
            and not only_forbids(bound[0].body.text)
        ):
            self.rule(clauses, entry, ops)
        elif bound and not only_forbids(bound[0].body.text):
            self._read.doubts.append(Aside(sentence, "at which step does this rule apply?"))
            self.rule(clauses, entry, ops)
        else:
            self._aside(sentence, "behind the last step: a remark")
