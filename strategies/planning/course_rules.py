"""The planner's rules about the course itself: time, measures, targets, focus."""

from memory.record.course import PlanVersion, TargetAction
from memory.record.state import Measure
from memory.state.sufficiency import Gap
from strategies.planning.finding import Finding, sources_of
from strategies.planning.focus import MOST_IN_FOCUS, at_goal, movement, newest_step, workable
from strategies.planning.inputs import ExpectedResponse, PlanInputs, Signal
from strategies.planning.reliable import RELIABLE
from strategies.planning.text import EVIDENCE, StrategyCode, number, quoted, words

GAP_DAYS = 21
"""From three weeks without contact on, a session begins with looking back together."""

NAMES = {"phq9": "PHQ-9", "gad7": "GAD-7"}
"""Instruments whose responses the store keeps, as people write them."""


def long_gap(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A long time without contact: look back together and measure again."""
    days = inputs.days_since_contact
    agenda = (("bridge_recap", ""), ("remeasure", ""))
    if days is not None and days >= GAP_DAYS:
        return (Finding(rule="gap", agenda=agenda, evidence=words(EVIDENCE, "gap", inputs.language, days=days)),)
    if inputs.gap_told is None:
        return ()
    return (Finding(rule="gap", agenda=agenda, evidence=words(EVIDENCE, "gap_told", inputs.language)),)


def worse_told(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A worsening that a report tells of, without the responses behind it."""
    if inputs.worsened is None:
        return ()
    finding = Finding(
        rule="measure_worsening",
        agenda=(
            ("risk_screen", ""),
            ("remeasure", ""),
            ("reprioritise_agenda", ""),
            ("reformulate", ""),
        ),
        evidence=words(EVIDENCE, "worsened", inputs.language, what=quoted(inputs.worsened.text, inputs.language)),
        sources=sources_of(inputs.worsened.source),
        actions=tuple(
            TargetAction(action="step_back", target=target.id)
            for target in workable(inputs)
            if target.id in inputs.worsened_targets
        ),
        strategy=StrategyCode.STABILISE,
        refocus=True,
    )
    return (finding,)


def measures_moved(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A reliable change of an instrument since the response before: worse first, then better."""
    findings: list[Finding] = []
    for instrument, name in NAMES.items():
        least, pair = RELIABLE[instrument], _newest_pair(inputs, instrument)
        if pair is None or abs(pair[1].total - pair[0].total) < least:
            continue
        worse = pair[1].total > pair[0].total
        touched = tuple(target.id for target in workable(inputs) if target.measure == instrument)
        findings.append(
            Finding(
                rule="measure_worsening" if worse else "measure_improved",
                agenda=(("risk_screen", ""), ("remeasure", name), ("reprioritise_agenda", ""))
                if worse
                else (("consolidate", name),),
                evidence=words(
                    EVIDENCE,
                    "measure_worse" if worse else "measure_better",
                    inputs.language,
                    name=name,
                    before=number(pair[0].total),
                    now=number(pair[1].total),
                    rci=number(least),
                ),
                actions=tuple(TargetAction(action="step_back" if worse else "advance", target=id_) for id_ in touched),
                strategy=StrategyCode.STABILISE if worse else StrategyCode.CONSOLIDATE,
                refocus=worse,
            )
        )
    return tuple(sorted(findings, key=lambda finding: finding.rule, reverse=True))


def targets_moved(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A change that matters in a target's own values: worse first, then better."""
    findings: list[Finding] = []
    for target in workable(inputs):
        step = newest_step(target, inputs.series.get(target.id))
        moved = 0 if step is None else movement(target, step)
        if step is None or moved == 0:
            continue
        worse = moved < 0
        findings.append(
            Finding(
                rule="target_worse" if worse else "target_better",
                agenda=((("reprioritise_agenda" if worse else "consolidate"), target.label),),
                evidence=words(
                    EVIDENCE,
                    "target_worse" if worse else "target_better",
                    inputs.language,
                    name=target.label,
                    before=number(step[0]),
                    now=number(step[1]),
                ),
                actions=(TargetAction(action="step_back" if worse else "advance", target=target.id),),
                strategy=StrategyCode.STABILISE if worse else StrategyCode.CONSOLIDATE,
                refocus=worse,
            )
        )
    return tuple(sorted(findings, key=lambda finding: finding.rule, reverse=True))


def no_response(inputs: PlanInputs, previous: PlanVersion | None) -> tuple[Finding, ...]:
    """The fall that the course declares has not come by its session: look at the case again."""
    if inputs.stalled is not None:
        return (_stalled(inputs, previous, inputs.stalled),)
    due: dict[str, ExpectedResponse] = {}
    for each in sorted(inputs.expected, key=lambda each: each.by_session):
        if each.by_session <= inputs.session_n:
            due[each.instrument] = each
    focus = () if previous is None else previous.focus
    findings = [_not_answered(inputs, each, focus) for each in due.values()]
    return tuple(finding for finding in findings if finding is not None)


def _not_answered(inputs: PlanInputs, expected: ExpectedResponse, focus: tuple[str, ...]) -> Finding | None:
    """What is missing from one declared response; none when it came, or nothing was measured."""
    totals = [measure.total for measure in inputs.measures if measure.instrument == expected.instrument]
    if not totals:
        return None
    gained = totals[-1] - totals[0] if expected.upwards else totals[0] - totals[-1]
    if gained >= expected.min_fall:
        return None
    return Finding(
        rule="no_response",
        agenda=(("reformulate", ""), ("supervision_flag", "")),
        evidence=words(
            EVIDENCE,
            "no_response_up" if expected.upwards else "no_response",
            inputs.language,
            name=NAMES.get(expected.instrument, expected.instrument),
            before=number(totals[0]),
            now=number(totals[-1]),
            by=expected.by_session,
            fall=number(expected.min_fall),
        ),
        actions=tuple(TargetAction(action="change_intervention", target=id_) for id_ in focus),
        strategy=StrategyCode.REFORMULATE,
        refocus=True,
    )


def _stalled(inputs: PlanInputs, previous: PlanVersion | None, told: Signal) -> Finding:
    """No response, as a report tells it."""
    return Finding(
        rule="no_response",
        agenda=(("reformulate", ""), ("supervision_flag", ""), ("remeasure", "")),
        evidence=words(EVIDENCE, "stalled", inputs.language, what=quoted(told.text, inputs.language)),
        sources=sources_of(told.source),
        actions=tuple(
            TargetAction(action="change_intervention", target=id_)
            for id_ in (() if previous is None else previous.focus)
        ),
        strategy=StrategyCode.REFORMULATE,
        refocus=True,
    )


def goals_reached(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """A target whose value is at its goal: hold the gain, and propose closing it."""
    return tuple(
        Finding(
            rule="target_at_goal",
            agenda=(("consolidate", target.label), ("relapse_prevention", "")),
            evidence=words(EVIDENCE, "target_at_goal", inputs.language, name=target.label, goal=number(target.goal))
            if target.goal is not None
            else words(EVIDENCE, "target_done", inputs.language, name=target.label),
            actions=(TargetAction(action="close", target=target.id),),
            strategy=StrategyCode.CONSOLIDATE,
            refocus=True,
        )
        for target in workable(inputs)
        if at_goal(target) or target.id in inputs.achieved
    )


def targets_fall_short(inputs: PlanInputs, _: PlanVersion | None) -> tuple[Finding, ...]:
    """The largest gap of the targets, as an item of the agenda; danger that no target is about is asked about first."""
    gap = inputs.gap
    if gap is None:
        return ()
    danger = gap.code is Gap.RISK_WITHOUT_SAFETY_TARGET
    finding = Finding(
        rule="safety_target_gap" if danger else "target_gap",
        agenda=((("risk_screen", ""),) if danger else ()) + (("target_gap", gap.text),),
        evidence=words(EVIDENCE, "target_gap", inputs.language, what=gap.text),
    )
    return (finding,)


def focus_shifted(inputs: PlanInputs, previous: PlanVersion | None) -> tuple[Finding, ...]:
    """A target in focus that rests now, or room in the focus and an agreed target to fill it."""
    if previous is None:
        return ()
    able = {target.id: target for target in workable(inputs)}
    labels = {target.id: target.label for target in inputs.targets}
    gone = [id_ for id_ in previous.focus if id_ not in able]
    if gone:
        return tuple(
            Finding(
                rule="focus_closed",
                agenda=(),
                evidence=words(EVIDENCE, "focus_closed", inputs.language, name=labels.get(id_, id_)),
                refocus=True,
            )
            for id_ in gone
        )
    waiting = [target for target in able.values() if target.id not in previous.focus]
    if len(previous.focus) >= MOST_IN_FOCUS or not waiting:
        return ()
    finding = Finding(
        rule="focus_open",
        agenda=(),
        evidence=words(EVIDENCE, "focus_open", inputs.language, name=waiting[0].label),
        refocus=True,
    )
    return (finding,)


def _newest_pair(inputs: PlanInputs, instrument: str) -> tuple[Measure, Measure] | None:
    """The newest response and the one before the new ones, when there is a new one of this instrument."""
    kept = len(inputs.measures) - inputs.new_measures
    old = [measure for measure in inputs.measures[:kept] if measure.instrument == instrument]
    new = [measure for measure in inputs.measures[kept:] if measure.instrument == instrument]
    return (old[-1], new[-1]) if old and new else None
