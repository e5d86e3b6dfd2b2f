"""Days, weeks, months, seasons and years as a talk names them, and the parts of them: early, mid, late, the end of.

Languages say them in their own ways (`periods_english`, `periods_chinese`); what they come to is said here once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from memory.record.calendar import made_day, months_on
from strategies.course.forms import compiled

SCHOOL_AGES = {"primary": 6, "secondary": 12, "sixth": 15, "university": 18}
"""The usual age, in years, at which a school begins. Read only where the client's own age is known."""


def _by_year(days: str) -> dict[int, date]:
    return {day.year: day for day in map(date.fromisoformat, days.split())}


SPRING_FESTIVALS = _by_year(
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 "
    "2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 "
    "2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
)
"""The first day of the lunar year, by year; a feast of a year that is not here is not read."""
MID_AUTUMNS = _by_year(
    "2018-09-24 2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 "
    "2027-09-15 2028-10-03 2029-09-22 2030-09-12"
)
DRAGON_BOATS = _by_year(
    "2018-06-18 2019-06-07 2020-06-25 2021-06-14 2022-06-03 2023-06-22 2024-06-10 2025-05-31 2026-06-19 "
    "2027-06-09 2028-05-28 2029-06-16 2030-06-05"
)


class Unit(StrEnum):
    """How long a named period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Part(StrEnum):
    """Which part of a period is meant."""

    START = "start"
    SECOND_THIRD = "second_third"
    MIDDLE = "middle"
    SECOND_HALF = "second_half"
    LATE = "late"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`first` is its first day by the calendar; `day` what it is taken for when nothing says which part is meant.

    They differ where it is named by its distance alone: "last month" is the same day a month ago.
    """

    day: date
    first: date
    unit: Unit

    def at(self, part: Part | None) -> date:
        """The first day of a part: a year's are months, a month's and a week's are days.

        "End" is a year's last month, a season's last month, a month's last day, a week's Friday; "late" a year's last
        quarter and a month's last third.
        """
        if part is None or self.unit is Unit.DAY:
            return self.day
        match self.unit:
            case Unit.YEAR:
                return months_on(self.first, _OF_YEAR[part])
            case Unit.SEASON:
                return months_on(self.first, _OF_SEASON[part])
            case Unit.MONTH:
                if part is Part.END:
                    return months_on(self.first, 1) - timedelta(days=1)
                return self.first + timedelta(days=_OF_MONTH[part])
            case Unit.WEEK:
                return self.first + timedelta(days=_OF_WEEK[part])


_OF_YEAR = {
    Part.START: 0,
    Part.SECOND_THIRD: 5,
    Part.MIDDLE: 6,
    Part.SECOND_HALF: 6,
    Part.LATE: 9,
    Part.END: 11,
}
_OF_SEASON = {
    Part.START: 0,
    Part.SECOND_THIRD: 1,
    Part.MIDDLE: 1,
    Part.SECOND_HALF: 1,
    Part.LATE: 2,
    Part.END: 2,
}
_OF_MONTH = {Part.START: 0, Part.SECOND_THIRD: 10, Part.MIDDLE: 14, Part.SECOND_HALF: 15, Part.LATE: 20}
_OF_WEEK = {
    Part.START: 0,
    Part.SECOND_THIRD: 2,
    Part.MIDDLE: 2,
    Part.SECOND_HALF: 3,
    Part.LATE: 3,
    Part.END: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known where a date is said: the day of the talk, and the client's year of birth, if known."""

    today: date
    born: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of words that tells a time.

    No `day`: it tells none that can be kept ("a few weeks ago"), it `recurs` or is to come ("on Mondays", "next week"),
    or it counts from an age and the year of birth is not known. `core` is where the time itself begins,
    after "since" or "in the"; `distance` when it counts back from today.
    """

    start: int
    core: int
    end: int
    day: date | None
    distance: bool = False
    recurs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of naming a time. `value` gives none where this is none; a `vague` one is a time all the same."""

    source: str
    value: Callable[[re.Match[str], Told], date | None]
    distance: bool = False
    vague: bool = False
    recurs: bool = False

    def all_in(self, text: str, told: Told) -> Iterator[Found]:
        """Every place where it stands."""
        for match in compiled(self.source).finditer(text):
            named = match.groupdict()
            core = match.start("core") if "core" in named else match.start()
            start = core if "lead" in named else match.start()
            day = self.value(match, told)
            if day is not None or self.vague:
                end = match.end()
                yield Found(start=start, core=core, end=end, day=day, distance=self.distance, recurs=self.recurs)


def form(
    source: str,
    value: Callable[[re.Match[str], Told], date | None],
    *,
    distance: bool = False,
    vague: bool = False,
    recurs: bool = False,
) -> Form:
    """A form that looks away from case."""
    return Form(source=source, value=value, distance=distance, vague=vague or recurs, recurs=recurs)


def no_day(_: re.Match[str], __: Told) -> None:
    """A time that is no day to keep: it recurs, it is to come, or it is too vague."""
    return


def year_of(year: int) -> Period:
    """A year by its number."""
    return Period(day=date(year, 1, 1), first=date(year, 1, 1), unit=Unit.YEAR)


def years_back(today: date, years: int) -> Period:
    """This year (0: its first day), last year (1: this day a year ago), and so on."""
    first = date(today.year - years, 1, 1)
    return Period(day=months_on(today, -12 * years) if years else first, first=first, unit=Unit.YEAR)


def months_back(today: date, months: int) -> Period:
    """This month (0), last month (1), and so on."""
    first = months_on(today.replace(day=1), -months)
    return Period(day=months_on(today, -months) if months else first, first=first, unit=Unit.MONTH)


def weeks_back(today: date, weeks: int) -> Period:
    """This week (0: its Monday), last week (1: this day a week ago), and so on."""
    monday = today - timedelta(days=today.weekday() + 7 * weeks)
    return Period(day=today - timedelta(weeks=weeks) if weeks else monday, first=monday, unit=Unit.WEEK)


def weekend_back(today: date, weeks: int) -> date:
    """The Saturday of the weekend before today's week, or of this one if it has begun; then so many before it."""
    return today - timedelta(days=((today.weekday() - 5) % 7 or 7) + 7 * (weeks - 1))


def month_of(month: int, year: int | None, today: date, *, last: bool = False) -> Period | None:
    """A month of a year, or the last time that it came round; `last` passes over the one that is now."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        year = today.year - (month > today.month or (last and month == today.month))
    return Period(day=date(year, month, 1), first=date(year, month, 1), unit=Unit.MONTH)


def season_of(month: int, year: int | None, today: date, *, last: bool = False) -> Period:
    """A season by its first month; `last` passes over the one that is now."""
    if year is None:
        year = today.year - (date(today.year, month, 1) > today)
        year -= last and (today - date(year, month, 1)).days < 92
    return Period(day=date(year, month, 1), first=date(year, month, 1), unit=Unit.SEASON)


def day_of_month(day: int, months: int | None, today: date) -> date | None:
    """The 3rd of so many months ago; with none, the last time that it came round."""
    first = today.replace(day=1)
    tried = (months,) if months is not None else (0, 1, 2)
    made = (made_day(month.year, month.month, day) for month in (months_on(first, -back) for back in tried))
    return next((found for found in made if found is not None and found <= today), None)


def distance_back(today: date, count: float, unit: Unit) -> date:
    """So many units ago; half a month is 15 days."""
    match unit:
        case Unit.DAY:
            return today - timedelta(days=round(count))
        case Unit.WEEK:
            return today - timedelta(days=round(7 * count))
        case Unit.MONTH:
            return months_on(today, -int(count)) - timedelta(days=15 if count % 1 else 0)
        case Unit.SEASON:
            return months_on(today, -round(3 * count))
        case Unit.YEAR:
            return months_on(today, -round(12 * count))


def feast_of(feast: str, year: int | None, today: date, *, last: bool = False) -> date | None:
    """A feast of a year, or the last time that it came round; `last` passes over this year's if it was this month."""
    if year is not None:
        return _feast(feast, year)
    came = [day for back in (0, 1, 2) if (day := _feast(feast, today.year - back)) is not None and day <= today]
    if last and came and (today - came[0]).days < 7:
        del came[0]
    return came[0] if came else None


def _feast(feast: str, year: int) -> date | None:
    match feast:
        case "easter":
            return _easter(year)
        case "thanksgiving":
            first = date(year, 11, 1)
            return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        case "spring festival" | "spring festival eve" | "lantern festival" | "mid-autumn" | "dragon boat":
            days, after = _LUNAR[feast]
            return days[year] + timedelta(days=after) if year in days else None
        case _:
            return date(year, *FEASTS[feast])


FEASTS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "new year's eve": (12, 31),
    "valentine": (2, 14),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "women's day": (3, 8),
    "qingming": (4, 5),
    "labour day": (5, 1),
    "children's day": (6, 1),
    "teachers' day": (9, 10),
    "national day": (10, 1),
}
"""Month and day of feasts that stand still."""


_LUNAR = {
    "spring festival": (SPRING_FESTIVALS, 0),
    "spring festival eve": (SPRING_FESTIVALS, -1),
    "lantern festival": (SPRING_FESTIVALS, 14),
    "mid-autumn": (MID_AUTUMNS, 0),
    "dragon boat": (DRAGON_BOATS, 0),
}


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
