"""The twelve faults of a model server at every duty, and a crisis in each: a slice, and the whole behind `faults`.

The service runs in this process on budgets of a fraction of a second; `python -m benchmarks.faults` measures it as a
process of its own.
"""

from pathlib import Path

import pytest

from benchmarks.faults_naive import try_naive
from benchmarks.faults_proxy import FAULTS
from benchmarks.faults_trials import Clinic, try_close, try_crises, try_turn
from benchmarks.measuring import percentile
from memory.record.identity import Language
from tests.faults.kit import naive, running

SLICE = ("refused", "hang", "wrong_schema")
"""A server that is not there, one that says nothing, one that says something else."""

AWAY = frozenset({"refused", "5xx", "429", "429_silent", "hang", "drip", "cut", "dead_500", "dead_hang"})
"""Faults that count as an outage; the others give an answer, though a useless one."""


async def wrong_turns(clinic: Clinic, *faults: str, language: Language = Language.EN) -> list[str]:
    wrong: list[str] = []
    for duty in ("speak", "decide"):
        for fault in faults:
            found = await try_turn(clinic, duty, fault, language=language)
            wrong += [f"{duty}, {fault}: {line}" for line in found.wrong]
            if {each.status for each in found.told} != ({200, 503} if fault in AWAY else {200}):
                wrong.append(f"{duty}, {fault}: {found}")
    return wrong


async def wrong_closes(clinic: Clinic, *faults: str) -> list[str]:
    return [f"{fault}: {line}" for fault in faults for line in (await try_close(clinic, fault, seconds=20)).wrong]


async def wrong_crises(clinic: Clinic, number: int, *, within: float) -> list[str]:
    wrong: list[str] = []
    for fault in FAULTS:
        found = await try_crises(clinic, fault, number=number)
        wrong += [f"{fault}: {line}" for line in found.wrong]
        if (found.answered, found.escalated) != (number, number):
            wrong.append(f"{fault}: {found.answered} answered, {found.escalated} escalated, of {number}")
        if percentile(found.seconds, 0.99) > within:
            wrong.append(f"{fault}: {percentile(found.seconds, 0.99):.2f} s")
    return wrong


async def test_a_fault_while_speaking_or_deciding_is_a_defined_answer_and_the_same_key_goes_on(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="turn") as clinic:
        assert await wrong_turns(clinic, *SLICE) == []


async def test_the_time_to_come_back_that_the_model_names_is_handed_on(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="429") as clinic:
        named = await try_turn(clinic, "speak", "429")
        silent = await try_turn(clinic, "speak", "429_silent")
    assert (named.told[0].retry_after, silent.told[0].retry_after) == (7.0, 5.0)
    assert named.told[0].body["retry_after"] == 7.0


async def test_values_that_nobody_said_are_not_taken_from_a_model_that_makes_them_up(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="lie") as clinic:
        found = await try_turn(clinic, "decide", "wrong_schema", words="It is hard to say, the week went by so fast.")
        assert clinic.proxies["decide"].faulted > 0
    assert list(found.wrong) == []


async def test_a_close_is_done_from_rules_whatever_the_model_does(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="close") as clinic:
        assert await wrong_closes(clinic, "hang", "wrong_schema") == []


async def test_a_crisis_is_answered_and_escalated_in_every_fault(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="crisis") as clinic:
        assert await wrong_crises(clinic, 2, within=5.0) == []


async def test_the_same_faults_break_a_service_without_keys_and_budgets(tmp_path: Path, upstream: str) -> None:
    async with naive(tmp_path, upstream) as control:
        broken = {fault: await try_naive(control, fault, crises=2) for fault in ("refused", "wrong_schema")}
    assert [fault for fault, found in broken.items() if not found.wrong] == []
    assert {fault: found.crises_unanswered for fault, found in broken.items()} == dict.fromkeys(broken, 2)


@pytest.mark.parametrize("fault", ["bad_json", "1mb"])
async def test_an_answer_that_is_none_at_the_token_counter_too_is_a_reviewed_line(
    sqlite_dsn: str, tmp_path: Path, upstream: str, fault: str
) -> None:
    async with running(sqlite_dsn, tmp_path, upstream, prefix="count", everywhere=True) as clinic:
        found = await try_turn(clinic, "speak", fault)
    assert list(found.wrong) == []
    assert {each.origin for each in found.told} == {"fallback"}


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
async def test_every_fault_at_every_duty(dsn: str, tmp_path: Path, upstream: str, language: Language) -> None:
    async with running(dsn, tmp_path, upstream, prefix=f"all-{language}") as clinic:
        assert await wrong_turns(clinic, *FAULTS, language=language) == []
        assert await wrong_closes(clinic, *FAULTS) == []


@pytest.mark.faults
@pytest.mark.timeout(900)
async def test_sixty_crises_in_every_fault_within_half_a_second(dsn: str, tmp_path: Path, upstream: str) -> None:
    async with running(dsn, tmp_path, upstream, prefix="sixty") as clinic:
        assert await wrong_crises(clinic, 60, within=0.5) == []


@pytest.mark.faults
@pytest.mark.timeout(300)
async def test_every_fault_breaks_the_control(tmp_path: Path, upstream: str) -> None:
    async with naive(tmp_path, upstream) as control:
        broken = {fault: await try_naive(control, fault, crises=20) for fault in FAULTS}
    assert [fault for fault, found in broken.items() if not found.wrong] == []
    assert {fault: found.crises_unanswered for fault, found in broken.items()} == dict.fromkeys(FAULTS, 20)
