"""Targets: what a protocol names it measures, moves, and looks at again; and tasks that a prompt can hold."""

import pytest

from strategies.graph.findings import Severity
from tests.strategies.mutants.little import WORDS, errors_in, found_in, node, protocol, said_of

TARGET = "targets:\n  tgt.fear: {kind: symptom, measure: suds, direction: down}"
REACHED = f"state_reached: {{question: {WORDS}}}"


def step(name: str, to: str, *roles: str, kind: str = "ask") -> str:
    """A node that does this to the target, and leads on."""
    links = ", ".join(f"{{id: tgt.fear, role: {role}}}" for role in roles)
    more = (REACHED,) if kind == "intervene" else ()
    return node(name, f"targets: [{links}]", *more, f"edges: [{{to: {to}, after: exhausted}}]", kind=kind)


def works(*roles: str) -> str:
    """An intervention that does this to the target, and ends."""
    return step("work", "end", *roles, kind="intervene")


@pytest.mark.parametrize(
    ("nodes", "found"),
    [
        ((step("first", "work", "measure"), works("move")), []),
        ((step("first", "work", "relapse_check"), works("move")), []),
        ((step("first", "work", "elicit"), works("move", "measure")), []),
        ((step("first", "work", "elicit"), works("move")), [("target_never_measured", "targets.tgt.fear")]),
        ((step("first", "work", "measure"), works("consolidate")), [("target_never_moved", "targets.tgt.fear")]),
        ((step("first", "work", "elicit"), works("elicit")), [("target_never_measured", "targets.tgt.fear")]),
        ((step("first", "end", "measure"),), []),
        (
            (step("first", "work", "elicit"), step("work", "last", "move", kind="intervene"), step("last", "end", "measure")),
            [],
        ),
    ],
)  # fmt: skip
def test_a_target_is_measured_and_moved(nodes: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert [each[:2] for each in said_of(protocol(*nodes, more=TARGET))] == found


def test_work_that_a_way_comes_to_unmeasured_and_leaves_unmeasured_is_found() -> None:
    """One way measures first, the other does not, and nothing is measured afterwards."""
    fork = node("first", "edges: [{to: work, when: 'risk.level > 1'}, {to: rate, after: exhausted}]")
    nodes = (fork, step("rate", "work", "measure"), works("move"))
    assert said_of(protocol(*nodes, more=TARGET)) == [
        ("target_never_remeasured", "nodes.work.targets.0", "first > work")
    ]
    after = (fork, step("rate", "work", "elicit"), step("work", "last", "move", kind="intervene"))
    assert said_of(protocol(*after, step("last", "end", "measure"), more=TARGET)) == []


def test_a_skill_is_measured_by_what_calls_it() -> None:
    skill = protocol(step("first", "end", "move", kind="intervene"), more=TARGET, head=", level: skill")
    skill = skill.replace("id: little", "id: skill", 1)
    assert errors_in(skill) == {"target_never_measured"}
    call = node("call", "call: {protocol: skill}", "edges: [{to: end, after: exhausted}]", kind="call")
    caller = protocol(step("first", "call", "measure"), call, more=TARGET).replace("id: little", "id: caller", 1)
    assert errors_in(skill, caller=caller) == set()
    assert errors_in(caller, skill=skill) == set()


def test_a_call_measures_what_the_called_protocol_measures() -> None:
    skill = protocol(step("first", "end", "measure"), more=TARGET, head=", level: skill").replace(
        "id: little", "id: skill", 1
    )
    call = node("call", "call: {protocol: skill}", "edges: [{to: end, after: exhausted}]", kind="call")
    caller = protocol(step("first", "call", "move", kind="intervene"), call, more=TARGET)
    assert errors_in(caller, skill=skill) == set()
    assert "target_never_measured" in errors_in(caller, skill=skill.replace("measure}", "elicit}"))


def test_a_task_that_a_prompt_cannot_hold_is_a_warning_in_the_language_it_is_too_long_in() -> None:
    long = f'must: [{{en: "ask", zh-CN: "{"请慢慢地问清楚对方的感受。" * 25}"}}]'
    [finding] = found_in(protocol(node("first", long, "edges: [{to: end, after: exhausted}]")))
    assert (finding.code, finding.severity, finding.where) == ("task_too_long", Severity.WARNING, "nodes.first")
    assert "tokens in zh-CN" in finding.text
    assert said_of(protocol(node("first", "verbatim: true", long, "edges: [{to: end, after: exhausted}]"))) == []
