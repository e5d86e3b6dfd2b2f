"""A session stops taking turns, and its close is queued: in one transaction, whoever asked for it."""

from dataclasses import replace
from datetime import datetime

from memory.record.session import Session, SessionState
from memory.record.work import Job, JobKind, JobState
from memory.store.store import Work
from strategies.course.engine import Engine


async def queue_close(work: Work, session: Session, *, abandoned: bool, engine: Engine, now: datetime) -> Job:
    """Queues the close of a locked session that is open, or whose last close failed."""
    if session.state is SessionState.OPEN:
        await work.sessions.replace(replace(session, state=SessionState.CLOSING, touched_at=now))
    job = Job(
        id=engine.ids(),
        tenant=session.tenant,
        kind=JobKind.CLOSE_ABANDONED if abandoned else JobKind.CLOSE_SESSION,
        patient=session.patient,
        session=session.id,
        state=JobState.QUEUED,
        created_at=now,
        due_at=now,
    )
    await work.jobs.enqueue(job)
    return job
