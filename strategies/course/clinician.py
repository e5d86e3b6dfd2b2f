"""What a clinician does inside a session: release a draft, take over, fork at a turn."""

from dataclasses import dataclass, replace
from datetime import datetime

from memory.record.identity import Actor, Scope
from memory.record.session import (
    Author,
    Draft,
    DraftState,
    FrameStack,
    Session,
    SessionMode,
    SessionState,
    Turn,
    TurnOrigin,
)
from memory.store.store import Work
from strategies.course.engine import Engine
from strategies.course.errors import (
    ModeRefused,
    NoDraft,
    NoSuchNode,
    NoSuchTurn,
    SessionNotOpen,
    SessionStillOpen,
    TurnPending,
)
from strategies.course.exchange import spoken_event
from strategies.course.jurisdiction import check_opening
from strategies.course.receive import check_words


async def release_draft(
    session_id: str, n: int, text: str | None, *, actor: Actor, scope: Scope, engine: Engine
) -> Turn:
    """Speaks draft `n`, in the clinician's words when `text` is given; both texts are kept with the turn.

    Raises: NoDraft, ModeRefused, SessionNotOpen, WordsRefused; NotFound of memory.store.errors.
    """
    if text is not None:
        check_words(text, limits=engine.limits)
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        now = engine.clock()
        if session.mode is not SessionMode.COPILOT:
            raise ModeRefused("releasing a draft", session.mode)
        if session.state is not SessionState.OPEN:
            raise SessionNotOpen(session_id, session.state)
        draft = await work.drafts.waiting(session_id)
        if draft is None or draft.n != n:
            raise NoDraft(session_id, n)
        edited = text is not None and text != draft.text
        turn = Turn(
            tenant=session.tenant,
            patient=session.patient,
            session=session_id,
            n=n,
            author=_author(draft, edited=edited),
            origin=TurnOrigin.RELEASED,
            text=text if text is not None else draft.text,
            at=now,
            node=draft.node,
            model=draft.model,
            call=draft.call,
            tokens=None if edited else draft.tokens,
            actor=actor.id,
            draft_text=draft.text,
            rationale=draft.rationale,
            blocked=draft.blocked,
        )
        await work.drafts.replace(replace(draft, state=DraftState.RELEASED, released_by=actor.id, released_at=now))
        await _speak(work, session, turn, now=now)
        return turn


def _author(draft: Draft, *, edited: bool) -> Author:
    if edited:
        return Author.CLINICIAN
    return Author.MODEL if draft.origin is TurnOrigin.SPOKEN else Author.TEMPLATE


async def take_over(session_id: str, text: str, *, actor: Actor, scope: Scope, engine: Engine) -> Turn:
    """The clinician speaks: instead of a waiting draft, or in addition to what was said last.

    Raises: SessionNotOpen, TurnPending (words of the client still wait for the model), WordsRefused; NotFound.
    """
    check_words(text, limits=engine.limits)
    async with engine.store.write(scope) as work:
        session = await work.sessions.lock(session_id)
        now = engine.clock()
        if session.state is not SessionState.OPEN:
            raise SessionNotOpen(session_id, session.state)
        busy = await work.requests.open_of(session_id)
        if busy is not None:
            raise TurnPending(session_id, busy.key)
        draft = await work.drafts.waiting(session_id)
        if draft is not None:
            await work.drafts.replace(replace(draft, state=DraftState.OVERTAKEN))
        n = draft.n if draft else await work.turns.last_n(session_id) + 1
        stack = await work.sessions.stack(session_id)
        turn = Turn(
            tenant=session.tenant,
            patient=session.patient,
            session=session_id,
            n=n,
            author=Author.CLINICIAN,
            origin=TurnOrigin.TAKEOVER,
            text=text,
            at=now,
            node=stack.frames[-1].node,
            actor=actor.id,
            draft_text=draft.text if draft else None,
        )
        await _speak(work, session, turn, now=now)
        return turn


async def _speak(work: Work, session: Session, turn: Turn, *, now: datetime) -> None:
    await work.turns.add(turn)
    await work.events.append(spoken_event(turn))
    await work.sessions.keep_version(session.id, session.version, touched_at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forked:
    """The new session, and the turn of the old one after which it goes its own way."""

    session: Session
    after: int


async def fork(session_id: str, at_turn: int, *, node: str | None, scope: Scope, engine: Engine) -> Forked:
    """A new session in `clinician_test` mode that begins as `session_id` was after therapist turn `at_turn`.

    `node` puts it at another node of the same protocol. Turns and claims up to there are copied, and it keeps the old
    session's date and with it what could be recalled then; the old session is not touched.

    Raises: NoSuchTurn, NoSuchNode, SessionStillOpen (another session of this patient is open), ModeRefused;
    ProfileForbids of strategies.profiles.errors; NotFound.
    """
    _, library = await engine.releases.of_session(session_id, scope)
    async with engine.store.write(scope) as work:
        now = engine.clock()
        old = await work.sessions.get(session_id)
        await check_opening(work, await work.patient.get(), SessionMode.CLINICIAN_TEST, engine=engine, trial=True)
        for other in await work.sessions.all():
            if other.state is SessionState.OPEN and other.id != session_id:
                raise SessionStillOpen(other.id)
        turns = [turn for turn in await work.turns.of_session(session_id) if turn.n <= at_turn]
        if not turns or turns[-1].n != at_turn or turns[-1].author is Author.CLIENT:
            raise NoSuchTurn(session_id, at_turn, "a therapist spoke")
        stack = await work.sessions.stack(session_id, at_turn=at_turn)
        frames = stack.frames
        if node is not None:
            if node not in library.get_known(frames[-1].protocol).protocol.nodes:
                raise NoSuchNode(frames[-1].protocol, node)
            frames = (
                *frames[:-1],
                replace(frames[-1], node=node, turns=0, asked=(), visits={**frames[-1].visits, node: 1}),
            )
        session = replace(
            old,
            id=engine.ids(),
            n=await work.sessions.count() + 1,
            mode=SessionMode.CLINICIAN_TEST,
            state=SessionState.OPEN,
            touched_at=now,
            closed_at=None,
            version=sum(turn.author is Author.CLIENT for turn in turns),
            forked_from=session_id,
            forked_turn=at_turn,
        )
        await work.sessions.add(session)
        for turn in turns:
            await work.turns.add(replace(turn, session=session.id, call=None))
        await work.slots.add_all(
            [
                replace(claim, session=session.id, id=engine.ids())
                for claim in await work.slots.of_session(session_id)
                if claim.turn <= at_turn and claim.at <= turns[-1].at
            ]
        )
        await work.sessions.push_stack(
            FrameStack(tenant=session.tenant, patient=session.patient, session=session.id, turn=at_turn, frames=frames)
        )
        return Forked(session=session, after=at_turn)
