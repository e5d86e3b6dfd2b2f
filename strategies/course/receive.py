"""Step 1 of a turn: keep the client's words, and answer an alarm, in one short transaction.

After it the words are on disk whatever happens next. When lexicon or classifier alarm, the whole exchange is done
here: risk event, latch, escalation, outbox row and the template reply are committed together, and no model is needed.
Nothing that would make other words wait (a pending turn, a draft, a newer version) holds an alarm up.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from memory.record.course import Episode
from memory.record.identity import Scope
from memory.record.session import (
    Author,
    DraftState,
    Frame,
    RequestState,
    Session,
    SessionMode,
    SessionState,
    Turn,
    TurnOrigin,
    TurnRequest,
)
from memory.store.errors import StaleVersion
from memory.store.store import Work
from strategies.course.alarm import (
    alarm_after_the_end,
    answer_alarm,
    is_answered,
    is_screening,
    keep_alarm,
    keep_answered,
    leading,
    opens_path,
)
from strategies.course.danger import danger_of, held_here
from strategies.course.engine import Engine, Limits
from strategies.course.errors import (
    DraftWaiting,
    KeyReused,
    SessionNotOpen,
    TurnInFlight,
    TurnPending,
    WordsRefused,
)
from strategies.course.jurisdiction import ruled
from strategies.course.known import LastingCache, filled, said_so_far
from strategies.course.reading import read_by_rule
from strategies.course.received import Answered, Received, Said
from strategies.course.standing import lasting_of, opened_gates
from strategies.graph.library import Library
from strategies.graph.protocol import NodeKind
from strategies.risk.hearing import hear
from strategies.risk.reading import Reading
from strategies.risk.rules import scan
from strategies.risk.templates import crisis_reply
from strategies.speech.tokens import estimate

SCREENED, PAGED = 2, 3
"""The tiers from which a reply says where help is, and from which an alarm inside the safety screen is answered at once
(below, the screen's next question is)."""


def check_words(text: str, *, limits: Limits) -> None:
    """Refuses words that cannot be kept as they are. Raises: WordsRefused."""
    if not text.strip():
        raise WordsRefused("they are empty")
    if len(text) > limits.words_chars:
        raise WordsRefused(f"{len(text)} characters; at most {limits.words_chars}, so please send them in parts")
    tokens = estimate(text)
    if tokens > limits.window.words:
        raise WordsRefused(f"about {tokens} tokens; at most {limits.window.words}, so please send them in parts")
    for place, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t":
            raise WordsRefused(f"a control character (U+{ord(character):04X}) at {place}; remove it")


def raises_alarm(text: str, *, limits: Limits) -> bool:
    """Whether the words alarm by themselves, whatever they answer. Raises: WordsRefused."""
    check_words(text, limits=limits)
    return hear(text).alarm


async def may_not_wait(session_id: str, said: Said, *, scope: Scope, engine: Engine) -> bool:
    """Whether these words are taken however many turns are in hand: reads only.

    They are said where safety is asked about, answer a question about danger, or came before under this key. Whether
    they can be kept, and whether they alarm by themselves, was asked before (`raises_alarm`). Raises: NotFound.
    """
    _, library = await engine.releases.of_session(session_id, scope)
    async with engine.store.read(scope) as work:
        if await work.requests.find(session_id, said.key) is not None:
            return True
        stack = (await work.sessions.stack(session_id)).frames
        if asks_for_safety(stack, library):
            return True
        before = await work.turns.last(session_id)
    if before is None or before.author is Author.CLIENT:
        return False
    return scan(said.text, context=before.text).alarm


async def receive(session_id: str, said: Said, *, scope: Scope, engine: Engine) -> Received | Answered:
    """Keeps the words under their key, or finds what became of that key before.

    Raises: WordsRefused, SessionNotOpen, KeyReused, TurnInFlight, TurnPending, DraftWaiting; NotFound, StaleVersion of
    memory.store.errors.
    """
    check_words(said.text, limits=engine.limits)
    episode, library = await engine.releases.of_session(session_id, scope)
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        now = engine.clock()
        known, busy = await work.requests.standing(session_id, said.key)
        so_far = await work.turns.of_session(session_id)
        stack = (await work.sessions.stack(session_id)).frames
        made_way = False
        if known is None:
            if session.state is not SessionState.OPEN:
                help_ = await _help_after_the_end(work, said.text)
                raise SessionNotOpen(session.id, session.state, crisis=help_)
            risk = _scan(said.text, so_far[-1] if so_far else None, stack, library)
            if risk.alarm:
                made_way = await _make_way(work, session, busy, last=_last(so_far), engine=engine)
            else:
                await _check_free(work, session, said, busy, now=now)
            turn = _turn(session, said, stack, n=_last(so_far) + 1, now=now)
            await work.turns.add(turn)
            request = _request(session, said, turn, now=now, engine=engine)
            await work.requests.claim(request)
        else:
            if known.body_sha256 != said.body_sha256:
                raise KeyReused(said.key)
            if known.state is RequestState.DONE:
                return Answered(exchange_json=await _kept_exchange(work, known), replayed=True)
            if session.state is not SessionState.OPEN:
                raise SessionNotOpen(session.id, session.state)
            request = await _take_up(work, known, now=now, engine=engine)
            turn = next(each for each in so_far if each.n == request.client_turn)
            risk = _scan(turn.text, next((each for each in so_far if each.n == turn.n - 1), None), stack, library)
        before = tuple(each for each in so_far if each.n < turn.n)
        received = await _gather(work, session, episode, library, request, turn, before, stack, risk, engine.lasting)
        received = await ruled(work, received, safety=asks_for_safety(stack, library), engine=engine)
        if known is not None or not received.risk.alarm:
            return received
        if not made_way and not is_screening(received) and await is_answered(work, received):
            await keep_answered(work, received, engine=engine, now=now)
            return received
        quiet = received.risk.tier < PAGED and not made_way and not opens_path(received, received.risk)
        if is_screening(received) and quiet:
            return await keep_alarm(work, received, reading=received.risk, engine=engine, now=now)
        heard = read_by_rule(received, engine=engine) if is_screening(received) else ()
        await work.sessions.keep_version(session.id, session.version, touched_at=now)
        exchange = await answer_alarm(work, received, reading=received.risk, engine=engine, now=now, heard=heard)
        return Answered(exchange_json=exchange.to_json(), replayed=False, alarmed_tier=received.risk.tier)


async def _help_after_the_end(work: Work, text: str) -> str | None:
    """Where help is, for words of danger that come when a session takes none any more."""
    heard = hear(text)
    if heard.tier < SCREENED:
        return None
    patient = await work.patient.get()
    path = leading(heard).path
    return crisis_reply(patient.locale, heard.tier, region=patient.region, path=path, ask=False)


async def call_after_the_end(session_id: str, text: str, *, scope: Scope, engine: Engine) -> None:
    """Calls a clinician for words of danger that a session was no longer open for."""
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        await alarm_after_the_end(work, session, hear(text), engine=engine, now=engine.clock())


async def _kept_exchange(work: Work, request: TurnRequest) -> str:
    events = await work.events.after(request.session, 0)
    return next(event.data for event in events if event.type == "exchange" and event.turn == request.reply_turn)


def _last(turns: Sequence[Turn]) -> int:
    return turns[-1].n if turns else 0


def _scan(text: str, before: Turn | None, stack: tuple[Frame, ...], library: Library) -> Reading:
    """What the words say of danger; a bare yes counts when the question before was about it.

    Safety nodes ask such questions by plan, read their answers into slots and know what follows: there the words stand
    alone.
    """
    asked = "" if asks_for_safety(stack, library) or before is None or before.author is Author.CLIENT else before.text
    return hear(text, context=asked)


def asks_for_safety(stack: tuple[Frame, ...], library: Library) -> bool:
    """Whether the session stands at a step that asks about safety by plan."""
    return bool(stack) and library.get_known(stack[-1].protocol).node(stack[-1].node).kind is NodeKind.SAFETY


async def _make_way(work: Work, session: Session, busy: TurnRequest | None, *, last: int, engine: Engine) -> bool:
    """Lets an alarm through; whether anything stood in its way.

    Words that still wait for their reply are answered by the alarm's, whoever works on them; a draft that waits is
    overtaken, released by nobody and never spoken.
    """
    if busy is not None:
        settled = replace(busy, state=RequestState.DONE, lease=engine.ids(), reply_turn=last + 2)
        await work.requests.replace(settled, expecting_lease=busy.lease)
    draft = await work.drafts.waiting(session.id)
    if draft is not None:
        await work.drafts.replace(replace(draft, state=DraftState.OVERTAKEN))
    return busy is not None or draft is not None


async def _check_free(work: Work, session: Session, said: Said, busy: TurnRequest | None, *, now: datetime) -> None:
    if busy is not None:
        if busy.state is RequestState.IN_FLIGHT and busy.lease_until > now:
            raise TurnInFlight(session.id, busy.key, retry_after=(busy.lease_until - now).total_seconds())
        raise TurnPending(session.id, busy.key)
    draft = await work.drafts.waiting(session.id) if session.mode is SessionMode.COPILOT else None
    if draft is not None:
        raise DraftWaiting(session.id, draft.n)
    if said.expect_version is not None and said.expect_version != session.version:
        raise StaleVersion(session.id, said.expect_version, session.version)


def _turn(session: Session, said: Said, stack: tuple[Frame, ...], *, n: int, now: datetime) -> Turn:
    return Turn(
        tenant=session.tenant,
        patient=session.patient,
        session=session.id,
        n=n,
        author=Author.CLIENT,
        origin=TurnOrigin.SPOKEN,
        text=said.text,
        at=now,
        node=stack[-1].node if stack else "",
    )


def _request(session: Session, said: Said, turn: Turn, *, now: datetime, engine: Engine) -> TurnRequest:
    return TurnRequest(
        tenant=session.tenant,
        patient=session.patient,
        session=session.id,
        key=said.key,
        body_sha256=said.body_sha256,
        state=RequestState.IN_FLIGHT,
        client_turn=turn.n,
        attempts=1,
        lease=engine.ids(),
        lease_until=now + timedelta(seconds=engine.limits.lease_seconds),
        created_at=now,
    )


async def _take_up(work: Work, known: TurnRequest, *, now: datetime, engine: Engine) -> TurnRequest:
    """Takes the lease of a request that nobody works on: pending after an outage, or left by a crash."""
    if known.state is RequestState.IN_FLIGHT and known.lease_until > now:
        raise TurnInFlight(known.session, known.key, retry_after=(known.lease_until - now).total_seconds())
    mine = replace(
        known,
        state=RequestState.IN_FLIGHT,
        attempts=known.attempts + 1,
        lease=engine.ids(),
        lease_until=now + timedelta(seconds=engine.limits.lease_seconds),
    )
    await work.requests.replace(mine, expecting_lease=known.lease)
    return mine


async def _gather(
    work: Work,
    session: Session,
    episode: Episode,
    library: Library,
    request: TurnRequest,
    turn: Turn,
    before: tuple[Turn, ...],
    stack: tuple[Frame, ...],
    risk: Reading,
    cache: LastingCache,
) -> Received:
    claims = await work.slots.of_session(session.id)
    lasting = await lasting_of(work, session, library, cache=cache)
    known = said_so_far(library, lasting.values, claims)
    recurring = tuple(await work.crises.standing())
    danger = await danger_of(work, session, stack, claims, alarm=risk.alarm)
    return Received(
        session=session,
        episode=episode,
        patient=held_here(await work.patient.get(), session, danger.events),
        library=library,
        request=request,
        turn=turn,
        history=await work.turns.without_withheld(before),
        stack=filled(stack, claims, library=library),
        lasting=known,
        expired=tuple(each for each in lasting.expired if each.slot not in known),
        gates=await opened_gates(work, episode.id, library),
        unscreened=bool(danger.events),
        recurring=recurring,
        safety_plan=await work.safety_plans.latest() if recurring else None,
        risk=risk,
        danger=danger,
    )
