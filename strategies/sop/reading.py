"""An outline to operations: which parts are steps, which belong to a step, which are no part of the procedure."""

import re
from dataclasses import dataclass, replace
from typing import Final

from strategies.sop.blocks import CLOSED, BlockKind
from strategies.sop.bodies import Bodies
from strategies.sop.case_titles import case_in
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.markers import MarkerKind
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece, Span
from strategies.sop.read import Aside, Read
from strategies.sop.references import is_overview
from strategies.sop.registry import Registry
from strategies.sop.row_ops import RowReader
from strategies.sop.rules import RuleReader
from strategies.sop.sentence_ops import SentenceReader
from strategies.sop.shapes import joined, says_when
from strategies.sop.steps import StepReader, decides
from strategies.sop.titles import (
    DURING,
    INTERRUPTED,
    RISK,
    SEQUENCE,
    begins_note,
    forbids,
    introduces,
    is_aside,
    is_before,
    is_global,
    is_note,
    tells_manner,
)
from strategies.sop.verbs import begins_action, is_action_sentence

_FAREWELL: Final = re.compile(
    r"\b(?:say goodbye|end the session|close the session|session ends|closes? the (?:session|call)|hang up)\b"
    r"|道别|结束会谈|结束流程|会谈结束|挂断",
    re.IGNORECASE,
)
_WHO_MAY: Final = re.compile(
    r"\b(?:is|are) (?:only )?\w+ (?:only )?by (?:the|an?|your) [\w ]+\bonly\b|\b(?:is|are) only \w+ by\b|"
    r"\b(?:is|are) (?:described|covered|dealt with|kept|held|found|set out) (?:elsewhere|separately)\b|(?:由|"
    r"只能由)[^，。]{2,8}(?:负责|担任)$",
    re.IGNORECASE,
)
_STEP_LIKE: Final = re.compile(
    r"说明|准备|提醒|提示|记录|训练|\b(?:introduction|preparations?|reminders?|history|training|summary|remarks)\b",
    re.IGNORECASE,
)
"""Titles that stand over notes or over a step, as it happens."""
_LOOSE: Final = 2.6
"""Sections of words alone are a step each when they hold no more actions than this on average."""


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
        self._reader = SentenceReader(self._bodies, aside=self._aside)
        self._rows = RowReader(self._bodies, self._reader, aside=self._aside)
        self._ruler = RuleReader(self._bodies, self._rows, read)
        self._steps = StepReader(self._bodies, self._reader, self._rows, aside=self._aside, siblings=self._siblings)
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
        ordered = any(item.counts or item.is_section for item in items)
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
                    self._rows.table(child, ops)
                case BlockKind.QUOTE:
                    self._ruler.note(child, ops, reason="a note")
                case BlockKind.PARAGRAPH if (role := _heads_list(children, at)) is not None:
                    group = _run(children, at + 1)
                    self._aside(child.block.words, "title")
                    for item in group:
                        if role == "note":
                            self._ruler.note(item, ops, reason="a note")
                        else:
                            self._ruler.everywhere(item, ops, own=True)
                    at += len(group)
                case BlockKind.PARAGRAPH if not at and not entry.id and _is_headline(child, children):
                    self._aside(child.block.words, "title")
                case BlockKind.PARAGRAPH:
                    following = children[at + 1] if at + 1 < len(children) else None
                    passed = any(each.kind is BlockKind.ITEM for each in children[:at])
                    self._paragraph(child, ops, following=following, ordered=ordered, passed=passed)
            at += 1
        return ops

    def _heading(self, entry: Entry, ops: list[Op]) -> None:
        title = entry.block.words
        ordered = any(each.kind is BlockKind.ITEM and each.counts for each in entry.below())
        case = case_in(title) if entry.children else EMPTY
        if case:
            self._case(entry, case, ops, within=ordered)
        elif (is_before(title.text) and not ordered and self._numbered and not entry.counts) or (
            is_aside(title.text) and not ordered and not self._referred(entry) and not _among_steps(entry)
        ):
            self._aside(title, "title")
            self._ruler.set_aside(entry, ops, reason=f"under “{title.text}”")
        elif (
            not _holds_all(entry)
            and (is_global(title.text) or self._only_cases(entry, ops))
            and not self._referred(entry)
            and not ordered
        ):
            self._aside(title, "title")
            self._ruler.everywhere(entry, ops)
        elif self._is_step(entry):
            self._steps.step(entry, ops)
        else:
            self._aside(title, "title")
            ops.append(Mark(entry))
            ops.extend(self.section(entry))

    def _only_cases(self, entry: Entry, ops: list[Op]) -> bool:
        """Whether a heading behind numbered steps stands over nothing but conditional bullets."""
        items = _items_of(entry)
        plain = bool(items) and len(items) == len(entry.children) and not any(item.counts for item in items)
        return self._numbered and not entry.counts and plain and bool(ops) and all(says_when(item) for item in items)

    def _case(self, entry: Entry, case: Piece, ops: list[Op], *, within: bool) -> None:
        """A heading that is a condition: of a rule behind numbered steps, else of an arm at this place."""
        condition = Condition(words=case, mood=Mood.WHEN)
        if self._numbered and not within and not entry.counts:
            ops.append(Anywhere(condition=condition, body=self.section(entry), words=case))
            return
        last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        if not isinstance(last, Fork) or last.entry is not entry.parent:
            last = Fork(arms=[], entry=entry.parent or entry)
            ops.append(last)
        last.arms.append(Arm(condition=condition, body=[Mark(entry), *self.section(entry)]))

    def _referred(self, entry: Entry) -> bool:
        return entry.counts and entry.marker is not None and entry.marker.kind is MarkerKind.STEP

    def _is_step(self, entry: Entry) -> bool:
        """Whether a heading is a step itself, and not a stretch of steps."""
        if any(child.kind is BlockKind.HEADING for child in entry.children):
            return False
        items = [child for child in entry.children if child.kind is BlockKind.ITEM]
        if any(item.counts for item in items) and not _letters(items) and not _decided(entry, items):
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
        cases = (
            len(group) >= 2
            and all(item.block.label and begins_action(item.block.words.text) for item in group)
            and decides(words)
        )
        if bullets and asked and (words.endswith((":", "：", "?", "？")) or _arms(group) or cases):
            self._steps.children(group, ops)
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
                and not any(child.counts or child.children for child in item.children)
            ):
                self._ruler.set_aside(item, ops, reason=f"under “{label}”", own=True)
                continue
            if label and is_global(label) and not item.counts:
                self._ruler.everywhere(item, ops, own=True)
                continue
            if is_overview(joined(item).text):
                self._aside(joined(item), "the order of the steps, as numbered")
                continue
            if (label and is_note(label)) or begins_note(item.block.words.text):
                self._ruler.note(item, ops, reason="a note")
                continue
            if (
                item.is_title
                and not _decided(item, _items_of(item))
                and any(child.counts for child in item.children if child.kind is BlockKind.ITEM)
            ):
                self._aside(item.block.label.plus(item.block.words), "title")
                ops.append(Mark(item))
                ops.extend(self.section(item))
                continue
            self._steps.step(item, ops)

    def _paragraph(self, entry: Entry, ops: list[Op], *, following: Entry | None, ordered: bool, passed: bool) -> None:
        label = entry.block.label
        if label and (is_aside(label.text) or is_note(label.text)):
            self._ruler.note(entry, ops, reason=f"under “{label.text}”")
            return
        if label and is_global(label.text):
            self._aside(label, "title")
            self._ruler.rules(entry.block.words, entry, ops)
            return
        words = entry.block.words
        if label and (says_when(entry) or is_action_sentence(label.text)):
            words = joined(entry)
        elif label:
            self._aside(label, "title")
        leads = following is not None and following.kind is BlockKind.ITEM and words.text.endswith((":", "："))
        place = _Place(ordered=ordered, passed=passed, leads=leads)
        found = sentences(words)
        for i, sentence in enumerate(found):
            place.amid = any(_is_step_sentence(each) for each in found[i + 1 :])
            self._sentence(sentence, entry, ops, place=place, first=not i)

    def _sentence(self, sentence: Piece, entry: Entry, ops: list[Op], *, place: "_Place", first: bool) -> None:
        clauses = read_clauses(sentence)
        if place.amid and _only_whenever(sentence):
            clauses = [replace(clause, anywhere=False) for clause in clauses]
        bound = [clause for clause in clauses if clause.conditional]
        everywhere = any(clause.anywhere and clause.conditional for clause in clauses)
        if place.standing and not bound and _is_step_sentence(sentence):
            place.standing = False
        everywhere = everywhere or (bool(bound) and INTERRUPTED.search(sentence.text) is not None)
        if is_overview(sentence.text):
            self._aside(sentence, "the order of the steps, as numbered")
        elif begins_note(sentence.text):
            self._ruler.sentence_note(sentence, entry, ops)
        elif everywhere or (bound and place.standing) or (_all_bound(clauses) and not place.ordered and _over(ops)):
            self._ruler.rule(clauses, entry, ops)
            place.standing = place.standing or everywhere
        elif (
            introduces(sentence.text)
            or (not ops and not first and not bound and _only_says(sentence))
            or (place.leads and not bound and not is_action_sentence(sentence.text))
        ):
            self._aside(sentence, "speaks about the procedure itself")
        elif any(clause.anywhere for clause in clauses) or (not bound and _opens_rules(sentence)):
            place.standing = True
            self._aside(sentence, "a standing instruction")
        elif not place.ordered or place.goes_on or SEQUENCE.match(sentence.text):
            place.goes_on = True
            self._prose(clauses, entry, ops, fresh=first or SEQUENCE.match(sentence.text) is not None)
        elif not place.passed:
            self._aside(sentence, "introduction")
            if _binds(bound) and not _is_occasion(sentence):
                self._read.doubts.append(Aside(sentence, "at which step does this rule apply?"))
        elif not (bound and _hangs_on(ops)):
            self._ruler.after(sentence, clauses, entry, ops)
        else:
            self._prose(clauses, entry, ops, fresh=first)

    def _prose(self, clauses: list[Clause], entry: Entry, ops: list[Op], *, fresh: bool) -> None:
        """A sentence of running prose: every action is a step of its own."""
        for i, clause in enumerate(clauses):
            if clause.conditional:
                self._reader.bound(clause, entry, ops, fresh=fresh and not i)
            elif i and clauses[i - 1].conditional and isinstance(ops[-1] if ops else None, Fork):
                self._reader.more(clause.body, entry, ops)
            elif forbids(clause.body.text):
                self._reader.never(clause.body, ops)
            elif clause.body.span in self._told:
                ops.extend(self._bodies.plain(clause.body, entry, main=True))
            elif is_action_sentence(clause.body.text) and not tells_manner(clause.body.text):
                for part in self._reader.then_parts(clause.body):
                    ops.extend(self._bodies.plain(part, entry, main=True))
            elif tells_manner(clause.body.text) and self._reader.detail(clause.body, ops):
                continue
            else:
                self._aside(clause.body, "describes, and asks for nothing")
                self._read.doubts.append(Aside(clause.body, "is this a step?"))


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


def _is_headline(first: Entry, children: list[Entry]) -> bool:
    """Whether the first line of a text without headings is its title."""
    block = first.block
    short = len(block.words.text) <= 60 and not block.label and CLOSED.search(block.words.text) is None
    return short and len(children) > 1 and not block.words.text.endswith(("）", ")"))


def _run(children: list[Entry], at: int) -> list[Entry]:
    """The items of one list from `at` on."""
    group: list[Entry] = []
    for child in children[at:]:
        if child.kind is not BlockKind.ITEM:
            break
        group.append(child)
    return group


def _among_steps(entry: Entry) -> bool:
    """Whether a counted heading such as 1.3 说明 stands among others like it, over something to be done."""
    if entry.marker is None or entry.parent is None or _STEP_LIKE.search(entry.block.words.text) is None:
        return False
    like = [each for each in entry.parent.children if each.marker is not None and each.kind is BlockKind.HEADING]
    first = entry.children[0] if entry.children else None
    told = first is not None and bool(found := sentences(first.block.words)) and begins_action(found[0].text)
    return told and len(like) >= 2 and like[0] is not entry and not is_aside(like[0].block.words.text)


def _holds_all(entry: Entry) -> bool:
    """Whether a heading is the title of the whole procedure."""
    return entry.parent is not None and not entry.parent.id and len(entry.parent.children) == 1


def _items_of(entry: Entry) -> list[Entry]:
    return [child for child in entry.children if child.kind is BlockKind.ITEM]


def _decided(entry: Entry, items: list[Entry]) -> bool:
    """A numbered heading over a question and its labelled answers is one step."""
    asked = [child for child in entry.children if child.kind is BlockKind.PARAGRAPH]
    if not entry.counts or not asked or entry.children[0] is not asked[0]:
        return False
    return len(items) >= 2 and all(item.block.label or says_when(item) for item in items)


def _letters(items: list[Entry]) -> bool:
    """A list counted by letters belongs to its heading."""
    kinds = (MarkerKind.LETTER, MarkerKind.ROMAN)
    return all(item.marker is not None and item.marker.kind in kinds for item in items)


def _arms(items: list[Entry]) -> bool:
    return sum(says_when(item) for item in items) * 2 >= len(items) > 0


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where a paragraph stands: by a numbered list, behind its first step, before a list; under a standing rule.

    `amid`: what is to be done in any case follows in it.
    """

    ordered: bool
    passed: bool
    leads: bool
    standing: bool = False
    amid: bool = False
    goes_on: bool = False


def _is_step_sentence(sentence: Piece) -> bool:
    """Whether a sentence of prose is to be done in any case."""
    clauses = read_clauses(sentence)
    return not any(clause.conditional for clause in clauses) and bool(
        SEQUENCE.match(sentence.text) or begins_action(sentence.text)
    )


def _only_whenever(sentence: Piece) -> bool:
    """`Whenever the cup is empty, fill it`: amid the steps a condition like any other, but for danger."""
    return sentence.text.lower().startswith("whenever ") and not any(
        each.search(sentence.text) for each in (RISK, DURING, INTERRUPTED)
    )


def _all_bound(clauses: list[Clause]) -> bool:
    return bool(clauses) and all(clause.conditional for clause in clauses)


def _opens_rules(sentence: Piece) -> bool:
    """`Two things can happen at any moment.`: speaks of any time, and tells nobody to do anything."""
    return DURING.search(sentence.text) is not None and not begins_action(sentence.text)


def _only_says(sentence: Piece) -> bool:
    """`Dose changes are made by the prescriber only.`: who does it, before anything is to be done."""
    return _WHO_MAY.search(sentence.text) is not None


def _binds(bound: list[Clause]) -> bool:
    """Whether the first of the conditions asks for something, and does not only forbid it."""
    return bool(bound) and is_action_sentence(bound[0].body.text) and not forbids(bound[0].body.text)


def _is_occasion(sentence: Piece) -> bool:
    """`When an alert comes in:`, over the steps that are then to be done."""
    return sentence.text.endswith((":", "：")) and bool(
        re.match(r"(?:when|whenever|once|after)\b|当|一旦|每当|接到|收到", sentence.text, re.IGNORECASE)
    )


def _over(ops: list[Op]) -> bool:
    """Whether the session has ended before this point: a condition behind it holds anywhere."""
    last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
    if isinstance(last, Fork) and last.arms:
        acts = [op for op in last.arms[-1].body if isinstance(op, Act)]
        last = acts[-1] if acts else None
    return isinstance(last, Act) and bool(_FAREWELL.search(last.words.text))


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
