"""What the state's code refuses.

StateError
├── UnknownInstrument
├── NothingToScore
├── ItemsNotKept
├── WrongItemCount
├── ItemOutOfRange
├── TotalOutOfRange
├── TotalMismatch
└── UndoRefused
"""


class StateError(ValueError):
    """The root of this folder's refusals. `path` says where in what was handed in ("items[3]")."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


class UnknownInstrument(StateError):
    """No instrument of that id is registered."""

    def __init__(self, instrument: str) -> None:
        super().__init__("instrument", f"{instrument!r} is not registered")
        self.instrument = instrument


class NothingToScore(StateError):
    """Neither items nor a total came."""

    def __init__(self, instrument: str) -> None:
        super().__init__("items", f"{instrument} needs its items or its total")


class ItemsNotKept(StateError):
    """The licence allows no electronic copy: only the total of the paper form may be kept."""

    def __init__(self, instrument: str) -> None:
        super().__init__("items", f"{instrument} may not be kept item by item; give the total of the paper form")


class WrongItemCount(StateError):
    """Not as many items as the instrument has."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__("items", f"{found} items, {expected} expected")
        self.expected = expected
        self.found = found


class ItemOutOfRange(StateError):
    """An item's score lies outside the instrument's range. `path` names the item, counted from 0."""

    def __init__(self, index: int, value: int, lowest: int, highest: int) -> None:
        super().__init__(f"items[{index}]", f"{value} is not between {lowest} and {highest}")
        self.index = index
        self.value = value


class TotalOutOfRange(StateError):
    """A total lies outside what the instrument can give, or is no whole number where it gives only those."""

    def __init__(self, total: float, highest: int, *, lowest: int = 0, whole: bool = True) -> None:
        number = "a whole number" if whole else "a number"
        super().__init__("total", f"{total:g} is not {number} between {lowest} and {highest}")
        self.total = total


class TotalMismatch(StateError):
    """Items and total came, and the items add up to something else."""

    def __init__(self, total: float, added: int) -> None:
        super().__init__("total", f"{total:g} was given, the items add up to {added}")
        self.total = total
        self.added = added


class UndoRefused(StateError):
    """An act of the fact journal cannot be taken back."""

    def __init__(self, act: str, why: str) -> None:
        super().__init__("act", f"{act}: {why}")
        self.act = act
