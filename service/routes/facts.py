"""What is stated about a patient: facts as they stand and as they stood, their journal, and what sets them right."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from memory.record.identity import Actor, Scope
from memory.record.state import Fact, JournalEntry
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, in_utc, v1_router
from service.wiring import PartsGiven
from strategies.course.facts.fact_acts import Correction as Corrected
from strategies.course.facts.fact_corrections import (
    Erasure,
    confirm_fact,
    correct_fact,
    end_fact,
    erase_facts,
    retract_fact,
    suppress_fact,
    undo_act,
)

router = v1_router("state")

Words = Annotated[str, Field(min_length=1, max_length=2000)]
Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]


def _scope(actor: Actor, patient: str) -> Scope:
    return Scope(tenant=actor.tenant, patient=patient)


@router.get("/patients/{patient}/facts")
async def list_facts(
    patient: PathId, actor: CurrentActor, parts: PartsGiven, as_of: Moment | None = None
) -> list[Fact]:
    """Every fact with its source; with `as_of` (RFC 3339 with an offset) what the record held then, as it stood."""
    async with parts.store.read(_scope(actor, patient)) as work:
        await work.patient.get()
        return list(await work.facts.all(as_of=as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPage:
    """Lines of the journal, oldest first."""

    items: list[JournalEntry]


@router.get("/patients/{patient}/facts/journal")
async def list_journal(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    fact: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
) -> JournalPage:
    """What was added, closed, disputed and taken back, when, by whom and why; `fact` limits it to one."""
    async with parts.store.read(_scope(actor, patient)) as work:
        await work.patient.get()
        return JournalPage(items=await work.facts.journal(fact))


class Correction(BaseModel):
    """What the fact should say, and why. What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    object: Words
    reason: Words
    negated: bool | None = None
    valid_from: date | None = None


class Reason(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: Words


class Ending(Reason):
    """The last day on which it held, and why."""

    on: date


class ErasureBody(Reason):
    """Which facts, and why."""

    facts: Annotated[list[Annotated[str, Field(pattern=ID_PATTERN)]], Field(min_length=1, max_length=500)]


@router.post("/patients/{patient}/facts/{fact}/correct", status_code=201)
async def correct(patient: PathId, fact: PathId, body: Correction, actor: ClinicianActor, parts: PartsGiven) -> Fact:
    """A clinician's correction: a new fact takes the place of the old, which stays readable."""
    to = Corrected(object=body.object, negated=body.negated, valid_from=body.valid_from)
    return await correct_fact(
        fact, to, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine
    )


@router.post("/patients/{patient}/facts/{fact}/retract")
async def retract(patient: PathId, fact: PathId, body: Reason, actor: ClinicianActor, parts: PartsGiven) -> Fact:
    """A clinician's retraction: the fact was wrong and reaches nobody any more."""
    return await retract_fact(fact, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine)


@router.post("/patients/{patient}/facts/{fact}/suppress")
async def suppress(patient: PathId, fact: PathId, body: Reason, actor: ClinicianActor, parts: PartsGiven) -> Fact:
    """Keeps a fact back though it may be right: it stays in the record and reaches nobody."""
    return await suppress_fact(fact, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine)


@router.post("/patients/{patient}/facts/{fact}/confirm")
async def confirm(patient: PathId, fact: PathId, body: Reason, actor: ClinicianActor, parts: PartsGiven) -> Fact:
    """A clinician's signature under a fact; a dispute about it is settled for it."""
    return await confirm_fact(fact, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine)


@router.post("/patients/{patient}/facts/{fact}/end")
async def end(patient: PathId, fact: PathId, body: Ending, actor: ClinicianActor, parts: PartsGiven) -> Fact:
    """The world changed: the fact held until that day."""
    return await end_fact(
        fact, body.on, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine
    )


@router.post("/patients/{patient}/facts/journal/{act}/undo")
async def undo(patient: PathId, act: PathId, body: Reason, actor: ClinicianActor, parts: PartsGiven) -> list[Fact]:
    """Takes an act of the journal back; the facts that it touched, as they stand now."""
    return list(await undo_act(act, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine))


@router.post("/patients/{patient}/facts/erase")
async def erase(patient: PathId, body: ErasureBody, actor: ClinicianActor, parts: PartsGiven) -> Erasure:
    """Takes facts out of the record for good, with all that was inferred from them; what still holds their words."""
    return await erase_facts(
        body.facts, reason=body.reason, actor=actor, scope=_scope(actor, patient), engine=parts.engine
    )
