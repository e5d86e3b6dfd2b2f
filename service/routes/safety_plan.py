"""The safety plan: what sessions wrote down, as clinicians review and write it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from memory.record.crisis import SafetyPart, SafetyPlan
from service.auth import ClinicianActor, CurrentActor
from service.routing import PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.case.safety_planning import WrittenStep, review_safety_plan, write_safety_plan

router = v1_router("safety plan")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StepBody(_Strict):
    """One line of the plan; `worked`: what became of it when it was tried."""

    part: SafetyPart
    text: Annotated[str, Field(min_length=1, max_length=500)]
    worked: bool | None = None


class PlanBody(_Strict):
    """The whole plan as it should be. `on_version`: the version that was read (0: there was none)."""

    on_version: Annotated[int, Field(ge=0)]
    steps: Annotated[tuple[StepBody, ...], Field(min_length=1, max_length=60)]
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class ReviewBody(_Strict):
    """Which version was read."""

    on_version: Annotated[int, Field(ge=1)]


@router.get("/patients/{patient}/safety-plan")
async def get_safety_plan(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> SafetyPlan | None:
    """The plan as it stands, reviewed or not; null while there is none."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.safety_plans.latest()


@router.get("/patients/{patient}/safety-plan/versions")
async def list_safety_plans(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[SafetyPlan]:
    """Every version, first to last, each step with the words that it rests on."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.safety_plans.all()


@router.post("/patients/{patient}/safety-plan", status_code=201)
async def put_safety_plan(patient: PathId, body: PlanBody, actor: ClinicianActor, parts: PartsGiven) -> SafetyPlan:
    """A clinician's version of the plan; a step kept as it was keeps its source."""
    return await write_safety_plan(
        [WrittenStep(**step.model_dump()) for step in body.steps],
        reason=body.reason,
        on_version=body.on_version,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
    )


@router.post("/patients/{patient}/safety-plan/review")
async def review_plan(patient: PathId, body: ReviewBody, actor: ClinicianActor, parts: PartsGiven) -> SafetyPlan:
    """A clinician has read the plan as it stands and vouches for it."""
    return await review_safety_plan(
        on_version=body.on_version, actor=actor, scope=parts.scope(actor, patient), engine=parts.engine
    )
