"""Patients and their consents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from memory.record.identity import Consent, ConsentScope, Language, Patient, Scope
from memory.record.language import language_tag
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import PartsGiven
from strategies.course import consenting

router = v1_router("patients")


class NewPatient(BaseModel):
    """A patient to keep. Consents given here are recorded in the name of the caller."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(default=None, pattern=ID_PATTERN, description="Pseudonymous id; made up when left out.")
    locale: Language = Field(description="`en` or `zh-CN` (also zh, zh-Hans).")
    simulated: bool = Field(default=False, description="A simulated patient; no screen hides it.")
    label: str = Field(default="", max_length=120, description="A name for lists; never a real one.")
    region: str | None = Field(default=None, max_length=8, description="Two-letter region for crisis resources.")
    profile: str | None = Field(
        default=None, max_length=32, description="Jurisdiction profile; the deployment's own when left out."
    )
    consents: tuple[ConsentScope, ...] = Field(default=(), description="Scopes consented to now.")

    @field_validator("locale", mode="before")
    @classmethod
    def _tag(cls, tag: object) -> object:
        return language_tag(tag) if isinstance(tag, str) else tag


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPage:
    """One page of patients in order of id; ask for the next with `after`."""

    items: list[Patient]
    after: str | None


@router.post("/patients", status_code=201)
async def add_patient(new: NewPatient, actor: ClinicianActor, parts: PartsGiven) -> Patient:
    """Keeps a new patient. 409 `already-there` when the id is taken, 422 `unknown-profile` names the known ones."""
    profile = parts.engine.policy.named(new.profile)
    now = parts.engine.clock()
    patient = Patient(
        tenant=actor.tenant,
        id=new.id or parts.engine.ids(),
        locale=new.locale,
        simulated=new.simulated,
        created_at=now,
        label=new.label,
        region=new.region,
        profile=profile,
    )
    async with parts.store.write(Scope(tenant=actor.tenant, patient=patient.id)) as work:
        await work.patient.add(patient)
        for scope in dict.fromkeys(new.consents):
            await work.consents.add(_consent(patient, scope, actor.id, identity=parts.engine.ids(), at=now))
    return patient


@router.get("/patients")
async def list_patients(
    actor: CurrentActor,
    parts: PartsGiven,
    after: Annotated[str | None, Query(pattern=ID_PATTERN)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PatientPage:
    """The tenant's patients."""
    async with parts.store.catalogue() as catalogue:
        found = await catalogue.locate.patients(actor.tenant, after=after, limit=limit)
    return PatientPage(items=list(found), after=found[-1].id if len(found) == limit else None)


@router.get("/patients/{patient}")
async def get_patient(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> Patient:
    """One patient."""
    async with parts.store.read(Scope(tenant=actor.tenant, patient=patient)) as work:
        return await work.patient.get()


class NewConsent(BaseModel):
    """A consent that was given."""

    model_config = ConfigDict(extra="forbid")

    scope: ConsentScope


@router.post("/patients/{patient}/consents", status_code=201)
async def give_consent(patient: PathId, new: NewConsent, actor: ClinicianActor, parts: PartsGiven) -> Consent:
    """Records a consent in the name of the caller."""
    async with parts.store.write(Scope(tenant=actor.tenant, patient=patient)) as work:
        consent = _consent(
            await work.patient.get(), new.scope, actor.id, identity=parts.engine.ids(), at=parts.engine.clock()
        )
        await work.consents.add(consent)
        return consent


@router.get("/patients/{patient}/consents")
async def list_consents(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Consent]:
    """Every consent, the withdrawn ones too."""
    async with parts.store.read(Scope(tenant=actor.tenant, patient=patient)) as work:
        await work.patient.get()
        return list(await work.consents.all())


@router.post("/patients/{patient}/consents/{consent}/withdraw")
async def withdraw_consent(patient: PathId, consent: PathId, actor: ClinicianActor, parts: PartsGiven) -> Consent:
    """Withdraws a consent: what it allowed stops from now on, an open session that needs it included."""
    scope = Scope(tenant=actor.tenant, patient=patient)
    return await consenting.withdraw_consent(consent, actor=actor, scope=scope, engine=parts.engine)


def _consent(patient: Patient, scope: ConsentScope, by: str, *, identity: str, at: datetime) -> Consent:
    return Consent(tenant=patient.tenant, patient=patient.id, id=identity, scope=scope, given_at=at, given_by=by)
