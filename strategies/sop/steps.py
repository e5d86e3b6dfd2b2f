"""One step: its own words, the forks in it, and what stands under it."""

import re
from collections.abc import Callable
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.blocks import BlockKind
from strategies.sop.bodies import Aside, Bodies, act_of, add_arm
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import is_chinese, read_clauses
from strategies.sop.cover import same_question
from strategies.sop.cut import sentences
from strategies.sop.ops import Act, Anywhere, Arm, Condition, Fork, Jump, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import EMPTY, Piece
from strategies.sop.quantities import name_in
from strategies.sop.tables import Row, read_table
from strategies.sop.titles import begins_note, forbids, is_aside, is_note, tells_manner
from strategies.sop.verbs import begins_action, is_action_sentence

_THEN: Final = re.compile(r"(?:,|;)?\s+(?:and\s+)?then\s+|[，,；;]\s*(?:然后|接着|随后|之后)")
_DECIDES: Final = re.compile(
    r"\b(?:whether|which|decide|depend|according|based on|outcome|result|answer|response|check|rate|assess|screen|compare|score|how (?:much|many|often|strong|likely|confident))|[?？:：]\s*$"
    r"|是否|哪|根据|按照|依据|情况|结果|决定|多少|几|评估|评分|打分|询问|比较|判断",
    re.IGNORECASE,
)
_CONTAINER: Final = re.compile(r"[:：]\s*$")
Siblings = Callable[[list[Entry], list[Op]], None]


class StepReader:
    """Reads steps. `siblings` reads a list of steps that stands under one."""

    def __init__(self, bodies: Bodies, *, aside: Aside, siblings: Siblings) -> None:
        self._bodies = bodies
        self._aside = aside
        self._siblings = siblings

    def step(self, entry: Entry, ops: list[Op]) -> None:
        """Adds a step and all that belongs to it."""
        own: list[Op] = []
        words, title = self._own_words(entry)
        substeps = [child for child in entry.children if child.kind is BlockKind.ITEM and child.counts]
        plain = [child for child in substeps if not _conditional(child)]
        titled = not words or _title_like(words)
        bullets = [child for child in entry.children if child.kind is BlockKind.ITEM and not child.counts]
        told = any(not _conditional(child) and begins_action(_joined(child).text) for child in bullets)
        paragraphs = [child for child in entry.children if child.kind is BlockKind.PARAGRAPH]
        if (
            (len(plain) >= 2 and _is_container(entry, words) and not _conditional(entry))
            or (substeps and titled and self._is_section(entry))
            or (titled and told and not paragraphs and entry.block.row is None)
        ):
            self._aside(words or title, "title of the steps under it")
            self._aside(title if words else EMPTY, "title")
            ops.append(Mark(entry))
            self._below(entry, ops, fresh=True)
            return
        first = sentences(words)
        self._row_before(entry, own)
        arm = self._sentences(first, entry, own, begins=True)
        self._row_after(entry, own)
        if not words and paragraphs:
            arm = self._paragraphs(paragraphs, entry, own)
        target = arm.body if arm is not None else own
        if title and not any(isinstance(op, Act) for op in own):
            if not own or self._decides(own, words):
                own.insert(0, act_of(title, entry))
            else:
                self._aside(title, "title")
        elif title:
            self._aside(title, "title")
            for op in own:
                if isinstance(op, Act):
                    op.label = title
                    break
        self._below(entry, own if arm is None else target, skip=paragraphs if not words else [], arm=arm is not None)
        ops.append(Mark(entry))
        _join(ops, own)

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
        holds = [each for each in like if sum(child.counts and not _conditional(child) for child in each.children) >= 2]
        return bool(like) and len(holds) * 2 >= len(like)

    def _decides(self, own: list[Op], words: Piece) -> bool:
        """Whether a titled step without an action of its own still is a step: its title is all it says, or all it does is send on."""
        if not words:
            return any(isinstance(op, Fork) for op in own)
        forks = [op for op in own if isinstance(op, Fork)]
        return bool(forks) and not any(isinstance(op, Act) for fork in forks for arm in fork.arms for op in arm.body)

    def _own_words(self, entry: Entry) -> tuple[Piece, Piece]:
        """A step's words and its title."""
        block = entry.block
        if block.kind is BlockKind.HEADING or (entry.is_title and entry.children):
            return EMPTY, block.words
        if not block.label:
            return block.words, EMPTY
        joined = _joined(entry)
        clauses = read_clauses(joined)
        if (
            (clauses and _from_label(clauses[0], block.label))
            or begins_action(block.label.text)
            and not _titled(block.label)
        ):
            return joined, EMPTY
        if is_answer(block.label.text):
            return joined, EMPTY
        return block.words, block.label

    def _row_before(self, entry: Entry, own: list[Op]) -> None:
        row = entry.block.row
        if row is not None and row.asks_first and row.condition and row.condition is not entry.block.words:
            del own[:]

    def _row_after(self, entry: Entry, own: list[Op]) -> None:
        """What the other cells of a table's row say: a condition, a way on, a way otherwise."""
        row = entry.block.row
        if row is None:
            return
        for cell in row.rest:
            for sentence in sentences(cell):
                clauses = read_clauses(sentence)
                if any(clause.conditional for clause in clauses):
                    self._clauses(clauses, entry, own)
                else:
                    self._aside(sentence, "a cell beside the step")
        self._aside(row.number, "number of the step")
        question = "?" in entry.block.words.text or "？" in entry.block.words.text or len(row.answers) > 1
        if len(row.answers) == 1 and not question:
            own.extend(_ways(self._bodies.plain(row.answers[0][1], entry)))
        for head, cell in row.answers if question else ():
            arm = Arm(
                condition=Condition(words=_without_if(head), mood=Mood.WHEN, answer=True),
                body=self._bodies.body(cell, entry),
            )
            last = own[-1] if own else None
            if isinstance(last, Fork):
                last.arms.append(arm)
            else:
                own.append(Fork(arms=[arm], entry=entry, listed=True))
        if row.condition and row.condition is not entry.block.words:
            condition = Condition(words=_without_if(row.condition), mood=Mood.WHEN)
            if row.asks_first:
                arms = [Arm(condition=condition, body=list(own))]
                if row.then:
                    arms[0].body.extend(self._bodies.body(row.then, entry))
                own[:] = [Fork(arms=arms, entry=entry)]
            else:
                own.append(Fork(arms=[Arm(condition=condition, body=self._bodies.body(row.then, entry))], entry=entry))
            if row.other:
                add_arm(
                    own,
                    Arm(
                        condition=Condition(words=row.other, mood=Mood.OTHERWISE),
                        body=self._bodies.body(row.other, entry),
                    ),
                    entry,
                )
        elif row.then:
            clauses = read_clauses(row.then)
            if any(clause.conditional for clause in clauses):
                self._clauses(clauses, entry, own)
            else:
                own.extend(_ways(self._bodies.plain(row.then, entry)))

    def _paragraphs(self, paragraphs: list[Entry], entry: Entry, own: list[Op]) -> Arm | None:
        arm: Arm | None = None
        for i, child in enumerate(paragraphs):
            label = child.block.label
            if label and (is_note(label.text) or is_aside(label.text)):
                self._aside(label.plus(child.block.words), "a note")
                continue
            found = self._sentences(sentences(_joined(child)), entry, own, begins=not own)
            arm = found if i == 0 else None
        return arm

    def _sentences(self, found: list[Piece], entry: Entry, own: list[Op], *, begins: bool) -> Arm | None:
        """Adds a step's sentences. The arm that they all belong to, when the step begins with its one condition."""
        arm: Arm | None = None
        for i, sentence in enumerate(found):
            if begins_note(sentence.text):
                self._aside(sentence, "a note")
                continue
            clauses = read_clauses(sentence)
            if (
                i == 0
                and begins
                and len(clauses) == 1
                and clauses[0].conditional
                and clauses[0].mood is not Mood.UNTIL
                and not clauses[0].anywhere
            ):
                self._clauses(clauses, entry, own)
                last = own[-1] if own else None
                arm = last.arms[-1] if isinstance(last, Fork) and last.arms else None
            elif any(clause.conditional for clause in clauses):
                arm = None if not _again(clauses) else arm
                self._clauses(clauses, entry, own)
            elif arm is not None:
                self._plain(sentence, entry, arm.body)
            else:
                self._clauses(clauses, entry, own)
        return arm

    def _clauses(self, clauses: list[Clause], entry: Entry, own: list[Op]) -> None:
        for i, clause in enumerate(clauses):
            if clause.anywhere and clause.conditional:
                own.append(self._bodies.anywhere(clause, entry))
            elif clause.mood is Mood.UNTIL and i and clauses[i - 1].conditional:
                last = own[-1] if own else None
                target = last.arms[-1].body if isinstance(last, Fork) and last.arms else own
                target.extend(self._bodies.until(clause, entry))
            elif clause.conditional:
                self.bound(clause, entry, own)
            elif i and clauses[i - 1].conditional:
                self.more(clause.body, entry, own)
            else:
                self._plain(clause.body, entry, own)

    def bound(self, clause: Clause, entry: Entry, ops: list[Op], *, fresh: bool = False) -> None:
        """Adds a conditional clause to the fork that is open, or begins one."""
        if clause.mood is Mood.UNTIL:
            ops.extend(self._bodies.until(clause, entry))
        else:
            add_arm(ops, self._bodies.arm(clause, entry), entry, fresh=fresh)

    def more(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """What a semicolon adds to the arm before it."""
        last = ops[-1] if ops else None
        if isinstance(last, Fork) and last.arms:
            made = self._bodies.body(words, entry)
            last.arms[-1].body.extend(_ways(made) if last.arms[-1].body else made)
        else:
            self._plain(words, entry, ops)

    def _plain(self, words: Piece, entry: Entry, ops: list[Op]) -> None:
        """A sentence without a condition: the step's action, a detail of it, or after a fork an action of its own."""
        if forbids(words.text):
            found = self._bodies.plain(words, entry, main=True)
            if not found:
                return
        act = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        made = self._bodies.plain(words, entry, main=True)
        if isinstance(act, Act) and len(made) > 1 and isinstance(made[0], Act) and isinstance(made[1], Jump):
            act.details.append(made[0].words)
            made = made[1:]
        if any(isinstance(op, Jump) for op in made) or act is None:
            ops.extend(made)
        elif isinstance(act, Act):
            act.details.append(words)
        elif is_action_sentence(words.text) and not tells_manner(words.text):
            ops.extend(made)
        elif not self.detail(words, ops):
            self._aside(words, "describes, and asks for nothing")

    def detail(self, words: Piece, ops: list[Op]) -> bool:
        """Adds a sentence that says how to the action before it, if there is one."""
        for op in reversed(ops):
            if isinstance(op, Act):
                op.details.append(words)
                return True
            if isinstance(op, Fork):
                self._aside(words, "says how; kept with the step before it")
                return True
        return False

    def never(self, words: Piece, ops: list[Op]) -> None:
        """What is forbidden at the step before."""
        for op in reversed(ops):
            if isinstance(op, Act):
                op.nevers.append(words)
                return
        self._aside(words, "forbidden: a rule of the whole procedure")

    def then_parts(self, words: Piece) -> list[Piece]:
        """`Greet the client, then ask ...` in running prose: two actions."""
        parts: list[Piece] = []
        start = 0
        for found in _THEN.finditer(words.text):
            left, right = words.text[start : found.start()], words.text[found.end() :]
            if is_action_sentence(left) and begins_action(right):
                parts.append(words.cut(start, found.start()))
                start = found.end()
        return [*parts, words.cut(start)]

    def _below(
        self,
        entry: Entry,
        own: list[Op],
        *,
        skip: list[Entry] | None = None,
        fresh: bool = False,
        arm: bool = False,
    ) -> None:
        group: list[Entry] = []
        for child in entry.children:
            if skip and child in skip:
                continue
            if child.kind is BlockKind.ITEM:
                group.append(child)
                continue
            self._children_or_steps(group, own, fresh=fresh, arm=arm)
            group = []
            if child.kind is BlockKind.TABLE:
                self.table(child, own)
            elif child.kind is BlockKind.QUOTE or (child.block.label and is_note(child.block.label.text)):
                self._aside(_joined(child), "a note")
            else:
                self._paragraphs([child], entry, own)
        self._children_or_steps(group, own, fresh=fresh, arm=arm)

    def _children_or_steps(self, group: list[Entry], own: list[Op], *, fresh: bool, arm: bool) -> None:
        if not group:
            return
        if fresh:
            self._siblings(group, own)
        else:
            self.children(group, own, loose=arm)

    def children(self, group: list[Entry], ops: list[Op], *, loose: bool = False) -> None:
        """What stands under a step: arms of one fork, details, or smaller steps."""
        del loose
        act = next((op for op in reversed(ops) if isinstance(op, (Act, Fork))), None)
        asks = isinstance(act, Act) and bool(_DECIDES.search(act.words.text))
        labelled = [item.block.label.text for item in group if item.block.label and not _conditional(item)]
        answers = (
            len(group) >= 2
            and all(item.block.label or _conditional(item) for item in group)
            and (len(labelled) < len(group) or (asks and not any(begins_action(label) for label in labelled)))
        )
        ordered = sum(item.counts for item in group) > len(group) / 2
        inner = _asked_in_arm(group, ops) if isinstance(act, Fork) else None
        for item in group:
            if answers or _conditional(item):
                self._arm(item, ops if inner is None else inner)
            elif ordered:
                self.step(item, ops)
            else:
                self._detail_item(item, ops)

    def _detail_item(self, item: Entry, ops: list[Op]) -> None:
        """A bullet without a condition says how; one that holds a condition further on makes a fork."""
        for sentence in sentences(_joined(item)):
            clauses = read_clauses(sentence)
            if any(clause.conditional for clause in clauses):
                self._clauses(clauses, item, ops)
            elif begins_note(sentence.text):
                self._aside(sentence, "a note")
            elif forbids(sentence.text):
                self.never(sentence, ops)
            elif not self.detail(sentence, ops):
                ops.append(act_of(sentence, item))
        if item.children:
            self._below(item, ops)

    def _arm(self, item: Entry, ops: list[Op]) -> None:
        """A conditional item: an arm, with all its sentences and what stands under it."""
        own: list[Op] = []
        clauses = read_clauses(_joined(item))
        label = item.block.label
        if label and not (clauses and _from_label(clauses[0], label)):
            body: list[Op] = []
            for sentence in sentences(item.block.words):
                body.extend(self._bodies.body(sentence, item)) if not body else self._plain(sentence, item, body)
            found = Arm(condition=Condition(words=label, mood=Mood.WHEN, answer=True), body=body)
            own.append(Fork(arms=[found], entry=item))
        else:
            self._sentences(sentences(_joined(item)), item, own, begins=True)
        fork = next((op for op in own if isinstance(op, Fork)), None)
        if fork is None:
            ops.extend(own)
            return
        fork.listed = True
        if item.children:
            self._below(item, fork.arms[-1].body, arm=True)
        fork.arms[0].body.insert(0, Mark(item))
        last = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
        others = [op for op in own if op is not fork]
        if isinstance(last, Fork):
            last.listed = True
            last.arms.extend(fork.arms)
        else:
            ops.append(fork)
        ops.extend(op for op in others if isinstance(op, Anywhere))

    def table(self, entry: Entry, ops: list[Op], *, anywhere: bool = False) -> None:
        """A table of alternatives: arms of one fork."""
        read = read_table(entry.block.rows)
        if read is None:
            for row in entry.block.rows:
                for cell in row:
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
        said = _without_if(row.condition)
        other = bool(
            re.fullmatch(
                r"(?:otherwise|else|other(?:wise)?|all others?|any other|none(?: of the above)?|default|其他|其它|否则|其余|以上都不是|均无)\W*",
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
            if i == 0:
                body.extend(self._bodies.body(sentence, entry))
            elif any(clause.conditional for clause in read_clauses(sentence)):
                body.extend(self._bodies.body(sentence, entry))
            else:
                self._plain(sentence, entry, body)
        if row.then:
            then = self._bodies.body(row.then, entry)
            body.extend(_ways(then) if body else then)
        for cell in row.rest:
            self._aside(cell, "a cell beside the row's action")
        return Arm(condition=condition, body=body)


def _from_label(clause: Clause, label: Piece) -> bool:
    """Whether the condition stands in the label: `If yes: ...`."""
    return clause.conditional and bool(clause.condition) and clause.condition.span[0] < label.span[1]


def _ways(ops: list[Op]) -> list[Op]:
    """The operations of a cell that says how to go on: a bare end ends what stands before, and is no step."""
    if (
        len(ops) == 2
        and isinstance(ops[0], Act)
        and isinstance(ops[1], Jump)
        and ops[1].words.text == ops[0].words.text.strip(" .。")
    ):
        return ops[1:]
    return ops


def _without_if(words: Piece) -> Piece:
    found = re.match(r"(?:if|when|where|如果|若|当)\s*", words.text, re.IGNORECASE)
    return words if found is None or found.end() >= len(words.text) else words.cut(found.end())


def _joined(entry: Entry) -> Piece:
    """Label and words of an item as they were written."""
    label, words = entry.block.label, entry.block.words
    if not label:
        return words
    colon = Piece(":", (label.span[1],))
    return Piece(label.text + colon.text, label.places + colon.places).plus(words)


def _conditional(entry: Entry) -> bool:
    clauses = read_clauses(_joined(entry))
    if clauses and clauses[0].conditional and clauses[0].mood is not Mood.UNTIL:
        return not entry.block.label or _from_label(clauses[0], entry.block.label)
    return bool(entry.block.label) and is_answer(entry.block.label.text)


def _again(clauses: list[Clause]) -> bool:
    return not any(clause.conditional for clause in clauses)


def _asked_in_arm(group: list[Entry], ops: list[Op]) -> list[Op] | None:
    """The body of the arm that asks for the number which the group's conditions speak of, if one does."""
    last = next((op for op in reversed(ops) if isinstance(op, Fork)), None)
    names = {name for item in group if (name := name_in(_joined(item).text))}
    if last is None or len(names) != 1:
        return None
    for arm in reversed(last.arms):
        act = arm.body[-1] if arm.body else None
        if isinstance(act, Act) and name_in(act.words.text) in names:
            return arm.body
    return None


def _titled(label: Piece) -> bool:
    """`Rate`, `Compare`, 比较: one or two words before a colon are a title, whatever they are; `Ask: ...` is not."""
    if re.fullmatch(
        r"(?:ask|say|tell|explain|inquire|enquire)(?: \w+){0,2}|问|询问|说|请问|告知|提问", label.text, re.IGNORECASE
    ):
        return False
    return len(label.text) <= (4 if is_chinese(label.text) else 16) and len(label.text.split()) <= 2


def _title_like(words: Piece) -> bool:
    return (
        bool(words)
        and len(words.text) <= 40
        and not re.search(r"[.。!！?？:：;；,，]$", words.text)
        and not begins_action(words.text)
    )


def _is_container(entry: Entry, words: Piece) -> bool:
    text = words.text
    if not text:
        return True
    if _CONTAINER.search(text) or (not re.search(r"[.。!！?？]$", text) and len(text) <= 60):
        return True
    return not begins_action(text)


def _join(ops: list[Op], own: list[Op]) -> None:
    """Adds a step's operations. One that begins with `otherwise`, or with the other side of a condition, joins the fork before it."""
    first = own[0] if own else None
    before = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
    if isinstance(first, Fork) and isinstance(before, Fork) and _completes(before, first):
        marks: list[Op] = []
        while ops and isinstance(ops[-1], Mark):
            marks.insert(0, ops.pop())
        first.arms[0].body[:0] = marks
        before.arms.extend(first.arms)
        ops.extend(own[1:])
        return
    ops.extend(own)


def _completes(before: Fork, after: Fork) -> bool:
    new = after.arms[0].condition
    if new.mood is Mood.OTHERWISE:
        return True
    return any(same_question([arm.condition, new]) for arm in before.arms)
