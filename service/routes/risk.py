"""Risk: events, acknowledgement, the latch."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Scope
from memory.record.risk import LevelChange, RiskEvent
from service.auth import ClinicianActor, CurrentActor
from service.routing import PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.corrections import acknowledge, lower_risk

router = v1_router("risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPicture:
    """The latched level (0 to 6), every event, and how the latch moved."""

    level: int
    events: list[RiskEvent]
    changes: list[LevelChange]


@router.get("/patients/{patient}/risk")
async def get_risk(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> RiskPicture:
    """The patient's risk as the record has it."""
    async with parts.store.read(Scope(tenant=actor.tenant, patient=patient)) as work:
        level = (await work.patient.get()).risk_level
        return RiskPicture(level=level, events=list(await work.risk.events()), changes=list(await work.risk.changes()))


@router.post("/patients/{patient}/risk/events/{event}/acknowledge")
async def acknowledge_event(patient: PathId, event: PathId, actor: ClinicianActor, parts: PartsGiven) -> RiskEvent:
    """A clinician has seen it. The event itself closes by a completed screen only."""
    scope = Scope(tenant=actor.tenant, patient=patient)
    return await acknowledge(event, actor=actor, scope=scope, engine=parts.engine)


class Lowering(BaseModel):
    """The new level and the reason, in a clinician's name."""

    model_config = ConfigDict(extra="forbid")

    level: int = Field(ge=0, le=6)
    reason: str = Field(min_length=1, max_length=2000)


@router.post("/patients/{patient}/risk/lower")
async def lower(patient: PathId, body: Lowering, actor: ClinicianActor, parts: PartsGiven) -> LevelChange:
    """Lowers the latch; nothing else ever does."""
    scope = Scope(tenant=actor.tenant, patient=patient)
    return await lower_risk(body.level, reason=body.reason, actor=actor, scope=scope, engine=parts.engine)
