"""Delivery of the outbox: what a turn wrote about an alarm is carried to its channel. Ids only; no words leave.

The sink takes what simulated and test sessions raise. Channel `clinic` is the webhook of the setting `escalation_url`:
one POST of the stored payload, `Idempotency-Key` the message's id, delivered when the receiver answers 2xx. Anything
else is tried again after 2, 4, 8 ... 60 seconds, without end: an escalation is never given up. A message is held for
`HOLD_SECONDS` while it is sent, so that a worker that dies midway sends it late, never not at all (and perhaps twice).
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import httpx2

from memory.record.risk import OutboxMessage, OutboxState
from service.wiring import Parts

SINK = "sink"
AT_ONCE = 20
SEND_SECONDS = 5.0
HOLD_SECONDS = 30.0
LONGEST_WAIT = 60.0


async def deliver(parts: Parts) -> bool:
    """Delivers what is due; false when nothing was. No transaction is open while a channel is spoken to."""
    now = parts.engine.clock()
    url = parts.settings.escalation_url
    async with parts.store.catalogue() as catalogue:
        due = await catalogue.outbox.due(now, AT_ONCE)
        for message in due:
            await catalogue.outbox.replace(_held(message, url, now=now))
    sending = [message for message in due if message.channel != SINK]
    for message in due:
        if message.channel == SINK:
            parts.log.info("escalation", message=message.id, kind=message.kind, channel=message.channel)
    if url is not None and sending:
        async with asyncio.TaskGroup() as group:
            for message in sending:
                group.create_task(_send(message, url, parts))
    return bool(due)


def _held(message: OutboxMessage, url: str | None, *, now: datetime) -> OutboxMessage:
    if message.channel == SINK:
        return replace(message, state=OutboxState.DELIVERED, delivered_at=now, attempts=message.attempts + 1)
    if url is None:
        return _later(message, "no channel", now=now)
    return replace(message, due_at=now + timedelta(seconds=HOLD_SECONDS))


def _later(message: OutboxMessage, why: str, *, now: datetime) -> OutboxMessage:
    attempts = message.attempts + 1
    wait = min(2.0 ** min(attempts, 10), LONGEST_WAIT)
    return replace(message, due_at=now + timedelta(seconds=wait), attempts=attempts, failure=why)


async def _send(message: OutboxMessage, url: str, parts: Parts) -> None:
    why = await _posted(message, url, parts.http)
    now = parts.engine.clock()
    after = (
        replace(message, state=OutboxState.DELIVERED, delivered_at=now, attempts=message.attempts + 1, failure=None)
        if why is None
        else _later(message, why, now=now)
    )
    async with parts.store.catalogue() as catalogue:
        await catalogue.outbox.replace(after)
    parts.log.info("escalation", message=message.id, kind=message.kind, channel=message.channel, failure=why)


async def _posted(message: OutboxMessage, url: str, http: httpx2.AsyncClient) -> str | None:
    """None when the receiver took it; otherwise why not, in a word without its text."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": message.id, "X-Throughline-Kind": message.kind}
    try:
        answer = await http.post(url, content=message.payload, headers=headers, timeout=SEND_SECONDS)
    except httpx2.HTTPError as error:
        return type(error).__name__
    return None if answer.is_success else f"HTTP {answer.status_code}"
