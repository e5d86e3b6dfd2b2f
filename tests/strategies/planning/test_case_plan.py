"""Plans of cases: what changes them, what does not, and what is never planned."""

from pathlib import Path

import pytest

from benchmarks.plans import outcome, read_cases, right_share
from strategies.planning.asking import plan_asked
from strategies.planning.case_form import CaseRefused
from strategies.planning.case_inputs import inputs_of, standing_plan
from strategies.planning.case_plan import heard_of, plan_for
from strategies.planning.plan_case import Event, PlanCase, read_plan_case
from strategies.planning.rules import RULES
from strategies.planning.text import AGENDA
from strategies.speech.decider import ScriptedDecider
from tests.strategies.planning.cases import planned

PLAN_THERE: dict[str, object] = {"last_session_outcome": "Safety plan written in session 2."}


def test_signals_alone_decide_the_cases_of_our_own_writing() -> None:
    outcomes = [outcome(each, plan_for(each.signals)) for each in read_cases("cases.yaml") if each.signals is not None]
    assert (len(outcomes), right_share(outcomes)) == (50, 1.0)


def test_words_alone_decide_nearly_all_of_the_same_cases() -> None:
    outcomes = [outcome(each, plan_for(each.words)) for each in read_cases("cases.yaml")]
    assert right_share(outcomes) >= 0.95


@pytest.mark.parametrize(
    ("event", "detail", "code"),
    [
        ("missed_homework", "No diary: on Friday she cut her arm again.", "risk_screen"),
        ("missed_homework", "作业没做，因为周三晚上她又割了手臂。", "risk_screen"),
        ("target_achieved", "One good day. Her mother died on Monday.", "emotional_processing"),
        (
            "session_gap_6_weeks",
            "Agreed break with weekly calls. She stopped her sertraline on her own.",
            "medication_check",
        ),
        ("life_event", "New sofa, she is pleased. PHQ-9 rose from 9 to 19.", "remeasure"),
        ("life_event", "邻居搬家，不受影响。她说咨询师根本不理解她。", "rupture_repair"),
    ],
)
def test_a_perturbation_is_heard_under_another_events_name(event: str, detail: str, code: str) -> None:
    plan = planned(event, detail)
    assert plan.replan
    assert code in plan.agenda


@pytest.mark.parametrize(
    ("event", "detail"),
    [
        ("missed_homework", "It was done after all: she had left the sheet at home."),
        ("missed_homework", "其实每天都写了，只是日记本落在家里。"),
        ("session_gap_6_weeks", "The planned holiday, with a phone check-in every two weeks."),
        ("session_gap_6_weeks", "事先约定的假期，期间每周有电话联系。"),
        ("new_crisis", "The crisis was her neighbour's, who attempted suicide; she herself is safe."),
        ("new_crisis", "他十年前有过自杀念头，之后再没有。"),
        ("new_crisis", "These passive thoughts were already screened on Tuesday; nothing new since."),
        ("measure_worsening", "PHQ-9 went from 13 to 15."),
        ("measure_worsening", "PHQ-9由13分到14分。"),
    ],
)
def test_what_warrants_nothing_leaves_the_plan_as_it_is(event: str, detail: str) -> None:
    plan = planned(event, detail)
    assert (plan.replan, plan.agenda) == (False, ("continue_plan",))
    assert {each.action for each in plan.target_actions} == {"keep"}
    assert plan.plan in (("Look at the diary",), ("看记录",))


def test_an_existing_safety_plan_is_reviewed_and_never_built_again() -> None:
    said = "She wants to end her life tonight and has pills; calling her sister did not help."
    plan = planned("new_crisis", said, state={**PLAN_THERE, "next_session_plan": ["Create a safety plan"]})
    assert plan.agenda[0] == "risk_screen"
    assert {"safety_plan_review", "replace_plan_step", "means_restriction"} <= {*plan.agenda}
    assert "safety_plan_create" not in plan.agenda
    assert not any("Create" in line or "Make a safety plan" in line for line in plan.plan)


def test_a_plan_that_is_still_to_be_made_is_none() -> None:
    state: dict[str, object] = {"next_session_plan": ["Write a safety plan together"]}
    assert "safety_plan_create" in planned("new_crisis", "She wants to kill herself.", state=state).agenda


def test_nothing_is_closed_in_a_crisis_even_when_a_goal_is_reached() -> None:
    state: dict[str, object] = {
        "targets": [
            {"id": "t1", "label": "Ride the bus", "measure": "rides", "baseline": 0, "current": 9, "direction": "up"}
        ]
    }
    calm = planned("target_achieved", "Five weeks in a row she rode alone; the goal is met.", state=state)
    crisis = planned("target_achieved", "The goal is met, but last night she wanted to end her life.", state=state)
    assert [each.action for each in calm.target_actions] == ["close"]
    assert crisis.agenda[0] == "risk_screen"
    assert not {each.action for each in crisis.target_actions} & {"close", "advance"}


def test_lines_about_doses_are_not_carried_on_and_nobody_is_blamed() -> None:
    state: dict[str, object] = {"next_session_plan": ["Advise to halve the dose of sertraline", "Diary"]}
    plan = planned("missed_homework", "She was lazy and did none of the tasks.", state=state)
    assert plan.plan[-1] == "Diary"
    everything = " ".join((*plan.plan, *(each.evidence for each in plan.reasons)))
    assert not any(word in everything for word in ("dose", "lazy", "halve"))


def test_a_signal_of_a_screened_danger_rests_and_words_of_danger_beside_other_signals_stay() -> None:
    assert not planned("new_crisis", signals={"risk": {"level": 4, "screened": True}}).replan
    spoken = planned("missed_homework", "She wants to kill herself.", signals={"homework": {"outcome": "done"}})
    assert spoken.agenda[0] == "risk_screen"


async def test_a_model_may_add_danger_and_may_not_take_it_away() -> None:
    yes = ScriptedDecider({"plan_danger": "yes", "plan_kind": "none", "plan_settled": "settled"})
    no = ScriptedDecider({"plan_danger": "no", "plan_kind": "none", "plan_settled": "settled"})
    quiet = PlanCase(event=Event.LIFE_EVENT, event_detail="He has sold the boat.")
    loud = PlanCase(event=Event.NEW_CRISIS, event_detail="She wants to kill herself.")
    assert (await plan_asked(quiet, decider=yes)).agenda[0] == "risk_screen"
    assert not (await plan_asked(quiet, decider=no)).replan
    assert (await plan_asked(loud, decider=no)).agenda[0] == "risk_screen"


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"[]", ""),
        (b"{", "line 1"),
        (b'{"id": "a"}', "event"),
        (b'{"event": "flood"}', "event"),
        (b'{"event": "rupture", "state": {"targets": [{"id": "a"}, {"id": "a"}]}}', "state.targets[1].id"),
        (b'{"event": "rupture", "state": {"targets": [{"id": "a", "baseline": "x"}]}}', "state.targets[0].baseline"),
        (b'{"event": "rupture", "lang": "fr"}', "lang"),
        (b'{"event": "rupture", "signals": {"gap": {"days": -1}}}', "signals.gap.days"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_by_the_path_of_what_is_wrong(raw: bytes, path: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        read_plan_case(raw)
    assert refused.value.path == path


def test_an_empty_state_and_no_detail_are_read() -> None:
    plan = plan_for(read_plan_case(b'{"event": "rupture"}'))
    assert plan.agenda == ("rupture_repair", "alliance_check")


def test_the_table_of_rules_names_known_codes_once_each() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {code for rule in RULES for code in rule.agenda} <= {*AGENDA}


def test_each_rule_gives_only_what_its_row_says() -> None:
    for each in read_cases("cases.yaml"):
        inputs = inputs_of(each.words, heard_of(each.words))
        for rule in RULES:
            for finding in rule.find(inputs, standing_plan(each.words)):
                assert finding.rule in (rule.names or (rule.id,))
                assert {code for code, _ in finding.agenda} <= {*rule.agenda}
                assert {action.action for action in finding.actions} <= {*rule.actions}


def test_the_page_shows_the_table_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs" / "planning.md").read_text(encoding="utf-8")
    for rule in RULES:
        row = (
            ", ".join(rule.names) or rule.id,
            rule.when,
            ", ".join(rule.agenda) or "-",
            ", ".join(rule.actions) or "-",
        )
        assert f"| {' | '.join(row)} |" in page
