"""Work on the formulation: clinicians add, change, accept, reject and remove; each act has its name and its reason.

`on_version` is everywhere the version of the formulation that the writer read, where they say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.course import Origin, Source
from memory.record.formulation import (
    ChangeKind,
    EdgeKind,
    FiveP,
    FormulationChange,
    FormulationEdge,
    FormulationNode,
    ItemStatus,
    NodeKind,
)
from memory.record.identity import Actor, Scope
from memory.state.formulation import check_edge
from memory.store.errors import NotFound
from memory.store.store import Work
from strategies.course.case.case_errors import AlreadyDecided, NotStanding
from strategies.course.case.sourcing import Quote, checked
from strategies.course.case.versions import Part, hold
from strategies.course.engine import Engine

Item = FormulationNode | FormulationEdge


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNode:
    """A node as somebody writes it."""

    kind: NodeKind
    text: str
    place: FiveP | None = None
    quotes: tuple[Quote, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEdge:
    """An edge as somebody writes it."""

    source_node: str
    target_node: str
    kind: EdgeKind
    quotes: tuple[Quote, ...] = ()


def said_of(item: Item) -> str:
    """An item in words, for the journal."""
    if isinstance(item, FormulationEdge):
        return f"{item.source_node} {item.kind.value} {item.target_node}"
    place = f" ({item.place.value})" if item.place is not None else ""
    return f"{item.kind.value}{place}: {item.text}"


def change_of(
    item: Item,
    kind: ChangeKind,
    *,
    id: str,  # noqa: A002 - the record's own word
    at: datetime,
    before: Item | None = None,
    actor: str | None = None,
    reason: str = "",
) -> FormulationChange:
    """The journal's line for what was just done to an item."""
    return FormulationChange(
        tenant=item.tenant,
        patient=item.patient,
        id=id,
        item=item.id,
        kind=kind,
        at=at,
        origin=item.origin if actor is None else Origin.CLINICIAN,
        after=said_of(item),
        before="" if before is None else said_of(before),
        actor=actor,
        reason=reason,
    )


async def add_node(
    new: NewNode, *, reason: str, actor: Actor, scope: Scope, engine: Engine, on_version: str | None = None
) -> FormulationNode:
    """A clinician's node: it counts at once.

    Raises: QuoteNotSaid, CaseMoved; memory.store.errors.NotFound, AlreadyThere.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        node = FormulationNode(
            tenant=scope.tenant,
            patient=scope.patient,
            id=new.id or engine.ids(),
            kind=new.kind,
            text=new.text,
            status=ItemStatus.ACCEPTED,
            origin=Origin.CLINICIAN,
            created_at=engine.clock(),
            sources=await _sources(work, new.quotes),
            place=new.place,
            actor=actor.id,
        )
        await work.formulation.add_node(node)
        await _note(work, node, ChangeKind.ADDED, engine=engine, actor=actor, reason=reason)
        return node


async def add_edge(
    new: NewEdge, *, reason: str, actor: Actor, scope: Scope, engine: Engine, on_version: str | None = None
) -> FormulationEdge:
    """A clinician's edge.

    Raises: NotStanding, QuoteNotSaid, CaseMoved; memory.state.formulation's refusals; NotFound.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        start, end = await work.formulation.node(new.source_node), await work.formulation.node(new.target_node)
        for node in (start, end):
            if node.status is not ItemStatus.ACCEPTED:
                raise NotStanding(node.id, node.status, ItemStatus.ACCEPTED)
        check_edge(new.kind, start, end)
        edge = FormulationEdge(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            source_node=start.id,
            target_node=end.id,
            kind=new.kind,
            status=ItemStatus.ACCEPTED,
            origin=Origin.CLINICIAN,
            created_at=engine.clock(),
            sources=await _sources(work, new.quotes),
            actor=actor.id,
        )
        await work.formulation.add_edge(edge)
        await _note(work, edge, ChangeKind.ADDED, engine=engine, actor=actor, reason=reason)
        return edge


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChange:
    """What a node should be from now on."""

    kind: NodeKind
    text: str
    place: FiveP | None = None


async def change_node(
    node_id: str,
    to: NodeChange,
    *,
    reason: str,
    actor: Actor,
    scope: Scope,
    engine: Engine,
    on_version: str | None = None,
) -> FormulationNode:
    """A clinician's change of a node that counts; its sources stay. Edges that no longer fit its kind refuse it.

    Raises: NotStanding, CaseMoved; memory.state.formulation's refusals; NotFound.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        before = await work.formulation.node(node_id)
        if before.status is not ItemStatus.ACCEPTED:
            raise NotStanding(before.id, before.status, ItemStatus.ACCEPTED)
        after = replace(before, kind=to.kind, text=to.text, place=to.place, actor=actor.id)
        await _check_edges_of(work, after)
        await work.formulation.replace_node(after)
        await _note(work, after, ChangeKind.CHANGED, before=before, engine=engine, actor=actor, reason=reason)
        return after


async def _check_edges_of(work: Work, node: FormulationNode) -> None:
    nodes = {each.id: each for each in await work.formulation.nodes()} | {node.id: node}
    for edge in await work.formulation.edges():
        if edge.status is ItemStatus.ACCEPTED and node.id in (edge.source_node, edge.target_node):
            check_edge(edge.kind, nodes[edge.source_node], nodes[edge.target_node])


async def decide_item(
    item_id: str,
    *,
    accept: bool,
    reason: str,
    actor: Actor,
    scope: Scope,
    engine: Engine,
    on_version: str | None = None,
) -> list[Item]:
    """A clinician accepts or rejects a proposed node or edge; gives what changed, the item first.

    An edge is accepted with its ends: those still proposed are accepted too. Raises: AlreadyDecided; NotStanding (an
    end was rejected or removed); CaseMoved; NotFound.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        item = await _item(work, item_id)
        if item.status is not ItemStatus.PROPOSED:
            raise AlreadyDecided("item", item.id, item.status)
        changed = [item]
        if accept and isinstance(item, FormulationEdge):
            ends = [await work.formulation.node(id_) for id_ in (item.source_node, item.target_node)]
            for end in ends:
                if end.status not in (ItemStatus.ACCEPTED, ItemStatus.PROPOSED):
                    raise NotStanding(end.id, end.status, ItemStatus.ACCEPTED)
            changed += [end for end in ends if end.status is ItemStatus.PROPOSED]
        kind = ChangeKind.ACCEPTED if accept else ChangeKind.REJECTED
        return [await _moved(work, each, kind, reason=reason, actor=actor, engine=engine) for each in changed]


async def remove_item(
    item_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Engine, on_version: str | None = None
) -> list[Item]:
    """A clinician takes an accepted item out, with the edges that hang on it; all of it stays readable.

    Raises: NotStanding, CaseMoved; NotFound.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        item = await _item(work, item_id)
        if item.status is not ItemStatus.ACCEPTED:
            raise NotStanding(item.id, item.status, ItemStatus.ACCEPTED)
        hanging: list[Item] = [
            edge
            for edge in await work.formulation.edges()
            if edge.status in (ItemStatus.ACCEPTED, ItemStatus.PROPOSED)
            and item.id in (edge.source_node, edge.target_node)
        ]
        return [
            await _moved(work, each, ChangeKind.REMOVED, reason=reason, actor=actor, engine=engine)
            for each in (item, *hanging)
        ]


_STATUS_AFTER = {
    ChangeKind.ACCEPTED: ItemStatus.ACCEPTED,
    ChangeKind.REJECTED: ItemStatus.REJECTED,
    ChangeKind.REMOVED: ItemStatus.REMOVED,
}


async def _moved(work: Work, item: Item, kind: ChangeKind, *, reason: str, actor: Actor, engine: Engine) -> Item:
    after: Item = replace(item, status=_STATUS_AFTER[kind], actor=actor.id)
    if isinstance(after, FormulationNode):
        await work.formulation.replace_node(after)
    else:
        await work.formulation.replace_edge(after)
    await _note(work, after, kind, before=item, engine=engine, actor=actor, reason=reason)
    return after


async def _item(work: Work, item_id: str) -> Item:
    try:
        return await work.formulation.node(item_id)
    except NotFound:
        return await work.formulation.edge(item_id)


async def _sources(work: Work, quotes: Sequence[Quote]) -> tuple[Source, ...]:
    return tuple([await checked(work, quote, path=f"quotes[{i}]") for i, quote in enumerate(quotes)])


async def _note(
    work: Work,
    item: Item,
    kind: ChangeKind,
    *,
    engine: Engine,
    actor: Actor,
    reason: str,
    before: Item | None = None,
) -> None:
    change = change_of(item, kind, id=engine.ids(), at=engine.clock(), before=before, actor=actor.id, reason=reason)
    await work.formulation.add_change(change)
