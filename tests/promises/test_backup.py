"""A backup holds one moment, all of it, or does not exist; what comes back is the same rows, and nobody erased."""

import asyncio
import contextlib
import re
import sqlite3
import stat
import sys
import threading
from collections.abc import AsyncGenerator, Generator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url

from memory import database
from memory.exchange import backing_up
from memory.exchange.backing_up import back_up
from memory.exchange.backup_form import Backup, BackupRefused, Columns, Manifest, columns_there, rows_there
from memory.exchange.erasing import erase_patient
from memory.exchange.receipts import ReceiptsUnreadable, read_receipts
from memory.exchange.restoring import restore
from memory.record.clock import new_id, system_clock
from memory.record.identity import Consent, ConsentScope, Language, Patient, Scope
from memory.record.tables import metadata
from memory.store.store import Store
from tests.conftest import Postgres
from tests.memory.samples import AT, OURS, Samples, keep_catalogue, keep_everything

THEIRS = Scope(tenant=OURS.tenant, patient="p-2")
KILLED = 9


@contextlib.asynccontextmanager
async def opened(dsn: str) -> AsyncGenerator[Store]:
    store = Store(database.open_engine(dsn))
    try:
        yield store
    finally:
        await store.close()


async def fill(dsn: str) -> None:
    """Two patients with a row of every kind, and the catalogue."""
    async with opened(dsn) as store:
        async with store.catalogue() as catalogue:
            await keep_catalogue(catalogue, Samples())
        for samples in (Samples(), Samples(scope=THEIRS, tail="2")):
            async with store.write(samples.scope) as work:
                await keep_everything(work, samples)


async def backed_up(dsn: str, file: Path) -> Manifest:
    return (await back_up(dsn, file, tool="0.1.0", clock=system_clock)).manifest


@pytest.fixture
def other_dsn(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to restore to: a SQLite file that is not there yet, or an empty PostgreSQL database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'again' / 'throughline.db'}"
    return str(request.getfixturevalue("empty_postgres_dsn"))


@pytest.fixture
async def empty_postgres_dsn(postgres_server: Postgres) -> AsyncGenerator[str]:
    """A PostgreSQL database without a single table."""
    name = f"throughline_empty_{new_id().lower()}"
    await postgres_server.execute(f'CREATE DATABASE "{name}"')
    yield postgres_server.dsn(name)
    await postgres_server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.parametrize("other_dsn", ["sqlite", "postgres"], indirect=True)
async def test_every_row_comes_back_in_either_database(dsn: str, other_dsn: str, tmp_path: Path) -> None:
    await fill(dsn)
    file = tmp_path / "first.backup"
    first = await backed_up(dsn, file)
    assert set(first.tables) == set(metadata.tables)
    assert all(each.rows for each in first.tables.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.with_name(file.name + ".part").exists()
    done = await restore(other_dsn, file, erased=[])
    assert (done.rows, done.erased_rows) == (first.rows, 0)
    assert (await database.check(other_dsn)).up_to_date
    second = await backed_up(other_dsn, tmp_path / "second.backup")
    assert second.tables == first.tables
    with pytest.raises(BackupRefused, match="not empty"):
        await restore(other_dsn, file, erased=[])
    assert (await backed_up(other_dsn, tmp_path / "third.backup")).tables == first.tables


async def _admit(dsn: str, n: int) -> None:
    """A patient and a consent in one transaction: whoever sees one sees the other."""
    scope = Scope(tenant="clinic", patient=f"new-{n}")
    async with opened(dsn) as store, store.write(scope) as work:
        await work.patient.add(
            Patient(tenant=scope.tenant, id=scope.patient, locale=Language.EN, simulated=True, created_at=AT)
        )
        await work.consents.add(
            Consent(
                tenant=scope.tenant,
                patient=scope.patient,
                id="c-1",
                scope=ConsentScope.SESSION_RECORD,
                given_at=AT,
                given_by="client",
            )
        )


def _elsewhere(dsn: str, n: int) -> None:
    """Admits from another thread and connection, and waits until it is committed."""
    thread = threading.Thread(target=lambda: asyncio.run(_admit(dsn, n)))
    thread.start()
    thread.join()


async def test_a_backup_is_one_moment_although_others_commit_before_every_table(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _admit(dsn, 0)
    written: list[str] = []

    def busy(connection: Connection, columns: Columns) -> Generator[bytes]:
        written.append(columns.table)
        _elsewhere(dsn, len(written))
        return rows_there(connection, columns)

    monkeypatch.setattr(backing_up, "rows_there", busy)
    manifest = await backed_up(dsn, tmp_path / "busy.backup")
    assert len(written) == len(metadata.tables)
    assert (manifest.tables["patients"].rows, manifest.tables["consents"].rows) == (1, 1)
    monkeypatch.undo()
    after = await backed_up(dsn, tmp_path / "after.backup")
    assert after.tables["patients"].rows == len(written) + 1


async def test_control_reading_table_after_table_tears_the_moment(dsn: str) -> None:
    def number(name: str) -> int:
        def count(connection: Connection) -> int:
            return connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()

        return asyncio.run(database.snapshot(dsn, count))

    await _admit(dsn, 0)
    consents = await asyncio.to_thread(number, "consents")
    await asyncio.to_thread(_elsewhere, dsn, 1)
    patients = await asyncio.to_thread(number, "patients")
    assert (consents, patients) == (1, 2)


_DIES = """
import asyncio, os, sys
from pathlib import Path
from memory.exchange import backing_up, restoring
from memory.record.clock import system_clock
what, dsn, file = sys.argv[1:]
seen = 0
def dying(real):
    def step(*given, **named):
        global seen
        seen += 1
        if seen == 20:
            os._exit(9)
        return real(*given, **named)
    return step
if what == "backup":
    backing_up.rows_there = dying(backing_up.rows_there)
    asyncio.run(backing_up.back_up(dsn, Path(file), tool="0", clock=system_clock))
else:
    restoring._fill = dying(restoring._fill)
    asyncio.run(restoring.restore(dsn, Path(file), erased=[]))
"""


async def _killed(what: str, dsn: str, file: Path) -> None:
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", _DIES, what, dsn, str(file))
    assert await child.wait() == KILLED


@pytest.mark.parametrize("other_dsn", ["sqlite", "postgres"], indirect=True)
async def test_killed_in_the_middle_neither_backup_nor_restore_leaves_half_of_it(
    sqlite_dsn: str, other_dsn: str, tmp_path: Path
) -> None:
    await fill(sqlite_dsn)
    file = tmp_path / "made.backup"
    await _killed("backup", sqlite_dsn, file)
    assert not file.exists()
    part = file.with_name(file.name + ".part")
    assert not part.exists() or stat.S_IMODE(part.stat().st_mode) == 0o600
    first = await backed_up(sqlite_dsn, file)
    assert not part.exists()
    await _killed("restore", other_dsn, file)
    assert await database.current(other_dsn) is None
    assert (await restore(other_dsn, file, erased=[])).rows == first.rows


async def _damaged_everywhere(dsn: str, folder: Path, *, step: int) -> None:
    """Turns one bit over in every `step`-th byte, and cuts in several places; each is refused by name."""
    file, bad = folder / "whole.backup", folder / "bad.backup"
    await backed_up(dsn, file)
    data = file.read_bytes()
    assert Backup(file).checked().rows > 0
    for place in range(0, len(data), step):
        bad.write_bytes(data[:place] + bytes([data[place] ^ 0x01]) + data[place + 1 :])
        with pytest.raises(BackupRefused, match=r"table \S+|line|manifest|version|SHA-256") as refused:
            Backup(bad).checked()
        assert str(bad) in str(refused.value)
    lines = data.splitlines(keepends=True)
    for cut in (b"", lines[0], b"".join(lines[:-1]), data[:-1], data + b"{}\n", b"".join([*lines[:3], *lines[4:]])):
        bad.write_bytes(cut)
        with pytest.raises(BackupRefused, match=re.escape(str(bad))):
            Backup(bad).checked()
    with pytest.raises(BackupRefused):
        await restore(f"sqlite:///{folder / 'never.db'}", bad, erased=[])
    assert not (folder / "never.db").exists()


async def test_a_damaged_file_is_refused_by_name_wherever_the_damage_is(sqlite_dsn: str, tmp_path: Path) -> None:
    await fill(sqlite_dsn)
    await _damaged_everywhere(sqlite_dsn, tmp_path, step=499)


@pytest.mark.promises
@pytest.mark.timeout(900)
async def test_a_damaged_file_is_refused_at_every_byte(sqlite_dsn: str, tmp_path: Path) -> None:
    await fill(sqlite_dsn)
    await _damaged_everywhere(sqlite_dsn, tmp_path, step=1)


async def test_another_version_or_revision_is_refused_and_says_which(sqlite_dsn: str, tmp_path: Path) -> None:
    file = tmp_path / "made.backup"
    await backed_up(sqlite_dsn, file)
    newer = tmp_path / "newer.backup"
    newer.write_bytes(file.read_bytes().replace(b'"version":1', b'"version":7', 1))
    with pytest.raises(BackupRefused, match="of backup version 7; this release reads 1"):
        Backup(newer).checked()
    with pytest.raises(BackupRefused, match="is there already"):
        await backed_up(sqlite_dsn, file)
    engine = sqlite3.connect(str(make_url(sqlite_dsn).database))
    with contextlib.closing(engine):
        engine.execute("UPDATE alembic_version SET version_num = '9999'")
        engine.commit()
    with pytest.raises(BackupRefused, match="9999, which this release does not know"):
        await backed_up(sqlite_dsn, tmp_path / "later.backup")


@pytest.mark.parametrize("other_dsn", ["sqlite", "postgres"], indirect=True)
async def test_a_patient_erased_since_the_backup_stays_erased(sqlite_dsn: str, other_dsn: str, tmp_path: Path) -> None:
    await fill(sqlite_dsn)
    file, receipts = tmp_path / "old.backup", tmp_path / "data" / "erasures.jsonl"
    first = await backed_up(sqlite_dsn, file)
    async with opened(sqlite_dsn) as store:
        erased = await erase_patient(
            OURS,
            reason="asked for it",
            actor="dr",
            store=store,
            dsn=sqlite_dsn,
            clock=system_clock,
            ids=new_id,
            receipts=receipts,
            while_open=True,
        )
    assert stat.S_IMODE(receipts.stat().st_mode) == 0o600
    known = read_receipts(receipts)
    assert erased.receipt in known

    done = await restore(other_dsn, file, erased=known)
    assert (done.erased_patients, done.receipts) == (1, 1)
    assert done.rows + done.erased_rows == first.rows
    left, there = tmp_path / "left.backup", tmp_path / "there.backup"
    again = await backed_up(other_dsn, there)
    living = await backed_up(sqlite_dsn, left)
    assert again.tables == living.tables
    assert b'"p-1"' not in there.read_bytes()
    async with opened(other_dsn) as store, store.read_catalogue() as catalogue:
        assert erased.receipt in await catalogue.erasures.all(OURS.tenant)


async def test_control_without_receipts_the_erased_patient_comes_back(sqlite_dsn: str, tmp_path: Path) -> None:
    await fill(sqlite_dsn)
    file = tmp_path / "old.backup"
    await backed_up(sqlite_dsn, file)
    target = f"sqlite:///{tmp_path / 'back.db'}"
    await restore(target, file, erased=[])
    async with opened(target) as store, store.read(OURS) as work:
        assert (await work.patient.get()).id == OURS.patient


async def test_a_receipt_that_the_backup_holds_is_not_obeyed_again(sqlite_dsn: str, tmp_path: Path) -> None:
    receipts = tmp_path / "erasures.jsonl"
    await fill(sqlite_dsn)
    async with opened(sqlite_dsn) as store:
        await erase_patient(
            OURS,
            reason="moved away",
            actor="dr",
            store=store,
            dsn=sqlite_dsn,
            clock=system_clock,
            ids=new_id,
            receipts=receipts,
            while_open=True,
        )
        async with store.write(OURS) as work:
            await work.patient.add(replace(Samples().patient(), label="came back"))
    file = tmp_path / "later.backup"
    await backed_up(sqlite_dsn, file)
    target = f"sqlite:///{tmp_path / 'again.db'}"
    done = await restore(target, file, erased=read_receipts(receipts))
    assert (done.erased_patients, done.receipts) == (0, 0)
    async with opened(target) as store, store.read(OURS) as work:
        assert (await work.patient.get()).label == "came back"


@pytest.mark.parametrize("damage", ["{", '{"items": [{"id": 1}]}', '{"tenant": "x"}\n', "\xff"])
def test_receipts_that_cannot_be_read_stop_a_restore(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "erasures.jsonl"
    file.write_bytes(damage.encode("latin-1"))
    with pytest.raises(ReceiptsUnreadable, match=re.escape(str(file))):
        read_receipts(file)


async def test_sums_see_a_single_changed_cell(sqlite_dsn: str, tmp_path: Path) -> None:
    await fill(sqlite_dsn)
    first = await backed_up(sqlite_dsn, tmp_path / "a.backup")
    with contextlib.closing(sqlite3.connect(str(make_url(sqlite_dsn).database))) as connection:
        connection.execute("UPDATE turns SET text = text || ' '")
        connection.commit()
    second = await backed_up(sqlite_dsn, tmp_path / "b.backup")
    assert {name for name in first.tables if first.tables[name] != second.tables[name]} == {"turns"}


async def test_every_column_of_every_table_is_of_a_kind_that_backups_know(dsn: str) -> None:
    def kinds(connection: Connection) -> dict[str, int]:
        return {name: len(columns_there(connection, name).columns) for name in metadata.tables}

    assert await database.snapshot(dsn, kinds) == {name: len(table.columns) for name, table in metadata.tables.items()}
