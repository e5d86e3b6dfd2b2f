"""Checks the data flow of slots: nothing is read before some way here has written it."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, Place, error, warning, way
from strategies.graph.findings import Finding
from strategies.graph.protocol import SlotScope
from strategies.graph.prove_exits import set_at
from strategies.graph.prove_states import States


def check_slots(states: States) -> Iterator[Finding]:
    """Slots that a guard or a call reads although no way here can have set them."""
    ground = states.ground
    protocol, reachable = ground.protocol, ground.flow.reachable()
    setters: dict[str, set[str]] = {}
    for name in reachable:
        for slot in set_at(ground, protocol.nodes[name]):
            setters.setdefault(slot, set()).add(name)
    yield from _patient(ground)
    free = states.given
    for name, node in protocol.nodes.items():
        if name not in reachable:
            continue
        reads: list[tuple[Place, str, bool]] = [
            (("nodes", name, "edges", i, "when"), slot, True)
            for i, edge in enumerate(node.edges)
            for slot in ground.names(edge.when)
        ]
        if node.call is not None:
            reads += [(("nodes", name, "call", "with", to), slot, False) for to, slot in node.call.with_.items()]
        for place, slot, own in reads:
            if slot not in protocol.slots or slot in free:
                continue
            before = {
                each for each in setters.get(slot, ()) if (own and each == name) or name in ground.flow.reach[each]
            }
            if not before:
                yield _unwritten(ground, place, name, slot, later=bool(setters.get(slot)))
    for i, interrupt in enumerate(protocol.interrupts):
        guard = ground.guard(interrupt.when)
        for slot in guard.names if guard is not None else ():
            if slot in protocol.slots and slot not in free and slot not in setters:
                yield _unwritten(ground, ("interrupts", i, "when"), protocol.start, slot, later=False)


def _unwritten(ground: Ground, place: Place, name: str, slot: str, *, later: bool) -> Finding:
    loaded = ground.loaded
    path = way(ground.flow.path(ground.protocol.start, name))
    text = f"{slot} is read and nothing sets it: no node collects it, no call returns it"
    if later:
        text = f"{slot} is read before any way here has set it"
    return error(loaded, place, "slot_unwritten", text, counterexample=f"{path}: {slot} = null")


def _patient(ground: Ground) -> Iterator[Finding]:
    """Slots kept from session to session that no known protocol ever sets."""
    loaded, protocol = ground.loaded, ground.protocol
    read = {slot for source in ground.guards if (guard := ground.guard(source)) is not None for slot in guard.names}
    collected = {
        slot
        for each in ground.protocols.values()
        for node in each.nodes.values()
        for slot in (*node.collects, *(node.call.returns if node.call is not None else ()))
        if slot in each.slots and each.slots[slot].scope is SlotScope.PATIENT
    }
    for name, slot in protocol.slots.items():
        if slot.scope is SlotScope.PATIENT and name in read and name not in collected:
            text = "it is kept from earlier sessions, and no known protocol ever collects it"
            yield warning(loaded, ("slots", name), "slot_unwritten", text)
