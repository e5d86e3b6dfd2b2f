"""The planner's rules, in the order of their weight: what each one looks for, and what it asks of the next session.

A rule reads the signals and gives its findings. Most rules look at news: they can speak only once about the same thing,
because the caller hands in only what is new. Those in `STANDING` look at how things stand; they warrant a change when
their evidence was not already a reason of the last version, and again when it no longer holds (`settled`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from memory.record.course import PlanVersion
from strategies.course.plan_course import (
    focus_shifted,
    goals_reached,
    long_gap,
    measures_moved,
    no_response,
    targets_moved,
)
from strategies.course.plan_finding import Finding
from strategies.course.plan_inputs import PlanInputs
from strategies.course.plan_reports import (
    alliance,
    facts_changed,
    facts_disputed,
    homework_reported,
    instructed,
    life_happened,
    may_not_return,
    medication_changed,
    mood_elevated,
    problems_told,
)
from strategies.course.plan_risk import at_risk_now, crisis_again, new_alarms, plan_step_failed
from strategies.course.plan_text import EVIDENCE, RULE_NAMES, SMALL, StrategyCode, words

Find = Callable[[PlanInputs, PlanVersion | None], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: what it is about, and what finds it."""

    id: str
    find: Find


STANDING = frozenset({"risk_standing", "fact_disputed", "no_response", "target_at_goal"})

RULES: tuple[Rule, ...] = (
    Rule(id="risk_new", find=new_alarms),
    Rule(id="risk_standing", find=at_risk_now),
    Rule(id="recurrence", find=crisis_again),
    Rule(id="failed_safety_step", find=plan_step_failed),
    Rule(id="clinician_instruction", find=instructed),
    Rule(id="rupture", find=alliance),
    Rule(id="dropout_risk", find=may_not_return),
    Rule(id="elevated_mood", find=mood_elevated),
    Rule(id="medication_change", find=medication_changed),
    Rule(id="gap", find=long_gap),
    Rule(id="measures", find=measures_moved),
    Rule(id="targets_moved", find=targets_moved),
    Rule(id="no_response", find=no_response),
    Rule(id="life_event", find=life_happened),
    Rule(id="new_problem", find=problems_told),
    Rule(id="fact_changed", find=facts_changed),
    Rule(id="fact_disputed", find=facts_disputed),
    Rule(id="homework", find=homework_reported),
    Rule(id="target_at_goal", find=goals_reached),
    Rule(id="focus", find=focus_shifted),
)

_ENDS = {
    "risk_standing": (StrategyCode.SAFETY_FIRST,),
    "no_response": (StrategyCode.REFORMULATE,),
    "target_at_goal": (StrategyCode.CONSOLIDATE,),
}


def settled(inputs: PlanInputs, previous: PlanVersion, findings: list[Finding]) -> Finding | None:
    """What was a standing reason of the last version and holds no more; none when everything still holds."""
    still = {finding.rule for finding in findings}
    gone = sorted({reason.rule for reason in previous.reasons if reason.rule in STANDING} - still)
    if not gone:
        return None
    names = words(SMALL, "comma", inputs.language).join(words(RULE_NAMES, rule, inputs.language) for rule in gone)
    return Finding(
        rule="settled",
        agenda=(),
        evidence=words(EVIDENCE, "settled", inputs.language, what=names),
        ends=frozenset(code for rule in gone for code in _ENDS.get(rule, ())),
        refocus="target_at_goal" in gone,
    )
