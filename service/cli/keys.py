"""`throughline keys`: add, list, revoke service keys."""

from datetime import timedelta
from typing import Annotated

import typer

from memory import database
from memory.record.clock import new_id, system_clock
from memory.record.identity import Actor, ActorKey, Role
from memory.store.errors import NotFound
from memory.store.store import Store
from service.auth import NewKey, new_key, prefix_of
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run, say
from service.settings import Settings, load_settings

app = typer.Typer()

Roles = Annotated[list[Role], typer.Option("--role", help="A role; may be given several times.")]
ActorId = Annotated[str | None, typer.Option("--actor", help="Add a key to this actor instead of making a new one.")]
Days = Annotated[int | None, typer.Option(min=1, max=3650, help="Days until it expires; never when left out.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Who or what will use the key.")],
    role: Roles,
    actor: ActorId = None,
    days: Days = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Makes an actor with a key and prints the key: once, for it is kept nowhere."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    key, kept = run(_add(settings, name=name, roles=frozenset(role), actor=actor, days=days))
    if as_json:
        print_json(
            {
                "key": key.text,
                "prefix": key.prefix,
                "actor": kept.id,
                "name": kept.name,
                "tenant": kept.tenant,
                "roles": sorted(kept.roles),
            }
        )
        return
    say(key.text)
    note(f"This key is shown now and never again. Actor {kept.id}, roles {', '.join(sorted(kept.roles))}.")
    note(f"To withdraw it: throughline keys revoke {key.prefix}")


@app.command("list")
def list_keys(dsn: Dsn = None, tenant: Tenant = None, *, as_json: AsJson = False) -> None:
    """Lists every key of the tenant, without secrets."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    found = run(_list(settings))
    if as_json:
        print_json({"items": [{**_shown(actor, key), "roles": sorted(actor.roles)} for actor, key in found]})
        return
    print_table(
        ("prefix", "actor", "name", "made", "expires", "revoked"),
        [tuple(value or "-" for value in _shown(actor, key).values()) for actor, key in found],
    )


@app.command()
def revoke(
    prefix: Annotated[str, typer.Argument(help="The key's prefix, or the whole key.")],
    dsn: Dsn = None,
    tenant: Tenant = None,
) -> None:
    """Revokes a key, at once."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    public = prefix_of(prefix) or prefix
    run(_revoke(settings, public))
    say(f"Key {public} is revoked.")


async def _add(
    settings: Settings, *, name: str, roles: frozenset[Role], actor: str | None, days: int | None
) -> tuple[NewKey, Actor]:
    now = system_clock()
    key = new_key()
    store = await _store(settings)
    try:
        async with store.catalogue() as catalogue:
            if actor is None:
                kept = Actor(tenant=settings.tenant, id=new_id(), name=name, roles=roles, created_at=now)
                await catalogue.actors.add(kept)
            else:
                kept = await catalogue.actors.get(settings.tenant, actor)
                if kept.roles != roles:
                    raise Stop(ExitCode.USAGE, f"actor {actor} has the roles {', '.join(sorted(kept.roles))}")
            await catalogue.actors.add_key(
                ActorKey(
                    prefix=key.prefix,
                    sha256=key.sha256,
                    tenant=kept.tenant,
                    actor=kept.id,
                    created_at=now,
                    expires_at=None if days is None else now + timedelta(days=days),
                )
            )
    finally:
        await store.close()
    return key, kept


async def _list(settings: Settings) -> list[tuple[Actor, ActorKey]]:
    store = await _store(settings)
    try:
        async with store.read_catalogue() as catalogue:
            return [
                (actor, key)
                for actor in await catalogue.actors.all(settings.tenant)
                for key in await catalogue.actors.keys_of(settings.tenant, actor.id)
            ]
    finally:
        await store.close()


async def _revoke(settings: Settings, prefix: str) -> None:
    store = await _store(settings)
    try:
        async with store.catalogue() as catalogue:
            await catalogue.actors.revoke(settings.tenant, prefix, system_clock())
    except NotFound:
        raise Stop(ExitCode.USAGE, f"tenant {settings.tenant} has no key {prefix}") from None
    finally:
        await store.close()


async def _store(settings: Settings) -> Store:
    found = await database.check(settings.dsn)
    if not found.up_to_date:
        raise Stop(ExitCode.FAILED, "the database is not at the newest revision; run: throughline db upgrade")
    return Store(database.open_engine(settings.dsn))


def _shown(actor: Actor, key: ActorKey) -> dict[str, str | None]:
    return {
        "prefix": key.prefix,
        "actor": actor.id,
        "name": actor.name,
        "created_at": key.created_at.isoformat(timespec="seconds"),
        "expires_at": None if key.expires_at is None else key.expires_at.isoformat(timespec="seconds"),
        "revoked_at": None if key.revoked_at is None else key.revoked_at.isoformat(timespec="seconds"),
    }
