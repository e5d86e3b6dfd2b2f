"""Revision 0008: messages are for audiences, and what was known of their sending becomes deliveries; and back."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text

from memory import database
from memory.record.risk import Audience, DeliveryState, OutboxState
from memory.store.store import Store
from tests.memory.samples import AT, HOUR, OURS, Samples

OUR = Samples()
OLD = {
    "fresh": ("clinic", "queued", 0, None, None, 3),
    "tried": ("clinic", "queued", 4, None, "HTTP 500", 2),
    "taken": ("clinic", "delivered", 2, HOUR, None, 3),
    "sunk": ("sink", "delivered", 1, HOUR, None, 1),
    "waits": ("sink", "queued", 0, None, None, 1),
}
"""Message -> channel, state, attempts, when delivered, failure, tier: as revision 0007 kept them."""


async def _run(dsn: str, statement: str, *rows: dict[str, object]) -> list[tuple[object, ...]]:
    engine = database.open_engine(dsn)
    async with engine.begin() as connection:
        done = await connection.execute(text(statement), list(rows) or None)
        found = [tuple(row) for row in done.all()] if done.returns_rows else []
    await engine.dispose()
    return found


def _moment(dsn: str, after: timedelta | None) -> object:
    if after is None:
        return None
    at: datetime = AT + after
    return at.replace(tzinfo=None).isoformat(sep=" ") if dsn.startswith("sqlite") else at


async def _keep_old(dsn: str) -> None:
    insert = (
        "INSERT INTO outbox (id, tenant, kind, channel, payload, state, created_at, due_at, attempts, delivered_at, "
        "failure) VALUES (:id, 'clinic', 'page', :channel, :payload, :state, :at, :at, :attempts, :delivered, :failure)"
    )
    rows = [
        {
            "id": name,
            "channel": channel,
            "payload": json.dumps({"escalation": f"esc-{name}", "patient": "p-1", "tier": tier}),
            "state": state,
            "at": _moment(dsn, timedelta()),
            "attempts": attempts,
            "delivered": _moment(dsn, delivered),
            "failure": failure,
        }
        for name, (channel, state, attempts, delivered, failure, tier) in OLD.items()
    ]
    await _run(dsn, insert, *rows)


async def test_what_was_queued_stays_to_be_sent_and_what_was_sent_is_not_sent_again(dsn: str) -> None:
    await database.downgrade(dsn, "0007")
    await _keep_old(dsn)
    before = await _run(dsn, "SELECT * FROM outbox ORDER BY id")
    await database.migrate(dsn)
    store = Store(database.open_engine(dsn))
    async with store.read_catalogue() as catalogue:
        messages = {name: await catalogue.outbox.get("clinic", name) for name in OLD}
        deliveries = {each.message: each for each in await catalogue.deliveries.of_messages(list(OLD))}
    await store.close()
    assert {name: (each.audience, each.state) for name, each in messages.items()} == {
        "fresh": (Audience.CLINIC, OutboxState.QUEUED),
        "tried": (Audience.CLINIC, OutboxState.SHARED),
        "taken": (Audience.CLINIC, OutboxState.SHARED),
        "sunk": (Audience.SINK, OutboxState.SUNK),
        "waits": (Audience.SINK, OutboxState.QUEUED),
    }
    assert {(each.tier, each.escalation) for each in messages.values()} == {
        (tier, f"esc-{name}") for name, (*_, tier) in OLD.items()
    }
    assert {name: (each.state, each.attempts, each.failure, each.sent_at) for name, each in deliveries.items()} == {
        "tried": (DeliveryState.QUEUED, 4, "HTTP 500", None),
        "taken": (DeliveryState.SENT, 2, None, AT + HOUR),
    }
    await database.downgrade(dsn, "0007")
    assert await _run(dsn, "SELECT * FROM outbox ORDER BY id") == before


async def test_going_down_takes_back_what_nobody_there_could_cancel(dsn: str) -> None:
    store = Store(database.open_engine(dsn))
    async with store.write(OURS) as work:
        await work.outbox.add_all(
            [
                OUR.message("now"),
                *(replace(OUR.message(kind), kind=kind, due_at=AT + HOUR) for kind in ("again", "supervisor")),
                replace(OUR.message("seen"), state=OutboxState.CANCELLED, settled_at=AT),
            ]
        )
    await store.close()
    await database.downgrade(dsn, "0007")
    found = await _run(dsn, "SELECT id, state FROM outbox ORDER BY id")
    assert found == [("again-1", "failed"), ("now-1", "queued"), ("seen-1", "failed"), ("supervisor-1", "failed")]
    await database.migrate(dsn)
    found = await _run(dsn, "SELECT id, state FROM outbox ORDER BY id")
    assert [state for _, state in found] == ["cancelled", "queued", "cancelled", "cancelled"]
