"""How much of a task was done, where a report tells it in numbers."""

import re

from strategies.planning.numbers_told import count_of

_NUMBER = r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|none)"
_OF = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+\s+)?(?:out\s+)?of\s+(?:the\s+|her\s+|his\s+|their\s+|all\s+)?(?:\w+\s+)?{_NUMBER}\b"
    r"(?:\s+(?:\w+\s+){0,2}?(is|are|was|were)\s+(missing|blank|empty|left\s+out|undone|skipped))?",
    re.IGNORECASE,
)
_ZH_COUNT = r"(\d{1,2}|十[一二三四]|[一二两三四五六七八九十])"
_OF_ZH = re.compile(
    rf"{_ZH_COUNT}(?:个)?(?:次|天|项|页|晚|步|条)(?:\w{{0,4}})?(?:里|中|，)(?:\w{{0,3}})?(只)?(做|写|记|练|填|"
    rf"完成|缺|漏|少|没)(?:了|有)?\w{{0,2}}?{_ZH_COUNT}"
    r"(?:次|天|项|页|晚|步|条)"
)


def done_share(text: str) -> float | None:
    """The share of a task that was done, 0 to 1; none when no numbers tell it. The last telling counts."""
    share: float | None = None
    for match in _OF.finditer(text):
        part, whole = _count(match[1]), _count(match[2])
        if whole > 0 and part <= whole and whole > 1:
            share = (whole - part) / whole if match[4] else part / whole
    for match in _OF_ZH.finditer(text):
        whole, part = _count(match[1]), _count(match[4])
        if part <= whole and whole > 1:
            missing = match[3] in ("缺", "漏", "少", "没")
            share = (whole - part) / whole if missing else part / whole
    return share


def _count(word: str) -> int:
    if word.lower() == "none":
        return 0
    return count_of(word)
