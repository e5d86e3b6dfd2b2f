"""The protocols that can route together, by id."""

from collections.abc import Iterable, Iterator, Mapping

from strategies.graph.errors import UnknownProtocol
from strategies.graph.protocol import SlotScope
from strategies.graph.release import CompiledProtocol, open_release
from strategies.graph.shipped import shipped


class Library(Mapping[str, CompiledProtocol]):
    """Protocol id -> compiled protocol. Never changes. `gates`: edges that wait for a clinician, as `protocol/edge`."""

    __slots__ = ("_patient_slots", "_protocols", "gates")

    def __init__(self, protocols: Iterable[CompiledProtocol]) -> None:
        self._protocols = {each.id: each for each in protocols}
        self._patient_slots = _patient_slots(self._protocols.values())
        self.gates: frozenset[str] = frozenset(
            f"{each.id}/{edge.id}"
            for each in self._protocols.values()
            for edges in each.edges.values()
            for edge in edges
            if edge.edge.gate is not None
        )

    @classmethod
    def shipped(cls) -> "Library":
        """The protocols that come with the package; read once in a process, for they do not change."""
        return cls(shipped())

    @classmethod
    def from_releases(cls, canonical: Mapping[str, str]) -> "Library":
        """The protocols of an episode's pinned releases; `canonical` maps protocol id -> its canonical JSON."""
        return cls(open_release(text) for text in canonical.values())

    def __getitem__(self, protocol: str) -> CompiledProtocol:
        return self._protocols[protocol]

    def __iter__(self) -> Iterator[str]:
        return iter(self._protocols)

    def __len__(self) -> int:
        return len(self._protocols)

    def get_known(self, protocol: str) -> CompiledProtocol:
        """The protocol of that id. Raises: UnknownProtocol."""
        found = self._protocols.get(protocol)
        if found is None:
            raise UnknownProtocol(protocol)
        return found

    def patient_slots(self) -> tuple[str, ...]:
        """The slots whose values last beyond a session, sorted."""
        return self._patient_slots

    def overlaid(self, other: "Library") -> "Library":
        """These protocols, those of `other` in the place of the ones of the same id."""
        return Library({**self._protocols, **dict(other)}.values()) if other else self

    def reach(self, protocol: str) -> "Library":
        """That protocol with all that it calls or is interrupted by, at whatever distance. Raises: UnknownProtocol."""
        found: dict[str, CompiledProtocol] = {}
        waiting = [protocol]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.get_known(name)
                waiting.extend(found[name].named)
        return Library(found.values())


def _patient_slots(protocols: Iterable[CompiledProtocol]) -> tuple[str, ...]:
    lasting = {
        name for each in protocols for name, slot in each.protocol.slots.items() if slot.scope is SlotScope.PATIENT
    }
    return tuple(sorted(lasting))
