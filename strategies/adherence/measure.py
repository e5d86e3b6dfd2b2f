"""One measure: a share with its counts, or a number, or the reason why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`value` is `hit` / `of` for a share (0 to 1); None when there was nothing to measure, and `why` says so."""

    name: str
    value: float | None
    hit: float = 0
    of: int = 0
    why: str = ""


def share(name: str, hit: int, of: int, *, why: str) -> Measure:
    """`hit` of `of`; `why` is said when `of` is 0."""
    if of == 0:
        return Measure(name=name, value=None, why=why)
    return Measure(name=name, value=hit / of, hit=hit, of=of)


def mean(name: str, values: Iterable[float], *, why: str) -> Measure:
    """The mean of the values: `hit` is their sum, `of` their number."""
    found = list(values)
    if not found:
        return Measure(name=name, value=None, why=why)
    return Measure(name=name, value=sum(found) / len(found), hit=sum(found), of=len(found))


def pooled(measures: Iterable[Measure]) -> list[Measure]:
    """Measures of one name over several sessions: sum of hits over sum of counts (every decision weighs the same)."""
    groups: dict[str, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(measure.name, []).append(measure)
    found: list[Measure] = []
    for name, group in groups.items():
        of = sum(measure.of for measure in group)
        hit = sum(measure.hit for measure in group)
        why = "" if of else group[0].why
        found.append(Measure(name=name, value=hit / of if of else None, hit=hit, of=of, why=why))
    return found
