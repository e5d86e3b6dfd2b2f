"""A small application behind the real edge, with routes that take words and fail in every way."""

import io
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import cast

import httpx2
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from service import problems
from service.edge import Edge
from service.logs import open_log
from service.metrics import Metrics
from service.routing import PathId, v1_router
from service.settings import LogLevel

BASE = "http://127.0.0.1:8420"
LIMIT = 4096


class Words(BaseModel):
    """A body with text."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=100)
    ratings: dict[str, int] = {}
    inner: list[dict[str, str]] = []


class Small:
    """The application, its log and its figures."""

    def __init__(self, failure: Callable[[], Exception] | None = None) -> None:
        self.logged = io.StringIO()
        self.metrics = Metrics()
        self.app = _app(self.logged, self.metrics, failure)

    def lines(self) -> list[dict[str, object]]:
        """What was logged, parsed."""
        return [cast("dict[str, object]", json.loads(line)) for line in self.logged.getvalue().splitlines()]

    @asynccontextmanager
    async def client(self) -> AsyncGenerator[httpx2.AsyncClient]:
        """A client that speaks to the application and sees its failures as a browser would."""
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=BASE) as client:
            yield client


def _app(logged: io.StringIO, metrics: Metrics, failure: Callable[[], Exception] | None) -> FastAPI:
    router = v1_router("words")

    @router.post("/words")
    async def words(body: Words) -> dict[str, int]:
        return {"length": len(body.text)}

    @router.get("/things/{thing}")
    async def thing(thing: PathId, limit: int = 1) -> dict[str, object]:
        return {"thing": thing, "limit": limit}

    @router.get("/failing")
    async def failing() -> None:
        if failure is not None:
            raise failure()

    @router.get("/cut")
    async def cut() -> StreamingResponse:
        async def pieces() -> AsyncGenerator[bytes]:
            yield b"one"
            raise RuntimeError("the patient's words")

        return StreamingResponse(pieces())

    app = FastAPI()
    numbers = iter(range(1, 1000))
    log = open_log(LogLevel.INFO, stream=logged)
    app.add_middleware(Edge, log=log, metrics=metrics, ids=lambda: f"r{next(numbers)}")
    problems.install(app)
    app.include_router(router, max_body_size=LIMIT)
    return app
