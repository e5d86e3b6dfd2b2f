"""The two changes of grain: two steps in a row become one, one step becomes several. Each gives a new set of nodes.

Neither touches safety, gates, calls, ends, interventions' state or exposure; whether a change is sound is proved by the
check of the whole protocol, in `strategies.graph.grain`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from memory.record.identity import Language
from strategies.graph.guards import names_of, parse
from strategies.graph.protocol import (
    Edge,
    Interaction,
    Invariant,
    Node,
    NodeKind,
    Protocol,
    TargetLink,
    TargetRole,
    Text,
    Turns,
)

T = TypeVar("T")

REGIONS: Final[Mapping[NodeKind, str]] = {
    NodeKind.ASSESS: "ask",
    NodeKind.ASK: "ask",
    NodeKind.PSYCHOEDUCATE: "explain",
    NodeKind.HOMEWORK: "homework",
    NodeKind.SUMMARISE: "summarise",
}
"""Kinds that may be merged with each other; those that are missing never are."""

SPLIT: Final = frozenset({*REGIONS, NodeKind.INTERVENE})


def mergeable(protocol: Protocol) -> list[tuple[str, str]]:
    """The pairs of steps that follow each other straight: all that leads on from the first leads to the second.

    Closed questions that both ask, with the same way on, may stand at both. Nothing else leads to the second.
    """
    into: dict[str, set[str]] = {}
    for name, node in protocol.nodes.items():
        for edge in node.edges:
            into.setdefault(edge.to, set()).add(name)
    return [
        (first, second)
        for first, node in protocol.nodes.items()
        for second in sorted({edge.to for edge in node.edges if edge.ask is None})
        if second in protocol.nodes
        and second not in (first, protocol.start)
        and into[second] == {first}
        and _straight(node, protocol.nodes[second], second)
    ]


def _straight(first: Node, second: Node, to: str) -> bool:
    asks = [edge for edge in first.edges if edge.ask is not None]
    on = [edge for edge in first.edges if edge.ask is None]
    return (
        first.kind in REGIONS
        and REGIONS.get(first.kind) == REGIONS.get(second.kind)
        and all(edge.to == to for edge in on)
        and any(edge.when is not None for edge in on)
        and all(edge in second.edges for edge in asks)
        and first.verbatim == second.verbatim is False
        and first.skippable == second.skippable
        and (first.reentry is None or second.reentry is None or first.reentry == second.reentry)
        and first.turns is not None
        and second.turns is not None
        and not any(edge.gate is not None for edge in (*first.edges, *second.edges))
        and not _counts_turns((*first.edges, *second.edges))
    )


def _counts_turns(edges: Iterable[Edge]) -> bool:
    return any(edge.when is not None and "frame." in edge.when for edge in edges)


def merged(protocol: Protocol, first: str, second: str) -> Protocol:
    """The protocol with both steps as one, under the id of the first: it leads on when both would have."""
    one, other = protocol.nodes[first], protocol.nodes[second]
    if one.turns is None or other.turns is None:
        raise ValueError("both steps have a bound on their turns")
    needed = _either([edge.when for edge in one.edges if edge.when is not None])
    edges = tuple(
        edge if edge.when is None else edge.model_copy(update={"when": f"{needed} && ({edge.when})"})
        for edge in other.edges
    )
    visits = [node.visits for node in (one, other) if node.visits is not None]
    node = one.model_copy(
        update={
            "purpose": _joined([one.purpose, other.purpose]),
            "interaction": _interaction(one.interaction, other.interaction),
            "targets": tuple(dict.fromkeys((*one.targets, *other.targets))),
            "collects": tuple(dict.fromkeys((*one.collects, *other.collects))),
            "must": _distinct((*one.must, *other.must)),
            "never": _distinct((*one.never, *other.never)),
            "example": _joined_or_none([one.example, other.example]),
            "counter_example": _joined_or_none([one.counter_example, other.counter_example]),
            "fallback": _joined_or_none([one.fallback, other.fallback]),
            "fallback_again": _joined_or_none([one.fallback_again, other.fallback_again]),
            "turns": Turns(min=one.turns.min + other.turns.min - 1, max=one.turns.max + other.turns.max),
            "visits": min(visits, key=lambda each: each.max, default=None),
            "reentry": one.reentry or other.reentry,
            "edges": edges,
        }
    )
    nodes = {name: node if name == first else each for name, each in protocol.nodes.items() if name != second}
    return protocol.model_copy(
        update={"nodes": nodes, "invariants": tuple(_renamed(each, second, first) for each in protocol.invariants)}
    )


def _either(guards: Sequence[str]) -> str:
    return f"({guards[0]})" if len(guards) == 1 else "(" + " || ".join(f"({guard})" for guard in guards) + ")"


def _renamed(invariant: Invariant, old: str, new: str) -> Invariant:
    if invariant.dominates is not None:
        before, then = (new if each == old else each for each in invariant.dominates)
        return invariant.model_copy(update={"dominates": (before, then)})
    if invariant.reachable_from_all == old:
        return invariant.model_copy(update={"reachable_from_all": new})
    return invariant


def splittable(protocol: Protocol) -> list[str]:
    """The steps that hold more than one thing to ask for: several slots, or several musts on a straight way."""
    return [name for name, node in protocol.nodes.items() if _parts(node) > 1]


def _parts(node: Node) -> int:
    """Into how many steps a node can be split without more client turns than it has."""
    if node.kind not in SPLIT or node.verbatim or node.exposure or node.turns is None or node.turns.min > 1:
        return 1
    if any(edge.gate is not None for edge in node.edges) or _counts_turns(node.edges):
        return 1
    things = max(len(node.collects), len(node.must) if _is_straight(node) else 0)
    return min(things, node.turns.max)


def split(protocol: Protocol, name: str) -> Protocol:
    """The protocol with that step as several in a row, each with its share of slots, musts and turns.

    The first keeps the id, the last the ways on and, of an intervention, its kind and its question: the ones before it
    ask.
    """
    node = protocol.nodes[name]
    count = _parts(node)
    if count < 2 or node.turns is None:
        raise ValueError(f"{name} has nothing to split")
    slots, musts = _shares(node.collects, count), _shares(node.must, count)
    budgets = [node.turns.max // count + (i < node.turns.max % count) for i in range(count)]
    ids = [name, *_free_ids(name, count - 1, protocol.nodes)]
    parts: dict[str, Node] = {}
    for i, part in enumerate(ids):
        final = i == count - 1
        asks_only = node.kind is NodeKind.INTERVENE and not final
        parts[part] = node.model_copy(
            update={
                "kind": NodeKind.ASK if asks_only else node.kind,
                "purpose": _with_slots(protocol, node.purpose, slots[i]),
                "targets": node.targets if final else _before(node, eliciting=asks_only),
                "collects": tuple(slots[i]),
                "must": tuple(musts[i]),
                "state_reached": node.state_reached if final else None,
                "skippable": node.skippable and bool(slots[i]),
                "turns": Turns(min=1, max=budgets[i]),
                "edges": _out(node, slots[i])
                if final
                else _onward(node, [slot for run in slots[: i + 1] for slot in run], slots[i], ids[i + 1]),
                "fallback": node.fallback if i == 0 else node.fallback_again or node.fallback,
                "fallback_again": node.fallback_again if i == 0 else node.fallback,
            }
        )
    nodes: dict[str, Node] = {}
    for each, known in protocol.nodes.items():
        nodes.update(parts if each == name else {each: known})
    return protocol.model_copy(update={"nodes": nodes})


def _before(node: Node, *, eliciting: bool) -> tuple[TargetLink, ...]:
    """The targets of a part that is not the last: it draws out what the last part moves."""
    if not eliciting:
        return node.targets
    return tuple(dict.fromkeys(TargetLink(id=link.id, role=TargetRole.ELICIT) for link in node.targets))


def _out(node: Node, slots: Sequence[str]) -> tuple[Edge, ...]:
    """The ways out of the last part. Where all lead to one node, its own slots are enough: the others had theirs.

    Elsewhere a rule that was met at an earlier part, and reads nothing that this one asks for, is done with.
    """
    rules = [edge for edge in node.edges if edge.when is not None]
    if not slots or not rules:
        return node.edges
    if not _is_straight(node):
        return tuple(edge for edge in node.edges if edge.when is None or _newly_met(edge, slots))
    on = rules[0].model_copy(update={"when": " && ".join(f"{slot} != null" for slot in slots)})
    return tuple(on if edge is rules[0] else edge for edge in node.edges if edge not in rules[1:])


def _newly_met(edge: Edge, slots: Sequence[str]) -> bool:
    """Whether a rule reads one of these slots, or what may change at any turn (risk)."""
    names = names_of(parse(edge.when or ""))
    return not names.isdisjoint(slots) or any("." in name for name in names)


def _onward(node: Node, asked: Sequence[str], slots: Sequence[str], to: str) -> tuple[Edge, ...]:
    """The ways out of a part that is not the last; `asked` are the slots of the parts up to this one.

    Closed questions stay. Where rules lead to several places, so do those that can be met here for the first time: they
    would have led away at once. Else it goes on when its own slots are known.
    """
    open_slots = set(node.collects) - set(asked)
    first = list(asked) == list(slots)
    asks = tuple(edge for edge in node.edges if edge.ask is not None)
    rules = tuple(
        edge
        for edge in node.edges
        if edge.when is not None
        and not _is_straight(node)
        and open_slots.isdisjoint(names_of(parse(edge.when)))
        and (first or _newly_met(edge, slots))
    )
    lowest = min((edge.priority for edge in rules), default=1) - 1
    on = (Edge(to=to, when=" && ".join(f"{slot} != null" for slot in slots), priority=lowest),) if slots else ()
    return (*asks, *rules, *on, Edge(to=to, after="exhausted"))


def _is_straight(node: Node) -> bool:
    """Whether every way on but closed questions leads to one node."""
    return len({edge.to for edge in node.edges if edge.ask is None}) == 1


def _shares(things: Sequence[T], count: int) -> list[list[T]]:
    """The things in `count` runs that keep their order, the earlier ones longer by one."""
    size, more = divmod(len(things), count)
    shares: list[list[T]] = []
    at = 0
    for i in range(count):
        end = at + size + (i < more)
        shares.append(list(things[at:end]))
        at = end
    return shares


def _free_ids(name: str, count: int, taken: Mapping[str, Node]) -> list[str]:
    found: list[str] = []
    n = 2
    while len(found) < count:
        candidate = f"{name[: 64 - len(str(n)) - 1]}_{n}"
        if candidate not in taken:
            found.append(candidate)
        n += 1
    return found


def _with_slots(protocol: Protocol, purpose: Text, slots: Sequence[str]) -> Text:
    """The purpose, and what this part of it asks for."""
    texts = [text for slot in slots if (text := protocol.slots[slot].text) is not None]
    return _joined([purpose, *texts])


def _joined(texts: Sequence[Text]) -> Text:
    """The texts after each other, in the languages that all of them have."""
    languages = [language for language in texts[0] if all(language in text for text in texts)]
    gap = {Language.EN: " ", Language.ZH: ""}
    return {language: gap[language].join(dict.fromkeys(text[language] for text in texts)) for language in languages}


def _joined_or_none(texts: Sequence[Text | None]) -> Text | None:
    found = [text for text in texts if text is not None]
    return _joined(found) if found else None


def _interaction(one: Interaction | None, other: Interaction | None) -> Interaction | None:
    if one is None or other is None:
        return one or other
    gap: dict[Language, str] = {Language.EN: "; ", Language.ZH: "；"}
    pairs = {
        part: {
            language: gap[language].join(dict.fromkeys((mine[language], theirs[language])))
            for language in mine
            if language in theirs
        }
        for part, mine, theirs in (
            ("what", one.what, other.what),
            ("how", one.how, other.how),
            ("state", one.state, other.state),
        )
    }
    return Interaction(what=pairs["what"], how=pairs["how"], state=pairs["state"])


def _distinct(texts: Sequence[Text]) -> tuple[Text, ...]:
    found: list[Text] = []
    for text in texts:
        if text not in found:
            found.append(text)
    return tuple(found)
