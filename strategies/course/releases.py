"""The compiled protocols that an episode pinned, by release id, kept in memory: a release never changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from memory.record.course import Episode, Release, ReleaseMove
from memory.record.identity import Scope
from memory.record.session import Session
from memory.store.store import Store, Work
from strategies.graph.library import Library

SESSIONS_KEPT = 4096


def pinned_at(episode: Episode, moves: Sequence[ReleaseMove], n: int) -> Mapping[str, str]:
    """Protocol id -> release id as session number `n` of the episode was held under; `moves` in their order."""
    pinned: Mapping[str, str] = episode.releases
    for move in reversed(moves):
        if n > move.after_session:
            break
        pinned = move.before
    return pinned


class Releases:
    """Gives the library of an episode. At most `size` different sets of releases stay in memory."""

    def __init__(self, store: Store, *, size: int = 64) -> None:
        self._store = store
        self._size = size
        self._kept: dict[tuple[str, ...], Library] = {}
        self._sessions: dict[tuple[str, str, str], tuple[Episode, Library]] = {}

    async def of_episode(self, episode: Episode) -> Library:
        """The protocols as pinned now. Raises: memory.store.errors.NotFound when a pinned release is gone."""
        return await self.library(episode.releases)

    async def library(self, releases: Mapping[str, str]) -> Library:
        """The protocols of these releases (protocol id -> release id). Raises: memory.store.errors.NotFound."""
        key = tuple(sorted(releases.values()))
        found = self._kept.get(key)
        if found is None:
            async with self._store.catalogue() as catalogue:
                rows = [await catalogue.releases.get(release) for release in key]
            found = Library.from_releases({row.protocol: row.compiled for row in rows})
            if len(self._kept) >= self._size:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = found
        return found

    async def of_session(self, session_id: str, scope: Scope) -> tuple[Episode, Library]:
        """The session's episode and the protocols that it is held under: neither ever changes, so they are kept.

        A trial that was forked off a session is held under that one's releases. Raises: memory.store.errors.NotFound.
        """
        key = (scope.tenant, scope.patient, session_id)
        found = self._sessions.get(key)
        if found is None:
            async with self._store.read(scope) as work:
                session = await work.sessions.get(session_id)
                episode = await work.episodes.get(session.episode)
                moves = await work.moves.of_episode(session.episode)
                origin = await origin_of(work, session)
            found = (episode, await self.library(pinned_at(episode, moves, origin.n)))
            if len(self._sessions) >= SESSIONS_KEPT:
                self._sessions.pop(next(iter(self._sessions)))
            self._sessions[key] = found
        return found

    async def pin(self, library: Library, *, now: datetime) -> dict[str, str]:
        """Keeps every protocol of `library` as a release, once each; gives protocol id -> release id."""
        async with self._store.catalogue() as catalogue:
            for protocol in library.values():
                if await catalogue.releases.find(protocol.release) is None:
                    await catalogue.releases.add(
                        Release(
                            id=protocol.release,
                            protocol=protocol.id,
                            version=protocol.version,
                            compiled=protocol.canonical,
                            created_at=now,
                            clinical_review=protocol.protocol.protocol.clinical_review,
                        )
                    )
        return {protocol.id: protocol.release for protocol in library.values()}


async def origin_of(work: Work, session: Session) -> Session:
    """The session itself, or the one that it was forked off, at whatever distance."""
    while session.forked_from is not None:
        session = await work.sessions.get(session.forked_from)
    return session
