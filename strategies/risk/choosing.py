"""What cross-validation over the groups says of lines, and the thresholds that follow from it. Pure."""

import zlib
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from strategies.risk.bank_lines import BankLine
from strategies.risk.fitting import Floats, Rows, fit

FOLDS = 5
LEAST, MOST = 0.3, 0.95
"""Between these a threshold may lie."""
PRECISION = 0.82
"""Of the classifier alone, cross-validated: its threshold is the lowest that keeps it."""
QUIET, SUSPECT_QUIET = 0.06, 0.30
"""Shares of plain talk that the classifier may ask about, cross-validated: without and with a suspect word."""

Marks = npt.NDArray[np.bool_]


def folds_of(lines: Sequence[BankLine]) -> npt.NDArray[np.intp]:
    """The fold of each line: groups are never divided."""
    return np.array([zlib.crc32(line.group.encode()) % FOLDS for line in lines])


def cross_validated(
    known: Rows, marked: Marks, weight: Floats, folds: npt.NDArray[np.intp], *, strength: float
) -> Floats:
    """The probability of each line, 0 to 1, by a fit that did not see its fold.

    Where the rest of the lines is all marked, or none of it, a line has the share of the marked.
    """
    chances = np.full(len(marked), float(marked.mean()))
    for number in range(FOLDS):
        out, rest = folds == number, folds != number
        if not out.any() or not marked[rest].any() or marked[rest].all():
            continue
        found = fit(known.only(rest), marked[rest], weight[rest], strength=strength)
        chances[out] = found.chances(known.only(out))
    return chances


def evenly(marked: Marks, chinese: Marks) -> Floats:
    """Weights with which, in each script, the marked lines count as much as the others."""
    return weighted(((marked, 0.5), (~marked, 0.5)), chinese)


def weighted(parts: Sequence[tuple[Marks, float]], chinese: Marks) -> Floats:
    """Weights with which each part of the lines has its share of its script, and each script half of all."""
    weight = np.ones(len(chinese))
    for script in (chinese, ~chinese):
        for part, share in parts:
            if (script & part).any():
                weight[script & part] = share * len(chinese) / 2 / (script & part).sum()
    return weight


def threshold(chances: Floats, right: Marks, *, precision: float, otherwise: float = MOST) -> float:
    """The lowest probability from which on lines are `right` so often, to two places, between LEAST and MOST.

    `otherwise` where there is none.
    """

    def often(reached: Marks) -> bool:
        return bool(reached.any()) and float(right[reached].mean()) >= precision

    return _lowest(chances, often, otherwise)


def quiet(chances: Floats, *, share: float, otherwise: float = MOST) -> float:
    """The lowest probability, to two places between LEAST and MOST, that at most this share of lines reaches.

    `otherwise` where more reach them all.
    """
    return _lowest(chances, lambda reached: not reached.size or float(reached.mean()) <= share, otherwise)


def _lowest(chances: Floats, holds: Callable[[Marks], bool], otherwise: float) -> float:
    tried = (hundredths / 100 for hundredths in range(round(LEAST * 100), round(MOST * 100)))
    return next((each for each in tried if holds(chances >= each)), otherwise)
