"""Checks that every name a protocol uses stands for something, and that every guard types."""

from collections.abc import Iterator, Mapping
from typing import Final

from strategies.graph.errors import GuardRefused
from strategies.graph.findings import Finding, Severity
from strategies.graph.guard_types import compile_guard
from strategies.graph.guards import RESERVED
from strategies.graph.load import Loaded
from strategies.graph.protocol import Edge, Node
from strategies.graph.release import CompiledProtocol

Place = tuple[str | int, ...]

ERROR: Final = Severity.ERROR


def check_names(loaded: Loaded, *, library: Mapping[str, CompiledProtocol]) -> Iterator[Finding]:
    """Unknown nodes, slots, targets, questions, options and protocols; reserved names; guards that do not type."""
    protocol = loaded.protocol
    known = library.keys() | {protocol.protocol.id}
    if protocol.start not in protocol.nodes:
        yield error(loaded, ("start",), "unknown_node", f"no node {protocol.start!r} to start at")
    for name in protocol.slots.keys() & RESERVED:
        yield error(loaded, ("slots", name), "reserved_name", f"{name!r} has a meaning of its own in guards")
    for name, node in protocol.nodes.items():
        yield from _node(loaded, name, node, known=known, library=library)
        for i, edge in enumerate(node.edges):
            yield from _edge(loaded, ("nodes", name, "edges", i), edge)
    for i, interrupt in enumerate(protocol.interrupts):
        yield from _guard(loaded, ("interrupts", i, "when"), interrupt.when)
        if interrupt.protocol not in known:
            yield error(loaded, ("interrupts", i, "to"), "unknown_protocol", f"no protocol {interrupt.protocol!r}")


def error(loaded: Loaded, place: Place, code: str, text: str, *, counterexample: str | None = None) -> Finding:
    """An error at that place of the file."""
    return Finding(
        code=code,
        severity=ERROR,
        where=".".join(map(str, place)),
        line=loaded.marks.line(*place),
        text=text,
        counterexample=counterexample,
    )


def _node(
    loaded: Loaded, name: str, node: Node, *, known: frozenset[str] | set[str], library: Mapping[str, CompiledProtocol]
) -> Iterator[Finding]:
    protocol = loaded.protocol
    for i, slot in enumerate(node.collects):
        if slot not in protocol.slots:
            yield error(loaded, ("nodes", name, "collects", i), "unknown_slot", f"no slot {slot!r} is declared")
    for i, link in enumerate(node.targets):
        if link.id not in protocol.targets:
            yield error(loaded, ("nodes", name, "targets", i), "unknown_target", f"no target {link.id!r} is declared")
    if node.call is None:
        return
    if node.call.protocol not in known:
        yield error(
            loaded, ("nodes", name, "call", "protocol"), "unknown_protocol", f"no protocol {node.call.protocol!r}"
        )
        return
    called = library.get(node.call.protocol)
    theirs = called.protocol.slots.keys() if called is not None else protocol.slots.keys()
    pairs = [("with", key, key, value) for key, value in node.call.with_.items()]
    pairs += [("returns", key, value, key) for key, value in node.call.returns.items()]
    for part, key, their, our in pairs:
        if their not in theirs:
            text = f"{node.call.protocol} has no slot {their!r}"
            yield error(loaded, ("nodes", name, "call", part, key), "unknown_slot", text)
        if our not in protocol.slots:
            text = f"no slot {our!r} is declared"
            yield error(loaded, ("nodes", name, "call", part, key), "unknown_slot", text)


def _edge(loaded: Loaded, place: Place, edge: Edge) -> Iterator[Finding]:
    protocol = loaded.protocol
    if edge.to not in protocol.nodes:
        yield error(loaded, (*place, "to"), "unknown_node", f"no node {edge.to!r}")
    if edge.when is not None:
        yield from _guard(loaded, (*place, "when"), edge.when)
    if edge.ask is not None:
        question = protocol.questions.get(edge.ask.question)
        if question is None:
            yield error(loaded, (*place, "ask", "question"), "unknown_question", f"no question {edge.ask.question!r}")
        elif edge.ask.is_ not in question.options:
            text = f"{edge.ask.question!r} has no option {edge.ask.is_!r}; it has {', '.join(question.options)}"
            yield error(loaded, (*place, "ask", "is"), "unknown_option", text)


def _guard(loaded: Loaded, place: Place, source: str) -> Iterator[Finding]:
    try:
        compile_guard(source, slots=loaded.protocol.slots)
    except GuardRefused as refused:
        yield error(loaded, place, refused.code, str(refused), counterexample=refused.counterexample)
