"""Keeps the embedded model server running beside the service.

Its crash is an outage of the model, not of the service: calls fail as unavailable until it is back, at the same
address. It is restarted with a growing pause, and ends with whoever started it.
"""

import asyncio
import contextlib
import socket
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

_LINES_KEPT = 20
_STEADY_SECONDS = 30.0


class ServerState(StrEnum):
    """STARTING until it serves, READY, WAITING between a crash and the next try, STOPPED."""

    STARTING = "starting"
    READY = "ready"
    WAITING = "waiting"
    STOPPED = "stopped"


class NotReady(Exception):
    """The server did not come up in time; `lines` are its last words."""

    def __init__(self, why: str, lines: Sequence[str]) -> None:
        super().__init__("\n".join((why, *lines)))
        self.lines = tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerDescription:
    """What stands now. `url` ends in `/v1`; `last_exit` is the exit status of the last process that ended."""

    state: ServerState
    url: str
    model: str
    pid: int | None
    restarts: int
    last_exit: int | None
    lines: tuple[str, ...]


class _Ready(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    pid: int


def server_command(model: Path, *, name: str, port: int, parallel: int = 3) -> list[str]:
    """The command that serves this file on this port."""
    command = [sys.executable, "-m", "service.embedded.server", "--model", str(model), "--name", name]
    return [*command, "--port", str(port), "--parallel", str(parallel)]


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Supervisor:
    """An async context manager around one server process. The address is fixed when it is made.

    `pauses` are the seconds before each restart (the last one repeats), `patience` those that `ready` waits, `grace`
    those that a server may take to end.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        model: str,
        port: int,
        pauses: Sequence[float] = (0.2, 1.0, 2.0, 5.0, 15.0, 60.0),
        patience: float = 60.0,
        grace: float = 5.0,
    ) -> None:
        self._command = tuple(command)
        self._model = model
        self._url = f"http://127.0.0.1:{port}/v1"
        self._pauses = tuple(pauses)
        self._patience = patience
        self._grace = grace
        self._state = ServerState.STOPPED
        self._child: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._serves = asyncio.Event()
        self._lost = asyncio.Event()
        self._restarts = 0
        self._last_exit: int | None = None
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)

    @classmethod
    def of_model(cls, file: Path, *, name: str, parallel: int = 3) -> Self:
        """Around the embedded server with this model file, on a free port."""
        port = free_port()
        return cls(server_command(file, name=name, port=port, parallel=parallel), model=name, port=port)

    @property
    def url(self) -> str:
        """The OpenAI-compatible address, the same across restarts."""
        return self._url

    @property
    def serves(self) -> bool:
        """Whether the process that runs now has said that it serves."""
        return self._serves.is_set()

    def describe(self) -> ServerDescription:
        """What stands now."""
        return ServerDescription(
            state=self._state,
            url=self._url,
            model=self._model,
            pid=self._child.pid if self._child and self._child.returncode is None else None,
            restarts=self._restarts,
            last_exit=self._last_exit,
            lines=tuple(self._lines),
        )

    def start(self) -> None:
        """Begins to keep the server; returns at once."""
        if self._keeper is None:
            self._state = ServerState.STARTING
            self._keeper = asyncio.create_task(self._keep(), name="embedded-model-server")

    async def ready(self, seconds: float | None = None) -> None:
        """Waits until it serves. Raises: NotReady."""
        try:
            async with asyncio.timeout(self._patience if seconds is None else seconds):
                await self._serves.wait()
        except TimeoutError as late:
            raise NotReady(f"{self._model} does not serve ({self._state})", self._lines) from late

    async def lost(self) -> None:
        """Waits until a server that served is gone."""
        await self._lost.wait()

    async def stop(self) -> None:
        """Ends the server and waits for its end; a second call does nothing."""
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper
        await self._end_child()
        self._serves.clear()
        self._state = ServerState.STOPPED

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            began = loop.time()
            await self._run_once()
            if loop.time() - began > _STEADY_SECONDS:
                failures = 0
            self._state = ServerState.WAITING
            await asyncio.sleep(self._pauses[min(failures, len(self._pauses) - 1)])
            failures += 1
            self._restarts += 1
            self._state = ServerState.STARTING

    async def _run_once(self) -> None:
        """One life of the process, to its end."""
        pipe = asyncio.subprocess.PIPE
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except OSError as failure:
            self._lines.append(f"cannot start: {failure.strerror}")
            return
        self._child = child
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen(child))
                group.create_task(self._drain(child))
                self._last_exit = await child.wait()
        finally:
            if self._serves.is_set():
                self._serves.clear()
                self._lost.set()
            await self._end_child()

    async def _listen(self, child: asyncio.subprocess.Process) -> None:
        """Waits for the line that says it serves, then reads on so that the pipe never fills."""
        if child.stdout is None:
            return
        async for line in child.stdout:
            if self._serves.is_set():
                continue
            try:
                _Ready.model_validate_json(line)
            except ValidationError:
                self._lines.append(line.decode(errors="replace").rstrip())
                continue
            self._state = ServerState.READY
            self._lost.clear()
            self._serves.set()

    async def _drain(self, child: asyncio.subprocess.Process) -> None:
        """Keeps the last lines said before it served: what it says afterwards may speak of prompts."""
        if child.stderr is None:
            return
        async for line in child.stderr:
            if not self._serves.is_set():
                self._lines.append(line.decode(errors="replace").rstrip())

    async def _end_child(self) -> None:
        child = self._child
        if child is None or child.returncode is not None:
            return
        if child.stdin is not None:
            child.stdin.close()
        try:
            async with asyncio.timeout(self._grace):
                await child.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
        self._last_exit = child.returncode
