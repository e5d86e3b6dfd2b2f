"""Which slot values count where the session stands."""

from collections.abc import Iterable

from memory.record.session import Frame, SlotClaim, SlotValue
from strategies.graph.library import Library
from strategies.graph.protocol import SlotScope


def known_slots(stack: tuple[Frame, ...], claims: Iterable[SlotClaim], *, library: Library) -> dict[str, SlotValue]:
    """The newest value of each slot, as the frames of the stack may see it.

    A protocol that is entered anew starts with empty session slots: claims from before its frame was entered do not
    count (the second safety screen of a session asks again). What the frames beneath know stays known meanwhile.
    Values of patient scope come in as claims of turn 0.
    """
    since: dict[str, int] = {}
    for frame in stack:
        for name, slot in library.get_known(frame.protocol).protocol.slots.items():
            since[name] = frame.entered_turn if slot.scope is SlotScope.SESSION else 0
    slots: dict[str, SlotValue] = {}
    for claim in claims:
        if claim.turn == 0 or claim.turn > since.get(claim.slot, 0):
            slots[claim.slot] = claim.value
    return slots
