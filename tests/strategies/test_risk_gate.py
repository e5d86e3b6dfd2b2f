"""The gate by itself: when it is full and crowded, how long to wait, who has places and hands; and all come back."""

import asyncio
from contextlib import ExitStack

import pytest

from strategies.course import admission
from strategies.course.admission import Gate, NoPlace


def filled(gate: Gate, turns: int) -> ExitStack:
    """So many turns in hand."""
    inside = ExitStack()
    for _ in range(turns):
        inside.enter_context(gate.entered())
    return inside


def test_a_gate_is_full_when_places_and_queue_are_taken_and_crowded_from_three_on() -> None:
    gate = Gate(at_once=2, waiting=2)
    seen: list[tuple[bool, bool]] = []
    for turns in range(5):
        with filled(gate, turns):
            seen.append((gate.full, gate.crowded))
    assert seen == [(False, False), (False, False), (False, False), (False, True), (True, True)]
    assert gate.inside == 0


def test_without_a_queue_the_places_are_all_there_is_and_a_gate_of_no_size_never_closes() -> None:
    with filled(Gate(at_once=1), 1) as held:
        del held
    gate = Gate(at_once=1)
    with filled(gate, 1):
        assert gate.full
    with filled(Gate(), 500):
        assert not Gate().full


def test_a_turn_that_fails_is_counted_out_and_gives_its_place_back() -> None:
    gate = Gate(at_once=1)
    with pytest.raises(KeyError), gate.entered():
        raise KeyError
    assert gate.inside == 0

    async def fails() -> None:
        async with gate.place():
            raise KeyError

    async def twice() -> None:
        for _ in range(2):
            with pytest.raises(KeyError):
                await asyncio.wait_for(fails(), 2)

    asyncio.run(twice())


def test_the_wait_grows_with_those_inside_and_stays_between_a_second_and_a_minute() -> None:
    gate = Gate(at_once=2)
    for turns, seconds in ((0, 1.0), (1, 1.0), (4, 2.0), (10, 5.0), (500, 60.0)):
        with filled(gate, turns):
            assert gate.retry_after == seconds


def test_the_wait_follows_how_long_places_are_held_the_newest_by_a_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(admission, "perf_counter", lambda: now[0])
    gate = Gate(at_once=1)

    async def hold(seconds: float) -> None:
        async with gate.place():
            now[0] += seconds

    asyncio.run(hold(11))
    with filled(gate, 1):
        assert gate.retry_after == pytest.approx(2.0)
    asyncio.run(hold(2))
    with filled(gate, 10):
        assert gate.retry_after == pytest.approx(20.0)


async def test_a_refusal_says_when_to_come_again() -> None:
    gate = Gate(at_once=1, waiting=5, wait_seconds=0.01)
    async with gate.place():
        with filled(gate, 4), pytest.raises(NoPlace) as late:
            await asyncio.wait_for(gate.place().__aenter__(), 2)
        assert late.value.retry_after == 4.0
        assert "too many turns" in str(late.value)


async def test_at_the_limit_a_turn_may_wait_and_past_it_not() -> None:
    gate = Gate(at_once=1, waiting=1, wait_seconds=5)

    async def wants() -> str:
        async with gate.place():
            return "served"

    async with gate.place():
        with filled(gate, 3), pytest.raises(NoPlace):
            await asyncio.wait_for(wants(), 2)
        with filled(gate, 2):
            waiting = asyncio.create_task(wants())
            await asyncio.sleep(0.01)
            assert not waiting.done()
    assert await asyncio.wait_for(waiting, 2) == "served"


async def test_eight_store_at_once_the_ninth_waits_and_an_alarm_does_not() -> None:
    gate = Gate()
    go = asyncio.Event()
    held: list[int] = []

    async def store(number: int) -> None:
        async with gate.hand():
            held.append(number)
            await go.wait()

    tasks = [asyncio.create_task(store(number)) for number in range(9)]
    await asyncio.sleep(0.01)
    assert held == [*range(8)]
    async with gate.hand(first=True):
        held.append(99)
    assert held[-1] == 99
    go.set()
    await asyncio.wait_for(asyncio.gather(*tasks), 2)
    assert sorted(held) == [*range(9), 99]


async def test_others_go_on_when_the_last_of_two_alarms_is_answered() -> None:
    gate = Gate()
    await asyncio.wait_for(gate.give_way(), 0.5)
    first, second = gate.hand(first=True), gate.hand(first=True)
    await first.__aenter__()
    await second.__aenter__()
    paused = asyncio.create_task(gate.give_way())
    await asyncio.sleep(0.01)
    await first.__aexit__(None, None, None)
    await asyncio.sleep(0.01)
    assert not paused.done()
    await second.__aexit__(None, None, None)
    await asyncio.wait_for(paused, 0.5)
    await asyncio.wait_for(gate.give_way(), 0.05)
