"""What a patient's consents allow, and what their withdrawal stops."""

from dataclasses import replace

from memory.record.identity import Actor, Consent, ConsentScope, Scope
from memory.record.session import SessionState
from memory.store.store import Work
from strategies.course.ending import queue_close
from strategies.course.engine import Engine

NEEDED = (ConsentScope.SESSION_RECORD, ConsentScope.MODEL_PROCESSING)
"""Without each of these no session is held."""


async def in_force(work: Work) -> frozenset[ConsentScope]:
    """What the patient consents to now."""
    return frozenset(consent.scope for consent in await work.consents.all() if consent.withdrawn_at is None)


async def withdraw_consent(consent_id: str, *, actor: Actor, scope: Scope, engine: Engine) -> Consent:
    """Withdraws a consent in the actor's name; a session that is open is ended at once when it needs it.

    Its close is queued in the same transaction and asks no model any more once model processing is withdrawn; a reply
    that is being made is not kept, the client's words are. Withdrawn before: nothing changes. Raises: NotFound.
    """
    async with engine.store.write(scope) as work:
        given = await work.consents.get(consent_id)
        if given.withdrawn_at is not None:
            return given
        now = engine.clock()
        withdrawn = replace(given, withdrawn_at=now, withdrawn_by=actor.id)
        await work.consents.replace(withdrawn)
        if given.scope in NEEDED and given.scope not in await in_force(work):
            for known in await work.sessions.all():
                if known.state is SessionState.OPEN:
                    session = await work.sessions.lock(known.id)
                    await queue_close(work, session, abandoned=True, engine=engine, now=now)
        return withdrawn
