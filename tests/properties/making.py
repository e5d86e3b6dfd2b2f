"""Small protocols drawn at random: mostly sound, now and then with one fault, for the check to tell apart."""

from random import Random
from typing import Final

from tests.properties.rewriting import Plain

WORDS: Final[dict[str, Plain]] = {"en": "Some words.", "zh-CN": "一些话。"}
SLOTS: Final[dict[str, Plain]] = {
    "rating": {"type": "int", "range": [0, 10], "text": dict(WORDS), "reader": "rating"},
    "agrees": {"type": "bool", "text": dict(WORDS), "reader": "yes_no"},
    "choice": {"type": "enum", "values": ["one", "two", "three"], "text": dict(WORDS)},
}
COVERS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "rating": (("rating != null",), ("rating != null && rating >= {k}", "rating != null && rating < {k}")),
    "agrees": (("agrees != null",), ("agrees != null && agrees", "agrees != null && !agrees")),
    "choice": (
        ("choice != null",),
        ('choice != null && choice == "one"', 'choice != null && choice in ["two", "three"]'),
    ),
}
"""Slot -> sets of guards that leave out no value of it."""
QUESTION: Final[dict[str, Plain]] = {
    "text": dict(WORDS),
    "options": {"goes_on": dict(WORDS), "turns_away": dict(WORDS)},
}
KINDS: Final = ("assess", "ask", "psychoeducate", "intervene", "homework", "summarise")


def protocol(rng: Random) -> dict[str, Plain]:
    """One protocol: a chain with branches and loops back, its slots, guards, questions and budgets drawn."""
    names = [f"n{i}" for i in range(rng.randint(2, 7))]
    nodes: dict[str, Plain] = {name: _node(i, names, rng) for i, name in enumerate(names)}
    nodes["end"] = {"kind": "end", "purpose": dict(WORDS), "fallback": dict(WORDS)}
    made: dict[str, Plain] = {
        "protocol": {"id": "drawn.protocol", "version": "1.0.0", "evidence": ["none: drawn at random"]},
        "start": names[0],
        "targets": {"tgt.mood": {"kind": "symptom", "measure": "rating", "direction": "down"}},
        "slots": dict(SLOTS),
        "questions": {"stance": dict(QUESTION)},
        "interrupts": [
            {"id": "risk", "priority": 1000, "when": "risk.unscreened_event", "to": "protocol:safety_screen"}
        ],
        "nodes": nodes,
    }
    if rng.random() < 0.3:
        _spoil(made, names, rng)
    return made


def _node(i: int, names: list[str], rng: Random) -> Plain:
    kind = rng.choice(KINDS)
    onward = [*names[i + 1 :], "end"]
    collects = rng.sample(sorted(SLOTS), rng.randint(0, 2))
    edges: list[Plain] = []
    bar = rng.randint(1, 9)
    for guard in rng.choice(COVERS[collects[0]]) if collects else ():
        to = rng.choice([*onward, *onward, rng.choice(names)])
        edges.append({"to": to, "when": guard.format(k=bar), "priority": rng.randint(0, 2)})
    if rng.random() < 0.25:
        edges.append({"to": rng.choice(onward), "ask": {"question": "stance", "is": "turns_away", "min_p": 0.6}})
    edges.append({"to": onward[0], "after": "exhausted"})
    node: dict[str, Plain] = {
        "kind": kind,
        "purpose": dict(WORDS),
        "fallback": dict(WORDS),
        "targets": [{"id": "tgt.mood", "role": "measure"}, {"id": "tgt.mood", "role": "move"}],
        "collects": list(collects),
        "turns": {"min": 1, "max": rng.randint(1, 3)},
        "visits": {"max": rng.randint(1, 3)},
        "skippable": bool(collects) and rng.random() < 0.2,
        "edges": edges,
    }
    if kind == "intervene":
        node["state_reached"] = {"question": dict(WORDS), "min_p": 0.5}
    return node


def _spoil(made: dict[str, Plain], names: list[str], rng: Random) -> None:
    """One fault that a hand could make; some of them leave the protocol sound."""
    nodes = made["nodes"]
    assert isinstance(nodes, dict)
    node = nodes[rng.choice(names)]
    assert isinstance(node, dict)
    edges = node["edges"]
    assert isinstance(edges, list)
    match rng.randint(0, 5):
        case 0:
            edges.pop()
        case 1:
            node["visits"] = None
        case 2:
            node["turns"] = None
        case 3:
            edges[-1] = {"to": rng.choice(names), "after": "exhausted"}
        case 4:
            made["interrupts"] = []
        case _:
            edges.insert(0, {"to": "end", "when": "rating >= 3"})
