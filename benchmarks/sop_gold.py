"""Gold graphs of the example procedures: written by us, so what is measured against them is conformance.

`split` says what the rules have seen. `open`: while they were written. `second`, `third` and
`fourth`: once their first figures were taken (edge F1 of `third` at first sight 0.404, of `fourth` 0.736). `practice`:
written beside the rules in other styles, to find what fails (edge F1 at first sight about 0.6). `blind`: by a hand
that had not seen the rules; at first sight node F1 0.867, edge F1 0.535, the two tables 0. The rules have
since been mended with those failures in view, so that their figure on `blind` says nothing of unseen text any more.
`unseen`: eight more by such a hand; at first sight 0.927 and 0.685. The rules have since been mended with these
failures in view too, so that its figure says nothing of unseen text either. `held`: eight more by another such hand; at
first sight 0.870 and 0.613 by the rules before they were mended on `unseen`, 0.882 and 0.667 by those after. One of
them, a table whose last columns are the two ways of one question, was then looked at; the other seven were not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from strategies.graph.protocol import NodeKind
from strategies.sop.graph import ANYWHERE, EdgeType, SopGraph
from strategies.sop.piece import Span
from strategies.sop.score import Placed, PlacedEdge, PlacedNode

EXAMPLES = Path(__file__).parents[1] / "examples" / "sop"
Split = Literal["open", "second", "third", "practice", "fourth", "blind", "unseen", "held"]


class GoldNode(BaseModel):
    """A step: `text` stands in the source word for word, at its `nth` occurrence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: NodeKind
    text: str
    nth: int = 1


class GoldEdge(BaseModel):
    """A way from step to step, or from anywhere (`*`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    from_: str = Field(alias="from")
    to: str
    type: EdgeType
    guard: str | None
    resume: bool = False


class GoldGraph(BaseModel):
    """One gold file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: Split
    start: str
    ends: tuple[str, ...]
    nodes: tuple[GoldNode, ...]
    edges: tuple[GoldEdge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A procedure and its gold graph."""

    name: str
    file: Path
    text: str
    split: Split
    graph: GoldGraph
    placed: Placed


class MisplacedGold(ValueError):
    """A gold node's text does not stand in its source, or an edge names no node."""


def gold_files(folder: Path = EXAMPLES) -> list[Gold]:
    """All of a folder, by name. Raises: MisplacedGold."""
    return [_read(path) for path in sorted(folder.glob("*.gold.json"))]


def _read(path: Path) -> Gold:
    graph = GoldGraph.model_validate_json(path.read_bytes())
    file = path.with_name(path.name.replace(".gold.json", ".md"))
    text = file.read_text(encoding="utf-8")
    nodes = tuple(PlacedNode(id=n.id, kind=n.kind.value, span=_place(text, n, path)) for n in graph.nodes)
    known = {node.id for node in nodes} | {ANYWHERE}
    if {graph.start, *graph.ends} - known or any(e.from_ not in known or e.to not in known for e in graph.edges):
        raise MisplacedGold(f"{path.name}: an edge, start or end names no node")
    edges = tuple(
        PlacedEdge(source=e.from_, to=e.to, type=e.type.value, bound=e.guard is not None, resume=e.resume)
        for e in graph.edges
    )
    return Gold(
        name=file.stem, file=file, text=text, split=graph.split, graph=graph, placed=Placed(nodes=nodes, edges=edges)
    )


def _place(text: str, node: GoldNode, path: Path) -> Span:
    at = -1
    for _ in range(node.nth):
        at = text.find(node.text, at + 1)
        if at < 0:
            raise MisplacedGold(f"{path.name}: {node.id} does not stand in the source")
    return at, at + len(node.text)


def placed(graph: SopGraph) -> Placed:
    """A compiled graph as the scorer sees it."""
    return Placed(
        nodes=tuple(PlacedNode(id=n.id, kind=n.kind.value, span=n.span) for n in graph.nodes),
        edges=tuple(
            PlacedEdge(source=e.source, to=e.to, type=e.type.value, bound=e.guard is not None, resume=e.resume)
            for e in graph.edges
        ),
    )


def by_split(golds: list[Gold]) -> Iterator[tuple[Split, list[Gold]]]:
    """The files of each split that has any."""
    splits: tuple[Split, ...] = ("open", "second", "third", "practice", "fourth", "blind", "unseen", "held")
    for split in splits:
        found = [gold for gold in golds if gold.split == split]
        if found:
            yield split, found
