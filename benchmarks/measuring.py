"""What is measured of turns on one database: overhead by session, throughput, bytes; the floor beside it each time."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from time import perf_counter

from benchmarks.course import Course, begin, client_words, closed, hold, opened, patients, ready, script, seed
from benchmarks.places import Place
from benchmarks.processes import Running, own_environment, running, scripted_model, service_arguments
from benchmarks.wire import Json, Wire
from memory import database
from memory.store.store import Store
from tuning_data.case.casefile import CaseSession, client_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured. `sessions` are the numbers at which a patient stands, `rounds` the sessions held there."""

    sessions: tuple[int, ...] = (1, 50, 200)
    rounds: int = 6
    at_once: tuple[int, ...] = (16, 32)
    bursts: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """Turns one after another, of one session number or of the floor: milliseconds, whole and without the model."""

    name: str
    wall: list[float] = field(default_factory=list[float])
    own: list[float] = field(default_factory=list[float])
    calls: list[int] = field(default_factory=list[int])
    counts: list[int] = field(default_factory=list[int])
    tokens: list[int] = field(default_factory=list[int])
    text: list[int] = field(default_factory=list[int])
    stored: list[int] = field(default_factory=list[int])

    @property
    def bytes_a_turn(self) -> float:
        """Bytes by which the database grew, a turn."""
        return sum(self.stored) / max(len(self.wall), 1)

    @property
    def bytes_ratio(self) -> float:
        """The same in units of the words spoken (UTF-8, both sides)."""
        return sum(self.stored) / max(sum(self.text), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """Many sessions at once: turns a second of service and floor, and milliseconds of processor a turn."""

    at_once: int
    turns_a_second: list[float] = field(default_factory=list[float])
    floor_a_second: list[float] = field(default_factory=list[float])
    cpu_a_turn: list[float] = field(default_factory=list[float])
    floor_cpu_a_turn: list[float] = field(default_factory=list[float])

    @property
    def ratio(self) -> float:
        """Turns a second of the service over those of the floor."""
        return mean(self.turns_a_second) / mean(self.floor_a_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything of one database."""

    place: str
    version: str
    arms: list[Arm]
    floor: Arm
    bursts: list[Burst]


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def measure(place: Place, plan: Plan, folder: Path) -> Measured:
    """Runs model server, service and floor as processes of their own against `place`."""
    with scripted_model(folder) as model:
        environment = own_environment(LOG_LEVEL="info")
        arguments = service_arguments(dsn=place.dsn, model_url=model.url, folder=folder)
        with running(*arguments, folder=folder, environment=environment) as service:
            return asyncio.run(_measured(place, plan, folder, model=model, service=service))


async def _measured(place: Place, plan: Plan, folder: Path, *, model: Running, service: Running) -> Measured:
    lines, name = script(), patients("bench")
    async with Wire(service.url) as wire, Wire(model.url.removesuffix("/v1")) as watch:
        await ready(wire)
        courses = await _courses(place, plan, wire, lines)
        arms = [Arm(name=f"session {n}") for n in plan.sessions]
        bench = _Bench(wire=wire, watch=watch, place=place, lines=lines)
        await bench.session(courses[0], Arm(name="warming up"))
        calls = round(mean(await _calls_a_turn(bench, courses[0])))
        with running("benchmarks.floor", *_floor_arguments(place, model, calls), folder=folder) as floor:
            bare = Arm(name="floor")
            async with Wire(floor.url) as beneath:
                bottom = _Bench(wire=beneath, watch=watch, place=place, lines=lines)
                for n in range(plan.rounds):
                    for course, arm in zip(courses, arms, strict=True):
                        await bench.session(course, arm)
                        await bottom.floor(f"alone-{n}-{course.patient}", len(arm.wall) // (n + 1), bare)
            bursts = [await _burst(k, plan, wire, service, floor, name, lines) for k in plan.at_once]
    return Measured(place=place.kind, version=place.version, arms=arms, floor=bare, bursts=bursts)


def _floor_arguments(place: Place, model: Running, calls: int) -> tuple[str, ...]:
    return ("--dsn", place.dsn, "--model-url", model.url, "--calls", str(calls))


async def _courses(place: Place, plan: Plan, wire: Wire, lines: CaseSession) -> list[Course]:
    """One patient for each session number, standing before it."""
    courses: list[Course] = []
    store = Store(database.open_engine(place.dsn))
    try:
        for n in plan.sessions:
            course = await begin(wire, f"course-{n}")
            if n > 1:
                first = await hold(wire, course, lines, say=_sayer(wire))
                await closed(wire, first)
                await seed(store, course, until=n - 1, seed_of=n)
            courses.append(course)
    finally:
        await store.close()
    return courses


def _sayer(wire: Wire) -> Callable[[str, str, str], Awaitable[Json]]:
    async def say(session: str, words: str, key: str) -> Json:
        return await wire.post(f"/v1/sessions/{session}/turns", {"text": words}, Idempotency_Key=key)

    return say


async def _calls_a_turn(bench: "_Bench", course: Course) -> list[int]:
    tried = Arm(name="tried")
    await bench.session(course, tried)
    return tried.calls


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """One client, one turn after another, the model server asked before and after each what it did."""

    wire: Wire
    watch: Wire
    place: Place
    lines: CaseSession

    async def session(self, course: Course, arm: Arm) -> None:
        """One session of the service from opening to close; only its turns are measured."""
        session, node = await opened(self.wire, course)
        before = await self.place.size()
        visits: Counter[str] = Counter()
        for n in range(30):
            visits[node] += 1
            words = client_line(self.lines, node, visits[node])
            exchange = await self._timed(f"/v1/sessions/{session}/turns", words, arm, f"k-{n}")
            arm.text.append(len(words.encode()) + len(str(exchange["reply"]["text"]).encode()))
            node = str(exchange["node"])
            if exchange["ended"]:
                break
        arm.stored.append(await self.place.size() - before)
        await closed(self.wire, session)

    async def floor(self, session: str, turns: int, arm: Arm) -> None:
        """As many turns of the floor."""
        chance = random.Random(session)
        for n in range(turns):
            await self._timed(f"/sessions/{session}/turns", client_words(chance), arm, f"k-{n}")

    async def _timed(self, path: str, words: str, arm: Arm, key: str) -> Json:
        before = await self.watch.get("/calls")
        began = perf_counter()
        answer = await self.wire.post(path, {"text": words}, Idempotency_Key=key)
        wall = perf_counter() - began
        after = await self.watch.get("/calls")
        arm.wall.append(wall * 1e3)
        arm.own.append((wall - (after["busy"] - before["busy"])) * 1e3)
        arm.calls.append(after["calls"] - before["calls"])
        arm.counts.append(after["counts"] - before["counts"])
        arm.tokens.append(after["prompt_tokens"] - before["prompt_tokens"])
        return answer


async def _burst(
    at_once: int, plan: Plan, wire: Wire, service: Running, floor: Running, name: Callable[[], str], lines: CaseSession
) -> Burst:
    """Service and floor in turn, each with this many sessions of different patients at once."""
    burst = Burst(at_once=at_once)
    for n in range(plan.bursts):
        sessions = [await opened(wire, await begin(wire, name())) for _ in range(at_once)]
        turns, seconds, cpu = await _all_at_once(
            service, [_walk(service.url, session, node, lines) for session, node in sessions]
        )
        burst.turns_a_second.append(turns / seconds)
        burst.cpu_a_turn.append(cpu / turns * 1e3)
        each = turns // at_once
        turns, seconds, cpu = await _all_at_once(
            floor, [_bare_walk(floor.url, f"burst-{at_once}-{n}-{k}", each) for k in range(at_once)]
        )
        burst.floor_a_second.append(turns / seconds)
        burst.floor_cpu_a_turn.append(cpu / turns * 1e3)
    return burst


async def _all_at_once(process: Running, walks: Sequence[Awaitable[int]]) -> tuple[int, float, float]:
    used, began = process.cpu_seconds(), perf_counter()
    turns = sum(await asyncio.gather(*walks))
    return turns, perf_counter() - began, process.cpu_seconds() - used


async def _walk(url: str, session: str, node: str, lines: CaseSession) -> int:
    visits: Counter[str] = Counter()
    async with Wire(url) as wire:
        for n in range(30):
            visits[node] += 1
            words = client_line(lines, node, visits[node])
            exchange = await wire.post(f"/v1/sessions/{session}/turns", {"text": words}, Idempotency_Key=f"k-{n}")
            node = str(exchange["node"])
            if exchange["ended"]:
                return n + 1
    return 30


async def _bare_walk(url: str, session: str, turns: int) -> int:
    chance = random.Random(session)
    async with Wire(url) as wire:
        for _ in range(turns):
            await wire.post(f"/sessions/{session}/turns", {"text": client_words(chance)})
    return turns
