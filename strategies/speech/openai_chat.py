"""The chat port over HTTP: vLLM, llama.cpp or any OpenAI-compatible server.

`complete` asks for the whole answer at once, `stream` for pieces. Measured on two cores against the scripted server
(21 messages, 22 pieces of answer): whole 2.4 ms CPU a call, streamed 8.5 ms, the client's typed `create` 13 ms. So
whole answers are not streamed; a hanging server is noticed by a time budget that grows with the tokens asked for
(`Budgets.for_tokens`), and `stream` alone enforces first token and gap.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from time import perf_counter

import httpx2
import openai
import orjson
from openai import AsyncOpenAI, DefaultAioHttpClient, Omit

from strategies.speech.answers import MOST_BYTES, kept, read_chunk, read_completion, read_count
from strategies.speech.chat import (
    ChatError,
    ChatNonsense,
    ChatRefused,
    ChatReply,
    ChatRequest,
    ChatTimeout,
    ChatUnavailable,
    Choice,
)
from strategies.speech.constraints import constraint_body, likeliest, reads_label, unwrap
from strategies.speech.endpoint import Endpoint, Flavour
from strategies.speech.profile import NotAlternating
from strategies.speech.tokens import estimate

_AT_ONCE = 8
_RETRY_AFTER = 5.0
_LONGEST_RETRY = 120.0
_LIMITS = httpx2.Limits(max_connections=512, keepalive_expiry=4.0)
"""Idle connections go before the servers' usual five seconds are over: none is used that is being closed."""
_FREE = nullcontext()
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Content-Type": "application/json",
    "User-Agent": "throughline",
}


def quick_http() -> httpx2.AsyncClient:
    """The client's own HTTP over aiohttp: 0.6 of the processor time of a small request; no proxy from the environment.

    It has to be opened in a running event loop, and closed there.
    """
    return DefaultAioHttpClient(trust_env=False, follow_redirects=False, limits=_LIMITS)


class _Client(AsyncOpenAI):
    """The client without what it tells of the machine it runs on, and without headers from the environment."""

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        return {**_HEADERS}


class OpenAIChat:
    """One endpoint. `http_client`, if given, is shared and stays open; otherwise `aclose` closes our own."""

    def __init__(self, endpoint: Endpoint, *, http_client: httpx2.AsyncClient | None = None) -> None:
        self._endpoint = endpoint
        self._own = http_client is None
        self._http = http_client or quick_http()
        connect = endpoint.budgets.connect
        self._timeout = httpx2.Timeout(None, connect=connect, pool=connect)
        self._client = _Client(
            base_url=endpoint.url,
            api_key=endpoint.api_key or "none",
            max_retries=0,
            timeout=self._timeout,
            http_client=self._http,
        )
        self._tokenize = endpoint.url.removesuffix("/").removesuffix("/v1") + "/tokenize"
        self._headers = {**_HEADERS, "Authorization": f"Bearer {endpoint.api_key or 'none'}"}

    @property
    def model(self) -> str:
        """The name that records carry."""
        return self._endpoint.model

    @property
    def endpoint(self) -> Endpoint:
        """What this chat speaks to."""
        return self._endpoint

    async def aclose(self) -> None:
        """Closes the connections, if they are our own."""
        if self._own:
            await self._http.aclose()

    async def models(self) -> tuple[str, ...]:
        """Names of the models served, to see whether the server is up. Raises: ChatError."""
        budget = self._endpoint.budgets.connect + self._endpoint.budgets.first_token
        async with self._within("first_token", budget):
            page = await self._client.get("/models", cast_to=httpx2.Response)
        try:
            return tuple(str(entry["id"]) for entry in page.json()["data"])
        except (ValueError, KeyError, TypeError) as bad:
            raise ChatNonsense("the list of models is not one", kept(page.content)) from bad

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The whole answer. Raises: ChatError."""
        began = perf_counter()
        body = self.body(request)
        async with self._within("whole", self._endpoint.budgets.for_tokens(request.max_tokens)):
            raw = await _bounded(await self._post(body))
        reply = read_completion(raw, asked=self._endpoint.model, seconds=perf_counter() - began)
        if self._endpoint.flavour is Flavour.OPENAI and isinstance(request.constraint, Choice):
            if reads_label(request):
                return replace(reply, text=likeliest(request.constraint.options, reply.first_token, reply.text))
            return replace(reply, text=unwrap(reply.text, request.constraint))
        return reply

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str]:
        """The answer in pieces as they come. Raises: ChatError, also midway.

        Only pieces with text count against first token and gap: a server's keep-alive comments do not.
        """
        body = {**self.body(request), "stream": True}
        budgets = self._endpoint.budgets
        ends = asyncio.get_running_loop().time() + budgets.whole
        waits, budget = "first_token", budgets.first_token
        ended = False
        pieces = self._pieces(body)
        try:
            while not ended:
                left = ends - asyncio.get_running_loop().time()
                name, seconds = (waits, budget) if budget < left else ("whole", left)
                try:
                    async with asyncio.timeout(seconds):
                        text, ended = await _next_said(pieces)
                except TimeoutError as late:
                    raise ChatTimeout(name, budgets.whole if name == "whole" else seconds) from late
                if text:
                    yield text
                waits, budget = "gap", budgets.gap
        finally:
            await pieces.aclose()

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text by the server's tokenizer; an upper estimate for flavour openai. Raises: ChatError."""
        if self._endpoint.flavour is Flavour.OPENAI:
            return [estimate(text) for text in texts]
        if len(texts) == 1:
            return [await self._count(texts[0], _FREE)]
        gate = asyncio.Semaphore(_AT_ONCE)
        try:
            async with asyncio.TaskGroup() as group:
                counts = [group.create_task(self._count(text, gate)) for text in texts]
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        return [count.result() for count in counts]

    def body(self, request: ChatRequest) -> dict[str, object]:
        """The request body as sent: no null fields, since strict servers refuse them. Raises: ChatRefused."""
        try:
            self._endpoint.profile.check(request.messages)
        except NotAlternating as bad:
            raise ChatRefused(400, str(bad)) from bad
        body: dict[str, object] = {
            "model": self._endpoint.model,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
        }
        if request.frequency_penalty:
            body["frequency_penalty"] = request.frequency_penalty
        if request.seed is not None:
            body["seed"] = request.seed
        if request.stop:
            body["stop"] = list(request.stop)
        if request.top_logprobs:
            body |= {"logprobs": True, "top_logprobs": request.top_logprobs}
        slot = self._endpoint.slots.get(request.role)
        if self._endpoint.flavour is Flavour.LLAMACPP:
            body["cache_prompt"] = True
            if slot is not None:
                body["id_slot"] = slot
        return body | constraint_body(request, self._endpoint.flavour)

    async def _count(self, text: str, gate: AbstractAsyncContextManager[object]) -> int:
        """Not by the client: it is no part of OpenAI's interface, is asked at every turn, and costs half without it."""
        if not text:
            return 0
        body: dict[str, object] = {"content": text, "add_special": False}
        if self._endpoint.flavour is Flavour.VLLM:
            body = {"model": self._endpoint.model, "prompt": text, "add_special_tokens": False}
        async with gate, self._within("whole", self._endpoint.budgets.first_token):
            asked = self._http.build_request(
                "POST", self._tokenize, content=orjson.dumps(body), headers=self._headers, timeout=self._timeout
            )
            response = await self._http.send(asked, stream=True)
            raw = await _bounded(response)
        if response.is_error:
            raise _refused(response, raw)
        return read_count(raw)

    async def _post(self, body: dict[str, object]) -> httpx2.Response:
        """The response with its body still unread."""
        return await self._client.post(
            "/chat/completions",
            cast_to=httpx2.Response,
            body=body,
            options={"headers": {"X-Stainless-Raw-Response": "stream"}},
        )

    async def _pieces(self, body: dict[str, object]) -> AsyncGenerator[tuple[str, bool]]:
        """Text of each event and whether it was the last one."""
        async with self._translated():
            response = await self._post(body)
            try:
                if "text/event-stream" not in response.headers.get("content-type", ""):
                    raise ChatNonsense("the answer is no stream", kept(await _bounded(response)))
                async for event in _events(response):
                    yield ("", True) if event == b"[DONE]" else read_chunk(event)
            finally:
                await response.aclose()

    @asynccontextmanager
    async def _within(self, budget: str, seconds: float) -> AsyncGenerator[None]:
        """Runs the block under a time budget and turns every failure of the client into ours."""
        try:
            async with asyncio.timeout(seconds), self._translated():
                yield
        except TimeoutError as late:
            raise ChatTimeout(budget, seconds) from late

    @asynccontextmanager
    async def _translated(self) -> AsyncGenerator[None]:
        try:
            yield
        except (openai.APITimeoutError, httpx2.ConnectTimeout) as lost:
            if not _timed_out(lost):
                raise ChatUnavailable("the connection broke") from lost
            raise ChatTimeout("connect", self._endpoint.budgets.connect) from lost
        except openai.APIConnectionError as lost:
            raise ChatUnavailable(f"no connection to the {self._endpoint.role} model") from lost
        except openai.APIStatusError as refusal:
            raise _refused(refusal.response, refusal.response.content) from refusal
        except httpx2.ConnectError as lost:
            raise ChatUnavailable(f"no connection to the {self._endpoint.role} model") from lost
        except httpx2.HTTPError as lost:
            raise ChatUnavailable("the connection broke in the middle of the answer") from lost


async def _next_said(pieces: AsyncGenerator[tuple[str, bool]]) -> tuple[str, bool]:
    """The next piece that holds text, or the end. Raises: ChatUnavailable when the stream ends without one."""
    async for text, ended in pieces:
        if text or ended:
            return text, ended
    raise ChatUnavailable("the stream ended before the answer did")


async def _bounded(response: httpx2.Response) -> bytes:
    """The body, read no further than `MOST_BYTES`. Raises: ChatNonsense."""
    try:
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise ChatNonsense(f"the answer is longer than {MOST_BYTES} bytes", kept(parts[0]))
        return b"".join(parts)
    finally:
        await response.aclose()


async def _events(response: httpx2.Response) -> AsyncIterator[bytes]:
    """The data of each server-sent event. Raises: ChatNonsense when they grow too long."""
    rest, size = b"", 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise ChatNonsense(f"the answer is longer than {MOST_BYTES} bytes", kept(part))
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].strip()


def _timed_out(error: BaseException | None) -> bool:
    """Whether time ran out beneath it: the transport calls a connection that broke a timeout, too."""
    return error is not None and (isinstance(error, TimeoutError) or _timed_out(error.__cause__))


def _refused(response: httpx2.Response, raw: bytes) -> ChatError:
    status = response.status_code
    if status >= 500 or status in {408, 425, 429}:
        seconds = _seconds(response.headers.get("retry-after", ""))
        return ChatUnavailable(f"the model server answered HTTP {status}", retry_after=seconds)
    return ChatRefused(status, kept(raw)[:300])


def _seconds(after: str) -> float:
    """What a Retry-After in seconds asks for, at most two minutes; 5 when it names a date, or nothing sensible."""
    try:
        seconds = float(after)
    except ValueError:
        return _RETRY_AFTER
    return min(seconds, _LONGEST_RETRY) if seconds >= 0 else _RETRY_AFTER
