"""Delivery of the outbox: what a turn wrote about an alarm is carried to people. Ids only; no words leave.

First a message whose time has come is shared out: one delivery for every channel of its audience; what simulated and
test sessions raise ends in the sink instead. Then each channel sends what is its own, highest tier first, at most
`AT_ONCE` at a time, and no channel waits for another. What is not taken is tried again after 2, 4, 8 ... 60 seconds,
without end: an escalation is never given up. When a receiver that was away takes something again, the rest of its
backlog is due at once.

A delivery is held under a lease of `HOLD_SECONDS` while it is sent, so that a worker that dies midway sends it late,
never not at all, and perhaps twice: receivers tell a repetition by the message's id. An acknowledgement cancels what is
queued; what is under way at that moment is kept as sent if it was taken, and not tried again if it was not.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

import orjson

from memory.record.risk import Audience, Delivery, DeliveryState, OutboxMessage, OutboxState
from memory.store.errors import MemoryStoreError
from service.channels.configured import reached
from service.channels.port import Channel, Notice, NotTaken
from service.logs import failure
from service.wiring import Parts

SHARED_AT_ONCE = 50
AT_ONCE = 4
HOLD_SECONDS = 45.0
LONGEST_WAIT = 60.0
REST = 1.0


async def deliver(parts: Parts) -> bool:
    """One round: shares out what is due, then lets every channel send once; false when there was nothing."""
    busy = await share_out(parts)
    async with asyncio.TaskGroup() as group:
        rounds = [group.create_task(Sender(channel, parts).round()) for channel in parts.channels]
    await _measure(parts)
    return busy or any(each.result() for each in rounds)


async def keep_delivering(parts: Parts) -> None:
    """Carries the outbox until the service stops: one task that shares out, and one for each channel.

    A fault of one channel, or of the database for a while, stops none of the others.
    """
    senders = [Sender(channel, parts) for channel in parts.channels]
    async with parts.store.catalogue() as catalogue:
        await catalogue.outbox.share_again([channel.name for channel in parts.channels])
    async with asyncio.TaskGroup() as group:
        for sender in senders:
            group.create_task(sender.run())
        while not parts.stopping.is_set():
            try:
                shared = await share_out(parts)
                await _measure(parts)
            except MemoryStoreError as error:
                parts.log.error("escalations not shared out", **failure(error))
                shared = False
            if shared:
                for sender in senders:
                    sender.waiting.set()
            else:
                await _rest(parts.stopping)


async def share_out(parts: Parts) -> bool:
    """Makes deliveries of the messages whose time has come; false when there was none. Nothing is sent here."""
    now = parts.engine.clock()
    ways = reached(parts.channels)
    reachable = [Audience.SINK, *(audience for audience, channels in ways.items() if channels)]
    async with parts.store.read_catalogue() as catalogue:
        if not await catalogue.outbox.due(now, 1, reachable):
            return False
    async with parts.store.catalogue() as catalogue:
        due = await catalogue.outbox.due(now, SHARED_AT_ONCE, reachable)
        sunk = [message for message in due if message.audience is Audience.SINK]
        shared = [message for message in due if message.audience is not Audience.SINK]
        for message in shared:
            for channel in ways[message.audience]:
                delivery = Delivery(
                    message=message.id,
                    channel=channel.name,
                    tenant=message.tenant,
                    tier=message.tier,
                    state=DeliveryState.QUEUED,
                    since=message.due_at,
                    due_at=now,
                )
                await catalogue.deliveries.open(delivery)
        await catalogue.outbox.settle(sunk, OutboxState.SUNK, now)
        await catalogue.outbox.settle(shared, OutboxState.SHARED, now)
    for message in sunk:
        parts.metrics.escalation(kind=message.kind, channel=Audience.SINK.value, outcome="sunk")
        parts.log.info("escalation", message=message.id, kind=message.kind, channel=Audience.SINK.value)
    return bool(due)


@dataclass(slots=True)
class Sender:
    """Sends through one channel. `away` until the receiver has taken something; then its backlog is hurried once."""

    channel: Channel
    parts: Parts
    away: bool = True
    waiting: asyncio.Event = field(default_factory=asyncio.Event)

    async def round(self) -> bool:
        """Sends the first few that are due, to their end; false when there was nothing."""
        lease, taken = await self._lease(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for delivery, message in taken:
                group.create_task(self._carry(delivery, message, lease))
        return bool(taken)

    async def run(self) -> None:
        """Sends until the service stops; a receiver that hangs holds up `AT_ONCE` of its own, and nobody else's."""
        stopping = self.parts.stopping
        async with asyncio.TaskGroup() as group:
            under_way: set[asyncio.Task[None]] = set()
            while not stopping.is_set():
                self.waiting.clear()
                room = AT_ONCE - len(under_way)
                try:
                    lease, taken = await self._lease(room)
                except MemoryStoreError as error:
                    self.parts.log.error("escalations not read", channel=self.channel.name, **failure(error))
                    lease, taken = "", []
                under_way |= {group.create_task(self._carry(one, message, lease)) for one, message in taken}
                if len(under_way) == AT_ONCE:
                    await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                elif not taken:
                    await _rest(self.waiting)
                under_way = {task for task in under_way if not task.done()}

    async def _lease(self, limit: int) -> tuple[str, list[tuple[Delivery, OutboxMessage]]]:
        now = self.parts.engine.clock()
        async with self.parts.store.read_catalogue() as catalogue:
            if not await catalogue.deliveries.any_due(self.channel.name, now):
                return "", []
        lease, until = self.parts.engine.ids(), now + timedelta(seconds=HOLD_SECONDS)
        async with self.parts.store.catalogue() as catalogue:
            found = await catalogue.deliveries.lease(self.channel.name, now, lease, until, limit)
            return lease, [(each, await catalogue.outbox.get(each.tenant, each.message)) for each in found]

    async def _carry(self, delivery: Delivery, message: OutboxMessage, lease: str) -> None:
        """Sends one and keeps what came of it. What cannot be kept is sent again when its lease has run out."""
        why: str | None = None
        try:
            await self.channel.send(_notice(message))
        except NotTaken as refused:
            why = str(refused)
        except Exception as error:  # noqa: BLE001 - whatever an adapter raises, the escalation is tried again
            why = type(error).__name__
            self.parts.log.error("channel failed", channel=self.channel.name, **failure(error))
        try:
            await self._keep(delivery, lease, why)
        except MemoryStoreError as error:
            self.parts.log.error("escalation not kept", message=message.id, **failure(error))
        outcome = "sent" if why is None else "failed"
        self.parts.metrics.escalation(kind=message.kind, channel=self.channel.name, outcome=outcome)
        self.parts.log.info("escalation", message=message.id, kind=message.kind, channel=self.channel.name, failure=why)

    async def _keep(self, delivery: Delivery, lease: str, why: str | None) -> None:
        now = self.parts.engine.clock()
        async with self.parts.store.catalogue() as catalogue:
            if why is None:
                await catalogue.deliveries.sent(delivery, lease, now)
                if self.away:
                    await catalogue.deliveries.hurry(self.channel.name, now)
            else:
                wait = min(2.0 ** min(delivery.attempts + 1, 10), LONGEST_WAIT)
                await catalogue.deliveries.failed(delivery, lease, why, now + timedelta(seconds=wait))
        self.away = why is not None


async def _measure(parts: Parts) -> None:
    now = parts.engine.clock()
    async with parts.store.read_catalogue() as catalogue:
        since = await catalogue.outbox.waiting_since(now)
    parts.metrics.undelivered(seconds=0.0 if since is None else max(0.0, (now - since).total_seconds()))


async def _rest(until: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), timeout=REST)


def _notice(message: OutboxMessage) -> Notice:
    named = cast("dict[str, object]", orjson.loads(message.payload))
    session = named.get("session")
    return Notice(
        id=message.id,
        kind=message.kind,
        tier=message.tier,
        audience=message.audience,
        payload=message.payload,
        escalation=message.escalation,
        session=session if isinstance(session, str) else None,
    )
