"""What a routing brings about beside the frames: a course that ends, a clinician called, values that last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from memory.record.course import Origin
from memory.record.session import SlotClaim
from memory.store.store import Work
from strategies.course.engine import Engine
from strategies.course.escalating import call_clinician
from strategies.course.received import Received
from strategies.graph.routed import Returned, Routed


async def follow(work: Work, received: Received, routed: Routed, *, engine: Engine, now: datetime) -> None:
    """Ends the episode of a course that came to its end, and calls the clinician that an interrupted node asks for.

    A trial that was forked off a session ends nothing and calls nobody.
    """
    session = received.session
    if session.forked_from is not None:
        return
    if routed.discharged and routed.stack[0].protocol == received.episode.protocol and len(routed.stack) > 1:
        episode = await work.episodes.get(session.episode)
        await work.episodes.replace(replace(episode, ended_at=now))
    if routed.escalates is not None:
        why = f"{routed.escalates} was interrupted, and that step asks for a clinician before it goes on"
        await call_clinician(work, session, why, engine=engine, now=now)


async def returned_claims(
    work: Work, received: Received, routed: Routed, claims: Sequence[SlotClaim], *, engine: Engine
) -> tuple[SlotClaim, ...]:
    """Values of patient scope that called protocols gave back, each with the words that its own slot rests on."""
    if not routed.returned:
        return ()
    said = [*await work.slots.of_session(received.session.id), *claims]
    return tuple(_claim(received, each, said, engine=engine) for each in routed.returned)


def _claim(received: Received, each: Returned, said: Sequence[SlotClaim], *, engine: Engine) -> SlotClaim:
    turn = received.turn
    own = [
        claim
        for claim in said
        if claim.protocol == each.of_protocol and claim.slot == each.of_slot and claim.value == each.value
    ]
    if own:
        return replace(own[-1], id=engine.ids(), slot=each.slot, protocol=each.protocol, at=turn.at)
    return SlotClaim(
        tenant=turn.tenant,
        patient=turn.patient,
        id=engine.ids(),
        session=turn.session,
        turn=turn.n,
        slot=each.slot,
        value=each.value,
        start=0,
        end=0,
        quote="",
        origin=Origin.RULE,
        confidence=1.0,
        at=turn.at,
        protocol=each.protocol,
    )
