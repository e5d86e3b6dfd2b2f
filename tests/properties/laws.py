"""What each step must obey, read from the protocol's own file and not through the code that routes."""

from strategies.graph.library import Library
from strategies.graph.protocol import Node, NodeKind, Protocol
from strategies.graph.routed import Routed, Step
from strategies.risk.paths import OWN
from tests.properties.walker import SCREEN, Heard


def assert_lawful(library: Library, heard: Heard, routed: Routed) -> None:
    """Every law that one turn can break."""
    assert routed.steps
    for step in routed.steps:
        assert is_declared(library, step), f"{step.protocol}: {step.node} to {step.to} by {step.taken}"
        assert sum(candidate.verdict == "taken" for candidate in step.candidates) == 1
    for frame in routed.stack:
        protocol = library[frame.protocol].protocol
        _assert_budgets(protocol, frame.visits, turns=frame.turns, node=frame.node)
        _assert_dominated(protocol, frozenset(frame.visits))
    if heard.risk.unscreened_event and not any(frame.protocol in OWN | {SCREEN} for frame in heard.stack):
        assert_safety_next(library, routed)


def is_declared(library: Library, step: Step) -> bool:
    """Whether a step is an edge, an interrupt or a stay of its protocol's file."""
    protocol = library[step.protocol].protocol
    if step.taken == "stay":
        return step.to == step.node
    if step.taken.startswith("interrupt:"):
        declared = {
            (f"interrupt:{each.id}", each.to) for other in library.values() for each in other.protocol.interrupts
        }
        return (step.taken, step.to) in declared
    return step.to in {edge.to for edge in protocol.nodes[step.node].edges}


def assert_safety_next(library: Library, routed: Routed) -> None:
    """An alarm that nobody has screened leads to a safety node at once."""
    top = routed.stack[-1]
    assert library[top.protocol].node(top.node).kind is NodeKind.SAFETY, f"an alarm led to {top.protocol}:{top.node}"


def _assert_budgets(protocol: Protocol, visits: dict[str, int], *, turns: int, node: str) -> None:
    for name, entered in visits.items():
        limit = protocol.nodes[name].visits
        assert limit is None or entered <= limit.max, f"{name} was entered {entered} times"
    allowed = protocol.nodes[node].turns
    assert allowed is None or turns <= allowed.max, f"{turns} turns at {node}"


def _assert_dominated(protocol: Protocol, visited: frozenset[str]) -> None:
    """Whoever came to a node came past what must stand before it: the frame keeps every node it was at."""
    for invariant in protocol.invariants:
        if invariant.dominates is not None:
            first, then = invariant.dominates
            if any(_meant(name, node, then) for name, node in protocol.nodes.items() if name in visited):
                before = [name for name, node in protocol.nodes.items() if _meant(name, node, first)]
                assert visited & set(before), f"{then} was reached past {first}"


def _meant(name: str, node: Node, selector: str) -> bool:
    kind, _, wanted = selector.partition(":")
    if kind == "kind":
        return node.kind.value == wanted
    if kind == "protocol":
        return node.call is not None and node.call.protocol == wanted
    return name == selector
