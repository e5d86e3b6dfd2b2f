"""What every check stands on: the file, the protocols around it, its graph, and its guards, each compiled once."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from strategies.graph.errors import GuardRefused
from strategies.graph.findings import Finding, Severity
from strategies.graph.flow import Flow, flow_of
from strategies.graph.guard_types import type_guard
from strategies.graph.guards import NAME, TypedGuard, renamed
from strategies.graph.load import Loaded
from strategies.graph.protocol import Node, Protocol, Slot, SlotScope
from strategies.graph.release import CompiledProtocol

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The file that is checked, and what is known around it.

    `protocols` holds those of the library and this one, by id, this one as it stands in the file. `guards` maps the
    source of a guard to the guard or to its refusal. `unread` maps ids whose file was found but refused to the reason.
    """

    loaded: Loaded
    library: Mapping[str, CompiledProtocol]
    protocols: Mapping[str, Protocol]
    flow: Flow
    guards: Mapping[str, TypedGuard | GuardRefused]
    unread: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def protocol(self) -> Protocol:
        """The protocol that is checked."""
        return self.loaded.protocol

    @property
    def id(self) -> str:
        """Its id."""
        return self.loaded.protocol.protocol.id

    def guard(self, source: str | None) -> TypedGuard | None:
        """The guard of that source; None when there is none or it does not type."""
        found = self.guards.get(source) if source is not None else None
        return found if isinstance(found, TypedGuard) else None

    def names(self, source: str | None) -> tuple[str, ...]:
        """The names that the guard of that source reads."""
        guard = self.guard(source)
        return guard.names if guard is not None else ()

    def called(self, protocol: str) -> frozenset[str]:
        """All that a protocol calls, at whatever distance; itself only when it comes back to itself."""
        return _closure(calls_of(self.protocols[protocol]) if protocol in self.protocols else (), self.protocols)

    def callers(self) -> frozenset[str]:
        """The known protocols that call this one, at whatever distance, without itself."""
        return frozenset(name for name in self.protocols.keys() - {self.id} if self.id in self.called(name))

    def call_sites(self) -> Iterator[tuple[Protocol, Node]]:
        """The nodes of other known protocols that call this one."""
        for name, protocol in self.protocols.items():
            if name != self.id:
                for node in protocol.nodes.values():
                    if node.call is not None and node.call.protocol == self.id:
                        yield protocol, node

    def written_by(self, protocol: str) -> frozenset[str]:
        """The slots that a protocol, or what it calls, can set: collected, returned, or kept from before."""
        found: set[str] = set()
        for name in {protocol, *self.called(protocol)} & self.protocols.keys():
            found |= _written(self.protocols[name])
        return frozenset(found)


def ground_of(
    loaded: Loaded, *, library: Mapping[str, CompiledProtocol], unread: Mapping[str, str] | None = None
) -> Ground:
    """The ground of a file; `library` holds what it may call and what may call it."""
    protocol = loaded.protocol
    sources = [edge.when for node in protocol.nodes.values() for edge in node.edges if edge.when is not None]
    sources += [interrupt.when for interrupt in protocol.interrupts]
    guards: dict[str, TypedGuard | GuardRefused] = {}
    alike: dict[Hashable, tuple[TypedGuard, tuple[str, ...]]] = {}
    for source in sources:
        if source not in guards:
            try:
                guards[source] = _typed(source, protocol.slots, alike)
            except GuardRefused as refused:
                guards[source] = refused
    return Ground(
        loaded=loaded,
        library=library,
        protocols={**{name: each.protocol for name, each in library.items()}, protocol.protocol.id: protocol},
        flow=flow_of(protocol),
        guards=guards,
        unread=unread or {},
    )


def _typed(
    source: str, slots: Mapping[str, Slot], alike: dict[Hashable, tuple[TypedGuard, tuple[str, ...]]]
) -> TypedGuard:
    """The guard; one that differs from an earlier one in its names alone is made from that. Raises: GuardRefused."""
    numbers: dict[str, str] = {}
    plain = NAME.sub(
        lambda found: numbers.setdefault(found[0], f"#{len(numbers)}") if found[0] in slots else found[0], source
    )
    key = (plain, tuple((slots[name].type, slots[name].values) for name in numbers))
    if key not in alike:
        alike[key] = (type_guard(source, slots=slots), tuple(numbers))
        return alike[key][0]
    like, named = alike[key]
    names = dict(zip(named, numbers, strict=True))
    return TypedGuard(
        source=source,
        tree=renamed(like.tree, names),
        names=tuple(sorted(names.get(name, name) for name in like.names)),
    )


def calls_of(protocol: Protocol) -> tuple[str, ...]:
    """The protocols that its nodes call, sorted."""
    return tuple(sorted({node.call.protocol for node in protocol.nodes.values() if node.call is not None}))


def pushed_by(protocol: Protocol) -> frozenset[str]:
    """The protocols that it calls or is interrupted by."""
    return frozenset({*calls_of(protocol), *(interrupt.protocol for interrupt in protocol.interrupts)})


def error(loaded: Loaded, place: Place, code: str, text: str, *, counterexample: str | None = None) -> Finding:
    """An error at that place of the file."""
    return _finding(loaded, place, code, text, Severity.ERROR, counterexample)


def warning(loaded: Loaded, place: Place, code: str, text: str, *, counterexample: str | None = None) -> Finding:
    """A warning at that place of the file."""
    return _finding(loaded, place, code, text, Severity.WARNING, counterexample)


def _finding(
    loaded: Loaded, place: Place, code: str, text: str, severity: Severity, counterexample: str | None
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        where=".".join(map(str, place)),
        line=loaded.marks.line(*place),
        text=text,
        counterexample=counterexample,
    )


def way(path: Iterable[str] | None) -> str | None:
    """A path as it is printed."""
    return " > ".join(path) if path is not None else None


def _closure(first: Iterable[str], protocols: Mapping[str, Protocol]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(calls_of(protocols[name]) if name in protocols else ())
    return frozenset(found)


def _written(protocol: Protocol) -> set[str]:
    found = {name for name, slot in protocol.slots.items() if slot.scope is SlotScope.PATIENT}
    for node in protocol.nodes.values():
        found.update(node.collects)
        if node.call is not None:
            found.update(node.call.returns)
    return found
