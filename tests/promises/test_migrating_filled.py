"""Migrations up and down over filled tables: from every release the rows come back as they were, by their sums."""

from itertools import pairwise
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from memory import database
from memory.exchange.backing_up import back_up
from memory.exchange.backup_form import TableSum, columns_there, sum_there
from memory.exchange.restoring import restore
from memory.record.clock import system_clock
from memory.store.store import Store
from tests.memory.samples import OURS, Samples, keep_catalogue, keep_everything

REVISIONS = tuple(script.revision for script in reversed(list(ScriptDirectory("memory/migrations").walk_revisions())))
RELEASED = REVISIONS[:-1]
"""Every revision that a deployment may stand at, oldest first, without the newest."""
STEPS = list(reversed(list(pairwise(REVISIONS))))
"""(older, newer), the newest step first."""


async def _filled(dsn: str) -> None:
    samples = Samples()
    store = Store(database.open_engine(dsn))
    async with store.catalogue() as catalogue:
        await keep_catalogue(catalogue, samples)
    async with store.write(OURS) as work:
        await keep_everything(work, samples)
    await store.close()


async def _sums(dsn: str) -> dict[str, TableSum]:
    """Table -> the sum of its rows, whatever revision the database stands at."""

    def summed(connection: Connection) -> dict[str, TableSum]:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return {name: sum_there(connection, columns_there(connection, name)) for name in names}

    return await database.snapshot(dsn, summed)


async def _up_to(dsn: str, revision: str) -> None:
    await database.rebuilt(dsn, lambda connection: database.move(connection, revision))


async def _climbed(dsn: str, steps: list[tuple[str, str]]) -> None:
    """Filled at the newest, taken down step by step; each step is climbed again, gone down and climbed once more."""
    await _filled(dsn)
    for older, newer in steps:
        await database.downgrade(dsn, older)
        at_older = await _sums(dsn)
        assert sum(each.rows for each in at_older.values()) > 20
        await _up_to(dsn, newer)
        assert await database.current(dsn) == newer
        at_newer = await _sums(dsn)
        await database.downgrade(dsn, older)
        assert await _sums(dsn) == at_older, f"{older} -> {newer} -> {older}"
        await _up_to(dsn, newer)
        assert await _sums(dsn) == at_newer, f"{newer} -> {older} -> {newer}"
        await database.downgrade(dsn, older)


async def test_the_newest_step_up_and_down_again_leaves_the_rows_the_same(dsn: str) -> None:
    await _climbed(dsn, STEPS[:1])


@pytest.mark.promises
@pytest.mark.timeout(600)
async def test_from_every_release_up_and_down_again_the_rows_are_the_same(dsn: str) -> None:
    await _climbed(dsn, STEPS)


@pytest.mark.parametrize(
    "release", [RELEASED[-1], *(pytest.param(each, marks=pytest.mark.promises) for each in RELEASED[:-1])]
)
async def test_a_backup_of_an_older_release_comes_back_as_that_release_upgraded(
    sqlite_dsn: str, tmp_path: Path, release: str
) -> None:
    await _filled(sqlite_dsn)
    await database.downgrade(sqlite_dsn, release)
    file = tmp_path / "old.backup"
    made = await back_up(sqlite_dsn, file, tool="0.0.9", clock=system_clock)
    assert made.manifest.revision == release
    await database.migrate(sqlite_dsn)
    target = f"sqlite:///{tmp_path / 'target.db'}"
    await restore(target, file, erased=[])
    assert (await database.check(target)).up_to_date
    assert await _sums(target) == await _sums(sqlite_dsn)


async def test_control_a_migration_that_forgets_a_cell_changes_its_sum(dsn: str) -> None:
    await _filled(dsn)
    before = await _sums(dsn)

    def forget(connection: Connection) -> None:
        connection.execute(text("UPDATE notes SET sentences = '[]'"))

    await database.rebuilt(dsn, forget)
    after = await _sums(dsn)
    assert {name for name in before if before[name] != after[name]} == {"notes"}
