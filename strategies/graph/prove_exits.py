"""The guarded edges of every node as proofs look at them: in the order tried, with what their guards read.

Nodes that differ in their names alone have one shape: what is proved of one holds of the others.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from strategies.graph.check_ground import Ground
from strategies.graph.guards import DOTTED, NAME, Expr
from strategies.graph.protocol import Edge, Level, Node, NodeKind
from strategies.graph.prove_cells import Domains

TURNS: Final = "frame.turns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A guarded edge: its place in the file, and its guard. `blocks`: when it holds, no later edge is taken."""

    i: int
    edge: Edge
    tree: Expr
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """The guarded edges of a node in the order tried. `read` are the names in their guards, as they come up.

    `turns` are the cells that `frame.turns` can have. Nodes of one `shape` differ in names alone: in those of their
    slots, which `names` gives in one order, and of the nodes that they lead to.
    """

    guards: tuple[Guarded, ...]
    read: tuple[str, ...]
    turns: int
    shape: int
    names: tuple[str, ...]


def set_at(ground: Ground, node: Node) -> frozenset[str]:
    """The slots that a visit to the node can set."""
    returned = node.call.returns.keys() if node.call is not None else frozenset[str]()
    return frozenset({*node.collects, *returned} & ground.protocol.slots.keys())


def blocks(ground: Ground, name: str, edge: Edge) -> bool:
    """Whether the edge, when its condition holds, is taken before all that come after it.

    It is not when it waits for a clinician, or when the node it leads to may be full.
    """
    nodes, circles = ground.protocol.nodes, ground.flow.circles
    may_be_full = edge.to in nodes and nodes[edge.to].visits is not None and edge.to in circles[name]
    return edge.gate is None and not may_be_full


def exits_of(ground: Ground, domains: Domains) -> dict[str, Exits]:
    """The guarded edges of every node."""
    kinds: dict[Hashable, int] = {}
    known = {name: kinds.setdefault((each.type, each.cells), len(kinds)) for name, each in domains.items()}
    shapes: dict[Hashable, int] = {}
    return {
        name: _exits(ground, domains, name, node, kinds=known, shapes=shapes)
        for name, node in ground.protocol.nodes.items()
    }


def _exits(
    ground: Ground, domains: Domains, name: str, node: Node, *, kinds: Mapping[str, int], shapes: dict[Hashable, int]
) -> Exits:
    ranked = sorted(enumerate(node.edges), key=lambda each: -each[1].priority)
    blocking = [blocks(ground, name, edge) for edge in node.edges]
    guards = [
        Guarded(i=i, edge=edge, tree=guard.tree, blocks=blocking[i])
        for i, edge in ranked
        if edge.to in ground.protocol.nodes and (guard := ground.guard(edge.when)) is not None
    ]
    found: dict[str, None] = {}
    for guarded in guards:
        found.update(dict.fromkeys(ground.names(guarded.edge.when)))
    read = tuple(sorted(found, key=DOTTED.__contains__))
    names = tuple(
        dict.fromkeys((*(slot for slot in read if slot in ground.protocol.slots), *sorted(set_at(ground, node))))
    )
    turns = _turns(ground, domains, node)
    shape = (*_shape(ground, node, names), tuple(blocking), tuple(kinds[each] for each in read), turns)
    return Exits(guards=tuple(guards), read=read, turns=turns, shape=shapes.setdefault(shape, len(shapes)), names=names)


def _shape(ground: Ground, node: Node, names: tuple[str, ...]) -> tuple[Hashable, ...]:
    """All of the node that proofs about it rest on, with numbers in the place of names."""
    nodes, number = ground.protocol.nodes, {each: f"#{i}" for i, each in enumerate(names)}
    leads = {to: i for i, to in enumerate(dict.fromkeys(edge.to for edge in node.edges))}
    edges = tuple(
        (
            leads[edge.to] if edge.to in nodes else -1,
            None if edge.when is None else NAME.sub(lambda found: number.get(found[0], found[0]), edge.when),
            edge.ask,
            edge.after,
            edge.priority,
        )
        for edge in node.edges
    )
    spoken = node.turns is not None and node.turns.max > 1
    collects = tuple(number[slot] for slot in node.collects if slot in number)
    return (edges, len(names), collects, spoken, node.kind, node.skippable, node.state_reached is None)


def _turns(ground: Ground, domains: Domains, node: Node) -> int:
    """The cells of `frame.turns` when the node's edges are weighed."""
    least, most = (node.turns.min, node.turns.max) if node.turns is not None else (1, None)
    silent = node.kind is NodeKind.CALL or ground.protocol.protocol.level is Level.COURSE
    found = 0
    for i, cell in enumerate(domains[TURNS].cells):
        value = cell.value
        if isinstance(value, int):
            spoken = value >= least and (most is None or value <= most)
            if (silent and value == 0) or (not silent and (spoken or (node.skippable and value == 0))):
                found |= 1 << i
    return found
