"""Courses, sessions and skills on one stack: whose values are whose, when a session ends, where the next one begins."""

from dataclasses import replace

import pytest

from memory.record.session import Answer, Frame, SlotValue
from strategies.graph.library import Library
from strategies.graph.reentry import reenter
from strategies.graph.route import begin, route
from strategies.graph.routed import Returned, RiskView, Routed, Step
from tests.strategies.levels import COURSE, MINI, PAUSE, TALK, library_of

CALM = RiskView()
GATE = "mini.course/clear>work"


def go(
    stack: tuple[Frame, ...],
    slots: dict[str, SlotValue] | None = None,
    *,
    lasting: dict[str, SlotValue] | None = None,
    answers: dict[str, Answer] | None = None,
    gates: tuple[str, ...] = (),
    risk: RiskView = CALM,
    library: Library = MINI,
    turn: int = 2,
) -> Routed:
    return route(
        library,
        stack,
        slots=slots or {},
        answers=answers or {},
        risk=risk,
        turn=turn,
        lasting=lasting or {},
        gates=gates,
    )


def places(routed: Routed) -> list[tuple[str, str]]:
    return [(frame.protocol.removeprefix("mini."), frame.node) for frame in routed.stack]


def ways(routed: Routed) -> list[str]:
    return [step.taken for step in routed.steps]


def talked(stack: tuple[Frame, ...], said: int, **known: SlotValue) -> Routed:
    """One talk from its first node to its end."""
    paused = go(stack, {"fear_now": said}, lasting=known)
    told = go(paused.stack, {"note": "warm"}, lasting=known, turn=4)
    return go(told.stack, {"note": "my sister"}, lasting=known, turn=6)


def test_a_course_opens_with_the_first_session_that_it_calls() -> None:
    assert places(begin(MINI, "mini.course")) == [("course", "intake"), ("talk", "ask")]


def test_values_of_one_name_do_not_mix_between_frames_and_come_back_only_as_returned() -> None:
    opened = begin(MINI, "mini.course")
    paused = go(opened.stack, {"fear_now": 7, "note": "not asked here"})
    assert places(paused) == [("course", "intake"), ("talk", "breathe"), ("pause", "pause")]
    assert [frame.slots for frame in paused.stack] == [{}, {"fear_now": 7, "note": "not asked here"}, {"before": 7}]
    back = go(paused.stack, {"note": "warm"}, turn=4)
    assert places(back) == [("course", "intake"), ("talk", "tell")]
    assert back.stack[1].slots == {"fear_now": 7, "note": "not asked here", "name": "warm"}
    assert back.left == {"mini.pause": {"before": 7, "note": "warm"}}


def test_a_value_handed_in_decides_in_the_called_protocol_and_the_callers_own_does_not() -> None:
    opened = begin(MINI, "mini.course")
    calm = go(go(opened.stack, {"fear_now": 7}).stack, {"note": "warm"}, turn=4)
    high = go(go(opened.stack, {"fear_now": 9}).stack, {"note": "warm"}, turn=4)
    assert (ways(calm)[0], ways(high)[0]) == ("pause>out.2", "pause>out")


def test_the_session_ends_when_its_own_protocol_does_and_the_course_moves_on_beneath_it() -> None:
    ended = talked(begin(MINI, "mini.course").stack, 7)
    assert (ended.ended, ended.discharged, ended.completed) == (True, False, ("mini.talk",))
    assert places(ended) == [("course", "clear"), ("talk", "bye")]
    assert [(step.protocol, step.taken) for step in ended.steps] == [
        ("mini.talk", "tell>bye"),
        ("mini.course", "intake>clear"),
        ("mini.course", "stay"),
    ]
    assert ended.returned == (
        Returned(protocol="mini.course", slot="fear", value=7, of_protocol="mini.talk", of_slot="fear_now"),
    )
    assert go(ended.stack, {"note": "more"}, turn=8) == Routed(stack=ended.stack, ended=True)


def gate_step(routed: Routed) -> Step:
    return next(step for step in routed.steps if step.node == "clear")


def test_a_gate_of_a_course_waits_after_a_session_and_is_passed_over_to_the_preparation_until_it_is_opened() -> None:
    left = talked(begin(MINI, "mini.course").stack, 7)
    waiting = gate_step(left)
    assert [(each.edge, each.verdict) for each in waiting.candidates] == [
        ("clear>work", "gated"),
        ("clear>prepare", "not_reached"),
        ("stay", "taken"),
    ]
    assert waiting.candidates[0].inputs == {"fear": 7, "gate.clinician": False}
    closed = begin(MINI, "mini.course", carried=left.stack[0], lasting={"fear": 7})
    assert (places(closed), ways(closed)) == ([("course", "prepare"), ("talk", "ask")], ["clear>prepare"])
    opened = begin(MINI, "mini.course", carried=left.stack[0], lasting={"fear": 7}, gates=[GATE])
    assert (places(opened), ways(opened)) == ([("course", "work"), ("exposure", "step")], ["clear>work"])
    assert opened.stack[1].slots == {"worst": 7}
    again = talked(closed.stack, 6, fear=7)
    assert again.stack[0].node == "clear"


def test_a_gate_that_was_opened_during_the_session_lets_the_course_pass_as_it_ends() -> None:
    opened = begin(MINI, "mini.course")
    told = go(go(opened.stack, {"fear_now": 7}).stack, {"note": "warm"}, turn=4)
    ended = go(told.stack, {"note": "my sister"}, gates=(GATE,), turn=6)
    assert (places(ended), ways(ended)) == (
        [("course", "work"), ("talk", "bye")],
        ["tell>bye", "intake>clear", "clear>work"],
    )


def test_a_gate_of_another_edge_opens_nothing() -> None:
    left = talked(begin(MINI, "mini.course").stack, 7)
    closed = begin(MINI, "mini.course", carried=left.stack[0], lasting={"fear": 7}, gates=["mini.talk/clear>work"])
    assert closed.stack[0].node == "prepare"


def test_a_course_that_comes_to_its_end_is_over_and_opens_no_session() -> None:
    ended = talked(begin(MINI, "mini.course").stack, 2)
    assert (ended.discharged, ended.completed) == (True, ("mini.talk", "mini.course"))
    assert places(ended) == [("course", "done"), ("talk", "bye")]
    opened = begin(MINI, "mini.course", carried=ended.stack[0])
    assert (opened.ended, places(opened)) == (True, [("course", "done")])


def test_a_patients_value_that_has_expired_holds_no_guard_of_the_course() -> None:
    left = talked(begin(MINI, "mini.course").stack, 7)
    opened = begin(MINI, "mini.course", carried=left.stack[0], lasting={}, gates=[GATE])
    assert opened.stack[0].node == "prepare"
    assert next(each for each in opened.steps[0].candidates if each.edge == "clear>work").verdict == "not_met"


def exposed() -> tuple[Frame, ...]:
    left = talked(begin(MINI, "mini.course").stack, 7)
    return begin(MINI, "mini.course", carried=left.stack[0], lasting={"fear": 7}, gates=[GATE]).stack


STATE = "state:step"


def reached(choice: str | None = "yes", p: float = 0.9, *, quote: str = "It fell.", mass: float = 1.0) -> Answer:
    others = [option for option in ("yes", "no", "unclear") if option != choice]
    shares = {option: (1 - p) / len(others) for option in others} | ({choice: p} if choice else {})
    return Answer(question=STATE, choice=choice, probabilities=shares, mass=mass, quote=quote)


def test_an_intervention_asks_whether_its_state_was_reached_before_it_leads_on() -> None:
    routed = go(exposed(), {"seen": "it fell"})
    assert routed.needs is not None
    assert (routed.needs.id, routed.needs.wants_quote, list(routed.needs.options)) == (
        STATE,
        True,
        ["yes", "no", "unclear"],
    )
    assert places(routed)[-1] == ("exposure", "step")
    assert [(each.edge, each.verdict) for each in routed.steps[0].candidates if each.kind != "interrupt"] == [
        ("step>bye", "not_reached"),
        ("step>bye.2", "not_reached"),
        ("stay", "taken"),
    ]


def test_nothing_is_asked_while_nothing_would_lead_on() -> None:
    assert go(exposed()).needs is None


@pytest.mark.parametrize(
    ("answer", "verdict", "why"),
    [
        (reached(), "taken", "the guard holds: seen = it fell, and the intended state was reached: “It fell.”"),
        (reached("no"), "not_met", "the answer is no, not yes"),
        (reached("unclear"), "not_met", "the answer is unclear, not yes"),
        (reached(None), "abstained", "the decider gave no answer"),
        (reached(p=0.69), "abstained", "the probability of yes is 0.69; the edge asks for 0.70"),
        (reached(mass=0.4), "abstained", "mass 0.40 is under 0.50"),
        (replace(reached(), probabilities=None), "abstained", "the probability of yes is unknown"),
        (reached(quote=""), "abstained", "no words of the client show it"),
    ],
)
def test_only_a_sure_yes_with_the_clients_words_leads_on(answer: Answer, verdict: str, why: str) -> None:
    routed = go(exposed(), {"seen": "it fell"}, answers={STATE: answer})
    [edge] = [each for each in routed.steps[0].candidates if each.edge == "step>bye"]
    assert (edge.verdict, why in edge.why, edge.threshold) == (verdict, True, 0.7)
    assert edge.inputs == {"seen": "it fell", "state.reached": answer.choice, "state.quote": answer.quote or None}
    assert (routed.needs, routed.ended) == (None, verdict == "taken")


def test_without_an_answer_the_session_stays_until_the_turns_are_used_up() -> None:
    first = go(exposed(), {"seen": "it fell"})
    second = go(first.stack, turn=4)
    assert (first.ended, second.ended, second.steps[0].taken) == (False, True, "step>bye.2")


def test_a_no_may_be_followed_by_a_yes_in_the_same_visit() -> None:
    library = library_of()
    first = go(exposed(), {"seen": "it fell"}, answers={STATE: reached("no")}, library=library)
    assert first.stack[-1].asked == ()
    second = go(first.stack, answers={STATE: reached()}, library=library, turn=4)
    assert second.steps[0].taken == "step>bye"


def test_a_clinician_gate_inside_a_session_lets_on_once_it_is_opened() -> None:
    gated = TALK.replace('{to: bye, when: "note != null"}', '{to: bye, when: "note != null", gate: clinician}')
    library = library_of(talk=gated.replace("turns: {max: 1}", "turns: {max: 3}"))
    assert library.gates == {GATE, "mini.talk/tell>bye"}
    stack = begin(library, "mini.course").stack
    told = go(go(stack, {"fear_now": 7}, library=library).stack, {"note": "warm"}, library=library, turn=4)
    held = go(told.stack, {"note": "my sister"}, library=library, turn=6)
    assert (held.steps[0].taken, held.steps[0].candidates[1].verdict) == ("stay", "gated")
    passed = go(held.stack, library=library, gates=("mini.talk/tell>bye",), turn=8)
    assert passed.steps[0].taken == "tell>bye"


def test_a_step_that_an_interrupt_broke_into_can_begin_again_or_call_for_a_clinician() -> None:
    alarm = RiskView(unscreened_event=True, level=1)
    for policy, slots, escalates in (
        ("restart", {}, None),
        ("escalate", {"note": "x"}, "tell"),
        ("resume", {"note": "x"}, None),
    ):
        library = library_of(talk=TALK.replace("{next_session: bridge}", f"{{same_session: {policy}}}"))
        opened = begin(library, "mini.talk").stack
        frame = replace(opened[0], node="tell", slots={"note": "x"}, asked=("q",))
        screening = go((frame,), library=library, risk=alarm)
        top = replace(screening.stack[-1], node="agree", turns=1)
        back = go((frame, top), library=library, risk=alarm, turn=4)
        assert back.completed == ("safety_screen",)
        assert (back.stack[0].slots, back.escalates) == (slots, escalates)


def test_the_first_step_carries_all_that_routing_was_given() -> None:
    routed = go(
        exposed(), {"seen": "x"}, answers={STATE: reached("no")}, gates=("b", "a"), risk=RiskView(level=2), turn=4
    )
    assert routed.steps[0].inputs is not None
    assert (routed.steps[0].inputs.level, routed.steps[0].inputs.gates) == (2, ("a", "b"))
    assert [answer.choice for answer in routed.steps[0].inputs.answers] == ["no"]


def test_a_called_protocol_of_patient_scope_needs_no_return() -> None:
    pause = PAUSE.replace("note: {type: text,", "note: {type: text, scope: patient,")
    library = library_of(pause=pause)
    paused = go(begin(library, "mini.course").stack, {"fear_now": 7}, library=library)
    back = go(paused.stack, {"note": "warm"}, library=library, turn=4)
    assert back.stack[1].slots == {"fear_now": 7, "name": "warm"}
    assert back.returned == ()


def test_where_the_step_says_nothing_of_coming_back_the_step_that_called_its_protocol_does() -> None:
    text = COURSE.replace(
        "call: {protocol: mini.talk, returns",
        "reentry: {next_session: bridge}\n    call: {protocol: mini.talk, returns",
    )
    for library, policy in ((MINI, "restart"), (library_of(course=text), "bridge")):
        paused = go(begin(library, "mini.course").stack, {"fear_now": 7}, library=library)
        entered = reenter(library, paused.stack, days=1, lasting={}, gates=(), risk=CALM, turn=0)
        assert (entered.policy, places(entered.routed)) == (policy, [("course", "intake"), ("talk", "ask")])


def test_a_screen_that_was_broken_off_is_not_resumed_it_comes_again_by_itself() -> None:
    opened = begin(MINI, "mini.course").stack
    screening = go(opened, risk=RiskView(unscreened_event=True, level=1))
    assert places(screening)[-1] == ("safety_screen", "wish")
    entered = reenter(MINI, screening.stack, days=1, lasting={}, gates=(), risk=CALM, turn=0)
    assert (entered.policy, entered.left, places(entered.routed)) == (
        "resume",
        screening.stack[1],
        [("course", "intake"), ("talk", "ask")],
    )
