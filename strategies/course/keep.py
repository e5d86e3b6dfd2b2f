"""Step 5 of a turn, and the end of an alarm: everything that an exchange leaves behind, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.session import (
    Author,
    Draft,
    EdgeDecision,
    Frame,
    FrameStack,
    ModelCall,
    RequestState,
    SlotClaim,
    Turn,
    TurnOrigin,
)
from memory.store.store import Work
from strategies.course.exchange import Exchange, Reply, event_of
from strategies.course.received import Received
from strategies.graph.routed import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What will be said: whose words, why these, and which call made them."""

    text: str
    author: Author
    origin: TurnOrigin
    call: str | None = None
    model: str | None = None
    tokens: int | None = None
    blocked: str | None = None
    rationale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that one exchange decided. `requests` counts what went over the wire for `calls`."""

    spoken: Spoken
    stack: tuple[Frame, ...]
    steps: tuple[Step, ...]
    claims: tuple[SlotClaim, ...]
    calls: tuple[ModelCall, ...]
    logical_calls: int
    ended: bool
    risk_tier: int
    risk_level: int
    draft: bool


async def keep_exchange(work: Work, received: Received, outcome: Outcome, *, now: datetime) -> Exchange:
    """Writes the exchange: reply or draft, decisions, claims, frames, calls, events; the request is done.

    The session's version is the caller's to move: that takes hold of the session, so it comes first.

    Raises: memory.store.errors.LeaseLost when another worker took the turn over meanwhile; nothing is written then.
    """
    session, request = received.session, received.request
    n = received.turn.n + 1
    await work.requests.replace(replace(request, state=RequestState.DONE, reply_turn=n), expecting_lease=request.lease)
    node = outcome.stack[-1].node if outcome.stack else ""
    reply = await _keep_reply(work, received, outcome, n=n, node=node, now=now)
    await work.decisions.add_all(_decisions(received, outcome.steps, now=now))
    await work.slots.add_all(outcome.claims)
    await work.calls.add_all(outcome.calls)
    await work.sessions.push_stack(
        FrameStack(tenant=session.tenant, patient=session.patient, session=session.id, turn=n, frames=outcome.stack)
    )
    exchange = Exchange(
        session=session.id,
        client_turn=received.turn.n,
        reply=reply,
        protocol=outcome.stack[-1].protocol if outcome.stack else "",
        node=node,
        version=session.version + 1,
        ended=outcome.ended,
        risk_tier=outcome.risk_tier,
        risk_level=outcome.risk_level,
        calls=outcome.logical_calls,
        requests=len(outcome.calls),
        prompt_tokens=sum(call.prompt_tokens for call in outcome.calls),
        cached_tokens=sum(call.cached_tokens for call in outcome.calls),
    )
    await work.events.append(event_of(exchange, tenant=session.tenant, patient=session.patient))
    return exchange


async def _keep_reply(work: Work, received: Received, outcome: Outcome, *, n: int, node: str, now: datetime) -> Reply:
    session, spoken = received.session, outcome.spoken
    if outcome.draft:
        draft = Draft(
            tenant=session.tenant,
            patient=session.patient,
            session=session.id,
            n=n,
            text=spoken.text,
            node=node,
            call=spoken.call,
            model=spoken.model,
            origin=spoken.origin,
            created_at=now,
            tokens=spoken.tokens,
            rationale=spoken.rationale,
            blocked=spoken.blocked,
        )
        await work.drafts.add(draft)
    else:
        await work.turns.add(
            Turn(
                tenant=session.tenant,
                patient=session.patient,
                session=session.id,
                n=n,
                author=spoken.author,
                origin=spoken.origin,
                text=spoken.text,
                at=now,
                node=node,
                model=spoken.model,
                call=spoken.call,
                tokens=spoken.tokens,
                blocked=spoken.blocked,
                rationale=spoken.rationale,
            )
        )
    return Reply(
        n=n,
        author=spoken.author,
        origin=spoken.origin,
        text=spoken.text,
        blocked=spoken.blocked,
        waiting=outcome.draft,
    )


def _decisions(received: Received, steps: Sequence[Step], *, now: datetime) -> list[EdgeDecision]:
    return [
        EdgeDecision(
            tenant=received.session.tenant,
            patient=received.session.patient,
            session=received.session.id,
            turn=received.turn.n,
            step=i,
            protocol=step.protocol,
            node=step.node,
            to=step.to,
            taken=step.taken,
            candidates=step.candidates,
            at=now,
            inputs=step.inputs,
        )
        for i, step in enumerate(steps)
    ]
