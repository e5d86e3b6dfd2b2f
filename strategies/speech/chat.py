"""The chat port: one model endpoint, as everything above it sees it.

ChatError
├── ChatUnavailable     refused, reset, 5xx, 429, dead engine: try again later (`retry_after` seconds)
│   └── ChatTimeout     a budget ran out (which one is in `budget`: connect, first_token, gap, whole)
├── ChatRefused         the server answered 4xx: the request is wrong for it; trying again will not help
└── ChatNonsense        an answer that is no answer: bad JSON, wrong shape, empty, not UTF-8, too long, signs that no
                        text holds; `raw` keeps it
"""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from memory.record.session import PromptMessage

_NO_TEXT = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    r"|\\u(?:00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|202[a-e]|206[6-9]|feff|d[89ab][0-9a-f]{2}(?!\\ud[c-f])"
    r"|(?<!\\ud[89ab][0-9a-f]{2}\\u)d[c-f][0-9a-f]{2})",
    re.IGNORECASE,
)
"""Controls but newline and tab, bidirectional controls, U+FEFF, half of a surrogate pair; and each spelled in JSON.

CR is let through where it is spelled in JSON; where it stands it is a line's end, which `plain` gives.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The answer is one of these strings, nothing else."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonSchema:
    """The answer is JSON that this schema admits. `schema_json` is canonical JSON text."""

    name: str
    schema_json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadIn:
    """One sentence of the model's own, at most `most` characters, then `ending` as it stands.

    For models too small to keep to a task: the words that matter are reviewed ones. Servers that know no grammars leave
    the answer free.
    """

    ending: str
    most: int = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """One request.

    `max_tokens` bounds the answer; temperature in [0, 2]; frequency_penalty in [-2, 2], 0 leaves it out;
    `top_logprobs` 0 (none) to 20.

    `role` names the endpoint's duty (speak, read, decide, close, ...) for records and slots of the server's cache.
    """

    messages: tuple[PromptMessage, ...]
    max_tokens: int
    temperature: float = 0.0
    frequency_penalty: float = 0.0
    seed: int | None = None
    constraint: Choice | JsonSchema | LeadIn | None = None
    top_logprobs: int = 0
    stop: tuple[str, ...] = ()
    role: str = "speak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens as the server counted them; `cached` of `prompt` came from its prefix cache."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReply:
    """The whole answer. `first_token` maps token text -> natural-log probability at the first position, if asked for.

    `finish` is stop, length or another word of the server's. `seconds` is wall time of the request.

    A reply with signs that no text holds cannot be made. Checked here and not by whoever speaks, since every model's
    words come this way, from whatever server and for whatever duty, and all of them are kept: what a database refuses
    must be refused before. `text` is kept as `plain` gives it. Raises: ChatNonsense.
    """

    text: str
    model: str
    finish: str
    usage: Usage = field(default_factory=Usage)
    first_token: dict[str, float] = field(default_factory=dict[str, float])
    seconds: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.text))
        for text in (self.text, self.model, self.finish):
            check_signs(text)


class Chat(Protocol):
    """A model that talks. Implementations: `OpenAIChat`, `ScriptedChat`, `RecordedChat`."""

    @property
    def model(self) -> str:
        """The name that records carry."""
        ...

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The whole answer. Raises: ChatError."""
        ...

    def stream(self, request: ChatRequest) -> AsyncIterator[str]:
        """The answer in pieces as they come. Raises: ChatError, also midway."""
        ...

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text by the server's own tokenizer, without template or special tokens. Raises: ChatError."""
        ...


class ChatError(Exception):
    """Any failure to get an answer."""


class ChatUnavailable(ChatError):
    """The server is not there or not able now."""

    def __init__(self, why: str, *, retry_after: float = 5.0) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class ChatTimeout(ChatUnavailable):
    """A time budget ran out."""

    def __init__(self, budget: str, seconds: float) -> None:
        super().__init__(f"{budget} budget of {seconds:g} s ran out")
        self.budget = budget


class ChatRefused(ChatError):
    """The server refused the request itself."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(f"HTTP {status}: {why}")
        self.status = status


class ChatNonsense(ChatError):
    """The server answered something that is no answer."""

    def __init__(self, why: str, raw: str) -> None:
        super().__init__(why)
        self.raw = raw


def plain(text: str) -> str:
    """A server's text with line feeds for CR and CRLF, and without one U+FEFF at its beginning (a byte order mark)."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_signs(text: str) -> None:
    """Lets a model's text pass that holds nothing but text. Raises: ChatNonsense, naming the first other sign."""
    found = _NO_TEXT.search(text)
    if found is not None:
        raise ChatNonsense(f"the answer holds {found.group()!a} at {found.start()}", ascii(text)[:2_000])
