"""The two that are killed: the real service, and the naive control that has no keys."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count
from pathlib import Path

from sqlalchemy import text

from benchmarks.faults_seats import Seats
from benchmarks.processes import Running, own_environment, scripted_model, service_arguments
from memory import database
from memory.record.identity import Scope
from memory.record.session import Author, RequestState
from memory.store.store import Store
from strategies.course.exchange import stream_of
from tests.kill.forked import Forked, nursery
from tests.kill.harness import Broken, Spoken, Trial, Victim, compare, log_of, torment

LATENCY = "0.02"
FROM_NOTHING = 10
"""Every tenth start, and the first, is of a process that has imported nothing yet."""


async def kill_service(dsn: str, folder: Path, *, kills: int, seed: int = 7) -> list[Spoken]:
    """Kills the real service; asserts that nothing is lost, doubled or out of order, and that all agree."""
    store = Store(database.open_engine(dsn))
    seats = Seats(store, prefix="killed")

    async def opened() -> str:
        return (await seats.open()).session

    try:
        with scripted_model(folder, "--latency", LATENCY) as model:
            arguments = service_arguments(dsn=dsn, model_url=model.url, folder=folder)
            environment = own_environment(LEASE_SECONDS="1", TURN_SECONDS="0.9", LOG_LEVEL="warning")
            held = await _tormented(
                arguments,
                environment,
                folder,
                opened,
                Trial(path="/v1/sessions/{session}/turns", kills=kills, seed=seed),
            )
        for spoken in held:
            await _assert_kept(store, seats.scopes[spoken.session], spoken)
        return held
    finally:
        await store.close()


async def kill_naive(dsn: str, folder: Path, *, kills: int, seed: int = 7) -> Broken:
    """Kills the naive control in the same way; gives what is broken in its transcripts."""
    numbers = count(1)

    async def named() -> str:
        return f"naive-{next(numbers)}"

    with scripted_model(folder, "--latency", LATENCY) as model:
        held = await _tormented(
            ("benchmarks.floor", "--dsn", dsn, "--model-url", model.url, "--calls", "1"),
            own_environment(),
            folder,
            named,
            Trial(path="/sessions/{session}/turns", kills=kills, seed=seed),
        )
    found = Broken()
    for spoken in held:
        found += compare(spoken, await _naive_transcript(dsn, spoken.session))
    return found


async def _tormented(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    sessions: Callable[[], Awaitable[str]],
    trial: Trial,
) -> list[Spoken]:
    born, starts = nursery(), count()

    def started() -> Running | Forked:
        if next(starts) % FROM_NOTHING == 0:
            return Running(arguments, environment=environment, log=log_of(folder), cwd=folder)
        return Forked(arguments, environment=environment, log=log_of(folder), cwd=folder, born=born)

    victim = await asyncio.to_thread(Victim, started)
    try:
        held = await torment(victim, sessions, trial)
        assert victim.kills == trial.kills
        return held
    finally:
        await asyncio.to_thread(victim.stop)


async def _assert_kept(store: Store, scope: Scope, spoken: Spoken) -> None:
    """Transcript, version, requests and answers of one session, each against what its client knows."""
    async with store.read(scope) as work:
        turns = await work.turns.of_session(spoken.session)
        session = await work.sessions.get(spoken.session)
        requests = [await work.requests.find(spoken.session, f"key-{n}") for n in range(len(spoken.said))]
        events = stream_of(await work.events.after(spoken.session, 0))
    transcript = [("client" if turn.author is Author.CLIENT else "reply", turn.text) for turn in turns]
    assert compare(spoken, transcript) == Broken()
    assert [turn.n for turn in turns] == list(range(1, 2 * len(spoken.said) + 2))
    assert session.version == len(spoken.said)
    assert [answer.exchange["version"] for answer in spoken.answers] == list(range(1, len(spoken.said) + 1))
    assert [request and request.state for request in requests] == [RequestState.DONE] * len(spoken.said)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert sum(event.type == "exchange" for event in events) == len(spoken.said)
    for answer in spoken.answers:
        client, reply = int(answer.exchange["client_turn"]), int(answer.exchange["reply"]["n"])
        assert (turns[client - 1].text, turns[reply - 1].text) == (answer.said, answer.reply)


async def _naive_transcript(dsn: str, session: str) -> list[tuple[str, str]]:
    engine = database.open_engine(dsn)
    query = text("SELECT author, words FROM floor_turns WHERE session = :session ORDER BY n")
    async with engine.connect() as connection:
        rows = [(str(row[0]), str(row[1])) for row in await connection.execute(query, {"session": session})]
    await engine.dispose()
    return [("client" if author == "user" else "reply", words) for author, words in rows]
