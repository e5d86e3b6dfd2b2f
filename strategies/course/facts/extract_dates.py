"""When a statement began to hold, and when it ended, read from the clause that says it, against the session's date.

A statement about what is or was names the past: "on Friday" is the Friday before, "in April" the April before. A month
is its first day, a season the first day of its first month (March, June, September, December), a year its first day;
parts of them are `strategies.course.facts.periods`'. What is told by its distance is counted back from the session:
"last month" is the same day a month ago.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from memory.record.calendar import WEEKDAYS, made_day, one_of
from memory.record.language import has_cjk
from strategies.course.facts.periods import Found, Told
from strategies.course.facts.periods_chinese import CHINESE_TIMES
from strategies.course.facts.periods_english import CUES, ENGLISH_TIMES
from strategies.course.readers_date import dates_in
from strategies.risk.trigger import Triggers

_TIMES = (*ENGLISH_TIMES, *CHINESE_TIMES)


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
_UNPLACED = re.compile(
    rf"(?:(?:on|this|this coming) )?(?:{one_of(WEEKDAYS)})|(?:[这本]个?)?(?:周|星期|礼拜)[一二三四五六日天1-7]",
    re.IGNORECASE,
)
"""A day of the week with no word that says whether it is the one before or the one to come: the verb does."""
_SINCE = re.compile(r"\b(?:since|past|last) (?:this |the )?$|(?:自从|从|打)$", re.IGNORECASE)
_GONE = re.compile(
    r"\b(?:was|were|had|did|didn't|went|came|got|saw|told|took|made|gave|found|lost|left|broke|'ve|have been|has been|"
    r"\w{3,}ed)\b(?! to (?:see|start|go|meet)\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|won't|shall|gonna|going to|about to|due|planning|plan to|want to|need to|have to|has to|hope|hoping|"
    r"supposed to|meant to|until|till|by)\b|'ll\b|\b(?:am|is|are|i'm|\w+'re|\w+'s) (?:not |only |also |finally )?"
    r"(?!having\b)\w+ing\b|"
    r"\b(?:i|we|they|you) (?:only |then |next |also )?(?:see|meet|start|begin|go|leave|move|fly|travel|return|finish|"
    r"come|visit|talk|speak|work|sit|take|have (?:an?|my|the|to|our)|'ve got (?:an?|my|the|to))\b|"
    r"\b(?:(?:he|she|it)|(?:my|the|our) \w+)(?: only| then| next| also)? (?:sees|meets|starts|begins|goes|leaves|moves|"
    r"flies|travels|returns|finishes|comes|visits|works|has (?:an?|to|his|her)|opens|closes)\b|there(?:'s| is) |"
    r"\b(?:is|are)$",
    re.IGNORECASE,
)
_ZH_GONE = re.compile(r"[了过]|的(?:[，,。]|$)")
_ZH_TO_COME = re.compile(
    r"(?<![主需重只不])要(?!求|么|是)|(?<![机社聚开约学])会(?!议|诊)|打算|准备|计划|将|约了|预约|想(?!起|到|过)|得去"
)


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
        if found.day is not None and found.day <= today and not _is_ahead(text, found):
            if _ends(text, found, last):
                until, letters = until or found.day, letters + found.end - found.start
            elif since is None:
                since, letters = found.day, letters + found.end - found.start
        last = found
    return Interval(since=since, until=until, letters=letters)


def _is_ahead(text: str, found: Found) -> bool:
    """Whether a day of the week is the coming one: it is, where the clause tells of what is planned or arranged.

    A clause that holds no more than the day belongs to what stands beside it, and that is the past.
    """
    if not _UNPLACED.fullmatch(text[found.core : found.end]) or _SINCE.search(text[: found.core]):
        return False
    rest = f"{text[: found.start]} {text[found.end :]}".strip(" ,，。.、")
    if has_cjk(rest):
        return bool(_ZH_TO_COME.search(rest)) or (len(rest) > 1 and not _ZH_GONE.search(rest))
    return bool(_TO_COME.search(rest)) and not _GONE.search(rest)


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
    found = [each for n in _triggers().possible(text.lower()) for each in _TIMES[n].all_in(text, told)]
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


@cache
def _triggers() -> Triggers:
    return Triggers([form.source for form in _TIMES])


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
