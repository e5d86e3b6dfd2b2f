"""Months by name and arithmetic on days: what every reader of dates needs, whichever way it looks."""

import re
from calendar import monthrange
from datetime import date

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
"""1 to 12 by the whole English name."""
MONTHS_AND_SHORT = MONTHS | {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
"""1 to 12 by the name or its first letters."""
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
"""0 (Monday) to 6, as `date.weekday`."""


def one_of(words: dict[str, int] | tuple[str, ...]) -> str:
    """The inside of a pattern that matches any of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def made_day(year: int, month: int, day: int) -> date | None:
    """That day; none where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or back; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
