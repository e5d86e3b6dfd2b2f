"""Safety plans, crisis episodes and the patterns in which they recur."""

from memory.record import tables
from memory.record.crisis import CrisisEpisode, CrisisPattern, CrisisStatus, SafetyPlan
from memory.record.identity import Scope
from memory.store.rows import ScopedRows, Shelf, Transaction

SAFETY_PLANS = Shelf("safety plan", SafetyPlan, tables.safety_plans)
CRISIS_EPISODES = Shelf("crisis episode", CrisisEpisode, tables.crisis_episodes)
CRISIS_PATTERNS = Shelf("crisis pattern", CrisisPattern, tables.crisis_patterns)


class SafetyPlanStore:
    """Versions of the safety plan: appended; a review is the only change."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, SAFETY_PLANS)

    async def add(self, plan: SafetyPlan) -> None:
        """Appends a version. Raises: AlreadyThere when the number is taken, ParentMissing."""
        await self._rows.add(plan)

    async def replace(self, plan: SafetyPlan) -> None:
        """The version as it stands now: reviewed. Raises: NotFound."""
        await self._rows.replace(plan)

    async def latest(self) -> SafetyPlan | None:
        """The version that counts."""
        return await self._rows.one_by(order=("-n",))

    async def all(self) -> list[SafetyPlan]:
        """Every version, first to last."""
        return await self._rows.by(order=("n",))


class CrisisStore:
    """What crises there were, and which chains recur."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._episodes = ScopedRows(transaction, scope, CRISIS_EPISODES)
        self._patterns = ScopedRows(transaction, scope, CRISIS_PATTERNS)

    async def add(self, episode: CrisisEpisode) -> None:
        """Keeps an episode. Raises: AlreadyThere, ParentMissing."""
        await self._episodes.add(episode)

    async def get(self, id: str) -> CrisisEpisode:  # noqa: A002 - the field's own word
        """One episode. Raises: NotFound."""
        return await self._episodes.get(id)

    async def replace(self, episode: CrisisEpisode) -> None:
        """The episode as it stands now: decided. Raises: NotFound."""
        await self._episodes.replace(episode)

    async def all(self) -> list[CrisisEpisode]:
        """Every episode, by its day."""
        return await self._episodes.by(order=("onset", "recorded_at", "id"))

    async def add_pattern(self, pattern: CrisisPattern) -> None:
        """Keeps a pattern. Raises: AlreadyThere, ParentMissing."""
        await self._patterns.add(pattern)

    async def pattern(self, id: str) -> CrisisPattern:  # noqa: A002 - the field's own word
        """One pattern. Raises: NotFound."""
        return await self._patterns.get(id)

    async def replace_pattern(self, pattern: CrisisPattern) -> None:
        """The pattern as it stands now: with one more occurrence, or decided. Raises: NotFound."""
        await self._patterns.replace(pattern)

    async def patterns(self) -> list[CrisisPattern]:
        """Every pattern, in the order found."""
        return await self._patterns.by(order=("found_at", "id"))

    async def standing(self) -> list[CrisisPattern]:
        """The patterns that a clinician has confirmed, in the order found."""
        return await self._patterns.by(status=CrisisStatus.CONFIRMED.value, order=("found_at", "id"))
