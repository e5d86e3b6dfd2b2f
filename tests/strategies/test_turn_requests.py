"""Keys, leases and crashes: one key is one exchange, whatever happens between the two transactions."""

import asyncio

import pytest

from memory.record.session import RequestState, TurnRequest
from memory.store.errors import StaleVersion
from memory.store.store import Store
from strategies.course.errors import KeyReused, ModelAway, SessionNotOpen, TurnInFlight, TurnPending, WordsRefused
from strategies.course.received import Answered, Said
from strategies.course.session import request_close
from strategies.course.turn import take_turn
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    SCOPE,
    Course,
    Died,
    Held,
    away,
    begin,
    distinct_replies,
    dying,
    exchange_of,
    voices_of,
)

WORDS = "About a 4 I would say."


async def request_of(course: Course, key: str) -> TurnRequest | None:
    async with course.store.read(SCOPE) as work:
        return await work.requests.find(course.session.id, key)


async def spoken(course: Course) -> list[tuple[int, str]]:
    return [(turn.n, turn.text) for turn in await course.turns()]


async def test_a_crash_while_the_model_is_asked_loses_nothing_and_the_key_resumes_after_its_lease(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(dying)))
    opening = course.opening.text
    with pytest.raises(Died):
        await course.take(WORDS, key="k1")

    assert await spoken(course) == [(1, opening), (2, WORDS)]
    left = await request_of(course, "k1")
    assert left is not None
    assert (left.state, left.client_turn, left.attempts) == (RequestState.IN_FLIGHT, 2, 1)
    course.now = voices_of(ScriptedChat(distinct_replies()))
    with pytest.raises(TurnInFlight):
        await course.take(WORDS, key="k1")
    with pytest.raises(TurnInFlight):
        await course.take("Something else.", key="k2")
    with pytest.raises(KeyReused):
        await course.take("Other words.", key="k1")

    clock.advance(seconds=91)
    with pytest.raises(TurnPending) as refused:
        await course.take("Something else.", key="k2")
    assert refused.value.key == "k1"
    first = await course.take(WORDS, key="k1")
    again = await course.take(WORDS, key="k1")

    assert (first.replayed, again.replayed) == (False, True)
    assert first.exchange_json == again.exchange_json
    reply = exchange_of(first).reply
    assert await spoken(course) == [(1, opening), (2, WORDS), (3, reply.text)]
    done = await request_of(course, "k1")
    assert done is not None
    assert (done.state, done.reply_turn, done.attempts) == (RequestState.DONE, 3, 2)
    with pytest.raises(KeyReused):
        await course.take("Other words.", key="k1")


async def test_twenty_posts_of_one_key_at_once_make_one_exchange(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    held = Held()
    course = await begin(store, clock, ids, voices_of(held))

    async def post() -> Answered | TurnInFlight:
        try:
            return await take_turn(course.session.id, Said(text=WORDS, key="k1"), scope=SCOPE, engine=course.engine)
        except TurnInFlight as refused:
            return refused

    async with asyncio.TaskGroup() as group:
        posts = [group.create_task(post()) for _ in range(20)]
        await held.reached.wait()
        held.go.set()
    made = [post.result() for post in posts]

    answered = [each for each in made if isinstance(each, Answered)]
    assert held.asked == 1
    assert [each.replayed for each in answered].count(False) == 1
    assert len({each.exchange_json for each in answered}) == 1
    assert [n for n, _ in await spoken(course)] == [1, 2, 3]


async def test_of_two_keys_at_once_one_wins_and_the_other_is_told_to_wait(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    held = Held()
    course = await begin(store, clock, ids, voices_of(held))

    async def post(key: str) -> str:
        try:
            await take_turn(course.session.id, Said(text=WORDS, key=key), scope=SCOPE, engine=course.engine)
        except TurnInFlight:
            return "wait"
        return "won"

    async with asyncio.TaskGroup() as group:
        posts = [group.create_task(post(key)) for key in ("k1", "k2")]
        await asyncio.wait(posts, return_when=asyncio.FIRST_COMPLETED)
        held.go.set()

    assert sorted(post.result() for post in posts) == ["wait", "won"]
    assert [n for n, _ in await spoken(course)] == [1, 2, 3]


async def test_a_request_cancelled_while_the_model_is_asked_gives_its_lease_back(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    held = Held()
    course = await begin(store, clock, ids, voices_of(held))
    task = asyncio.create_task(course.take(WORDS, key="k1"))
    await held.reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    left = await request_of(course, "k1")
    assert left is not None
    assert (left.state, left.lease_until) == (RequestState.PENDING, clock())
    held.go.set()
    assert (await course.say(WORDS, key="k1")).reply.n == 3
    assert [n for n, _ in await spoken(course)] == [1, 2, 3]


async def test_whoever_lost_its_lease_meanwhile_writes_nothing(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    slow, quick = (
        Held("The slow answer came at last, did it not?"),
        ScriptedChat(["The quick answer came first, did it not?"]),
    )
    course = await begin(sqlite_store, clock, ids, voices_of(slow))
    late = asyncio.create_task(course.take(WORDS, key="k1"))
    await slow.reached.wait()
    clock.advance(seconds=91)
    course.now = voices_of(quick)
    won = await course.say(WORDS, key="k1")
    slow.go.set()
    with pytest.raises(TurnInFlight):
        await late

    assert won.reply.blocked is None
    assert (await spoken(course))[1:] == [(2, WORDS), (3, "The quick answer came first, did it not?")]
    assert (won.version, won.reply.blocked) == (1, None)


async def test_an_answer_to_a_version_that_has_passed_is_refused_and_nothing_is_stored(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(WORDS, version=0)
    with pytest.raises(StaleVersion) as refused:
        await course.take("I did part of it.", version=0)
    assert (refused.value.expected, refused.value.found) == (0, 1)
    assert [n for n, _ in await spoken(course)] == [1, 2, 3]
    assert (await course.say("I did part of it.", version=1)).version == 2


@pytest.mark.parametrize("text", ["", " \n", "a\x00b", "half a pair \ud83d", "x" * 4001, "长" * 2500])
async def test_words_that_cannot_be_kept_are_refused_before_anything_is_stored(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, text: str
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()))
    with pytest.raises(WordsRefused):
        await course.take(text, key="k1")
    assert len(await course.turns()) == 1
    assert await request_of(course, "k1") is None


async def test_a_pending_turn_is_not_resumed_once_its_session_is_being_closed(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()))
    with pytest.raises(ModelAway):
        await course.take(WORDS, key="k1")
    await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    with pytest.raises(SessionNotOpen):
        await course.take(WORDS, key="k1")
    with pytest.raises(SessionNotOpen):
        await course.take("More words.", key="k2")
    assert [n for n, _ in await spoken(course)] == [1, 2]


async def test_a_close_asked_for_while_a_lapsed_reply_is_made_wins_over_the_reply(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    slow = Held()
    course = await begin(sqlite_store, clock, ids, voices_of(slow))
    late = asyncio.create_task(course.take(WORDS, key="k1"))
    await slow.reached.wait()
    with pytest.raises(TurnInFlight):
        await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    clock.advance(seconds=91)
    await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    slow.go.set()
    with pytest.raises(SessionNotOpen):
        await late
    assert [n for n, _ in await spoken(course)] == [1, 2]


async def test_a_finished_key_is_replayed_after_the_session_closed(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    first = await course.take(WORDS, key="k1")
    await course.close()
    again = await course.take(WORDS, key="k1")
    assert (again.exchange_json, again.replayed) == (first.exchange_json, True)
