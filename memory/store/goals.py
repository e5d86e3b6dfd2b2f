"""Goal attainment scales and the ratings on them."""

from memory.record import tables
from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Scope
from memory.store.rows import ScopedRows, Shelf, Transaction

SCALES = Shelf("goal scale", GoalScale, tables.goal_scales)
RATINGS = Shelf("goal rating", GoalRating, tables.goal_ratings)


class GoalStore:
    """Scales and ratings: appended, never changed; the newest scale of a target counts."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._scales = ScopedRows(transaction, scope, SCALES)
        self._ratings = ScopedRows(transaction, scope, RATINGS)

    async def add(self, scale: GoalScale) -> None:
        """Keeps a scale. Raises: AlreadyThere, ParentMissing when there is no such target."""
        await self._scales.add(scale)

    async def scales(self) -> list[GoalScale]:
        """Every scale, in the order agreed."""
        return await self._scales.by(order=("agreed_at", "id"))

    async def add_rating(self, rating: GoalRating) -> None:
        """Keeps a rating. Raises: AlreadyThere, ParentMissing when there is no such scale."""
        await self._ratings.add(rating)

    async def ratings(self) -> list[GoalRating]:
        """Every rating, by date."""
        return await self._ratings.by(order=("rated_on", "recorded_at", "id"))
