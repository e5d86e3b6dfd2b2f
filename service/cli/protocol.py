"""`throughline protocol`: check a protocol file, offline."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.compile import compile_protocol
from service.cli.draw import draw
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, say
from service.cli.release import release, sign
from service.cli.replay import shadow
from strategies.graph.check import check_file
from strategies.graph.findings import Bounds, CheckReport, ProofSummary, Severity

app = typer.Typer(no_args_is_help=True)
app.command()(draw)
app.command("compile")(compile_protocol)
app.command()(release)
app.command()(sign)
app.command()(shadow)


@app.callback()
def protocol() -> None:
    """Protocol files."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A protocol as YAML; what it calls is looked for beside it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Checks names, guards, words, ways through, safety, targets and bounds. Exit 1 when an error is found."""
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
    """The findings, errors first, each with its place; then the longest session, the proofs, and the verdict."""
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            say(f"{severity.value.capitalize()}s ({len(found)})")
        for finding in found:
            say(f"  {file}:{finding.line}: {finding.code} at {finding.where or 'the file'}")
            say(f"      {finding.text}")
            if finding.counterexample is not None:
                say(f"      for example: {finding.counterexample}")
    for line in _bounds(report.bounds):
        say(line)
    if report.proofs is not None:
        say(_proofs(report.proofs))
    for each in report.proofs.open if report.proofs is not None else ():
        say(f"  not proved: {each}")
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    say(f"{file}: " + ("ok." if report.ok else f"not ok, {errors} error{'s' if errors > 1 else ''}."))


def _bounds(bounds: Bounds) -> list[str]:
    if bounds.max_turns is None:
        return ["Longest session: no bound is known."]
    lines = [f"Longest session: at most {bounds.max_turns} client turns."]
    for name, turns in bounds.max_interrupt_turns.items():
        more = "an unknown number" if turns is None else f"at most {turns}"
        lines.append(f"  Each time the interrupt {name} comes: {more} more.")
    if bounds.max_sessions is not None:
        lines.append(f"Longest course: at most {bounds.max_sessions} sessions.")
    if bounds.call_depth is not None:
        lines.append(f"At most {bounds.call_depth} protocols stand on one another.")
    return lines


def _proofs(proofs: ProofSummary) -> str:
    by = f"by truth tables and {proofs.solver}" if proofs.solver is not None else "by truth tables alone"
    without = "" if proofs.solver is not None else "; z3 is not installed (pip install 'throughline[prove]')"
    return f"Proofs: {proofs.made} made {by}, {proofs.failed} failed, {len(proofs.open)} open{without}."
