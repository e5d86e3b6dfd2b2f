"""The latch at each level: what it refuses, what raises it, and what a lowering keeps."""

from itertools import product

import pytest

from strategies.risk.errors import LevelOutOfRange, NotLower, UnsignedLowering
from strategies.risk.latch import HIGHEST, Lowering, lowered, raised, tier_of
from strategies.risk.screen import outcome

LEVELS = range(7)


def test_levels_by_tier() -> None:
    assert [tier_of(level) for level in LEVELS] == [0, 1, 1, 2, 2, 3, 3]
    assert max(LEVELS) == HIGHEST


@pytest.mark.parametrize("level", [-1, 7])
def test_there_is_no_other_level(level: int) -> None:
    with pytest.raises(LevelOutOfRange):
        tier_of(level)
    for pair in ((level, 3), (3, level)):
        with pytest.raises(LevelOutOfRange):
            raised(*pair)
        with pytest.raises(LevelOutOfRange):
            lowered(*pair, actor="dr-lin", reason="seen")


def test_nothing_that_is_heard_lowers_it_and_only_a_lesser_level_is_a_lowering() -> None:
    for before, level in product(LEVELS, LEVELS):
        assert raised(before, level) == max(before, level)
        if level < before:
            assert lowered(before, level, actor="dr-lin", reason=" seen ") == Lowering(
                before=before, after=level, actor="dr-lin", reason="seen"
            )
        else:
            with pytest.raises(NotLower):
                lowered(before, level, actor="dr-lin", reason="seen")


@pytest.mark.parametrize(("actor", "reason", "missing"), [(" ", "seen", "actor"), ("dr-lin", " \n", "reason")])
def test_a_lowering_needs_a_name_and_a_reason(actor: str, reason: str, missing: str) -> None:
    with pytest.raises(UnsignedLowering) as refused:
        lowered(3, 1, actor=actor, reason=reason)
    assert refused.value.missing == missing


def test_a_screen_answered_in_a_form_reads_true_as_yes_and_false_as_no() -> None:
    assert (outcome({"sr_behavior": True}).level, outcome({"sr_behavior": False}).level) == (6, 0)
    done = outcome({"sr_wish": False, "sr_thoughts": False, "sr_behavior": False})
    assert (done.complete, done.level, done.refused) == (True, 0, False)
