"""What a clinician may do to a fact, as acts of the journal. Pure: each gives the act, or says why not.

"We were wrong" closes the recorded interval (correct, retract), "the world changed" the valid one (end). A clinician's
word closes whatever stands; what follows from a withdrawal is part of the same act, so that undoing it brings all back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from memory.record.course import Origin
from memory.record.state import Authority, Fact, FactStatus, JournalEntry, JournalKind, Speaker
from memory.state.derivations import derived_from, with_what_follows
from memory.state.journal import Act, Move
from memory.state.relations import OPEN, contradicts, is_same
from strategies.course.errors import FactNotCurrent


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an act is decided over: all facts by id, the whole journal; and in whose name, when and why it is done."""

    facts: Mapping[str, Fact]
    entries: Sequence[JournalEntry]
    id: str
    at: datetime
    actor: str
    reason: str

    def act(self, moves: Sequence[Move]) -> Act:
        """These moves as one act."""
        return Act(id=self.id, at=self.at, moves=tuple(moves), actor=self.actor, reason=self.reason)

    def current(self, fact: str) -> Fact:
        """A fact that is believed or disputed. Raises: FactNotCurrent."""
        found = self.facts[fact]
        if found.status not in OPEN:
            raise FactNotCurrent(fact, found.status)
        return found

    def gone(self, fact: Fact) -> Fact:
        """The fact taken out of the record."""
        return replace(fact, status=FactStatus.RETRACTED, retracted_at=self.at, actor=self.actor, reason=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a fact should say. What is left None stays as it is."""

    object: str
    negated: bool | None = None
    valid_from: date | None = None


def correcting(desk: Desk, fact: str, to: Correction, *, id: str) -> Act:  # noqa: A002 - the record's own word
    """A clinician's value takes the place of a fact, which stays readable as retracted. Raises: FactNotCurrent."""
    old = desk.current(fact)
    new = replace(
        old,
        id=id,
        object=to.object,
        negated=old.negated if to.negated is None else to.negated,
        valid_from=to.valid_from or old.valid_from,
        status=FactStatus.ACTIVE,
        authority=Authority.CLINICIAN_EDITED,
        origin=Origin.CLINICIAN,
        speaker=Speaker.CLINICIAN,
        confidence=1.0,
        recorded_at=desk.at,
        source=None,
        supersedes=old.id,
        disputes=None,
        derived_from=(),
        actor=desk.actor,
        reason=desk.reason,
    )
    moves = [
        Move(kind=JournalKind.CORRECT, fact=desk.gone(old), other=new.id),
        Move(kind=JournalKind.ADD, fact=new, new=True, other=old.id),
    ]
    moves += [
        _beside(desk, other, new)
        for other in desk.facts.values()
        if other.status is FactStatus.DISPUTED and other.disputes == old.id
    ]
    fallen = set(derived_from(desk.facts.values(), [old.id]))
    moves += [
        Move(kind=JournalKind.RETRACT, fact=desk.gone(each), other=old.id)
        for each in desk.facts.values()
        if each.id in fallen and each.status in OPEN
    ]
    return desk.act(moves)


def _beside(desk: Desk, other: Fact, new: Fact) -> Move:
    """What was disputed against the corrected fact: the same as the new value, still against it, or free of it."""
    if is_same(other, new):
        merged = replace(other, status=FactStatus.SUPERSEDED, disputes=None, reason=desk.reason)
        return Move(kind=JournalKind.RESOLVE, fact=merged, other=new.id)
    if contradicts(new, other):
        return Move(kind=JournalKind.DISPUTE, fact=replace(other, disputes=new.id), other=new.id)
    return Move(kind=JournalKind.RESOLVE, fact=replace(other, status=FactStatus.ACTIVE, disputes=None), other=new.id)


def retracting(desk: Desk, fact: str) -> Act:
    """A fact was wrong: it reaches nobody any more, and neither does what was inferred. Raises: FactNotCurrent."""
    desk.current(fact)
    return desk.act(_withdrawal(desk, fact, JournalKind.RETRACT))


def suppressing(desk: Desk, fact: str) -> Act:
    """A fact may be right and is not to be used: it is kept, and reaches nobody. Raises: FactNotCurrent."""
    desk.current(fact)
    return desk.act(_withdrawal(desk, fact, JournalKind.SUPPRESS))


def erasing(desk: Desk, facts: Sequence[str]) -> Act:
    """Facts in whatever state leave the record with all that was inferred from them; nothing brings them back."""
    moves = with_what_follows(
        desk.facts,
        desk.entries,
        [desk.facts[fact].id for fact in facts],
        kind=JournalKind.ERASE,
        at=desk.at,
        actor=desk.actor,
        reason="what it rested on was erased",
    )
    return desk.act(moves)


def _withdrawal(desk: Desk, fact: str, kind: JournalKind) -> tuple[Move, ...]:
    return with_what_follows(
        desk.facts, desk.entries, [fact], kind=kind, at=desk.at, actor=desk.actor, reason=desk.reason
    )


def confirming(desk: Desk, fact: str) -> Act:
    """A clinician stands behind a fact; what was disputed about it is settled for it. Raises: FactNotCurrent."""
    found = desk.current(fact)
    signed = replace(
        found,
        status=FactStatus.ACTIVE,
        authority=Authority.CLINICIAN_SIGNED,
        disputes=None,
        confidence=1.0,
        actor=desk.actor,
        reason=desk.reason,
    )
    against = [
        Move(kind=JournalKind.RESOLVE, fact=desk.gone(desk.facts[each]), other=fact)
        for each in _other_side(desk, found)
    ]
    return desk.act([Move(kind=JournalKind.CONFIRM, fact=signed), *against])


def ending(desk: Desk, fact: str, on: date) -> Act:
    """The world changed: a fact held until the day `on` and holds no more. Raises: FactNotCurrent."""
    found = desk.current(fact)
    over = replace(
        found,
        status=FactStatus.SUPERSEDED,
        valid_to=max(on, found.valid_from or on),
        disputes=None,
        actor=desk.actor,
        reason=desk.reason,
    )
    return desk.act([Move(kind=JournalKind.SUPERSEDE, fact=over)])


def _other_side(desk: Desk, fact: Fact) -> list[str]:
    """Those it is disputed with, either way round, that are still open."""
    sides = {each.id for each in desk.facts.values() if each.disputes == fact.id and each.status in OPEN}
    if fact.disputes is not None and fact.disputes in desk.facts and desk.facts[fact.disputes].status in OPEN:
        sides.add(fact.disputes)
    return sorted(sides)
