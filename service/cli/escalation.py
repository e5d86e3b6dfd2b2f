"""`throughline escalation`: calls for a clinician, and the test of the channels that carry them."""

from dataclasses import asdict, dataclass
from typing import Annotated

import httpx2
import orjson
import typer

from memory.record.clock import Clock, new_id, system_clock
from memory.record.identity import Role
from memory.record.risk import ChannelTest
from memory.store.errors import NotFound
from memory.store.store import Store
from service.channels.configured import channels_of
from service.channels.trying import try_channels
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, print_json, print_table, run, say
from service.cli.stored import acting, stored
from service.settings import Settings, load_settings
from strategies.course.called import Called, MessageState, call, calls_in
from strategies.course.escalating import acknowledge_escalation

app = typer.Typer(no_args_is_help=True)

ActorOption = Annotated[str | None, typer.Option("--actor", help="In whose name; else the clinician of the settings.")]


@app.callback()
def escalation() -> None:
    """Calls for a clinician, and the test of the channels that carry them."""


@app.command("list")
def list_calls(
    acknowledged: Annotated[
        bool, typer.Option("--acknowledged", help="Those that a clinician has acknowledged, instead of the open ones.")
    ] = False,
    after: Annotated[str | None, typer.Option(help="Only calls older than this one.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 50,
    dsn: Dsn = None,
    tenant: Tenant = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Lists calls across patients, newest first. `sent` says that a channel took it, not that anybody has read it."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    found = run(_list(settings, seen=acknowledged, after=after, limit=limit))
    if as_json:
        print_json({"items": [_plain(each) for each in found], "after": found[-1].id if len(found) == limit else None})
        return
    columns = ("id", "patient", "tier", "made", "state", "for", "sent", "acknowledged by")
    print_table(columns, [_row(each) for each in found])


@app.command()
def acknowledge(
    call_id: Annotated[str, typer.Argument(metavar="ID", help="The call's id, as `escalation list` shows it.")],
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Says that a clinician has seen a call: nothing more of it is sent. The first who did stays on record."""
    seen = run(_acknowledge(load_settings(dsn=dsn, tenant=tenant), call_id, actor))
    if as_json:
        print_json(_plain(seen))
    else:
        say(f"Call {seen.id} was acknowledged by {seen.acknowledged_by} at {seen.acknowledged_at:%Y-%m-%d %H:%M} UTC.")


@app.command("test")
def try_all(
    actor: ActorOption = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Sends a test message through every configured channel and keeps the results. Exit 1 when one did not take it."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    tests = run(_try_all(settings, actor))
    if as_json:
        print_json({"ok": all(test.passed for test in tests), "tests": [_test(test) for test in tests]})
    else:
        for test in tests:
            say(f"{'ok  ' if test.passed else 'FAIL'}  {test.channel}: {test.failure or 'the message was taken'}")
    if not all(test.passed for test in tests):
        raise typer.Exit(ExitCode.FAILED)


async def _list(settings: Settings, *, seen: bool, after: str | None, limit: int) -> list[Called]:
    async with stored(settings) as (store, _), store.read_catalogue() as catalogue:
        return await calls_in(catalogue, settings.tenant, seen=seen, after=after, limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hands:
    store: Store
    clock: Clock


async def _acknowledge(settings: Settings, call_id: str, actor: str | None) -> Called:
    async with stored(settings) as (store, _):
        who = await acting(store, settings, actor, frozenset({Role.CLINICIAN, Role.SUPERVISOR}))
        try:
            async with store.read_catalogue() as catalogue:
                scope = await catalogue.locate.patient_of("escalation", settings.tenant, call_id)
        except NotFound:
            raise Stop(ExitCode.USAGE, f"tenant {settings.tenant} has no call {call_id}") from None
        hands = _Hands(store=store, clock=system_clock)
        await acknowledge_escalation(call_id, actor=who, scope=scope, engine=hands)
        async with store.read(scope) as work:
            return await call(work, call_id)


async def _try_all(settings: Settings, actor: str | None) -> list[ChannelTest]:
    async with stored(settings) as (store, _), httpx2.AsyncClient(trust_env=False) as http:
        who = await acting(store, settings, actor, frozenset(Role), unserved=True)
        channels = channels_of(settings, http=http, clock=system_clock)
        if not channels:
            raise Stop(ExitCode.USAGE, "no channel is configured; set escalation_url or escalation_email")
        return await try_channels(
            channels, store=store, tenant=settings.tenant, actor=who.id, clock=system_clock, ids=new_id
        )


def _row(each: Called) -> tuple[str, ...]:
    sent = sum(message.state is MessageState.SENT for message in each.messages)
    made = each.created_at.isoformat(timespec="seconds")
    acknowledged = each.acknowledged_by or "-"
    return (each.id, each.patient, str(each.tier), made, each.state, each.audience, str(sent), acknowledged)


def _plain(each: Called) -> object:
    return orjson.loads(orjson.dumps(each))


def _test(test: ChannelTest) -> dict[str, object]:
    return {**asdict(test), "at": test.at.isoformat(timespec="seconds")}
