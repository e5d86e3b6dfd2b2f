"""What follows when a fact is withdrawn or erased: the closure over what was made from it. Pure.

What was inferred from it falls with it; what stood against it is disputed no longer; what gave way to nothing but it
holds again. The moves are part of the same act, so that undoing the act brings all of it back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind
from memory.state.journal import Move, replay, standing_as
from memory.state.relations import OPEN


def derived_from(facts: Iterable[Fact], gone: Iterable[str]) -> tuple[str, ...]:
    """The ids of all that was inferred from these, at any remove, in the order of the facts; these are not among it."""
    known, roots = tuple(facts), set(gone)
    reached = set(roots)
    grown = True
    while grown:
        more = {fact.id for fact in known if fact.id not in reached and reached.intersection(fact.derived_from)}
        grown = bool(more)
        reached |= more
    return tuple(fact.id for fact in known if fact.id in reached and fact.id not in roots)


def after_leaving(
    facts: Mapping[str, Fact], entries: Sequence[JournalEntry], gone: frozenset[str], *, reason: str
) -> tuple[Move, ...]:
    """What becomes of the facts that stay when those of `gone` leave: disputes end, what gave way to them holds again.

    `entries` is the whole journal before the act.
    """
    moves: list[Move] = []
    for fact in facts.values():
        if fact.id in gone:
            continue
        if fact.status is FactStatus.DISPUTED and fact.disputes in gone:
            freed = replace(fact, status=FactStatus.ACTIVE, disputes=None, reason=reason)
            moves.append(Move(kind=JournalKind.RESOLVE, fact=freed, other=fact.disputes))
            continue
        last = next((entry for entry in reversed(entries) if entry.fact == fact.id), None)
        if last is not None and last.kind is JournalKind.SUPERSEDE and last.other in gone:
            before = replay(entry for entry in entries if entry.n < last.n)[fact.id]
            moves.append(Move(kind=JournalKind.RESOLVE, fact=standing_as(fact, before.standing), other=last.other))
    return tuple(moves)


def with_what_follows(
    facts: Mapping[str, Fact],
    entries: Sequence[JournalEntry],
    roots: Sequence[str],
    *,
    kind: JournalKind,
    at: datetime,
    actor: str,
    reason: str,
) -> tuple[Move, ...]:
    """The moves that withdraw (RETRACT, SUPPRESS) or erase `roots`, what was inferred from them, and what follows.

    What is withdrawn already is passed over, except by erasure.
    """
    leaving = (*roots, *derived_from(facts.values(), roots))
    if kind is not JournalKind.ERASE:
        leaving = tuple(id_ for id_ in leaving if facts[id_].status in {*OPEN, FactStatus.SUPERSEDED})
    moves = [_left(facts[id_], kind, at=at, actor=actor, reason=reason) for id_ in leaving]
    if kind is JournalKind.SUPPRESS:
        return tuple(moves)
    return (*moves, *after_leaving(facts, entries, frozenset(leaving), reason=reason))


def _left(fact: Fact, kind: JournalKind, *, at: datetime, actor: str, reason: str) -> Move:
    if kind is JournalKind.ERASE:
        return Move(kind=kind, fact=fact)
    if kind is JournalKind.SUPPRESS:
        return Move(kind=kind, fact=replace(fact, status=FactStatus.SUPPRESSED, actor=actor, reason=reason))
    gone = replace(fact, status=FactStatus.RETRACTED, retracted_at=at, actor=actor, reason=reason)
    return Move(kind=kind, fact=gone)
