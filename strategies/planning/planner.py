"""What the next session is for, and whether that differs from the last plan. Pure: signals in, a draft out.

Rules (`strategies.planning.rules`) say what speaks for a change; here their findings become an agenda, a strategy, a
focus, proposals about targets and the difference from the last version. Two things are defects and cannot happen by
construction: a plan that changes without a reason, and one that stays as it is when a reason came.
"""

from dataclasses import dataclass
from datetime import datetime

from memory.record.course import AgendaItem, Origin, PlanReason, PlanVersion, TargetAction
from memory.record.identity import Language, Scope
from memory.record.state import Target
from strategies.planning.finding import Finding, was_reason
from strategies.planning.focus import Focus, choose_focus, kept_focus
from strategies.planning.inputs import PlanInputs
from strategies.planning.rules import LASTING, QUIET, RULES, STANDING, settled
from strategies.planning.text import (
    EVIDENCE,
    SMALL,
    STRATEGIES,
    StrategyCode,
    agenda_text,
    number,
    strategy_of,
    words,
)

_IN_CRISIS = frozenset({"keep", "pause", "step_back"})
"""All that may be proposed about a target while risk is up: nothing is closed, pushed on or begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan version without its identity; `plan_version` gives it one.

    `changed` is empty exactly when `replanned` is false: for the first plan of an episode, and when nothing warranted a
    change (then the agenda is what stands anyway, and `continue_plan`; strategy, focus and expectation are the last
    version's).
    """

    agenda: tuple[AgendaItem, ...]
    strategy: str
    focus: tuple[str, ...]
    expected: str
    target_actions: tuple[TargetAction, ...]
    reasons: tuple[PlanReason, ...]
    changed: tuple[str, ...] = ()
    replanned: bool = False


def plan_next(inputs: PlanInputs, previous: PlanVersion | None) -> PlanDraft:
    """The plan for the next session."""
    findings = [finding for rule in RULES for finding in rule.find(inputs, previous)]
    if previous is None:
        return _first(inputs, findings)
    standing = [finding for finding in findings if finding.rule in STANDING | LASTING]
    ended = settled(inputs, previous, findings)
    news = [finding for finding in findings if _is_news(finding, previous)]
    if ended is not None:
        findings.append(ended)
        news.append(ended)
    if not news:
        return _unchanged(inputs, previous, standing)
    return _replanned(inputs, previous, findings, news)


def _is_news(finding: Finding, previous: PlanVersion) -> bool:
    """Whether a finding warrants a change, being what it is and not having been a reason of the last version."""
    if finding.rule in QUIET:
        return False
    if finding.rule in LASTING:
        return not was_reason(previous, finding.rule)
    told = {(reason.rule, reason.evidence) for reason in previous.reasons}
    return finding.rule not in STANDING or (finding.rule, finding.evidence) not in told


def plan_version(
    draft: PlanDraft,
    *,
    scope: Scope,
    id: str,  # noqa: A002 - the record's own word
    episode: str,
    n: int,
    created_at: datetime,
    after_session: str | None,
) -> PlanVersion:
    """The draft as a record."""
    return PlanVersion(
        tenant=scope.tenant,
        patient=scope.patient,
        id=id,
        episode=episode,
        n=n,
        created_at=created_at,
        after_session=after_session,
        agenda=draft.agenda,
        strategy=draft.strategy,
        focus=draft.focus,
        expected=draft.expected,
        target_actions=draft.target_actions,
        reasons=draft.reasons,
        changed=draft.changed,
        replanned=draft.replanned,
    )


def _first(inputs: PlanInputs, findings: list[Finding]) -> PlanDraft:
    focus = choose_focus(inputs)
    strategy = _strategy(findings) or StrategyCode.STEADY
    opening = PlanReason(rule="first", evidence=words(EVIDENCE, "first", inputs.language))
    return PlanDraft(
        agenda=_agenda(inputs, findings, focus.targets),
        strategy=words(STRATEGIES, strategy, inputs.language),
        focus=focus.targets,
        expected=_expected(inputs, focus.targets),
        target_actions=_actions(inputs, findings, focus.targets),
        reasons=(opening, *_reasons(findings), focus.reason),
    )


def _unchanged(inputs: PlanInputs, previous: PlanVersion, standing: list[Finding]) -> PlanDraft:
    focus = kept_focus(inputs, previous.focus)
    steady = PlanReason(rule="steady", evidence=words(EVIDENCE, "steady", inputs.language))
    return PlanDraft(
        agenda=_agenda(inputs, standing, focus.targets, going_on=True),
        strategy=previous.strategy,
        focus=previous.focus,
        expected=previous.expected,
        target_actions=_actions(inputs, standing, focus.targets),
        reasons=(*_reasons(standing), steady, focus.reason),
    )


def _replanned(inputs: PlanInputs, previous: PlanVersion, findings: list[Finding], news: list[Finding]) -> PlanDraft:
    anew = any(finding.refocus for finding in news)
    focus: Focus = choose_focus(inputs) if anew else kept_focus(inputs, previous.focus)
    strategy = _next_strategy(findings, news, previous)
    agenda = _agenda(inputs, findings, focus.targets)
    text = previous.strategy if strategy is None else words(STRATEGIES, strategy, inputs.language)
    return PlanDraft(
        agenda=agenda,
        strategy=text,
        focus=focus.targets,
        expected=_expected(inputs, focus.targets),
        target_actions=_actions(inputs, findings, focus.targets),
        reasons=(*_reasons(findings), focus.reason),
        changed=_difference(previous, news, agenda=agenda, focus=focus.targets, strategy=text),
        replanned=True,
    )


def _agenda(
    inputs: PlanInputs, findings: list[Finding], focus: tuple[str, ...], *, going_on: bool = False
) -> tuple[AgendaItem, ...]:
    """One item a code, in the order of the rules, risk first; the details of findings that share a code are joined."""
    details: dict[str, list[str]] = {}
    origins: dict[str, Origin] = {}
    for finding in findings:
        for code, detail in finding.agenda:
            said = details.setdefault(code, [])
            if detail and detail not in said:
                said.append(detail)
            origins.setdefault(code, finding.origin)
    if inputs.safety_plan and "safety_plan_create" in details:
        details.setdefault("safety_plan_review", []).extend(details.pop("safety_plan_create"))
        origins.setdefault("safety_plan_review", Origin.RULE)
    if inputs.at_risk:
        details.setdefault("risk_screen", [])
    codes = sorted(details, key=lambda code: code != "risk_screen")
    if (going_on or not codes) and "continue_plan" not in codes:
        codes.append("continue_plan")
        names = _names(inputs, focus)
        details["continue_plan"] = [names] if names else []
    return tuple(
        AgendaItem(
            code=code,
            text=agenda_text(code, inputs.language, tuple(details[code])),
            origin=origins.get(code, Origin.RULE),
        )
        for code in codes
    )


def _names(inputs: PlanInputs, focus: tuple[str, ...]) -> str:
    labels = {target.id: target.label for target in inputs.targets}
    return words(SMALL, "comma", inputs.language).join(labels[id_] for id_ in focus if id_ in labels)


def _strategy(findings: list[Finding]) -> StrategyCode | None:
    return next((finding.strategy for finding in findings if finding.strategy is not None), None)


def _next_strategy(findings: list[Finding], news: list[Finding], previous: PlanVersion) -> StrategyCode | None:
    """The first strategy that a rule asks for; else steady, when news ends what the present one was for; else none."""
    wanted = _strategy(findings)
    if wanted is not None:
        return wanted
    present = strategy_of(previous.strategy)
    ends = present is not None and any(present in finding.ends for finding in news)
    return StrategyCode.STEADY if ends else None


def _actions(inputs: PlanInputs, findings: list[Finding], focus: tuple[str, ...]) -> tuple[TargetAction, ...]:
    """At most one proposal a target: the first rule's. While risk is up only what leaves a target where it is."""
    chosen: dict[str, TargetAction] = {}
    for finding in findings:
        for action in finding.actions:
            safe = not inputs.at_risk or action.action in _IN_CRISIS
            chosen.setdefault(action.target, action if safe else TargetAction(action="keep", target=action.target))
    for target in focus:
        chosen.setdefault(target, TargetAction(action="keep", target=target))
    known = {target.id for target in inputs.targets}
    return tuple(action for action in chosen.values() if action.target in known or action.action == "add")


def _reasons(findings: list[Finding]) -> tuple[PlanReason, ...]:
    return tuple(PlanReason(rule=f.rule, evidence=f.evidence, sources=f.sources) for f in findings)


def _expected(inputs: PlanInputs, focus: tuple[str, ...]) -> str:
    """What should have moved by the next session: a step of the size that matters, not beyond the goal."""
    lines = [words(SMALL, "expected_risk", inputs.language)] if inputs.at_risk else []
    by_id = {target.id: target for target in inputs.targets}
    lines += [_step(by_id[id_], inputs.language) for id_ in focus if id_ in by_id]
    return words(SMALL, "next", inputs.language).join(lines or [words(SMALL, "expected_none", inputs.language)])


def _step(target: Target, language: Language) -> str:
    now = target.current if target.current is not None else target.baseline
    if now is None or target.goal is None:
        return words(SMALL, "expected_unmeasured", language, name=target.label)
    left = target.goal - now
    size = target.mcid if target.mcid is not None else abs(left) / 4
    step = target.goal if abs(left) <= size else now + size * (1 if left > 0 else -1)
    return words(
        SMALL,
        "expected",
        language,
        name=target.label,
        now=number(now),
        step=number(round(step, 1)),
        goal=number(target.goal),
    )


def _difference(
    previous: PlanVersion,
    news: list[Finding],
    *,
    agenda: tuple[AgendaItem, ...],
    focus: tuple[str, ...],
    strategy: str,
) -> tuple[str, ...]:
    """One line a difference: + new item, - item gone, ~ item that a new reason asks for again; focus; strategy."""
    before = [item.code for item in previous.agenda]
    now = [item.code for item in agenda]
    renewed = {code for finding in news for code, _ in finding.agenda}
    lines = [f"+ {code}" for code in now if code not in before]
    lines += [f"~ {code}" for code in now if code in before and code in renewed]
    lines += [f"- {code}" for code in before if code not in now]
    lines += [f"+ focus {target}" for target in focus if target not in previous.focus]
    lines += [f"- focus {target}" for target in previous.focus if target not in focus]
    if strategy != previous.strategy:
        lines.append(f"~ strategy: {strategy}")
    return tuple(lines or [f"~ {finding.evidence}" for finding in news])
