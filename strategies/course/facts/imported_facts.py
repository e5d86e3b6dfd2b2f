"""The facts that imported words state, by rules alone, settled as if each session had been closed on its own day. Pure.

Words may be read long after they were said, and after later ones: what is known from later words, or was set right by
a clinician since, is never closed by them. They stand as history beside it. What the file itself states of the same
words is not stated twice, and words that were taken out of the record bring nothing back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from memory.record.clock import Ids
from memory.record.course import Origin
from memory.record.session import Session, Turn
from memory.record.state import Fact, FactStatus, Place
from memory.state.journal import Act, Move, place_of
from memory.state.predicates import ends, person, slot_of
from memory.state.relations import Relation, names_the_same, relation_of, slot
from memory.state.withheld import overlap
from strategies.course.facts.extract import Candidate, extract_facts, fact_of
from strategies.course.facts.fact_changes import settle_facts

_TOUCHING = frozenset({Relation.WORLD_CHANGED, Relation.CORRECTION, Relation.DISPUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOf:
    """An imported session, its turns in order, and how many of them were read before."""

    session: Session
    turns: tuple[Turn, ...]
    before: int = 0

    @property
    def day(self) -> date:
        """The session's own day."""
        return self.session.opened_at.date()

    @property
    def fresh(self) -> tuple[Turn, ...]:
        """The turns that were never read."""
        return tuple(turn for turn in self.turns if turn.n > self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The acts to keep, in order; how many facts they bring in, how many they close, how many were kept out."""

    acts: tuple[Act, ...] = ()
    added: int = 0
    closed: int = 0
    withheld: int = 0


def candidates_of(words: WordsOf) -> tuple[Candidate, ...]:
    """What the turns that were never read say is so, dates read against the session's day."""
    return tuple(each for each in extract_facts(words.fresh, today=words.day) if each.states)


def settled(
    known: Sequence[Fact],
    found: Sequence[tuple[WordsOf, Sequence[Candidate]]],
    *,
    numbers: Mapping[str, int],
    days: Mapping[str, date],
    withheld: Sequence[Place],
    now: datetime,
    ids: Ids,
) -> Stated:
    """Settles sessions in their order. `known` are all facts; `numbers` and `days` are by session id, of all sessions.

    Each session is reconciled as on its own day, so that what gave way did so then; the record holds it from `now`.
    """
    record = _Record(known)
    acts: list[Act] = []
    added = closed = kept_out = 0
    for words, candidates in found:
        there = record.about(candidates)
        ahead = [fact for fact in there if _is_later(fact, words, numbers)]
        placed = [
            kept
            for each in candidates
            if not _stated_already(each, record.on(each)) and (kept := _beside(each, ahead, words, days)) is not None
        ]
        changes = settle_facts(
            there,
            [(each, Origin.RULE) for each in placed],
            session=words.session,
            now=words.session.opened_at,
            ids=ids,
            withheld=withheld,
        )
        new = {move.fact.id: move.fact.status for act in changes.acts for move in act.moves if move.new}
        for act in changes.acts:
            moves = tuple(_as_of(move, new, then=words.session.opened_at, now=now) for move in act.moves)
            acts.append(replace(act, at=now, moves=moves))
            record.put(move.fact for move in moves)
            closed += sum(not move.new for move in moves)
        added += sum(status is not FactStatus.SUPPRESSED for status in new.values())
        kept_out += changes.withheld
    return Stated(acts=tuple(acts), added=added, closed=closed, withheld=kept_out)


class _Record:
    """The facts as they stand by then, found by their slot and by the turn of their words."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_slot: dict[tuple[str, str], dict[str, Fact]] = {}
        self._by_turn: dict[tuple[str, int], dict[str, Fact]] = {}
        self.put(facts)

    def put(self, facts: Iterable[Fact]) -> None:
        """The facts as they stand from now on."""
        for fact in facts:
            self._by_slot.setdefault(slot(fact), {})[fact.id] = fact
            if fact.source is not None:
                self._by_turn.setdefault((fact.source.session, fact.source.turn), {})[fact.id] = fact

    def about(self, candidates: Iterable[Candidate]) -> tuple[Fact, ...]:
        """All that these can be related to: the facts of their slots, and of those that they bring to an end."""
        slots: dict[tuple[str, str], None] = {}
        for each in candidates:
            ended = (one.predicate.value for one in ends(each.predicate, each.object))
            for predicate in (each.predicate, *ended):
                slots[person(each.subject), slot_of(predicate)] = None
        return tuple(fact for place in slots for fact in self._by_slot.get(place, {}).values())

    def on(self, candidate: Candidate) -> tuple[Fact, ...]:
        """The facts that rest on words of its turn."""
        source = candidate.source
        return tuple(self._by_turn.get((source.session, source.turn), {}).values())


def _as_of(move: Move, new: Collection[str], *, then: datetime, now: datetime) -> Move:
    """The move as the record makes it: in life on the session's day, in the record now."""
    fact = move.fact
    if fact.id in new:
        fact = replace(fact, recorded_at=now)
    if fact.retracted_at == then:
        fact = replace(fact, retracted_at=now)
    return replace(move, fact=fact)


def _is_later(fact: Fact, words: WordsOf, numbers: Mapping[str, int]) -> bool:
    """Whether a fact rests on words of a later session, or was set down or right by a person after this one."""
    if fact.source is not None and not fact.clinician_confirmed:
        return numbers.get(fact.source.session, words.session.n) > words.session.n
    return fact.recorded_at.date() > words.day


def _beside(candidate: Candidate, ahead: Sequence[Fact], words: WordsOf, days: Mapping[str, date]) -> Candidate | None:
    """The candidate as it may stand beside what came later: over by then; none if it would end what was said later."""
    if not ahead:
        return candidate
    told = relation_of(ahead, _probe(candidate, words), corrects=candidate.corrects)
    if told.relation not in _TOUCHING:
        return candidate
    if candidate.valid_to is not None:
        return None
    until = min(max(_since(fact, days), words.day) for fact in told.to)
    return replace(candidate, valid_to=max(until, candidate.valid_from or until), corrects=False)


def _since(fact: Fact, days: Mapping[str, date]) -> date:
    """From when on a fact is known to hold."""
    said = days.get(fact.source.session) if fact.source is not None else None
    return fact.valid_from or said or fact.recorded_at.date()


def _stated_already(candidate: Candidate, known: Sequence[Fact]) -> bool:
    """Whether a fact of whatever standing rests on these very words and is about the same, or says the same."""
    source = candidate.source
    place = Place(session=source.session, turn=source.turn, start=source.start, end=source.end)
    for fact in known:
        other = place_of(fact)
        if other is None or not overlap(place, other):
            continue
        same_slot = slot(fact) == (person(candidate.subject), slot_of(candidate.predicate))
        if same_slot or names_the_same(fact.object, candidate.object):
            return True
    return False


def _probe(candidate: Candidate, words: WordsOf) -> Fact:
    session = words.session
    return fact_of(candidate, tenant=session.tenant, patient=session.patient, id="probe", recorded_at=session.opened_at)
