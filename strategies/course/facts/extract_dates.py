"""When a statement began to hold, and when it ended, read from the clause that says it, against the session's date.

A statement about what is or was names the past: "on Friday" is the Friday before, "in April" the April before. A month
is its first day, a season the first day of its first month (March, June, September, December), a year its first day;
parts of them are `strategies.course.facts.periods`'. What is told by its distance is counted back from the session:
"last month" is the same day a month ago.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from memory.record.calendar import made_day
from strategies.course.facts.periods import Found, Told
from strategies.course.facts.periods_chinese import CHINESE_TIMES
from strategies.course.facts.periods_english import CUES, ENGLISH_TIMES
from strategies.course.readers_date import dates_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The first day on which it held, the last, and how many letters of the words said so."""

    since: date | None = None
    until: date | None = None
    letters: int = 0


_UNTIL = re.compile(
    r"\b(?:until|till|up to|up until|through|'til)(?: about| around)? (?:the )?$|(?:直到|截至|截止)$", re.IGNORECASE
)
_TO = re.compile(r"(?:up )?to|and|-|–|to the|and the", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
_ZH_UNTIL = re.compile(r"^(?:之前|以前|为止|前(?=[,，一我就]))")
_CUE = re.compile(rf"\b(?:{CUES[3:-1]}) (?:the )?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:next|tomorrow|in (?:an?|\w+) (?:days?|weeks?|months?|years?))\b|明天|明年|后天|下个?|后$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"day\b|周|星期|礼拜", re.IGNORECASE)


def read_interval(text: str, today: date, *, born: int | None = None) -> Interval:
    """When what a clause states began and ended; nothing where it does not say.

    "until "
    "May", 直到五月, 五月以前 end it; every other date begins it. Days ahead of the session are not read: what is to
    come is no statement of what is. `born`, the client's year of birth, gives "since I was nine" its year.
    """
    since = until = None
    letters = 0
    last: Found | None = None
    for found in times_in(text, today, born=born):
        if found.day is not None and found.day <= today:
            if _ends(text, found, last):
                until, letters = until or found.day, letters + found.end - found.start
            elif since is None:
                since, letters = found.day, letters + found.end - found.start
        last = found
    return Interval(since=since, until=until, letters=letters)


def _ends(text: str, found: Found, last: Found | None) -> bool:
    if _UNTIL.search(text[: found.core]) or (not found.distance and _ZH_UNTIL.match(text[found.end :])):
        return True
    if last is None or last.day is None:
        return False
    between = text[last.end : found.core].strip()
    return between in {"到", "至"} or (bool(_FROM.search(text[: last.core])) and bool(_TO.fullmatch(between)))


def times_in(text: str, today: date, *, born: int | None = None) -> tuple[Found, ...]:
    """The stretches of a text that tell a time, in order, none over another: the longer one counts."""
    told = Told(today=today, born=born)
    found = [each for form in (*ENGLISH_TIMES, *CHINESE_TIMES) for each in form.all_in(text, told)]
    for day, start, end in dates_in(text, today):
        if text[max(start - 1, 0) : start + 1].isdigit() and start:
            continue
        cue = _CUE.search(text[:start])
        begins = cue.start() if cue else start
        found.append(Found(start=begins, core=start, end=end, day=_past(day, text[start:end], today)))
    kept: list[Found] = []
    for each in sorted(found, key=lambda one: (one.core - one.end, one.day is None, one.start)):
        if all(each.end <= other.core or other.end <= each.core for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.core))


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
    return made_day(day.year - 1, day.month, day.day)
