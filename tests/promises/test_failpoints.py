"""The service dies at every named place of a turn: the retrying client gets its one answer, and no alarm is lost."""

import os
from pathlib import Path

import pytest

from tests.kill.harness import Broken
from tests.promises.failpoints import PLACES, Place, die_and_retry, doomed, each_place

TIMES = int(os.environ.get("DEATHS", "20"))
SLICE = tuple(
    place
    for place in PLACES
    if place.label
    in {
        "after transaction 1",
        "in transaction 2",
        "after transaction 2",
        "in transaction 1, an alarm",
        "after transaction 2, an alarm of the reader",
        "in the close",
    }
)


@pytest.mark.slow
async def test_one_answer_after_a_death_at_any_place(sqlite_dsn: str, tmp_path: Path) -> None:
    async with doomed(sqlite_dsn, tmp_path) as victim:
        found = await each_place(victim, SLICE, times=1)
    assert found == {place.label: Broken() for place in SLICE}


@pytest.mark.slow
async def test_control_a_client_that_repeats_under_new_keys_doubles_its_turns(sqlite_dsn: str, tmp_path: Path) -> None:
    async with doomed(sqlite_dsn, tmp_path) as victim:
        broken = await die_and_retry(victim, Place(name="after transaction 2"), same_key=False)
    assert broken.doubled > 0


@pytest.mark.promises
@pytest.mark.timeout(1800)
async def test_one_answer_after_twenty_deaths_at_every_place(dsn: str, tmp_path: Path) -> None:
    async with doomed(dsn, tmp_path) as victim:
        found = await each_place(victim, PLACES, times=TIMES)
    assert found == {place.label: Broken() for place in PLACES}


@pytest.mark.promises
@pytest.mark.timeout(600)
async def test_control_twenty_deaths_double_the_turns_of_a_client_without_keys(dsn: str, tmp_path: Path) -> None:
    broken = Broken()
    async with doomed(dsn, tmp_path) as victim:
        for _ in range(TIMES):
            broken += await die_and_retry(victim, Place(name="after transaction 2"), same_key=False)
    assert broken.doubled >= TIMES
