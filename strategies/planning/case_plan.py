"""The plan for the next session of a case: what was heard, decided by the planner's rules, as it is put out."""

import re
from dataclasses import dataclass

from memory.record.course import TargetAction
from strategies.planning.case_inputs import inputs_of, standing_plan
from strategies.planning.hearing import heard
from strategies.planning.plan_case import PlanCase
from strategies.planning.planner import PlanDraft, plan_next
from strategies.planning.report import Heard
from strategies.planning.signals_heard import with_signals
from strategies.planning.text import EVIDENCE, agenda_text, words


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReason:
    """A rule that fired (or `nothing_warrants_change`), and what it saw."""

    rule: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAction:
    """A proposal about one target."""

    action: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePlan:
    """The answer of `throughline plan next`. `changed` says what differs from going on, one line a difference."""

    id: str
    replan: bool
    agenda: tuple[str, ...]
    target_actions: tuple[CaseAction, ...]
    reasons: tuple[CaseReason, ...]
    plan: tuple[str, ...]
    changed: tuple[str, ...] = ()


_NEVER_CARRIED = re.compile(
    r"\b(?:dose|dosage|\d+\s*mg|taper\w*|(?:stop|discontinue|come\s+off|reduce|increase|halve|double|"
    r"adjust)\s+(?:\w+\s+){0,3}?(?:medication|meds|tablets|pills|antidepressant\w*|ssri|sertraline|fluoxetine|"
    r"lithium|escitalopram|benzodiazepine\w*))\b|剂量|毫克|(?:停|减|加|换|调整?)(?:用|少|量)?(?:\w{0,3})药",
    re.IGNORECASE,
)
_MAKES_A_SAFETY_PLAN = re.compile(
    r"(?:make|create|write|build|draw\s+up|develop|start|prepare|complete|set\s+up)\s+(?:\w+\s+){0,3}?(?:safety|"
    r"crisis)\s+plan|(?:制定|建立|编写|拟定|新建|做)(?:\w{0,4})(?:安全|危机)(?:应对)?计划",
    re.IGNORECASE,
)


def plan_for(case: PlanCase) -> CasePlan:
    """The plan by rules alone."""
    return plan_from(case, heard_of(case))


def heard_of(case: PlanCase) -> Heard:
    """What the case's words and signals tell."""
    return with_signals(case, heard(case))


def plan_from(case: PlanCase, told: Heard) -> CasePlan:
    """The plan that follows from what was heard."""
    draft = plan_next(inputs_of(case, told), standing_plan(case))
    if not draft.replanned:
        return _unchanged(case, told)
    reasons = [
        CaseReason(rule=reason.rule, evidence=reason.evidence) for reason in draft.reasons if reason.rule != "focus"
    ]
    reasons += _set_aside(told)
    return CasePlan(
        id=case.id,
        replan=True,
        agenda=tuple(item.code for item in draft.agenda),
        target_actions=_actions(case, draft),
        reasons=tuple(reasons),
        plan=(*(item.text for item in draft.agenda), *_carried(case, draft, told)),
        changed=draft.changed,
    )


def _unchanged(case: PlanCase, told: Heard) -> CasePlan:
    steady = words(EVIDENCE, "steady", case.language)
    lines = tuple(line for line in case.state.next_session_plan if line) or (
        agenda_text("continue_plan", case.language),
    )
    return CasePlan(
        id=case.id,
        replan=False,
        agenda=("continue_plan",),
        target_actions=tuple(CaseAction(action="keep", target=target.id) for target in case.state.targets),
        reasons=(CaseReason(rule="nothing_warrants_change", evidence=steady), *_set_aside(told)),
        plan=tuple(line for line in lines if not _NEVER_CARRIED.search(line)),
    )


def _set_aside(told: Heard) -> list[CaseReason]:
    """Reports that were read and warrant nothing, with what says so."""
    return [
        CaseReason(rule=f"{report.kind.value}_not_warranted", evidence=report.why)
        for report in told.reports.values()
        if not report.warranted and report.why
    ]


def _actions(case: PlanCase, draft: PlanDraft) -> tuple[CaseAction, ...]:
    """At most one proposal a target; a target without one is kept."""
    chosen = {action.target: action for action in draft.target_actions}
    for target in case.state.targets:
        chosen.setdefault(target.id, TargetAction(action="keep", target=target.id))
    return tuple(CaseAction(action=each.action, target=each.target) for each in chosen.values())


def _carried(case: PlanCase, draft: PlanDraft, told: Heard) -> list[str]:
    """What was planned already and still fits: nothing in a crisis, no dose, no second safety plan."""
    if any(item.code == "risk_screen" for item in draft.agenda) and any(r.rule == "risk_new" for r in draft.reasons):
        return []
    return [
        line
        for line in case.state.next_session_plan
        if line and not _NEVER_CARRIED.search(line) and not (told.safety_plan and _MAKES_A_SAFETY_PLAN.search(line))
    ]
