"""The shipped protocols: clean, equal in both languages, able to be held by their reviewed lines alone."""

import json
import re
from pathlib import Path

import pytest

from memory.record.identity import Language
from memory.record.session import Answer, Frame, SlotValue
from strategies.graph.check import check_file
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.protocol import NodeKind, TargetRole
from strategies.graph.release import compile_release
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView
from strategies.graph.task import TaskSlot, TaskTarget, node_task
from strategies.graph.yaml_tree import Tree, read_yaml

FOLDER = Path(__file__).parents[2] / "strategies" / "protocols"
LIBRARY = Library.shipped()
SESSION, SCREEN = "cbt.depression.session", "safety_screen"
LINES = [
    (protocol.id, name, language)
    for protocol in LIBRARY.values()
    for name, node in protocol.protocol.nodes.items()
    if node.kind is not NodeKind.CALL
    for language in Language
]


def walk(protocol: str, slots: dict[str, SlotValue]) -> list[str]:
    """The nodes spoken to when each node finds its slots among `slots`, or "said" for text, and reaches its state."""
    stack, known = enter(LIBRARY, protocol, turn=0), dict[str, SlotValue]()
    nodes: list[str] = []
    while True:
        top = stack[-1]
        nodes.append(top.node)
        for name in LIBRARY[top.protocol].node(top.node).collects:
            known[name] = slots.get(name, "said")
        routed = route(LIBRARY, stack, slots=known, answers={}, risk=RiskView(), turn=len(nodes))
        if routed.needs is not None and routed.needs.wants_quote:
            yes = Answer(question=routed.needs.id, choice="yes", probabilities={"yes": 1.0}, mass=1.0, quote="said")
            routed = route(LIBRARY, stack, slots=known, answers={yes.question: yes}, risk=RiskView(), turn=len(nodes))
        stack = routed.stack
        if routed.ended:
            return [*nodes, stack[-1].node]


def test_screen_and_session_pass_without_a_finding_and_keep_their_bounds() -> None:
    reports = {name: check_file(FOLDER / f"{name}.yaml") for name in (SCREEN, SESSION)}
    assert {name: (each.findings, each.bounds.max_turns) for name, each in reports.items()} == {
        SCREEN: ((), 22),
        SESSION: ((), 69),
    }


def test_the_straight_session_holds_at_least_seven_client_turns() -> None:
    nodes = walk(SESSION, {"mood": 4, "hw_status": "done", "safe_today": "yes"})
    assert nodes == [
        *(
            "check_in",
            "homework_review",
            "safety_check",
            "bridge",
            "agenda",
            "situation",
            "thought",
            "evidence_for",
            "evidence_against",
        ),
        *("balanced", "homework", "summary", "close"),
    ]


@pytest.mark.parametrize("safe", ["no", "unsure", "refused", None])
def test_anything_but_a_clear_yes_to_safety_opens_the_screen(safe: str | None) -> None:
    nodes = walk(SESSION, {"mood": 4, "hw_status": "done", "safe_today": safe, "sr_wish": "no", "sr_thoughts": "no"})
    assert nodes[nodes.index("wish") : nodes.index("bridge")] == ["wish", "thoughts", "behavior", "behavior", *PLAN]


PLAN = ["signs", "coping", "person", "place", "agree", "agree"]


@pytest.mark.parametrize(
    ("slots", "nodes"),
    [
        (("no", "no", "no"), ["wish", "thoughts", "behavior", "all_no", "done"]),
        (("yes", "no", "no"), ["wish", "thoughts_after_yes", "behavior", *PLAN[:5], "done"]),
        (("no", "yes", "no"), ["wish", "thoughts", "method", "intent", "plan", "behavior", *PLAN[:5], "done"]),
        (("no", "no", "past"), ["wish", "thoughts", "behavior", *PLAN[:5], "done"]),
        (("no", "no", "yes"), ["wish", "thoughts", "behavior", *PLAN[:5], "done"]),
        (("refused", "no", "no"), ["wish", "thoughts", "behavior", *PLAN[:5], "done"]),
        (("no", "refused", "no"), ["wish", "thoughts", "behavior", *PLAN[:5], "done"]),
        (("no", "no", None), ["wish", "thoughts", "behavior", "behavior", *PLAN[:5], "done"]),
        ((None, "no", "no"), ["wish", "wish", "thoughts", "behavior", *PLAN[:5], "done"]),
    ],
)
def test_the_screen_asks_what_its_answers_call_for(slots: tuple[str | None, ...], nodes: list[str]) -> None:
    wish, thoughts, behavior = slots
    deeper = dict.fromkeys(("sr_method", "sr_intent", "sr_plan"), "no")
    assert (
        walk(
            SCREEN,
            {"sr_wish": wish, "sr_thoughts": thoughts, "sr_behavior": behavior, "sp_agreed": "yes", **deeper},
        )
        == nodes
    )


@pytest.mark.parametrize(("protocol", "name", "language"), LINES)
def test_every_line_asks_one_question_or_closes_and_can_be_said_in_other_words(
    protocol: str, name: str, language: Language
) -> None:
    node = LIBRARY[protocol].node(name)
    assert node.fallback is not None
    line = node.fallback[language]
    if node.kind is NodeKind.END:
        assert line.endswith((".", "。"))
        return
    assert node.fallback_again is not None
    for spoken in (line, node.fallback_again[language]):
        assert spoken.endswith("?" if language is Language.EN else "？")
        assert len(re.findall(r"[?？]", spoken)) == 1
    assert line != node.fallback_again[language]


@pytest.mark.parametrize(("protocol", "name", "language"), LINES)
def test_every_line_is_in_its_own_language_and_names_no_number_to_call(
    protocol: str, name: str, language: Language
) -> None:
    node = LIBRARY[protocol].node(name)
    for text in (node.purpose, node.fallback, node.fallback_again):
        if text is not None:
            assert bool(re.search(r"[\u4e00-\u9fff]", text[language])) is (language is Language.ZH)
            assert not re.search(r"(?!100(?!\d))\d{3}", text[language])  # 100 ends a scale
    assert len(node.purpose[Language.EN].split()) <= 25


def test_every_line_of_the_screen_is_spoken_as_it_stands() -> None:
    nodes = LIBRARY[SCREEN].protocol.nodes.values()
    assert {node.kind for node in nodes} == {NodeKind.SAFETY, NodeKind.END}
    assert all(node.speaks_verbatim for node in nodes if node.kind is NodeKind.SAFETY)


def test_every_file_names_what_it_follows_and_that_no_clinician_has_read_it() -> None:
    for each in LIBRARY.values():
        assert each.protocol.protocol.evidence
        assert each.protocol.protocol.clinical_review == "none"


def turned(value: Tree) -> Tree:
    """The same values, the keys of every map in another order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in sorted(value, key=lambda key: key[::-1])}
    return [turned(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [SESSION, SCREEN])
def test_the_order_of_keys_in_the_file_changes_nothing(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    tree = read_yaml(text)[0]
    other_text = json.dumps(turned(tree))
    assert other_text != json.dumps(tree)
    other = compile_release(load_protocol(other_text, file="other.yaml").protocol)
    assert other == LIBRARY[name]
    assert list(other.protocol.nodes) == list(LIBRARY[name].protocol.nodes)
    assert other.release == LIBRARY[name].release


def test_a_changed_word_is_another_release() -> None:
    text = (FOLDER / f"{SCREEN}.yaml").read_text(encoding="utf-8").replace("What could you try first", "What first", 1)
    assert compile_release(load_protocol(text, file="x.yaml").protocol).release != LIBRARY[SCREEN].release


def test_a_library_opened_from_kept_releases_is_the_same() -> None:
    kept = {each.id: each.canonical for each in LIBRARY.values()}
    assert dict(Library.from_releases(kept)) == dict(LIBRARY)
    assert {"consented", "mood_last", "progress_now"} <= set(LIBRARY.patient_slots())


def test_a_node_becomes_a_task_in_the_language_asked_for() -> None:
    frame = Frame(protocol=SESSION, release=LIBRARY[SESSION].release, node="check_in")
    task = node_task(LIBRARY, frame, language=Language.ZH, slots={"mood": 4})
    assert (task.protocol, task.node, task.kind, task.verbatim, task.language) == (
        SESSION,
        "check_in",
        NodeKind.ASSESS,
        False,
        Language.ZH,
    )
    assert task.targets == (
        TaskTarget(id="tgt.mood", label="情绪低落", role=TargetRole.MEASURE, measure="phq9"),
        TaskTarget(id="tgt.sleep", label="睡眠", role=TargetRole.MEASURE, measure="isi"),
    )
    assert task.collects == (TaskSlot(slot="mood", text="本周情绪，0（最差）到 10（最好）", known=4),)
    assert (task.musts, task.nevers) == (("请对方给出 0 到 10 的数字",), ("给建议",))
    assert (task.what, task.example) == ("0 到 10 的情绪评分，加几句这周的情况", "")


def test_a_safety_node_becomes_a_task_that_is_spoken_as_it_stands() -> None:
    task = node_task(LIBRARY, enter(LIBRARY, SCREEN, turn=3)[0], language=Language.EN)
    assert (task.kind, task.verbatim, [each.sensitive for each in task.collects]) == (NodeKind.SAFETY, True, [True])
    assert task.fallback.endswith(
        "In the past month, have you wished that you were dead, or that you would not wake up?"
    )
