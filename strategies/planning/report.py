"""What a report comes to: for each kind of event whether it warrants a change, and what it tells besides."""

from dataclasses import dataclass, field
from enum import StrEnum

from strategies.planning.plan_case import Event


class Sign(StrEnum):
    """What a report tells besides, each asking for something of its own."""

    AGAIN = "again"
    MEANS = "means"
    MEDICAL = "medical"
    ELEVATED = "elevated"
    BIPOLAR = "bipolar"
    WITHDRAWAL = "withdrawal"
    OVERWHELMED = "overwhelmed"
    RECURRENCE = "recurrence"
    FAILED_STEP = "failed_step"
    STOPPED = "stopped"
    REFORMULATE = "reformulate"
    KNOWN_RISK = "known_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One kind. `quote` are the words it rests on, or a line of ours; `level` is danger's, 0 to 6.

    `target` names the target that it is about, `before` and `now` its values, when they were told. `sure` is false
    where a change is warranted only because no word spoke against it.
    """

    kind: Event
    warranted: bool
    quote: str
    why: str = ""
    signs: frozenset[Sign] = frozenset()
    level: int = 0
    days: int | None = None
    target: str | None = None
    before: float | None = None
    now: float | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that a case tells: at most one report a kind, the signs beside them, whether a safety plan exists."""

    reports: dict[Event, Report] = field(default_factory=dict[Event, Report])
    signs: dict[Sign, str] = field(default_factory=dict[Sign, str])
    safety_plan: bool = False

    def warranted(self) -> tuple[Report, ...]:
        """The reports that warrant a change, in the order of `Event`."""
        return tuple(self.reports[kind] for kind in Event if kind in self.reports and self.reports[kind].warranted)
