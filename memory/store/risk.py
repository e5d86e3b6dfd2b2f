"""Risk events, the history of the latch, escalations."""

from datetime import datetime

from sqlalchemy import update

from memory.record import tables
from memory.record.identity import Scope
from memory.record.risk import Escalation, LevelChange, RiskEvent, RiskEventState
from memory.store.rows import ScopedRows, Shelf, Transaction

EVENTS = Shelf("risk event", RiskEvent, tables.risk_events)
CHANGES = Shelf("level change", LevelChange, tables.level_changes)
ESCALATIONS = Shelf("escalation", Escalation, tables.escalations)


class RiskStore:
    """Alarms, moves of the latch, calls for someone to look."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._events = ScopedRows(transaction, scope, EVENTS)
        self._changes = ScopedRows(transaction, scope, CHANGES)
        self._escalations = ScopedRows(transaction, scope, ESCALATIONS)

    async def add_event(self, event: RiskEvent) -> None:
        """Keeps an alarm. Raises: AlreadyThere, ParentMissing."""
        await self._events.add(event)

    async def event(self, id: str) -> RiskEvent:  # noqa: A002 - the field's own word
        """One alarm. Raises: NotFound."""
        return await self._events.get(id)

    async def replace_event(self, event: RiskEvent) -> None:
        """The alarm as it stands now: screened, acknowledged. Raises: NotFound."""
        await self._events.replace(event)

    async def events(self) -> list[RiskEvent]:
        """Every alarm of the patient, in order."""
        return await self._events.by(order=("at", "id"))

    async def open_events(self) -> list[RiskEvent]:
        """The alarms that no completed screen has closed, in order."""
        return await self._events.by(state=RiskEventState.OPEN.value, order=("at", "id"))

    async def events_of(self, session: str) -> list[RiskEvent]:
        """The alarms of one session, in order."""
        return await self._events.by(session=session, order=("at", "id"))

    async def add_change(self, change: LevelChange) -> None:
        """Keeps a move of the latch. Raises: AlreadyThere, ParentMissing."""
        await self._changes.add(change)

    async def changes(self) -> list[LevelChange]:
        """Every move of the latch, in order."""
        return await self._changes.by(order=("at", "id"))

    async def add_escalation(self, escalation: Escalation) -> None:
        """Keeps an escalation. Raises: AlreadyThere, ParentMissing."""
        await self._escalations.add(escalation)

    async def escalation(self, id: str) -> Escalation:  # noqa: A002 - the field's own word
        """One escalation. Raises: NotFound."""
        return await self._escalations.get(id)

    async def escalations_of(self, event: str) -> list[Escalation]:
        """The escalations of one alarm, in order."""
        return await self._escalations.by(event=event, order=("created_at", "id"))

    async def escalations(self) -> list[Escalation]:
        """Every escalation of the patient, in order."""
        return await self._escalations.by(order=("created_at", "id"))

    async def acknowledge_escalation(self, id: str, *, actor: str, at: datetime) -> Escalation:  # noqa: A002
        """Somebody has seen it; the first who did stays, whoever comes at the same moment. Raises: NotFound."""
        columns = tables.escalations.c
        open_one = (*self._escalations.owned(), columns.id == id, columns.acknowledged_by.is_(None))
        seen = update(tables.escalations).where(*open_one).values(acknowledged_by=actor, acknowledged_at=at)
        await self._escalations.transaction.write(seen, kind="escalation")
        return await self._escalations.get(id)
