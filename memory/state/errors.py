"""What the state's code refuses.

StateError
├── UnknownInstrument
├── NothingToScore
├── WrongItemCount
├── ItemOutOfRange
├── TotalOutOfRange
└── TotalMismatch
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
    """A total lies outside what the instrument can give, or is no whole number."""

    def __init__(self, total: float, highest: int) -> None:
        super().__init__("total", f"{total:g} is not a whole number between 0 and {highest}")
        self.total = total


class TotalMismatch(StateError):
    """Items and total came, and the items add up to something else."""

    def __init__(self, total: float, added: int) -> None:
        super().__init__("total", f"{total:g} was given, the items add up to {added}")
        self.total = total
        self.added = added
