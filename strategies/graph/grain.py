"""Grain and musts: the two factors of the question whether requirements that are too fine lower the mean.

`compile_grain` makes another protocol of one: coarser (steps that follow each other straight become one), as written,
or finer (each slot and each must a step of its own); and, apart from that, with so many musts in a prompt. A change is
kept only when the check finds nothing new and nothing that must hold is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from strategies.graph.check import bounds_of, check
from strategies.graph.errors import GraphError
from strategies.graph.findings import Finding, Severity
from strategies.graph.flow import flow_of
from strategies.graph.grain_musts import with_musts
from strategies.graph.grain_steps import mergeable, merged, split, splittable
from strategies.graph.load import Loaded
from strategies.graph.protocol import Build, NodeKind, Protocol
from strategies.graph.release import CompiledProtocol, compile_release
from strategies.graph.yaml_tree import Marks

MUST_LEVELS: Final = (1, 3, 5, 8)
"""The levels of the experiment; others may be asked for."""

_OF_MUSTS: Final = frozenset({"too_many_musts", "task_too_long"})


class Grain(StrEnum):
    """How finely the steps are cut."""

    COARSE = "coarse"
    MEDIUM = "medium"
    FINE = "fine"


class GrainRefused(GraphError):
    """The protocol has errors of its own, or the result would not pass the check."""

    def __init__(self, protocol: str, findings: Sequence[Finding]) -> None:
        told = "; ".join(f"{each.code} at {each.where or 'the file'}: {each.text}" for each in findings[:5])
        super().__init__(f"{protocol} does not pass the check: {told}")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The protocol made, what was done in order (`a + b`: merged, `a / 3`: split in 3), and what the check warns of.

    `left_out` counts the author's own musts that no prompt carries any more; `added` those restated from other parts of
    the node to come to the number asked for.
    """

    protocol: Protocol
    done: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()
    left_out: int = 0
    added: int = 0


@dataclass(slots=True)
class _Work:
    """A protocol on its way, and what its check found before."""

    protocol: Protocol
    library: Mapping[str, CompiledProtocol]
    known: frozenset[tuple[str, str]]
    done: list[str] = field(default_factory=list[str])

    def attempt(self, changed: Protocol, said: str) -> bool:
        """Takes the changed protocol when it is sound; whether it was."""
        before, after = _promises(self.protocol, self.library), _promises(changed, self.library)
        if before != after or _longest(changed, self.library) > _longest(self.protocol, self.library):
            return False
        new = [each for each in _checked(changed, self.library) if each.code != "too_many_musts"]
        if any((each.code, str(each.severity)) not in self.known for each in new):
            return False
        self.protocol = changed
        self.done.append(said)
        return True


def compile_grain(
    protocol: Protocol, *, grain: Grain, musts: int | None, library: Mapping[str, CompiledProtocol]
) -> Built:
    """The protocol at that grain, and with at most (and where its own words allow exactly) `musts` musts a prompt.

    Its id and version stay; the header's `build` says what it was made of and how, so it is another release. `library`
    holds what it calls, as for the check. The same input gives the same result. Raises: GrainRefused.
    """
    found = _checked(protocol, library)
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        raise GrainRefused(protocol.protocol.id, errors)
    source = compile_release(protocol).release
    known = frozenset((each.code, str(each.severity)) for each in found)
    work = _Work(protocol=protocol, library=library, known=known)
    match grain:
        case Grain.COARSE:
            _coarsen(work)
        case Grain.FINE:
            _refine(work)
        case Grain.MEDIUM:
            pass
    changed, left_out, added = work.protocol, 0, 0
    if musts is not None:
        changed, left_out, added = with_musts(changed, musts)
    build = Build(grain=grain.value, musts=musts, of=source)
    changed = changed.model_copy(update={"protocol": changed.protocol.model_copy(update={"build": build})})
    warnings = _checked(changed, library)
    wrong = [each for each in warnings if each.severity is Severity.ERROR]
    if wrong:
        raise GrainRefused(protocol.protocol.id, wrong)
    return Built(
        protocol=Protocol.model_validate_json(changed.model_dump_json(by_alias=True), strict=True),
        done=tuple(work.done),
        warnings=tuple(each for each in warnings if each not in found or each.code in _OF_MUSTS),
        left_out=left_out,
        added=added,
    )


def _coarsen(work: _Work) -> None:
    """Merges whatever may be, first pairs first, until no pair is left."""
    refused: set[tuple[str, str]] = set()
    while True:
        pair = next((each for each in mergeable(work.protocol) if each not in refused), None)
        if pair is None:
            return
        if not work.attempt(merged(work.protocol, *pair), f"{pair[0]} + {pair[1]}"):
            refused.add(pair)


def _refine(work: _Work) -> None:
    """Splits every step that was there at the beginning, once."""
    for name in splittable(work.protocol):
        changed = split(work.protocol, name)
        parts = len(changed.nodes) - len(work.protocol.nodes) + 1
        work.attempt(changed, f"{name} / {parts}")


def _checked(protocol: Protocol, library: Mapping[str, CompiledProtocol]) -> list[Finding]:
    loaded = Loaded(protocol=protocol, marks=Marks(lines={}), file=protocol.protocol.id)
    return check(loaded, library=library, solve=False)


def _longest(protocol: Protocol, library: Mapping[str, CompiledProtocol]) -> float:
    turns = bounds_of(protocol, library=library).max_turns
    return float("inf") if turns is None else turns


def _promises(protocol: Protocol, library: Mapping[str, CompiledProtocol]) -> tuple[object, ...]:
    """What no change of grain may touch.

    The ends that can be reached, interrupts, safety and gates with their ways on, calls, interventions with what they
    move, exposure, every target that is measured or moved, every slot that is asked for.
    """
    del library
    reachable = flow_of(protocol).reachable()
    nodes = {name: node for name, node in protocol.nodes.items() if name in reachable}
    fixed = {NodeKind.SAFETY, NodeKind.GATE, NodeKind.CALL, NodeKind.END}
    return (
        frozenset(name for name, node in nodes.items() if node.kind is NodeKind.END),
        protocol.interrupts,
        {name: node.model_dump(exclude={"edges"}) for name, node in nodes.items() if node.kind in fixed},
        sorted(
            (link.id, link.role, node.exposure)
            for node in nodes.values()
            if node.kind is NodeKind.INTERVENE
            for link in node.targets
        ),
        frozenset((link.id, link.role) for node in nodes.values() for link in node.targets if link.role != "elicit"),
        frozenset(slot for node in nodes.values() for slot in node.collects),
    )
