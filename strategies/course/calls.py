"""A model call as it is kept: prompt as served, answer as received."""

from collections.abc import Sequence
from dataclasses import replace

from memory.record import prompts
from memory.record.session import CallKind, LedgerEntry, ModelCall, Session
from strategies.course.engine import Engine
from strategies.course.received import Received
from strategies.speech.chat import ChatReply, ChatRequest


def kept_call(
    received: Received,
    kind: CallKind,
    request: ChatRequest,
    reply: ChatReply,
    *,
    template: str,
    ledger: tuple[LedgerEntry, ...],
    engine: Engine,
) -> ModelCall:
    """The record of one request of a turn. `template` names the prompt file."""
    return _call(received.session, received.turn.n, kind, request, reply, template, ledger, engine)


def kept_close_call(
    session: Session,
    turn: int,
    kind: CallKind,
    request: ChatRequest,
    reply: ChatReply,
    *,
    template: str,
    engine: Engine,
) -> ModelCall:
    """The record of one request at closing, filed under the session's last turn."""
    return _call(session, turn, kind, request, reply, template, (), engine)


def with_refusals(call: ModelCall, why: Sequence[str]) -> ModelCall:
    """The call with why each thing that it proposed went no further, in its ledger; `tokens` counts them."""
    if not why:
        return call
    entry = LedgerEntry(segment="refused", tokens=len(why), budget=0, dropped=tuple(why))
    return replace(call, ledger=(*call.ledger, entry))


def _call(
    session: Session,
    turn: int,
    kind: CallKind,
    request: ChatRequest,
    reply: ChatReply,
    template: str,
    ledger: tuple[LedgerEntry, ...],
    engine: Engine,
) -> ModelCall:
    return ModelCall(
        tenant=session.tenant,
        patient=session.patient,
        id=engine.ids(),
        session=session.id,
        turn=turn,
        kind=kind,
        endpoint=request.role,
        model=reply.model,
        messages=request.messages,
        prompt_sha256=prompts.sha256(request.messages),
        template=template,
        answer=reply.text,
        finish=reply.finish,
        prompt_tokens=reply.usage.prompt,
        cached_tokens=reply.usage.cached,
        completion_tokens=reply.usage.completion,
        seconds=reply.seconds,
        at=engine.clock(),
        ledger=ledger,
    )
