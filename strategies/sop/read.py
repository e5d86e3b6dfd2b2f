"""What the reading of an outline gives."""

from dataclasses import dataclass, field

from strategies.sop.ops import Op
from strategies.sop.piece import Piece


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of the source that became no part of the graph, and why."""

    words: Piece
    reason: str


@dataclass(slots=True)
class Read:
    """What was read: operations, what was set aside, and questions that came up on the way."""

    ops: list[Op] = field(default_factory=list[Op])
    asides: list[Aside] = field(default_factory=list[Aside])
    doubts: list[Aside] = field(default_factory=list[Aside])
