"""A service that starts from a process in which everything is imported already: a start in a tenth of the time.

The same program with the same arguments, in a process of its own that can be killed: only the six seconds of processor
time that Python takes to import it are spent once.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

from benchmarks.processes import ROOT, DidNotStart, said_address

PRELOADED = ("service.app", "service.cli.serve", "service.wiring", "benchmarks.floor")


def nursery() -> ForkServerContext:
    """Where such processes come from; its own process starts with the first of them and ends with this one."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(PRELOADED))
    return found


class Forked:
    """One such process, as `benchmarks.processes.Running` is one that starts from nothing."""

    def __init__(
        self, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path, born: ForkServerContext
    ) -> None:
        self.log = log
        self.url = ""
        self._said, says = born.Pipe(duplex=False)
        self.process = born.Process(target=_live, args=(tuple(arguments), dict(environment), str(log), str(cwd), says))
        self.process.start()
        says.close()

    def wait_for_address(self) -> str:
        """The address once it is said. Raises: DidNotStart."""
        self.url = said_address(self._said.fileno())
        if not self.url:
            self.stop()
            raise DidNotStart(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])
        return self.url

    def kill(self) -> None:
        """SIGKILL, now."""
        self.process.kill()
        self._reap()

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that takes long."""
        self.process.terminate()
        self._reap()

    def _reap(self) -> None:
        self.process.join(15)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._said.close()


def _live(arguments: Sequence[str], environment: Mapping[str, str], log: str, cwd: str, says: Connection) -> None:
    """The life of the process: `python -m` with these arguments."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sink = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(says.fileno(), 1)
    os.dup2(sink, 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    sys.path.insert(0, str(ROOT))
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
