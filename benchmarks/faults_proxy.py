"""A loopback proxy before a model server that plays its faults on the wire, one at a time, on command.

    python -m benchmarks.faults_proxy --upstream http://127.0.0.1:8000/v1

prints its address; then every line on standard input that names a fault plays it from now on (`none` ends it), so that
a running service can be tried by hand. Faults of the wire hit every path; faults of an answer's content hit completions
alone, so that what comes before them (token counts, the list of models) stays sound; `dead_*` leaves `/health` and
`/v1/models` alive and lets completions fail, as an engine does that died behind its HTTP server.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import urlsplit

import orjson

from benchmarks.scripted_server import listen, schema_of

NONE = "none"
FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "refused": "the connection is refused",
        "5xx": "HTTP 500",
        "429": "HTTP 429 with Retry-After: 7",
        "429_silent": "HTTP 429 without Retry-After",
        "hang": "the connection is accepted, nothing is ever answered",
        "drip": "the answer comes a byte a second",
        "cut": "the connection drops in the middle of the answer",
        "bad_json": "the answer is half a JSON text",
        "wrong_schema": "the answer is JSON of another shape; where a schema was asked for, values that nobody said",
        "1mb": "an answer of 1 MB",
        "empty": "an answer without a choice",
        "not_utf8": "bytes that are not UTF-8",
        "dead_500": "health and models answer, completions answer HTTP 500",
        "dead_hang": "health and models answer, completions never",
    }
)
"""The twelve faults of a model server; two of them in two forms."""

OF_CONTENT = frozenset({"bad_json", "wrong_schema", "1mb", "empty", "not_utf8"})
NEVER_SAID = "and then the green lighthouse sang to me"
_COMPLETIONS = "/chat/completions"
_MEGABYTE = 1 << 20
_FLUENT = "That sounds heavy, and I am glad that you say it. "


class FaultProxy:
    """One port. `slots` requests are passed on at a time, the others queue, as at a server that is full.

    `everywhere`: faults of content hit every path. `passed` and `faulted` count requests.
    """

    def __init__(self, upstream: str, *, slots: int = 10_000, everywhere: bool = False) -> None:
        address = urlsplit(upstream)
        self._upstream = (str(address.hostname), int(address.port or 80))
        self._slots = asyncio.Semaphore(slots)
        self._everywhere = everywhere
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: dict[asyncio.Task[object], asyncio.StreamWriter] = {}
        self.fault = NONE
        self.passed = 0
        self.faulted = 0

    @property
    def url(self) -> str:
        """Where it listens, ending in `/v1`; the same port through every fault."""
        return f"http://127.0.0.1:{self._port}/v1"

    async def play(self, fault: str) -> None:
        """Plays this fault from now on; `none` ends it. Raises: KeyError for one that there is not."""
        if fault != NONE:
            FAULTS[fault]
        self.fault = fault
        if fault == "refused":
            await self._stop_listening()
        elif self._server is None:
            await self.start()

    async def start(self) -> None:
        """Listens: on a free port, later on the same again."""
        bound = listen("127.0.0.1", self._port)
        self._port = bound.getsockname()[1]
        self._server = await asyncio.start_server(self._connected, sock=bound)

    async def stop(self) -> None:
        """Closes the port and every connection."""
        await self._stop_listening()

    async def _stop_listening(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
        tasks = dict(self._open)
        for task, writer in tasks.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._open[task] = writer
        try:
            with suppress(OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
                head, body = await _request(reader)
                await self._answer(head, body, writer)
        finally:
            del self._open[task]
            writer.close()

    async def _answer(self, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        path = head.split(b" ", 2)[1].decode("latin-1")
        fault = self.fault
        if not self._hits(fault, path):
            self.passed += 1
            await self._pass_on(head, body, writer)
            return
        self.faulted += 1
        match fault:
            case "5xx" | "dead_500":
                await _send(writer, b'{"error": {"message": "EngineDeadError"}}', status="500 Internal Server Error")
            case "429":
                await _send(writer, b'{"error": {}}', status="429 Too Many Requests", extra="Retry-After: 7\r\n")
            case "429_silent":
                await _send(writer, b'{"error": {}}', status="429 Too Many Requests")
            case "drip":
                await _drip(writer)
            case "cut":
                await _send(writer, b'{"choices": [{"message"', length=4000)
                writer.transport.abort()
            case "hang" | "dead_hang":
                await asyncio.Event().wait()
            case _:
                await _send(writer, BODIES[fault](body))

    def _hits(self, fault: str, path: str) -> bool:
        if fault == NONE:
            return False
        if fault.startswith("dead") or (fault in OF_CONTENT and not self._everywhere):
            return path.endswith(_COMPLETIONS)
        return True

    async def _pass_on(self, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.split(b"\r\n")
        kept = [line for line in lines if line and not line.lower().startswith(b"connection:")]
        async with self._slots:
            above, onward = await asyncio.open_connection(*self._upstream)
            try:
                onward.write(b"\r\n".join((first, *kept, b"Connection: close", b"", b"")) + body)
                while piece := await above.read(65_536):
                    writer.write(piece)
                    await writer.drain()
            finally:
                onward.close()


async def _request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    size = int(lengths[0].partition(b":")[2]) if lengths else 0
    return head, await reader.readexactly(size)


async def _send(
    writer: asyncio.StreamWriter, body: bytes, *, status: str = "200 OK", extra: str = "", length: int | None = None
) -> None:
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n{extra}"
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
    await writer.drain()


async def _drip(writer: asyncio.StreamWriter) -> None:
    await _send(writer, b"", length=4000)
    for byte in b'{"choices": [{"message": {"content": "' + b"a" * 3000:
        writer.write(bytes((byte,)))
        await writer.drain()
        await asyncio.sleep(1.0)


def _whole(content: str) -> bytes:
    message = {"role": "assistant", "content": content}
    usage = {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18}
    return orjson.dumps({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage})


def _lie(asked: bytes) -> bytes:
    """Another shape; where a schema was asked for, an object of its names with values that nobody said."""
    schema = schema_of(cast("dict[str, Any]", orjson.loads(asked) if asked else {}))
    if schema is None:
        return b'{"result": "fine", "choices": {"0": "no list"}}'
    names = cast("dict[str, Any]", schema.get("properties") or {})
    return _whole(orjson.dumps({name: {"value": 9, "quote": NEVER_SAID} for name in names}).decode())


BODIES: dict[str, Callable[[bytes], bytes]] = {
    "bad_json": lambda _: b'{"choices": [{"message": {"content": "Hel',
    "wrong_schema": _lie,
    "1mb": lambda _: _whole(_FLUENT * (_MEGABYTE // len(_FLUENT) + 1)),
    "empty": lambda _: b'{"model": "any", "choices": []}',
    "not_utf8": lambda _: b'{"choices": [{"message": {"content": "\xff\xfe\xfa"}, "finish_reason": "stop"}]}',
}


@asynccontextmanager
async def fault_proxy(upstream: str, *, slots: int = 10_000, everywhere: bool = False) -> AsyncGenerator[FaultProxy]:
    """A proxy that listens as long as the block runs."""
    proxy = FaultProxy(upstream, slots=slots, everywhere=everywhere)
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()


async def _by_hand(upstream: str) -> None:
    loop = asyncio.get_running_loop()
    async with fault_proxy(upstream) as proxy:
        print(proxy.url, flush=True)
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            name = line.strip() or NONE
            try:
                await proxy.play(name)
            except KeyError:
                print(f"no such fault; there are: {NONE}, {', '.join(FAULTS)}", flush=True)
            else:
                print(f"{name}: {FAULTS.get(name, 'everything is passed on')}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="A proxy that plays the faults of a model server.")
    parser.add_argument("--upstream", required=True, help="the model server, with its /v1")
    asyncio.run(_by_hand(parser.parse_args().upstream))


if __name__ == "__main__":
    main()
