"""Gates: what waits for a clinician in an episode, who opened what and why, and who took it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from memory.record.course import Episode, GateOpening
from memory.record.identity import Actor, Scope
from memory.record.session import EdgeDecision, Frame, Session
from memory.store.store import Work
from strategies.course.engine import Engine
from strategies.course.errors import GateNotOpen, GateStandsOpen, NoSuchGate
from strategies.course.opening import last_of, left_standing
from strategies.graph.library import Library
from strategies.graph.protocol import Text


class GateState(StrEnum):
    """WAITING: the episode stands before it. AHEAD: it is somewhere in its protocols. OPEN: a clinician opened it."""

    WAITING = "waiting"
    AHEAD = "ahead"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One edge that waits for a clinician. `guard` is what else has to hold, `holds` whether it did when last weighed.

    `purpose` is that of the node that it leads to. `opening` is the opening that stands.
    """

    protocol: str
    node: str
    edge: str
    to: str
    purpose: Text
    guard: str | None
    state: GateState
    holds: bool | None = None
    opening: GateOpening | None = None


async def gates_of(episode_id: str, *, scope: Scope, engine: Engine) -> tuple[Gate, ...]:
    """Every gate in the protocols of an episode: those that wait first. Raises: NotFound."""
    async with engine.store.read(scope) as work:
        episode = await work.episodes.get(episode_id)
    library = await engine.releases.of_episode(episode)
    async with engine.store.read(scope) as work:
        opened = {gate.key: gate for gate in await work.gates.of_episode(episode_id) if gate.withdrawn_at is None}
        last = last_of(await work.sessions.all(), episode)
        frames, weighed = await _standing(work, episode, last, library)
    found = _gates(library, frames, weighed, opened)
    return tuple(sorted(found, key=lambda gate: (gate.state is not GateState.WAITING, gate.protocol, gate.edge)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGates:
    """Gates that wait, patient by patient. `after`: ask again with it for those of more patients; none at the end."""

    items: tuple["WaitingGate", ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGate:
    """A gate that waits, and whose it is."""

    patient: str
    episode: str
    gate: Gate


async def waiting_gates(tenant: str, *, after: str | None, limit: int, engine: Engine) -> WaitingGates:
    """The gates that wait in the open episodes of a tenant's patients, those with an id above `after`.

    At most `limit` patients are looked through.
    """
    async with engine.store.read_catalogue() as catalogue:
        patients = await catalogue.locate.patients(tenant, after, limit)
    found: list[WaitingGate] = []
    for patient in patients:
        scope = Scope(tenant=tenant, patient=patient.id)
        async with engine.store.read(scope) as work:
            episodes = [episode for episode in await work.episodes.all() if episode.ended_at is None]
        for episode in episodes:
            if not (await engine.releases.of_episode(episode)).gates:
                continue
            found += [
                WaitingGate(patient=patient.id, episode=episode.id, gate=gate)
                for gate in await gates_of(episode.id, scope=scope, engine=engine)
                if gate.state is GateState.WAITING
            ]
    return WaitingGates(items=tuple(found), after=patients[-1].id if len(patients) == limit else None)


async def _standing(
    work: Work, episode: Episode, last: Session | None, library: Library
) -> tuple[tuple[Frame, ...], Sequence[EdgeDecision]]:
    """Where the episode stands now, and what was weighed on the way there."""
    if last is None:
        return (), ()
    frames = await left_standing(work, last, library, await work.moves.of_episode(episode.id))
    return frames, await work.decisions.of_session(last.id)


def _gates(
    library: Library, frames: tuple[Frame, ...], weighed: Sequence[EdgeDecision], opened: dict[str, GateOpening]
) -> list[Gate]:
    stands = {(frame.protocol, frame.node) for frame in frames}
    holds: dict[str, bool] = {}
    for decision in weighed:
        for candidate in decision.candidates:
            if "gate.clinician" in candidate.inputs and candidate.verdict != "not_reached":
                holds[f"{decision.protocol}/{candidate.edge}"] = candidate.verdict != "not_met"
    found: list[Gate] = []
    for compiled in library.values():
        for node, edges in compiled.edges.items():
            for each in edges:
                if each.edge.gate is None:
                    continue
                key = f"{compiled.id}/{each.id}"
                waits = GateState.WAITING if (compiled.id, node) in stands else GateState.AHEAD
                found.append(
                    Gate(
                        protocol=compiled.id,
                        node=node,
                        edge=each.id,
                        to=each.edge.to,
                        purpose=compiled.node(each.edge.to).purpose,
                        guard=each.edge.when,
                        state=GateState.OPEN if key in opened else waits,
                        holds=holds.get(key),
                        opening=opened.get(key),
                    )
                )
    return found


async def open_gate(
    episode_id: str, *, protocol: str, edge: str, reason: str, actor: Actor, scope: Scope, engine: Engine
) -> GateOpening:
    """Lets the episode pass a gate, from the next time it is weighed until it is withdrawn.

    Raises: NoSuchGate, GateStandsOpen; NotFound.
    """
    async with engine.store.read(scope) as work:
        episode = await work.episodes.get(episode_id)
    library = await engine.releases.of_episode(episode)
    if f"{protocol}/{edge}" not in library.gates:
        raise NoSuchGate(episode_id, protocol, edge)
    async with engine.store.write(scope) as work:
        return await keep_opening(work, episode, protocol, edge, reason=reason, actor=actor, engine=engine)


async def keep_opening(
    work: Work, episode: Episode, protocol: str, edge: str, *, reason: str, actor: Actor, engine: Engine
) -> GateOpening:
    """Writes down that a gate was opened. Raises: GateStandsOpen."""
    for gate in await work.gates.of_episode(episode.id):
        if gate.withdrawn_at is None and (gate.protocol, gate.edge) == (protocol, edge):
            raise GateStandsOpen(gate.id)
    opening = GateOpening(
        tenant=episode.tenant,
        patient=episode.patient,
        id=engine.ids(),
        episode=episode.id,
        protocol=protocol,
        edge=edge,
        actor=actor.id,
        reason=reason,
        at=engine.clock(),
    )
    await work.gates.add(opening)
    return opening


async def withdraw_gate(
    episode_id: str, gate_id: str, *, reason: str, actor: Actor, scope: Scope, engine: Engine
) -> GateOpening:
    """Takes an opening back: the gate waits again. What was done past it stays done. Raises: GateNotOpen; NotFound."""
    async with engine.store.write(scope) as work:
        gate = await work.gates.get(gate_id)
        if gate.episode != episode_id or gate.withdrawn_at is not None:
            raise GateNotOpen(gate_id)
        closed = replace(gate, withdrawn_at=engine.clock(), withdrawn_by=actor.id, withdrawn_reason=reason)
        await work.gates.replace(closed)
        return closed
