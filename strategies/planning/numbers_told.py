"""Numbers in a report: a measure's values before and now, days without a session, a session's number."""

import re
from dataclasses import dataclass

_ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TEENS = {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18}
_CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_WORDS = {
    **{word: n for words in (_ENGLISH, _ORDINALS, _CHINESE) for n, word in enumerate(words, start=1)},
    **_TENS,
    **_TEENS,
    **{f"{ten}-{one}": n + k for ten, n in _TENS.items() for k, one in enumerate(_ENGLISH[:9], start=1)},
    "a": 1,
    "an": 1,
    "两": 2,
}
_N = r"(\d+(?:\.\d+)?)"
_COUNT = r"(\d+|" + "|".join(sorted((word for word in _WORDS if word.isascii()), key=len, reverse=True)) + r")"
_ZH_COUNT = r"(\d+|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"

_PAIRS = (
    re.compile(
        rf"(?:from|of|was|at|scored?)\s+{_N}\s*(?:points?|%|/10|hours?|minutes?|times?|"
        rf"[a-z ]{{0,16}}?)?\s*(?:up\s+|down\s+|back\s+)?(?:to|and\s+(?:is\s+)?now(?:\s+at)?|,?\s*now|then|"
        rf"and\s+then)\s+(?:is\s+|it\s+is\s+|at\s+)?{_N}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_N}\s*(?:分)?\s*(?:->|→|—>|=>|–>|\bto\b)\s*{_N}", re.IGNORECASE),
    re.compile(
        rf"(?:由|从)[^\d，。]{{0,10}}{_N}\s*(?:分|次|小时|%)?[^\d，。]{{0,8}}(?:升|降|增|减|变|涨|跌|回|掉|到|"
        rf"至|加重)[^\d，。]{{0,6}}{_N}"
    ),
    re.compile(
        rf"(?:上次|之前|原来|基线|上周|前次)[^\d，。]{{0,6}}{_N}\s*(?:分)?[，,、]?[^\d，。]{{0,10}}(?:这次|现在|"
        rf"本次|今天|本周|目前)[^\d，。]{{0,6}}{_N}"
    ),
)
_PAIRS_SAID = (
    re.compile(
        rf"{_N}\s+(?:points?\s+)?(?:last\s+(?:week|time|session|month)|before|previously|earlier|a\s+(?:week|"
        rf"month)\s+ago|two\s+weeks\s+ago)"
        rf"[^\d.]{{0,24}}{_N}\s*(?:points?\s+)?(?:this|today|now|at\s+present)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:last\s+(?:week|time|session|month)|before|previously|"
        rf"earlier)\s*[:,]?\s*(?:it\s+was\s+)?{_N}[^\d.]{{0,24}}"
        rf"(?:this\s+(?:week|time|session|month)|today|now)\s*[:,]?\s*(?:it\s+is\s+)?{_N}",
        re.IGNORECASE,
    ),
)
_PAIR_BACK = (
    re.compile(
        rf"{_N}\s*(?:points?\s+)?(?:today|now|this\s+(?:time|week|session|month|"
        rf"morning))[^\d.]{{0,20}}{_N}\s*(?:points?\s+)?"
        r"(?:before|last\s+(?:time|week|session|month)|previously|earlier|a\s+(?:week|month)\s+ago|"
        r"two\s+weeks\s+ago)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:is|at|now|scored?|to)\s+{_N}\s*(?:points?)?\s*[,(]?\s*(?:up|down|compared|against|versus|vs\.?|"
        rf"after|was|instead|last\s+time|previously)\s*(?:from|with|to|of)?\s*(?:last\s+time\s+|"
        rf"a\s+baseline\s+of\s+|previously\s+)?{_N}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:这次|现在|本次|目前|今天)[^\d，。]{{0,6}}{_N}\s*分?[，,（(、]?[^\d，。]{{0,6}}(?:上次|之前|原来|"
        rf"基线|前次)[^\d，。]{{0,6}}{_N}"
    ),
)
_AT_START = re.compile(
    rf"(?:(?:at|from)\s+(?:the\s+)?)?(?:start|beginning|intake|baseline|outset|first\s+session|began|"
    rf"started)\b[^\d.;]{{0,24}}?{_N}|"
    rf"\b{_N}\s+(?:points?\s+)?(?:at|in)\s+(?:the\s+)?(?:start|beginning|intake|baseline|outset|first\s+session)|"
    rf"(?:起始|基线|最初|开始时|初始|入组|首次|初评)[^\d，。]{{0,6}}{_N}",
    re.IGNORECASE,
)
_AT_PRESENT = re.compile(
    rf"\b(?:now|is|are|currently|today|latest|this\s+week|stands\s+at|remains(?:\s+at)?|still)\s+(?:at\s+|"
    rf"is\s+)?{_N}|"
    rf"(?:现在|目前|本次|这次|今天|本周|最近一次|仍(?:然)?(?:是|为|在)?|当前)[^\d，。]{{0,6}}{_N}",
    re.IGNORECASE,
)
_CAME_TO = re.compile(
    rf"\b(?:climbed|rose|risen|jumped|gone|went|shot|crept|fell|dropped|came|come|stands?|reads?|shows?|gave|is|"
    rf"was)\s+(?:up\s+|"
    rf"down\s+|back\s+|out\s+|again\s+)*(?:to|at|as)\s+{_N}|\b{_N}\s+(?:points?\s+)?(?:this\s+(?:morning|time|"
    rf"week)|today|now)\b|\b(?:gave|reads?|showed|shows)\s+{_N}|"
    rf"(?:到了?|至|为|是|得)\s*{_N}\s*分?|(?:今早|今晨|今天|这回)\s*{_N}",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"\b(PHQ|GAD|PCL|CORE|WHO|BDI|HAMD|PSS|AUDIT)[\s_-]?(?:9|7|5|10|2|17|14|II)(?!\d)", re.IGNORECASE
)
_BY = re.compile(
    rf"(rose|risen|rises|increased|went\s+up|gone\s+up|climbed|up|worsened|fell|fallen|dropped|decreased|"
    rf"went\s+down|down|improved)\s+(?:by\s+)?(?:only\s+|just\s+)?(?:about\s+)?{_COUNT}\s+points?\b",
    re.IGNORECASE,
)
_BY_MORE = re.compile(
    rf"\b(rose|risen|increased|went\s+up|gone\s+up|climbed|jumped|up|worsened|fell|fallen|dropped|decreased|"
    rf"down|improved)\s+by\s+"
    rf"(?:only\s+|just\s+|about\s+)?{_COUNT}\b(?!\s*(?:%|percent|per\s+cent))",
    re.IGNORECASE,
)
_MORE_BY = re.compile(
    rf"\b{_COUNT}\s+(?:points?\s+)?(more|higher|up|above|lower|down|less|fewer)\b(?!\s+(?:sessions?|weeks?|"
    rf"days?|times?))",
    re.IGNORECASE,
)
_BY_ZH = re.compile(
    rf"(多|少|上升|升高|增加|升|涨|高|加重|下降|降低|减少|降|低|改善)(?:了|出)?(?:仅|只)?{_ZH_COUNT}\s*分"
)
_UP = re.compile(r"ros|ris|incr|up|climb|wors|jump|more|high|above|升|增|涨|高|多|加重", re.IGNORECASE)

_DAYS = re.compile(rf"\b{_COUNT}[\s-]+(day|week|month)s?\b", re.IGNORECASE)
_DAYS_ZH = re.compile(rf"{_ZH_COUNT}\s*个?半?(天|日|周|星期|礼拜|月)(?!\d|前)")
_FORTNIGHT = re.compile(r"\bfortnight\b|(?<!个)半个?月", re.IGNORECASE)
_SESSION = re.compile(
    rf"(?:\bsession\s+(?:number\s+|no\.?\s*)?{_COUNT}\b)|(?:\b{_COUNT}(?:st|nd|rd|th)?\s+sessions?\b)|"
    rf"第\s*{_ZH_COUNT}\s*次|{_ZH_COUNT}\s*次(?:会谈|咨询|治疗)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Values before and now; or only their difference (`now` - `before`), when no more was told. `where`: offset."""

    before: float | None
    now: float | None
    change: float
    where: int


def moved_in(text: str) -> Moved | None:
    """The last pair of values, or the last difference, that a text tells of a measure."""
    text = _INSTRUMENT.sub(lambda match: match[1], text)
    found: list[Moved] = []
    for pattern in (*_PAIRS, *_PAIRS_SAID):
        for match in pattern.finditer(text):
            before, now = float(match[1]), float(match[2])
            found.append(Moved(before=before, now=now, change=now - before, where=match.start()))
    for pattern in _PAIR_BACK:
        for match in pattern.finditer(text):
            now, before = float(match[1]), float(match[2])
            found.append(Moved(before=before, now=now, change=now - before, where=match.start()))
    if found:
        return max(found, key=lambda each: each.where)
    first, last = _AT_START.search(text), _AT_PRESENT.search(text)
    if first is not None and last is not None:
        before, now = (float(next(each for each in match.groups() if each is not None)) for match in (first, last))
        return Moved(before=before, now=now, change=now - before, where=first.start())
    for pattern in (_BY, _BY_ZH):
        for match in pattern.finditer(text):
            size = float(count_of(match[2]))
            found.append(
                Moved(before=None, now=None, change=size if _UP.search(match[1]) else -size, where=match.start())
            )
    if found:
        return max(found, key=lambda each: each.where)
    for pattern, size_at, way_at in ((_BY_MORE, 2, 1), (_MORE_BY, 1, 2)):
        for match in pattern.finditer(text):
            size = float(count_of(match[size_at]))
            change = size if _UP.search(match[way_at]) else -size
            found.append(Moved(before=None, now=None, change=change, where=match.start()))
    return max(found, key=lambda each: each.where, default=None)


def present_value(text: str) -> float | None:
    """The value that a text tells as today's, when it tells one."""
    match = _AT_PRESENT.search(_INSTRUMENT.sub(lambda found: found[1], text))
    return None if match is None else float(next(each for each in match.groups() if each is not None))


def last_value(text: str) -> float | None:
    """The last value that a text says a measure came to; none when it names none."""
    plain = _INSTRUMENT.sub(lambda found: found[1], text)
    found = [(match.end(), match.groups()) for pattern in (_AT_PRESENT, _CAME_TO) for match in pattern.finditer(plain)]
    if not found:
        return None
    return float(next(each for each in max(found, key=lambda pair: pair[0])[1] if each is not None))


def days_in(text: str) -> int | None:
    """The longest stretch of time that a text tells, in days."""
    days = [count_of(match[1]) * _length(match[2]) for match in _DAYS.finditer(text)]
    days += [count_of(match[1]) * _length(match[2]) for match in _DAYS_ZH.finditer(text)]
    days += [14 for _ in _FORTNIGHT.finditer(text)]
    return max(days, default=None)


def sessions_in(text: str) -> tuple[int, ...]:
    """The numbers of sessions that a text names."""
    return tuple(
        count_of(next(group for group in match.groups() if group is not None)) for match in _SESSION.finditer(text)
    )


def count_of(word: str) -> int:
    """`six`, `六` and `6` are 6."""
    if word.isdigit():
        return int(word)
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (_WORDS[tens] if tens else 1) * 10 + (_WORDS[ones] if ones else 0)
    return _WORDS[word.lower()]


def _length(unit: str) -> int:
    if unit.lower() == "day" or unit in ("天", "日"):
        return 1
    return 30 if unit.lower() == "month" or unit == "月" else 7
