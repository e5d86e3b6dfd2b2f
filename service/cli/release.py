"""`throughline protocol release` and `sign`: protocol files into kept releases, and a name under one."""

from pathlib import Path
from typing import Annotated

import typer

from memory.record.clock import system_clock
from memory.record.course import ReleaseSignature
from memory.record.identity import Role
from service.cli.exits import ExitCode, Stop
from service.cli.files import texts_of
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run, say
from service.cli.stored import acting, stored
from service.settings import Settings, load_settings
from strategies.course.errors import ReleaseUnfit
from strategies.course.releasing import SignedRelease, keep_releases, kept_releases, sign_release
from strategies.graph.errors import GuardRefused, ProtocolRefused
from strategies.graph.library import Library
from strategies.graph.release import CompiledProtocol

SHORT = 12


def release(
    files: Annotated[list[Path] | None, typer.Argument(help="Protocol files; none: list what is kept.")] = None,
    *,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Checks protocol files and keeps their releases, named by the hash of what they compile to; or lists releases."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    if not files:
        _list(run(_kept(settings)), as_json=as_json)
        return
    texts = [text for _, text in texts_of(files)]
    try:
        made = run(_made(settings, texts))
    except (ProtocolRefused, GuardRefused) as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None
    except ReleaseUnfit as unfit:
        raise Stop(ExitCode.FAILED, "\n".join((str(unfit), *unfit.findings))) from None
    if as_json:
        print_json([{"id": each.release, "protocol": each.id, "version": each.version} for each in made])
        return
    for each in made:
        say(f"{each.release}  {each.id} {each.version}")


def sign(
    release: Annotated[str, typer.Argument(help="The release's id, or its first letters if no other begins so.")],
    *,
    statement: Annotated[str, typer.Option(help="What the signature stands for.")] = "",
    actor: Annotated[str | None, typer.Option(help="Whose name; else the clinician of the settings.")] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
) -> None:
    """Signs for a kept release in a clinician's name."""
    signature = run(_signed(load_settings(dsn=dsn, tenant=tenant), release, statement, actor))
    say(f"{signature.release} is signed by {signature.name} ({signature.actor}).")
    note("The file's own clinical_review is left as it is: this is a signature of your tenant.")


def _list(kept: tuple[SignedRelease, ...], *, as_json: bool) -> None:
    rows = [
        {
            "id": each.id,
            "protocol": each.protocol,
            "level": each.level.value,
            "version": each.version,
            "clinical_review": each.clinical_review,
            "signed_by": [signature.name for signature in each.signatures],
        }
        for each in kept
    ]
    if as_json:
        print_json({"items": rows})
        return
    print_table(
        ("release", "protocol", "level", "version", "review", "signed by"),
        [
            [
                each.id[:SHORT],
                each.protocol,
                each.level.value,
                each.version,
                each.clinical_review,
                ", ".join(signature.name for signature in each.signatures) or "nobody",
            ]
            for each in kept
        ],
    )


async def _kept(settings: Settings) -> tuple[SignedRelease, ...]:
    async with stored(settings) as (store, _):
        return await kept_releases(settings.tenant, store=store)


async def _made(settings: Settings, texts: list[str]) -> tuple[CompiledProtocol, ...]:
    async with stored(settings) as (_, releases):
        return await keep_releases(texts, shipped=Library.shipped(), releases=releases, clock=system_clock)


async def _signed(settings: Settings, release: str, statement: str, actor: str | None) -> ReleaseSignature:
    async with stored(settings) as (store, _):
        async with store.catalogue() as catalogue:
            whole = [each.id for each in await catalogue.releases.all() if each.id.startswith(release)]
        if len(whole) != 1:
            what = "no kept release begins" if not whole else f"{len(whole)} kept releases begin"
            raise Stop(ExitCode.USAGE, f"{what} with {release}; throughline protocol release lists them")
        who = await acting(store, settings, actor, frozenset({Role.CLINICIAN}))
        return await sign_release(whole[0], statement=statement, actor=who, store=store, clock=system_clock)
