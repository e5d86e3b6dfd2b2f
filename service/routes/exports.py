"""Exports of reviewed sessions for tuning."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Actor, Role
from memory.store.errors import NotFound
from service.auth import require
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import PartsGiven
from strategies.profiles.feature import Feature
from tuning_data.export.agentinstruct import export_agentinstruct
from tuning_data.export.conversations import View
from tuning_data.export.gather import reviewed_sessions
from tuning_data.export.report import ExportOptions, ExportReport

router = v1_router("exports")

ExporterActor = Annotated[Actor, Depends(require(Role.EXPORTER))]


class ExportBody(BaseModel):
    """What may leave, and in which form."""

    model_config = ConfigDict(extra="forbid")

    patient: str | None = Field(default=None, pattern=ID_PATTERN, description="One patient; every patient if left out.")
    view: View = Field(default=View.TURN, description="One conversation a trained turn, or one a session.")
    allow_synthetic: bool = Field(default=False, description="Whether synthetic reviews count.")
    min_reward: float = Field(default=1.0, ge=0, le=1, description="Least reward r of a session.")


@router.post("/exports", status_code=201)
async def export(body: ExportBody, actor: ExporterActor, parts: PartsGiven) -> ExportReport:
    """Writes AgentInstruct JSONL with its manifest; each file is fetched by the name given here.

    A patient whose profile switches training exports off is refused (403), or left out where every patient is meant.
    """
    if body.patient is not None:
        await parts.permit(Feature.TRAINING_EXPORT, parts.scope(actor, body.patient))
    options = ExportOptions(view=body.view, allow_synthetic=body.allow_synthetic, min_reward=body.min_reward)
    folder = parts.settings.data_dir / "exports" / actor.tenant
    folder.mkdir(parents=True, exist_ok=True)
    bundles = reviewed_sessions(parts.store, tenant=actor.tenant, patient=body.patient, policy=parts.engine.policy)
    out = folder / f"{parts.engine.ids()}.jsonl"
    report = await export_agentinstruct(bundles, out, options, key=parts.signing_key, clock=parts.engine.clock)
    return replace(report, manifest=Path(report.manifest.name))


@router.get("/exports/{name}")
async def fetch(name: PathId, actor: ExporterActor, parts: PartsGiven) -> FileResponse:
    """One file of an export."""
    file = parts.settings.data_dir / "exports" / actor.tenant / name
    if not file.is_file():
        raise NotFound("export", name)
    return FileResponse(file, media_type="application/x-ndjson")
