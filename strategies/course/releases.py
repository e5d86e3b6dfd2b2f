"""The compiled protocols that an episode pinned, by release id, kept in memory: a release never changes."""

from datetime import datetime

from memory.record.course import Episode, Release
from memory.record.identity import Scope
from memory.store.store import Store
from strategies.graph.library import Library

SESSIONS_KEPT = 4096


class Releases:
    """Gives the library of an episode. At most `size` different sets of releases stay in memory."""

    def __init__(self, store: Store, *, size: int = 64) -> None:
        self._store = store
        self._size = size
        self._kept: dict[tuple[str, ...], Library] = {}
        self._episodes: dict[tuple[str, str, str], Episode] = {}

    async def of_episode(self, episode: Episode) -> Library:
        """The protocols as pinned. Raises: memory.store.errors.NotFound when a pinned release is gone."""
        key = tuple(sorted(episode.releases.values()))
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
        """The session's episode and its protocols: which episode a session belongs to never changes, so it is kept.

        Raises: memory.store.errors.NotFound.
        """
        key = (scope.tenant, scope.patient, session_id)
        episode = self._episodes.get(key)
        if episode is None:
            async with self._store.read(scope) as work:
                session = await work.sessions.get(session_id)
                episode = await work.episodes.get(session.episode)
            if len(self._episodes) >= SESSIONS_KEPT:
                self._episodes.pop(next(iter(self._episodes)))
            self._episodes[key] = episode
        return episode, await self.of_episode(episode)

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
                        )
                    )
        return {protocol.id: protocol.release for protocol in library.values()}
