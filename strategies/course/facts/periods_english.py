"""How English names a time: (since, in, ...) (early, the end of, ...) (last, this) month, season, year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from memory.record.calendar import MONTHS_AND_SHORT, WEEKDAYS, made_day, one_of
from strategies.course.facts.periods import (
    SCHOOL_AGES,
    Form,
    Part,
    Period,
    Told,
    Unit,
    day_of_month,
    distance_back,
    feast_of,
    form,
    month_of,
    months_back,
    no_day,
    season_of,
    weekend_back,
    weeks_back,
    year_of,
    years_back,
)
from strategies.course.readers_number import EN_NUMBER, english_number

CUES = (
    r"(?:ever since|since|from|in|during|over|throughout|back in|back on|around|at|on|by|after|before|as of|"
    r"starting|until|till|up until|up to|to|between|and)"
)
_ABOUT = r"(?:about |around |roughly |almost |nearly |over |more than |just over |well over |at least |nearly |maybe )"
_NUMBER = rf"(?:half an?|an?|{EN_NUMBER}|a couple(?: of)?|\d{{1,3}})"
_COUNT = rf"{_ABOUT}*(?P<count>{_NUMBER})(?P<half> and a half)?"
_UNIT = r"(?P<unit>days?|nights?|weeks?|fortnights?|months?|years?|yrs?|decades?)(?P<half2> and a half)?"
_UNITS = {
    "day": (1, Unit.DAY),
    "night": (1, Unit.DAY),
    "week": (1, Unit.WEEK),
    "fortnight": (2, Unit.WEEK),
    "month": (1, Unit.MONTH),
    "year": (1, Unit.YEAR),
    "yr": (1, Unit.YEAR),
    "decade": (10, Unit.YEAR),
}
_PARTS = (
    (re.compile(r"beginning|start|early|earlier", re.IGNORECASE), Part.START),
    (re.compile(r"mid", re.IGNORECASE), Part.MIDDLE),
    (re.compile(r"second half", re.IGNORECASE), Part.SECOND_HALF),
    (re.compile(r"late", re.IGNORECASE), Part.LATE),
    (re.compile(r"end", re.IGNORECASE), Part.END),
)
_PART = (
    r"(?:(?P<part>(?:the )?(?:very )?(?:beginning|start|early part|middle|second half|end) of|towards the end of|"
    r"(?:very )?(?:early|earlier|late|later|mid)(?: on)?(?: in)?)[ -](?:the )?)"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FEASTS = {
    "christmas eve": "christmas eve",
    "christmas": "christmas",
    "xmas": "christmas",
    "boxing day": "boxing day",
    "new year's eve": "new year's eve",
    "new year's day": "new year",
    "new year's": "new year",
    "new year": "new year",
    "easter": "easter",
    "halloween": "halloween",
    "thanksgiving": "thanksgiving",
    "valentine's day": "valentine",
    "valentine's": "valentine",
    "bonfire night": "bonfire night",
    "chinese new year": "spring festival",
    "lunar new year": "spring festival",
}
_OF_YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)(?!\d)| (?:of )?(?P<years>last year|this year|the year before last))?"
_YEARS = {"this year": 0, "last year": 1, "the year before last": 2}
_WEEKDAY = rf"(?P<weekday>{one_of(WEEKDAYS)})"


_OPENED = re.compile(r"\b(?:from|between)\b", re.IGNORECASE)
"""What makes a later "to" or "and" lead to a time."""


def _part(match: re.Match[str]) -> Part | None:
    said = match["part"] or ""
    return next((part for regex, part in _PARTS if regex.search(said)), None)


def _year(match: re.Match[str], told: Told) -> int | None:
    """The year that a month, season or feast is said to be of."""
    if match["year"]:
        return int(match["year"])
    if match["years"]:
        return told.today.year - _YEARS[match["years"].lower()]
    return told.today.year if _side(match) == "this" else None


def _side(match: re.Match[str]) -> str:
    return (match["side"] or "").lower().removesuffix(" past")


def _named(match: re.Match[str], period: Period | None, *, alone: bool) -> date | None:
    """The day of a period; none when it is `alone`, as "may" or "spring" are, without a word that makes it a time."""
    cue = (match["cue"] or "").lower()
    linked = cue not in {"to", "and"} or _OPENED.search(match.string[: match.start()])
    told_so = (cue and linked) or match["part"] or not alone
    return None if period is None or not told_so else period.at(_part(match))


def _cued(regex: str) -> str:
    return rf"(?<![\w-])(?:(?P<cue>{CUES}) (?:the )?)?(?P<core>{_PART}?{regex})(?!\w)"


def _of_month(match: re.Match[str], told: Told) -> date | None:
    month, side = MONTHS_AND_SHORT[match["month"].lower()], _side(match)
    period = month_of(month, _year(match, told), told.today, last=side == "last")
    return _named(match, period, alone=not (side or match["year"] or match["years"]))


def _day_of(match: re.Match[str], told: Told) -> date | None:
    """A day and a month of a year told by its distance; without one they are `readers_date`'s."""
    if not match["years"]:
        return None
    year = told.today.year - _YEARS[match["years"].lower()]
    return made_day(year, MONTHS_AND_SHORT[match["month"].lower()], int(match["day"]))


def _of_season(match: re.Match[str], told: Told) -> date | None:
    side, cue = _side(match), (match["cue"] or "").lower()
    if match["season"].lower() == "fall" and not (side in {"last", "this"} or cue in {"in", "since", "during"}):
        return None
    period = season_of(_SEASONS[match["season"].lower()], _year(match, told), told.today, last=side == "last")
    if match["again"]:
        period = season_of(_SEASONS[match["season"].lower()], period.first.year - 1, told.today)
    return _named(match, period, alone=not (side or match["year"] or match["years"] or match["again"]))


def _of_feast(match: re.Match[str], told: Told) -> date | None:
    day = feast_of(_FEASTS[match["feast"].lower()], _year(match, told), told.today, last=_side(match) == "last")
    return day if match["cue"] or match["side"] or match["years"] or match["year"] else None


def _of_year(match: re.Match[str], _: Told) -> date | None:
    return _named(match, year_of(int(match["year"])), alone=True)


def _relative(match: re.Match[str], told: Told) -> date | None:
    back = {"last": 1, "past": 1, "this past": 1, "before last": 2}.get(
        (match["side"] or match["again"] or "").lower(), 0
    )
    period = _back(match["unit"], back, told.today)
    if back == 0 and match["part"] and period.at(_part(match)) > told.today:
        period = _back(match["unit"], 1, told.today)
    return _named(match, period, alone=False)


def _back(unit: str, count: int, today: date) -> Period:
    match unit.lower():
        case "year":
            return years_back(today, count)
        case "month":
            return months_back(today, count)
        case _:
            return weeks_back(today, count)


def _weekend(match: re.Match[str], told: Told) -> date:
    return weekend_back(told.today, 2 if match["again"] else 1)


def _weekday_of_week(match: re.Match[str], told: Told) -> date:
    monday = told.today - timedelta(days=told.today.weekday() + 7 * (2 if match["again"] else 1))
    return monday + timedelta(days=WEEKDAYS[match["weekday"].lower()])


def _weekday_before_last(match: re.Match[str], told: Told) -> date:
    back = (told.today.weekday() - WEEKDAYS[match["weekday"].lower()] - 1) % 7 + 1
    return told.today - timedelta(days=back + 7)


def _night_before_last(_: re.Match[str], told: Told) -> date:
    return told.today - timedelta(days=2)


def _distance(match: re.Match[str], told: Told) -> date | None:
    times, unit = _UNITS[match["unit"].lower().rstrip("s")]
    said = (match["count"] or "a").lower()
    if match["count"] is None and match["unit"].endswith("s"):
        return None
    if said.isdigit():
        count = float(said)
    elif said.startswith(("half", "a couple")):
        count = 0.5 if said.startswith("half") else 2.0
    else:
        count = 1.0 if said in {"a", "an"} else float(english_number(said))
    half = 0.5 if match["half"] or match["half2"] else 0.0
    return distance_back(told.today, times * (count + half), unit)


def _day_of_month(match: re.Match[str], told: Told) -> date | None:
    back = {"last": 1, "this": 0}.get((match["side"] or "").lower())
    return day_of_month(int(match["day"]), back, told.today)


def _age(match: re.Match[str], told: Told) -> date | None:
    if told.born is None:
        return None
    said = match["age"].lower()
    return made_day(told.born + (int(said) if said.isdigit() else english_number(said)), 1, 1)


def _school(match: re.Match[str], told: Told) -> date | None:
    name = match["school"].lower().split()[0]
    named = {"high": "secondary", "college": "university", "uni": "university"}.get(name, name)
    return None if told.born is None else made_day(told.born + SCHOOL_AGES[named], 1, 1)


_SIDE = r"(?:(?P<side>last|this past|this) )"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], Told], date | None]], ...] = (
    (_cued(rf"{_SIDE}?(?P<month>{one_of(MONTHS_AND_SHORT)})(?! \d{{1,2}}(?:st|nd|rd|th)?(?!\d)){_OF_YEAR}"), _of_month),
    (_cued(rf"{_SIDE}?(?P<season>{one_of(_SEASONS)}){_OF_YEAR}(?P<again> before last)?"), _of_season),
    (_cued(rf"{_SIDE}?(?P<feast>{one_of(tuple(_FEASTS))})(?: day| time| holidays?)?{_OF_YEAR}"), _of_feast),
    (_cued(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{one_of(MONTHS_AND_SHORT)}){_OF_YEAR}"), _day_of),
    (_cued(rf"(?P<month>{one_of(MONTHS_AND_SHORT)}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_OF_YEAR}"), _day_of),
    (_cued(r"(?P<year>(?:19|20)\d\d)(?![-\d])"), _of_year),
    (_cued(r"(?P<side>last|this past|this) (?P<again>(?!))?(?P<unit>week|month|year)(?! (?:old|is|will))"), _relative),
    (_cued(r"(?P<side>(?!))?(?:the )?(?P<unit>week|month|year) (?P<again>before last)"), _relative),
    (
        (
            rf"(?<![\w-])(?:(?P<cue>{CUES}) )?(?P<core>{_PART}(?P<side>(?!))?(?P<again>(?!))?(?P<unit>week|month|"
            rf"year))(?!\w)"
        ),
        _relative,
    ),
    (
        rf"\b(?:(?:{CUES}) )?(?P<core>(?:last|this past|the|this) weekend(?P<again> before last)?)\b",
        _weekend,
    ),
    (
        rf"\b(?:(?:{CUES}) )?(?P<core>{_WEEKDAY},? (?:of )?(?:last week|the week (?P<again>before last)))\b",
        _weekday_of_week,
    ),
    (rf"\b(?P<core>(?:last week|the week (?P<again>before last)),? (?:on )?{_WEEKDAY})\b", _weekday_of_week),
    (rf"\b(?:(?:{CUES}) )?(?P<core>(?:the )?{_WEEKDAY} before last)\b", _weekday_before_last),
    (r"\b(?P<core>the night before last)\b", _night_before_last),
    (
        (
            rf"\b(?:(?:{CUES}) )?(?P<core>the (?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?: of (?P<side>last|this) "
            rf"month)?)\b"
            r"(?! (?:of|time|floor|day|year|grade|birthday|[a-z]+day))"
        ),
        _day_of_month,
    ),
    (
        (
            rf"\b(?:since|when|from|until|till) (?P<core>(?:the age of |age |i was (?:about |around |only |just )?|i "
            rf"turned |"
            rf"turning |i'd turned |my )(?P<age>[1-9]\d?|{EN_NUMBER})(?:st|nd|rd|th)?(?: years old| birthday)?)\b(?! "
            rf"(?:weeks|"
            rf"months|minutes|hours|days))"
        ),
        _age,
    ),
    (r"\bat (?:the age of |age )(?P<age>[1-9]\d?)\b", _age),
    (
        (
            r"\b(?:ever )?since (?:i (?:started|began) |starting )?(?P<school>(?:primary|secondary|high) school|"
            r"uni(?:versity)?|"
            r"college|sixth form)\b"
        ),
        _school,
    ),
)
_DISTANCES: tuple[str, ...] = (
    rf"\b(?:(?:{CUES}) )?{_COUNT} {_UNIT}(?: or so| or two)? (?:ago|back|earlier)\b",
    (
        rf"(?P<lead>(?:\b(?:have|has|haven't|hasn't)|'ve|'s|(?<!had )(?<!'d )\bbeen)\b[^,.;]{{0,60}}?\b)(?P<core>for "
        rf"{_COUNT} {_UNIT}(?: or so)?(?: now)?)\b"
    ),
    rf"\b(?:for|over|in|during|these|throughout)(?: the)? (?:last|past) (?:(?:{_COUNT}) )?{_UNIT}\b",
    rf"\b(?:it's|it has|that's) (?:been )?(?:now )?{_COUNT} {_UNIT} (?:now )?since\b",
    rf"\b(?:for )?{_COUNT} {_UNIT} (?:now|in a row|straight|running|sober|clean)\b",
)
_RECURRING: tuple[str, ...] = (
    (
        r"\b(?:next|coming|following|every|each|most|some|any|on most) (?:other )?(?:day|night|week|month|year|weekend|"
        r"spring|"
        rf"summer|autumn|fall|winter|{one_of(WEEKDAYS)}|{one_of(MONTHS_AND_SHORT)}|christmas|easter)s?\b"
    ),
    (
        rf"\b(?:on |at )?(?:{one_of(WEEKDAYS)}|weekend)s\b|\b(?:{one_of(WEEKDAYS)}) (?:to|till|until|through|and) "
        rf"(?:{one_of(WEEKDAYS)})s?\b|\b(?:{one_of(WEEKDAYS)}) (?:mornings|evenings|nights|afternoons)\b"
    ),
    rf"\b(?:in|within) (?:{_NUMBER}) (?:days?|weeks?|months?|years?)(?:' time)?\b(?! (?:since|now))",
    rf"\b(?:\d{{1,3}}|{EN_NUMBER})[- ](?:day|week|month|year)s?[- ]old\b",
)
_VAGUE: tuple[str, ...] = (
    (
        rf"\b(?:for )?(?:a few|several|some|many|a number of|{EN_NUMBER} or {EN_NUMBER}|\d{{1,2}}-\d{{1,2}}) "
        r"(?:days?|weeks?|months?|years?)\b(?: ago| back)"
    ),
    r"\bthe other (?:day|week|month|night)\b|\b(?:recently|a while (?:ago|back))\b",
)


ENGLISH_TIMES: tuple[Form, ...] = (
    *(form(regex, value, vague=value in {_age, _school}) for regex, value in _FORMS),
    *(form(regex, _distance, distance=True) for regex in _DISTANCES),
    *(form(regex, no_day, recurs=True) for regex in _RECURRING),
    *(form(regex, no_day, vague=True) for regex in _VAGUE),
)
