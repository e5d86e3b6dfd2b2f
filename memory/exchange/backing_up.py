"""A backup of the whole database, taken while the service writes: one moment's view, under one name or not at all."""

import os
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, inspect

from memory import database
from memory.exchange.backup_form import (
    FORMAT,
    VERSION,
    BackupRefused,
    Head,
    Manifest,
    Sum,
    TableSum,
    Tail,
    columns_there,
    in_order,
    model_line,
    rows_there,
)
from memory.record.clock import Clock
from memory.record.tables import metadata

NO_TABLE_OF_OURS = frozenset({"alembic_version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What was written. `left_out` names tables of the database that are not this service's."""

    file: str
    bytes: int
    manifest: Manifest
    left_out: tuple[str, ...]


async def back_up(dsn: str, file: Path, *, tool: str, clock: Clock) -> BackedUp:
    """Writes every row to `file` (mode 0600), which appears whole or not at all; writers are not held up.

    SQLite: one reading transaction. PostgreSQL: one REPEATABLE READ transaction. `tool` is this release's version.

    Raises: BackupRefused when the file is there already or the database is at a revision that is not known; OSError;
    DatabaseUnreachable, DatabaseUnsafe of memory.store.errors.
    """
    part = _begun(file)
    try:
        with part.open("wb") as sink:
            manifest, left_out = await database.snapshot(dsn, lambda connection: _write(connection, sink, tool, clock))
            sink.flush()
            os.fsync(sink.fileno())
            size = sink.tell()
        os.link(part, file)  # unlike a renaming, it replaces nothing that came meanwhile
    except FileExistsError:
        raise BackupRefused(f"{file} is there already; name another file") from None
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(file.parent)
    return BackedUp(file=str(file), bytes=size, manifest=manifest, left_out=left_out)


def _begun(file: Path) -> Path:
    """The file under its temporary name, readable by its owner only. Raises: BackupRefused, OSError."""
    if file.exists():
        raise BackupRefused(f"{file} is there already; name another file")
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)  # left by a backup that was killed
    part.touch(mode=0o600, exist_ok=False)
    return part


def _write(connection: Connection, sink: BinaryIO, tool: str, clock: Clock) -> tuple[Manifest, tuple[str, ...]]:
    revision = database.revision_of(connection)
    if revision is None or revision not in database.known_revisions():
        raise BackupRefused(f"the database is at {revision or 'no revision'}, which this release does not know")
    whole = sha256()

    def put(line: bytes) -> None:
        whole.update(line)
        sink.write(line)

    at = clock().astimezone(UTC)
    kind = connection.dialect.name
    put(model_line(Head(format=FORMAT, version=VERSION, revision=revision, tool=tool, database=kind, made_at=at)))
    there = [name for name in inspect(connection).get_table_names() if name not in NO_TABLE_OF_OURS]
    ours, left_out = in_order([str(table.name) for table in metadata.sorted_tables], there)
    sums: dict[str, TableSum] = {}
    for name in ours:
        columns = columns_there(connection, name)
        put(model_line(columns))
        summed = Sum()
        for line in rows_there(connection, columns):
            put(line)
            summed.add(line)
        sums[name] = summed.done()
    manifest = Manifest(revision=revision, tool=tool, made_at=at, tables=sums, sha256=whole.hexdigest())
    sink.write(model_line(Tail(manifest=manifest)))
    return manifest, tuple(left_out)


def _sync_folder(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
