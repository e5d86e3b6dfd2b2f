"""`throughline openapi` and `throughline schema`: what the service's formats are, for machines."""

import importlib
from typing import Annotated

import typer
from pydantic import TypeAdapter

from service.app import create_app
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, print_json, print_table
from service.settings import Settings

openapi_app = typer.Typer()
schema_app = typer.Typer()

FORMATS: dict[str, str] = {
    "adherence": "strategies.adherence.report:SessionAdherence",
    "adherence-patient": "strategies.adherence.report:PatientAdherence",
    "adherence-reference": "strategies.adherence.record:ReferenceLine",
    "plan-case": "strategies.planning.plan_case:PlanCase",
    "plan-next": "strategies.planning.case_plan:CasePlan",
    "plan-signals": "strategies.planning.plan_case:CaseSignals",
    "target-sufficiency": "strategies.planning.sufficiency_case:SufficiencyCase",
    "history": "memory.exchange.form:HistoryFile",
    "node-task": "strategies.graph.task:NodeTask",
    "problem": "service.problems:Problem",
    "protocol": "strategies.graph.protocol:Protocol",
    "sop": "strategies.sop.report:SopOut",
    "settings": "service.settings:Settings",
}
"""Name of a format -> the class (`module:name`, Pydantic model or dataclass) that it is read or written with."""


@openapi_app.command()
def openapi() -> None:
    """Prints the OpenAPI description of the HTTP interface."""
    print_json(create_app(Settings()).openapi())


@schema_app.command()
def schema(
    name: Annotated[str | None, typer.Argument(help="Which format; without it, the list.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Prints the JSON Schema of a format, or the list of formats."""
    if name is None:
        if as_json:
            print_json({"items": sorted(FORMATS)})
        else:
            print_table(("format", "class"), sorted(FORMATS.items()))
        return
    if name not in FORMATS:
        raise Stop(ExitCode.USAGE, f"there is no format {name}; there are: {', '.join(sorted(FORMATS))}")
    module, _, attribute = FORMATS[name].partition(":")
    kind: type[object] = getattr(importlib.import_module(module), attribute)
    print_json(TypeAdapter(kind).json_schema())
