"""Whether sessions followed their protocol: every measure with a quality measure beside it, or that there is none."""

from pydantic import BaseModel, ConfigDict, Field

from service.auth import CurrentActor
from service.following import adherence_of_patient, adherence_of_session
from service.routing import PathId, v1_router
from service.wiring import PartsGiven
from strategies.adherence.record import ReferenceLine
from strategies.adherence.report import PatientAdherence, SessionAdherence

router = v1_router("sessions")


class ReferenceBody(BaseModel):
    """Where a clinician would have gone: at most one line a client turn."""

    model_config = ConfigDict(extra="forbid")

    reference: list[ReferenceLine] = Field(max_length=10_000)


@router.get("/sessions/{session}/adherence")
async def session_adherence(session: PathId, actor: CurrentActor, parts: PartsGiven) -> SessionAdherence:
    """What was followed, delivered and reached in one session."""
    scope = await parts.locate("session", session, actor)
    return await adherence_of_session(parts.store, parts.engine.releases, session, scope=scope)


@router.post("/sessions/{session}/adherence")
async def session_adherence_against(
    session: PathId, body: ReferenceBody, actor: CurrentActor, parts: PartsGiven
) -> SessionAdherence:
    """The same, with edge accuracy, premature advance and stall against a clinician's reference; nothing is kept."""
    scope = await parts.locate("session", session, actor)
    releases = parts.engine.releases
    return await adherence_of_session(parts.store, releases, session, scope=scope, reference=body.reference)


@router.get("/patients/{patient}/adherence")
async def patient_adherence(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> PatientAdherence:
    """All of a patient's sessions, pooled, with targets against their smallest change that matters."""
    scope = parts.scope(actor, patient)
    return await adherence_of_patient(parts.store, parts.engine.releases, scope=scope)
