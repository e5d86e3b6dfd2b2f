"""A client that costs little: HTTP/1.1 over one kept connection, so that the load does not take what it measures."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Self, cast
from urllib.parse import urlsplit

import orjson

Json = dict[str, Any]
"""A JSON object as it came."""


IDLE_SECONDS = 2.0
"""A connection not used for so long is opened anew: servers close those that rest."""


class Cut(ConnectionError):
    """The other side closed, or never opened, the connection."""


class Refused(Exception):
    """An answer that is no success. `retry_after` is in seconds, where the answer named them."""

    def __init__(self, status: int, body: bytes, retry_after: float | None) -> None:
        super().__init__(f"HTTP {status}: {body[:300].decode(errors='replace')}")
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer and the seconds it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    def json(self) -> Json:
        """The body as an object. Raises: Refused."""
        if self.status >= 300:
            wait = self.headers.get("retry-after")
            raise Refused(self.status, self.body, float(wait) if wait else None)
        return cast("Json", orjson.loads(self.body))


class Wire:
    """One connection to a loopback server, opened when first needed and again after it broke."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._host, self._port = str(address.hostname), int(address.port or 80)
        self._prefix = address.path.rstrip("/")
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._used = 0.0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Drops the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def get(self, path: str) -> Json:
        """The object at `path`. Raises: Cut, Refused."""
        return (await self.ask("GET", path)).json()

    async def post(self, path: str, body: Mapping[str, object], **headers: str) -> Json:
        """What a post gives; header names are written with underscores. Raises: Cut, Refused."""
        return (await self.ask("POST", path, orjson.dumps(body), **headers)).json()

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """One request and its whole answer. Raises: Cut, after which the next request opens a new connection."""
        lines = [f"{method} {self._prefix}{path} HTTP/1.1", f"Host: {self._host}:{self._port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        elif method == "POST":
            lines.append("Content-Length: 0")
        began = perf_counter()
        if began - self._used > IDLE_SECONDS:
            self.close()
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(self._host, self._port)
            reader, writer = self._streams
            writer.write("\r\n".join((*lines, "", "")).encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            status, named = _read_head(head)
            content = await reader.readexactly(int(named.get("content-length", "0")))
        except (OSError, EOFError) as error:
            self.close()
            raise Cut(str(error)) from error
        except BaseException:
            self.close()  # an answer nobody waited for would be taken for the next one's
            raise
        if named.get("connection") == "close":
            self.close()
        self._used = perf_counter()
        return Reply(status=status, headers=named, body=content, seconds=self._used - began)


def _read_head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    named = (line.partition(":") for line in lines if line)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in named}
