"""What an alarm's words open, which part leads, and what several events come to."""

from types import SimpleNamespace
from typing import cast

import pytest

from memory.record.crisis import SafetyPlan
from memory.record.risk import RiskKind
from strategies.course.alarm import is_screening, leading, opens_path
from strategies.course.danger import NONE, Danger, flags_of
from strategies.course.received import Received
from strategies.risk.paths import SCREEN, Path
from tests.strategies.test_risk_ways import OTHERS, VIOLENCE, WISH, event, plan_of, reading

LIBRARY = {SCREEN: 1, "safety_others": 1}


def received(*asked: str) -> Received:
    """A session that asks these protocols now, with a library that knows two."""
    stack = tuple(SimpleNamespace(protocol=each) for each in asked)
    return cast("Received", SimpleNamespace(stack=stack, library=LIBRARY))


@pytest.mark.parametrize(
    ("kinds", "asked", "opens"),
    [
        ((OTHERS,), (), True),
        ((OTHERS,), (SCREEN,), True),
        ((OTHERS,), (SCREEN, "safety_others"), False),
        ((VIOLENCE,), (), False),
        ((WISH,), (), False),
        ((VIOLENCE, OTHERS), (), True),
    ],
)
def test_words_open_a_path_that_the_library_has_and_nobody_is_asking(
    kinds: tuple[RiskKind, ...], asked: tuple[str, ...], opens: bool
) -> None:
    assert opens_path(received(*asked), reading(3, *kinds)) is opens


def test_the_screen_is_being_asked_wherever_it_stands_on_the_stack() -> None:
    assert is_screening(received("cbt", SCREEN, "safety_others"))
    assert not is_screening(received("cbt"))
    assert not is_screening(received())


def test_the_highest_part_leads_and_of_equal_ones_the_most_urgent() -> None:
    assert leading(reading(3, OTHERS, VIOLENCE)).path is Path.OTHERS
    found = reading(4, OTHERS, VIOLENCE, spans=((OTHERS, 3), (VIOLENCE, 4)))
    assert (leading(found).path, leading(found).level) == (Path.VIOLENCE, 4)


def test_danger_tells_routing_the_level_the_paths_and_whether_there_is_a_plan() -> None:
    calm = NONE.view(2)
    assert (calm.unscreened_event, calm.level, calm.flags) == (False, 2, ())
    held = Danger(events=(event(3, OTHERS), event(5, WISH), event(4, OTHERS)))
    seen = held.view(5)
    assert (seen.unscreened_event, seen.level, seen.flags) == (True, 5, ("others",))
    levels = [held.level_of(each) for each in ("safety_others", SCREEN, "safety_voices")]
    assert levels == [4, 5, 0]
    assert flags_of((event(3, VIOLENCE), event(3, OTHERS), event(3, WISH)), None) == ("others", "violence")


@pytest.mark.parametrize(("text", "flags"), [("call Ann", ("planned",)), ("  ", ())])
def test_a_plan_without_a_word_in_it_is_none(text: str, flags: tuple[str, ...]) -> None:
    plan: SafetyPlan = plan_of(text)
    assert flags_of((), plan) == flags
    assert flags_of((), plan_of()) == ()
    assert flags_of((), plan_of(" ", "call Ann")) == ("planned",)
