"""Releases of protocols: kept, signed, tried in shadow; episodes moved from one to another; sessions replayed."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from memory.record.course import ReleaseMove, ReleaseSignature
from service.auth import ClinicianActor, CurrentActor
from service.routing import PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.releasing import (
    MovePlan,
    SignedRelease,
    keep_releases,
    kept_releases,
    move_episode,
    plan_move,
    sign_release,
)
from strategies.course.replaying import Replayed, Shadowed, replay_session, sessions_of, shadow_session

router = v1_router("protocols")

MOST_FILES = 40


class Texts(BaseModel):
    """Protocol files as text, those that call each other together."""

    model_config = ConfigDict(extra="forbid")

    files: list[str] = Field(min_length=1, max_length=MOST_FILES, description="Each one YAML file.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRelease:
    """A release that is kept now; the same file always gives the same id."""

    id: str
    protocol: str
    version: str


@router.post("/releases", status_code=201)
async def make_releases(body: Texts, actor: ClinicianActor, parts: PartsGiven) -> list[MadeRelease]:
    """Checks protocol files and keeps their releases; one with an error is refused with all its findings."""
    del actor
    compiled = await keep_releases(body.files, shipped=parts.shipped, releases=parts.engine.releases, clock=parts.clock)
    return [MadeRelease(id=each.release, protocol=each.id, version=each.version) for each in compiled]


@router.get("/releases")
async def list_releases(actor: CurrentActor, parts: PartsGiven) -> list[SignedRelease]:
    """Every release that is kept, and who signed for it. Without a name nothing is reviewed."""
    return list(await kept_releases(actor.tenant, store=parts.store))


class Signing(BaseModel):
    """What the signature stands for."""

    model_config = ConfigDict(extra="forbid")

    statement: str = Field(default="", max_length=2000)


@router.post("/releases/{release}/sign", status_code=201)
async def sign(release: PathId, body: Signing, actor: ClinicianActor, parts: PartsGiven) -> ReleaseSignature:
    """Signs for a release in the clinician's name."""
    return await sign_release(release, statement=body.statement, actor=actor, store=parts.store, clock=parts.clock)


class Pins(BaseModel):
    """Protocol id -> release id, and protocol id -> old node -> new node (those not named keep their id)."""

    model_config = ConfigDict(extra="forbid")

    releases: dict[str, str] = Field(min_length=1, max_length=MOST_FILES)
    nodes: dict[str, dict[str, str]] = Field(default_factory=dict)


class Move(Pins):
    """The same, and why."""

    reason: str = Field(min_length=1, max_length=2000)


@router.post("/episodes/{episode}/moves/check")
async def check_move(episode: PathId, body: Pins, actor: CurrentActor, parts: PartsGiven) -> MovePlan:
    """Says what would keep an episode from moving to these releases by this map of nodes; changes nothing."""
    scope = await parts.locate("episode", episode, actor)
    return await plan_move(episode, body.releases, body.nodes, scope=scope, engine=parts.engine)


@router.post("/episodes/{episode}/moves", status_code=201)
async def move(episode: PathId, body: Move, actor: ClinicianActor, parts: PartsGiven) -> ReleaseMove:
    """Moves an episode between two sessions, in a clinician's name; refused with findings when the map does not fit."""
    scope = await parts.locate("episode", episode, actor)
    return await move_episode(
        episode, body.releases, body.nodes, reason=body.reason, actor=actor, scope=scope, engine=parts.engine
    )


@router.get("/episodes/{episode}/moves")
async def list_moves(episode: PathId, actor: CurrentActor, parts: PartsGiven) -> list[ReleaseMove]:
    """Every move of an episode, first to last."""
    scope = await parts.locate("episode", episode, actor)
    async with parts.store.read(scope) as work:
        return await work.moves.of_episode(episode)


@router.get("/sessions/{session}/replay")
async def replay(session: PathId, actor: CurrentActor, parts: PartsGiven) -> Replayed:
    """Recomputes every decision of a session from its record; a whole record gives no difference."""
    scope = await parts.locate("session", session, actor)
    return await replay_session(session, scope=scope, store=parts.store, releases=parts.engine.releases)


class Shadows(BaseModel):
    """Which releases are tried."""

    model_config = ConfigDict(extra="forbid")

    releases: dict[str, str] = Field(min_length=1, max_length=MOST_FILES)


@router.post("/patients/{patient}/shadow")
async def run_shadow(patient: PathId, body: Shadows, actor: CurrentActor, parts: PartsGiven) -> list[Shadowed]:
    """Where this patient's sessions would have gone another way under other releases; nothing is changed."""
    scope = parts.scope(actor, patient)
    other = await parts.engine.releases.library(body.releases)
    found: dict[str, None] = {}
    for protocol in other:
        found |= dict.fromkeys(await sessions_of(protocol, scope=scope, store=parts.store))
    return [
        await shadow_session(session, other, scope=scope, store=parts.store, releases=parts.engine.releases)
        for session in found
    ]
