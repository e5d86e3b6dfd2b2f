"""The embedded model as the one that answers a plan's closed questions."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from service.cli.asking import closed_questions
from service.settings import load_settings
from strategies.planning.asking import plan_asked
from strategies.planning.case_plan import CasePlan
from strategies.planning.plan_case import PlanCase


@asynccontextmanager
async def asked_by() -> AsyncGenerator[Callable[[PlanCase], Awaitable[CasePlan]] | None]:
    """Plans a case by rules and model; None when no model is fit."""
    async with closed_questions(load_settings()) as decider:
        if decider is None:
            yield None
            return

        async def ask(case: PlanCase) -> CasePlan:
            return await plan_asked(case, decider=decider)

        yield ask
