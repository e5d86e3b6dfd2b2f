"""The database behind a DSN: engines, migrations, and whether it can be trusted with a commit.

`sqlite:///path/to/file` and `postgresql://user:password@host/name` are understood, with or without the driver's name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, AdaptedConnection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from memory.record.tables import metadata
from memory.store.errors import DatabaseUnknown, DatabaseUnreachable, DatabaseUnsafe
from memory.store.faults import place_of, reachable
from memory.store.sqlite import BEGIN_WRITING, AutocommitConnection, OneHopConnection

BUSY_MS = 5000
"""How long a writer waits for another process's write to SQLite."""

_MIGRATION_LOCK = 7_440_146
_SETTINGS = "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit"

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which migration a database stands at, and which one this code was written for."""

    current: str | None
    head: str

    @property
    def up_to_date(self) -> bool:
        """Whether the database is the one this code was written for."""
        return self.current == self.head


def open_engine(dsn: str, *, busy_ms: int = BUSY_MS) -> AsyncEngine:
    """An engine; connects when asked to, and the store keeps the connections. Raises: DatabaseUnknown.

    SQLite: WAL, synchronous FULL, foreign keys checked, writers queue for `busy_ms`. PostgreSQL: connecting to a
    server that does not keep what it commits raises DatabaseUnsafe. Statements' parameters never appear in errors.
    """
    url = _url(dsn)
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(
            url,
            async_creator=lambda: OneHopConnection(Path(str(url.database)), busy_ms=busy_ms),
            poolclass=NullPool,
            hide_parameters=True,
        )
        _prepare_sqlite(engine, foreign_keys=True, busy_ms=busy_ms)
    else:
        engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _refuse_unsafe)
    return engine


async def migrate(dsn: str) -> None:
    """Brings the database to the newest revision, whole or not at all. Raises: DatabaseUnknown, DatabaseFailed."""
    url = _url(dsn)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    await _migrated(url, lambda config: command.upgrade(config, "head"))


async def downgrade(dsn: str, revision: str) -> None:
    """Takes the database back to `revision` (`base`: to nothing). Raises: DatabaseUnknown, DatabaseFailed."""
    await _migrated(_url(dsn), lambda config: command.downgrade(config, revision))


async def current(dsn: str) -> str | None:
    """The revision the database stands at; none when it was never migrated. Raises: DatabaseFailed."""
    url = _url(dsn)
    if url.get_backend_name() == "sqlite" and not _exists(url):
        return None
    return await _within(url, lambda connection: MigrationContext.configure(connection).get_current_revision())


async def check(dsn: str) -> Revision:
    """Where the database stands and where it should. Raises: DatabaseUnknown, DatabaseUnsafe, DatabaseFailed."""
    return Revision(current=await current(dsn), head=head_revision())


async def snapshot(dsn: str, act: Callable[[Connection], ResultT]) -> ResultT:
    """`act` over one moment's view of the whole database, on a connection of its own; holds up no writer.

    Raises: DatabaseUnknown, DatabaseUnsafe, DatabaseFailed.
    """
    url = _url(dsn)
    if url.get_backend_name() == "sqlite" and not _exists(url):
        raise DatabaseUnreachable(f"there is no file {url.database}", place=place_of(url))
    return await _within(url, act, writing=False)


async def rebuilt(dsn: str, act: Callable[[Connection], ResultT]) -> ResultT:
    """`act` in one writing transaction, kept whole or not at all; it may move the schema with `move`.

    Raises: DatabaseUnknown, DatabaseUnsafe, DatabaseFailed.
    """
    url = _url(dsn)
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)

    def apply(connection: Connection) -> ResultT:
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        done = act(connection)
        _check_parents(connection)
        return done

    return await _within(url, apply)


def move(connection: Connection, revision: str) -> None:
    """Brings the schema up to `revision` (`head`: the newest) in the transaction that is open."""
    command.upgrade(_config(connection), revision)


def clear_schema(connection: Connection) -> None:
    """Takes every table away in the transaction that is open."""
    command.downgrade(_config(connection), "base")


def revision_of(connection: Connection) -> str | None:
    """The revision that the database of this connection stands at."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> frozenset[str]:
    """Every revision that this code can bring forward."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def head_revision() -> str:
    """The revision that this code was written for."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _url(dsn: str) -> URL:
    """The DSN with the driver that this code uses."""
    try:
        url = make_url(dsn)
    except ArgumentError:
        message = "the DSN cannot be read"
        raise DatabaseUnknown(message) from None
    match url.get_backend_name():
        case "sqlite":
            if not url.database or url.database == ":memory:":
                message = "SQLite needs a file: sqlite:///path/to/file"
                raise DatabaseUnknown(message)
            return url.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            query = dict(url.query)
            if "sslmode" in query:
                query["ssl"] = query.pop("sslmode")
            return url.set(drivername="postgresql+asyncpg", query=query)
        case other:
            message = f"{other} is neither sqlite nor postgresql"
            raise DatabaseUnknown(message)


def _exists(url: URL) -> bool:
    return Path(str(url.database)).exists()


def _prepare_sqlite(engine: AsyncEngine, *, foreign_keys: bool, busy_ms: int) -> None:
    def settle(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for setting in (
            f"busy_timeout = {busy_ms}",
            "journal_mode = WAL",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", settle)


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN_WRITING)


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _refuse_unsafe(connection: AdaptedConnection, _: ConnectionPoolEntry) -> None:
    settings: dict[str, Any] = dict(connection.run_async(lambda driver: driver.fetchrow(_SETTINGS)))
    for name, value in settings.items():
        if value == "off":
            raise DatabaseUnsafe(name)


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection, "target_metadata": metadata})
    config.set_main_option("script_location", "memory:migrations")
    config.set_main_option("path_separator", "os")
    return config


async def _migrated(url: URL, moved: Callable[[Config], None]) -> None:
    def apply(connection: Connection) -> None:
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        moved(_config(connection))
        _check_parents(connection)

    await _within(url, apply)


def _check_parents(connection: Connection) -> None:
    """What SQLite was not asked to check meanwhile."""
    if connection.dialect.name != "sqlite":
        return
    if (broken := connection.execute(text("PRAGMA foreign_key_check")).first()) is not None:
        message = f"rows of {broken[0]} were left without their {broken[2]}"
        raise RuntimeError(message)


async def _within(url: URL, act: Callable[[Connection], ResultT], *, writing: bool = True) -> ResultT:
    """`act` in one transaction on a connection of its own; SQLite checks no foreign keys meanwhile.

    One for reading sees one moment.
    """
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        engine = create_async_engine(
            url,
            async_creator=lambda: AutocommitConnection(Path(str(url.database)), busy_ms=BUSY_MS),
            poolclass=NullPool,
            hide_parameters=True,
        )
        _prepare_sqlite(engine, foreign_keys=False, busy_ms=BUSY_MS)
        event.listen(engine.sync_engine, "begin", _begin_writing if writing else _begin_reading)
    else:
        engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _refuse_unsafe)
    try:
        with reachable(place_of(url)):
            async with engine.connect() as connection:
                if not sqlite and not writing:
                    await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                async with connection.begin():
                    return await connection.run_sync(act)
    finally:
        await engine.dispose()
