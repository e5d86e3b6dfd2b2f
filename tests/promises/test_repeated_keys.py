"""One key, one turn: twenty posts at once under one key leave one turn, and one body for whoever is answered."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest

from memory.record.identity import Scope
from memory.record.session import Author
from service.settings import LogLevel, Settings
from tests.conftest import CountedIds, FixedClock
from tests.service.clinic import ENGLISH, Clinic, Model, Service

AT_ONCE = 20
OURS = Scope(tenant="local", patient="p-1")


@pytest.fixture
def service(dsn: str, tmp_path: Path) -> Service:
    settings = Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
    return Service(settings, model=Model(), clock=FixedClock(), ids=CountedIds())


async def _at_once(clinic: Clinic, session: str, words: str, keys: list[str]) -> list[httpx2.Response]:
    path = f"/v1/sessions/{session}/turns"
    return await asyncio.gather(
        *(clinic.client.post(path, json={"text": words}, headers={"Idempotency-Key": key}) for key in keys)
    )


async def _client_turns(clinic: Clinic, session: str) -> list[str]:
    async with clinic.parts.store.read(OURS) as work:
        turns = await work.turns.of_session(session)
    return [turn.text for turn in turns if turn.author is Author.CLIENT]


async def _rounds(service: Service, rounds: int) -> None:
    """Twenty at once, `rounds` times, by five keys a session; each body again after a restart."""
    bodies: dict[tuple[str, str], bytes] = {}
    said: dict[str, list[str]] = {}
    async with AsyncExitStack() as stack:
        clinic = await stack.enter_async_context(service.running())
        await clinic.admit()
        episode = await clinic.begin()
        session = ""
        for n in range(rounds):
            if n % 5 == 0:
                if session:
                    await clinic.close(session)
                session = await clinic.open(episode)
                said[session] = []
            words, key = f"{ENGLISH[n % 5]} ({n})", f"key-{n}"
            answers = await _at_once(clinic, session, words, [key] * AT_ONCE)
            done = {answer.content for answer in answers if answer.status_code == 200}
            waiting = {answer.json()["type"] for answer in answers if answer.status_code != 200}
            assert len(done) == 1, [answer.status_code for answer in answers]
            assert waiting <= {"/problems/turn-in-flight"}
            assert (
                sum(answer.status_code == 200 and "Idempotent-Replayed" not in answer.headers for answer in answers)
                == 1
            )
            said[session].append(words)
            assert await _client_turns(clinic, session) == said[session]
            bodies[session, key] = done.pop()
            other = await _at_once(clinic, session, f"{words} And more.", [key])
            assert (other[0].status_code, other[0].json()["type"]) == (422, "/problems/key-reused")
    async with service.running() as clinic:
        for n, ((session, key), body) in enumerate(bodies.items()):
            again = (await _at_once(clinic, session, f"{ENGLISH[n % 5]} ({n})", [key]))[0]
            assert (again.status_code, again.content, again.headers["Idempotent-Replayed"]) == (200, body, "true")
        for session, lines in said.items():
            assert await _client_turns(clinic, session) == lines


async def test_twenty_posts_of_one_key_are_one_turn(service: Service) -> None:
    await _rounds(service, 3)


async def test_control_twenty_posts_under_keys_of_their_own_are_more_than_one_turn(service: Service) -> None:
    async with service.running() as clinic:
        session = await clinic.seated()
        for n in range(3):
            keys = [f"key-{n}-{i}" for i in range(4)]
            for key in keys:
                await _at_once(clinic, session, ENGLISH[n], [key])
        assert len(await _client_turns(clinic, session)) > 3


@pytest.mark.promises
@pytest.mark.timeout(1800)
async def test_twenty_posts_of_one_key_are_one_turn_two_hundred_times(service: Service) -> None:
    await _rounds(service, 200)
