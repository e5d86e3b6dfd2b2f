"""What slots can hold where: for every node the cells that each slot can have when a session comes to it.

A data flow over the graph (Kildall 1973): slots begin unset, collecting and calling set them, and an edge passes on
only what its guard, and the guards tried before it, let through. What is known is known of each slot by itself, so the
answer is never too small; it may be too large.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from strategies.graph.check_ground import Ground
from strategies.graph.protocol import Level, SlotScope
from strategies.graph.prove_cells import Domains, domains_of
from strategies.graph.prove_exits import TURNS, Exits, exits_of, set_at
from strategies.graph.prove_table import Table, TooManyCases, table_of

LARGE: Final = 40
"""Within a circle of more nodes what is known is not told apart: the answer is larger, and comes at once."""


@dataclass(frozen=True, kw_only=True)
class States:
    """What slots can hold. Every frame has its own values of session scope: only calls hand them in and back.

    A state is one number: of each slot as many bits as it has cells, from the place that `shifts` says.
    """

    ground: Ground
    domains: Domains
    shifts: Mapping[str, int]
    _passed: dict[tuple[str, int], list[tuple[str, int]]] = field(
        default_factory=dict[tuple[str, int], "list[tuple[str, int]]"], repr=False
    )
    _alike: dict[Hashable, list[tuple[int, tuple[int, ...]]]] = field(
        default_factory=dict[Hashable, "list[tuple[int, tuple[int, ...]]]"], repr=False
    )
    _tables: dict[str, Table | None] = field(default_factory=dict[str, "Table | None"], repr=False)

    @cached_property
    def given(self) -> frozenset[str]:
        """Slots with a value from before: of patient scope, or handed in by a caller.

        A skill that no known protocol calls may get whatever it never sets itself.
        """
        slots = self.ground.protocol.slots
        found = {name for name, slot in slots.items() if slot.scope is SlotScope.PATIENT}
        sites = list(self.ground.call_sites())
        for _, node in sites:
            if node.call is not None:
                found |= node.call.with_.keys() & slots.keys()
        if not sites and self.ground.protocol.protocol.level is Level.SKILL:
            own = {slot for node in self.ground.protocol.nodes.values() for slot in set_at(self.ground, node)}
            found |= slots.keys() - own
        return frozenset(found)

    @cached_property
    def exits(self) -> Mapping[str, Exits]:
        """The guarded edges of every node."""
        return exits_of(self.ground, self.domains)

    def table(self, name: str) -> Table | None:
        """The cases of the names that the node's guards read; None when they are too many."""
        if name not in self._tables:
            try:
                self._tables[name] = table_of(self.exits[name].read, self.domains)
            except TooManyCases:
                self._tables[name] = None
        return self._tables[name]

    @cached_property
    def before(self) -> Mapping[str, int]:
        """Node -> the state in which it is entered; only nodes that can be. Large circles have one state."""
        protocol = self.ground.protocol
        if protocol.start not in protocol.nodes:
            return {}
        shared = self._shared()
        states: dict[str, int] = {}
        waiting: set[str] = set()

        def enter(name: str, state: int) -> None:
            circle = shared.get(name)
            first, names = (name, (name,)) if circle is None else (circle[0], circle)
            known = states.get(first)
            if known is None:
                for each in names if circle is not None else ():
                    state |= self._set[each]
            elif known | state == known:
                return
            for each in names:
                states[each] = state if known is None else known | state
            waiting.update(names)

        free = self._bits({name: self.domains[name].all for name in self.given})
        null = self._bits({name: self.domains[name].null for name in protocol.slots if name not in self.given})
        enter(protocol.start, free | null)
        order = self._order()
        while waiting:
            for name in order:
                if name in waiting:
                    waiting.discard(name)
                    for to, state in self._pass_on(name, states[name]):
                        enter(to, state)
            order.reverse()  # what ways back bring comes all the way in one sweep, too
        return states

    def _shared(self) -> dict[str, tuple[str, ...]]:
        """Node -> the nodes of its circle, where it is too large to tell them apart in good time."""
        circles = [circle for circle in dict.fromkeys(self.ground.flow.circles.values()) if len(circle) > LARGE]
        return {name: names for circle in circles for names in [tuple(sorted(circle))] for name in names}

    def _order(self) -> list[str]:
        """The nodes that can be entered, each after those that lead to it, as far as circles allow."""
        after, start = self.ground.flow.after, self.ground.protocol.start
        found: list[str] = []
        seen = {start}
        trail = [(start, iter(after[start]))]
        while trail:
            name, ways = trail[-1]
            to = next((each for each in ways if each not in seen), None)
            if to is None:
                found.append(name)
                trail.pop()
            else:
                seen.add(to)
                trail.append((to, iter(after[to])))
        return found[::-1]

    def cells(self, name: str, slot: str) -> int:
        """The cells that a slot can have when the edges of a node that can be entered are weighed."""
        return (self.before[name] | self._set[name]) >> self.shifts[slot] & self.domains[slot].all

    def _bits(self, cells: Mapping[str, int]) -> int:
        return sum(each << self.shifts[name] for name, each in cells.items())

    @cached_property
    def _set(self) -> Mapping[str, int]:
        """Node -> every cell of the slots that a visit to it can set."""
        return {
            name: self._bits({slot: self.domains[slot].all for slot in set_at(self.ground, node)})
            for name, node in self.ground.protocol.nodes.items()
        }

    def _pass_on(self, name: str, before: int) -> Iterable[tuple[str, int]]:
        """Where a session can go from the node, and the state in which it comes there."""
        state, mine = before | self._set[name], self._read[name]
        key = (name, state & mine)
        if key not in self._passed:
            self._passed[key] = self._let_through(name, state)
        for to, kept in self._passed[key]:
            yield to, state & ~mine | kept
        for to in self._passed_over[name]:
            yield to, before

    @cached_property
    def _read(self) -> Mapping[str, int]:
        """Node -> every cell of the slots that its guards read."""
        return {
            name: self._bits({each: self.domains[each].all for each in exits.read if each in self.shifts})
            for name, exits in self.exits.items()
        }

    @cached_property
    def _passed_over(self) -> Mapping[str, tuple[str, ...]]:
        """Node -> where a session goes that may not enter it again."""
        protocol, flow = self.ground.protocol, self.ground.flow
        return {
            name: tuple(edge.to for edge in node.edges if edge.after is not None and edge.to in protocol.nodes)
            if node.visits is not None and flow.returns(name)
            else ()
            for name, node in protocol.nodes.items()
        }

    def _let_through(self, name: str, state: int) -> list[tuple[str, int]]:
        """What each way on lets through of the slots that are read here."""
        edges, exits = self.ground.protocol.nodes[name].edges, self.exits[name]
        read = [each for each in exits.read if each in self.shifts]
        known = tuple(state >> self.shifts[each] & self.domains[each].all for each in read)
        key = (exits.shape, known)
        if key not in self._alike:
            self._alike[key] = self._ways(name, dict(zip(read, known, strict=True)))
        return [
            (edges[i].to, sum(each << self.shifts[slot] for slot, each in zip(read, cells, strict=True)))
            for i, cells in self._alike[key]
        ]

    def _ways(self, name: str, known: Mapping[str, int]) -> list[tuple[int, tuple[int, ...]]]:
        """The edges that can be taken, by their place in the file, and the cells that the slots have then."""
        node, exits, nodes = self.ground.protocol.nodes[name], self.exits[name], self.ground.protocol.nodes
        table = self.table(name)
        if table is None:
            return [(i, tuple(known.values())) for i, edge in enumerate(node.edges) if edge.to in nodes]
        cases = table.within({**known, TURNS: exits.turns})
        found: list[tuple[int, tuple[int, ...]]] = []
        for guarded in exits.guards:
            truth = table.truth(guarded.tree)
            if through := cases & truth:
                found.append((guarded.i, self._narrowed(known, table, through)))
            if guarded.blocks and node.state_reached is None:
                cases &= ~truth
        for i, edge in enumerate(node.edges):
            if edge.to not in nodes:
                continue
            if edge.when is not None and self.ground.guard(edge.when) is None:
                found.append((i, tuple(known.values())))
            elif edge.when is None and cases:
                found.append((i, self._narrowed(known, table, cases)))
        return found

    def _narrowed(self, known: Mapping[str, int], table: Table, cases: int) -> tuple[int, ...]:
        """The slots that the table knows, as the cases leave them."""
        seen = table.seen(cases)
        return tuple(self.domains[name].spaces(seen[name]) & cells for name, cells in known.items())


def states_of(ground: Ground) -> States:
    """The data flow of a protocol."""
    protocol = ground.protocol
    places = [
        [guard for edge in node.edges if (guard := ground.guard(edge.when)) is not None]
        for node in protocol.nodes.values()
    ]
    places.append([guard for each in protocol.interrupts if (guard := ground.guard(each.when)) is not None])
    domains = domains_of(places, protocol.slots)
    shifts: dict[str, int] = {}
    at = 0
    for name in protocol.slots:
        shifts[name] = at
        at += len(domains[name].cells)
    return States(ground=ground, domains=domains, shifts=shifts)
