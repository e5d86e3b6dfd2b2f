"""Real servers on loopback, inside the test: an application behind uvicorn, and a webhook that remembers."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response

from service.cli.serve import address_of, bind


class _Server(uvicorn.Server):
    """uvicorn, which says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


@asynccontextmanager
async def served(app: FastAPI) -> AsyncGenerator[str]:
    """The address of `app` on a free port, started before and stopped after."""
    listening = bind("127.0.0.1", 0)
    config = uvicorn.Config(app, lifespan="on", log_config=None, access_log=False, timeout_graceful_shutdown=5)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with asyncio.timeout(30):
            await server.up.wait()
        yield address_of(listening)
    finally:
        server.should_exit = True
        await task
        listening.close()


class Webhook:
    """A receiver of escalations: answers with the statuses it is given, then with 204, and keeps what came."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.bodies: list[bytes] = []
        self.keys: list[str] = []
        self.app = FastAPI()
        self.app.add_api_route("/alarms", self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        self.keys.append(request.headers["idempotency-key"])
        return Response(status_code=self.statuses.pop(0) if self.statuses else 204)
