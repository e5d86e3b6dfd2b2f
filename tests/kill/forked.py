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
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from benchmarks.processes import ROOT, Living

PRELOADED = ("service.app", "service.cli.serve", "service.wiring", "benchmarks.floor")


def nursery() -> ForkServerContext:
    """Where such processes come from; its own process starts with the first of them and ends with this one."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(PRELOADED))
    return found


class Forked(Living[ForkServerProcess]):
    """One such process."""

    def __init__(
        self, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path, born: ForkServerContext
    ) -> None:
        self._said, says = born.Pipe(duplex=False)
        life = (tuple(arguments), dict(environment), str(log), str(cwd), says)
        process = born.Process(target=_live, args=life, daemon=True)
        process.start()
        says.close()
        super().__init__(process, output=self._said.fileno(), log=log)

    def reap(self) -> None:
        """Waits for its end."""
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
