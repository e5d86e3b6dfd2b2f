"""Whether a quote stands in the words, and where sentences begin and end. Offsets are code points."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^.!?。！？；;\n…]+(?:[.!?。！？；;…]+|\n|$)(?:[\"'”’」])?")
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


def grounded(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, as code-point offsets; none when it does not.

    First as it is; then with outer blanks and quotation marks taken off, with runs of blanks equal, and in any case.
    An empty quote stands nowhere.
    """
    if not quote.strip():
        return None
    place = text.find(quote)
    if place >= 0:
        return place, place + len(quote)
    bare = quote.strip().strip("\"'“”‘’「」『』").strip()
    words = bare.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)
    return found.span() if found else None


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
