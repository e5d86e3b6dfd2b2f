"""`throughline data`: reviewed sessions out, as training data."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from memory.record.clock import system_clock
from memory.record.identity import Scope
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, Dsn, Tenant, note, print_json, run, say
from service.cli.stored import stored
from service.profiles.configured import policy_of
from service.settings import Settings, load_settings
from service.signing import signing_key
from tuning_data.export.agentinstruct import export_agentinstruct
from tuning_data.export.conversations import View
from tuning_data.export.gather import reviewed_sessions
from tuning_data.export.report import ExportOptions, ExportReport

app = typer.Typer(no_args_is_help=True)


@app.callback()
def data() -> None:
    """Reviewed sessions out, as training data."""


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="The JSONL file to write; a manifest and the lineage come beside it.")],
    patient: Annotated[str | None, typer.Option(help="Only this patient.")] = None,
    view: Annotated[View, typer.Option(help="One conversation a trained turn, or one a session.")] = View.TURN,
    min_reward: Annotated[float, typer.Option(min=0, max=1, help="Least reward r of a session.")] = 1.0,
    allow_synthetic: Annotated[bool, typer.Option("--allow-synthetic", help="Take synthetic reviews too.")] = False,
    dsn: Dsn = None,
    tenant: Tenant = None,
    as_json: AsJson = False,
) -> None:
    """Writes AgentInstruct JSONL: only sessions with a signed review, an unchanged content and a consent in force."""
    settings = load_settings(dsn=dsn, tenant=tenant)
    options = ExportOptions(view=view, allow_synthetic=allow_synthetic, min_reward=min_reward)
    report = run(_export(out, settings, options, patient=patient))
    if as_json:
        print_json(TypeAdapter(ExportReport).dump_python(report, mode="json"))
    else:
        if report.sessions_exported:
            say(f"{report.conversations.lines} conversations of {report.sessions_exported} sessions: {out}")
        for session, why in report.refused.items():
            note(f"left out: session {session}: {why}")
    if report.sessions_exported == 0:
        raise Stop(
            ExitCode.PARTIAL, f"none of {report.sessions_seen} reviewed sessions could leave; nothing was written"
        )


async def _export(out: Path, settings: Settings, options: ExportOptions, *, patient: str | None) -> ExportReport:
    async with stored(settings) as (store, _):
        if patient is not None:
            async with store.read(Scope(tenant=settings.tenant, patient=patient)) as work:
                await work.patient.get()
        bundles = reviewed_sessions(store, tenant=settings.tenant, patient=patient, policy=policy_of(settings))
        key = signing_key(settings.signing_key_file)
        return await export_agentinstruct(bundles, out, options, key=key, clock=system_clock, empty=False)
