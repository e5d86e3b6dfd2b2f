"""The planner: what each reason asks for, and what it never does."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin, PlanVersion, Source, TargetAction
from memory.record.identity import Language, Scope
from memory.record.risk import RiskEvent, RiskEventState, RiskKind
from memory.record.state import (
    Authority,
    Direction,
    Fact,
    FactKind,
    FactStatus,
    Homework,
    HomeworkOutcome,
    Measure,
    Provenance,
    Target,
    TargetStatus,
)
from strategies.planning.inputs import (
    AllianceState,
    ClinicianInstruction,
    ExpectedResponse,
    FactChange,
    FactDispute,
    MedicationChange,
    MedicationNews,
    PlanInputs,
    Signal,
    TargetSeries,
)
from strategies.planning.planner import PlanDraft, plan_next, plan_version
from strategies.planning.text import AGENDA, EVIDENCE, STRATEGIES, StrategyCode, words

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
SCOPE = Scope(tenant="local", patient="p-1")
SAID = Source(session="s-1", turn=4, start=0, end=12, quote="I didn't get to it")


def target(id_: str, label: str, *, current: float | None = 14.0, status: TargetStatus = TargetStatus.ACTIVE) -> Target:
    return Target(
        tenant="local",
        patient="p-1",
        id=id_,
        label=label,
        problem="low mood",
        mechanism="withdrawal",
        measure="phq9",
        direction=Direction.DOWN,
        status=status,
        created_at=NOW,
        origin=Origin.CASE,
        baseline=16.0,
        current=current,
        goal=6.0,
        mcid=5.0,
    )


MOOD = target("t-mood", "Mood")
SLEEP = target("t-sleep", "Sleep", current=10.0)
QUIET = PlanInputs(language=Language.EN, session_n=2, targets=(MOOD, SLEEP))


def homework(outcome: HomeworkOutcome | None) -> Homework:
    return Homework(
        tenant="local",
        patient="p-1",
        id="h-1",
        session="s-0",
        text="walk after lunch",
        assigned_at=NOW,
        origin=Origin.RULE,
        outcome=outcome,
        outcome_session="s-1",
        outcome_source=SAID,
    )


def alarm(level: int, state: RiskEventState = RiskEventState.SCREENED) -> RiskEvent:
    return RiskEvent(
        tenant="local",
        patient="p-1",
        id="r-1",
        session="s-1",
        turn=4,
        tier=1 if level < 3 else 2,
        level=level,
        kinds=(RiskKind.PASSIVE_IDEATION,),
        layers=("lexicon",),
        why="a wish to be dead",
        state=state,
        at=NOW,
    )


def fact(id_: str, object_: str) -> Fact:
    return Fact(
        tenant="local",
        patient="p-1",
        id=id_,
        subject="client",
        predicate="lives_with",
        object=object_,
        status=FactStatus.ACTIVE,
        authority=Authority.CLIENT_STATED,
        provenance=Provenance.REPORTED,
        kind=FactKind.FACT,
        origin=Origin.MODEL,
        confidence=0.9,
        recorded_at=NOW,
        source=Source(session="s-1", turn=6, start=0, end=9, quote=f"I live with {object_}"),
    )


def phq9(total: float) -> Measure:
    return Measure(
        tenant="local",
        patient="p-1",
        id=f"m-{total}",
        instrument="phq9",
        taken_on=date(2026, 3, 2),
        total=total,
        recorded_at=NOW,
        origin=Origin.CASE,
    )


def version(draft: PlanDraft, n: int = 1) -> PlanVersion:
    return plan_version(draft, scope=SCOPE, id=f"plan-{n}", episode="e-1", n=n, created_at=NOW, after_session=None)


def codes(draft: PlanDraft) -> list[str]:
    return [item.code for item in draft.agenda]


FIRST = version(plan_next(QUIET, None))


def test_the_first_plan_focuses_on_the_targets_with_the_longest_way_to_go_and_says_why() -> None:
    plan = plan_next(QUIET, None)
    assert (codes(plan), plan.focus, plan.changed, plan.replanned) == (
        ["continue_plan"],
        ("t-mood", "t-sleep"),
        (),
        False,
    )
    assert plan.expected == "Mood: from 14 to 9, goal 6; Sleep: from 10 to 6, goal 6"
    assert plan.reasons[-1].evidence == (
        "In focus: Mood (80 % of the way to its goal is left), Sleep (40 % of the way to its goal is left)."
    )
    assert plan.agenda[0].text == "Go on with the plan: Mood, Sleep"


def test_nothing_new_leaves_the_plan_as_it_is() -> None:
    plan = plan_next(QUIET, FIRST)
    assert codes(plan) == ["continue_plan"]
    assert (plan.changed, plan.replanned) == ((), False)
    assert (plan.strategy, plan.focus, plan.expected) == (FIRST.strategy, FIRST.focus, FIRST.expected)
    assert [reason.rule for reason in plan.reasons] == ["steady", "focus"]


def test_a_drift_below_what_matters_changes_nothing() -> None:
    drifted = replace(
        QUIET,
        targets=(replace(MOOD, current=12.0), SLEEP),
        series={"t-mood": TargetSeries(values=(14.0, 12.0), fresh=1)},
        measures=(phq9(14), phq9(12)),
        new_measures=1,
    )
    assert plan_next(drifted, FIRST).replanned is False


def test_missed_homework_asks_what_got_in_the_way_and_quotes_the_client() -> None:
    plan = plan_next(replace(QUIET, homework=(homework(HomeworkOutcome.NONE),)), FIRST)
    assert codes(plan) == ["homework_barrier_review"]
    assert plan.changed == ("+ homework_barrier_review", "- continue_plan")
    assert plan.reasons[0].evidence == ("Nothing came of the task “walk after lunch” this time (“I didn't get to it”).")
    assert plan.reasons[0].sources == (SAID,)


def test_homework_missed_twice_is_made_smaller_and_done_again_leads_back_to_the_steady_course() -> None:
    missed = replace(QUIET, homework=(homework(HomeworkOutcome.NONE),))
    once = version(plan_next(missed, FIRST), 2)
    twice = plan_next(missed, once)
    assert codes(twice) == ["homework_barrier_review", "homework_resize"]
    assert twice.changed == (
        "+ homework_resize",
        "~ homework_barrier_review",
        f"~ strategy: {words(STRATEGIES, StrategyCode.SMALLER_STEPS, Language.EN)}",
    )
    done = plan_next(replace(QUIET, homework=(homework(HomeworkOutcome.DONE),)), version(twice, 3))
    assert codes(done) == ["homework_next_step"]
    assert done.strategy == words(STRATEGIES, StrategyCode.STEADY, Language.EN)


def test_homework_done_as_planned_is_no_reason_to_change() -> None:
    assert plan_next(replace(QUIET, homework=(homework(HomeworkOutcome.DONE),)), FIRST).replanned is False


@pytest.mark.parametrize(
    ("level", "safety_plan", "expected"),
    [
        (1, False, ["risk_screen"]),
        (1, True, ["risk_screen", "safety_plan_review"]),
        (2, False, ["risk_screen", "safety_plan_create"]),
        (4, False, ["risk_screen", "safety_plan_create", "means_restriction", "supervision_flag"]),
        (4, True, ["risk_screen", "safety_plan_review", "means_restriction", "supervision_flag"]),
    ],
)
def test_an_alarm_asks_for_what_its_level_needs(level: int, safety_plan: bool, expected: list[str]) -> None:
    inputs = replace(QUIET, risk_level=level, new_risk_events=(alarm(level),), safety_plan=safety_plan)
    plan = plan_next(inputs, FIRST)
    assert codes(plan) == expected
    assert plan.replanned
    assert plan.strategy == words(STRATEGIES, StrategyCode.SAFETY_FIRST, Language.EN)


def test_an_alarm_told_twice_is_one_reason_and_two_kinds_of_one_turn_are_two() -> None:
    beaten = replace(alarm(3), id="r-2", kinds=(RiskKind.HARM_FROM_OTHERS,))
    for events, reasons in (((alarm(3), replace(alarm(3), id="r-2")), 1), ((alarm(3), beaten), 2)):
        plan = plan_next(replace(QUIET, risk_level=3, new_risk_events=events), None)
        assert sum(reason.rule == "risk_new" for reason in plan.reasons) == reasons


def test_a_latched_level_keeps_asking_without_counting_as_news_until_a_clinician_lowers_it() -> None:
    up = replace(QUIET, risk_level=1, new_risk_events=(alarm(1),), risk_sources={"r-1": SAID})
    crisis = version(plan_next(up, FIRST), 2)
    assert crisis.reasons[0].sources == (SAID,)
    still = plan_next(replace(QUIET, risk_level=1), crisis)
    assert (codes(still), still.replanned, still.strategy) == (
        ["risk_screen", "continue_plan"],
        False,
        crisis.strategy,
    )
    lowered = plan_next(QUIET, version(still, 3))
    assert codes(lowered) == ["continue_plan"]
    assert lowered.changed == (
        "- risk_screen",
        f"~ strategy: {words(STRATEGIES, StrategyCode.STEADY, Language.EN)}",
    )


def test_an_unscreened_alarm_and_a_raised_level_are_each_a_reason() -> None:
    open_alarm = alarm(1, RiskEventState.OPEN)
    first = version(plan_next(replace(QUIET, risk_level=1), FIRST), 2)
    unscreened = plan_next(replace(QUIET, risk_level=1, open_risk_events=(open_alarm,)), first)
    raised = plan_next(replace(QUIET, risk_level=3), first)
    assert unscreened.replanned
    assert codes(raised) == ["risk_screen", "safety_plan_create", "means_restriction", "supervision_flag"]


def test_nothing_is_closed_advanced_or_added_while_risk_is_up() -> None:
    reached = replace(MOOD, current=5.0)
    signals = replace(
        QUIET,
        targets=(reached, SLEEP),
        series={"t-mood": TargetSeries(values=(14.0, 5.0), fresh=1)},
        new_problems=(Signal(text="debts"),),
        risk_level=2,
    )
    calm = plan_next(replace(signals, risk_level=0), FIRST)
    risky = plan_next(signals, FIRST)
    assert TargetAction(action="add", target="debts") in calm.target_actions
    assert {action.action for action in risky.target_actions} == {"keep"}
    assert codes(risky)[0] == "risk_screen"


def test_a_clinician_who_asks_for_a_safety_plan_gets_the_one_that_exists_reviewed() -> None:
    wish = ClinicianInstruction(text="make one", actor="c-1", code="safety_plan_create")
    plan = plan_next(replace(QUIET, instructions=(wish,), safety_plan=True), FIRST)
    assert codes(plan) == ["safety_plan_review"]


REASONS: list[tuple[str, PlanInputs, list[str]]] = [
    ("gap", replace(QUIET, days_since_contact=42), ["bridge_recap", "remeasure"]),
    ("rupture", replace(QUIET, alliance=AllianceState.WITHDRAWAL), ["rupture_repair", "alliance_check"]),
    (
        "dropout",
        replace(QUIET, dropout=Signal(text="maybe I'll stop")),
        ["alliance_check", "reprioritise_agenda", "supervision_flag"],
    ),
    (
        "elevated mood",
        replace(QUIET, elevated_mood=Signal(text="three hours of sleep, never better")),
        ["mania_screen", "bipolar_screen", "medical_referral", "supervision_flag"],
    ),
    (
        "medication",
        replace(QUIET, medication=MedicationChange(news=MedicationNews.STOPPED, text="I stopped the tablets")),
        ["medication_check", "notify_prescriber", "withdrawal_assessment"],
    ),
    (
        "worsening",
        replace(QUIET, measures=(phq9(14), phq9(20)), new_measures=1),
        ["risk_screen", "remeasure", "reprioritise_agenda"],
    ),
    ("improvement", replace(QUIET, measures=(phq9(14), phq9(8)), new_measures=1), ["consolidate"]),
    (
        "target worse",
        replace(QUIET, series={"t-sleep": TargetSeries(values=(10.0, 15.0), fresh=1)}),
        ["reprioritise_agenda"],
    ),
    (
        "no response",
        replace(
            QUIET,
            session_n=6,
            measures=(phq9(16), phq9(15)),
            expected=(ExpectedResponse(instrument="phq9", by_session=6, min_fall=5),),
        ),
        ["reformulate", "supervision_flag"],
    ),
    (
        "life event",
        replace(QUIET, life_events=(Signal(text="my father fell ill"),)),
        ["emotional_processing", "reprioritise_agenda"],
    ),
    (
        "new problem",
        replace(QUIET, new_problems=(Signal(text="debts", source=SAID),)),
        ["new_problem_assessment", "reprioritise_agenda"],
    ),
    (
        "fact changed",
        replace(QUIET, changed_facts=(FactChange(before=fact("f-1", "my sister"), now=fact("f-2", "nobody")),)),
        ["verify_fact"],
    ),
    (
        "dispute",
        replace(QUIET, disputes=(FactDispute(held=fact("f-1", "my sister"), claimed=fact("f-2", "nobody")),)),
        ["verify_fact"],
    ),
    ("partly done", replace(QUIET, homework=(homework(HomeworkOutcome.PARTIAL),)), ["homework_resize"]),
    (
        "goal reached",
        replace(QUIET, targets=(replace(MOOD, current=5.0), SLEEP)),
        ["consolidate", "relapse_prevention"],
    ),
    ("target paused", replace(QUIET, targets=(replace(MOOD, status=TargetStatus.PAUSED), SLEEP)), ["continue_plan"]),
    ("recurrence", replace(QUIET, recurrence=Signal(text="after calls with the landlord")), ["recurrence_link"]),
    (
        "plan step",
        replace(QUIET, failed_safety_step=Signal(text="calling my cousin"), safety_plan=True),
        ["safety_plan_review", "replace_plan_step"],
    ),
    (
        "instruction",
        replace(QUIET, instructions=(ClinicianInstruction(text="ask about diet", actor="c-1"),)),
        ["clinician_instruction"],
    ),
]


@pytest.mark.parametrize(("name", "inputs", "expected"), REASONS, ids=[name for name, _, _ in REASONS])
@pytest.mark.parametrize("language", list(Language))
def test_each_reason_changes_the_plan_in_its_own_way(
    name: str, inputs: PlanInputs, expected: list[str], language: Language
) -> None:
    plan = plan_next(replace(inputs, language=language), FIRST)
    assert (name, codes(plan), plan.replanned) == (name, expected, True)
    assert plan.changed
    assert plan.reasons[0].evidence


def test_a_worse_target_comes_into_focus_and_the_reason_says_so() -> None:
    third = target("t-work", "Work", current=12.0)
    inputs = replace(QUIET, targets=(MOOD, SLEEP, third), series={"t-sleep": TargetSeries(values=(4.0, 10.0), fresh=1)})
    plan = plan_next(inputs, FIRST)
    assert plan.focus == ("t-sleep", "t-mood")
    assert plan.reasons[-1].evidence == (
        "In focus: Sleep (has become harder), Mood (80 % of the way to its goal is left)."
    )
    assert TargetAction(action="step_back", target="t-sleep") in plan.target_actions


def test_a_target_that_rests_leaves_the_focus_and_a_waiting_one_takes_its_place() -> None:
    third = target("t-work", "Work", current=12.0)
    plan = plan_next(replace(QUIET, targets=(replace(MOOD, status=TargetStatus.ACHIEVED), SLEEP, third)), FIRST)
    assert plan.focus == ("t-work", "t-sleep")
    assert plan.changed == ("+ focus t-work", "- focus t-mood")


def test_a_proposed_target_is_never_in_focus() -> None:
    plan = plan_next(replace(QUIET, targets=(replace(MOOD, status=TargetStatus.PROPOSED),)), None)
    assert plan.focus == ()


def test_a_dispute_that_is_settled_leaves_the_agenda_with_a_reason() -> None:
    open_ = replace(QUIET, disputes=(FactDispute(held=fact("f-1", "my sister"), claimed=fact("f-2", "nobody")),))
    disputed = version(plan_next(open_, FIRST), 2)
    assert plan_next(open_, disputed).replanned is False
    after = plan_next(QUIET, disputed)
    assert after.changed == ("+ continue_plan", "- verify_fact")
    assert after.reasons[0].evidence == "What no longer holds: an open contradiction."


def test_a_repaired_rupture_ends_the_strategy_that_was_for_it() -> None:
    strained = version(plan_next(replace(QUIET, alliance=AllianceState.CONFRONTATION), FIRST), 2)
    unknown = plan_next(QUIET, strained)
    eased = plan_next(replace(QUIET, alliance=AllianceState.ENGAGED), strained)
    assert (unknown.replanned, unknown.strategy) == (False, strained.strategy)
    assert (eased.replanned, eased.strategy) == (True, words(STRATEGIES, StrategyCode.STEADY, Language.EN))


def test_the_words_of_a_chinese_plan_are_chinese() -> None:
    inputs = replace(
        QUIET,
        language=Language.ZH,
        targets=(replace(MOOD, label="情绪"),),
        new_problems=(Signal(text="和房东的纠纷"),),
    )
    plan = plan_next(inputs, None)
    assert plan.agenda[0].text == "了解新出现的问题：“和房东的纠纷”"
    assert plan.expected == "“情绪”：由 14 到 9，目标 6"
    assert plan.reasons[0].evidence == "本疗程的第一份计划。"


_FORBIDDEN = re.compile(
    r"\bdos(e|age|ing)\b|milligram|\bmg\b|stop taking|increase (the|your)|should have|failed to|fault|lazy|excuse|"
    r"剂量|停药吧|加量|减量|毫克|应该做到|不努力|借口|怪你|责怪",
    re.IGNORECASE,
)


def test_no_text_blames_or_advises_on_doses() -> None:
    texts = [text for table in (AGENDA, EVIDENCE, STRATEGIES) for pair in table.values() for text in pair]
    assert [text for text in texts if _FORBIDDEN.search(text)] == []
    pairs = [pair for table in (AGENDA, STRATEGIES) for pair in table.values()]
    assert [pair for pair in pairs if not pair[0].isascii() or not re.search("[一-鿿]", pair[1])] == []
