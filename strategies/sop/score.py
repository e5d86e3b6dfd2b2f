"""How a graph compares with a gold graph: nodes by their place in the source, edges by their ends and conditions."""

from dataclasses import dataclass

from strategies.sop.piece import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNode:
    """A node of either graph."""

    id: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEdge:
    """An edge of either graph. `source` is a node's id or `*`; `bound` when it is not always taken."""

    source: str
    to: str
    type: str
    bound: bool
    resume: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A graph as the scorer sees it."""

    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, what was given, what was wanted. Tallies add up."""

    hits: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.hits + other.hits, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Share of what was given that was wanted, 0 to 1."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was given, 0 to 1."""
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 to 1."""
        return 2 * self.hits / (self.given + self.wanted) if self.given + self.wanted else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One graph against its gold. `kinds`: of the matched nodes, those of the right kind; `typed` likewise of edges."""

    nodes: Tally
    edges: Tally
    kinds: Tally
    typed: Tally

    def __add__(self, other: "Score") -> "Score":
        """Both together."""
        return Score(
            nodes=self.nodes + other.nodes,
            edges=self.edges + other.edges,
            kinds=self.kinds + other.kinds,
            typed=self.typed + other.typed,
        )

    @property
    def gap(self) -> float:
        """How far the edges are behind the nodes, in F1."""
        return self.nodes.f1 - self.edges.f1


NOTHING = Score(nodes=Tally(), edges=Tally(), kinds=Tally(), typed=Tally())
LEAST_OVERLAP = 0.5
"""Two spans are of one step when they share this much of the shorter one."""


def score(given: Placed, gold: Placed) -> Score:
    """Matches nodes one to one, largest shared part first, then compares edges over the matched nodes.

    An edge hits when both ends are matched, and it is bound where the gold's is. A pair of nodes may carry several
    edges; each counts once.
    """
    pairs = _pairs(given, gold)
    gold_kind = {node.id: node.kind for node in gold.nodes}
    same = sum(node.kind == gold_kind[pairs[node.id]] for node in given.nodes if node.id in pairs)
    left = [(edge.source, edge.to, edge.bound, edge.type) for edge in gold.edges]
    hits = typed = 0
    for edge in given.edges:
        key = (pairs.get(edge.source, edge.source if edge.source == "*" else None), pairs.get(edge.to), edge.bound)
        found = [each for each in left if each[:3] == key]
        if found:
            best = next((each for each in found if each[3] == edge.type), found[0])
            left.remove(best)
            hits += 1
            typed += best[3] == edge.type
    return Score(
        nodes=Tally(len(pairs), len(given.nodes), len(gold.nodes)),
        edges=Tally(hits, len(given.edges), len(gold.edges)),
        kinds=Tally(same, len(pairs), len(pairs)),
        typed=Tally(typed, hits, hits),
    )


def _pairs(given: Placed, gold: Placed) -> dict[str, str]:
    """Given node -> gold node."""
    shares: list[tuple[float, float, str, str]] = []
    for mine in given.nodes:
        for theirs in gold.nodes:
            common = min(mine.span[1], theirs.span[1]) - max(mine.span[0], theirs.span[0])
            shorter = min(mine.span[1] - mine.span[0], theirs.span[1] - theirs.span[0])
            longer = max(mine.span[1] - mine.span[0], theirs.span[1] - theirs.span[0])
            if shorter > 0 and common / shorter >= LEAST_OVERLAP:
                shares.append((common / longer, common / shorter, mine.id, theirs.id))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, mine_id, theirs_id in sorted(shares, reverse=True):
        if mine_id not in pairs and theirs_id not in taken:
            pairs[mine_id] = theirs_id
            taken.add(theirs_id)
    return pairs
