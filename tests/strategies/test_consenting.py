"""A consent that is withdrawn in the middle of a session."""

from dataclasses import replace

import pytest

from memory.record.identity import ConsentScope
from memory.record.session import SessionMode, SessionState
from memory.record.work import JobKind
from memory.store.store import Store
from strategies.course.close import close_session
from strategies.course.consenting import withdraw_consent
from strategies.course.errors import ConsentMissing, SessionNotOpen
from strategies.course.session import open_session
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, Course, MustNotSpeak, begin, distinct_replies, voices_of


async def withdrawn(course: Course, scope: ConsentScope) -> None:
    async with course.store.read(SCOPE) as work:
        consent = next(each for each in await work.consents.all() if each.scope is scope)
    for _ in range(2):  # the second time nothing changes
        await withdraw_consent(consent.id, actor=CLINICIAN, scope=SCOPE, engine=course.engine)


@pytest.mark.parametrize("scope", [ConsentScope.SESSION_RECORD, ConsentScope.MODEL_PROCESSING])
async def test_withdrawing_a_consent_that_a_session_needs_ends_it_and_its_close_asks_no_model(
    store: Store, clock: FixedClock, ids: CountedIds, scope: ConsentScope
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies()), close=MustNotSpeak()))
    await course.say("About a 4 I would say.")
    await withdrawn(course, scope)

    with pytest.raises(SessionNotOpen):
        await course.say("I did part of it.")
    async with store.read(SCOPE) as work:
        session = await work.sessions.get(course.session.id)
        jobs = await work.jobs.of_session(SCOPE.tenant, session.id)
    assert (session.state, [job.kind for job in jobs]) == (SessionState.CLOSING, [JobKind.CLOSE_ABANDONED])
    if scope is ConsentScope.MODEL_PROCESSING:
        closed = await close_session(session.id, scope=SCOPE, engine=course.engine, abandoned=True)
        assert closed.state is SessionState.ABANDONED
    with pytest.raises(ConsentMissing):
        await open_session(course.episode.id, SessionMode.SIMULATED, scope=SCOPE, engine=course.engine)


async def test_one_that_only_export_needs_leaves_the_session_as_it_is(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    async with store.write(SCOPE) as work:
        given = (await work.consents.all())[0]
        await work.consents.add(replace(given, id=ids(), scope=ConsentScope.TRAINING_EXPORT))
    await withdrawn(course, ConsentScope.TRAINING_EXPORT)
    assert (await course.say("About a 4 I would say.")).node
