"""Homework over sessions: what waits, what is overdue, what nobody asked about, and tasks that were carried over."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from memory.record.state import Homework, HomeworkOutcome
from memory.state.homework import chains, not_asked_for, overdue, waiting
from service.auth import ClinicianActor, CurrentActor
from service.routing import ID_PATTERN, PathId, v1_router
from service.wiring import PartsGiven
from strategies.course.homework import NewTask, assign_task

router = v1_router("homework")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One task through all the times that it was taken up again, oldest first."""

    tasks: list[Homework]
    times_carried: int
    outcome: HomeworkOutcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeworkStanding:
    """Where the tasks stand on a day."""

    on: date
    waiting: list[Homework]
    overdue: list[Homework]
    not_asked_for: list[Homework]
    chains: list[Chain]


@router.get("/patients/{patient}/homework/standing")
async def get_homework_standing(
    patient: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    on: Annotated[date | None, Query(description="The day to look from; today when left out.")] = None,
) -> HomeworkStanding:
    """What waits, what is overdue, what a later session passed over, and every task with those that carry it on."""
    today = on or parts.engine.clock().date()
    async with parts.store.read(parts.scope(actor, patient)) as work:
        await work.patient.get()
        tasks = await work.homework.all()
        sessions = [each.id for each in await work.sessions.all() if each.forked_from is None]
    return HomeworkStanding(
        on=today,
        waiting=list(waiting(tasks)),
        overdue=list(overdue(tasks, today)),
        not_asked_for=list(not_asked_for(tasks, sessions)),
        chains=[
            Chain(tasks=list(each.tasks), times_carried=each.times_carried, outcome=each.outcome)
            for each in chains(tasks)
        ],
    )


class TaskBody(BaseModel):
    """A task that a clinician sets. `carried_from`: the task that it takes up again."""

    model_config = ConfigDict(extra="forbid")

    session: str = Field(pattern=ID_PATTERN, description="The session in which it was agreed.")
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    due: date | None = None
    carried_from: str | None = Field(default=None, pattern=ID_PATTERN)


@router.post("/patients/{patient}/homework", status_code=201)
async def assign_homework(patient: PathId, body: TaskBody, actor: ClinicianActor, parts: PartsGiven) -> Homework:
    """Sets a task in the caller's name."""
    new = NewTask(session=body.session, text=body.text, due=body.due, carried_from=body.carried_from)
    return await assign_task(new, actor=actor, scope=parts.scope(actor, patient), engine=parts.engine)
