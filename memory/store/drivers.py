"""The two drivers, as a transaction uses them: begin, run what was prepared, commit or roll back."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy.ext.asyncio import AsyncConnection

from memory.store.errors import ConstraintBroken, DatabaseDamaged, DatabaseUnreachable
from memory.store.faults import damage_in
from memory.store.prepared import Prepared, Values
from memory.store.sqlite import BEGIN_WRITING, OneHopConnection

Lines = Sequence[Sequence[Any]]


class Driver(Protocol):
    """One connection. Raises, from every method: DatabaseFailed; from changes also ConstraintBroken."""

    @property
    def usable(self) -> bool:
        """Whether the connection is open, as far as this side knows."""
        ...

    async def begin(self, *, writing: bool) -> None:
        """Begins a transaction. One for reading sees one moment, and holds up no writer."""
        ...

    async def commit(self) -> None:
        """Keeps what was changed."""
        ...

    async def rollback(self) -> None:
        """Undoes what was changed; never raises."""
        ...

    async def fetch(self, statement: Prepared, values: Values) -> Lines:
        """All rows of a query, or those that a change returns."""
        ...

    async def change(self, statement: Prepared, values: Values) -> int:
        """Runs a change; how many rows it touched."""
        ...

    async def change_each(self, statement: Prepared, rows: Sequence[Values]) -> None:
        """Runs a change once for each of `rows`."""
        ...


def driver_of(connection: AsyncConnection) -> Driver:
    """The driver beneath a connection of the engine. Raises: TypeError for one that this code does not know."""
    beneath: object = connection.sync_connection and connection.sync_connection.connection.driver_connection
    if isinstance(beneath, OneHopConnection):
        return SqliteDriver(beneath)
    if isinstance(beneath, asyncpg.Connection):
        return PostgresDriver(beneath)
    raise TypeError(type(beneath).__name__)


class SqliteDriver:
    """A statement runs where it is called; beginning to write and committing leave the event loop (see sqlite.py)."""

    def __init__(self, connection: OneHopConnection) -> None:
        self._connection = connection

    @property
    def usable(self) -> bool:
        """A file does not go away."""
        return True

    async def begin(self, *, writing: bool) -> None:
        """`BEGIN IMMEDIATE` takes the one writer's place."""
        with _sqlite_faults():
            await self._connection.run(BEGIN_WRITING if writing else "BEGIN", ())

    async def commit(self) -> None:
        """Waits for the disk when there was a change."""
        with _sqlite_faults():
            await self._connection.commit()

    async def rollback(self) -> None:
        """Nothing of it reaches the disk."""
        with suppress(sqlite3.Error):
            await self._connection.rollback()

    async def fetch(self, statement: Prepared, values: Values) -> Lines:
        """All rows."""
        compiled = statement.on(postgres=False)
        with _sqlite_faults():
            rows = self._connection.at_once.execute(compiled.sql, compiled.arguments(values)).fetchall()
        return compiled.lines(rows)

    async def change(self, statement: Prepared, values: Values) -> int:
        """How many rows it touched."""
        compiled = statement.on(postgres=False)
        with _sqlite_faults():
            return self._connection.at_once.execute(compiled.sql, compiled.arguments(values)).rowcount

    async def change_each(self, statement: Prepared, rows: Sequence[Values]) -> None:
        """In one go."""
        compiled = statement.on(postgres=False)
        with _sqlite_faults():
            self._connection.at_once.executemany(compiled.sql, [compiled.arguments(row) for row in rows])


class PostgresDriver:
    """asyncpg, which prepares each text once a connection by itself."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._transaction: Any = None

    @property
    def usable(self) -> bool:
        """False once the server, or a broken socket, has closed it."""
        return not self._connection.is_closed()

    async def begin(self, *, writing: bool) -> None:
        """READ COMMITTED for writing, under row locks; REPEATABLE READ for reading."""
        how = {} if writing else {"isolation": "repeatable_read", "readonly": True}
        with _postgres_faults(self._connection):
            self._transaction = self._connection.transaction(**how)
            await self._transaction.start()

    async def commit(self) -> None:
        """Waits for the server's disk."""
        with _postgres_faults(self._connection):
            await self._transaction.commit()

    async def rollback(self) -> None:
        """A connection that broke has forgotten it anyway."""
        if self._connection.is_in_transaction():
            try:
                await self._transaction.rollback()
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                self._connection.terminate()

    async def fetch(self, statement: Prepared, values: Values) -> Lines:
        """All rows."""
        compiled = statement.on(postgres=True)
        with _postgres_faults(self._connection):
            rows: Lines = await self._connection.fetch(compiled.sql, *compiled.arguments(values))
        return compiled.lines(rows)

    async def change(self, statement: Prepared, values: Values) -> int:
        """How many rows it touched: the last word of the server's status."""
        compiled = statement.on(postgres=True)
        with _postgres_faults(self._connection):
            status: str = await self._connection.execute(compiled.sql, *compiled.arguments(values))
        return int(status.rpartition(" ")[2])

    async def change_each(self, statement: Prepared, rows: Sequence[Values]) -> None:
        """In one crossing."""
        if len(rows) == 1:
            await self.change(statement, rows[0])
            return
        compiled = statement.on(postgres=True)
        with _postgres_faults(self._connection):
            await self._connection.executemany(compiled.sql, [compiled.arguments(row) for row in rows])


@contextmanager
def _sqlite_faults() -> Generator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise ConstraintBroken(parent="FOREIGN KEY" in str(error)) from error
    except sqlite3.DatabaseError as error:
        if (damage := damage_in(error)) is not None:
            raise DatabaseDamaged(damage) from None  # its own text may quote a row's
        if not isinstance(error, sqlite3.OperationalError):
            raise
        raise DatabaseUnreachable(str(error)) from error


_GONE = (
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)


@contextmanager
def _postgres_faults(connection: Any) -> Generator[None]:
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        raise ConstraintBroken(parent=isinstance(error, asyncpg.ForeignKeyViolationError)) from error
    except (*_GONE, OSError) as error:
        raise DatabaseUnreachable(str(error)) from error
    except asyncpg.PostgresError as error:
        if not connection.is_closed():
            raise
        raise DatabaseUnreachable(str(error)) from error
