"""Dates that a question names, in both languages."""

from datetime import date

import pytest

from memory.recall.dates import NamedDate, named_dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what did I say in March?", (NamedDate(month=3),)),
        ("what did I say on 2026-03-02?", (NamedDate(year=2026, month=3, day=2),)),
        ("the talk of March 2nd, 2026", (NamedDate(year=2026, month=3, day=2),)),
        ("the talk of 2 March 2026", (NamedDate(year=2026, month=3, day=2),)),
        ("since May 2025 and in june", (NamedDate(year=2025, month=5), NamedDate(month=6))),
        ("3月2日我说了什么", (NamedDate(month=3, day=2),)),
        ("2026年3月说过什么", (NamedDate(year=2026, month=3),)),
        ("十一月的那次", (NamedDate(month=11),)),
        ("这三个月怎么样", ()),
        ("3个月以前", ()),
        ("may I march on", ()),
        ("I slept 5 hours, phone 2026-13-40", ()),
    ],
)
def test_a_date_is_read_where_one_is_meant(text: str, found: tuple[NamedDate, ...]) -> None:
    assert named_dates(text) == found


def test_a_month_without_a_year_holds_that_month_of_every_year() -> None:
    days = [date(2025, 3, 31), date(2026, 3, 1), date(2026, 4, 1)]
    assert [NamedDate(month=3).holds(day) for day in days] == [True, True, False]


def test_a_whole_date_holds_one_day() -> None:
    days = [date(2026, 3, 2), date(2026, 3, 3), date(2025, 3, 2)]
    assert [NamedDate(year=2026, month=3, day=2).holds(day) for day in days] == [True, False, False]
