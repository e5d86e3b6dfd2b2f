"""The suicide risk screener as code: six questions, what they come to, and which one is next.

The order and the branching follow the C-SSRS screener (Posner and others, 2011): wish and thoughts are always asked;
method, intent and plan only after thoughts; behaviour always.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from memory.record.session import SlotValue
from strategies.risk.errors import UnknownScreenAnswer

WISH, THOUGHTS, METHOD = "sr_wish", "sr_thoughts", "sr_method"
INTENT, PLAN, BEHAVIOR = "sr_intent", "sr_plan", "sr_behavior"

SLOT_LEVELS: tuple[tuple[str, int], ...] = (
    (WISH, 1),
    (THOUGHTS, 2),
    (METHOD, 3),
    (INTENT, 4),
    (PLAN, 5),
    (BEHAVIOR, 6),
)
"""Each question's slot and the level that a yes to it means."""

PAST_BEHAVIOR_LEVEL = 3
"""Behaviour more than three months ago: a moderate answer by the screener's own triage, so tier 2."""

_AFTER_THOUGHTS = frozenset({METHOD, INTENT, PLAN})


class ScreenAnswer(StrEnum):
    """An answer. PAST belongs to behaviour alone: it happened, but not in the last three months."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"
    PAST = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenOutcome:
    """What the answers come to: a level 0 to 6; whether one was refused; whether every question due has its answer.

    `next` is the slot of the question that is due, none when the screen is complete.
    """

    level: int
    refused: bool
    complete: bool
    next: str | None

    @property
    def clinician(self) -> bool:
        """Whether a clinician must look: from level 3 on, and after any refusal, whatever the level."""
        return self.refused or self.level >= PAST_BEHAVIOR_LEVEL


def _answer(slot: str, value: SlotValue) -> ScreenAnswer | None:
    if value is None:
        return None
    if value is True or value is False:
        return ScreenAnswer.YES if value else ScreenAnswer.NO
    try:
        answer = ScreenAnswer(str(value))
    except ValueError:
        raise UnknownScreenAnswer(slot, value) from None
    if answer is ScreenAnswer.PAST and slot != BEHAVIOR:
        raise UnknownScreenAnswer(slot, value)
    return answer


def outcome(slots: Mapping[str, SlotValue]) -> ScreenOutcome:
    """The outcome of the answers so far; slots that are not the screener's are left alone.

    A yes counts even where the question was not due (someone tells of a plan unasked): an answer may only raise.

    Raises:
        UnknownScreenAnswer: when a screener slot holds anything but its answers.
    """
    answers = {slot: _answer(slot, slots.get(slot)) for slot, _ in SLOT_LEVELS}
    asks_more = answers[THOUGHTS] is ScreenAnswer.YES
    due = [slot for slot, _ in SLOT_LEVELS if asks_more or slot not in _AFTER_THOUGHTS]
    level = max((level for slot, level in SLOT_LEVELS if answers[slot] is ScreenAnswer.YES), default=0)
    if answers[BEHAVIOR] is ScreenAnswer.PAST:
        level = max(level, PAST_BEHAVIOR_LEVEL)
    following = next((slot for slot in due if answers[slot] is None), None)
    return ScreenOutcome(
        level=level,
        refused=ScreenAnswer.REFUSED in answers.values(),
        complete=following is None,
        next=following,
    )
