"""Calling for a clinician: a row that stays open until somebody acknowledges it, and the messages that go out.

All messages of a call are written with it, in the transaction of the alarm: the first is due at once, the others stand
there with their time. So a timer needs no process that lives: whoever carries the outbox next sees what is due.
"""

from datetime import datetime, timedelta
from typing import Protocol

import orjson

from memory.record.clock import Clock
from memory.record.identity import Actor, Scope
from memory.record.risk import Escalation, OutboxMessage, OutboxState
from memory.record.session import Session, SessionMode
from memory.store.store import Store, Work
from strategies.course.engine import Engine
from strategies.course.paging import steps


async def escalate(
    work: Work, escalation: Escalation, *, session: str, mode: SessionMode, engine: Engine, now: datetime
) -> None:
    """Keeps an escalation and its messages, those of later too: ids, no words. Outside copilot all go to the sink."""
    await work.risk.add_escalation(escalation)
    payload = {
        "escalation": escalation.id,
        "event": escalation.event,
        "patient": escalation.patient,
        "session": session,
        "tier": escalation.tier,
    }
    written = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS).decode()
    await work.outbox.add_all(
        [
            OutboxMessage(
                id=engine.ids(),
                tenant=escalation.tenant,
                kind=step.kind,
                audience=step.audience,
                payload=written,
                state=OutboxState.QUEUED,
                created_at=now,
                due_at=now + timedelta(seconds=step.after),
                tier=escalation.tier,
                escalation=escalation.id,
            )
            for step in steps(escalation.tier, engine.limits.timers, sink=mode is not SessionMode.COPILOT)
        ]
    )


async def call_clinician(work: Work, session: Session, why: str, *, engine: Engine, now: datetime) -> None:
    """A protocol, not an alarm, asks for a clinician."""
    escalation = Escalation(
        tenant=session.tenant,
        patient=session.patient,
        id=engine.ids(),
        event=None,
        tier=1,
        created_at=now,
        session=session.id,
        why=why,
    )
    await escalate(work, escalation, session=session.id, mode=session.mode, engine=engine, now=now)


class Acknowledging(Protocol):
    """What an acknowledgement needs of an engine."""

    @property
    def store(self) -> Store:
        """Where the call is kept."""
        ...

    @property
    def clock(self) -> Clock:
        """Now."""
        ...


async def acknowledge_escalation(
    escalation_id: str, *, actor: Actor, scope: Scope, engine: Acknowledging
) -> Escalation:
    """A clinician has seen the call; the first who did stays on record. What was not sent yet is not sent any more.

    Raises: NotFound.
    """
    async with engine.store.write(scope) as work:
        return await acknowledged(work, escalation_id, actor=actor, now=engine.clock())


async def acknowledged(work: Work, escalation_id: str, *, actor: Actor, now: datetime) -> Escalation:
    """The same in the caller's transaction. Raises: NotFound."""
    seen = await work.risk.acknowledge_escalation(escalation_id, actor=actor.id, at=now)
    await work.outbox.cancel(seen.tenant, seen.id, at=now)
    return seen
