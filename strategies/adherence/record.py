"""What adherence is computed from: the rows that a session left, and what a clinician says should have been decided."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from memory.record.review import Review, ReviewerKind
from memory.record.risk import RiskEvent
from memory.record.session import Author, EdgeDecision, FrameStack, Session, SlotClaim, Turn
from strategies.adherence.errors import ReferenceRefused
from strategies.graph.protocol import Level
from strategies.graph.release import CompiledProtocol

STAY: Final = "stay"
INTERRUPT: Final = "interrupt:"
REENTRY: Final = "reentry"


class ReferenceLine(BaseModel):
    """One decision as a clinician would have made it: where the session should have gone after client turn `turn`.

    `expected` is `stay`, the id of an edge or an interrupt, or the node or protocol to go to. It judges the first
    decision of that turn: the one at the node where the client spoke. `session` may be left out for one session.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    session: str | None = None
    turn: Annotated[int, Field(ge=1)]
    expected: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What stands beside every measure: the reward r in [0, 1] of the review that counts, and whose it is."""

    reward: float
    reviewer: str
    reviewer_kind: ReviewerKind
    rubric: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One session as held: its rows in order, and the protocols that it was held under, by id.

    `events` are the alarms of this session, `review` the newest signed review, if there is one.
    """

    session: Session
    decisions: tuple[EdgeDecision, ...]
    stacks: tuple[FrameStack, ...]
    turns: tuple[Turn, ...]
    protocols: Mapping[str, CompiledProtocol]
    claims: tuple[SlotClaim, ...] = ()
    events: tuple[RiskEvent, ...] = ()
    review: Review | None = None
    reference: tuple[ReferenceLine, ...] = field(default=())

    @property
    def quality(self) -> Quality | None:
        """The quality measure of the session; None when no signed review is there."""
        review = self.review
        if review is None or review.signed_at is None:
            return None
        return Quality(
            reward=review.reward,
            reviewer=review.reviewer,
            reviewer_kind=review.reviewer_kind,
            rubric=dict(sorted(review.rubric.items())),
        )

    @property
    def client_turns(self) -> tuple[int, ...]:
        """The numbers of the client's turns."""
        return tuple(turn.n for turn in self.turns if turn.author is Author.CLIENT)

    @property
    def own(self) -> str | None:
        """The session's own protocol: the lowest of its frames that is no course; None when it has no frames."""
        for stack in self.stacks:
            for frame in stack.frames:
                compiled = self.protocols.get(frame.protocol)
                if compiled is None or compiled.protocol.protocol.level is not Level.COURSE:
                    return frame.protocol
        return None

    @property
    def entered(self) -> tuple[str, ...]:
        """The protocols that were entered, in the order in which they were, courses left out."""
        seen = dict.fromkeys(frame.protocol for stack in self.stacks for frame in stack.frames)
        seen |= dict.fromkeys(decision.protocol for decision in self.decisions)
        return tuple(
            name
            for name in seen
            if name in self.protocols and self.protocols[name].protocol.protocol.level is not Level.COURSE
        )

    def spoken_to(self) -> tuple[EdgeDecision, ...]:
        """The first decision of each client turn: the one at the node where the client spoke."""
        client = frozenset(self.client_turns)
        return tuple(decision for decision in self.decisions if decision.step == 0 and decision.turn in client)


def read_reference(text: str) -> tuple[ReferenceLine, ...]:
    """The lines of a reference file: one JSON object a line, empty lines passed over. Raises: ReferenceRefused."""
    lines: list[ReferenceLine] = []
    for n, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            lines.append(ReferenceLine.model_validate(json.loads(line)))
        except (json.JSONDecodeError, RecursionError) as error:
            raise ReferenceRefused(n, "not JSON") from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise ReferenceRefused(n, f"{'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}") from error
    return tuple(lines)
