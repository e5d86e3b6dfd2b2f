"""Choices with their steps in brackets: `either visit (7) or write (8)`, `go to step 4 (yes) or step 5 (no)`."""

import re
from itertools import pairwise
from typing import Final

from strategies.sop.clauses import Clause, Mood
from strategies.sop.piece import Piece

_NUMBER: Final = (
    r"(?:(?:→|->)\s*)?(?:(?:see|go to|step|section|见|转至?|到|第|步骤)\s*)*\d{1,2}"
    r"(?:\.\d{1,2})*[a-h]?\s*(?:步|条|项|节)?"
)
_BRACKETED: Final = re.compile(rf"(?P<left>[^,，;；()（）]{{2,60}}?)\s*[(（]\s*(?P<ref>{_NUMBER})\s*[)）]")
_LEADING: Final = re.compile(
    r"(?P<ref>(?:step|section|第|步骤)\s*\d{1,2}(?:\.\d{1,2})*[a-h]?\s*(?:步|条|项|"
    r"节)?)\s*[(（](?P<left>[^()（）]{1,40})[)）]",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"[\s,，;；、]*(?:or|and|或者?|还是)\s*(?:else\s+|to\s+|go\s+|转到|转至|到)*[\s,，]*", re.IGNORECASE
)
_EITHER: Final = re.compile(r"^.*?\b(?:either|whether|between)\s+|^.*?(?:是|选择|决定|要么)(?=\S)", re.IGNORECASE)


def choice(sentence: Piece) -> list[Clause]:
    """The sentence itself, and an arm for each choice; nothing when it names fewer than two."""
    for pattern in (_LEADING, _BRACKETED):
        found = list(pattern.finditer(sentence.text))
        if len(found) >= 2 and _joined(sentence.text, found, bare=pattern is _LEADING):
            return [Clause(mood=Mood.PLAIN, body=sentence), *(_arm(sentence, each) for each in found)]
    return []


def _joined(text: str, found: list[re.Match[str]], *, bare: bool) -> bool:
    """Whether nothing but `or` stands between the choices."""
    if bare:
        gaps = [text[a.end() : b.start()] for a, b in pairwise(found)]
        return all(_BETWEEN.fullmatch(gap) for gap in gaps)
    return all(re.match(r"[\s,，;；、]*(?:or|或者?|还是)", each["left"], re.IGNORECASE) for each in found[1:])


def _arm(sentence: Piece, found: re.Match[str]) -> Clause:
    start = found.start("left")
    lead = re.match(r"[\s,，;；、]*(?:or|或者?|还是)\s*", found["left"], re.IGNORECASE) or _EITHER.match(found["left"])
    start += lead.end() if lead is not None and lead.end() < len(found["left"]) else 0
    condition = sentence.cut(start, found.end("left"))
    return Clause(mood=Mood.WHEN, condition=condition, body=sentence.cut(*found.span("ref")), answer=True)
