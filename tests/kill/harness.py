"""Talking to a service that is killed again and again, and what its transcripts then hold."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import Running
from benchmarks.wire import Cut, Json, Refused, Wire
from tests.kill.forked import Forked

MOST_TURNS = 14
"""Turns that a client takes in one session before it goes on to the next."""

PATIENCE_SECONDS = 300.0
"""How long one turn may stay unanswered, restarts of the service included."""

_WORDS = (
    "I walked to the harbour and watched the boats.",
    "I sat in the kitchen and did not call anyone.",
    "I slept badly and lay there until it was light.",
    "I cooked soup and my sister came by.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a client was told about one turn: its words, and the reply's."""

    said: str
    reply: str
    exchange: Json


@dataclass(slots=True, kw_only=True)
class Spoken:
    """One session as its client knows it: `said` as sent, `answers` as received."""

    session: str
    said: list[str] = field(default_factory=list[str])
    answers: list[Answer] = field(default_factory=list[Answer])


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """How many turns, of clients and of replies, were lost, doubled or out of order in the transcripts."""

    lost: int = 0
    doubled: int = 0
    misordered: int = 0

    def __add__(self, other: "Broken") -> "Broken":
        return Broken(
            lost=self.lost + other.lost,
            doubled=self.doubled + other.doubled,
            misordered=self.misordered + other.misordered,
        )


def compare(spoken: Spoken, transcript: Sequence[tuple[str, str]]) -> Broken:
    """What of a session's (speaker, words) is not as its client knows it; the opening line stands apart.

    Every client turn is to stand there once, in the order sent, followed by the one reply that the client was given.
    """
    turns = [turn for n, turn in enumerate(transcript) if n > 0 or turn[0] == "client"]
    wanted = [turn for answer in spoken.answers for turn in (("client", answer.said), ("reply", answer.reply))]
    clients = [words for speaker, words in turns if speaker == "client"]
    replies = len(turns) - len(clients)
    lost = sum(words not in clients for words in spoken.said) + max(0, len(spoken.answers) - replies)
    doubled = len(clients) - len(set(clients)) + max(0, replies - len(spoken.answers))
    misordered = sum(1 for found, due in zip(turns, wanted, strict=False) if found != due)
    return Broken(lost=lost, doubled=doubled, misordered=misordered)


class Victim:
    """A service that is killed and started again; `url` is where it is now, `answered` is set by its first answer."""

    def __init__(self, start: Callable[[], Running | Forked]) -> None:
        self._start = start
        self._process = start()
        self.url = self._process.wait_for_address()
        self.kills = 0
        self.answered = asyncio.Event()

    async def kill_and_restart(self) -> None:
        """SIGKILL, then a new process on the same database."""
        await asyncio.to_thread(self._process.kill)
        self.kills += 1
        self._process = await asyncio.to_thread(self._start)
        self.url = await asyncio.to_thread(self._process.wait_for_address)
        self.answered.clear()

    def stop(self) -> None:
        """Ends the last process."""
        self._process.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How a service is treated. `path` is where turns of a session are posted; `seed` decides when it is killed."""

    path: str
    kills: int
    clients: int = 4
    seed: int = 7


async def torment(victim: Victim, sessions: Callable[[], Awaitable[str]], trial: Trial) -> list[Spoken]:
    """Clients talk and retry until the last kill is survived and every turn is answered; gives what they know."""
    over = asyncio.Event()
    held: list[Spoken] = []
    async with asyncio.TaskGroup() as group:
        for n in range(trial.clients):
            group.create_task(_talk(n, victim, sessions, trial, over, held))
        await _kill(victim, trial)
        over.set()
    return held


async def _kill(victim: Victim, trial: Trial) -> None:
    chance = random.Random(trial.seed)
    for _ in range(trial.kills):
        await victim.answered.wait()
        await _pass(chance.uniform(0.0, 0.6))
        await victim.kill_and_restart()
    await victim.answered.wait()


async def _talk(
    n: int,
    victim: Victim,
    sessions: Callable[[], Awaitable[str]],
    trial: Trial,
    over: asyncio.Event,
    held: list[Spoken],
) -> None:
    chance = random.Random(trial.seed * 1000 + n)
    while not over.is_set():
        spoken = Spoken(session=await sessions())
        held.append(spoken)
        for turn in range(MOST_TURNS):
            words = f"{chance.choice(_WORDS)} That was moment {n} {turn} of this day."
            spoken.said.append(words)
            exchange = await _answered(victim, trial.path.format(session=spoken.session), words, key=f"key-{turn}")
            reply = exchange["reply"]["text"] if "reply" in exchange else exchange["text"]
            spoken.answers.append(Answer(said=words, reply=str(reply), exchange=exchange))
            if over.is_set() or exchange.get("ended"):
                break


async def _answered(victim: Victim, path: str, words: str, *, key: str) -> Json:
    """Posts until it is answered, always under the same key."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with Wire(victim.url) as wire:
                with suppress(Cut):
                    try:
                        exchange = await wire.post(path, {"text": words}, Idempotency_Key=key)
                    except Refused as refused:
                        if refused.status not in (409, 503):
                            raise
                    else:
                        victim.answered.set()
                        return exchange
            await _pass(0.05)


async def _pass(seconds: float) -> None:
    """Lets real time pass: the processes under test live in it."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), timeout=max(seconds, 0.0))


def log_of(folder: Path) -> Path:
    """Where the processes of a trial write their logs."""
    return folder / "killed.log"
