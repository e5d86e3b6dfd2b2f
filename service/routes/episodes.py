"""Courses of treatment, their plan versions, and the protocols they follow."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import Episode, PlanVersion
from memory.record.identity import Scope
from memory.record.session import SessionMode
from memory.state.sufficiency import Gap, GapDetail, SufficiencyVerdict
from service.auth import ClinicianActor, CurrentActor
from service.channels.readiness import standings, unfit
from service.problems import ChannelsUntested
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.case.presenting import Override
from strategies.course.case.sufficiency import stored_verdict
from strategies.course.errors import ModeRefused
from strategies.course.session import Opened, begin_episode, open_session
from strategies.graph.protocol import Level

router = v1_router("episodes")


class NewEpisode(BaseModel):
    """Which protocol the course follows. Its release, and those of every protocol it may reach, are pinned now."""

    model_config = ConfigDict(extra="forbid")

    protocol: str = Field(pattern=ID_PATTERN, description="cbt.depression.course, or one session's protocol")
    releases: dict[str, str] = Field(
        default_factory=dict, max_length=40, description="Protocol id -> kept release, in the place of a shipped one."
    )
    override: str | None = Field(
        default=None,
        min_length=1,
        max_length=2000,
        description="Why this course all the same, where the record speaks against it; kept with what was found.",
    )


@router.post("/patients/{patient}/episodes", status_code=201)
async def begin(patient: PathId, body: NewEpisode, actor: ClinicianActor, parts: PartsGiven) -> Episode:
    """Begins a course of treatment with its first plan."""
    scope = Scope(tenant=actor.tenant, patient=patient)
    return await begin_episode(
        body.protocol,
        shipped=parts.shipped,
        releases=body.releases,
        scope=scope,
        engine=parts.engine,
        override=None if body.override is None else Override(actor=actor.id, reason=body.override),
    )


@router.get("/patients/{patient}/episodes")
async def list_episodes(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> list[Episode]:
    """Every course of this patient, oldest first."""
    async with parts.store.read(Scope(tenant=actor.tenant, patient=patient)) as work:
        await work.patient.get()
        return await work.episodes.all()


@router.get("/episodes/{episode}/plans")
async def list_plans(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[PlanVersion]:
    """Every plan version: what changed from the last one, by which rule, on what evidence."""
    scope = await parts.locate("episode", episode, actor)
    async with parts.store.read(scope) as work:
        return await work.plans.all(episode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sufficiency:
    """The verdict: each missing code once, and every gap with what has it and why. People read "no gap found"."""

    verdict: SufficiencyVerdict
    missing: list[Gap]
    details: list[GapDetail]


@router.get("/episodes/{episode}/sufficiency")
async def target_sufficiency(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> Sufficiency:
    """Whether the targets (靶点) reach every problem, and what the course so far does not explain."""
    scope = await parts.locate("episode", episode, actor)
    async with parts.store.read(scope) as work:
        held = await work.episodes.get(episode)
        library = await parts.engine.releases.of_episode(held)
        verdict = await stored_verdict(work, await work.patient.get(), held, library)
    return Sufficiency(verdict=verdict.verdict, missing=list(verdict.missing), details=list(verdict.details))


class NewSession(BaseModel):
    """How the session is held."""

    model_config = ConfigDict(extra="forbid")

    mode: SessionMode = SessionMode.CLINICIAN_TEST
    held_on: date | None = Field(default=None, description="Date of the session; simulated patients only.")


@router.post("/episodes/{episode}/sessions", status_code=201)
async def open_next(episode: PathId, body: NewSession, actor: ClinicianActor, parts: PartsGiven) -> Opened:
    """Opens the next session; its opening line is turn 1."""
    scope = await parts.locate("episode", episode, actor)
    if body.mode is SessionMode.COPILOT:
        await _check_channels(body.mode, parts)
    return await open_session(episode, body.mode, scope=scope, engine=parts.engine, held_on=body.held_on)


async def _check_channels(mode: SessionMode, parts: Parts) -> None:
    if not parts.engine.limits.copilot:
        how = "set escalation_url or escalation_email, then run: throughline escalation test"
        raise ModeRefused(f"opening a session without a channel for escalations ({how})", mode)
    async with parts.store.read_catalogue() as catalogue:
        found = await standings(
            parts.channels, catalogue, now=parts.engine.clock(), days=parts.settings.escalation_test_days
        )
    if unfit(found):
        raise ChannelsUntested([each.in_words() for each in unfit(found)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolSummary:
    """A shipped protocol, as new episodes will pin it."""

    id: str
    level: Level
    version: str
    release: str
    clinical_review: str
    nodes: list[str]


@router.get("/protocols")
async def list_protocols(actor: CurrentActor, parts: PartsGiven) -> list[ProtocolSummary]:
    """The shipped protocols."""
    del actor
    return [
        ProtocolSummary(
            id=each.id,
            level=each.protocol.protocol.level,
            version=each.version,
            release=each.release,
            clinical_review=each.protocol.protocol.clinical_review,
            nodes=list(each.protocol.nodes),
        )
        for each in parts.shipped.values()
    ]
