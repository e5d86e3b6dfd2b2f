"""`throughline plan`: what the next session of a case is for, offline."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from service.cli.asking import closed_questions
from service.cli.cases import case_bytes
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_json, run, say
from service.settings import load_settings
from strategies.planning.asking import plan_asked
from strategies.planning.case_form import CaseRefused
from strategies.planning.case_plan import CasePlan, plan_for
from strategies.planning.plan_case import PlanCase, read_plan_case

app = typer.Typer(no_args_is_help=True)


@app.callback()
def plan() -> None:
    """Plans of a case."""


@app.command("next")
def next_session(
    case: Annotated[Path, typer.Option("--case", help="One case with one report, as JSON; - reads standard input.")],
    *,
    ask_model: Annotated[
        bool, typer.Option("--ask-model", help="Let the configured model add what the rules did not hear.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Whether the report warrants another plan, and the agenda of the next session. Exit 0 either way."""
    try:
        given = read_plan_case(case_bytes(case))
    except CaseRefused as error:
        raise Stop(ExitCode.USAGE, f"{case}: {error}") from None
    planned = run(_asked(given)) if ask_model else plan_for(given)
    if as_json:
        print_json(asdict(planned))
    else:
        _tell(planned)


async def _asked(case: PlanCase) -> CasePlan:
    async with closed_questions(load_settings()) as decider:
        if decider is None:
            note("No model fit for closed questions answers; the rules decided alone.")
            return plan_for(case)
        return await plan_asked(case, decider=decider)


def _tell(planned: CasePlan) -> None:
    say("The plan changes." if planned.replan else "Nothing warrants a change.")
    for line in planned.plan:
        say(f"- {line}")
    for action in planned.target_actions:
        say(f"{action.target}: {action.action}")
    for reason in planned.reasons:
        say(f"{reason.rule}: {reason.evidence}")
