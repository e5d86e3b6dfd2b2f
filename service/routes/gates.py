"""What waits for a clinician: gates of protocols, values too old to be used."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import GateOpening
from memory.record.session import SlotValue
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.gating import Gate, WaitingGates, gates_of, open_gate, waiting_gates, withdraw_gate
from strategies.course.known import Remembered
from strategies.course.standing import remembered_of

router = v1_router("gates")


@router.get("/gates")
async def list_waiting(
    actor: CurrentActor,
    parts: PartsGiven,
    after: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> WaitingGates:
    """What waits for a clinician, patient by patient; at most `limit` patients are looked through at once."""
    return await waiting_gates(actor.tenant, after=after, limit=limit, engine=parts.engine)


@router.get("/episodes/{episode}/gates")
async def list_gates(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Gate]:
    """Every gate in the episode's protocols: those that wait first, then those that are open or still ahead."""
    scope = await parts.locate("episode", episode, actor)
    return list(await gates_of(episode, scope=scope, engine=parts.engine))


class Opening(BaseModel):
    """Which gate is opened, and why."""

    model_config = ConfigDict(extra="forbid")

    protocol: str = Field(pattern=ID_PATTERN)
    edge: str = Field(min_length=1, max_length=140, description="As the list of gates names it: clear>work.")
    reason: str = Field(min_length=1, max_length=2000)


@router.post("/episodes/{episode}/gates", status_code=201)
async def open_one(episode: PathId, body: Opening, actor: ClinicianActor, parts: PartsGiven) -> GateOpening:
    """Opens a gate in a clinician's name; it lets on from the next time it is weighed, until it is withdrawn."""
    scope = await parts.locate("episode", episode, actor)
    return await open_gate(
        episode,
        protocol=body.protocol,
        edge=body.edge,
        reason=body.reason,
        actor=actor,
        scope=scope,
        engine=parts.engine,
    )


class Withdrawal(BaseModel):
    """Why an opening is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=2000)


@router.post("/episodes/{episode}/gates/{gate}/withdraw")
async def withdraw(
    episode: PathId, gate: PathId, body: Withdrawal, actor: ClinicianActor, parts: PartsGiven
) -> GateOpening:
    """Takes an opening back: the gate waits again."""
    scope = await parts.locate("episode", episode, actor)
    return await withdraw_gate(episode, gate, reason=body.reason, actor=actor, scope=scope, engine=parts.engine)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """A value of patient scope, the words that it rests on, and whether it has to be verified again.

    `expires_on`: the last day on which it may be used; none for one that does not expire.
    """

    protocol: str
    slot: str
    value: SlotValue
    quote: str
    session: str
    turn: int
    on: date
    expires_on: date | None
    verify_again: bool

    @classmethod
    def of(cls, each: Remembered) -> "KnownValue":
        """The value as it is shown."""
        return cls(
            protocol=each.protocol,
            slot=each.slot,
            value=each.value,
            quote=each.claim.quote,
            session=each.claim.session,
            turn=each.claim.turn,
            on=each.on,
            expires_on=each.expires_on,
            verify_again=each.expired,
        )


@router.get("/episodes/{episode}/slots")
async def list_slots(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[KnownValue]:
    """What is known of the patient across sessions, today; what is too old stands first, and no guard uses it."""
    scope = await parts.locate("episode", episode, actor)
    found = await remembered_of(episode, scope=scope, engine=parts.engine)
    shown = [KnownValue.of(each) for each in found]
    return sorted(shown, key=lambda each: (not each.verify_again, each.slot))
