"""One turn.

Receive, read, route, speak, keep. The same function serves HTTP, the command line and simulated patients.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from memory.record.identity import Scope
from memory.record.session import ModelCall, RequestState, SessionMode, SessionState
from memory.store.errors import LeaseLost, StaleVersion
from memory.store.store import Work
from strategies.course.admission import NoPlace
from strategies.course.alarm import answer_alarm, finish_questions
from strategies.course.consequences import follow, returned_claims
from strategies.course.crisis_reply import asked_of_risk
from strategies.course.deciding import Decided, decide, decide_by_rule
from strategies.course.engine import Engine, Voices
from strategies.course.errors import ModelAway, Overloaded, SessionNotOpen, TurnInFlight
from strategies.course.jurisdiction import disclosed, for_deciding, for_reading, holding_line, may_speak
from strategies.course.keep import Outcome, keep_exchange
from strategies.course.listening import Overheard, listen, risen_in_screen
from strategies.course.reading import WordsRead, read_by_rule
from strategies.course.receive import asks_for_safety, call_after_the_end, may_not_wait, raises_alarm, receive
from strategies.course.received import Answered, Received, Said
from strategies.course.speaking import Speech, speak, stand_in
from strategies.graph.routed import Routed
from strategies.speech.chat import ChatTimeout, ChatUnavailable

Status = Literal["received", "reading", "routing", "speaking"]
OnStatus = Callable[[Status], Awaitable[None]]


class NoModel(ChatUnavailable):
    """No model is configured: none will answer later either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What the three middle steps made of the words."""

    read: WordsRead
    decided: Decided
    speech: Speech

    @property
    def calls(self) -> tuple[ModelCall, ...]:
        return (*self.read.calls, *self.decided.calls, *self.speech.calls)

    @property
    def logical_calls(self) -> int:
        return bool(self.read.calls) + self.decided.asked + bool(self.speech.calls)


async def take_turn(
    session_id: str, said: Said, *, scope: Scope, engine: Engine, on_status: OnStatus | None = None
) -> Answered:
    """Takes the client's words and gives the kept exchange.

    No transaction is open while a model is asked. When the model is away, the words stay kept as a pending turn and
    `ModelAway` is raised; the same key resumes, and the second time the node's reviewed line answers. Cancelled,
    it gives the lease back, so that the same key resumes at once. With too many turns in hand, words that can wait are
    refused before anything is stored.

    Raises: the turn errors of strategies.course.errors; NotFound, StaleVersion of memory.store.errors.
    """
    gate = engine.gate
    first = gate.crowded and raises_alarm(said.text, limits=engine.limits)
    if not first:
        await gate.give_way()
    if not first and gate.full:
        async with gate.look():
            if not await may_not_wait(session_id, said, scope=scope, engine=engine):
                raise Overloaded(session_id, retry_after=gate.retry_after)
    with gate.entered():
        async with gate.hand(first=first):
            try:
                received = await receive(session_id, said, scope=scope, engine=engine)
            except SessionNotOpen as ended:
                if ended.crisis is not None:
                    await call_after_the_end(session_id, said.text, scope=scope, engine=engine)
                raise
        if isinstance(received, Answered):
            return received
        try:
            return await _answer(received, scope=scope, engine=engine, on_status=on_status)
        except asyncio.CancelledError:
            await asyncio.shield(_set_pending(received, scope=scope, engine=engine))
            raise


async def _answer(received: Received, *, scope: Scope, engine: Engine, on_status: OnStatus | None) -> Answered:
    """Steps 2 to 5. Raises: ModelAway, TurnInFlight, SessionNotOpen."""
    try:
        made = risen_in_screen(received, engine=engine) or await _in_time(received, engine=engine, on_status=on_status)
    except ChatUnavailable as error:
        waits = received.request.attempts < 2 and not received.held and not isinstance(error, NoModel)
        if waits and not _is_heard_anyway(received, error):
            await _set_pending(received, scope=scope, engine=engine)
            why, key = str(error), received.request.key
            raise ModelAway(received.session.id, key, why, retry_after=error.retry_after) from error
        made = _without_model(received, engine=engine)
    try:
        if isinstance(made, Overheard):
            return await _keep_alarm(received, made, scope=scope, engine=engine)
        await engine.gate.give_way()
        async with engine.gate.hand():
            return await _keep(received, made, scope=scope, engine=engine)
    except LeaseLost as error:
        raise TurnInFlight(received.session.id, received.request.key, retry_after=1.0) from error


async def _in_time(received: Received, *, engine: Engine, on_status: OnStatus | None) -> _Made | Overheard:
    """What the models make of the words, within the turn's budget. Raises: ChatUnavailable, NoPlace."""
    seconds = engine.limits.turn_seconds
    async with engine.gate.place():
        budget = asyncio.timeout(seconds)
        try:
            async with budget:
                return await _make(received, voices=engine.voices(), engine=engine, on_status=on_status)
        except TimeoutError as late:
            if not budget.expired():
                raise
            raise ChatTimeout("turn", seconds) from late


def _is_heard_anyway(received: Received, error: ChatUnavailable) -> bool:
    """Whether only the crowd stands between these words and a model, at a step that asks about safety."""
    return isinstance(error, NoPlace) and asks_for_safety(received.stack, received.library)


async def _make(received: Received, *, voices: Voices, engine: Engine, on_status: OnStatus | None) -> _Made | Overheard:
    async def tell(status: Status) -> None:
        await engine.gate.give_way()
        if on_status is not None:
            await on_status(status)

    await tell("reading")
    read = await listen(received, voices=for_reading(voices, received.ruling), engine=engine)
    if isinstance(read, Overheard):
        return read
    if received.held:
        return _held(received, read)
    await tell("routing")
    decided = await decide(received, read.claims, voices=for_deciding(voices, received.ruling), engine=engine)
    await tell("speaking")
    speech = await _speech(received, decided, voices=voices, engine=engine)
    return _Made(read=read, decided=decided, speech=speech)


async def _speech(received: Received, decided: Decided, *, voices: Voices, engine: Engine) -> Speech:
    line = asked_of_risk(received, decided.routed)
    if line is not None:
        return line
    if not may_speak(received):
        return Speech(spoken=replace(stand_in(received, decided.routed).spoken, blocked="profile"))
    return await speak(received, decided.routed, voices=voices, engine=engine)


def _without_model(received: Received, *, engine: Engine) -> _Made:
    """The turn by rules alone: deterministic readers, no semantic question, the node's reviewed line."""
    read = WordsRead(claims=read_by_rule(received, engine=engine))
    if received.held:
        return _held(received, read)
    decided = decide_by_rule(received, read.claims)
    line = asked_of_risk(received, decided.routed)
    return _Made(read=read, decided=decided, speech=line or stand_in(received, decided.routed))


def _held(received: Received, read: WordsRead) -> _Made:
    """The session waits for a clinician: what was read is kept, it stays where it is, a fixed line says so."""
    stays = Decided(routed=Routed(stack=received.stack))
    return _Made(read=read, decided=stays, speech=Speech(spoken=holding_line(received)))


async def _set_pending(received: Received, *, scope: Scope, engine: Engine) -> None:
    """Gives the lease back; whoever took the turn over meanwhile keeps it, and what is kept stays kept."""
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(received.session.id)
        known = await work.requests.find(session.id, received.request.key)
        if known is None or known.state is RequestState.DONE or known.lease != received.request.lease:
            return
        pending = replace(known, state=RequestState.PENDING, lease_until=engine.clock())
        await work.requests.replace(pending, expecting_lease=known.lease)


async def _keep_alarm(received: Received, overheard: Overheard, *, scope: Scope, engine: Engine) -> Answered:
    """Transaction 1b: an alarm that only the reader heard is kept and answered as every alarm is, without the model."""
    now = engine.clock()
    async with engine.store.write(scope) as work:
        await _take_hold(work, received, now=now)
        exchange = await answer_alarm(
            work,
            received,
            reading=overheard.reading,
            engine=engine,
            now=now,
            heard=overheard.read.claims,
            calls=overheard.read.calls,
        )
    return Answered(exchange_json=exchange.to_json(), replayed=False, alarmed_tier=overheard.reading.tier)


async def _take_hold(work: Work, received: Received, *, now: datetime) -> None:
    """Moves the session to its next version, before anything else is written.

    Raises: LeaseLost when another worker answered these words meanwhile, SessionNotOpen, StaleVersion.
    """
    known = received.session
    if await work.sessions.go_on(known.id, known.version, touched_at=now):
        return
    session = await work.sessions.get(known.id)
    request = await work.requests.find(known.id, received.request.key)
    if request is None or request.lease != received.request.lease:
        raise LeaseLost("request", f"{known.id}/{received.request.key}")
    if session.state is not SessionState.OPEN:
        raise SessionNotOpen(session.id, session.state)
    raise StaleVersion(session.id, known.version, session.version)


async def _keep(received: Received, made: _Made, *, scope: Scope, engine: Engine) -> Answered:
    routed, now = made.decided.routed, engine.clock()
    async with engine.store.write(scope) as work:
        await _take_hold(work, received, now=now)
        reached = await finish_questions(work, received, routed, engine=engine, now=now)
        level = max(received.patient.risk_level, reached)
        await follow(work, received, routed, engine=engine, now=now)
        returned = await returned_claims(work, received, routed, made.read.claims, engine=engine)
        exchange = await keep_exchange(
            work,
            received,
            Outcome(
                spoken=disclosed(received, made.speech.spoken, now=now),
                stack=routed.stack,
                steps=routed.steps,
                claims=(*made.read.claims, *returned),
                calls=made.calls,
                logical_calls=made.logical_calls,
                ended=routed.ended,
                risk_tier=received.risk.tier,
                risk_level=level,
                draft=received.session.mode is SessionMode.COPILOT and made.speech.needs_release,
            ),
            now=now,
        )
    return Answered(exchange_json=exchange.to_json(), replayed=False)
