"""Dates and months that a question names."""

import re
from dataclasses import dataclass
from datetime import date

from memory.record.calendar import MONTHS, one_of

_NAME = one_of(MONTHS)
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-{_MONTH}(?:-(?P<day>\d\d?))?(?!\d)",
        rf"(?<!\d)(?:{_YEAR}\s*年\s*)?{_MONTH}\s*月(?:份|\s*{_DAY}\s*[日号])?",
        rf"(?:{_YEAR}\s*年)?(?<![十个])(?P<chinese>十[一二]?|[一二三四五六七八九])月(?![亮饼])",
        rf"\b(?P<name>{_NAME})\s+{_DAY}\b(?:,?\s+(?:of\s+)?{_YEAR}\b)?",
        rf"\b{_DAY}\s+(?:of\s+)?(?P<name>{_NAME})\b(?:,?\s+{_YEAR}\b)?",
        rf"\b(?P<name>{_NAME}),?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b(?:in|of|on|since|during|until|last|this|early|mid|late|every)[\s-]+(?P<name>{_NAME})\b",
    )
)
"""Tried in this order. A month's name alone counts only after a word that dates it: "may" and "march" are words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDate:
    """A month, perhaps of a year, perhaps a day of it."""

    month: int
    year: int | None = None
    day: int | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies in what was named."""
        return self.month == day.month and self.year in {None, day.year} and self.day in {None, day.day}


def named_dates(text: str) -> tuple[NamedDate, ...]:
    """The dates and months that `text` names, each once, in both languages."""
    found: dict[NamedDate, None] = {}
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            found[_named(match.groupdict())] = None
    return tuple(found)


def _named(parts: dict[str, str | None]) -> NamedDate:
    year, day = parts.get("year"), parts.get("day")
    return NamedDate(month=_month(parts), year=int(year) if year else None, day=int(day) if day else None)


def _month(parts: dict[str, str | None]) -> int:
    if name := parts.get("name"):
        return MONTHS[name.lower()]
    if chinese := parts.get("chinese"):
        return _CHINESE_MONTHS.index(chinese) + 1
    return int(parts["month"] or 0)
