"""Adherence over rows written out by hand: every expected figure is worked out in the test."""

from datetime import date, datetime

import pytest

from memory.record.course import Origin
from memory.record.session import Candidate, EdgeDecision, FrameStack
from memory.record.state import Direction, Measure, Target, TargetStatus
from strategies.adherence.detours import out_of_protocol_success, turns_to_preempt
from strategies.adherence.edges import NO_REFERENCE, edge_measures, transition_validity
from strategies.adherence.errors import ReferenceRefused, TooFewTrials
from strategies.adherence.nodes import core_of, doses, node_coverage, order_fidelity, state_reached
from strategies.adherence.record import Held, ReferenceLine, read_reference
from strategies.adherence.repeat import followed, pass_hat_k
from strategies.adherence.report import NO_QUALITY, patient_adherence, session_adherence
from strategies.adherence.targets import target_change, target_changes, target_coverage
from strategies.graph.flow import flow_of
from strategies.graph.protocol import NodeKind, TargetRole
from tests.strategies.following_kit import START, candidate, decided, frame, held, small, stack


def whole(
    *, alarms: tuple[int, ...] = (), reward: float | None = None, reference: tuple[ReferenceLine, ...] = ()
) -> Held:
    """ask_mood (stay, then on), work (reached at the second asking), takeaway, done: five client turns."""
    no = Candidate(
        edge="work>takeaway",
        kind="deterministic",
        to="takeaway",
        verdict="not_met",
        why="test",
        inputs={"thought": "x", "state.reached": "no", "state.quote": None},
    )
    yes = candidate("work>takeaway", "takeaway", **{"state.reached": "yes", "state.quote": "only a thought"})
    return held(
        [
            decided(2, "ask_mood", "stay", "ask_mood"),
            decided(4, "ask_mood", "ask_mood>work", "work"),
            decided(6, "work", "stay", "work", candidates=[no, candidate("stay", "work")]),
            decided(8, "work", "work>takeaway", "takeaway", candidates=[yes]),
            decided(10, "takeaway", "takeaway>done", "done"),
        ],
        [
            stack(1, frame("ask_mood")),
            stack(3, frame("ask_mood")),
            stack(5, frame("work", ask_mood=1, work=1)),
            stack(7, frame("work", ask_mood=1, work=1)),
            stack(9, frame("takeaway", ask_mood=1, work=1, takeaway=1)),
            stack(11, frame("done", ask_mood=1, work=1, takeaway=1, done=1)),
        ],
        claims=[(4, "mood"), (6, "thought"), (8, "thought")],
        alarms=alarms,
        reward=reward,
        reference=reference,
    )


def expected(turn: int, to: str) -> ReferenceLine:
    return ReferenceLine(turn=turn, expected=to, by="dr-lin")


def test_edge_accuracy_counts_stay_and_keeps_premature_advance_and_stall_apart() -> None:
    # made: stay, on to work, stay, on to takeaway, on to done
    reference = (
        expected(2, "stay"),  # right
        expected(4, "stay"),  # went on: premature
        expected(6, "takeaway"),  # stayed: stall
        expected(8, "repair"),  # went on, but elsewhere: wrong way
        expected(10, "takeaway>done"),  # right, named by its edge
        expected(12, "done"),  # no decision there: left out
    )
    accuracy, premature, stall, wrong = edge_measures(whole(reference=reference))
    assert (accuracy.value, accuracy.hit, accuracy.of) == (2 / 5, 2, 5)
    assert (premature.value, premature.hit, premature.of) == (1 / 2, 1, 2)
    assert (stall.value, stall.hit, stall.of) == (1 / 3, 1, 3)
    assert (wrong.value, wrong.hit, wrong.of) == (1 / 3, 1, 3)


def test_two_edges_to_one_node_are_the_same_move_and_the_own_node_means_staying() -> None:
    reference = (expected(2, "ask_mood"), expected(8, "work>takeaway.2"))
    accuracy, _, stall, _ = edge_measures(whole(reference=reference))
    assert (accuracy.hit, accuracy.of) == (2, 2)
    assert (stall.hit, stall.of) == (0, 1)


def test_an_interrupt_where_staying_was_expected_is_wrong_and_not_premature() -> None:
    session = held(
        [decided(2, "ask_mood", "interrupt:risk", "protocol:screen")],
        [stack(1, frame("ask_mood")), stack(3, frame("ask_mood"), frame("wish", protocol="screen", entered=2))],
        reference=[expected(2, "stay")],
    )
    accuracy, premature, _, _ = edge_measures(session)
    assert (accuracy.value, premature.value) == (0.0, 0.0)
    right = held(list(session.decisions), list(session.stacks), reference=[expected(2, "interrupt:risk")])
    assert edge_measures(right)[0].value == 1.0


def test_without_a_reference_nothing_is_said_of_right_and_wrong() -> None:
    assert {(each.value, each.why) for each in edge_measures(whole())} == {(None, NO_REFERENCE)}


def test_every_step_of_the_engine_is_legal_and_a_jump_is_not() -> None:
    assert transition_validity(whole()).value == 1.0
    jumps = [
        decided(2, "ask_mood", "ask_mood>takeaway", "takeaway"),  # no such edge
        decided(4, "takeaway", "takeaway>done", "work"),  # the edge leads elsewhere
        decided(6, "work", "stay", "takeaway"),  # staying moves nowhere
        decided(8, "takeaway", "takeaway>done", "done"),  # legal
    ]
    validity = transition_validity(held(jumps, [stack(1, frame("ask_mood"))]))
    assert (validity.hit, validity.of) == (1, 4)


def test_coverage_is_over_all_nodes_and_over_the_core() -> None:
    # the core: whatever every way from ask_mood to done passes; work and takeaway can be gone around
    assert core_of(flow_of(small())) == {"ask_mood", "done"}
    coverage, core = node_coverage(whole())
    assert (coverage.hit, coverage.of) == (4, 5)
    assert (core.hit, core.of) == (2, 2)
    early = held(
        [decided(2, "ask_mood", "stay", "ask_mood")], [stack(1, frame("ask_mood")), stack(3, frame("ask_mood"))]
    )
    assert [(each.hit, each.of) for each in node_coverage(early)] == [(1, 5), (1, 2)]


def test_the_dose_of_a_node_is_its_visits_and_client_turns_and_the_state_comes_with_its_words() -> None:
    found = {dose.node: dose for dose in doses(whole())}
    assert {name: (dose.visits, dose.turns) for name, dose in found.items()} == {
        "ask_mood": (1, 2),
        "work": (1, 2),
        "takeaway": (1, 1),
        "done": (1, 0),
    }
    work = found["work"]
    assert (work.asked, work.reached, work.quote) == (2, True, "only a thought")
    assert found["ask_mood"].reached is None
    reached = state_reached(whole())
    assert (reached.hit, reached.of) == (1, 1)


def test_an_intervention_that_was_never_reached_stands_in_the_report_with_no_dose() -> None:
    short = held(
        [decided(2, "ask_mood", "ask_mood>done", "done")], [stack(1, frame("ask_mood")), stack(3, frame("done"))]
    )
    work = next(dose for dose in doses(short) if dose.node == "work")
    assert (work.kind, work.visits, work.turns, work.asked, work.reached) == (NodeKind.INTERVENE, 0, 0, 0, None)
    assert state_reached(short).why == "no intervene node was visited"


def test_two_entries_of_a_protocol_add_their_visits_up() -> None:
    session = held(
        [
            decided(2, "ask_mood", "interrupt:risk", "protocol:screen"),
            decided(4, "wish", "stay", "wish", protocol="screen"),
            decided(8, "ask_mood", "interrupt:risk", "protocol:screen"),
        ],
        [
            stack(1, frame("ask_mood")),
            stack(3, frame("ask_mood"), frame("wish", protocol="screen", entered=2)),
            stack(5, frame("ask_mood"), frame("wish", protocol="screen", entered=2)),
            stack(7, frame("ask_mood")),
            stack(9, frame("ask_mood"), frame("wish", protocol="screen", entered=8)),
        ],
    )
    wish = next(dose for dose in doses(session) if dose.node == "wish")
    assert (wish.visits, wish.turns) == (2, 1)


def test_order_is_judged_by_the_first_visits_over_the_pairs_that_have_an_order() -> None:
    assert order_fidelity(whole()).value == 1.0
    # first visits: takeaway, ask_mood, work, done. ask_mood < work, ask_mood < takeaway, work < takeaway, all < done:
    # six comparable pairs; ask_mood and work come after takeaway: two discordant
    jumbled = held(
        [
            decided(2, "takeaway", "x", "ask_mood"),
            decided(4, "ask_mood", "ask_mood>work", "work"),
            decided(6, "work", "y", "done"),
        ],
        [stack(1, frame("takeaway"))],
    )
    found = order_fidelity(jumbled)
    assert (found.hit, found.of) == (4, 6)


def test_nodes_of_a_loop_have_no_order() -> None:
    loop = held(
        [decided(2, "repair", "repair>work", "work"), decided(4, "work", "stay", "work")], [stack(1, frame("repair"))]
    )
    assert order_fidelity(loop).value is None


def alarmed(*, pre_empted_at: int | None) -> Held:
    """An alarm at turn 2; the screen entered at a turn, or never."""
    decisions: list[EdgeDecision] = []
    stacks: list[FrameStack] = [stack(1, frame("ask_mood"))]
    for turn in (2, 4, 6):
        if turn == pre_empted_at:
            decisions.append(decided(turn, "ask_mood", "interrupt:risk", "protocol:screen"))
            stacks.append(stack(turn + 1, frame("ask_mood"), frame("wish", protocol="screen", entered=turn)))
            break
        decisions.append(decided(turn, "ask_mood", "stay", "ask_mood"))
        stacks.append(stack(turn + 1, frame("ask_mood")))
    return held(decisions, stacks, alarms=[2])


@pytest.mark.parametrize(("at", "waited"), [(2, 0), (4, 1), (6, 2), (None, 3)])
def test_turns_to_preempt_count_from_the_alarm_to_the_screen(at: int | None, waited: float) -> None:
    assert turns_to_preempt(alarmed(pre_empted_at=at)).value == waited


def test_an_alarm_within_the_screen_waits_for_nothing_and_no_alarm_is_no_zero() -> None:
    within = held(
        [decided(4, "wish", "stay", "wish", protocol="screen")],
        [stack(3, frame("ask_mood"), frame("wish", protocol="screen", entered=2))],
        alarms=[4],
    )
    assert turns_to_preempt(within).value == 0.0
    assert turns_to_preempt(whole()).value is None


def detour(*, back: bool) -> Held:
    """At `work`, two turns that give nothing, then on by the rule (or by the exhausted budget)."""
    kind = "deterministic" if back else "exhausted"
    edge = "work>takeaway" if back else "work>takeaway.2"
    return held(
        [
            decided(2, "work", "stay", "work"),
            decided(4, "work", "stay", "work"),
            decided(6, "work", edge, "takeaway", candidates=[candidate(edge, "takeaway", kind=kind)]),
        ],
        [stack(1, frame("work"))],
        claims=[(6, "thought")] if back else [],
    )


def test_a_detour_came_back_when_a_rule_led_on_and_failed_when_the_turns_ran_out() -> None:
    assert [(each.hit, each.of) for each in map(out_of_protocol_success, (detour(back=True), detour(back=False)))] == [
        (1, 1),
        (0, 1),
    ]


def test_a_turn_that_gives_what_is_asked_is_no_detour_and_an_alarm_ends_one() -> None:
    on_topic = held(
        [decided(2, "work", "stay", "work"), decided(4, "work", "work>takeaway", "takeaway")],
        [stack(1, frame("work"))],
        claims=[(2, "thought"), (4, "thought")],
    )
    assert out_of_protocol_success(on_topic).value is None
    cut_short = held(
        [decided(2, "work", "stay", "work"), decided(4, "work", "interrupt:risk", "protocol:screen")],
        [stack(1, frame("work"))],
    )
    assert out_of_protocol_success(cut_short).why == "no turn was out of protocol"


def target(
    name: str, *, status: TargetStatus = TargetStatus.ACTIVE, baseline: float | None = 15, mcid: float | None = 5
) -> Target:
    return Target(
        tenant="clinic",
        patient="p1",
        id=name,
        label=name,
        problem=None,
        mechanism=None,
        measure="phq9",
        direction=Direction.DOWN,
        status=status,
        created_at=START,
        origin=Origin.CASE,
        baseline=baseline,
        mcid=mcid,
        protocol_target="tgt.mood" if name == "mood" else None,
    )


def response(total: float, day: int) -> Measure:
    return Measure(
        tenant="clinic",
        patient="p1",
        id=f"m-{day}",
        instrument="phq9",
        taken_on=date(2026, 3, day),
        total=total,
        recorded_at=datetime(2026, 3, day, tzinfo=START.tzinfo),
        origin=Origin.CLINICIAN,
    )


def test_a_target_is_covered_by_a_visited_node_that_moves_it_and_reached_by_its_smallest_change() -> None:
    targets = [target("mood"), target("sleep"), target("wish", status=TargetStatus.PROPOSED), target("x", mcid=None)]
    changes = target_changes([whole()], targets, [response(14, 1), response(10, 8)])
    mood, sleep, unknown = changes
    assert mood.roles == (TargetRole.MEASURE, TargetRole.MOVE)
    assert (mood.turns, mood.current, mood.change, mood.reached) == (4, 10, 5, True)
    assert (sleep.roles, unknown.reached) == ((), None)
    assert (target_coverage(changes).hit, target_coverage(changes).of) == (1, 3)
    assert (target_change(changes).hit, target_change(changes).of) == (2, 2)


def test_pass_hat_k_is_the_chance_that_k_fresh_trials_all_succeed() -> None:
    trials = {"a": [True, True, False, True], "b": [True, False]}
    # a: 3/4, b: 1/2 -> 0.625; k=2: a: C(3,2)/C(4,2) = 3/6, b: C(1,2)/C(2,2) = 0 -> 0.25
    assert pass_hat_k(trials, 1).value == pytest.approx(0.625)
    assert pass_hat_k(trials, 2).value == pytest.approx(0.25)
    with pytest.raises(TooFewTrials):
        pass_hat_k(trials, 3)


def test_a_session_counts_as_followed_only_whole_legal_and_with_no_alarm_waiting() -> None:
    assert followed(whole())
    assert not followed(held(whole().decisions[:-1], whole().stacks[:-1]))
    assert not followed(alarmed(pre_empted_at=4))
    assert not followed(held([*whole().decisions, decided(12, "done", "jump", "work")], whole().stacks))


def test_every_measure_stands_beside_a_reward_or_the_word_that_there_is_none() -> None:
    bare = session_adherence(whole())
    assert {(beside.quality, beside.quality_said) for beside in bare.measures} == {(None, NO_QUALITY)}
    reviewed = session_adherence(whole(reward=0.8))
    assert {beside.quality for beside in reviewed.measures} == {0.8}
    assert "dr-lin (human)" in reviewed.measures[0].quality_said
    assert "r = .02" in bare.warning


def test_the_report_on_a_patient_pools_counts_and_adds_doses_up() -> None:
    report = patient_adherence("p1", [whole(reward=0.5), detour(back=True)], [target("mood")], [])
    measures = {beside.measure.name: beside for beside in report.measures}
    assert measures["transition_validity"].measure.of == 8
    assert measures["transition_validity"].quality == 0.5
    assert "mean reward of 1 of 2 sessions" in measures["transition_validity"].quality_said
    assert measures["pass^1"].measure.value == 0.5
    assert measures["pass^2"].measure.value == 0.0
    assert "pass^3" not in measures
    (work,) = report.interventions
    assert (work.node, work.turns, work.reached) == ("work", 5, True)


def test_a_reference_names_the_line_that_is_none() -> None:
    text = '{"turn": 2, "expected": "stay"}\n\n{"turn": 4, "expected": "work", "by": "dr-lin", "session": "s-1"}\n'
    assert [line.turn for line in read_reference(text)] == [2, 4]
    for wrong in ('{"turn": 0, "expected": "stay"}', '{"turn": 2}', "stay", '{"turn": 2, "expected": "x", "why": "y"}'):
        with pytest.raises(ReferenceRefused, match="line 2 of the reference"):
            read_reference('{"turn": 2, "expected": "stay"}\n' + wrong)
