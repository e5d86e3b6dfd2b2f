"""Whose is it: from an id to the scope that may read it, and lists across patients."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Table, bindparam, exists, or_, select

from memory.record import tables
from memory.record.identity import Patient, Scope
from memory.record.risk import Escalation
from memory.record.session import Session, SessionState
from memory.store.errors import NotFound
from memory.store.patients import PATIENTS
from memory.store.prepared import Prepared
from memory.store.risk import ESCALATIONS
from memory.store.rows import Transaction
from memory.store.sessions import SESSIONS


class Located(StrEnum):
    """What can be found by its id alone within a tenant."""

    SESSION = "session"
    EPISODE = "episode"
    PLAN = "plan"
    CALL = "call"
    NOTE = "note"
    RISK_EVENT = "risk_event"
    ESCALATION = "escalation"
    REVIEW = "review"


_TABLES: dict[Located, Table] = {
    Located.SESSION: tables.sessions,
    Located.EPISODE: tables.episodes,
    Located.PLAN: tables.plans,
    Located.CALL: tables.calls,
    Located.NOTE: tables.notes,
    Located.RISK_EVENT: tables.risk_events,
    Located.ESCALATION: tables.escalations,
    Located.REVIEW: tables.reviews,
}

_PATIENT_OF = {
    kind: Prepared(select(table.c.patient).where(table.c.tenant == bindparam("tenant"), table.c.id == bindparam("id")))
    for kind, table in _TABLES.items()
}


class LocateStore:
    """Reads across patients, of one tenant where it says so, and gives ids and states, never what was said."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def patients(self, tenant: str, after: str | None = None, limit: int = 100) -> list[Patient]:
        """The patients of a tenant by id, those above `after`."""
        columns = tables.patients.c
        statement = PATIENTS.select.where(columns.tenant == tenant).order_by(columns.id).limit(limit)
        if after is not None:
            statement = statement.where(columns.id > after)
        return [PATIENTS.codec.record(row) for row in await self._transaction.read(statement)]

    async def patient_of(self, kind: Located | str, tenant: str, id: str) -> Scope:  # noqa: A002 - the field's own word
        """Whose row this is. Raises: NotFound."""
        rows = await self._transaction.read(_PATIENT_OF[Located(kind)], {"tenant": tenant, "id": id})
        if not rows:
            raise NotFound(Located(kind).value, id)
        return Scope(tenant=tenant, patient=rows[0][0])

    async def idle_sessions(self, before: datetime, limit: int = 100) -> list[Session]:
        """Open sessions of any tenant that nobody has touched since `before`, longest idle first."""
        columns = tables.sessions.c
        statement = SESSIONS.select.where(columns.state == SessionState.OPEN.value, columns.touched_at < before)
        rows = await self._transaction.read(statement.order_by(columns.touched_at, columns.id).limit(limit))
        return [SESSIONS.codec.record(row) for row in rows]

    async def closed_sessions(
        self, tenant: str, *, signed: bool | None = None, after: str | None = None, limit: int = 100
    ) -> list[Session]:
        """Sessions of a tenant that have ended, by id, those above `after`.

        `signed` keeps those with a signed review (true: what may be exported) or without one (false: what waits for
        review).
        """
        columns, reviews = tables.sessions.c, tables.reviews.c
        ended = columns.state.in_([SessionState.CLOSED.value, SessionState.ABANDONED.value])
        statement = SESSIONS.select.where(columns.tenant == tenant, ended).order_by(columns.id).limit(limit)
        if after is not None:
            statement = statement.where(columns.id > after)
        if signed is not None:
            review = exists().where(
                reviews.tenant == columns.tenant,
                reviews.patient == columns.patient,
                reviews.session == columns.id,
                reviews.signed_at.is_not(None),
            )
            statement = statement.where(review if signed else ~review)
        return [SESSIONS.codec.record(row) for row in await self._transaction.read(statement)]

    async def escalations(
        self, tenant: str, *, seen: bool, after: str | None = None, limit: int = 100
    ) -> list[Escalation]:
        """Calls of a tenant that somebody has acknowledged, or nobody yet; newest first, those older than `after`."""
        columns, of = tables.escalations.c, tables.escalations.alias("reached").c
        known = columns.acknowledged_by.is_not(None) if seen else columns.acknowledged_by.is_(None)
        statement = ESCALATIONS.select.where(columns.tenant == tenant, known)
        if after is not None:
            reached = exists().where(
                of.tenant == tenant,
                of.id == after,
                or_(
                    columns.created_at < of.created_at,
                    (columns.created_at == of.created_at) & (columns.id < of.id),
                ),
            )
            statement = statement.where(reached)
        newest = statement.order_by(columns.created_at.desc(), columns.id.desc()).limit(limit)
        return [ESCALATIONS.codec.record(row) for row in await self._transaction.read(newest)]
