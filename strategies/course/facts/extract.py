"""Candidate facts from the client's own words, by rules, in both languages: closed predicates, each with its quote.

Candidates are proposals: `strategies.course.facts.reconcile` decides what becomes of them. Candidates from elsewhere (a
model's, at closing) pass `check_candidate` first, so nothing without words in a turn goes further.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import islice

from memory.record.course import Origin, Source
from memory.record.language import has_cjk
from memory.record.session import Author, Turn
from memory.record.state import Authority, Fact, FactKind, FactStatus, Provenance
from memory.state.predicates import CLIENTS_OWN, Predicate, person
from strategies.course.facts.convictions import (
    CHINESE_CONVICTIONS,
    ENGLISH_CONVICTIONS,
    is_conviction,
    told_as_believed,
)
from strategies.course.facts.extract_carried import carried, whole
from strategies.course.facts.extract_chinese import CHINESE, SPLIT_VERB
from strategies.course.facts.extract_dates import Interval, read_interval, times_in
from strategies.course.facts.extract_english import ENGLISH
from strategies.course.facts.extract_frames import (
    Modality,
    clauses,
    corrects,
    frame,
    is_correction_alone,
    is_guess,
    is_no_statement,
    still_holds,
    takes_back,
)
from strategies.course.facts.extract_patterns import Pattern, tidy
from strategies.course.facts.extract_retold import FARTHEST, Retold, Told, new_value, points_to, retellings
from strategies.course.facts.extract_text import grounded, rests_on, sentences
from strategies.course.readers_number import number_of
from strategies.risk.rules import scan
from strategies.risk.trigger import Triggers

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
TEMPORAL_REST_AFTER = 4
"""The same for a clause of Chinese that comes after: so few letters of it may already state a fact of their own."""
RETOLD_CONFIDENCE = 0.8
CARRIED = 12
"""Clauses of one sentence that are read with the subject of another; of a longer one the rest is read as it stands."""

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
_CHINESE = (*CHINESE_CONVICTIONS, *CHINESE)
_ENGLISH = (*ENGLISH_CONVICTIONS, *ENGLISH)
_OWN_STATE = frozenset(each.value for each in CLIENTS_OWN)
"""What only the client can know is theirs to state, whatever it rests on: a fear is a fear."""
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
    VALUE_NOT_SAID = "value_not_said"


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


def extract_facts(
    turns: Iterable[Turn], *, today: date, born: int | None = None, known: Iterable[Fact] = ()
) -> tuple[Candidate, ...]:
    """The candidates of the client's turns, in the order said, each (subject, predicate, object, polarity) once.

    `today` is the day of the session, against which "last month" is read, `born` the client's year of birth where it is
    known: "since I was nine" is read against it, or against the age that the turns themselves tell. `known` are the
    facts that the client may point back to: "I told you five hours, it's more like three" says of what only beside
    them. Turns of others are passed over.
    """
    said = [turn for turn in turns if turn.author is Author.CLIENT]
    found: dict[tuple[str, str, str, bool, bool], Candidate] = {}
    year = born if born is not None else _born(said, today)
    before = [
        Told(subject=fact.subject, predicate=fact.predicate, object=fact.object)
        for fact in known
        if fact.status is FactStatus.ACTIVE and fact.valid_to is None and not fact.negated
    ]
    for turn in said:
        for candidate in _told_anew(turn, tuple(_of_turn(turn, today, year)), before):
            key = (
                candidate.subject,
                candidate.predicate,
                candidate.object.casefold(),
                candidate.negated,
                candidate.states,
            )
            found.setdefault(key, candidate)
            if candidate.states and not candidate.negated:
                before.insert(
                    0, Told(subject=candidate.subject, predicate=candidate.predicate, object=candidate.object)
                )
    return tuple(found.values())


def _told_anew(turn: Turn, found: tuple[Candidate, ...], before: Sequence[Told]) -> tuple[Candidate, ...]:
    """The candidates of a turn without what it only repeats to set it right; what it says instead corrects that."""
    words = turn.text.replace("’", "'")
    for place in retellings(words):
        claimed = [each for each in found if _stands_in(each, *place.claim)]
        told = [Told(subject=each.subject, predicate=each.predicate, object=each.object) for each in claimed] or [
            each for each in before if points_to(words[slice(*place.claim)], each.predicate, each.object)
        ]
        said = [
            each
            for each in found
            if _stands_in(each, place.turns, place.ends + FARTHEST)
            and each.predicate in {old.predicate for old in told}
        ]
        instead = [_instead(turn, place, *new, of=old) for old in told[:1] if (new := new_value(words, place, old))]
        if said or instead:
            kept = [each for each in found if each not in claimed and each not in said]
            said = [replace(each, corrects=each.corrects or place.corrects) for each in said]
            found = (*kept, *(said or instead))
    return found


def _stands_in(candidate: Candidate, start: int, end: int) -> bool:
    return candidate.source.start < end and start < candidate.source.end


def _instead(turn: Turn, place: Retold, value: str, end: int, *, of: Told) -> Candidate:
    """What a turn says in the place of what was told; its quote holds both."""
    return Candidate(
        subject=of.subject,
        predicate=of.predicate,
        object=tidy(value),
        negated=False,
        modality=Modality.ASSERTED,
        kind=FactKind.FACT,
        source=Source(
            session=turn.session, turn=turn.n, start=place.start, end=end, quote=turn.text[place.start : end]
        ),
        confidence=RETOLD_CONFIDENCE,
        corrects=place.corrects,
    )


def _born(turns: Sequence[Turn], today: date) -> int | None:
    """The client's year of birth as far as an age told in the turns gives it; none where two tell different ones."""
    years: set[int] = set()
    for turn in turns:
        for each in CHINESE if has_cjk(turn.text) else ENGLISH:
            if each.predicate is Predicate.AGE:
                for match in each.regex.finditer(turn.text.replace("’", "'")):
                    told = frame(turn.text, *match.span()).modality is Modality.ASSERTED
                    age = number_of(match["object"]) if told and not match.groupdict().get("subject") else None
                    if age is not None:
                        years.add(today.year - int(age))
    return years.pop() if len(years) == 1 else None


def _of_turn(turn: Turn, today: date, born: int | None) -> Iterator[Candidate]:
    words = turn.text.replace("’", "'")
    places = list(sentences(words))
    before = ""
    for (start, end), following in zip(places, [*places[1:], (0, 0)], strict=True):
        sentence = words[start:end]
        if not (is_no_statement(sentence) or takes_back(words[slice(*following)])):
            setting = _Setting(
                turn=turn,
                sentence=sentence,
                offset=start,
                today=today,
                born=born,
                corrects=corrects(sentence)
                or is_correction_alone(before)
                or is_correction_alone(words[slice(*following)]),
            )
            yield from _of_sentence(setting, before)
        before = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """A sentence, where it stands in which turn, and what is known beside it."""

    turn: Turn
    sentence: str
    offset: int
    today: date
    born: int | None
    corrects: bool


def _of_sentence(setting: _Setting, before: str) -> Iterator[Candidate]:
    """Each pattern is looked for in the sentence without the words that only say when, then as it was said."""
    sentence = setting.sentence
    chinese = has_cjk(sentence)
    times = times_in(sentence, setting.today, born=setting.born)
    whens = [(each.start, each.end) for each in times if not each.recurs]
    whens += [match.span() for match in SPLIT_VERB.finditer(sentence)]
    said = (whole(sentence), *islice(carried(sentence, before, chinese=chinese), CARRIED))
    bare = tuple(reading.without(whens) for reading in said) if whens else ()
    taken: list[tuple[int, int]] = []
    patterns = _CHINESE if chinese else _ENGLISH
    readings = [(reading, frozenset(_triggers(patterns).possible(reading.text.lower()))) for reading in (*bare, *said)]
    for n in sorted(frozenset[int]().union(*(may_match for _, may_match in readings))):
        each = patterns[n]
        first = len(bare) if each.predicate in _TIMELESS else 0
        last = len(bare) + 1 if each.predicate is Predicate.NAME else len(readings)
        for reading in (reading for reading, may_match in readings[first:last] if n in may_match):
            for match in each.regex.finditer(reading.text):
                span = reading.span(match)
                place = reading.span(match, "object") if each.object is None else span
                if any(place[0] < last and first < place[1] for first, last in taken):
                    continue
                candidate = _candidate(setting, each, span, match.groupdict(), goes_on=reading.goes_on)
                if candidate is not None:
                    taken.append(place)
                    yield candidate


@cache
def _triggers(patterns: tuple[Pattern, ...]) -> Triggers:
    return Triggers([each.regex.pattern for each in patterns])


def _candidate(
    setting: _Setting, pattern: Pattern, span: tuple[int, int], groups: dict[str, str | None], *, goes_on: bool
) -> Candidate | None:
    sentence, today = setting.sentence, setting.today
    stated = pattern.object or tidy(groups.get("object") or "", dated=pattern.predicate not in _TIMELESS)
    if not stated or (pattern.predicate in _NOT_WHEN_RISK and scan(sentence).spans):
        return None
    if pattern.predicate is Predicate.ILLNESS and is_guess(sentence, span[0]):
        return None
    around = frame(sentence, *span)
    negated = pattern.negated or bool(groups.get("no")) or around.denied
    told = bool(groups.get("past")) and not still_holds(sentence, *span)
    over = pattern.state and (around.past or told)
    timeless = pattern.predicate in _TIMELESS or (pattern.predicate is Predicate.AGE and pattern.state)
    dated = Interval() if timeless else _dated(setting, span, beside=goes_on and not pattern.state)
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
        kind=_kind(pattern.predicate.value, sentence, span),
        source=Source(
            session=setting.turn.session,
            turn=setting.turn.n,
            start=setting.offset + span[0],
            end=setting.offset + span[1],
            quote=setting.turn.text[setting.offset + span[0] : setting.offset + span[1]],
        ),
        confidence=pattern.confidence,
        valid_from=dated.since,
        valid_to=until,
        corrects=setting.corrects,
    )


def _kind(predicate: str, sentence: str, span: tuple[int, int]) -> FactKind:
    """A belief by what it is about or by what it tells; how often and how loudly it is said makes no fact of it."""
    believed = predicate == Predicate.BELIEF.value or (
        predicate not in _OWN_STATE and told_as_believed(predicate, sentence, *span)
    )
    return FactKind.BELIEF if believed else FactKind.FACT


def _dated(setting: _Setting, span: tuple[int, int], *, beside: bool) -> Interval:
    """When it holds, by its own clause, or by a clause beside it that says little but when.

    `beside`: it is an event told of somebody of whom the clause before tells another: that clause's time is its own.
    """
    sentence, today, born = setting.sentence, setting.today, setting.born
    parts = clauses(sentence)
    own = next((i for i, (first, last) in enumerate(parts) if first <= span[0] < last), None)
    if own is None:
        return read_interval(sentence, today, born=born)
    last = next((i for i, part in enumerate(parts) if part[0] < span[1] <= part[1]), own)
    found = read_interval(sentence[parts[own][0] : parts[max(own, last)][1]], today, born=born)
    if found.since is not None or found.until is not None:
        return found
    for near in (own - 1, max(own, last) + 1):
        if 0 <= near < len(parts):
            text = sentence[slice(*parts[near])]
            found = read_interval(text, today, born=born)
            short = TEMPORAL_REST_AFTER if near > own and has_cjk(text) else TEMPORAL_REST
            if found.letters and (len(text.strip()) - found.letters <= short or (beside and near < own)):
                return found
    return Interval()


def check_candidate(candidate: Candidate, turns: Sequence[Turn]) -> Candidate | Refusal:
    """A candidate with its quote found again in the client turn that it names, offsets set to where it stands.

    Refused when the turn is not there or not the client's, when the quote does not stand in it or is asked, supposed,
    somebody else's word or said in jest there, when the predicate is not of the closed list, or when there is no
    object, when the object or whom it is about was not said. What is said to be a belief stays one.
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
    heard = " ".join(each.text for each in turns if each.author is Author.CLIENT)
    if not rests_on(candidate.object, turn.text) or not (
        person(candidate.subject) == CLIENT or rests_on(candidate.subject, heard)
    ):
        return Refusal.VALUE_NOT_SAID
    source = replace(candidate.source, start=place[0], end=place[1], quote=turn.text[place[0] : place[1]])
    believed = candidate.kind is FactKind.BELIEF or _is_believed(candidate, turn.text, place)
    return replace(candidate, source=source, kind=FactKind.BELIEF if believed else FactKind.FACT)


def _is_believed(candidate: Candidate, text: str, place: tuple[int, int]) -> bool:
    """Whether what a candidate from elsewhere says, or the words it rests on, tells of a belief.

    By which predicate it was proposed does not matter: a label that a model chose makes no fact.
    """
    words = text.replace("’", "'")
    first, last = next(((start, end) for start, end in sentences(words) if start <= place[0] < end), (0, len(words)))
    told = candidate.object if person(candidate.subject) == CLIENT else f"{candidate.subject} {candidate.object}"
    if is_conviction(told) or is_conviction(f"my {told}"):
        return True
    patterns = _CHINESE if has_cjk(told) else _ENGLISH
    if any(each.predicate is Predicate.BELIEF and each.regex.search(told) for each in patterns):
        return True
    return (
        _kind(candidate.predicate, words[first:last], (place[0] - first, min(place[1], last) - first))
        is FactKind.BELIEF
    )


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
