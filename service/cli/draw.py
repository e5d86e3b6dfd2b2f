"""`throughline protocol draw`: a protocol as a picture, with the way of a session or the counts of a cohort over it."""

from pathlib import Path
from typing import Annotated

import typer

from memory import database
from memory.record.identity import Language
from memory.record.language import UnknownLanguage, language_tag
from memory.store.store import Store
from service.cli.exits import ExitCode, Stop
from service.cli.output import Dsn, Tenant, note, run
from service.following import walk_of_cohort, walk_of_session
from service.settings import Settings, load_settings
from strategies.graph.check import check_file
from strategies.graph.draw import Checked, drawing_of
from strategies.graph.draw_forms import Form, written
from strategies.graph.draw_walk import Walk
from strategies.graph.errors import ProtocolRefused
from strategies.graph.findings_said import problem_said, report_said
from strategies.graph.load import load_file
from strategies.graph.protocol import Protocol


def draw(
    file: Annotated[Path, typer.Argument(help="A protocol as YAML. One with errors is drawn too, its faults marked.")],
    *,
    form: Annotated[Form, typer.Option("--format", help="svg, mermaid or json.")] = Form.SVG,
    lang: Annotated[str, typer.Option(help="en or zh-CN.")] = "en",
    out: Annotated[Path | None, typer.Option(help="Where to write it; else to standard output.")] = None,
    session: Annotated[str | None, typer.Option(help="Draw the way of this session.")] = None,
    cohort: Annotated[bool, typer.Option("--cohort", help="Draw how many sessions passed each step and way.")] = False,
    patient: Annotated[str | None, typer.Option(help="With --cohort: only this patient's sessions.")] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
) -> None:
    """Draws a protocol. Findings of the check are marked at their steps and listed below."""
    language = _language(lang)
    if session is not None and cohort:
        raise Stop(ExitCode.USAGE, "--session and --cohort exclude each other")
    if patient is not None and not cohort:
        raise Stop(ExitCode.USAGE, "--patient goes with --cohort")
    protocol = read_protocol(file, language)
    report = report_said(check_file(file), language)
    walk: tuple[Walk, str] | tuple[None, str] = (None, "")
    if session is not None or cohort:
        walk = run(_walk(load_settings(dsn=dsn, tenant=tenant), protocol, language, session=session, patient=patient))
    drawing = drawing_of(
        protocol,
        language=language,
        checked=Checked(findings=report.findings, bounds=report.bounds),
        walk=walk[0],
        subject=walk[1],
    )
    text = written(drawing, form)
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Stop(ExitCode.FAILED, f"{out} cannot be written: {error.strerror or type(error).__name__}") from None
    note(f"{out}: {len(drawing.steps)} steps, {len(drawing.ways)} ways, {len(drawing.marks)} findings.")


def read_protocol(file: Path, language: Language = Language.EN) -> Protocol:
    """The protocol in a file. Raises: Stop when it cannot be read or is none."""
    try:
        return load_file(file).protocol
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
    except ProtocolRefused as refused:
        refusal = "\n".join(problem_said(each, language) for each in refused.problems)
        raise Stop(ExitCode.FAILED, refusal) from None


def _language(tag: str) -> Language:
    try:
        return language_tag(tag)
    except UnknownLanguage as error:
        raise Stop(ExitCode.USAGE, str(error)) from None


async def _walk(
    settings: Settings, protocol: Protocol, language: Language, *, session: str | None, patient: str | None
) -> tuple[Walk, str]:
    store = Store(database.open_engine(settings.dsn))
    try:
        if session is None:
            return await walk_of_cohort(store, protocol, language, tenant=settings.tenant, patient=patient)
        async with store.read_catalogue() as catalogue:
            scope = await catalogue.locate.patient_of("session", settings.tenant, session)
        async with store.read(scope) as work:
            return await walk_of_session(work, await work.sessions.get(session), protocol, language)
    finally:
        await store.close()
