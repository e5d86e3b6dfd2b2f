"""Numbers and ratings as people say them, in digits and words of both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strategies.course.readers_answer import Answer

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TEN_AND_MORE = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_WORDS = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * tens for tens, word in enumerate(_TEN_AND_MORE, start=2)},
}
_ONES = "|".join(_SMALL[1:10])
_TENS = "|".join(_TEN_AND_MORE)
_ZH_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_EN = "|".join(sorted(_EN_WORDS, key=len, reverse=True))
EN_NUMBER = rf"(?:(?:{_TENS})[- ](?:{_ONES})|{_EN})"
"""A number word up to ninety-nine; `english_number` gives its value."""
_NUMBER = re.compile(
    rf"(?<![\d.:：/\-年月])(?:(?P<digits>\d{{1,4}}(?:\.\d+)?)|"
    rf"(?P<english>\b(?:(?:(?:{_ONES}|an?) )?hundred|{EN_NUMBER})\b)|"
    rf"(?P<chinese>[零〇一二两兩三四五六七八九十百千万]+))"
    r"(?P<half> (?:and a half|1/2)|(?:个|個|分)?半(?![天夜年个月])| point (?:five|5))?",
    re.IGNORECASE,
)
_TOP = r"\d{1,4}(?!\d)|ten\b|(?:an? |one )?hundred\b|一?百|十"
_SCALE = re.compile(
    r"(?:\b(?:on |out of )?(?:a |the )?scale\b(?: (?:of|from))? ?(?:0|1|zero|one) ?(?:-|–|to|through) "
    rf"?(?P<a>{_TOP})|\bfrom (?:0|1|zero|one) to (?P<b>{_TOP})|(?:0|1|零|一) ?(?:-|–|到|至|~) ?(?P<c>{_TOP})"
    rf"分?(?:里|中|的话|来说|打分)?|(?:满分|總分|总分)(?:是|为)?(?P<d>{_TOP})分?|\b(?:0|1) ?- ?(?P<e>{_TOP})|"
    rf"(?P<f>{_TOP})分(?:里面?|中|之中|当中|制)|(?:^|[.!?,;] )out of (?P<g>{_TOP})(?=,))",
    re.IGNORECASE,
)
"""A scale that is named; its group holds the top."""
_OUT_OF = re.compile(rf"^ ?(?:/|out of|of) ?(?P<top>{_TOP})(?![/.\-]\d|那天|号|日)", re.IGNORECASE)
_OF_THINGS = re.compile(
    r"^ (?!(?:this|is|was|as|points|always|sometimes|feels|seems|perhaps|less|yes)\b)\w+s\b|"
    r"^ ?(?:people|of)\b|^个|^的人",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(r"\b(?:on|by|since|until|till|from|dated?) $", re.IGNORECASE)
_PER_CENT = re.compile(r"^ ?(?:%|％|per ?cent\b)", re.IGNORECASE)
_CHINESE_SHARE = re.compile(
    r"百分之(?P<of>\d{1,3}|一?百|[零一二三四五六七八九十]{1,3})|(?P<whole>百分(?:之)?百)|"
    r"(?P<tenths>[一二三四五六七八九])成(?=\s*(?:$|[，。！？,.!?]|吧|左右|上下|的样子))"
)
_SHARE_BEFORE = re.compile(
    r"(?:\b(?:believe|think)(?: it| that| this)?|\bit|相信|觉得|程度|把握|信)[ ,:]*$", re.IGNORECASE
)
_THEIRS = re.compile(
    r"\b(?:(?:my|the|our) (?:\w+ )?(?:mum|mom|mother|dad|father|sister|brother|wife|husband|partner|boss|friend|doctor|"
    r"son|daughter|boyfriend|girlfriend|therapist|teacher|colleague)s?|he|she|they|someone|everyone|people)"
    r"(?: (?:always|probably|just|only|usually|even))?(?: would| might|'d| will|'ll)?"
    r" (?:say|says|said|gives?|gave|rates?|rated|puts?|thinks?|thought|is an?|was an?)\b[^.!?;,]*$|"
    r"(?:妈妈?|爸爸?|母亲|父亲|老公|老婆|丈夫|妻子|姐姐?|妹妹?|哥哥?|弟弟?|朋友|同事|老板|领导|医生|老师|孩子|"
    r"儿子|女儿|他们?|她们?|别人|大家)[^，。！？；,]{0,6}(?:说|打|给|觉得|认为|评)[^，。！？；,]{0,6}$",
    re.IGNORECASE,
)
"""Words before a number that make it somebody else's."""
_RATING_AFTER = re.compile(
    r"^(?:\s*$|\s*[,.;!?，。；！？、)）~～…]|\s*(?:-ish|ish)\b|\s+(?:out of|today|tonight|now|right|"
    r"maybe|probably|i|or so|or less|because|but|and|which|since|this|at|overall|on|for|if|honestly|"
    r"still|again|at best|at most|points?|so|though|yeah|as|like|when|compared|lately)\b|\s*(?:吧|左右|"
    r"上下|样子|的样子|啊|呢|了|因为|但|可是|不过|最多|，|。)|$)",
    re.IGNORECASE,
)
_RATING_BEFORE = re.compile(
    r"(?:\b(?:an?|say|rate(?: it)?|give(?: it)?|maybe|about|around|probably|like|it'?s|its|it is|it was|"
    r"mood(?: is| was|:)?|rating(?: is|:)?|score(?: is|:)?|at|to|only|just|roughly|solid|was|is|am|i'?m|"
    r"more like|perhaps|feel(?:ing)?|low|today|now|honestly|hmm|um+|well|yeah)[ ,:]*$|^\W*$|(?:大概|"
    r"差不多|可能|也就|应该|算|算是|给|打|大约|有|是|到|在|就|只有|心情|评分|分数|现在|今天|嗯|吧|分里面?|分中|，|,|："
    r"|:)\s*$)",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    r"(?:\b(?:woke|wake|got|get|up|bed|asleep|sleep|slept|until|till|by|since|before|after|from|around|"
    r"about|meeting|started|starts|came|left|finished)(?: up| to bed| home| asleep)? (?:at |around |"
    r"about |until |till )?|\b(?:until|till|by|since|before|after|at around|at about|in|page|chapter|"
    r"level|room|number|step|session|week|day|age|aged|grade) |(?:第|早上|晚上|下午|上午|凌晨|中午|半夜|"
    r"周|星期|礼拜|初|到|从|睡到|等到))$",
    re.IGNORECASE,
)
_AT_WOKE = re.compile(
    r"\b(?:wok?e|bed|asleep|up|home|got|dinner|meet\w*|alarm)\b[^.!?,]*\bat (?:around |about )?$", re.IGNORECASE
)
_UNIT_AFTER = re.compile(
    r"^\s*(?:[:：]\d|o'?clock|a\.?m\b|p\.?m\b|点(?!五)|时(?!候)|年|月|日|号|th\b|st\b|nd\b|rd\b|%|[-/]\d)",
    re.IGNORECASE,
)
_COUNT_AFTER = re.compile(
    r"^\s*(?:hours?\b|hrs?\b|h\b|times?\b|days?\b|nights?\b|minutes?\b|mins?\b|weeks?\b|months?\b|"
    r"years?\b|drinks?\b|cups?\b|个?(?:半)?小时|个?钟头|个钟|次|天|晚|分钟|周|杯|瓶|回|顿|支|根|年|个月)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|this week|at the moment|currently)\b|现在|今天|目前|这周", re.IGNORECASE)
_OR = re.compile(r"^ ?(?:or|to|-|–|~|～|、|或(?:者)?|到|至) ?(?:a |an )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    start: int
    end: int
    low: float
    written: str


def chinese_number(text: str) -> float | None:
    """The value of a Chinese numeral up to 999; none when it is none, as two digits side by side are ("六七")."""
    if "百" in text:
        hundreds, _, rest = text.partition("百")
        if len(hundreds) > 1 or (rest and rest[0] not in "零〇" and "十" not in rest):
            return None
        more = chinese_number(rest.lstrip("零〇")) if rest else 0
        return None if more is None or hundreds == "十" else (_ZH_DIGITS[hundreds] if hundreds else 1) * 100 + more
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
            return None
        return (_ZH_DIGITS.get(tens, 1) if tens else 1) * 10 + (_ZH_DIGITS[ones] if ones else 0)
    return float(_ZH_DIGITS[text]) if text in _ZH_DIGITS else None


def english_number(word: str) -> int:
    """The value of "seven", "eighty five" or "a hundred"; the pattern lets no other words through."""
    first, _, rest = word.replace("-", " ").partition(" ")
    if word.endswith("hundred"):
        return 100 * _EN_WORDS.get(first, 1)
    return _EN_WORDS[first] + (_EN_WORDS[rest] if rest else 0)


def number_of(text: str) -> float | None:
    """The value of a number in digits or in the words of either language; none where it is none."""
    plain = text.strip().lower()
    if plain.isdecimal():
        return float(plain)
    return float(english_number(plain)) if re.fullmatch(EN_NUMBER, plain) else chinese_number(plain) if plain else None


def _top(word: str) -> float:
    """The top of a scale as it was written."""
    plain = word.lower()
    if plain.isdigit():
        return float(plain)
    return (chinese_number(plain) or 0.0) if plain[0] in "十百一" else float(english_number(plain))


def _numbers(text: str) -> Iterator[_Number]:
    scale = [match.span() for pattern in (_SCALE, _CHINESE_SHARE) for match in pattern.finditer(text)]
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if any(opened <= start < closed for opened, closed in scale):
            continue
        half = 0.5 if match["half"] else 0.0
        if match["digits"]:
            value: float | None = float(match["digits"])
        elif match["english"]:
            value = float(english_number(match["english"].lower()))
        else:
            written = match["chinese"]
            if len(written) == 2 and set(written) <= _ZH_DIGITS.keys():
                low, high = float(_ZH_DIGITS[written[0]]), float(_ZH_DIGITS[written[1]])
                if high - low == 1:
                    yield _Number((low + high) / 2, start, end, low, written)
                continue
            value = chinese_number(written)
        if value is not None:
            yield _Number(value + half, start, end, value + half, match[0])


def _joined(text: str) -> list[_Number]:
    """Numbers, with "6 or 7" and "5到6" as one that spans both."""
    joined: list[_Number] = []
    for number in _numbers(text):
        if joined and _OR.match(text[joined[-1].end : number.start]) and number.value - joined[-1].value in {1, 2}:
            first = joined.pop()
            joined.append(
                _Number(
                    (first.value + number.value) / 2, first.start, number.end, first.low, text[first.start : number.end]
                )
            )
        else:
            joined.append(number)
    return joined


def _clock(text: str, number: _Number) -> bool:
    return bool(
        _UNIT_AFTER.match(text[number.end :])
        or _CLOCK_BEFORE.search(text[: number.start])
        or _AT_WOKE.search(text[: number.start])
    )


def rating_in(text: str, *, lowest: float, highest: float) -> Answer | None:
    """A rating within the range. "Six or seven" is read as the lower; hours, dates and counts are no ratings.

    A rating on another scale than the slot's ("7/10" for 0 to 100) reads as none, and so do other people's; "80
    percent" is a rating from 0 to 100. Several different ones with nothing that says which is meant now read as none.
    """
    words = text.replace("’", "'")
    scales = [found for match in _SCALE.finditer(words) for found in match.groups() if found is not None]
    if any(_top(found) != highest for found in scales):
        return None
    if (lowest, highest) == (0, 100) and (share := _share(words)) is not None:
        return share
    sure: list[_Number] = []
    likely: list[_Number] = []
    for number in _joined(words):
        after = words[number.end :]
        out_of = _OUT_OF.match(after)
        if _THEIRS.search(words[: number.start]) or _PER_CENT.match(after):
            continue
        if out_of is not None and (
            _top(out_of["top"]) != highest
            or _OF_THINGS.match(after[out_of.end() :])
            or (out_of[0].startswith("/") and _ON_A_DAY.search(words[: number.start]))
        ):
            continue
        marked = out_of is not None or bool(re.match(r"^\s*分(?!钟|手|开|别|之|析|享)(?:吧|左右)?", after))
        if not lowest <= number.low <= highest:
            continue
        if marked or number.written.endswith(("分半", "半")):
            sure.append(number)
        elif (
            not _clock(words, number)
            and not _COUNT_AFTER.match(after)
            and _RATING_AFTER.match(after)
            and _RATING_BEFORE.search(words[: number.start])
        ):
            likely.append(number)
    for numbers, confidence in ((sure, 0.95), (likely, 0.85)):
        chosen = _chosen(words, numbers)
        if chosen is not None:
            end = chosen.end + _length(words[chosen.end :])
            spread = chosen.value != chosen.low
            return Answer(_plain(chosen.low), chosen.start, end, 0.6 if spread else confidence)
        if numbers:
            return None
    return None


def _share(words: str) -> Answer | None:
    """A share of a hundred as a rating: "80%", "eighty percent", 百分之八十, 七成; none when there are several."""
    found: list[tuple[float, int, int]] = []
    for match in _CHINESE_SHARE.finditer(words):
        of = match["of"] or ""
        value = float(of) if of.isdigit() else chinese_number(of) if of else None
        if match["whole"]:
            value = 100.0
        elif match["tenths"]:
            value = 10 * float(_ZH_DIGITS[match["tenths"]])
        if value is not None:
            found.append((value, match.start(), match.end()))
    for number in _numbers(words):
        sign = _PER_CENT.match(words[number.end :])
        if sign is not None:
            found.append((number.value, number.start, number.end + sign.end()))
    mine = [
        each
        for each in found
        if 0 <= each[0] <= 100
        and _RATING_AFTER.match(words[each[2] :])
        and (_RATING_BEFORE.search(words[: each[1]]) or _SHARE_BEFORE.search(words[: each[1]]))
        and not _THEIRS.search(words[: each[1]])
    ]
    if not mine or len({value for value, _, _ in found}) > 1:
        return None
    value, start, end = mine[0]
    return Answer(_plain(value), start, end, 0.9)


def _length(after: str) -> int:
    """How much of what follows belongs to the rating: "/10", "out of ten", "分"."""
    found = _OUT_OF.match(after) or re.match(r"\s*分", after)
    return found.end() if found else 0


def _chosen(text: str, numbers: list[_Number]) -> _Number | None:
    """The only value; or the one that stands after the last "now" or "today"."""
    if len({number.low for number in numbers}) == 1:
        return numbers[0]
    nows = [match.end() for match in _NOW.finditer(text)]
    return next((number for number in numbers if nows and number.start >= nows[-1]), None)


def number_in(text: str, *, lowest: float | None, highest: float | None) -> Answer | None:
    """A count or amount: the one with a unit (hours, times, days), else the only one. "Five or six" reads as 5.5."""
    words = text.replace("’", "'")
    half_hour = re.search(r"\bhalf an hour\b|半(?:个)?(?:小时|钟头)", words, re.IGNORECASE)
    numbers = [
        number
        for number in _joined(words)
        if not (_UNIT_AFTER.match(words[number.end :]) or _AT_WOKE.search(words[: number.start]))
        and (lowest is None or number.value >= lowest)
        and (highest is None or number.value <= highest)
    ]
    counted = [number for number in numbers if _COUNT_AFTER.match(words[number.end :])]
    if not counted and not numbers and half_hour is not None:
        return Answer(0.5, half_hour.start(), half_hour.end(), 0.8)
    plain = [number for number in numbers if not _CLOCK_BEFORE.search(words[: number.start])]
    chosen = counted[0] if counted else _chosen(words, plain)
    if chosen is None:
        return None
    unit = _COUNT_AFTER.match(words[chosen.end :])
    end = chosen.end + (unit.end() if unit else 0)
    return Answer(_plain(chosen.value), chosen.start, end, 0.9 if counted else 0.75)


def _plain(value: float) -> float | int:
    """A whole number as an int."""
    return int(value) if value % 1 == 0 else value
