"""What a rule of the planner gives."""

from dataclasses import dataclass

from memory.record.course import Origin, PlanVersion, Source, TargetAction
from strategies.planning.text import StrategyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule saw and asks for: agenda codes with a detail each (or none), proposals, a strategy.

    `ends` names strategies that have done their work; `refocus` says that the focus is to be chosen anew.
    """

    rule: str
    evidence: str
    agenda: tuple[tuple[str, str], ...]
    actions: tuple[TargetAction, ...] = ()
    sources: tuple[Source, ...] = ()
    strategy: StrategyCode | None = None
    ends: frozenset[StrategyCode] = frozenset()
    refocus: bool = False
    origin: Origin = Origin.RULE


def sources_of(*sources: Source | None) -> tuple[Source, ...]:
    """Those that are there."""
    return tuple(source for source in sources if source is not None)


def was_reason(previous: PlanVersion | None, rule: str) -> bool:
    """Whether `rule` was a reason of the last version."""
    return previous is not None and any(reason.rule == rule for reason in previous.reasons)
