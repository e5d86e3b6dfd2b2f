"""A damaged file among the other protocols, and what its nodes do: the ground that the judges stand on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from memory.record.session import SlotValue
from strategies.graph.library import Library
from strategies.graph.release import CompiledProtocol
from tests.strategies.mutants.damage import Plain
from tests.strategies.mutants.moves import BREAKS, Move, moves_of

SILENT = ("call", "end")


class Promise(StrEnum):
    """What a protocol promises."""

    READS = "the file is a protocol"
    NAMES = "names stand for something"
    REACHED = "every node is reached"
    ENDS = "every way ends"
    TURNS = "within the promised turns"
    ANSWERED = "an answer leads on"
    CLEAR = "one answer, one way"
    ALIVE = "every edge can be taken"
    ALARM = "an alarm leads to the screen"
    ASKED = "safety is always asked"
    FIRST = "nothing before what must come first"
    GATED = "no exposure past a clinician's gate"
    KNOWN = "nothing is read that no way has set"
    FITS = "calls fit"
    WORDS = "words in every language"
    ONLY_WORDS = "words are only words"
    MARKED = "interventions are marked"
    SEEN = "what is worked at is seen"
    PRIVATE = "sensitive words stay out of prompts"
    FEW = "at most five musts"
    DOSE = "a course gives its dose"
    MUTE = "a course does not speak"


Known = tuple[tuple[str, SlotValue], ...]


@dataclass(slots=True)
class Cache:
    """What was found out of nodes that were the same in another damaged file.

    `ways`: where the node leads; `taken`: by which edges; `stuck` and `differ`: values that are lost there, and values
    for which the order of its edges decides; `breaks`: whether it holds a client for ever, or the interpreter gives up.
    """

    moves: dict[str, list[Move]] = field(default_factory=dict[str, list[Move]])
    ways: dict[str, tuple[set[str], set[str], bool]] = field(default_factory=dict[str, tuple[set[str], set[str], bool]])
    stuck: dict[str, list[Known]] = field(default_factory=dict[str, list[Known]])
    differ: dict[str, list[Known]] = field(default_factory=dict[str, list[Known]])


@dataclass(kw_only=True)
class World:
    """A damaged file among the other protocols. `before` is the file as it was: it made the promises."""

    tree: Plain
    before: Plain
    others: Mapping[str, CompiledProtocol]
    trees: Mapping[str, Plain]
    cache: Cache
    compiled: CompiledProtocol
    _keys: dict[str, str] = field(default_factory=dict[str, str])
    runs: dict[bool, int | None] = field(default_factory=dict[bool, "int | None"])

    @cached_property
    def library(self) -> Library:
        """All protocols, this one as it is damaged."""
        rest = (each for name, each in self.others.items() if name != self.compiled.id)
        return Library([*rest, self.compiled])

    @property
    def nodes(self) -> Mapping[str, Plain]:
        """The nodes of the file."""
        nodes: Mapping[str, Plain] = self.tree["nodes"]
        return nodes

    @property
    def course(self) -> bool:
        """Whether it is a course."""
        return bool(self.tree["protocol"].get("level") == "course")

    def speaks(self, name: str) -> bool:
        """Whether the client speaks to the node."""
        return not self.course and self.nodes[name]["kind"] not in SILENT

    @cached_property
    def _around(self) -> str:
        """What the moves of every node rest on, beside the node."""
        parts = [self.tree.get(key) for key in ("slots", "questions", "interrupts")]
        return f"{self.compiled.id} {self.course} {json.dumps(parts, sort_keys=True)}"

    def key(self, name: str) -> str:
        """A node and all that its moves rest on."""
        if name not in self._keys:
            bounds = {edge["to"]: self.nodes[edge["to"]].get("visits") for edge in self.nodes[name].get("edges", ())}
            back = sorted(self._circle(name) & bounds.keys())
            self._keys[name] = json.dumps((name, self.nodes[name], bounds, back), sort_keys=True) + self._around
        return self._keys[name]

    def moves(self, name: str, *, full: frozenset[str] = frozenset(), open_gates: bool = False) -> list[Move]:
        """What the node does."""
        key = f"{sorted(full)} {open_gates} {self.key(name)}"
        if key not in self.cache.moves:
            self.cache.moves[key] = moves_of(self.library, self.compiled, name, full=full, open_gates=open_gates)
        return self.cache.moves[key]

    def ways(self, name: str) -> tuple[set[str], set[str], bool]:
        """Where the node leads and by which edges, whatever is open or used up; whether it can hold a client."""
        key = self.key(name)
        if key not in self.cache.ways:
            every: list[Move] = []
            wanted = {edge.id for edge in self.compiled.edges[name]}
            for some in self._ever(name):
                every.extend(some)
                wanted -= {move.taken for move in some}
                if not wanted:
                    break
            last = max((move.turns for move in every), default=0)
            holds = any(move.taken == BREAKS or (move.stays and move.turns == last) for move in every)
            leads = {move.to for move in every if not move.stays}
            self.cache.ways[key] = (leads, {move.taken for move in every}, holds)
        return self.cache.ways[key]

    @cached_property
    def after(self) -> dict[str, set[str]]:
        """Where a session can go from each node, whatever gates are open and whatever visits are used up."""
        return {name: self.ways(name)[0] for name in self.nodes}

    def _ever(self, name: str) -> Iterator[list[Move]]:
        """The node's moves with gates closed and open, and with the nodes that it leads back to used up or not."""
        edges = self.nodes[name].get("edges", ())
        bounded = {edge["to"] for edge in edges if "visits" in self.nodes[edge["to"]]} & self._circle(name)
        gates = (False, True) if any("gate" in edge for edge in edges) else (False,)
        for full in dict.fromkeys(
            [frozenset[str](), frozenset(bounded), *(frozenset({each}) for each in sorted(bounded))]
        ):
            for opened in gates:
                yield self.moves(name, full=full, open_gates=opened)

    def _circle(self, name: str) -> set[str]:
        """The nodes from which the edges of the file lead to this one."""
        back: dict[str, set[str]] = {}
        for other, node in self.nodes.items():
            for edge in node.get("edges", ()):
                back.setdefault(edge["to"], set()).add(other)
        found, waiting = set[str](), [name]
        while waiting:
            for each in back.get(waiting.pop(), set()) - found:
                found.add(each)
                waiting.append(each)
        return found

    def reach(self, start: str, *, around: Iterable[str] = (), after: Mapping[str, set[str]] | None = None) -> set[str]:
        """The nodes that a session at `start` can come to, itself included, past none of `around`."""
        closed, ways = set(around), self.after if after is None else after
        if start in closed:
            return set()
        found, waiting = {start}, [start]
        while waiting:
            for to in ways[waiting.pop()] - found - closed:
                found.add(to)
                waiting.append(to)
        return found

    @cached_property
    def reached(self) -> set[str]:
        """The nodes that a session can come to."""
        return self.reach(self.tree["start"])

    def related(self) -> tuple[set[str], set[str]]:
        """The protocols that this one calls, and those that call it, at whatever distance."""
        own = self.tree["protocol"]["id"]
        calls = {name: calls_of(tree) for name, tree in {**self.trees, own: self.tree}.items()}

        def closure(first: str, ways: Mapping[str, set[str]]) -> set[str]:
            found, waiting = set[str](), list(ways.get(first, ()))
            while waiting:
                name = waiting.pop()
                if name not in found:
                    found.add(name)
                    waiting.extend(ways.get(name, ()))
            return found

        back: dict[str, set[str]] = {}
        for name, called in calls.items():
            for each in called:
                back.setdefault(each, set()).add(name)
        return closure(own, calls), closure(own, back)

    def tree_of(self, protocol: str) -> Plain | None:
        """The tree of a protocol, this one's as it is damaged."""
        return self.tree if protocol == self.tree["protocol"]["id"] else self.trees.get(protocol)


def calls_of(tree: Plain) -> set[str]:
    """The protocols that a file calls."""
    return {node["call"]["protocol"] for node in tree["nodes"].values() if "call" in node}


def sets(node: Plain) -> set[str]:
    """The slots that a visit to the node can set."""
    return {*node.get("collects", ()), *node.get("call", {}).get("returns", {})}
