"""An outline to operations: which parts are steps, which belong to a step, which are no part of the procedure."""

import re
from dataclasses import dataclass, field
from typing import Final

from strategies.sop.blocks import BlockKind
from strategies.sop.bodies import Bodies
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.markers import MarkerKind
from strategies.sop.ops import Anywhere, Fork, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece, Span
from strategies.sop.registry import Registry
from strategies.sop.steps import StepReader
from strategies.sop.titles import (
    DURING,
    RISK,
    SEQUENCE,
    begins_note,
    forbids,
    introduces,
    is_aside,
    is_global,
    is_note,
    tells_manner,
)
from strategies.sop.verbs import is_action_sentence

_LOOSE: Final = 2.6
"""Sections of words alone are a step each when they hold no more actions than this on average."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of the source that became no part of the graph, and why."""

    words: Piece
    reason: str


@dataclass(slots=True)
class Read:
    """What was read: operations, what was set aside, and questions that came up on the way."""

    ops: list[Op] = field(default_factory=list[Op])
    asides: list[Aside] = field(default_factory=list[Aside])
    doubts: list[Aside] = field(default_factory=list[Aside])


def read_outline(root: Entry, registry: Registry, *, steps: frozenset[Span] = frozenset()) -> Read:
    """The operations of a procedure, in order. `steps`: places of sentences that are steps though no cue says so."""
    read = Read()
    reader = _Reader(root, registry, read, steps)
    read.ops = reader.section(root)
    return read


class _Reader:
    def __init__(self, root: Entry, registry: Registry, read: Read, steps: frozenset[Span]) -> None:
        self._read = read
        self._told = steps
        self._bodies = Bodies(registry, aside=self._aside)
        self._steps = StepReader(self._bodies, aside=self._aside, siblings=self._siblings)
        self._sections_are_steps = _sections_are_steps(root)
        self._numbered = any(entry.kind is BlockKind.ITEM and entry.counts for entry in root.below())

    def _aside(self, words: Piece, reason: str) -> None:
        if words:
            self._read.asides.append(Aside(words, reason))

    def section(self, entry: Entry) -> list[Op]:
        """Everything under a heading."""
        ops: list[Op] = []
        children = entry.children
        for cell in entry.headers:
            self._aside(cell, "head of a table")
        items = [child for child in children if child.kind is BlockKind.ITEM]
        ordered = any(item.counts for item in items)
        at = 0
        while at < len(children):
            child = children[at]
            match child.kind:
                case BlockKind.HEADING:
                    self._heading(child, ops)
                case BlockKind.ITEM:
                    group = _run(children, at)
                    self._items(group, ops, before=children[at - 1] if at else None)
                    at += len(group) - 1
                case BlockKind.TABLE:
                    self._steps.table(child, ops)
                case BlockKind.QUOTE:
                    self._note(child, ops, reason="a note")
                case BlockKind.PARAGRAPH if (role := _heads_list(children, at)) is not None:
                    group = _run(children, at + 1)
                    self._aside(child.block.words, "title")
                    for item in group:
                        if role == "note":
                            self._note(item, ops, reason="a note")
                        else:
                            self._everywhere(item, ops, own=True)
                    at += len(group)
                case BlockKind.PARAGRAPH:
                    following = children[at + 1] if at + 1 < len(children) else None
                    passed = any(each.kind is BlockKind.ITEM for each in children[:at])
                    self._paragraph(child, ops, following=following, ordered=ordered, passed=passed)
            at += 1
        return ops

    def _heading(self, entry: Entry, ops: list[Op]) -> None:
        title = entry.block.words
        ordered = any(each.kind is BlockKind.ITEM and each.counts for each in entry.below())
        if is_aside(title.text) and not ordered and not self._referred(entry):
            self._aside(title, "title")
            self._set_aside(entry, ops, reason=f"under “{title.text}”")
        elif is_global(title.text) and not entry.counts and not ordered:
            self._aside(title, "title")
            self._everywhere(entry, ops)
        elif self._is_step(entry):
            self._steps.step(entry, ops)
        else:
            self._aside(title, "title")
            ops.append(Mark(entry))
            ops.extend(self.section(entry))

    def _referred(self, entry: Entry) -> bool:
        return entry.counts and entry.marker is not None and entry.marker.kind is MarkerKind.STEP

    def _is_step(self, entry: Entry) -> bool:
        """Whether a heading is a step itself, and not a stretch of steps."""
        if any(child.kind is BlockKind.HEADING for child in entry.children):
            return False
        items = [child for child in entry.children if child.kind is BlockKind.ITEM]
        if any(item.counts for item in items) and not _letters(items):
            return False
        if entry.marker is not None and entry.marker.kind is MarkerKind.PART:
            return False
        if entry.counts:
            return bool(entry.children) or not self._numbered
        if not entry.children or not self._sections_are_steps or entry.block.level <= 0:
            return False
        return not any(item.kind is BlockKind.ITEM for item in items) or _arms(items)

    def _items(self, group: list[Entry], ops: list[Op], *, before: Entry | None) -> None:
        """A list under a heading: steps, or what belongs to the words before it."""
        words = before.block.words.text if before is not None and before.kind is BlockKind.PARAGRAPH else ""
        bullets = not any(item.counts for item in group)
        asked = (
            bool(words) and is_action_sentence(sentences(before.block.words)[-1].text)
            if before is not None and words
            else False
        )
        if bullets and asked and (words.endswith((":", "：", "?", "？")) or _arms(group)):
            self._steps.children(group, ops, loose=True)
            return
        self._siblings(group, ops)

    def _siblings(self, group: list[Entry], ops: list[Op]) -> None:
        """Steps of one list, in order. A step that begins with `otherwise` belongs to the fork before it."""
        for item in group:
            label = item.block.label.text or (item.block.words.text if item.is_title else "")
            if (
                label
                and is_aside(label)
                and (item.is_title or not item.counts)
                and not any(child.counts for child in item.children)
            ):
                self._set_aside(item, ops, reason=f"under “{label}”", own=True)
                continue
            if label and is_global(label) and not item.counts:
                self._everywhere(item, ops, own=True)
                continue
            if (label and is_note(label)) or begins_note(item.block.words.text):
                self._note(item, ops, reason="a note")
                continue
            if item.is_title and any(child.counts for child in item.children if child.kind is BlockKind.ITEM):
                self._aside(item.block.words, "title")
                ops.append(Mark(item))
                ops.extend(self.section(item))
                continue
            self._steps.step(item, ops)

    def _paragraph(self, entry: Entry, ops: list[Op], *, following: Entry | None, ordered: bool, passed: bool) -> None:
        label = entry.block.label
        if label and (is_aside(label.text) or is_note(label.text)):
            self._note(entry, ops, reason=f"under “{label.text}”")
            return
        if label and is_global(label.text):
            self._aside(label, "title")
            self._rules(entry.block.words, entry, ops)
            return
        words = entry.block.words
        if label and (_is_condition(entry) or is_action_sentence(label.text)):
            words = _joined(entry)
        elif label:
            self._aside(label, "title")
        leads = following is not None and following.kind is BlockKind.ITEM and words.text.endswith((":", "："))
        standing = False
        for i, sentence in enumerate(sentences(words)):
            text = sentence.text
            clauses = read_clauses(sentence)
            bound = [clause for clause in clauses if clause.conditional]
            if begins_note(text):
                self._sentence_note(sentence, entry, ops)
            elif any(clause.anywhere and clause.conditional for clause in clauses) or (bound and standing):
                self._rule(clauses, entry, ops)
            elif introduces(text) or (leads and not bound and not is_action_sentence(text)):
                self._aside(sentence, "speaks about the procedure itself")
            elif any(clause.anywhere for clause in clauses):
                standing = True
                self._aside(sentence, "a standing instruction")
            elif (
                ordered and not passed and not SEQUENCE.match(text) and not (bound and not forbids(bound[0].body.text))
            ):
                self._aside(sentence, "introduction")
            elif ordered and passed and not SEQUENCE.match(text) and not (bound and _hangs_on(ops)):
                self._after(sentence, clauses, entry, ops)
            else:
                self._prose(sentence, clauses, entry, ops, fresh=not i)

    def _after(self, sentence: Piece, clauses: list[Clause], entry: Entry, ops: list[Op]) -> None:
        """A sentence behind the last step."""
        bound = [clause for clause in clauses if clause.conditional]
        if bound and (RISK.search(sentence.text) or DURING.search(sentence.text)) and not forbids(bound[0].body.text):
            self._rule(clauses, entry, ops)
        elif bound and not forbids(bound[0].body.text):
            self._read.doubts.append(Aside(sentence, "at which step does this rule apply?"))
            self._rule(clauses, entry, ops)
        else:
            self._aside(sentence, "behind the last step: a remark")

    def _prose(self, sentence: Piece, clauses: list[Clause], entry: Entry, ops: list[Op], *, fresh: bool) -> None:
        """A sentence of running prose: every action is a step of its own."""
        for i, clause in enumerate(clauses):
            if clause.conditional:
                self._steps.bound(clause, entry, ops, fresh=fresh and not i)
            elif i and clauses[i - 1].conditional and isinstance(ops[-1] if ops else None, Fork):
                self._steps.more(clause.body, entry, ops)
            elif forbids(clause.body.text):
                self._steps.never(clause.body, ops)
            elif clause.body.span in self._told:
                ops.extend(self._bodies.plain(clause.body, entry, main=True))
            elif is_action_sentence(clause.body.text) and not tells_manner(clause.body.text):
                for part in self._steps.then_parts(clause.body):
                    ops.extend(self._bodies.plain(part, entry, main=True))
            elif tells_manner(clause.body.text) and self._steps.detail(clause.body, ops):
                continue
            else:
                self._aside(clause.body, "describes, and asks for nothing")
                self._read.doubts.append(Aside(clause.body, "is this a step?"))

    def _note(self, entry: Entry, ops: list[Op], *, reason: str) -> None:
        """A note: rules for danger are taken out of it, all else is set aside."""
        if entry.block.label:
            self._aside(entry.block.label, "title")
        for sentence in sentences(entry.block.words):
            self._sentence_note(sentence, entry, ops, reason=reason)
        for child in entry.children:
            self._note(child, ops, reason=reason)

    def _sentence_note(self, sentence: Piece, entry: Entry, ops: list[Op], *, reason: str = "a note") -> None:
        clauses = read_clauses(sentence)
        bound = [clause for clause in clauses if clause.conditional and not forbids(clause.body.text)]
        anywhere = any(clause.anywhere for clause in bound)
        if bound and (anywhere or RISK.search(sentence.text)):
            self._rule(clauses, entry, ops)
            return
        self._aside(sentence, reason)
        if bound:
            self._read.doubts.append(Aside(sentence, "a rule stands in a note: at which step does it apply?"))

    def _set_aside(self, entry: Entry, ops: list[Op], *, reason: str, own: bool = False) -> None:
        pieces = [entry.block.label, entry.block.words] if own else []
        for piece in pieces:
            for sentence in sentences(piece):
                self._sentence_note(sentence, entry, ops, reason=reason)
        for child in entry.children:
            if child.kind is BlockKind.TABLE:
                for row in child.block.rows:
                    for cell in row:
                        self._aside(cell, reason)
            self._set_aside(child, ops, reason=reason, own=True)

    def _everywhere(self, entry: Entry, ops: list[Op], *, own: bool = False) -> None:
        """Rules that hold wherever the session stands."""
        if own and entry.block.label and not _is_condition(entry):
            self._aside(entry.block.label, "title")
        if own and _is_condition(entry):
            self._rules(_joined(entry), entry, ops)
        elif own:
            self._rules(entry.block.words, entry, ops)
        for child in entry.children:
            if child.kind is BlockKind.TABLE:
                self._steps.table(child, ops, anywhere=True)
            else:
                if child.block.label and not _is_condition(child):
                    self._aside(child.block.label, "title")
                    self._rules(child.block.words, child, ops)
                else:
                    self._rules(_joined(child), child, ops)
                for below in child.children:
                    self._everywhere(below, ops, own=True)

    def _rules(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        for sentence in sentences(words):
            self._rule(read_clauses(sentence), entry, ops)

    def _rule(self, clauses: list[Clause], entry: Entry, ops: list[Op]) -> None:
        for clause in clauses:
            last = ops[-1] if ops else None
            if clause.conditional and clause.mood is not Mood.UNTIL and not forbids(clause.body.text):
                ops.append(self._bodies.anywhere(clause, entry))
            elif isinstance(last, Anywhere) and not clause.conditional and not forbids(clause.body.text):
                more = self._bodies.anywhere(clause, entry)
                last.body.extend(more.body)
                last.resume = last.resume or more.resume
            else:
                self._aside(clause.body, "a standing instruction")


def _heads_list(children: list[Entry], at: int) -> str | None:
    """Whether a short line stands over a list of notes (`note`) or of rules that hold anywhere (`rule`)."""
    words = children[at].block.words.text
    if (
        children[at].block.label
        or len(words) > 50
        or at + 1 >= len(children)
        or children[at + 1].kind is not BlockKind.ITEM
    ):
        return None
    if children[at + 1].counts:
        return None
    if is_global(words):
        return "rule"
    return "note" if is_note(words) or is_aside(words) else None


def _joined(entry: Entry) -> Piece:
    """Label and words of an item as they were written."""
    label, words = entry.block.label, entry.block.words
    if not label:
        return words
    colon = Piece(":", (label.span[1],))
    return Piece(label.text + colon.text, label.places + colon.places).plus(words)


def _is_condition(entry: Entry) -> bool:
    clauses = read_clauses(_joined(entry))
    if not clauses or not clauses[0].conditional:
        return False
    label, held = entry.block.label, clauses[0].condition
    return not label or (bool(held) and held.span[0] < label.span[1])


def _run(children: list[Entry], at: int) -> list[Entry]:
    """The items of one list from `at` on."""
    group: list[Entry] = []
    for child in children[at:]:
        if child.kind is not BlockKind.ITEM:
            break
        group.append(child)
    return group


def _letters(items: list[Entry]) -> bool:
    """A list counted by letters belongs to its heading."""
    kinds = (MarkerKind.LETTER, MarkerKind.ROMAN)
    return all(item.marker is not None and item.marker.kind in kinds for item in items)


def _arms(items: list[Entry]) -> bool:
    return sum(_is_condition(item) for item in items) * 2 >= len(items) > 0


def _hangs_on(ops: list[Op]) -> bool:
    return bool(ops) and isinstance(ops[-1], Fork)


def _sections_are_steps(root: Entry) -> bool:
    """Whether headings without numbers, over a few sentences each, are the steps of the procedure."""
    counts: list[int] = []
    for entry in root.below():
        if entry.kind is BlockKind.ITEM and entry.counts:
            return False
        if entry.kind is not BlockKind.HEADING or is_aside(entry.block.words.text) or is_global(entry.block.words.text):
            continue
        words = [child for child in entry.children if child.kind is BlockKind.PARAGRAPH]
        bullets = [child for child in entry.children if child.kind is BlockKind.ITEM]
        if (
            any(child.kind is BlockKind.HEADING for child in entry.children)
            or not words
            or (bullets and not _arms(bullets))
        ):
            continue
        told = [s for child in words for s in sentences(child.block.words) if is_action_sentence(s.text)]
        plain = [s for s in told if not re.match(r"(?:if|when|unless|otherwise|如果|若|否则)", s.text, re.IGNORECASE)]
        counts.append(len(plain))
    return len(counts) >= 3 and sum(counts) / len(counts) <= _LOOSE
