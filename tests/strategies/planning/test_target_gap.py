"""The largest gap of the targets in a plan: on every agenda while it stands, and a reason at most once."""

from dataclasses import replace

import pytest

from memory.record.identity import Language
from memory.state.sufficiency import Gap
from strategies.course.plan_signals import LARGEST_FIRST
from strategies.planning.inputs import TargetGap
from strategies.planning.planner import plan_next
from tests.strategies.planning.test_planner import QUIET, codes, version

ORDINARY = [code for code in Gap if code is not Gap.RISK_WITHOUT_SAFETY_TARGET]


@pytest.mark.parametrize("code", ORDINARY)
def test_a_gap_is_an_item_and_no_reason_to_change(code: Gap) -> None:
    before = version(plan_next(QUIET, None))
    plan = plan_next(replace(QUIET, gap=TargetGap(code=code, text="Sleep: it has no measure")), before)
    assert (plan.replanned, plan.changed) == (False, ())
    assert codes(plan)[-2:] == ["target_gap", "continue_plan"]
    assert plan.agenda[-2].text == "Agree on what the targets leave open: Sleep: it has no measure"
    assert "target_gap" not in codes(plan_next(QUIET, version(plan, 2)))


def test_danger_without_a_safety_target_changes_the_plan_once_in_whatever_words_and_its_end_does_not() -> None:
    before = version(plan_next(QUIET, None))
    gap = TargetGap(code=Gap.RISK_WITHOUT_SAFETY_TARGET, text="danger is told")
    new = plan_next(replace(QUIET, gap=gap), before)
    assert (new.replanned, codes(new)) == (True, ["risk_screen", "target_gap"])
    again = plan_next(replace(QUIET, gap=replace(gap, text="danger is told otherwise")), version(new, 2))
    assert (again.replanned, codes(again)) == (False, ["risk_screen", "target_gap", "continue_plan"])
    third = plan_next(replace(QUIET, gap=gap), version(again, 3))
    assert third.replanned is False
    over = plan_next(QUIET, version(third, 4))
    assert (over.replanned, codes(over)) == (False, ["continue_plan"])


def test_the_item_is_said_in_chinese() -> None:
    gap = TargetGap(code=Gap.TARGET_WITHOUT_MEASURE, text="睡眠: 没有测量指标")
    plan = plan_next(replace(QUIET, language=Language.ZH, gap=gap), None)
    assert "商定靶点尚未覆盖之处：睡眠: 没有测量指标" in [item.text for item in plan.agenda]


def test_every_gap_has_its_place_among_the_largest() -> None:
    assert sorted(LARGEST_FIRST) == sorted(Gap)
    assert LARGEST_FIRST[0] is Gap.RISK_WITHOUT_SAFETY_TARGET
