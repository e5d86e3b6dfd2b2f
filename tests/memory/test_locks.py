"""What is held while a transaction writes, and that two who hold never stand against each other."""

import asyncio
import dataclasses

import pytest

from memory import database
from memory.store.store import Store
from strategies.course.case.versions import Part, hold
from tests.memory.samples import OURS, Samples, keep_everything

OUR = Samples()
SESSION = OUR.id("session")


@pytest.fixture
async def filled(store: Store) -> Store:
    """A store with one row in every table of `OUR` patient."""
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    return store


async def test_a_locked_session_keeps_other_writers_waiting_until_the_commit(filled: Store) -> None:
    order: list[str] = []
    inside, waiting = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with filled.write(OURS) as work:
            await work.sessions.lock(SESSION)
            inside.set()
            await waiting.wait()
            await work.turns.add(OUR.turn(n=2))
            order.append("first")

    async def second() -> None:
        await inside.wait()
        waiting.set()
        async with filled.write(OURS) as work:
            await work.sessions.lock(SESSION)
            order.append(f"second saw {await work.turns.last_n(SESSION)}")

    await asyncio.gather(first(), second())
    assert order == ["first", "second saw 2"]


async def test_a_locked_patient_keeps_those_who_lock_it_waiting_until_the_commit(filled: Store) -> None:
    order: list[str] = []
    inside, waiting = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with filled.write(OURS) as work:
            await work.patient.lock()
            inside.set()
            await waiting.wait()
            await work.patient.set_level(5)
            order.append("first")

    async def second() -> None:
        await inside.wait()
        waiting.set()
        async with filled.write(OURS) as work:
            order.append(f"second saw {(await work.patient.lock()).risk_level}")

    await asyncio.gather(first(), second())
    assert order == ["first", "second saw 5"]


@pytest.mark.parametrize("how", ["lock", "hold"])
async def test_a_turn_that_raises_an_alarm_never_stands_against_whoever_holds_the_patient(
    filled: Store, how: str
) -> None:
    """A turn holds its session, then raises the patient's level: the other way round would be a deadlock."""
    inside = asyncio.Event()

    async def turn() -> None:
        async with filled.write(OURS) as work:
            await work.sessions.lock(SESSION)
            inside.set()
            for _ in range(20):  # long enough for the other to be where it waits
                await work.turns.last_n(SESSION)
                await asyncio.sleep(0.005)
            await work.patient.raise_level(5)

    async def other() -> None:
        await inside.wait()
        async with filled.write(OURS) as work:
            await (work.patient.lock() if how == "lock" else work.whole.hold())
            await work.targets.add_evidence(dataclasses.replace(OUR.evidence(), id="other"))

    await asyncio.gather(turn(), other())
    async with filled.read(OURS) as work:
        assert (await work.patient.get()).risk_level == 5


async def test_a_case_held_for_writing_never_stands_against_whoever_holds_the_patient_whole(filled: Store) -> None:
    """An import holds the sessions, then the patient; a row that names a session holds that session as it is added."""
    inside = asyncio.Event()

    async def clinician() -> None:
        async with filled.write(OURS) as work:
            await hold(Part.TARGETS, work, on_version=None)
            inside.set()
            for _ in range(20):  # long enough for the other to be where it waits
                await work.turns.last_n(SESSION)
                await asyncio.sleep(0.005)
            await work.targets.add_evidence(dataclasses.replace(OUR.evidence(), id="moved"))

    async def importer() -> None:
        await inside.wait()
        async with filled.write(OURS) as work:
            await work.whole.hold()
            await work.targets.add_evidence(dataclasses.replace(OUR.evidence(), id="imported"))

    await asyncio.gather(clinician(), importer())
    async with filled.read(OURS) as work:
        assert {"moved", "imported"} <= {each.id for each in await work.targets.evidence()}


async def test_a_case_held_for_writing_keeps_no_turn_waiting(postgres_dsn: str) -> None:
    store = Store(database.open_engine(postgres_dsn))
    async with store.write(OURS) as work:
        await keep_everything(work, OUR)
    async with store.write(OURS) as keeping:
        await hold(Part.TARGETS, keeping, on_version=None)
        async with asyncio.timeout(5), store.write(OURS) as speaking:
            await speaking.sessions.lock(SESSION)
            await speaking.turns.add(OUR.turn(n=2))
    await store.close()
