"""More turns than the service takes: most are told when to come back, a crisis is answered all the same."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.faults_load import Borne, Load, crises_for, overload
from benchmarks.faults_trials import Told, say
from benchmarks.faults_words import CALM_EN, CRISES_EN
from benchmarks.measuring import percentile
from strategies.speech.endpoint import Budgets
from tests.contracts.servers import scripted_server
from tests.faults.kit import PATIENT, naive, running

SLOTS = 2
LATENCY = "0.2"
RATE = 40.0
"""A model with two slots and two calls a turn, each of 0.2 s, gives five to ten turns a second."""
LIMITS = {"turns_at_once": SLOTS, "turns_waiting": SLOTS, "turn_wait_seconds": 5.0}
SLICE = Load(rate=RATE, seconds=1.2, crises=6.0)
WHOLE = Load(rate=RATE, seconds=5.0, crises=10.0)


async def bear(dsn: str, folder: Path, load: Load) -> Borne:
    """The service under this load."""
    with scripted_server("--latency", LATENCY) as upstream:
        async with running(dsn, folder, upstream, prefix="load", slots=SLOTS, budgets=PATIENT, **LIMITS) as clinic:
            paths = [seat.path for seat in await clinic.seats.many(50)]
            crises = crises_for([seat.path for seat in await clinic.seats.many(int(load.seconds * load.crises))])
            return await overload(clinic.url, paths, crises, load, sample=None)


async def bear_naively(folder: Path, load: Load) -> Borne:
    """The control under the same load, before the same model; it is given more clients, since it holds them all."""
    with scripted_server("--latency", LATENCY) as upstream:
        async with naive(folder, upstream, slots=SLOTS) as control:
            paths = [f"/sessions/load-{n}/turns" for n in range(int(load.rate * load.seconds))]
            crises = crises_for([f"/sessions/crisis-{n}/turns" for n in range(int(load.seconds * load.crises))])
            return await overload(control.url, paths, crises, load, sample=None)


def assert_borne(borne: Borne, *, within: float) -> None:
    """Every refusal has its time, most arrivals are refused, every crisis was answered within so many seconds."""
    assert dict(borne.wrong) == {}
    assert borne.statuses.get("503 overloaded", 0) > len(borne.answered) > 0
    assert percentile(borne.crises, 0.99) < within


async def test_past_its_limit_the_service_refuses_with_a_time_to_come_back_and_answers_every_crisis(
    sqlite_dsn: str, tmp_path: Path
) -> None:
    assert_borne(await bear(sqlite_dsn, tmp_path, SLICE), within=3.0)


async def test_under_the_same_load_a_service_that_takes_everyone_keeps_a_crisis_waiting(tmp_path: Path) -> None:
    borne = await bear_naively(tmp_path, SLICE)
    assert borne.refused == []
    assert max(borne.crises) > 3.0


async def hang(dsn: str, folder: Path, upstream: str, *, number: int) -> tuple[list[Told], list[Told]]:
    """So many turns hang at the model for two seconds; three crises meanwhile, and then the turns' answers."""
    budgets = Budgets(first_token=2.0, whole=2.0)
    async with running(dsn, folder, upstream, prefix="held", budgets=budgets) as clinic:
        seats, crises = await clinic.seats.many(number), await clinic.seats.many(3)
        await clinic.proxies["decide"].play("hang")
        async with asyncio.TaskGroup() as group:
            hanging = [
                group.create_task(say(clinic.url, seat.path, CALM_EN[0], key="k-1", patience=30)) for seat in seats
            ]
            while clinic.proxies["decide"].faulted < number:  # noqa: ASYNC110 - it happens elsewhere
                await asyncio.sleep(0.02)
            told = [
                await say(clinic.url, seat.path, words, key="k-1", patience=30)
                for seat, words in zip(crises, CRISES_EN, strict=False)
            ]
    return told, [each.result() for each in hanging]


async def test_turns_that_hang_at_the_model_hold_no_connection_that_a_crisis_needs(
    postgres_dsn: str, tmp_path: Path, upstream: str
) -> None:
    """Twenty turns hang: more than there are connections to the database."""
    told, hung = await hang(postgres_dsn, tmp_path, upstream, number=20)
    assert [(each.status, each.origin) for each in told] == [(200, "crisis")] * 3
    assert max(each.seconds for each in told) < min(each.seconds for each in hung)
    assert [each.status for each in hung] == [503] * 20


@pytest.mark.faults
@pytest.mark.timeout(300)
async def test_four_times_the_capacity_for_longer(dsn: str, tmp_path: Path) -> None:
    assert_borne(await bear(dsn, tmp_path, WHOLE), within=1.0)


@pytest.mark.faults
@pytest.mark.timeout(300)
async def test_sixty_turns_hang_and_a_crisis_is_answered_within_a_second(
    dsn: str, tmp_path: Path, upstream: str
) -> None:
    told, hung = await hang(dsn, tmp_path, upstream, number=60)
    assert [(each.status, each.origin) for each in told] == [(200, "crisis")] * 3
    assert max(each.seconds for each in told) < 1.0
    assert [each.status for each in hung] == [503] * 60
