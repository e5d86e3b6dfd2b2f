"""Where a session begins and ends by its words: `when a client calls, ...`, `close the call`, 挂断电话."""

import re

from strategies.sop.clauses import Mood
from strategies.sop.conditions import is_chinese
from strategies.sop.ops import Act, Fork
from strategies.sop.quantities import read_quantity
from strategies.sop.references import GoKind, goes_in


def begins_with_occasion(op: Fork) -> bool:
    """Whether the only arm of a fork is bound by an occasion (`when ...`, ...时) and not by an `if`."""
    arm = op.arms[0]
    if (
        arm.condition.mood is not Mood.WHEN
        or arm.condition.answer
        or not any(isinstance(each, Act) for each in arm.body)
    ):
        return False
    if read_quantity(arm.condition.words.text) is not None:
        return False
    said = op.entry.block.words.text
    before = said[: max(said.find(arm.condition.words.text), 0)]
    behind = said[max(said.find(arm.condition.words.text), 0) + len(arm.condition.words.text) :]
    return bool(re.search(r"\b(?:when|whenever|once|as soon as|after|on)\W*$", before, re.IGNORECASE)) or (
        bool(re.match(r"(?:的?时|后|之后)", behind)) and not re.search(r"(?:如果|若|如|一旦|假如)\W*$", before)
    )


def closes(text: str) -> bool:
    """Whether the words say that the session ends: `close the call`, 挂断电话."""
    return any(go.kind is GoKind.END and go.end - go.start > 5 - 3 * is_chinese(text) for go in goes_in(text))
