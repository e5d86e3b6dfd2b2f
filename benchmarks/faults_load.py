"""More turns than a service can take: a steady stream of arrivals that waits for nobody, and crises among them."""

import asyncio
import os
import random
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.course import client_words
from benchmarks.faults_trials import CRISES, Told, say

PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Arrivals a second and for how long; `crises` of them a second on top."""

    rate: float
    seconds: float
    crises: float = 2.0


@dataclass(slots=True, kw_only=True)
class Borne:
    """What came of it. Seconds of every answer; `memory` in MiB, a sample a second."""

    answered: list[float] = field(default_factory=list[float])
    refused: list[float] = field(default_factory=list[float])
    crises: list[float] = field(default_factory=list[float])
    statuses: dict[str, int] = field(default_factory=dict[str, int])
    wrong: dict[str, int] = field(default_factory=dict[str, int])
    memory: list[float] = field(default_factory=list[float])

    @property
    def growth(self) -> float:
        """MiB by which the last third of the samples lies above the second tenth: what a leak would show."""
        size = len(self.memory)
        if size < 6:
            return 0.0
        early, late = self.memory[size // 10 : size // 10 + size // 3], self.memory[-(size // 3) :]
        return sum(late) / len(late) - sum(early) / len(early)


def resident(pid: int) -> float:
    """MiB of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def capacity(url: str, paths: Sequence[str], *, seconds: float) -> float:
    """Turns a second of so many clients, each of whom waits for its answer before it speaks again."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    done = 0

    async def talk(path: str) -> None:
        nonlocal done
        chance, n = random.Random(path), 0
        while loop.time() < until:
            n += 1
            told = await say(url, path, client_words(chance), key=f"c-{n}", patience=PATIENCE)
            done += told.status == 200
            if told.body.get("ended") or told.status not in (200, 503):
                return

    await asyncio.gather(*(talk(path) for path in paths))
    return done / seconds


async def overload(
    url: str, paths: Sequence[str], crises: Sequence[tuple[str, str]], load: Load, *, sample: Callable[[], float] | None
) -> Borne:
    """Arrivals at `paths`, one turn at a time each; refused words come again under their key when it is their turn.

    `crises` are path and words of each; they are spread over the time.
    """
    borne = Borne()
    idle = deque((path, random.Random(path), 1) for path in paths)
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        watching = None if sample is None else group.create_task(_watch(borne, sample))
        began, sent, called = loop.time(), 0, 0
        sending: list[asyncio.Task[None]] = []
        while (now := loop.time() - began) < load.seconds:
            while sent < now * load.rate and idle:
                sending.append(group.create_task(_ordinary(url, idle, idle.popleft(), borne)))
                sent += 1
            while called < min(now * load.crises, len(crises)):
                sending.append(group.create_task(_crisis(url, *crises[called], borne)))
                called += 1
            if not idle:
                _count(borne.wrong, "arrivals left out: every session is waiting")
            await asyncio.sleep(0.005)
        await asyncio.wait(sending)
        if watching is not None:
            watching.cancel()
    return borne


async def _watch(borne: Borne, sample: Callable[[], float]) -> None:
    with suppress(asyncio.CancelledError):
        while True:
            borne.memory.append(sample())
            await asyncio.sleep(1.0)


Idle = tuple[str, random.Random, int]


async def _ordinary(url: str, idle: deque[Idle], mine: Idle, borne: Borne) -> None:
    path, chance, n = mine
    told = await say(url, path, client_words(random.Random(f"{path} {n}")), key=f"k-{n}", patience=PATIENCE)
    slug = str(told.body.get("type", "")).rpartition("/")[2]
    _count(borne.statuses, f"{told.status} {slug}".strip())
    if told.status == 200:
        borne.answered.append(told.seconds)
        if not told.body.get("ended"):
            idle.append((path, chance, n + 1))
        return
    borne.refused.append(told.seconds)
    if told.status not in (429, 503) or told.retry_after is None:
        _count(borne.wrong, f"refused with {told.status or 'nothing'}, Retry-After {told.retry_after}")
    if told.status:
        idle.append(mine)


async def _crisis(url: str, path: str, words: str, borne: Borne) -> None:
    told: Told = await say(url, path, words, key="crisis", patience=PATIENCE)
    borne.crises.append(told.seconds)
    if (told.status, told.origin) != (200, "crisis"):
        _count(borne.wrong, f"a crisis: {told}")


def _count(of: dict[str, int], what: str) -> None:
    of[what] = of.get(what, 0) + 1


def crises_for(paths: Sequence[str]) -> list[tuple[str, str]]:
    """A crisis for each path, in the order of `faults_trials.CRISES`: English and Chinese by turns."""
    return [(path, CRISES[n % len(CRISES)][1]) for n, path in enumerate(paths)]
