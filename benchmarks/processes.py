"""The processes that a benchmark or a kill test runs: each on loopback, known by its process id, ended by it."""

import os
import re
import selectors
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, Protocol, TypeVar

ROOT = Path(__file__).parents[1]
START_SECONDS = 60.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+[\w/]*")


class DidNotStart(Exception):
    """A process ended, or stayed silent, before it said its address."""


def own_environment(**settings: str) -> dict[str, str]:
    """This environment without the service's own variables, and with `settings` (names without their prefix)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    return kept | {f"THROUGHLINE_{name}": value for name, value in settings.items()}


def _said_address(output: int) -> str:
    """The first address that is written to this file descriptor within `START_SECONDS`; "" when there is none."""
    said = b""
    with selectors.DefaultSelector() as ready:
        ready.register(output, selectors.EVENT_READ)
        until = time.monotonic() + START_SECONDS
        while (left := until - time.monotonic()) > 0 and ready.select(left):
            piece = os.read(output, 4096)
            said += piece
            if found := _ADDRESS.search(said.decode(errors="replace")):
                return found[0]
            if not piece:
                break
    return ""


class Mortal(Protocol):
    """A process as the operating system knows it."""

    @property
    def pid(self) -> int | None:
        """None before it runs."""
        ...

    def terminate(self) -> None:
        """SIGTERM."""
        ...

    def kill(self) -> None:
        """SIGKILL."""
        ...


MortalT = TypeVar("MortalT", bound=Mortal)


class Living(ABC, Generic[MortalT]):
    """A process that says its address on `output`, and what it has to complain of in `log`."""

    def __init__(self, process: MortalT, *, output: int, log: Path) -> None:
        self.process = process
        self.log = log
        self.url = ""
        self._output = output

    @property
    def pid(self) -> int:
        """The process id. Raises: DidNotStart."""
        if self.process.pid is None:
            raise DidNotStart(str(self.log))
        return self.process.pid

    def wait_for_address(self) -> str:
        """The address once it is said. Raises: DidNotStart."""
        self.url = _said_address(self._output)
        if not self.url:
            self.stop()
            raise DidNotStart(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])
        return self.url

    def kill(self) -> None:
        """SIGKILL, now."""
        self.process.kill()
        self.reap()

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that takes long."""
        self.process.terminate()
        self.reap()

    def cpu_seconds(self) -> float:
        """Processor time that it has taken so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @abstractmethod
    def reap(self) -> None:
        """Waits for its end, fifteen seconds and then by SIGKILL, and lets go of what was held for it."""


class Running(Living[subprocess.Popen[bytes]]):
    """One that starts from nothing. Its standard input closing ends those that watch it."""

    def __init__(self, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path) -> None:
        with log.open("ab") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=cwd,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=sink,
                env=dict(environment) | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            )
        if process.stdout is None:
            raise DidNotStart(str(log))
        super().__init__(process, output=process.stdout.fileno(), log=log)

    def reap(self) -> None:
        """Waits for its end."""
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


@contextmanager
def running(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Generator[Running]:
    """A process that serves: started, its address known, stopped at the end."""
    log = folder / f"{arguments[0]}.log"
    process = Running(arguments, environment=environment or own_environment(), log=log, cwd=cwd or folder)
    try:
        process.wait_for_address()
        yield process
    finally:
        process.stop()


@contextmanager
def scripted_model(folder: Path, *arguments: str) -> Generator[Running]:
    """The scripted model server."""
    with running("benchmarks.scripted_server", *arguments, folder=folder) as process:
        yield process


def service_arguments(*, dsn: str, model_url: str, folder: Path) -> tuple[str, ...]:
    """How the real service is started on a free port."""
    place = ("--dsn", dsn, "--data-dir", str(folder))
    return ("service", "serve", "--port", "0", *place, "--model-url", model_url)
