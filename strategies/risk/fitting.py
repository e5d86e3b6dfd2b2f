"""How the classifier is fitted: L2 logistic regression over binary features of length 1, by L-BFGS. Pure.

Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45 (1989).
A feature is shrunk the less the more its lines are all of danger or all of none: Wang and Manning, "Baselines and
Bigrams: Simple, Good Sentiment and Topic Classification", ACL 2012.
It starts at nothing and takes every step from the lines alone, so the same lines give the same file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strategies.risk.classifier import Buckets

STEPS = 80
REMEMBERED = 10
STILL = 1e-3
"""The greatest slope at which a fit is done, as a share of the first."""
TWICE = 2
"""In fewer lines a bucket tells nothing."""
LEAST_TELLING = 0.1
"""What a bucket that stands as often in lines of danger as in others is trusted with."""
_SMOOTHING = 0.5
_STEEPEST = 127
_ARMIJO = 1e-4

Floats = npt.NDArray[np.float64]
_Loss = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The features of lines: `bucket[i]` belongs to line `line[i]`, where it is worth `value[i]`; `width` buckets."""

    line: npt.NDArray[np.intp]
    bucket: npt.NDArray[np.intp]
    value: Floats
    count: int
    width: int

    def scores(self, weights: Floats) -> Floats:
        """The sum of the weights of each line's features."""
        return _summed(self.line, weights[self.bucket] * self.value, self.count)

    def only(self, wanted: npt.NDArray[np.bool_]) -> "Rows":
        """The lines that are wanted, counted anew."""
        number = np.cumsum(wanted) - 1
        kept = wanted[self.line]
        return Rows(
            line=number[self.line[kept]],
            bucket=self.bucket[kept],
            value=self.value[kept],
            count=int(wanted.sum()),
            width=self.width,
        )


def _summed(place: npt.NDArray[np.intp], values: Floats, width: int) -> Floats:
    return np.bincount(place, weights=values, minlength=width).astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A weight for each bucket, and the bias."""

    weights: Floats
    bias: float

    def chances(self, rows: Rows) -> Floats:
        """The probability of each line, 0 to 1."""
        found: Floats = 1 / (1 + np.exp(-(rows.scores(self.weights) + self.bias)))
        return found


def rows_of(lines: Sequence[Buckets], *, bits: int) -> Rows:
    """Lines as `features` gives them; the features of a line together have length 1."""
    sizes = np.array([each.size for each in lines], dtype=np.intp)
    return Rows(
        line=np.repeat(np.arange(len(lines)), sizes),
        bucket=np.concatenate([*lines, np.empty(0, dtype=np.intp)]).astype(np.intp),
        value=np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes),
        count=len(lines),
        width=1 << bits,
    )


def fit(rows: Rows, danger: npt.NDArray[np.bool_], weight: Floats, *, strength: float) -> Fit:
    """The minimum of the weighted log loss plus half the squared norm over `strength`; the bias is not shrunk.

    `weight` is how much each line counts, `strength` above 0 how far the lines may pull the weights. The norm is that
    of the weights over the `telling` of their buckets.
    """
    trust = telling(rows, danger)
    packed = _Packed.of(rows, trust)
    sign = np.where(danger, 1.0, -1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        margin = sign * (packed.scores(at[:-1]) + at[-1])
        pull = -weight * sign / (1 + np.exp(margin))
        slope = np.append(packed.pulls(pull) + at[:-1] / strength, pull.sum())
        return float(weight @ np.logaddexp(0, -margin) + at[:-1] @ at[:-1] / (2 * strength)), slope

    found = _minimum(loss, packed.used.size + 1)
    weights = np.zeros(rows.width)
    weights[packed.used] = found[:-1] * trust[packed.used]
    return Fit(weights=weights, bias=float(found[-1]))


def telling(rows: Rows, danger: npt.NDArray[np.bool_]) -> Floats:
    """How much each bucket tells danger from none: |log| of the ratio of its shares, above `LEAST_TELLING`."""
    stands = danger[rows.line]
    of_danger = np.bincount(rows.bucket[stands], minlength=rows.width) + _SMOOTHING
    of_none = np.bincount(rows.bucket[~stands], minlength=rows.width) + _SMOOTHING
    found: Floats = np.abs(np.log(of_danger / of_danger.sum()) - np.log(of_none / of_none.sum())) + LEAST_TELLING
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Packed:
    """The rows for a fit: of the buckets that stand in `TWICE` lines, the commonest first, in both orders.

    Sums go over runs of one line, or of one bucket, so memory is walked through and not jumped about in.
    """

    used: npt.NDArray[np.intp]
    bucket: npt.NDArray[np.int32]
    value: Floats
    line_starts: npt.NDArray[np.intp]
    filled: npt.NDArray[np.bool_]
    line: npt.NDArray[np.int32]
    value_by_bucket: Floats
    bucket_starts: npt.NDArray[np.intp]

    @classmethod
    def of(cls, rows: Rows, trust: Floats) -> "_Packed":
        counts = np.bincount(rows.bucket, minlength=rows.width)
        used = np.flatnonzero(counts >= TWICE)
        used = used[np.argsort(-counts[used], kind="stable")]
        number = np.full(rows.width, -1, dtype=np.int32)
        number[used] = np.arange(used.size, dtype=np.int32)
        kept = number[rows.bucket] >= 0
        line, bucket = rows.line[kept].astype(np.int32), number[rows.bucket[kept]]
        value = rows.value[kept] * trust[rows.bucket[kept]]
        sizes = np.bincount(line, minlength=rows.count)
        order = np.argsort(bucket, kind="stable")
        return cls(
            used=used,
            bucket=bucket,
            value=value,
            line_starts=(np.cumsum(sizes) - sizes)[sizes > 0],
            filled=sizes > 0,
            line=line[order],
            value_by_bucket=value[order],
            bucket_starts=np.cumsum(counts[used]) - counts[used],
        )

    def scores(self, weights: Floats) -> Floats:
        found = np.zeros(self.filled.size)
        if self.line_starts.size:
            found[self.filled] = np.add.reduceat(weights[self.bucket] * self.value, self.line_starts)
        return found

    def pulls(self, of_lines: Floats) -> Floats:
        if not self.used.size:
            return np.zeros(0)
        found: Floats = np.add.reduceat(of_lines[self.line] * self.value_by_bucket, self.bucket_starts)
        return found


def _minimum(loss: _Loss, size: int) -> Floats:
    at = np.zeros(size)
    value, slope = loss(at)
    enough = STILL * float(np.abs(slope).max(initial=0))
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        if float(np.abs(slope).max(initial=0)) <= enough:
            break
        way = _direction(slope, steps)
        fall = float(way @ slope)
        stride = 1.0 if steps else min(1.0, 1.0 / float(np.abs(slope).sum()))
        there, after = loss(at + stride * way)
        while there > value + _ARMIJO * stride * fall and stride > 1e-12:
            stride /= 2
            there, after = loss(at + stride * way)
        moved, turned = stride * way, after - slope
        if float(moved @ turned) > 1e-12:
            steps = [*steps[-REMEMBERED + 1 :], (moved, turned)]
        at, value, slope = at + moved, there, after
    return at


def _direction(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The two loops of L-BFGS: minus the slope, times what the last steps say of the curve."""
    way = -slope
    kept: list[float] = []
    for moved, turned in reversed(steps):
        kept.append(float(moved @ way) / float(moved @ turned))
        way = way - kept[-1] * turned
    if steps:
        moved, turned = steps[-1]
        way = way * (float(moved @ turned) / float(turned @ turned))
    for (moved, turned), share in zip(steps, reversed(kept), strict=True):
        way = way + (share - float(turned @ way) / float(moved @ turned)) * moved
    return way


def table_of(found: Fit) -> tuple[npt.NDArray[np.int8], float]:
    """The weights as signed bytes, and what one of them is worth."""
    scale = max(float(np.abs(found.weights).max()) / _STEEPEST, 1e-12)
    return np.rint(found.weights / scale).astype(np.int8), scale
