"""A fault put into modules that are loaded already: the new code in the place of the old, wherever it is known."""

import ast
import functools
import sys
from collections.abc import Iterable
from dataclasses import is_dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import cast

from tests.mutation.operators import Mutant, names_of

_KEPT = frozenset({"_triggers"})


def put_in(mutant: Mutant, tree: ast.Module) -> None:
    """Puts one fault into this process.

    Raises: whatever the module raises when it is imported with the fault.
    """
    mutant.edit.apply()
    module = sys.modules[mutant.module]
    fresh = _executed(tree, module)
    if mutant.path:
        _swap(vars(module)[mutant.path[0]], fresh[mutant.path[0]], mutant.path[1:], name=mutant.path[0])
    else:
        for name in depending(tree, mutant.statement):
            _replace(name, vars(module)[name], fresh[name])
    forget(mutant, tree)


def _executed(tree: ast.Module, module: ModuleType) -> dict[str, object]:
    code = compile(ast.fix_missing_locations(tree), cast("str", module.__file__), "exec", dont_inherit=True)
    fresh: dict[str, object] = {"__name__": module.__name__, "__file__": module.__file__}
    exec(code, fresh)  # noqa: S102 - the project's own code, with one fault
    return fresh


def depending(tree: ast.Module, statement: ast.stmt) -> list[str]:
    """The names that a top-level statement gives a value to, and those whose values are made from them."""
    names = names_of(statement)
    for later in tree.body:
        if isinstance(later, ast.Assign | ast.AnnAssign) and names & used_in(later):
            names |= names_of(later)
    return sorted(names)


def used_in(node: ast.AST) -> set[str]:
    """The names that a stretch of code speaks of."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} | {
        each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)
    }


def _swap(old: object, new: object, path: tuple[str, ...], *, name: str) -> None:
    if isinstance(old, type) and isinstance(new, type):
        if path:
            _swap(vars(old)[path[0]], vars(new)[path[0]], path[1:], name=path[0])
        elif is_dataclass(old):
            _swap(vars(old)["__init__"], vars(new)["__init__"], (), name="__init__")
        else:
            _replace(name, cast("object", old), new)
        return
    was, comes = _function(old), _function(new)
    was.__code__ = comes.__code__
    was.__defaults__, was.__kwdefaults__ = comes.__defaults__, comes.__kwdefaults__


def _function(value: object) -> FunctionType:
    """The function below decorators, properties and class methods."""
    while not isinstance(value, FunctionType) or hasattr(value, "__wrapped__"):
        for attribute in ("__wrapped__", "fget", "__func__", "func"):
            if hasattr(value, attribute):
                value = getattr(value, attribute)
                break
        else:
            raise TypeError(type(value).__name__)
    return value


def _replace(name: str, old: object, new: object) -> None:
    for each in [*sys.modules.values()]:
        known = vars(each)
        if known.get(name) is old:
            known[name] = new


def forget(mutant: Mutant, tree: ast.Module) -> None:
    """Empties the caches that may hold what the code said before the fault."""
    changed = {mutant.path[0]} if mutant.path else set(depending(tree, mutant.statement))
    standing = standing_on(mutant.module)
    for name in standing:
        known, used = vars(sys.modules[name]), _uses(name)
        for function in _cached(name):
            reached = _closure(function, used)
            own = name == mutant.module and reached & changed
            if own or any(_home(each, known) in standing - {name} for each in reached):
                known[function].cache_clear()


def forget_all(modules: Iterable[str]) -> None:
    """Empties the caches of modules, but for the one that takes half a second to fill."""
    for name in modules:
        for function in _cached(name):
            if function not in _KEPT:
                vars(sys.modules[name])[function].cache_clear()


def warm(modules: Iterable[str]) -> None:
    """Reads what every fault will ask for, once, before processes are forked."""
    for module in modules:
        for name in standing_on(module):
            _uses(name)


def _cached(module: str) -> list[str]:
    known = vars(sys.modules[module])
    return [name for name, value in known.items() if hasattr(value, "cache_clear") and value.__module__ == module]


def _home(name: str, known: dict[str, object]) -> str:
    value = known.get(name)
    return value.__name__ if isinstance(value, ModuleType) else str(getattr(value, "__module__", ""))


@functools.cache
def _uses(module: str) -> dict[str, set[str]]:
    """What each top-level name of a module is made from."""
    tree = _parsed(sys.modules[module])
    found: dict[str, set[str]] = {}
    for each in tree.body:
        names = (
            {each.name} if isinstance(each, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) else names_of(each)
        )
        for name in names:
            found[name] = used_in(each)
    return found


def _closure(name: str, uses: dict[str, set[str]]) -> set[str]:
    found, more = {name}, {name}
    while more:
        more = {used for each in more for used in uses.get(each, ())} - found
        found |= more
    return found


def standing_on(module: str) -> set[str]:
    """The module and the modules of `strategies` that import it, by way of others too."""
    found = {module}
    grew = True
    while grew:
        more = {name for name, imported in _imports().items() if imported & found} - found
        found |= more
        grew = bool(more)
    return found


@functools.cache
def _imports() -> dict[str, frozenset[str]]:
    loaded = [name for name in sys.modules if name.startswith("strategies.")]
    return {name: frozenset(_imported(sys.modules[name])) for name in loaded}


def _parsed(module: ModuleType) -> ast.Module:
    return ast.parse(Path(cast("str", module.__file__)).read_text(encoding="utf-8"))


def _imported(module: ModuleType) -> Iterable[str]:
    for node in _parsed(module).body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
