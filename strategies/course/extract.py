"""Candidate facts from the client's own words, by rules, in both languages: closed predicates, each with its quote.

Candidates are proposals: `strategies.course.reconcile` decides what becomes of them. Candidates from elsewhere (a
model's, at closing) pass `check_candidate` first, so nothing without words in a turn goes further.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from memory.record.course import Origin, Source
from memory.record.session import Author, Turn
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from strategies.course.extract_patterns import (
    CHINESE,
    CORRECTION,
    ENGLISH,
    HYPOTHETICAL,
    NEGATION,
    REPORTED,
    Pattern,
    Predicate,
    tidy,
)
from strategies.course.extract_text import grounded, sentences
from strategies.course.readers_date import read_date
from strategies.risk.rules import scan

__all__ = ["CLIENT", "Candidate", "Modality", "Predicate", "check_candidate", "extract_facts", "fact_of", "grounded"]

CLIENT = "client"
"""The subject of a statement about the client; others are named by their relation ("sister", "妈妈")."""

_TIMELESS = frozenset(
    {Predicate.GOAL, Predicate.FEAR, Predicate.BELIEF, Predicate.HELPS, Predicate.TRIGGER, Predicate.PET}
)
_NOT_WHEN_RISK = frozenset({Predicate.GOAL, Predicate.FEAR, Predicate.HELPS, Predicate.TRIGGER})


class Modality(StrEnum):
    """How it was said. Only what is asserted or denied is a statement about how things are."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement that may become a fact. `corrects` when the words say that something said before was wrong."""

    subject: str
    predicate: str
    object: str
    negated: bool
    modality: Modality
    kind: FactKind
    source: Source
    confidence: float
    valid_from: date | None = None
    corrects: bool = False

    @property
    def states(self) -> bool:
        """Whether it says how things are: what is hypothetical, or only somebody's word, does not."""
        return self.modality in {Modality.ASSERTED, Modality.DENIED}


def extract_facts(turns: Iterable[Turn], *, today: date) -> tuple[Candidate, ...]:
    """The candidates of the client's turns, in the order said, each (subject, predicate, object, polarity) once.

    `today` is the day of the session, against which "last month" is read. Turns of others are passed over.
    """
    found: dict[tuple[str, str, str, bool], Candidate] = {}
    for turn in turns:
        if turn.author is Author.CLIENT:
            for candidate in _of_turn(turn, today):
                key = (candidate.subject, candidate.predicate, candidate.object.casefold(), candidate.negated)
                found.setdefault(key, candidate)
    return tuple(found.values())


def _of_turn(turn: Turn, today: date) -> Iterator[Candidate]:
    words = turn.text.replace("’", "'")
    for start, end in sentences(words):
        sentence = words[start:end]
        for pattern in (*ENGLISH, *CHINESE):
            for match in pattern.regex.finditer(sentence):
                candidate = _candidate(turn, sentence, start, pattern, match.span(), match.groupdict(), today)
                if candidate is not None:
                    yield candidate


def _candidate(
    turn: Turn,
    sentence: str,
    offset: int,
    pattern: Pattern,
    span: tuple[int, int],
    groups: dict[str, str | None],
    today: date,
) -> Candidate | None:
    stated = tidy(pattern.object or groups.get("object") or "")
    before = sentence[: span[0]]
    if not stated or sentence.rstrip().endswith(("?", "？")):
        return None
    if pattern.predicate in _NOT_WHEN_RISK and scan(sentence).spans:
        return None
    negated = pattern.negated or bool(groups.get("no")) or bool(NEGATION.search(before))
    source = Source(
        session=turn.session,
        turn=turn.n,
        start=offset + span[0],
        end=offset + span[1],
        quote=turn.text[offset + span[0] : offset + span[1]],
    )
    return Candidate(
        subject=tidy(groups.get("subject") or "") or CLIENT,
        predicate=pattern.predicate.value,
        object=stated,
        negated=negated,
        modality=_modality(before, negated=negated),
        kind=FactKind.BELIEF if pattern.predicate is Predicate.BELIEF else FactKind.FACT,
        source=source,
        confidence=pattern.confidence,
        valid_from=None if pattern.predicate in _TIMELESS else _since(sentence, today),
        corrects=bool(CORRECTION.search(sentence)),
    )


def _modality(before: str, *, negated: bool) -> Modality:
    if HYPOTHETICAL.search(before):
        return Modality.HYPOTHETICAL
    if REPORTED.search(before):
        return Modality.REPORTED
    return Modality.DENIED if negated else Modality.ASSERTED


def _since(sentence: str, today: date) -> date | None:
    """The date that a sentence names, as the first day on which it holds."""
    read = read_date(sentence, today)
    return None if read is None else date.fromisoformat(str(read.value))


def check_candidate(candidate: Candidate, turns: Sequence[Turn]) -> Candidate | None:
    """A candidate with its quote found again in the client turn that it names, offsets set to where it stands.

    None when the turn is not there or not the client's, when the quote does not stand in it, when the predicate is not
    of the closed list, or when there is no object. What is said to be a belief stays one.
    """
    turn = next(
        (turn for turn in turns if (turn.session, turn.n) == (candidate.source.session, candidate.source.turn)), None
    )
    if turn is None or turn.author is not Author.CLIENT or not candidate.object.strip():
        return None
    if candidate.predicate not in {predicate.value for predicate in Predicate}:
        return None
    place = grounded(candidate.source.quote, turn.text)
    if place is None:
        return None
    source = replace(candidate.source, start=place[0], end=place[1], quote=turn.text[place[0] : place[1]])
    belief = candidate.predicate == Predicate.BELIEF.value
    return replace(candidate, source=source, kind=FactKind.BELIEF if belief else candidate.kind)


def fact_of(
    candidate: Candidate,
    *,
    tenant: str,
    patient: str,
    id: str,  # noqa: A002 - the record's own word
    recorded_at: datetime,
    authority: Authority = Authority.CLIENT_STATED,
    origin: Origin = Origin.RULE,
) -> Fact:
    """The fact that a candidate would be, active and not yet reconciled with what is known."""
    return Fact(
        tenant=tenant,
        patient=patient,
        id=id,
        subject=candidate.subject,
        predicate=candidate.predicate,
        object=candidate.object,
        status=FactStatus.ACTIVE,
        authority=authority,
        provenance=Provenance.INFERRED if authority is Authority.MODEL_INFERRED else Provenance.REPORTED,
        kind=candidate.kind,
        origin=origin,
        confidence=candidate.confidence,
        recorded_at=recorded_at,
        source=candidate.source,
        negated=candidate.negated,
        valid_from=candidate.valid_from,
    )
