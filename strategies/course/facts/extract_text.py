"""Whether a quote stands in the words, and where sentences begin and end. Offsets are code points."""

import re
from collections.abc import Iterator

from memory.record.language import has_cjk
from strategies.speech.quoted import place_of

_SENTENCE = re.compile(r"[^.!?。！？；;\n…]+(?:[.!?。！？；;…]+|\n|$)(?:[\"'”’」])?")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


def grounded(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, as code-point offsets; none when it does not.

    First as it is, or as a prompt shows it; then with outer blanks and quotation marks taken off, with runs of blanks
    equal, and in any case.
    An empty quote stands nowhere.
    """
    if not quote.strip():
        return None
    place = place_of(quote, text)
    if place is not None:
        return place
    bare = quote.strip().strip("\"'“”‘’「」『』").strip()
    words = bare.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)
    return found.span() if found else None


_LETTERS = re.compile(r"[^\W\d_]{3,}|\d+")
_STEM = 4
_EMPTY = frozenset(
    {"the", "and", "for", "with", "from", "her", "his", "him", "their", "our", "has", "have", "was", "are"}
)


def rests_on(words: str, text: str) -> bool:
    """Whether at least half of what the words name stands in a text: stems of four letters, characters of Chinese."""
    named = [character for character in words if has_cjk(character)]
    plain = re.sub(r"[\u3400-\u9fff]", " ", words.casefold())
    named += [word[:_STEM] for word in _LETTERS.findall(plain) if word not in _EMPTY]
    there = text.casefold()
    return sum(each in there for each in named) * 2 >= len(named) if named else words.strip().casefold() in there


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of a text's sentences, their closing marks included, outer blanks not.

    A point in "6.5" closes none.
    """
    masked = _DECIMAL.sub("_", text)
    for match in _SENTENCE.finditer(masked):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield start, end
