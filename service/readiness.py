"""Whether the database can be served from."""

from pathlib import Path

from pydantic import BaseModel, Field

from memory import database
from memory.store.errors import DatabaseUnknown, MemoryStoreError

SQLITE_BEGINS = b"SQLite format 3\x00"


class DatabaseState(BaseModel):
    """Where the database stands. `why` says what is in the way; it never holds the DSN."""

    at_head: bool = Field(description="Reachable, and at the revision that this code was written for.")
    revision: str | None = Field(default=None, description="Where it stands; null when it was never set up.")
    head: str | None = Field(default=None, description="Where it should stand.")
    why: str | None = None


async def database_state(dsn: str) -> DatabaseState:
    """Looks at the database. Never raises for one that is away."""
    try:
        found = await database.check(dsn)
    except MemoryStoreError as error:
        return DatabaseState(at_head=False, why=type(error).__name__)
    return DatabaseState(at_head=found.up_to_date, revision=found.current, head=found.head)


async def revision(dsn: str) -> database.Revision:
    """Where the database stands and where it should. Raises: DatabaseUnknown, DatabaseUnsafe, DatabaseFailed."""
    refuse_other_files(dsn)
    return await database.check(dsn)


def refuse_other_files(dsn: str) -> None:
    """Refuses a file that is there and is no SQLite database. Raises: DatabaseUnknown.

    Only before a process has the database open: closing the file gives up every POSIX lock that the process holds on it
    (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process may then write over a checkpoint.
    """
    kind, _, place = dsn.partition(":///")
    file = Path(place.partition("?")[0])
    if not kind.startswith("sqlite") or not file.is_file():
        return
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(SQLITE_BEGINS))
    except OSError:
        return
    if begins not in {b"", SQLITE_BEGINS}:
        why = f"{file} is a file, but no SQLite database"
        raise DatabaseUnknown(f"{why}; name another with THROUGHLINE_DSN, or move the file away")
