"""Words of a text, for matching: English words lower-cased and folded, Chinese as bigrams and single characters."""

import re
import unicodedata
from functools import lru_cache
from operator import add

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:'+[^\W_{_CJK}]+)*")
_WORD = re.compile(rf"[^\W_{_CJK}]+(?:'+[^\W_{_CJK}]+)*")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uf900-\ufaff]")
_GAPS = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum() and sign != "'"})

STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being but by can can't cannot could did
    didn't do does doesn't doing don't down for from had has have having he he's her here him his how i i'd i'll i'm
    i've if in into is isn't it it's its just like me more my no not now of off on or our out over really she she's
    so some than that that's the their them then there these they they're this those to too up us very was wasn't we
    were what what's when where which who whom why will with won't would you you'd you're your""".split()  # noqa: SIM905  a list of words is read as words
)
"""English words that carry no topic: never searched for."""

STOP_CHARACTERS = frozenset(
    "的了着过是在有和与就都也还很我你您他她它们这那个不没吗呢吧啊呀么什怎被把给对到说要会能去来上下里"
)
"""Chinese characters too common to match alone; a bigram that holds one other character still counts."""


def normal(text: str) -> str:
    """`text` as it is matched: lower case, full-width letters and digits as plain ones."""
    if text.isascii():
        return text.lower()
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text.replace("\u2019", "'").lower()


def pieces(normal_text: str) -> list[str]:
    """The words and the single Chinese characters of a normal text, in order, unfolded, stop words among them."""
    if normal_text.isascii():
        return normal_text.translate(_GAPS).split()
    found: list[str] = []
    for piece in _PIECE.findall(normal_text):
        if is_chinese(piece):
            found += piece
        else:
            found.append(piece)
    return found


def words(normal_text: str) -> list[str]:
    """The words of a normal text that are not Chinese, in order, unfolded, stop words among them."""
    if normal_text.isascii():
        return normal_text.translate(_GAPS).split()
    return _WORD.findall(normal_text)


def is_chinese(piece: str) -> bool:
    """Whether a piece of text (never empty) begins with a Chinese character."""
    return "\u3400" <= piece[0] <= "\u9fff" or "\uf900" <= piece[0] <= "\ufaff"


@lru_cache(maxsize=32_768)
def fold(piece: str) -> str:
    """The form under which a word or a single character is matched; empty for a stop word.

    Plurals, possessives, -ed and -ing fall to one form, which need not be a word ("worries", "worried" -> "worry").
    """
    if is_chinese(piece):
        return "" if piece in STOP_CHARACTERS else piece
    word = piece.strip("'")
    if word in STOP_WORDS:
        return ""
    word = word.partition("'")[0]
    return word if len(word) < 4 or not word.isascii() else _stem(word)


def _stem(word: str) -> str:
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and any(letter in "aeiouy" for letter in stem):
            doubled = stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return stem[:-1] if doubled else _no_silent_e(stem)
    return _no_silent_e(word)


def _no_silent_e(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def tokens(text: str) -> list[str]:
    """What a text is matched by, with repetitions.

    English: lower-cased words, folded, without stop words. Chinese: of each run the bigrams, then the single
    characters, without those that are stop characters throughout.
    """
    found: list[str] = []
    for piece in _PIECE.findall(normal(text)):
        if is_chinese(piece):
            found += [pair for pair in map(add, piece, piece[1:]) if not STOP_CHARACTERS.issuperset(pair)]
            found += [one for one in piece if one not in STOP_CHARACTERS]
        elif folded := fold(piece):
            found.append(folded)
    return found
