"""Dates as people say them, against the day of the talk, in both languages."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from memory.record.calendar import MONTHS_AND_SHORT, WEEKDAYS, made_day, months_on, one_of
from strategies.course.readers_answer import Answer
from strategies.course.readers_number import chinese_number

_ZH_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a couple of": 2,
}
_DAYS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "tomorrow": 1,
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨晚": -1,
    "今天": 0,
    "今晚": 0,
    "今早": 0,
    "明天": 1,
    "明晚": 1,
    "大后天": 3,
    "后天": 2,
}
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of)"
_MONTH = one_of(MONTHS_AND_SHORT)
_ZH_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})"


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text.lower() in _COUNTS:
        return _COUNTS[text.lower()]
    value = chinese_number(text) if all(letter in "一二两三四五六七八九十" for letter in text) else None
    return None if value is None else int(value)


def _shifted(day: date, count: int, unit: str) -> date:
    folded = unit.lower().rstrip("s")
    if folded in {"day", "天"}:
        return day + timedelta(days=count)
    if folded in {"week", "周", "星期", "礼拜", "个星期", "个礼拜"}:
        return day + timedelta(weeks=count)
    return months_on(day, count * (12 if folded in {"year", "年"} else 1))


def _iso(match: re.Match[str], _: date) -> date | None:
    return made_day(int(match["year"]), int(match["month"]), int(match["day"]))


def _nearest_year(today: date, month: int, day: int) -> date | None:
    """Month and day without a year: the one nearest to today."""
    made = [found for year in (today.year - 1, today.year, today.year + 1) if (found := made_day(year, month, day))]
    return min(made, key=lambda found: abs((found - today).days), default=None)


def _named_month(match: re.Match[str], today: date) -> date | None:
    month, day = MONTHS_AND_SHORT[match["month"].lower()], int(match["day"])
    return made_day(int(match["year"]), month, day) if match["year"] else _nearest_year(today, month, day)


def _zh_month(match: re.Match[str], today: date) -> date | None:
    month, day = _count(match["month"]), _count(match["day"])
    if month is None or day is None:
        return None
    return made_day(int(match["year"]), month, day) if match["year"] else _nearest_year(today, month, day)


def _day_word(match: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=_DAYS[match["word"].lower()])


def _ago(match: re.Match[str], today: date) -> date | None:
    count = _count(match["count"])
    return None if count is None else _shifted(today, -count, match["unit"])


def _ahead(match: re.Match[str], today: date) -> date | None:
    count = _count(match["count"])
    return None if count is None else _shifted(today, count, match["unit"])


def _weekday(match: re.Match[str], today: date) -> date | None:
    """English: "last Friday" is the one before today, "next" is next week's, "on" or "this" the coming one."""
    wanted, side = WEEKDAYS[match["weekday"].lower()], (match["side"] or "").lower()
    if side in {"last", "past"}:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    if side == "next":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + wanted)
    return today + timedelta(days=(wanted - today.weekday()) % 7)


def _zh_weekday(match: re.Match[str], today: date) -> date | None:
    """Chinese: 上周五, 这周五, 下周五 count whole weeks from Monday."""
    weeks = match["side"].count("下") - match["side"].count("上")
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * weeks + _ZH_WEEKDAYS[match["weekday"]])


def _period(match: re.Match[str], today: date) -> date | None:
    sign = {"last": -1, "next": 1, "上": -1, "上个": -1, "下": 1, "下个": 1, "去": -1, "明": 1}[match["side"].lower()]
    return _shifted(today, sign, match["unit"])


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None], float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value, confidence)
    for pattern, value, confidence in (
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", _iso, 0.95),
        (
            (
                r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2}|"
                r"[一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]"
            ),
            _zh_month,
            0.9,
        ),
        (
            rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d))?",
            _named_month,
            0.9,
        ),
        (
            (
                rf"\b(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b(?:,? "
                rf"(?P<year>(?:19|20)\d\d))?"
            ),
            _named_month,
            0.9,
        ),
        (rf"\b{_COUNT} (?P<unit>days?|weeks?|months?|years?) (?:ago|back|earlier)\b", _ago, 0.85),
        (rf"\bin {_COUNT} (?P<unit>days?|weeks?|months?|years?)\b", _ahead, 0.85),
        (rf"{_ZH_COUNT}(?:个)?(?P<unit>天|周|星期|礼拜|月|年)(?:以|之)?前", _ago, 0.85),
        (rf"{_ZH_COUNT}(?:个)?(?P<unit>天|周|星期|礼拜|月|年)(?:以|之)?后", _ahead, 0.85),
        (
            r"(?P<side>上上|上|这|本|下下|下)(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])",
            _zh_weekday,
            0.85,
        ),
        (r"(?P<side>)(?<![上下这本每])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![个天年月])", _zh_weekday, 0.6),
        (
            (
                r"(?:\b(?P<side>last|past|next|this|on|this coming) )\b(?P<weekday>monday|tuesday|wednesday|"
                r"thursday|friday|saturday|sunday)\b"
            ),
            _weekday,
            0.8,
        ),
        (r"(?P<side>)\b(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!s)", _weekday, 0.6),
        (
            (
                r"(?P<word>\b(?:the day before yesterday|the day after tomorrow|yesterday|last night|today|"
                r"tonight|this morning|tomorrow)\b|大前天|前天|昨天|昨晚|今天|今晚|今早|明天|明晚|大后天|"
                r"后天)"
            ),
            _day_word,
            0.9,
        ),
        (r"\b(?P<side>last|next) (?P<unit>week|month|year)\b", _period, 0.6),
        (r"(?P<side>上个?|下个?)(?P<unit>周|星期|礼拜|月)(?![一二三四五六日天])", _period, 0.6),
        (r"(?P<side>去|明)(?P<unit>年)", _period, 0.6),
    )
)


def read_date(text: str, today: date) -> Answer | None:
    """The first date in the words, as ISO text; the surest form wins where two begin at one place."""
    found: list[tuple[int, float, Answer]] = []
    for pattern, value, confidence in _FORMS:
        match = pattern.search(text)
        day = None if match is None else value(match, today)
        if match is not None and day is not None:
            found.append((match.start(), -match.end(), Answer(day.isoformat(), match.start(), match.end(), confidence)))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def dates_in(text: str, today: date) -> Iterator[tuple[date, int, int]]:
    """Every date in the words with where it stands, form by form; places may overlap."""
    for pattern, value, _ in _FORMS:
        for match in pattern.finditer(text):
            day = value(match, today)
            if day is not None:
                yield day, match.start(), match.end()
