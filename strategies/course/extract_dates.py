"""When a statement began to hold, and when it ended, read from the clause that says it, against the session's date.

A statement about what is or was names the past: "on Friday" is the Friday before, "in April" the April before. A month
is its first day, a season the first day of its first month (March, June, September, December), a year its first day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from strategies.course.readers_date import read_date
from strategies.course.readers_number import chinese_number

_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
}
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)} | {
    name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1) if name != "may"
}
_FEASTS = {
    "christmas": (12, 25),
    "new year": (1, 1),
    "easter": (4, 1),
    "国庆": (10, 1),
    "元旦": (1, 1),
    "圣诞": (12, 25),
}
_COUNTS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2, "half a": 0.5, "一": 1, "两": 2, "半": 0.5}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_COUNT = r"(?P<count>half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|\d{1,3})"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"
_ZH_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_ZH_UNIT = r"(?P<unit>天|个?星期|个?礼拜|周|个?月|年)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The first day on which it held, the last, and how many letters of the words said so."""

    since: date | None = None
    until: date | None = None
    letters: int = 0


def read_interval(text: str, today: date) -> Interval:
    """When what a clause states began and ended; nothing where it does not say.

    "until May", 直到五月 end it; every other date begins it. Days ahead of the session are not read: what is to come is
    no statement of what is.
    """
    before = _ZH_UNTIL.search(text)
    if before is not None and (over := _first(text[: before.end()], today)) is not None:
        return Interval(until=over[0], letters=over[2] - over[1] + 2)
    until = _UNTIL.search(text)
    end = _first(f"in {text[until.end() :].lstrip()}", today) if until else None
    begun = _first(text[: until.start()] if until else text, today)
    letters = sum(found[2] - found[1] for found in (begun, end) if found is not None)
    return Interval(
        since=begun[0] if begun is not None else None, until=end[0] if end is not None else None, letters=letters
    )


_ZH_UNTIL = re.compile(r"(?:月份?|[春夏秋冬]天|年[初底]|(?:19|20)\d\d年|[日号])(?:之前|以前)")


_UNTIL = re.compile(r"\b(?:until|till|up to)\b|直到|一直到|到(?=\S{1,8}(?:为止|之前))", re.IGNORECASE)


def _first(text: str, today: date) -> tuple[date, int, int] | None:
    """The first date that the words name, with where it stands; of two at one place the longer one."""
    found: list[tuple[int, int, date]] = []
    for pattern, value in _FORMS:
        match = pattern.search(text)
        day = None if match is None else value(match, today)
        if match is not None and day is not None:
            found.append((match.start(), -match.end(), day))
    plain = read_date(text, today)
    if plain is not None:
        day = _past(date.fromisoformat(str(plain.value)), text[plain.start : plain.end], today)
        if day is not None:
            found.append((plain.start, -plain.end, day))
    kept = [entry for entry in found if entry[2] <= today]
    if not kept:
        return None
    start, end, day = min(kept)
    longest = min((entry for entry in kept if entry[0] <= -end and -entry[1] >= -end), key=lambda entry: entry[1])
    return (longest[2], longest[0], -longest[1]) if longest[0] <= start else (day, start, -end)


_AHEAD = re.compile(
    r"\b(?:next|tomorrow|in (?:an?|\w+) (?:days?|weeks?|months?|years?))\b|明天|明年|后天|下个?|后$", re.IGNORECASE
)


_WEEKDAY = re.compile(r"day\b|周|星期|礼拜", re.IGNORECASE)


def _past(day: date, words: str, today: date) -> date | None:
    """A day as a statement about the past means it."""
    if day <= today:
        return day
    if _AHEAD.search(words):
        return None
    if (day - today).days <= 7 and _WEEKDAY.search(words):
        return day - timedelta(days=7)
    if re.search(r"(?:19|20)\d\d", words):
        return None
    return _made(day.year - 1, day.month, day.day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(today: date, month: int, day: int = 1) -> date | None:
    """The last time that this day came round."""
    made = _made(today.year, month, day)
    return made if made is not None and made <= today else _made(today.year - 1, month, day)


def _year_of(side: str | None, today: date) -> int | None:
    sides = {"去年": -1, "前年": -2, "今年": 0, "this": 0}
    return None if not side or side not in sides else today.year + sides[side]


def _season(match: re.Match[str], today: date) -> date | None:
    month, side = _SEASONS[match["season"].lower()], (match["side"] or "").lower()
    if match["year"]:
        return _made(int(match["year"]), month, 1)
    named = _year_of(side, today)
    if named is not None:
        return _made(named, month, 1)
    begun = _latest(today, month)
    if begun is not None and side == "last" and (today - begun).days < 92:
        return _made(begun.year - 1, month, 1)
    return begun


def _month(match: re.Match[str], today: date) -> date | None:
    name = match["month"].lower()
    month = _MONTHS.get(name) or _number(name)
    if month is None or not 1 <= month <= 12:
        return None
    if match["year"]:
        return _made(int(match["year"]), int(month), 1)
    side = (match["side"] or "").lower()
    named = _year_of(side, today)
    if named is not None:
        return _made(named, int(month), 1)
    begun = _latest(today, int(month))
    current = begun is not None and begun.month == today.month
    return _made(begun.year - 1, begun.month, 1) if begun is not None and side == "last" and current else begun


def _number(text: str) -> float | None:
    if text.isdigit():
        return int(text)
    if text.lower() in _COUNTS:
        return _COUNTS[text.lower()]
    if text.lower().startswith("half"):
        return 0.5
    value = chinese_number(text)
    return None if value is None else float(value)


def _ago(match: re.Match[str], today: date) -> date | None:
    count = _number(match["count"])
    if count is None:
        return None
    if match.groupdict().get("half"):
        count += 0.5
    unit = match["unit"].lower().removeprefix("个").rstrip("s")
    if unit in {"day", "天"}:
        return today - timedelta(days=round(count))
    if unit in {"week", "周", "星期", "礼拜"}:
        return today - timedelta(days=round(7 * count))
    if unit == "fortnight":
        return today - timedelta(days=round(14 * count))
    if unit in {"month", "月"} and count % 1:
        return _months_back(today, int(count)) - timedelta(days=15)
    return _months_back(today, round(count * (12 if unit in {"year", "年"} else 1)))


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return next(made for last in (day.day, 30, 29, 28) if (made := _made(year, month + 1, last)) is not None)


def _year(match: re.Match[str], _: date) -> date | None:
    return _made(int(match["year"]), 1, 1)


def _named_year(match: re.Match[str], today: date) -> date | None:
    return _made(today.year - {"前": 2, "大前": 3}[match["side"]], today.month, min(today.day, 28))


def _weekend(_: re.Match[str], today: date) -> date | None:
    """The Saturday of the last weekend that was over before today's week, or this one's if it has begun."""
    return today - timedelta(days=(today.weekday() - 5) % 7 or 7)


def _feast(match: re.Match[str], today: date) -> date | None:
    return _latest(today, *_FEASTS[match["feast"].lower()])


def _weeks_back(match: re.Match[str], today: date) -> date | None:
    return today - timedelta(weeks=2) if match["side"] == "上上" else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value)
    for pattern, value in (
        (
            (
                r"\b(?:(?:since |from |during )?(?P<side>last|this) |(?:since|in|from|during)(?: the| early| late)? )"
                r"(?P<season>spring|summer|autumn|fall|winter)\b(?: (?:of )?(?P<year>(?:19|20)\d\d))?"
            ),
            _season,
        ),
        (r"(?P<side>去年|前年|今年)?(?P<year>(?!))?(?P<season>[春夏秋冬])(?:天|季)", _season),
        (
            (
                r"\b(?:(?:since |from )?(?P<side>last|this)|(?:since|in|from|during|back in)(?: early| late| mid)?) "
                rf"(?P<month>{_MONTH})\b(?! \d{{1,2}}(?!\d))(?:,? (?:of )?(?P<year>(?:19|20)\d\d))?"
            ),
            _month,
        ),
        (
            (
                r"(?:(?P<side>去年|前年|今年)|(?P<year>(?:19|20)\d\d)年)?(?<![个\d一二三四五六七八九十])"
                r"(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|底|初|中旬)?"
                r"(?![\d一二三四五六七八九十]+[日号])"
            ),
            _month,
        ),
        (r"\b(?:since|in|from|back in) (?P<year>(?:19|20)\d\d)\b(?!-)", _year),
        (r"(?P<year>(?:19|20)\d\d)年(?!\d|[一二三四五六七八九十]+月|[春夏秋冬])", _year),
        (rf"\b{_COUNT}(?P<half> and a half)? {_UNIT} (?:ago|back|earlier)\b", _ago),
        (rf"{_ZH_COUNT}{_ZH_UNIT}(?P<half>半)?(?:多)?(?:以|之)?前", _ago),
        (r"(?P<count>\d{1,2}|[一二两三四五六七八九十])个(?P<half>半)(?P<unit>月)(?:以|之)?前", _ago),
        (r"(?P<count>半)个?(?P<unit>月|年)(?:以|之)?前", _ago),
        (rf"\b(?:have|has|'ve|'s) been\b.{{0,60}}?\bfor (?:about |over |almost |nearly )?{_COUNT} {_UNIT}\b", _ago),
        (rf"(?:已经|有|住了|做了|吃了|干了|当了)(?:快)?{_ZH_COUNT}{_ZH_UNIT}(?P<half>半)?了", _ago),
        (r"(?P<side>大前|前)年(?![春夏秋冬\d一二三四五六七八九十])", _named_year),
        (r"\b(?:last|this past|over the|at the) weekend\b|上个?周末|这个?周末", _weekend),
        (r"(?P<side>上上)个?(?:周|星期|礼拜)(?![一二三四五六日天])", _weeks_back),
        (r"\b(?:since|at|on|last|before|after) (?P<feast>christmas|new year|easter)\b", _feast),
        (r"(?P<feast>国庆|元旦|圣诞)", _feast),
    )
)
