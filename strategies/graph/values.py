"""Whose values are whose: what a frame's guards may read, what a call hands in, what it hands back. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from memory.record.session import Frame, RouteInputs, SlotValue
from strategies.graph.guards import RISK_FLAGS
from strategies.graph.protocol import Call, SlotScope
from strategies.graph.release import CompiledProtocol

Values = Mapping[str, SlotValue]


def readable(compiled: CompiledProtocol, frame: Frame, lasting: Values, given: RouteInputs) -> dict[str, SlotValue]:
    """What guards of a frame may read: its own values, the patient's, risk, its turns; unset and ill-typed are None."""
    values: dict[str, SlotValue] = {}
    for name, slot in compiled.protocol.slots.items():
        value = (lasting if slot.scope is SlotScope.PATIENT else frame.slots).get(name)
        values[name] = value if slot.admits(value) else None
    values["risk.unscreened_event"] = given.unscreened
    values["risk.level"] = given.level
    values |= {f"risk.{flag}": flag in given.flags for flag in RISK_FLAGS}
    values["frame.turns"] = frame.turns
    return values


def heard(compiled: CompiledProtocol, slots: Values) -> tuple[dict[str, SlotValue], dict[str, SlotValue]]:
    """What was read, as far as its slots can hold it: of session scope, and of patient scope."""
    own: dict[str, SlotValue] = {}
    lasting: dict[str, SlotValue] = {}
    for name, value in slots.items():
        slot = compiled.protocol.slots.get(name)
        if slot is not None and slot.admits(value):
            (own if slot.scope is SlotScope.SESSION else lasting)[name] = value
    return own, lasting


def handed_in(called: CompiledProtocol, call: Call, ours: Values) -> dict[str, SlotValue]:
    """The called protocol's first values: those of the caller that its call names, and that are known."""
    theirs = called.protocol.slots
    return {
        their: ours[our]
        for their, our in call.with_.items()
        if their in theirs and theirs[their].scope is SlotScope.SESSION and theirs[their].admits(ours.get(our))
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """One value that a call returns: `slot` is the caller's, `of_slot` the called protocol's.

    `lasts`: the caller's slot is of patient scope, and nobody has said this value to it yet.
    """

    slot: str
    value: SlotValue
    of_slot: str
    lasts: bool


def handed_back(caller: CompiledProtocol, called: CompiledProtocol, call: Call, values: Values) -> Iterator[HandedBack]:
    """What the called protocol returns; what it does not know leaves the caller's value as it was."""
    for our, their in call.returns.items():
        slot, value = caller.protocol.slots.get(our), values.get(their)
        if slot is None or not slot.admits(value):
            continue
        if slot.scope is SlotScope.SESSION:
            yield HandedBack(slot=our, value=value, of_slot=their, lasts=False)
        elif our != their or called.protocol.slots[their].scope is SlotScope.SESSION:
            yield HandedBack(slot=our, value=value, of_slot=their, lasts=True)
