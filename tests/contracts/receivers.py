"""Receivers of escalations on loopback that do as they are told: an HTTP server and an SMTP server of our own."""

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from enum import StrEnum

LONG = 600.0


class Behaviour(StrEnum):
    """What a receiver does with what it is sent."""

    TAKE = "take"
    REFUSE = "refuse"
    REDIRECT = "redirect"
    HANG = "hang"
    DRIP = "drip"
    CUT = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One notice as it came: `id` is its idempotency key, `text` all of it that a person could read."""

    id: str
    kind: str
    text: str
    headers: dict[str, str]
    encrypted: bool = False


@dataclass(slots=True)
class Receiver:
    """What came to a receiver, and how it behaves; `touched` counts connections. `only` limits it to one notice."""

    behaviour: Behaviour = Behaviour.TAKE
    only: str | None = None
    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    touched: int = 0
    port: int = 0
    tls: ssl.SSLContext | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ids(self) -> list[str]:
        """The ids of what came, in order."""
        return [each.id for each in self.arrivals]

    def does(self, arrival: Arrival | None) -> Behaviour:
        """How it treats a notice."""
        if self.only is not None and arrival is not None and arrival.id != self.only:
            return Behaviour.TAKE
        return self.behaviour

    async def until(self, count: int, *, seconds: float = 20.0) -> None:
        """Waits until so many notices have come."""
        async with asyncio.timeout(seconds):
            while len(self.arrivals) < count:
                self.arrived.clear()
                await self.arrived.wait()

    def keep(self, arrival: Arrival) -> None:
        """It was taken."""
        self.arrivals.append(arrival)
        self.arrived.set()


class HttpReceiver(Receiver):
    """Takes POST requests."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/alarms"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        self.touched += 1
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        arrival = Arrival(
            id=headers["idempotency-key"], kind=headers["x-throughline-kind"], text=body.decode(), headers=headers
        )
        match self.does(arrival):
            case Behaviour.TAKE:
                self.keep(arrival)
                writer.write(_answer("204 No Content"))
            case Behaviour.REFUSE:
                writer.write(_answer("500 Internal Server Error"))
            case Behaviour.REDIRECT:
                writer.write(_answer("307 Temporary Redirect", f"Location: {self.url}"))
            case Behaviour.HANG:
                await asyncio.sleep(LONG)
            case Behaviour.DRIP:
                await _drip(writer, b"HTTP/1.1 204 No Content\r\n")
            case Behaviour.CUT:
                writer.write(b"HTTP/1.1 204 No Con")
        await writer.drain()


class SmtpReceiver(Receiver):
    """Takes mail (RFC 5321); offers STARTTLS when it has a context for it."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        self.touched += 1
        encrypted = False
        await _say(writer, "220 receiver.invalid")
        while line := (await reader.readline()).decode().strip():
            match line.split(" ")[0].upper():
                case "EHLO":
                    offered = self.tls is not None and not encrypted
                    await _say(writer, "250-receiver.invalid", *(["250-STARTTLS"] if offered else []), "250 8BITMIME")
                case "STARTTLS" if self.tls is not None:
                    await _say(writer, "220 go on")
                    await writer.start_tls(self.tls)
                    encrypted = True
                case "MAIL" | "RCPT" | "RSET":
                    await _say(writer, "250 ok")
                case "DATA":
                    await _say(writer, "354 go on")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    if not await self._take(raw[:-5].replace(b"\r\n..", b"\r\n."), writer, encrypted=encrypted):
                        return
                case "QUIT":
                    await _say(writer, "221 bye")
                    return
                case _:
                    await _say(writer, "502 not here")

    async def _take(self, raw: bytes, writer: asyncio.StreamWriter, *, encrypted: bool) -> bool:
        """Whether the connection goes on."""
        mail = message_from_bytes(raw, policy=policy.default)
        arrival = Arrival(
            id=str(mail["Message-ID"]).strip("<>").partition("@")[0],
            kind=str(mail["X-Throughline-Kind"]),
            text=f"{mail['Subject']}\n{mail.get_content()}",
            headers={name.lower(): str(value) for name, value in mail.items()},
            encrypted=encrypted,
        )
        match self.does(arrival):
            case Behaviour.TAKE:
                self.keep(arrival)
                await _say(writer, "250 taken")
                return True
            case Behaviour.REFUSE | Behaviour.REDIRECT:
                await _say(writer, "451 not now")
                return True
            case Behaviour.HANG:
                await asyncio.sleep(LONG)
            case Behaviour.DRIP:
                await _drip(writer, b"250-slow\r\n")
            case Behaviour.CUT:
                pass
        return False


@asynccontextmanager
async def listening(receiver: HttpReceiver | SmtpReceiver) -> AsyncGenerator[None]:
    """The receiver on a free port, and gone after, with whatever connection it still holds."""
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            await receiver.serve(reader, writer)
        writer.transport.abort() if receiver.behaviour is Behaviour.CUT else writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", receiver.port)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await server.wait_closed()


def _answer(status: str, *headers: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *headers, "Content-Length: 0", "Connection: close", "", "")).encode()


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode())
    await writer.drain()


async def _drip(writer: asyncio.StreamWriter, piece: bytes) -> None:
    """One byte every tenth of a second, without end."""
    while True:
        for byte in piece:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.1)
