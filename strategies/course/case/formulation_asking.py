"""What a model proposes for the formulation at a close: one closed request, every quote checked in code afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from memory.record.formulation import EdgeKind, NodeKind
from memory.record.identity import Patient
from memory.record.session import ModelCall, Session, Turn
from strategies.course.calls import with_refusals
from strategies.course.case.formulation_rules import Candidate, CandidateEdge
from strategies.course.case.sourcing import Quote
from strategies.course.close_asking import ask_at_close
from strategies.course.engine import Engine

MOST_TOKENS = 500
MOST_NODES = 8


class ModelNode(BaseModel):
    """One item as a model proposes it."""

    model_config = ConfigDict(extra="forbid")

    kind: NodeKind
    text: str = Field(min_length=1, max_length=120)
    turn: int = Field(ge=1)
    quote: str = Field(min_length=1, max_length=200)


class ModelEdge(BaseModel):
    """A link between two of the items, by their numbers from 0."""

    model_config = ConfigDict(extra="forbid")

    source: int = Field(ge=0, lt=MOST_NODES)
    target: int = Field(ge=0, lt=MOST_NODES)
    kind: EdgeKind


class ModelFormulation(BaseModel):
    """A model's answer at closing."""

    model_config = ConfigDict(extra="forbid")

    nodes: list[ModelNode] = Field(max_length=MOST_NODES)
    edges: list[ModelEdge] = Field(max_length=MOST_NODES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was proposed, unchecked, and the call that it took; nothing of either when no model was asked."""

    candidates: tuple[Candidate, ...] = ()
    joins: tuple[CandidateEdge, ...] = ()
    call: ModelCall | None = None


async def asked_formulation(
    session: Session, patient: Patient, turns: Sequence[Turn], *, engine: Engine, may_ask: bool
) -> Asked:
    """Asks a fit model, if it may be asked (consent). One that is away or answers nonsense proposes nothing."""
    told = await ask_at_close(
        ModelFormulation, "formulation", session, patient, turns, max_tokens=MOST_TOKENS, engine=engine, may_ask=may_ask
    )
    if told is None:
        return Asked()
    if told.form is None:
        return Asked(call=with_refusals(told.call, ["schema"]))
    return Asked(
        candidates=tuple(
            Candidate(
                kind=node.kind,
                text=node.text,
                quote=Quote(session=session.id, turn=node.turn, quote=node.quote),
                key=str(n),
            )
            for n, node in enumerate(told.form.nodes)
        ),
        joins=tuple(
            CandidateEdge(source=str(edge.source), target=str(edge.target), kind=edge.kind) for edge in told.form.edges
        ),
        call=told.call,
    )
