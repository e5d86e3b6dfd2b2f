"""Rules of the shipped protocols that keep people safe: consent first, no exposure past the gate, stopping stops."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory.record.identity import Language
from memory.record.session import Answer, Frame, SlotValue
from strategies.course.readers import read_slot
from strategies.graph.library import Library
from strategies.graph.protocol import Level, NodeKind, Protocol, Slot, SlotScope, SlotType
from strategies.graph.route import begin, route
from strategies.graph.routed import RiskView

LIBRARY = Library.shipped()
INTAKE, STEP, PLAN = "intake.session", "interoceptive.exposure", "safety.plan"
COURSE, EXPOSURE, IN_VIVO = "panic.course", "panic.exposure.session", "panic.invivo.session"
HEALTH = ("heart_condition", "asthma", "epilepsy", "pregnancy", "other_illness")
WELL: Mapping[str, SlotValue] = dict.fromkeys(HEALTH, "no")
OPEN = frozenset(
    {f"{COURSE}/clearance>exposure_first", f"{COURSE}/recheck>exposure"},
)
STEPS = ("signs", "coping", "distraction", "asking_help", "professionals", "surroundings")
KEPT = ("plan_signs", "plan_coping", "plan_distraction", "plan_help", "plan_professionals", "plan_surroundings")


@dataclass(kw_only=True)
class Client:
    """Somebody who says `says` (slot -> value; other texts are "said", all else is unclear), over several sessions."""

    says: Mapping[str, SlotValue]
    lasting: dict[str, SlotValue] = field(default_factory=dict[str, SlotValue])
    gates: frozenset[str] = frozenset()
    risk: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    carried: Frame | None = None
    over: bool = False

    def heard(self, protocol: Protocol, node: str) -> dict[str, SlotValue]:
        """What the words to that node are read to say."""
        return {name: self._value(name, protocol.slots[name]) for name in protocol.nodes[node].collects}

    def _value(self, name: str, slot: Slot) -> SlotValue:
        return self.says.get(name, "said" if slot.type is SlotType.TEXT else None)

    def hold(self, protocol: str) -> list[tuple[str, str]]:
        """One session: each node spoken to, once for each visit, and the end."""
        view = RiskView(level=self.risk)
        opened = begin(LIBRARY, protocol, carried=self.carried, lasting=self.lasting, gates=self.gates, risk=view)
        self.over, stack = opened.ended, opened.stack
        self.carried = stack[0] if self.over else self.carried
        seen: list[tuple[str, str]] = []
        while not self.over:
            top = stack[-1]
            here = (top.protocol, top.node)
            seen.extend([here] if seen[-1:] != [here] else [])
            heard = self.heard(LIBRARY[top.protocol].protocol, top.node)
            slots = LIBRARY[top.protocol].protocol.slots
            self.lasting |= {
                name: value
                for name, value in heard.items()
                if slots[name].scope is SlotScope.PATIENT and value is not None
            }
            routed = route(
                LIBRARY,
                stack,
                slots=heard,
                answers=self.answers,
                risk=view,
                turn=len(seen),
                lasting=self.lasting,
                gates=self.gates,
            )
            assert routed.needs is None or not self.answers
            self.lasting |= {each.slot: each.value for each in routed.returned}
            stack = routed.stack
            if routed.ended:
                bottom = LIBRARY[stack[0].protocol].protocol.protocol.level
                self.carried = stack[0] if bottom is Level.COURSE else None
                self.over = routed.discharged
                return [*seen, (stack[-1].protocol, stack[-1].node)]
        return seen


def nodes_of(seen: Iterable[tuple[str, str]], protocol: str) -> list[str]:
    """The nodes of one protocol, in order."""
    return [node for each, node in seen if each == protocol]


def reachable(protocol: Protocol, *, start: str, without: Iterable[tuple[str, str]] = ()) -> set[str]:
    """The nodes that any edges lead to from `start`, without those from-to pairs."""
    cut, found, waiting = set(without), {start}, [start]
    while waiting:
        here = waiting.pop()
        for edge in protocol.nodes[here].edges:
            if (here, edge.to) not in cut and edge.to not in found:
                found.add(edge.to)
                waiting.append(edge.to)
    return found


# ---- consent --------------------------------------------------------------------------------------------------------

TOLD: Mapping[str, SlotValue] = {"may_explain": "yes", "understood": "yes", "limits_clear": "yes", "safe_today": "yes"}
AGREED: Mapping[str, SlotValue] = {**TOLD, "consent_wish": "yes", "consent_treatment": 1}
BEFORE = ("welcome", "what_this_is", "confidentiality", "consent")


@pytest.mark.parametrize(("answer", "end"), [("no", "declined"), ("refused", "declined"), (None, "undecided")])
def test_without_a_clear_yes_the_intake_ends_before_anything_is_assessed(answer: str | None, end: str) -> None:
    seen = Client(says={**AGREED, "consent_wish": answer}).hold(INTAKE)
    assert seen == [(INTAKE, name) for name in (*BEFORE, end)]


@pytest.mark.parametrize(("answer", "end"), [(0, "declined"), (None, "undecided")])
def test_a_yes_that_is_not_confirmed_begins_nothing(answer: int | None, end: str) -> None:
    seen = Client(says={**AGREED, "consent_treatment": answer}).hold(INTAKE)
    assert seen == [(INTAKE, name) for name in (*BEFORE, "confirm", end)]


def test_with_a_confirmed_yes_it_asks_about_safety_first_and_then_listens() -> None:
    seen = nodes_of(Client(says={**AGREED, **WELL}).hold(INTAKE), INTAKE)
    assert seen[:7] == [*BEFORE, "confirm", "safety_check", "presenting"]
    assert seen[-1] == "close"


def test_who_does_not_want_to_hear_of_it_is_asked_nothing_more() -> None:
    assert Client(says={"may_explain": "no"}).hold(INTAKE) == [(INTAKE, "welcome"), (INTAKE, "declined")]


def test_only_the_confirmed_yes_leads_on_and_nothing_before_it_asks_about_the_person() -> None:
    protocol = LIBRARY[INTAKE].protocol
    on = [edge for node in protocol.nodes.values() for edge in node.edges if edge.to == "safety_check"]
    assert [edge.when for edge in on] == ["consent_treatment != null && consent_treatment == 1"]
    before = reachable(protocol, start="welcome", without=[("confirm", "safety_check")])
    assert before == {*BEFORE, "worries", "confirm", "declined", "undecided"}
    assert {slot for name in before for slot in protocol.nodes[name].collects} == {
        *("may_explain", "understood", "limits_clear", "worry", "consent_wish", "consent_treatment")
    }
    assert all(protocol.nodes[name].speaks_verbatim for name in (*BEFORE, "confirm"))


def read(protocol: str, slot: str, words: str) -> SlotValue:
    """What the rules read in the words."""
    found = LIBRARY[protocol].protocol.slots[slot]
    value = read_slot(
        found.reader, words, type=found.type, values=found.values, range=found.range, today=date(2026, 1, 5)
    )
    return value.value if value is not None else None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("No.", "no"),
        ("No, I don't want that.", "no"),
        ("I'd rather not.", "refused"),
        ("不愿意", "no"),
        ("不，我不想", "no"),
        ("Yes, I do.", "yes"),
        ("愿意", "yes"),
        ("我愿意。", "yes"),
        ("I do not know yet.", None),
        ("我再想想", None),
    ],
)
def test_consent_is_read_from_plain_words(words: str, value: str | None) -> None:
    assert read(INTAKE, "consent_wish", words) == value


SIGNALS = [
    (INTAKE, "consent_treatment"),
    (IN_VIVO, "rules_clear"),
    *((STEP, slot) for slot in ("ready", "cleared", "willing", "unhurt_one", "unhurt_two", "unhurt_three", "easing")),
]


@pytest.mark.parametrize(("protocol", "slot"), SIGNALS)
@pytest.mark.parametrize(
    "words",
    [
        *(
            "I have some questions first",
            "I am scared",
            "I can't breathe",
            "I have chest pain",
            "yes but my chest hurts",
        ),
        *("I don't want to go on", "stop", "Yes", "No", "I guess so", "not sure"),
        *(
            "有些问题想先问",
            "不想做了",
            "有点胸口疼",
            "胸口有一点疼",
            "喘不过气",
            "还好吧",
            "好的",
            "没有",
            "有",
            "不舒服",
        ),
    ],
)
def test_where_a_misreading_would_do_harm_no_words_count_as_leave_to_go_on(
    protocol: str, slot: str, words: str
) -> None:
    assert read(protocol, slot, words) is None


@pytest.mark.parametrize(("protocol", "slot"), SIGNALS)
def test_a_number_counts(protocol: str, slot: str) -> None:
    assert [read(protocol, slot, words) for words in ("1", "0", " 1. ", "1吧", "回复1", "零")] == [1, 0, 1, 1, None, 0]


@pytest.mark.parametrize("says", [{"consent_wish": "no"}, {"consent_treatment": 0}])
def test_a_course_does_not_begin_without_consent(says: Mapping[str, SlotValue]) -> None:
    for name in sorted(each for each in LIBRARY if LIBRARY[each].protocol.protocol.level is Level.COURSE):
        client = Client(says={**AGREED, "consent_treatment": None, **says}, gates=OPEN)
        client.hold(name)
        assert client.over
        assert client.carried is not None
        assert client.carried.node == "declined"


# ---- exposure -------------------------------------------------------------------------------------------------------


def calls(name: str) -> set[str]:
    """All that a protocol calls, at whatever distance, itself included."""
    found, waiting = {name}, [name]
    while waiting:
        for node in LIBRARY[waiting.pop()].protocol.nodes.values():
            if node.call is not None and node.call.protocol not in found:
                found.add(node.call.protocol)
                waiting.append(node.call.protocol)
    return found


EXPOSING = {name for name, each in LIBRARY.items() if any(node.exposure for node in each.protocol.nodes.values())}
GATED = {name for name in LIBRARY if calls(name) & EXPOSING and LIBRARY[name].protocol.protocol.requires_gate}


def test_the_panic_protocols_hold_the_exposure() -> None:
    assert {STEP, IN_VIVO} <= EXPOSING
    assert {STEP, IN_VIVO, EXPOSURE} <= GATED


def test_whatever_leads_to_exposure_leads_through_a_clinician_s_gate() -> None:
    for name in sorted(LIBRARY):
        protocol = LIBRARY[name].protocol
        if not calls(name) & EXPOSING or protocol.protocol.requires_gate:
            continue
        gated = [(here, edge.to) for here, node in protocol.nodes.items() for edge in node.edges if edge.gate]
        for here in reachable(protocol, start=protocol.start, without=gated):
            node = protocol.nodes[here]
            assert not node.exposure
            assert node.call is None or not calls(node.call.protocol) & EXPOSING


PANIC_SLOTS = {name: slot for each in sorted(calls(COURSE)) for name, slot in LIBRARY[each].protocol.slots.items()}


def some(slot: Slot) -> st.SearchStrategy[SlotValue]:
    """A value of the slot, or none."""
    match slot.type:
        case SlotType.ENUM:
            return st.sampled_from((None, *slot.values))
        case SlotType.INT:
            low, high = slot.range or (0, 10)
            return st.none() | st.integers(int(low), int(high))
        case _:
            return st.sampled_from((None, "said"))


@settings(max_examples=20, deadline=None)
@given(
    says=st.fixed_dictionaries({name: some(slot) for name, slot in sorted(PANIC_SLOTS.items())}),
    risk=st.integers(0, 6),
    health_is_known=st.booleans(),
)
def test_no_course_comes_to_exposure_while_the_gate_is_shut_or_the_health_answers_are_open(
    says: dict[str, SlotValue], risk: int, health_is_known: bool
) -> None:
    if health_is_known:
        client = Client(says={**says, **AGREED, **WELL}, risk=risk)
    else:
        client = Client(says={**says, **AGREED, "asthma": None}, risk=risk, gates=OPEN)
    for _ in range(8):
        seen = client.hold(COURSE)
        assert not {protocol for protocol, _ in seen} & GATED
        if client.over:
            break
    assert client.over
    assert client.carried is not None
    assert client.carried.node == "handed_back"


@pytest.mark.parametrize("open_answer", HEALTH)
def test_an_opened_gate_still_waits_for_every_health_answer(open_answer: str) -> None:
    client = Client(says={**AGREED, **DOES, **WELL, open_answer: None}, gates=OPEN)
    for _ in range(3):
        client.hold(COURSE)
    assert client.carried is not None
    assert (client.over, client.carried.node) == (False, "clearance")


def test_an_opened_gate_leads_to_the_first_exercise() -> None:
    client = Client(says={**AGREED, **WELL}, gates=OPEN)
    held = [client.hold(COURSE)[0] for _ in range(3)]
    assert held == [(INTAKE, "welcome"), ("panic.education.session", "check_in"), (EXPOSURE, "check_in")]


DOES: Mapping[str, SlotValue] = {
    **dict.fromkeys(("ready", "cleared", "willing", "unhurt_one", "unhurt_two", "unhurt_three", "easing"), 1),
    "safe_today": "yes",
    "more": "no",
    "hw_status": "not_set",
    "attacks": 2,
    "fear_start": 80,
    "belief_before": 90,
    "peak_one": 80,
    "peak_two": 70,
    "peak_three": 50,
    "belief_after": 20,
    "fear_end": 40,
}
"""Somebody who does the whole exercise."""


def test_a_course_that_goes_well_is_as_long_as_its_least_dose_and_comes_to_discharge() -> None:
    says = {**AGREED, **WELL, **DOES, "fear_end": 20, "rules_clear": 1, "avoid_start": 6, "avoid_end": 2}
    client = Client(says=says, gates=OPEN)
    held: list[str] = []
    while not client.over:
        held.append(client.hold(COURSE)[0][0])
    assert held == [
        *(INTAKE, "panic.education.session", EXPOSURE, EXPOSURE, IN_VIVO, IN_VIVO, "relapse.prevention.session"),
    ]
    facts = LIBRARY[COURSE].protocol.course
    assert facts is not None
    assert facts.dose.sessions[0] == len(held)
    assert client.carried is not None
    assert client.carried.node == "discharge"


def test_a_whole_step_asks_about_stopping_after_every_go() -> None:
    seen = nodes_of(Client(says=DOES, lasting=dict(WELL)).hold(STEP), STEP)
    assert seen == [
        *("ready", "choose", "predict", "sure_before", "willing"),
        *("go_one", "check_one", "go_two", "check_two", "go_three", "check_three"),
        *("learn", "sure_after", "done"),
    ]


def test_a_second_go_that_frightens_little_is_the_last() -> None:
    seen = nodes_of(Client(says={**DOES, "peak_two": 39}, lasting=dict(WELL)).hold(STEP), STEP)
    assert seen[-4:] == ["check_two", "learn", "sure_after", "done"]


@pytest.mark.parametrize("answer", [0, None])
@pytest.mark.parametrize("n", ["one", "two", "three"])
def test_anything_but_a_one_to_the_stop_question_ends_the_step(n: str, answer: int | None) -> None:
    seen = nodes_of(Client(says={**DOES, f"unhurt_{n}": answer}, lasting=dict(WELL)).hold(STEP), STEP)
    assert seen[-3:] == [f"check_{n}", "stopped", "ended_early"]


@pytest.mark.parametrize("answer", [0, None])
def test_what_does_not_ease_is_sent_for_help(answer: int | None) -> None:
    seen = nodes_of(Client(says={**DOES, "unhurt_one": 0, "easing": answer}, lasting=dict(WELL)).hold(STEP), STEP)
    assert seen[-4:] == ["check_one", "stopped", "get_help", "ended_early"]


@pytest.mark.parametrize("choice", ["body_alarm", "wants_stop"])
@pytest.mark.parametrize("n", ["one", "two", "three"])
def test_words_of_stopping_or_of_illness_end_a_go_at_once(n: str, choice: str) -> None:
    shares = {option: 0.9 if option == choice else 0.05 for option in ("goes_on", "wants_stop", "body_alarm")}
    answer = Answer(question="stop_check", choice=choice, p=0.9, probabilities=shares, mass=1.0)
    frame = Frame(protocol=STEP, release=LIBRARY[STEP].release, node=f"go_{n}", visits={f"go_{n}": 1})
    routed = route(LIBRARY, (frame,), slots={}, answers={"stop_check": answer}, risk=RiskView(), turn=9, lasting=WELL)
    assert routed.stack[-1].node == "stopped"


def test_nothing_leads_back_from_stopping_to_an_exercise() -> None:
    protocol = LIBRARY[STEP].protocol
    for name in ("stopped", "get_help", "not_today"):
        assert not [each for each in reachable(protocol, start=name) if protocol.nodes[each].exposure]
    for name in ("ready", "clearance", "willing", "check_one", "check_two", "check_three", "stopped", "get_help"):
        assert protocol.nodes[name].speaks_verbatim


@pytest.mark.parametrize("slot", ["ready", "willing"])
@pytest.mark.parametrize("answer", [0, None])
def test_nobody_is_led_into_an_exercise_without_a_one(slot: str, answer: int | None) -> None:
    seen = nodes_of(Client(says={**DOES, slot: answer}, lasting=dict(WELL)).hold(STEP), STEP)
    assert seen[-2:] == ["not_today", "ended_early"]
    assert "go_one" not in seen


@pytest.mark.parametrize("illness", HEALTH)
@pytest.mark.parametrize("answer", ["yes", "refused", None])
def test_a_health_answer_that_is_no_clear_no_allows_only_what_the_clinician_named(
    illness: str, answer: str | None
) -> None:
    lasting = {**WELL, illness: answer}
    named = nodes_of(Client(says=DOES, lasting=dict(lasting)).hold(STEP), STEP)
    assert named[:3] == ["ready", "clearance", "choose_agreed"]
    unnamed = nodes_of(Client(says={**DOES, "cleared": None}, lasting=dict(lasting)).hold(STEP), STEP)
    assert unnamed == ["ready", "clearance", "not_today", "ended_early"]


@pytest.mark.parametrize("protocol", [EXPOSURE, IN_VIVO])
@pytest.mark.parametrize("level", [3, 6])
def test_a_high_risk_level_leaves_exposure_out(protocol: str, level: int) -> None:
    says = {**DOES, "plan_ready": "yes", "rules_clear": 1, "avoid_start": 8, "avoid_end": 5}
    seen = Client(says=says, lasting=dict(WELL), risk=level).hold(protocol)
    assert nodes_of(seen, PLAN)[:2] == ["begin", "signs"]
    assert not [node for each, node in seen if LIBRARY[each].node(node).exposure]
    assert not nodes_of(seen, STEP)


def test_a_stopped_exercise_is_the_last_of_its_session_and_waits_for_a_clinician() -> None:
    says = {**AGREED, **WELL, **DOES, "more": "yes", "unhurt_two": 0}
    client = Client(says=says, gates=frozenset({f"{COURSE}/clearance>exposure_first"}))
    seen = [client.hold(COURSE) for _ in range(3)][-1]
    assert nodes_of(seen, EXPOSURE)[-3:] == ["steady", "summary", "close"]
    assert "offer" not in nodes_of(seen, EXPOSURE)
    assert nodes_of(seen, STEP).count("ready") == 1
    assert client.carried is not None
    assert client.carried.node == "recheck"
    assert client.hold(COURSE)[0] == ("mi.session", "engage")


# ---- the safety plan ------------------------------------------------------------------------------------------------


def test_the_safety_plan_takes_its_six_steps_in_order() -> None:
    seen = nodes_of(Client(says={"plan_ready": "yes"}).hold(PLAN), PLAN)
    assert seen == ["begin", *STEPS, "obstacle", "keeping", "done"]
    assert {LIBRARY[PLAN].node(name).kind for name in seen[:-1]} == {NodeKind.SAFETY}


@pytest.mark.parametrize("n", range(6))
def test_a_plan_that_broke_off_goes_on_with_the_step_that_is_open(n: int) -> None:
    seen = nodes_of(Client(says={"plan_ready": "yes"}, lasting=dict.fromkeys(KEPT[:n], "kept")).hold(PLAN), PLAN)
    assert seen[1 : 1 + len(STEPS[n:])] == list(STEPS[n:])


def test_an_unclear_step_is_passed_without_losing_the_order() -> None:
    seen = nodes_of(Client(says={"plan_ready": "yes", **dict.fromkeys(KEPT, None)}).hold(PLAN), PLAN)
    assert seen[1:7] == list(STEPS)


@pytest.mark.parametrize(("fits", "then"), [("yes", "obstacle"), ("no", "amend"), (None, "amend")])
def test_a_whole_plan_is_reviewed_and_not_made_anew(fits: str | None, then: str) -> None:
    client = Client(says={"plan_ready": "yes", "plan_fits": fits}, lasting=dict.fromkeys(KEPT, "kept"))
    assert nodes_of(client.hold(PLAN), PLAN)[1:3] == ["review", then]


@pytest.mark.parametrize("answer", ["no", "refused", None])
def test_who_does_not_want_a_plan_now_hears_where_help_is(answer: str | None) -> None:
    assert nodes_of(Client(says={"plan_ready": answer}).hold(PLAN), PLAN) == ["begin", "later", "done"]
    line = LIBRARY[PLAN].node("later").fallback or {}
    assert "emergency services" in line[Language.EN]
    assert "急救" in line[Language.ZH]


def test_no_step_of_the_plan_asks_for_the_means() -> None:
    line = LIBRARY[PLAN].node("surroundings").fallback or {}
    assert "do not need to tell me what it is" in line[Language.EN]
    assert "不必告诉我是什么" in line[Language.ZH]
