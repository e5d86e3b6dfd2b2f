"""`throughline protocol`: check a protocol file, offline."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, say
from strategies.graph.check import check_file
from strategies.graph.findings import CheckReport

app = typer.Typer(no_args_is_help=True)


@app.callback()
def protocol() -> None:
    """Protocol files."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A protocol as YAML; what it calls is looked for beside it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Checks names, guards, words, ways through and bounds. Exit 1 when an error is found; warnings may be."""
    try:
        report = check_file(file)
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {_reason(error)}") from None
    if as_json:
        say(report.to_json())
    else:
        _tell(report, file)
    if not report.ok:
        raise typer.Exit(ExitCode.FAILED)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else "it is not UTF-8"


def _tell(report: CheckReport, file: Path) -> None:
    for finding in report.findings:
        say(
            f"{file}:{finding.line}: {finding.severity} {finding.code} at {finding.where or 'the file'}: {finding.text}"
        )
        if finding.counterexample is not None:
            say(f"    for example: {finding.counterexample}")
    longest = report.bounds.max_turns
    bound = "no bound is known" if longest is None else f"at most {longest} client turns"
    say(f"{file}: {'ok' if report.ok else 'not ok'}, {bound}.")
