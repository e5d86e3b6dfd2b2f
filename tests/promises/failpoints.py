"""Clients of a service that dies at named places, and what they find: their one answer, and one transcript."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from benchmarks.faults_seats import Seats
from benchmarks.processes import Running, own_environment
from benchmarks.wire import Cut, Json, Refused, Wire
from memory import database
from memory.record.session import Author, RequestState, SessionState
from memory.store.store import Store
from strategies.course.exchange import stream_of
from tests.kill.harness import Answer, Broken, Spoken, compare
from tests.promises.dying import ARMED, UNHEARD

PATIENCE_SECONDS = 60.0
PLAIN = "I cooked soup and my sister came by."
ALARMING = "I have the pills here and I am going to kill myself tonight."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to die, and what is asked of the service there: words, a stream of them, or a close.

    `alarms`: whether the words are an alarm. The reader alone hears those of transaction 1b.
    """

    name: str
    words: str = PLAIN
    stream: bool = False
    close: bool = False

    @property
    def alarms(self) -> bool:
        """Whether the words are an alarm."""
        return self.words != PLAIN

    @property
    def turn(self) -> int:
        """Which of three turns is the fatal one; the reader is asked only until the session asks about safety."""
        return 0 if self.words == UNHEARD else 1

    @property
    def label(self) -> str:
        """How a test names it."""
        about = {ALARMING: ", an alarm", UNHEARD: ", an alarm of the reader"}.get(self.words, "")
        return f"{self.name}{about}"


PLACES = (
    Place(name="before transaction 1"),
    Place(name="in transaction 1"),
    Place(name="after transaction 1"),
    Place(name="while the model is asked"),
    Place(name="after the model"),
    Place(name="before transaction 2"),
    Place(name="in transaction 2"),
    Place(name="after transaction 2"),
    Place(name="while streaming", stream=True),
    Place(name="before transaction 1", words=ALARMING),
    Place(name="in transaction 1", words=ALARMING),
    Place(name="after transaction 1", words=ALARMING),
    Place(name="in transaction 2", words=UNHEARD),
    Place(name="after transaction 2", words=UNHEARD),
    Place(name="before the close", close=True),
    Place(name="in the close", close=True),
    Place(name="after the close", close=True),
)
"""Transaction 1b is the second of a turn whose alarm only the reader heard."""


class Doomed:
    """The dying service, and a view of its database that is not the service's."""

    def __init__(self, url: str, folder: Path, store: Store) -> None:
        self.url = url
        self.store = store
        self.seats = Seats(store, prefix="doomed")
        self._armed = folder / ARMED

    def arm(self, place: Place) -> None:
        """It dies the next time that it comes there."""
        whole = self._armed.with_suffix(".part")
        whole.write_text(place.name, encoding="utf-8")
        whole.replace(self._armed)

    @property
    def died(self) -> bool:
        """Whether it has, since it was armed."""
        return not self._armed.exists()


@asynccontextmanager
async def doomed(dsn: str, folder: Path) -> AsyncGenerator[Doomed]:
    """The service in a process of its own, started and stopped."""
    arguments = ("tests.promises.dying", "--dsn", dsn, "--folder", str(folder))
    log = folder / "dying.log"
    process = Running(arguments, environment=own_environment(), log=log, cwd=folder)
    store = Store(database.open_engine(dsn))
    try:
        yield Doomed(await asyncio.to_thread(process.wait_for_address), folder, store)
    finally:
        await store.close()
        await asyncio.to_thread(process.stop)


async def die_and_retry(victim: Doomed, place: Place, *, same_key: bool = True) -> Broken:
    """One session: plain words, words during which the service dies, plain words; what is broken in its transcript.

    `same_key=False` is the naive client, which repeats its words under a new key. Asserts what else was promised.
    """
    session = (await victim.seats.open()).session
    spoken = Spoken(session=session)
    lines = [f"{PLAIN} It was Monday.", f"{PLAIN} It was Wednesday."]
    lines.insert(place.turn, place.words)
    for n, words in enumerate(lines):
        fatal = place if n == place.turn and not place.close else None
        if fatal is not None:
            victim.arm(place)
        spoken.said.append(words)
        exchange = await _say(victim, session, words, key=f"key-{n}", place=fatal, same=same_key)
        spoken.answers.append(Answer(said=words, reply=str(exchange["reply"]["text"]), exchange=exchange))
        if fatal is not None:
            assert victim.died, f"the service never came to {place.label}"
    if place.close:
        victim.arm(place)
        await _close(victim, session)
        assert victim.died, f"the service never came to {place.label}"
    return await _found(victim, spoken, place, same_key=same_key)


async def _say(victim: Doomed, session: str, words: str, *, key: str, place: Place | None, same: bool) -> Json:
    path, tries = f"/v1/sessions/{session}/turns", 0
    if place is not None and place.stream:
        await _streamed(victim.url, path, words, key=key)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with Wire(victim.url) as wire:
                tries += 1
                with suppress(Cut):
                    try:
                        named = key if same else f"{key}-{tries}-{place is not None}"
                        return await wire.post(path, {"text": words}, Idempotency_Key=named)
                    except Refused as refused:
                        if refused.status not in (409, 503):
                            raise
            await asyncio.sleep(0.02)


async def _streamed(url: str, path: str, words: str, *, key: str) -> bytes:
    """What comes of a stream until it ends or is cut."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    body = orjson.dumps({"text": words})
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: text/event-stream\r\nConnection: close\r\n"
        f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    came = b""
    try:
        writer.write(head.encode() + body)
        while piece := await reader.read(65536):
            came += piece
    except ConnectionError:
        pass
    finally:
        writer.close()
    return came


async def _close(victim: Doomed, session: str) -> None:
    """Asks for the close and follows it; an answer that was cut off is asked for again."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with Wire(victim.url) as wire:
                with suppress(Cut):
                    with suppress(Refused):  # it is closing already, or closed
                        await wire.post(f"/v1/sessions/{session}/close", {})
                    found = await wire.get(f"/v1/sessions/{session}")
                    jobs = await _jobs(victim, session)
                    if found["session"]["state"] == "closed" and jobs == ["done"]:
                        return
            await asyncio.sleep(0.05)


async def _jobs(victim: Doomed, session: str) -> list[str]:
    async with victim.store.read_catalogue() as catalogue:
        return [job.state.value for job in await catalogue.jobs.of_session("local", session)]


async def _found(victim: Doomed, spoken: Spoken, place: Place, *, same_key: bool) -> Broken:
    async with victim.store.read(victim.seats.scopes[spoken.session]) as work:
        turns = await work.turns.of_session(spoken.session)
        session = await work.sessions.get(spoken.session)
        requests = [await work.requests.find(spoken.session, f"key-{n}") for n in range(3)]
        events = stream_of(await work.events.after(spoken.session, 0))
        alarms = await work.risk.events_of(spoken.session)
        escalations = [each for alarm in alarms for each in await work.risk.escalations_of(alarm.id)]
        notes = [await work.notes.latest(spoken.session)] if place.close else []
    transcript = [("client" if turn.author is Author.CLIENT else "reply", turn.text) for turn in turns]
    broken = compare(spoken, transcript)
    if not same_key:
        return broken
    assert [turn.n for turn in turns] == list(range(1, len(turns) + 1))
    assert [request and request.state for request in requests] == [RequestState.DONE] * 3
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert session.version == sum(event.type == "exchange" for event in events) == 3
    assert session.state is (SessionState.CLOSED if place.close else SessionState.OPEN)
    assert len(alarms) == (1 if place.alarms else 0), f"{place.label}: {[alarm.why for alarm in alarms]}"
    assert len(escalations) == len(alarms)
    assert all(note is not None and note.version == 1 for note in notes)
    if place.alarms:
        assert spoken.answers[place.turn].exchange["risk_tier"] >= 1
    return broken


async def each_place(victim: Doomed, places: Sequence[Place], *, times: int) -> dict[str, Broken]:
    """Dies `times` times at every place; what is broken, by place."""
    found: dict[str, Broken] = {}
    for place in places:
        broken = Broken()
        for _ in range(times):
            broken += await die_and_retry(victim, place)
        found[place.label] = broken
    return found
