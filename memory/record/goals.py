"""Goal attainment scaling: a target's five levels, as agreed, and the dated ratings on them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalScale:
    """The five levels of one target, worst first: -2 much less than expected, 0 as expected, +2 much more.

    `start` is the level at the beginning (-2 or -1 as a rule), `weight` how much the goal counts (more than 0).
    Agreed in a clinician's name; a new scale of the same target takes the place of the older one.
    """

    tenant: str
    patient: str
    id: str
    target: str
    levels: tuple[str, ...]
    start: int
    weight: float
    agreed_by: str
    agreed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRating:
    """Where the target stood on a day: `level` -2 to +2 on `scale`."""

    tenant: str
    patient: str
    id: str
    scale: str
    level: int
    rated_on: date
    rated_by: str
    recorded_at: datetime
    session: str | None = None
