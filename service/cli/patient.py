"""`throughline patient`: a whole patient in, out, or away, straight on the database."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from memory import database
from memory.exchange.bundle import LARGEST_BUNDLE, export_patient
from memory.exchange.erasing import PatientErased, erase_patient
from memory.exchange.errors import ExchangeError, HistoryRefused
from memory.exchange.reading import LARGEST_HISTORY, parsed, refused
from memory.exchange.receipts import NAME
from memory.record.clock import new_id, system_clock
from memory.record.erasure import ErasureReceipt
from memory.record.identity import Actor, Role, Scope
from memory.store.store import Store
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run, say
from service.cli.psycheval import PsychEvalCourse, history_of_course
from service.cli.stored import acting, stored
from service.settings import Settings, load_settings
from strategies.course.facts.imported import BroughtIn, bring_in

app = typer.Typer(no_args_is_help=True)

MAY = frozenset({Role.CLINICIAN, Role.SUPERVISOR, Role.ADMIN})
BUNDLE_BEGINS = re.compile(rb'\s*\{\s*"format"\s*:')

PatientGiven = Annotated[str, typer.Option("--patient", help="Which patient.")]
ActorGiven = Annotated[str | None, typer.Option("--actor", help="In whose name; else the actor of the settings.")]


class Layout(StrEnum):
    """How a file is laid out."""

    HISTORY = "history"
    PSYCHEVAL = "psycheval"


@app.callback()
def patient() -> None:
    """A whole patient in, out, or away."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A history (`throughline schema history`) or a bundle.")],
    layout: Annotated[Layout, typer.Option(help="How the file is laid out.")] = Layout.HISTORY,
    patient: Annotated[str | None, typer.Option(help="Id of the patient, in a layout that names none.")] = None,
    first_date: Annotated[str | None, typer.Option(help="Day of the first session, in a layout without days.")] = None,
    every: Annotated[int, typer.Option(min=0, max=366, help="Days between sessions, in such a layout.")] = 7,
    no_facts: Annotated[
        bool, typer.Option("--no-facts", help="Do not read a history's words: no facts, no alarms.")
    ] = False,
    actor: ActorGiven = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Imports a history with its own dates, or a bundle. Checked whole first: with a fault nothing is written.

    Then the words of a history that were never read are read: facts for the record, alarms for you.
    """
    settings = load_settings(dsn=dsn, tenant=tenant)
    try:
        value = _value(file)
        if layout is Layout.PSYCHEVAL:
            value = _psycheval(value, patient or f"{file.parent.name}-{file.stem}", first_date, every)
        done = run(_import(value, settings, actor, read=not no_facts))
    except HistoryRefused as refusal:
        _say_faults(file, refusal, as_json=as_json)
        raise Stop(ExitCode.FAILED, f"{file}: nothing was imported") from None
    except ExchangeError as refusal:
        raise Stop(ExitCode.FAILED, f"{file}: {refusal}") from None
    if as_json:
        print_json(TypeAdapter(BroughtIn).dump_python(done, mode="json"))
        return
    _say_done(file, done)


def _say_done(file: Path, done: BroughtIn) -> None:
    if not done.changed:
        say(f"patient {done.patient}: nothing new, nothing changed")
    for what, counts in (("added", done.added), ("updated", done.updated)):
        if counts:
            say(f"patient {done.patient}: {what} " + ", ".join(f"{n} {name}" for name, n in counts.items()))
    for path in done.kept:
        note(f"{file}: {path}: the record stands otherwise by now and stays so")
    read = done.read
    if read is not None and read.sessions:
        say(
            f"patient {done.patient}: read {read.turns} client turns of {read.sessions} sessions: "
            f"{read.facts} facts added, {read.closed} gave way, {read.withheld} kept out, {len(done.alarms)} alarms"
        )
    for alarm in done.alarms:
        say(
            f"alarm: session {alarm.session}, turn {alarm.turn}, {alarm.date}: tier {alarm.tier}, level {alarm.level}, "
            f"{alarm.kind.value}, {alarm.state.value}: {' '.join(alarm.quote.split())}"
        )


@app.command("export")
def export(
    patient: PatientGiven,
    out: Annotated[Path, typer.Option("--out", help="The file to write; it is as confidential as the database.")],
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Writes the full bundle: every row of the patient, canonical, with the SHA-256 of its content."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    bundle = run(_export(settings, patient))
    whole = out.with_name(out.name + ".part")
    try:
        whole.touch(mode=0o600)
        whole.write_bytes(bundle)
        whole.replace(out)
    except OSError as error:
        whole.unlink(missing_ok=True)
        raise Stop(ExitCode.USAGE, f"{out} cannot be written: {error.strerror or type(error).__name__}") from None
    sha = bundle[: 1 << 12].partition(b'"sha256":"')[2][:64].decode()
    if as_json:
        print_json({"patient": patient, "file": str(out), "bytes": len(bundle), "sha256": sha})
    else:
        say(f"patient {patient}: {len(bundle)} bytes, sha256 {sha}: {out}")


@app.command("erase")
def erase(
    patient: PatientGiven,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the receipt: name nobody in it.")],
    while_open: Annotated[bool, typer.Option("--while-open", help="Take an open session away with the rest.")] = False,
    actor: ActorGiven = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Takes every row of the patient away for good. A receipt without content stays; see `patient erasures`."""
    if not reason.strip():
        raise Stop(ExitCode.USAGE, "--reason says nothing")
    settings = load_settings(dsn=dsn, tenant=tenant)
    try:
        done = run(_erase(settings, patient, actor, reason=reason, while_open=while_open))
    except ExchangeError as refusal:
        raise Stop(ExitCode.FAILED, f"{refusal}; `--while-open` takes it away too") from None
    if as_json:
        print_json(TypeAdapter(PatientErased).dump_python(done, mode="json"))
        return
    rows = ", ".join(f"{n} {name}" for name, n in done.receipt.rows.items())
    say(f"patient {patient} is erased (receipt {done.receipt.id}): {rows}")
    for each in done.remains:
        say(f"may remain: {each}")


@app.command("erasures")
def erasures(dsn: Dsn = None, tenant: Tenant = None, as_json: AsJson = False) -> None:
    """The receipts of erased patients: by whom, when, why and how many rows."""
    receipts = run(_receipts(load_settings(dsn=dsn, tenant=tenant)))
    if as_json:
        print_json({"items": TypeAdapter(list[ErasureReceipt]).dump_python(receipts, mode="json")})
        return
    columns = ("id", "at", "actor", "reason", "rows")
    print_table(columns, [[r.id, r.at.isoformat(), r.actor, r.reason, str(sum(r.rows.values()))] for r in receipts])


def _value(file: Path) -> object:
    """The JSON value of a file, read no further than it may be large. Raises: HistoryRefused, Stop."""
    try:
        with file.open("rb") as opened:
            head = opened.read(1 << 12)
            largest = LARGEST_BUNDLE if BUNDLE_BEGINS.match(head) else LARGEST_HISTORY
            data = head + opened.read(largest + 1 - len(head))
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
    return parsed(data, largest=largest)


def _psycheval(value: object, patient: str, first_date: str | None, every: int) -> object:
    """Raises: HistoryRefused, Stop."""
    if first_date is None:
        raise Stop(ExitCode.USAGE, "this layout has no days: give the day of the first session with --first-date")
    try:
        first = date.fromisoformat(first_date)
    except ValueError:
        raise Stop(ExitCode.USAGE, f"{first_date!r} is no date; write it as 2026-01-31") from None
    try:
        course = PsychEvalCourse.model_validate(value)
    except ValidationError as error:
        first_fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first_fault["loc"]) or "$"
        raise refused(where, f"is not as the PsychEval layout has it: {first_fault['msg']}", "other_layout") from None
    return history_of_course(course, patient=patient, first=first, every=every)


def _say_faults(file: Path, refusal: HistoryRefused, *, as_json: bool) -> None:
    if as_json:
        print_json({"errors": refusal.errors, "beyond": refusal.beyond})
        return
    for fault in refusal.faults:
        note(f"{file}: {fault.path}: {fault.text}")
    if refusal.beyond:
        note(f"{file}: and {refusal.beyond} more")


@asynccontextmanager
async def _acting(settings: Settings, actor: str | None) -> AsyncGenerator[tuple[Store, Actor]]:
    """The database, and in whose name. Raises: Stop."""
    async with stored(settings) as (store, _):
        yield store, await acting(store, settings, actor, MAY, unserved=True)


async def _import(value: object, settings: Settings, actor: str | None, *, read: bool) -> BroughtIn:
    if settings.sqlite:
        await database.migrate(settings.dsn)  # as the service does when it starts
    async with _acting(settings, actor) as (store, who):
        return await bring_in(
            value, read=read, tenant=settings.tenant, actor=who.id, store=store, clock=system_clock, ids=new_id
        )


async def _export(settings: Settings, patient: str) -> bytes:
    async with stored(settings) as (store, _):
        return await export_patient(Scope(tenant=settings.tenant, patient=patient), store=store, clock=system_clock)


async def _erase(
    settings: Settings, patient: str, actor: str | None, *, reason: str, while_open: bool
) -> PatientErased:
    async with _acting(settings, actor) as (store, who):
        return await erase_patient(
            Scope(tenant=settings.tenant, patient=patient),
            reason=reason,
            actor=who.id,
            store=store,
            dsn=settings.dsn,
            clock=system_clock,
            ids=new_id,
            receipts=settings.data_dir / NAME,
            while_open=while_open,
        )


async def _receipts(settings: Settings) -> list[ErasureReceipt]:
    async with stored(settings) as (store, _), store.read_catalogue() as catalogue:
        return await catalogue.erasures.all(settings.tenant)
