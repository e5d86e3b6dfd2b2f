"""Work that runs as long as the service does: kept running, its state visible."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

from service.logs import Log, failure

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0


class TaskState(StrEnum):
    """WAITING to be begun again after a failure, DONE when there is nothing left to do, STOPPED with the service."""

    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    STOPPED = "stopped"


class Background:
    """One piece of endless work. A failure is logged and the work begun again after 1, 2, 4 ... 60 seconds.

    What `work` raises never ends the service, and never goes unseen: `state` is part of /ready.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[None]],
        *,
        log: Log,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self.state = TaskState.STARTING
        self.failures = 0
        self._work = work
        self._log = log
        self._sleep = sleep

    async def run(self) -> None:
        """Runs until the work returns by itself, or until cancelled."""
        wait = FIRST_WAIT
        try:
            while True:
                self.state = TaskState.RUNNING
                try:
                    await self._work()
                except Exception as error:  # noqa: BLE001 - the outermost place of this task: logged, then begun again
                    self.failures += 1
                    self._log.error("task failed", task=self.name, wait=wait, **failure(error))
                else:
                    self.state = TaskState.DONE
                    return
                self.state = TaskState.WAITING
                await self._sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
        except asyncio.CancelledError:
            self.state = TaskState.STOPPED
            raise
