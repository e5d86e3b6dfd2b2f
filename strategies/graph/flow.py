"""The graph of a protocol: who reaches whom, and how long a session can be."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from strategies.graph.protocol import Node, NodeKind, Protocol
from strategies.graph.release import CompiledProtocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The edges between nodes that exist.

    `after` maps a node to its successors, `reach` to all that it comes to in one step or more.
    """

    protocol: Protocol
    after: Mapping[str, tuple[str, ...]]
    reach: Mapping[str, frozenset[str]]

    def reachable(self) -> frozenset[str]:
        """The nodes that a session can come to."""
        start = self.protocol.start
        return self.reach[start] | {start} if start in self.reach else frozenset()

    def can_end(self) -> frozenset[str]:
        """The nodes from which an end can be reached, ends included."""
        ends = {name for name, node in self.protocol.nodes.items() if node.kind is NodeKind.END}
        return frozenset(name for name, found in self.reach.items() if name in ends or found & ends)

    def path(self, source: str, to: str, *, around: frozenset[str] = frozenset()) -> list[str] | None:
        """The shortest path, through no node of `around`; None when there is none."""
        if around & {source, to} or source not in self.after:
            return None
        came: dict[str, str] = {}
        queue = deque([source])
        while queue:
            here = queue.popleft()
            if here == to:
                path = [here]
                while path[0] != source:
                    path.insert(0, came[path[0]])
                return path
            for following in self.after[here]:
                if following not in came and following != source and following not in around:
                    came[following] = here
                    queue.append(following)
        return None

    def exhausted_cycle(self) -> list[str] | None:
        """A circle of `after: exhausted` edges, if there is one: no budget would end it."""
        following = {
            name: [
                edge.to
                for edge in sorted(node.edges, key=lambda each: -each.priority)
                if edge.after is not None and edge.to in self.after
            ]
            for name, node in self.protocol.nodes.items()
        }
        for start in following:
            path = [start]
            while following[path[-1]]:
                path.append(following[path[-1]][0])
                if path[-1] == start:
                    return path
                if len(path) > len(following):
                    break
        return None


def flow_of(protocol: Protocol) -> Flow:
    """The graph of a protocol; edges to nodes that do not exist are left out."""
    after = {
        name: tuple(dict.fromkeys(edge.to for edge in node.edges if edge.to in protocol.nodes))
        for name, node in protocol.nodes.items()
    }
    return Flow(protocol=protocol, after=after, reach={name: _reach(after, name) for name in after})


def _reach(after: Mapping[str, tuple[str, ...]], source: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(after[source])
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(after[here])
    return frozenset(found)


def max_turns(flow: Flow, library: Mapping[str, CompiledProtocol], *, above: tuple[str, ...] = ()) -> int | None:
    """The most client turns from start to end, interrupts not counted; None when there is no bound.

    Nodes that a session can come back to count all their visits, the others one; of the ways through, the longest.
    """
    protocol = flow.protocol
    if flow.exhausted_cycle() is not None or protocol.start not in flow.after:
        return None
    cost: dict[str, int] = {}
    for name in flow.reachable():
        node = protocol.nodes[name]
        each = _turns_of(node, library, above=(*above, protocol.protocol.id))
        returns = name in flow.reach[name]
        if each is None or (each > 0 and returns and node.visits is None):
            return None
        cost[name] = each * (node.visits.max if returns and node.visits is not None else 1)
    longest: dict[frozenset[str], int] = {}
    circles = {name: _circle(flow, name) for name in cost}
    for circle in sorted(set(circles.values()), key=lambda members: len(members | flow.reach[next(iter(members))])):
        onward = {circles[to] for name in circle for to in flow.after[name]} - {circle}
        longest[circle] = sum(cost[name] for name in circle) + max((longest[each] for each in onward), default=0)
    return longest[circles[protocol.start]]


def _circle(flow: Flow, name: str) -> frozenset[str]:
    """The nodes that can go to `name` and come back, itself included."""
    return frozenset({name, *(other for other in flow.reach[name] if name in flow.reach[other])})


def _turns_of(node: Node, library: Mapping[str, CompiledProtocol], *, above: tuple[str, ...]) -> int | None:
    """The most client turns of one visit."""
    match node.kind:
        case NodeKind.END:
            return 0
        case NodeKind.CALL:
            called = library.get(node.call.protocol) if node.call is not None else None
            if called is None or called.id in above:
                return None
            return max_turns(flow_of(called.protocol), library, above=above)
        case _:
            return node.turns.max if node.turns is not None else None
