"""Proofs by z3: the same questions as the truth tables answer, for any number of cases. An optional extra (`prove`).

Numbers are integers or reals; days are integers in the order of the days that guards name; words and options are
integers of which only equality counts; every slot has a truth value beside it that says whether it is set.
"""

from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, assert_never

from memory.record.session import SlotValue
from strategies.graph.guards import Compare, Expr, Join, Literally, Member, Not, Op, Ref, names_of
from strategies.graph.protocol import SlotType
from strategies.graph.prove_cells import Cell, Domain, Domains

_MIRRORED: Final[Mapping[Op, Op]] = {Op.LE: Op.GE, Op.GE: Op.LE, Op.LT: Op.GT, Op.GT: Op.LT}
MAX_WORK: Final = 2_000_000
"""Steps of the solver for one question, about a second: what takes longer stays open."""
_APART: Final = 1000
"""Between the numbers of two days that guards name: room for as many days as are compared with one another."""

Term = Any
"""A term of z3, whose package types none."""


class Z3:
    """One solver over the names of one protocol; it keeps no question that it was asked."""

    __slots__ = ("_codes", "_days", "_domains", "_known", "_limits", "_terms", "_z3", "name", "solver")

    def __init__(self, domains: Domains) -> None:
        self._z3: Any = import_module("z3")
        self.name = f"z3 {self._z3.get_version_string()}"
        self.solver: Any = self._z3.SimpleSolver()
        self.solver.set("rlimit", MAX_WORK)
        self._domains = domains
        self._terms: dict[str, tuple[Term, Term]] = {}
        self._known: dict[int, tuple[Expr, Term]] = {}
        self._limits: dict[tuple[str, int], Term] = {}
        points = [
            (domain.type, cell.value)
            for domain in domains.values()
            for cell in domain.cells
            if isinstance(cell.value, str) and not cell.open
        ]
        plain = sorted({value for kind, value in points if kind is not SlotType.DATE})
        days = sorted({value for kind, value in points if kind is SlotType.DATE})
        self._codes = {value: code for code, value in enumerate(plain)}
        self._days = {value: code * _APART for code, value in enumerate(days)}

    def example(self, tree: Expr, state: Mapping[str, int]) -> dict[str, Cell] | None:
        """Values for which the formula holds, each name within its cells in `state`; None when there are none.

        Raises: Undecided.
        """
        solver = self.solver
        solver.push()
        try:
            formula = self._formula(tree)
            names = sorted(names_of(tree))
            solver.add(formula, *(self._within(self._domains[name], state.get(name)) for name in names))
            answer = solver.check()
            if answer == self._z3.unsat:
                return None
            if answer != self._z3.sat:
                raise Undecided(str(solver.reason_unknown()))
            model = solver.model()
            return {name: self._read(self._domains[name], model) for name in names}
        finally:
            solver.pop()

    def _term(self, name: str) -> tuple[Term, Term]:
        """The value of a name, and whether it is set."""
        found = self._terms.get(name)
        if found is None:
            number = self._z3.Real if self._domains[name].type is SlotType.FLOAT else self._z3.Int
            found = self._terms[name] = (number(name), self._z3.Bool(f"{name} is set"))
        return found

    def _formula(self, tree: Expr) -> Term:
        found = self._known.get(id(tree))
        if found is None:
            found = self._known[id(tree)] = (tree, self._translated(tree))
        return found[1]

    def _translated(self, tree: Expr) -> Term:
        z3 = self._z3
        match tree:
            case Literally():
                return z3.BoolVal(tree.value is True)
            case Ref():
                return self._term(tree.name)[0] == 1
            case Not():
                return z3.Not(self._formula(tree.inner))
            case Join():
                both = (self._formula(tree.left), self._formula(tree.right))
                return z3.And(*both) if tree.op == "&&" else z3.Or(*both)
            case Member():
                term, is_set = self._term(tree.left.name)
                kind = self._domains[tree.left.name].type
                return z3.And(is_set, z3.Or(*(term == self._constant(kind, item.value) for item in tree.items)))
            case Compare():
                return self._compare(tree)
            case _:
                assert_never(tree)

    def _compare(self, tree: Compare) -> Term:
        """A comparison; one that needs a value is only looked at where it is set, so what it says of null is open."""
        left, right, op = tree.left, tree.right, tree.op
        if isinstance(left, Literally):
            left, right, op = right, left, _MIRRORED.get(op, op)
        if isinstance(left, Literally):
            raise TypeError(tree)
        term, is_set = self._term(left.name)
        if isinstance(right, Ref):
            return _ordered(op, term, self._term(right.name)[0])
        if right.value is None:
            return self._z3.Not(is_set) if op is Op.EQ else is_set
        return _ordered(op, term, self._constant(self._domains[left.name].type, right.value))

    def _constant(self, kind: SlotType, value: SlotValue) -> Term:
        match value:
            case bool():
                return self._z3.IntVal(int(value))
            case int() | float():
                exact = Fraction(value)
                if exact.denominator == 1:
                    return self._z3.IntVal(exact.numerator)
                return self._z3.RealVal(f"{exact.numerator}/{exact.denominator}")
            case str():
                codes = self._days if kind is SlotType.DATE else self._codes
                return self._z3.IntVal(codes.get(value, -1))
            case _:
                raise TypeError(value)

    def _within(self, domain: Domain, cells: int | None) -> Term:
        """That the name has a value it can have, of one of the cells."""
        wanted = domain.all if cells is None else cells
        found = self._limits.get((domain.name, wanted))
        if found is None:
            term, is_set = self._term(domain.name)
            fits = self._z3.And(is_set, self._z3.Or(*self._runs(domain, term, wanted & ~domain.null)))
            unset = wanted & domain.null
            found = self._z3.Or(self._z3.Not(is_set), fits) if unset else fits
            self._limits[domain.name, wanted] = found
        return found

    def _runs(self, domain: Domain, term: Term, wanted: int) -> list[Term]:
        """That the value lies in one of the cells; cells side by side of numbers and days are one stretch."""
        z3, kind = self._z3, domain.type
        chosen = [cell for i, cell in enumerate(domain.cells) if wanted >> i & 1]
        if kind is SlotType.TEXT:
            named = [each.value for each in domain.cells if isinstance(each.value, str) and not each.open]
            other = z3.And(*(term != self._constant(kind, value) for value in named))
            return [other if cell.open else term == self._constant(kind, cell.value) for cell in chosen]
        if kind in (SlotType.BOOL, SlotType.ENUM):
            return [term == self._constant(kind, cell.value) for cell in chosen]
        runs: list[list[Cell]] = []
        last = -2
        for i, cell in enumerate(domain.cells):
            if wanted >> i & 1:
                if i == last + 1:
                    runs[-1].append(cell)
                else:
                    runs.append([cell])
                last = i
        return [z3.And(*self._ends(kind, term, run[0], run[-1])) for run in runs]

    def _ends(self, kind: SlotType, term: Term, first: Cell, last: Cell) -> list[Term]:
        """The bounds of a stretch of cells."""
        ends: list[Term] = []
        if not first.open:
            ends.append(term >= self._constant(kind, first.value))
        elif first.low is not None:
            ends.append(term > self._constant(kind, first.low))
        if not last.open:
            ends.append(term <= self._constant(kind, last.value))
        elif last.high is not None:
            ends.append(term < self._constant(kind, last.high))
        return ends

    def _read(self, domain: Domain, model: Term) -> Cell:
        """The value that a model gives to a name, as a cell."""
        term, is_set = self._term(domain.name)
        if domain.null and not self._z3.is_true(model.eval(is_set, model_completion=True)):
            return Cell(value=None)
        number = model.eval(term, model_completion=True)
        if domain.type is SlotType.FLOAT:
            return Cell(value=float(number.as_fraction()))
        value = int(number.as_long())
        if domain.type is SlotType.INT:
            return Cell(value=value)
        if domain.type is SlotType.BOOL:
            return Cell(value=value == 1)
        codes = self._days if domain.type is SlotType.DATE else self._codes
        named = next((word for word, code in codes.items() if code == value), None)
        if named is not None:
            return Cell(value=named)
        low = max((word for word, code in self._days.items() if code < value), default=None)
        high = min((word for word, code in self._days.items() if code > value), default=None)
        is_day = domain.type is SlotType.DATE
        return Cell(value="\u2026", open=True, low=low if is_day else None, high=high if is_day else None)


class Undecided(Exception):
    """z3 gave no answer."""


def _ordered(op: Op, a: Term, b: Term) -> Term:
    match op:
        case Op.EQ:
            return a == b
        case Op.NE:
            return a != b
        case Op.LE:
            return a <= b
        case Op.GE:
            return a >= b
        case Op.LT:
            return a < b
        case Op.GT:
            return a > b
        case _:
            assert_never(op)


def open_z3(domains: Domains) -> Z3 | None:
    """A solver over these names; None when z3 is not installed."""
    return Z3(domains) if find_spec("z3") is not None else None
