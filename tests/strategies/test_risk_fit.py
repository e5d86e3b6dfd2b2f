"""The fit by its own equations: the least loss, the weights in bytes; and what training makes of a small bank."""

from collections.abc import Sequence

import numpy as np
import pytest

from memory.record.identity import Language
from strategies.risk.bank_lines import BankLine, digest
from strategies.risk.classifier import Buckets, features
from strategies.risk.fitting import Fit, Floats, fit, rows_of, table_of, telling
from strategies.risk.normalise import normalise
from strategies.risk.training import train
from tests.strategies.bank_line import line

SMALL = tuple(
    [line(n, f"i wish i were dead, word{n}", 1) for n in range(12)]
    + [line(20 + n, f"we had soup and bread, word{n}", 0, "ordinary") for n in range(12)]
    + [line(40 + n, f"我真的不想活了{'一二三四五六'[n]}", 2, language=Language.ZH) for n in range(6)]
    + [line(60 + n, f"中午我们喝汤{'一二三四五六'[n]}", 0, "ordinary", language=Language.ZH) for n in range(6)]
    + [line(80 + n, f"it is time to talk, word{n}", 0, "talk") for n in range(4)]
)
LINES = [np.array([0, 1, 3]), np.array([2]), np.array([], dtype=np.intp), np.array([1, 2])]
DANGER = np.array([True, False, True, False])
WEIGHT = np.array([1.0, 2.0, 0.5, 1.0])


def dense(lines: Sequence[Buckets], width: int) -> Floats:
    """The lines as the table of their values, a line a row."""
    table = np.zeros((len(lines), width))
    for number, each in enumerate(lines):
        table[number, each] = 1 / max(each.size, 1) ** 0.5
    return table


def test_rows_score_and_select_as_the_table_of_their_lines_would() -> None:
    rows, table = rows_of(LINES, bits=2), dense(LINES, 4)
    weights = np.array([1.0, -2.0, 3.0, 5.0])
    assert rows.scores(weights) == pytest.approx(table @ weights)
    wanted = np.array([True, False, True, True])
    assert rows.only(wanted).scores(weights) == pytest.approx((table @ weights)[wanted])
    assert (rows.only(wanted).count, rows.width) == (3, 4)
    assert Fit(weights=weights, bias=1.0).chances(rows) == pytest.approx(1 / (1 + np.exp(-(table @ weights + 1))))


@pytest.mark.parametrize("strength", [0.5, 8.0])
def test_at_the_fit_the_slope_of_the_loss_is_nothing(strength: float) -> None:
    rows = rows_of(LINES, bits=2)
    found = fit(rows, DANGER, WEIGHT, strength=strength)
    left = WEIGHT * (found.chances(rows) - DANGER)
    trust = telling(rows, DANGER)
    slope = dense(LINES, 4).T @ left * trust + found.weights / trust / strength
    assert slope[1:3] == pytest.approx(np.zeros(2), abs=2e-3)
    assert left.sum() == pytest.approx(0, abs=2e-3)


def test_a_bucket_of_one_line_alone_weighs_nothing() -> None:
    found = fit(rows_of(LINES, bits=2), DANGER, WEIGHT, strength=8.0)
    assert found.weights[[0, 3]].tolist() == [0, 0]
    assert np.abs(found.weights[[1, 2]]).min() > 0


def test_a_bucket_tells_by_the_ratio_of_its_shares() -> None:
    rows = rows_of(LINES, bits=2)
    of_danger, of_none = np.array([1.5, 1.5, 0.5, 1.5]), np.array([0.5, 1.5, 2.5, 0.5])
    ratio = np.abs(np.log(of_danger / 5.0 / (of_none / 5.0)))
    assert telling(rows, DANGER) == pytest.approx(ratio + 0.1)


def test_a_hundred_lines_are_fitted_too() -> None:
    random = np.random.default_rng(1)
    lines = [np.unique(random.integers(0, 256, 20)) for _ in range(100)]
    rows = rows_of(lines, bits=8)
    danger, weight = random.random(100) < 0.4, random.random(100) + 0.1
    found = fit(rows, danger, weight, strength=32.0)
    left = weight * (found.chances(rows) - danger)
    trust = telling(rows, danger)
    slope = dense(lines, 256).T @ left * trust + found.weights / trust / 32
    assert np.abs(slope).max() < 1e-2
    assert abs(left.sum()) < 1e-2


def test_bytes_hold_the_weights_to_half_a_step() -> None:
    weights = np.array([0.0, 1.27, -0.635, 0.3])
    table, scale = table_of(Fit(weights=weights, bias=0.0))
    assert scale == pytest.approx(0.01)
    assert table.dtype == np.int8
    assert np.abs(table * scale - weights).max() <= scale / 2 + 1e-9
    assert table_of(Fit(weights=np.zeros(2), bias=0.0))[0].tolist() == [0, 0]


def test_a_trained_classifier_tells_apart_what_it_was_shown_and_what_it_was_not() -> None:
    trained = train(SMALL, bits=12, strengths=(8.0,))
    tell = trained.classifier
    for each in SMALL:
        chance = tell.probability(normalise(each.text).text)
        assert (chance > 0.6) is (each.tier > 0), each.text
    assert [(chance > 0.5) for chance in trained.chances] == [each.tier > 0 for each in SMALL]
    assert (trained.strength, trained.lines) == (8.0, SMALL)
    assert (tell.header.bits, tell.header.bank_sha256) == (12, digest(SMALL))
    assert tell.table.size == features("", bits=12).size + 4096
    header = tell.header
    least = (header.suspect_latin, header.suspect_chinese, header.plain_latin, header.plain_chinese, header.lowered)
    assert all(0.3 <= each <= 0.95 for each in least)


def test_the_strength_with_the_lesser_loss_is_taken() -> None:
    assert train(SMALL, bits=10, strengths=(0.001, 8.0)).strength == 8.0
    assert train(SMALL, bits=10, strengths=(8.0, 0.001)).strength == 8.0


@pytest.mark.parametrize("lines", [SMALL[:12], SMALL[12:24]])
def test_lines_of_one_side_alone_cannot_be_learnt_from(lines: tuple[BankLine, ...]) -> None:
    with pytest.raises(ValueError, match="lines of danger and lines without"):
        train(lines, bits=8)
