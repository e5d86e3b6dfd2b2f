"""Erasure of a patient: every row of every table, and what can be said of the bytes that are left.

The rows go in one transaction, and a receipt comes in the same one. Then the bytes: a SQLite file is written anew
without them (`VACUUM`) and its write-ahead log emptied. PostgreSQL keeps deleted rows in its pages until a vacuum and
in its log until that is recycled; it is told here, not done.
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from memory.exchange.errors import PatientBusy
from memory.exchange.receipts import ReceiptsUnreadable, keep_receipts
from memory.record.clock import Clock, Ids
from memory.record.erasure import ErasureReceipt
from memory.record.identity import Scope
from memory.record.session import SessionState
from memory.store.store import Store

WAIT_SECONDS = 10.0
"""How long rewriting a SQLite file waits for others that use it."""

ELSEWHERE = (
    "backups, copies and files written by exports still hold what they held when they were made",
    "a running service may hold recall indexes of the patient in memory until they are put out; nothing reads them",
)
ON_POSTGRES = (
    "deleted rows lie unread in the table files until VACUUM frees them and new rows overwrite them",
    "VACUUM FULL of the tables rewrites the files without them; it was not run",
    "the write-ahead log, its archive and replicas hold the rows until they are recycled",
)
NOT_REWRITTEN = (
    "the SQLite file is in use and was not rewritten: deleted rows may lie in free pages and in its -wal file",
    "run VACUUM and PRAGMA wal_checkpoint(TRUNCATE) on it when nobody uses it",
)
ON_SQLITE = ("the blocks that the old file took are free on the disk, and not overwritten",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientErased:
    """What was taken and what may be left. `remains` is for people: where bytes may still be, and what helps."""

    receipt: ErasureReceipt
    remains: tuple[str, ...]


async def erase_patient(
    scope: Scope,
    *,
    reason: str,
    actor: str,
    store: Store,
    dsn: str,
    clock: Clock,
    ids: Ids,
    receipts: Path,
    while_open: bool = False,
) -> PatientErased:
    """Takes every row of a patient away for good. The caller drops what it holds in memory.

    The receipt is also written to the file `receipts`, outside the database: restoring an older backup reads it there.

    Raises: PatientBusy while a session is open or being closed, unless it may go too; NotFound of memory.store.errors.
    """
    async with store.write(scope) as work:
        await work.whole.hold()
        live = [each for each in await work.sessions.all() if each.state in {SessionState.OPEN, SessionState.CLOSING}]
        if live and not while_open:
            raise PatientBusy(live[0].id)
        gone = await work.whole.clear()
        receipt = ErasureReceipt(
            tenant=scope.tenant,
            id=ids(),
            patient_sha256=patient_sha256(scope),
            at=clock(),
            actor=actor,
            reason=reason,
            rows={name: number for name, number in sorted(gone.items()) if number},
            while_open=bool(live),
        )
        await work.erasures.add(receipt)
        every = await work.erasures.all(scope.tenant)
    told = await asyncio.to_thread(_told, receipts, every)
    return PatientErased(receipt=receipt, remains=(*told, *await _clean(dsn)))


def _told(file: Path, receipts: Sequence[ErasureReceipt]) -> tuple[str, ...]:
    """What there is to say when the receipts could not be written outside the database."""
    try:
        keep_receipts(file, receipts)
    except (OSError, ReceiptsUnreadable) as error:
        return (f"the receipt is not in {file} ({error}): restoring a backup would not know of it; mend the file",)
    return ()


def patient_sha256(scope: Scope) -> str:
    """How a receipt names a patient."""
    return hashlib.sha256(f"{scope.tenant}\n{scope.patient}".encode()).hexdigest()


async def _clean(dsn: str) -> tuple[str, ...]:
    url = make_url(dsn)
    if url.get_backend_name() != "sqlite":
        return (*ON_POSTGRES, *ELSEWHERE)
    rewritten = await asyncio.to_thread(rewrite_sqlite, str(url.database))
    return (*(ON_SQLITE if rewritten else NOT_REWRITTEN), *ELSEWHERE)


def rewrite_sqlite(path: str) -> bool:
    """Writes the file anew without what was deleted, and empties its log; false when others keep it from that."""
    with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return int(busy) == 0
