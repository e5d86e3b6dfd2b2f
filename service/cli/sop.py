"""`throughline sop`: a procedure in prose to a checked protocol, and the tests that come with it."""

from pathlib import Path
from typing import Annotated

import httpx2
import typer

from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_json, run, say
from service.embedded_model import EmbeddedModel
from service.logs import open_log
from service.metrics import Metrics
from service.models import Models
from service.settings import Settings, load_settings
from strategies.sop.asking import Asked, settle_doubts
from strategies.sop.compile import Compiled, Draft, compile_draft, read_draft, write
from strategies.sop.errors import GeneratedTestsRefused, SourceRefused
from strategies.sop.generated_tests import Outcome, run_tests
from strategies.sop.report import graph_json
from strategies.sop.source import MAX_BYTES, read_source

app = typer.Typer(no_args_is_help=True)


@app.callback()
def sop() -> None:
    """Procedures: an expert's prose to a protocol, with every sentence accounted for."""


@app.command("compile")
def compile_file(
    file: Annotated[Path, typer.Argument(help="The procedure, as Markdown or plain text.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder for protocol, graph, matrix, questions and tests; else var/sop/NAME.")
    ] = None,
    ask_model: Annotated[
        bool, typer.Option("--ask-model", help="Ask the configured model where the rules are unsure.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Writes the protocol and what belongs to it. Exit 1 when the file holds no step."""
    try:
        with file.open("rb") as stream:
            draft = read_draft(read_source(stream.read(MAX_BYTES + 1)))
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
    except SourceRefused as error:
        raise Stop(ExitCode.USAGE, f"{file}: {error}") from None
    if ask_model:
        _tell_asked(run(_asked(draft, load_settings())))
    folder = out or Path("var") / "sop" / file.stem
    try:
        compiled = write(compile_draft(draft, file=file.name), folder)
    except SourceRefused as error:
        raise Stop(ExitCode.USAGE, f"{file}: {error}") from None
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{folder} cannot be written: {error.strerror or type(error).__name__}") from None
    if as_json:
        typer.echo(graph_json(compiled), nl=False)
    else:
        _tell(compiled, folder)
    if not compiled.graph.start:
        raise Stop(ExitCode.FAILED, f"{file} holds no step")


@app.command("test")
def run_generated(
    folder: Annotated[Path, typer.Argument(help="A folder that `sop compile` wrote.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Runs the generated tests, one for each edge, against the protocol in the folder. Exit 1 when one fails."""
    try:
        outcomes = run_tests(folder)
    except (OSError, GeneratedTestsRefused) as error:
        raise Stop(ExitCode.USAGE, f"{folder}: {error}") from None
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if as_json:
        print_json({"passed": len(outcomes) - len(failed), "failed": [_shown(outcome) for outcome in failed]})
    else:
        for outcome in failed:
            say(f"{outcome.test.id}: expected {outcome.test.expect}; {outcome.why}")
        say(f"{folder}: {len(outcomes) - len(failed)} of {len(outcomes)} tests passed.")
    if failed:
        raise typer.Exit(ExitCode.FAILED)


async def _asked(draft: Draft, settings: Settings) -> Asked | None:
    """What the model was asked; None when none is fit for closed questions."""
    embedded = EmbeddedModel(settings.model_dir) if settings.embedded_on else None
    try:
        async with httpx2.AsyncClient(trust_env=False) as http:
            log = open_log(settings.log_level)
            models = Models(settings.models, embedded=embedded, http=http, metrics=Metrics(), log=log)
            await models.ask()
            voices = models.voices()
            if voices.decide is None:
                return None
            return await settle_doubts(draft, decider=voices.decider(voices.decide))
    finally:
        if embedded is not None:
            await embedded.stop()


def _tell_asked(asked: Asked | None) -> None:
    if asked is None:
        note("No model fit for closed questions answers; the rules decided alone.")
    else:
        note(f"The model was asked {asked.put} closed questions and answered {asked.answered}.")


def _tell(compiled: Compiled, folder: Path) -> None:
    graph = compiled.graph
    aside = sum(trace.became == "aside" for trace in compiled.trace)
    say(f"{folder}: {len(graph.nodes)} steps, {len(graph.edges)} ways, {len(compiled.tests)} tests.")
    say(f"{len(compiled.trace)} pieces of the source, {aside} set aside, each with its reason (matrix.md).")
    for question in compiled.questions:
        say(f"{question.n}. {question.text}")


def _shown(outcome: Outcome) -> dict[str, str]:
    return {"id": outcome.test.id, "expected": outcome.test.expect, "why": outcome.why}
