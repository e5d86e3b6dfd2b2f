"""A model call as it is kept: prompt as served, answer as received."""

from memory.record.prompts import prompt_sha256
from memory.record.session import CallKind, LedgerEntry, ModelCall
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
    """The record of one request. `template` names the prompt file with its version."""
    return ModelCall(
        tenant=received.turn.tenant,
        patient=received.turn.patient,
        id=engine.ids(),
        session=received.turn.session,
        turn=received.turn.n,
        kind=kind,
        endpoint=request.role,
        model=reply.model,
        messages=request.messages,
        prompt_sha256=prompt_sha256(request.messages),
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
