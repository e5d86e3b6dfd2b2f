"""More damage to protocols: to safety, gates and calls, to slots, targets and words."""

import re
from collections.abc import Iterator

from tests.strategies.mutants.damage import (
    OPERATORS,
    Edit,
    Operator,
    Plain,
    damage,
    drop_key,
    edge_changed,
    edges_of,
    nodes_of,
    put_key,
    without,
)

# ---- safety, gates, calls ------------------------------------------------------------------------------------------


@damage("interrupt removed", "an alarm leads to the screen")
def interrupt_removed(tree: Plain) -> Iterator[Edit]:
    for i, interrupt in enumerate(tree.get("interrupts", ())):
        yield interrupt["id"], without("interrupts", i)


@damage("interrupt's guard weakened", "an alarm leads to the screen")
def interrupt_weakened(tree: Plain) -> Iterator[Edit]:
    slots = list(tree.get("slots", {}))[:1]
    for i, interrupt in enumerate(tree.get("interrupts", ())):
        extra = ["risk.level >= 3", "frame.turns < 2", *(f"{slot} == null" for slot in slots)]
        for more in extra:

            def edit(t: Plain, i: int = i, more: str = more) -> None:
                t["interrupts"][i]["when"] = f"({t['interrupts'][i]['when']}) && {more}"

            yield f"{interrupt['id']}: {more}", edit


@damage("interrupt led elsewhere", "an alarm leads to the screen")
def interrupt_elsewhere(tree: Plain) -> Iterator[Edit]:
    for i, interrupt in enumerate(tree.get("interrupts", ())):

        def edit(t: Plain, i: int = i) -> None:
            t["interrupts"][i]["to"] = "protocol:rupture.repair"

        if tree["protocol"]["id"] != "rupture.repair":
            yield interrupt["id"], edit


@damage("another interrupt put before the screen", "an alarm leads to the screen")
def interrupt_before(tree: Plain) -> Iterator[Edit]:
    if tree.get("interrupts") and tree["protocol"]["id"] != "rupture.repair":

        def edit(t: Plain) -> None:
            for each in t["interrupts"]:
                each["priority"] = min(each.get("priority", 0), 900)
            t["interrupts"].append(
                {"id": "first", "priority": 999, "when": "risk.level >= 1", "to": "protocol:rupture.repair"}
            )

        yield "risk.level >= 1", edit


@damage("safety node made skippable", "safety is always asked")
def safety_skippable(tree: Plain) -> Iterator[Edit]:
    for name, _ in nodes_of(tree, "safety"):
        yield name, put_key(name, "skippable", True)


@damage("gate taken off an edge", "no exposure past a clinician's gate")
def gate_off(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "gate" in edge:
            yield f"{name}>{edge['to']}", edge_changed(name, i, gate=None)


@damage("gate gone around", "no exposure past a clinician's gate")
def gate_around(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        held = [each["to"] for each in tree["nodes"][name].get("edges", ()) if "gate" in each]
        if "after" in edge and held:
            yield f"{name}>{held[0]}", edge_changed(name, i, to=held[0])


@damage("requires_gate taken off", "no exposure past a clinician's gate")
def requires_gate_off(tree: Plain) -> Iterator[Edit]:
    if tree["protocol"].get("requires_gate"):

        def edit(t: Plain) -> None:
            del t["protocol"]["requires_gate"]

        yield "protocol", edit


@damage("call made cyclic", "calls fit")
def call_cyclic(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "call"):

        def edit(t: Plain, name: str = name) -> None:
            t["nodes"][name]["call"] = {"protocol": t["protocol"]["id"]}

        yield f"{name} > {node['call']['protocol']}", edit


@damage("call of a protocol that is not there", "names stand for something")
def call_unknown(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "call"):

        def edit(t: Plain, name: str = name) -> None:
            t["nodes"][name]["call"]["protocol"] += "x"

        yield f"{name} > {node['call']['protocol']}", edit


@damage("call's parameter renamed", "names stand for something")
def parameter_renamed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "call"):
        for part in ("with", "returns"):
            for key in node["call"].get(part, {}):

                def edit(t: Plain, name: str = name, part: str = part, key: str = key) -> None:
                    pairs = t["nodes"][name]["call"][part]
                    pairs[f"{key}_x"] = pairs.pop(key)

                yield f"{name}: {part} {key}", edit


@damage("call's results dropped", "nothing is read that no way has set")
def returns_dropped(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "call"):
        if node["call"].get("returns"):

            def edit(t: Plain, name: str = name) -> None:
                del t["nodes"][name]["call"]["returns"]

            yield name, edit


# ---- slots, targets, words -----------------------------------------------------------------------------------------


@damage("slot renamed where it is declared", "names stand for something")
def slot_renamed(tree: Plain) -> Iterator[Edit]:
    for slot in tree.get("slots", {}):

        def edit(t: Plain, slot: str = slot) -> None:
            t["slots"][f"{slot}_x"] = t["slots"].pop(slot)

        yield slot, edit


@damage("slot renamed where it is collected", "names stand for something")
def collected_renamed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if node.get("collects"):
            yield name, put_key(name, "collects", [f"{node['collects'][0]}_x", *node["collects"][1:]])


@damage("slot renamed in one guard", "the file is a protocol")
def read_renamed(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        for slot in tree.get("slots", {}):
            new = re.sub(rf"\b{slot}\b", f"{slot}_x", edge.get("when", ""))
            if new != edge.get("when", ""):
                yield f"{name}>{edge['to']}: {new}", edge_changed(name, i, when=new)


@damage("slot no longer collected", "nothing is read that no way has set")
def collects_dropped(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if node.get("collects"):
            yield name, drop_key(name, "collects")


@damage("sensitive slot asked for in a model's words", "sensitive words stay out of prompts")
def sensitive_asked(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if any(tree["slots"].get(slot, {}).get("sensitive") for slot in node.get("collects", ())):

            def edit(t: Plain, name: str = name) -> None:
                t["nodes"][name].pop("verbatim", None)
                if t["nodes"][name]["kind"] == "safety":
                    t["nodes"][name]["kind"] = "ask"

            yield name, edit


@damage("role of a target removed", "what is worked at is seen")
def role_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        for i, link in enumerate(node.get("targets", ())):
            yield f"{name}: {link['id']} {link['role']}", without("nodes", name, "targets", i)


@damage("measuring turned into eliciting", "what is worked at is seen")
def measure_lost(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        for i, link in enumerate(node.get("targets", ())):
            if link["role"] in ("measure", "relapse_check"):

                def edit(t: Plain, name: str = name, i: int = i) -> None:
                    t["nodes"][name]["targets"][i]["role"] = "elicit"

                yield f"{name}: {link['id']}", edit


@damage("target no longer declared", "names stand for something")
def target_undeclared(tree: Plain) -> Iterator[Edit]:
    for target in tree.get("targets", {}):
        yield target, without("targets", target)


@damage("state_reached removed", "interventions are marked")
def state_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "intervene"):
        if "state_reached" in node:
            yield name, drop_key(name, "state_reached")


@damage("targets of an intervention removed", "interventions are marked")
def targets_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree, "intervene"):
        if node.get("targets"):
            yield name, drop_key(name, "targets")


@damage("Chinese words removed", "words in every language")
def language_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        for key in ("purpose", "fallback"):
            if key in node:

                def edit(t: Plain, name: str = name, key: str = key) -> None:
                    t["nodes"][name][key].pop("zh-CN", None)

                yield f"{name}.{key}", edit


@damage("reviewed line removed", "words in every language")
def fallback_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "fallback" in node:
            yield name, drop_key(name, "fallback")


@damage("template put into a line", "words are only words")
def template_put(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "fallback" in node:

            def edit(t: Plain, name: str = name) -> None:
                t["nodes"][name]["fallback"]["en"] += " {{ patient.name }}"

            yield name, edit


@damage("six musts", "at most five musts")
def six_musts(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if node["kind"] not in ("call", "end"):
            yield name, put_key(name, "must", [{"en": f"do {i}", "zh-CN": f"做{i}"} for i in range(6)])


@damage("option of a question renamed", "names stand for something")
def option_renamed(tree: Plain) -> Iterator[Edit]:
    for name, question in tree.get("questions", {}).items():
        for option in question["options"]:

            def edit(t: Plain, name: str = name, option: str = option) -> None:
                options = t["questions"][name]["options"]
                options[f"{option}_x"] = options.pop(option)

            yield f"{name}: {option}", edit


@damage("dose cut to one session", "a course gives its dose")
def dose_cut(tree: Plain) -> Iterator[Edit]:
    if "course" in tree:

        def edit(t: Plain) -> None:
            t["course"]["dose"]["sessions"] = [1, 1]

        yield "course.dose", edit


@damage("call of a course turned into a step", "a course does not speak")
def course_speaks(tree: Plain) -> Iterator[Edit]:
    if "course" in tree:
        for name, _ in nodes_of(tree, "gate"):
            yield name, put_key(name, "kind", "ask")


@damage("promises removed", "nothing: a promise less breaks none")
def invariants_removed(tree: Plain) -> Iterator[Edit]:
    if tree.get("invariants"):
        yield "invariants", lambda t: t.pop("invariants")


def operators() -> tuple[Operator, ...]:
    """Every kind of damage, of both files."""
    return tuple(OPERATORS)
