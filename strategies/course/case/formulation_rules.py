"""What a session proposes for the formulation: by rule from its slots, and by a model with quotes that are checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from memory.record.clock import Ids
from memory.record.course import Origin, Source
from memory.record.formulation import (
    ChangeKind,
    EdgeKind,
    FormulationEdge,
    FormulationNode,
    ItemStatus,
    NodeKind,
)
from memory.record.identity import Scope
from memory.record.session import Author, Session, SlotClaim, Turn
from memory.state.errors import StateError
from memory.state.formulation import check_edge
from memory.store.store import Work
from strategies.course.case.formulating import change_of
from strategies.course.case.sourcing import Quote, placed
from strategies.course.case.versions import Part, hold
from strategies.course.engine import Engine
from strategies.course.facts.convictions import is_conviction
from strategies.course.telling import tells_something

KIND_OF_SLOT: Mapping[str, NodeKind] = {
    "problem": NodeKind.PROBLEM,
    "fm_problem": NodeKind.PROBLEM,
    "earlier": NodeKind.BACKGROUND,
    "onset": NodeKind.TRIGGER,
    "fm_since": NodeKind.TRIGGER,
    "situation": NodeKind.TRIGGER,
    "tr_situation": NodeKind.TRIGGER,
    "fm_moment": NodeKind.TRIGGER,
    "thought": NodeKind.THOUGHT,
    "tr_thought": NodeKind.THOUGHT,
    "fm_inside": NodeKind.THOUGHT,
    "tr_feeling": NodeKind.EMOTION,
    "fm_doing": NodeKind.BEHAVIOUR,
    "fm_after": NodeKind.CONSEQUENCE,
    "fm_circle": NodeKind.MECHANISM,
    "support": NodeKind.PROTECTIVE,
    "fm_strength": NodeKind.PROTECTIVE,
}
"""Slots of the shipped protocols that name a part of the case."""

JOINED: tuple[tuple[str, EdgeKind, str], ...] = (
    ("situation", EdgeKind.TRIGGERS, "thought"),
    ("tr_situation", EdgeKind.TRIGGERS, "tr_thought"),
    ("tr_thought", EdgeKind.LEADS_TO, "tr_feeling"),
    ("fm_moment", EdgeKind.TRIGGERS, "fm_inside"),
    ("fm_inside", EdgeKind.LEADS_TO, "fm_doing"),
    ("fm_doing", EdgeKind.LEADS_TO, "fm_after"),
    ("fm_after", EdgeKind.LEADS_TO, "fm_problem"),
    ("fm_circle", EdgeKind.MAINTAINS, "fm_problem"),
    ("fm_since", EdgeKind.TRIGGERS, "fm_problem"),
    ("onset", EdgeKind.TRIGGERS, "problem"),
    ("fm_strength", EdgeKind.PROTECTS_FROM, "fm_problem"),
    ("support", EdgeKind.PROTECTS_FROM, "problem"),
)
"""How those parts bear on one another, where both were told in one session."""


_OF_THE_WORLD = frozenset(
    {NodeKind.PROBLEM, NodeKind.BACKGROUND, NodeKind.TRIGGER, NodeKind.CONSEQUENCE, NodeKind.MECHANISM}
)
"""Kinds that say how things are, not what somebody thinks of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A node that a model proposes, with the words it rests on."""

    kind: NodeKind
    text: str
    quote: Quote
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateEdge:
    """An edge that a model proposes between two of its candidates, by their keys, or nodes that are there, by id."""

    source: str
    target: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was not taken, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Proposed items, and what was dropped on the way."""

    nodes: tuple[FormulationNode, ...] = ()
    edges: tuple[FormulationEdge, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def _as_believed(kind: NodeKind, *words: str) -> NodeKind:
    """A conviction is proposed as a thought, whichever question it answered: it explains nothing by being said."""
    believed = kind in _OF_THE_WORLD and any(is_conviction(each) for each in words)
    return NodeKind.THOUGHT if believed else kind


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _known(nodes: Sequence[FormulationNode], kind: NodeKind, text: str) -> FormulationNode | None:
    """The node that says the same already, a rejected or removed one too: nothing is proposed twice."""
    return next((node for node in nodes if node.kind is kind and _folded(node.text) == _folded(text)), None)


def _node(
    session: Session, kind: NodeKind, text: str, source: Source, *, new_id: str, origin: Origin, now: datetime
) -> FormulationNode:
    return FormulationNode(
        tenant=session.tenant,
        patient=session.patient,
        id=new_id,
        kind=kind,
        text=text,
        status=ItemStatus.PROPOSED,
        origin=origin,
        created_at=now,
        sources=(source,),
    )


def _edge(
    session: Session,
    start: FormulationNode,
    kind: EdgeKind,
    end: FormulationNode,
    *,
    new_id: str,
    origin: Origin,
    now: datetime,
) -> FormulationEdge:
    return FormulationEdge(
        tenant=session.tenant,
        patient=session.patient,
        id=new_id,
        source_node=start.id,
        target_node=end.id,
        kind=kind,
        status=ItemStatus.PROPOSED,
        origin=origin,
        created_at=now,
    )


def _linked(edges: Sequence[FormulationEdge], start: FormulationNode, kind: EdgeKind, end: FormulationNode) -> bool:
    """Whether one of the edges says the same already."""
    return any((each.source_node, each.kind, each.target_node) == (start.id, kind, end.id) for each in edges)


def proposed_by_rule(
    session: Session,
    claims: Sequence[SlotClaim],
    nodes: Sequence[FormulationNode],
    edges: Sequence[FormulationEdge],
    *,
    ids: Ids,
    now: datetime,
) -> Proposals:
    """What the slots of a session propose: a node for each part that was told, joined as the steps that asked are."""
    made: list[FormulationNode] = []
    by_slot: dict[str, FormulationNode] = {}
    for claim in claims:
        asked = KIND_OF_SLOT.get(claim.slot)
        said = claim.value.strip() if isinstance(claim.value, str) else ""
        if asked is None or not claim.quote or not tells_something(said):
            continue
        kind = _as_believed(asked, said, claim.quote)
        source = Source(session=claim.session, turn=claim.turn, start=claim.start, end=claim.end, quote=claim.quote)
        node = _known([*nodes, *made], kind, said)
        if node is None:
            node = _node(session, kind, said, source, new_id=ids(), origin=Origin.RULE, now=now)
            made.append(node)
        if kind is asked:
            by_slot[claim.slot] = node
    joined: list[FormulationEdge] = []
    for start, kind_of_edge, end in JOINED:
        if start in by_slot and end in by_slot and not _rests(by_slot[start]) and not _rests(by_slot[end]):
            ends = by_slot[start], by_slot[end]
            if not _linked((*edges, *joined), ends[0], kind_of_edge, ends[1]):
                joined.append(_edge(session, ends[0], kind_of_edge, ends[1], new_id=ids(), origin=Origin.RULE, now=now))
    return Proposals(nodes=tuple(made), edges=tuple(joined))


def _rests(node: FormulationNode) -> bool:
    return node.status in (ItemStatus.REJECTED, ItemStatus.REMOVED)


def proposed_by_model(
    session: Session,
    turns: Sequence[Turn],
    candidates: Sequence[Candidate],
    joins: Sequence[CandidateEdge],
    nodes: Sequence[FormulationNode],
    *,
    edges: Sequence[FormulationEdge] = (),
    ids: Ids,
    now: datetime,
) -> Proposals:
    """What a model proposes, each quote found again in the client's turn that it names; the rest dropped, and why.

    `turns` may be of any of the patient's sessions. A link that is among `edges` is not proposed again.
    """
    said = {(turn.session, turn.n): turn for turn in turns}
    made: list[FormulationNode] = []
    by_key = {node.id: node for node in nodes if not _rests(node)}
    dropped: list[Dropped] = []
    for i, candidate in enumerate(candidates):
        turn = said.get((candidate.quote.session, candidate.quote.turn))
        source = None if turn is None or turn.author is not Author.CLIENT else placed(candidate.quote, turn)
        if not candidate.text.strip() or source is None:
            why = "it has no text" if source is not None else "the client said no such words in that turn"
            dropped.append(Dropped(path=f"nodes[{i}]", why=why))
            continue
        kind = _as_believed(candidate.kind, candidate.text, source.quote)
        node = _known([*nodes, *made], kind, candidate.text)
        if node is None:
            node = _node(session, kind, candidate.text.strip(), source, new_id=ids(), origin=Origin.MODEL, now=now)
            made.append(node)
        elif _rests(node):
            dropped.append(Dropped(path=f"nodes[{i}]", why=f"a clinician has {node.status.value} it before"))
            continue
        if candidate.key:
            by_key[candidate.key] = node
    joined: list[FormulationEdge] = []
    for i, join in enumerate(joins):
        start, end = by_key.get(join.source), by_key.get(join.target)
        if start is None or end is None:
            dropped.append(Dropped(path=f"edges[{i}]", why="one of its ends is not there"))
            continue
        try:
            check_edge(join.kind, start, end)
        except StateError as refused:
            dropped.append(Dropped(path=f"edges[{i}]", why=str(refused)))
            continue
        if not _linked((*edges, *joined), start, join.kind, end):
            joined.append(_edge(session, start, join.kind, end, new_id=ids(), origin=Origin.MODEL, now=now))
    return Proposals(nodes=tuple(made), edges=tuple(joined), dropped=tuple(dropped))


async def propose_for_formulation(
    session_id: str,
    candidates: Sequence[Candidate],
    joins: Sequence[CandidateEdge],
    *,
    scope: Scope,
    engine: Engine,
    on_version: str | None = None,
) -> Proposals:
    """Checks what a model proposes from a session, and keeps what stands.

    `on_version`: the version of the formulation that was read. Raises: CaseMoved; memory.store.errors.NotFound.
    """
    async with engine.store.write(scope) as work:
        await hold(Part.FORMULATION, work, on_version=on_version)
        session = await work.sessions.get(session_id)
        turns = [
            turn
            for each in dict.fromkeys((session_id, *(candidate.quote.session for candidate in candidates)))
            for turn in await work.turns.of_session(each)
        ]
        now = engine.clock()
        nodes = await work.formulation.nodes()
        made = proposed_by_model(session, turns, candidates, joins, nodes, ids=engine.ids, now=now)
        await keep_proposals(work, made, ids=engine.ids, now=now)
        return made


async def keep_proposals(work: Work, proposals: Proposals, *, ids: Ids, now: datetime) -> None:
    """Writes proposed items and their lines in the journal; a clinician decides on them later."""
    for node in proposals.nodes:
        await work.formulation.add_node(node)
        await work.formulation.add_change(change_of(node, ChangeKind.PROPOSED, id=ids(), at=now))
    for edge in proposals.edges:
        await work.formulation.add_edge(edge)
        await work.formulation.add_change(change_of(edge, ChangeKind.PROPOSED, id=ids(), at=now))
