"""The planner's rules about safety."""

from memory.record.course import PlanVersion, TargetAction
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.state import Target
from memory.state.sufficiency import PlannedTarget, about_safety
from strategies.planning.finding import Finding, sources_of
from strategies.planning.focus import workable
from strategies.planning.inputs import PlanInputs
from strategies.planning.text import EVIDENCE, SMALL, StrategyCode, quoted, words

_ASKS_FOR_A_PLAN = 2
_ASKS_FOR_MEANS_AND_SUPERVISION = 3
_MEDICAL = frozenset({RiskKind.MEDICAL_EMERGENCY, RiskKind.PSYCHOSIS_COMMAND})


def new_alarms(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """One finding for each alarm since the last plan; the same of one turn, told twice, is one."""
    fresh = {(event.session, event.turn, event.level, event.kinds): event for event in inputs.new_risk_events}
    return tuple(
        Finding(
            rule="risk_new",
            agenda=_codes(inputs, max(inputs.risk_level, event.level), event),
            evidence=words(EVIDENCE, "risk_new", inputs.language, what=_event(inputs, event)),
            sources=sources_of(inputs.risk_sources.get(event.id)),
            strategy=StrategyCode.SAFETY_FIRST,
            actions=_paused(inputs, max(inputs.risk_level, event.level)),
        )
        for event in fresh.values()
    )


def _paused(inputs: PlanInputs, level: int) -> tuple[TargetAction, ...]:
    """From a method on, work on anything but safety rests; nothing is closed."""
    if level < _ASKS_FOR_MEANS_AND_SUPERVISION:
        return ()
    return tuple(
        TargetAction(action="keep" if about_safety(_planned(target)) else "pause", target=target.id)
        for target in workable(inputs)
    )


def _planned(target: Target) -> PlannedTarget:
    return PlannedTarget(id=target.id, label=target.label, measure=target.measure, interventions=target.interventions)


def means_near(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Means within reach of somebody in danger: put out of reach, together."""
    if inputs.means_near is None:
        return ()
    finding = Finding(
        rule="means_near",
        agenda=(("means_restriction", ""), ("supervision_flag", "")),
        evidence=words(EVIDENCE, "means_near", inputs.language),
        sources=sources_of(inputs.means_near.source),
    )
    return (finding,)


def risk_before(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """Danger that is known from earlier on: asked about whenever the plan changes, and no reason to change it."""
    if inputs.risk_before is None or inputs.at_risk:
        return ()
    review = (("safety_plan_review", ""),) if inputs.safety_plan else ()
    finding = Finding(
        rule="risk_before",
        agenda=(("risk_screen", ""), *review),
        evidence=words(EVIDENCE, "risk_before", inputs.language),
        sources=sources_of(inputs.risk_before.source),
    )
    return (finding,)


def at_risk_now(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """The latched level, unscreened alarms and the safety plan, as they stand."""
    unscreened = bool(inputs.open_risk_events) or any(
        event.state is RiskEventState.OPEN for event in inputs.new_risk_events
    )
    if inputs.risk_level == 0 and not unscreened:
        return ()
    finding = Finding(
        rule="risk_standing",
        agenda=_codes(inputs, inputs.risk_level, None),
        evidence=words(
            EVIDENCE,
            "risk_standing",
            inputs.language,
            level=inputs.risk_level,
            screen=words(SMALL, "unscreened" if unscreened else "screened", inputs.language),
            plan=words(SMALL, "plan_there" if inputs.safety_plan else "plan_missing", inputs.language),
        ),
        strategy=StrategyCode.SAFETY_FIRST,
    )
    return (finding,)


def crisis_again(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A crisis with the same chain as earlier ones: brought up with the plan that was made then."""
    if inputs.recurrence is None:
        return ()
    review = (("safety_plan_review", ""),) if inputs.safety_plan else ()
    finding = Finding(
        rule="recurrence",
        agenda=(("recurrence_link", quoted(inputs.recurrence.text, inputs.language)), *review),
        evidence=words(EVIDENCE, "recurrence", inputs.language, what=quoted(inputs.recurrence.text, inputs.language)),
        sources=sources_of(inputs.recurrence.source),
    )
    return (finding,)


def plan_step_failed(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A step of the safety plan that was tried and did not help: that step is replaced, not the plan."""
    step = inputs.failed_safety_step
    if step is None:
        return ()
    finding = Finding(
        rule="failed_safety_step",
        agenda=(("safety_plan_review", ""), ("replace_plan_step", quoted(step.text, inputs.language))),
        evidence=words(EVIDENCE, "failed_safety_step", inputs.language, what=quoted(step.text, inputs.language)),
        sources=sources_of(step.source),
    )
    return (finding,)


def _codes(inputs: PlanInputs, level: int, event: RiskEvent | None) -> tuple[tuple[str, str], ...]:
    """Screen always; a plan from active thoughts on (an existing one at any level); means and supervision from 3 on."""
    codes = ["risk_screen"]
    if inputs.safety_plan:
        codes.append("safety_plan_review")
    elif level >= _ASKS_FOR_A_PLAN:
        codes.append("safety_plan_create")
    if level >= _ASKS_FOR_MEANS_AND_SUPERVISION:
        codes += ["means_restriction", "supervision_flag"]
    if event is not None and _MEDICAL & set(event.kinds):
        codes.append("medical_referral")
    return tuple((code, "") for code in codes)


def _event(inputs: PlanInputs, event: RiskEvent) -> str:
    said = words(SMALL, "level", inputs.language, level=event.level, turn=event.turn)
    screen = "screened" if event.state is RiskEventState.SCREENED else "unscreened"
    return said + words(SMALL, "comma", inputs.language) + words(SMALL, screen, inputs.language)
