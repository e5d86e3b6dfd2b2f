"""Routing: what is taken, in which order, and what is said of what was not."""

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest

from memory.record.identity import Language
from memory.record.session import Answer, Candidate, Frame, SlotValue
from strategies.graph.errors import ReleaseMismatch, UnknownNode, UnknownProtocol
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.release import compile_release
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView, Routed, SemanticQuestion, Step

WORDS = '{en: "x", zh-CN: "某"}'


def node(body: str, *, kind: str = "ask", turns: str = "{max: 3}", visits: str = "{max: 2}") -> str:
    return f"{{kind: {kind}, purpose: {WORDS}, fallback: {WORDS}, turns: {turns}, visits: {visits}, {body}}}"


MAIN = f"""
protocol: {{id: main, version: 1.0.0}}
start: first
slots:
  mood: {{type: int, range: [0, 10]}}
  topic: {{type: text}}
  name: {{type: text, scope: patient}}
  result: {{type: enum, values: ["yes", "no"]}}
questions:
  strain:
    text: {WORDS}
    options: {{calm: {WORDS}, tense: {WORDS}}}
    abstain: {{min_mass: 0.5, min_margin: 0.2}}
interrupts:
  - {{id: low, priority: 1, when: "risk.level >= 3", to: "protocol:other"}}
  - {{id: risk, priority: 1000, when: "risk.unscreened_event", to: "protocol:screen"}}
nodes:
  first: {
    node(
        '''collects: [mood], edges: [
    {to: second, when: "mood != null && mood > 5"},
    {to: third, when: "mood != null && mood > 2", priority: 5},
    {to: repair, ask: {question: strain, is: tense, min_p: 0.75}},
    {to: second, after: exhausted}]''',
        turns="{min: 2, max: 3}",
    )
}
  second: {node('''edges: [{to: first, when: "risk.level == 1"}, {to: gated, after: exhausted}]''', turns="{max: 1}")}
  third: {
    node('''skippable: true, collects: [topic], edges: [
    {to: caller, when: "topic != null"}, {to: caller, after: exhausted}]''')
}
  repair: {node("edges: [{to: first, after: exhausted}]", turns="{max: 1}", visits="{max: 1}")}
  gated: {
    node(
        '''edges: [{to: close, when: "mood != null", gate: clinician}, {to: caller, after: exhausted}]''',
        turns="{max: 2}",
    )
}
  caller: {{kind: call, purpose: {WORDS}, visits: {{max: 1}},
    call: {{protocol: other, with: {{hint: topic}}, returns: {{result: found}}}},
    edges: [{{to: first, when: 'result != null && result == "yes"'}}, {{to: close, after: exhausted}}]}}
  close: {{kind: end, purpose: {WORDS}, fallback: {WORDS}}}
"""
OTHER = f"""
protocol: {{id: other, version: 1.0.0}}
start: known
slots:
  hint: {{type: text}}
  found: {{type: enum, values: ["yes", "no"]}}
nodes:
  known: {node("skippable: true, collects: [hint], edges: [{to: ask, after: exhausted}]", turns="{max: 1}")}
  ask: {
    node(
        '''collects: [found], edges: [{to: out, when: "found != null"}, {to: out, after: exhausted}]''',
        turns="{max: 2}",
    )
}
  out: {{kind: end, purpose: {WORDS}, fallback: {WORDS}}}
"""
SCREEN = f"""
protocol: {{id: screen, version: 1.0.0}}
start: safe
nodes:
  safe: {node("edges: [{to: out, after: exhausted}]", kind="safety", turns="{max: 1}")}
  out: {{kind: end, purpose: {WORDS}, fallback: {WORDS}}}
"""
LIBRARY = Library(compile_release(load_protocol(text, file="x.yaml").protocol) for text in (MAIN, OTHER, SCREEN))
CALM = RiskView()


def go(
    stack: tuple[Frame, ...],
    slots: Mapping[str, SlotValue] | None = None,
    *,
    answers: Mapping[str, Answer] | None = None,
    risk: RiskView = CALM,
    turn: int = 2,
) -> Routed:
    return route(LIBRARY, stack, slots=slots or {}, answers=answers or {}, risk=risk, turn=turn)


def at(
    place: str,
    *,
    turns: int = 0,
    visits: dict[str, int] | None = None,
    asked: tuple[str, ...] = (),
    slots: dict[str, SlotValue] | None = None,
) -> Frame:
    return replace(
        enter(LIBRARY, "main", turn=0)[0],
        node=place,
        turns=turns,
        visits={place: 1, **(visits or {})},
        asked=asked,
        slots=slots or {},
    )


def verdicts(step: Step) -> dict[str, tuple[str, str]]:
    return {each.edge: (each.verdict, each.why) for each in step.candidates}


def test_a_session_is_entered_at_the_start_node() -> None:
    release = LIBRARY["main"].release
    assert enter(LIBRARY, "main", turn=0) == (
        Frame(protocol="main", release=release, node="first", turns=0, visits={"first": 1}, entered_turn=0),
    )


def test_no_deterministic_edge_fires_before_the_least_number_of_turns() -> None:
    routed = go((at("first"),), {"mood": 9})
    assert (routed.stack[-1].node, routed.stack[-1].turns, routed.needs) == ("first", 1, None)
    assert verdicts(routed.steps[0]) == {
        "interrupt:risk": ("not_met", "the guard does not hold: risk.unscreened_event = false"),
        "interrupt:low": ("not_met", "the guard does not hold: risk.level = 0"),
        "first>third": ("not_reached", "1 of at least 2 client turns here"),
        "first>second": ("not_reached", "1 of at least 2 client turns here"),
        "first>repair": ("not_reached", "1 of at least 2 client turns here"),
        "first>second.2": ("not_reached", "1 of 3 client turns used here"),
        "stay": ("taken", "no edge can be taken yet"),
    }


def test_the_deterministic_edge_of_higher_priority_comes_first_and_the_others_say_why_not() -> None:
    routed = go((at("first", turns=1),), {"mood": 9})
    assert routed.stack == (at("third", visits={"first": 1}, slots={"mood": 9}),)
    assert routed.needs is None
    assert routed.steps[0].taken == "first>third"
    assert [each for each in routed.steps[0].candidates if each.kind == "deterministic"] == [
        Candidate(
            edge="first>third",
            kind="deterministic",
            to="third",
            verdict="taken",
            why="the guard holds: mood = 9",
            guard="mood != null && mood > 2",
            inputs={"mood": 9},
            priority=5,
        ),
        Candidate(
            edge="first>second",
            kind="deterministic",
            to="second",
            verdict="outranked",
            why="the guard holds, and first>third comes first",
            guard="mood != null && mood > 5",
            inputs={"mood": 9},
        ),
    ]


def test_a_question_is_needed_only_when_nothing_deterministic_fires() -> None:
    routed = go((at("first", turns=1),))
    words = {Language.EN: "x", Language.ZH: "某"}
    assert routed.needs == SemanticQuestion(
        id="strain",
        protocol="main",
        text=words,
        options={"calm": words, "tense": words},
        min_mass=0.5,
        min_margin=0.2,
    )
    assert routed.stack[-1].asked == ()


TENSE = Answer(question="strain", choice="tense", probabilities={"tense": 0.8, "calm": 0.2}, mass=0.9)


@pytest.mark.parametrize(
    ("answer", "verdict", "why"),
    [
        (TENSE, "taken", "the answer is tense"),
        (replace(TENSE, mass=0.4), "abstained", "mass 0.40 is under 0.50"),
        (
            replace(TENSE, probabilities={"tense": 0.55, "calm": 0.45}),
            "abstained",
            "margin 0.10 is under 0.20",
        ),
        (
            replace(TENSE, probabilities={"tense": 0.7, "calm": 0.3}),
            "abstained",
            "the probability of tense is 0.70; the edge asks for 0.75",
        ),
        (
            replace(TENSE, probabilities=None),
            "abstained",
            "the probability of tense is unknown; the edge asks for 0.75",
        ),
        (replace(TENSE, choice=None), "abstained", "the decider gave no answer"),
        (
            Answer(question="strain", choice="calm", probabilities={"tense": 0.1, "calm": 0.9}, mass=1.0),
            "not_met",
            "the answer is calm, not tense",
        ),
    ],
)
def test_an_answer_is_taken_only_above_its_bars(answer: Answer, verdict: str, why: str) -> None:
    routed = go((at("first", turns=1),), answers={"strain": answer})
    assert verdicts(routed.steps[0])["first>repair"] == (verdict, why)
    assert routed.needs is None
    if verdict == "taken":
        assert routed.stack == (at("repair", visits={"first": 1}),)
    else:
        assert routed.stack == (at("first", turns=2, asked=("strain",)),)


def test_a_question_is_asked_once_in_a_visit() -> None:
    frame = replace(at("first", turns=1, asked=("strain",)))
    routed = go((frame,))
    assert routed.needs is None
    assert verdicts(routed.steps[0])["first>repair"] == ("abstained", "strain was asked in this visit")


def test_a_question_may_still_be_asked_in_the_turn_that_exhausts_the_node() -> None:
    routed = go((at("first", turns=2),))
    assert (routed.stack[-1].node, routed.needs is not None) == ("second", True)
    answered = go((at("first", turns=2),), answers={"strain": TENSE})
    assert answered.stack[-1].node == "repair"


def test_a_node_that_may_not_be_entered_again_is_not() -> None:
    routed = go((at("first", turns=1, visits={"third": 2}),), {"mood": 4})
    assert verdicts(routed.steps[0])["first>third"] == ("not_met", "third was entered 2 of 2 times")
    assert routed.stack[-1].node == "first"


def test_an_exhausted_edge_to_a_full_node_passes_it_over() -> None:
    routed = go((at("second", visits={"gated": 2, "caller": 1}),))
    assert [(step.node, step.to, step.taken) for step in routed.steps] == [
        ("second", "gated", "second>gated"),
        ("gated", "caller", "gated>caller"),
        ("caller", "close", "caller>close"),
    ]
    assert (routed.ended, routed.completed, routed.stack[-1].node) == (True, ("main",), "close")


def test_a_gate_is_never_opened_by_routing() -> None:
    routed = go((at("gated"),), {"mood": 3})
    assert verdicts(routed.steps[0])["gated>close"] == (
        "gated",
        "the guard holds, and a clinician has to open the gate",
    )
    assert routed.stack == (at("gated", turns=1, slots={"mood": 3}),)


def test_a_skippable_node_is_passed_over_when_all_it_collects_is_known() -> None:
    routed = go((at("first", turns=1),), {"mood": 4, "topic": "sleep"})
    assert [(step.protocol, step.node, step.to, step.taken) for step in routed.steps] == [
        ("main", "first", "third", "first>third"),
        ("main", "third", "caller", "third>caller"),
        ("other", "known", "ask", "known>ask"),
    ]
    assert [(frame.protocol, frame.node, frame.entered_turn) for frame in routed.stack] == [
        ("main", "caller", 0),
        ("other", "ask", 2),
    ]


def test_a_called_protocol_does_not_see_session_values_from_before_it_was_entered() -> None:
    routed = go((at("gated", turns=1),), {"found": "yes", "hint": "old"})
    assert [(frame.protocol, frame.node) for frame in routed.stack] == [("main", "caller"), ("other", "known")]


def test_after_a_call_the_callers_edges_are_weighed_with_what_it_returns() -> None:
    stack = go((at("gated", turns=1),), {"topic": "x"}).stack
    back = go(stack, {"found": "yes"}, turn=4)
    assert (back.stack[-1].node, back.completed, len(back.stack)) == ("first", ("other",), 1)
    closed = go(stack, {"found": "no"}, turn=4)
    assert (closed.ended, closed.completed, closed.stack[-1].node) == (True, ("other", "main"), "close")


def test_the_interrupt_of_highest_priority_fires_and_the_frame_beneath_is_untouched() -> None:
    frame = at("first", turns=1)
    routed = go((frame,), {"mood": 9}, risk=RiskView(unscreened_event=True, level=4), turn=6)
    assert routed.stack == (replace(frame, slots={"mood": 9}), enter(LIBRARY, "screen", turn=6)[0])
    assert [(step.node, step.to, step.taken) for step in routed.steps] == [
        ("first", "protocol:screen", "interrupt:risk")
    ]
    assert {edge: verdict for edge, (verdict, _) in verdicts(routed.steps[0]).items()} == {
        "interrupt:risk": "taken",
        "interrupt:low": "outranked",
        "first>third": "not_reached",
        "first>second": "not_reached",
        "first>repair": "not_reached",
        "first>second.2": "not_reached",
        "stay": "outranked",
    }


def test_an_interrupt_that_is_running_does_not_fire_again_and_its_end_leads_back() -> None:
    frame = at("first", turns=1)
    risk = RiskView(unscreened_event=True)
    stack = go((frame,), risk=risk).stack
    routed = go(stack, risk=risk, turn=4)
    assert (routed.stack, routed.completed, routed.ended) == ((frame,), ("screen",), False)
    assert verdicts(routed.steps[0])["interrupt:risk"] == ("not_met", "protocol:screen is already running")


def test_a_value_that_its_slot_cannot_hold_counts_as_unset() -> None:
    for value in ("9", 99, True):
        assert go((at("first", turns=1),), {"mood": value}).stack[-1].node == "first"


def test_an_ended_session_stays_ended() -> None:
    stack = (at("close"),)
    assert go(stack, {"mood": 9}) == Routed(stack=stack, ended=True)


def test_an_alarm_after_the_end_is_asked_about_and_then_the_session_is_over() -> None:
    risk = RiskView(unscreened_event=True)
    stack = (at("close"),)
    asked = go(stack, risk=risk, turn=9)
    assert (asked.ended, asked.stack) == (False, (*stack, enter(LIBRARY, "screen", turn=9)[0]))
    assert [(step.node, step.to, step.taken) for step in asked.steps] == [
        ("close", "protocol:screen", "interrupt:risk")
    ]
    screened = go(asked.stack, risk=risk, turn=10)
    assert (screened.ended, screened.stack, screened.completed) == (True, stack, ("screen",))
    assert go(screened.stack, turn=11) == Routed(stack=stack, ended=True)


def test_a_frame_that_the_library_cannot_route_is_refused() -> None:
    with pytest.raises(ReleaseMismatch):
        go((replace(at("first"), release="0" * 64),))
    with pytest.raises(UnknownNode):
        go((at("nowhere"),))
    with pytest.raises(UnknownProtocol):
        enter(LIBRARY, "nothing", turn=0)


def test_routing_takes_less_than_a_millisecond() -> None:
    library = Library.shipped()
    stack = enter(library, "cbt.depression.session", turn=0)
    best = 1.0
    for _ in range(50):
        started = time.perf_counter()
        route(library, stack, slots={"mood": 4, "hw_status": "done"}, answers={}, risk=CALM, turn=2)
        best = min(best, time.perf_counter() - started)
    assert best < 0.001
