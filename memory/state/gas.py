"""Goal attainment scaling: one T score over weighted goals (Kiresuk & Sherman, 1968)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite, sqrt

from memory.record.goals import GoalRating, GoalScale
from memory.state.errors import StateError

LEVELS = (-2, -1, 0, 1, 2)
INTERCORRELATION = 0.3
"""rho, the correlation assumed between goals, as the authors set it."""


class LevelOutOfRange(StateError):
    """A level that no scale has."""

    def __init__(self, path: str, level: int) -> None:
        super().__init__(path, f"{level} is not between -2 and 2")


class ScaleRefused(StateError):
    """A scale that cannot be rated on."""


def check_scale(levels: Sequence[str], start: int, weight: float) -> None:
    """Raises: ScaleRefused (not five different levels in words, weight not above 0), LevelOutOfRange."""
    said = [" ".join(level.split()).casefold() for level in levels]
    if len(said) != len(LEVELS) or not all(said):
        raise ScaleRefused("levels", "a scale has five levels in words, from -2 to 2")
    if len(set(said)) != len(said):
        raise ScaleRefused("levels", "two levels say the same; each needs a mark of its own")
    if not (isfinite(weight) and weight > 0):
        raise ScaleRefused("weight", f"{weight:g} is not above 0")
    check_level("start", start)


def check_level(path: str, level: int) -> None:
    """Raises: LevelOutOfRange."""
    if level not in LEVELS:
        raise LevelOutOfRange(path, level)


def t_score(weighted: Sequence[tuple[float, int]]) -> float:
    """T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2), rho = 0.3; 50 is as expected.

    `weighted` are (weight above 0, level -2 to 2); at least one.
    """
    gained = sum(weight * level for weight, level in weighted)
    squares = sum(weight * weight for weight, _ in weighted)
    together = sum(weight for weight, _ in weighted) ** 2
    return 50 + 10 * gained / sqrt((1 - INTERCORRELATION) * squares + INTERCORRELATION * together)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """The T score of a day, over `rated` of the patient's goals; levels by target, the starting one where none is."""

    on: date
    t: float
    rated: int
    levels: Mapping[str, int]


def current_scales(scales: Sequence[GoalScale]) -> dict[str, GoalScale]:
    """Target -> its newest scale (scales come in the order agreed)."""
    return {scale.target: scale for scale in scales}


def attainments(scales: Sequence[GoalScale], ratings: Sequence[GoalRating]) -> tuple[Attainment, ...]:
    """The T score on each day with a rating, oldest first, each goal at its newest level by then.

    Only the newest scale of a target counts; a goal that nobody has rated yet stands at its starting level. The
    ratings come by date.
    """
    counted = current_scales(scales)
    targets = {scale.id: scale.target for scale in counted.values()}
    levels = {target: scale.start for target, scale in counted.items()}
    rated: set[str] = set()
    found: dict[date, Attainment] = {}
    for rating in ratings:
        target = targets.get(rating.scale)
        if target is None:
            continue
        levels[target] = rating.level
        rated.add(target)
        weighted = [(counted[each].weight, level) for each, level in levels.items()]
        found[rating.rated_on] = Attainment(
            on=rating.rated_on, t=t_score(weighted), rated=len(rated), levels=dict(levels)
        )
    return tuple(found.values())
