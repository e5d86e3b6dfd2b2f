"""What was delivered: which steps, how much of each, in which order, and whether interventions reached their aim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from memory.record.session import EdgeDecision
from strategies.adherence.measure import Measure, share
from strategies.adherence.record import Held
from strategies.graph.draw_walk import Trace, walk_of
from strategies.graph.flow import Flow, flow_of
from strategies.graph.protocol import NodeKind

REACHED = "state.reached"
QUOTE = "state.quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeDose:
    """One node's dose in a session: entries, and client turns spent there (an interrupted turn counts nowhere).

    `asked` counts how often it was asked whether the intended state was reached, `reached` whether it ever was, with
    the client's words; `reached` is None on nodes that ask nothing, and where nobody answered.
    """

    protocol: str
    node: str
    kind: NodeKind
    visits: int
    turns: int
    asked: int = 0
    reached: bool | None = None
    quote: str = ""


def node_coverage(held: Held) -> tuple[Measure, Measure]:
    """Nodes visited / nodes of the session's own protocol; and the same over its core.

    The core are the nodes that every way from start to an end goes through. Coverage alone falls whenever a branch is
    not needed; over the core it is what the protocol always asks for. (Content coverage: Carroll et al., A conceptual
    framework for implementation fidelity, Implementation Science 2:40, 2007.)
    """
    own = held.own
    compiled = held.protocols.get(own) if own is not None else None
    why = "the session has no frames"
    if own is None or compiled is None:
        return share("node_coverage", 0, 0, why=why), share("core_coverage", 0, 0, why=why)
    visited = visited_of(held, own).keys()
    every, core = compiled.protocol.nodes.keys(), core_of(flow_of(compiled.protocol))
    return (
        share("node_coverage", len(every & visited), len(every), why=why),
        share("core_coverage", len(core & visited), len(core), why="no way leads to an end"),
    )


def core_of(flow: Flow) -> frozenset[str]:
    """The nodes without which no end can be reached from the start."""
    start = flow.protocol.start
    ends = [name for name, node in flow.protocol.nodes.items() if node.kind is NodeKind.END]
    if not any(flow.path(start, end) for end in ends):
        return frozenset()
    return frozenset(
        name
        for name in flow.protocol.nodes
        if all(end == name or flow.path(start, end, around=frozenset({name})) is None for end in ends)
        and not (flow.protocol.nodes[name].kind is NodeKind.END and len(ends) > 1)
    )


def visited_of(held: Held, protocol: str) -> Mapping[str, int]:
    """The nodes of a protocol that were visited, with the client turns spent in each."""
    return walk_of(
        Trace(session=held.session.id, decisions=held.decisions, stacks=held.stacks), protocol, edges=()
    ).nodes


def doses(held: Held) -> tuple[NodeDose, ...]:
    """The dose of every node that was visited, and of every intervene node of the protocols entered, visited or not.

    (Dose as frequency and duration of what was delivered: Carroll et al., 2007.)
    """
    found: list[NodeDose] = []
    for protocol in held.entered:
        visited, entries = visited_of(held, protocol), _entries(held, protocol)
        for name, node in held.protocols[protocol].protocol.nodes.items():
            if name not in visited and node.kind is not NodeKind.INTERVENE:
                continue
            asked, reached, quote = _state(
                decision for decision in held.decisions if (decision.protocol, decision.node) == (protocol, name)
            )
            found.append(
                NodeDose(
                    protocol=protocol,
                    node=name,
                    kind=node.kind,
                    visits=max(entries.get(name, 0), 1) if name in visited else 0,
                    turns=visited.get(name, 0),
                    asked=asked,
                    reached=reached,
                    quote=quote,
                )
            )
    return tuple(found)


def _entries(held: Held, protocol: str) -> dict[str, int]:
    """How often each node was entered: the greatest count of each frame of the protocol, added up."""
    frames: dict[tuple[int, int, str], int] = {}
    for stack in held.stacks:
        for depth, frame in enumerate(stack.frames):
            if frame.protocol == protocol:
                for node, count in frame.visits.items():
                    key = (depth, frame.entered_turn, node)
                    frames[key] = max(count, frames.get(key, 0))
    entries: dict[str, int] = {}
    for (_, _, node), count in frames.items():
        entries[node] = entries.get(node, 0) + count
    return entries


def _state(decisions: Iterable[EdgeDecision]) -> tuple[int, bool | None, str]:
    """How often the state was asked for, whether it was reached, and the words that show it."""
    asked, reached, quote = 0, None, ""
    for decision in decisions:
        answers = [candidate for candidate in decision.candidates if REACHED in candidate.inputs]
        if not answers:
            continue
        asked += 1
        yes = [candidate for candidate in answers if candidate.verdict == "taken"]
        reached = bool(reached or yes)
        if yes and not quote:
            quote = str(yes[0].inputs.get(QUOTE) or "")
    return asked, reached, quote


def state_reached(held: Held) -> Measure:
    """Intervene nodes whose intended state was reached, with a quote / intervene nodes that were visited."""
    visited = [dose for dose in doses(held) if dose.kind is NodeKind.INTERVENE and dose.visits > 0]
    hit = sum(dose.reached is True for dose in visited)
    return share("state_reached", hit, len(visited), why="no intervene node was visited")


def order_fidelity(held: Held) -> Measure:
    """Concordant pairs / comparable pairs of nodes, by their first visits.

    A pair is comparable when the protocol puts one before the other: the other can be reached from it, and not the
    other way round. It is concordant when the first visits come in that order. (The concordant share of Kendall, A new
    measure of rank correlation, Biometrika 30, 1938, over the protocol's partial order.)
    """
    concordant = comparable = 0
    for protocol in held.entered:
        reach = flow_of(held.protocols[protocol].protocol).reach
        for earlier, later in combinations(_first_visits(held, protocol), 2):
            forwards, backwards = later in reach[earlier], earlier in reach[later]
            if forwards != backwards:
                comparable += 1
                concordant += forwards
    return share("order_fidelity", concordant, comparable, why="no two nodes that have an order were visited")


def _first_visits(held: Held, protocol: str) -> list[str]:
    """The nodes in the order of their first visits."""
    known = held.protocols[protocol].protocol.nodes
    seen: dict[str, None] = {}
    for decision in held.decisions:
        if decision.protocol == protocol:
            for name in (decision.node, decision.to):
                if name in known:
                    seen.setdefault(name)
    return list(seen)
