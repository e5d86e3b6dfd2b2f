"""Closing a session: proposals with their sources, written once, with or without a model."""

import asyncio
from datetime import date

import orjson
import pytest

from memory.record.course import Origin, PlanVersion
from memory.record.session import CallKind, SessionState
from memory.record.state import Direction, Fact, FactStatus, HomeworkOutcome, TargetStatus
from memory.store.store import Store
from strategies.course.close import close_session
from strategies.course.corrections import Answers, NewTarget, add_target, record_measure
from strategies.course.errors import ModelAway
from strategies.course.facts.fact_corrections import correct_fact
from strategies.course.session import request_close
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    SCOPE,
    Course,
    Held,
    away,
    begin,
    distinct_replies,
    saying,
    voices_of,
)

NURSE = "About a 4. I work as a nurse."


async def course_of(store: Store, clock: FixedClock, ids: CountedIds) -> Course:
    return await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))


async def facts_of(course: Course) -> list[Fact]:
    async with course.store.read(SCOPE) as work:
        return await work.facts.all()


async def plans_of(course: Course) -> list[PlanVersion]:
    async with course.store.read(SCOPE) as work:
        return await work.plans.all(course.episode.id)


async def test_facts_rest_on_words_that_stand_in_their_turn(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await course_of(store, clock, ids)
    await course.say(NURSE)
    closed = await course.close()
    assert (closed.state, closed.closed_at) == (SessionState.CLOSED, clock())
    facts = await facts_of(course)
    assert [(fact.object, fact.status, fact.origin) for fact in facts] == [("nurse", FactStatus.ACTIVE, Origin.RULE)]
    source = facts[0].source
    assert source is not None
    turn = next(turn for turn in await course.turns() if turn.n == source.turn)
    assert (source.session, turn.text[source.start : source.end]) == (course.session.id, source.quote)
    async with store.read(SCOPE) as work:
        note = await work.notes.latest(course.session.id)
    assert note is not None
    assert (note.version, note.signed_by) == (1, None)


async def test_a_fact_of_the_second_session_takes_the_place_of_the_first_and_is_news_for_the_plan(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.say("About a 4. I work as a nurse.")
    await course.close()
    await course.open()
    await course.say("About a 5. I work as a teacher now.")
    await course.close()
    old, new = [fact for fact in await facts_of(course) if fact.object in ("nurse", "teacher")]
    assert (old.object, old.status, old.valid_to) == ("nurse", FactStatus.SUPERSEDED, clock().date())
    assert (new.object, new.status, new.supersedes) == ("teacher", FactStatus.ACTIVE, old.id)
    plan = (await plans_of(course))[-1]
    assert (plan.n, plan.replanned, plan.after_session) == (3, True, course.session.id)
    assert plan.changed != ()
    assert [source.quote for reason in plan.reasons for source in reason.sources if "teacher" in source.quote] != []


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ("I live with my cousin Marisol.", "I live with Marisol, my cousin.", "cousin Marisol"),
        ("I live with my cousin Marisol.", "I live with my cousin.", "cousin Marisol"),
        ("I live with my cousin.", "I live with my cousin Marisol.", "cousin Marisol"),
    ],
)
async def test_a_fact_in_other_words_is_no_news_for_the_plan_of_this_session_or_the_next(
    before: str, after: str, held: str, store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.say(f"About a 4. {before}")
    await course.close()
    await course.open()
    await course.say(f"About a 5. {after}")
    await course.close()
    await course.open()
    active = [fact.object for fact in await facts_of(course) if fact.status is FactStatus.ACTIVE]
    assert active == [held]
    assert [reason.rule for plan in await plans_of(course) for reason in plan.reasons if "fact" in reason.rule] == []


async def test_a_client_who_sets_an_earlier_number_right_corrects_it(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.say("About a 4. I sleep five hours a night.")
    await course.close()
    await course.open()
    await course.say("About a 5. I told you five hours, but honestly it is more like three.")
    await course.close()
    told = {fact.object: fact.status for fact in await facts_of(course)}
    assert told == {"five hours": FactStatus.RETRACTED, "three hours": FactStatus.ACTIVE}


@pytest.mark.parametrize(
    ("again", "rules"),
    [("I am back on sertraline.", ["medication_change"]), ("I take sertraline.", [])],
)
async def test_a_drug_taken_again_is_news_even_where_no_break_was_heard_of(
    again: str, rules: list[str], store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.say("About a 4. I take sertraline.")
    await course.close()
    await course.open()
    await course.say(f"About a 5. {again}")
    await course.close()
    plan = (await plans_of(course))[-1]
    assert [reason.rule for reason in plan.reasons if reason.rule == "medication_change"] == rules


async def test_homework_is_assigned_with_its_words_and_its_outcome_told_next_time(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    first = course.session.id
    await course.walk(
        ["About a 4.", "There was no task.", "Yes, I feel safe.", "My sister.", "That quarrel.", "On Sunday she left."]
    )
    await course.walk(["That I am alone.", "She did not call.", "Not once.", "My aunt did.", "And a friend."])
    await course.walk(["I have my aunt.", "She is there.", "I am not so alone.", "I will call her."])
    await course.close()
    async with store.read(SCOPE) as work:
        tasks = await work.homework.all()
    assert [(task.text, task.session, task.outcome) for task in tasks] == [("I will call her.", first, None)]
    assert tasks[0].source is not None
    assert tasks[0].source.quote == "I will call her."
    await course.open()
    assert "I will call her." in course.session.brief
    await course.walk(["About a 5.", "I did part of it."])
    await course.close()
    async with store.read(SCOPE) as work:
        told = (await work.homework.all())[0]
    assert (told.outcome, told.outcome_session) == (HomeworkOutcome.PARTIAL, course.session.id)
    assert told.outcome_source is not None
    assert told.outcome_source.quote in "I did part of it."


async def test_measures_move_a_target_with_evidence_and_the_plan_says_what_changed(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    new = NewTarget(
        label="low mood", direction=Direction.DOWN, measure="phq9", baseline=18.0, goal=8.0, mcid=5.0, agreed=True
    )
    target = await add_target(new, actor=CLINICIAN, scope=SCOPE, engine=course.engine)

    async def measured(total: float, on: date) -> None:
        clock.advance(seconds=5)
        answers = Answers(instrument="phq9", taken_on=on, total=total)
        await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=course.engine)

    await measured(18, date(2026, 3, 2))
    await course.say("About a 4.")
    await course.close()
    await course.open()
    await measured(11, date(2026, 3, 9))
    await course.say("About a 6.")
    await course.close()

    async with store.read(SCOPE) as work:
        after = await work.targets.get(target.id)
        evidence = await work.targets.evidence_of(target.id)
    assert (after.current, after.status) == (11, TargetStatus.IMPROVING)
    assert [(each.value, each.moved_to, each.session) for each in evidence][-1] == (
        11,
        TargetStatus.IMPROVING,
        course.session.id,
    )
    assert [plan.n for plan in await plans_of(course)] == [1, 2, 3]


async def test_a_measure_taken_while_the_close_asks_its_model_is_not_lost_and_a_correction_not_overwritten(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    new = NewTarget(
        label="low mood", direction=Direction.DOWN, measure="phq9", baseline=18.0, goal=8.0, mcid=5.0, agreed=True
    )
    target = await add_target(new, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.say("About a 4. I work as a nurse.")
    await course.close()
    await course.open()
    await course.say("About a 5. I work as a teacher now.")
    held = Held('{"facts": []}')
    course.now = voices_of(course.now.speak, close=held)
    closing = asyncio.create_task(course.close())
    await held.reached.wait()
    fact = (await facts_of(course))[0]
    await correct_fact(fact.id, "baker", reason="misheard", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    answers = Answers(instrument="phq9", taken_on=clock().date(), total=11)
    await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    held.go.set()
    await closing

    async with sqlite_store.read(SCOPE) as work:
        assert (await work.targets.get(target.id)).current == 11
    places = [(fact.object, fact.status) for fact in await facts_of(course)]
    assert places == [
        ("nurse", FactStatus.RETRACTED),
        ("baker", FactStatus.ACTIVE),
        ("teacher", FactStatus.DISPUTED),
    ]


async def test_two_workers_closing_at_once_and_one_coming_later_write_one_close(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(store, clock, ids)
    await course.say(NURSE)
    await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    first, second = await asyncio.gather(
        *(close_session(course.session.id, scope=SCOPE, engine=course.engine) for _ in range(2))
    )
    clock.advance(minutes=5)
    third = await close_session(course.session.id, scope=SCOPE, engine=course.engine)
    assert first == second == third
    assert len(await facts_of(course)) == 1
    assert len(await plans_of(course)) == 2
    async with store.read(SCOPE) as work:
        assert len(await work.notes.of_session(course.session.id)) == 1


async def test_a_session_closes_from_rules_when_the_model_is_away_and_reads_words_that_were_never_answered(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away(), close=away()))
    with pytest.raises(ModelAway):
        await course.say(NURSE)
    closed = await course.close(abandoned=True)
    assert closed.state is SessionState.ABANDONED
    assert [fact.object for fact in await facts_of(course)] == ["nurse"]
    assert len(await plans_of(course)) == 2
    again = await close_session(course.session.id, scope=SCOPE, engine=course.engine)
    assert again.state is SessionState.ABANDONED


NOTHING_FORMULATED = '{"nodes": [], "edges": []}'


async def test_what_a_model_proposes_for_the_formulation_stands_on_words_that_were_said_and_waits_for_a_clinician(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    at = {"turn": 2}
    answer = orjson.dumps(
        {
            "nodes": [
                {**at, "kind": "behaviour", "text": "stays in bed", "quote": "I stay in bed until noon"},
                {**at, "kind": "problem", "text": "low mood", "quote": "everything is grey"},
                {**at, "kind": "core_belief", "text": "I am worthless", "quote": "I am worthless"},
            ],
            "edges": [
                {"source": 0, "target": 1, "kind": "leads_to"},
                {"source": 2, "target": 1, "kind": "underlies"},
            ],
        }
    ).decode()
    model = saying('{"facts": []}', answer, "no JSON", "no JSON")
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies()), close=model))
    await course.say("About a 3. I stay in bed until noon and everything is grey.")
    first = course.session.id
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        nodes = [node for node in await work.formulation.nodes() if node.origin is Origin.MODEL]
        edges = [edge for edge in await work.formulation.edges() if edge.origin is Origin.MODEL]
        calls = await work.calls.of_session(first)
    assert [(node.kind.value, node.text, node.status.value, node.sources[0].quote) for node in nodes] == [
        ("behaviour", "stays in bed", "proposed", "I stay in bed until noon"),
        ("problem", "low mood", "proposed", "everything is grey"),
    ]
    assert [(edge.source_node, edge.kind.value, edge.target_node) for edge in edges] == [
        (nodes[0].id, "leads_to", nodes[1].id)
    ]
    refused = [entry.dropped for entry in calls[-1].ledger if entry.segment == "refused"]
    assert refused == [
        (
            "nodes[2]: the client said no such words in that turn",
            "edges[1]: one of its ends is not there",
        )
    ]
    await course.open()
    await course.say("About a 4.")
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        after = await work.formulation.nodes()
        calls = await work.calls.of_session(course.session.id)
    assert [node.id for node in after if node.origin is Origin.MODEL] == [node.id for node in nodes]
    assert [entry.dropped for entry in calls[-1].ledger if entry.segment == "refused"] == [("schema",)]


async def test_a_models_fact_is_kept_when_its_quote_stands_in_the_turn_and_dropped_when_it_does_not(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    told = {"subject": "client", "negated": False, "turn": 2}
    answer = orjson.dumps(
        {
            "facts": [
                {**told, "predicate": "pet", "object": "an old grey parrot", "quote": "an old grey parrot"},
                {**told, "predicate": "pet", "object": "two dogs", "quote": "I have two dogs"},
            ]
        }
    ).decode()
    model = saying(answer, NOTHING_FORMULATED)
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies()), close=model))
    text = "About a 4. At home an old grey parrot waits."
    await course.say(text)
    await course.close()
    facts = [fact for fact in await facts_of(course) if fact.origin is Origin.MODEL]
    assert [(fact.object, fact.source.quote if fact.source else None) for fact in facts] == [
        ("an old grey parrot", "an old grey parrot")
    ]
    async with sqlite_store.read(SCOPE) as work:
        calls = await work.calls.of_session(course.session.id)
    assert [call.template for call in calls if call.kind is CallKind.CLOSE] == ["close", "formulation"]
    refused = [entry for entry in calls[-2].ledger if entry.segment == "refused"]
    assert [(entry.tokens, entry.dropped) for entry in refused] == [(1, ("quote_not_said",))]
