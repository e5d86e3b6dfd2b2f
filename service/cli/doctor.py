"""`throughline doctor`: what is in order here, what is not, and what to do about it."""

import asyncio
import platform
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import date
from importlib.util import find_spec

import httpx2
import typer

from memory import database
from memory.record.clock import system_clock
from memory.record.risk import Audience
from memory.store.errors import DatabaseFailed, DatabaseUnreachable, MemoryStoreError
from memory.store.store import Store
from service.channels.configured import channels_of
from service.channels.readiness import Tested, standings
from service.cli.exits import ExitCode, in_the_way, is_held
from service.cli.model import probed
from service.cli.output import AsJson, Dsn, print_json, run, say
from service.embedded.fetch import ModelFileError, cached_model
from service.errors import SettingsInvalid, SigningKeyUnusable
from service.models import ModelState
from service.profiles.configured import unknown_profiles
from service.readiness import revision
from service.settings import Settings, load_settings, redacted, unknown_variables
from service.signing import signing_key
from strategies.profiles.profile import shipped
from strategies.risk.regions import REGIONS, STALE_AFTER, stale_rows

app = typer.Typer()

LEAST_PYTHON = (3, 11)
DATABASE_FIRST = "Correct the database first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check. `remedy` says what to do when it is not `ok`; `unreachable`: because a server does not answer."""

    check: str
    ok: bool
    text: str
    remedy: str = ""
    unreachable: bool = False


@app.command()
def doctor(dsn: Dsn = None, *, as_json: AsJson = False) -> None:
    """Checks this machine and this deployment. Exit 1 when something is not in order, 3 when a server is away."""
    settings = load_settings(dsn=dsn)
    found = run(examined(settings))
    if as_json:
        print_json({"ok": all(finding.ok for finding in found), "findings": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            say(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.check}: {finding.text}")
            if not finding.ok:
                say(f"      {finding.remedy}")
    if any(finding.unreachable for finding in found):
        raise typer.Exit(ExitCode.UNREACHABLE)
    if not all(finding.ok for finding in found):
        raise typer.Exit(ExitCode.FAILED)


async def examined(settings: Settings) -> list[Finding]:
    """Every check, in order."""
    checks: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
        _python,
        _variables,
        _disk,
        _signing_key,
        _database,
        _lock,
        escalation_channels,
        _profiles,
        _regions,
        _model_file,
        _model_server,
    )
    return [await check(settings) for check in checks]


async def _python(settings: Settings) -> Finding:
    del settings
    return Finding(
        check="Python",
        ok=sys.version_info[:2] >= LEAST_PYTHON,
        text=platform.python_version(),
        remedy="Install Python 3.11 or newer and set up anew: make setup PYTHON=python3.11",
    )


async def _variables(settings: Settings) -> Finding:
    del settings
    unknown = unknown_variables()
    text = f"no setting reads {', '.join(unknown)}" if unknown else "no misspelt variables"
    return Finding(check="environment", ok=not unknown, text=text, remedy="See docs/settings.md for the names.")


async def _disk(settings: Settings) -> Finding:
    place = settings.data_dir
    remedy = f"Make {place} writable, or name another: THROUGHLINE_DATA_DIR"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"throughline")
    except OSError as error:
        return Finding(check="disk", ok=False, text=f"{place}: {error.strerror}", remedy=remedy)
    return Finding(check="disk", ok=True, text=f"{place} can be written")


async def _signing_key(settings: Settings) -> Finding:
    try:
        signing_key(settings.signing_key_file)
    except (SigningKeyUnusable, OSError) as error:
        remedy = "Put the key back from your backup; signatures made with it cannot be checked without it."
        return Finding(check="signing key", ok=False, text=str(error), remedy=remedy)
    return Finding(check="signing key", ok=True, text=f"{settings.signing_key_file}, readable by its owner only")


async def _database(settings: Settings) -> Finding:
    place = redacted(settings.dsn)
    try:
        found = await revision(settings.dsn)
    except DatabaseFailed as error:
        text, remedy = in_the_way(error)
        away = isinstance(error, DatabaseUnreachable)
        return Finding(check="database", ok=False, text=text, remedy=remedy, unreachable=away)
    except MemoryStoreError as error:
        return Finding(check="database", ok=False, text=str(error), remedy="Correct THROUGHLINE_DSN.")
    text = f"{place} at {found.current or 'no revision'}, newest {found.head}"
    return Finding(check="database", ok=found.up_to_date, text=text, remedy="Run: throughline db upgrade")


async def _lock(settings: Settings) -> Finding:
    """Whether a write can begin now: no other process sits on the database."""
    try:
        if (await revision(settings.dsn)).current is None:
            return Finding(check="locks", ok=True, text="nothing to lock yet")
        store = Store(database.open_engine(settings.dsn))
        try:
            async with store.catalogue() as catalogue:
                await catalogue.actors.all(settings.tenant)
        finally:
            await store.close()
    except MemoryStoreError as error:
        if not (isinstance(error, DatabaseFailed) and is_held(error)):
            return Finding(check="locks", ok=False, text="not known", remedy=DATABASE_FIRST)
        remedy = "Another process holds the database; end it, then check again."
        return Finding(check="locks", ok=False, text="no write can begin", remedy=remedy)
    return Finding(check="locks", ok=True, text="a write can begin")


async def escalation_channels(settings: Settings) -> Finding:
    """Whether alarms of copilot sessions reach somebody: every channel tested as it is configured now."""
    check = "escalation channels"
    async with httpx2.AsyncClient(trust_env=False) as http:
        try:
            channels = channels_of(settings, http=http, clock=system_clock)
        except SettingsInvalid as error:
            return Finding(check=check, ok=False, text=str(error), remedy="Correct the setting.")
    if not channels:
        return Finding(check=check, ok=True, text="none is configured: copilot sessions do not open")
    try:
        if not (await revision(settings.dsn)).up_to_date:
            return Finding(check=check, ok=False, text="not known", remedy="Run: throughline db upgrade")
        store = Store(database.open_engine(settings.dsn))
        try:
            async with store.read_catalogue() as catalogue:
                found = await standings(channels, catalogue, now=system_clock(), days=settings.escalation_test_days)
        finally:
            await store.close()
    except MemoryStoreError:
        return Finding(check=check, ok=False, text="not known", remedy=DATABASE_FIRST)
    text = "; ".join(each.in_words() for each in found)
    if all(each.audience is Audience.CLINIC for each in found):
        text += "; no supervisor is configured: calls that nobody acknowledges go to the clinic again"
    fine = all(each.tested is Tested.PASSED for each in found)
    return Finding(check=check, ok=fine, text=text, remedy="Run: throughline escalation test")


async def _regions(settings: Settings) -> Finding:
    """Whether any number that a crisis reply names was recorded or checked more than 365 days ago."""
    del settings
    return regions_finding(system_clock().date())


def regions_finding(today: date) -> Finding:
    """The age of the region table on a day."""
    old = stale_rows(today)
    if old:
        named = ", ".join(f"{row.code} ({row.as_of.isoformat()})" for row in old)
        text = f"not looked at for more than {STALE_AFTER.days} days: {named}"
        remedy = "Look the numbers up and set `checked` and `checked_by` in strategies/risk/regions_table.py."
        return Finding(check="crisis numbers", ok=False, text=text, remedy=remedy)
    oldest = min(row.as_of for row in REGIONS.values())
    unchecked = sum(row.checked_by is None for row in REGIONS.values())
    text = f"{len(REGIONS)} regions, oldest of {oldest.isoformat()}; {unchecked} were never checked by anybody"
    return Finding(check="crisis numbers", ok=True, text=text)


async def _profiles(settings: Settings) -> Finding:
    """Whether every patient is under a profile that is known; the others are treated as under all of them."""
    check = "jurisdiction profiles"
    remedy = "Such patients are treated as under every profile together. Known: " + ", ".join(shipped())
    text = f"the deployment's is {settings.profile_default}; none was checked by a lawyer; delivery to patients is off"
    try:
        if not (await revision(settings.dsn)).up_to_date:
            return Finding(check=check, ok=True, text=f"{text}; no patients to look at yet", remedy=remedy)
        store = Store(database.open_engine(settings.dsn))
        try:
            unknown = await unknown_profiles(store, settings.tenant)
        finally:
            await store.close()
    except MemoryStoreError:
        return Finding(check=check, ok=False, text="not known", remedy=DATABASE_FIRST)
    if unknown:
        named = "; ".join(f"{count} with {name}" for name, count in sorted(unknown.items()))
        return Finding(
            check=check, ok=False, text=f"patients under a profile that is not known: {named}", remedy=remedy
        )
    return Finding(check=check, ok=True, text=text)


async def _model_file(settings: Settings) -> Finding:
    if not settings.embedded_on:
        why = "a model server is configured" if settings.speaks else "it is switched off"
        return Finding(check="embedded model", ok=True, text=f"not used: {why}")
    try:
        file = await asyncio.to_thread(cached_model, settings.model_dir)
    except ModelFileError as error:
        return Finding(check="embedded model", ok=False, text="wrong hash", remedy=str(error))
    if file is None:
        text = f"no file in {settings.model_dir}"
        return Finding(check="embedded model", ok=False, text=text, remedy="Run: throughline model fetch")
    if find_spec("xllamacpp") is None:
        remedy = "Install the extra: pip install 'throughline[embedded]', or run make setup"
        return Finding(check="embedded model", ok=False, text="its server is not installed", remedy=remedy)
    return Finding(check="embedded model", ok=True, text=f"{file}, hash as expected")


async def _model_server(settings: Settings) -> Finding:
    found = await probed(settings)
    if any(not state.url for state in found):
        remedy = "Set THROUGHLINE_MODEL_URL, or THROUGHLINE_EMBEDDED=true. Until then every turn is a reviewed line."
        return Finding(check="model server", ok=False, text="no model is configured", remedy=remedy)
    away = [state.url for state in found if state.state is ModelState.AWAY]
    refused = [f"{state.url} ({'; '.join(state.why)})" for state in found if state.state is ModelState.REFUSED]
    if away:
        remedy = "Start the model server, or correct THROUGHLINE_MODEL_URL. The service starts without it."
        text = f"no answer from {', '.join(away)}"
        return Finding(check="model server", ok=False, text=text, remedy=remedy, unreachable=True)
    if refused:
        remedy = "Run `throughline model check` and set models.speak.flavour to the server's."
        return Finding(check="model server", ok=False, text=", ".join(refused), remedy=remedy)
    text = "; ".join(f"{state.model} is fit for {', '.join(state.fit_for) or 'speaking only'}" for state in found)
    return Finding(check="model server", ok=True, text=text)
