"""The check of a protocol, offline: names, guards, words, ways through, bounds. Every finding has a code and a line."""

from collections.abc import Mapping
from pathlib import Path

from strategies.graph.check_content import check_content
from strategies.graph.check_flow import check_flow
from strategies.graph.check_names import check_names
from strategies.graph.errors import GuardRefused, ProtocolRefused
from strategies.graph.findings import Bounds, CheckReport, Finding, Severity, report
from strategies.graph.flow import flow_of, max_turns
from strategies.graph.library import Library
from strategies.graph.load import Loaded, load_file
from strategies.graph.protocol import Protocol
from strategies.graph.release import CompiledProtocol, compile_release


def check(loaded: Loaded, *, library: Mapping[str, CompiledProtocol]) -> list[Finding]:
    """Everything that is wrong with a protocol, in the order of the file; `library` holds what it may call."""
    found = [
        *check_names(loaded, library=library),
        *check_content(loaded),
        *check_flow(loaded, library=library),
    ]
    return list(report(found, Bounds()).findings)


def bounds_of(protocol: Protocol, *, library: Mapping[str, CompiledProtocol]) -> Bounds:
    """The longest session, and what each firing of an interrupt can add to it (its own turn included)."""
    added: dict[str, int | None] = {}
    for interrupt in protocol.interrupts:
        to = library.get(interrupt.protocol)
        turns = max_turns(flow_of(to.protocol), library) if to is not None else None
        added[interrupt.id] = None if turns is None else turns + 1
    return Bounds(max_turns=max_turns(flow_of(protocol), library), max_interrupt_turns=added)


def check_file(path: Path) -> CheckReport:
    """The report on a file. What it calls is looked for among the shipped protocols, then beside it as `<id>.yaml`.

    A file that is no protocol gives its refusal as findings. Raises: OSError when it cannot be read.
    """
    try:
        loaded = load_file(path)
    except ProtocolRefused as refused:
        problems = [
            Finding(
                code=problem.code,
                severity=Severity.ERROR,
                where=problem.field,
                line=problem.line,
                text=f"{problem.text}. {problem.remedy}",
            )
            for problem in refused.problems
        ]
        return report(problems, Bounds())
    library = _around(loaded.protocol, path)
    return report(check(loaded, library=library), bounds_of(loaded.protocol, library=library))


def named_protocols(protocol: Protocol) -> frozenset[str]:
    """The protocols that this one calls or is interrupted by."""
    calls = {node.call.protocol for node in protocol.nodes.values() if node.call is not None}
    return frozenset(calls | {interrupt.protocol for interrupt in protocol.interrupts})


def _around(protocol: Protocol, path: Path) -> Mapping[str, CompiledProtocol]:
    library = dict(Library.shipped())
    waiting = [protocol]
    while waiting:
        for name in sorted(named_protocols(waiting.pop()) - library.keys() - {protocol.protocol.id}):
            beside = path.with_name(f"{name}.yaml")
            if beside.is_file():
                try:
                    compiled = compile_release(load_file(beside).protocol)
                except (ProtocolRefused, GuardRefused):
                    continue
                library[name] = compiled
                waiting.append(compiled.protocol)
    return library
