"""How measures move a target. Agreeing, achieving and dropping are a clinician's and never happen here."""

from collections.abc import Sequence
from dataclasses import dataclass

from memory.record.state import Direction, Target, TargetStatus

_MOVED_BY_CODE = frozenset({TargetStatus.AGREED, TargetStatus.ACTIVE, TargetStatus.IMPROVING})


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMove:
    """A change of status that the measures warrant.

    `value` is the newest value in the measure's unit, `gain` how far it is from the baseline in the better direction
    (negative: worse); none without a baseline. `goal_reached` is for the clinician, who alone may call it achieved.
    """

    target: str
    before: TargetStatus
    after: TargetStatus
    value: float
    gain: float | None
    goal_reached: bool
    why: str


def gain(direction: Direction, baseline: float, value: float) -> float:
    """How far `value` is from `baseline` in the better direction, in the measure's unit; negative when worse."""
    return value - baseline if direction is Direction.UP else baseline - value


def goal_reached(target: Target, value: float) -> bool:
    """Whether a value is at the goal or beyond it; false without a goal."""
    return target.goal is not None and gain(target.direction, target.goal, value) >= 0


def moved(target: Target, values: Sequence[float]) -> TargetMove | None:
    """The move that a target's values (oldest first, baseline not among them) warrant; none when it stays.

    An agreed target with a value becomes active. It is improving while the newest value is at least the mcid better
    than the baseline, and active again when it is not. Without baseline or mcid nothing counts as improvement.
    """
    if target.status not in _MOVED_BY_CODE or not values:
        return None
    value = values[-1]
    gained = None if target.baseline is None else gain(target.direction, target.baseline, value)
    improving = gained is not None and target.mcid is not None and gained > 0 and gained >= target.mcid
    after = TargetStatus.IMPROVING if improving else TargetStatus.ACTIVE
    if after is target.status:
        return None
    return TargetMove(
        target=target.id,
        before=target.status,
        after=after,
        value=value,
        gain=gained,
        goal_reached=goal_reached(target, value),
        why=_why(target, value, gained),
    )


def _why(target: Target, value: float, gained: float | None) -> str:
    if gained is None:
        return f"{value:g} measured, no baseline to compare with"
    if target.mcid is None:
        return f"{value:g} against a baseline of {target.baseline:g}, no smallest change that matters is set"
    side = "better" if gained >= 0 else "worse"
    return f"{value:g} against a baseline of {target.baseline:g}: {abs(gained):g} {side}, {target.mcid:g} matters"
