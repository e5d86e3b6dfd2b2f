"""A scripted OpenAI-compatible server: the model's cost taken away, its faults played on demand.

    python -m benchmarks.scripted_server --port 0 --latency 0.05

prints one line with its address (`http://127.0.0.1:PORT/v1`) and serves until its standard input closes or it is
terminated. It speaks `/v1/models`, `/v1/chat/completions` (whole and streamed, all three flavours of constraint, first
token log-probabilities), `/tokenize` (both dialects) and `/health`; `/calls` says what it was asked and how long that
kept it busy.

A fault is chosen by the model's name (`fault-hang`), by the header `x-fault: hang`, or for every request from now on
by `POST /fault {"mode": "hang"}` (`"none"` ends it). Tokens are bytes of UTF-8 by four: every count can be checked.
Cached tokens are those of the longest prefix, in blocks of 64 characters, that was seen before.
"""

import argparse
import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

import orjson
import uvicorn

MODEL = "scripted"
REPLIES = {
    "en": (
        "That sounds like a lot to carry this week. What was the hardest moment?",
        "Thank you for telling me. What went through your mind just then?",
        "I can hear that this matters to you. What would a small first step look like?",
        "It makes sense that you felt that way. How strong is the feeling now, from 0 to 10?",
        "You noticed something important there. What do you make of it yourself?",
    ),
    "zh-CN": (
        "听起来这一周很不容易。最难的是哪个时候？",
        "谢谢您告诉我。当时您心里在想什么？",
        "我听得出这件事对您很重要。可以迈出的一小步会是什么？",
        "有这样的感受很自然。现在这种感受有多强，从0到10？",
        "您注意到了很重要的一点。您自己怎么看？",
    ),
}
BODIES: dict[str, Callable[[], bytes]] = {
    "bad_json": lambda: b'{"choices": [{"message": {"content": "Hel',
    "wrong_schema": lambda: b'{"result": "fine", "choices": {"0": "no list"}}',
    "big": lambda: b'{"choices": [{"message": {"content": "' + b"a" * 1_500_000 + b'"}, "finish_reason": "stop"}]}',
    "empty": lambda: b'{"model": "scripted", "choices": []}',
    "not_utf8": lambda: b'{"choices": [{"message": {"content": "\xff\xfe\xfa"}, "finish_reason": "stop"}]}',
}
ERRORS: dict[str, tuple[int, dict[str, str], list[tuple[bytes, bytes]]]] = {
    "500": (500, {"message": "internal error"}, []),
    "429": (429, {"message": "busy"}, [(b"retry-after", b"7")]),
    "dead": (503, {"message": "EngineCore died", "type": "EngineDeadError"}, []),
    "400": (400, {"message": "field not known"}, []),
}
FAULTS = ("hang", "drip", "pings", "cut", *BODIES, *ERRORS, "ignores_constraints")
RISK_WORDS = re.compile(r"kill myself|end my life|die tonight|suicide|自杀|结束生命|不想活|去死")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LABELS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LETTERED = re.compile(r"^([A-Z])[.)] ", flags=re.MULTILINE)
_BLOCK = 64
_CACHE_LIMIT = 200_000

Json = dict[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Broken(Exception):
    """Raised after a response began, so that the server drops the connection in the middle of it."""


def tokens_of(text: str) -> int:
    """The number of tokens this server sees in a text."""
    return (len(text.encode()) + 3) // 4


class Script:
    """What the server answers: replies in turn by the language of the last message, constraints always obeyed."""

    def __init__(self, *, latency: float, per_token: float, window: int) -> None:
        self.latency = latency
        self.per_token = per_token
        self.window = window
        self.fault = "none"
        self.calls = 0
        self.prompt_tokens = 0
        self.counts = 0
        self.busy = 0.0
        self._seen: dict[int, None] = {}

    def reply(self, body: Json, *, obey: bool) -> str:
        """The text of the answer."""
        messages = cast("list[Json]", body["messages"])
        last = str(messages[-1]["content"])
        language = "zh-CN" if len(_CJK.findall(last[-200:])) > len(last[-200:]) * 0.15 else "en"
        options = options_of(body) if obey else ()
        if not options and body.get("logprobs") and body.get("max_tokens") == 1:
            options = lettered_or_options(body)
        if options:
            return choose(options, last)
        schema = schema_of(body) if obey else None
        if schema is not None:
            return orjson.dumps(instance(schema, last)).decode()
        lines = REPLIES[language]
        return lines[(len(messages) // 2) % len(lines)]

    def first_token(self, text: str, options: tuple[str, ...], wanted: int) -> list[Json]:
        """Log-probabilities at the first position of `text`."""
        return first_token(text, options, wanted)

    def figures(self) -> Json:
        """What was asked so far: completions, their prompt tokens, token counts, and seconds spent on all of them."""
        return {
            "calls": self.calls,
            "prompt_tokens": self.prompt_tokens,
            "counts": self.counts,
            "busy": self.busy,
        }

    def cached(self, prompt: str) -> int:
        """Tokens of the longest prefix seen before; remembers this prompt."""
        known, key, run = 0, 0, True
        for at in range(0, len(prompt) - _BLOCK + 1, _BLOCK):
            key = hash((key, prompt[at : at + _BLOCK]))
            if run and key in self._seen:
                known = at + _BLOCK
            else:
                run = False
                self._seen[key] = None
        if len(self._seen) > _CACHE_LIMIT:
            self._seen.clear()
        return tokens_of(prompt[:known])


def options_of(body: Json) -> tuple[str, ...]:
    """The closed choice asked for, in whichever dialect."""
    structured = cast("Json", body.get("structured_outputs") or {})
    if structured.get("choice"):
        return tuple(structured["choice"])
    if body.get("grammar"):
        return tuple(str(orjson.loads(f'"{found}"')) for found in _LABELS.findall(str(body["grammar"])))
    return ()


def lettered_or_options(body: Json) -> tuple[str, ...]:
    """The closed choice, or the letters that stand before the lines of the last message."""
    messages = cast("list[Json]", body["messages"])
    return options_of(body) or tuple(_LETTERED.findall(str(messages[-1]["content"])))


def schema_of(body: Json) -> Json | None:
    """The JSON schema asked for, in whichever dialect."""
    structured = cast("Json", body.get("structured_outputs") or {})
    if structured.get("json"):
        return cast("Json", structured["json"])
    form = cast("Json", body.get("response_format") or {})
    if form.get("type") == "json_schema":
        return cast("Json", form["json_schema"]["schema"])
    return None


def choose(options: tuple[str, ...], last: str) -> str:
    """The first option; where the words speak of suicide and an option is Yes or its letter, that one."""
    if RISK_WORDS.search(last):
        lettered = dict(re.findall(r"^([A-Z])[.)] (.*)$", last, flags=re.MULTILINE))
        for option in options:
            if str(lettered.get(option, option)).lower().startswith(("yes", "是")):
                return option
    lettered = dict(re.findall(r"^([A-Z])[.)] (.*)$", last, flags=re.MULTILINE))
    for option in options:
        if str(lettered.get(option, option)).lower().startswith(("no", "否", "没有")):
            return option
    return options[0]


def instance(schema: Json, last: str) -> object:
    """The smallest value that the schema admits: null if it may be, else lower bounds, shortest texts and lists."""
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        options = tuple(str(value) for value in schema["enum"])
        return schema["enum"][options.index(choose(options, last))]
    if schema.get("anyOf"):
        branches = cast("list[Json]", schema["anyOf"])
        return instance(next((b for b in branches if b.get("type") == "null"), branches[0]), last)
    match str(schema.get("type")):
        case "object":
            fields = cast("Json", schema.get("properties") or {})
            return {name: instance(fields[name], last) for name in schema.get("required", fields)}
        case "array":
            item = cast("Json", schema.get("items") or {})
            return [instance(item, last) for _ in range(int(schema.get("minItems", 0)))]
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case "string":
            return "x" * int(schema.get("minLength", 0))
        case _:
            return None


def first_token(text: str, options: tuple[str, ...], wanted: int) -> list[Json]:
    """Log-probabilities at the first position: the answer 0.8, the other options the rest."""
    first = text if options else text[:4]
    others = [option for option in options if option != text] or ["The"]
    table = [{"token": first, "logprob": -0.2231435513}]
    table += [{"token": other, "logprob": -2.0 - 0.01 * n} for n, other in enumerate(others)]
    return [{"token": first, "logprob": -0.2231435513, "top_logprobs": table[:wanted]}]


class Application:
    """The ASGI application."""

    def __init__(self, script: Script) -> None:
        self.script = script

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        body = await read_body(receive)
        try:
            await self.respond(scope, body, send)
        finally:
            if scope["path"] in ("/v1/chat/completions", "/tokenize"):
                self.script.busy += time.perf_counter() - began

    async def respond(self, scope: Scope, body: bytes, send: Send) -> None:
        """One request whose body is here."""
        path = str(scope["path"])
        match path:
            case "/v1/chat/completions":
                await self.complete(scope, orjson.loads(body), send)
            case "/v1/models":
                await answer(send, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
            case "/tokenize":
                self.script.counts += 1
                asked = orjson.loads(body)
                n = tokens_of(str(asked.get("prompt", asked.get("content", ""))))
                await answer(send, {"count": n, "tokens": list(range(n)), "max_model_len": self.script.window})
            case "/health":
                await answer(send, {"status": "ok"})
            case "/fault":
                self.script.fault = str(orjson.loads(body)["mode"])
                await answer(send, {"mode": self.script.fault})
            case "/calls":
                await answer(send, self.script.figures())
            case _:
                await answer(send, {"error": {"message": f"no such path: {path}"}}, status=404)

    async def complete(self, scope: Scope, body: Json, send: Send) -> None:
        """One completion, or its fault."""
        self.script.calls += 1
        headers = dict(cast("list[tuple[bytes, bytes]]", scope["headers"]))
        model = str(body["model"])
        fault = headers.get(b"x-fault", b"").decode() or model.partition("fault-")[2] or self.script.fault
        if await play_before(fault, send):
            return
        if None in body.values():
            await answer(send, {"error": {"message": "null field"}}, status=400)
            return
        prompt = "".join(f"<{m['role']}>{m['content']}" for m in body["messages"])
        size, most = tokens_of(prompt), int(body.get("max_tokens") or 16)
        if self.script.window and size + most > self.script.window:
            said = f"maximum context length is {self.script.window} tokens, {size} + {most} asked"
            await answer(send, {"error": {"message": said, "type": "BadRequestError"}}, status=400)
            return
        self.script.prompt_tokens += size
        text = self.script.reply(body, obey=fault != "ignores_constraints")
        finish = "stop"
        if tokens_of(text) > most:
            text, finish = text.encode()[: most * 4].decode(errors="ignore"), "length"
        usage = {
            "prompt_tokens": size,
            "completion_tokens": tokens_of(text),
            "total_tokens": size + tokens_of(text),
            "prompt_tokens_details": {"cached_tokens": self.script.cached(prompt)},
        }
        if self.script.latency:
            await asyncio.sleep(self.script.latency)
        logprobs = None
        if body.get("logprobs"):
            wanted = int(body.get("top_logprobs") or 1)
            logprobs = {"content": self.script.first_token(text, lettered_or_options(body), wanted)}
        if body.get("stream"):
            await self.stream(send, model=model, text=text, finish=finish, usage=usage, logprobs=logprobs, fault=fault)
            return
        if self.script.per_token:
            await asyncio.sleep(self.script.per_token * tokens_of(text))
        whole = {
            "id": f"chatcmpl-{self.script.calls}",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": text},
                    "finish_reason": finish,
                    "logprobs": logprobs,
                }
            ],
            "usage": usage,
        }
        await (cut(send, orjson.dumps(whole)) if fault == "cut" else answer(send, whole))

    async def stream(
        self, send: Send, *, model: str, text: str, finish: str, usage: Json, logprobs: Json | None, fault: str
    ) -> None:
        """The same answer in pieces of one to four bytes' worth of characters."""
        head = {"id": f"chatcmpl-{self.script.calls}", "object": "chat.completion.chunk", "created": 0, "model": model}

        async def piece(delta: Json, **more: object) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": None, **more}
            await send_more(send, b"data: " + orjson.dumps({**head, "choices": [choice]}) + b"\n\n")

        await start(send, 200, b"text/event-stream")
        await piece({"role": "assistant", "content": ""})
        for n, at in enumerate(range(0, len(text), 4)):
            if fault == "cut" and n == 2:
                raise Broken
            if self.script.per_token:
                await asyncio.sleep(self.script.per_token)
            await piece({"content": text[at : at + 4]}, **({"logprobs": logprobs} if logprobs and n == 0 else {}))
        await piece({}, finish_reason=finish)
        await send_more(send, b"data: " + orjson.dumps({**head, "choices": [], "usage": usage}) + b"\n\n")
        await send({"type": "http.response.body", "body": b"data: [DONE]\n\n", "more_body": False})


async def play_before(fault: str, send: Send) -> bool:
    """Plays a fault that needs no answer computed; True if it did."""
    if fault == "hang":
        await asyncio.sleep(3600)
    elif fault == "drip":
        piece = {"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": None}]}
        await drip(send, b"data: " + orjson.dumps(piece) + b"\n\n")
    elif fault == "pings":
        await drip(send, b": still here\n\n")
    elif fault in BODIES:
        await answer_raw(send, BODIES[fault]())
    elif fault in ERRORS:
        status, error, headers = ERRORS[fault]
        await answer(send, {"error": error}, status=status, headers=headers)
    else:
        return False
    return True


async def drip(send: Send, event: bytes) -> None:
    """A stream of one event for ever."""
    await start(send, 200, b"text/event-stream")
    while True:
        await send_more(send, event)
        await asyncio.sleep(0.05)


async def read_body(receive: Receive) -> bytes:
    """The whole request body."""
    parts: list[bytes] = []
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return b""
        parts.append(event.get("body", b""))
        if not event.get("more_body"):
            return b"".join(parts)


async def start(send: Send, status: int, kind: bytes, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    """The head of a response."""
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", kind), *(headers or [])]}
    )


async def send_more(send: Send, part: bytes) -> None:
    """A part of a body, more to follow."""
    await send({"type": "http.response.body", "body": part, "more_body": True})


async def answer_raw(
    send: Send, body: bytes, *, status: int = 200, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """These bytes, called JSON."""
    length = (b"content-length", str(len(body)).encode())
    await start(send, status, b"application/json", [length, *(headers or [])])
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def answer(
    send: Send, value: Json, *, status: int = 200, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """A JSON answer."""
    await answer_raw(send, orjson.dumps(value), status=status, headers=headers)


async def cut(send: Send, body: bytes) -> None:
    """Half of these bytes, then the connection drops."""
    await start(send, 200, b"application/json", [(b"content-length", str(len(body)).encode())])
    await send_more(send, body[: len(body) // 2])
    raise Broken


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that says it is TCP.

    asyncio sets TCP_NODELAY only on sockets whose protocol is named; without it each answer waits 40 ms for an ACK.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((host, port))
    bound.listen(2048)
    return bound


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="A scripted OpenAI-compatible server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer begins")
    parser.add_argument("--per-token", type=float, default=0.0, help="seconds a token of the answer")
    parser.add_argument("--window", type=int, default=4096, help="tokens of prompt and answer; 0: no limit")
    parser.add_argument("--fault", choices=("none", *FAULTS), default="none")
    asked = parser.parse_args()
    script = Script(latency=asked.latency, per_token=asked.per_token, window=asked.window)
    script.fault = asked.fault
    bound = listen(asked.host, asked.port)
    config = uvicorn.Config(
        Application(script), log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    print(f"http://{asked.host}:{bound.getsockname()[1]}/v1", flush=True)
    asyncio.run(serve(uvicorn.Server(config), bound))


async def serve(server: uvicorn.Server, bound: socket.socket) -> None:
    """Serves until terminated, or until standard input closes where that is a pipe (whoever started us is gone)."""
    loop = asyncio.get_running_loop()
    if not sys.stdin.isatty() and os.fstat(0).st_mode & 0o170000 == 0o010000:

        def check() -> None:
            with contextlib.suppress(BlockingIOError):
                if not os.read(0, 1024):
                    os.kill(os.getpid(), signal.SIGTERM)

        loop.add_reader(0, check)
    await server.serve(sockets=[bound])


if __name__ == "__main__":
    main()
