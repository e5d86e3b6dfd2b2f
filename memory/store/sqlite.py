"""aiosqlite's connection, which leaves the event loop only where it may have to wait: for the lock and for the disk.

The driver sends every call to the connection's thread and waits for it: four crossings a query, each dearer than a
small query itself, and more when the processor is busy. Here a statement runs where it is called: by the scope of the
store it touches one patient's rows and takes microseconds, and under WAL it waits for nobody. Beginning to write waits
for other processes, and a commit that wrote waits for the disk: those two go to the thread.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import aiosqlite

Parameters = Sequence[Any]
Description = tuple[tuple[str, None, None, None, None, None, None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one statement: all its rows, and what a cursor would say of it."""

    rows: list[Any]
    description: Description | None = None
    rowcount: int = -1
    lastrowid: int | None = None


NOTHING = Fetched(rows=[])
BEGIN_WRITING = "BEGIN IMMEDIATE"
"""What begins a transaction that writes."""


class AutocommitConnection(aiosqlite.Connection):
    """A connection in autocommit mode: transactions begin where the engine says BEGIN."""

    def __init__(self, path: Path, *, busy_ms: int) -> None:
        def connect() -> sqlite3.Connection:
            return sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False)

        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = True  # a process may end with an engine that nobody closed

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except sqlite3.Error:
            await asyncio.to_thread(self._thread.join)  # or its last word may come to a loop that is closed
            raise


class OneHopConnection(AutocommitConnection):
    """The same, for the store: a statement runs where it is called.

    It is used by one task at a time, as a pool hands it out: the loop and the connection's thread take turns.
    """

    def __init__(self, path: Path, *, busy_ms: int) -> None:
        super().__init__(path, busy_ms=busy_ms)
        self._busy_ms = busy_ms
        self._wrote = False

    def cursor(self) -> "OneHopCursor":  # type: ignore[override]  # SQLAlchemy enters it, nobody awaits it
        """A cursor, of which the database knows nothing yet."""
        return OneHopCursor(self)

    async def rollback(self) -> None:
        """Rolls back, if there is anything to; nothing of it reaches the disk."""
        if self.in_transaction:
            self._conn.rollback()

    async def commit(self) -> None:
        """Commits: in the thread after `BEGIN IMMEDIATE`, here when there was only reading."""
        if self._wrote:
            self._wrote = False
            await super().commit()
        else:
            self._conn.commit()

    @property
    def at_once(self) -> sqlite3.Connection:
        """The connection itself, for statements of a transaction that has begun."""
        return self._conn

    async def run(self, sql: str, parameters: Parameters) -> Fetched:
        """One statement and all its rows."""
        if sql == BEGIN_WRITING:
            self._wrote = True
            return await self._begun_writing()
        return _run(self._conn, sql, parameters)

    async def run_many(self, sql: str, parameters: Iterable[Parameters]) -> Fetched:
        """One statement, once for each set of parameters."""
        return _run_many(self._conn, sql, parameters)

    async def _begun_writing(self) -> Fetched:
        """Takes SQLite's one place for a writer: at once when it is free, otherwise waiting in the thread."""
        connection = self._conn
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            return _run(connection, BEGIN_WRITING, ())
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        finally:
            connection.execute(f"PRAGMA busy_timeout = {self._busy_ms}")
        return await self._in_thread(partial(_run, connection, BEGIN_WRITING, ()))

    async def _in_thread(self, act: Callable[[], Fetched]) -> Fetched:
        return await self._execute(act)  # type: ignore[no-untyped-call,no-any-return]  # the driver has no annotation


class OneHopCursor:
    """What SQLAlchemy's adapter asks of an asynchronous cursor."""

    def __init__(self, connection: OneHopConnection) -> None:
        self.arraysize = 1
        self._connection = connection
        self._fetched = NOTHING

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Description | None:
        """The columns of the rows; none when the statement gave no rows."""
        return self._fetched.description

    @property
    def rowcount(self) -> int:
        """How many rows a change touched; -1 for a query."""
        return self._fetched.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The row that the last insert made."""
        return self._fetched.lastrowid

    async def execute(self, sql: str, parameters: Parameters = ()) -> "OneHopCursor":
        """Runs a statement and fetches what it gives."""
        self._fetched = await self._connection.run(sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Parameters]) -> "OneHopCursor":
        """Runs a statement once for each set of parameters."""
        self._fetched = await self._connection.run_many(sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """The rows, already here."""
        return self._fetched.rows

    async def close(self) -> None:
        """Nothing is open."""


def _run(connection: sqlite3.Connection, sql: str, parameters: Parameters) -> Fetched:
    return _fetched(connection.execute(sql, parameters))


def _run_many(connection: sqlite3.Connection, sql: str, parameters: Iterable[Parameters]) -> Fetched:
    return _fetched(connection.executemany(sql, parameters))


def _fetched(cursor: sqlite3.Cursor) -> Fetched:
    try:
        rows = cursor.fetchall() if cursor.description is not None else []
        return Fetched(rows=rows, description=cursor.description, rowcount=cursor.rowcount, lastrowid=cursor.lastrowid)
    finally:
        cursor.close()
