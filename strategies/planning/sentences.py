"""Cutting a report into sentences and clauses, in both languages."""

import re

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；!?\n])|\n+")
_CLAUSE = re.compile(
    r"[,，、:：—]\s*|\s+(?=(?:but|although|though|however|yet|whereas|while)\b)|(?=但是|但|可是|不过|然而|虽然|"
    r"却是|尽管)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a report, without blanks."""
    return [piece.strip() for piece in _SENTENCE.split(text) if piece and piece.strip()]


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, cut at commas and before words of contrast."""
    return [piece.strip() for piece in _CLAUSE.split(sentence) if piece and piece.strip()]
