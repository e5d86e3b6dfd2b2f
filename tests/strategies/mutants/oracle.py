"""Which promises a damaged protocol breaks, found out by walking it: a judge that knows nothing of the validator.

What a node does comes from the interpreter (`moves`); what a file says comes from its plain tree. On these stand small
searches: over nodes, over nodes with the values of a few slots, and whole sessions held with a client who says nothing,
or who goes in circles.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pydantic import ValidationError

from memory.record.session import Answer, Frame, SlotValue
from strategies.graph.errors import GraphError
from strategies.graph.library import Library
from strategies.graph.protocol import Protocol, SlotScope
from strategies.graph.release import CompiledProtocol, compile_release, edge_ids
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView
from tests.strategies.mutants.damage import Plain
from tests.strategies.mutants.moves import BREAKS, Move, choices, guards_of, moves_of, read_at, values_at

UNCLEAR = ("unclear", "unsure", "not_clear", "cannot_tell")
LANGUAGES = ("en", "zh-CN")
LONGEST_RUN = 400
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
    _runs: dict[bool, int | None] = field(default_factory=dict[bool, "int | None"])

    def run(self, *, loops: bool) -> int | None:
        """The client turns of a session, as `_run` holds it."""
        if loops not in self._runs:
            self._runs[loops] = _run(self, loops=loops)
        return self._runs[loops]

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
        """Where the node leads and by which edges, whatever is open or used up; whether it can hold a client for ever."""
        key = self.key(name)
        if key not in self.cache.ways:
            every = list(self._ever(name))
            last = max((move.turns for move in every), default=0)
            holds = any(move.taken == BREAKS or (move.stays and move.turns == last) for move in every)
            leads = {move.to for move in every if not move.stays}
            self.cache.ways[key] = (leads, {move.taken for move in every}, holds)
        return self.cache.ways[key]

    @cached_property
    def after(self) -> dict[str, set[str]]:
        """Where a session can go from each node, whatever gates are open and whatever visits are used up."""
        return {name: self.ways(name)[0] for name in self.nodes}

    def _ever(self, name: str) -> Iterator[Move]:
        """The node's moves with gates closed and open, and with the nodes that it leads back to used up or not."""
        edges = self.nodes[name].get("edges", ())
        bounded = {edge["to"] for edge in edges if "visits" in self.nodes[edge["to"]]} & self._circle(name)
        for full in dict.fromkeys(
            [frozenset[str](), *(frozenset({each}) for each in sorted(bounded)), frozenset(bounded)]
        ):
            for gates in (False, True) if any("gate" in edge for edge in edges) else (False,):
                yield from self.moves(name, full=full, open_gates=gates)

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
        calls = {name: _calls(tree) for name, tree in {**self.trees, own: self.tree}.items()}

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


def broken(
    tree: Plain,
    *,
    before: Plain,
    others: Mapping[str, CompiledProtocol],
    trees: Mapping[str, Plain],
    cache: Cache,
) -> frozenset[Promise]:
    """The promises that the damaged file breaks."""
    try:
        protocol = Protocol.model_validate_json(json.dumps(tree), strict=True)
        compiled = compile_release(protocol)
    except (ValidationError, GraphError):
        return frozenset({Promise.READS})
    world = World(tree=tree, before=before, others=others, trees=trees, cache=cache, compiled=compiled)
    if any(not_named for not_named in _unnamed(world)):
        return frozenset({Promise.NAMES})
    same = _behaviour(tree) == _behaviour(
        before
    )  # then what is done is done as in the file before, which keeps its word
    return frozenset(promise for promise, breaks in JUDGES.items() if not (same and promise in DEEDS) and breaks(world))


def _behaviour(tree: Plain) -> str:
    """All of a file that decides where a session goes."""
    words = (
        "purpose",
        "interaction",
        "targets",
        "must",
        "never",
        "fallback",
        "fallback_again",
        "example",
        "counter_example",
    )
    nodes = {
        name: {key: value for key, value in node.items() if key not in (*words, "verbatim", "state_reached")}
        | {"asks": "state_reached" in node}
        for name, node in tree["nodes"].items()
    }
    parts = [tree.get(key) for key in ("start", "slots", "questions", "interrupts", "course")]
    header = [tree["protocol"].get(key) for key in ("level", "requires_gate")]
    return json.dumps((nodes, parts, header), sort_keys=True)


DEEDS = frozenset(
    (
        *(Promise.REACHED, Promise.ENDS, Promise.TURNS, Promise.ANSWERED, Promise.CLEAR, Promise.ALIVE),
        *(Promise.ALARM, Promise.FIRST, Promise.GATED, Promise.KNOWN, Promise.DOSE),
    )
)
"""Promises about where a session goes."""


def _calls(tree: Plain) -> set[str]:
    return {node["call"]["protocol"] for node in tree["nodes"].values() if "call" in node}


# ---- names and words: what the tree says ------------------------------------------------------------------------------


def _unnamed(world: World) -> Iterator[str]:
    """Names that stand for nothing."""
    tree, slots = world.tree, world.tree.get("slots", {})
    if tree["start"] not in world.nodes:
        yield tree["start"]
    named = {*world.others, tree["protocol"]["id"]}
    for interrupt in tree.get("interrupts", ()):
        if interrupt["to"].removeprefix("protocol:") not in named:
            yield interrupt["to"]
    for node in world.nodes.values():
        yield from (slot for slot in node.get("collects", ()) if slot not in slots)
        yield from (link["id"] for link in node.get("targets", ()) if link["id"] not in tree.get("targets", {}))
        for edge in node.get("edges", ()):
            if edge["to"] not in world.nodes:
                yield edge["to"]
            question = tree.get("questions", {}).get(edge["ask"]["question"]) if "ask" in edge else {"options": ()}
            if question is None or ("ask" in edge and edge["ask"]["is"] not in question["options"]):
                yield edge["ask"]["question"]
        if "call" in node:
            called = world.tree_of(node["call"]["protocol"])
            if called is None:
                yield node["call"]["protocol"]
                continue
            theirs = called.get("slots", {})
            pairs = [(their, our) for their, our in node["call"].get("with", {}).items()]
            pairs += [(their, our) for our, their in node["call"].get("returns", {}).items()]
            yield from (their for their, our in pairs if their not in theirs or our not in slots)
    facts = tree.get("course")
    if facts is not None:
        aims = [*(each["target"] for each in facts["expected"]), facts["step_up"]["target"]]
        yield from (aim for aim in aims if aim not in tree.get("targets", {}))


def _texts(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES):
            yield value
        else:
            for each in value.values():
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _wordless(world: World) -> bool:
    spoken = world.before["protocol"].get("languages", LANGUAGES)
    silent = any(
        world.speaks(name) or node["kind"] == "end"
        for name, node in world.nodes.items()
        if "fallback" not in node and not world.course
    )
    return silent or any(language not in text for text in _texts(world.tree) for language in spoken)


def _templates(world: World) -> bool:
    return any("{" in words or "<|" in words for text in _texts(world.tree) for words in text.values())


def _unmarked(world: World) -> bool:
    works = [node for node in world.nodes.values() if node["kind"] == "intervene"]
    return any(not node.get("targets") or "state_reached" not in node for node in works)


def _shown(world: World) -> bool:
    """A sensitive slot is collected where a model writes and reads, or its value handed to one that is not sensitive."""
    slots = world.tree.get("slots", {})
    for node in world.nodes.values():
        if node["kind"] != "safety" and not node.get("verbatim"):
            if any(slots[slot].get("sensitive") for slot in node.get("collects", ())):
                return True
        if "call" in node:
            theirs = (world.tree_of(node["call"]["protocol"]) or {}).get("slots", {})
            for their, our in node["call"].get("with", {}).items():
                if slots[our].get("sensitive") and not theirs[their].get("sensitive"):
                    return True
            for our, their in node["call"].get("returns", {}).items():
                if theirs[their].get("sensitive") and not slots[our].get("sensitive"):
                    return True
    return False


# ---- targets ----------------------------------------------------------------------------------------------------------


def _with_role(tree: Plain | None, target: str, *roles: str) -> set[str]:
    if tree is None:
        return set()
    return {
        name
        for name, node in tree["nodes"].items()
        if any(link["id"] == target and link["role"] in roles for link in node.get("targets", ()))
    }


def _unseen(world: World) -> bool:
    """A target that is not measured, not moved although there is work, or moved where nobody would see what it did."""
    below, above = world.related()
    own, level = world.tree["protocol"]["id"], world.tree["protocol"].get("level", "session")
    inside = [world.tree_of(each) for each in {own, *below}]
    around = [*inside, *(world.tree_of(each) for each in above)] if level == "skill" else inside
    family = [*inside, *(world.tree_of(each) for each in above)]
    for caller in above:
        tree = world.tree_of(caller)
        family += [world.tree_of(each) for each in _below(world, tree)] if tree is not None else []
    work = any(node["kind"] in ("intervene", "homework") for tree in inside if tree for node in tree["nodes"].values())
    for target in world.tree.get("targets", {}):
        if not any(_with_role(tree, target, "measure", "relapse_check") for tree in around):
            return True
        if work and not any(_with_role(tree, target, "move") for tree in family):
            return True
        if level != "course" and _not_again(world, target):
            return True
    return False


def _below(world: World, tree: Plain) -> set[str]:
    found, waiting = set[str](), list(_calls(tree))
    while waiting:
        name = waiting.pop()
        below = world.tree_of(name)
        if name not in found and below is not None:
            found.add(name)
            waiting.extend(_calls(below))
    return found


def _not_again(world: World, target: str) -> bool:
    measuring = _with_role(world.tree, target, "measure", "relapse_check")
    for name, node in world.nodes.items():
        if "call" in node:
            called = world.tree_of(node["call"]["protocol"])
            names = {node["call"]["protocol"], *(_below(world, called) if called is not None else ())}
            if any(_with_role(world.tree_of(each), target, "measure", "relapse_check") for each in names):
                measuring.add(name)
    if not measuring:
        return False
    for name in _with_role(world.tree, target, "move") & world.reached - measuring:
        later = {each for to in world.after[name] for each in world.reach(to)}
        if not later & measuring and name in world.reach(world.tree["start"], around=measuring):
            return True
    return False


# ---- ways -------------------------------------------------------------------------------------------------------------


def _unreached(world: World) -> bool:
    return bool(set(world.nodes) - world.reached)


def _endless(world: World) -> bool:
    """A node from which no end is reached, one that holds a silent client for ever, a session that never ends."""
    for name in world.reached:
        if world.nodes[name]["kind"] == "end":
            continue
        if not any(world.nodes[each]["kind"] == "end" for each in world.reach(name)):
            return True
        if world.ways(name)[2]:
            return True
    if world.course:
        return _sessions(world) is None
    lengths = [world.run(loops=False)]
    if any(_unlimited(world, name) for name in world.reached):
        lengths.append(world.run(loops=True))
    return any(length is None for length in lengths)


def _unlimited(world: World, name: str) -> bool:
    """Whether nothing limits how long or how often a session stands at a node."""
    node = world.nodes[name]
    again = any(name in world.reach(to) for to in world.after[name])
    return node["kind"] != "end" and ((world.speaks(name) and "turns" not in node) or ("visits" not in node and again))


def _too_long(world: World) -> bool:
    promised = [each["max_session_turns"] for each in world.before.get("invariants", ()) if "max_session_turns" in each]
    if not promised or world.course:
        return False
    silent = world.run(loops=False)
    if silent is None or silent > min(promised):
        return True
    looping = world.run(loops=True) if _could_take(world) > min(promised) else 0
    return looping is None or looping > min(promised)


def _could_take(world: World) -> int:
    """More turns than any session takes, called protocols and all."""
    whole = 0
    for tree in [world.tree, *(world.tree_of(each) or world.tree for each in world.related()[0])]:
        for node in tree["nodes"].values():
            whole += node.get("turns", {}).get("max", LONGEST_RUN) * node.get("visits", {}).get("max", 1)
    return whole


def _run(world: World, *, loops: bool) -> int | None:
    """The client turns of a session; None when it breaks or does not end.

    The client says nothing that is understood; or, with `loops`, says whatever keeps the session longest where it has
    been before.
    """
    library, been = world.library, dict[str, int]()
    try:
        stack = enter(library, world.compiled.id, turn=0)
        for turn in range(1, LONGEST_RUN):
            routed = route(library, stack, slots={}, answers={}, risk=RiskView(), turn=turn)
            best = routed
            if loops:
                top = stack[-1]
                compiled = library[top.protocol]
                guards = guards_of(compiled.protocol)
                collects = compiled.node(top.node).collects
                tries: list[dict[str, SlotValue]] = [{}]
                for pick in (0, -1):
                    tries.append({slot: choices(compiled.protocol.slots[slot], guards)[pick] for slot in collects})
                for slots in tries:
                    for answers in _answers(routed.needs.id, tuple(routed.needs.options)) if routed.needs else [{}]:
                        other = route(library, stack, slots=slots, answers=answers, risk=RiskView(), turn=turn)
                        if _worth(other.stack[-1].node, other.ended, been) > _worth(
                            best.stack[-1].node, best.ended, been
                        ):
                            best = other
            stack = best.stack
            been[stack[-1].node] = been.get(stack[-1].node, 0) + 1
            if best.ended:
                return turn
    except GraphError:
        return None
    return None


def _answers(question: str, options: tuple[str, ...]) -> list[dict[str, Answer]]:
    found: list[dict[str, Answer]] = [{}]
    for option in options:
        sure = {each: float(each == option) for each in options}
        answer = Answer(question=question, choice=option, p=1.0, probabilities=sure, mass=1.0, quote="their words")
        found.append({question: answer})
    return found


def _worth(node: str, ended: bool, been: Mapping[str, int]) -> tuple[bool, bool, int]:  # noqa: FBT001 - a ranking
    return not ended, node in been, -been.get(node, 0)


def _sessions(world: World) -> int | None:
    """The most sessions of a course, every gate open or closed as it comes; None when they have no end."""
    visits = {name: node.get("visits", {}).get("max") for name, node in world.nodes.items()}
    best: dict[tuple[str, tuple[tuple[str, int], ...]], int] = {}

    def most(name: str, been: dict[str, int], depth: int) -> int:
        key = (name, tuple(sorted(been.items())))
        if depth > 150:
            raise RecursionError
        if key not in best:
            found = 0
            for to in world.after[name]:
                bound = visits[to]
                if bound is None or been.get(to, 0) < bound:
                    counted = {**been, to: been.get(to, 0) + 1} if bound is not None else been
                    found = max(found, most(to, counted, depth + 1))
            best[key] = found + (world.nodes[name]["kind"] == "call")
        return best[key]

    start = world.tree["start"]
    try:
        return most(start, {start: 1} if visits[start] is not None else {}, 0)
    except RecursionError:
        return None


def _dose_missed(world: World) -> bool:
    if not world.course:
        return False
    facts, sessions = world.tree["course"], _sessions(world)
    least, most = facts["dose"]["sessions"]
    looked_at = [*(each["by_session"] for each in facts["expected"]), facts["step_up"]["after_session"]]
    return (sessions is not None and not least <= sessions <= most) or any(each > most for each in looked_at)


def _not_first(world: World) -> bool:
    for each in world.before.get("invariants", ()):
        if "dominates" in each:
            first, then = (_chosen(world, selector) for selector in each["dominates"])
            if world.reach(world.tree["start"], around=first) & then:
                return True
    return False


def _chosen(world: World, selector: str) -> set[str]:
    head, _, tail = selector.partition(":")
    if head == "kind":
        return {name for name, node in world.nodes.items() if node["kind"] == tail}
    if head == "protocol":
        return {name for name, node in world.nodes.items() if node.get("call", {}).get("protocol") == tail}
    return {selector}


def _ungated(world: World) -> bool:
    """Exposure, or a call of what requires a gate, reached while every gate is closed; a gate that holds nobody."""
    for node in world.nodes.values():
        held = {edge["to"] for edge in node.get("edges", ()) if "gate" in edge}
        free = {edge["to"] for edge in node.get("edges", ()) if "gate" not in edge}
        if (node["kind"] == "gate" and not held) or held & free:
            return True
    if world.tree["protocol"].get("requires_gate") and not world.course:
        return False
    closed = {name: {move.to for move in world.moves(name) if not move.stays} for name in world.nodes}
    for name in world.reach(world.tree["start"], after=closed):
        node = world.nodes[name]
        called = world.tree_of(node["call"]["protocol"]) if "call" in node else None
        if node.get("exposure") or (called is not None and called["protocol"].get("requires_gate")):
            return True
    return False


# ---- values -----------------------------------------------------------------------------------------------------------


def _given(world: World) -> set[str]:
    """Slots that may have a value before the protocol begins."""
    own, slots = world.tree["protocol"]["id"], world.tree.get("slots", {})
    found = {name for name, slot in slots.items() if slot.get("scope") == "patient"}
    called = False
    for name, tree in world.trees.items():
        for node in tree["nodes"].values() if name != own else ():
            if node.get("call", {}).get("protocol") == own:
                called = True
                found |= set(node["call"].get("with", {}))
    if not called and world.tree["protocol"].get("level") == "skill":
        found |= {name for name in slots if not any(name in _sets(node) for node in world.nodes.values())}
    return found


def _sets(node: Plain) -> set[str]:
    return {*node.get("collects", ()), *node.get("call", {}).get("returns", {})}


def _unknown(world: World) -> bool:
    """A slot is read where every way has left it unset."""
    given, slots = _given(world), world.tree.get("slots", {})
    for name in world.reached:
        read = [slot for slot in read_at(world.compiled, name) if slot in slots]
        handed = list(world.nodes[name].get("call", {}).get("with", {}).values())
        for slot in {*read, *handed} - given:
            settings = {each for each in world.reached if slot in _sets(world.nodes[each])}
            if slot in read and name in settings:
                continue
            if not any(name in world.reach(to) for each in settings for to in world.after[each]):
                return True
    return False


def _possible(world: World, at: str, slots: tuple[str, ...]) -> set[tuple[SlotValue, ...]]:
    """The values that these slots can have together when the node is entered."""
    every = [tuple(values.values()) for values in values_at(world.compiled, slots)]
    given = _given(world)
    found: set[tuple[str, tuple[SlotValue, ...]]] = set()
    first = [
        each for each in every if all(value is None or slot in given for slot, value in zip(slots, each, strict=True))
    ]
    waiting = [(world.tree["start"], each) for each in first]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found.add(state)
        name, values = state
        sets = _sets(world.nodes[name])
        after = [
            each
            for each in every
            if all(slot in sets or a == b for slot, a, b in zip(slots, values, each, strict=True))
        ]
        for move in world.moves(name):
            if not move.stays:
                known = dict(move.values)
                waiting.extend(
                    (move.to, each)
                    for each in after
                    if all(known.get(slot, value) == value for slot, value in zip(slots, each, strict=True))
                )
        if "visits" in world.nodes[name]:
            waiting.extend((edge["to"], values) for edge in world.nodes[name].get("edges", ()) if "after" in edge)
    return {values for name, values in found if name == at}


def _lost(world: World) -> bool:
    """An answer that is known and clear, and waits until the turns are used up."""
    return any(world.speaks(name) and _lost_at(world, name) for name in world.reached)


def _lost_at(world: World, name: str) -> bool:
    node = world.nodes[name]
    collects, most = node.get("collects", ()), node.get("turns", {}).get("max", 1)
    if not collects or most < 2:
        return False
    slots = world.tree.get("slots", {})
    read = [slot for slot in read_at(world.compiled, name) if slot in slots]
    others = tuple(slot for slot in read if slot not in collects)
    key_of_node = world.key(name)
    if key_of_node not in world.cache.stuck:
        world.cache.stuck[key_of_node] = _stuck_at(world, name, read)
    stuck = [dict(values) for values in world.cache.stuck[key_of_node]]
    if not stuck or not others:
        return bool(stuck)
    possible = _possible(world, name, others)
    return any(tuple(values[slot] for slot in others) in possible for values in stuck)


def _stuck_at(world: World, name: str, read: list[str]) -> list[Known]:
    """Known values and a clear answer with which only the used-up turns lead on."""
    node = world.nodes[name]
    collects, most = node.get("collects", ()), node.get("turns", {}).get("max", 1)
    waits: dict[tuple[tuple[tuple[str, SlotValue], ...], str], bool] = {}
    for move in world.moves(name):
        values = dict(move.values)
        clear = not any(move.answer.endswith(f"= {each}") for each in UNCLEAR) and not move.answer.startswith("state:")
        reached = move.answer.startswith("state:") and move.answer.endswith("= yes")
        if move.turns < node.get("turns", {}).get("min", 1) or any(
            values[slot] is None for slot in read if slot in collects
        ):
            continue
        if not (clear or reached):
            continue
        last = any(edge for edge in node.get("edges", ()) if "after" in edge) and move.turns == most
        key = (move.values, "" if reached else move.answer)
        gated = any("gate" in edge for edge in node.get("edges", ()))
        stuck = (move.stays or (last and _by_exhaustion(world, name, move))) and not gated
        waits[key] = waits.get(key, True) and stuck
    return [values for (values, _), stuck in waits.items() if stuck]


def _by_exhaustion(world: World, name: str, move: Move) -> bool:
    edges = world.compiled.edges[name]
    return any(edge.id == move.taken and edge.edge.after is not None for edge in edges)


def _unclear(world: World) -> bool:
    """The order in which edges of one priority stand in the file decides where a session goes."""
    return any(_unclear_at(world, name) for name in world.reached if world.nodes[name].get("edges"))


def _unclear_at(world: World, name: str) -> bool:
    if world.key(name) not in world.cache.differ:
        world.cache.differ[world.key(name)] = _differ_at(world, name)
    differ = [dict(values) for values in world.cache.differ[world.key(name)]]
    slots, sets = world.tree.get("slots", {}), _sets(world.nodes[name])
    others = tuple(slot for slot in read_at(world.compiled, name) if slot in slots and slot not in sets)
    if not differ or not others:
        return bool(differ)
    possible = _possible(world, name, others)
    return any(tuple(values[slot] for slot in others) in possible for values in differ)


def _differ_at(world: World, name: str) -> list[Known]:
    """Values for which the node leads elsewhere when its edges stand in the contrary order."""
    edges = world.nodes[name]["edges"]
    leads = [(edge.get("priority", 0), "when" in edge, "ask" in edge) for edge in edges]
    if len(set(leads)) == len(leads):
        return []
    turned = {**world.tree, "nodes": {**world.nodes, name: {**world.nodes[name], "edges": edges[::-1]}}}
    compiled = compile_release(Protocol.model_validate_json(json.dumps(turned), strict=True))
    other = World(
        tree=turned, before=world.before, others=world.others, trees=world.trees, cache=world.cache, compiled=compiled
    )
    ours = {(move.values, move.turns, move.answer): move.to for move in world.moves(name, open_gates=True)}
    return [
        move.values
        for move in other.moves(name, open_gates=True)
        if ours.get((move.values, move.turns, move.answer), move.to) != move.to
    ]


def _dead(world: World) -> bool:
    """An edge that is never taken, whatever is known, opened or used up."""
    for name in world.reached:
        edges = world.nodes[name].get("edges", ())
        ids = edge_ids(name, world.compiled.node(name).edges)
        exhausted = [i for i, edge in enumerate(edges) if "after" in edge]
        wanted = {ids[i] for i in range(len(edges)) if i not in exhausted[:1] or len(exhausted) > 1}
        wanted -= world.ways(name)[1]
        first = next((ids[i] for i in exhausted), None)
        if wanted - {first}:
            return True
    return False


# ---- safety and calls -------------------------------------------------------------------------------------------------


def _alarm_missed(world: World) -> bool:
    """An alarm at the first node, with anything else that interrupts read, does not lead to a safety node next."""
    speaking = [name for name in world.nodes if world.speaks(name) and world.nodes[name]["kind"] != "safety"]
    if not speaking:
        return False
    names = sorted({each for interrupt in world.compiled.interrupts for each in interrupt.guard.names})
    read = [name for name in names if name not in ("risk.unscreened_event", "frame.turns")]
    at = next((name for name in world.reached if name in speaking), speaking[0])
    for values in values_at(world.compiled, read):
        level = values.get("risk.level", 0)
        for turns in (1, 5):
            try:
                slots = {name: value for name, value in values.items() if name in world.compiled.protocol.slots}
                own = {n: v for n, v in slots.items() if world.compiled.protocol.slots[n].scope is SlotScope.SESSION}
                frame = Frame(
                    protocol=world.compiled.id,
                    release=world.compiled.release,
                    node=at,
                    turns=turns,
                    visits={at: 1},
                    slots=own,
                )
                routed = route(
                    world.library,
                    (frame,),
                    slots={},
                    lasting={name: value for name, value in slots.items() if name not in own},
                    answers={},
                    risk=RiskView(unscreened_event=True, level=level if isinstance(level, int) else 0),
                    turn=turns,
                )
            except GraphError:
                return True
            top = routed.stack[-1]
            if len(routed.stack) < 2 or world.library[top.protocol].node(top.node).kind != "safety":
                return True
    return False


def _skipped(world: World) -> bool:
    return any(node["kind"] == "safety" and node.get("skippable") for node in world.nodes.values())


def _misfits(world: World) -> bool:
    """A call of the wrong level, of itself, or with values that the other side does not take."""
    levels = {"course": "session", "session": "skill", "skill": "skill"}
    own = world.tree["protocol"]["id"]
    if own in world.related()[0]:
        return True
    for node in world.nodes.values():
        if "call" not in node:
            continue
        called = world.tree_of(node["call"]["protocol"])
        level = world.tree["protocol"].get("level", "session")
        if called is None or called["protocol"].get("level", "session") != levels[level]:
            return True
        ours, theirs = world.compiled.protocol.slots, world.library[node["call"]["protocol"]].protocol.slots
        pairs = [(ours[our], theirs[their]) for their, our in node["call"].get("with", {}).items()]
        pairs += [(theirs[their], ours[our]) for our, their in node["call"].get("returns", {}).items()]
        for frm, to in pairs:
            if any(not to.admits(value) for value in choices(frm, [])):
                return True
    return False


JUDGES: Mapping[Promise, Callable[[World], bool]] = {
    Promise.REACHED: _unreached,
    Promise.ENDS: _endless,
    Promise.TURNS: _too_long,
    Promise.ANSWERED: _lost,
    Promise.CLEAR: _unclear,
    Promise.ALIVE: _dead,
    Promise.ALARM: _alarm_missed,
    Promise.ASKED: _skipped,
    Promise.FIRST: _not_first,
    Promise.GATED: _ungated,
    Promise.KNOWN: _unknown,
    Promise.FITS: _misfits,
    Promise.WORDS: _wordless,
    Promise.ONLY_WORDS: _templates,
    Promise.MARKED: _unmarked,
    Promise.SEEN: _unseen,
    Promise.PRIVATE: _shown,
    Promise.FEW: lambda world: any(len(node.get("must", ())) > 5 for node in world.nodes.values()),
    Promise.DOSE: _dose_missed,
    Promise.MUTE: lambda world: (
        world.course and any(node["kind"] not in ("call", "gate", "end") for node in world.nodes.values())
    ),
}
