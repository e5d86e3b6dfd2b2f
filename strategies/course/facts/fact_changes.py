"""What a session's candidates make of the facts, and which of it is news for the planner. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from memory.record.clock import Ids
from memory.record.course import Origin
from memory.record.session import Session
from memory.record.state import Authority, Fact, FactKind, FactStatus, Place
from memory.state.journal import Act, place_of
from memory.state.withheld import overlap
from strategies.course.facts.extract import Candidate, Predicate, fact_of
from strategies.course.facts.reconcile import Reconciled, Relation, reconcile
from strategies.planning.inputs import FactChange, FactDispute, MedicationChange, MedicationNews, Signal

LIFE_EVENTS = frozenset({Predicate.LOSS, Predicate.JOB_CHANGE, Predicate.MOVED_TO, Predicate.RELATIONSHIP_STATUS})
NEW_PROBLEMS = frozenset({Predicate.ILLNESS, Predicate.ALCOHOL})
_AGAIN = re.compile(r"\b(?:back|again|re-?start\w*|resum\w+)\b|又|重新|再次|恢复", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChanges:
    """The acts to keep; the facts that they bring in; then the news, each with its source.

    `withheld` counts candidates that a person's withdrawal or an erasure keeps out. A first session tells everything
    for the first time: there, life events and problems are history, not news. What is only believed is no
    news of the client's life.
    """

    acts: tuple[Act, ...]
    added: tuple[Fact, ...]
    withheld: int = 0
    changed: tuple[FactChange, ...] = ()
    disputes: tuple[FactDispute, ...] = ()
    life_events: tuple[Signal, ...] = ()
    new_problems: tuple[Signal, ...] = ()
    medication: MedicationChange | None = None


def settle_facts(
    known: Sequence[Fact],
    candidates: Sequence[tuple[Candidate, Origin]],
    *,
    session: Session,
    now: datetime,
    ids: Ids,
    withheld: Sequence[Place] = (),
) -> FactChanges:
    """Reconciles each candidate with what is known by then, the session's own earlier candidates included.

    `known` are all of the patient's facts, the withdrawn too: what a person took out of the record is not put back by
    extraction. Candidates whose words lie in `withheld` places are passed over.
    """
    current = {fact.id: fact for fact in known}
    added: dict[str, Fact] = {}
    acts: list[Act] = []
    changed: list[FactChange] = []
    disputes: list[FactDispute] = []
    verdicts: list[tuple[Candidate, Reconciled]] = []
    kept_out = 0
    for candidate, origin in candidates:
        fact = fact_of(
            candidate,
            tenant=session.tenant,
            patient=session.patient,
            id=ids(),
            recorded_at=now,
            authority=Authority.MODEL_INFERRED if origin is Origin.MODEL else Authority.CLIENT_STATED,
            origin=origin,
        )
        place = place_of(fact)
        if place is not None and any(overlap(place, other) for other in withheld):
            kept_out += 1
            continue
        verdict = reconcile(tuple(current.values()), fact, corrects=candidate.corrects)
        verdicts.append((candidate, verdict))
        if not verdict.moves:
            continue
        acts.append(Act(id=fact.id, at=now, moves=verdict.moves))
        for move in verdict.moves:
            current[move.fact.id] = move.fact
            if move.new or move.fact.id in added:
                added[move.fact.id] = move.fact
        kept = current.get(fact.id)
        if kept is None:
            continue
        match verdict.relation:
            case Relation.WORLD_CHANGED | Relation.CORRECTION:
                before = next((old for old in verdict.to if old.id == kept.supersedes), None)
                if before is not None:
                    changed.append(FactChange(before=before, now=kept))
            case Relation.DISPUTE:
                disputes.append(FactDispute(held=current[str(kept.disputes)], claimed=kept))
            case Relation.WITHHELD:
                kept_out += 1
            case Relation.SAME | Relation.ADD | Relation.REFINES:
                pass
    stated = [fact for fact in added.values() if fact.status is FactStatus.ACTIVE and fact.kind is FactKind.FACT]
    fresh = stated if session.n > 1 else []
    moved = {change.now.id for change in changed}
    return FactChanges(
        acts=tuple(acts),
        added=tuple(added.values()),
        withheld=kept_out,
        changed=tuple(changed),
        disputes=tuple(disputes),
        life_events=_signals(fresh, LIFE_EVENTS, without=moved),
        new_problems=_signals(fresh, NEW_PROBLEMS, without=moved),
        medication=_medication(fresh, _restarted(verdicts) if session.n > 1 else ()),
    )


def _signals(facts: Sequence[Fact], predicates: frozenset[Predicate], *, without: set[str]) -> tuple[Signal, ...]:
    return tuple(
        Signal(text=fact.source.quote if fact.source is not None else fact.object, source=fact.source)
        for fact in facts
        if fact.predicate in predicates and fact.id not in without and not fact.negated
    )


def _medication(facts: Sequence[Fact], restarted: Sequence[Candidate]) -> MedicationChange | None:
    """What was told of a change: of what is new in the record, else of what is known and was taken up again."""
    told = next((fact for fact in facts if fact.predicate == Predicate.MEDICATION), None) or next(iter(restarted), None)
    if told is None:
        return None
    text = told.source.quote if told.source is not None else told.object
    news = MedicationNews.STOPPED if told.negated else MedicationNews.CHANGED
    return MedicationChange(news=news, text=text, source=told.source)


def _restarted(verdicts: Sequence[tuple[Candidate, Reconciled]]) -> tuple[Candidate, ...]:
    """What is known to be taken and is said, for the first time, to be taken again."""
    return tuple(
        candidate
        for candidate, verdict in verdicts
        if verdict.relation is Relation.SAME and _taken_again(candidate) and not _taken_again(verdict.to[0])
    )


def _taken_again(told: Candidate | Fact) -> bool:
    """Whether the words say of a drug that it is taken again: news even where nothing was heard of a break."""
    return (
        told.predicate == Predicate.MEDICATION
        and not told.negated
        and told.source is not None
        and bool(_AGAIN.search(told.source.quote))
    )
