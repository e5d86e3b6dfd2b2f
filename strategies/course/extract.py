"""Candidate facts from the client's own words, by rules, in both languages: closed predicates, each with its quote.

Candidates are proposals: `strategies.course.reconcile` decides what becomes of them. Candidates from elsewhere (a
model's, at closing) pass `check_candidate` first, so nothing without words in a turn goes further.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from memory.record.course import Origin, Source
from memory.record.language import has_cjk
from memory.record.session import Author, Turn
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from memory.state.predicates import Predicate
from strategies.course.extract_carried import Reading, carried
from strategies.course.extract_chinese import CHINESE
from strategies.course.extract_dates import Interval, read_interval
from strategies.course.extract_english import ENGLISH
from strategies.course.extract_frames import (
    Modality,
    clauses,
    corrects,
    frame,
    is_guess,
    is_no_statement,
    still_holds,
    takes_back,
)
from strategies.course.extract_patterns import Pattern, tidy
from strategies.course.extract_text import grounded, sentences
from strategies.risk.rules import scan

__all__ = [
    "CLIENT",
    "Candidate",
    "Modality",
    "Predicate",
    "Refusal",
    "check_candidate",
    "extract_facts",
    "fact_of",
    "grounded",
]

CLIENT = "client"
"""The subject of a statement about the client; others are named by their relation ("sister", "妈妈")."""

TEMPORAL_REST = 8
"""A neighbouring clause dates a statement when so few letters of it are not the date ("Last Friday," "三年前，")."""

_TIMELESS = frozenset(
    {
        Predicate.GOAL,
        Predicate.FEAR,
        Predicate.BELIEF,
        Predicate.HELPS,
        Predicate.TRIGGER,
        Predicate.PREFERENCE,
        Predicate.NAME,
        Predicate.PRONOUNS,
    }
)
_NOT_WHEN_RISK = frozenset({Predicate.GOAL, Predicate.FEAR, Predicate.HELPS, Predicate.TRIGGER, Predicate.PREFERENCE})


class Refusal(StrEnum):
    """Why a candidate from elsewhere goes no further: counted, and kept with the call that proposed it."""

    SCHEMA = "schema"
    NO_SUCH_TURN = "no_such_turn"
    NOT_THE_CLIENTS = "not_the_clients"
    QUOTE_NOT_SAID = "quote_not_said"
    PREDICATE_UNKNOWN = "predicate_unknown"
    NO_OBJECT = "no_object"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement that may become a fact. `corrects` when the words say that something said before was wrong.

    `valid_from` and `valid_to` are the first and the last day on which it held, where the words say or imply them; of
    what is said to be over without a date, the day of the session is the last that it can have been.
    """

    subject: str
    predicate: str
    object: str
    negated: bool
    modality: Modality
    kind: FactKind
    source: Source
    confidence: float
    valid_from: date | None = None
    valid_to: date | None = None
    corrects: bool = False

    @property
    def states(self) -> bool:
        """Whether it says how things are: what is hypothetical, or only somebody's word, does not."""
        return self.modality in {Modality.ASSERTED, Modality.DENIED}


def extract_facts(turns: Iterable[Turn], *, today: date) -> tuple[Candidate, ...]:
    """The candidates of the client's turns, in the order said, each (subject, predicate, object, polarity) once.

    `today` is the day of the session, against which "last month" is read. Turns of others are passed over.
    """
    found: dict[tuple[str, str, str, bool, bool], Candidate] = {}
    for turn in turns:
        if turn.author is Author.CLIENT:
            for candidate in _of_turn(turn, today):
                key = (
                    candidate.subject,
                    candidate.predicate,
                    candidate.object.casefold(),
                    candidate.negated,
                    candidate.states,
                )
                found.setdefault(key, candidate)
    return tuple(found.values())


def _of_turn(turn: Turn, today: date) -> Iterator[Candidate]:
    words = turn.text.replace("’", "'")
    places = list(sentences(words))
    for (start, end), following in zip(places, [*places[1:], (0, 0)], strict=True):
        sentence = words[start:end]
        if is_no_statement(sentence) or takes_back(words[slice(*following)]):
            continue
        taken: list[tuple[int, int]] = []
        chinese = has_cjk(sentence)
        readings = (Reading(text=sentence, moved=0, said=0), *carried(sentence, chinese=chinese))
        for each in CHINESE if chinese else ENGLISH:
            for reading in readings[:1] if each.predicate is Predicate.NAME else readings:
                for match in each.regex.finditer(reading.text):
                    span = reading.span(match)
                    candidate = _candidate(turn, sentence, start, each, span, match.groupdict(), today)
                    place = reading.span(match, "object") if each.object is None else span
                    if candidate is None or any(place[0] < last and first < place[1] for first, last in taken):
                        continue
                    taken.append(place)
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
    stated = pattern.object or tidy(groups.get("object") or "", dated=pattern.predicate not in _TIMELESS)
    if not stated or (pattern.predicate in _NOT_WHEN_RISK and scan(sentence).spans):
        return None
    if pattern.predicate is Predicate.ILLNESS and is_guess(sentence, span[0]):
        return None
    around = frame(sentence, *span)
    negated = pattern.negated or bool(groups.get("no")) or around.denied
    told = bool(groups.get("past")) and not still_holds(sentence, *span)
    over = pattern.state and (around.past or told)
    dated = _dated(sentence, span, today) if pattern.predicate not in _TIMELESS else Interval()
    modality = around.modality
    if modality is Modality.ASSERTED and negated:
        modality = Modality.DENIED
    until = dated.until or (today if over and not negated else None)
    return Candidate(
        subject=tidy(groups.get("subject") or "") or CLIENT,
        predicate=pattern.predicate.value,
        object=stated,
        negated=negated,
        modality=modality,
        kind=FactKind.BELIEF if pattern.predicate is Predicate.BELIEF else FactKind.FACT,
        source=Source(
            session=turn.session,
            turn=turn.n,
            start=offset + span[0],
            end=offset + span[1],
            quote=turn.text[offset + span[0] : offset + span[1]],
        ),
        confidence=pattern.confidence,
        valid_from=dated.since,
        valid_to=until,
        corrects=corrects(sentence),
    )


def _dated(sentence: str, span: tuple[int, int], today: date) -> Interval:
    """When it holds, by its own clause, or by a clause beside it that says little but when."""
    parts = clauses(sentence)
    own = next((i for i, (first, last) in enumerate(parts) if first <= span[0] < last), None)
    if own is None:
        return read_interval(sentence, today)
    last = next((i for i, part in enumerate(parts) if part[0] < span[1] <= part[1]), own)
    found = read_interval(sentence[parts[own][0] : parts[max(own, last)][1]], today)
    if found.since is not None or found.until is not None:
        return found
    for beside in (own - 1, max(own, last) + 1):
        if 0 <= beside < len(parts):
            text = sentence[slice(*parts[beside])]
            found = read_interval(text, today)
            if found.letters and len(text.strip()) - found.letters <= TEMPORAL_REST:
                return found
    return Interval()


def check_candidate(candidate: Candidate, turns: Sequence[Turn]) -> Candidate | Refusal:
    """A candidate with its quote found again in the client turn that it names, offsets set to where it stands.

    Refused when the turn is not there or not the client's, when the quote does not stand in it or is asked, supposed,
    somebody else's word or said in jest there, when the predicate is not of the closed list, or when there is no
    object. What is said to be a belief stays one.
    """
    named = (candidate.source.session, candidate.source.turn)
    turn = next((turn for turn in turns if (turn.session, turn.n) == named), None)
    if turn is None:
        return Refusal.NO_SUCH_TURN
    if turn.author is not Author.CLIENT:
        return Refusal.NOT_THE_CLIENTS
    if not candidate.object.strip():
        return Refusal.NO_OBJECT
    if candidate.predicate not in {predicate.value for predicate in Predicate}:
        return Refusal.PREDICATE_UNKNOWN
    place = grounded(candidate.source.quote, turn.text)
    if place is None:
        return Refusal.QUOTE_NOT_SAID
    if not _is_stated(turn.text, place):
        return Refusal.NOT_STATED
    source = replace(candidate.source, start=place[0], end=place[1], quote=turn.text[place[0] : place[1]])
    belief = candidate.predicate == Predicate.BELIEF.value
    return replace(candidate, source=source, kind=FactKind.BELIEF if belief else candidate.kind)


def _is_stated(text: str, place: tuple[int, int]) -> bool:
    """Whether the words at a place say how things are, as far as what stands around them tells."""
    words = text.replace("’", "'")
    for start, end in sentences(words):
        if start <= place[0] < end:
            sentence = words[start:end]
            around = frame(sentence, place[0] - start, min(place[1], end) - start)
            return not is_no_statement(sentence) and around.modality in {Modality.ASSERTED, Modality.DENIED}
    return True


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
        valid_to=candidate.valid_to,
    )
