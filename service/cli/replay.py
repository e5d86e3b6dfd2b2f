"""`throughline session replay` and `throughline protocol shadow`: stored sessions routed again."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from memory.record.identity import Scope
from service.cli.exits import ExitCode, Stop
from service.cli.files import texts_of
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run, say
from service.cli.stored import located, stored
from service.settings import Settings, load_settings
from strategies.course.replaying import Replayed, Shadowed, replay_session, sessions_of, shadow_session
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.release import compile_release

PAGE = 200


def replay(
    session: Annotated[str, typer.Argument(help="The session's id.")],
    *,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Recomputes every decision of a session from its record and compares. Exit 1 when anything differs."""
    result = run(_replayed(load_settings(dsn=dsn, tenant=tenant), session))
    if as_json:
        print_json(TypeAdapter(Replayed).dump_python(result, mode="json"))
    else:
        if result.differences:
            rows = [[str(each.turn), each.what, each.kept, each.now] for each in result.differences]
            print_table(("turn", "what", "on record", "now"), rows)
        if not result.whole:
            note("An older record: what routing was given was read out of its candidates, by the rules of then.")
        verdict = f"{len(result.differences)} differences" if result.differences else "exactly as on record"
        say(f"session {session}: {result.turns} client turns, {verdict}.")
    if result.differences:
        raise typer.Exit(ExitCode.FAILED)


async def _replayed(settings: Settings, session: str) -> Replayed:
    async with located(settings, session) as (scope, store, releases):
        return await replay_session(session, scope=scope, store=store, releases=releases)


def shadow(
    files: Annotated[list[Path], typer.Argument(help="Protocol files: what they would have done instead.")],
    *,
    patient: Annotated[str | None, typer.Option(help="Only this patient's sessions.")] = None,
    session: Annotated[str | None, typer.Option(help="Only this session.")] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Runs protocol files over stored sessions and says at which turns they would have gone another way."""
    texts = texts_of(files)
    other = Library(compile_release(load_protocol(text, file=str(file)).protocol) for file, text in texts)
    results = run(_shadowed(load_settings(dsn=dsn, tenant=tenant), other, patient=patient, session=session))
    if as_json:
        print_json(TypeAdapter(list[Shadowed]).dump_python(results, mode="json"))
        return
    rows = [
        [each.session, str(one.turn), f"{one.protocol}/{one.node}", one.kind, one.was, one.now]
        for each in results
        for one in each.differs
    ]
    if rows:
        print_table(("session", "turn", "where", "kind", "was", "would be"), rows)
    turns = sum(each.turns for each in results)
    say(f"{len(results)} sessions, {turns} client turns: {len(rows)} would have gone another way.")


async def _shadowed(settings: Settings, other: Library, *, patient: str | None, session: str | None) -> list[Shadowed]:
    if session is not None:
        async with located(settings, session) as (scope, store, releases):
            return [await shadow_session(session, other, scope=scope, store=store, releases=releases)]
    results: list[Shadowed] = []
    async with stored(settings) as (store, releases):
        after: str | None = None
        while True:
            if patient is not None:
                names = [patient]
            else:
                async with store.read_catalogue() as catalogue:
                    names = [each.id for each in await catalogue.locate.patients(settings.tenant, after, PAGE)]
            for name in names:
                scope = Scope(tenant=settings.tenant, patient=name)
                held: dict[str, None] = {}
                for protocol in other:
                    held |= dict.fromkeys(await sessions_of(protocol, scope=scope, store=store))
                results += [
                    await shadow_session(each, other, scope=scope, store=store, releases=releases) for each in held
                ]
            if patient is not None or len(names) < PAGE:
                break
            after = names[-1]
    if not results:
        raise Stop(ExitCode.FAILED, f"no stored session was held by {', '.join(other)}")
    return results
