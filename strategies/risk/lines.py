"""What a crisis reply is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategies.risk.paths import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said first, what can be done now ("" where asking is all), and the question that ends it."""

    opening: str
    ask: str
    do: str = ""


Lines = Mapping[tuple[Path, int], Sequence[Line]]
"""(path, tier) -> several lines, so that no alarm repeats the last."""
