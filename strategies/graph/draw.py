"""What a drawing of a protocol shows: steps, ways between them, notes. Where they stand is `draw_layout`'s affair.

Edges between the same two nodes are one way with its conditions in the order tried. Interrupts lead from everywhere, so
they are notes beside the drawing. A walk (one session, or how many of a cohort passed) lies over it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from memory.record.identity import Language
from strategies.graph.draw_walk import Walk
from strategies.graph.draw_words import asks_only_for, condition_said, guard_said, option_said, p_said, said
from strategies.graph.findings import Bounds, Finding, Severity
from strategies.graph.protocol import Level, Node, NodeKind, Protocol, words_in
from strategies.graph.release import canonical_json, edge_ids

RELEASE_SHOWN: Final = 12


class Line(StrEnum):
    """How a way is drawn: by its strongest condition."""

    RULE = "rule"
    ASK = "ask"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One edge: its id, kind (`rule`, `ask`, `exhausted`), words, and how often the walk took it.

    `option` is the answer that a closed question must have, with the probability it asks for in `tail`.
    """

    edge: str
    kind: Line
    text: str
    option: str = ""
    tail: str = ""
    gated: bool = False
    taken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Every edge from `source` to `to`, in the order tried. `taken`: passes of a session, or sessions of a cohort.

    `plain`: it is taken when all that the step collects is known, or when its turns are used up.
    """

    source: str
    to: str
    conditions: tuple[Condition, ...]
    taken: int = 0
    plain: bool = False

    @property
    def line(self) -> Line:
        """How it is drawn."""
        return min((condition.kind for condition in self.conditions), key=tuple(Line).index)

    def texts(self, language: Language) -> tuple[str, ...]:
        """The conditions in words, in the order tried; answers to one question that ask for the same are joined."""
        found: dict[tuple[str, str], list[str]] = {}
        for condition in self.conditions:
            key = (condition.tail, "asked") if condition.option and not condition.gated else (condition.text, "")
            found.setdefault(key, []).append(condition.option)
        return tuple(
            said("asked", language, option=said("or", language).join(dict.fromkeys(options))) + head if asked else head
            for (head, asked), options in found.items()
        )

    @property
    def gated(self) -> bool:
        """Whether a clinician has to open one of its edges."""
        return any(condition.gated for condition in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node. `missing`: an edge leads to it and no node is there. `findings` are numbers of the list beside it.

    `passed`: client turns of a session spent here, or sessions of a cohort that came here; `visited` also when no turn
    was spent.
    """

    id: str
    kind: NodeKind
    purpose: str
    start: bool = False
    most_turns: int | None = None
    calls: str | None = None
    exposure: bool = False
    missing: bool = False
    visited: bool = False
    passed: int = 0
    stands: bool = False
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An interrupt: in words, and how often the walk took it."""

    id: str
    text: str
    to: str
    taken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding of the check: number `n` of the list, at `node` when it belongs to one."""

    n: int
    code: str
    severity: Severity
    text: str
    line: int
    node: str | None = None
    counterexample: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that is drawn, in one language."""

    protocol: str
    version: str
    release: str
    level: Level
    title: str
    language: Language
    clinical_review: str
    max_turns: int | None
    max_sessions: int | None
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    walk: Walk | None = None
    subject: str = ""
    ends: tuple[str, ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the check of the file found."""

    findings: tuple[Finding, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)


def drawing_of(
    protocol: Protocol, *, language: Language, checked: Checked, walk: Walk | None = None, subject: str = ""
) -> Drawing:
    """The drawing of a protocol, of one that fails its check too; `subject` says whose walk lies over it.

    Steps come in the order in which a session can reach them, whatever their order in the file.
    """
    protocol = protocol.model_copy(update={"nodes": _in_order(protocol)})
    marks = _marks(checked.findings, protocol)
    ends = tuple(name for name, node in protocol.nodes.items() if node.kind is NodeKind.END)
    return Drawing(
        protocol=protocol.protocol.id,
        version=protocol.protocol.version,
        release=hashlib.sha256(canonical_json(protocol).encode()).hexdigest()[:RELEASE_SHOWN],
        level=protocol.protocol.level,
        title=words_in(protocol.protocol.title, language) or protocol.protocol.id,
        language=language,
        clinical_review=protocol.protocol.clinical_review,
        max_turns=checked.bounds.max_turns,
        max_sessions=checked.bounds.max_sessions,
        steps=_steps(protocol, language, marks, walk),
        ways=_ways(protocol, language, walk),
        notes=_notes(protocol, language, walk),
        marks=marks,
        walk=walk,
        subject=subject,
        ends=ends,
        start=protocol.start,
    )


def drawn_edges(protocol: Protocol) -> frozenset[str]:
    """The ids of every edge and interrupt of a protocol: what a walk can have taken."""
    edges = {edge for name, node in protocol.nodes.items() for edge in edge_ids(name, node.edges)}
    return frozenset(edges | {f"interrupt:{interrupt.id}" for interrupt in protocol.interrupts})


def _in_order(protocol: Protocol) -> dict[str, Node]:
    """The nodes as a session reaches them, breadth first; what nothing reaches comes last, by name."""
    found = [protocol.start] if protocol.start in protocol.nodes else []
    for name in found:
        found += dict.fromkeys(
            edge.to for edge in protocol.nodes[name].edges if edge.to in protocol.nodes and edge.to not in found
        )
    found += sorted(protocol.nodes.keys() - set(found))
    return {name: protocol.nodes[name] for name in found}


def _steps(protocol: Protocol, language: Language, marks: Sequence[Mark], walk: Walk | None) -> tuple[Step, ...]:
    at: dict[str, list[int]] = {}
    for mark in marks:
        if mark.node is not None:
            at.setdefault(mark.node, []).append(mark.n)
    steps = [
        Step(
            id=name,
            kind=node.kind,
            purpose=words_in(node.purpose, language),
            start=name == protocol.start,
            most_turns=node.turns.max if node.turns is not None else None,
            calls=node.call.protocol if node.call is not None else None,
            exposure=node.exposure,
            visited=walk is not None and name in walk.nodes,
            passed=walk.nodes.get(name, 0) if walk is not None else 0,
            stands=walk is not None and walk.stands == name,
            findings=tuple(at.get(name, ())),
        )
        for name, node in protocol.nodes.items()
    ]
    missing = dict.fromkeys(
        edge.to for node in protocol.nodes.values() for edge in node.edges if edge.to not in protocol.nodes
    )
    return (
        *steps,
        *(
            Step(id=name, kind=NodeKind.END, purpose=said("missing", language), missing=True, start=False)
            for name in missing
        ),
    )


def _ways(protocol: Protocol, language: Language, walk: Walk | None) -> tuple[Way, ...]:
    taken: Mapping[str, int] = walk.edges if walk is not None else {}
    pairs: Mapping[tuple[str, str], int] = walk.ways if walk is not None else {}
    found: dict[tuple[str, str], list[tuple[tuple[int, int, int], Condition]]] = {}
    for name, node in protocol.nodes.items():
        for place, (edge_id, edge) in enumerate(zip(edge_ids(name, node.edges), node.edges, strict=True)):
            kind = Line.RULE if edge.when is not None else Line.ASK if edge.ask is not None else Line.EXHAUSTED
            condition = Condition(
                edge=edge_id,
                kind=kind,
                text=condition_said(edge, node, protocol, language),
                option="" if edge.ask is None else option_said(edge.ask, protocol, language),
                tail="" if edge.ask is None else p_said(edge.ask, language),
                gated=edge.gate is not None,
                taken=taken.get(edge_id, 0),
            )
            order = (tuple(Line).index(kind), -edge.priority, place)
            found.setdefault((name, edge.to), []).append((order, condition))
    return tuple(
        Way(
            source=source,
            to=to,
            conditions=tuple(condition for _, condition in sorted(each, key=lambda pair: pair[0])),
            taken=pairs.get((source, to), 0),
            plain=_plain(protocol.nodes[source], to),
        )
        for (source, to), each in found.items()
    )


def _plain(node: Node, to: str) -> bool:
    edges = [edge for edge in node.edges if edge.to == to]
    rules = [edge for edge in edges if edge.when is not None and edge.gate is None]
    both = len(edges) == 2 and len(rules) == 1 and any(edge.after is not None for edge in edges)
    return both and bool(node.collects) and asks_only_for(rules[0].when or "", node.collects)


def _notes(protocol: Protocol, language: Language, walk: Walk | None) -> tuple[Note, ...]:
    taken: Mapping[str, int] = walk.edges if walk is not None else {}
    return tuple(
        Note(
            id=interrupt.id,
            text=said(
                "interrupt",
                language,
                when=guard_said(interrupt.when, protocol.slots, language),
                to=interrupt.protocol,
            ),
            to=interrupt.protocol,
            taken=taken.get(f"interrupt:{interrupt.id}", 0),
        )
        for interrupt in sorted(protocol.interrupts, key=lambda each: -each.priority)
    )


def _marks(findings: Sequence[Finding], protocol: Protocol) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            n=n,
            code=finding.code,
            severity=finding.severity,
            text=finding.text,
            line=finding.line,
            node=_node_of(finding.where, protocol),
            counterexample=finding.counterexample,
        )
        for n, finding in enumerate(findings, start=1)
    )


def _node_of(where: str, protocol: Protocol) -> str | None:
    head, _, tail = where.partition(".")
    name = tail.partition(".")[0]
    return name if head == "nodes" and name in protocol.nodes else None
