"""What becomes of a new statement beside what is known: the moves of the journal that its relation and authority allow.

The relation is `memory.state.relations`', whose word may close whose is `memory.state.authority`'s. A lower authority
never closes a higher one: then both are kept and a dispute opens. Nothing here touches a store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memory.record.state import Fact, FactKind, FactStatus, JournalKind
from memory.state.authority import rank, strongest
from memory.state.journal import Move
from memory.state.relations import Relation, relation_of

__all__ = ["Reconciled", "Relation", "reconcile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The verdict, the known facts that it is about, and the moves to make, in order."""

    relation: Relation
    moves: tuple[Move, ...]
    to: tuple[Fact, ...] = ()


def reconcile(known: Sequence[Fact], new: Fact, *, corrects: bool = False) -> Reconciled:
    """What to do with `new`, a fact not yet kept, beside all `known` facts of the patient.

    `corrects`: the statement says that what was said before was wrong ("we were wrong" closes the recorded interval;
    "the world changed" the valid one). A statement about a time that is over is kept as history and closes nothing.
    """
    related = relation_of(known, new, corrects=corrects)
    return Reconciled(relation=related.relation, moves=_moves(related.relation, related.to, new), to=related.to)


def _moves(relation: Relation, to: tuple[Fact, ...], new: Fact) -> tuple[Move, ...]:
    match relation:
        case Relation.SAME:
            return _strengthened(to[0], new)
        case Relation.WITHHELD:
            return (_added(replace(new, status=FactStatus.SUPPRESSED, reason=f"withdrawn by a person: {to[0].id}")),)
        case Relation.ADD:
            return (_added(new if new.valid_to is None else replace(new, status=FactStatus.SUPERSEDED)),)
        case Relation.REFINES:
            return _refined(to, new)
        case Relation.DISPUTE:
            against = strongest(to).id
            disputed = replace(new, status=FactStatus.DISPUTED, disputes=against)
            return (Move(kind=JournalKind.DISPUTE, fact=disputed, new=True, other=against),)
        case Relation.CORRECTION:
            return (*(_corrected(old, new) for old in to), _added(replace(new, supersedes=strongest(to).id)))
        case Relation.WORLD_CHANGED:
            return _world_changed(to, new)


def _added(fact: Fact) -> Move:
    return Move(kind=JournalKind.ADD, fact=fact, new=True, other=fact.supersedes)


def _strengthened(old: Fact, new: Fact) -> tuple[Move, ...]:
    """The same said again changes nothing; said by a higher authority, it takes that authority.

    Beliefs never rise, and raise nothing.
    """
    if rank(new.authority) <= rank(old.authority) or FactKind.BELIEF in (old.kind, new.kind):
        return ()
    confirmed = replace(old, authority=new.authority, confidence=max(old.confidence, new.confidence), actor=new.actor)
    return (Move(kind=JournalKind.CONFIRM, fact=confirmed),)


def _refined(to: Sequence[Fact], new: Fact) -> tuple[Move, ...]:
    """The more exact words take the place of the rougher ones, and hold since when those did."""
    since = new.valid_from or min((old.valid_from for old in to if old.valid_from is not None), default=None)
    merged = (
        Move(
            kind=JournalKind.SUPERSEDE,
            fact=replace(old, status=FactStatus.SUPERSEDED, disputes=None, reason="said more exactly"),
            other=new.id,
        )
        for old in to
    )
    return (*merged, _added(replace(new, valid_from=since, supersedes=strongest(to).id)))


def _corrected(old: Fact, new: Fact) -> Move:
    gone = replace(old, status=FactStatus.RETRACTED, retracted_at=new.recorded_at, reason="corrected")
    return Move(kind=JournalKind.CORRECT, fact=gone, other=new.id)


def _world_changed(rivals: Sequence[Fact], new: Fact) -> tuple[Move, ...]:
    """Closes what held before. A statement about an earlier time than a known one is kept as history instead."""
    if new.valid_to is not None:
        return tuple(
            Move(
                kind=JournalKind.SUPERSEDE,
                fact=replace(old, status=FactStatus.SUPERSEDED, valid_to=new.valid_to, reason="said to be over"),
            )
            for old in rivals
        )
    since = new.valid_from or new.recorded_at.date()
    later = [old.valid_from for old in rivals if new.valid_from and old.valid_from and old.valid_from > new.valid_from]
    if later:
        return (_added(replace(new, status=FactStatus.SUPERSEDED, valid_to=min(later))),)
    closed = (
        Move(
            kind=JournalKind.SUPERSEDE,
            fact=replace(old, status=FactStatus.SUPERSEDED, valid_to=max(since, old.valid_from or since)),
            other=new.id,
        )
        for old in rivals
    )
    return (*closed, _added(replace(new, supersedes=strongest(rivals).id)))
