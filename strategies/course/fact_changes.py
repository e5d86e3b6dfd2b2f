"""What a session's candidates make of the facts, and which of it is news for the planner. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from memory.record.clock import Ids
from memory.record.course import Origin
from memory.record.session import Session
from memory.record.state import Authority, Fact, FactStatus
from strategies.course.extract import Candidate, Predicate, fact_of
from strategies.course.plan_inputs import FactChange, FactDispute, MedicationChange, MedicationNews, Signal
from strategies.course.reconcile import AddFact, Relation, reconcile

LIFE_EVENTS = frozenset({Predicate.LOSS, Predicate.JOB_CHANGE, Predicate.MOVED_TO, Predicate.RELATIONSHIP_STATUS})
NEW_PROBLEMS = frozenset({Predicate.ILLNESS, Predicate.ALCOHOL})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChanges:
    """Facts to add and known facts in their new state; then the news, each with its source.

    A first session tells everything for the first time: there, life events and problems are history, not news.
    """

    added: tuple[Fact, ...]
    replaced: tuple[Fact, ...]
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
) -> FactChanges:
    """Reconciles each candidate with what is known by then, the session's own earlier candidates included."""
    current = {fact.id: fact for fact in known}
    added: dict[str, Fact] = {}
    replaced: dict[str, Fact] = {}
    changed: list[FactChange] = []
    disputes: list[FactDispute] = []
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
        before = dict(current)
        verdict = reconcile(tuple(current.values()), fact, corrects=candidate.corrects)
        for change in verdict.changes:
            current[change.fact.id] = change.fact
            if isinstance(change, AddFact) or change.fact.id in added:
                added[change.fact.id] = change.fact
            else:
                replaced[change.fact.id] = change.fact
        kept = current.get(fact.id)
        if kept is None:
            continue
        if verdict.relation in (Relation.WORLD_CHANGED, Relation.CORRECTION) and kept.supersedes in before:
            changed.append(FactChange(before=before[kept.supersedes], now=kept))
        if verdict.relation is Relation.DISPUTE and kept.disputes in before:
            disputes.append(FactDispute(held=before[kept.disputes], claimed=kept))
    fresh = [fact for fact in added.values() if fact.status is FactStatus.ACTIVE] if session.n > 1 else []
    moved = {change.now.id for change in changed}
    return FactChanges(
        added=tuple(added.values()),
        replaced=tuple(replaced.values()),
        changed=tuple(changed),
        disputes=tuple(disputes),
        life_events=_signals(fresh, LIFE_EVENTS, without=moved),
        new_problems=_signals(fresh, NEW_PROBLEMS, without=moved),
        medication=_medication(fresh),
    )


def _signals(facts: Sequence[Fact], predicates: frozenset[Predicate], *, without: set[str]) -> tuple[Signal, ...]:
    return tuple(
        Signal(text=fact.source.quote if fact.source is not None else fact.object, source=fact.source)
        for fact in facts
        if fact.predicate in predicates and fact.id not in without and not fact.negated
    )


def _medication(facts: Sequence[Fact]) -> MedicationChange | None:
    told = next((fact for fact in facts if fact.predicate == Predicate.MEDICATION), None)
    if told is None:
        return None
    text = told.source.quote if told.source is not None else told.object
    news = MedicationNews.STOPPED if told.negated else MedicationNews.CHANGED
    return MedicationChange(news=news, text=text, source=told.source)
