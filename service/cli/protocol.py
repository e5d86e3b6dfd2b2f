"""`throughline protocol`: check a protocol file, offline."""

from pathlib import Path
from typing import Annotated, Final

import typer

from memory.record.identity import Language
from memory.record.language import UnknownLanguage, language_tag
from service.cli.compile import compile_protocol
from service.cli.draw import draw
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, say
from service.cli.release import release, sign
from service.cli.replay import shadow
from strategies.graph.check import check_file
from strategies.graph.findings import Bounds, CheckReport, ProofSummary, Severity
from strategies.graph.findings_said import report_said

app = typer.Typer(no_args_is_help=True)
app.command()(draw)
app.command("compile")(compile_protocol)
app.command()(release)
app.command()(sign)
app.command()(shadow)

Pair = tuple[str, str]

WORDS: Final[dict[str, Pair]] = {
    "error": ("Errors ({n})", "错误（{n}）"),
    "warning": ("Warnings ({n})", "警告（{n}）"),
    "at": ("{file}:{line}: {code} at {where}", "{file} 第 {line} 行：{code}，位于 {where}"),
    "file": ("the file", "整个文件"),
    "example": ("for example: {example}", "例如：{example}"),
    "open": ("  not proved: {proof}", "  未能证明：{proof}"),
    "ok": ("{file}: ok.", "{file}：通过。"),
    "not_ok": ("{file}: not ok, {n} errors.", "{file}：未通过，有 {n} 处错误。"),
    "not_ok_one": ("{file}: not ok, 1 error.", "{file}：未通过，有 1 处错误。"),
    "no_bound": ("Longest session: no bound is known.", "最长会谈：轮数无上限。"),
    "longest": ("Longest session: at most {n} client turns.", "最长会谈：来访者至多 {n} 轮。"),
    "interrupt": (
        "  Each time the interrupt {name} comes: at most {n} more.",
        "  每次出现打断 {name}：至多再加 {n} 轮。",
    ),
    "interrupt_unknown": (
        "  Each time the interrupt {name} comes: an unknown number more.",
        "  每次出现打断 {name}：再加的轮数未知。",
    ),
    "sessions": ("Longest course: at most {n} sessions.", "最长疗程：至多 {n} 次会谈。"),
    "depth": ("At most {n} protocols stand on one another.", "方案至多叠至 {n} 层。"),
    "proofs": (
        "Proofs: {made} made by truth tables and {solver}, {failed} failed, {open} open.",
        "证明：用真值表和 {solver} 作出 {made} 个，不成立 {failed} 个，未决 {open} 个。",
    ),
    "proofs_alone": (
        (
            "Proofs: {made} made by truth tables alone, {failed} failed, {open} open; z3 is not installed"
            " (pip install 'throughline[prove]')."
        ),
        (
            "证明：仅用真值表作出 {made} 个，不成立 {failed} 个，未决 {open} 个；没有安装 z3"
            "（pip install 'throughline[prove]'）。"
        ),
    ),
}


@app.callback()
def protocol() -> None:
    """Protocol files."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A protocol as YAML; what it calls is looked for beside it.")],
    *,
    lang: Annotated[str, typer.Option(help="en or zh-CN.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Checks names, guards, words, ways through, safety, targets and bounds. Exit 1 when an error is found."""
    try:
        language = language_tag(lang)
    except UnknownLanguage as error:
        raise Stop(ExitCode.USAGE, str(error)) from None
    try:
        report = report_said(check_file(file), language)
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {_reason(error)}") from None
    if as_json:
        say(report.to_json())
    else:
        _tell(report, file, language)
    if not report.ok:
        raise typer.Exit(ExitCode.FAILED)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else "it is not UTF-8"


def _word(key: str, language: Language, **filled: object) -> str:
    return WORDS[key][language is Language.ZH].format(**filled)


def _tell(report: CheckReport, file: Path, language: Language) -> None:
    """The findings, errors first, each with its place; then the longest session, the proofs, and the verdict."""
    for severity in Severity:
        found = [finding for finding in report.findings if finding.severity is severity]
        if found:
            say(_word(severity.value, language, n=len(found)))
        for finding in found:
            where = finding.where or _word("file", language)
            say(f"  {_word('at', language, file=file, line=finding.line, code=finding.code, where=where)}")
            say(f"      {finding.text}")
            if finding.counterexample is not None:
                say(f"      {_word('example', language, example=finding.counterexample)}")
    for line in _bounds(report.bounds, language):
        say(line)
    if report.proofs is not None:
        say(_proofs(report.proofs, language))
    for each in report.proofs.open if report.proofs is not None else ():
        say(_word("open", language, proof=each))
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    say(_word("ok" if report.ok else "not_ok_one" if errors == 1 else "not_ok", language, file=file, n=errors))


def _bounds(bounds: Bounds, language: Language) -> list[str]:
    if bounds.max_turns is None:
        return [_word("no_bound", language)]
    lines = [_word("longest", language, n=bounds.max_turns)]
    for name, turns in bounds.max_interrupt_turns.items():
        lines.append(_word("interrupt_unknown" if turns is None else "interrupt", language, name=name, n=turns))
    if bounds.max_sessions is not None:
        lines.append(_word("sessions", language, n=bounds.max_sessions))
    if bounds.call_depth is not None:
        lines.append(_word("depth", language, n=bounds.call_depth))
    return lines


def _proofs(proofs: ProofSummary, language: Language) -> str:
    key = "proofs_alone" if proofs.solver is None else "proofs"
    found = {"made": proofs.made, "failed": proofs.failed, "open": len(proofs.open)}
    return _word(key, language, solver=proofs.solver, **found)
