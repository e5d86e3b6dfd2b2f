"""The journal of facts: what may be written to it, and the state that its replay gives.

The state is the replay of the journal, and nothing else writes it: an act is decided in pure code, the store numbers
its entries and keeps them with the rows that they give in one transaction. An act that said "the world changed" has
closed a valid interval, one that said "we were wrong" a recorded one; either can be undone by a later act.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from memory.record.course import Origin
from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind, Place, Standing
from memory.state.errors import UndoRefused

CLOSED = frozenset({FactStatus.SUPERSEDED, FactStatus.RETRACTED, FactStatus.SUPPRESSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What happens to one fact. `fact` is how it stands afterwards; `new` when this is how it comes to be.

    `echoes`: where, beside its own words, others said what an erased fact said.
    """

    kind: JournalKind
    fact: Fact
    new: bool = False
    other: str | None = None
    echoes: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Moves that belong together, in order, at one moment, in somebody's name or (none) by rule.

    `undoes` names the act that this one takes back.
    """

    id: str
    at: datetime
    moves: tuple[Move, ...]
    actor: str | None = None
    reason: str | None = None
    undoes: str | None = None


def entries_of(act: Act, *, after: int) -> tuple[JournalEntry, ...]:
    """The act's lines, numbered on from `after`; an erasure has one for each place that is kept back."""
    lines = [(move, place) for move in act.moves for place in (place_of(move.fact), *move.echoes)]
    return tuple(_entry(act, move, place, n) for n, (move, place) in enumerate(lines, start=after + 1))


def _entry(act: Act, move: Move, place: Place | None, n: int) -> JournalEntry:
    erased = move.kind is JournalKind.ERASE
    return JournalEntry(
        tenant=move.fact.tenant,
        patient=move.fact.patient,
        n=n,
        act=act.id,
        kind=move.kind,
        fact=move.fact.id,
        at=act.at,
        actor=act.actor,
        reason=None if erased else act.reason,
        other=move.other,
        undoes=act.undoes,
        added=move.fact if move.new else None,
        standing=None if erased or move.new else move.fact.standing,
        place=place if erased else None,
    )


def place_of(fact: Fact) -> Place | None:
    """Where its words stand."""
    source = fact.source
    if source is None:
        return None
    return Place(session=source.session, turn=source.turn, start=source.start, end=source.end)


def blanked(entry: JournalEntry) -> JournalEntry:
    """A line about an erased fact: that something happened and when, and nothing of what it said."""
    if entry.kind is JournalKind.ERASE:
        return entry
    return replace(entry, added=None, standing=None, reason=None)


def replay(entries: Iterable[JournalEntry], as_of: datetime | None = None) -> dict[str, Fact]:
    """The facts that a journal gives, in the order in which they came to be; up to a moment, if one is given.

    `entries` in their order. A fact whose lines were blanked is not there, whatever the moment: erased is erased.
    """
    facts: dict[str, Fact] = {}
    for entry in entries:
        if as_of is not None and entry.at > as_of:
            continue
        if entry.kind is JournalKind.ERASE:
            facts.pop(entry.fact, None)
        elif entry.added is not None:
            facts[entry.fact] = entry.added
        elif entry.standing is not None and entry.fact in facts:
            facts[entry.fact] = standing_as(facts[entry.fact], entry.standing)
    return facts


_STANDING = tuple(field.name for field in fields(Standing))


def standing_as(fact: Fact, standing: Standing) -> Fact:
    """The fact with another standing."""
    return replace(fact, **{name: getattr(standing, name) for name in _STANDING})


def known_at(entries: Iterable[JournalEntry], moment: datetime) -> list[Fact]:
    """What the record held at a moment: what was recorded by then and not retracted by then, as it stood then."""
    facts = replay(entries, moment).values()
    held = [fact for fact in facts if fact.recorded_at <= moment and fact.status is not FactStatus.RETRACTED]
    return sorted(held, key=lambda fact: (fact.recorded_at, fact.id))


def unfolded(fact: Fact) -> tuple[Act, ...]:
    """The acts that a fact's own fields tell of: one that comes in closed was open once.

    For facts that come from elsewhere with a past of their own, so that the record of any moment is right for them too.
    """
    disputed = fact.disputes is not None or fact.status is FactStatus.DISPUTED
    kind = JournalKind.DISPUTE if disputed else JournalKind.ADD
    if fact.status not in CLOSED or fact.status is FactStatus.SUPERSEDED:
        return (Act(id=fact.id, at=fact.recorded_at, moves=(Move(kind=kind, fact=fact, new=True),), actor=fact.actor),)
    made = replace(
        fact,
        status=FactStatus.DISPUTED if fact.disputes is not None else FactStatus.ACTIVE,
        retracted_at=None,
        actor=fact.actor if fact.origin is Origin.CLINICIAN else None,
        reason=None,
    )
    closing = JournalKind.RETRACT if fact.status is FactStatus.RETRACTED else JournalKind.SUPPRESS
    return (
        Act(id=fact.id, at=fact.recorded_at, moves=(Move(kind=kind, fact=made, new=True),)),
        Act(
            id=f"{fact.id}-closed",
            at=fact.retracted_at or fact.recorded_at,
            moves=(Move(kind=closing, fact=fact),),
            actor=fact.actor,
            reason=fact.reason,
        ),
    )


def undoing(
    entries: Sequence[JournalEntry],
    act: str,
    *,
    id: str,  # noqa: A002 - the field's own word
    at: datetime,
    actor: str,
    reason: str,
) -> Act:
    """The act that takes another back: each fact stands as before it, and what it brought in is retracted.

    Raises: UndoRefused when there is no such act, when it erased something, or when a later act rests on it.
    """
    own = [entry for entry in entries if entry.act == act]
    if not own:
        raise UndoRefused(act, "there is no such act in this journal")
    if any(entry.kind is JournalKind.ERASE or (entry.added is None and entry.standing is None) for entry in own):
        raise UndoRefused(act, "what was erased cannot be brought back")
    touched, last = {entry.fact for entry in own}, own[-1].n
    later = next((entry for entry in entries if entry.n > last and entry.fact in touched), None)
    if later is not None:
        raise UndoRefused(act, f"act {later.act} came after it on the same fact; undo that one first")
    before = replay(entry for entry in entries if entry.n < own[0].n)
    now = replay(entries)
    moves = tuple(_undone(now[fact], before.get(fact), at=at, actor=actor, reason=reason) for fact in _order(own))
    return Act(id=id, at=at, moves=moves, actor=actor, reason=reason, undoes=act)


def _order(entries: Iterable[JournalEntry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.fact for entry in entries))


def _undone(now: Fact, before: Fact | None, *, at: datetime, actor: str, reason: str) -> Move:
    if before is not None:
        return Move(kind=JournalKind.UNDO, fact=standing_as(now, before.standing))
    gone = replace(now, status=FactStatus.RETRACTED, retracted_at=at, actor=actor, reason=reason)
    return Move(kind=JournalKind.UNDO, fact=gone)


def by_id(facts: Iterable[Fact]) -> Mapping[str, Fact]:
    """The facts under their ids."""
    return {fact.id: fact for fact in facts}
