"""Which test runs which line, and so which tests a fault is shown to."""

import ast
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType
from typing import Any

from tests.mutation.operators import Mutant
from tests.mutation.swapping import depending, used_in

Lines = set[tuple[str, int]]


@dataclass(slots=True)
class Covering:
    """`tests[file, line]` are the numbers of the tests that run the line.

    `seconds` is what each test takes, `names` what its code speaks of.
    """

    seconds: list[float] = field(default_factory=list[float])
    names: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    tests: Mapping[tuple[str, int], set[int]] = field(
        default_factory=lambda: defaultdict[tuple[str, int], set[int]](set)
    )

    def add(self, number: int, lines: Lines) -> None:
        """A test ran these lines."""
        for line in lines:
            self.tests[line].add(number)

    def of_lines(self, file: str, lines: range) -> set[int]:
        """The tests that run one of these lines."""
        return {number for line in lines for number in self.tests.get((file, line), ())}


def traced(run: Callable[[], None], files: frozenset[str]) -> Lines:
    """The lines of `files` that are run."""
    seen: Lines = set()

    def in_target(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
        return in_target

    def anywhere(frame: FrameType, event: str, arg: object) -> Any:
        del event
        return in_target(frame, "call", arg) if frame.f_code.co_filename in files else None

    sys.settrace(anywhere)
    try:
        run()
    finally:
        sys.settrace(None)
    return seen


def tests_for(
    mutant: Mutant, covering: Covering, trees: Mapping[str, ast.Module], files: Mapping[str, str]
) -> set[int]:
    """The tests that run the fault: its line, or for what runs at import whatever code speaks of its names."""
    own = files[mutant.module]
    if not mutant.run_once:
        return covering.of_lines(own, mutant.lines)
    names = {mutant.path[0]} if mutant.path else set(depending(trees[mutant.module], mutant.statement))
    if mutant.path and isinstance(mutant.statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return covering.of_lines(own, _body(mutant.statement))
    found = {number for number, spoken in enumerate(covering.names) if names & spoken}
    for module, tree in trees.items():
        for function in functions(tree.body):
            if names & used_in(function):
                found |= covering.of_lines(files[module], _body(function))
    everywhere = {number for (file, _), numbers in covering.tests.items() if file == own for number in numbers}
    return found or everywhere


def names_in(code: CodeType) -> frozenset[str]:
    """The names that a function speaks of, and the functions within it."""
    return frozenset(code.co_names).union(*(names_in(each) for each in code.co_consts if isinstance(each, CodeType)))


def spoken_of(function: FunctionType) -> frozenset[str]:
    """The names that a test speaks of, and the functions of its module that it calls."""
    found, more = names_in(function.__code__), [function]
    while more:
        caller = more.pop()
        for name in names_in(caller.__code__):
            called = caller.__globals__.get(name)
            if isinstance(called, FunctionType) and called.__module__ == function.__module__:
                names = names_in(called.__code__)
                more += [called] if not names <= found else []
                found |= names
    return found


def functions(body: Sequence[ast.stmt]) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a module and of its classes."""
    found: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
    for each in body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(each)
        elif isinstance(each, ast.ClassDef):
            found += functions(each.body)
    return found


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    return range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)
