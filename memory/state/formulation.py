"""The formulation's two views of the same nodes, what may join what, and what it says of problems and mechanisms. Pure.

The five Ps: Weerasekera (1993), Multiperspective Case Formulation. The cognitive conceptualisation: J. S. Beck,
Cognitive Behavior Therapy, Basics and Beyond (3rd ed., 2020).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from memory.record.formulation import (
    EdgeKind,
    FiveP,
    FormulationEdge,
    FormulationNode,
    ItemStatus,
    NodeKind,
)
from memory.state.errors import StateError
from memory.state.sufficiency import Mechanism, Problem

_MOMENT = frozenset({NodeKind.THOUGHT, NodeKind.EMOTION, NodeKind.SENSATION, NodeKind.BEHAVIOUR})
_KEPT_UP = frozenset({NodeKind.PROBLEM, NodeKind.MECHANISM, NodeKind.CORE_BELIEF, NodeKind.RULE}) | _MOMENT
_DEEP = frozenset({NodeKind.BACKGROUND, NodeKind.CORE_BELIEF, NodeKind.RULE})
_ALL = frozenset(NodeKind)

JOINS: Mapping[EdgeKind, tuple[frozenset[NodeKind], frozenset[NodeKind]]] = {
    EdgeKind.TRIGGERS: (frozenset({NodeKind.TRIGGER, NodeKind.CONSEQUENCE}), _MOMENT | {NodeKind.PROBLEM}),
    EdgeKind.LEADS_TO: (_MOMENT | {NodeKind.CONSEQUENCE}, _MOMENT | {NodeKind.CONSEQUENCE, NodeKind.PROBLEM}),
    EdgeKind.MAINTAINS: (_MOMENT | {NodeKind.MECHANISM, NodeKind.CONSEQUENCE, NodeKind.RULE}, _KEPT_UP),
    EdgeKind.PROTECTS_FROM: (frozenset({NodeKind.PROTECTIVE}), _ALL - {NodeKind.PROTECTIVE}),
    EdgeKind.UNDERLIES: (_DEEP, _ALL - {NodeKind.BACKGROUND, NodeKind.PROTECTIVE, NodeKind.TRIGGER}),
    EdgeKind.PART_OF: (_ALL - {NodeKind.PROBLEM}, frozenset({NodeKind.PROBLEM, NodeKind.MECHANISM})),
}
"""Kind of edge -> (from which kinds, to which kinds)."""


class EdgeRefused(StateError):
    """This kind of edge joins no such nodes."""

    def __init__(self, kind: EdgeKind, start: NodeKind, end: NodeKind) -> None:
        froms, tos = JOINS[kind]
        super().__init__(
            "kind",
            f"{kind.value} does not lead from {start.value} to {end.value}; it leads from "
            f"{', '.join(sorted(froms))} to {', '.join(sorted(tos))}",
        )


class EdgeToItself(StateError):
    """Both ends are the same node."""

    def __init__(self) -> None:
        super().__init__("target_node", "an edge joins two different nodes")


def check_edge(kind: EdgeKind, start: FormulationNode, end: FormulationNode) -> None:
    """Raises: EdgeToItself, EdgeRefused."""
    if start.id == end.id:
        raise EdgeToItself
    froms, tos = JOINS[kind]
    if start.kind not in froms or end.kind not in tos:
        raise EdgeRefused(kind, start.kind, end.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The items that count: nodes, and the edges whose both ends are among them."""

    nodes: tuple[FormulationNode, ...]
    edges: tuple[FormulationEdge, ...]

    def by_kind(self, *kinds: NodeKind) -> tuple[FormulationNode, ...]:
        """The nodes of some kinds, in order."""
        return tuple(node for node in self.nodes if node.kind in kinds)

    def out(self, node: str, *kinds: EdgeKind) -> tuple[str, ...]:
        """Where edges of some kinds lead from a node."""
        return tuple(edge.target_node for edge in self.edges if edge.source_node == node and edge.kind in kinds)

    def into(self, node: str, *kinds: EdgeKind) -> tuple[str, ...]:
        """Where edges of some kinds come from to a node."""
        return tuple(edge.source_node for edge in self.edges if edge.target_node == node and edge.kind in kinds)


def graph_of(
    nodes: Iterable[FormulationNode],
    edges: Iterable[FormulationEdge],
    *,
    statuses: frozenset[ItemStatus] = frozenset({ItemStatus.ACCEPTED}),
) -> Graph:
    """The graph of the items with these statuses: accepted ones, or those that a clinician still has to look at too."""
    kept = tuple(node for node in nodes if node.status in statuses)
    ids = {node.id for node in kept}
    return Graph(
        nodes=kept,
        edges=tuple(edge for edge in edges if edge.status in statuses and {edge.source_node, edge.target_node} <= ids),
    )


_PLACES: Mapping[NodeKind, FiveP] = {
    NodeKind.PROBLEM: FiveP.PRESENTING,
    NodeKind.BACKGROUND: FiveP.PREDISPOSING,
    NodeKind.CORE_BELIEF: FiveP.PREDISPOSING,
    NodeKind.RULE: FiveP.PREDISPOSING,
    NodeKind.TRIGGER: FiveP.PRECIPITATING,
    NodeKind.MECHANISM: FiveP.PERPETUATING,
    NodeKind.PROTECTIVE: FiveP.PROTECTIVE,
}


def place_of(node: FormulationNode, graph: Graph) -> FiveP | None:
    """Where a node stands among the five Ps: as a clinician said, else by its kind.

    Thoughts, feelings, acts and consequences are perpetuating where they maintain something; otherwise they belong to
    the picture of a moment, and to none of the five.
    """
    if node.place is not None:
        return node.place
    if node.kind in _PLACES:
        return _PLACES[node.kind]
    return FiveP.PERPETUATING if graph.out(node.id, EdgeKind.MAINTAINS) else None


def five_ps(graph: Graph) -> dict[FiveP, tuple[FormulationNode, ...]]:
    """Each place with its nodes, in order; every place is there, an empty one too."""
    places = {node.id: place_of(node, graph) for node in graph.nodes}
    return {place: tuple(node for node in graph.nodes if places[node.id] is place) for place in FiveP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One situation of the conceptualisation: what set it off, and what followed, each by walking the edges."""

    trigger: FormulationNode
    thoughts: tuple[FormulationNode, ...]
    emotions: tuple[FormulationNode, ...]
    sensations: tuple[FormulationNode, ...]
    behaviours: tuple[FormulationNode, ...]
    consequences: tuple[FormulationNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conceptualisation:
    """The cognitive conceptualisation: what lies beneath, and the moments in which it shows."""

    background: tuple[FormulationNode, ...]
    core_beliefs: tuple[FormulationNode, ...]
    rules: tuple[FormulationNode, ...]
    coping: tuple[FormulationNode, ...]
    moments: tuple[Moment, ...]


def conceptualisation(graph: Graph) -> Conceptualisation:
    """The same nodes as a cognitive conceptualisation. `coping` are acts that a belief or a rule underlies."""
    deep = {node.id for node in graph.by_kind(NodeKind.CORE_BELIEF, NodeKind.RULE)}
    acts = graph.by_kind(NodeKind.BEHAVIOUR)
    return Conceptualisation(
        background=graph.by_kind(NodeKind.BACKGROUND),
        core_beliefs=graph.by_kind(NodeKind.CORE_BELIEF),
        rules=graph.by_kind(NodeKind.RULE),
        coping=tuple(act for act in acts if deep & set(graph.into(act.id, EdgeKind.UNDERLIES))),
        moments=tuple(_moment(trigger, graph) for trigger in graph.by_kind(NodeKind.TRIGGER)),
    )


def _moment(trigger: FormulationNode, graph: Graph) -> Moment:
    reached: dict[str, None] = {}
    waiting = list(graph.out(trigger.id, EdgeKind.TRIGGERS))
    while waiting:
        node = waiting.pop(0)
        if node not in reached:
            reached[node] = None
            waiting += graph.out(node, EdgeKind.LEADS_TO)
    found = {kind: tuple(n for n in graph.nodes if n.id in reached and n.kind is kind) for kind in NodeKind}
    return Moment(
        trigger=trigger,
        thoughts=found[NodeKind.THOUGHT],
        emotions=found[NodeKind.EMOTION],
        sensations=found[NodeKind.SENSATION],
        behaviours=found[NodeKind.BEHAVIOUR],
        consequences=found[NodeKind.CONSEQUENCE],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsAndMechanisms:
    """What the sufficiency verdict is asked about."""

    problems: tuple[Problem, ...]
    mechanisms: tuple[Mechanism, ...]


def problems_and_mechanisms(
    nodes: Sequence[FormulationNode], edges: Sequence[FormulationEdge]
) -> ProblemsAndMechanisms:
    """The problems and mechanisms of the accepted graph, by the nodes' own ids.

    A mechanism is a node of that kind; what it maintains is every problem that its `maintains`, `leads_to` and
    `part_of` edges lead to, over other nodes too.
    """
    graph = graph_of(nodes, edges)
    problems = {node.id for node in graph.by_kind(NodeKind.PROBLEM)}
    return ProblemsAndMechanisms(
        problems=tuple(Problem(id=node.id, text=node.text) for node in graph.by_kind(NodeKind.PROBLEM)),
        mechanisms=tuple(
            Mechanism(id=node.id, text=node.text, maintains=_reached(node.id, graph, problems))
            for node in graph.by_kind(NodeKind.MECHANISM)
        ),
    )


def _reached(start: str, graph: Graph, wanted: set[str]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    waiting = [start]
    while waiting:
        node = waiting.pop(0)
        if node in seen:
            continue
        seen[node] = None
        if node not in wanted:
            waiting += graph.out(node, EdgeKind.MAINTAINS, EdgeKind.LEADS_TO, EdgeKind.PART_OF)
    return tuple(node for node in seen if node in wanted)
