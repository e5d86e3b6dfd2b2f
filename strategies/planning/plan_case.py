"""A case and a report about it (`throughline plan next`): the file's form, and the form of the signals in it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from memory.record.identity import Language
from strategies.planning.case_form import Free, Id, Lax, Many, Said, check_unique, language_given, read_case


class Event(StrEnum):
    """The kind of report. Whether it warrants a change is read from the detail, the signals and the state."""

    MISSED_HOMEWORK = "missed_homework"
    SESSION_GAP = "session_gap_6_weeks"
    NEW_CRISIS = "new_crisis"
    CONTRADICTING_FACT = "contradicting_fact"
    RUPTURE = "rupture"
    TARGET_ACHIEVED = "target_achieved"
    MEASURE_WORSENING = "measure_worsening"
    NEW_PROBLEM = "new_problem"
    MEDICATION_CHANGE = "medication_change"
    LIFE_EVENT = "life_event"
    NO_RESPONSE = "no_response"
    DROPOUT_RISK = "dropout_risk"


class TargetState(Lax):
    """A target as it stands: its values in the unit of `measure`; `direction` says which way is better."""

    id: Id
    label: Free = ""
    measure: Free | None = None
    baseline: float | None = None
    current: float | None = None
    goal: float | None = None
    direction: Literal["up", "down"] = "down"


class CaseState(Lax):
    """What is known before the report."""

    formulation_summary: Free = ""
    targets: Annotated[tuple[TargetState, ...], Many] = ()
    next_session_plan: Annotated[tuple[Free, ...], Many] = ()
    last_session_outcome: Free = ""


class HomeworkSignal(Lax):
    """What came of the task. `missed_before` counts the times in a row before this one."""

    outcome: Literal["done", "partial", "none", "not_due", "not_set"]
    missed_before: Annotated[int, Field(ge=0)] = 0


class GapSignal(Lax):
    """Days since the last session; whether the pause was agreed, whether there was contact in between."""

    days: Annotated[int, Field(ge=0)]
    planned: bool = False
    contact: bool = False


class RiskSignal(Lax):
    """Danger. `level` 0 to 6; `screened`: a screen has dealt with all of this; `means`: something is at hand."""

    level: Annotated[int, Field(ge=0, le=6)]
    about: Literal["client", "another"] = "client"
    when: Literal["now", "past"] = "now"
    screened: bool = False
    means: bool = False
    safety_plan: bool | None = None
    failed_step: Free | None = None
    recurrence: bool = False


class DisputeSignal(Lax):
    """Two statements; `settled` when somebody has cleared up which holds, or both do."""

    held: Free = ""
    claimed: Free = ""
    settled: bool = False


class AllianceSignal(Lax):
    """Strain between client and therapist; `repaired` when it was talked through in the same session."""

    state: Literal["engaged", "withdrawal", "confrontation", "unknown"]
    repaired: bool = False


class MeasureSignal(Lax):
    """Two values of a measure, in its unit. `least`: the smallest change that counts; else by the measure's name."""

    name: Said
    before: float
    now: float
    direction: Literal["up", "down"] = "down"
    least: Annotated[float, Field(gt=0)] | None = None


class AchievedSignal(Lax):
    """A target that may be at its goal; `kept` when it was so on two occasions or for two weeks."""

    target: Id
    at_goal: bool
    kept: bool = True


class ProblemSignal(Lax):
    """A problem that was told; `known` when targets or formulation hold it, `passing` when it is over already."""

    text: Said
    known: bool = False
    passing: bool = False
    about: Literal["client", "another"] = "client"


class MedicationSignal(Lax):
    """News of medication; `settled` when the prescriber knows and the plan has it already."""

    change: Literal["started", "changed", "stopped", "missed", "none"]
    settled: bool = False
    elevated: bool = False


class LifeEventSignal(Lax):
    """Something in the client's life; `settled` when it was worked through or planned for already."""

    text: Said
    weight: Literal["minor", "major"] = "major"
    settled: bool = False
    about: Literal["client", "another"] = "client"


class ResponseSignal(Lax):
    """The course so far. `by_session` and `least_change` are what the course declares; `change` is for the better."""

    session: Annotated[int, Field(ge=0)]
    by_session: Annotated[int, Field(ge=1)]
    change: float
    least_change: Annotated[float, Field(gt=0)]


class DropoutSignal(Lax):
    """Signs that the client may stay away; `settled` when the client has said that they stay."""

    missed_in_a_row: Annotated[int, Field(ge=0)] = 0
    said: bool = False
    settled: bool = False


class CaseSignals(Lax):
    """What the store would know. A part that is there decides its kind; a kind without one is read from the words."""

    homework: HomeworkSignal | None = None
    gap: GapSignal | None = None
    risk: RiskSignal | None = None
    disputes: Annotated[tuple[DisputeSignal, ...], Many] = ()
    alliance: AllianceSignal | None = None
    measures: Annotated[tuple[MeasureSignal, ...], Many] = ()
    achieved: Annotated[tuple[AchievedSignal, ...], Many] = ()
    new_problems: Annotated[tuple[ProblemSignal, ...], Many] = ()
    medication: MedicationSignal | None = None
    life_events: Annotated[tuple[LifeEventSignal, ...], Many] = ()
    response: ResponseSignal | None = None
    dropout: DropoutSignal | None = None


class PlanCase(Lax):
    """One case with one report."""

    id: Id = "case"
    lang: str | None = None
    state: Annotated[CaseState, BeforeValidator(lambda value: value if value is not None else CaseState())] = (
        CaseState()
    )
    event: Event
    event_detail: Free = ""
    signals: CaseSignals | None = None

    @property
    def language(self) -> Language:
        """Its language. Raises: CaseRefused, for a tag that is not known."""
        return language_given(self.lang, [self.event_detail, self.state.formulation_summary])


def read_plan_case(raw: bytes) -> PlanCase:
    """The case of a file. Raises: CaseRefused."""
    case = read_case(PlanCase, raw)
    check_unique("state.targets", [each.id for each in case.state.targets])
    _ = case.language
    return case
