"""Releases: made of files that pass the check, signed by name, pinned by episodes that move only by a checked map."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from memory.record.clock import Clock
from memory.record.course import Release, ReleaseMove, ReleaseSignature
from memory.record.identity import Actor, Scope
from memory.record.session import Frame, SessionState
from memory.store.store import Store, Work
from strategies.course.engine import Engine
from strategies.course.errors import ClosePending, MoveRefused, ReleaseUnfit, SessionStillOpen
from strategies.course.opening import last_of, left_standing
from strategies.course.releases import Releases
from strategies.graph.check import check
from strategies.graph.errors import UnknownProtocol
from strategies.graph.findings import Severity
from strategies.graph.library import Library
from strategies.graph.load import Loaded, load_protocol
from strategies.graph.migrate import MoveFinding, NodeMap, check_move
from strategies.graph.protocol import Level
from strategies.graph.reentry import broken_off
from strategies.graph.release import CompiledProtocol, compile_release


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRelease:
    """A kept release without its text, and who signed for it in this tenant."""

    id: str
    protocol: str
    version: str
    level: Level
    clinical_review: str
    signatures: tuple[ReleaseSignature, ...]


def compiled_texts(texts: Sequence[str], *, shipped: Library) -> tuple[CompiledProtocol, ...]:
    """The releases of protocol files, each checked with the others and the shipped ones around it.

    Raises: ProtocolRefused, GuardRefused, ReleaseUnfit.
    """
    loaded = [load_protocol(text, file=f"file {n}") for n, text in enumerate(texts, start=1)]
    compiled = tuple(compile_release(each.protocol) for each in loaded)
    around = shipped.overlaid(Library(compiled))
    for each in loaded:
        _check(each, around)
    return compiled


def _check(loaded: Loaded, library: Library) -> None:
    errors = [finding for finding in check(loaded, library=library) if finding.severity is Severity.ERROR]
    if errors:
        said = [f"line {finding.line}, {finding.where}: {finding.code}: {finding.text}" for finding in errors]
        raise ReleaseUnfit(loaded.protocol.protocol.id, said)


async def keep_releases(
    texts: Sequence[str], *, shipped: Library, releases: Releases, clock: Clock
) -> tuple[CompiledProtocol, ...]:
    """Keeps the releases of these files, pinned by nobody yet. Raises: ProtocolRefused, GuardRefused, ReleaseUnfit."""
    compiled = await asyncio.to_thread(compiled_texts, texts, shipped=shipped)
    await releases.pin(Library(compiled), now=clock())
    return compiled


async def sign_release(release: str, *, statement: str, actor: Actor, store: Store, clock: Clock) -> ReleaseSignature:
    """Signs for a release in the actor's name. Raises: NotFound, AlreadyThere (this actor has signed it)."""
    async with store.catalogue() as catalogue:
        await catalogue.releases.get(release)
        signature = ReleaseSignature(
            tenant=actor.tenant,
            release=release,
            actor=actor.id,
            name=actor.name,
            at=clock(),
            statement=statement,
        )
        await catalogue.signatures.add(signature)
        return signature


async def kept_releases(tenant: str, *, store: Store) -> tuple[SignedRelease, ...]:
    """Every kept release, by protocol and then in the order made, with the tenant's signatures."""
    async with store.read_catalogue() as catalogue:
        rows = await catalogue.releases.all()
        signatures = await catalogue.signatures.all(tenant)
    return tuple(_signed(row, [each for each in signatures if each.release == row.id]) for row in rows)


def _signed(row: Release, signatures: Sequence[ReleaseSignature]) -> SignedRelease:
    compiled = Library.from_releases({row.protocol: row.compiled})[row.protocol]
    return SignedRelease(
        id=row.id,
        protocol=row.protocol,
        version=row.version,
        level=compiled.protocol.protocol.level,
        clinical_review=row.clinical_review,
        signatures=tuple(signatures),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlan:
    """An episode's move, checked: what it would pin, and what keeps it from moving (nothing: it can)."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    findings: tuple[MoveFinding, ...]


async def plan_move(
    episode_id: str, releases: Mapping[str, str], nodes: NodeMap, *, scope: Scope, engine: Engine
) -> MovePlan:
    """Checks a move to `releases` (protocol id -> kept release id); the other pinned protocols stay. Changes nothing.

    Raises: UnknownProtocol (a release is of another protocol), NotFound.
    """
    async with engine.store.read(scope) as work:
        episode = await work.episodes.get(episode_id)
    before = await engine.releases.of_episode(episode)
    chosen = await engine.releases.library(releases)
    for name in releases.keys() - chosen.keys():
        raise UnknownProtocol(name)
    after = before.overlaid(chosen)
    async with engine.store.read(scope) as work:
        standing = await _standing(work, episode_id, before)
    return MovePlan(
        before=episode.releases,
        after={protocol.id: protocol.release for protocol in after.values()},
        findings=check_move(before, after, nodes, protocol=episode.protocol, standing=standing),
    )


async def move_episode(
    episode_id: str,
    releases: Mapping[str, str],
    nodes: NodeMap,
    *,
    reason: str,
    actor: Actor,
    scope: Scope,
    engine: Engine,
) -> ReleaseMove:
    """Moves an episode, between two sessions, in a clinician's name and with their reason.

    What was held stays held under the old releases; the next session begins under the new ones.

    Raises: MoveRefused, SessionStillOpen, ClosePending, UnknownProtocol; NotFound.
    """
    plan = await plan_move(episode_id, releases, nodes, scope=scope, engine=engine)
    if plan.findings:
        raise MoveRefused(episode_id, [asdict(finding) for finding in plan.findings])
    async with engine.store.write(scope) as work:
        episode = await work.episodes.get(episode_id)
        sessions = await work.sessions.all()
        for session in sessions:
            if session.state is SessionState.OPEN:
                raise SessionStillOpen(session.id)
            if session.state is SessionState.CLOSING:
                raise ClosePending(session.id)
        if episode.releases != plan.before:
            raise MoveRefused(episode_id, [{"code": "moved_meanwhile", "text": "somebody moved it just now"}])
        move = ReleaseMove(
            tenant=scope.tenant,
            patient=scope.patient,
            id=engine.ids(),
            episode=episode_id,
            before=dict(plan.before),
            after=dict(plan.after),
            nodes={protocol: dict(images) for protocol, images in nodes.items()},
            after_session=max((session.n for session in sessions), default=0),
            actor=actor.id,
            reason=reason,
            at=engine.clock(),
        )
        await work.moves.add(move)
        await work.episodes.replace(replace(episode, releases=dict(plan.after)))
        return move


async def _standing(work: Work, episode_id: str, library: Library) -> tuple[Frame, ...]:
    """The frames that the next session of the episode goes on from."""
    episode = await work.episodes.get(episode_id)
    last = last_of(await work.sessions.all(), episode)
    if last is None:
        return ()
    frames = await left_standing(work, last, library, await work.moves.of_episode(episode_id))
    return broken_off(library, frames) or frames[:1]
