"""What servers answer, parsed once, here. Fields that we do not read may be anything; those we read must fit."""

import math
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from strategies.speech.chat import ChatNonsense, ChatReply, ChatUnavailable, Usage, check_signs, plain

MOST_BYTES = 1_000_000
"""An answer of more bytes is refused: no reply of ours comes near it."""

MOST_CHARS = 40_000
"""A whole answer of more characters is refused, however small its bytes: checks of it would hold up other turns."""

_KEPT = 2_000


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Token(_Read):
    token: str
    logprob: float = Field(le=0.01, allow_inf_nan=False)


class _Position(_Token):
    top_logprobs: tuple[_Token, ...] = ()


class _Logprobs(_Read):
    content: tuple[_Position, ...] | None = None


class _Message(_Read):
    content: str | None = None


class _Choice(_Read):
    message: _Message
    finish_reason: str | None = None
    logprobs: _Logprobs | None = None


class _CachedTokens(_Read):
    cached_tokens: int | None = None


class _Usage(_Read):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _CachedTokens | None = None


class _Completion(_Read):
    choices: tuple[_Choice, ...] = Field(min_length=1)
    model: str = ""
    usage: _Usage | None = None


class _Delta(_Read):
    content: str | None = None


class _Piece(_Read):
    delta: _Delta = Field(default_factory=_Delta)
    finish_reason: str | None = None


class _Chunk(_Read):
    choices: tuple[_Piece, ...] = ()
    error: object = None


class _Count(_Read):
    count: int | None = Field(default=None, ge=0)
    tokens: tuple[object, ...] | None = None


def kept(raw: bytes) -> str:
    """The beginning of an unreadable answer, for the record."""
    return raw[:_KEPT].decode("utf-8", errors="backslashreplace")


def read_completion(raw: bytes, *, asked: str, seconds: float) -> ChatReply:
    """The reply in a whole answer; `asked` is the model's name where the server gives none. Raises: ChatNonsense."""
    try:
        answer = _Completion.model_validate_json(raw)
    except ValidationError as bad:
        raise ChatNonsense(_why(bad), kept(raw)) from bad
    first = answer.choices[0]
    if not first.message.content:
        raise ChatNonsense("the answer is empty", kept(raw))
    if len(first.message.content) > MOST_CHARS:
        raise ChatNonsense(f"the answer is longer than {MOST_CHARS} characters", kept(raw))
    return ChatReply(
        text=first.message.content,
        model=answer.model or asked,
        finish=first.finish_reason or "unknown",
        usage=_usage(answer.usage),
        first_token=_first_token(first.logprobs),
        seconds=seconds,
    )


def read_chunk(raw: bytes) -> tuple[str, bool]:
    """Text of one piece of a stream, and whether it was the last. Raises: ChatNonsense, ChatUnavailable."""
    try:
        chunk = _Chunk.model_validate_json(raw)
    except ValidationError as bad:
        raise ChatNonsense(_why(bad), kept(raw)) from bad
    if chunk.error is not None:
        raise ChatUnavailable("the server broke the stream off with an error")
    if not chunk.choices:
        return "", False
    piece = chunk.choices[0]
    text = plain(piece.delta.content or "")
    check_signs(text)
    return text, piece.finish_reason is not None


def read_count(raw: bytes) -> int:
    """The number of tokens in a tokenizer's answer. Raises: ChatNonsense."""
    try:
        answer = _Count.model_validate_json(raw)
    except ValidationError as bad:
        raise ChatNonsense(_why(bad), kept(raw)) from bad
    if answer.count is not None:
        return answer.count
    if answer.tokens is None:
        raise ChatNonsense("the tokenizer gave neither count nor tokens", kept(raw))
    return len(answer.tokens)


def _why(bad: ValidationError) -> str:
    first = bad.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"not the answer expected: {where or 'body'}: {first['type']}"


def _usage(usage: _Usage | None) -> Usage:
    if usage is None:
        return Usage()
    details = usage.prompt_tokens_details
    cached = (details.cached_tokens if details else None) or 0
    return Usage(prompt=usage.prompt_tokens, cached=cached, completion=usage.completion_tokens)


def _first_token(logprobs: _Logprobs | None) -> dict[str, float]:
    """Token text -> log-probability at the first position; texts that several tokens share are added up."""
    if logprobs is None or not logprobs.content:
        return {}
    position = logprobs.content[0]
    table: dict[str, float] = {}
    for token, logprob in _distinct(position):
        known = table.get(token)
        table[token] = logprob if known is None else _log_sum(known, logprob)
    return table


def _distinct(position: _Position) -> Iterator[tuple[str, float]]:
    chosen_seen = False
    for token in position.top_logprobs:
        chosen_seen = chosen_seen or (token.token, token.logprob) == (position.token, position.logprob)
        yield token.token, token.logprob
    if not chosen_seen:
        yield position.token, position.logprob


def _log_sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high)) if low > -math.inf else high
