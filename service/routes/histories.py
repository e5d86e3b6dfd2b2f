"""Whole patients: histories and bundles in, bundles out, erasure, and the receipts of erasures."""

import asyncio
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from memory.exchange.bundle import export_patient
from memory.exchange.erasing import PatientErased, erase_patient
from memory.exchange.reading import LARGEST_HISTORY, parsed
from memory.exchange.receipts import NAME
from memory.record.erasure import ErasureReceipt
from memory.record.identity import Actor, Role
from service.auth import require
from service.routing import PathId, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.facts.imported import BroughtIn, bring_in

router = v1_router("histories", max_body_size=LARGEST_HISTORY)

KeeperActor = Annotated[Actor, Depends(require(Role.CLINICIAN, Role.SUPERVISOR, Role.ADMIN))]
"""Who may bring whole patients in, carry them out and erase them."""

_FILE = {
    "requestBody": {
        "required": True,
        "description": "A history (`throughline schema history`) or a bundle, at most 64 MiB.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.post("/patients/import", openapi_extra=_FILE)
async def import_patient(
    request: Request,
    actor: KeeperActor,
    parts: PartsGiven,
    *,
    facts: Annotated[bool, Query(description="Read a history's words: facts and alarms, by rules.")] = True,
) -> BroughtIn:
    """Imports a history with its own dates, or a bundle; 422 names every fault, and then nothing was written.

    The same file again changes nothing; more turns and sessions are added; other words at an (n, i) are a fault. Words
    that were never read are read by rules, unless `facts` is false: `read` counts, `alarms` lists what was heard.
    """
    value = await asyncio.to_thread(parsed, await request.body())
    engine = parts.engine
    done = await bring_in(
        value,
        read=facts,
        tenant=actor.tenant,
        actor=actor.id,
        store=parts.store,
        clock=engine.clock,
        ids=engine.ids,
    )
    if done.anew:
        _forget(parts, actor.tenant, done.patient)
    return done


@router.get("/patients/{patient}/export", response_class=Response)
async def export_whole(patient: PathId, actor: KeeperActor, parts: PartsGiven) -> Response:
    """The full bundle: every row of the patient, canonical, with the SHA-256 of its content."""
    bundle = await export_patient(parts.scope(actor, patient), store=parts.store, clock=parts.engine.clock)
    name = f'attachment; filename="{patient}.bundle.json"'
    return Response(bundle, media_type="application/json", headers={"Content-Disposition": name})


class PatientErasure(BaseModel):
    """Why a patient is erased. The reason is kept in the receipt: name nobody in it."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=2000, pattern=r"\S")
    while_open: bool = Field(default=False, description="Whether an open session may go with the rest.")


@router.post("/patients/{patient}/erase")
async def erase_whole(patient: PathId, body: PatientErasure, actor: KeeperActor, parts: PartsGiven) -> PatientErased:
    """Takes every row of the patient away for good; a receipt without content stays."""
    erased = await erase_patient(
        parts.scope(actor, patient),
        reason=body.reason,
        actor=actor.id,
        store=parts.store,
        dsn=parts.settings.dsn,
        clock=parts.engine.clock,
        ids=parts.engine.ids,
        receipts=parts.settings.data_dir / NAME,
        while_open=body.while_open,
    )
    _forget(parts, actor.tenant, patient)
    parts.log.info("patient-erased", receipt=erased.receipt.id, actor=actor.id)
    return erased


@router.get("/erasures")
async def list_erasures(actor: KeeperActor, parts: PartsGiven) -> list[ErasureReceipt]:
    """The receipts of erased patients: by whom, when, why and how many rows."""
    async with parts.store.read_catalogue() as catalogue:
        return await catalogue.erasures.all(actor.tenant)


def _forget(parts: Parts, tenant: str, patient: str) -> None:
    """Drops what this process holds of the patient in memory."""
    parts.engine.recall.forget(tenant, patient)
    parts.engine.lasting.forget(tenant, patient)
    for key in [key for key, scope in parts.located.items() if (scope.tenant, scope.patient) == (tenant, patient)]:
        del parts.located[key]
