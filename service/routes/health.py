"""Whether the service is up, whether it can serve, and its figures. No key needed; nothing here names a person."""

from importlib.metadata import version
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from service.background import TaskState
from service.metrics import CONTENT_TYPE
from service.models import EndpointState
from service.readiness import DatabaseState, database_state
from service.wiring import PartsGiven

FINE = frozenset({TaskState.RUNNING, TaskState.DONE})

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The process answers."""

    status: Literal["up"] = "up"
    version: str = Field(description="Version of the service.")


class Task(BaseModel):
    """One piece of background work."""

    name: str
    state: TaskState
    failures: int = Field(description="How often it failed and was begun again.")


class Readiness(BaseModel):
    """Ready: the database is at head and every background task runs.

    A model that is away does not make the service unready: alarms are answered without it, other turns wait.
    """

    ready: bool
    database: DatabaseState
    models: tuple[EndpointState, ...]
    tasks: tuple[Task, ...]


@router.get("/health")
async def health() -> Health:
    """Says that the process is up."""
    return Health(version=version("throughline"))


@router.get("/ready", responses={503: {"model": Readiness, "description": "Not ready."}})
async def ready(parts: PartsGiven, response: Response) -> Readiness:
    """Says whether the service can serve: database, models, background work. 503 when it cannot."""
    database = await database_state(parts.settings.dsn)
    tasks = tuple(Task(name=task.name, state=task.state, failures=task.failures) for task in parts.tasks)
    fine = database.at_head and all(task.state in FINE for task in tasks)
    if not fine:
        response.status_code = 503
    return Readiness(ready=fine, database=database, models=parts.models.states(), tasks=tasks)


@router.get("/metrics", response_class=Response)
async def metrics(parts: PartsGiven) -> Response:
    """Gives the figures of this process in the Prometheus text format."""
    return Response(parts.metrics.render(), media_type=CONTENT_TYPE)
