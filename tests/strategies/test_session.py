"""Beginning a course and opening its sessions: consents, one session at a time, what is pinned, gaps of weeks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.identity import ConsentScope, Language
from memory.record.session import Author, SessionMode, SessionState, TurnOrigin
from memory.record.state import FactStatus
from memory.store.errors import NotFound
from memory.store.store import Store
from strategies.course.close import close_session
from strategies.course.engine import Limits
from strategies.course.errors import (
    ClosePending,
    ConsentMissing,
    EpisodeEnded,
    NotSimulated,
    SessionNotOpen,
    SessionStillOpen,
    TurnInFlight,
)
from strategies.course.exchange import stream_of
from strategies.course.facts.fact_corrections import correct_fact, retract_fact
from strategies.course.session import begin_episode, open_session, request_close
from strategies.graph.errors import UnknownProtocol
from strategies.risk.paths import OWN
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    PROTOCOL,
    SCOPE,
    SHIPPED,
    Died,
    begin,
    distinct_replies,
    dying,
    engine_of,
    keep_patient,
    line_of,
    voices_of,
)


def voices() -> ScriptedChat:
    return ScriptedChat(distinct_replies())


async def test_a_session_opens_with_the_first_nodes_line_and_a_pinned_plan(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(voices()), language=Language.ZH)
    session, opening = course.session, course.opening
    assert (session.n, session.state, session.version, session.language) == (1, SessionState.OPEN, 0, "zh-CN")
    assert (opening.n, opening.author, opening.origin, opening.text) == (
        1,
        Author.TEMPLATE,
        TurnOrigin.SCRIPTED,
        line_of("check_in", Language.ZH),
    )
    assert await course.stack() == [(PROTOCOL, "check_in")]
    async with store.read(SCOPE) as work:
        plan = await work.plans.latest(course.episode.id)
        events = stream_of(await work.events.after(session.id, 0))
    assert plan is not None
    assert (plan.n, session.plan) == (1, plan.id)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[-1].type == "spoken"
    assert set(course.episode.releases) == {PROTOCOL, "safety_screen", *OWN}


@pytest.mark.parametrize("given", [(), (ConsentScope.SESSION_RECORD,), (ConsentScope.MODEL_PROCESSING,)])
async def test_without_both_consents_no_session_opens(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, given: tuple[ConsentScope, ...]
) -> None:
    await keep_patient(sqlite_store, clock, ids, consents=given)
    voice = voices_of(voices())
    engine = engine_of(sqlite_store, lambda: voice, clock=clock, ids=ids, limits=Limits())
    episode = await begin_episode(PROTOCOL, shipped=SHIPPED, scope=SCOPE, engine=engine)
    with pytest.raises(ConsentMissing):
        await open_session(episode.id, SessionMode.SIMULATED, scope=SCOPE, engine=engine)


async def test_a_consent_that_was_withdrawn_opens_no_session(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(voices()))
    await course.close()
    async with sqlite_store.write(SCOPE) as work:
        for consent in await work.consents.all():
            await work.consents.replace(replace(consent, withdrawn_at=clock(), withdrawn_by="p1"))
    with pytest.raises(ConsentMissing):
        await course.open()


async def test_one_session_at_a_time_and_none_before_the_last_is_closed_through(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(voices()))
    first = course.session.id
    with pytest.raises(SessionStillOpen):
        await course.open()
    job = await request_close(first, scope=SCOPE, engine=course.engine)
    assert await request_close(first, scope=SCOPE, engine=course.engine) == job
    with pytest.raises(ClosePending):
        await course.open()
    with pytest.raises(SessionNotOpen):
        await course.take("About a 4.")
    await close_session(first, scope=SCOPE, engine=course.engine)
    second = await course.open()
    assert (second.n, second.state) == (2, SessionState.OPEN)


async def test_a_turn_under_way_keeps_a_session_from_being_closed_until_its_lease_runs_out(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(dying)))
    with pytest.raises(Died):
        await course.take("About a 4.")
    with pytest.raises(TurnInFlight) as refused:
        await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    assert refused.value.retry_after == 90.0
    clock.advance(seconds=91)
    await request_close(course.session.id, scope=SCOPE, engine=course.engine)


async def test_an_ended_episode_and_an_unknown_protocol_are_refused(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(voices()))
    await course.close()
    async with sqlite_store.write(SCOPE) as work:
        await work.episodes.replace(replace(course.episode, ended_at=clock()))
    with pytest.raises(EpisodeEnded):
        await course.open()
    with pytest.raises(UnknownProtocol):
        await begin_episode("dance", shipped=SHIPPED, scope=SCOPE, engine=course.engine)
    with pytest.raises(NotFound):
        await open_session("no-such", SessionMode.SIMULATED, scope=SCOPE, engine=course.engine)


async def test_a_fact_corrected_after_opening_leaves_the_open_brief_and_the_next_has_its_new_value(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(voices()))
    await course.say("About a 4. I work as a nurse.")
    await course.close()
    second = await course.open()
    async with store.read(SCOPE) as work:
        facts = await work.facts.active()
    work_fact = next(fact for fact in facts if "nurse" in fact.object)
    assert "nurse" in second.brief

    corrected = await correct_fact(
        work_fact.id, "teacher", reason="misheard", actor=CLINICIAN, scope=SCOPE, engine=course.engine
    )
    await course.say("About a 5.")
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_session(second.id)
        kept = await work.sessions.get(second.id)
    lost = [line for line in second.brief.split("\n") if line not in kept.brief.split("\n")]
    assert [("nurse" in line) for line in lost] == [True]
    assert kept.brief == calls[0].messages[1].content
    await course.close()
    third = await course.open()
    assert "teacher" in third.brief
    assert "nurse" not in third.brief.replace("nurse's", "")
    gone = await retract_fact(corrected.id, reason="not so", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert gone.status is FactStatus.RETRACTED
    await course.close()
    assert "teacher" not in (await course.open()).brief


async def test_weeks_without_contact_make_a_new_plan_and_a_week_does_not(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(voices()))
    await course.close()

    async def opened(on: date) -> tuple[int, tuple[str, ...], datetime]:
        made = await open_session(
            course.episode.id, SessionMode.SIMULATED, scope=SCOPE, engine=course.engine, held_on=on
        )
        course.session = made.session
        async with store.read(SCOPE) as work:
            plan = await work.plans.get(made.session.plan or "")
        await course.close()
        return plan.n, plan.changed, made.session.opened_at

    soon = await opened(date(2026, 3, 9))
    late = await opened(date(2026, 5, 11))
    assert (soon[0], soon[2]) == (2, datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert late[0] == 4
    assert late[1] != ()
    assert late[2] == datetime(2026, 5, 11, 9, tzinfo=UTC)


async def test_only_a_simulated_patients_sessions_are_dated_by_hand(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    await keep_patient(sqlite_store, clock, ids, simulated=False)
    voice = voices_of(voices())
    engine = engine_of(sqlite_store, lambda: voice, clock=clock, ids=ids, limits=Limits())
    episode = await begin_episode(PROTOCOL, shipped=SHIPPED, scope=SCOPE, engine=engine)
    with pytest.raises(NotSimulated):
        await open_session(episode.id, SessionMode.SIMULATED, scope=SCOPE, engine=engine, held_on=date(2026, 3, 9))
