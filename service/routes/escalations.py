"""Calls for a clinician: what became of them, across patients and of one; their acknowledgement."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Query

from memory.record.identity import Actor, Scope
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.called import Called, call, calls_in, calls_of
from strategies.course.escalating import acknowledge_escalation

router = v1_router("risk")


class Which(StrEnum):
    """`open`: nobody has acknowledged it."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """One page of calls, newest first; ask for older ones with `after`."""

    items: list[Called]
    after: str | None


@router.get("/escalations")
async def list_calls(
    actor: CurrentActor,
    parts: PartsGiven,
    state: Which = Which.OPEN,
    after: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CallPage:
    """Calls for a clinician across the tenant's patients, newest first."""
    async with parts.store.read_catalogue() as catalogue:
        found = await calls_in(catalogue, actor.tenant, seen=state is Which.ACKNOWLEDGED, after=after, limit=limit)
    return CallPage(items=found, after=found[-1].id if len(found) == limit else None)


@router.get("/escalations/{escalation}")
async def get_call(escalation: PathId, actor: CurrentActor, parts: PartsGiven) -> Called:
    """One call: what was sent when, to whom, through which channel, and who acknowledged it."""
    scope = await parts.locate("escalation", escalation, actor)
    async with parts.store.read(scope) as work:
        return await call(work, escalation)


@router.post("/escalations/{escalation}/acknowledge")
async def acknowledge_call(escalation: PathId, actor: ClinicianActor, parts: PartsGiven) -> Called:
    """A clinician has seen the call: nothing more of it is sent. The first who said so stays on record."""
    return await _acknowledged(escalation, await parts.locate("escalation", escalation, actor), actor, parts)


@router.get("/patients/{patient}/escalations")
async def list_escalations(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Called]:
    """Every call about a patient, in order; one without an event was made by a protocol, and `why` says what for."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await calls_of(work)


@router.post("/patients/{patient}/risk/escalations/{escalation}/acknowledge")
async def acknowledge_patients_call(
    patient: PathId, escalation: PathId, actor: ClinicianActor, parts: PartsGiven
) -> Called:
    """The same where the patient is known: another patient's call is not found."""
    return await _acknowledged(escalation, parts.scope(actor, patient), actor, parts)


async def _acknowledged(escalation: str, scope: Scope, actor: Actor, parts: Parts) -> Called:
    await acknowledge_escalation(escalation, actor=actor, scope=scope, engine=parts.engine)
    async with parts.store.read(scope) as work:
        return await call(work, escalation)
