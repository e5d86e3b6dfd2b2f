"""Real servers on loopback, inside the test: an application behind uvicorn, and a webhook that remembers."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response

from service.cli.serve import address_of, bind


@asynccontextmanager
async def served(app: FastAPI) -> AsyncGenerator[str]:
    """The address of `app` on a free port, started before and stopped after."""
    listening = bind("127.0.0.1", 0)
    config = uvicorn.Config(app, lifespan="on", log_config=None, access_log=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with asyncio.timeout(30):
            while not server.started:
                await asyncio.sleep(0.01)
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
