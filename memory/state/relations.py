"""How a new statement stands to what is known in its slot. Pure: what follows from it is decided by who has authority.

A slot is (subject, predicate). Values that name one thing in more or fewer words are one value; a belief never stands
against a fact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.record.language import has_cjk
from memory.record.state import CLINICIANS, Fact, FactStatus
from memory.state.authority import may_close, rank
from memory.state.predicates import DENIED_WHOLE, ends, is_many_valued, may_stand_beside, person, slot_of
from memory.state.wordings import Wording, compared, plain

OPEN = frozenset({FactStatus.ACTIVE, FactStatus.DISPUTED})
"""What is believed, or stood against and not yet settled."""
WITHDRAWN = frozenset({FactStatus.RETRACTED, FactStatus.SUPPRESSED})
"""What reaches nobody any more."""


class Relation(StrEnum):
    """How a statement stands to what is known in its slot."""

    SAME = "same"
    ADD = "add"
    REFINES = "refines"
    WORLD_CHANGED = "world_changed"
    CORRECTION = "correction"
    DISPUTE = "dispute"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The relation, and the known facts that it is a relation to: the same one, or those that cannot hold beside it."""

    relation: Relation
    to: tuple[Fact, ...] = ()


def relation_of(known: Sequence[Fact], new: Fact, *, corrects: bool = False) -> Related:
    """How `new`, not kept yet, stands to `known`.

    `corrects`: its words say that what was said before was wrong. REFINES: it says more exactly what is known, so
    that neither life nor the record's truth changes. WITHHELD: a person withdrew this very value, and no
    later extraction brings it back; a clinician's own word does.
    """
    own = slot(new)
    beside = [fact for fact in known if slot(fact) == own]
    withdrawn = tuple(
        fact
        for fact in beside
        if fact.status in WITHDRAWN and fact.actor and is_same(fact, new) and new.authority not in CLINICIANS
    )
    if withdrawn:
        return Related(relation=Relation.WITHHELD, to=withdrawn)
    standing = [fact for fact in beside if fact.status in OPEN and fact.valid_to is None]
    if new.valid_to is not None:
        return _over(beside, standing, new)
    same = next((fact for fact in standing if is_same(fact, new)), None) or next(
        (fact for fact in standing if _says_no_more(fact, new)), None
    )
    if same is not None:
        return Related(relation=Relation.SAME, to=(same,))
    rivals = tuple(fact for fact in (*standing, *_brought_to_an_end(known, new)) if contradicts(fact, new))
    if not rivals:
        rough = tuple(fact for fact in standing if refines(fact, new) and may_close(new, fact))
        return Related(relation=Relation.REFINES if rough else Relation.ADD, to=rough)
    above = tuple(fact for fact in rivals if not may_close(new, fact))
    if above:
        return Related(relation=Relation.DISPUTE, to=above)
    return Related(relation=Relation.CORRECTION if corrects else Relation.WORLD_CHANGED, to=rivals)


def _over(beside: Sequence[Fact], standing: Sequence[Fact], new: Fact) -> Related:
    """A statement about a time that is over: it ends what is known to hold, or is history beside it."""
    ended = tuple(fact for fact in standing if _wording(fact, new) is not Wording.OTHER and may_close(new, fact))
    if ended:
        return Related(relation=Relation.WORLD_CHANGED, to=ended)
    told = tuple(fact for fact in beside if fact.status is FactStatus.SUPERSEDED and is_same(fact, new))
    return Related(relation=Relation.SAME if told else Relation.ADD, to=told)


def _brought_to_an_end(known: Sequence[Fact], new: Fact) -> tuple[Fact, ...]:
    """Facts of another slot that an event ends."""
    if not ends(new.predicate, new.object):
        return ()
    return tuple(
        fact
        for fact in known
        if _ends(new, fact)
        and fact.status in OPEN
        and fact.valid_to is None
        and (new.valid_from is None or fact.valid_from is None or fact.valid_from <= new.valid_from)
    )


def _ends(event: Fact, fact: Fact) -> bool:
    """Whether an event of a person is the end of what a fact says of the same one."""
    return person(fact.subject) == person(event.subject) and any(
        ended.predicate == fact.predicate
        and (ended.where is None or bool(ended.where.search(fact.object)))
        and (ended.named is None or names_the_same(ended.named, fact.object))
        for ended in ends(event.predicate, event.object)
    )


def is_same(one: Fact, other: Fact) -> bool:
    """Whether two facts of a slot say one thing."""
    return _value(one) == _value(other) and one.negated is other.negated


def refines(old: Fact, new: Fact) -> bool:
    """Whether a fact says more exactly what an older one of its slot says: "cousin Marisol" of "cousin"."""
    return slot(old) == slot(new) and _wording(old, new) is Wording.MORE


def _says_no_more(old: Fact, new: Fact) -> bool:
    """Whether a fact of a slot is a known one in other or fewer words.

    A word of higher authority says only what it says: the known one does not take that authority.
    """
    return _wording(old, new) in {Wording.SAME, Wording.LESS} and rank(new.authority) <= rank(old.authority)


def _wording(old: Fact, new: Fact) -> Wording:
    """How two facts of a slot are worded; who has moved to a place has moved, however the place was named before."""
    if is_same(old, new):
        return Wording.SAME
    alike = old.kind is new.kind and old.predicate == new.predicate and old.negated is new.negated
    if not alike or is_many_valued(new.predicate):
        return Wording.OTHER
    return compared(new.predicate, old.object, new.object)


def contradicts(old: Fact, new: Fact) -> bool:
    """Whether two facts of one slot cannot both hold now."""
    if old.kind is not new.kind:
        return False
    if slot(old) != slot(new):
        return _ends(new, old) and not old.negated and not new.negated
    if old.negated is not new.negated:
        return new.predicate in DENIED_WHOLE or names_the_same(old.object, new.object)
    if is_many_valued(new.predicate) or _wording(old, new) is not Wording.OTHER:
        return False
    together = old.source is not None and new.source is not None and old.source.session == new.source.session
    beside = may_stand_beside(new.predicate, old.object, new.object, told_together=together)
    return not beside and not old.negated and not new.negated


def names_the_same(one: str, other: str) -> bool:
    """Whether two values name one thing, perhaps one in fewer words: "Bea" and "sister Bea", 妹妹 and 我妹妹."""
    short, long = sorted((plain(one), plain(other)), key=len)
    if not short:
        return short == long
    if has_cjk(short):
        return short in long
    return set(short.split()) <= set(long.split())


def slot(fact: Fact) -> tuple[str, str]:
    """Subject and the slot of the predicate."""
    return person(fact.subject), slot_of(fact.predicate)


def _value(fact: Fact) -> str:
    return plain(fact.object)
