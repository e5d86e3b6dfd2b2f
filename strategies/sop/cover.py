"""Whether the arms of a fork leave anything out, and whether two of them hold at once."""

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from strategies.sop.answers import is_answer, is_no, is_yes
from strategies.sop.clauses import Mood
from strategies.sop.conditions import is_chinese
from strategies.sop.ops import Condition
from strategies.sop.quantities import Interval, Quantity, name_in, read_quantity
from strategies.sop.registry import tokens
from strategies.sop.states import speaks_of_somebody

MANY: Final = 20
"""Of more arms in one fork only so many are compared with one another."""

_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|without|cannot|isn't|doesn't|didn't|hasn't|won't|can't|unable|fails? "
    r"to|refus\w+|declin\w+|un(?=able|willing|safe|clear)|lacks?)\b|n't\b|没有?|不(?!同|安)|未|无|"
    r"拒绝|非|否",
    re.IGNORECASE,
)
_SIDES: Final = (
    ("agree", "declin"), ("agree", "refus"), ("accept", "refus"), ("accept", "declin"), ("consent", "refus"),
    ("consent", "declin"), ("present", "absent"), ("safe", "unsafe"), ("able", "unabl"), ("succeed", "fail"),
    ("positiv", "negativ"), ("willing", "unwilling"), ("known", "unknown"), ("agre", "disagre"),
    ("complet", "incomplet"), ("better", "worse"), ("improv", "wors"), ("high", "low"), ("pass", "fail"),
    ("answer", "silent"), ("stabl", "unstabl"), ("done", "undone"), ("normal", "abnormal"), ("found", "missing"),
    ("match", "differ"), ("rise", "fall"), ("rose", "fell"), ("up", "down"), ("asleep", "awake"), ("eaten", "left"),
)  # fmt: skip
_SIDES_HAN: Final = (
    ("同意", "拒绝"),
    ("愿意", "拒绝"),
    ("接受", "拒绝"),
    ("能", "无法"),
    ("是", "否"),
    ("有", "无"),
    ("安全", "危险"),
    ("成功", "失败"),
    ("好转", "恶化"),
    ("完成", "放弃"),
    ("接通", "未接"),
    ("阳性", "阴性"),
    ("正常", "异常"),
    ("升高", "降低"),
    ("上升", "下降"),
    ("好转", "加重"),
    ("清楚", "模糊"),
    ("通过", "退回"),
    ("合格", "超标"),
)
_SOME: Final = re.compile(
    r"(?:there (?:is|are|was|were) )?(?:something|anything|any|some|somebody|anybody|someone|anyone|one)\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(r"(?:there (?:is|are|was|were) )?(?:nothing|none|no one|nobody|neither)\b", re.IGNORECASE)
_CLOSED: Final = re.compile(
    r"[?？]|\b(?:whether|which|decide|decision|based on|according to|depending|scores?|ratings?|"
    r"rate|level|outcome|result|status|pathway|triage)\b|是否|几|哪|判断|根据|按照|依据|情况|评分|"
    r"打分|得分|程度|决定|结果|分级",
    re.IGNORECASE,
)
_PEOPLE: Final = frozenset(
    (
        "they", "them", "he", "she", "who", "you", "has", "have", "had", "do", "did", "does", "was", "were", "will",
        "would", "can", "could", "should", "be", "been", "any", "still", "not", "no", "none", "one", "also", "all",
        "very", "more", "less", "than",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover:
    """What is known of a fork. `whole`: some arm always holds. `gaps` and `overlaps` are values, in words."""

    whole: bool
    gaps: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()


def size_of(condition: Condition) -> Quantity | None:
    """The number that a condition speaks of; a column's heading names it, and says nothing of its size."""
    size = read_quantity(condition.words.text)
    if size is None:
        return read_quantity(condition.text) if not condition.heading else None
    return replace(size, name=size.name or name_in(condition.heading)) if condition.heading else size


def cover(conditions: list[Condition], *, listed: bool, asked: str = "") -> Cover:
    """Looks at the conditions of one fork.

    `listed`: they were written as alternatives of one list or table; `asked`: the words of the step that they stand at.
    """
    told = [each for each in conditions if each.mood is not Mood.ATTEMPTS]
    if len(told) < 2:
        return Cover(whole=bool(told) and told[0].mood is Mood.OTHERWISE and not told[0].negative)
    others = [each for each in told if each.mood is Mood.OTHERWISE]
    if others and len(told) > len(others):
        return Cover(whole=True, overlaps=_overlaps(told))
    sizes = [size_of(each) for each in told]
    numbers = [size for size in sizes if size is not None]
    if len(numbers) == len(told) and _one_name(numbers):
        gaps, overlaps = _gaps([size.interval for size in numbers], numbers), _overlaps(told)
        return Cover(whole=not gaps, gaps=gaps, overlaps=overlaps)
    if _any_opposed(told):
        return Cover(whole=True)
    short = all(
        is_answer(each.words.text) or (each.answer and _names_a_case(each.words.text)) for each in told
    ) or _one_subject(told)
    if listed and (short or same_question(told) or _CLOSED.search(asked)):
        return Cover(whole=True)
    return Cover(whole=same_question(told))


def same_question(conditions: list[Condition]) -> bool:
    """Whether the conditions are answers to one question: the same number, both sides, or the same words."""
    told = [each for each in conditions if each.mood not in (Mood.ATTEMPTS, Mood.OTHERWISE)]
    if len(told) < 2:
        return False
    sizes = [size_of(each) for each in told]
    if all(size is not None for size in sizes):
        return _one_name([size for size in sizes if size is not None])
    if _any_opposed(told):
        return True
    if all(is_answer(each.words.text) for each in told):
        return True
    held = [_content(each.words.text) for each in told]
    common = held[0].intersection(*held[1:])
    return bool(common) and all(len(common) * 3 >= len(each) for each in held)


def _names_a_case(text: str) -> bool:
    """`First visit`, 复诊: names one of several cases, and is no sentence of its own."""
    return len(text) <= (8 if is_chinese(text) else 24) and not speaks_of_somebody(text)


def _one_subject(told: list[Condition]) -> bool:
    """Whether all speak of one named value, some without a number: `score up by 5`, `score unchanged`."""
    names = {name_in(each.text) for each in told}
    return len(names) == 1 and names != {""}


def _content(text: str) -> frozenset[str]:
    return tokens(_NEGATION.sub(" ", text)) - _PEOPLE


def _any_opposed(told: list[Condition]) -> bool:
    few = told[:MANY]
    return any(opposed(a, b) for i, a in enumerate(few) for b in few[i + 1 :])


def opposed(a: Condition, b: Condition) -> bool:
    """Whether one of the two always holds: yes and no, done and not done."""
    if (a.mood is Mood.UNLESS and b.mood is Mood.WHEN) or (a.mood is Mood.WHEN and b.mood is Mood.UNLESS):
        return _content(a.words.text) == _content(b.words.text)
    one, two = a.words.text.strip(" .。"), b.words.text.strip(" .。")
    if (is_yes(one) and is_no(two)) or (is_no(one) and is_yes(two)):
        return True
    for x, y in ((one, two), (two, one)):
        if _SOME.match(x) and _NONE.match(y):
            return True
    denied_one, denied_two = bool(_NEGATION.search(one)), bool(_NEGATION.search(two))
    first, second = _content(one), _content(two)
    if denied_one != denied_two and (first or second):
        both = len(first & second)
        if both > 0 and (both * 2 >= max(len(first), len(second)) or both == min(len(first), len(second))):
            return True
    pairs = _SIDES_HAN if is_chinese(one) else _SIDES
    for left, right in pairs:
        for x, y in ((one, two), (two, one)):
            if _has(x, left) and _has(y, right) and not _has(x, right):
                return True
    return False


def _has(text: str, word: str) -> bool:
    if is_chinese(word):
        return word in text
    return bool(re.search(rf"\b{word}", text, re.IGNORECASE))


def _one_name(numbers: list[Quantity]) -> bool:
    names = {size.name for size in numbers if size.name}
    units = {size.unit for size in numbers if size.unit}
    return len(names) <= 1 and len(units) <= 1


def _whole(intervals: list[Interval]) -> bool:
    bounds = [bound for each in intervals for bound in (each.low, each.high) if math.isfinite(bound)]
    return all(bound.is_integer() for bound in bounds)


def _gaps(intervals: list[Interval], numbers: list[Quantity]) -> tuple[str, ...]:
    """Stretches of whole numbers, from 0 to the largest bound and beyond, that no arm holds for."""
    if not _whole(intervals):
        return ()
    bounds = sorted({bound for each in intervals for bound in (each.low, each.high) if math.isfinite(bound)})
    if numbers and numbers[0].name.endswith("_change"):
        return ()
    top = int(bounds[-1]) + 2
    missing = [value for value in range(top + 1) if not any(each.holds(value) for each in intervals)]
    found: list[str] = []
    start: int | None = None
    for i, value in enumerate(missing[:300]):
        start = value if start is None else start
        if i + 1 == len(missing) or missing[i + 1] != value + 1:
            open_top = value >= top
            if not (open_top and _capped(bounds[-1])):
                found.append(f"{start}+" if open_top else (f"{start}" if start == value else f"{start}-{value}"))
            start = None
    return tuple(found)


def _capped(top: float) -> bool:
    """Whether the largest number named is the end of a usual scale."""
    return top in (10, 100, 27, 21, 28, 40, 63)


def _overlaps(conditions: list[Condition]) -> tuple[str, ...]:
    sizes = [(each, size) for each in conditions if (size := size_of(each)) is not None and each.mood is Mood.WHEN]
    sizes = sizes[:MANY]
    found: list[str] = []
    for i, (_, a) in enumerate(sizes):
        for _, b in sizes[i + 1 :]:
            if a.name and b.name and a.name != b.name:
                continue
            low, high = max(a.interval.low, b.interval.low), min(a.interval.high, b.interval.high)
            values = [v for v in _between(low, high) if a.interval.holds(v) and b.interval.holds(v)]
            if values:
                found.append(
                    f"{values[0]:g}" if low == high else f"{values[0]:g}{'+' if high == math.inf else f'-{high:g}'}"
                )
    return tuple(dict.fromkeys(found))


def _between(low: float, high: float) -> list[float]:
    if low > high:
        return []
    start = 0.0 if low == -math.inf else low
    stop = start + 2 if high == math.inf else high
    return [start, start + 1, (start + stop) / 2, stop] if stop > start else [start]
