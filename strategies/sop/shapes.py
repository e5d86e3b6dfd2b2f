"""What entries and their words look like: conditional, titled, a container; and small rules on operations."""

import re
from typing import Final

from strategies.sop.answers import is_answer
from strategies.sop.blocks import BlockKind
from strategies.sop.clauses import Clause, Mood
from strategies.sop.conditions import is_chinese, read_clauses
from strategies.sop.cover import same_question
from strategies.sop.cut import sentences
from strategies.sop.ops import Act, Condition, Fork, Jump, Mark, Op
from strategies.sop.outline import Entry
from strategies.sop.piece import Piece
from strategies.sop.quantities import name_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action

_HEAD: Final = re.compile(
    r"(?:if|when|where|should|in case|in the event that|(?P<unless>unless\b|除非)|(?P<otherwise>otherwise|else|if not|"
    r"否则|不然)|"
    r"如果|若是?|当|倘若|要是|一旦|(?<![\u4e00-\u9fff])如(?!何|下|上))(?:(?<=[\u4e00-\u9fff])|\b)[,，]?\s*",
    re.IGNORECASE,
)
_CONTAINER: Final = re.compile(r"[:：]\s*$")


def joined(entry: Entry) -> Piece:
    """Label and words of an item as they were written."""
    label, words = entry.block.label, entry.block.words
    if not label:
        return words
    colon = Piece(":", (label.span[1],))
    return Piece(label.text + colon.text, label.places + colon.places).plus(words)


def first_clauses(entry: Entry) -> list[Clause]:
    """The clauses of an entry's first sentence."""
    found = sentences(joined(entry))
    return read_clauses(found[0]) if found else []


def is_conditional(entry: Entry) -> bool:
    """Whether an item begins with its condition, in its words or as an answer in its label."""
    clauses = first_clauses(entry)
    if clauses and clauses[0].conditional and clauses[0].mood is not Mood.UNTIL:
        return not entry.block.label or from_label(clauses[0], entry.block.label)
    if bare_case(entry) or whole_condition(entry) is not None:
        return True
    return bool(entry.block.label) and is_answer(entry.block.label.text)


def whole_condition(entry: Entry) -> Condition | None:
    """`If she scores 13 or more, or the last item is not zero:`, with what is then done below it."""
    words = entry.block.words
    found = _HEAD.match(words.text)
    below = any(child.kind is BlockKind.ITEM for child in entry.children)
    if found is None or not below or entry.block.label or entry.block.row is not None:
        return None
    if not _CONTAINER.search(words.text) and re.search(r"[,，.。;；→]", words.text.rstrip(" .。")):
        return None
    said = words.cut(found.end()).strip(":：.。")
    if found["otherwise"]:
        return Condition(words=words.strip(":：.。"), mood=Mood.OTHERWISE) if not said else None
    if re.search(r"[:：→]", said.text) or not said:
        return None
    return Condition(words=said, mood=Mood.UNLESS if found["unless"] else Mood.WHEN)


def leads_in(entry: Entry) -> Condition | None:
    """`Wants to talk about school:`, with what is then done below it, beside other cases."""
    words = entry.block.words
    below = any(child.kind is BlockKind.ITEM for child in entry.children)
    if not below or entry.block.label or not _CONTAINER.search(words.text) or begins_action(words.text):
        return None
    return Condition(words=words.strip(":："), mood=Mood.WHEN, answer=True)


def bare_case(entry: Entry) -> bool:
    """`a. Reached`, with what is then done below it."""
    below = any(child.kind is BlockKind.ITEM for child in entry.children)
    return below and not entry.block.label and entry.block.row is None and is_state(entry.block.words.text)


def from_label(clause: Clause, label: Piece) -> bool:
    """Whether the condition stands in the label: `If yes: ...`."""
    return clause.conditional and bool(clause.condition) and clause.condition.span[0] < label.span[1]


def without_if(words: Piece) -> Piece:
    """The words without an `if` before them."""
    found = re.match(r"(?:if|when|where|如果|若|当)\s*", words.text, re.IGNORECASE)
    return words if found is None or found.end() >= len(words.text) else words.cut(found.end())


def is_title_word(label: Piece) -> bool:
    """`Rate`, `Compare`, 比较: one or two words before a colon are a title, whatever they are; `Ask: ...` is not."""
    if re.fullmatch(
        r"(?:ask|say|tell|explain|inquire|enquire)(?: \w+){0,2}|问|询问|说|请问|告知|提问", label.text, re.IGNORECASE
    ):
        return False
    if re.fullmatch(r"[\u4e00-\u9fff]{2,5}\s*[（(][A-Za-z ]+[)）]", label.text):
        return True
    return len(label.text) <= (4 if is_chinese(label.text) else 16) and len(label.text.split()) <= 2


def is_title_like(words: Piece) -> bool:
    """Short words that end like no sentence and begin no action."""
    return (
        bool(words)
        and len(words.text) <= 40
        and not re.search(r"[.。!！?？:：;；,，]$", words.text)
        and not begins_action(words.text)
    )


def is_container(words: Piece) -> bool:
    """Whether the words only lead in what stands below them."""
    text = words.text
    if not text:
        return True
    if _CONTAINER.search(text) or (not re.search(r"[.。!！?？]$", text) and len(text) <= 60):
        return True
    return not begins_action(text)


def asked_in_arm(group: list[Entry], ops: list[Op]) -> list[Op] | None:
    """The body of the arm that asks for the number which the group's conditions speak of, if one does."""
    last = next((op for op in reversed(ops) if isinstance(op, Fork)), None)
    names = {name for item in group if (name := name_in(joined(item).text))}
    if last is None or len(names) != 1:
        return None
    for arm in reversed(last.arms):
        act = arm.body[-1] if arm.body else None
        if isinstance(act, Act) and name_in(act.words.text) in names:
            return arm.body
    return None


def join_step(ops: list[Op], own: list[Op]) -> None:
    """Adds a step's operations. One that begins with `otherwise`, or with a condition's other side, joins the fork."""
    first = own[0] if own else None
    before = next((op for op in reversed(ops) if not isinstance(op, Mark)), None)
    counted = isinstance(first, Fork) and first.entry.block.row is not None
    if isinstance(first, Fork) and isinstance(before, Fork) and not counted and _completes(before, first):
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


def ways(ops: list[Op]) -> list[Op]:
    """The operations of a cell that says how to go on: a bare end ends what stands before, and is no step."""
    if len(ops) == 2 and isinstance(ops[0], Act) and isinstance(ops[1], Jump):
        rest = ops[0].words.text.replace(ops[1].words.text, "", 1)
        if ops[1].words and re.fullmatch(r"[\W_]*(?:(?:then|here|now|at once)[\W_]*)*", rest, re.IGNORECASE):
            return ops[1:]
    return ops


def says_when(entry: Entry) -> bool:
    """Whether an entry begins with its condition, in a sentence."""
    clauses = first_clauses(entry)
    if not clauses or not clauses[0].conditional:
        return False
    return not entry.block.label or from_label(clauses[0], entry.block.label)
