"""Scores of questionnaires, and what a change between two of them means."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, sqrt

from memory.record.state import Direction
from memory.state.errors import (
    ItemOutOfRange,
    ItemsNotKept,
    NothingToScore,
    TotalMismatch,
    TotalOutOfRange,
    WrongItemCount,
)
from memory.state.instruments import Band, Instrument, Reliability, instrument_of

RESPONSE_SHARE = 0.5
"""Response: the total fell by at least this share of the baseline."""

REMISSION_BELOW = 5
"""Remission: a total below this (PHQ-9 and GAD-7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A score: total in points, its band (none where none is published), and the item about death or self-harm.

    `item9` is that item's answer, 0 and up, where one was given; it is item 9 of the PHQ-9, another one elsewhere.
    """

    instrument: str
    total: float
    band: Band | None
    item9: int | None = None

    @property
    def opens_screen(self) -> bool:
        """Whether the item about death or self-harm opens the screener. A 0 opens nothing and lowers nothing."""
        return self.item9 is not None and self.item9 >= 1


class Change(StrEnum):
    """A change against what chance and re-testing would give."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NOT_RELIABLE = "not_reliable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliableChange:
    """The verdict on b - a (points), the least change that counts, and where that comes from."""

    change: Change
    difference: float
    threshold: float
    source: str


def _added(instrument: Instrument, items: Sequence[int]) -> int:
    if not instrument.licence.electronic:
        raise ItemsNotKept(instrument.id)
    if len(items) != instrument.length:
        raise WrongItemCount(instrument.length, len(items))
    for index, value in enumerate(items):
        if not instrument.lowest <= value <= instrument.highest:
            raise ItemOutOfRange(index, value, instrument.lowest, instrument.highest)
    return sum(items) * instrument.factor


def _check_total(instrument: Instrument, total: float) -> None:
    within = isfinite(total) and instrument.lowest_total <= total <= instrument.highest_total
    if not within or (instrument.whole and total % instrument.factor != 0):
        raise TotalOutOfRange(total, instrument.highest_total, lowest=instrument.lowest_total, whole=instrument.whole)


def score(name: str, *, items: Sequence[int] | None = None, total: float | None = None) -> Scored:
    """The score of a response, from its items (in the instrument's order) or from its total alone.

    Raises:
        UnknownInstrument: when no such instrument is registered.
        NothingToScore: when neither items nor total came.
        ItemsNotKept: when the licence allows the total alone.
        WrongItemCount, ItemOutOfRange, TotalOutOfRange, TotalMismatch: each with the path of what is wrong.
    """
    instrument = instrument_of(name)
    if items is None and total is None:
        raise NothingToScore(instrument.id)
    if total is not None:
        _check_total(instrument, total)
    item9: int | None = None
    points = total or 0
    if items is not None:
        points = _added(instrument, items)
        if total is not None and total != points:
            raise TotalMismatch(total, points)
        item9 = None if instrument.flag_item is None else items[instrument.flag_item]
    elif instrument.whole:
        points = int(points)
    return Scored(instrument=instrument.id, total=points, band=band_of(instrument, points), item9=item9)


def band_of(instrument: Instrument, total: float) -> Band | None:
    """The band that a total falls into; none where none is published."""
    return next((band for band in reversed(instrument.bands) if total >= band.start), None)


def response(baseline: float, current: float) -> bool:
    """Whether the total fell by half of the baseline or more. A baseline of 0 has nothing to fall from."""
    return baseline > 0 and (baseline - current) / baseline >= RESPONSE_SHARE


def remission(current: float) -> bool:
    """Whether a total is below 5."""
    return current < REMISSION_BELOW


def reliable_threshold(reliability: Reliability) -> float:
    """The least reliable change, in points: 1.96 SD sqrt(2) sqrt(1 - r) (Jacobson and Truax, 1991)."""
    return 1.96 * reliability.sd * sqrt(2) * sqrt(1 - reliability.r)


def least_change(instrument: Instrument, reliability: Reliability | None = None) -> tuple[float, str] | None:
    """The least change that counts, in points, and where it comes from.

    `reliability` (of the caller's own population) is preferred, then the instrument's own, then its published rule in
    points; none when the instrument has neither.
    """
    known = reliability or instrument.reliability
    if known is not None:
        return reliable_threshold(known), known.source
    if instrument.reliable_points is not None:
        return instrument.reliable_points.points, instrument.reliable_points.source
    return None


def reliable_change(name: str, a: float, b: float, *, reliability: Reliability | None = None) -> ReliableChange | None:
    """Whether the change from total `a` to total `b` is more than re-testing would give; see `least_change`.

    A computed threshold has to be passed, a published rule in points to be met.

    Raises:
        UnknownInstrument: when no such instrument is registered.
    """
    instrument = instrument_of(name)
    least = least_change(instrument, reliability)
    if least is None:
        return None
    threshold, source = least
    computed = (reliability or instrument.reliability) is not None
    counts = abs(b - a) > threshold if computed else abs(b - a) >= threshold
    better = Change.IMPROVED if (b < a) is (instrument.better is Direction.DOWN) else Change.WORSENED
    return ReliableChange(
        change=better if counts else Change.NOT_RELIABLE, difference=b - a, threshold=threshold, source=source
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a total since the baseline; none where the instrument has no rule for it.

    `response`: fell by half or more. `remission`: below the instrument's own mark. `deteriorated`: reliably worse.
    `crossed`: from the clinical side of the cut-off to the other. `recovered`: crossed it and reliably improved
    (Jacobson and Truax, 1991: clinically significant change).
    """

    instrument: str
    baseline: float
    current: float
    reliable: Change | None
    response: bool | None
    remission: bool | None
    deteriorated: bool | None
    crossed: bool | None
    recovered: bool | None


def outcome_of(name: str, baseline: float, current: float, *, reliability: Reliability | None = None) -> Outcome:
    """Response, remission, reliable change and deterioration of `current` against `baseline`.

    Raises:
        UnknownInstrument: when no such instrument is registered.
    """
    instrument = instrument_of(name)
    found = reliable_change(name, baseline, current, reliability=reliability)
    change = None if found is None else found.change
    falls = instrument.better is Direction.DOWN
    crossed = None
    if instrument.cutoff is not None and falls:
        crossed = baseline >= instrument.cutoff > current
    return Outcome(
        instrument=instrument.id,
        baseline=baseline,
        current=current,
        reliable=change,
        response=response(baseline, current) if falls and instrument.lowest == 0 else None,
        remission=None if instrument.remission_below is None else current < instrument.remission_below,
        deteriorated=None if change is None else change is Change.WORSENED,
        crossed=crossed,
        recovered=None if crossed is None or change is None else crossed and change is Change.IMPROVED,
    )
