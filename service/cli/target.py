"""`throughline target`: targets (靶点) of a case, offline."""

from pathlib import Path
from typing import Annotated

import typer

from memory.state.sufficiency import SufficiencyVerdict, Verdict
from service.cli.cases import case_bytes
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_json, say
from strategies.planning.case_form import CaseRefused
from strategies.planning.sufficiency_case import judged, read_sufficiency_case, warnings_of

app = typer.Typer(no_args_is_help=True)


@app.callback()
def target() -> None:
    """Targets of a case."""


@app.command()
def sufficiency(
    file: Annotated[
        Path, typer.Argument(help="One case as JSON: problems, mechanisms, targets; - reads standard input.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Whether the targets reach every problem, with the gaps named. Exit 0 for either verdict."""
    try:
        case = read_sufficiency_case(case_bytes(file))
        verdict = judged(case)
    except CaseRefused as error:
        raise Stop(ExitCode.USAGE, f"{file}: {error}") from None
    warnings = warnings_of(case)
    if as_json:
        print_json(_shown(case.id, verdict, warnings))
        return
    if verdict.verdict is SufficiencyVerdict.SUFFICIENT:
        say("No gap found.")
    for each in verdict.details:
        say(f"{each.code}: {each.id}: {each.why}")
    for path, text in warnings:
        note(f"{path}: {text}")


def _shown(id_: str, verdict: Verdict, warnings: tuple[tuple[str, str], ...]) -> dict[str, object]:
    return {
        "id": id_,
        "verdict": verdict.verdict,
        "missing": list(verdict.missing),
        "details": [{"code": each.code, "id": each.id, "why": each.why} for each in verdict.details],
        "warnings": [{"path": path, "text": text} for path, text in warnings],
    }
