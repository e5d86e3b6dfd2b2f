"""Judges of where sessions go: nodes reached, ends, turns, what comes first, gates, the sessions of a course."""

from collections.abc import Mapping

from memory.record.session import Answer, SlotValue
from strategies.graph.errors import GraphError
from strategies.graph.route import enter, route
from strategies.graph.routed import RiskView
from tests.strategies.mutants.moves import choices, guards_of
from tests.strategies.mutants.world import World

LONGEST = {False: 2500, True: 400}
"""Client turns after which a session is taken to have no end: of a silent client, and of one who goes in circles."""


def unreached(world: World) -> bool:
    return bool(set(world.nodes) - world.reached)


def endless(world: World) -> bool:
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
    lengths = [run(world, loops=False)]
    if any(_unlimited(world, name) for name in world.reached):
        lengths.append(run(world, loops=True))
    return any(length is None for length in lengths)


def _unlimited(world: World, name: str) -> bool:
    """Whether nothing limits how long or how often a session stands at a node."""
    node = world.nodes[name]
    again = any(name in world.reach(to) for to in world.after[name])
    return node["kind"] != "end" and ((world.speaks(name) and "turns" not in node) or ("visits" not in node and again))


def too_long(world: World) -> bool:
    promised = [each["max_session_turns"] for each in world.before.get("invariants", ()) if "max_session_turns" in each]
    if not promised or world.course:
        return False
    silent = run(world, loops=False)
    if silent is None or silent > min(promised):
        return True
    looping = run(world, loops=True) if _could_take(world) > min(promised) else 0
    return looping is None or looping > min(promised)


def _could_take(world: World) -> int:
    """More turns than any session takes, called protocols and all."""
    whole = 0
    for tree in [world.tree, *(world.tree_of(each) or world.tree for each in world.related()[0])]:
        for node in tree["nodes"].values():
            whole += node.get("turns", {}).get("max", LONGEST[True]) * node.get("visits", {}).get("max", 1)
    return whole


def _held(world: World, *, loops: bool) -> int | None:
    """The client turns of a session; None when it breaks or does not end.

    The client says nothing that is understood; or, with `loops`, says whatever keeps the session longest where it has
    been before.
    """
    library, been = world.library, dict[str, int]()
    try:
        stack = enter(library, world.compiled.id, turn=0)
        for turn in range(1, LONGEST[loops]):
            routed = route(library, stack, slots={}, answers={}, risk=RiskView(), turn=turn)
            best = routed
            if loops:
                top = stack[-1]
                compiled = library[top.protocol]
                guards = guards_of(compiled.protocol)
                collects = compiled.node(top.node).collects
                tries: list[dict[str, SlotValue]] = [{}]
                tries.extend(
                    {slot: choices(compiled.protocol.slots[slot], guards)[pick] for slot in collects}
                    for pick in (0, -1)
                )
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


def run(world: World, *, loops: bool) -> int | None:
    """The client turns of a session, as `_held` holds it; held once."""
    if loops not in world.runs:
        world.runs[loops] = _held(world, loops=loops)
    return world.runs[loops]


def _answers(question: str, options: tuple[str, ...]) -> list[dict[str, Answer]]:
    found: list[dict[str, Answer]] = [{}]
    for option in options:
        sure = {each: float(each == option) for each in options}
        answer = Answer(question=question, choice=option, p=1.0, probabilities=sure, mass=1.0, quote="their words")
        found.append({question: answer})
    return found


def _worth(node: str, ended: bool, been: Mapping[str, int]) -> tuple[bool, bool, int]:
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


def dose_missed(world: World) -> bool:
    if not world.course:
        return False
    facts, sessions = world.tree["course"], _sessions(world)
    least, most = facts["dose"]["sessions"]
    looked_at = [*(each["by_session"] for each in facts["expected"]), facts["step_up"]["after_session"]]
    return (sessions is not None and not least <= sessions <= most) or any(each > most for each in looked_at)


def not_first(world: World) -> bool:
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


def ungated(world: World) -> bool:
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
