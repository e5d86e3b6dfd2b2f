"""The runner: a pytest session that runs every test once, then forks one child for each fault.

The child puts its fault in, runs the tests that the fault is shown to, the quickest first, and ends at the first that
fails. Nothing is written to the source files.
"""

import ast
import gc
import importlib
import itertools
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.coverage import Covering, spoken_of, tests_for, traced
from tests.mutation.operators import Mutant, mutants_of
from tests.mutation.swapping import forget_all, put_in, warm
from tests.mutation.targets import Target

_FACTOR, _FLOOR = 10.0, 6.0
"""A fault may take ten times what its tests take, and six seconds."""
_SLOWEST, _MOST = 4.0, 15.0
"""Seconds with lines counted: tests above the first are shown no fault; a fault is shown tests up to the second in all.

Both can only make survivors.
"""
_MEMORY = 4 * 1024**3
_SURVIVED, _KILLED, _NO_IMPORT = 0, 1, 2
_LEFT_OUT_MARKS = ("slow", "vllm", "kill", "promises", "faults", "embedded", "readme")


class End(StrEnum):
    """What became of a fault."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    UNSEEN = "no test runs it"


@dataclass(slots=True)
class Child:
    """A process with one fault in it. It says through `pipe` which test failed."""

    mutant: Mutant
    pid: int
    pipe: int
    until: float


@dataclass(slots=True)
class Run:
    """A plugin of pytest that tests by faults instead of running the tests.

    `ends` are in the order of `mutants`; `watch` is told of each as it ends.
    """

    targets: Sequence[Target]
    jobs: int
    watch: Callable[[Mutant, End], None] = lambda _, __: None
    mutants: list[Mutant] = field(default_factory=list[Mutant])
    ends: dict[int, End] = field(default_factory=dict[int, End])
    broken: list[str] = field(default_factory=list[str])
    slow: list[str] = field(default_factory=list[str])
    items: list[pytest.Item] = field(default_factory=list[pytest.Item])
    seconds: float = 0.0
    _kills: dict[int, int] = field(default_factory=dict[int, int])

    def pytest_configure(self) -> None:
        """Makes what Hypothesis tries the same every time, and keeps none of it."""
        settings = importlib.import_module("hypothesis").settings  # imported by its own plugin first
        settings.register_profile("faults", database=None, derandomize=True)
        settings.load_profile("faults")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keeps the tests that need no PostgreSQL and are part of the quick loop."""
        items[:] = [item for item in items if _quick(item)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the tests once, then the faults."""
        if session.testsfailed:
            raise session.Failed("a test module cannot be imported")
        began = time.perf_counter()
        for each in self.targets:
            importlib.import_module(each.module)
        trees = {each.module: ast.parse(each.file.read_text(encoding="utf-8")) for each in self.targets}
        files = {each.module: str(each.file) for each in self.targets}
        for each in self.targets:
            self.mutants += mutants_of(trees[each.module], each.module, left_out=each.data, no_words=each.words)
        covering = self._first(session, frozenset(files.values()))
        warm([each.module for each in self.targets])
        gc.collect()
        gc.freeze()
        waiting = iter(enumerate(self.mutants))
        children: dict[int, Child] = {}
        for number, mutant in waiting:
            shown = tests_for(mutant, covering, trees, files)
            if not shown:
                self._ended(number, End.UNSEEN)
                continue
            while len(children) >= self.jobs:
                self._collect(children)
            children[number] = self._start(mutant, trees[mutant.module], shown, covering.seconds)
        while children:
            self._collect(children)
        self.seconds = time.perf_counter() - began
        return True

    def _first(self, session: pytest.Session, files: frozenset[str]) -> Covering:
        """Runs every test once and keeps the lines it runs; a test that fails without a fault shows none."""
        covering = Covering()
        modules = [each.module for each in self.targets]
        for item in session.items:
            forget_all(modules)
            began = time.perf_counter()
            passed: list[bool] = []
            lines = traced(lambda item=item, passed=passed: passed.append(_passes(item, session)), files)  # type: ignore[misc]
            taken = time.perf_counter() - began
            if not passed[0]:
                self.broken.append(item.nodeid)
            elif taken > _SLOWEST:
                self.slow.append(item.nodeid)
            else:
                covering.add(len(self.items), lines)
                covering.seconds.append(taken)
                covering.names.append(spoken_of(cast("Any", item).function))
                self.items.append(item)
        return covering

    def _start(self, mutant: Mutant, tree: ast.Module, shown: set[int], seconds: Sequence[float]) -> Child:
        order = sorted(shown, key=lambda number: seconds[number] / (1 + self._kills.get(number, 0)))
        spent = list(itertools.accumulate(seconds[number] for number in order))
        order = [number for number, until in zip(order, spent, strict=True) if until <= max(_MOST, spent[0])]
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._child(mutant, tree, order, writing)
        os.close(writing)
        wait = _FLOOR + _FACTOR * sum(seconds[number] for number in order)
        return Child(mutant, pid, reading, time.perf_counter() + wait)

    def _child(self, mutant: Mutant, tree: ast.Module, order: Sequence[int], pipe: int) -> None:
        code = _KILLED
        try:
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(quiet, stream)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            try:
                put_in(mutant, tree)
            except Exception:  # noqa: BLE001 - a module that cannot be imported fails every test
                os._exit(_NO_IMPORT)
            code = _SURVIVED
            for number in order:
                if not _passes(self.items[number], self.items[number].session):
                    os.write(pipe, str(number).encode())
                    code = _KILLED
                    break
        finally:
            os._exit(code)

    def _collect(self, children: dict[int, Child]) -> None:
        """Takes in the children that have ended, and ends those that took too long."""
        for number, child in [*children.items()]:
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                self._ended(number, End.SURVIVED if status == _SURVIVED else End.KILLED)
                if said := os.read(child.pipe, 20):
                    killer = int(said)
                    self._kills[killer] = self._kills.get(killer, 0) + 1
            elif time.perf_counter() > child.until:
                with suppress(ProcessLookupError):
                    os.kill(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                self._ended(number, End.TIMED_OUT)
            else:
                continue
            os.close(child.pipe)
            del children[number]
        time.sleep(0.002)

    def _ended(self, number: int, end: End) -> None:
        self.ends[number] = end
        self.watch(self.mutants[number], end)

    def results(self) -> Iterator[tuple[Mutant, End]]:
        """Every fault and its end."""
        for number, mutant in enumerate(self.mutants):
            yield mutant, self.ends[number]


def _quick(item: pytest.Item) -> bool:
    function = cast("pytest.Function", item)
    params = function.callspec.params.values() if hasattr(function, "callspec") else ()
    needs = "postgres" in params or {"postgres_server", "postgres_dsn"} & {*function.fixturenames}
    return not needs and not any(item.get_closest_marker(name) for name in _LEFT_OUT_MARKS)


def _passes(item: pytest.Item, session: pytest.Session) -> bool:
    # Fixtures of the session stay; all others are torn down.
    reports = runtestprotocol(item, log=False, nextitem=cast("pytest.Item", session))
    return not any(report.failed for report in reports)
