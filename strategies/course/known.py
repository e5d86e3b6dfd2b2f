"""Which slot values count where the session stands."""

from collections.abc import Iterable

from memory.record.session import Frame, SlotClaim, SlotValue


def known_slots(stack: tuple[Frame, ...], claims: Iterable[SlotClaim]) -> dict[str, SlotValue]:
    """The newest value of each slot, as the current frame may see it.

    A protocol that is entered anew starts with empty session slots: claims from before the frame was entered do not
    count
    (the second safety screen of a session asks again). Values of patient scope come in as claims of turn 0.
    """
    since = stack[-1].entered_turn if stack else 0
    slots: dict[str, SlotValue] = {}
    for claim in claims:
        if claim.turn == 0 or claim.turn > since:
            slots[claim.slot] = claim.value
    return slots
