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


def nodes_of(tree: Plain, *kinds: str) -> Iterator[tuple[str, Plain]]:
    for name, node in tree["nodes"].items():
        if not kinds or node["kind"] in kinds:
            yield name, node


def edges_of(tree: Plain) -> Iterator[tuple[str, int, Plain]]:
    for name, node in nodes_of(tree):
        for i, edge in enumerate(node.get("edges", ())):
            yield name, i, edge


def drop_key(name: str, key: str) -> Callable[[Plain], None]:
    def edit(tree: Plain) -> None:
        del tree["nodes"][name][key]

    return edit


def put_key(name: str, key: str, value: object) -> Callable[[Plain], None]:
    def edit(tree: Plain) -> None:
        tree["nodes"][name][key] = value

    return edit


def edge_changed(name: str, i: int, **changes: object) -> Callable[[Plain], None]:
    """Changes keys of an edge; None takes a key away."""

    def edit(tree: Plain) -> None:
        edge = tree["nodes"][name]["edges"][i]
        for key, value in changes.items():
            if value is None:
                edge.pop(key, None)
            else:
                edge[key] = value

    return edit


def without(*path: str | int) -> Callable[[Plain], None]:
    """Takes out what stands at the end of the path."""

    def edit(tree: Plain) -> None:
        for key in path[:-1]:
            tree = tree[key]  # type: ignore[index]  # a list has a number here
        del tree[path[-1]]  # type: ignore[arg-type]  # as above

    return edit


# ---- edges and guards ----------------------------------------------------------------------------------------------


@damage("guarded edge dropped", "an answer leads on")
def guarded_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", without("nodes", name, "edges", i)


@damage("semantic edge dropped", "every node is reached")
def semantic_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "ask" in edge:
            yield f"{name}>{edge['to']}", without("nodes", name, "edges", i)


@damage("exhausted edge dropped", "every way ends")
def exhausted_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "after" in edge:
            yield f"{name}>{edge['to']}", without("nodes", name, "edges", i)


@damage("exhausted edge turned back to its own node", "every way ends")
def exhausted_circle(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "after" in edge:
            yield f"{name}>{edge['to']}", edge_changed(name, i, to=name)


@damage("exhausted edge turned back to the start", "every way ends")
def exhausted_back(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "after" in edge and name != tree["start"]:
            yield f"{name}>{edge['to']}", edge_changed(name, i, to=tree["start"])


@damage("guard flipped", "an answer leads on")
def guard_flipped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        for found in COMPARISON.finditer(edge.get("when", "")):
            new = edge["when"][: found.start()] + SWAPS[found[0]] + edge["when"][found.end() :]
            yield f"{name}>{edge['to']}: {new}", edge_changed(name, i, when=new)


@damage("bound of a comparison moved", "an answer leads on")
def bound_moved(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        for found in NUMBER.finditer(edge.get("when", "")):
            for step in (1, -1):
                number = f"{float(found[0]) + step:g}"
                new = edge["when"][: found.start()] + number + edge["when"][found.end() :]
                yield f"{name}>{edge['to']}: {new}", edge_changed(name, i, when=new)


@damage("option of a comparison changed", "an answer leads on")
def option_changed(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        when = edge.get("when", "")
        for found in WORD.finditer(when):
            of = re.findall(r"[A-Za-z_]\w*", when[: found.start()])[-1]
            for value in tree.get("slots", {}).get(of, {}).get("values", ()):
                if value != found[0][1:-1]:
                    new = f'{when[: found.start()]}"{value}"{when[found.end() :]}'
                    yield f"{name}>{edge['to']}: {new}", edge_changed(name, i, when=new)
                    break


@damage("null test dropped", "the file is a protocol")
def null_test_dropped(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        new = re.sub(r"^\w+ != null && ", "", edge.get("when", ""), count=1)
        if new != edge.get("when", ""):
            yield f"{name}>{edge['to']}: {new}", edge_changed(name, i, when=new)


@damage("guard made always true", "every edge can be taken")
def guard_true(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", edge_changed(name, i, when="true", priority=900)


@damage("guard made never true", "every edge can be taken")
def guard_false(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if "when" in edge:
            yield f"{name}>{edge['to']}", edge_changed(name, i, when=f"({edge['when']}) && risk.level > 6")


@damage("priority taken off", "one answer, one way")
def priority_off(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        if edge.get("priority"):
            yield f"{name}>{edge['to']}", edge_changed(name, i, priority=None)


@damage("edge doubled to another node", "one answer, one way")
def edge_doubled(tree: Plain) -> Iterator[Edit]:
    names = list(tree["nodes"])
    for name, i, edge in edges_of(tree):
        if "when" in edge or "ask" in edge:
            other = next((to for to in reversed(names) if to not in (name, edge["to"])), None)
            if other is not None:

                def edit(t: Plain, name: str = name, i: int = i, other: str = other) -> None:
                    edges = t["nodes"][name]["edges"]
                    edges.insert(i + 1, {**edges[i], "to": other})

                yield f"{name}>{edge['to']} and {other}", edit


@damage("edge led past the next node", "nothing before what must come first")
def edge_past(tree: Plain) -> Iterator[Edit]:
    for name, i, edge in edges_of(tree):
        onward = [each for each in tree["nodes"].get(edge["to"], {}).get("edges", ()) if each["to"] != edge["to"]]
        if onward and onward[0]["to"] != name:
            yield f"{name}>{edge['to']} to {onward[0]['to']}", edge_changed(name, i, to=onward[0]["to"])


@damage("start moved to the next node", "nothing before what must come first")
def start_moved(tree: Plain) -> Iterator[Edit]:
    for edge in tree["nodes"][tree["start"]].get("edges", ())[:1]:
        if edge["to"] != tree["start"]:

            def edit(t: Plain, to: str = edge["to"]) -> None:
                t["start"] = to

            yield edge["to"], edit


@damage("node without its edges", "every way ends")
def edges_lost(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if node.get("edges"):
            yield name, drop_key(name, "edges")


# ---- budgets -------------------------------------------------------------------------------------------------------


@damage("turns removed", "every way ends")
def turns_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "turns" in node:
            yield name, drop_key(name, "turns")


@damage("turns raised to 900", "within the promised turns")
def turns_raised(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "turns" in node:
            yield name, put_key(name, "turns", {"max": 900})


@damage("visits removed", "every way ends")
def visits_removed(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "visits" in node:
            yield name, drop_key(name, "visits")


@damage("visits raised to 900", "within the promised turns")
def visits_raised(tree: Plain) -> Iterator[Edit]:
    for name, node in nodes_of(tree):
        if "visits" in node:
            yield name, put_key(name, "visits", {"max": 900})
