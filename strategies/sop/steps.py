"""One step: its own words, the forks in it, and what stands under it."""

import re
from collections.abc import Callable
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.blocks import BlockKind
from strategies.sop.bodies import Aside, Bodies, act_of
from strategies.sop.clauses import Mood
from strategies.sop.conditions import read_clauses
from strategies.sop.cut import sentences
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.placing import add_listed
from strategies.sop.row_ops import RowReader
from strategies.sop.sentence_ops import SentenceReader
from strategies.sop.shapes import (
    asked_in_arm,
    bare_case,
    first_clauses,
    from_label,
    is_conditional,
    is_container,
    is_title_like,
    is_title_word,
    join_step,
    joined,
    leads_in,
    whole_condition,
)
from strategies.sop.states import STILL
from strategies.sop.titles import begins_note, forbids, is_aside, is_note, tells_manner
from strategies.sop.verbs import begins_action, is_action_sentence

_DECIDES: Final = re.compile(
    r"\b(?:whether|which|decide|depend|according|based on|outcome|result|answer|response|check|rate|assess|screen|"
    r"compare|score|how (?:much|many|often|strong|likely|confident))|[?？:：]\s*$"
    r"|是否|哪|根据|按照|依据|情况|结果|决定|多少|几|评估|评分|打分|询问|比较|判断",
    re.IGNORECASE,
)


_SHORT: Final = 6


def decides(text: str) -> bool:
    """Whether words ask or judge something that answers may follow."""
    return bool(_DECIDES.search(text))


Siblings = Callable[[list[Entry], list[Op]], None]


class StepReader:
    """Reads steps. `siblings` reads a list of steps that stands under one."""

    def __init__(
        self, bodies: Bodies, reader: SentenceReader, rows: RowReader, *, aside: Aside, siblings: Siblings
    ) -> None:
        self._bodies = bodies
        self._reader = reader
        self._rows = rows
        self._aside = aside
        self._siblings = siblings

    def step(self, entry: Entry, ops: list[Op]) -> None:
        """Adds a step and all that belongs to it."""
        if entry.block.row is not None and entry.block.row.anywhere:
            self._rows.anywhere(entry, ops)
            return
        own: list[Op] = []
        words, title = self._own_words(entry)
        if self._only_titles(entry, words):
            self._aside(words or title, "title of the steps under it")
            self._aside(title if words else EMPTY, "title")
            ops.append(Mark(entry))
            self._below(entry, ops, fresh=True)
            return
        arm = self._reader.sentences(sentences(words), entry, own, begins=True)
        self._rows.cells(entry, own)
        paragraphs = [child for child in entry.children if child.kind is BlockKind.PARAGRAPH and not words]
        if paragraphs:
            arm = self._paragraphs(paragraphs, entry, own)
        target = arm.body if arm is not None else own
        self._title(title, words, entry, own)
        self._below(entry, own if arm is None else target, skip=paragraphs)
        ops.append(Mark(entry))
        join_step(ops, own)

    def _only_titles(self, entry: Entry, words: Piece) -> bool:
        """Whether an entry is but the title of the steps under it."""
        items = [child for child in entry.children if child.kind is BlockKind.ITEM]
        plain = [child for child in items if child.counts and not is_conditional(child)]
        if len(plain) >= 2 and is_container(words) and not is_conditional(entry):
            return True
        if entry.is_section:
            return True
        if words and not is_title_like(words):
            return False
        if any(child.counts for child in items) and self._is_section(entry):
            return True
        if words and plain and plain[0] is items[0] and len(items) > 1 and len(words.text.split()) <= _SHORT:
            return True
        told = any(
            not child.counts and not is_conditional(child) and begins_action(joined(child).text) for child in items
        )
        paragraphs = any(child.kind is BlockKind.PARAGRAPH for child in entry.children)
        return told and not paragraphs and entry.block.row is None

    def _title(self, title: Piece, words: Piece, entry: Entry, own: list[Op]) -> None:
        """Gives a step its title; one that does nothing else, or only decides, is the step itself."""
        if not title:
            return
        act = next((op for op in own if isinstance(op, Act)), None)
        if act is None and (not own or self._decides(own, words)):
            own.insert(0, act_of(title, entry))
            return
        self._aside(title, "title")
        if act is not None:
            act.label = title

    def _is_section(self, entry: Entry) -> bool:
        """Whether most of its like hold smaller steps: then it is a stretch of steps too."""
        marker, parent = entry.marker, entry.parent
        if marker is None or parent is None:
            return False
        like = [
            each
            for each in parent.children
            if each.marker is not None and each.marker.style == marker.style and each is not entry
        ]
        holds = [
            each for each in like if sum(child.counts and not is_conditional(child) for child in each.children) >= 2
        ]
        return bool(like) and len(holds) * 2 >= len(like)

    def _decides(self, own: list[Op], words: Piece) -> bool:
        """Whether a title is the step itself: it is all that the step says, or the step only sends on."""
        if not words:
            return any(isinstance(op, Fork) for op in own)
        forks = [op for op in own if isinstance(op, Fork)]
        return bool(forks) and not any(isinstance(op, Act) for fork in forks for arm in fork.arms for op in arm.body)

    def _own_words(self, entry: Entry) -> tuple[Piece, Piece]:
        """A step's words and its title."""
        block = entry.block
        if block.row is not None:
            return block.words, block.label
        if block.kind is BlockKind.HEADING or (entry.is_title and entry.children):
            return EMPTY, block.words
        if not block.label:
            return block.words, EMPTY
        whole = joined(entry)
        clauses = first_clauses(entry)
        if (clauses and from_label(clauses[0], block.label)) or (
            begins_action(block.label.text) and not is_title_word(block.label)
        ):
            return whole, EMPTY
        if is_answer(block.label.text):
            return whole, EMPTY
        return block.words, block.label

    def _paragraphs(self, paragraphs: list[Entry], entry: Entry, own: list[Op]) -> Arm | None:
        arm: Arm | None = None
        for i, child in enumerate(paragraphs):
            label = child.block.label
            if label and (is_note(label.text) or is_aside(label.text)):
                self._aside(label.plus(child.block.words), "a note")
                continue
            found = self._reader.sentences(sentences(joined(child)), entry, own, begins=not own)
            arm = found if i == 0 else None
        return arm

    def _below(
        self,
        entry: Entry,
        own: list[Op],
        *,
        skip: list[Entry] | None = None,
        fresh: bool = False,
        within: bool = False,
    ) -> None:
        """What stands under a step. `fresh`: its items are steps of their own; `within`: it is an arm's condition."""
        group: list[Entry] = []
        for child in entry.children:
            if skip and child in skip:
                continue
            if child.kind is BlockKind.ITEM:
                group.append(child)
                continue
            self._children_or_steps(group, own, fresh=fresh, within=within)
            group = []
            if child.kind is BlockKind.TABLE:
                self._rows.table(child, own)
            elif child.kind is BlockKind.QUOTE or (child.block.label and is_note(child.block.label.text)):
                self._aside(joined(child), "a note")
            else:
                self._paragraphs([child], entry, own)
        self._children_or_steps(group, own, fresh=fresh, within=within)

    def _children_or_steps(self, group: list[Entry], own: list[Op], *, fresh: bool, within: bool) -> None:
        if not group:
            return
        if fresh:
            self._siblings(group, own)
        else:
            self.children(group, own, within=within)

    def children(self, group: list[Entry], ops: list[Op], *, within: bool = False) -> None:
        """What stands under a step: arms of one fork, details, or smaller steps. `within`: under an arm's condition."""
        act = next((op for op in reversed(ops) if isinstance(op, (Act, Fork))), None)
        asks = isinstance(act, Act) and bool(_DECIDES.search(act.words.text))
        labelled = [item.block.label.text for item in group if item.block.label and not is_conditional(item)]
        answers = (
            len(group) >= 2
            and all(item.block.label or is_conditional(item) or leads_in(item) for item in group)
            and (len(labelled) < len(group) or (asks and not any(begins_action(label) for label in labelled)))
        )
        ordered = sum(item.counts for item in group) > len(group) / 2
        inner = asked_in_arm(group, ops) if isinstance(act, Fork) else None
        bare = not any(isinstance(op, (Act, Jump)) for op in ops)
        for item in group:
            if answers or is_conditional(item):
                self._arm(item, ops if inner is None else inner)
            elif ordered:
                self.step(item, ops)
            elif within and bare and is_action_sentence(joined(item).text) and not tells_manner(joined(item).text):
                self._arm_step(item, ops)
            else:
                self._detail_item(item, ops)

    def _arm_step(self, item: Entry, ops: list[Op]) -> None:
        """A bullet under a condition alone: something that is then done, and no detail of what stands above it."""
        body: list[Op] = []
        for sentence in sentences(joined(item)):
            clauses = read_clauses(sentence)
            if any(clause.conditional for clause in clauses):
                self._reader.clauses(clauses, item, body)
            elif body:
                self._reader.more_in_arm(sentence, item, body)
            else:
                body.extend(self._bodies.body(sentence, item))
        ops.append(Mark(item))
        ops.extend(body)
        if item.children:
            self._below(item, ops)

    def _detail_item(self, item: Entry, ops: list[Op]) -> None:
        """A bullet without a condition says how; one that holds a condition further on makes a fork."""
        for sentence in sentences(joined(item)):
            clauses = read_clauses(sentence)
            if any(clause.conditional for clause in clauses):
                self._reader.clauses(clauses, item, ops)
            elif begins_note(sentence.text):
                self._aside(sentence, "a note")
            elif forbids(sentence.text):
                self._reader.never(sentence, ops)
            elif not self._reader.detail(sentence, ops):
                ops.append(act_of(sentence, item))
        if item.children:
            self._below(item, ops)

    def _arm(self, item: Entry, ops: list[Op]) -> None:
        """A conditional item: an arm, with all its sentences and what stands under it."""
        own: list[Op] = []
        clauses = first_clauses(item)
        label = item.block.label
        whole = whole_condition(item) or (leads_in(item) if not is_conditional(item) else None)
        if whole is not None:
            own.append(Fork(arms=[Arm(condition=whole, body=[])], entry=item))
        elif bare_case(item):
            condition = Condition(words=item.block.words.strip(":："), mood=Mood.WHEN, answer=True)
            own.append(Fork(arms=[Arm(condition=condition, body=[])], entry=item))
        elif label and not (clauses and from_label(clauses[0], label)):
            body: list[Op] = []
            for sentence in sentences(item.block.words):
                body.extend(self._bodies.body(sentence, item)) if not body else self._reader.more_in_arm(
                    sentence, item, body
                )
            found = Arm(condition=Condition(words=label, mood=Mood.WHEN, answer=True), body=body)
            own.append(Fork(arms=[found], entry=item))
        else:
            self._reader.sentences(sentences(joined(item)), item, own, begins=True)
        fork = next((op for op in own if isinstance(op, Fork)), None)
        if fork is None:
            ops.extend(own)
            return
        fork.listed = True
        if item.children:
            self._below(item, fork.arms[-1].body, within=True)
        fork.arms[0].body.insert(0, Mark(item))
        last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        others = [op for op in own if op is not fork]
        first = fork.arms[0].condition
        if (
            isinstance(last, Jump)
            and len(fork.arms) == 1
            and (first.mood is Mood.ATTEMPTS or (last.most is not None and STILL.match(first.text)))
        ):
            first.mood = Mood.ATTEMPTS
            last.attempts.append(fork.arms[0])
        elif isinstance(last, Fork):
            last.listed = True
            add_listed(last, fork)
        else:
            ops.append(fork)
        ops.extend(op for op in others if isinstance(op, Anywhere))
