"""Episodes and plan versions."""

from memory.record import tables
from memory.record.course import Episode, PlanVersion
from memory.record.identity import Scope
from memory.store.rows import ScopedRows, Shelf, Transaction

EPISODES = Shelf("episode", Episode, tables.episodes)
PLANS = Shelf("plan", PlanVersion, tables.plans)


class EpisodeStore:
    """Courses of treatment."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, EPISODES)

    async def add(self, episode: Episode) -> None:
        """Keeps a new episode. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(episode)

    async def get(self, id: str) -> Episode:  # noqa: A002 - the field's own word
        """One episode. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, episode: Episode) -> None:
        """The episode as it stands now: ended, or on other releases. Raises: NotFound."""
        await self._rows.replace(episode)

    async def all(self) -> list[Episode]:
        """Every episode, oldest first."""
        return await self._rows.by(order=("started_at", "id"))

    async def last(self) -> Episode | None:
        """The episode that began last."""
        return await self._rows.one_by(order=("-started_at", "-id"))


class PlanStore:
    """Plan versions: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, PLANS)

    async def add(self, plan: PlanVersion) -> None:
        """Appends a version. Raises: AlreadyThere when the episode has a version of this number, ParentMissing."""
        await self._rows.add(plan)

    async def get(self, id: str) -> PlanVersion:  # noqa: A002 - the field's own word
        """One version. Raises: NotFound."""
        return await self._rows.get(id)

    async def latest(self, episode: str) -> PlanVersion | None:
        """The version that counts."""
        return await self._rows.one_by(episode=episode, order=("-n",))

    async def all(self, episode: str) -> list[PlanVersion]:
        """Every version of an episode, first to last."""
        return await self._rows.by(episode=episode, order=("n",))
