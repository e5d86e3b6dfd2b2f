"""`throughline db`: upgrade, check, back up, verify, restore."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from memory import database
from memory.exchange.backing_up import BackedUp, back_up
from memory.exchange.backup_form import Backup, BackupRefused, Manifest
from memory.exchange.receipts import NAME, ReceiptsUnreadable, read_receipts
from memory.exchange.restoring import Restored, restore
from memory.record.clock import system_clock
from memory.record.erasure import ErasureReceipt
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, print_json, run, say
from service.settings import Settings, load_settings, redacted

app = typer.Typer()

BackupFile = Annotated[Path, typer.Argument(help="The backup; as confidential as the database.")]


@app.command()
def upgrade(dsn: Dsn = None) -> None:
    """Brings the database to the newest revision, whole or not at all."""
    settings = load_settings(dsn=dsn)
    run(database.migrate(settings.dsn))
    found = run(database.check(settings.dsn))
    say(f"{redacted(settings.dsn)} is at revision {found.current}.")


@app.command()
def check(dsn: Dsn = None, *, as_json: AsJson = False) -> None:
    """Says whether the database stands at the newest revision. Exit 1 when it does not, 3 when it is away."""
    settings = load_settings(dsn=dsn)
    found = run(database.check(settings.dsn))
    place = redacted(settings.dsn)
    if as_json:
        print_json({"dsn": place, "ok": found.up_to_date, "revision": found.current, "head": found.head})
    elif found.up_to_date:
        say(f"{place} is at revision {found.current}, the newest.")
    else:
        say(f"{place} is at {found.current or 'no revision'}, not {found.head}. Run: throughline db upgrade")
    if not found.up_to_date:
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def backup(file: BackupFile, dsn: Dsn = None, *, as_json: AsJson = False) -> None:
    """Writes every row to FILE while the service goes on: one moment's view, readable by you only."""
    settings = load_settings(dsn=dsn)
    try:
        made = run(back_up(settings.dsn, file, tool=version("throughline"), clock=system_clock))
    except BackupRefused as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be written: {error.strerror or type(error).__name__}") from None
    _say_made(made, as_json=as_json)


@app.command()
def verify(file: BackupFile, *, as_json: AsJson = False) -> None:
    """Reads a whole backup and compares every sum; needs no database."""
    try:
        manifest = Backup(file).checked()
    except BackupRefused as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None
    if as_json:
        print_json(manifest.model_dump(mode="json"))
    else:
        say(f"{file} is whole: {_what(manifest)}.")


@app.command(name="restore")
def restore_command(
    file: BackupFile,
    dsn: Dsn = None,
    erasures: Annotated[
        Path | None, typer.Option(help="Receipts of erasures; else erasures.jsonl in the data folder.")
    ] = None,
    no_erasures: Annotated[
        bool, typer.Option("--no-erasures", help="Nobody was erased since the backup was made: you answer for it.")
    ] = False,
    *,
    as_json: AsJson = False,
) -> None:
    """Brings FILE back into an empty database, all or nothing. Patients erased since then stay erased."""
    settings = load_settings(dsn=dsn)
    receipts = _receipts(settings, erasures, none=no_erasures)
    try:
        done = run(restore(settings.dsn, file, erased=receipts))
    except BackupRefused as refused:
        raise Stop(ExitCode.FAILED, str(refused)) from None
    _say_restored(done, redacted(settings.dsn), as_json=as_json)


def _receipts(settings: Settings, given: Path | None, *, none: bool) -> list[ErasureReceipt]:
    """Raises: Stop."""
    if none:
        if given is not None:
            raise Stop(ExitCode.USAGE, "give --erasures or --no-erasures, not both")
        return []
    file = given or settings.data_dir / NAME
    if given is None and not file.exists():
        raise Stop(
            ExitCode.USAGE,
            f"{file} is not there, and without receipts an erased patient would come back: name the file with "
            "--erasures, or say --no-erasures when nobody was erased since the backup was made",
        )
    try:
        return list(read_receipts(file))
    except ReceiptsUnreadable as refused:
        raise Stop(ExitCode.USAGE, str(refused)) from None


def _say_made(made: BackedUp, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "file": made.file,
                "bytes": made.bytes,
                "left_out": list(made.left_out),
                **made.manifest.model_dump(mode="json"),
            }
        )
        return
    say(f"{made.file}: {made.bytes} bytes, {_what(made.manifest)}.")
    for name in made.left_out:
        say(f"left out: table {name} is not this service's")


def _say_restored(done: Restored, place: str, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "dsn": place,
                "rows": done.rows,
                "erased_patients": done.erased_patients,
                "erased_rows": done.erased_rows,
                "receipts": done.receipts,
                "backup": done.manifest.model_dump(mode="json"),
            }
        )
        return
    say(f"{place}: {done.rows} rows brought back from {done.manifest.made_at.isoformat()}, every sum compared.")
    if done.receipts:
        say(
            f"{done.receipts} receipts of erasures since then: {done.erased_patients} patients stay erased, "
            f"{done.erased_rows} of their rows were not written."
        )


def _what(manifest: Manifest) -> str:
    made = manifest.made_at.isoformat()
    return f"{manifest.rows} rows of {len(manifest.tables)} tables, revision {manifest.revision}, made at {made}"
