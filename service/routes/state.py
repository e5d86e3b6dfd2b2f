"""What is known of a patient beside facts: targets, measures, homework, recall."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from memory.recall.utterance import Recalled
from memory.record.identity import Actor, Scope
from memory.record.state import (
    Direction,
    Homework,
    HomeworkOutcome,
    Measure,
    Target,
    TargetEvidence,
    TargetStatus,
)
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, IfTag, PathId, expected_tag, set_tag, v1_router
from service.wiring import PartsGiven
from strategies.course.case.versions import Part, version_of
from strategies.course.corrections import (
    Answers,
    NewTarget,
    add_target,
    move_target,
    record_measure,
    report_homework,
)
from strategies.course.recalling import search

router = v1_router("state")

Words = Annotated[str, Field(min_length=1, max_length=2000)]


def _scope(actor: Actor, patient: str) -> Scope:
    return Scope(tenant=actor.tenant, patient=patient)


# ---- targets --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetWithEvidence:
    """A target and what speaks for or against its movement, oldest first."""

    target: Target
    evidence: list[TargetEvidence]


@router.get("/patients/{patient}/targets")
async def list_targets(
    patient: PathId, actor: CurrentActor, parts: PartsGiven, response: Response
) -> list[TargetWithEvidence]:
    """Targets (靶点) with their evidence; the ETag is their version."""
    async with parts.store.read(_scope(actor, patient)) as work:
        await work.patient.get()
        set_tag(response, await version_of(Part.TARGETS, work))
        return [
            TargetWithEvidence(target=target, evidence=list(await work.targets.evidence_of(target.id)))
            for target in await work.targets.all()
        ]


class TargetBody(BaseModel):
    """A target to keep. `agreed` makes it agreed in the caller's name; otherwise it is proposed."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(default=None, pattern=ID_PATTERN)
    label: Words
    direction: Direction
    problem: Words | None = None
    mechanism: Words | None = None
    measure: Words | None = None
    interventions: tuple[Words, ...] = ()
    baseline: float | None = None
    goal: float | None = None
    mcid: float | None = Field(default=None, gt=0)
    protocol_target: str | None = Field(default=None, max_length=64)
    agreed: bool = False


@router.post("/patients/{patient}/targets", status_code=201)
async def new_target(
    patient: PathId, body: TargetBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfTag = None
) -> Target:
    """Adds a target. `If-Match` refuses one that answers an older version of the targets (412)."""
    return await add_target(
        NewTarget(**body.model_dump()),
        actor=actor,
        scope=_scope(actor, patient),
        engine=parts.engine,
        on_version=expected_tag(if_match),
    )


class TargetMove(BaseModel):
    """Where a clinician moves a target: agreed, paused, achieved or dropped, and what that rests on."""

    model_config = ConfigDict(extra="forbid")

    status: TargetStatus
    reason: str | None = Field(default=None, max_length=1000, description="Needed for achieved and dropped.")


@router.post("/patients/{patient}/targets/{target}/status")
async def set_target_status(
    patient: PathId,
    target: PathId,
    body: TargetMove,
    actor: ClinicianActor,
    parts: PartsGiven,
    if_match: IfTag = None,
) -> Target:
    """Moves a target by a clinician's word; active and improving follow from measures alone.

    `If-Match` refuses a move that answers an older version of the targets (412).
    """
    return await move_target(
        target,
        body.status,
        reason=body.reason,
        actor=actor,
        scope=_scope(actor, patient),
        engine=parts.engine,
        on_version=expected_tag(if_match),
    )


# ---- measures and homework ------------------------------------------------------------------------------------------


class MeasureBody(BaseModel):
    """One response: `items` in the instrument's order, or `total` alone."""

    model_config = ConfigDict(extra="forbid")

    patient: str = Field(pattern=ID_PATTERN)
    instrument: str = Field(pattern=ID_PATTERN, description="phq9, gad7, ...")
    taken_on: date | None = Field(default=None, description="Today when left out.")
    items: tuple[int, ...] | None = None
    total: float | None = None
    session: str | None = Field(default=None, pattern=ID_PATTERN)


@router.post("/measures", status_code=201)
async def add_measure(body: MeasureBody, actor: ClinicianActor, parts: PartsGiven) -> Measure:
    """Scores and keeps a response to an instrument."""
    answers = Answers(
        instrument=body.instrument,
        taken_on=body.taken_on or parts.engine.clock().date(),
        items=body.items,
        total=body.total,
        session=body.session,
    )
    return await record_measure(answers, actor=actor, scope=_scope(actor, body.patient), engine=parts.engine)


@router.get("/patients/{patient}/measures")
async def list_measures(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Measure]:
    """Every response, oldest first."""
    async with parts.store.read(_scope(actor, patient)) as work:
        await work.patient.get()
        return list(await work.measures.all())


@router.get("/patients/{patient}/homework")
async def list_homework(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Homework]:
    """Every task with what came of it."""
    async with parts.store.read(_scope(actor, patient)) as work:
        await work.patient.get()
        return list(await work.homework.all())


class HomeworkReport(BaseModel):
    """What came of a task."""

    model_config = ConfigDict(extra="forbid")

    outcome: HomeworkOutcome


@router.post("/patients/{patient}/homework/{homework}/outcome")
async def set_homework_outcome(
    patient: PathId, homework: PathId, body: HomeworkReport, actor: ClinicianActor, parts: PartsGiven
) -> Homework:
    """Records an outcome by a clinician's word."""
    return await report_homework(homework, body.outcome, scope=_scope(actor, patient), engine=parts.engine)


# ---- recall ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallPage:
    """What was found of what was said, best first; `abstain` when nothing is likely to be an answer."""

    items: list[Recalled]
    abstain: bool


@router.get("/patients/{patient}/recall")
async def recall(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    query: Annotated[str, Query(min_length=1, max_length=500)],
    k: Annotated[int, Query(ge=1, le=50)] = 10,
) -> RecallPage:
    """Searches what this patient and the therapist have said in closed and open sessions."""
    looked = await search(query, k, scope=_scope(actor, patient), engine=parts.engine)
    return RecallPage(items=list(looked.items), abstain=looked.abstain)
