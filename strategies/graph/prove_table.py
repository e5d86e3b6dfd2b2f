"""Truth tables of guards: a formula as the set of cases for which it holds, one bit a case.

A case gives every name one of its cells. Sets of cases are Python integers, so that `and`, `or` and `not` over tens of
thousands of cases cost microseconds; what a table says is exact, for the cells are (see `prove_cells`).
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, assert_never

from memory.record.session import SlotValue
from strategies.graph.guards import Compare, Expr, Join, Literally, Member, Not, Op, Ref, names_of
from strategies.graph.prove_cells import Cell, Domain, Domains

MAX_CASES: Final = 1 << 16

_OPERATORS: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LE: operator.le,
    Op.GE: operator.ge,
    Op.LT: operator.lt,
    Op.GT: operator.gt,
}


class TooManyCases(Exception):
    """The names have more combinations of cells than a table holds."""


@dataclass(slots=True, kw_only=True)
class Table:
    """The cases of some names. `size` is their number, `all` the set of them all."""

    domains: tuple[Domain, ...]
    size: int
    all: int
    _cells: dict[str, tuple[int, ...]]
    _masks: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])
    _known: dict[int, tuple[Expr, int]] = field(default_factory=dict[int, "tuple[Expr, int]"])

    def cell(self, name: str, i: int) -> int:
        """The cases in which the name has its cell `i`."""
        return self._cells[name][i]

    def mask(self, name: str, cells: int) -> int:
        """The cases in which the name has one of these cells (bit i is cell i)."""
        found = self._masks.get((name, cells))
        if found is None:
            found = 0
            for i, each in enumerate(self._cells[name]):
                if cells >> i & 1:
                    found |= each
            self._masks[name, cells] = found
        return found

    def within(self, state: Mapping[str, int]) -> int:
        """The cases in which every name has one of its cells in `state`; names that are not there are free."""
        found = self.all
        for domain in self.domains:
            cells = state.get(domain.name, domain.all)
            if cells != domain.all:
                found &= self.mask(domain.name, cells)
        return found

    def seen(self, cases: int) -> dict[str, int]:
        """For every name the cells that it has in any of the cases."""
        found: dict[str, int] = {}
        for name, each in self._cells.items():
            cells = 0
            for i, mask in enumerate(each):
                if mask & cases:
                    cells |= 1 << i
            found[name] = cells
        return found

    def truth(self, tree: Expr) -> int:
        """The cases for which the formula holds. Atoms over a null are false: what types never looks at them."""
        found = self._known.get(id(tree))  # the tree is kept with its answer, so that its id stays its own
        if found is None:
            found = self._known[id(tree)] = (tree, self._truth(tree))
        return found[1]

    def _truth(self, tree: Expr) -> int:
        match tree:
            case Literally():
                return self.all if tree.value is True else 0
            case Ref():
                return self._single(tree.name, lambda value: value is True)
            case Not():
                return self.all & ~self.truth(tree.inner)
            case Join():
                left, right = self.truth(tree.left), self.truth(tree.right)
                return left & right if tree.op == "&&" else left | right
            case Member():
                items = [item.value for item in tree.items]
                return self._single(
                    tree.left.name, lambda value: value is not None and any(compared(Op.EQ, value, x) for x in items)
                )
            case Compare():
                return self._compare(tree)
            case _:
                assert_never(tree)

    def _compare(self, tree: Compare) -> int:
        left, right, op = tree.left, tree.right, tree.op
        match left, right:
            case Literally(), Literally():
                return self.all if compared(op, left.value, right.value) else 0
            case Ref(), Literally(value=None):
                null = self.mask(left.name, self._domain(left.name).null)
                return null if op is Op.EQ else self.all & ~null
            case Ref(), Literally():
                return self._single(left.name, lambda value: compared(op, value, right.value))
            case Literally(), Ref():
                return self._single(right.name, lambda value: compared(op, left.value, value))
            case Ref(), Ref():
                found = 0
                ours, theirs = self._domain(left.name), self._domain(right.name)
                for i, a in enumerate(ours.cells):
                    cells = sum(1 << j for j, b in enumerate(theirs.cells) if compared(op, a.value, b.value))
                    found |= self.cell(left.name, i) & self.mask(right.name, cells)
                return found
            case _:
                raise AssertionError(tree)

    def _single(self, name: str, holds: Callable[[SlotValue], bool]) -> int:
        cells = self._domain(name).cells
        return self.mask(name, sum(1 << i for i, cell in enumerate(cells) if holds(cell.value)))

    def _domain(self, name: str) -> Domain:
        return next(domain for domain in self.domains if domain.name == name)

    def covers(self, tree: Expr) -> bool:
        """Whether the table knows every name that the formula reads."""
        return all(name in self._cells for name in names_of(tree))

    def plainest(self, cases: int) -> dict[str, Cell]:
        """The first of the cases, name by name; what can have any value at all is left out."""
        left, found = cases, dict[str, Cell]()
        for domain in self.domains:
            each = self._cells[domain.name]
            i = next(i for i in range(len(each)) if each[i] & left)
            left &= each[i]
            if not self._free(domain, cases):
                found[domain.name] = domain.cells[i]
        return found

    def _free(self, domain: Domain, cases: int) -> bool:
        """Whether the cases are the same whatever cell the name has."""
        each = self._cells[domain.name]
        first = cases & each[0]
        stride = (each[1] & -each[1]).bit_length() - 1 if len(each) > 1 else 0  # of the lowest case with cell 1
        return all(first << i * stride == cases & each[i] for i in range(1, len(each)))


def compared(op: Op, a: SlotValue, b: SlotValue) -> bool:
    """What CEL makes of a comparison that types. A null is equal to a null alone, and has no order."""
    if a is None or b is None:
        return (a is b) is (op is Op.EQ) if op in (Op.EQ, Op.NE) else False
    return _OPERATORS[op](a, b)


def table_of(names: Iterable[str], domains: Domains, *, most: int = MAX_CASES) -> Table:
    """The cases of these names. Raises: TooManyCases."""
    wanted = tuple(domains[name] for name in dict.fromkeys(names))
    size, masks = _masks(tuple(len(domain.cells) for domain in wanted), most)
    cells = {domain.name: each for domain, each in zip(wanted, masks, strict=True)}
    return Table(domains=wanted, size=size, all=(1 << size) - 1, _cells=cells)


@lru_cache(maxsize=256)
def _masks(sizes: tuple[int, ...], most: int) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The number of cases, and for every name and cell the cases in which it has it."""
    size = 1
    for many in sizes:
        size *= many
        if size > most:
            raise TooManyCases(f"{size} cases and more")
    everything, stride = (1 << size) - 1, 1
    masks: list[tuple[int, ...]] = []
    for many in sizes:
        repeated = everything // ((1 << stride * many) - 1)
        block = (1 << stride) - 1
        masks.append(tuple((block << i * stride) * repeated for i in range(many)))
        stride *= many
    return size, tuple(masks)


def never(tree: Expr) -> Expr:
    """The formula that holds when `tree` does not."""
    return Not(inner=tree, place=0)


def all_of(trees: Iterable[Expr]) -> Expr:
    """The formula that holds when all do; of none: always."""
    whole: Expr = Literally(value=True, place=0)
    for tree in trees:
        whole = Join(op="&&", left=whole, right=tree, place=0)
    return whole


def any_of(trees: Iterable[Expr]) -> Expr:
    """The formula that holds when one does; of none: never."""
    whole: Expr = Literally(value=False, place=0)
    for tree in trees:
        whole = Join(op="||", left=whole, right=tree, place=0)
    return whole


def given(tree: Expr, name: str, value: SlotValue) -> Expr:
    """The formula with a value in the place of a name."""
    match tree:
        case Ref():
            return Literally(value=value, place=0) if tree.name == name else tree
        case Literally():
            return tree
        case Not():
            return Not(inner=given(tree.inner, name, value), place=0)
        case Join():
            return Join(op=tree.op, left=given(tree.left, name, value), right=given(tree.right, name, value), place=0)
        case Member():
            if tree.left.name != name:
                return tree
            return Literally(value=any(compared(Op.EQ, value, item.value) for item in tree.items), place=0)
        case Compare():
            if not any(isinstance(side, Ref) and side.name == name for side in (tree.left, tree.right)):
                return tree
            left, right = (_side(side, name, value) for side in (tree.left, tree.right))
            if isinstance(left, Literally) and isinstance(right, Literally):
                return Literally(value=compared(tree.op, left.value, right.value), place=0)
            return Compare(op=tree.op, left=left, right=right, place=0)
        case _:
            assert_never(tree)


def _side(side: Ref | Literally, name: str, value: SlotValue) -> Ref | Literally:
    return Literally(value=value, place=0) if isinstance(side, Ref) and side.name == name else side
