"""Tests made with a protocol: one for each edge, from a state to the node that must come next. And how to run them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from memory.record.session import Answer, Candidate, Frame
from strategies.graph.errors import GraphError
from strategies.graph.library import Library
from strategies.graph.load import load_file
from strategies.graph.protocol import NodeKind, Protocol
from strategies.graph.release import compile_release
from strategies.graph.route import route
from strategies.graph.routed import RiskView
from strategies.graph.state import REACHED, state_question
from strategies.sop.errors import GeneratedTestsRefused
from strategies.sop.graph import ANYWHERE, SopGraph
from strategies.sop.protocol_plan import Plan, PlannedEdge, PlannedNode

TESTS: Final = "tests.json"
MANY_VISITS: Final = 1000


class EdgeTest(BaseModel):
    """One test: at `node`, with these slots and answers, after `turns` client turns, the next node is `expect`.

    `visits`: how often nodes were entered before. `gated`: the way waits for a clinician, and opens when one has
    opened it. `edge` is the edge of the source's graph that it stands for, "" when the format asked for the way.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    protocol: str
    node: str
    expect: str
    edge: str = ""
    turns: Annotated[int, Field(ge=0)] = 0
    slots: dict[str, int | float | str] = Field(default_factory=dict[str, int | float | str])
    answers: dict[str, str] = Field(default_factory=dict[str, str])
    gated: bool = False
    visits: dict[str, int] = Field(default_factory=dict[str, int])


class Untested(BaseModel):
    """An edge of the source's graph that no test stands for, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edge: str
    why: str


class GeneratedTests(BaseModel):
    """All tests of one folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    protocol: str
    tests: tuple[EdgeTest, ...]
    untested: tuple[Untested, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a test. `why` says what happened instead."""

    test: EdgeTest
    passed: bool
    why: str = ""


def tests_of_plan(name: str, plan: Plan) -> list[EdgeTest]:
    """The tests of a protocol and of the rules that it calls."""
    found = [test for node, planned in plan.nodes.items() for test in _of_node(name, node, planned)]
    for rule, inner in plan.rules.items():
        found += tests_of_plan(f"{name}.{rule}", inner)
    return found


def _of_node(name: str, node: str, planned: PlannedNode) -> list[EdgeTest]:
    if planned.kind is NodeKind.CALL:
        return []
    states = [(edge, slots) for edge in planned.edges for slots in _slots(edge)]
    return [_test(name, node, planned, edge, slots, n=n) for n, (edge, slots) in enumerate(states, start=1)]


def _slots(edge: PlannedEdge) -> list[dict[str, int | float | str]]:
    """The slot values that an edge is tried with, one state each."""
    return [{slot: value} for slot, value in edge.samples] or [{}]


def _test(
    name: str, node: str, planned: PlannedNode, edge: PlannedEdge, slots: dict[str, int | float | str], *, n: int
) -> EdgeTest:
    answers = {f"ask_{node}": edge.option} if edge.option is not None else {}
    if planned.kind is NodeKind.INTERVENE and edge.when is not None:
        answers[state_question(node)] = REACHED
    visits = {other.to: MANY_VISITS for other in planned.edges if other is not edge and other.last}
    return EdgeTest(
        id=f"{name}/{node}/{n}",
        protocol=name,
        node=node,
        expect=edge.to,
        edge=edge.edge,
        turns=(planned.turns or 1) - 1 if edge.exhausted else 0,
        slots=slots,
        answers=answers,
        gated=edge.gated,
        visits=visits,
    )


def untested_in(graph: SopGraph, tests: Sequence[EdgeTest]) -> list[Untested]:
    """The edges without a test, each with its reason."""
    tested = {test.edge for test in tests}
    entered = {edge.to for edge in graph.edges} | {graph.start}
    found: list[Untested] = []
    for edge in graph.edges:
        if edge.id in tested:
            continue
        if edge.source == ANYWHERE:
            why = "the built-in risk interrupt stands for it"
        elif edge.source not in entered:
            why = "no way leads to its step"
        elif graph.node(edge.source).kind is NodeKind.CALL:
            why = "the protocol that its step calls has to end first"
        else:
            why = "another condition of its step leaves it nothing to hold for, or only rules of danger lead there"
        found.append(Untested(edge=edge.id, why=why))
    return found


def tests_json(name: str, tests: Sequence[EdgeTest], untested: Sequence[Untested]) -> str:
    """The file's text."""
    plain = GeneratedTests(protocol=name, tests=tuple(tests), untested=tuple(untested)).model_dump(mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def run_tests(folder: Path) -> list[Outcome]:
    """Runs the tests of a folder against the protocols in it. Raises: GeneratedTestsRefused, OSError."""
    try:
        read = GeneratedTests.model_validate_json((folder / TESTS).read_bytes())
    except ValidationError as error:
        raise GeneratedTestsRefused(f"{TESTS} is not a file of tests: {error.error_count()} problems") from error
    names = sorted({test.protocol for test in read.tests} | {read.protocol})
    protocols: dict[str, Protocol] = {}
    for name in names:
        path = folder / f"{name}.yaml"
        if not path.is_file():
            raise GeneratedTestsRefused(f"{name}.yaml is not beside {TESTS}")
        try:
            protocols[name] = load_file(path).protocol
        except GraphError as error:
            raise GeneratedTestsRefused(str(error)) from error
    try:
        library = Library([*Library.shipped().values(), *(compile_release(each) for each in protocols.values())])
    except GraphError as error:
        raise GeneratedTestsRefused(str(error)) from error
    return [_run(test, library) for test in read.tests]


def _run(test: EdgeTest, library: Library) -> Outcome:
    compiled = library.get_known(test.protocol)
    if test.node not in compiled.protocol.nodes:
        return Outcome(test=test, passed=False, why=f"no node {test.node}")
    frame = Frame(
        protocol=test.protocol,
        release=compiled.release,
        node=test.node,
        turns=test.turns,
        visits={test.node: 1, **test.visits},
    )
    answers = {
        question: Answer(question=question, choice=choice, p=1.0, probabilities={choice: 1.0}, mass=1.0, quote="…")
        for question, choice in test.answers.items()
    }
    gates = [f"{test.protocol}/{each.id}" for each in compiled.edges[test.node] if each.edge.gate] if test.gated else []
    try:
        routed = route(library, (frame,), slots=test.slots, answers=answers, risk=RiskView(), turn=1, gates=gates)
        shut = route(library, (frame,), slots=test.slots, answers=answers, risk=RiskView(), turn=1) if gates else None
    except GraphError as error:
        return Outcome(test=test, passed=False, why=str(error))
    to = routed.steps[0].to if routed.steps else test.node
    if to != test.expect:
        why = "; ".join(_said(each) for each in (routed.steps[0].candidates if routed.steps else ()))
        return Outcome(test=test, passed=False, why=f"went to {to}: {why}")
    if shut is not None and shut.steps and shut.steps[0].to == test.expect:
        return Outcome(test=test, passed=False, why="the gate let it pass before a clinician opened it")
    return Outcome(test=test, passed=True)


def _said(candidate: Candidate) -> str:
    return f"{candidate.edge} {candidate.verdict} ({candidate.why})"
