"""A call for a clinician as it is shown: what was sent when, to whom, through which channel, and who acknowledged it.

Three words say how far a call has come. `queued`: no channel has taken any of its messages. `sent`: a channel has; that
does not say that anybody has read it. `acknowledged`: a clinician has said so, and only then was somebody told. What
goes to the sink is never `sent`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from memory.record.risk import (
    Audience,
    Delivery,
    DeliveryState,
    Escalation,
    OutboxMessage,
    OutboxState,
)
from memory.store.outbox import DeliveryStore, OutboxStore
from memory.store.store import Catalogue, Work
from strategies.course.paging import AGAIN


class CallState(StrEnum):
    """How far a call has come."""

    QUEUED = "queued"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"


class MessageState(StrEnum):
    """QUEUED, SENT through at least one channel, CANCELLED by an acknowledgement, or SUNK: for nobody."""

    QUEUED = "queued"
    SENT = "sent"
    CANCELLED = "cancelled"
    SUNK = "sunk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """A message's way through one channel; `next_at` is when it is tried next, `failure` why the last try failed."""

    channel: str
    state: DeliveryState
    attempts: int
    sent_at: datetime | None
    next_at: datetime | None
    failure: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One message of a call: its kind, whom it is for, when it is or was due, and its way through each channel."""

    id: str
    kind: str
    audience: Audience
    state: MessageState
    due_at: datetime
    channels: tuple[Through, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call with everything that became of it. `repeated`: how often the clinic was told again."""

    tenant: str
    patient: str
    id: str
    event: str | None
    session: str | None
    why: str
    tier: int
    created_at: datetime
    state: CallState
    audience: Audience
    repeated: int
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    messages: tuple[Told, ...]


async def calls_of(work: Work) -> list[Called]:
    """Every call of the patient, in order."""
    return await _with_messages(await work.risk.escalations(), outbox=work.outbox, deliveries=work.deliveries)


async def call(work: Work, escalation: str) -> Called:
    """One call of the patient. Raises: NotFound."""
    found = await work.risk.escalation(escalation)
    return (await _with_messages([found], outbox=work.outbox, deliveries=work.deliveries))[0]


async def calls_in(
    catalogue: Catalogue, tenant: str, *, seen: bool, after: str | None = None, limit: int = 50
) -> list[Called]:
    """Calls of a tenant's patients, acknowledged (`seen`) or not, newest first; those older than the call `after`."""
    found = await catalogue.locate.escalations(tenant, seen=seen, after=after, limit=limit)
    return await _with_messages(found, outbox=catalogue.outbox, deliveries=catalogue.deliveries)


async def _with_messages(
    escalations: Sequence[Escalation], *, outbox: OutboxStore, deliveries: DeliveryStore
) -> list[Called]:
    by_call: defaultdict[str, list[OutboxMessage]] = defaultdict(list)
    by_message: defaultdict[str, list[Delivery]] = defaultdict(list)
    if escalations:
        messages = await outbox.of_escalations(escalations[0].tenant, [each.id for each in escalations])
        for message in messages:
            by_call[message.escalation or ""].append(message)
        for delivery in await deliveries.of_messages([message.id for message in messages]):
            by_message[delivery.message].append(delivery)
    return [_called(each, [_told(one, by_message[one.id]) for one in by_call[each.id]]) for each in escalations]


def _called(escalation: Escalation, messages: Sequence[Told]) -> Called:
    sent = [message for message in messages if message.state is MessageState.SENT]
    state = CallState.SENT if sent else CallState.QUEUED
    return Called(
        tenant=escalation.tenant,
        patient=escalation.patient,
        id=escalation.id,
        event=escalation.event,
        session=escalation.session,
        why=escalation.why,
        tier=escalation.tier,
        created_at=escalation.created_at,
        state=state if escalation.acknowledged_by is None else CallState.ACKNOWLEDGED,
        audience=messages[0].audience if messages else Audience.SINK,
        repeated=sum(message.kind == AGAIN for message in sent),
        acknowledged_by=escalation.acknowledged_by,
        acknowledged_at=escalation.acknowledged_at,
        messages=tuple(messages),
    )


def _told(message: OutboxMessage, deliveries: Sequence[Delivery]) -> Told:
    return Told(
        id=message.id,
        kind=message.kind,
        audience=message.audience,
        state=_state(message, deliveries),
        due_at=message.due_at,
        channels=tuple(
            Through(
                channel=each.channel,
                state=each.state,
                attempts=each.attempts,
                sent_at=each.sent_at,
                next_at=each.due_at if each.state is DeliveryState.QUEUED else None,
                failure=each.failure,
            )
            for each in deliveries
        ),
    )


def _state(message: OutboxMessage, deliveries: Sequence[Delivery]) -> MessageState:
    if any(each.state is DeliveryState.SENT for each in deliveries):
        return MessageState.SENT
    match message.state:
        case OutboxState.SUNK:
            return MessageState.SUNK
        case OutboxState.CANCELLED:
            return MessageState.CANCELLED
        case OutboxState.QUEUED | OutboxState.SHARED:
            return MessageState.QUEUED
