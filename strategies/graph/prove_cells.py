"""The values that a protocol's guards can tell apart: a few cells for every name, each with a value to stand for it.

A cell is a constant that some guard compares with, or the open space between two of them. Guards only compare names
with constants and with each other, so a formula over them has a solution exactly if it has one among the cells: numbers
and days need as many values in each space as names are compared with one another (only their order counts), words as
many others as there are such names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from memory.record.session import SlotValue
from strategies.graph.guards import DOTTED, Compare, Expr, Join, Literally, Member, Not, Ref, TypedGuard
from strategies.graph.protocol import Slot, SlotType

Number = int | float
Bound = int | float | str | None

MOST_TURNS: Final = 1000
_RANGES: Final[Mapping[str, tuple[int, int]]] = {"risk.level": (0, 6), "frame.turns": (0, MOST_TURNS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`value` stands for all values of the cell; None is null.

    A cell is a point, or (`open`) all that lies between `low` and `high`, without them; None has no bound. Of words,
    an open cell is everything that no guard names.
    """

    value: SlotValue
    open: bool = False
    low: Bound = None
    high: Bound = None

    @property
    def said(self) -> str:
        """The value as it is printed."""
        match self.value:
            case None:
                return "null"
            case bool():
                return "true" if self.value else "false"
            case str() if self.open:
                return "some other words" if self.low is None and self.high is None else _between(self.low, self.high)
            case _:
                return f"{self.value:g}" if isinstance(self.value, float) else str(self.value)


def _between(low: Bound, high: Bound) -> str:
    if low is None:
        return f"a day before {high}"
    return f"a day after {low}" if high is None else f"a day between {low} and {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """The cells of one name, the plainest first; null, where there is one, last."""

    name: str
    type: SlotType
    cells: tuple[Cell, ...]

    @property
    def all(self) -> int:
        """The mask of every cell: bit i is cell i."""
        return (1 << len(self.cells)) - 1

    @property
    def null(self) -> int:
        """The mask of null; 0 for names that are never null."""
        return 1 << (len(self.cells) - 1) if self.cells and self.cells[-1].value is None else 0

    def spaces(self, cells: int) -> int:
        """The cells, each open one with all others of its space: they stand for the same values."""
        found = {(cell.low, cell.high) for i, cell in enumerate(self.cells) if cell.open and cells >> i & 1}
        return cells | sum(1 << i for i, cell in enumerate(self.cells) if cell.open and (cell.low, cell.high) in found)


Domains = Mapping[str, Domain]


def domains_of(places: Iterable[Sequence[TypedGuard]], slots: Mapping[str, Slot]) -> dict[str, Domain]:
    """The cells of every slot and dotted name, as far as guards tell its values apart.

    Each place is the guards that are weighed together: only names that meet at a place are ever put in order.
    """
    found = _Constants({}, {})
    meetings: dict[str, list[frozenset[str]]] = {}
    for guards in places:
        for guard in guards:
            found.take(guard.tree)
        met = frozenset[str]().union(*(guard.names for guard in guards))
        for name in met if len(met) > 1 else ():
            meetings.setdefault(name, []).append(met)
    types = {**{name: slot.type for name, slot in slots.items()}, **DOTTED}
    groups = found.groups()
    domains: dict[str, Domain] = {}
    for name, kind in types.items():
        group = groups.get(name, frozenset({name}))
        slot = slots.get(name)
        many = max((len(group & each) for each in meetings.get(name, ())), default=1)
        cells = _cells(name, kind, slot, group=group, many=max(1, many), found=found, slots=slots, types=types)
        if slot is not None:
            cells.append(Cell(value=None))
        domains[name] = Domain(name=name, type=kind, cells=tuple(cells))
    return domains


@dataclass(frozen=True, slots=True)
class _Constants:
    """What each name is compared with: constants, and other names."""

    constants: dict[str, set[bool | int | float | str]]
    others: dict[str, set[str]]

    def take(self, tree: Expr) -> None:
        match tree:
            case Ref() | Literally():
                pass
            case Not():
                self.take(tree.inner)
            case Join():
                self.take(tree.left)
                self.take(tree.right)
            case Member():
                for item in tree.items:
                    self._note(tree.left, item)
            case Compare():
                self._note(tree.left, tree.right)
                self._note(tree.right, tree.left)
            case _:
                assert_never(tree)

    def _note(self, left: Ref | Literally, right: Ref | Literally) -> None:
        if isinstance(left, Ref):
            if isinstance(right, Ref):
                self.others.setdefault(left.name, set()).add(right.name)
            elif right.value is not None:
                self.constants.setdefault(left.name, set()).add(right.value)

    def groups(self) -> dict[str, frozenset[str]]:
        """Name -> the names that it is compared with, at whatever distance, itself included."""
        groups: dict[str, frozenset[str]] = {}
        for name in self.others:
            if name in groups:
                continue
            group, waiting = {name}, [name]
            while waiting:
                fresh = self.others.get(waiting.pop(), set()) - group
                group |= fresh
                waiting.extend(fresh)
            groups.update(dict.fromkeys(group, frozenset(group)))
        return groups


def _cells(
    name: str,
    kind: SlotType,
    slot: Slot | None,
    *,
    group: frozenset[str],
    many: int,
    found: _Constants,
    slots: Mapping[str, Slot],
    types: Mapping[str, SlotType],
) -> list[Cell]:
    constants = {each for member in group for each in found.constants.get(member, ())}
    match kind:
        case SlotType.BOOL:
            return [Cell(value=False), Cell(value=True)]
        case SlotType.ENUM:
            return [Cell(value=value) for value in (slot.values if slot is not None else ())]
        case SlotType.TEXT:
            named = sorted(each for each in constants if isinstance(each, str))
            others = ["\u2026" * (i + 1) for i in range(many)]
            return [
                *(Cell(value=other, open=True) for other in others if other not in named),
                *(Cell(value=each) for each in named),
            ]
        case SlotType.DATE:
            return _days(sorted(each for each in constants if isinstance(each, str)), many=many)
        case SlotType.INT | SlotType.FLOAT:
            ranges = {member: _range(member, slots) for member in group}
            cuts = {each for each in constants if isinstance(each, (int, float)) and not isinstance(each, bool)}
            cuts |= {_plain(end) for ends in ranges.values() if ends is not None for end in ends}
            mixed = len({types[member] for member in group if member in types}) > 1
            cells = _numbers(sorted(cuts), whole=kind is SlotType.INT, many=many, mixed=mixed)
            ends = ranges[name]
            return [cell for cell in cells if ends is None or _within(cell.value, ends)]
        case _:
            assert_never(kind)


def _range(name: str, slots: Mapping[str, Slot]) -> tuple[Number, Number] | None:
    return slots[name].range if name in slots else _RANGES.get(name)


def _within(value: SlotValue, ends: tuple[Number, Number]) -> bool:
    return isinstance(value, (int, float)) and ends[0] <= value <= ends[1]


def _plain(value: Number) -> Number:
    """A whole number as an int."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _days(cuts: list[str], *, many: int) -> list[Cell]:
    """Days are told apart by their order alone; after a cut the strings that begin with it come first."""
    cells: list[Cell] = []
    if not cuts:
        return [Cell(value="\x00" * (i + 1), open=True) for i in range(many)]
    cells.extend(Cell(value="\x00" * (i + 1), open=True, high=cuts[0]) for i in range(many))
    for i, cut in enumerate(cuts):
        following = cuts[i + 1] if i + 1 < len(cuts) else None
        cells.append(Cell(value=cut))
        for n in range(many):
            later = cut + "\x00" * (n + 1)
            if following is None or later < following:
                cells.append(Cell(value=later, open=True, low=cut, high=following))
    return cells


def _numbers(cuts: list[Number], *, whole: bool, many: int, mixed: bool) -> list[Cell]:
    """The cuts and, in each space between them, as many values as can stand in different orders."""
    if not cuts:
        return [
            Cell(value=value if whole else float(value), open=True) for value in _spread(0, None, many, whole, mixed)
        ]
    cells = [Cell(value=value, open=True, high=cuts[0]) for value in _spread(None, cuts[0], many, whole, mixed)]
    for i, cut in enumerate(cuts):
        following = cuts[i + 1] if i + 1 < len(cuts) else None
        if not whole or float(cut).is_integer():
            cells.append(Cell(value=int(cut) if whole else float(cut)))
        cells.extend(
            Cell(value=value, open=True, low=cut, high=following)
            for value in _spread(cut, following, many, whole, mixed)
        )
    return cells


def _spread(low: Number | None, high: Number | None, many: int, whole: bool, mixed: bool) -> list[Number]:
    """Values strictly between: whole ones, or fractions; where whole numbers and fractions are compared, both."""
    wholes = _wholes(low, high, many)
    if whole:
        return list(wholes)
    if not mixed:
        return _fractions(low, high, many)
    found: list[Number] = []
    for a, b in zip([low, *wholes], [*wholes, high], strict=True):
        found.extend(_fractions(a, b, many))
        if b is not None and b in wholes:
            found.append(float(b))
    return found


def _wholes(low: Number | None, high: Number | None, many: int) -> list[int]:
    if low is not None:
        first = int(low // 1) + 1
        return [first + i for i in range(many) if high is None or first + i < high]
    if high is not None:
        last = -int(-high // 1) - 1
        return sorted(last - i for i in range(many))
    return list(range(many))


def _fractions(low: Number | None, high: Number | None, many: int) -> list[Number]:
    if low is None or high is None:
        edge = low if low is not None else (high if high is not None else 0)
        step = 1.0 if low is not None or high is None else -1.0
        return sorted(edge + step * (i + 1) / (many + 1) for i in range(many))
    return [low + (high - low) * (i + 1) / (many + 1) for i in range(many)]
