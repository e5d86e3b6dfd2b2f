"""`throughline session adherence`: whether sessions followed their protocol, each figure beside a quality measure."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from memory import database
from memory.record.identity import Scope
from memory.store.store import Store
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, print_table, run, say
from service.following import adherence_of_patient, adherence_of_session
from service.settings import Settings, load_settings
from strategies.adherence.errors import ReferenceRefused
from strategies.adherence.nodes import NodeDose
from strategies.adherence.record import ReferenceLine, read_reference
from strategies.adherence.report import Beside, PatientAdherence, SessionAdherence
from strategies.course.releases import Releases
from strategies.graph.protocol import NodeKind

LONGEST = 4 << 20


def adherence(
    session: Annotated[str | None, typer.Argument(help="The session's id; or name a patient.")] = None,
    *,
    patient: Annotated[str | None, typer.Option(help="All sessions of this patient.")] = None,
    reference: Annotated[
        Path | None, typer.Option(help="JSONL: where each turn should have gone, by a clinician (session adherence).")
    ] = None,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Measures what was followed, delivered and reached; right and wrong ways only against a reference."""
    if (session is None) == (patient is None):
        raise Stop(ExitCode.USAGE, "name a session, or a patient with --patient")
    lines = () if reference is None else _reference(reference)
    settings = load_settings(dsn=dsn, tenant=tenant)
    if session is not None:
        one = run(_of_session(settings, session, lines))
        if as_json:
            print_json(TypeAdapter(SessionAdherence).dump_python(one, mode="json"))
        else:
            say(f"session {one.n} ({one.session}): {one.protocol}, {one.client_turns} client turns")
            _tell(one.measures, [dose for dose in one.doses if dose.kind is NodeKind.INTERVENE], one.warning)
        return
    found = run(_of_patient(settings, patient or "", lines))
    if as_json:
        print_json(TypeAdapter(PatientAdherence).dump_python(found, mode="json"))
        return
    say(f"{found.patient}: {len(found.sessions)} sessions")
    _tell(found.measures, found.interventions, found.warning)
    columns = ("target", "worked at as", "turns", "baseline", "now", "change", "mcid", "reached")
    rows = [
        [
            change.label,
            ", ".join(change.roles) or "-",
            str(change.turns),
            *(_number(value) for value in (change.baseline, change.current, change.change, change.mcid)),
            _yes(change.reached),
        ]
        for change in found.targets
    ]
    if rows:
        print_table(columns, rows)


def _tell(measures: tuple[Beside, ...], doses: list[NodeDose] | tuple[NodeDose, ...], warning: str) -> None:
    rows: list[list[str]] = []
    for beside in measures:
        measure = beside.measure
        counted = f"{measure.hit:g} of {measure.of}" if measure.of else measure.why
        reward = beside.quality_said if beside.quality is None else f"{beside.quality:.2f} ({beside.quality_said})"
        rows.append([measure.name, _number(measure.value), counted, reward])
    print_table(("measure", "value", "counted", "quality beside it"), rows)
    if doses:
        columns = ("intervene node", "visits", "client turns", "asked", "state reached", "words")
        print_table(
            columns,
            [
                [
                    f"{dose.protocol}/{dose.node}",
                    str(dose.visits),
                    str(dose.turns),
                    str(dose.asked),
                    _yes(dose.reached),
                    dose.quote,
                ]
                for dose in doses
            ],
        )
    note(warning)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def _yes(value: bool | None) -> str:
    return "not asked" if value is None else "yes" if value else "no"


def _reference(file: Path) -> tuple[ReferenceLine, ...]:
    try:
        if file.stat().st_size > LONGEST:
            raise Stop(ExitCode.USAGE, f"{file} is larger than {LONGEST} bytes")
        return read_reference(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ReferenceRefused) as error:
        reason = str(error) if isinstance(error, ReferenceRefused) else type(error).__name__
        raise Stop(ExitCode.USAGE, f"{file}: {reason}") from None


async def _of_session(settings: Settings, session: str, reference: tuple[ReferenceLine, ...]) -> SessionAdherence:
    store = Store(database.open_engine(settings.dsn))
    try:
        async with store.read_catalogue() as catalogue:
            scope = await catalogue.locate.patient_of("session", settings.tenant, session)
        return await adherence_of_session(store, Releases(store), session, scope=scope, reference=reference)
    finally:
        await store.close()


async def _of_patient(settings: Settings, patient: str, reference: tuple[ReferenceLine, ...]) -> PatientAdherence:
    store = Store(database.open_engine(settings.dsn))
    try:
        scope = Scope(tenant=settings.tenant, patient=patient)
        return await adherence_of_patient(store, Releases(store), scope=scope, reference=reference)
    finally:
        await store.close()
