"""Language tags as they come in, and a guess from the letters when none came."""

import re

from memory.record.identity import Language

CJK_SHARE = 0.3
"""A text is Chinese from this share of CJK ideographs among its letters on (a Chinese word has far fewer letters)."""

_CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_CHINESE_TAGS = frozenset({"zh", "zh-cn", "zh-hans", "zh-hans-cn", "zh-sg", "zh-hans-sg"})


class UnknownLanguage(ValueError):
    """The tag names a language that is neither English nor Chinese in simplified writing."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"unknown language tag {tag!r}: en and zh-CN are known")
        self.tag = tag


def language_tag(text: str) -> Language:
    """The stored tag of `en`, `en-US`, `zh`, `zh-CN`, `zh-Hans` and the like, whatever their case.

    Traditional writing (`zh-Hant`, `zh-TW`) is no alias: what would be put out is simplified.

    Raises:
        UnknownLanguage: for every other tag.
    """
    tag = text.strip().lower().replace("_", "-")
    if tag in _CHINESE_TAGS:
        return Language.ZH
    primary, _, rest = tag.partition("-")
    if primary == "en" and (not rest or (rest.isalnum() and 2 <= len(rest) <= 3)) and not tag.endswith("-"):
        return Language.EN
    raise UnknownLanguage(text)


def has_cjk(text: str) -> bool:
    """Whether a text holds a CJK ideograph at all."""
    return _CJK.search(text) is not None


def cjk_share(text: str) -> float | None:
    """The share of CJK ideographs among the letters of a text, 0 to 1; none when it has no letters."""
    if text.isascii():
        return 0.0 if any(map(str.isalpha, text)) else None
    letters = sum(map(str.isalpha, text))
    return len(_CJK.findall(text)) / letters if letters else None


def language_of(text: str) -> Language | None:
    """The language of a text by `CJK_SHARE`; None for a text without letters ("7", an emoji)."""
    share = cjk_share(text)
    if share is None:
        return None
    return Language.ZH if share >= CJK_SHARE else Language.EN


def detect(text: str, *, default: Language = Language.EN) -> Language:
    """The language of a text by `CJK_SHARE`; `default` when it has no letters at all ("7", "...")."""
    return language_of(text) or default
