"""The graph of a protocol: who reaches whom, past whom there is no way, and how long a session can be."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from strategies.graph.protocol import Edge, Level, Node, NodeKind, Protocol
from strategies.graph.release import CompiledProtocol


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The edges between nodes that exist.

    `after` maps a node to its successors, `reach` to all that it comes to in one step or more, `circles` to the nodes
    that it can go to and come back from, itself included.
    """

    protocol: Protocol
    after: Mapping[str, tuple[str, ...]]
    circles: Mapping[str, frozenset[str]] = field(repr=False)

    @cached_property
    def reach(self) -> Mapping[str, frozenset[str]]:
        """What each node comes to in one step or more."""
        whole: dict[frozenset[str], frozenset[str]] = {}
        for circle in dict.fromkeys(self.circles.values()):  # a circle comes after those it leads to
            found: set[str] = set()
            for name in circle:
                for to in self.after[name]:
                    found.add(to)
                    if to not in circle:
                        found |= whole[self.circles[to]]
            if len(circle) > 1:
                found |= circle
            whole[circle] = frozenset(found)
        return {name: whole[circle] for name, circle in self.circles.items()}

    def returns(self, name: str) -> bool:
        """Whether a session can come back to the node."""
        return len(self.circles[name]) > 1 or name in self.after[name]

    def reachable(self) -> frozenset[str]:
        """The nodes that a session can come to."""
        start = self.protocol.start
        return self.reach[start] | {start} if start in self.after else frozenset()

    def can_end(self) -> frozenset[str]:
        """The nodes from which an end can be reached, ends included."""
        ends = {name for name, node in self.protocol.nodes.items() if node.kind is NodeKind.END}
        return frozenset(name for name, found in self.reach.items() if name in ends or found & ends)

    def path(
        self,
        source: str,
        to: str,
        *,
        around: frozenset[str] = frozenset(),
        without: Callable[[str, Edge], bool] | None = None,
    ) -> list[str] | None:
        """The shortest path, through no node of `around` and no edge that `without` names; None when there is none."""
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
            for following in self.after[here] if without is None else self._following(here, without):
                if following not in came and following != source and following not in around:
                    came[following] = here
                    queue.append(following)
        return None

    def _following(self, name: str, without: Callable[[str, Edge], bool]) -> Iterable[str]:
        edges = self.protocol.nodes[name].edges
        return [edge.to for edge in edges if edge.to in self.after and not without(name, edge)]

    def exhausted_cycle(self) -> list[str] | None:
        """A circle of `after: exhausted` edges, if there is one: no budget would end it."""
        following = {name: self._on_exhausted(node) for name, node in self.protocol.nodes.items()}
        settled: set[str] = set()
        for start in following:
            path: dict[str, None] = {}
            here: str | None = start
            while here is not None and here not in settled and here not in path:
                path[here] = None
                here = following[here]
            if here is not None and here in path:
                circle = list(path)
                return [*circle[circle.index(here) :], here]
            settled.update(path)
        return None

    def _on_exhausted(self, node: Node) -> str | None:
        """Where the node's exhausted edge leads: the first by priority."""
        ways = [edge for edge in node.edges if edge.after is not None and edge.to in self.after]
        return min(ways, key=lambda each: -each.priority).to if ways else None


def flow_of(protocol: Protocol) -> Flow:
    """The graph of a protocol; edges to nodes that do not exist are left out."""
    after = {
        name: tuple(dict.fromkeys(edge.to for edge in node.edges if edge.to in protocol.nodes))
        for name, node in protocol.nodes.items()
    }
    return Flow(protocol=protocol, after=after, circles=_circles(after))


def _circles(after: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Node -> its strongly connected component (Tarjan 1972, without recursion); those it leads to come first."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: dict[str, frozenset[str]] = {}
    for root in after:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        trail = [(root, iter(after[root]))]
        while trail:
            here, ways = trail[-1]
            for to in ways:
                if to not in number:
                    number[to] = low[to] = len(number)
                    stack.append(to)
                    trail.append((to, iter(after[to])))
                    break
                if to not in found:
                    low[here] = min(low[here], number[to])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[here])
                if low[here] == number[here]:
                    at = stack.index(here)
                    circle = frozenset(stack[at:])
                    del stack[at:]
                    found.update(dict.fromkeys(sorted(circle), circle))
    return found


def longest(flow: Flow, cost: Callable[[str, Node], int | None]) -> int | None:
    """The dearest way from start to end, when one visit to a node costs that much; None when there is no bound.

    Nodes that a session can come back to count all their visits, the others one; of the ways through, the dearest.
    """
    protocol = flow.protocol
    if flow.exhausted_cycle() is not None or protocol.start not in flow.after:
        return None
    reachable = flow.reachable()
    most: dict[frozenset[str], int] = {}
    for circle in dict.fromkeys(flow.circles.values()):
        if not circle <= reachable:
            continue
        whole = 0
        for name in circle:
            node = protocol.nodes[name]
            each = cost(name, node)
            if each is None or (each > 0 and flow.returns(name) and node.visits is None):
                return None
            whole += each * (node.visits.max if flow.returns(name) and node.visits is not None else 1)
        onward = {flow.circles[to] for name in circle for to in flow.after[name]} - {circle}
        most[circle] = whole + max((most[each] for each in onward), default=0)
    return most[flow.circles[protocol.start]]


def max_turns(flow: Flow, library: Mapping[str, CompiledProtocol], *, above: tuple[str, ...] = ()) -> int | None:
    """The most client turns of one session, from start to end, interrupts not counted; None when there is no bound.

    Of a course, whose every call is one session: the longest of its sessions.
    """
    within = (*above, flow.protocol.protocol.id)
    if flow.protocol.protocol.level is Level.COURSE:
        turns = [_turns_of(node, library, above=within) for node in flow.protocol.nodes.values() if node.call]
        known = [each for each in turns if each is not None]
        return max(known, default=0) if len(known) == len(turns) else None
    return longest(flow, lambda _, node: _turns_of(node, library, above=within))


def max_sessions(flow: Flow) -> int | None:
    """The most sessions that a course can take, one for each visit to a call; None when there is no bound."""
    return longest(flow, lambda _, node: int(node.kind is NodeKind.CALL))


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
