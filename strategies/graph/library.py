"""The protocols that can route together, by id."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from strategies.graph.errors import UnknownProtocol
from strategies.graph.load import load_protocol
from strategies.graph.protocol import SlotScope
from strategies.graph.release import CompiledProtocol, compile_release, open_release


class Library(Mapping[str, CompiledProtocol]):
    """Protocol id -> compiled protocol. Never changes."""

    __slots__ = ("_protocols",)

    def __init__(self, protocols: Iterable[CompiledProtocol]) -> None:
        self._protocols = {each.id: each for each in protocols}

    @classmethod
    def shipped(cls) -> "Library":
        """The protocols that come with the package; reads files, so keep what it gives."""
        folder = files("strategies.protocols")
        names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
        loaded = [load_protocol((folder / name).read_text(encoding="utf-8"), file=name) for name in names]
        return cls(compile_release(each.protocol) for each in loaded)

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
        return tuple(
            sorted(
                {
                    name
                    for each in self._protocols.values()
                    for name, slot in each.protocol.slots.items()
                    if slot.scope is SlotScope.PATIENT
                }
            )
        )
