"""The shape of the lexicon's entries, and all of them. Patterns are written for the folded text of `normalise`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from memory.record.identity import Language
from memory.record.risk import RiskKind

CLINICAL_REVIEW = "none"


class Person(StrEnum):
    """Whom a phrase is about: the one who writes, somebody else by its own words, or whoever the clause is about."""

    SELF = "self"
    OTHER = "other"
    ANY = "any"
    SITUATION = "situation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One phrase of danger. `level` 0 is a hint: two different ones in a text come to level 1, one alone to nothing.

    SITUATION entries (violence, emergencies, voices) mean danger whoever the grammatical subject is.
    """

    id: str
    language: Language
    kind: RiskKind
    level: int
    pattern: re.Pattern[str]
    person: Person = Person.SELF


def entries(
    language: Language, kind: RiskKind, level: int, patterns: dict[str, str], *, person: Person = Person.SELF
) -> tuple[Entry, ...]:
    """Entries of one kind and level, from id -> pattern."""
    return tuple(
        Entry(
            id=f"{language.value[:2]}.{name}",
            language=language,
            kind=kind,
            level=level,
            pattern=re.compile(pattern),
            person=person,
        )
        for name, pattern in patterns.items()
    )
