"""What the compiler gives: the graph of a procedure, its questions, and where every sentence went."""

from dataclasses import dataclass, field
from enum import StrEnum

from strategies.graph.protocol import NodeKind
from strategies.sop.ops import Condition
from strategies.sop.piece import Piece, Span

ANYWHERE = "*"
"""Stands for every node that is no end."""


class EdgeType(StrEnum):
    """How an edge came about."""

    SEQUENCE = "sequence"
    CONDITIONAL = "conditional"
    LOOP = "loop"
    INTERRUPT = "interrupt"
    EXHAUSTED = "exhausted"


class Became(StrEnum):
    """What a piece of the source became."""

    NODE = "node"
    EDGE = "edge"
    GUARD = "guard"
    ASIDE = "aside"


@dataclass(slots=True, eq=False)
class SopNode:
    """A step. `words` are the source's; `sure` is false when no cue said of what kind it is."""

    id: str
    kind: NodeKind
    words: Piece
    label: str
    sure: bool = True
    order: int = 0
    title: str = ""
    details: tuple[Piece, ...] = ()
    nevers: tuple[Piece, ...] = ()
    ends: bool = False

    @property
    def span(self) -> Span:
        """From the first of its words to the last detail that follows without a break."""
        start, end = self.words.span
        for piece in self.details:
            if 0 <= piece.span[0] - end <= 4:
                end = piece.span[1]
        return start, end


@dataclass(frozen=True, slots=True)
class Term:
    """A condition as an edge reads it: taken when it holds, or (`denied`) when it does not."""

    condition: Condition
    denied: bool = False


@dataclass(slots=True, eq=False)
class SopEdge:
    """A way from one node to another. `terms` must all hold; `without` are the arms that came first and did not hold.

    `most`: how often at most it may lead back.
    """

    id: str
    source: str
    to: str
    type: EdgeType
    terms: tuple[Term, ...] = ()
    without: tuple[Condition, ...] = ()
    parallel: bool = False
    resume: bool = False
    guard: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SopQuestion:
    """Something only the clinician can say. `code` names the kind of doubt."""

    n: int
    code: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one piece of the source became: the id of a node or edge, or the reason why it was set aside."""

    span: Span
    became: Became
    id: str = ""
    reason: str = ""


@dataclass(slots=True)
class SopGraph:
    """The graph. `start` is empty when the source holds no step."""

    nodes: list[SopNode] = field(default_factory=list[SopNode])
    by_id: dict[str, SopNode] = field(default_factory=dict[str, SopNode])
    edges: list[SopEdge] = field(default_factory=list[SopEdge])
    start: str = ""

    @property
    def ends(self) -> list[str]:
        """The nodes that the procedure can end at, in order; a rule that leads back ends nothing."""
        sources = {edge.source for edge in self.edges}
        back = self.resuming()
        return [node.id for node in self.nodes if (node.ends or node.id not in sources) and node.id not in back]

    def resuming(self) -> frozenset[str]:
        """The nodes of rules that lead back to where the session stood."""
        found: set[str] = set()
        waiting = [edge.to for edge in self.edges if edge.resume]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(edge.to for edge in self.out_of(here))
        return frozenset(found)

    def node(self, name: str) -> SopNode:
        """The node of that id."""
        return self.by_id[name]

    def add(self, node: SopNode) -> None:
        """Adds a node behind the others."""
        self.nodes.append(node)
        self.by_id[node.id] = node

    def out_of(self, name: str) -> list[SopEdge]:
        """The ways on from a node."""
        return [edge for edge in self.edges if edge.source == name]
