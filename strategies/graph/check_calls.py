"""Checks what protocols do with one another: levels, parameters, recursion, depth."""

from collections.abc import Iterator
from typing import Final

from strategies.graph.check_ground import Ground, Place, calls_of, error, pushed_by, way
from strategies.graph.findings import Finding
from strategies.graph.protocol import Call, Level, Slot, SlotScope, SlotType
from strategies.graph.walk import MAX_STACK

MAY_CALL: Final = {Level.COURSE: Level.SESSION, Level.SESSION: Level.SKILL, Level.SKILL: Level.SKILL}
"""What each level may call."""


def check_calls(ground: Ground) -> Iterator[Finding]:
    """Calls of a wrong level, parameters that do not fit, recursion, stacks that grow too deep."""
    for name, node in ground.protocol.nodes.items():
        if node.call is not None and node.call.protocol in ground.protocols:
            yield from _level(ground, name, node.call)
            yield from _parameters(ground, name, node.call)
    circles = list(_recursion(ground))
    yield from circles
    if not circles:
        yield from _depth(ground)


def _level(ground: Ground, name: str, call: Call) -> Iterator[Finding]:
    loaded, own = ground.loaded, ground.protocol.protocol.level
    theirs = ground.protocols[call.protocol].protocol.level
    if call.protocol != ground.id and theirs is not MAY_CALL[own]:
        text = f"a {own} calls a {MAY_CALL[own]}; {call.protocol} is a {theirs}"
        yield error(loaded, ("nodes", name, "call", "protocol"), "call_level", text)


def _parameters(ground: Ground, name: str, call: Call) -> Iterator[Finding]:
    loaded, ours = ground.loaded, ground.protocol.slots
    theirs = ground.protocols[call.protocol].slots
    written = ground.written_by(call.protocol)
    pairs = [("with", key, key, value) for key, value in call.with_.items()]
    pairs += [("returns", key, value, key) for key, value in call.returns.items()]
    for part, key, their, our in pairs:
        place: Place = ("nodes", name, "call", part, key)
        if their not in theirs:
            yield error(loaded, place, "unknown_slot", f"{call.protocol} has no slot {their!r}")
        if our not in ours:
            yield error(loaded, place, "unknown_slot", f"no slot {our!r} is declared")
        if their not in theirs or our not in ours:
            continue
        if part == "returns" and their not in written:
            text = f"{call.protocol} never sets {their}: nothing can come back"
            yield error(loaded, place, "slot_unwritten", text)
        if part == "with" and theirs[their].scope is SlotScope.PATIENT:
            text = f"{call.protocol}.{their} is of `scope: patient`: it is known there without being handed in"
            yield error(loaded, place, "call_type", text)
        given, taken = (ours[our], theirs[their]) if part == "with" else (theirs[their], ours[our])
        misfit = _misfit(given, taken)
        if misfit is not None:
            frm, to = (our, f"{call.protocol}.{their}") if part == "with" else (f"{call.protocol}.{their}", our)
            text = f"{frm} does not fit {to}: {misfit[0]}"
            yield error(loaded, place, "call_type", text, counterexample=f"{frm} = {misfit[1]}" if misfit[1] else None)


def _misfit(given: Slot, taken: Slot) -> tuple[str, str | None] | None:
    """Why a value of one slot may not fit another, and such a value; None when all fit."""
    numbers = (SlotType.INT, SlotType.FLOAT)
    if given.type is not taken.type and not (given.type is SlotType.INT and taken.type is SlotType.FLOAT):
        return f"it is of type {given.type}, the other of type {taken.type}", None
    if given.type is SlotType.ENUM:
        foreign = next((value for value in given.values if value not in taken.values), None)
        return (f"the other has no value {foreign!r}", foreign) if foreign is not None else None
    if given.type in numbers and taken.range is not None:
        low, high = given.range if given.range is not None else (None, None)
        if low is None or low < taken.range[0]:
            return f"the other begins at {taken.range[0]:g}", f"{low:g}" if low is not None else None
        if high is None or high > taken.range[1]:
            return f"the other ends at {taken.range[1]:g}", f"{high:g}" if high is not None else None
    return None


def _recursion(ground: Ground) -> Iterator[Finding]:
    loaded = ground.loaded
    for name, node in ground.protocol.nodes.items():
        if node.call is not None:
            circle = _circle(ground, node.call.protocol, called=True)
            if circle is not None:
                text = "a protocol calls itself; depth must be known beforehand"
                yield error(loaded, ("nodes", name, "call"), "recursion", text, counterexample=way(circle))
    for i, interrupt in enumerate(ground.protocol.interrupts):
        circle = _circle(ground, interrupt.protocol, called=False)
        if circle is not None:
            text = "the interrupt's protocol comes back to one that is running"
            yield error(loaded, ("interrupts", i), "recursion", text, counterexample=way(circle))


def _circle(ground: Ground, first: str, *, called: bool) -> list[str] | None:
    """The shortest way by calls and interrupts from here over `first` to a *call* of a protocol that is running.

    An interrupt does not fire while its protocol runs, a call does not ask.
    """
    if called and first == ground.id:
        return [ground.id, first]
    if first == ground.id:
        return None
    waiting: list[tuple[str, ...]] = [(ground.id, first)]
    seen: set[tuple[str, ...]] = set()
    while waiting:
        running = waiting.pop(0)
        protocol = ground.protocols.get(running[-1])
        if protocol is None or len(running) > MAX_STACK:
            continue
        for to in sorted(pushed_by(protocol)):
            if to in running:
                if to in calls_of(protocol):
                    return [*running, to]
            elif (key := (*sorted(running), to)) not in seen:
                seen.add(key)
                waiting.append((*running, to))
    return None


def _depth(ground: Ground) -> Iterator[Finding]:
    loaded = ground.loaded
    depth = call_depth(ground)
    if depth > MAX_STACK:
        text = f"calls and interrupts can stand {depth} protocols deep, at most {MAX_STACK} are kept"
        yield error(loaded, ("protocol",), "call_depth", text)


def call_depth(ground: Ground) -> int:
    """The most protocols that can stand on one another: the longest chain of calls, and every interrupt's below it.

    Only for protocols without recursion.
    """
    depths: dict[str, int] = {}

    def depth_of(name: str) -> int:
        if name not in depths:
            depths[name] = 1  # a circle is reported as recursion; here it only must not run on
            depths[name] = 1 + max(
                (depth_of(each) for each in ground.called(name) if each in ground.protocols and each != name), default=0
            )
        return depths[name]

    inside = {ground.id}
    waiting = [ground.id]
    breaking: set[str] = set()
    while waiting:
        name = waiting.pop()
        protocol = ground.protocols.get(name)
        if protocol is not None:
            breaking |= {interrupt.protocol for interrupt in protocol.interrupts} & ground.protocols.keys()
            fresh = (pushed_by(protocol) & ground.protocols.keys()) - inside
            inside |= fresh
            waiting.extend(fresh)
    return depth_of(ground.id) + sum(depth_of(each) for each in breaking - {ground.id})
