"""Checks the ways through a protocol: every node is reached, every way ends within a bound, safety is never far."""

from collections.abc import Iterator, Mapping

from strategies.graph.check_names import error
from strategies.graph.errors import GuardRefused
from strategies.graph.findings import Finding
from strategies.graph.flow import Flow, flow_of, max_turns
from strategies.graph.guard_types import compile_guard
from strategies.graph.load import Loaded
from strategies.graph.protocol import Invariant, Node, NodeKind, Protocol
from strategies.graph.release import CompiledProtocol


def check_flow(loaded: Loaded, *, library: Mapping[str, CompiledProtocol]) -> Iterator[Finding]:
    """Unreachable nodes, dead ends, traps, missing exhausted edges, missing bounds, recursion, broken invariants."""
    flow = flow_of(loaded.protocol)
    reachable, can_end = flow.reachable(), flow.can_end()
    for name, node in loaded.protocol.nodes.items():
        if reachable and name not in reachable:
            yield error(loaded, ("nodes", name), "unreachable", f"no way leads from {loaded.protocol.start} to it")
        yield from _ways_out(loaded, flow, name, node, can_end=name in can_end)
        yield from _bounded(loaded, flow, name, node)
    circle = flow.exhausted_cycle()
    if circle is not None:
        text = "the edges of exhausted budgets go in a circle; nothing would end it"
        yield error(loaded, ("nodes", circle[0], "edges"), "unbounded", text, counterexample=" > ".join(circle))
    yield from _recursion(loaded, library)
    yield from _safety(loaded, library)
    for i, invariant in enumerate(loaded.protocol.invariants):
        yield from _invariant(loaded, flow, i, invariant, library)


def _ways_out(loaded: Loaded, flow: Flow, name: str, node: Node, *, can_end: bool) -> Iterator[Finding]:
    if node.kind is NodeKind.END:
        return
    if not node.edges:
        path = " > ".join(flow.path(loaded.protocol.start, name) or [name])
        yield error(loaded, ("nodes", name), "dead_end", "no edge leads on, and it is no end", counterexample=path)
        return
    if not any(edge.after is not None for edge in node.edges):
        text = "no `after: exhausted` edge says what happens when its turns are used up"
        yield error(loaded, ("nodes", name), "no_exhausted_edge", text)
    if not can_end:
        path = " > ".join(flow.path(loaded.protocol.start, name) or [name])
        yield error(loaded, ("nodes", name), "trap", "no way leads from it to an end", counterexample=path)


def _bounded(loaded: Loaded, flow: Flow, name: str, node: Node) -> Iterator[Finding]:
    if node.kind not in (NodeKind.END, NodeKind.CALL) and node.turns is None:
        yield error(loaded, ("nodes", name), "unbounded", "no `turns: {max: ...}` bounds a visit")
    if node.kind is not NodeKind.END and node.visits is None and name in flow.reach[name]:
        back = next(to for to in flow.after[name] if to == name or name in flow.reach[to])
        path = " > ".join([name, *(flow.path(back, name) or [name])])
        text = "a session can come back to it, and no `visits: {max: ...}` bounds how often"
        yield error(loaded, ("nodes", name), "unbounded", text, counterexample=path)


def _recursion(loaded: Loaded, library: Mapping[str, CompiledProtocol]) -> Iterator[Finding]:
    own = loaded.protocol.protocol.id
    for name, node in loaded.protocol.nodes.items():
        if node.call is not None:
            circle = _way_back(node.call.protocol, own, library)
            if circle is not None:
                text = "a protocol calls itself; depth must be known beforehand"
                way = " > ".join([own, *circle])
                yield error(loaded, ("nodes", name, "call"), "recursion", text, counterexample=way)
    for i, interrupt in enumerate(loaded.protocol.interrupts):
        circle = None if interrupt.protocol == own else _way_back(interrupt.protocol, own, library)
        if circle is not None:
            way = " > ".join([own, *circle])
            yield error(
                loaded, ("interrupts", i), "recursion", "the interrupt's protocol comes back here", counterexample=way
            )


def _way_back(start: str, own: str, library: Mapping[str, CompiledProtocol]) -> list[str] | None:
    """The calls that lead from protocol `start` to `own`, if any do."""
    waiting, seen = [[start]], {start}
    while waiting:
        way = waiting.pop(0)
        if way[-1] == own:
            return way
        found = library.get(way[-1])
        for to in _calls(found.protocol) if found is not None else ():
            if to not in seen or to == own:
                seen.add(to)
                waiting.append([*way, to])
    return None


def _calls(protocol: Protocol) -> list[str]:
    return sorted({node.call.protocol for node in protocol.nodes.values() if node.call is not None})


def _safety(loaded: Loaded, library: Mapping[str, CompiledProtocol]) -> Iterator[Finding]:
    """An alarm must lead out of any node: an interrupt that fires whatever is known, to a screen."""
    protocol = loaded.protocol
    if all(node.kind in (NodeKind.SAFETY, NodeKind.CALL, NodeKind.END) for node in protocol.nodes.values()):
        return
    for interrupt in protocol.interrupts:
        try:
            guard = compile_guard(interrupt.when, slots=protocol.slots)
        except GuardRefused:
            continue
        to = library.get(interrupt.protocol)
        screens = to is not None and any(node.kind is NodeKind.SAFETY for node in to.protocol.nodes.values())
        alarms = [{"risk.unscreened_event": True, "risk.level": level, "frame.turns": 0} for level in range(7)]
        if screens and all(guard.holds(alarm) for alarm in alarms):
            return
    text = "no interrupt leads to a safety screen whenever `risk.unscreened_event` holds"
    yield error(
        loaded,
        ("interrupts",) if protocol.interrupts else ("nodes", protocol.start),
        "safety_unreachable",
        text,
        counterexample="risk.unscreened_event = true, every slot = null",
    )


def _invariant(
    loaded: Loaded, flow: Flow, i: int, invariant: Invariant, library: Mapping[str, CompiledProtocol]
) -> Iterator[Finding]:
    if invariant.max_session_turns is not None:
        turns = max_turns(flow, library)
        if turns is not None and turns > invariant.max_session_turns:
            text = f"a session can take {turns} client turns, more than {invariant.max_session_turns}"
            yield error(loaded, ("invariants", i), "session_too_long", text)
    if invariant.reachable_from_all is not None:
        yield from _reachable_from_all(loaded, flow, i, invariant.reachable_from_all)
    if invariant.dominates is not None:
        first, then = invariant.dominates
        gates = _selected(loaded.protocol, first)
        for name in sorted(_selected(loaded.protocol, then)):
            path = flow.path(loaded.protocol.start, name, around=gates)
            if path is not None:
                text = f"a way leads to {name} past {first}"
                way = " > ".join(path)
                yield error(loaded, ("invariants", i), "dominance_broken", text, counterexample=way)


def _reachable_from_all(loaded: Loaded, flow: Flow, i: int, selector: str) -> Iterator[Finding]:
    protocol = loaded.protocol
    if any(interrupt.to == selector for interrupt in protocol.interrupts):
        return
    wanted = _selected(protocol, selector)
    code = "safety_unreachable" if selector.startswith("protocol:") else "not_reachable_from_all"
    for name in sorted(flow.reachable()):
        if protocol.nodes[name].kind is not NodeKind.END and name not in wanted and not flow.reach[name] & wanted:
            text = f"{selector} cannot be reached from {name}"
            yield error(loaded, ("invariants", i), code, text, counterexample=name)
            return


def _selected(protocol: Protocol, selector: str) -> frozenset[str]:
    """The nodes that a selector means: by id, by `kind:`, or those that call `protocol:`."""
    head, _, tail = selector.partition(":")
    return frozenset(
        name
        for name, node in protocol.nodes.items()
        if name == selector
        or (head == "kind" and node.kind == tail)
        or (head == "protocol" and node.call is not None and node.call.protocol == tail)
    )
