"""Which targets the next session is about: at most two, chosen by rule, with the why."""

from dataclasses import dataclass

from memory.record.course import PlanReason
from memory.record.state import Direction, Target, TargetStatus
from strategies.planning.inputs import PlanInputs, TargetSeries
from strategies.planning.text import EVIDENCE, FOCUS_WHY, SMALL, words

MOST_IN_FOCUS = 2

WORKABLE = frozenset({TargetStatus.AGREED, TargetStatus.ACTIVE, TargetStatus.IMPROVING})
"""A proposed target waits for a clinician; paused, achieved and dropped ones rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """Target ids, and the reason as the plan version keeps it."""

    targets: tuple[str, ...]
    reason: PlanReason


def workable(inputs: PlanInputs) -> tuple[Target, ...]:
    """The targets that may be worked on, in the order of the record."""
    return tuple(target for target in inputs.targets if target.status in WORKABLE)


def choose_focus(inputs: PlanInputs) -> Focus:
    """Worsened targets first, then by the share of the way left to the goal, then unmeasured, then those at it.

    Equal ones keep the order in which they were agreed.
    """
    ranked = sorted(
        enumerate(workable(inputs)),
        key=lambda pair: (not _worse(inputs, pair[1]), *_left_first(pair[1]), pair[0]),
    )
    chosen = tuple(target for _, target in ranked[:MOST_IN_FOCUS])
    if not chosen:
        return Focus(
            targets=(), reason=PlanReason(rule="focus", evidence=words(EVIDENCE, "focus_none", inputs.language))
        )
    said = words(SMALL, "comma", inputs.language).join(_why(inputs, target) for target in chosen)
    return Focus(
        targets=tuple(target.id for target in chosen),
        reason=PlanReason(rule="focus", evidence=words(EVIDENCE, "focus", inputs.language, what=said)),
    )


def kept_focus(inputs: PlanInputs, before: tuple[str, ...]) -> Focus:
    """The focus of the last version, as far as its targets are still worked on."""
    labels = {target.id: target.label for target in workable(inputs)}
    kept = tuple(id_ for id_ in before if id_ in labels)
    if not kept:
        return Focus(
            targets=(), reason=PlanReason(rule="focus", evidence=words(EVIDENCE, "focus_none", inputs.language))
        )
    said = words(SMALL, "comma", inputs.language).join(labels[id_] for id_ in kept)
    return Focus(
        targets=kept,
        reason=PlanReason(rule="focus", evidence=words(EVIDENCE, "focus_kept", inputs.language, what=said)),
    )


def share_left(target: Target) -> float | None:
    """The share of the way from baseline to goal that is still to go, at least 0; none when it cannot be said."""
    if target.baseline is None or target.goal is None or target.baseline == target.goal:
        return None
    now = target.current if target.current is not None else target.baseline
    return max(0.0, (target.goal - now) / (target.goal - target.baseline))


def at_goal(target: Target) -> bool:
    """Whether the present value is at the goal or beyond it."""
    if target.current is None or target.goal is None:
        return False
    return target.current <= target.goal if target.direction is Direction.DOWN else target.current >= target.goal


def newest_step(target: Target, series: TargetSeries | None) -> tuple[float, float] | None:
    """The value before the new ones (else the baseline) and the newest, when there is a new one; else none."""
    if series is None or series.fresh < 1 or not series.values:
        return None
    earlier = series.values[: -series.fresh]
    before = earlier[-1] if earlier else target.baseline
    return None if before is None else (before, series.values[-1])


def movement(target: Target, step: tuple[float, float]) -> int:
    """1 when `step` goes the wanted way by a change that matters (`mcid`, else any), -1 the other way, else 0."""
    gained = step[0] - step[1] if target.direction is Direction.DOWN else step[1] - step[0]
    least = target.mcid or 0.0
    if gained == 0 or abs(gained) < least:
        return 0
    return 1 if gained > 0 else -1


def _worse(inputs: PlanInputs, target: Target) -> bool:
    step = newest_step(target, inputs.series.get(target.id))
    return step is not None and movement(target, step) < 0


def _left_first(target: Target) -> tuple[int, float]:
    left = share_left(target)
    if left is None:
        return (1, 0.0)
    return (2, 0.0) if at_goal(target) or left == 0 else (0, -left)


def _why(inputs: PlanInputs, target: Target) -> str:
    left = share_left(target)
    if _worse(inputs, target):
        return words(FOCUS_WHY, "worse", inputs.language, name=target.label)
    if left is None:
        return words(FOCUS_WHY, "unmeasured", inputs.language, name=target.label)
    return words(FOCUS_WHY, "far", inputs.language, name=target.label, percent=round(100 * left))
