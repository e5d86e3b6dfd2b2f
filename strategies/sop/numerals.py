"""Numbers as people write them: digits, English and Chinese words, letters, Roman and circled numerals."""

import re
from typing import Final

_ENGLISH: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "once": 1, "twice": 2,
}  # fmt: skip
_CHINESE: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS: Final = {"十": 10, "百": 100}
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DARK: Final = "❶❷❸❹❺❻❼❽❾❿"
_ROMAN: Final = re.compile(r"(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})", re.IGNORECASE)

WORDS: Final = "|".join(sorted(_ENGLISH, key=len, reverse=True))
"""English number words, as a pattern."""

CHINESE: Final = "零〇一二两三四五六七八九十百"
"""The signs of Chinese numbers."""

NUMBER: Final = rf"(?:\d+(?:\.\d+)?|(?:{WORDS})\b|[{CHINESE}]+)"
"""Any number, as a pattern (use with IGNORECASE)."""


def number(word: str) -> float | None:
    """The value of digits, an English word or Chinese signs; None when it is no number."""
    word = word.strip().lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    if word in _ENGLISH:
        return float(_ENGLISH[word])
    if word and all(sign in _CHINESE or sign in _UNITS for sign in word):
        return float(_chinese(word))
    return None


def _chinese(word: str) -> int:
    total, digit = 0, 0
    seen = False
    for sign in word:
        if sign in _UNITS:
            total += (digit if seen else 1) * _UNITS[sign]
            digit, seen = 0, False
        else:
            digit, seen = _CHINESE[sign], True
    return total + digit


def ordinal(word: str) -> int | None:
    """The place that a marker counts: `3`, `three`, `三`, `③`; `letter` and `roman` read the others."""
    if len(word) == 1 and word in _CIRCLED:
        return _CIRCLED.index(word) + 1
    if len(word) == 1 and word in _DARK:
        return _DARK.index(word) + 1
    found = number(word)
    return None if found is None else int(found)


def letter(word: str) -> int | None:
    """1 for a or A."""
    return ord(word.lower()) - 96 if len(word) == 1 and word.isascii() and word.isalpha() else None


def roman(word: str) -> int | None:
    """I to xxix."""
    found = _ROMAN.fullmatch(word)
    if found is None:
        return None
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return 10 * len(found[1]) + ones.index(found[2].lower())
