"""What a clinician does inside a session: releasing drafts, taking over, forking."""

import pytest

from memory.record.session import Author, DraftState, SessionMode, SessionState, TurnOrigin
from memory.store.store import Store
from strategies.course.clinician import fork, release_draft, take_over
from strategies.course.engine import Limits
from strategies.course.errors import (
    DraftWaiting,
    ModelAway,
    ModeRefused,
    NoDraft,
    NoSuchNode,
    NoSuchTurn,
    SessionNotOpen,
    SessionStillOpen,
    TurnPending,
    WordsRefused,
)
from strategies.course.exchange import stream_of
from strategies.course.session import request_close
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    PROTOCOL,
    SCOPE,
    Course,
    away,
    begin,
    distinct_replies,
    exchange_of,
    voices_of,
)

FIRST, SECOND = "What made it a four?", "How did that part go for you?"


async def copilot(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    voices = voices_of(ScriptedChat([FIRST, SECOND, "What stayed with you?"]))
    return await begin(store, clock, ids, voices, mode=SessionMode.COPILOT, limits=Limits(copilot=True))


async def test_a_draft_waits_holds_the_next_words_up_and_is_released_as_it_stands(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await copilot(store, clock, ids)
    exchange = await course.say("About a 4.")
    assert (exchange.reply.n, exchange.reply.text, exchange.reply.waiting) == (3, FIRST, True)
    assert [turn.n for turn in await course.turns()] == [1, 2]
    with pytest.raises(DraftWaiting) as refused:
        await course.take("Are you there?")
    assert refused.value.n == 3
    with pytest.raises(NoDraft):
        await release_draft(course.session.id, 5, None, actor=CLINICIAN, scope=SCOPE, engine=course.engine)

    turn = await release_draft(course.session.id, 3, None, actor=CLINICIAN, scope=SCOPE, engine=course.engine)

    assert (turn.author, turn.origin, turn.text, turn.draft_text, turn.actor) == (
        Author.MODEL,
        TurnOrigin.RELEASED,
        FIRST,
        FIRST,
        "dr-lin",
    )
    with pytest.raises(NoDraft):
        await release_draft(course.session.id, 3, None, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    async with store.read(SCOPE) as work:
        session = await work.sessions.get(course.session.id)
        events = stream_of(await work.events.after(course.session.id, 0))
    assert session.version == 2
    assert [event.type for event in events if event.turn == 3] == ["draft", "exchange", "sentence", "spoken"]
    assert (await course.say("I did part of it.", version=2)).node == "safety_check"


async def test_a_draft_released_in_other_words_is_the_clinicians_and_keeps_both_texts(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await copilot(store, clock, ids)
    await course.say("About a 4.")
    with pytest.raises(WordsRefused):
        await release_draft(course.session.id, 3, " ", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    text = "A four. What was the best hour of it?"
    turn = await release_draft(course.session.id, 3, text, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (turn.author, turn.text, turn.draft_text, turn.tokens) == (Author.CLINICIAN, text, FIRST, None)
    assert turn.call is not None
    assert (await course.turns())[-1] == turn
    async with store.read(SCOPE) as work:
        drafts = await work.drafts.of_session(course.session.id)
    assert [(each.state, each.released_by) for each in drafts] == [(DraftState.RELEASED, "dr-lin")]


async def test_a_clinician_speaks_instead_of_a_waiting_draft(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await copilot(store, clock, ids)
    await course.say("About a 4.")
    turn = await take_over(course.session.id, "Let me ask.", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (turn.n, turn.author, turn.origin, turn.draft_text) == (3, Author.CLINICIAN, TurnOrigin.TAKEOVER, FIRST)
    assert (await course.say("I did part of it.")).client_turn == 4


async def test_words_in_addition_keep_the_prompt_alternating(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    speak = ScriptedChat(distinct_replies())
    course = await begin(sqlite_store, clock, ids, voices_of(speak))
    said = await course.say("About a 4.")
    turn = await take_over(course.session.id, "Take your time.", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert turn.n == 4
    await course.say("I am not sure what to say about it all.")
    messages = speak.requests[-1].messages
    assert [message.role for message in messages] == ["system", "user", "assistant", "user", "assistant", "user"]
    assert messages[4].content == f"{said.reply.text}\nTake your time."


async def test_taking_over_waits_for_words_that_are_pending(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()))
    with pytest.raises(ModelAway):
        await course.take("About a 4.", key="k1")
    with pytest.raises(TurnPending):
        await take_over(course.session.id, "I am here.", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_drafts_are_released_in_copilot_mode_alone(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4.")
    with pytest.raises(ModeRefused):
        await release_draft(course.session.id, 3, None, actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_a_waiting_draft_keeps_a_session_open_unless_everybody_has_left(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await copilot(sqlite_store, clock, ids)
    await course.say("About a 4.")
    with pytest.raises(DraftWaiting):
        await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    closed = await course.close(abandoned=True)
    assert closed.state is SessionState.ABANDONED
    with pytest.raises(SessionNotOpen):
        await release_draft(course.session.id, 3, None, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    with pytest.raises(SessionNotOpen):
        await take_over(course.session.id, "Hello?", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_a_fork_begins_as_the_session_was_and_leaves_it_alone(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    old = course.session
    await course.walk(["About a 4.", "I did part of it.", "Yes, I feel safe."])
    before = await course.turns()
    await course.close()

    forked = await fork(old.id, 5, node=None, scope=SCOPE, engine=course.engine)

    made = forked.session
    assert (made.n, made.mode, made.forked_from, made.forked_turn, made.version) == (
        2,
        SessionMode.CLINICIAN_TEST,
        old.id,
        5,
        2,
    )
    assert (made.brief, made.plan, made.opened_at, made.state) == (
        old.brief,
        old.plan,
        old.opened_at,
        SessionState.OPEN,
    )
    course.session = made
    assert [(turn.n, turn.text) for turn in await course.turns()] == [(turn.n, turn.text) for turn in before[:5]]
    assert await course.stack() == [(PROTOCOL, "safety_check")]
    other = await course.say("No, not really.")
    assert (other.client_turn, other.version, other.node) == (6, 3, "wish")
    with pytest.raises(SessionStillOpen):
        await fork(old.id, 3, node=None, scope=SCOPE, engine=course.engine)
    with pytest.raises(SessionStillOpen):
        await course.open()
    course.session = old
    assert await course.turns() == before


async def test_a_fork_may_begin_at_another_node_and_refuses_what_is_not_there(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    old = course.session.id
    await course.walk(["About a 4.", "I did part of it."])
    for turn in (2, 9):
        with pytest.raises(NoSuchTurn):
            await fork(old, turn, node=None, scope=SCOPE, engine=course.engine)
    with pytest.raises(NoSuchNode):
        await fork(old, 5, node="dance", scope=SCOPE, engine=course.engine)
    forked = await fork(old, 5, node="thought", scope=SCOPE, engine=course.engine)
    course.session = forked.session
    assert await course.stack() == [(PROTOCOL, "thought")]
    assert (await course.say("That nobody likes me at all.")).node == "evidence_for"
    async with store.read(SCOPE) as work:
        course.session = await work.sessions.get(old)
    assert exchange_of(await course.take("Yes, I feel safe.")).node == "bridge"


async def test_closing_a_fork_leaves_a_note_and_nothing_about_the_patient(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4.")
    old = course.session
    await course.close()
    course.session = (await fork(old.id, 3, node="homework", scope=SCOPE, engine=course.engine)).session
    await course.say("I work as a nurse and I will walk to the river.")
    closed = await course.close()
    assert closed.state is SessionState.CLOSED
    async with sqlite_store.read(SCOPE) as work:
        assert await work.facts.all() == []
        assert await work.homework.all() == []
        assert len(await work.plans.all(course.episode.id)) == 2
        assert await work.notes.latest(closed.id) is not None
    await course.open(days=7)
    async with sqlite_store.read(SCOPE) as work:
        assert len(await work.plans.all(course.episode.id)) == 2
