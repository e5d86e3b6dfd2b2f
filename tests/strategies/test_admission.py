"""Too many turns at once: what can wait is refused before anything is stored, what may not wait is heard."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from memory.record.session import RequestState, TurnOrigin
from memory.store.store import Store
from strategies.course.admission import HANDS, LOOKS, Gate, NoPlace
from strategies.course.engine import Limits
from strategies.course.errors import ModelAway, Overloaded
from strategies.course.receive import asks_for_safety
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, Course, Held, away, begin, distinct_replies, voices_of

WORDS = "About a 4 I would say."
PLAN = "I am going to kill myself tonight, the pills are here."
ASKS = "Are you thinking about killing yourself?"


async def full(course: Course, stack: AsyncExitStack) -> Gate:
    """A gate of one place that is taken, and nobody may wait."""
    gate = Gate(at_once=1, waiting=0, wait_seconds=0.01)
    course.engine = replace(course.engine, gate=gate)
    stack.enter_context(gate.entered())
    await stack.enter_async_context(gate.place())
    return gate


async def test_words_that_can_wait_are_refused_before_anything_is_stored_and_taken_when_there_is_room(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    async with AsyncExitStack() as stack:
        await full(course, stack)
        with pytest.raises(Overloaded) as refused:
            await course.take(WORDS, key="k1")
        assert 1.0 <= refused.value.retry_after <= 60.0
        assert len(await course.turns()) == 1
        async with store.read(SCOPE) as work:
            assert await work.requests.find(course.session.id, "k1") is None
    assert (await course.say(WORDS, key="k1")).reply.origin == TurnOrigin.SPOKEN


async def test_an_alarm_is_answered_whatever_the_load(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await begin(store, clock, ids, voices_of(away()))
    async with AsyncExitStack() as stack:
        gate = await full(course, stack)
        exchange = await course.say(PLAN)
        assert (exchange.reply.origin, exchange.risk_tier, gate.inside) == (TurnOrigin.CRISIS, 3, 1)


async def test_an_alarm_waits_for_nobody_whose_words_are_looked_at(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(away()))
    async with AsyncExitStack() as stack, asyncio.timeout(20):
        gate = await full(course, stack)
        async with AsyncExitStack() as looks:
            for _ in range(LOOKS):
                await looks.enter_async_context(gate.look())
            waiting = asyncio.create_task(course.take(WORDS, key="k1"))
            assert (await course.say(PLAN)).reply.origin == TurnOrigin.CRISIS
            assert not waiting.done()
        assert (await waiting).alarmed_tier == 0, "now they are said in the midst of the safety screen"


async def test_a_bare_yes_to_a_question_about_suicide_is_heard_whatever_the_load(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat([ASKS])))
    assert (await course.say(WORDS)).reply.text == ASKS
    async with AsyncExitStack() as stack:
        await full(course, stack)
        assert (await course.say("Yes.")).risk_tier > 0


async def test_a_bare_yes_to_anything_else_can_wait(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(["Did you see your sister this week?"])))
    await course.say(WORDS)
    async with AsyncExitStack() as stack:
        await full(course, stack)
        with pytest.raises(Overloaded):
            await course.take("Yes.")


async def test_at_a_step_that_asks_about_safety_the_reviewed_line_answers_at_once(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.walk([WORDS, "I did part of it."])
    _, library = await course.engine.releases.of_session(course.session.id, SCOPE)
    async with sqlite_store.read(SCOPE) as work:
        frames = (await work.sessions.stack(course.session.id)).frames
    assert asks_for_safety(frames, library)
    async with AsyncExitStack() as stack:
        await full(course, stack)
        exchange = await course.say("No, I do not.")
    assert (exchange.calls, exchange.risk_tier) == (0, 0)
    assert exchange.reply.origin in {TurnOrigin.FALLBACK, TurnOrigin.SCRIPTED}


async def test_words_that_waited_in_vain_stay_kept_and_the_same_key_is_answered_by_the_reviewed_line(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    gate = Gate(at_once=1, waiting=1, wait_seconds=0.01)
    course.engine = replace(course.engine, gate=gate)
    with gate.entered():
        async with gate.place():
            with pytest.raises(ModelAway) as refused:
                await course.take(WORDS, key="k1")
            assert refused.value.retry_after >= 1.0
            async with store.read(SCOPE) as work:
                left = await work.requests.open_of(course.session.id)
            assert left is not None
            assert (left.key, left.state) == ("k1", RequestState.PENDING)
            with gate.entered():
                exchange = await course.say(WORDS, key="k1")
    assert (exchange.reply.origin, exchange.reply.blocked) == (TurnOrigin.FALLBACK, "model away")


async def test_a_place_is_waited_for_in_turn_and_given_on() -> None:
    gate, order = Gate(at_once=1, waiting=2, wait_seconds=5), list[int]()

    async def turn(n: int) -> None:
        with gate.entered():
            async with gate.place():
                order.append(n)
                await asyncio.sleep(0)

    await asyncio.gather(*(turn(n) for n in range(3)))
    assert (order, gate.inside, gate.full) == ([0, 1, 2], 0, False)


async def test_past_the_limit_nobody_waits_for_a_place() -> None:
    gate = Gate(at_once=1, waiting=0, wait_seconds=60)
    with gate.entered(), gate.entered():
        async with gate.place():
            with pytest.raises(NoPlace):
                async with gate.place():
                    pytest.fail("there is no place")


async def test_while_an_alarm_is_answered_the_others_pause_between_their_steps() -> None:
    gate, order = Gate(), list[str]()

    async def ordinary() -> None:
        await gate.give_way()
        order.append("ordinary")

    async with gate.hand(first=True):
        task = asyncio.create_task(ordinary())
        for _ in range(5):
            await asyncio.sleep(0)
        order.append("alarm")
    await task
    assert order == ["alarm", "ordinary"]


async def test_nobody_pauses_longer_than_a_bound_for_an_alarm_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strategies.course.admission.PAUSE", 0.01)
    gate = Gate()
    async with gate.hand(first=True):
        async with asyncio.timeout(5):
            await gate.give_way()


async def test_an_alarm_among_many_takes_no_turn_behind_those_that_are_being_stored(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()))
    gate = Gate()
    course.engine = replace(course.engine, gate=gate)
    async with AsyncExitStack() as stack:
        for _ in range(HANDS):
            stack.enter_context(gate.entered())
            await stack.enter_async_context(gate.hand())
        async with asyncio.timeout(5):
            assert (await course.say(PLAN)).reply.origin == TurnOrigin.CRISIS
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await course.take(WORDS)


async def test_all_model_requests_of_a_turn_together_have_one_budget(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    held = Held()
    limits = Limits(turn_seconds=0.05)
    course = await begin(sqlite_store, clock, ids, voices_of(held), limits=limits)
    with pytest.raises(ModelAway, match=r"turn budget of 0\.05 s ran out"):
        await course.take(WORDS, key="k1")
    held.go.set()
    assert (await course.say(WORDS, key="k1")).reply.origin == TurnOrigin.SPOKEN
