"""Checks the ways through a protocol: every node is reached, every way ends within a bound, every promise is kept."""

from collections.abc import Iterator

from strategies.graph.check_ground import Ground, error, way
from strategies.graph.findings import Finding
from strategies.graph.flow import max_turns
from strategies.graph.protocol import Invariant, Level, Node, NodeKind, Protocol
from strategies.graph.prove import MOST_EDGES


def check_flow(ground: Ground) -> Iterator[Finding]:
    """Unreachable nodes, dead ends, traps, missing exhausted edges, missing bounds, broken invariants."""
    loaded, flow = ground.loaded, ground.flow
    reachable, can_end = flow.reachable(), flow.can_end()
    for name, node in ground.protocol.nodes.items():
        if reachable and name not in reachable:
            yield error(loaded, ("nodes", name), "unreachable", f"no way leads from {ground.protocol.start} to it")
        yield from _ways_out(ground, name, node, can_end=name in can_end)
        yield from _bounded(ground, name, node)
    circle = flow.exhausted_cycle()
    if circle is not None:
        text = (
            "the edges of exhausted budgets go in a circle; nothing would end it. Lead back by a guarded edge, and"
            " onward when the budget is used up"
        )
        yield error(loaded, ("nodes", circle[0], "edges"), "unbounded", text, counterexample=way(circle))
    for i, invariant in enumerate(ground.protocol.invariants):
        yield from _invariant(ground, i, invariant)


def _ways_out(ground: Ground, name: str, node: Node, *, can_end: bool) -> Iterator[Finding]:
    loaded, flow = ground.loaded, ground.flow
    if node.kind is NodeKind.END:
        return
    if not node.edges:
        path = way(flow.path(ground.protocol.start, name)) or name
        yield error(loaded, ("nodes", name), "dead_end", "no edge leads on, and it is no end", counterexample=path)
        return
    if len(node.edges) > MOST_EDGES:
        text = f"{len(node.edges)} edges; nobody can see through more than {MOST_EDGES}, split the node"
        yield error(loaded, ("nodes", name, "edges"), "too_many_edges", text)
    if not any(edge.after is not None for edge in node.edges):
        text = "no `after: exhausted` edge says what happens when its turns are used up"
        yield error(loaded, ("nodes", name), "no_exhausted_edge", text)
    if not can_end:
        path = way(flow.path(ground.protocol.start, name)) or name
        yield error(loaded, ("nodes", name), "trap", "no way leads from it to an end", counterexample=path)


def takes_turns(protocol: Protocol, node: Node) -> bool:
    """Whether the client speaks to the node: not to ends and calls, and to no node of a course."""
    return node.kind not in (NodeKind.END, NodeKind.CALL) and protocol.protocol.level is not Level.COURSE


def _bounded(ground: Ground, name: str, node: Node) -> Iterator[Finding]:
    loaded, flow = ground.loaded, ground.flow
    if takes_turns(ground.protocol, node) and node.turns is None:
        yield error(loaded, ("nodes", name), "unbounded", "no `turns: {max: ...}` bounds a visit")
    if node.kind is not NodeKind.END and node.visits is None and flow.returns(name):
        back = next(to for to in flow.after[name] if to in flow.circles[name])
        path = [name, *(flow.path(back, name) or [name])]
        text = "a session can come back to it, and no `visits: {max: ...}` bounds how often"
        yield error(loaded, ("nodes", name), "unbounded", text, counterexample=way(path))


def _invariant(ground: Ground, i: int, invariant: Invariant) -> Iterator[Finding]:
    loaded, flow = ground.loaded, ground.flow
    if invariant.max_session_turns is not None:
        turns = max_turns(flow, ground.library)
        if turns is not None and turns > invariant.max_session_turns:
            text = f"a session can take {turns} client turns, more than {invariant.max_session_turns}"
            yield error(loaded, ("invariants", i), "session_too_long", text)
    if invariant.reachable_from_all is not None:
        yield from _reachable_from_all(ground, i, invariant.reachable_from_all)
    if invariant.dominates is not None:
        first, then = invariant.dominates
        gates, works = _selected(ground.protocol, first), _selected(ground.protocol, then)
        for selector in (first, then):
            if ":" not in selector and selector not in ground.protocol.nodes:
                yield error(loaded, ("invariants", i, "dominates"), "unknown_node", f"no node {selector!r}")
                return
        for name in sorted(works):
            path = flow.path(ground.protocol.start, name, around=gates)
            if path is not None:
                text = f"a way leads to {name} past {first}"
                yield error(loaded, ("invariants", i), "dominance_broken", text, counterexample=way(path))


def _reachable_from_all(ground: Ground, i: int, selector: str) -> Iterator[Finding]:
    loaded, flow, protocol = ground.loaded, ground.flow, ground.protocol
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
