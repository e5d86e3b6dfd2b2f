"""The full bundle of a patient: every row of every table, as canonical JSON with its SHA-256; and the way back.

    {"format": 1, "kind": "throughline.patient", "patient", "revision", "made_at", "sha256",
     "content": {"patient", "releases": [row, ...], "tables": {table: [row, ...]}}}

Canonical: keys sorted, no spaces, UTF-8, the rows of a table sorted by their own bytes. The hash is over `content`
alone. A tenant is named nowhere in it, and an entry of the work queue has no id, so that the same patient gives the
same hash in every tenant and database. Bytes (packed rows, prompts) are base64 (RFC 4648). Rows are raw: a bundle is
to be trusted like a dump of the database, and is as confidential.
"""

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

import orjson
from sqlalchemy import Column, Date, DateTime, LargeBinary, Table
from sqlalchemy.types import TypeEngine

from memory.database import head_revision
from memory.exchange.errors import Faults, PatientDiffers
from memory.exchange.importing import Imported
from memory.exchange.reading import refused
from memory.exchange.redacting import redacted
from memory.record import tables
from memory.record.clock import Clock, Ids
from memory.record.codec import Cell, UtcDateTime
from memory.record.identity import Scope
from memory.store.catalogue import RELEASES
from memory.store.errors import AlreadyThere, MemoryStoreError, ParentMissing, Unstorable
from memory.store.store import Store, Work
from memory.store.whole import PATIENT_TABLES, owner_column

FORMAT = 1
KIND = "throughline.patient"
LARGEST_BUNDLE = 512 * 2**20
"""Bytes of a bundle that are read."""

Json = dict[str, Any]
_QUEUE_ID = "id"


def is_bundle(value: object) -> bool:
    """Whether a parsed file is a bundle and no history."""
    return isinstance(value, dict) and "format" in value


async def export_patient(scope: Scope, *, store: Store, clock: Clock) -> bytes:
    """The bundle of a patient, as the bytes of a file. Raises: NotFound of memory.store.errors."""
    async with store.read(scope) as work:
        await work.patient.get()
        content = await _content(work, scope)
    return await asyncio.to_thread(_file, content, clock().astimezone(UTC))


def _file(content: Json, at: datetime) -> bytes:
    whole = {
        "format": FORMAT,
        "kind": KIND,
        "patient": content["patient"],
        "revision": head_revision(),
        "made_at": at.isoformat(),
        "sha256": _hash(content),
        "content": content,
    }
    return orjson.dumps(whole, option=orjson.OPT_APPEND_NEWLINE)


async def import_bundle(value: object, *, tenant: str, store: Store, ids: Ids) -> Imported:
    """Brings a bundle into a tenant where its patient is not, in one transaction, and checks that it hashes the same.

    Raises: HistoryRefused (no bundle of this format and revision, or damaged), PatientDiffers (the patient is there
    with other content); the same content again changes nothing.
    """
    content, sha = await asyncio.to_thread(_checked, value)
    scope = Scope(tenant=tenant, patient=str(content["patient"]))
    async with store.write(scope) as work:
        if await work.patient.find() is not None:
            here = _hash(await _content(work, scope))
            if here != sha:
                raise PatientDiffers(scope.patient, bundle=sha, here=here)
            return Imported(patient=scope.patient, changed=False, sha256=sha)
        counts = await _put(work, content, scope, ids)
        if _hash(await _content(work, scope)) != sha:
            raise refused("content", "did not come back from the database as it is here", "not_canonical")
    return Imported(patient=scope.patient, changed=True, added=counts, sha256=sha)


async def _content(work: Work, scope: Scope) -> Json:
    rows = {str(table.name): await work.whole.rows(table) for table in PATIENT_TABLES}
    rows = redacted(rows, await work.facts.erasures(), await work.facts.resting())
    found: Json = {
        str(table.name): _sorted([_out(row, table, scope) for row in rows[str(table.name)]]) for table in PATIENT_TABLES
    }
    return {"patient": scope.patient, "releases": await _releases(work), "tables": dict(sorted(found.items()))}


async def _releases(work: Work) -> list[Json]:
    """The compiled protocols that the patient's episodes pinned, now or before: without them nothing can go on."""
    pinned: set[str] = set()
    for episode in await work.episodes.all():
        pinned |= set(episode.releases.values())
        for move in await work.moves.of_episode(episode.id):
            pinned |= {*move.before.values(), *move.after.values()}
    kept = [await work.releases.find(each) for each in sorted(pinned)]
    rows = [cast("Json", RELEASES.codec.row(each)) for each in kept if each is not None]
    return _sorted([{name: _cell_out(cell) for name, cell in row.items()} for row in rows])


def _out(row: Mapping[str, Cell], table: Table, scope: Scope) -> Json:
    left_out = {"tenant", owner_column(table)} | ({_QUEUE_ID} if table is tables.jobs else set[str]())
    return {name: _without_tenant(_cell_out(cell), scope) for name, cell in sorted(row.items()) if name not in left_out}


def _cell_out(cell: Cell) -> object:
    if isinstance(cell, bytes):
        return base64.b64encode(cell).decode()
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def _without_tenant(cell: object, scope: Scope) -> object:
    """A record within a cell (a fact in its journal) names its tenant: left open here, filled in where it comes in."""
    return _with_tenant(cell, scope.tenant, "")


def _with_tenant(cell: object, before: str, after: str) -> object:
    if not (isinstance(cell, str) and cell.startswith('{"tenant":')):
        return cell
    record: Json = orjson.loads(cell)
    return orjson.dumps({**record, "tenant": after}).decode() if record["tenant"] == before else cell


def _sorted(rows: list[Json]) -> list[Json]:
    return sorted(rows, key=lambda row: orjson.dumps(row, option=orjson.OPT_SORT_KEYS))


def _hash(content: object) -> str:
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _checked(value: object) -> tuple[Json, str]:
    """The content of a sound bundle and its hash. Raises: HistoryRefused."""
    faults = Faults()
    whole = cast("Json", value)
    for key, expected in (("format", FORMAT), ("kind", KIND), ("revision", head_revision())):
        if whole.get(key) != expected:
            faults.add(key, f"should be {expected!r}: this is no bundle that this release reads", "other_format")
    for key in whole.keys() - {"format", "kind", "patient", "revision", "made_at", "sha256", "content"}:
        faults.add(key[:40], "is not a key of a bundle", "unknown_key")
    faults.refuse()
    given: object = whole.get("content")
    if not isinstance(given, dict) or _hash(cast("object", given)) != whole.get("sha256"):
        raise refused("sha256", "is not the hash of the content: the file was changed or cut short", "damaged")
    content = cast("Json", given)
    found: object = content.get("tables")
    rows_of = cast("Json", found) if isinstance(found, dict) else {}
    named = {table.name: table for table in PATIENT_TABLES}
    if content.keys() != {"patient", "releases", "tables"} or rows_of.keys() != named.keys():
        raise refused("content", "should hold the patient, the releases and every table of a patient", "other_format")
    if not isinstance(content["patient"], str) or len(rows_of["patients"]) != 1:
        raise refused("content.patient", "should be one patient", "other_format")
    for name, rows in rows_of.items():
        columns = set(_columns(named[name]))
        for n, row in enumerate(rows):
            if not isinstance(row, dict) or cast("Json", row).keys() != columns:
                faults.add(f"content.tables.{name}[{n}]", "should have the columns of its table", "other_columns")
    faults.refuse()
    return content, str(whole["sha256"])


def _columns(table: Table) -> dict[str, Column[Any]]:
    left_out = {"tenant", owner_column(table)} | ({_QUEUE_ID} if table is tables.jobs else set[str]())
    return {str(column.name): column for column in table.columns if column.name not in left_out}


async def _put(work: Work, content: Json, scope: Scope, ids: Ids) -> dict[str, int]:
    """Writes every row. Raises: HistoryRefused."""
    try:
        for row in content["releases"]:
            if await work.releases.find(str(row["id"])) is None:
                cells = [_cell_in(row[name], tables.releases.c[name].type) for name in RELEASES.codec.names]
                await work.releases.add(RELEASES.codec.record(cells))
        counts: dict[str, int] = {}
        for table in PATIENT_TABLES:
            rows = [_in(row, table, scope, ids) for row in content["tables"][table.name]]
            await work.whole.put(table, rows)
            if rows:
                counts[str(table.name)] = len(rows)
    except (AlreadyThere, ParentMissing, Unstorable) as error:
        raise refused("content", f"does not fit what is there: {error}", "does_not_fit") from error
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, MemoryStoreError):
            raise
        raise refused("content", "holds a value that its column cannot hold", "other_columns") from error
    return counts


def _in(row: Json, table: Table, scope: Scope, ids: Ids) -> dict[str, Cell]:
    cells = {name: _cell_in(row[name], column.type) for name, column in _columns(table).items()}
    cells = {name: cast("Cell", _with_tenant(cell, "", scope.tenant)) for name, cell in cells.items()}
    owner = owner_column(table) or "patient"
    made = {"id": ids()} if table is tables.jobs else {}
    return {"tenant": scope.tenant, owner: scope.patient, **cells, **made}


def _cell_in(cell: object, kind: TypeEngine[Any]) -> Cell:
    if cell is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(str(cell), validate=True)
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(str(cell))
    return date.fromisoformat(str(cell)) if isinstance(kind, Date) else cast("Cell", cell)
