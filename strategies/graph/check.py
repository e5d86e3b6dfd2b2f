"""The check of a protocol, offline: names, guards, words, ways through, bounds. Every finding has a code and a line."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from strategies.graph.check_around import around
from strategies.graph.check_calls import call_depth, check_calls
from strategies.graph.check_content import check_content
from strategies.graph.check_course import check_course
from strategies.graph.check_flow import check_flow
from strategies.graph.check_ground import ground_of
from strategies.graph.check_guards import check_guards
from strategies.graph.check_names import check_names
from strategies.graph.check_safety import check_safety
from strategies.graph.check_slots import check_slots
from strategies.graph.check_targets import check_targets
from strategies.graph.errors import ProtocolRefused
from strategies.graph.findings import Bounds, CheckReport, Finding, Severity, report
from strategies.graph.flow import flow_of, max_sessions, max_turns
from strategies.graph.load import Loaded, load_file
from strategies.graph.protocol import Level, Protocol
from strategies.graph.prove import Proofs, prove
from strategies.graph.prove_states import States, states_of
from strategies.graph.release import CompiledProtocol
from strategies.graph.yaml_tree import Marks


def check(loaded: Loaded, *, library: Mapping[str, CompiledProtocol], solve: bool = True) -> list[Finding]:
    """Everything that is wrong with a protocol, in the order of the file; `library` holds what it may call.

    `solve` False leaves z3 out, also where it is installed.
    """
    ground = ground_of(loaded, library=library)
    states = states_of(ground)
    return list(report(tuple(_findings(states, prove(states, solve=solve))), Bounds()).findings)


def _findings(states: States, proofs: Proofs) -> Iterator[Finding]:
    ground = states.ground
    yield from check_names(ground)
    yield from check_calls(ground)
    yield from check_content(ground)
    yield from check_flow(ground)
    yield from check_safety(states)
    yield from check_course(ground)
    yield from check_targets(ground)
    yield from check_slots(states)
    yield from check_guards(ground, proofs)


def proofs_of(protocol: Protocol, *, library: Mapping[str, CompiledProtocol], solve: bool = True) -> dict[str, object]:
    """What is proved of a protocol, as plain data: `solver`, and `proofs`, each with node, claim, edges, holds, by."""
    loaded = Loaded(protocol=protocol, marks=Marks(lines={}), file=f"{protocol.protocol.id}.yaml")
    return prove(states_of(ground_of(loaded, library=library)), solve=solve).to_plain()


def bounds_of(protocol: Protocol, *, library: Mapping[str, CompiledProtocol]) -> Bounds:
    """The longest session, what each firing of an interrupt adds to it (its own turn included), a course's sessions."""
    added: dict[str, int | None] = {}
    for interrupt in protocol.interrupts:
        to = library.get(interrupt.protocol)
        turns = max_turns(flow_of(to.protocol), library) if to is not None else None
        added[interrupt.id] = None if turns is None else turns + 1
    flow = flow_of(protocol)
    return Bounds(
        max_turns=max_turns(flow, library),
        max_interrupt_turns=added,
        max_sessions=max_sessions(flow) if protocol.protocol.level is Level.COURSE else None,
    )


def refusals(refused: ProtocolRefused) -> Iterator[Finding]:
    """The reasons why a file is no protocol, as findings."""
    for problem in refused.problems:
        yield Finding(
            code=problem.code,
            severity=Severity.ERROR,
            where=problem.field,
            line=problem.line,
            text=f"{problem.text}. {problem.remedy}",
        )


def check_file(path: Path, *, solve: bool = True) -> CheckReport:
    """The report on a file. What it calls is looked for among the shipped protocols, then beside it as `<id>.yaml`.

    A file that is no protocol gives its refusal as findings. Raises: OSError when it cannot be read.
    """
    try:
        loaded = load_file(path)
    except ProtocolRefused as refused:
        return report(tuple(refusals(refused)), Bounds())
    library, unread = around(loaded.protocol, path)
    ground = ground_of(loaded, library=library, unread=unread)
    states = states_of(ground)
    proofs = prove(states, solve=solve)
    bounds = replace(bounds_of(loaded.protocol, library=library), call_depth=call_depth(ground))
    return report(tuple(_findings(states, proofs)), bounds, proofs=proofs.summary())
