"""Which slot values count where the session stands, and which of the patient's are too old to be used."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memory.record.session import Frame, SlotClaim, SlotValue
from memory.record.state import Place
from memory.state.withheld import GAP, overlap
from memory.store.lasting import Lasting
from strategies.graph.library import Library
from strategies.graph.protocol import Slot, SlotScope, SlotType


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A value of patient scope: what was claimed in an earlier session held on `on`, `days` ago.

    `expired`: older than the slot's `ttl_days`. Then it is shown, to be verified again, and never used.
    """

    protocol: str
    slot: str
    value: SlotValue
    claim: SlotClaim
    on: date
    days: int
    ttl_days: int | None
    expired: bool

    @property
    def expires_on(self) -> date | None:
        """The last day on which it may be used."""
        return None if self.ttl_days is None else self.on + timedelta(days=self.ttl_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingValues:
    """The patient's values as guards may read them: slot -> value; and where each comes from, expired ones too."""

    values: Mapping[str, SlotValue]
    remembered: tuple[Remembered, ...] = ()

    @property
    def expired(self) -> tuple[Remembered, ...]:
        """What has to be verified again."""
        return tuple(each for each in self.remembered if each.expired)


class LastingCache:
    """The values of the sessions used last: they are what they were when a session opened, whatever its turn.

    Read anew at every turn, they are the one thing whose cost grows with the course of a patient.
    """

    def __init__(self, *, most: int = 2048) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str, str], LastingValues] = OrderedDict()

    def find(self, tenant: str, patient: str, session: str) -> LastingValues | None:
        """Those of a session, if they are kept."""
        return self._kept.get((tenant, patient, session))

    def keep(self, tenant: str, patient: str, session: str, values: LastingValues) -> None:
        """Keeps them; the ones kept longest make room."""
        self._kept[tenant, patient, session] = values
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self, tenant: str, patient: str) -> None:
        """Drops everything kept of one patient: after an erasure or a correction."""
        for key in [key for key in self._kept if key[:2] == (tenant, patient)]:
            del self._kept[key]


def lasting_values(
    library: Library, kept: Iterable[Lasting], *, on: date, withheld: Sequence[Place] = ()
) -> LastingValues:
    """What is known of the patient on the day `on`; `kept` are the claims of earlier sessions, oldest first.

    A claim counts where its own protocol declares the slot for the patient; one from before protocols were kept counts
    by its name. Of several protocols that declare one name, the shortest `ttl_days` holds. Words that stand in
    `withheld` places are a gap: that something was said stays known, and so guards decide as before.
    """
    declared: dict[str, dict[str, Slot]] = {}
    for compiled in library.values():
        for name, slot in compiled.protocol.slots.items():
            if slot.scope is SlotScope.PATIENT:
                declared.setdefault(name, {})[compiled.id] = slot
    newest: dict[str, Lasting] = {}
    for each in kept:
        owners = declared.get(each.claim.slot, {})
        if owners and (each.claim.protocol is None or each.claim.protocol in owners):
            newest[each.claim.slot] = each
    remembered: list[Remembered] = []
    for name, each in newest.items():
        owners, held = declared[name], each.held_at.date()
        claim = each.claim
        if withheld and stands_in(claim, withheld):
            worded = any(slot.type is SlotType.TEXT for slot in owners.values())
            claim = replace(claim, quote=GAP, value=GAP if worded else claim.value)
        bounds = [slot.ttl_days for slot in owners.values() if slot.ttl_days is not None]
        days, ttl = (on - held).days, min(bounds) if bounds else None
        remembered.append(
            Remembered(
                protocol=each.claim.protocol or next(iter(sorted(owners))),
                slot=name,
                value=claim.value,
                claim=claim,
                on=held,
                days=days,
                ttl_days=ttl,
                expired=ttl is not None and days > ttl,
            )
        )
    values = {each.slot: each.value for each in remembered if not each.expired}
    return LastingValues(values=values, remembered=tuple(remembered))


def stands_in(claim: SlotClaim, places: Sequence[Place]) -> bool:
    """Whether a claim rests on words of one of these places."""
    own = Place(session=claim.session, turn=claim.turn, start=claim.start, end=claim.end)
    return any(overlap(own, place) for place in places)


def said_so_far(
    library: Library, lasting: Mapping[str, SlotValue], claims: Iterable[SlotClaim]
) -> dict[str, SlotValue]:
    """The patient's values with what this session's `claims` have added to them, in the order they were kept."""
    values = dict(lasting)
    for claim in sorted(claims, key=lambda each: each.at):
        for compiled in library.values():
            if claim.protocol not in (None, compiled.id):
                continue
            slot = compiled.protocol.slots.get(claim.slot)
            if slot is not None and slot.scope is SlotScope.PATIENT and slot.admits(claim.value):
                values[claim.slot] = claim.value
    return values


def claimed(claims: Iterable[SlotClaim], *, protocol: str) -> dict[str, SlotValue]:
    """Slot -> value of those claims that are about slots of `protocol`, the last of each."""
    return {claim.slot: claim.value for claim in claims if claim.protocol in (None, protocol)}


def known_slots(
    stack: tuple[Frame, ...],
    claims: Iterable[SlotClaim],
    *,
    library: Library,
    lasting: Mapping[str, SlotValue] | None = None,
) -> dict[str, SlotValue]:
    """What the protocol on top knows: its frame's values, the patient's, and over both what `claims` add."""
    if not stack:
        return {}
    top = stack[-1]
    known: dict[str, SlotValue] = {}
    for name, slot in library.get_known(top.protocol).protocol.slots.items():
        known[name] = ((lasting or {}) if slot.scope is SlotScope.PATIENT else top.slots).get(name)
    return {**known, **claimed(claims, protocol=top.protocol)}


def filled(stack: tuple[Frame, ...], claims: Iterable[SlotClaim], *, library: Library) -> tuple[Frame, ...]:
    """The stack with the values of its frames; those kept before frames held values get them from the claims.

    `claims` are the session's, oldest first. Values that were claimed before a frame was entered are not its own.
    """
    given = tuple(claims)
    return tuple(frame if frame.slots or not given else _filled(frame, given, library) for frame in stack)


def _filled(frame: Frame, claims: tuple[SlotClaim, ...], library: Library) -> Frame:
    slots = library.get_known(frame.protocol).protocol.slots
    found = claimed((claim for claim in claims if claim.turn > frame.entered_turn), protocol=frame.protocol)
    own = {
        name: value
        for name, value in found.items()
        if name in slots and slots[name].scope is SlotScope.SESSION and slots[name].admits(value)
    }
    return replace(frame, slots=own) if own else frame
