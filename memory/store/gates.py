"""Gates that clinicians opened, and episodes that went over to other releases."""

from memory.record import tables
from memory.record.course import GateOpening, ReleaseMove
from memory.record.identity import Scope
from memory.store.rows import ScopedRows, Shelf, Transaction

GATES = Shelf("gate", GateOpening, tables.gates)
MOVES = Shelf("release move", ReleaseMove, tables.release_moves)


class GateStore:
    """What clinicians cleared, and took back."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, GATES)

    async def add(self, gate: GateOpening) -> None:
        """Keeps an opening. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(gate)

    async def get(self, id: str) -> GateOpening:  # noqa: A002 - the field's own word
        """One opening. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, gate: GateOpening) -> None:
        """The opening as it stands now: withdrawn. Raises: NotFound."""
        await self._rows.replace(gate)

    async def of_episode(self, episode: str) -> list[GateOpening]:
        """Every opening in an episode, withdrawn ones too, in order."""
        return await self._rows.by(episode=episode, order=("at", "id"))


class MoveStore:
    """Moves of an episode to other releases: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, MOVES)

    async def add(self, move: ReleaseMove) -> None:
        """Keeps a move. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(move)

    async def of_episode(self, episode: str) -> list[ReleaseMove]:
        """Every move of an episode, first to last."""
        return await self._rows.by(episode=episode, order=("after_session", "at", "id"))
