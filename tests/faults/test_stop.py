"""The service told to stop in the middle of twenty turns: it ends in time, and every key goes on after the restart."""

import asyncio
from pathlib import Path

import pytest
import uvicorn

from benchmarks.faults_proxy import fault_proxy
from benchmarks.faults_stop import POSTS, STREAMS, resumed, stop_amid_turns
from benchmarks.faults_trials import say
from benchmarks.faults_words import CALM_EN
from benchmarks.floor import create_app as create_floor
from benchmarks.floor import opened
from service.cli.serve import address_of, bind
from tests.contracts.servers import scripted_server
from tests.faults.kit import PATIENT, built, started, stoppable

IN_TIME = 4.0
"""Seconds within which a service whose turns have 0.3 s left has stopped."""


async def hang_and_stop(dsn: str, tmp_path: Path, upstream: str) -> None:
    """Twenty turns hang at the model, the service is told to stop, and is started again with the model back."""
    async with built(dsn, tmp_path, upstream, prefix="stop", budgets=PATIENT) as ready:
        seats = await ready.seats.many(STREAMS + POSTS)
        await ready.proxies["decide"].play("hang")
        async with stoppable(ready.app, last_seconds=0.3) as (url, stop):
            stopped = await stop_amid_turns(url, ready.seats, seats, stop=stop)
    assert list(stopped.wrong) == []
    assert {each.status for each in stopped.posts} == {503}
    assert ['"status":503' in end for end in stopped.streams] == [True] * STREAMS
    assert stopped.seconds < IN_TIME
    async with (
        built(dsn, tmp_path, upstream, prefix="after") as again,
        stoppable(again.app, last_seconds=0.3) as (url, _),
    ):
        assert await resumed(url, again.seats, seats) == []


async def test_turns_that_would_hang_on_are_ended_with_their_words_kept_and_the_same_key_resumes(
    sqlite_dsn: str, tmp_path: Path, upstream: str
) -> None:
    await hang_and_stop(sqlite_dsn, tmp_path, upstream)


@pytest.mark.faults
async def test_the_same_on_postgresql(postgres_dsn: str, tmp_path: Path, upstream: str) -> None:
    await hang_and_stop(postgres_dsn, tmp_path, upstream)


@pytest.mark.faults
async def test_turns_whose_reply_comes_in_time_are_answered_before_the_service_stops(
    sqlite_dsn: str, tmp_path: Path
) -> None:
    with scripted_server("--latency", "0.4") as slow:
        async with (
            built(sqlite_dsn, tmp_path, slow, prefix="stop", budgets=PATIENT) as ready,
            stoppable(ready.app, last_seconds=5) as (url, stop),
        ):
            seats = await ready.seats.many(STREAMS + POSTS)
            stopped = await stop_amid_turns(url, ready.seats, seats, stop=stop)
    assert list(stopped.wrong) == []
    assert {each.status for each in stopped.posts} == {200}
    assert ["event: exchange" in end for end in stopped.streams] == [True] * STREAMS


async def test_the_same_stop_leaves_a_bare_server_waiting_and_its_words_are_doubled(
    tmp_path: Path, upstream: str
) -> None:
    dsn = f"sqlite:///{tmp_path / 'naive.db'}"
    listening = bind("127.0.0.1", 0)
    async with fault_proxy(upstream) as proxy:
        await proxy.play("hang")
        server = uvicorn.Server(uvicorn.Config(create_floor(dsn, proxy.url, 1), log_config=None, access_log=False))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        await started(server)
        path = "/sessions/s/turns"
        waiting = asyncio.create_task(say(address_of(listening), path, CALM_EN[0], key="k-1", patience=20))
        while not proxy.faulted:  # noqa: ASYNC110 - it happens elsewhere
            await asyncio.sleep(0.02)
        server.should_exit = True
        done, _ = await asyncio.wait({task}, timeout=IN_TIME)
        assert not done, "it stopped in time"
        waiting.cancel()
        await proxy.stop()
        await task
    async with opened(dsn) as turns:
        await turns.add("s", "user", CALM_EN[0])
        kept = await turns.add("s", "user", CALM_EN[0])
    assert len(kept) > 1
