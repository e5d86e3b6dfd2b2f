"""Stored sessions routed again: exactly as they went, and as another release would have led them."""

import re
from contextlib import suppress
from dataclasses import replace
from functools import partial

from sqlalchemy import text as sql

from memory import database
from memory.record.course import GateOpening
from memory.record.identity import Language
from memory.record.packing import pack, unpack
from memory.store.store import Store
from strategies.course.clinician import fork, take_over
from strategies.course.errors import ModelAway
from strategies.course.replaying import Replayed, replay_session, sessions_of, shadow_session
from strategies.graph.library import Library
from strategies.graph.release import compile_release
from strategies.graph.replay import Shadow
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    PROTOCOL,
    SCOPE,
    SHIPPED,
    WORDS,
    Course,
    Sure,
    away,
    begin,
    distinct_replies,
    voices_of,
)
from tests.strategies.levels import MINI, TALK, protocol_of

SAID = ("A seven.", "It was warm.", "My sister matters.")


async def mini(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    voices = voices_of(ScriptedChat(distinct_replies()))
    return await begin(store, clock, ids, voices, protocol="mini.course", library=MINI)


async def replayed(course: Course, session: str | None = None) -> Replayed:
    return await replay_session(
        session or course.session.id, scope=SCOPE, store=course.store, releases=course.engine.releases
    )


async def test_three_sessions_of_a_course_replay_exactly_openings_and_gates_included(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(store, clock, ids)
    first = course.session.id
    await course.walk(SAID)
    await course.close()
    await course.open()
    second = course.session.id
    await course.walk(SAID[:2])
    await course.close()
    await course.open(days=15)
    third = course.session.id
    async with store.write(SCOPE) as work:
        gate = GateOpening(
            tenant=SCOPE.tenant,
            patient=SCOPE.patient,
            id=ids(),
            episode=course.episode.id,
            protocol="mini.course",
            edge="clear>work",
            actor=CLINICIAN.id,
            reason="seen",
            at=clock(),
        )
        await work.gates.add(gate)
    await course.walk(SAID)
    async with store.write(SCOPE) as work:
        await work.gates.replace(replace(gate, withdrawn_at=clock(), withdrawn_by="x", withdrawn_reason="y"))
    assert [await replayed(course, each) for each in (first, second, third)] == [
        Replayed(session=first, turns=3, whole=True, differences=()),
        Replayed(session=second, turns=2, whole=True, differences=()),
        Replayed(session=third, turns=3, whole=True, differences=()),
    ]
    async with store.read(SCOPE) as work:
        last = (await work.decisions.of_turn(third, 6))[-1]
    assert (last.node, last.taken) == ("clear", "clear>work")


async def test_alarms_screens_outages_questions_and_take_overs_replay_exactly(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())), language=Language.EN)
    words = WORDS[Language.EN]
    answers = {"rupture_check": ("withdrawal", 0.9), "state:evidence_for": ("yes", 0.8)}
    course.now = replace(course.now, decide=ScriptedChat(lambda _: "A"), decider=partial(Sure, answers=answers))
    await course.walk(words[:4])
    await course.say("Whatever you think.")
    await take_over(course.session.id, "Let me stay with that.", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.say("Sometimes I wish I would not wake up.")
    await course.walk(["Yes.", "No.", "No."])
    await course.walk(["I stop answering the phone.", "A walk.", "My aunt.", "I go to her.", "Yes."])
    await course.walk(words[4:9])
    result = await replayed(course)
    assert (result.whole, result.differences) == (True, ())
    assert result.turns == 19


async def test_a_trial_and_the_session_that_it_was_forked_off_replay_exactly(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    await course.walk(SAID[:2])
    trial = (await fork(course.session.id, 3, node=None, scope=SCOPE, engine=course.engine)).session
    origin, course.session = course.session, trial
    await course.say("It was cold.")
    assert await replayed(course) == Replayed(session=trial.id, turns=1, whole=True, differences=())
    assert (await replayed(course, origin.id)).differences == ()


async def test_a_record_that_was_tampered_with_does_not_replay(
    sqlite_store: Store, sqlite_dsn: str, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    await course.walk(SAID)
    engine = database.open_engine(sqlite_dsn)
    async with engine.begin() as connection:
        await connection.execute(sql("UPDATE slots SET value = '2' WHERE slot = 'fear_now'"))
    await engine.dispose()
    found = (await replayed(course)).differences
    assert [(each.turn, each.what, each.kept, each.now) for each in found[:2]] == [
        (2, "step 0, ask>breathe", "taken: the guard holds: fear_now = 7", "taken: the guard holds: fear_now = 2"),
        (2, "frame 1, slots", "{'fear_now': 7}", "{'fear_now': 2}"),
    ]


async def make_old(dsn: str) -> None:
    """Takes out of a record what was not kept in the first release: inputs, values of frames, protocols of claims."""
    engine = database.open_engine(dsn)
    async with engine.begin() as connection:
        await connection.execute(sql("UPDATE decisions SET inputs = NULL"))
        await connection.execute(sql("UPDATE slots SET protocol = NULL"))
        for session, turn, frames in (await connection.execute(sql("SELECT session, turn, frames FROM stacks"))).all():
            bare = re.sub(rb',"slots":\{[^{}]*\}', b"", unpack(frames))
            await connection.execute(
                sql("UPDATE stacks SET frames = :frames WHERE session = :session AND turn = :turn"),
                {"frames": pack(bare), "session": session, "turn": turn},
            )
    await engine.dispose()


async def test_a_session_kept_before_inputs_were_replays_from_what_its_candidates_say(
    sqlite_store: Store, sqlite_dsn: str, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    course.now = replace(
        course.now,
        decide=ScriptedChat(lambda _: "A"),
        decider=partial(Sure, answers={"rupture_check": ("withdrawal", 0.6)}),
    )
    await course.walk(WORDS[Language.EN][:4])
    await course.walk(["Whatever.", "Sometimes I wish I would not wake up.", "Yes.", "No.", "No.", "I hide."])
    await make_old(sqlite_dsn)
    result = await replayed(course)
    assert (result.turns, result.whole, result.differences) == (10, False, ())


async def test_a_new_release_in_shadow_says_where_it_would_have_gone_another_way(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(store, clock, ids)
    await course.walk(SAID)
    session = course.session.id
    stricter = TALK.replace('when: "fear_now != null"', 'when: "fear_now != null && fear_now > 7"')
    other = Library([compile_release(protocol_of(stricter))])
    assert await sessions_of("mini.talk", scope=SCOPE, store=course.store) == (session,)
    shadowed = await shadow_session(session, other, scope=SCOPE, store=course.store, releases=course.engine.releases)
    assert (shadowed.turns, shadowed.differs) == (
        3,
        (Shadow(turn=2, protocol="mini.talk", node="ask", kind="differs", was="ask>breathe", now="stay to ask"),),
    )
    same = await shadow_session(session, MINI, scope=SCOPE, store=course.store, releases=course.engine.releases)
    assert same.differs == ()


async def test_a_release_without_the_node_or_with_a_new_question_says_so(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await mini(sqlite_store, clock, ids)
    await course.walk(SAID)
    renamed = TALK.replace("tell", "say")
    asks = TALK.replace('{to: bye, when: "note != null"}', "{to: bye, ask: {question: q, is: a}}").replace(
        "nodes:", 'questions: {q: {text: {en: "q"}, options: {a: {en: "a"}, b: {en: "b"}}}}\nnodes:', 1
    )
    kinds: list[list[tuple[int, str]]] = []
    for text in (renamed, asks):
        other = Library([compile_release(protocol_of(text))])
        shadowed = await shadow_session(
            course.session.id, other, scope=SCOPE, store=course.store, releases=course.engine.releases
        )
        kinds.append([(each.turn, each.kind) for each in shadowed.differs])
    assert kinds == [[(4, "differs"), (6, "lost")], [(6, "asks")]]


async def test_a_session_held_while_the_model_was_away_replays_exactly(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()), protocol=PROTOCOL, library=SHIPPED)
    for n, words in enumerate(WORDS[Language.EN][:5]):
        with suppress(ModelAway):
            await course.take(words, key=f"k{n}")
        await course.take(words, key=f"k{n}")
    assert (await replayed(course)).differences == ()
