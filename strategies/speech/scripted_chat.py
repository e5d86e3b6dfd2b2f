"""A chat that says what it was told to say: for tests, demonstrations and benchmarks."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence

from strategies.speech.chat import ChatError, ChatReply, ChatRequest, Usage

Line = str | ChatReply | ChatError
"""One item of a script: words, a whole reply, or a failure to raise."""


class ScriptEnded(Exception):
    """More was asked of a scripted chat than its script holds."""


class ScriptedChat:
    """Answers with the next line, or with what the callable makes of the request.

    Tokens are bytes of UTF-8 by four, rounded up. `requests` keeps what was asked, in order.
    """

    def __init__(self, replies: Iterable[Line] | Callable[[ChatRequest], Line], *, model: str = "scripted") -> None:
        self._model = model
        self._say: Callable[[ChatRequest], Line] = replies if callable(replies) else _NextLine(iter(replies))
        self.requests: list[ChatRequest] = []

    @property
    def model(self) -> str:
        """The name that records carry."""
        return self._model

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The next line as a whole reply. Raises: ChatError where the script says so, ScriptEnded."""
        self.requests.append(request)
        line = self._say(request)
        if isinstance(line, ChatError):
            raise line
        if isinstance(line, ChatReply):
            return line
        prompt = sum(scripted_tokens(message.content) for message in request.messages)
        text, finish = _cut(line, request.max_tokens)
        usage = Usage(prompt=prompt, completion=scripted_tokens(text))
        return ChatReply(text=text, model=self._model, finish=finish, usage=usage)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str]:
        """The next line, four characters a piece. Raises: ChatError where the script says so, ScriptEnded."""
        reply = await self.complete(request)
        for at in range(0, len(reply.text), 4):
            yield reply.text[at : at + 4]

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Bytes of UTF-8 by four, rounded up."""
        return [scripted_tokens(text) for text in texts]


def scripted_tokens(text: str) -> int:
    """Tokens as the scripted chat and the scripted server see them."""
    return (len(text.encode(errors="surrogatepass")) + 3) // 4


class _NextLine:
    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._said = 0

    def __call__(self, request: ChatRequest) -> Line:
        for line in self._lines:
            self._said += 1
            return line
        raise ScriptEnded(f"the script ended after {self._said} lines; a {request.role} call wanted another")


def _cut(text: str, most: int) -> tuple[str, str]:
    if scripted_tokens(text) <= most:
        return text, "stop"
    return text.encode()[: most * 4].decode(errors="ignore"), "length"
