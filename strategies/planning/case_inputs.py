"""A case with what was heard of it, as the planner's inputs and the plan that stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from memory.record.course import AgendaItem, Origin, PlanVersion
from memory.record.identity import Language
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.state import Direction, Target, TargetStatus
from strategies.planning.hearing_numbers import target_of
from strategies.planning.hearing_signs import sign_in
from strategies.planning.inputs import AllianceState, HomeworkNews, MedicationChange, MedicationNews, PlanInputs, Signal
from strategies.planning.plan_case import Event, PlanCase, TargetState
from strategies.planning.report import Heard, Report, Sign
from strategies.planning.risk_wording import DangerState, dangers
from strategies.planning.text import STRATEGIES, StrategyCode, agenda_text, words
from strategies.risk.latch import tier_of

_WHEN = datetime(2000, 1, 1, tzinfo=UTC)
"""Cases have no clock; nothing is read from this moment."""

_ASKED_AGAIN = frozenset(
    {
        Event.SESSION_GAP,
        Event.MEASURE_WORSENING,
        Event.LIFE_EVENT,
        Event.DROPOUT_RISK,
        Event.MEDICATION_CHANGE,
        Event.NEW_PROBLEM,
        Event.NO_RESPONSE,
        Event.RUPTURE,
    }
)
"""Where a plan changes for one of these, danger that was told before is asked about again."""

_BODILY = frozenset(
    {Event.NO_RESPONSE, Event.NEW_PROBLEM, Event.MEDICATION_CHANGE, Event.MEASURE_WORSENING, Event.NEW_CRISIS}
)
_FLOODED = frozenset({Event.NEW_PROBLEM, Event.LIFE_EVENT, Event.MEASURE_WORSENING, Event.NEW_CRISIS})


def standing_plan(case: PlanCase) -> PlanVersion:
    """The plan that the case comes with: to go on, with its first two targets in focus."""
    item = AgendaItem(code="continue_plan", text=agenda_text("continue_plan", case.language), origin=Origin.CASE)
    return PlanVersion(
        tenant="case",
        patient="case",
        id="case",
        episode="case",
        n=1,
        created_at=_WHEN,
        agenda=(item,),
        strategy=words(STRATEGIES, StrategyCode.STEADY, case.language),
        focus=tuple(target.id for target in case.state.targets[:2]),
        expected="",
    )


def inputs_of(case: PlanCase, told: Heard) -> PlanInputs:
    """The planner's inputs: every report that warrants a change, and the signs beside them."""
    reports = {report.kind: report for report in told.warranted()}
    inputs = PlanInputs(
        language=case.language,
        session_n=1,
        targets=tuple(_target(target) for target in case.state.targets),
        safety_plan=told.safety_plan,
    )
    for kind, report in reports.items():
        inputs = _with(inputs, kind, report, case)
    return _with_signs(inputs, case, told, frozenset(reports))


def _with(inputs: PlanInputs, kind: Event, report: Report, case: PlanCase) -> PlanInputs:  # noqa: C901 - a row each
    signal = Signal(text=report.quote or kind.value)
    match kind:
        case Event.MISSED_HOMEWORK:
            again = Sign.AGAIN in report.signs or bool(sign_in(case.event_detail, Sign.AGAIN))
            return replace(inputs, homework_told=HomeworkNews(too_much=again))
        case Event.SESSION_GAP:
            return replace(inputs, gap_told=signal)
        case Event.NEW_CRISIS:
            return _with_crisis(inputs, report)
        case Event.CONTRADICTING_FACT:
            rests = bool(sign_in(case.event_detail, Sign.REFORMULATE)) or _shares(
                report.quote, case.state.formulation_summary
            )
            return replace(inputs, dispute_told=signal, reformulation=signal if rests else None)
        case Event.RUPTURE:
            return replace(inputs, alliance=_strain(report))
        case Event.TARGET_ACHIEVED:
            target = report.target or _id(target_of(case, report.quote)) or _id(_best(case))
            return replace(inputs, achieved=(target,) if target is not None else ())
        case Event.MEASURE_WORSENING:
            target = report.target or _id(target_of(case, report.quote))
            return replace(inputs, worsened=signal, worsened_targets=(target,) if target is not None else ())
        case Event.NEW_PROBLEM:
            return replace(inputs, new_problems=(signal,))
        case Event.MEDICATION_CHANGE:
            ended = Sign.STOPPED in report.signs or bool(sign_in(case.event_detail, Sign.STOPPED))
            news = MedicationNews.STOPPED if ended else MedicationNews.CHANGED
            return replace(inputs, medication=MedicationChange(news=news, text=report.quote))
        case Event.LIFE_EVENT:
            return replace(inputs, life_events=(signal,))
        case Event.NO_RESPONSE:
            return replace(inputs, stalled=signal)
        case Event.DROPOUT_RISK:
            return replace(inputs, dropout=signal)


def _with_crisis(inputs: PlanInputs, report: Report) -> PlanInputs:
    signal = Signal(text=report.quote)
    level = max(report.level, 2)
    event = RiskEvent(
        tenant="case",
        patient="case",
        id="report",
        session="case",
        turn=0,
        tier=tier_of(level),
        level=level,
        kinds=(RiskKind.MEDICAL_EMERGENCY,) if Sign.MEDICAL in report.signs else (RiskKind.ACTIVE_IDEATION,),
        layers=("report",),
        why="",
        state=RiskEventState.OPEN,
        at=_WHEN,
    )
    return replace(
        inputs,
        new_risk_events=(event,),
        means_near=signal if Sign.MEANS in report.signs else None,
        recurrence=signal if Sign.RECURRENCE in report.signs else None,
        failed_safety_step=signal if Sign.FAILED_STEP in report.signs and inputs.safety_plan else None,
    )


def _with_signs(inputs: PlanInputs, case: PlanCase, told: Heard, kinds: frozenset[Event]) -> PlanInputs:
    """Signs beside a report. A high mood speaks for itself; the others only where something warrants a change."""

    def said(sign: Sign) -> Signal | None:
        return Signal(text=told.signs[sign]) if sign in told.signs else None

    inputs = replace(inputs, elevated_mood=said(Sign.ELEVATED))
    if not kinds:
        return inputs
    before = Signal(text="state") if kinds & _ASKED_AGAIN and danger_before(case, told) else None
    return replace(
        inputs,
        risk_before=before,
        medication_ended=said(Sign.WITHDRAWAL) if kinds & {Event.MEDICATION_CHANGE, Event.NEW_PROBLEM} else None,
        bipolar_signs=said(Sign.BIPOLAR),
        bodily_signs=said(Sign.MEDICAL) if kinds & _BODILY else None,
        overwhelmed=said(Sign.OVERWHELMED) if kinds & _FLOODED else None,
    )


def danger_before(case: PlanCase, told: Heard) -> bool:
    """Whether the state tells of danger that is the client's: then it is asked about whenever the plan changes."""
    texts = (case.state.formulation_summary, case.state.last_session_outcome, *(t.label for t in case.state.targets))
    counting = (DangerState.PRESENT, DangerState.HANDLED, DangerState.PAST)
    return told.safety_plan or any(danger.state in counting for text in texts for danger in dangers(text))


_STATES: Mapping[str, AllianceState] = MappingProxyType({each.value: each for each in AllianceState})


def _strain(report: Report) -> AllianceState:
    return _STATES.get(report.quote, AllianceState.CONFRONTATION)


def _target(given: TargetState) -> Target:
    """A target of a case: agreed by a clinician (decision 18)."""
    return Target(
        tenant="case",
        patient="case",
        id=given.id,
        label=given.label or given.id,
        problem=None,
        mechanism=None,
        measure=given.measure,
        direction=Direction(given.direction),
        status=TargetStatus.ACTIVE,
        created_at=_WHEN,
        origin=Origin.CASE,
        baseline=given.baseline,
        current=given.current,
    )


def _id(target: TargetState | None) -> str | None:
    return target.id if target is not None else None


def _best(case: PlanCase) -> TargetState | None:
    """The target that has moved furthest, else the first."""
    moved = [each for each in case.state.targets if each.baseline is not None and each.current is not None]
    return max(moved, key=_gained, default=case.state.targets[0] if case.state.targets else None)


def _gained(target: TargetState) -> float:
    if target.baseline is None or target.current is None:
        return 0.0
    gain = target.current - target.baseline if target.direction == "up" else target.baseline - target.current
    return gain / (abs(target.baseline) or 1.0)


def _shares(quote: str, summary: str) -> bool:
    """Whether a contradiction is about what the formulation says: two words in common (Chinese: three characters)."""
    if case_language(quote) is Language.ZH:
        return any(quote[i : i + 3] in summary for i in range(len(quote) - 2) if "\u4e00" <= quote[i] <= "\u9fff")
    own = {word for word in quote.lower().split() if len(word) > 4}
    return len(own & set(summary.lower().split())) >= 2


def case_language(text: str) -> Language:
    """The language of a text, by its letters."""
    return Language.ZH if any("\u4e00" <= letter <= "\u9fff" for letter in text) else Language.EN
