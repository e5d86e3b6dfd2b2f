"""What a clinician does to facts: each act with what follows from it, and nothing withdrawn in any reading."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from memory.exchange.bundle import export_patient, import_bundle
from memory.record.identity import Language
from memory.record.session import Author, CallKind
from memory.record.state import Authority, Fact, FactStatus, JournalKind, Speaker
from memory.state.errors import UndoRefused
from memory.state.journal import by_id, replay
from memory.state.withheld import GAP
from memory.store.errors import NotFound
from memory.store.store import Store
from strategies.course.errors import FactNotCurrent
from strategies.course.facts.extract import extract_facts, fact_of
from strategies.course.facts.fact_acts import Correction
from strategies.course.facts.fact_corrections import (
    confirm_fact,
    correct_fact,
    end_fact,
    erase_facts,
    retract_fact,
    suppress_fact,
    undo_act,
)
from strategies.course.facts.withdrawing import echoes_of
from strategies.course.recalling import search
from strategies.speech.chat import ChatRequest, JsonSchema
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, WORDS, Course, begin, distinct_replies, voices_of

SAID = "About a 4. I work as a falconer."


async def course_of(store: Store, clock: FixedClock, ids: CountedIds, *words: str) -> Course:
    """A course with one closed session for each of these words, then an open one."""
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    for said in words:
        await course.say(said)
        await course.close()
        clock.advance(days=7)
        await course.open()
    return course


async def fact_with(store: Store, text: str) -> Fact:
    async with store.read(SCOPE) as work:
        return next(fact for fact in await work.facts.all() if text in fact.object)


async def shown(store: Store, course: Course, word: str) -> set[str]:
    """Where a word is still shown: briefs of open sessions, plans that count, facts in use, recall."""
    places: set[str] = set()
    async with store.read(SCOPE) as work:
        sessions = await work.sessions.all()
        plan = await work.plans.latest(course.episode.id)
        active = await work.facts.active()
    if word in sessions[-1].brief:
        places.add("brief")
    if plan is not None and word in repr(plan):
        places.add("plan")
    if any(word in repr(fact) for fact in active):
        places.add("facts")
    looked = await search("falconer teacher work", 10, scope=SCOPE, engine=course.engine)
    if any(word in item.text for item in looked.items):
        places.add("recall")
    return places


async def test_a_retracted_fact_is_shown_nowhere_and_undoing_shows_it_again(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids, SAID)
    old = await fact_with(store, "falconer")
    assert await shown(store, course, "falconer") == {"brief", "facts", "recall"}
    gone = await retract_fact(old.id, reason="misheard", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert gone == replace(
        old, status=FactStatus.RETRACTED, retracted_at=clock(), actor=CLINICIAN.id, reason="misheard"
    )
    assert await shown(store, course, "falconer") == set()
    async with store.read(SCOPE) as work:
        act = (await work.facts.journal())[-1].act
    (back,) = await undo_act(act, reason="it was right", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert back == old
    assert await shown(store, course, "falconer") == {"facts", "recall"}
    with pytest.raises(UndoRefused):
        await undo_act("no-such-act", reason="r", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_a_suppressed_fact_stays_in_the_record_and_saying_it_again_does_not_bring_it_back(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, SAID)
    old = await fact_with(sqlite_store, "falconer")
    await suppress_fact(old.id, reason="asked not to", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert await shown(sqlite_store, course, "falconer") == set()
    await course.say("About a 5. I work as a falconer.")
    await course.close()
    await course.open()
    async with sqlite_store.read(SCOPE) as work:
        facts = [fact for fact in await work.facts.all() if "falconer" in fact.object]
    assert [(fact.status, fact.object) for fact in facts] == [(FactStatus.SUPPRESSED, "falconer")] * 2
    assert await shown(sqlite_store, course, "falconer") == set()


async def test_a_correction_takes_its_place_keeps_what_is_not_said_and_is_not_overwritten(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, SAID)
    old = await fact_with(sqlite_store, "falconer")
    to = Correction(object="baker", valid_from=date(2025, 1, 1))
    new = await correct_fact(old.id, to, reason="seen", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (new.object, new.valid_from, new.authority, new.speaker, new.supersedes, new.clinician_confirmed) == (
        "baker",
        date(2025, 1, 1),
        Authority.CLINICIAN_EDITED,
        Speaker.CLINICIAN,
        old.id,
        True,
    )
    await course.say("About a 5. I work as a teacher.")
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        jobs = [fact for fact in await work.facts.active() if fact.predicate == "job"]
        then = await work.facts.all(as_of=old.recorded_at)
    assert [(fact.object, fact.status) for fact in jobs] == [
        ("baker", FactStatus.ACTIVE),
        ("teacher", FactStatus.DISPUTED),
    ]
    assert then == [old]
    with pytest.raises(FactNotCurrent):
        await correct_fact(old.id, "x", reason="r", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_confirming_one_side_settles_the_dispute_and_both_stay_readable(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, SAID)
    old = await fact_with(sqlite_store, "falconer")
    await correct_fact(old.id, "baker", reason="seen", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.say("About a 5. I work as a teacher.")
    await course.close()
    claimed = await fact_with(sqlite_store, "teacher")
    assert claimed.status is FactStatus.DISPUTED
    kept = await confirm_fact(claimed.id, reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (kept.status, kept.authority, kept.disputes) == (FactStatus.ACTIVE, Authority.CLINICIAN_SIGNED, None)
    async with sqlite_store.read(SCOPE) as work:
        facts, journal = await work.facts.all(), await work.facts.journal()
    assert {fact.object: fact.status for fact in facts if fact.predicate == "job"} == {
        "falconer": FactStatus.RETRACTED,
        "baker": FactStatus.RETRACTED,
        "teacher": FactStatus.ACTIVE,
    }
    assert replay(journal) == by_id(facts)


async def test_an_ended_fact_is_closed_in_life_and_not_in_the_record(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, SAID)
    old = await fact_with(sqlite_store, "falconer")
    day = date(2026, 3, 5)
    over = await end_fact(old.id, day, reason="left", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (over.status, over.valid_to, over.retracted_at) == (FactStatus.SUPERSEDED, day, None)


async def test_an_erased_fact_is_nowhere_its_words_are_a_gap_and_what_gave_way_to_it_holds_again(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(
        store, clock, ids, "About a 4. I live with my aunt.", "About a 4. I live with my falconer."
    )
    aunt, erased = await fact_with(store, "aunt"), await fact_with(store, "falconer")
    assert (aunt.status, erased.supersedes) == (FactStatus.SUPERSEDED, aunt.id)
    done = await erase_facts([erased.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (done.erased, done.reopened) == ((erased.id,), (aunt.id,))
    assert await shown(store, course, "falconer") == set()
    async with store.read(SCOPE) as work:
        facts, journal = await work.facts.all(), await work.facts.journal()
        sessions, notes = await work.sessions.all(), await work.notes.all()
        said = await work.turns.before(clock.advance(days=1))
    assert [(fact.id, fact.status, fact.valid_to) for fact in facts] == [(aunt.id, FactStatus.ACTIVE, None)]
    assert "falconer" not in repr((facts, journal, [each.brief for each in sessions], notes))
    assert [each.text for each in said if GAP in each.text] == [f"About a 4. {GAP}."]
    assert journal[-2].kind is JournalKind.ERASE
    with pytest.raises(NotFound):
        await erase_facts([erased.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_what_was_said_before_the_like_was_erased_is_neither_read_at_the_close_nor_shown_to_the_model(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids, "About a 4. I live with my falconer.")
    first = await fact_with(store, "falconer")
    await course.say("About a 5. I live with my falconer still.")
    await erase_facts([first.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.walk(["I did part of it.", "Yes, I feel safe.", "My sister called."])
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_session(course.session.id)
    later = [call for call in calls if call.turn > 2 and call.kind is CallKind.SPEAK]
    assert later
    shown_words = [each.content for call in later for each in call.messages]
    assert not [each for each in shown_words if "falconer" in each]
    assert any("About a 5. " in each for each in shown_words), "the rest of the turn is still there"
    await course.close()
    async with store.read(SCOPE) as work:
        assert not [fact for fact in await work.facts.all() if "falconer" in fact.object]
    bundle = (await export_patient(SCOPE, store=store, clock=clock)).decode()
    assert "falconer" not in bundle
    assert "█" in bundle


async def test_a_model_at_the_close_is_shown_nothing_that_was_erased(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, "About a 4. I live with my falconer.")
    first = await fact_with(sqlite_store, "falconer")
    await course.say("About a 5. I live with my falconer still.")
    await erase_facts([first.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    course.now = voices_of(course.now.speak, close=ScriptedChat(says_again), reads=("en",))
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        calls = [call for call in await work.calls.of_session(course.session.id) if call.kind is CallKind.CLOSE]
        kept = repr((await work.facts.all(), await work.notes.all(), await work.formulation.nodes()))
    assert {call.template for call in calls} == {"close", "formulation"}
    assert "falconer" not in repr([call.messages for call in calls])
    assert "falconer" not in kept


def says_again(request: ChatRequest) -> str:
    """A model that quotes the erased words from memory."""
    fact = {"subject": "client", "predicate": "lives_with", "object": "my falconer", "negated": False}
    said = {"turn": 2, "quote": "I live with my falconer still"}
    if isinstance(request.constraint, JsonSchema) and request.constraint.name == "close":
        return json.dumps({"facts": [{**fact, **said}]})
    return json.dumps({"nodes": [{"kind": "trigger", "text": "living with a falconer", **said}], "edges": []})


async def said_anew(store: Store, clock: FixedClock, ids: CountedIds) -> Fact:
    """A fact is erased, and a week later the client says the like again in a session that closes; the erased one."""
    course = await course_of(store, clock, ids, "About a 4. I live with my falconer.")
    first = await fact_with(store, "falconer")
    await erase_facts([first.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    clock.advance(days=7)
    await course.say("About a 5. I live with my falconer.")
    await course.close()
    return first


async def test_what_is_said_anew_after_it_was_erased_is_a_new_disclosure(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    first = await said_anew(sqlite_store, clock, ids)
    assert (await fact_with(sqlite_store, "falconer")).id != first.id


async def test_what_is_said_anew_in_an_open_session_is_heard_by_the_model_and_what_was_erased_is_not(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids, "About a 4. I live with my falconer.")
    first = await fact_with(sqlite_store, "falconer")
    await course.say("About a 5. I live with my falconer still.")
    await erase_facts([first.id], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.walk(["I did part of it. I live with my falconer again.", "Yes, I feel safe."])
    async with sqlite_store.read(SCOPE) as work:
        turns = await work.turns.without_withheld(await work.turns.of_session(course.session.id))
    said = [turn.text for turn in turns if turn.author is Author.CLIENT]
    assert said == [
        f"About a 5. {GAP} still.",
        "I did part of it. I live with my falconer again.",
        "Yes, I feel safe.",
    ]


@pytest.mark.parametrize("act", [retract_fact, suppress_fact])
async def test_a_withdrawn_fact_does_not_come_back_into_a_later_brief_by_the_last_note_or_a_task(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, act: Callable[..., Awaitable[Fact]]
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    words = list(WORDS[Language.EN])
    words[4], words[14] = "I want to see my falconer.", "I want to see my falconer on Tuesday."
    await course.walk(words)
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        gone = [fact.id for fact in await work.facts.active() if "falconer" in fact.object]
    assert gone
    for fact in gone:
        await act(fact, reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    opened = await course.open()
    assert "falconer" not in opened.brief
    assert "Client rated mood" in opened.brief


@pytest.mark.parametrize(
    ("said", "answer", "later", "echoes"),
    [
        (
            "I work as a falconer.",
            "A falconer! What is it like?",
            "How cold. Those falconers!",
            [(3, 0, 11), (5, 10, 26)],
        ),
        ("I am 31 years old.", "So 31 it is. What is it like?", "Give me 31 reasons.", [(3, 0, 12)]),
        ("我和养蜂人住在一起。", "养蜂人啊！那是什么感觉？", "你好。养蜂人怎么样？", [(3, 0, 5), (5, 3, 10)]),
    ],
)
async def test_the_sentences_in_which_a_therapist_said_it_again_are_kept_back_and_a_gap_in_recall(
    sqlite_store: Store,
    clock: FixedClock,
    ids: CountedIds,
    said: str,
    answer: str,
    later: str,
    echoes: list[tuple[int, int, int]],
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(f"About a 4. {said}")
    async with sqlite_store.write(SCOPE) as work:
        fact = fact_of(
            extract_facts(await work.turns.of_session(course.session.id), today=clock().date())[0],
            tenant=SCOPE.tenant,
            patient=SCOPE.patient,
            id="f",
            recorded_at=clock(),
        )
        await work.facts.add(fact)
        client, reply = (await work.turns.of_session(course.session.id))[1:3]
        turns = [client, replace(reply, text=answer), replace(client, n=4), replace(reply, call=None, n=5, text=later)]
        await work.turns.add(replace(reply, call=None, n=5, text=later))
    own = [(each.turn, each.start, each.end) for each in echoes_of(fact, turns, [])]
    assert own == echoes
    assert echoes_of(fact, turns, [fact]) == (), "a fact that stays says it too"
    await erase_facts(["f"], reason="asked", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    async with sqlite_store.read(SCOPE) as work:
        read = {each.turn: each.text for each in await work.turns.before(clock.advance(days=1))}
    shown = [later[:start] + GAP + later[end:] for n, start, end in echoes if n == 5]
    assert read[5] == (shown or [later])[0]


async def test_a_fact_of_another_patient_is_not_found(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await course_of(sqlite_store, clock, ids, SAID)
    fact = await fact_with(sqlite_store, "falconer")
    other = replace(SCOPE, patient="p-none")
    with pytest.raises(NotFound):
        await retract_fact(fact.id, reason="r", actor=CLINICIAN, scope=other, engine=course.engine)


async def test_a_bundle_keeps_what_was_said_anew_after_the_erasure_and_nothing_from_before(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    await said_anew(sqlite_store, clock, ids)
    told = await export_patient(SCOPE, store=sqlite_store, clock=clock)
    there = replace(SCOPE, tenant="elsewhere")
    for changed in (True, False):
        done = await import_bundle(json.loads(told), tenant=there.tenant, store=sqlite_store, ids=ids)
        assert done.changed is changed
    again = await export_patient(there, store=sqlite_store, clock=clock)
    assert json.loads(again)["sha256"] == json.loads(told)["sha256"]
    async with sqlite_store.read(there) as work:
        before, after, *_ = await work.sessions.all()
        held = [
            repr((await work.turns.of_session(each.id), await work.calls.of_session(each.id)))
            + repr((await work.events.after(each.id, 0), await work.slots.of_session(each.id), each.brief))
            for each in (before, after)
        ]
        (fact,) = [each for each in await work.facts.active() if "falconer" in each.object]
    assert ("falconer" in held[0], "falconer" in held[1]) == (False, True)
    assert fact.source is not None
    assert fact.source.quote in held[1]
