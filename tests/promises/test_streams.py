"""A stream that was cut at any event goes on where it was, byte for byte, on this service or on one started since."""

from pathlib import Path
from typing import cast

import pytest

from service.settings import LogLevel, Settings
from tests.conftest import CountedIds, FixedClock
from tests.service.clinic import ALARMING, ENGLISH, Clinic, Model, Service

RUNS = 50


@pytest.fixture
def service(dsn: str, tmp_path: Path) -> Service:
    settings = Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
    return Service(settings, model=Model(), clock=FixedClock(), ids=CountedIds())


def _events(stream: bytes) -> list[bytes]:
    return [event + b"\n\n" for event in stream.split(b"\n\n") if event.startswith(b"id: ")]


def _id(event: bytes) -> int:
    return int(event.partition(b"\n")[0].removeprefix(b"id: "))


async def _resumed(clinic: Clinic, session: str, after: int) -> bytes:
    answer = await clinic.client.get(f"/v1/sessions/{session}/events", headers={"Last-Event-ID": str(after)})
    assert answer.status_code == 200
    return answer.content


async def _cut_everywhere(clinic: Clinic, session: str, whole: bytes) -> int:
    """Cuts after every event, and in the middle of each (the client then knows the one before); how many cuts."""
    events = _events(whole)
    assert b"".join(events) == whole
    known = b""
    for n, event in enumerate([b"", *events]):
        known += event
        after = _id(event) if event else 0
        assert known + await _resumed(clinic, session, after) == whole, f"cut after event {n}"
    return len(events)


async def _runs(service: Service, runs: int) -> None:
    held: dict[str, bytes] = {}
    cuts = 0
    async with service.running() as clinic:
        await clinic.admit()
        episode = await clinic.begin()
        for run in range(runs):
            session = await clinic.open(episode)
            opened = await _resumed(clinic, session, 0)
            said = (*ENGLISH[: 2 + run % 3], *((ALARMING,) if run % 5 == 2 else ()))
            live = b""
            for n, words in enumerate(said):
                answer = await clinic.say(session, f"{words} ({run})", key=f"k-{n}", Accept="text/event-stream")
                live += b"".join(_events(answer.content))
            held[session] = await _resumed(clinic, session, 0)
            assert opened + live == held[session], "what was streamed is what is kept"
            cuts += await _cut_everywhere(clinic, session, held[session])
            await clinic.close(session)
    async with service.running() as clinic:
        for session, whole in held.items():
            cuts += await _cut_everywhere(clinic, session, whole)
    assert cuts > 10 * runs


async def test_a_cut_stream_goes_on_byte_for_byte_also_after_a_restart(service: Service) -> None:
    await _runs(service, 3)


async def test_control_a_client_that_counts_from_its_last_turn_loses_or_repeats(service: Service) -> None:
    async with service.running() as clinic:
        session = await clinic.seated()
        await clinic.hold(session, ENGLISH[:3])
        whole = await _resumed(clinic, session, 0)
        events = _events(whole)
        wrong = [
            n for n in range(1, len(events)) if b"".join(events[:n]) + await _resumed(clinic, session, n + 1) != whole
        ]
    assert len(wrong) >= len(events) - 2


async def test_an_event_that_is_not_there_yet_is_waited_for_from_the_right_place(service: Service) -> None:
    async with service.running() as clinic:
        session = await clinic.seated()
        await clinic.say(session, ENGLISH[0], key="k-0")
        whole = await _resumed(clinic, session, 0)
        last = _id(_events(whole)[-1])
        assert await _resumed(clinic, session, last) == b""
        await clinic.say(session, ENGLISH[1], key="k-1")
        assert whole + await _resumed(clinic, session, last) == await _resumed(clinic, session, 0)
        assert cast("dict[str, object]", await clinic.get(f"/v1/sessions/{session}"))["session"]


@pytest.mark.promises
@pytest.mark.timeout(1800)
async def test_fifty_sessions_cut_at_every_event(service: Service) -> None:
    await _runs(service, RUNS)
