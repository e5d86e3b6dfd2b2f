"""Calling for a clinician: a row that stays open until somebody acknowledges it, and the message that goes out."""

from dataclasses import replace
from datetime import datetime

import orjson

from memory.record.identity import Actor, Scope
from memory.record.risk import Escalation, OutboxMessage, OutboxState
from memory.record.session import Session, SessionMode
from memory.store.store import Work
from strategies.course.engine import Engine

OUTBOX_KIND = {1: "review_flag", 2: "notify_clinician", 3: "page"}


async def escalate(
    work: Work, escalation: Escalation, *, session: str, mode: SessionMode, engine: Engine, now: datetime
) -> None:
    """Keeps an escalation and its message: ids, no words."""
    await work.risk.add_escalation(escalation)
    payload = {
        "escalation": escalation.id,
        "event": escalation.event,
        "patient": escalation.patient,
        "session": session,
        "tier": escalation.tier,
    }
    await work.outbox.add(
        OutboxMessage(
            id=engine.ids(),
            tenant=escalation.tenant,
            kind=OUTBOX_KIND[escalation.tier],
            channel="clinic" if mode is SessionMode.COPILOT else "sink",
            payload=orjson.dumps(payload, option=orjson.OPT_SORT_KEYS).decode(),
            state=OutboxState.QUEUED,
            created_at=now,
            due_at=now,
        )
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


async def acknowledge_escalation(escalation_id: str, *, actor: Actor, scope: Scope, engine: Engine) -> Escalation:
    """A clinician has seen the call; the first who did stays on record. Raises: NotFound."""
    async with engine.store.write(scope) as work:
        found = await work.risk.escalation(escalation_id)
        if found.acknowledged_by is not None:
            return found
        seen = replace(found, acknowledged_by=actor.id, acknowledged_at=engine.clock())
        await work.risk.replace_escalation(seen)
        return seen
