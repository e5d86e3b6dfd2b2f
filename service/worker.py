"""The worker.

Closes sessions under leases and idle ones; beside it the outbox is delivered. Survives restarts: all it needs is rows.
"""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from memory.record.identity import Scope
from memory.record.work import Job, JobKind
from memory.store.errors import AlreadyThere, LeaseLost
from service.background import Background
from service.escalations import deliver, keep_delivering
from service.logs import failure
from service.wiring import Parts
from strategies.course.close import close_session
from strategies.course.errors import CourseError
from strategies.course.session import request_close

KINDS = (JobKind.CLOSE_SESSION, JobKind.CLOSE_ABANDONED)
LONGEST_REST = 2.0
IDLE_EVERY = 60.0
ATTEMPTS = 5


async def run_worker(parts: Parts) -> None:
    """Does jobs until the service stops; rests when there is none, and wakes when a close is asked for.

    Escalations go their own way beside it (`service.escalations.keep_delivering`): no close ever holds one up.
    """
    next_idle = 0.0
    loop = asyncio.get_running_loop()
    while not parts.stopping.is_set():
        parts.work_waiting.clear()
        if loop.time() >= next_idle:
            await close_idle(parts)
            next_idle = loop.time() + IDLE_EVERY
        if not await do_job(parts):
            with suppress(TimeoutError):
                await asyncio.wait_for(parts.work_waiting.wait(), timeout=LONGEST_REST)


def long_work(parts: Parts) -> tuple[Background, Background]:
    """What a worker is made of: escalations, and jobs. Each goes on when the other fails."""
    return (
        Background("escalations", partial(keep_delivering, parts), log=parts.log),
        Background("worker", partial(run_worker, parts), log=parts.log),
    )


async def work_once(parts: Parts) -> bool:
    """Delivers what is due and does one job; false when there was nothing."""
    delivered = await deliver(parts)
    return await do_job(parts) or delivered


async def do_job(parts: Parts) -> bool:
    """Does the job that has been due longest; false when there is none."""
    engine = parts.engine
    lease, now = engine.ids(), engine.clock()
    until = now + timedelta(seconds=engine.limits.lease_seconds)
    async with parts.store.catalogue() as catalogue:
        job = await catalogue.jobs.lease(now, lease, until, KINDS)
        parts.metrics.open_jobs(await catalogue.jobs.open_count())
    if job is None:
        return False
    await _do(job, lease, parts)
    return True


async def _do(job: Job, lease: str, parts: Parts) -> None:
    engine = parts.engine
    scope = Scope(tenant=job.tenant, patient=job.patient)
    try:
        await close_session(job.session, scope=scope, engine=engine, abandoned=job.kind is JobKind.CLOSE_ABANDONED)
    except Exception as error:  # noqa: BLE001 - whatever a job raises is kept with it, and the job tried again
        parts.log.error("job failed", job=job.id, attempt=job.attempts, **failure(error))
        wait = None if job.attempts >= ATTEMPTS else engine.clock() + timedelta(seconds=2**job.attempts)
        await _settle(job, lease, parts, why=type(error).__name__, again_at=wait)
    else:
        await _settle(job, lease, parts, why=None, again_at=None)


async def _settle(job: Job, lease: str, parts: Parts, *, why: str | None, again_at: datetime | None) -> None:
    async with parts.store.catalogue() as catalogue:
        with suppress(LeaseLost):
            if why is None:
                await catalogue.jobs.finish(job.id, lease, at=parts.engine.clock())
            else:
                await catalogue.jobs.fail(job.id, lease, why, again_at, at=parts.engine.clock())
        parts.metrics.open_jobs(await catalogue.jobs.open_count())


async def close_idle(parts: Parts) -> int:
    """Asks for the close of sessions that nobody has touched for the time in the settings; gives how many."""
    before = parts.engine.clock() - timedelta(hours=parts.settings.idle_close_hours)
    async with parts.store.read_catalogue() as catalogue:
        idle = await catalogue.locate.idle_sessions(before)
    asked = 0
    for session in idle:
        scope = Scope(tenant=session.tenant, patient=session.patient)
        with suppress(CourseError, AlreadyThere):
            await request_close(session.id, scope=scope, engine=parts.engine, abandoned=True)
            asked += 1
    return asked
