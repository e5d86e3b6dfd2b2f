"""Long work: jobs with leases."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    """What a worker can do."""

    CLOSE_SESSION = "close_session"
    CLOSE_ABANDONED = "close_abandoned"


class JobState(StrEnum):
    """QUEUED or RUNNING under a lease, then DONE or FAILED."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work about one patient's session. A running job whose lease ran out is taken up again."""

    id: str
    tenant: str
    kind: JobKind
    patient: str
    session: str
    state: JobState
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    lease: str | None = None
    lease_until: datetime | None = None
    finished_at: datetime | None = None
    failure: str | None = None
