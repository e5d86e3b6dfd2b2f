"""The protocol that is written: it loads, it passes the check, its tests pass, and they fail when it is damaged."""

import json
import re
from pathlib import Path

import pytest

from memory.record.identity import Language
from strategies.graph.check import check_file
from strategies.graph.load import load_file
from strategies.graph.protocol import NodeKind, Protocol
from strategies.sop.compile import Compiled, write
from strategies.sop.errors import GeneratedTestsRefused
from strategies.sop.generated_tests import run_tests
from tests.strategies.sop_kit import EXAMPLES, compiled

FILES = sorted(EXAMPLES.glob("*.md"))
NAME = "sop.procedure"


def written(text: str, folder: Path) -> tuple[Compiled, Protocol]:
    """A procedure's files in the folder, and its protocol as the loader reads it."""
    result = write(compiled(text), folder)
    return result, load_file(folder / f"{NAME}.yaml").protocol


def whens(protocol: Protocol, node: str) -> list[tuple[str, str | None]]:
    return [(edge.to, edge.when) for edge in protocol.nodes[node].edges if edge.ask is None]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_example_passes_the_check_and_its_own_tests(file: Path, tmp_path: Path) -> None:
    result = write(compiled(file.read_text(encoding="utf-8"), file=file.name), tmp_path)
    findings = [finding for name in result.protocols for finding in check_file(tmp_path / name).findings]
    outcomes = run_tests(tmp_path)
    assert findings == []
    assert [outcome.why for outcome in outcomes if not outcome.passed] == []
    assert len(outcomes) >= len(result.graph.edges)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_edge_of_an_example_has_a_test_or_a_reason(file: Path, tmp_path: Path) -> None:
    result = write(compiled(file.read_text(encoding="utf-8"), file=file.name), tmp_path)
    kept = json.loads((tmp_path / "tests.json").read_text(encoding="utf-8"))
    tested = {test["edge"] for test in kept["tests"]} | {each["edge"] for each in kept["untested"]}
    assert {edge.id for edge in result.graph.edges} - tested == set()


def test_a_score_with_a_threshold_is_a_typed_slot_and_its_guards_leave_no_gap(tmp_path: Path) -> None:
    text = "1. Administer the PHQ-9. If PHQ-9 >= 10, refer to psychiatry.\n2. Close."
    _, protocol = written(text, tmp_path)
    slot = protocol.slots["phq9"]
    assert (slot.type.value, slot.range) == ("int", (0, 27))
    assert whens(protocol, "s1") == [
        ("s1a", "phq9 != null && phq9 >= 10"),
        ("s2", "phq9 != null && !(phq9 >= 10)"),
        ("s2", None),
    ]


def test_overlapping_ranges_are_tried_in_the_order_of_the_prose(tmp_path: Path) -> None:
    text = "1. Rate fear (0-10).\n   - 7 or more: go to 2\n   - 5 or more: go to 3\n2. Pause.\n3. Close."
    _, protocol = written(text, tmp_path)
    assert whens(protocol, "s1")[:2] == [
        ("s2", "rating != null && rating >= 7" if "rating" in protocol.slots else "fear != null && fear >= 7"),
        ("s3", "fear != null && !(fear >= 7) && fear >= 5"),
    ]


def test_yes_and_no_become_an_enum_and_homework_its_own_slot(tmp_path: Path) -> None:
    text = (
        "1. Ask whether the homework was done.\n   - done: go to 2\n   - partly done: go to 2\n   - not done: go to 3\n"
        "2. Praise it.\n3. Is the client safe?\n   - Yes: go to 4\n   - No: go to 2\n4. Close."
    )
    _, protocol = written(text, tmp_path)
    assert protocol.slots["hw_status"].values == ("done", "partial", "none", "not_set")
    assert protocol.slots["answer_s3"].values == ("yes", "no")


def test_words_that_must_be_judged_become_one_closed_question(tmp_path: Path) -> None:
    text = "1. Ask what happened. If the client blames himself, validate the effort.\n2. Close."
    _, protocol = written(text, tmp_path)
    question = protocol.questions["ask_s1"]
    assert question.options_in(Language.EN) == {
        "c1": "the client blames himself",
        "other": "None of these, or it is not clear",
    }
    assert [(edge.to, edge.ask.is_) for edge in protocol.nodes["s1"].edges if edge.ask] == [
        ("s1a", "c1"),
        ("s2", "other"),
    ]


def test_a_clearance_is_a_gate_that_a_clinician_opens_and_exposure_asks_for_one(tmp_path: Path) -> None:
    text = "# Exposure\n1. Obtain medical clearance.\n2. Carry out the exposure.\n3. Close the session."
    _, protocol = written(text, tmp_path)
    gate = protocol.nodes["s1"]
    assert (gate.kind, [edge.gate for edge in gate.edges], gate.edges[1].to) == (
        NodeKind.GATE,
        ["clinician", None],
        "finish",
    )
    assert (protocol.nodes["s2"].exposure, protocol.protocol.requires_gate) == (True, True)
    assert all(outcome.passed for outcome in run_tests(tmp_path))


def test_a_rule_that_leads_back_is_a_skill_that_every_step_can_call(tmp_path: Path) -> None:
    text = "1. Ask about mood.\n2. Close.\n\nAt any time, if the client cries, offer a pause and then resume."
    result, protocol = written(text, tmp_path)
    skill = load_file(tmp_path / f"{NAME}.r1.yaml").protocol
    call = protocol.nodes["s1_rule_1"]
    assert sorted(result.protocols) == [f"{NAME}.r1.yaml", f"{NAME}.yaml"]
    assert (skill.protocol.level.value, skill.start) == ("skill", "r1")
    assert call.call is not None
    assert (call.call.protocol, [(edge.to, edge.after) for edge in call.edges]) == (
        f"{NAME}.r1",
        [("s1", "exhausted")],
    )


def test_danger_is_left_to_the_built_in_interrupt_and_said_so(tmp_path: Path) -> None:
    text = "1. Ask about mood.\n2. Close.\n\nAt any time, if the client speaks of suicide, call the crisis line."
    result, protocol = written(text, tmp_path)
    assert [(each.id, each.to) for each in protocol.interrupts] == [("risk", "protocol:safety_screen")]
    assert "r1" not in protocol.nodes
    assert "rule_risk" in [question.code for question in result.questions]


def test_only_the_source_s_language_is_written_and_the_other_is_asked_for(tmp_path: Path) -> None:
    result, protocol = written("1. 询问情绪。\n2. 结束会谈。", tmp_path)
    assert protocol.protocol.languages == (Language.ZH,)
    assert [question.text for question in result.questions if question.code == "language"] == [
        "该流程只有中文。缺少另一种语言，没有替您编写。"
    ]


def test_interventions_carry_placeholders_that_are_asked_about(tmp_path: Path) -> None:
    result, protocol = written("1. Ask.\n2. Practise saying no.\n3. Close.", tmp_path)
    node = protocol.nodes["s2"]
    assert [(link.id, link.role.value) for link in node.targets] == [("tgt.to_name", "move")]
    assert node.state_reached is not None
    assert {"target", "state"} <= {question.code for question in result.questions}


def test_prohibitions_become_nevers_and_details_musts(tmp_path: Path) -> None:
    _, protocol = written("1. Ask about mood. Speak slowly. Do not give advice.\n2. Close.", tmp_path)
    node = protocol.nodes["s1"]
    assert [text[Language.EN] for text in node.must] == ["Speak slowly."]


def test_questions_are_numbered_from_one_and_each_stands_where_it_came_from(tmp_path: Path) -> None:
    text = "1. Rate it.\n   - 0-3: go to 2\n   - 5-10: go to 3\n2. Ask.\n3. Close."
    result, _ = written(text, tmp_path)
    hole = next(question for question in result.questions if question.code == "hole")
    assert [question.n for question in result.questions] == list(range(1, len(result.questions) + 1))
    assert text[slice(*hole.span)].startswith("0-3")
    assert "4" in hole.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"to: s2a, when: \"phq9 != null && phq9 >= 10\"", 'to: s2, when: "phq9 != null && phq9 >= 10"'),
        (r"phq9 >= 10\"", 'phq9 > 10"'),
        (r"\{to: s2, after: exhausted\}", "{to: s1a, after: exhausted}"),
    ],
    ids=["another target", "another bound", "another way out"],
)
def test_a_protocol_that_was_changed_by_hand_fails_its_tests(old: str, new: str, tmp_path: Path) -> None:
    written("1. Administer the PHQ-9. If PHQ-9 >= 10, book a review.\n2. Close.", tmp_path)
    path = tmp_path / f"{NAME}.yaml"
    text = path.read_text(encoding="utf-8").replace("s1a", "s2a")
    tests = tmp_path / "tests.json"
    tests.write_text(tests.read_text(encoding="utf-8").replace("s1a", "s2a"), encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert all(outcome.passed for outcome in run_tests(tmp_path))
    changed = re.sub(old, new.replace("s1a", "s2a"), text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    assert not all(outcome.passed for outcome in run_tests(tmp_path))


def test_a_folder_without_tests_or_with_broken_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"tests\.json"):
        run_tests(tmp_path)
    (tmp_path / "tests.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GeneratedTestsRefused, match="not a file of tests"):
        run_tests(tmp_path)
    (tmp_path / "tests.json").write_text('{"protocol": "sop.x", "tests": []}', encoding="utf-8")
    with pytest.raises(GeneratedTestsRefused, match=r"sop\.x\.yaml"):
        run_tests(tmp_path)
