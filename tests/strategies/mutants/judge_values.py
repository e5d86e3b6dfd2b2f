"""Judges of what values do: answers that are lost, edges that compete or are never taken, slots nobody sets, alarms."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from memory.record.session import Frame, SlotValue
from strategies.graph.errors import GraphError
from strategies.graph.protocol import SlotScope
from strategies.graph.release import edge_ids
from strategies.graph.route import route
from strategies.graph.routed import RiskView
from tests.strategies.mutants.moves import Move, read_at, values_at
from tests.strategies.mutants.world import Cache, Known, World, sets

Row = tuple[SlotValue, ...]

UNCLEAR = ("unclear", "unsure", "not_clear", "cannot_tell")


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
        found |= {name for name in slots if not any(name in sets(node) for node in world.nodes.values())}
    return found


def unknown(world: World) -> bool:
    """A slot is read where every way has left it unset."""
    given, slots = _given(world), world.tree.get("slots", {})
    for name in world.reached:
        read = [slot for slot in read_at(world.compiled, name) if slot in slots]
        handed = list(world.nodes[name].get("call", {}).get("with", {}).values())
        for slot in {*read, *handed} - given:
            settings = {each for each in world.reached if slot in sets(world.nodes[each])}
            if slot in read and name in settings:
                continue
            if not any(name in world.reach(to) for each in settings for to in world.after[each]):
                return True
    return False


def _possible(world: World, at: str, slots: tuple[str, ...]) -> set[Row]:
    """The values that these slots can have together when the node is entered."""
    every: list[Row] = [tuple(values.values()) for values in values_at(world.compiled, slots)]
    given = _given(world)
    ways = {name: _leads(world.moves(name), slots) for name in world.nodes}
    alike: dict[str, dict[Row, list[Row]]] = {}
    rest: dict[str, tuple[int, ...]] = {}
    for name, node in world.nodes.items():
        rest[name] = tuple(i for i, slot in enumerate(slots) if slot not in sets(node))
        alike[name] = {}
        for row in every if len(rest[name]) < len(slots) else ():
            alike[name].setdefault(tuple(row[i] for i in rest[name]), []).append(row)
    found: set[tuple[str, Row]] = set()
    unset = [i for i, slot in enumerate(slots) if slot not in given]
    waiting = [(world.tree["start"], row) for row in every if all(row[i] is None for i in unset)]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        found.add(state)
        name, before = state
        read, leads = ways[name]
        for row in alike[name].get(tuple(before[i] for i in rest[name]), [before]):
            waiting.extend((to, row) for to in leads.get(tuple(row[i] for i in read), ()))
        if "visits" in world.nodes[name]:
            waiting.extend((edge["to"], before) for edge in world.nodes[name].get("edges", ()) if "after" in edge)
    return {row for name, row in found if name == at}


def _leads(moves: Sequence[Move], slots: tuple[str, ...]) -> tuple[tuple[int, ...], dict[Row, set[str]]]:
    """Which of the slots a node reads, by their places, and where it leads with which values of those."""
    known = {name for name, _ in moves[0].values} if moves else set[str]()
    read = tuple(i for i, slot in enumerate(slots) if slot in known)
    leads: dict[Row, set[str]] = {}
    for move in moves:
        if not move.stays:
            values = dict(move.values)
            leads.setdefault(tuple(values[slots[i]] for i in read), set()).add(move.to)
    return read, leads


def lost(world: World) -> bool:
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


def unclear(world: World) -> bool:
    """The order in which edges of one priority stand in the file decides where a session goes."""
    return any(_unclear_at(world, name) for name in world.reached if world.nodes[name].get("edges"))


def _unclear_at(world: World, name: str) -> bool:
    if world.key(name) not in world.cache.differ:
        world.cache.differ[world.key(name)] = _differ_at(world, name)
    differ = [dict(values) for values in world.cache.differ[world.key(name)]]
    slots, own = world.tree.get("slots", {}), sets(world.nodes[name])
    others = tuple(slot for slot in read_at(world.compiled, name) if slot in slots and slot not in own)
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
    ranked = list(world.compiled.edges[name])
    groups = [list(each) for _, each in itertools.groupby(ranked, lambda edge: (edge.kind, edge.edge.priority))]
    turned = tuple(edge for group in groups for edge in reversed(group))
    compiled = replace(world.compiled, edges={**world.compiled.edges, name: turned})
    other = World(
        tree=world.tree, before=world.before, others=world.others, trees=world.trees, cache=Cache(), compiled=compiled
    )
    gates = any("gate" in edge for edge in edges)
    ours = {(move.values, move.turns, move.answer): move.to for move in world.moves(name, open_gates=gates)}
    return [
        move.values
        for move in other.moves(name, open_gates=gates)
        if ours.get((move.values, move.turns, move.answer), move.to) != move.to
    ]


def dead(world: World) -> bool:
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


def alarm_missed(world: World) -> bool:
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
