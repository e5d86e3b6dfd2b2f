"""What a patient presents with, as clinicians write it; what rules and models propose; whether a course fits it."""

from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.course import Origin
from memory.record.identity import Actor, Patient, Scope
from memory.record.presentation import (
    AgeBand,
    Contraindication,
    Diagnosis,
    EligibilityCheck,
    EligibilityFinding,
    Judgement,
    Medication,
    Presentation,
    Severity,
    Weight,
)
from memory.state.presentation import check_presentation
from memory.store.store import Work
from strategies.course.case.case_errors import AlreadyDecided, NotEligible, PresentationMoved
from strategies.course.case.eligibility import eligibility
from strategies.course.engine import Engine
from strategies.graph.errors import UnknownProtocol
from strategies.graph.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """What a patient presents with, as somebody writes or proposes it."""

    diagnoses: tuple[Diagnosis, ...] = ()
    severity: Severity | None = None
    medications: tuple[Medication, ...] = ()
    age_band: AgeBand | None = None
    contraindications: tuple[Contraindication, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A clinician begins a course all the same; the reason is kept with what was found."""

    actor: str
    reason: str


async def write_presentation(
    new: Presented, *, actor: Actor, scope: Scope, engine: Engine, on_version: int | None = None
) -> Presentation:
    """A clinician's version: it counts from now on.

    `on_version` is the version that was read (0: there was none), where the writer says so. Raises: PresentationMoved;
    memory.state.presentation's refusals; NotFound.
    """
    async with engine.store.write(scope) as work:
        await work.patient.lock()
        current = await work.presentations.current() if on_version is not None else None
        reached = current.n if current is not None else 0
        if on_version is not None and on_version != reached:
            raise PresentationMoved(on_version, reached)
        version = _version(new, await _next_number(work), scope, engine, origin=Origin.CLINICIAN, actor=actor.id)
        check_presentation(version)
        await work.presentations.add(version)
        return version


async def propose_presentation(new: Presented, *, origin: Origin, scope: Scope, engine: Engine) -> Presentation:
    """A rule's or a model's proposal: nothing follows from it until a clinician accepts it. Raises: as above."""
    async with engine.store.write(scope) as work:
        await work.patient.get()
        version = _version(new, await _next_number(work), scope, engine, origin=origin, actor=None)
        check_presentation(version)
        await work.presentations.add(version)
        return version


def _version(
    new: Presented, n: int, scope: Scope, engine: Engine, *, origin: Origin, actor: str | None
) -> Presentation:
    return Presentation(
        tenant=scope.tenant,
        patient=scope.patient,
        id=engine.ids(),
        n=n,
        status=Judgement.PROPOSED if actor is None else Judgement.ACCEPTED,
        origin=origin,
        created_at=engine.clock(),
        diagnoses=new.diagnoses,
        severity=new.severity,
        medications=new.medications,
        age_band=new.age_band,
        contraindications=new.contraindications,
        actor=actor,
        reason=new.reason,
    )


async def _next_number(work: Work) -> int:
    versions = await work.presentations.all()
    return versions[-1].n + 1 if versions else 1


async def decide_presentation(
    proposal: str, *, accept: bool, reason: str, actor: Actor, scope: Scope, engine: Engine
) -> Presentation:
    """A clinician accepts a proposal, which makes a new version in their name, or rejects it.

    Gives the new version, or the rejected proposal. Raises: AlreadyDecided; NotFound.
    """
    async with engine.store.write(scope) as work:
        found = await work.presentations.get(proposal)
        if found.status is not Judgement.PROPOSED:
            raise AlreadyDecided("presentation", found.id, found.status)
        decided = replace(
            found,
            status=Judgement.ACCEPTED if accept else Judgement.REJECTED,
            decided_by=actor.id,
            decided_at=engine.clock(),
            decided_reason=reason,
        )
        await work.presentations.replace(decided)
        if not accept:
            return decided
        version = replace(
            found,
            id=engine.ids(),
            n=await _next_number(work),
            status=Judgement.ACCEPTED,
            created_at=engine.clock(),
            actor=actor.id,
            reason=reason,
            from_proposal=found.id,
        )
        await work.presentations.add(version)
        return version


async def fit_of(protocol: str, *, shipped: Library, scope: Scope, engine: Engine) -> tuple[EligibilityFinding, ...]:
    """What would speak against beginning this protocol now. Raises: UnknownProtocol; NotFound."""
    if protocol not in shipped:
        raise UnknownProtocol(protocol)
    async with engine.store.read(scope) as work:
        return await _findings(work, await work.patient.get(), protocol, shipped)


async def _findings(work: Work, patient: Patient, protocol: str, library: Library) -> tuple[EligibilityFinding, ...]:
    """None for a protocol that is no course: a single session is nobody's treatment."""
    course = library[protocol].protocol.course
    if course is None:
        return ()
    presentation = await work.presentations.current()
    return eligibility(course, presentation, risk_level=patient.risk_level, language=patient.locale)


async def check_fit(
    work: Work,
    patient: Patient,
    protocol: str,
    library: Library,
    *,
    episode: str,
    override: Override | None,
    engine: Engine,
    now: datetime,
) -> EligibilityCheck | None:
    """The check to keep beside a new episode; none where there is nothing to check.

    Raises: NotEligible when the record refuses the course and nobody overrides it.
    """
    found = await _findings(work, patient, protocol, library)
    if not found:
        return None
    refusals = [each for each in found if each.weight is Weight.REFUSAL]
    if refusals and (override is None or not override.reason.strip()):
        raise NotEligible(protocol, refusals)
    presentation = await work.presentations.current()
    return EligibilityCheck(
        tenant=patient.tenant,
        patient=patient.id,
        id=engine.ids(),
        episode=episode,
        protocol=protocol,
        at=now,
        findings=found,
        presentation=None if presentation is None else presentation.id,
        actor=override.actor if override is not None else None,
        override=override.reason if override is not None and refusals else None,
    )
