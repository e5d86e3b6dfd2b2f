"""Which messages a call for a clinician has, for whom, and when; and where none may go out."""

import pytest

from memory.record.risk import Audience
from strategies.course.paging import Step, Timers, Waits, steps

TIMERS = Timers(page=Waits(again=10.0, supervisor=20.0), notify=Waits(again=30.0, supervisor=40.0))


def told(tier: int, *, sink: bool = False, timers: Timers = TIMERS) -> list[tuple[str, str, float]]:
    found: tuple[Step, ...] = steps(tier, timers, sink=sink)
    return [(step.kind, step.audience.value, step.after) for step in found]


def test_a_page_and_a_notice_are_repeated_and_go_to_the_supervisor_and_a_review_is_told_once() -> None:
    assert told(1) == [("review_flag", "clinic", 0)]
    assert told(2) == [("notify_clinician", "clinic", 0), ("again", "clinic", 30), ("supervisor", "supervisor", 40)]
    assert told(3) == [("page", "clinic", 0), ("again", "clinic", 10), ("supervisor", "supervisor", 20)]


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_in_a_simulation_everything_goes_to_nobody_at_the_same_times(tier: int) -> None:
    sent, kept = told(tier), told(tier, sink=True)
    assert {audience for _, audience, _ in kept} == {Audience.SINK.value}
    assert [(kind, after) for kind, _, after in kept] == [(kind, after) for kind, _, after in sent]


def test_without_settings_a_page_is_repeated_after_five_minutes_and_a_notice_after_half_an_hour() -> None:
    assert [minutes / 60 for _, _, minutes in told(3, timers=Timers())] == [0, 5, 10]
    assert [minutes / 60 for _, _, minutes in told(2, timers=Timers())] == [0, 30, 60]
