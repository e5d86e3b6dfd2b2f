"""How the classifier is fitted: L2 logistic regression over binary features of length 1, by L-BFGS. Pure.

Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45 (1989).
It starts at nothing and takes every step from the lines alone, so the same lines give the same file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strategies.risk.classifier import Buckets

STEPS = 150
REMEMBERED = 10
STILL = 1e-3
"""The greatest slope at which a fit is done, as a share of the first."""
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

    def pulls(self, of_lines: Floats) -> Floats:
        """What each bucket gets when each line pulls its features by so much."""
        return _summed(self.bucket, of_lines[self.line] * self.value, self.width)

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

    `weight` is how much each line counts, `strength` above 0 how far the lines may pull the weights.
    """
    sign = np.where(danger, 1.0, -1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        margin = sign * (rows.scores(at[:-1]) + at[-1])
        pull = -weight * sign / (1 + np.exp(margin))
        slope = np.append(rows.pulls(pull) + at[:-1] / strength, pull.sum())
        return float(weight @ np.logaddexp(0, -margin) + at[:-1] @ at[:-1] / (2 * strength)), slope

    found = _minimum(loss, rows.width + 1)
    return Fit(weights=found[:-1], bias=float(found[-1]))


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
