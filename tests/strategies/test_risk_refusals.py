"""What the risk rules refuse is told with the values it was refused for, in the words and as data."""

from collections.abc import Callable

import pytest

from strategies.risk.errors import (
    BankUnreadable,
    LevelOutOfRange,
    NotLower,
    RiskError,
    TierOutOfRange,
    UnknownScreenAnswer,
    UnsignedLowering,
    WeightsUnusable,
)


@pytest.mark.parametrize(
    ("refusal", "given", "known"),
    [
        (LevelOutOfRange, (7,), {"level": 7}),
        (TierOutOfRange, (4,), {"tier": 4}),
        (
            NotLower,
            (
                2,
                5,
            ),
            {"current": 2, "to": 5},
        ),
        (UnsignedLowering, ("reason",), {"missing": "reason"}),
        (
            UnknownScreenAnswer,
            (
                "sr_wish",
                "perhaps",
            ),
            {"slot": "sr_wish", "value": "perhaps"},
        ),
        (
            WeightsUnusable,
            (
                "weights.bin",
                "it is gone",
            ),
            {"where": "weights.bin"},
        ),
        (
            BankUnreadable,
            (
                "train.en.jsonl",
                12,
                "tier: too high",
            ),
            {"where": "train.en.jsonl", "line": 12},
        ),
    ],
)
def test_a_refusal_names_what_it_was_refused_for(
    refusal: Callable[..., RiskError], given: tuple[object, ...], known: dict[str, object]
) -> None:
    raised = refusal(*given)
    assert {name: getattr(raised, name) for name in known} == known
    assert all(str(value) in str(raised) for value in known.values())


def test_a_broken_file_and_a_broken_line_are_told_with_the_reason() -> None:
    assert "it is gone" in str(WeightsUnusable("weights.bin", "it is gone"))
    assert "tier: too high" in str(BankUnreadable("train.en.jsonl", 12, "tier: too high"))
