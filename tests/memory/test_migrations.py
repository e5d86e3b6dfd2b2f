"""The migrations build the tables that the code means, and go up and down with rows in them."""

import asyncio
import json
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text

from memory import database
from memory.database import Revision
from memory.record.tables import metadata
from memory.store.errors import DatabaseUnknown, DatabaseUnreachable, DatabaseUnsafe
from memory.store.store import Store
from tests.memory.samples import OURS, Samples, keep_catalogue, keep_everything

OUR = Samples()
HEAD = "0008"


async def _keep_all(dsn: str) -> None:
    store = Store(database.open_engine(dsn))
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, OUR)
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    await store.close()


async def _counts(dsn: str) -> dict[str, int]:
    """Table -> number of rows."""
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        counts = {name: len((await connection.execute(select(table))).all()) for name, table in metadata.tables.items()}
    await engine.dispose()
    return counts


async def test_the_migrated_schema_is_the_schema_of_the_tables(dsn: str) -> None:
    def differences(connection: Connection) -> list[object]:
        found: list[object] = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), metadata
        )
        return found

    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_the_partial_indexes_of_the_migration_are_those_of_the_tables(dsn: str) -> None:
    def conditions(connection: Connection) -> dict[str, bool]:
        return {
            str(index["name"]): bool(index["unique"])
            for name in metadata.tables
            for index in inspect(connection).get_indexes(name)
            if {"sqlite_where", "postgresql_where"} & set(index.get("dialect_options", {}))
        }

    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        found = await connection.run_sync(conditions)
    await engine.dispose()
    assert found == {
        "uq_jobs_live": True,
        "uq_requests_open": True,
        "uq_drafts_waiting": True,
        "ix_sessions_open": False,
    }


async def test_filled_tables_go_down_to_nothing_and_up_again(dsn: str) -> None:
    await _keep_all(dsn)
    assert await _counts(dsn) == dict.fromkeys(metadata.tables, 1)
    await database.downgrade(dsn, "base")
    below = await database.check(dsn)
    await database.migrate(dsn)
    assert (below, await database.check(dsn)) == (
        Revision(current=None, head=HEAD),
        Revision(current=HEAD, head=HEAD),
    )
    assert await _counts(dsn) == dict.fromkeys(metadata.tables, 0)
    await _keep_all(dsn)
    assert await _counts(dsn) == dict.fromkeys(metadata.tables, 1)


async def test_migrating_twice_changes_nothing(dsn: str) -> None:
    await _keep_all(dsn)
    await database.migrate(dsn)
    assert await _counts(dsn) == dict.fromkeys(metadata.tables, 1)


async def test_two_processes_that_migrate_at_once_both_find_the_newest_schema(dsn: str) -> None:
    await database.downgrade(dsn, "base")
    program = "import asyncio, sys; from memory import database; asyncio.run(database.migrate(sys.argv[1]))"
    both = [await asyncio.create_subprocess_exec(sys.executable, "-c", program, dsn) for _ in range(2)]
    assert [await process.wait() for process in both] == [0, 0]
    assert await database.current(dsn) == HEAD


async def test_a_file_that_was_never_migrated_has_no_revision_and_is_not_made_by_asking(tmp_path: Path) -> None:
    path = tmp_path / "absent.db"
    found = await database.check(f"sqlite:///{path}")
    assert (found, found.up_to_date, path.exists()) == (Revision(current=None, head=HEAD), False, False)


async def test_a_migration_makes_the_folder_of_a_new_file(tmp_path: Path) -> None:
    dsn = f"sqlite:///{tmp_path / 'var' / 'deep' / 'throughline.db'}"
    await database.migrate(dsn)
    assert (await database.check(dsn)).up_to_date


async def test_an_unknown_revision_is_refused_and_nothing_changes(dsn: str) -> None:
    await _keep_all(dsn)
    with pytest.raises(Exception, match="nowhere"):
        await database.downgrade(dsn, "nowhere")
    assert await _counts(dsn) == dict.fromkeys(metadata.tables, 1)


@pytest.mark.parametrize("wrong", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://user:secret@host/name"])
def test_a_dsn_of_another_kind_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(DatabaseUnknown) as refusal:
        database.open_engine(wrong)
    assert "secret" not in str(refusal.value)


async def test_a_database_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        await database.current(f"postgresql://someone@/name?host={tmp_path}")
    store = Store(database.open_engine(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}"))
    with pytest.raises(DatabaseUnreachable):
        async with store.read(OURS):
            pass
    await store.close()


async def test_a_postgresql_that_forgets_commits_is_refused(postgres_dsn: str) -> None:
    engine = database.open_engine(postgres_dsn)
    name = str(engine.url.database)
    async with engine.connect() as connection:
        await connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
        await connection.commit()
    await engine.dispose()
    store = Store(database.open_engine(postgres_dsn))
    with pytest.raises(DatabaseUnsafe) as refusal:
        async with store.read(OURS):
            pass
    await store.close()
    assert refusal.value.setting == "synchronous_commit"


async def test_sqlite_keeps_what_it_commits_and_checks_its_keys(sqlite_dsn: str) -> None:
    engine = database.open_engine(sqlite_dsn)
    async with engine.connect() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    await engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


async def test_what_is_packed_is_plain_json_one_step_down_and_the_same_again_above(dsn: str) -> None:
    await _keep_all(dsn)
    before = await _packed_rows(dsn)
    await database.downgrade(dsn, "0002")
    engine = database.open_engine(dsn)
    async with engine.connect() as connection:
        plain = [
            (await connection.execute(text(f"SELECT {column} FROM {table}"))).scalar_one()  # noqa: S608 - constants
            for table, column in PACKED.items()
        ]
    await engine.dispose()
    await database.migrate(dsn)
    assert [type(json.loads(each)) for each in plain] == [list, list, dict, list]
    assert await _packed_rows(dsn) == before


PACKED = {"stacks": "frames", "decisions": "candidates", "events": "data", "calls": "ledger"}


async def _packed_rows(dsn: str) -> list[object]:
    store = Store(database.open_engine(dsn))
    async with store.read(OURS) as work:
        session = OUR.id("session")
        rows: list[object] = [
            await work.sessions.stacks(session),
            await work.decisions.of_session(session),
            await work.events.after(session, 0),
            await work.calls.of_session(session),
        ]
    await store.close()
    return rows
