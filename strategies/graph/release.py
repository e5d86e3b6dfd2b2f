"""A release is the hash of the compiled protocol: the order of keys in the file changes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from strategies.graph.errors import UnknownNode
from strategies.graph.guard_types import compile_guard
from strategies.graph.guards import Guard
from strategies.graph.protocol import Edge, Interrupt, Node, Protocol, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledEdge:
    """An edge with its id (`check_in>bridge`, `.2` for the second to the same node) and its guard, if it has one."""

    id: str
    edge: Edge
    guard: Guard | None

    @property
    def kind(self) -> str:
        """deterministic, semantic or exhausted."""
        return ("deterministic", "semantic", "exhausted")[_rank(self.edge)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledInterrupt:
    """An interrupt (`interrupt:risk`) with its guard."""

    id: str
    interrupt: Interrupt
    guard: Guard


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledProtocol:
    """What routes. `release` is the SHA-256 (hex) of `canonical`. Edges and interrupts stand in the order tried."""

    id: str
    version: str
    release: str
    protocol: Protocol
    canonical: str
    edges: Mapping[str, tuple[CompiledEdge, ...]] = field(compare=False, repr=False)
    interrupts: tuple[CompiledInterrupt, ...] = field(compare=False, repr=False)

    @property
    def named(self) -> tuple[str, ...]:
        """The protocols that this one calls or is interrupted by, sorted."""
        calls = {node.call.protocol for node in self.protocol.nodes.values() if node.call is not None}
        return tuple(sorted(calls | {each.interrupt.protocol for each in self.interrupts}))

    def node(self, node: str) -> Node:
        """The node of that id. Raises: UnknownNode."""
        found = self.protocol.nodes.get(node)
        if found is None:
            raise UnknownNode(self.id, node)
        return found


def edge_ids(node: str, edges: tuple[Edge, ...]) -> tuple[str, ...]:
    """The ids of a node's edges, in file order."""
    seen: dict[str, int] = {}
    ids: list[str] = []
    for edge in edges:
        plain = f"{node}>{edge.to}"
        seen[plain] = seen.get(plain, 0) + 1
        ids.append(plain if seen[plain] == 1 else f"{plain}.{seen[plain]}")
    return tuple(ids)


def canonical_json(protocol: Protocol) -> str:
    """The protocol as JSON with sorted keys, every default written out."""
    plain = protocol.model_dump(mode="json", by_alias=True)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def compile_release(protocol: Protocol) -> CompiledProtocol:
    """The release of a protocol, everything in the order of the canonical form. Raises: GuardRefused."""
    return open_release(canonical_json(protocol))


def open_release(canonical: str) -> CompiledProtocol:
    """The release whose canonical JSON was kept. Raises: GuardRefused, pydantic.ValidationError."""
    return _compiled(Protocol.model_validate_json(canonical, strict=True), canonical)


def _compiled(protocol: Protocol, canonical: str) -> CompiledProtocol:
    edges = {name: _edges(name, node, protocol.slots) for name, node in protocol.nodes.items()}
    interrupts = [
        CompiledInterrupt(
            id=f"interrupt:{interrupt.id}",
            interrupt=interrupt,
            guard=compile_guard(interrupt.when, slots=protocol.slots),
        )
        for interrupt in protocol.interrupts
    ]
    return CompiledProtocol(
        id=protocol.protocol.id,
        version=protocol.protocol.version,
        release=hashlib.sha256(canonical.encode()).hexdigest(),
        protocol=protocol,
        canonical=canonical,
        edges=edges,
        interrupts=tuple(sorted(interrupts, key=lambda each: -each.interrupt.priority)),
    )


def _edges(name: str, node: Node, slots: Mapping[str, Slot]) -> tuple[CompiledEdge, ...]:
    compiled = [
        CompiledEdge(id=edge_id, edge=edge, guard=None if edge.when is None else compile_guard(edge.when, slots=slots))
        for edge_id, edge in zip(edge_ids(name, node.edges), node.edges, strict=True)
    ]
    return tuple(sorted(compiled, key=lambda each: (_rank(each.edge), -each.edge.priority)))


def _rank(edge: Edge) -> int:
    if edge.when is not None:
        return 0
    return 1 if edge.ask is not None else 2
