"""A chat that keeps what was asked and answered, so that every call can be stored with its turn."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from time import perf_counter

from strategies.speech.chat import Chat, ChatError, ChatReply, ChatRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One call: either `reply` or `failure` is there."""

    request: ChatRequest
    reply: ChatReply | None = None
    failure: ChatError | None = None


class RecordedChat:
    """Wraps a chat. Make one for each turn: what it holds belongs to whoever made it."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._calls: list[Recorded] = []

    @property
    def model(self) -> str:
        """The wrapped chat's."""
        return self._chat.model

    def take(self) -> list[Recorded]:
        """The calls since the last `take`, in the order they ended."""
        taken, self._calls = self._calls, []
        return taken

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The wrapped chat's answer, kept. Raises: ChatError, kept too."""
        try:
            reply = await self._chat.complete(request)
        except ChatError as failure:
            self._calls.append(Recorded(request=request, failure=failure))
            raise
        self._calls.append(Recorded(request=request, reply=reply))
        return reply

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str]:
        """The wrapped chat's pieces; the joined text is kept when they end. Raises: ChatError, kept too."""
        began = perf_counter()
        pieces: list[str] = []
        try:
            async for piece in self._chat.stream(request):
                pieces.append(piece)
                yield piece
        except ChatError as failure:
            self._calls.append(Recorded(request=request, failure=failure))
            raise
        reply = ChatReply(text="".join(pieces), model=self.model, finish="stop", seconds=perf_counter() - began)
        self._calls.append(Recorded(request=request, reply=reply))

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The wrapped chat's counts; not kept."""
        return await self._chat.count_tokens(texts)
