"""Scores of questionnaires, and what a change between two of them means."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from memory.state.errors import ItemOutOfRange, NothingToScore, TotalMismatch, TotalOutOfRange, WrongItemCount
from memory.state.instruments import Band, Instrument, Reliability, instrument_of

RESPONSE_SHARE = 0.5
"""Response: the total fell by at least this share of the baseline."""

REMISSION_BELOW = 5
"""Remission: a total below this (PHQ-9 and GAD-7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A score: total in points, its band, and the item about death or self-harm (0 to 3) where one was answered."""

    instrument: str
    total: int
    band: Band
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
    """The verdict on b - a (points; a fall is better), the least change that counts, and where that comes from."""

    change: Change
    difference: float
    threshold: float
    source: str


def _added(instrument: Instrument, items: Sequence[int]) -> int:
    if len(items) != len(instrument.items):
        raise WrongItemCount(len(instrument.items), len(items))
    for index, value in enumerate(items):
        if not instrument.lowest <= value <= instrument.highest:
            raise ItemOutOfRange(index, value, instrument.lowest, instrument.highest)
    return sum(items)


def score(name: str, *, items: Sequence[int] | None = None, total: float | None = None) -> Scored:
    """The score of a response, from its items (in the instrument's order) or from its total alone.

    Raises:
        UnknownInstrument: when no such instrument is registered.
        NothingToScore: when neither items nor total came.
        WrongItemCount, ItemOutOfRange, TotalOutOfRange, TotalMismatch: each with the path of what is wrong.
    """
    instrument = instrument_of(name)
    if items is None and total is None:
        raise NothingToScore(instrument.id)
    if total is not None and not (0 <= total <= instrument.highest_total and float(total).is_integer()):
        raise TotalOutOfRange(total, instrument.highest_total)
    item9: int | None = None
    points = int(total or 0)
    if items is not None:
        points = _added(instrument, items)
        if total is not None and total != points:
            raise TotalMismatch(total, points)
        item9 = None if instrument.flag_item is None else items[instrument.flag_item]
    return Scored(instrument=instrument.id, total=points, band=band_of(instrument, points), item9=item9)


def band_of(instrument: Instrument, total: float) -> Band:
    """The severity band that a total falls into."""
    return next(band for band in reversed(instrument.bands) if total >= band.start)


def response(baseline: float, current: float) -> bool:
    """Whether the total fell by half of the baseline or more. A baseline of 0 has nothing to fall from."""
    return baseline > 0 and (baseline - current) / baseline >= RESPONSE_SHARE


def remission(current: float) -> bool:
    """Whether a total is below 5."""
    return current < REMISSION_BELOW


def reliable_threshold(reliability: Reliability) -> float:
    """The least reliable change, in points: 1.96 SD sqrt(2) sqrt(1 - r) (Jacobson and Truax, 1991)."""
    return 1.96 * reliability.sd * sqrt(2) * sqrt(1 - reliability.r)


def reliable_change(name: str, a: float, b: float, *, reliability: Reliability | None = None) -> ReliableChange | None:
    """Whether the change from total `a` to total `b` is more than re-testing would give.

    `reliability` (of the caller's own population) is preferred, then the instrument's own, then its published rule in
    points; none when the instrument has neither.

    Raises:
        UnknownInstrument: when no such instrument is registered.
    """
    instrument = instrument_of(name)
    known = reliability or instrument.reliability
    if known is not None:
        threshold, source = reliable_threshold(known), known.source
        counts = abs(b - a) > threshold
    elif instrument.reliable_points is not None:
        threshold, source = instrument.reliable_points.points, instrument.reliable_points.source
        counts = abs(b - a) >= threshold
    else:
        return None
    better = Change.IMPROVED if b < a else Change.WORSENED
    return ReliableChange(
        change=better if counts else Change.NOT_RELIABLE, difference=b - a, threshold=threshold, source=source
    )
