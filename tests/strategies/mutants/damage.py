"""Damage to protocols: what each kind does to the file, and which promise it is meant to break.

A file is its plain YAML tree. An operator names every place where it can do its damage; the damage is done to a copy.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Plain = dict[str, Any]
"""A map of the file, as YAML gives it."""

Edit = tuple[str, Callable[[Plain], None]]
"""Where, in words, and what is done to the tree there."""

SWAPS = {"==": "!=", "!=": "==", "<=": ">", ">=": "<", "<": ">=", ">": "<="}
COMPARISON = re.compile(r"==|!=|<=|>=|<|>")
NUMBER = re.compile(r"(?<=[<>=] )-?\d+(?:\.\d+)?")
WORD = re.compile(r"(?<=[=!]= )(\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One kind of damage. `aims` is the promise (of `oracle.Promise`) that it is meant to break."""

    name: str
    aims: str
    places: Callable[[Plain], Iterator[Edit]]


OPERATORS: list[Operator] = []


def damage(name: str, aims: str) -> Callable[[Callable[[Plain], Iterator[Edit]]], Callable[[Plain], Iterator[Edit]]]:
    """Files an operator."""

    def file(places: Callable[[Plain], Iterator[Edit]]) -> Callable[[Plain], Iterator[Edit]]:
        OPERATORS.append(Operator(name=name, aims=aims, places=places))
        return places

    return file


def damaged(tree: Plain, edit: Callable[[Plain], None]) -> Plain:
    """A copy of the tree with the damage done."""
    copy: Plain = json.loads(json.dumps(tree))
    edit(copy)
    return copy


def _nodes(tree: Plain, *kinds: str) -> Iterator[tuple[str, Plain]]:
    for name, node in tree["nodes"].items():
        if not kinds or node["kind"] in kinds:
            yield name, node


def _edges(tree: Plain) -> Iterator[tuple[str, int, Plain]]:
    for name, node in _nodes(tree):
        for i, edge in enumerate(node.get("edges", ())):
            yield name, i, edge


def _drop(name: str, key: str) -> Callable[[Plain], None]:
    def edit(tree: Plain) -> None:
        del tree["nodes"][name][key]

    return edit


def _put(name: str, key: str, value: object) -> Callable[[Plain], None]:
    def edit(tree: Plain) -> None:
        tree["nodes"][name][key] = value

    return edit


def _edge(name: str, i: int, **changes: object) -> Callable[[Plain], None]:
    """Changes keys of an edge; None takes a key away."""

    def edit(tree: Plain) -> None:
        edge = tree["nodes"][name]["edges"][i]
        for key, value in changes.items():
            if value is None:
                edge.pop(key, None)
            else:
                edge[key] = value

    return edit


# ---- edges and guards -------------------------------------------------------------------------------------------------


@damage("guarded edge dropped", "an answer leads on")
def guarded_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", lambda t, name=name, i=i: t["nodes"][name]["edges"].pop(i)


@damage("semantic edge dropped", "every node is reached")
def semantic_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "ask" in edge:
            yield f"{name}>{edge['to']}", lambda t, name=name, i=i: t["nodes"][name]["edges"].pop(i)


@damage("exhausted edge dropped", "every way ends")
def exhausted_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "after" in edge:
            yield f"{name}>{edge['to']}", lambda t, name=name, i=i: t["nodes"][name]["edges"].pop(i)


@damage("exhausted edge turned back to its own node", "every way ends")
def exhausted_circle(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "after" in edge:
            yield f"{name}>{edge['to']}", _edge(name, i, to=name)


@damage("exhausted edge turned back to the start", "every way ends")
def exhausted_back(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "after" in edge and name != tree["start"]:
            yield f"{name}>{edge['to']}", _edge(name, i, to=tree["start"])


@damage("guard flipped", "an answer leads on")
def guard_flipped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        for found in COMPARISON.finditer(edge.get("when", "")):
            new = edge["when"][: found.start()] + SWAPS[found[0]] + edge["when"][found.end() :]
            yield f"{name}>{edge['to']}: {new}", _edge(name, i, when=new)


@damage("bound of a comparison moved", "an answer leads on")
def bound_moved(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        for found in NUMBER.finditer(edge.get("when", "")):
            for step in (1, -1):
                number = f"{float(found[0]) + step:g}"
                new = edge["when"][: found.start()] + number + edge["when"][found.end() :]
                yield f"{name}>{edge['to']}: {new}", _edge(name, i, when=new)


@damage("option of a comparison changed", "an answer leads on")
def option_changed(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        when = edge.get("when", "")
        for found in WORD.finditer(when):
            of = re.findall(r"[A-Za-z_]\w*", when[: found.start()])[-1]
            for value in tree.get("slots", {}).get(of, {}).get("values", ()):
                if value != found[0][1:-1]:
                    new = f'{when[: found.start()]}"{value}"{when[found.end() :]}'
                    yield f"{name}>{edge['to']}: {new}", _edge(name, i, when=new)
                    break


@damage("null test dropped", "the file is a protocol")
def null_test_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        new = re.sub(r"^\w+ != null && ", "", edge.get("when", ""), count=1)
        if new != edge.get("when", ""):
            yield f"{name}>{edge['to']}: {new}", _edge(name, i, when=new)


@damage("guard made always true", "every edge can be taken")
def guard_true(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", _edge(name, i, when="true", priority=900)


@damage("guard made never true", "every edge can be taken")
def guard_false(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", _edge(name, i, when=f"({edge['when']}) && risk.level > 6")


@damage("priority taken off", "one answer, one way")
def priority_off(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if edge.get("priority"):
            yield f"{name}>{edge['to']}", _edge(name, i, priority=None)


@damage("edge doubled to another node", "one answer, one way")
def edge_doubled(tree: Plain) -> Iterator[Edit]:
    names = list(tree["nodes"])
    for name, i, edge in _edges(tree):
        if "when" in edge or "ask" in edge:
            other = next((to for to in reversed(names) if to not in (name, edge["to"])), None)
            if other is not None:

                def edit(t: Plain, name: str = name, i: int = i, other: str = other) -> None:
                    edges = t["nodes"][name]["edges"]
                    edges.insert(i + 1, {**edges[i], "to": other})

                yield f"{name}>{edge['to']} and {other}", edit


@damage("edge led past the next node", "nothing before what must come first")
def edge_past(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        onward = [each for each in tree["nodes"].get(edge["to"], {}).get("edges", ()) if each["to"] != edge["to"]]
        if onward and onward[0]["to"] != name:
            yield f"{name}>{edge['to']} to {onward[0]['to']}", _edge(name, i, to=onward[0]["to"])


@damage("start moved to the next node", "nothing before what must come first")
def start_moved(tree: Plain) -> Iterator[Edit]:
    for edge in tree["nodes"][tree["start"]].get("edges", ())[:1]:
        if edge["to"] != tree["start"]:

            def edit(t: Plain, to: str = edge["to"]) -> None:
                t["start"] = to

            yield edge["to"], edit


@damage("node without its edges", "every way ends")
def edges_lost(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if node.get("edges"):
            yield name, _drop(name, "edges")


# ---- budgets ----------------------------------------------------------------------------------------------------------


@damage("turns removed", "every way ends")
def turns_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "turns" in node:
            yield name, _drop(name, "turns")


@damage("turns raised to 900", "within the promised turns")
def turns_raised(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "turns" in node:
            yield name, _put(name, "turns", {"max": 900})


@damage("visits removed", "every way ends")
def visits_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "visits" in node:
            yield name, _drop(name, "visits")


@damage("visits raised to 900", "within the promised turns")
def visits_raised(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "visits" in node:
            yield name, _put(name, "visits", {"max": 900})


# ---- safety, gates, calls ---------------------------------------------------------------------------------------------


@damage("interrupt removed", "an alarm leads to the screen")
def interrupt_removed(tree: Plain) -> Iterator[Edit]:
    for i, interrupt in enumerate(tree.get("interrupts", ())):
        yield interrupt["id"], lambda t, i=i: t["interrupts"].pop(i)


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
    for name, _ in _nodes(tree, "safety"):
        yield name, _put(name, "skippable", True)  # noqa: FBT003 - a value of the file


@damage("gate taken off an edge", "no exposure past a clinician's gate")
def gate_off(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        if "gate" in edge:
            yield f"{name}>{edge['to']}", _edge(name, i, gate=None)


@damage("gate gone around", "no exposure past a clinician's gate")
def gate_around(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        held = [each["to"] for each in tree["nodes"][name].get("edges", ()) if "gate" in each]
        if "after" in edge and held:
            yield f"{name}>{held[0]}", _edge(name, i, to=held[0])


@damage("requires_gate taken off", "no exposure past a clinician's gate")
def requires_gate_off(tree: Plain) -> Iterator[Edit]:
    if tree["protocol"].get("requires_gate"):

        def edit(t: Plain) -> None:
            del t["protocol"]["requires_gate"]

        yield "protocol", edit


@damage("call made cyclic", "calls fit")
def call_cyclic(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "call"):

        def edit(t: Plain, name: str = name) -> None:
            t["nodes"][name]["call"] = {"protocol": t["protocol"]["id"]}

        yield f"{name} > {node['call']['protocol']}", edit


@damage("call of a protocol that is not there", "names stand for something")
def call_unknown(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "call"):

        def edit(t: Plain, name: str = name) -> None:
            t["nodes"][name]["call"]["protocol"] += "x"

        yield f"{name} > {node['call']['protocol']}", edit


@damage("call's parameter renamed", "names stand for something")
def parameter_renamed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "call"):
        for part in ("with", "returns"):
            for key in node["call"].get(part, {}):

                def edit(t: Plain, name: str = name, part: str = part, key: str = key) -> None:
                    pairs = t["nodes"][name]["call"][part]
                    pairs[f"{key}_x"] = pairs.pop(key)

                yield f"{name}: {part} {key}", edit


@damage("call's results dropped", "nothing is read that no way has set")
def returns_dropped(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "call"):
        if node["call"].get("returns"):

            def edit(t: Plain, name: str = name) -> None:
                del t["nodes"][name]["call"]["returns"]

            yield name, edit


# ---- slots, targets, words --------------------------------------------------------------------------------------------


@damage("slot renamed where it is declared", "names stand for something")
def slot_renamed(tree: Plain) -> Iterator[Edit]:
    for slot in tree.get("slots", {}):

        def edit(t: Plain, slot: str = slot) -> None:
            t["slots"][f"{slot}_x"] = t["slots"].pop(slot)

        yield slot, edit


@damage("slot renamed where it is collected", "names stand for something")
def collected_renamed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if node.get("collects"):
            yield name, _put(name, "collects", [f"{node['collects'][0]}_x", *node["collects"][1:]])


@damage("slot renamed in one guard", "the file is a protocol")
def read_renamed(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in _edges(tree):
        for slot in tree.get("slots", {}):
            new = re.sub(rf"\b{slot}\b", f"{slot}_x", edge.get("when", ""))
            if new != edge.get("when", ""):
                yield f"{name}>{edge['to']}: {new}", _edge(name, i, when=new)


@damage("slot no longer collected", "nothing is read that no way has set")
def collects_dropped(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if node.get("collects"):
            yield name, _drop(name, "collects")


@damage("sensitive slot asked for in a model's words", "sensitive words stay out of prompts")
def sensitive_asked(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if any(tree["slots"].get(slot, {}).get("sensitive") for slot in node.get("collects", ())):

            def edit(t: Plain, name: str = name) -> None:
                t["nodes"][name].pop("verbatim", None)
                if t["nodes"][name]["kind"] == "safety":
                    t["nodes"][name]["kind"] = "ask"

            yield name, edit


@damage("role of a target removed", "what is worked at is seen")
def role_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        for i, link in enumerate(node.get("targets", ())):
            yield f"{name}: {link['id']} {link['role']}", lambda t, name=name, i=i: t["nodes"][name]["targets"].pop(i)


@damage("measuring turned into eliciting", "what is worked at is seen")
def measure_lost(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        for i, link in enumerate(node.get("targets", ())):
            if link["role"] in ("measure", "relapse_check"):

                def edit(t: Plain, name: str = name, i: int = i) -> None:
                    t["nodes"][name]["targets"][i]["role"] = "elicit"

                yield f"{name}: {link['id']}", edit


@damage("target no longer declared", "names stand for something")
def target_undeclared(tree: Plain) -> Iterator[Edit]:
    for target in tree.get("targets", {}):
        yield target, lambda t, target=target: t["targets"].pop(target)


@damage("state_reached removed", "interventions are marked")
def state_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "intervene"):
        if "state_reached" in node:
            yield name, _drop(name, "state_reached")


@damage("targets of an intervention removed", "interventions are marked")
def targets_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree, "intervene"):
        if node.get("targets"):
            yield name, _drop(name, "targets")


@damage("Chinese words removed", "words in every language")
def language_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        for key in ("purpose", "fallback"):
            if key in node:

                def edit(t: Plain, name: str = name, key: str = key) -> None:
                    t["nodes"][name][key].pop("zh-CN", None)

                yield f"{name}.{key}", edit


@damage("reviewed line removed", "words in every language")
def fallback_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "fallback" in node:
            yield name, _drop(name, "fallback")


@damage("template put into a line", "words are only words")
def template_put(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if "fallback" in node:

            def edit(t: Plain, name: str = name) -> None:
                t["nodes"][name]["fallback"]["en"] += " {{ patient.name }}"

            yield name, edit


@damage("six musts", "at most five musts")
def six_musts(tree: Plain) -> Iterator[Edit]:
    for name, node in _nodes(tree):
        if node["kind"] not in ("call", "end"):
            yield name, _put(name, "must", [{"en": f"do {i}", "zh-CN": f"做{i}"} for i in range(6)])


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
        for name, _ in _nodes(tree, "gate"):
            yield name, _put(name, "kind", "ask")


@damage("promises removed", "nothing: a promise less breaks none")
def invariants_removed(tree: Plain) -> Iterator[Edit]:
    if tree.get("invariants"):
        yield "invariants", lambda t: t.pop("invariants")
