"""The outbox: messages to audiences, and their deliveries channel by channel. Rows carry a tenant and no patient."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, exists, func, or_, select, update

from memory.record import tables
from memory.record.risk import Audience, ChannelTest, Delivery, DeliveryState, OutboxMessage, OutboxState
from memory.store.errors import NotFound
from memory.store.rows import Rows, Shelf, Transaction

OUTBOX = Shelf("message", OutboxMessage, tables.outbox)
DELIVERIES = Shelf("delivery", Delivery, tables.deliveries)
TESTS = Shelf("channel test", ChannelTest, tables.channel_tests)


class OutboxStore:
    """Messages to make deliveries of."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, OUTBOX)

    async def add(self, message: OutboxMessage) -> None:
        """Keeps a message. Raises: AlreadyThere."""
        await self._rows.add(message)

    async def add_all(self, messages: Sequence[OutboxMessage]) -> None:
        """Keeps messages in one go. Raises: AlreadyThere, which ends the transaction."""
        await self._rows.add_all(messages)

    async def get(self, tenant: str, id: str) -> OutboxMessage:  # noqa: A002 - the field's own word
        """One message. Raises: NotFound."""
        found = await self._rows.one_by(tenant=tenant, id=id)
        if found is None:
            raise NotFound("message", id)
        return found

    async def due(
        self, now: datetime, limit: int, audiences: Collection[Audience] = tuple(Audience)
    ) -> list[OutboxMessage]:
        """The queued messages to these audiences whose time has come, highest tier first, then longest due.

        They are locked where the database can. On PostgreSQL, messages that another transaction has taken are passed
        over; a reading transaction locks none.
        """
        columns = self._rows.table.c
        statement = (
            self._rows.shelf.select.where(
                columns.state == OutboxState.QUEUED.value,
                columns.due_at <= now,
                columns.audience.in_([audience.value for audience in audiences]),
            )
            .order_by(columns.tier.desc(), columns.due_at, columns.id)
            .limit(limit)
        )
        if self._rows.transaction.writing:
            statement = statement.with_for_update(skip_locked=True)
        return self._rows.records(await self._rows.transaction.read(statement))

    async def replace(self, message: OutboxMessage) -> None:
        """The message as it stands now. Raises: NotFound."""
        await self._rows.replace(message)

    async def settle(self, messages: Iterable[OutboxMessage], state: OutboxState, at: datetime) -> None:
        """These messages, locked by this transaction, were shared out or sunk."""
        known = [message.id for message in messages]
        if known:
            statement = update(self._rows.table).where(self._rows.table.c.id.in_(known))
            await self._rows.transaction.write(statement.values(state=state.value, settled_at=at), kind="message")

    async def cancel(self, tenant: str, escalation: str, at: datetime) -> None:
        """The call was acknowledged: of its messages nothing leaves any more that has not left yet.

        Messages first: a worker that shares one out at this moment is waited for, and its deliveries are then found.
        """
        columns, of = self._rows.table.c, tables.deliveries.c
        of_call = (columns.tenant == tenant, columns.escalation == escalation)
        taken = exists().where(of.message == columns.id, of.state == DeliveryState.SENT.value)
        unsent = or_(columns.state == OutboxState.QUEUED.value, (columns.state == OutboxState.SHARED.value) & ~taken)
        messages = update(self._rows.table).where(*of_call, unsent)
        cancelled = messages.values(state=OutboxState.CANCELLED.value, settled_at=at)
        await self._rows.transaction.write(cancelled, kind="message")
        its = of.message.in_(select(columns.id).where(*of_call))
        deliveries = update(tables.deliveries).where(its, of.state == DeliveryState.QUEUED.value)
        await self._rows.transaction.write(deliveries.values(state=DeliveryState.CANCELLED.value), kind="delivery")

    async def of_escalations(self, tenant: str, escalations: Collection[str]) -> list[OutboxMessage]:
        """Every message of these calls, in the order in which they are due."""
        columns = self._rows.table.c
        if not escalations:
            return []
        return await self._rows.matching(
            columns.tenant == tenant, columns.escalation.in_(list(escalations)), order=(columns.due_at, columns.id)
        )

    async def share_again(self, channels: Collection[str]) -> None:
        """The channels are these now: what none has taken yet is shared out anew, to those that came, not to the gone.

        Nothing is doubled: a delivery through a channel that stayed goes on as it is.
        """
        columns, of = self._rows.table.c, tables.deliveries.c
        gone = update(tables.deliveries).where(
            of.state == DeliveryState.QUEUED.value, of.channel.not_in(list(channels))
        )
        why = {"state": DeliveryState.CANCELLED.value, "failure": "channel removed"}
        await self._rows.transaction.write(gone.values(why), kind="delivery")
        taken = exists().where(of.message == columns.id, of.state == DeliveryState.SENT.value)
        anew = update(self._rows.table).where(columns.state == OutboxState.SHARED.value, ~taken)
        await self._rows.transaction.write(anew.values(state=OutboxState.QUEUED.value), kind="message")

    async def waiting_since(self, now: datetime) -> datetime | None:
        """Since when the message or delivery that has waited longest for a channel to take it has been due."""
        columns, of = self._rows.table.c, tables.deliveries.c
        message = (
            columns.state == OutboxState.QUEUED.value,
            columns.due_at <= now,
            columns.audience != Audience.SINK.value,
        )
        found = [
            await self._least(tables.outbox, columns.due_at, *message),
            await self._least(tables.deliveries, of.since, of.state == DeliveryState.QUEUED.value),
        ]
        return min((each for each in found if each is not None), default=None)

    async def _least(
        self, table: Table, column: ColumnElement[datetime], *conditions: ColumnElement[bool]
    ) -> datetime | None:
        least = select(func.min(column, type_=column.type)).select_from(table).where(*conditions)
        rows = await self._rows.transaction.read(least)
        found: datetime | None = rows[0][0]
        return found


class DeliveryStore:
    """Messages on their way through one channel each."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, DELIVERIES)

    async def open(self, delivery: Delivery) -> None:
        """Keeps a delivery to make; one that is there already stays, and is queued anew if it had been cancelled."""
        await self._rows.transaction.write(DELIVERIES.insert_new, DELIVERIES.row(delivery), kind="delivery")
        columns = self._rows.table.c
        cancelled = (
            columns.message == delivery.message,
            columns.channel == delivery.channel,
            columns.state == DeliveryState.CANCELLED.value,
        )
        anew = update(self._rows.table).where(*cancelled)
        await self._rows.transaction.write(
            anew.values(state=DeliveryState.QUEUED.value, due_at=delivery.due_at), kind="delivery"
        )

    async def any_due(self, channel: str, now: datetime) -> bool:
        """Whether something is to be sent through this channel."""
        return await self._rows.find(*self._due(channel, now)) is not None

    async def lease(self, channel: str, now: datetime, holder: str, until: datetime, limit: int) -> list[Delivery]:
        """Takes what is to be sent through a channel: highest tier first, then longest due; nobody else has it then.

        `holder` is a new id for every call. What another transaction is taking is passed over where the database can.
        """
        columns = self._rows.table.c
        free = (
            self._rows.shelf.select.where(*self._due(channel, now))
            .order_by(columns.tier.desc(), columns.since, columns.message)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = self._rows.records(await self._rows.transaction.read(free))
        if not found:
            return []
        taken = update(self._rows.table).where(
            columns.channel == channel, columns.message.in_([each.message for each in found])
        )
        await self._rows.transaction.write(taken.values(lease=holder, lease_until=until), kind="delivery")
        return found

    async def sent(self, delivery: Delivery, lease: str, at: datetime) -> bool:
        """The receiver took it, even where the call was acknowledged meanwhile; false when the lease was lost."""
        done = {"state": DeliveryState.SENT.value, "sent_at": at, "failure": None}
        return await self._under_lease(delivery, lease, done)

    async def failed(self, delivery: Delivery, lease: str, why: str, again_at: datetime) -> bool:
        """It was not taken: tried again at `again_at` unless cancelled meanwhile; false when the lease was lost."""
        return await self._under_lease(delivery, lease, {"failure": why, "due_at": again_at})

    async def hurry(self, channel: str, now: datetime) -> None:
        """The receiver answers again: what waits for another try through this channel is due now."""
        columns = self._rows.table.c
        waiting = (columns.channel == channel, columns.state == DeliveryState.QUEUED.value, columns.due_at > now)
        free = or_(columns.lease.is_(None), columns.lease_until <= now)
        statement = update(self._rows.table).where(*waiting, free).values(due_at=now)
        await self._rows.transaction.write(statement, kind="delivery")

    async def of_messages(self, messages: Collection[str]) -> list[Delivery]:
        """Every delivery of these messages, by message and channel."""
        columns = self._rows.table.c
        if not messages:
            return []
        return await self._rows.matching(columns.message.in_(list(messages)), order=(columns.message, columns.channel))

    def _due(self, channel: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
        columns = self._rows.table.c
        free = or_(columns.lease.is_(None), columns.lease_until <= now)
        return (columns.channel == channel, columns.state == DeliveryState.QUEUED.value, columns.due_at <= now, free)

    async def _under_lease(self, delivery: Delivery, lease: str, changes: Mapping[str, object]) -> bool:
        columns = self._rows.table.c
        held = (columns.message == delivery.message, columns.channel == delivery.channel, columns.lease == lease)
        statement = update(self._rows.table).where(*held)
        ended = {**changes, "attempts": columns.attempts + 1, "lease": None, "lease_until": None}
        return await self._rows.transaction.write(statement.values(ended), kind="delivery") == 1


class ChannelTestStore:
    """What came of test messages: appended, never changed. Channels belong to the deployment, not to one tenant."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, TESTS)

    async def add(self, test: ChannelTest) -> None:
        """Keeps a test. Raises: AlreadyThere."""
        await self._rows.add(test)

    async def last(self, channel: str) -> ChannelTest | None:
        """The latest test of a channel, however it was configured then."""
        return await self._rows.one_by(channel=channel, order=("-at", "-id"))

    async def last_as(self, channel: str, fingerprint: str) -> ChannelTest | None:
        """The latest test of a channel as it is configured now."""
        return await self._rows.one_by(channel=channel, fingerprint=fingerprint, order=("-at", "-id"))
