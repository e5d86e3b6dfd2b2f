"""`throughline session`: what became of sessions, straight from the database."""

import typer

from service.cli.adherence import adherence
from service.cli.note import note
from service.cli.replay import replay
from service.cli.why import why

app = typer.Typer(no_args_is_help=True)
app.command()(why)
app.command()(replay)
app.command()(note)
app.command()(adherence)


@app.callback()
def session() -> None:
    """What became of sessions."""
