"""Judges of what a file says, read from its plain tree: names, words, targets, calls."""

from collections.abc import Iterator
from typing import cast

from tests.strategies.mutants.damage import Plain
from tests.strategies.mutants.moves import choices
from tests.strategies.mutants.world import World, calls_of

LANGUAGES = ("en", "zh-CN")


def unnamed(world: World) -> Iterator[str]:
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
        items = cast("dict[str, object]", value)
        if items and set(items) <= set(LANGUAGES):
            yield cast("dict[str, str]", value)
        else:
            for each in items.values():
                yield from _texts(each)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _texts(each)


def wordless(world: World) -> bool:
    spoken = world.before["protocol"].get("languages", LANGUAGES)
    silent = any(
        world.speaks(name) or node["kind"] == "end"
        for name, node in world.nodes.items()
        if "fallback" not in node and not world.course
    )
    return silent or any(language not in text for text in _texts(world.tree) for language in spoken)


def templates(world: World) -> bool:
    return any("{" in words or "<|" in words for text in _texts(world.tree) for words in text.values())


def unmarked(world: World) -> bool:
    works = [node for node in world.nodes.values() if node["kind"] == "intervene"]
    return any(not node.get("targets") or "state_reached" not in node for node in works)


def shown(world: World) -> bool:
    """A sensitive slot is collected where a model writes and reads, or handed to one that is not sensitive."""
    slots = world.tree.get("slots", {})
    for node in world.nodes.values():
        shown = node["kind"] != "safety" and not node.get("verbatim")
        if shown and any(slots[slot].get("sensitive") for slot in node.get("collects", ())):
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


def _with_role(tree: Plain | None, target: str, *roles: str) -> set[str]:
    if tree is None:
        return set()
    return {
        name
        for name, node in tree["nodes"].items()
        if any(link["id"] == target and link["role"] in roles for link in node.get("targets", ()))
    }


def unseen(world: World) -> bool:
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
    found, waiting = set[str](), list(calls_of(tree))
    while waiting:
        name = waiting.pop()
        below = world.tree_of(name)
        if name not in found and below is not None:
            found.add(name)
            waiting.extend(calls_of(below))
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


def skipped(world: World) -> bool:
    return any(node["kind"] == "safety" and node.get("skippable") for node in world.nodes.values())


def misfits(world: World) -> bool:
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
