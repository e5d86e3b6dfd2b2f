"""Admission: how many turns one process has in hand, how many of them ask models, and what is heard whatever the load.

A turn is counted from before its words are stored until its reply is kept. While there is room, it takes one of
`at_once` places to ask the models, or waits for one. When places and queue are full, new words are refused before
anything of them is stored: a refusal costs a scan of the words and one short reading transaction. Three kinds of words
are never refused: those that raise an alarm, by themselves or in answer to a question about danger (answered without a
model), those said at a step that asks about safety, and those that are on disk already. The last two are answered by
the step's reviewed line where no place is left. A turn whose wait was in vain stays kept and pending, as in an outage.

Storing words and replies is the part of a turn that keeps the processor: at most `HANDS` turns are at it together, so
that a hundred that arrive at once do not stand between a crisis and its answer; of those that will probably be refused
at most `LOOKS` are looked at together. An alarm waits for none of them, and while one is answered the others pause
between their steps, a second at most.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from time import perf_counter

from strategies.speech.chat import ChatUnavailable

HANDS = 8
LOOKS = 2
PAUSE = 1.0
CROWD = 3
"""Turns in hand from which on words are looked at for an alarm before they take their place among the others."""
SHARE = 0.1
"""Weight of the newest turn in the mean time that a place is held."""
LONGEST = 60.0


class NoPlace(ChatUnavailable):
    """No place at the models became free in time."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("too many turns at once", retry_after=retry_after)


class Gate:
    """The turns in hand. `at_once` places at the models, `waiting` more turns that wait up to `wait_seconds` for one.

    One for each process; without one of its own an engine has one so wide that it never closes.
    """

    def __init__(self, *, at_once: int = 1_000_000, waiting: int = 0, wait_seconds: float = 10.0) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._hands = asyncio.Semaphore(HANDS)
        self._looks = asyncio.Semaphore(LOOKS)
        self._urgent = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._at_once = at_once
        self._most = at_once + waiting
        self._wait_seconds = wait_seconds
        self._held_seconds = 1.0
        self.inside = 0

    @property
    def full(self) -> bool:
        """Whether words that can wait are refused now."""
        return self.inside >= self._most

    @property
    def retry_after(self) -> float:
        """Seconds, 1 to 60, until those inside have probably been served."""
        return min(LONGEST, max(1.0, self._held_seconds * self.inside / self._at_once))

    @contextmanager
    def entered(self) -> Generator[None]:
        """Counts one turn as long as the block runs."""
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    @property
    def crowded(self) -> bool:
        """Whether an alarm would have to share the processor with others."""
        return self.inside >= min(CROWD, self._most)

    def hand(self, *, first: bool = False) -> AbstractAsyncContextManager[object]:
        """For the time in which words or a reply are stored; `first`: before all others, who pause meanwhile."""
        return self._before_others() if first else self._hands

    def look(self) -> AbstractAsyncContextManager[object]:
        """For the time in which it is looked up whether words may wait, once no room is left."""
        return self._looks

    async def give_way(self) -> None:
        """Between two steps of a turn: lets an alarm be answered first."""
        if self._urgent:
            with suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._calm.wait()

    @asynccontextmanager
    async def _before_others(self) -> AsyncGenerator[None]:
        self._urgent += 1
        self._calm.clear()
        try:
            yield
        finally:
            self._urgent -= 1
            if not self._urgent:
                self._calm.set()

    @asynccontextmanager
    async def place(self) -> AsyncGenerator[None]:
        """A place at the models for the time of the block. Raises: NoPlace.

        Words that came in past the limit do not wait: nobody counted on them.
        """
        if self._places.locked():
            await self._wait()
        else:
            await self._places.acquire()
        began = perf_counter()
        try:
            yield
        finally:
            self._places.release()
            self._held_seconds += SHARE * (perf_counter() - began - self._held_seconds)

    async def _wait(self) -> None:
        if self.inside > self._most:
            raise NoPlace(self.retry_after)
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._places.acquire()
        except TimeoutError:
            raise NoPlace(self.retry_after) from None
