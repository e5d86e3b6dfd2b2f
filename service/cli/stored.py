"""What the commands on stored sessions share: the database, its releases, and whose a session is."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from memory import database
from memory.record.clock import system_clock
from memory.record.identity import Actor, Role, Scope
from memory.store.errors import NotFound
from memory.store.locate import Located
from memory.store.store import Store
from service.cli.exits import ExitCode, Stop
from service.settings import Settings
from service.wiring import LOCAL_ACTOR
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


async def acting(
    store: Store, settings: Settings, actor: str | None, may: frozenset[Role], *, unserved: bool = False
) -> Actor:
    """In whose name a command acts: `actor`, else the one of the settings.

    `unserved`: the one of the settings may act before the service has ever kept it. Raises: Stop when nobody has that
    name, or none of the roles in `may`.
    """
    async with store.read_catalogue() as catalogue:
        try:
            who = await catalogue.actors.get(settings.tenant, actor or LOCAL_ACTOR)
        except NotFound:
            if actor is not None or not unserved:
                raise Stop(
                    ExitCode.USAGE,
                    f"tenant {settings.tenant} has no actor {actor or LOCAL_ACTOR}; start the service once, or name "
                    "one of `throughline keys list` with --actor",
                ) from None
            who = Actor(
                tenant=settings.tenant,
                id=LOCAL_ACTOR,
                name=settings.actor_name,
                roles=frozenset(Role),
                created_at=system_clock(),
            )
    if may.isdisjoint(who.roles):
        raise Stop(ExitCode.USAGE, f"actor {who.id} is no {' or '.join(sorted(may))}")
    return who
