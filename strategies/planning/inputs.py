"""What the planner reads: structured signals, nothing of a model's.

The caller divides the old from the new: a field named `new_...` (and `TargetSeries.fresh`) holds only what came since
the last plan version, so that the same news is never a reason twice. Everything else is the state as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from memory.record.course import Source
from memory.record.identity import Language
from memory.record.risk import RiskEvent
from memory.record.state import Fact, Homework, HomeworkOutcome, Measure, Target
from memory.state.sufficiency import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that was said or seen, in a few words, and where."""

    text: str
    source: Source | None = None


class AllianceState(StrEnum):
    """How the work together stood in the session just held."""

    UNKNOWN = "unknown"
    ENGAGED = "engaged"
    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"


class MedicationNews(StrEnum):
    """What kind of change of medication was told."""

    STARTED = "started"
    CHANGED = "changed"
    STOPPED = "stopped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationChange:
    """A change of medication that the client told of; `text` in the client's words, never with advice."""

    news: MedicationNews
    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact that took the place of another: the world changed, or we were wrong."""

    before: Fact
    now: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDispute:
    """Two facts that cannot both hold; open until someone settles it."""

    held: Fact
    claimed: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSeries:
    """The values of one target, oldest first, in the unit of its measure; the last `fresh` of them are new."""

    values: tuple[float, ...]
    fresh: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedResponse:
    """What the course declares: by session `by_session`, `instrument` has fallen by at least `min_fall` points.

    `upwards`: it is to rise by as much instead.
    """

    instrument: str
    by_session: int
    min_fall: float
    upwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGap:
    """The largest gap of the verdict on the targets, and why it is one."""

    code: Gap
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicianInstruction:
    """What a clinician asks of the next session. `code` is an agenda code, or the general one."""

    text: str
    actor: str
    code: str = "clinician_instruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeworkNews:
    """A report of a task that was not done, without the task itself; `too_much` when it was so before, or too big."""

    too_much: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """Everything the planner decides from.

    `session_n` counts the sessions held (0 before the first). `series` maps target id -> its values. `homework` holds
    tasks whose outcome was reported since the last plan (`outcome_source` is the client's quote); `open_homework` those
    still waiting. `measures` are all responses, oldest first; `new_measures` says how many of the last of them are new.
    `new_risk_events` were raised since the last plan (screened or not); `open_risk_events` are all that no screen has
    closed; `risk_sources` maps an event's id -> the words that raised it. `risk_level` is the latch, 0 to 6.

    What a case file only reports, without the records behind it, comes in `gap_told`, `homework_told`, `dispute_told`,
    `worsened`, `stalled` and `achieved` (ids of targets). `risk_before` says that danger is known from earlier on: it
    is no news, and is asked about when the plan changes for another reason. `means_near`: means are within reach.
    `gap` is how the targets stand, too: it is on every agenda, and a reason only when danger has no safety target.
    """

    language: Language
    session_n: int
    targets: tuple[Target, ...] = ()
    series: Mapping[str, TargetSeries] = field(default_factory=dict[str, TargetSeries])
    homework: tuple[Homework, ...] = ()
    open_homework: tuple[Homework, ...] = ()
    changed_facts: tuple[FactChange, ...] = ()
    disputes: tuple[FactDispute, ...] = ()
    new_problems: tuple[Signal, ...] = ()
    risk_level: int = 0
    new_risk_events: tuple[RiskEvent, ...] = ()
    open_risk_events: tuple[RiskEvent, ...] = ()
    risk_sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    safety_plan: bool = False
    means_near: Signal | None = None
    risk_before: Signal | None = None
    failed_safety_step: Signal | None = None
    recurrence: Signal | None = None
    measures: tuple[Measure, ...] = ()
    new_measures: int = 0
    days_since_contact: int | None = None
    alliance: AllianceState = AllianceState.UNKNOWN
    alliance_source: Source | None = None
    dropout: Signal | None = None
    worsened: Signal | None = None
    worsened_targets: tuple[str, ...] = ()
    stalled: Signal | None = None
    gap_told: Signal | None = None
    homework_told: HomeworkNews | None = None
    dispute_told: Signal | None = None
    reformulation: Signal | None = None
    achieved: tuple[str, ...] = ()
    medication: MedicationChange | None = None
    medication_ended: Signal | None = None
    elevated_mood: Signal | None = None
    bipolar_signs: Signal | None = None
    bodily_signs: Signal | None = None
    overwhelmed: Signal | None = None
    life_events: tuple[Signal, ...] = ()
    instructions: tuple[ClinicianInstruction, ...] = ()
    expected: tuple[ExpectedResponse, ...] = ()
    gap: TargetGap | None = None

    @property
    def at_risk(self) -> bool:
        """Whether the latch is up or an alarm is new or unscreened: then nothing is closed or pushed on."""
        return self.risk_level > 0 or bool(self.new_risk_events) or bool(self.open_risk_events)

    @property
    def missed(self) -> tuple[Homework, ...]:
        """Tasks reported since the last plan of which nothing came."""
        return tuple(task for task in self.homework if task.outcome is HomeworkOutcome.NONE)
