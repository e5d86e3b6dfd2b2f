"""One closed request to the closing model: the client's words in, an object of a given form out, checked by its schema.

What the object says is checked by whoever asked: a quote that was not said goes no further.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from memory.record.identity import Patient
from memory.record.session import Author, CallKind, ModelCall, PromptMessage, Session, Turn
from strategies.course.calls import kept_close_call
from strategies.course.engine import Engine
from strategies.speech.chat import ChatError, ChatRequest, JsonSchema
from strategies.speech.prompts import prompt
from strategies.speech.quoted import as_said

MOST_CHARS = 6000
FormT = TypeVar("FormT", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReply(Generic[FormT]):
    """What the model answered, None where that fails the schema, and the call that it took."""

    form: FormT | None
    call: ModelCall


async def ask_at_close(
    form: type[FormT],
    template: str,
    session: Session,
    patient: Patient,
    turns: Sequence[Turn],
    *,
    max_tokens: int,
    engine: Engine,
    may_ask: bool,
) -> ClosingReply[FormT] | None:
    """Asks by the prompt file `template`. `may_ask`: the patient's consent to it.

    None when nobody was asked, for want of consent, of a model fit to read the patient's language or of words, or when
    the model is away.
    """
    voices = engine.voices()
    lines = client_lines(turns)
    if not may_ask or not lines or voices.close is None or patient.locale not in voices.reads:
        return None
    schema = orjson.dumps(form.model_json_schema(), option=orjson.OPT_SORT_KEYS).decode()
    request = ChatRequest(
        messages=(PromptMessage(role="user", content=prompt(template, patient.locale).fill(transcript=lines)),),
        max_tokens=max_tokens,
        constraint=JsonSchema(name=template, schema_json=schema),
        role="close",
    )
    try:
        reply = await voices.close.complete(request)
    except ChatError:
        return None
    call = kept_close_call(session, turns[-1].n, CallKind.CLOSE, request, reply, template=template, engine=engine)
    try:
        return ClosingReply(form=form.model_validate_json(reply.text), call=call)
    except ValidationError:
        return ClosingReply(form=None, call=call)


def client_lines(turns: Sequence[Turn]) -> str:
    """The client's turns, a line each with its number; the oldest go when there is no room for all."""
    lines = [f"T{turn.n} client: {as_said(turn.text)}" for turn in turns if turn.author is Author.CLIENT]
    while sum(map(len, lines)) > MOST_CHARS:
        lines.pop(0)
    return "\n".join(lines)
