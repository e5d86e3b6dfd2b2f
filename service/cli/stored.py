"""What the commands on stored sessions share: the database, its releases, and whose a session is."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from memory import database
from memory.record.identity import Scope
from memory.store.locate import Located
from memory.store.store import Store
from service.cli.exits import ExitCode, Stop
from service.settings import Settings
from strategies.course.releases import Releases


@asynccontextmanager
async def stored(settings: Settings) -> AsyncGenerator[tuple[Store, Releases]]:
    """The database, open. Raises: Stop when it stands at another revision."""
    found = await database.check(settings.dsn)
    if not found.up_to_date:
        raise Stop(ExitCode.FAILED, "the database is not at the newest revision; run: throughline db upgrade")
    store = Store(database.open_engine(settings.dsn))
    try:
        yield store, Releases(store)
    finally:
        await store.close()


@asynccontextmanager
async def located(settings: Settings, session: str) -> AsyncGenerator[tuple[Scope, Store, Releases]]:
    """The same, with whose session it is. Raises: NotFound of memory.store.errors."""
    async with stored(settings) as (store, releases):
        async with store.read_catalogue() as catalogue:
            scope = await catalogue.locate.patient_of(Located.SESSION, settings.tenant, session)
        yield scope, store, releases
