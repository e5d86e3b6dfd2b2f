"""What a node does, by asking the interpreter: every turn, every value that its guards read, every answer.

Nothing of the validator is used here: the moves come from `route()`, one client turn at a time; only for nodes without
a client turn (calls, and the gates of a course) are the compiled edges weighed in their order.
"""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from memory.record.session import Answer, Frame, SlotValue
from strategies.graph.errors import GraphError
from strategies.graph.guards import RISK_FLAGS, Guard
from strategies.graph.library import Library
from strategies.graph.protocol import Level, Node, NodeKind, Protocol, Slot, SlotScope, SlotType
from strategies.graph.release import CompiledEdge, CompiledProtocol
from strategies.graph.route import route
from strategies.graph.routed import RiskView, Routed

RISKS: Mapping[str, tuple[SlotValue, ...]] = {
    "risk.level": (0, 2, 3, 4, 6),
    "risk.unscreened_event": (False, True),
    **{f"risk.{flag}": (False, True) for flag in RISK_FLAGS},
}
RISK_FREE: Mapping[str, SlotValue] = {
    "risk.level": 0,
    "risk.unscreened_event": False,
    "frame.turns": 0,
    **{f"risk.{flag}": False for flag in RISK_FLAGS},
}
MOST = 400
FAR = 40_000
ALIKE = 6
BREAKS = "breaks"
"""Instead of an edge, when the interpreter gave up."""
LONG = 40
"""Turns after which a node without a budget is taken to hold for ever."""


@dataclass(frozen=True, slots=True)
class Move:
    """With these values, after so many turns here and that answer, the session goes there by that edge, or stays."""

    values: tuple[tuple[str, SlotValue], ...]
    turns: int
    answer: str
    to: str
    taken: str

    @property
    def stays(self) -> bool:
        """Whether no edge was taken."""
        return self.taken in ("stay", BREAKS)


def choices(slot: Slot, guards: Sequence[str]) -> tuple[SlotValue, ...]:
    """Values of a slot: all of a short range, all options, else the constants of all guards and their neighbours."""
    numbers = sorted({float(each) for guard in guards for each in re.findall(r"-?\d+(?:\.\d+)?", guard)})
    words = sorted({each[1:-1] for guard in guards for each in re.findall(r"\"[^\"]*\"|'[^']*'", guard)})
    match slot.type:
        case SlotType.BOOL:
            return (True, False)
        case SlotType.ENUM:
            return slot.values
        case SlotType.TEXT:
            return ("said", *words)
        case SlotType.DATE:
            return ("0000-01-01", "9999-01-01", *words)
        case SlotType.INT:
            low, high = slot.range if slot.range is not None else (None, None)
            if low is not None and high is not None and high - low <= 30:
                return tuple(range(int(low), int(high) + 1))
            near = {int(each) + step for each in numbers for step in (-1, 0, 1)}
            return tuple(each for each in sorted(near | {0}) if slot.admits(each))
        case SlotType.FLOAT:
            near_by = {each + step for each in numbers for step in (-0.5, 0.0, 0.5)}
            return tuple(each for each in sorted(near_by | {0.0}) if slot.admits(each))


def guards_of(protocol: Protocol) -> list[str]:
    """The sources of all guards of a protocol."""
    guards = [edge.when for node in protocol.nodes.values() for edge in node.edges if edge.when is not None]
    return [*guards, *(interrupt.when for interrupt in protocol.interrupts)]


def read_at(compiled: CompiledProtocol, name: str) -> tuple[str, ...]:
    """The names that the node's guards read."""
    found = {each for edge in compiled.edges[name] if edge.guard is not None for each in edge.guard.names}
    return tuple(sorted(found - {"frame.turns"}))


def _told_apart(slot: Slot, guards: Sequence[str]) -> tuple[SlotValue, ...]:
    """The values that the guards name, and one that they do not."""
    every = choices(slot, guards)
    named = [each for each in every if any(str(each) in guard for guard in guards)]
    other = [each for each in every if each not in named]
    return (*named, *other[:1])


def values_at(
    compiled: CompiledProtocol, names: Sequence[str], *, weighed: Sequence[Guard] = ()
) -> list[dict[str, SlotValue]]:
    """Every combination of values of these names; of very many, some for every way in which guards hold or do not."""
    guards = guards_of(compiled.protocol)
    slots = compiled.protocol.slots
    each = [(None, *choices(slots[name], guards)) if name in slots else RISKS[name] for name in names]
    if math.prod(map(len, each)) > MOST and weighed:  # only what these guards can tell apart, and one value more
        own = [guard.source for guard in weighed]
        each = [(None, *_told_apart(slots[name], own)) if name in slots else tuple(RISKS[name]) for name in names]
    every = [
        dict(zip(names, combination, strict=True)) for combination in itertools.islice(itertools.product(*each), FAR)
    ]
    if len(every) <= MOST or not weighed:
        return every
    kept: dict[tuple[bool, ...], list[dict[str, SlotValue]]] = {}
    for values in every:
        alike = kept.setdefault(tuple(guard.holds({**RISK_FREE, **values}) for guard in weighed), [])
        if len(alike) < ALIKE:
            alike.append(values)
    return [values for alike in kept.values() for values in alike]


def moves_of(
    library: Library,
    compiled: CompiledProtocol,
    name: str,
    *,
    full: frozenset[str] = frozenset(),
    open_gates: bool = False,
) -> list[Move]:
    """Every move from the node. `full` are nodes whose visits are used up."""
    node = compiled.node(name)
    if node.kind is NodeKind.END:
        return []
    names = read_at(compiled, name)
    weighed = [edge.guard for edge in compiled.edges[name] if edge.guard is not None]
    every = values_at(compiled, names, weighed=weighed)
    if node.kind is NodeKind.CALL or compiled.protocol.protocol.level is Level.COURSE:
        return [_silent(compiled, name, values, full, open_gates=open_gates) for values in every]
    found: list[Move] = []
    for turns in _turns(compiled, name, node):
        for values in every:
            found.extend(_spoken(library, compiled, name, turns, values, full, open_gates=open_gates))
    return found


def _turns(compiled: CompiledProtocol, name: str, node: Node) -> list[int]:
    most = node.turns.max if node.turns is not None else LONG
    counted = any(edge.guard is not None and "frame.turns" in edge.guard.names for edge in compiled.edges[name])
    if counted and most <= LONG:
        return list(range(1, most + 1))
    return sorted({1, max(1, min(most, LONG) - 1), most})


def _silent(
    compiled: CompiledProtocol, name: str, values: dict[str, SlotValue], full: frozenset[str], *, open_gates: bool
) -> Move:
    """The move of a node that no client speaks to: the first edge whose guard holds, else the exhausted one."""
    chosen: CompiledEdge | None = None
    for edge in compiled.edges[name]:
        waits = edge.edge.gate is not None and not open_gates
        holds = edge.guard is not None and edge.guard.holds({**RISK_FREE, **values}) and edge.edge.to not in full
        if chosen is None and ((holds and not waits) or edge.edge.after is not None):
            chosen = edge
    key = tuple(sorted(values.items()))
    if chosen is None:
        return Move(key, 0, "", name, "stay")
    return Move(key, 0, "", chosen.edge.to, chosen.id)


def _spoken(
    library: Library,
    compiled: CompiledProtocol,
    name: str,
    turns: int,
    values: dict[str, SlotValue],
    full: frozenset[str],
    *,
    open_gates: bool,
) -> Iterator[Move]:
    """The moves of one turn: one without an answer, or one for each answer to the question that it asks."""
    key = tuple(sorted(values.items()))
    slots = compiled.protocol.slots
    visits = {name: 1}
    for other in full:
        bound = compiled.node(other).visits
        visits[other] = bound.max if bound is not None else 1
    frame = Frame(
        protocol=compiled.id,
        release=compiled.release,
        node=name,
        turns=turns - 1,
        visits=visits,
        slots={
            each: value for each, value in values.items() if each in slots and slots[each].scope is SlotScope.SESSION
        },
    )
    lasting = {
        each: value for each, value in values.items() if each in slots and slots[each].scope is SlotScope.PATIENT
    }
    level = values.get("risk.level")
    risk = RiskView(
        unscreened_event=values.get("risk.unscreened_event") is True,
        level=level if isinstance(level, int) else 0,
        flags=tuple(flag for flag in RISK_FLAGS if values.get(f"risk.{flag}") is True),
    )

    def asked(answers: dict[str, Answer]) -> Routed:
        return route(
            library,
            (frame,),
            slots={},
            lasting=lasting,
            answers=answers,
            risk=risk,
            turn=turns,
            gates=library.gates if open_gates else (),
        )

    try:
        routed = asked({})
    except GraphError:
        yield Move(key, turns, "", name, BREAKS)
        return
    if routed.needs is None:
        yield from _move(key, turns, "", name, routed)
        return
    question = routed.needs.id
    for option in routed.needs.options:
        sure = {each: float(each == option) for each in routed.needs.options}
        answer = Answer(question=question, choice=option, p=1.0, probabilities=sure, mass=1.0, quote="their words")
        try:
            yield from _move(key, turns, f"{question} = {option}", name, asked({question: answer}))
        except GraphError:
            yield Move(key, turns, f"{question} = {option}", name, BREAKS)


def _move(key: tuple[tuple[str, SlotValue], ...], turns: int, answer: str, name: str, routed: Routed) -> Iterator[Move]:
    step = routed.steps[0]
    if not step.taken.startswith("interrupt:"):
        yield Move(key, turns, answer, step.to if step.taken != "stay" else name, step.taken)
