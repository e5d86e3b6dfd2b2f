"""A backup brought back into an empty database: checked first, all or nothing, and without whoever was erased since."""

import hashlib
import json
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy import func as sql

from memory import database
from memory.exchange.backing_up import NO_TABLE_OF_OURS
from memory.exchange.backup_form import (
    Backup,
    BackupRefused,
    Columns,
    Manifest,
    Row,
    Sum,
    columns_there,
    insert_into,
    row_of,
    sum_there,
)
from memory.record import tables
from memory.record.erasure import ErasureReceipt
from memory.store.erasures import ERASURES

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was brought back: rows, and rows of patients erased since the backup, which were never written.

    `receipts` counts those that the database took over with them.
    """

    manifest: Manifest
    rows: int
    erased_patients: int
    erased_rows: int
    receipts: int


@dataclass(slots=True)
class _Gone:
    """Whom the receipts name, found in the backup's own patients; and messages that name them."""

    patients: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    messages: set[str] = field(default_factory=set[str])
    rows: int = 0

    def takes(self, table: str, row: Row) -> bool:
        """Whether this row is theirs; as erasing decides it."""
        tenant = str(row.get("tenant"))
        if table == "deliveries":
            theirs = str(row["message"]) in self.messages
        elif table == "outbox":
            theirs = (tenant, _patient_in(str(row["payload"]))) in self.patients
            if theirs:
                self.messages.add(str(row["id"]))
        elif table == "patients":
            theirs = (tenant, str(row["id"])) in self.patients
        else:
            theirs = "patient" in row and (tenant, str(row["patient"])) in self.patients
        self.rows += theirs
        return theirs


async def restore(dsn: str, file: Path, *, erased: Sequence[ErasureReceipt]) -> Restored:
    """Brings a backup back, whichever kind of database it came from, and up to the newest revision.

    The file is checked whole before the database is touched. Everything is one transaction: the schema at the backup's
    revision, its rows, a comparison of their sums, the receipts in `erased`, the newest schema. A receipt that the
    backup itself holds was obeyed before it was made, and is not obeyed again: whoever has that id since came back.

    Raises: BackupRefused; DatabaseUnreachable, DatabaseUnsafe of memory.store.errors.
    """
    backup = Backup(file)
    manifest = backup.checked()
    if manifest.revision not in database.known_revisions():
        raise BackupRefused(
            f"{file} is of schema revision {manifest.revision}, which this release does not know (its newest is "
            f"{database.head_revision()}); restore it with release {manifest.tool} or a later one"
        )
    return await database.rebuilt(dsn, lambda connection: _restore(connection, backup, manifest, erased))


def _restore(connection: Connection, backup: Backup, manifest: Manifest, erased: Sequence[ErasureReceipt]) -> Restored:
    _refuse_filled(connection)
    if database.revision_of(connection) != manifest.revision:
        if database.revision_of(connection) is not None:
            database.clear_schema(connection)
        database.move(connection, manifest.revision)
    gone, new = _whom(backup, erased)
    kept = 0
    for columns, lines in backup.tables():
        kept += _fill(connection, columns, lines, gone)
    database.move(connection, "head")
    if new:
        connection.execute(tables.erasures.insert(), [ERASURES.row(receipt) for receipt in new])
    return Restored(
        manifest=manifest,
        rows=kept,
        erased_patients=len(gone.patients),
        erased_rows=gone.rows,
        receipts=len(new),
    )


def _refuse_filled(connection: Connection) -> None:
    filled: list[str] = []
    for name in inspect(connection).get_table_names():
        if name not in NO_TABLE_OF_OURS:
            number = connection.execute(select(sql.count()).select_from(text(f'"{name}"'))).scalar_one()
            filled += [f"{number} {name}"] if number else []
    if filled:
        raise BackupRefused(
            f"the database is not empty ({', '.join(sorted(filled)[:5])}): a backup is only brought back into an empty "
            "one; name another with --dsn"
        )


def _whom(backup: Backup, erased: Sequence[ErasureReceipt]) -> tuple[_Gone, list[ErasureReceipt]]:
    """Whose rows are left out, and the receipts that the backup does not hold yet."""
    held: set[tuple[str, str]] = set()
    known: list[tuple[str, str]] = []
    for columns, lines in backup.tables():
        for line in lines:
            if columns.table in {"erasures", "patients"}:
                row = row_of(line, columns)
                place = (str(row["tenant"]), str(row["id"]))
                held.add(place) if columns.table == "erasures" else known.append(place)
    new = list({(each.tenant, each.id): each for each in erased if (each.tenant, each.id) not in held}.values())
    named = {each.patient_sha256 for each in new}
    gone = {place for place in known if hashlib.sha256("\n".join(place).encode()).hexdigest() in named}
    return _Gone(patients=gone), new


def _fill(connection: Connection, columns: Columns, lines: Iterable[bytes], gone: _Gone) -> int:
    """Keeps the rows of one table and compares what the database then holds. Raises: BackupRefused."""
    try:
        there = columns_there(connection, columns.table)
    except Exception as error:
        raise BackupRefused(f"revision of the backup has no table {columns.table}") from error
    if there.columns != columns.columns:
        raise BackupRefused(f"table {columns.table} of the backup has other columns than its revision")
    summed = Sum()
    insert = insert_into(columns)
    for rows in _chunks(_staying(columns, lines, gone, summed)):
        connection.execute(insert, rows)
    if sum_there(connection, there) != summed.done():
        raise BackupRefused(f"table {columns.table} came out differently from what the backup holds")
    return summed.rows


def _staying(columns: Columns, lines: Iterable[bytes], gone: _Gone, summed: Sum) -> Generator[Row]:
    for line in lines:
        row = row_of(line, columns)
        if not gone.takes(columns.table, row):
            summed.add(line)
            yield row


def _chunks(rows: Generator[Row]) -> Generator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _patient_in(payload: str) -> str | None:
    with suppress(ValueError):
        value: object = json.loads(payload)
        if isinstance(value, dict):
            found = cast("dict[str, Any]", value).get("patient")
            return found if isinstance(found, str) else None
    return None
