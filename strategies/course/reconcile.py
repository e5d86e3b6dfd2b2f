"""What becomes of a new statement beside what is known: same, added, a change of the world, a correction, a dispute.

A lower authority never closes a higher one: then both are kept and a dispute opens. Nothing here touches a store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from memory.record.language import has_cjk
from memory.record.state import AUTHORITY_ORDER, Authority, Fact, FactKind, FactStatus
from strategies.course.extract_patterns import MULTI_VALUED, Predicate

_MANY = frozenset(predicate.value for predicate in MULTI_VALUED)
_CLIENTS_OWN = frozenset({Predicate.GOAL.value, Predicate.FEAR.value, Predicate.HELPS.value, Predicate.TRIGGER.value})
_OPEN = frozenset({FactStatus.ACTIVE, FactStatus.DISPUTED})


class Relation(StrEnum):
    """How a statement stands to what is known in its slot."""

    SAME = "same"
    ADD = "add"
    WORLD_CHANGED = "world_changed"
    CORRECTION = "correction"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFact:
    """A fact to add as it stands."""

    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceFact:
    """A known fact in its new state; the id is the same."""

    fact: Fact
    before: FactStatus
    why: str


FactChange = AddFact | ReplaceFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The verdict and the changes to apply, in order."""

    relation: Relation
    changes: tuple[FactChange, ...]


def reconcile(known: Sequence[Fact], new: Fact, *, corrects: bool = False) -> Reconciled:
    """What to do with `new`, an active fact not yet kept, beside the `known` facts.

    `corrects`: the statement says that what was said before was wrong ("we were wrong" retracts; "the world changed"
    closes the valid interval). Known facts that are closed, retracted or of another slot are passed over.
    """
    slot = [fact for fact in known if _slot(fact) == _slot(new) and fact.status in _OPEN and fact.valid_to is None]
    same = next((fact for fact in slot if _value(fact) == _value(new) and fact.negated is new.negated), None)
    if same is not None:
        return Reconciled(relation=Relation.SAME, changes=_strengthened(same, new))
    rivals = [fact for fact in slot if _contradicts(fact, new)]
    if not rivals:
        return Reconciled(relation=Relation.ADD, changes=(AddFact(fact=new),))
    above = [fact for fact in rivals if not _may_close(new, fact)]
    if above:
        disputed = replace(new, status=FactStatus.DISPUTED, disputes=_strongest(above).id)
        return Reconciled(relation=Relation.DISPUTE, changes=(AddFact(fact=disputed),))
    if corrects:
        return _corrected(rivals, new)
    return _world_changed(rivals, new)


def _slot(fact: Fact) -> tuple[str, str]:
    return fact.subject.casefold(), fact.predicate


def _value(fact: Fact) -> str:
    return " ".join(fact.object.casefold().split())


def _contradicts(old: Fact, new: Fact) -> bool:
    """Whether two facts of one slot cannot both hold now. A belief never stands against a fact."""
    if old.kind is not new.kind:
        return False
    if old.negated is not new.negated:
        return _names_the_same(old, new)
    if _value(old) == _value(new):
        return False
    if new.predicate in _MANY:
        return False
    return not old.negated and not new.negated


def _names_the_same(one: Fact, other: Fact) -> bool:
    """Whether two values name one thing, perhaps one in fewer words: "Bea" and "sister Bea", 妹妹 and 我妹妹."""
    short, long = sorted((_value(one), _value(other)), key=len)
    if has_cjk(short):
        return short in long
    return set(short.split()) <= set(long.split())


def _may_close(new: Fact, old: Fact) -> bool:
    """Whether the new one's authority reaches the old one's. What a client wants and fears is the client's own."""
    if new.predicate in _CLIENTS_OWN and new.authority in {Authority.CLIENT_STATED, Authority.CLIENT_CONFIRMED}:
        return True
    return AUTHORITY_ORDER.index(new.authority) >= AUTHORITY_ORDER.index(old.authority)


def _strongest(facts: Sequence[Fact]) -> Fact:
    return max(facts, key=lambda fact: AUTHORITY_ORDER.index(fact.authority))


def _strengthened(old: Fact, new: Fact) -> tuple[FactChange, ...]:
    """The same said again changes nothing; said by a higher authority, it takes that authority. Beliefs never rise."""
    higher = AUTHORITY_ORDER.index(new.authority) > AUTHORITY_ORDER.index(old.authority)
    if not higher or old.kind is FactKind.BELIEF:
        return ()
    confirmed = replace(old, authority=new.authority, confidence=max(old.confidence, new.confidence))
    return (ReplaceFact(fact=confirmed, before=old.status, why=f"confirmed with authority {new.authority.value}"),)


def _corrected(rivals: Sequence[Fact], new: Fact) -> Reconciled:
    closed = tuple(
        ReplaceFact(
            fact=replace(old, status=FactStatus.RETRACTED, retracted_at=new.recorded_at, reason="corrected"),
            before=old.status,
            why=f"corrected by {new.id}",
        )
        for old in rivals
    )
    added = AddFact(fact=replace(new, supersedes=_strongest(rivals).id))
    return Reconciled(relation=Relation.CORRECTION, changes=(*closed, added))


def _world_changed(rivals: Sequence[Fact], new: Fact) -> Reconciled:
    """Closes what held before. A statement about an earlier time than a known one is kept as history instead."""
    since = new.valid_from or new.recorded_at.date()
    later = [old for old in rivals if new.valid_from and old.valid_from and old.valid_from > new.valid_from]
    if later:
        until = min(old.valid_from for old in later if old.valid_from)
        history = replace(new, status=FactStatus.SUPERSEDED, valid_to=until)
        return Reconciled(relation=Relation.ADD, changes=(AddFact(fact=history),))
    closed = tuple(
        ReplaceFact(
            fact=replace(old, status=FactStatus.SUPERSEDED, valid_to=max(since, old.valid_from or since)),
            before=old.status,
            why=f"the world changed: {new.id}",
        )
        for old in rivals
    )
    added = AddFact(fact=replace(new, supersedes=_strongest(rivals).id))
    return Reconciled(relation=Relation.WORLD_CHANGED, changes=(*closed, added))
