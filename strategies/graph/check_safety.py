"""Checks that safety is never far, that gates cannot be gone around, and that sensitive words stay out of prompts."""

import re
from collections.abc import Iterator

from strategies.graph.check_ground import Ground, Place, error, way
from strategies.graph.check_text import texts_of
from strategies.graph.findings import Finding
from strategies.graph.guards import Ref
from strategies.graph.protocol import Edge, Interrupt, Level, Node, NodeKind, Protocol
from strategies.graph.prove import example
from strategies.graph.prove_states import States
from strategies.graph.prove_table import all_of, any_of, never

RISK = "risk.unscreened_event"


def check_safety(states: States) -> Iterator[Finding]:
    """Alarms that do not lead to a screen next, exposure past no gate, gates that hold nobody, sensitive slots."""
    ground = states.ground
    yield from _alarm(states)
    yield from _gates(ground)
    yield from _exposure(ground)
    yield from _sensitive(ground)


def _speaks(protocol: Protocol, node: Node) -> bool:
    """Whether a client stands at the node outside a screen."""
    silent = (NodeKind.SAFETY, NodeKind.CALL, NodeKind.END)
    return protocol.protocol.level is not Level.COURSE and node.kind not in silent


def _alarm(states: States) -> Iterator[Finding]:
    """An alarm leads out of any node: an interrupt that fires whatever else is known, before any other, to a screen."""
    ground = states.ground
    loaded, protocol = ground.loaded, ground.protocol
    if not any(_speaks(protocol, node) for node in protocol.nodes.values()):
        return
    ranked = sorted(enumerate(protocol.interrupts), key=lambda each: -each[1].priority)
    typed = [(i, each, guard.tree) for i, each in ranked if (guard := ground.guard(each.when)) is not None]
    screens = [(at, tree) for at, (_, each, tree) in enumerate(typed) if _is_screen(ground, each)]
    alarm = Ref(name=RISK, place=0)
    missed = example(states, all_of([alarm, never(any_of(tree for _, tree in screens))]))
    if missed is not None:
        text = f"no interrupt leads to a safety screen whenever `{RISK}` holds"
        place: Place = ("interrupts",) if protocol.interrupts else ("nodes", protocol.start)
        yield error(loaded, place, "safety_unreachable", text, counterexample=missed)
        return
    for at, (i, interrupt, tree) in enumerate(typed):
        if _is_screen(ground, interrupt):
            continue
        before = any_of(other for rank, other in screens if rank < at)
        first = example(states, all_of([alarm, tree, never(before)]))
        if first is not None:
            text = f"{interrupt.to} comes before the safety screen; give the screen's interrupt the higher priority"
            yield error(loaded, ("interrupts", i), "safety_outranked", text, counterexample=first)


def _is_screen(ground: Ground, interrupt: Interrupt) -> bool:
    """Whether its protocol begins with a safety node."""
    protocol = ground.protocols.get(interrupt.protocol)
    start = protocol.nodes.get(protocol.start) if protocol is not None else None
    return start is not None and start.kind is NodeKind.SAFETY


def _is_gate(protocol: Protocol, name: str, edge: Edge) -> bool:
    """Whether the edge waits for a clinician at a gate node."""
    return edge.gate is not None and protocol.nodes[name].kind is NodeKind.GATE


def _gates(ground: Ground) -> Iterator[Finding]:
    """A gate that waits for nobody, and one that a plain edge leads around to the same place."""
    loaded = ground.loaded
    for name, node in ground.protocol.nodes.items():
        held = {edge.to for edge in node.edges if edge.gate is not None}
        if node.kind is NodeKind.GATE and not held:
            text = "no edge of this gate waits for a clinician (`gate: clinician`)"
            yield error(loaded, ("nodes", name), "gate_open", text)
        for i, edge in enumerate(node.edges):
            if edge.gate is None and edge.to in held:
                text = f"this edge leads to {edge.to} past the clinician that another edge waits for"
                yield error(loaded, ("nodes", name, "edges", i), "gate_open", text)


def _exposure(ground: Ground) -> Iterator[Finding]:
    """Work that needs a clinician's clearance lies behind a gate, here or in whoever calls."""
    loaded, protocol = ground.loaded, ground.protocol
    header = protocol.protocol
    if header.requires_gate and header.level is Level.COURSE:
        text = "a course has nobody above it whose gate could stand before it; it needs the gate itself"
        place: Place = ("protocol", "requires_gate")
        yield error(loaded, place, "exposure_ungated", text)
    for name, node in protocol.nodes.items():
        needs = "exposure" if node.exposure else None
        if node.call is not None and _requires_gate(ground, node.call.protocol):
            needs = f"{node.call.protocol}, which requires a gate,"
        if needs is None or (header.requires_gate and header.level is not Level.COURSE):
            continue
        path = ground.flow.path(protocol.start, name, without=lambda at, edge: _is_gate(protocol, at, edge))
        if path is not None:
            text = f"a way leads to {needs} past no clinician's gate; or let the file say `requires_gate: true`"
            yield error(loaded, ("nodes", name), "exposure_ungated", text, counterexample=way(path))
    for i, interrupt in enumerate(protocol.interrupts):
        if _requires_gate(ground, interrupt.protocol):
            text = f"{interrupt.protocol} requires a gate, and an interrupt passes none"
            yield error(loaded, ("interrupts", i), "exposure_ungated", text)


def _requires_gate(ground: Ground, name: str) -> bool:
    protocol = ground.protocols.get(name)
    return protocol is not None and protocol.protocol.requires_gate


def _sensitive(ground: Ground) -> Iterator[Finding]:
    """Sensitive slots that a prompt would show: asked for in a model's words, named in a text, passed on unmarked."""
    loaded, protocol = ground.loaded, ground.protocol
    for name, node in protocol.nodes.items():
        for i, slot in enumerate(node.collects):
            if slot in protocol.slots and protocol.slots[slot].sensitive and not node.speaks_verbatim:
                text = (
                    f"{slot} is sensitive, and the words at this node are a model's to write and to read; make the node"
                    " `verbatim: true`, or of kind safety"
                )
                yield error(loaded, ("nodes", name, "collects", i), "sensitive_in_prompt", text)
        if node.call is not None and node.call.protocol in ground.protocols:
            theirs = ground.protocols[node.call.protocol].slots
            passed = [
                ("with", their, our, protocol.slots.get(our), theirs.get(their))
                for their, our in node.call.with_.items()
            ]
            passed += [
                ("returns", our, their, theirs.get(their), protocol.slots.get(our))
                for our, their in node.call.returns.items()
            ]
            for part, to, frm, source, drain in passed:
                if source is not None and drain is not None and source.sensitive and not drain.sensitive:
                    text = f"{frm} is sensitive, and {to}, which takes its value, is not: prompts would show it"
                    yield error(loaded, ("nodes", name, "call", part, to), "sensitive_in_prompt", text)
    names = [name for name, slot in protocol.slots.items() if slot.sensitive and "_" in name]
    if names:
        named = re.compile(rf"(?<![A-Za-z0-9_])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z0-9_])")
        for place, text_map in texts_of(protocol):
            found = next((match for words in text_map.values() if (match := named.search(words))), None)
            if found is not None:
                text = f"the words name the sensitive slot {found.group()}"
                yield error(loaded, place, "sensitive_in_prompt", text)
