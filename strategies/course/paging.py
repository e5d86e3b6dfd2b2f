"""When a call that nobody has acknowledged is repeated, and when it goes to the supervisor."""

from dataclasses import dataclass

from memory.record.risk import Audience

FIRST = {1: "review_flag", 2: "notify_clinician", 3: "page"}
"""Tier -> kind of the message that leaves at once."""
AGAIN = "again"
SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Seconds after the alarm: until the same people are told again, and until the supervisor is told."""

    again: float
    supervisor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timers:
    """The waits of the tiers that page and notify. Tier 1 asks for a review and is told once."""

    page: Waits = Waits(again=300.0, supervisor=600.0)
    notify: Waits = Waits(again=1800.0, supervisor=3600.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One message of a call: its kind, whom it is for, and how many seconds after the alarm it is due."""

    kind: str
    audience: Audience
    after: float


def steps(tier: int, timers: Timers, *, sink: bool) -> tuple[Step, ...]:
    """Every message of a call of `tier` (1 to 3), the first at once; `sink`: all of them go to nobody."""
    clinic = Audience.SINK if sink else Audience.CLINIC
    supervisor = Audience.SINK if sink else Audience.SUPERVISOR
    first = Step(kind=FIRST[tier], audience=clinic, after=0.0)
    if tier == 1:
        return (first,)
    waits = timers.page if tier == 3 else timers.notify
    return (
        first,
        Step(kind=AGAIN, audience=clinic, after=waits.again),
        Step(kind=SUPERVISOR, audience=supervisor, after=waits.supervisor),
    )
