"""The two that are killed: the real service, and the naive control that has no keys."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import text

from benchmarks.processes import Running, own_environment, scripted_model, service_arguments
from memory import database
from memory.recall.cache import RecallCache
from memory.record.clock import new_id, system_clock
from memory.record.identity import Consent, Language, Patient, Scope
from memory.record.session import Author, RequestState, SessionMode
from memory.store.store import Store
from strategies.course.consenting import NEEDED
from strategies.course.engine import Engine, Limits, Voices
from strategies.course.exchange import stream_of
from strategies.course.releases import Releases
from strategies.course.session import begin_episode, open_session
from strategies.graph.library import Library
from tests.kill.harness import Broken, Spoken, Trial, Victim, compare, log_of, torment

TENANT = "local"
PROTOCOL = "cbt.depression.session"
LATENCY = "0.02"


class Sessions:
    """Opens sessions of new patients straight in the database, so that they do not depend on what is killed."""

    def __init__(self, store: Store) -> None:
        self._engine = Engine(
            store=store,
            releases=Releases(store),
            voices=_no_voices,
            recall=RecallCache(),
            clock=system_clock,
            ids=new_id,
            limits=Limits(),
        )
        self._shipped = Library.shipped()
        self._numbers = count(1)
        self._one = asyncio.Lock()
        self.scopes: dict[str, Scope] = {}

    async def open(self) -> str:
        """The id of a new session."""
        async with self._one:
            scope = Scope(tenant=TENANT, patient=f"killed-{next(self._numbers)}")
            now = datetime.now(UTC)
            async with self._engine.store.write(scope) as work:
                await work.patient.add(
                    Patient(tenant=TENANT, id=scope.patient, locale=Language.EN, simulated=True, created_at=now)
                )
                for needed in NEEDED:
                    await work.consents.add(
                        Consent(
                            tenant=TENANT,
                            patient=scope.patient,
                            id=new_id(),
                            scope=needed,
                            given_at=now,
                            given_by="the test",
                        )
                    )
            episode = await begin_episode(PROTOCOL, shipped=self._shipped, scope=scope, engine=self._engine)
            opened = await open_session(episode.id, SessionMode.SIMULATED, scope=scope, engine=self._engine)
            self.scopes[opened.session.id] = scope
            return opened.session.id


async def kill_service(dsn: str, folder: Path, *, kills: int, seed: int = 7) -> list[Spoken]:
    """Kills the real service; asserts that nothing is lost, doubled or out of order, and that all agree."""
    store = Store(database.open_engine(dsn))
    sessions = Sessions(store)
    try:
        with scripted_model(folder, "--latency", LATENCY) as model:
            arguments = service_arguments(dsn=dsn, model_url=model.url, folder=folder)
            environment = own_environment(LEASE_SECONDS="1", LOG_LEVEL="warning")
            held = await _tormented(
                arguments,
                environment,
                folder,
                sessions.open,
                Trial(path="/v1/sessions/{session}/turns", kills=kills, seed=seed),
            )
        for spoken in held:
            await _assert_kept(store, sessions.scopes[spoken.session], spoken)
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
    victim = await asyncio.to_thread(
        Victim, lambda: Running(arguments, environment=environment, log=log_of(folder), cwd=folder)
    )
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


def _no_voices() -> Voices:
    message = "sessions are opened here, never spoken in"
    raise RuntimeError(message)
