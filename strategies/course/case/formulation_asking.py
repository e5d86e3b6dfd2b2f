"""What a model proposes for the formulation at a close: one closed request, every quote checked in code afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from memory.record.formulation import EdgeKind, NodeKind
from memory.record.identity import Patient
from memory.record.session import CallKind, ModelCall, PromptMessage, Session, Turn
from strategies.course.calls import kept_close_call, with_refusals
from strategies.course.case.formulation_rules import Candidate, CandidateEdge
from strategies.course.case.sourcing import Quote
from strategies.course.engine import Engine
from strategies.course.facts.proposing import client_lines
from strategies.speech.chat import ChatError, ChatRequest, JsonSchema
from strategies.speech.prompts import prompt

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
    voices = engine.voices()
    lines = client_lines(turns)
    if not may_ask or not lines or voices.close is None or patient.locale not in voices.reads:
        return Asked()
    schema = orjson.dumps(ModelFormulation.model_json_schema(), option=orjson.OPT_SORT_KEYS).decode()
    request = ChatRequest(
        messages=(PromptMessage(role="user", content=prompt("formulation", patient.locale).fill(transcript=lines)),),
        max_tokens=MOST_TOKENS,
        constraint=JsonSchema(name="formulation", schema_json=schema),
        role="close",
    )
    try:
        reply = await voices.close.complete(request)
    except ChatError:
        return Asked()
    call = kept_close_call(session, turns[-1].n, CallKind.CLOSE, request, reply, template="formulation", engine=engine)
    try:
        answer = ModelFormulation.model_validate_json(reply.text)
    except ValidationError:
        return Asked(call=with_refusals(call, ["schema"]))
    return Asked(
        candidates=tuple(
            Candidate(
                kind=node.kind,
                text=node.text,
                quote=Quote(session=session.id, turn=node.turn, quote=node.quote),
                key=str(n),
            )
            for n, node in enumerate(answer.nodes)
        ),
        joins=tuple(
            CandidateEdge(source=str(edge.source), target=str(edge.target), kind=edge.kind) for edge in answer.edges
        ),
        call=call,
    )
