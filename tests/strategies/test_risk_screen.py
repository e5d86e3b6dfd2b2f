"""Every answer path of the screener, and the latch."""

from itertools import product

import pytest

from memory.record.identity import Language
from strategies.risk.errors import LevelOutOfRange, NotLower, TierOutOfRange, UnknownScreenAnswer, UnsignedLowering
from strategies.risk.latch import Lowering, lowered, raised, tier_of
from strategies.risk.screen import SLOT_LEVELS, ScreenOutcome, outcome
from strategies.risk.templates import crisis_reply, variants

SLOTS = [slot for slot, _ in SLOT_LEVELS]


def paths() -> list[dict[str, str]]:
    """The 54 ways through the screener without a refusal."""
    found: list[dict[str, str]] = []
    for wish, thoughts, behavior in product(("yes", "no"), ("yes", "no"), ("yes", "no", "past")):
        answers = {"sr_wish": wish, "sr_thoughts": thoughts, "sr_behavior": behavior}
        if thoughts == "no":
            found.append(answers)
            continue
        for method, intent, plan in product(("yes", "no"), repeat=3):
            found.append({**answers, "sr_method": method, "sr_intent": intent, "sr_plan": plan})
    return found


def test_all_54_paths_are_complete_and_come_to_the_highest_yes() -> None:
    assert len(paths()) == 54
    for answers in paths():
        yes = [n for n, slot in enumerate(SLOTS, start=1) if answers.get(slot) == "yes"]
        past = [3] if answers["sr_behavior"] == "past" else []
        assert outcome(answers) == ScreenOutcome(
            level=max(yes + past, default=0), refused=False, complete=True, next=None
        )


def test_every_combination_of_answers_refusals_and_gaps() -> None:
    choices = (None, "yes", "no", "refused")
    count = 0
    for values in product(*[choices] * 5, (*choices, "past")):
        answers = dict(zip(SLOTS, values, strict=True))
        found = outcome(answers)
        due = SLOTS if answers["sr_thoughts"] == "yes" else ["sr_wish", "sr_thoughts", "sr_behavior"]
        open_slots = [slot for slot in due if answers[slot] is None]
        assert found.refused is ("refused" in values)
        assert (found.complete, found.next) == (not open_slots, open_slots[0] if open_slots else None)
        assert found.clinician is (found.refused or found.level >= 3)
        count += 1
    assert count == 4**5 * 5


def test_a_yes_in_place_of_another_answer_never_lowers_the_level() -> None:
    for answers in paths():
        for slot in answers:
            assert outcome({**answers, slot: "yes"}).level >= outcome(answers).level


def test_a_refusal_goes_to_a_clinician_even_at_level_0() -> None:
    refused = outcome({"sr_wish": "no", "sr_thoughts": "refused", "sr_behavior": "no"})
    assert (refused.level, refused.refused, refused.complete, refused.clinician) == (0, True, True, True)


@pytest.mark.parametrize(("slot", "value"), [("sr_wish", "perhaps"), ("sr_wish", "past"), ("sr_plan", 3)])
def test_an_unknown_answer_is_refused(slot: str, value: str | int) -> None:
    with pytest.raises(UnknownScreenAnswer):
        outcome({slot: value})


def test_the_latch_only_rises() -> None:
    for current, level in product(range(7), repeat=2):
        assert raised(current, level) == max(current, level)


@pytest.mark.parametrize(("current", "level"), [(-1, 0), (0, 7), (9, 1)])
def test_a_level_outside_0_to_6_is_refused(current: int, level: int) -> None:
    with pytest.raises(LevelOutOfRange):
        raised(current, level)


def test_a_named_clinician_lowers_with_a_reason() -> None:
    assert lowered(5, 2, actor="c-1", reason=" seen in person ") == Lowering(
        before=5, after=2, actor="c-1", reason="seen in person"
    )


def test_lowering_needs_actor_reason_and_a_lower_level() -> None:
    with pytest.raises(UnsignedLowering, match="actor"):
        lowered(5, 2, actor=" ", reason="seen")
    with pytest.raises(UnsignedLowering, match="reason"):
        lowered(5, 2, actor="c-1", reason="")
    with pytest.raises(NotLower):
        lowered(2, 2, actor="c-1", reason="seen")


def test_levels_fall_into_tiers() -> None:
    assert [tier_of(level) for level in range(7)] == [0, 1, 1, 2, 2, 3, 3]


def test_a_tier_1_reply_can_leave_its_question_to_the_screener() -> None:
    assert crisis_reply(Language.EN, 1, region=None).endswith("?")
    assert "?" not in crisis_reply(Language.EN, 1, region=None, ask=False)


@pytest.mark.parametrize("tier", [0, 4])
def test_a_tier_without_reply_is_refused(tier: int) -> None:
    with pytest.raises(TierOutOfRange):
        crisis_reply(Language.EN, tier, region=None)
    with pytest.raises(TierOutOfRange):
        variants(Language.EN, tier)
