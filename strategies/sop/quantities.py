"""Numbers in conditions: `PHQ-9 is 10 or more`, `85 to 89 %`, `低于 3 分`, as an interval of a named value."""

import math
import re
from dataclasses import dataclass
from typing import Final

from strategies.sop.numerals import CHINESE, WORDS, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Values from `low` to `high`; an open end leaves its bound out. Infinite where there is no bound."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: float) -> bool:
        """Whether the value lies in it."""
        above = value > self.low if self.low_open else value >= self.low
        return above and (value < self.high if self.high_open else value <= self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A condition on a number. `name` is what it is of, "" when the words do not say; `unit` as written."""

    name: str
    interval: Interval
    unit: str = ""


_DEC: Final = rf"(?:\d+(?:\.\d+)?|(?:{WORDS})\b)"
_SCALE: Final = r"(?:\s*/\s*\d+|\s+out of\s+\d+)?"
_UNIT: Final = (
    r"(?:\s*(?P<unit>%|percent|points?|minutes?|hours?|nights?|days?|weeks?|months?|years?|times?|rounds?|people|"
    r"sessions?|"
    r"attempts?|drinks?|units?|doses?|items?|mg))?"
)
_EN: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "range",
            (
                rf"\b(?:between|from)\s+(?P<a>{_DEC})\s*(?:%|percent|points?)?\s*(?:and|to|-|"
                rf"–)\s*(?P<b>{_DEC}){_SCALE}{_UNIT}"
            ),
        ),
        ("range", rf"(?P<a>{_DEC})\s*(?:%)?\s*(?:-|–|—|~|to|through|or)\s*(?P<b>{_DEC}){_SCALE}{_UNIT}"),
        (
            "ge",
            rf"(?:>=|≥|=>|at least|no less than|not less than|no fewer than|minimum of)\s*(?P<a>{_DEC}){_SCALE}{_UNIT}",
        ),
        (
            "le",
            (
                rf"(?:<=|≤|=<|at most|no more than|not more than|up to|maximum of|not above|does not exceed|not "
                rf"exceeding)\s*(?P<a>{_DEC}){_SCALE}{_UNIT}"
            ),
        ),
        (
            "ge",
            (
                rf"(?P<a>{_DEC}){_SCALE}{_UNIT}\s*(?:\+|(?:or|and)\s+(?:more|higher|above|over|greater|up|"
                rf"longer|older)\b|and up\b|upwards\b|points? or (?:more|above|higher))"
            ),
        ),
        ("le", rf"(?P<a>{_DEC}){_SCALE}{_UNIT}\s*(?:(?:or|and)\s+(?:less|lower|below|under|fewer|younger|shorter)\b)"),
        (
            "gt",
            (
                rf"(?:>|more than|above|over|exceed(?:s|ed|ing)?|greater than|higher than|longer than|older "
                rf"than|rises? (?:above|over))\s*(?P<a>{_DEC}){_SCALE}{_UNIT}"
            ),
        ),
        (
            "lt",
            (
                rf"(?:<|less than|below|under|fewer than|lower than|shorter than|younger than|(?:falls?|drops?) "
                rf"(?:below|under))\s*(?P<a>{_DEC}){_SCALE}{_UNIT}"
            ),
        ),
        ("ge", rf"(?:reach(?:es|ed)?|rises? to|climbs? to)\s*(?P<a>{_DEC}){_SCALE}{_UNIT}"),
        (
            "eq",
            (
                rf"(?:={{1,2}}|\bequals?|\bexactly|\bis|\bare|\bwas|\bscores?|\brates?|"
                rf"\brated)\s*(?P<a>{_DEC})\b{_SCALE}{_UNIT}"
            ),
        ),
        ("eq", rf"^\s*(?P<a>\d+(?:\.\d+)?){_SCALE}{_UNIT}\s*$"),
    )
)
_HN: Final = rf"(?P<a>\d+(?:\.\d+)?|[{CHINESE}]+)"
_HB: Final = rf"(?P<b>\d+(?:\.\d+)?|[{CHINESE}]+)"
_HU: Final = (
    r"\s*(?P<unit>分|%|％|次|条|个|天|晚|周|项|级|度|小时|分钟|岁|杯|轮|遍|回|种|件|题|人|句|位|名|片|支|场|页|篇)?"
)
_ZH: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "range",
            rf"(?:介于|在)?\s*{_HN}{_HU.replace('unit', 'u1')}\s*(?:-|–|—|~|～|至|到|和|与)\s*{_HB}{_HU}(?:之间)?",
        ),
        ("ge", rf"(?:≥|>=|=>|大于(?:或|等)于|大于等于|不低于|不少于|不小于|至少|达到|达|等于或大于)\s*{_HN}{_HU}"),
        ("le", rf"(?:≤|<=|=<|小于或等于|小于等于|不超过|不高于|不大于|不多于|至多|最多|等于或小于)\s*{_HN}{_HU}"),
        ("gt", rf"(?:>|＞|大于|高于|超过|多于|超出|长于)\s*{_HN}{_HU}"),
        ("lt", rf"(?:<|＜|小于|低于|不足|少于|不到|未达到?|未满|短于)\s*{_HN}{_HU}"),
        ("ge", rf"{_HN}{_HU}\s*(?:及以上|或以上|以上|及更多|或更多|或更高|及更高)"),
        ("le", rf"{_HN}{_HU}\s*(?:及以下|或以下|以下|以内|之内|或更少|或更低)"),
        ("eq", rf"(?:=|＝|等于|为|是|得|有)\s*{_HN}{_HU}(?![\d一-鿿])"),
        ("eq", rf"(?<![第\d]){_HN}\s*(?P<unit>分|次|条|个|项|晚|天)(?!\S*后)"),
    )
)
_NAMES: Final = (
    (re.compile(r"\bphq[- ]?9\b", re.IGNORECASE), "phq9"),
    (re.compile(r"\bphq[- ]?2\b", re.IGNORECASE), "phq2"),
    (re.compile(r"\bgad[- ]?7\b", re.IGNORECASE), "gad7"),
    (re.compile(r"\bisi\b", re.IGNORECASE), "isi"),
    (re.compile(r"\bsuds?\b", re.IGNORECASE), "suds"),
    (re.compile(r"\baudit(?:-?c)?\b", re.IGNORECASE), "audit"),
    (re.compile(r"\bbdi(?:-?ii)?\b", re.IGNORECASE), "bdi"),
    (re.compile(r"\bpcl[- ]?5\b", re.IGNORECASE), "pcl5"),
    (re.compile(r"\bwho[- ]?5\b", re.IGNORECASE), "who5"),
    (re.compile(r"\by-?bocs\b", re.IGNORECASE), "ybocs"),
    (re.compile(r"\bepds\b", re.IGNORECASE), "epds"),
    (re.compile(r"\bsds\b", re.IGNORECASE), "sds"),
    (re.compile(r"\bsas\b", re.IGNORECASE), "sas"),
    (re.compile(r"sleep efficiency|睡眠效率", re.IGNORECASE), "sleep_efficiency"),
    (re.compile(r"\bsleep(?:iness|y)\b|困倦|嗜睡", re.IGNORECASE), "sleepiness"),
    (re.compile(r"\bmood\b|情绪|心境", re.IGNORECASE), "mood"),
    (re.compile(r"\banxi(?:ety|ous)\b|焦虑", re.IGNORECASE), "anxiety"),
    (re.compile(r"\bfear\b|恐惧|害怕", re.IGNORECASE), "fear"),
    (re.compile(r"\bdistress\b|痛苦|苦恼|困扰", re.IGNORECASE), "distress"),
    (re.compile(r"\bpain\b|疼痛", re.IGNORECASE), "pain"),
    (re.compile(r"\burge\b|冲动", re.IGNORECASE), "urge"),
    (re.compile(r"\bcraving\b|渴求|渴望", re.IGNORECASE), "craving"),
    (re.compile(r"\bconfiden(?:ce|t)\b|信心|把握", re.IGNORECASE), "confidence"),
    (re.compile(r"\breadiness\b|准备程度", re.IGNORECASE), "readiness"),
    (re.compile(r"\bimportance\b|重要性", re.IGNORECASE), "importance"),
    (re.compile(r"\bmotivation\b|动机", re.IGNORECASE), "motivation"),
    (re.compile(r"\btension\b|紧张", re.IGNORECASE), "tension"),
    (re.compile(r"\bmissed (?:doses?|pills?)|\bdoses?\b|漏服", re.IGNORECASE), "missed_doses"),
    (re.compile(r"\bnights?\b|晚", re.IGNORECASE), "nights"),
    (re.compile(r"\bage\b|\byears? old\b|年龄|岁", re.IGNORECASE), "age"),
    (re.compile(r"\bdrinks?\b|饮酒", re.IGNORECASE), "drinks"),
    (re.compile(r"\bbelief\b|\bbelie(?:f|ve)|相信", re.IGNORECASE), "belief"),
    (re.compile(r"\brisk\b|风险", re.IGNORECASE), "risk_score"),
    (re.compile(r"\badherence\b|依从", re.IGNORECASE), "adherence"),
    (re.compile(r"\brating\b|评分|打分", re.IGNORECASE), "rating"),
    (re.compile(r"\btotal\b|\bscores?\b|总分|得分|分数", re.IGNORECASE), "score"),
)
_CHANGE: Final = re.compile(
    r"\b(?:by|fallen|risen|dropped by|increase[ds]? (?:of|by)|decrease[ds]? (?:of|by)|improved by|"
    r"change)\b|上升|下降|增加|减少|升高|降低了",
    re.IGNORECASE,
)


def read_quantity(text: str) -> Quantity | None:
    """The number that the condition speaks of; None when it speaks of none."""
    for kind, pattern in (*_ZH, *_EN) if re.search("[\u3400-\u9fff]", text) else _EN:
        found = pattern.search(text)
        if found is None:
            continue
        a = number(found["a"])
        b = number(found["b"]) if kind == "range" else a
        if a is None or b is None:
            continue
        unit = found.groupdict().get("unit") or ""
        return Quantity(name=_named(text), interval=_interval(kind, a, b), unit=unit)
    return None


def _interval(kind: str, a: float, b: float) -> Interval:
    match kind:
        case "range":
            return Interval(low=min(a, b), high=max(a, b))
        case "ge":
            return Interval(low=a)
        case "gt":
            return Interval(low=a, low_open=True)
        case "le":
            return Interval(high=a)
        case "lt":
            return Interval(high=a, high_open=True)
        case _:
            return Interval(low=a, high=a)


def _named(text: str) -> str:
    name = name_in(text)
    if _CHANGE.search(text):
        return f"{name or 'score'}_change"
    return name


def name_in(text: str) -> str:
    """The name of the value that the words speak of: an instrument before a feeling, a feeling before `score`."""
    for pattern, name in _NAMES:
        if pattern.search(text):
            return name
    return ""


def scale_in(text: str) -> tuple[float, float] | None:
    """The ends of a scale: `from 0 to 10`, `0–100`, `0 到 10 分`."""
    found = re.search(r"(?<![\d.])(0|1)\s*(?:-|–|—|~|～|to|and|至|到)\s*(\d{1,3})(?![\d.])", text, re.IGNORECASE)
    if found is None:
        return None
    low, high = float(found[1]), float(found[2])
    return (low, high) if high in (3, 4, 5, 6, 7, 8, 9, 10, 20, 21, 27, 28, 40, 50, 63, 80, 100) else None
