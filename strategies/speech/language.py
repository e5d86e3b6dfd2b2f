"""Which language a text is in. English and Chinese only: the languages that the protocols are written in."""

THRESHOLD = 0.2
"""Share of CJK letters among all letters from which a text counts as Chinese.

A Chinese character carries about as much as a word of four or five Latin letters, so that at 0.2 half of what is said
is Chinese.
"""

ENGLISH = "en"
CHINESE = "zh-CN"
_TAGS = {"en": ENGLISH, "zh": CHINESE, "zh-cn": CHINESE, "zh-hans": CHINESE, "zh-hans-cn": CHINESE}


class UnknownLanguage(ValueError):
    """A language tag that no protocol is written in."""


def language_tag(tag: str) -> str:
    """The tag as stored: `zh`, `zh-Hans`, `zh-CN` give `zh-CN`; `en`, `en-*` give `en`. Raises: UnknownLanguage."""
    low = tag.strip().replace("_", "-").lower()
    if low.startswith("en-"):
        return ENGLISH
    if low not in _TAGS:
        raise UnknownLanguage(f"{tag!r}: known are en and zh-CN")
    return _TAGS[low]


def is_cjk(sign: str) -> bool:
    """Whether a character is a Chinese letter (unified ideographs and extension A, compatibility, planes 2 and 3)."""
    at = ord(sign)
    return 0x4E00 <= at <= 0x9FFF or 0x3400 <= at <= 0x4DBF or 0xF900 <= at <= 0xFAFF or 0x20000 <= at <= 0x323AF


def cjk_share(text: str) -> float | None:
    """CJK letters among all letters, 0 to 1; None for a text without letters."""
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return None
    return sum(map(is_cjk, letters)) / len(letters)


def language_of(text: str) -> str | None:
    """`zh-CN` from the threshold on, `en` below it, None for a text without letters (a number, an emoji)."""
    share = cjk_share(text)
    if share is None:
        return None
    return CHINESE if share >= THRESHOLD else ENGLISH
