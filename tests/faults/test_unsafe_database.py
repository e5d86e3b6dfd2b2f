"""A PostgreSQL that does not keep what it commits is refused before anything is served; the control takes it."""

from pathlib import Path

import pytest
from asgi_lifespan import LifespanManager
from sqlalchemy import text
from sqlalchemy.engine import make_url

from benchmarks.floor import opened
from benchmarks.places import postgres_server
from memory import database
from memory.store.errors import DatabaseUnsafe
from service.app import create_app
from service.settings import Settings

SAYS_OFF = "SELECT CASE WHEN $1 = 'fsync' THEN 'off' ELSE pg_catalog.current_setting($1) END"
SHADOW = (
    "CREATE SCHEMA shadow",
    f"CREATE FUNCTION shadow.current_setting(text) RETURNS text LANGUAGE sql AS $$ {SAYS_OFF} $$",
    'ALTER DATABASE "{name}" SET search_path = shadow, pg_catalog, public',
)
"""Makes one database of a shared server say that fsync is off: the setting itself belongs to the whole server."""


async def execute(dsn: str, *statements: str) -> None:
    engine = database.open_engine(dsn)
    name = make_url(dsn).database
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in statements:
            await connection.execute(text(statement.replace("{name}", str(name))))
    await engine.dispose()


async def refused(dsn: str, folder: Path) -> str:
    """Starts the service; the setting for which it was refused."""
    app = create_app(Settings(data_dir=folder, dsn=dsn, embedded=False, worker=False))
    with pytest.raises(DatabaseUnsafe) as refusal:
        async with LifespanManager(app):
            pytest.fail("it started")
    return refusal.value.setting


@pytest.mark.parametrize(
    ("setting", "statements"),
    [("fsync", SHADOW), ("synchronous_commit", ('ALTER DATABASE "{name}" SET synchronous_commit = off',))],
)
async def test_the_service_does_not_start_on_it_and_a_bare_application_does(
    postgres_dsn: str, tmp_path: Path, setting: str, statements: tuple[str, ...]
) -> None:
    await execute(postgres_dsn, *statements)
    assert await refused(postgres_dsn, tmp_path) == setting
    async with opened(f"{postgres_dsn}") as turns:
        assert await turns.add("s", "user", "words that may be lost") == [("user", "words that may be lost")]


@pytest.mark.faults
async def test_a_server_whose_fsync_is_off_is_refused(tmp_path: Path) -> None:
    with postgres_server(tmp_path) as admin:
        await database.migrate(admin)
        await execute(admin, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "SELECT pg_sleep(0.5)")
        assert await refused(admin, tmp_path) == "fsync"
