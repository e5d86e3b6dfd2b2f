"""Whether the work reached the patient's targets (靶点), and whether they moved by more than matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from memory.record.state import Measure as Response
from memory.record.state import Target, TargetStatus
from memory.state.targets import gain
from strategies.adherence.measure import Measure, share
from strategies.adherence.nodes import visited_of
from strategies.adherence.record import Held
from strategies.graph.protocol import TargetRole

_IN_WORK: Final = frozenset(
    {TargetStatus.AGREED, TargetStatus.ACTIVE, TargetStatus.IMPROVING, TargetStatus.PAUSED, TargetStatus.ACHIEVED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One target: in which roles visited nodes worked at it, and how far it moved.

    `change` is in the measure's unit, positive for better; `reached` whether it is at least the smallest change that
    matters (`mcid`). None without a baseline and a value, or without an mcid.
    """

    target: str
    label: str
    protocol_target: str | None
    roles: tuple[TargetRole, ...]
    turns: int
    baseline: float | None
    current: float | None
    change: float | None
    mcid: float | None
    reached: bool | None


def target_changes(
    sessions: Sequence[Held], targets: Iterable[Target], responses: Sequence[Response]
) -> tuple[TargetChange, ...]:
    """Every target that was agreed (dropped and merely proposed ones left out), in the order made."""
    worked: dict[str, set[TargetRole]] = {}
    turns: dict[str, int] = {}
    for held in sessions:
        for protocol in held.entered:
            for name, spent in visited_of(held, protocol).items():
                node = held.protocols[protocol].protocol.nodes.get(name)
                for link in node.targets if node is not None else ():
                    worked.setdefault(link.id, set()).add(link.role)
                    turns[link.id] = turns.get(link.id, 0) + spent
    return tuple(
        _change(target, worked.get(target.protocol_target or "", set()), turns, responses)
        for target in targets
        if target.status in _IN_WORK
    )


def _change(
    target: Target, roles: set[TargetRole], turns: dict[str, int], responses: Sequence[Response]
) -> TargetChange:
    values = [each.total for each in responses if each.instrument == target.measure]
    current = values[-1] if values else target.current
    moved = None
    if target.baseline is not None and current is not None:
        moved = gain(target.direction, target.baseline, current)
    return TargetChange(
        target=target.id,
        label=target.label,
        protocol_target=target.protocol_target,
        roles=tuple(role for role in TargetRole if role in roles),
        turns=turns.get(target.protocol_target or "", 0),
        baseline=target.baseline,
        current=current,
        change=moved,
        mcid=target.mcid,
        reached=None if moved is None or target.mcid is None else moved >= target.mcid,
    )


def target_coverage(changes: Sequence[TargetChange]) -> Measure:
    """Targets that a visited node was to move / targets agreed."""
    hit = sum(TargetRole.MOVE in change.roles for change in changes)
    return share("target_coverage", hit, len(changes), why="no target is agreed")


def target_change(changes: Sequence[TargetChange]) -> Measure:
    """Targets whose change is at least the MCID / targets of which that can be said.

    (The smallest change that patients find to matter: Jaeschke, Singer and Guyatt, Control Clin Trials 10, 1989.)
    """
    known = [change for change in changes if change.reached is not None]
    hit = sum(change.reached is True for change in known)
    return share(
        "target_change", hit, len(known), why="no target has baseline, value and a smallest change that matters"
    )
