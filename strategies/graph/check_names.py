"""Checks that every name a protocol uses stands for something, and that every guard types."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, Place, error
from strategies.graph.check_text import shown
from strategies.graph.errors import GuardRefused
from strategies.graph.findings import Finding
from strategies.graph.guards import RESERVED
from strategies.graph.protocol import Edge, Node


def check_names(ground: Ground) -> Iterator[Finding]:
    """Unknown nodes, slots, targets, questions, options and protocols; reserved names; guards that do not type."""
    loaded, protocol = ground.loaded, ground.protocol
    if protocol.start not in protocol.nodes:
        yield error(loaded, ("start",), "unknown_node", f"no node {protocol.start!r} to start at")
    for name in protocol.slots.keys() & RESERVED:
        yield error(loaded, ("slots", name), "reserved_name", f"{name!r} has a meaning of its own in guards")
    for name, node in protocol.nodes.items():
        yield from _node(ground, name, node)
        for i, edge in enumerate(node.edges):
            yield from _edge(ground, ("nodes", name, "edges", i), edge)
    for i, interrupt in enumerate(protocol.interrupts):
        yield from _guard(ground, ("interrupts", i, "when"), interrupt.when)
        if interrupt.protocol not in ground.protocols:
            yield _unknown_protocol(ground, ("interrupts", i, "to"), interrupt.protocol)


def _node(ground: Ground, name: str, node: Node) -> Iterator[Finding]:
    loaded, protocol = ground.loaded, ground.protocol
    for i, slot in enumerate(node.collects):
        if slot not in protocol.slots:
            yield error(loaded, ("nodes", name, "collects", i), "unknown_slot", f"no slot {slot!r} is declared")
    for i, link in enumerate(node.targets):
        if link.id not in protocol.targets:
            yield error(loaded, ("nodes", name, "targets", i), "unknown_target", f"no target {link.id!r} is declared")
    if node.call is not None and node.call.protocol not in ground.protocols:
        yield _unknown_protocol(ground, ("nodes", name, "call", "protocol"), node.call.protocol)


def _unknown_protocol(ground: Ground, place: Place, name: str) -> Finding:
    loaded = ground.loaded
    text = f"no protocol {name!r} is shipped, and no file {name}.yaml lies beside this one"
    if name in ground.unread:
        text = f"the file of protocol {name!r} is refused: {ground.unread[name]}"
    return error(loaded, place, "unknown_protocol", text)


def _edge(ground: Ground, place: Place, edge: Edge) -> Iterator[Finding]:
    loaded, protocol = ground.loaded, ground.protocol
    if edge.to not in protocol.nodes:
        yield error(loaded, (*place, "to"), "unknown_node", f"no node {edge.to!r}")
    if edge.when is not None:
        yield from _guard(ground, (*place, "when"), edge.when)
    if edge.ask is not None:
        question = protocol.questions.get(edge.ask.question)
        if question is None:
            yield error(loaded, (*place, "ask", "question"), "unknown_question", f"no question {edge.ask.question!r}")
        elif edge.ask.is_ not in question.options:
            text = f"{edge.ask.question!r} has no option {edge.ask.is_!r}; it has {', '.join(question.options)}"
            yield error(loaded, (*place, "ask", "is"), "unknown_option", text)


def _guard(ground: Ground, place: Place, source: str) -> Iterator[Finding]:
    refused = ground.guards[source]
    if isinstance(refused, GuardRefused):
        yield error(ground.loaded, place, refused.code, shown(str(refused)), counterexample=refused.counterexample)
