"""What a patient presents with, as clinicians write it, and whether a course fits it."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import Origin
from memory.record.presentation import (
    AgeBand,
    Caution,
    Certainty,
    CodeSystem,
    Contraindication,
    Diagnosis,
    EligibilityCheck,
    EligibilityFinding,
    Medication,
    Presentation,
    Severity,
)
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, IfMatch, PathId, expected_version, v1_router
from service.wiring import PartsGiven
from strategies.course.case.presenting import (
    Presented,
    decide_presentation,
    fit_of,
    propose_presentation,
    write_presentation,
)
from strategies.profiles.feature import Feature

router = v1_router("presentation")

Line = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DiagnosisBody(_Strict):
    """One diagnosis and who made it; those that are not `principal` are comorbidity."""

    code: Annotated[str, Field(min_length=1, max_length=32)]
    system: CodeSystem
    label: Line
    certainty: Certainty
    made_by: Line
    principal: bool = False
    made_on: date | None = None


class MedicationBody(_Strict):
    """A medicine by its name; a dose is refused, because nothing here may become advice on one."""

    name: Line
    since: date | None = None
    until: date | None = None


class ContraindicationBody(_Strict):
    """Something that may speak against a course; with `cleared_reason` the caller says that it does not."""

    caution: Caution
    text: Words
    cleared_reason: Words | None = None


class PresentationBody(_Strict):
    """The whole presentation: it takes the place of the version before."""

    diagnoses: Annotated[tuple[DiagnosisBody, ...], Field(max_length=40)] = ()
    severity: Severity | None = None
    medications: Annotated[tuple[MedicationBody, ...], Field(max_length=60)] = ()
    age_band: AgeBand | None = None
    contraindications: Annotated[tuple[ContraindicationBody, ...], Field(max_length=40)] = ()
    reason: Annotated[str, Field(max_length=2000)] = ""

    def presented(self, *, cleared_by: str | None) -> Presented:
        """As the course's code takes it. A proposal clears nothing."""
        return Presented(
            diagnoses=tuple(Diagnosis(**each.model_dump()) for each in self.diagnoses),
            severity=self.severity,
            medications=tuple(Medication(**each.model_dump()) for each in self.medications),
            age_band=self.age_band,
            contraindications=tuple(
                Contraindication(
                    caution=each.caution,
                    text=each.text,
                    cleared_by=cleared_by if each.cleared_reason is not None else None,
                    cleared_reason=each.cleared_reason if cleared_by is not None else None,
                )
                for each in self.contraindications
            ),
            reason=self.reason,
        )


class Decision(_Strict):
    """A clinician's word on a proposal, and why."""

    accept: bool
    reason: Words


@router.get("/patients/{patient}/presentation")
async def get_presentation(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> Presentation | None:
    """The version that counts; null while there is none."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.presentations.current()


@router.get("/patients/{patient}/presentation/versions")
async def list_presentations(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Presentation]:
    """Every version and every proposal, first to last."""
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        return await work.presentations.all()


@router.post("/patients/{patient}/presentation", status_code=201)
async def put_presentation(
    patient: PathId, body: PresentationBody, actor: ClinicianActor, parts: PartsGiven, if_match: IfMatch = None
) -> Presentation:
    """A clinician's version: it counts from now on. `If-Match` refuses one that answers an older version (412)."""
    return await write_presentation(
        body.presented(cleared_by=actor.id),
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
        on_version=expected_version(if_match),
    )


@router.post("/patients/{patient}/presentation/proposals", status_code=201)
async def propose(patient: PathId, body: PresentationBody, actor: ClinicianActor, parts: PartsGiven) -> Presentation:
    """A model's proposal, handed in for it: nothing follows from it until a clinician accepts it."""
    await parts.permit(Feature.MENTAL_STATE_DETECTION, parts.scope(actor, patient))
    new = body.presented(cleared_by=None)
    return await propose_presentation(new, origin=Origin.MODEL, scope=parts.scope(actor, patient), engine=parts.engine)


@router.post("/patients/{patient}/presentation/proposals/{proposal}/decision")
async def decide_proposal(
    patient: PathId, proposal: PathId, body: Decision, actor: ClinicianActor, parts: PartsGiven
) -> Presentation:
    """Accepts a proposal, which makes a new version in the caller's name, or rejects it."""
    return await decide_presentation(
        proposal,
        accept=body.accept,
        reason=body.reason,
        actor=actor,
        scope=parts.scope(actor, patient),
        engine=parts.engine,
    )


@router.get("/patients/{patient}/eligibility")
async def get_eligibility(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    protocol: Annotated[str, Query(pattern=ID_PATTERN)],
) -> list[EligibilityFinding]:
    """What would speak against beginning this course now, refusals first, each with what to do about it."""
    found = await fit_of(protocol, shipped=parts.shipped, scope=parts.scope(actor, patient), engine=parts.engine)
    return list(found)


@router.get("/episodes/{episode}/eligibility")
async def list_checks(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[EligibilityCheck]:
    """What was found when the course began, and who began it all the same, and why."""
    scope = await parts.locate("episode", episode, actor)
    async with parts.store.read(scope) as work:
        return await work.eligibility.of_episode(episode)
