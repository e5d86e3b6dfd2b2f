"""Fits the heads that grade a danger, to the training half of the bank; part of `python -m strategies.risk.training`.

Where a head is believed is chosen by cross-validation, among the lines that the classifier asks about: the lowest
probability that keeps the precision of its question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from strategies.risk.bank_lines import BankLine
from strategies.risk.choosing import Marks, cross_validated, evenly, folds_of, quiet, threshold
from strategies.risk.classifier import Buckets
from strategies.risk.fitting import Floats, fit, rows_of, table_of
from strategies.risk.grading import (
    FORMAT,
    KINDS,
    PAGE,
    SCREEN,
    SUICIDE,
    TIERS,
    Grader,
    Head,
    Header,
    head_names,
    in_bits,
)

BITS_OF_TIER, BITS_OF_KIND = 20, 17
PRECISION: Mapping[str, float] = {SCREEN: 0.85, PAGE: 0.8}
"""Of what the classifier asks about and the head raises; of kinds `PRECISION_OF_KIND`."""
PRECISION_OF_KIND = 0.85
CALM: Mapping[str, float] = {SCREEN: 0.01, PAGE: 0.002}
"""Shares of the lines without danger that a head of the tier may raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is fitted to: the buckets of each line in a table of 2^bits, and whether it was asked about.

    `chinese`: holds Chinese characters, for the weights; `in_chinese`: is Chinese, for the thresholds.
    """

    lines: Sequence[BankLine]
    rows: Sequence[Buckets]
    bits: int
    chinese: Marks
    in_chinese: Marks
    asked: Marks
    strength: float

    @property
    def danger(self) -> Marks:
        """The lines of danger."""
        return np.array([line.tier > 0 for line in self.lines])


def train_grades(material: Material, *, bank_sha256: str) -> tuple[Grader, Mapping[str, Floats]]:
    """The grader, and what cross-validation said of each line by each head (of kinds: 0 for lines without danger)."""
    fitted = [_fitted(name, material) for name in head_names()]
    return (
        Grader(
            header=Header(format=FORMAT, heads=tuple(head for head, _, _ in fitted), bank_sha256=bank_sha256),
            tables=tuple(table for _, table, _ in fitted),
        ),
        {head.name: chances for head, _, chances in fitted},
    )


def is_for(name: str, line: BankLine) -> bool:
    """Whether a line deserves what this head says."""
    if name in TIERS:
        return line.tier >= TIERS[name]
    return line.tier > 0 and (line.kind == name if name != SUICIDE else line.kind not in KINDS)


def _fitted(name: str, material: Material) -> tuple[Head, np.ndarray[tuple[int], np.dtype[np.int8]], Floats]:
    bits = min(BITS_OF_TIER if name in TIERS else BITS_OF_KIND, material.bits)
    marked = np.array([is_for(name, line) for line in material.lines])
    use = material.danger | (name in TIERS)
    known = rows_of([in_bits(row, material.bits, bits) for row in material.rows], bits=bits).only(use)
    weight = evenly(marked[use], material.chinese[use])
    chances = np.zeros(len(marked))
    chances[use] = cross_validated(
        known, marked[use], weight, folds_of(material.lines)[use], strength=material.strength
    )
    found = fit(known, marked[use], weight, strength=material.strength)
    table, scale = table_of(found)
    head = Head(
        name=name,
        bits=bits,
        scale=scale,
        bias=found.bias,
        sure_latin=_sure(name, chances, marked, ~material.in_chinese, material),
        sure_chinese=_sure(name, chances, marked, material.in_chinese, material),
    )
    return head, table, chances


def _sure(name: str, chances: Floats, marked: Marks, script: Marks, material: Material) -> float:
    heard = script & material.asked
    precision = PRECISION.get(name, PRECISION_OF_KIND)
    if name not in TIERS:
        heard = heard & material.danger
    sure = threshold(chances[heard], marked[heard], precision=precision, otherwise=1.0)
    if name not in TIERS:
        return sure
    reached = np.where(material.asked, chances, 0.0)[script & ~material.danger]
    return max(quiet(reached, share=CALM[name], otherwise=1.0), sure)
