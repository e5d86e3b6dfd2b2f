"""What every shipped protocol holds: no finding, both languages, fit lines, marked interventions, ways that end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from memory.record.identity import Language
from memory.record.session import Answer, Frame, SlotValue
from strategies.course.readers import read_slot
from strategies.graph.check import bounds_of, check
from strategies.graph.check_text import texts_of
from strategies.graph.flow import flow_of
from strategies.graph.library import Library
from strategies.graph.load import load_file
from strategies.graph.protocol import Level, NodeKind, Protocol, Reader, Slot, SlotScope, SlotType, TargetRole
from strategies.graph.release import compile_release
from strategies.graph.route import begin, route
from strategies.graph.routed import RiskView, SemanticQuestion
from strategies.speech.checks import check_reply

FOLDER = Path(__file__).parents[2] / "strategies" / "protocols"
LIBRARY = Library.shipped()
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SPOKEN = sorted(name for name in FILES if LIBRARY[name].protocol.protocol.level is not Level.COURSE)
SESSIONS = sorted(name for name in FILES if LIBRARY[name].protocol.protocol.level is Level.SESSION)
TOLD: Mapping[str, SlotValue] = {
    **dict.fromkeys(("may_explain", "understood", "limits_clear", "consent_wish", "safe_today"), "yes"),
    "consent_treatment": 1,
}
WEEK = 7
TODAY = date(2026, 1, 5)


def protocol_of(name: str) -> Protocol:
    return LIBRARY[name].protocol


def protocols_by(level: Level) -> list[Protocol]:
    return [each.protocol for each in LIBRARY.values() if each.protocol.protocol.level is level]


# ---- what stands in the files ---------------------------------------------------------------------------------------


def test_what_is_promised_is_shipped() -> None:
    courses = {"cbt.depression.course", "ba.depression.course", "panic.course", "problem.management.course"}
    skills = {"homework.review", "thought.record", "ba.trap.trac", "rupture.repair", "safety.plan", "safety_screen"}
    sessions = {
        *("cbt.depression.session", "ba.depression.session", "problem.management.session", "mi.session"),
        *("intake.session", "formulation.session", "progress.review.session", "relapse.prevention.session"),
        "closing.session",
    }
    assert {each.protocol.id for each in protocols_by(Level.COURSE)} >= courses
    assert {each.protocol.id for each in protocols_by(Level.SKILL)} >= skills
    assert {each.protocol.id for each in protocols_by(Level.SESSION)} >= sessions


@pytest.mark.parametrize("name", FILES)
def test_every_file_passes_without_a_finding(name: str) -> None:
    loaded = load_file(FOLDER / f"{name}.yaml")
    assert compile_release(loaded.protocol) == LIBRARY[name]
    assert check(loaded, library=LIBRARY) == []


@pytest.mark.parametrize("name", FILES)
def test_every_text_stands_in_both_languages_and_in_its_own_letters(name: str) -> None:
    texts = list(texts_of(protocol_of(name)))
    assert len(texts) > 20
    for place, words in texts:
        assert set(words) == set(Language), place
        assert re.search(r"[\u4e00-\u9fff]", words[Language.ZH]), place
        assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", words[Language.EN]), place
        assert re.search(r"[A-Za-z]", words[Language.EN]), place


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_follows_and_that_no_clinician_has_read_it(name: str) -> None:
    header = protocol_of(name).protocol
    assert header.title is not None
    assert header.clinical_review == "none"
    assert header.evidence
    assert all(re.search(r"\b(?:19|20)\d\d\b", text) for text in header.evidence)
    assert len((FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()) <= 650


@pytest.mark.parametrize("name", FILES)
def test_every_step_has_few_musts_and_every_intervention_its_marks(name: str) -> None:
    for node_name, node in protocol_of(name).nodes.items():
        assert len(node.must) <= 5, node_name
        assert len(node.never) <= 5, node_name
        if node.kind is NodeKind.INTERVENE:
            assert any(link.role is TargetRole.MOVE for link in node.targets), node_name
            assert node.state_reached is not None, node_name
            assert node.interaction is not None, node_name
            assert node.must, node_name
            assert node.never, node_name
        assert (node.example is None) == (node.counter_example is None), node_name
        if node.example is not None and node.counter_example is not None:
            assert node.example[Language.EN] != node.counter_example[Language.EN]


@pytest.mark.parametrize("name", SPOKEN)
def test_every_reader_can_give_what_its_slot_holds(name: str) -> None:
    kinds = {
        Reader.RATING: SlotType.INT,
        Reader.YES_NO: SlotType.ENUM,
        Reader.HOMEWORK_STATUS: SlotType.ENUM,
        Reader.SENTENCE: SlotType.TEXT,
    }
    for slot_name, slot in protocol_of(name).slots.items():
        if slot.reader is not None and slot.reader in kinds:
            assert slot.type is kinds[slot.reader], slot_name
        if slot.reader is Reader.RATING:
            assert slot.range is not None, slot_name
        if slot.reader is Reader.YES_NO:
            assert {"yes", "no"} <= set(slot.values), slot_name
        if slot.reader is Reader.HOMEWORK_STATUS:
            assert set(slot.values) == {"done", "partial", "none", "not_set"}, slot_name


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", SPOKEN)
def test_every_reviewed_line_would_pass_the_checks_of_a_reply(name: str, language: Language) -> None:
    for node, each in protocol_of(name).nodes.items():
        if each.kind is NodeKind.CALL:
            continue
        assert each.fallback is not None, node
        asks = each.kind is not NodeKind.END
        line = each.fallback[language]
        assert check_reply(line, language=language, asks=asks) is None, node
        if asks:
            assert each.fallback_again is not None, node
            again = each.fallback_again[language]
            assert check_reply(again, language=language, earlier=[line], asks=True) is None, node
        for text in (each.example, each.counter_example):
            assert text is None or check_reply(text[language], language=language) is None, node


def test_one_target_means_the_same_in_every_file() -> None:
    seen: dict[str, tuple[str, object]] = {}
    for each in LIBRARY.values():
        for target, meant in each.protocol.targets.items():
            first = seen.setdefault(target, (each.id, meant))
            assert first[1] == meant, (target, first[0], each.id)


def test_safety_is_asked_in_the_same_words_in_every_session_and_before_any_work() -> None:
    lines = set[tuple[str, ...]]()
    for name in SESSIONS:
        protocol, flow = protocol_of(name), flow_of(protocol_of(name))
        assert protocol.nodes["safety_check"].kind is NodeKind.SAFETY, name
        asked = protocol.nodes["safety_check"].fallback
        assert asked is not None
        lines.add(tuple(asked[language] for language in Language))
        for node, each in protocol.nodes.items():
            if each.kind in (NodeKind.INTERVENE, NodeKind.HOMEWORK):
                assert flow.path(protocol.start, node, around=frozenset({"safety_check"})) is None, (name, node)
    assert len(lines) == 1


# ---- ways through ---------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Client:
    """Answers by a style: `number` 0 to 1 within each range, `choice` among the values, or nothing at all.

    `says` comes first. `option` picks the answer to questions about the words; None: there is no decider.
    """

    number: float = 0.4
    choice: int = 0
    silent: bool = False
    option: int | None = None
    says: Mapping[str, SlotValue] = field(default_factory=dict[str, SlotValue])
    gates: frozenset[str] = frozenset()
    lasting: dict[str, SlotValue] = field(default_factory=dict[str, SlotValue])

    def value(self, name: str, slot: Slot) -> SlotValue:
        if name in self.says:
            return self.says[name]
        if self.silent:
            return None
        match slot.type:
            case SlotType.ENUM:
                return slot.values[self.choice % len(slot.values)]
            case SlotType.INT:
                low, high = slot.range if slot.range is not None else (0.0, 10.0)
                return round(low + self.number * (high - low))
            case _:
                return "said"

    def answer(self, question: SemanticQuestion) -> Answer:
        options = list(question.options)
        option = options[(self.option or 0) % len(options)]
        shares = {each: 0.94 if each == option else 0.06 / (len(options) - 1) for each in options}
        return Answer(question=question.id, choice=option, probabilities=shares, mass=1.0, quote="said")

    def hold(self, protocol: str, carried: Frame | None = None) -> tuple[int, list[str], tuple[Frame, ...]]:
        """One session: its client turns, the nodes of its own protocol, and the stack at the end."""
        opened = begin(LIBRARY, protocol, carried=carried, lasting=self.lasting, gates=self.gates)
        stack, turn = opened.stack, 0
        if opened.ended:
            return 0, [], stack
        own = next(frame.protocol for frame in stack if protocol_of(frame.protocol).protocol.level is not Level.COURSE)
        nodes: list[str] = []
        while True:
            turn += 1
            top = stack[-1]
            compiled = LIBRARY[top.protocol]
            if top.protocol == own:
                nodes.extend([top.node] if nodes[-1:] != [top.node] else [])
            slots = compiled.protocol.slots
            heard = {name: self.value(name, slots[name]) for name in compiled.node(top.node).collects}
            self.lasting |= {
                name: value
                for name, value in heard.items()
                if slots[name].scope is SlotScope.PATIENT and value is not None
            }
            answers: dict[str, Answer] = {}
            while True:
                routed = route(
                    LIBRARY,
                    stack,
                    slots=heard,
                    answers=answers,
                    risk=RiskView(),
                    turn=turn,
                    lasting=self.lasting,
                    gates=self.gates,
                )
                if routed.needs is None or self.option is None:
                    break
                answers[routed.needs.id] = self.answer(routed.needs)
            self.lasting |= {each.slot: each.value for each in routed.returned}
            stack = routed.stack
            if routed.ended:
                return turn, [*nodes, stack[-1].node], stack


STYLES: Mapping[str, Client] = {
    "plain": Client(),
    "low": Client(number=0, choice=1),
    "high": Client(number=1, choice=0),
    "last": Client(number=0.6, choice=-1),
    "silent": Client(silent=True),
    "first option": Client(option=0),
    "second option": Client(option=1, number=1),
    "third option": Client(option=2, number=0, choice=2),
    "silent, second option": Client(silent=True, option=1),
    "silent, third option": Client(silent=True, option=2),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", SPOKEN)
def test_every_protocol_comes_to_an_end_within_its_bound(name: str, style: str) -> None:
    most = bounds_of(protocol_of(name), library=LIBRARY).max_turns
    assert most is not None
    turns, nodes, stack = replace(STYLES[style], lasting={}).hold(name)
    assert 0 < turns <= most
    assert len(stack) == 1
    assert protocol_of(name).nodes[nodes[-1]].kind is NodeKind.END


# ---- courses --------------------------------------------------------------------------------------------------------


def course(name: str, *, open_: tuple[str, ...] = (), **says: SlotValue) -> list[str]:
    """The nodes of a course, one a session, and its end. A week lies between sessions: what expires sooner is gone."""
    client = Client(
        number=0.4,
        option=0,
        says={**TOLD, **says},
        gates=frozenset(f"{name}/{edge}" for edge in open_),
    )
    frame: Frame | None = None
    nodes: list[str] = []
    slots = protocol_of(name).slots
    while len(nodes) <= 60:
        opened = begin(LIBRARY, name, carried=frame, lasting=client.lasting, gates=client.gates)
        here = opened.stack[0]
        nodes.append(here.node)
        if opened.ended:
            return nodes
        _, _, stack = client.hold(name, carried=frame)
        frame = stack[0]
        if protocol_of(name).nodes[frame.node].kind is NodeKind.END:
            return [*nodes, frame.node]
        client.lasting = {
            slot: value
            for slot, value in client.lasting.items()
            if slot not in slots or slots[slot].ttl_days is None or (slots[slot].ttl_days or 0) > WEEK
        }
    return nodes


START = "start_gate>early"


def test_cbt_without_a_clinician_never_comes_to_treatment() -> None:
    assert course("cbt.depression.course") == ["intake", "formulation", "preparation", "preparation", "handed_back"]


def test_no_consent_ends_a_course_at_once() -> None:
    for name in ("cbt.depression.course", "ba.depression.course", "problem.management.course"):
        assert course(name, consent_wish="no") == ["intake", "declined"]
        assert course(name, consent_treatment=0) == ["intake", "declined"]
        assert course(name, consent_wish=None) == ["intake", "intake", "declined"]


def test_cbt_goes_to_the_rules_beneath_the_thoughts_when_much_has_changed() -> None:
    assert course("cbt.depression.course", open_=(START,), progress=8) == [
        *("intake", "formulation", *["early"] * 6, "review"),
        *("consolidation", "consolidation", "consolidation", "relapse", "closing", "discharged"),
    ]


def test_cbt_goes_on_when_some_has_changed_and_looks_back_earlier_when_mood_is_good() -> None:
    assert course("cbt.depression.course", open_=(START,), progress=5, mood=9) == [
        *("intake", "formulation", "early", "review", "later", "later_review"),
        *("consolidation", "relapse", "closing", "discharged"),
    ]


@pytest.mark.parametrize("progress", [0, 2, None])
def test_little_or_unknown_change_is_put_to_the_clinician(progress: int | None) -> None:
    gates = (START, "step_up_gate>stepped_up")
    assert course("cbt.depression.course", open_=gates, progress=progress, mood=9) == [
        *("intake", "formulation", "early", "review", "stepped_up"),
    ]
    held = course("cbt.depression.course", open_=(START,), progress=progress, mood=9)
    assert held[4:7] == ["later", "later_review", "consolidation"]


def test_activation_has_its_own_sessions() -> None:
    assert course("ba.depression.course", open_=(START,), progress=8) == [
        *("intake", "formulation", *["early"] * 5, "review", "consolidation", "consolidation"),
        *("relapse", "closing", "discharged"),
    ]


def test_problem_management_is_short_and_ends_its_work_when_the_problem_weighs_little() -> None:
    gates = ("start_gate>work",)
    assert course("problem.management.course", open_=gates, pm_weight_now=1, progress=7) == [
        *("intake", "work", "review", "staying_well", "discharged"),
    ]
    assert course("problem.management.course", open_=gates, pm_weight_now=6, progress=4) == [
        *("intake", *["work"] * 4, "review", *["more_work"] * 3, "staying_well", "discharged"),
    ]


@pytest.mark.parametrize("name", [each.protocol.id for each in protocols_by(Level.COURSE)])
def test_every_course_says_for_whom_how_much_and_what_to_expect(name: str) -> None:
    protocol = protocol_of(name)
    assert protocol.course is not None
    assert protocol.course.ages[0] >= 18
    assert len(protocol.course.exclusions) >= 3
    assert bounds_of(protocol, library=LIBRARY).max_sessions is not None
    for expected in protocol.course.expected:
        published = protocol.targets[expected.target].mcid
        said = expected.text[Language.EN] if expected.text is not None else ""
        assert expected.change == published or "not a published figure" in said
    assert any(node.kind is NodeKind.GATE for node in protocol.nodes.values())


# ---- in a client's own words ----------------------------------------------------------------------------------------

SAID: Mapping[str, tuple[str, str]] = {
    "check_in": ("About a 4.", "大概4分吧。"),
    "safety_check": ("Yes, I feel safe.", "是的，我觉得安全。"),
    "status": ("I did it twice.", "做了两次。"),
    "learned": ("My shoulders let go a bit.", "肩膀松了一点。"),
    "meaning": ("I was calmer afterwards.", "做完以后心里静一些。"),
    "barrier": ("On other days I was too tired.", "别的日子太累了。"),
    "adapt": ("Only to the gate and back.", "只走到小区门口就回来。"),
    "sure": ("Maybe a 6.", "6分左右。"),
    "problem": ("The rent is two months late.", "房租拖了两个月。"),
    "weight": ("An 8, it is always there.", "8分吧，一直压着。"),
    "breathe": ("My chest is less tight.", "胸口没那么紧了。"),
    "influence": ("Yes, a part of it.", "有一部分吧。"),
    "goal": ("I would know what I can pay each month.", "知道每个月能付多少。"),
    "ideas": ("I could ask the landlord, or my uncle.", "可以找房东商量，或者问问舅舅。"),
    "choose": ("The landlord, he has been fair before.", "找房东，他以前还算讲理。"),
    "helper": ("My sister could come along.", "姐姐可以陪我去。"),
    "plan": ("I will call him on Monday morning.", "我星期一早上给他打电话。"),
    "weight_now": ("Still a 6.", "还有6分。"),
    "mood_after": ("A 5 right now.", "现在5分。"),
    "summary": ("That a part of it can be changed.", "有一部分是可以改变的。"),
}
"""What somebody may say at each step of a session of problem management, in English and in Chinese."""


@pytest.mark.parametrize("language", list(Language))
def test_a_session_of_problem_management_walks_on_what_people_say_by_rules_alone(language: Language) -> None:
    name = "problem.management.session"
    stack, turn, heard_at = begin(LIBRARY, name).stack, 0, list[str]()
    while True:
        turn += 1
        top = stack[-1]
        node, slots = LIBRARY[top.protocol].node(top.node), LIBRARY[top.protocol].protocol.slots
        heard_at.append(top.node)
        words = SAID[top.node][list(Language).index(language)]
        heard: dict[str, SlotValue] = {}
        for slot in node.collects:
            each = slots[slot]
            read = read_slot(each.reader, words, type=each.type, values=each.values, range=each.range, today=TODAY)
            assert read is not None, (slot, words)
            heard[slot] = read.value
        answers: dict[str, Answer] = {}
        routed = route(LIBRARY, stack, slots=heard, answers=answers, risk=RiskView(), turn=turn)
        if routed.needs is not None:
            answers = {routed.needs.id: Client(option=0).answer(routed.needs)}
            routed = route(LIBRARY, stack, slots=heard, answers=answers, risk=RiskView(), turn=turn)
        stack = routed.stack
        if routed.ended:
            break
    assert heard_at == list(SAID)
    assert stack[-1].node == "close"


# ---- what the documents say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_list_of_protocols_gives_each_its_titles_and_its_length(name: str) -> None:
    protocol = protocol_of(name)
    page = (FOLDER.parents[1] / "docs" / "protocols.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` | "))
    assert protocol.protocol.title is not None
    assert all(title in row for title in protocol.protocol.title.values())
    if protocol.course is not None:
        least, most = protocol.course.dose.sessions
        assert f"| {least}-{most} sessions" in row
    else:
        assert f"| at most {bounds_of(protocol, library=LIBRARY).max_turns} turns |" in row
