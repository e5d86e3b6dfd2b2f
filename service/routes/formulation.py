"""The formulation (个案概念化): one graph, its views, who changed what and why, and what is proposed.

`If-Match` of every change is the ETag of the graph that was read: an older one is refused (412).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from memory.record.formulation import (
    EdgeKind,
    FiveP,
    FormulationChange,
    FormulationEdge,
    FormulationNode,
    ItemStatus,
    NodeKind,
)
from memory.state.formulation import Conceptualisation, conceptualisation, five_ps, graph_of, problems_and_mechanisms
from memory.state.sufficiency import Mechanism, Problem
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, IfTag, PathId, expected_tag, set_tag, v1_router
from service.wiring import PartsGiven
from strategies.course.case.formulating import (
    Item,
    NewEdge,
    NewNode,
    NodeChange,
    add_edge,
    add_node,
    change_node,
    decide_item,
    remove_item,
)
from strategies.course.case.formulation_rules import Candidate, CandidateEdge, Dropped, propose_for_formulation
from strategies.course.case.sourcing import Quote
from strategies.course.case.versions import Part, version_of
from strategies.profiles.feature import Feature

router = v1_router("formulation")

Words = Annotated[str, Field(min_length=1, max_length=2000)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulation:
    """The graph and its two views of the same nodes; `problems` and `mechanisms` are what the verdict is asked about.

    `proposed` counts the items that wait for a clinician.
    """

    nodes: list[FormulationNode]
    edges: list[FormulationEdge]
    five_ps: dict[FiveP, list[FormulationNode]]
    conceptualisation: Conceptualisation
    problems: list[Problem]
    mechanisms: list[Mechanism]
    proposed: int


@router.get("/patients/{patient}/formulation")
async def get_formulation(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    response: Response,
    proposals: Annotated[bool, Query(description="Show what is proposed in the graph and its views too.")] = False,
) -> Formulation:
    """The case as it is agreed: the graph, the five Ps and the cognitive conceptualisation of the same nodes.

    The ETag is the version of the whole graph, proposals included.
    """
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        set_tag(response, await version_of(Part.FORMULATION, work))
        nodes, edges = await work.formulation.nodes(), await work.formulation.edges()
    shown = {ItemStatus.ACCEPTED, ItemStatus.PROPOSED} if proposals else {ItemStatus.ACCEPTED}
    graph = graph_of(nodes, edges, statuses=frozenset(shown))
    known = problems_and_mechanisms(nodes, edges)
    items: Sequence[Item] = [*nodes, *edges]
    return Formulation(
        nodes=list(graph.nodes),
        edges=list(graph.edges),
        five_ps={place: list(found) for place, found in five_ps(graph).items()},
        conceptualisation=conceptualisation(graph),
        problems=list(known.problems),
        mechanisms=list(known.mechanisms),
        proposed=sum(item.status is ItemStatus.PROPOSED for item in items),
    )


@router.get("/patients/{patient}/formulation/changes")
async def list_changes(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[FormulationChange]:
    """Every change: what, by whom, why; proposals among them."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.formulation.changes()


class QuoteBody(_Strict):
    """Words that were said, and where; they are looked for in that turn."""

    session: Id
    turn: Annotated[int, Field(ge=1)]
    quote: Words

    def quoted(self) -> Quote:
        """As the course's code takes it."""
        return Quote(session=self.session, turn=self.turn, quote=self.quote)


class NodeBody(_Strict):
    """A node to add. `place` sets it among the five Ps against its kind."""

    kind: NodeKind
    text: Words
    place: FiveP | None = None
    quotes: Annotated[tuple[QuoteBody, ...], Field(max_length=20)] = ()
    reason: Words
    id: Id | None = None


class NodeChangeBody(_Strict):
    """What the node should be."""

    kind: NodeKind
    text: Words
    place: FiveP | None = None
    reason: Words


class EdgeBody(_Strict):
    """An edge to add between two nodes that count."""

    source_node: Id
    target_node: Id
    kind: EdgeKind
    quotes: Annotated[tuple[QuoteBody, ...], Field(max_length=20)] = ()
    reason: Words


class ItemDecision(_Strict):
    """A clinician's word on a proposed item, and why."""

    accept: bool
    reason: Words


class Removal(_Strict):
    """Why an item is taken out."""

    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an act changed: the item first, then what followed from it."""

    nodes: list[FormulationNode]
    edges: list[FormulationEdge]


def _changed(items: Sequence[Item]) -> Changed:
    return Changed(
        nodes=[item for item in items if isinstance(item, FormulationNode)],
        edges=[item for item in items if isinstance(item, FormulationEdge)],
    )


@router.post("/patients/{patient}/formulation/nodes", status_code=201)
async def new_node(
    patient: PathId, body: NodeBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> FormulationNode:
    """Adds a node in the caller's name; its quotes are checked against the turns."""
    new = NewNode(
        kind=body.kind,
        text=body.text,
        place=body.place,
        quotes=tuple(each.quoted() for each in body.quotes),
        id=body.id,
    )
    scope, on_version = parts.scope(actor, patient), expected_tag(if_match)
    return await add_node(new, reason=body.reason, actor=actor, scope=scope, engine=parts.engine, on_version=on_version)


@router.post("/patients/{patient}/formulation/nodes/{node}")
async def put_node(
    patient: PathId,
    node: PathId,
    body: NodeChangeBody,
    actor: ClinicianActor,
    parts: PartsGiven,
    if_match: IfTag = None,
) -> FormulationNode:
    """Changes a node that counts; what it was stays in the journal."""
    to = NodeChange(kind=body.kind, text=body.text, place=body.place)
    scope, on_version = parts.scope(actor, patient), expected_tag(if_match)
    return await change_node(
        node, to, reason=body.reason, actor=actor, scope=scope, engine=parts.engine, on_version=on_version
    )


@router.post("/patients/{patient}/formulation/edges", status_code=201)
async def new_edge(
    patient: PathId, body: EdgeBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> FormulationEdge:
    """Joins two nodes in the caller's name."""
    new = NewEdge(
        source_node=body.source_node,
        target_node=body.target_node,
        kind=body.kind,
        quotes=tuple(each.quoted() for each in body.quotes),
    )
    scope, on_version = parts.scope(actor, patient), expected_tag(if_match)
    return await add_edge(new, reason=body.reason, actor=actor, scope=scope, engine=parts.engine, on_version=on_version)


@router.post("/patients/{patient}/formulation/items/{item}/decision")
async def decide_on_item(
    patient: PathId, item: PathId, body: ItemDecision, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> Changed:
    """Accepts or rejects a proposed node or edge; an edge is accepted with its ends."""
    done = await decide_item(
        item,
        accept=body.accept,
        reason=body.reason,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
        on_version=expected_tag(if_match),
    )
    return _changed(done)


@router.post("/patients/{patient}/formulation/items/{item}/remove")
async def take_out(
    patient: PathId, item: PathId, body: Removal, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> Changed:
    """Takes an accepted item out, with the edges that hang on it; all of it stays readable."""
    scope, on_version = parts.scope(actor, patient), expected_tag(if_match)
    done = await remove_item(
        item, reason=body.reason, actor=actor, scope=scope, engine=parts.engine, on_version=on_version
    )
    return _changed(done)


class ProposedNode(_Strict):
    """A node that a model proposes. `key` names it for the edges of the same call."""

    kind: NodeKind
    text: Words
    quote: QuoteBody
    key: Annotated[str, Field(max_length=64)] = ""


class ProposedEdge(_Strict):
    """An edge between proposed nodes, by key, or nodes that are there, by id."""

    source: Annotated[str, Field(min_length=1, max_length=64)]
    target: Annotated[str, Field(min_length=1, max_length=64)]
    kind: EdgeKind


class ProposalsBody(_Strict):
    """What a model proposes from one session."""

    session: Id
    nodes: Annotated[tuple[ProposedNode, ...], Field(max_length=60)] = ()
    edges: Annotated[tuple[ProposedEdge, ...], Field(max_length=120)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is proposed now, and what was dropped, each with the reason."""

    nodes: list[FormulationNode]
    edges: list[FormulationEdge]
    dropped: list[Dropped]


@router.post("/patients/{patient}/formulation/proposals", status_code=201)
async def propose_items(
    patient: PathId, body: ProposalsBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> Proposed:
    """A model's proposals, handed in for it: what quotes words that were not said is dropped, counted and shown."""
    await parts.permit(Feature.MENTAL_STATE_DETECTION, parts.scope(actor, patient))
    made = await propose_for_formulation(
        body.session,
        [Candidate(kind=each.kind, text=each.text, quote=each.quote.quoted(), key=each.key) for each in body.nodes],
        [CandidateEdge(source=each.source, target=each.target, kind=each.kind) for each in body.edges],
        scope=parts.scope(actor, patient),
        engine=parts.engine,
        on_version=expected_tag(if_match),
    )
    return Proposed(nodes=list(made.nodes), edges=list(made.edges), dropped=list(made.dropped))
