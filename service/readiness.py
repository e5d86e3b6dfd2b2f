"""Whether the database can be served from."""

from pydantic import BaseModel, Field

from memory import database
from memory.store.errors import MemoryStoreError


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
