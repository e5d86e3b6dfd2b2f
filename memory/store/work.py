"""Long work: jobs under leases. Their rows carry a tenant and are found across patients."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, func, or_, select, update

from memory.record import tables
from memory.record.work import Job, JobKind, JobState
from memory.store.errors import LeaseLost, NotFound
from memory.store.rows import Rows, Shelf, Transaction

JOBS = Shelf("job", Job, tables.jobs)


class JobStore:
    """Long work. A lease is a token that nobody else has: whoever holds it works on the job until it runs out."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, JOBS)

    async def enqueue(self, job: Job) -> None:
        """Keeps a job. Raises: AlreadyThere when the session has a live job of this kind."""
        await self._rows.add(job)

    async def lease(self, now: datetime, holder: str, until: datetime, kinds: Iterable[JobKind]) -> Job | None:
        """Takes the job that has been due longest, if one is due or its lease ran out; counts the attempt.

        `holder` becomes the job's lease: a new id for every call, not a worker's name.
        """
        columns = self._rows.table.c
        due = or_(
            and_(columns.state == JobState.QUEUED.value, columns.due_at <= now),
            and_(columns.state == JobState.RUNNING.value, columns.lease_until <= now),
        )
        next_id = (
            select(columns.id)
            .where(due, columns.kind.in_([kind.value for kind in kinds]))
            .order_by(columns.due_at, columns.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        changes = update(self._rows.table).where(columns.id == next_id.scalar_subquery())
        return await self._returned(
            changes.values(state=JobState.RUNNING.value, lease=holder, lease_until=until, attempts=columns.attempts + 1)
        )

    async def renew(self, id: str, lease: str, until: datetime) -> Job:  # noqa: A002 - the field's own word
        """Holds the lease for longer. Raises: LeaseLost."""
        return await self._under_lease(id, lease, {"lease_until": until})

    async def finish(self, id: str, lease: str, *, at: datetime) -> Job:  # noqa: A002 - the field's own word
        """The work is done. Raises: LeaseLost."""
        return await self._under_lease(
            id, lease, {"state": JobState.DONE.value, "finished_at": at, "lease": None, "lease_until": None}
        )

    async def fail(
        self,
        id: str,  # noqa: A002 - the field's own word
        lease: str,
        why: str,
        again_at: datetime | None,
        *,
        at: datetime,
    ) -> Job:
        """The work failed: queued again for `again_at`, or given up when that is none. Raises: LeaseLost."""
        ended: dict[str, object] = {"failure": why, "lease": None, "lease_until": None}
        if again_at is None:
            ended |= {"state": JobState.FAILED.value, "finished_at": at}
        else:
            ended |= {"state": JobState.QUEUED.value, "due_at": again_at}
        return await self._under_lease(id, lease, ended)

    async def get(self, tenant: str, id: str) -> Job:  # noqa: A002 - the field's own word
        """One job. Raises: NotFound."""
        found = await self._rows.one_by(tenant=tenant, id=id)
        if found is None:
            raise NotFound("job", id)
        return found

    async def open_count(self) -> int:
        """How many jobs are queued or running, of all tenants."""
        open_states = self._rows.table.c.state.in_([JobState.QUEUED.value, JobState.RUNNING.value])
        return await self._rows.number(func.count(), open_states)

    async def of_session(self, tenant: str, session: str) -> list[Job]:
        """The jobs about one session, in the order made."""
        return await self._rows.by(tenant=tenant, session=session, order=("created_at", "id"))

    async def _under_lease(self, id: str, lease: str, changes: dict[str, object]) -> Job:  # noqa: A002
        columns = self._rows.table.c
        held: tuple[ColumnElement[bool], ...] = (columns.id == id, columns.lease == lease)
        changed = await self._returned(update(self._rows.table).where(*held).values(changes))
        if changed is None:
            raise LeaseLost("job", id)
        return changed

    async def _returned(self, statement: Update) -> Job | None:
        returning = statement.returning(*(self._rows.table.c[name] for name in self._rows.shelf.codec.names))
        rows = await self._rows.transaction.write_returning(returning, kind="job")
        return self._rows.shelf.codec.record(rows[0]) if rows else None
