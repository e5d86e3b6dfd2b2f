"""`throughline db`: upgrade, check."""

import typer

from memory import database
from service.cli.exits import ExitCode
from service.cli.output import AsJson, Dsn, print_json, run, say
from service.settings import load_settings, redacted

app = typer.Typer()


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
