"""Sessions and their stacks of frames."""

from datetime import datetime

from sqlalchemy import bindparam, func, update

from memory.record import tables
from memory.record.codec import Cell
from memory.record.identity import Scope
from memory.record.session import FrameStack, Session, SessionState
from memory.store.errors import NotFound, StaleVersion, WriteInRead
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Shelf, Transaction

SESSIONS = Shelf("session", Session, tables.sessions)
STACKS = Shelf("stack", FrameStack, tables.stacks)
_OWN = ("tenant", "patient", "id")
_LOCKED = Prepared(SESSIONS.rows_by(_OWN, (), None).with_for_update(key_share=True))
_MOVED = (
    update(tables.sessions)
    .where(*SESSIONS.equal(_OWN), tables.sessions.c.version == bindparam("expected"))
    .values(version=bindparam("next"), touched_at=bindparam("touched"))
)
_MOVED_ON = Prepared(_MOVED)
_GONE_ON = Prepared(_MOVED.where(tables.sessions.c.state == SessionState.OPEN.value))


class SessionStore:
    """Meetings. Their frames are in the same hand: where a session stands is part of it."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, SESSIONS)
        self._stacks = ScopedRows(transaction, scope, STACKS)

    async def add(self, session: Session) -> None:
        """Keeps a new session. Raises: AlreadyThere when the patient has one of this number, ParentMissing."""
        await self._rows.add(session)

    async def get(self, id: str) -> Session:  # noqa: A002 - the field's own word
        """One session. Raises: NotFound."""
        return await self._rows.get(id)

    async def lock(self, id: str) -> Session:  # noqa: A002 - the field's own word
        """The session, held against every other writer until this transaction ends. Raises: NotFound.

        On PostgreSQL the row is locked; on SQLite there is only one writer anyway.
        """
        if not self._rows.transaction.writing:
            raise WriteInRead("session")
        rows = await self._rows.transaction.read(_LOCKED, {**self._rows.owner(), "id": id})
        if not rows:
            raise NotFound("session", id)
        return self._rows.shelf.codec.record(rows[0])

    async def replace(self, session: Session) -> None:
        """The session as it stands now, whatever its version was. Raises: NotFound."""
        await self._rows.replace(session)

    async def keep_version(self, id: str, expected: int, *, touched_at: datetime) -> None:  # noqa: A002
        """Moves the session from version `expected` to the next. Raises: StaleVersion, NotFound."""
        if await self._rows.transaction.write(_MOVED_ON, self._next(id, expected, touched_at), kind="session") == 0:
            raise StaleVersion(id, expected, (await self.get(id)).version)

    async def go_on(self, id: str, expected: int, *, touched_at: datetime) -> bool:  # noqa: A002
        """The same for a session that has to be open; whether it was moved, and so held against every other writer."""
        return await self._rows.transaction.write(_GONE_ON, self._next(id, expected, touched_at), kind="session") == 1

    def _next(self, id: str, expected: int, touched_at: datetime) -> dict[str, Cell]:  # noqa: A002
        return {**self._rows.owner(), "id": id, "expected": expected, "next": expected + 1, "touched": touched_at}

    async def all(self) -> list[Session]:
        """Every session of the patient, first to last."""
        return await self._rows.by(order=("n",))

    async def of_episode(self, episode: str) -> list[Session]:
        """Every session of an episode, first to last."""
        return await self._rows.by(episode=episode, order=("n",))

    async def last(self) -> Session | None:
        """The patient's session with the highest number."""
        return await self._rows.one_by(order=("-n",))

    async def count(self) -> int:
        """How many sessions the patient has."""
        return await self._rows.number(func.count())

    async def push_stack(self, stack: FrameStack) -> None:
        """Appends where the session stands after a turn. Raises: AlreadyThere, ParentMissing."""
        await self._stacks.add(stack)

    async def stack(self, session: str, at_turn: int | None = None) -> FrameStack:
        """Where the session stands, or stood after turn `at_turn`. Raises: NotFound."""
        if at_turn is None:
            last = await self._stacks.one_by(session=session, order=("-turn",))
            if last is None:
                raise NotFound("stack", session)
            return last
        columns = self._stacks.table.c
        found = await self._stacks.find(
            columns.session == session, columns.turn <= at_turn, order=(columns.turn.desc(),)
        )
        if found is None:
            raise NotFound("stack", session)
        return found

    async def stacks(self, session: str) -> list[FrameStack]:
        """Every place where the session stood, first to last."""
        return await self._stacks.by(session=session, order=("turn",))
