"""The planner's rules, in the order of their weight: what each one looks for, and what it asks of the next session.

A rule reads the signals and gives its findings. Most rules look at news: they can speak only once about the same thing,
because the caller hands in only what is new. Those in `STANDING` look at how things stand; they warrant a change when
their evidence was not already a reason of the last version, and again when it no longer holds (`settled`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from memory.record.course import PlanVersion
from strategies.planning.course_rules import (
    GAP_DAYS,
    focus_shifted,
    goals_reached,
    long_gap,
    measures_moved,
    no_response,
    targets_fall_short,
    targets_moved,
    worse_told,
)
from strategies.planning.finding import Finding
from strategies.planning.inputs import PlanInputs
from strategies.planning.report_rules import (
    alliance,
    dispute_told,
    facts_changed,
    facts_disputed,
    homework_reported,
    homework_told,
    instructed,
    life_happened,
    may_not_return,
    medication_changed,
    mood_elevated,
    problems_told,
    signs_told,
)
from strategies.planning.risk_rules import (
    at_risk_now,
    crisis_again,
    means_near,
    new_alarms,
    plan_step_failed,
    risk_before,
)
from strategies.planning.text import EVIDENCE, RULE_NAMES, SMALL, StrategyCode, words

Find = Callable[[PlanInputs, PlanVersion | None], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: its name, when it speaks, the agenda codes and proposals it may give, what finds it.

    `names` are the rules that its findings carry as their reason, when they are finer than `id`.
    """

    id: str
    when: str
    agenda: tuple[str, ...]
    find: Find
    actions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


STANDING = frozenset({"risk_standing", "fact_disputed", "no_response", "target_at_goal"})
QUIET = frozenset({"risk_before", "target_gap"})
"""Rules that join a change and never are its reason."""

LASTING = frozenset({"target_gap", "safety_target_gap"})
"""Rules that stay on the agenda of a plan that goes on unchanged; at most the first version that has one changes."""

_SAFETY = ("risk_screen", "safety_plan_review", "safety_plan_create", "means_restriction", "supervision_flag")

RULES: tuple[Rule, ...] = (
    Rule(
        id="risk_new",
        when="an alarm since the last plan",
        agenda=(*_SAFETY, "medical_referral"),
        actions=("pause", "keep"),
        find=new_alarms,
    ),
    Rule(
        id="risk_standing",
        when="the risk level is up, or an alarm is unscreened",
        agenda=_SAFETY,
        find=at_risk_now,
    ),
    Rule(
        id="means_near",
        when="means are within reach",
        agenda=("means_restriction", "supervision_flag"),
        find=means_near,
    ),
    Rule(
        id="recurrence",
        when="the same chain as in earlier crises",
        agenda=("recurrence_link", "safety_plan_review"),
        find=crisis_again,
    ),
    Rule(
        id="failed_safety_step",
        when="a step of the safety plan did not help",
        agenda=("safety_plan_review", "replace_plan_step"),
        find=plan_step_failed,
    ),
    Rule(
        id="risk_before",
        when="danger is known from earlier on, and the plan changes anyway",
        agenda=("risk_screen", "safety_plan_review"),
        find=risk_before,
    ),
    Rule(
        id="clinician_instruction", when="a clinician asks for it", agenda=("clinician_instruction",), find=instructed
    ),
    Rule(
        id="rupture",
        when="strain between client and therapist, or its repair",
        agenda=("rupture_repair", "alliance_check", "supervision_flag"),
        names=("rupture", "rupture_repaired"),
        find=alliance,
    ),
    Rule(
        id="dropout_risk",
        when="signs that the client may stay away",
        agenda=("alliance_check", "reprioritise_agenda", "supervision_flag"),
        find=may_not_return,
    ),
    Rule(
        id="elevated_mood",
        when="signs of mania or hypomania",
        agenda=("mania_screen", "bipolar_screen", "medical_referral", "supervision_flag"),
        find=mood_elevated,
    ),
    Rule(
        id="medication_change",
        when="medication was started, changed, ended or left out",
        agenda=("medication_check", "notify_prescriber", "withdrawal_assessment"),
        find=medication_changed,
    ),
    Rule(
        id="signs",
        when="bodily signs, withdrawal, an earlier high mood, being flooded",
        agenda=(
            "withdrawal_assessment",
            "medical_referral",
            "notify_prescriber",
            "bipolar_screen",
            "mania_screen",
            "supervision_flag",
            "stabilisation",
        ),
        names=("medication_ended", "bipolar_signs", "bodily_signs", "overwhelmed"),
        find=signs_told,
    ),
    Rule(
        id="gap",
        when=f"{GAP_DAYS} days without contact or more",
        agenda=("bridge_recap", "remeasure"),
        find=long_gap,
    ),
    Rule(
        id="measures",
        when="an instrument changed by more than its error",
        agenda=("risk_screen", "remeasure", "reprioritise_agenda", "consolidate"),
        actions=("step_back", "advance"),
        names=("measure_worsening", "measure_improved"),
        find=measures_moved,
    ),
    Rule(
        id="worse_told",
        when="a report tells of a reliable worsening",
        agenda=("risk_screen", "remeasure", "reprioritise_agenda", "reformulate"),
        actions=("step_back",),
        names=("measure_worsening",),
        find=worse_told,
    ),
    Rule(
        id="targets_moved",
        when="a target's own value changed by what matters",
        agenda=("reprioritise_agenda", "consolidate"),
        actions=("step_back", "advance"),
        names=("target_worse", "target_better"),
        find=targets_moved,
    ),
    Rule(
        id="no_response",
        when="no reliable improvement by the session that the course declares",
        agenda=("reformulate", "supervision_flag", "remeasure"),
        actions=("change_intervention",),
        find=no_response,
    ),
    Rule(
        id="life_event",
        when="something happened in the client's life",
        agenda=("emotional_processing", "reprioritise_agenda"),
        find=life_happened,
    ),
    Rule(
        id="new_problem",
        when="a problem that was not known",
        agenda=("new_problem_assessment", "reprioritise_agenda"),
        actions=("add",),
        find=problems_told,
    ),
    Rule(id="fact_changed", when="a fact took the place of another", agenda=("verify_fact",), find=facts_changed),
    Rule(id="fact_disputed", when="two facts cannot both hold", agenda=("verify_fact",), find=facts_disputed),
    Rule(
        id="dispute_told",
        when="a report tells of a contradiction",
        agenda=("verify_fact", "reformulate"),
        names=("fact_disputed",),
        find=dispute_told,
    ),
    Rule(
        id="homework",
        when="what came of a task was told",
        agenda=("homework_barrier_review", "homework_resize", "homework_next_step"),
        names=("homework_missed", "homework_partial", "homework_done"),
        find=homework_reported,
    ),
    Rule(
        id="homework_told",
        when="a report tells of a task that was not done",
        agenda=("homework_barrier_review", "homework_resize"),
        names=("homework_missed",),
        find=homework_told,
    ),
    Rule(
        id="target_at_goal",
        when="a target is at its goal",
        agenda=("consolidate", "relapse_prevention"),
        actions=("close",),
        find=goals_reached,
    ),
    Rule(
        id="target_gap",
        when="the targets leave a gap: the largest; a reason once, where danger has no safety target",
        agenda=("risk_screen", "target_gap"),
        names=("target_gap", "safety_target_gap"),
        find=targets_fall_short,
    ),
    Rule(
        id="focus",
        when="a target in focus rests, or there is room for one",
        agenda=(),
        names=("focus_closed", "focus_open"),
        find=focus_shifted,
    ),
)
"""In the order of their weight. While risk is up only keep, pause and step_back are proposed, whoever asks."""

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
