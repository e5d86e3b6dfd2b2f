"""Conditions to typed slots: a score with a threshold, a yes or no, what became of homework; else nothing."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from strategies.graph.protocol import Reader, SlotType
from strategies.sop.answers import is_no, is_yes
from strategies.sop.clauses import Mood
from strategies.sop.cover import size_of
from strategies.sop.graph import SopEdge, SopNode
from strategies.sop.ops import Condition
from strategies.sop.quantities import Interval, Quantity, name_in, scale_in

Value = int | float | str

_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "phq9": (0, 27), "phq2": (0, 6), "gad7": (0, 21), "isi": (0, 28), "suds": (0, 100), "audit": (0, 40),
    "bdi": (0, 63), "pcl5": (0, 80), "who5": (0, 100), "ybocs": (0, 40), "epds": (0, 30),
    "sds": (0, 100), "sas": (0, 100),
    "sleep_efficiency": (0, 100), "age": (0, 120),
}  # fmt: skip
_HOMEWORK: Final = re.compile(r"homework|task|assignment|作业|任务", re.IGNORECASE)
_DONE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("partial", re.compile(r"\b(?:part(?:ly|ial(?:ly)?)?|some|half)\b|部分|一部分|一半", re.IGNORECASE)),
    ("none", re.compile(r"\b(?:none|not|no|nothing|never|forgot)\b|未|没有?|不", re.IGNORECASE)),
    ("done", re.compile(r"\b(?:all|done|complete[ds]?|fully|finished)\b|完成|全部|做了", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSpec:
    """A slot to be declared. `range` for numbers, `values` for an enum; `words` say what it means."""

    name: str
    type: SlotType
    words: str
    range: tuple[int, int] | None = None
    values: tuple[str, ...] = ()
    reader: Reader | None = None

    def samples(self, bounds: frozenset[float]) -> tuple[Value, ...]:
        """Values that tell any two conditions with these bounds apart."""
        if self.values:
            return self.values
        low, high = self.range or (0, 100)
        whole = {low, high, *(int(b) + d for b in bounds if math.isfinite(b) for d in (-1, 0, 1))}
        found: set[Value] = {value for value in whole if low <= value <= high}
        if self.type is SlotType.FLOAT:
            found |= {float(b) for b in bounds if math.isfinite(b) and low <= b <= high}
        return tuple(sorted(found, key=float))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTest:
    """One condition on one slot: as an interval or as values; `denied` turns it round."""

    slot: SlotSpec
    interval: Interval | None = None
    values: tuple[str, ...] = ()
    denied: bool = False

    def holds(self, value: Value) -> bool:
        """Whether a known value fulfils it."""
        inside = value in self.values if self.interval is None else self.interval.holds(float(value))
        return inside is not self.denied

    @property
    def cel(self) -> str:
        """The guard, without the test for null."""
        name = self.slot.name
        if self.interval is None:
            inside = " || ".join(f'{name} == "{value}"' for value in self.values)
            inside = inside if len(self.values) == 1 else f"({inside})"
        else:
            inside = _cel(name, self.interval, whole=self.slot.type is SlotType.INT)
        return f"!({inside})" if self.denied else inside

    @property
    def bounds(self) -> frozenset[float]:
        """The numbers in it."""
        if self.interval is None:
            return frozenset()
        return frozenset({self.interval.low, self.interval.high})


def _cel(name: str, interval: Interval, *, whole: bool) -> str:
    def said(bound: float) -> str:
        return f"{bound:g}" if whole or not bound.is_integer() else f"{bound:.1f}"

    if interval.low == interval.high:
        return f"{name} == {said(interval.low)}"
    parts: list[str] = []
    if interval.low != -math.inf:
        parts.append(f"{name} {'>' if interval.low_open else '>='} {said(interval.low)}")
    if interval.high != math.inf:
        parts.append(f"{name} {'<' if interval.high_open else '<='} {said(interval.high)}")
    return " && ".join(parts) if parts else "true"


def slot_tests(node: SopNode, arms: list[SopEdge], *, about: str) -> list[SlotTest] | None:
    """The test of each conditional edge of a node, all on one slot; None when words have to be judged.

    `about`: the procedure's title, which may say whose status is asked for.
    """
    named = _name(node, arms)
    found: list[SlotTest] = []
    for arm in arms:
        if len(arm.terms) != 1:
            return None
        term = arm.terms[0]
        test = _test(node, term.condition, named, about)
        if test is None:
            return None
        found.append(replace(test, denied=not test.denied) if term.denied else test)
    names = {test.slot.name for test in found if test.slot.name}
    if len(names) != 1:
        return None
    slot = max((test.slot for test in found if test.slot.name), key=lambda each: (each.range or (0, 0))[1])
    if slot.values:
        return [replace(test, slot=slot, values=test.values or slot.values, interval=None) for test in found]
    return [replace(test, slot=slot) for test in found]


def _name(node: SopNode, arms: list[SopEdge]) -> str:
    """What the number of this fork is of, by whichever condition says so, or by the step."""
    for arm in arms:
        for term in arm.terms:
            size = size_of(term.condition)
            if size is not None and size.name:
                return size.name
    return name_in(node.words.text) or f"value_{node.id}"


def _test(node: SopNode, condition: Condition, named: str, about: str) -> SlotTest | None:
    if condition.mood is Mood.OTHERWISE and not condition.negative:
        return _rest(node)
    size = size_of(condition)
    if size is not None:
        return _number(node, size, named)
    words = condition.words.text
    status = _status(node, words, about)
    if status is not None:
        return status
    if is_yes(words) or is_no(words) or (condition.mood is Mood.OTHERWISE and condition.negative):
        slot = SlotSpec(
            name=f"answer_{node.id}", type=SlotType.ENUM, words=node.label, values=("yes", "no"), reader=Reader.YES_NO
        )
        yes = is_yes(words) and condition.mood is not Mood.OTHERWISE
        return SlotTest(slot=slot, values=("yes",) if yes else ("no",))
    return None


def _rest(node: SopNode) -> SlotTest:
    """`Otherwise`: whatever the tests before it leave."""
    slot = SlotSpec(name="", type=SlotType.INT, words=node.label, range=(0, 0))
    return SlotTest(slot=slot, interval=Interval())


def _number(node: SopNode, size: Quantity, named: str) -> SlotTest:
    name = size.name or named
    bounds = [b for b in (size.interval.low, size.interval.high) if math.isfinite(b)]
    whole = all(bound.is_integer() for bound in bounds)
    scale = _RANGES.get(name.removesuffix("_change")) or _scale(node) or (0, _round(bounds, size.unit))
    scale = (min(scale[0], *(math.floor(b) for b in bounds)), max(scale[1], *(math.ceil(b) for b in bounds)))
    reader = Reader.RATING if scale in ((0, 10), (1, 10), (0, 100)) and not size.unit.strip("%％分") else Reader.NUMBER
    slot = SlotSpec(
        name=name,
        type=SlotType.INT if whole else SlotType.FLOAT,
        words=f"{name.replace('_', ' ')}: {node.label}",
        range=scale,
        reader=reader,
    )
    return SlotTest(slot=slot, interval=size.interval)


def _scale(node: SopNode) -> tuple[int, int] | None:
    found = scale_in(" ".join([node.words.text, *(piece.text for piece in node.details)]))
    return None if found is None else (int(found[0]), int(found[1]))


def _round(bounds: list[float], unit: str) -> int:
    if unit in ("%", "％", "percent"):
        return 100
    top = max(bounds, default=10.0)
    return next(each for each in (10, 30, 100, 1000, 100_000, 10**9) if top < each)


def _status(node: SopNode, words: str, about: str) -> SlotTest | None:
    if not _HOMEWORK.search(f"{node.words.text} {node.title} {words} {about}"):
        return None
    value = next((value for value, pattern in _DONE if pattern.search(words)), None)
    if value is None or len(words) > 60:
        return None
    slot = SlotSpec(
        name="hw_status",
        type=SlotType.ENUM,
        words=node.label,
        values=("done", "partial", "none", "not_set"),
        reader=Reader.HOMEWORK_STATUS,
    )
    return SlotTest(slot=slot, values=(value,))
