"""The real application behind HTTP in this process, its models behind fault proxies, its budgets shortened."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

import httpx2
import uvicorn
from fastapi import FastAPI

from benchmarks.faults_naive import Naive
from benchmarks.faults_proxy import FaultProxy, fault_proxy
from benchmarks.faults_seats import Seats
from benchmarks.faults_trials import Clinic
from benchmarks.floor import create_app as create_floor
from memory import database
from memory.record.identity import Language
from memory.store.store import Store
from service.app import create_app
from service.cli.serve import GRACE_SECONDS, Server, address_of, bind
from service.logs import Log
from service.metrics import Metrics
from service.settings import LogLevel, Settings
from service.wiring import Parts, open_parts
from strategies.course.engine import Voices
from strategies.speech.chat import Chat
from strategies.speech.decider import Decider, LabelReadDecider, Ladder, SchemaDecider
from strategies.speech.endpoint import Budgets, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat, quick_http
from strategies.speech.profile import AGENTLM
from strategies.speech.tokens import TokenCounter
from tests.service.loopback import served

BUDGETS = Budgets(connect=0.3, first_token=0.25, gap=0.2, whole=0.4, pace=0.0001)
PATIENT = Budgets()
"""The budgets of the design."""
BUDGET = 5.0
"""Seconds within which a turn is answered: one for counting, reading and speaking, the rest for a busy machine."""
DUTIES = ("speak", "decide", "close")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An application that does not run yet, the proxies before its models, and its database."""

    app: FastAPI
    proxies: dict[str, FaultProxy]
    seats: Seats
    dsn: str

    def clinic(self, url: str) -> Clinic:
        """The same, running at `url`."""
        return Clinic(url=url, dsn=self.dsn, seats=self.seats, proxies=self.proxies, budget=BUDGET)


@asynccontextmanager
async def built(
    dsn: str,
    folder: Path,
    upstream: str,
    *,
    prefix: str,
    slots: int = 10_000,
    everywhere: bool = False,
    budgets: Budgets = BUDGETS,
    **settings: object,
) -> AsyncGenerator[Built]:
    """The application on `dsn`; its models are `upstream` behind one proxy a duty."""
    given = {"worker": True, "log_level": LogLevel.ERROR, **settings}
    chosen = Settings.model_validate({"data_dir": folder, "dsn": dsn, "embedded": False, **given})
    async with AsyncExitStack() as stack:
        proxies: dict[str, FaultProxy] = {}
        for duty in DUTIES:
            proxies[duty] = await stack.enter_async_context(fault_proxy(upstream, slots=slots, everywhere=everywhere))
        http = await stack.enter_async_context(quick_http())
        voices = _voices({duty: _chat(duty, proxy, http, budgets) for duty, proxy in proxies.items()})

        def opened(settings: Settings, log: Log, metrics: Metrics) -> AbstractAsyncContextManager[Parts]:
            return open_parts(settings, voices=voices, log=log, metrics=metrics)

        store = Store(database.open_engine(dsn))
        stack.push_async_callback(store.close)
        app = create_app(chosen, opened=opened)
        yield Built(app=app, proxies=proxies, seats=Seats(store, prefix=prefix), dsn=dsn)


@asynccontextmanager
async def running(dsn: str, folder: Path, upstream: str, *, prefix: str, **how: object) -> AsyncGenerator[Clinic]:
    """The same behind uvicorn; `how` as for `built`."""
    make = cast("Callable[..., AbstractAsyncContextManager[Built]]", built)
    async with make(dsn, folder, upstream, prefix=prefix, **how) as ready, served(ready.app) as url:
        yield ready.clinic(url)


@asynccontextmanager
async def stoppable(app: FastAPI, *, last_seconds: float) -> AsyncGenerator[tuple[str, Callable[[], Awaitable[None]]]]:
    """The application behind the service's own server: its address, and what a SIGTERM does and waits for."""
    listening = bind("127.0.0.1", 0)
    config = uvicorn.Config(
        app, lifespan="on", log_config=None, access_log=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = Server(config, app=app, last_seconds=last_seconds)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await started(server)

    async def stop() -> None:
        server.should_exit = True
        await asyncio.shield(task)

    try:
        yield address_of(listening), stop
    finally:
        await stop()
        listening.close()


async def started(server: uvicorn.Server) -> None:
    """Waits until it listens."""
    async with asyncio.timeout(30):
        while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
            await asyncio.sleep(0.01)


@asynccontextmanager
async def naive(folder: Path, upstream: str, *, slots: int = 10_000) -> AsyncGenerator[Naive]:
    """The naive control on an SQLite file of its own, its model behind a proxy."""
    dsn = f"sqlite:///{folder / 'naive.db'}"
    async with fault_proxy(upstream, slots=slots) as proxy, served(create_floor(dsn, proxy.url, 1)) as url:
        yield Naive(url=url, dsn=dsn, proxy=proxy, budget=BUDGET)
        await proxy.stop()


def _chat(duty: str, proxy: FaultProxy, http: httpx2.AsyncClient, budgets: Budgets) -> Chat:
    endpoint = Endpoint(
        role=duty, url=proxy.url, model="scripted", flavour=Flavour.VLLM, profile=AGENTLM, budgets=budgets
    )
    return OpenAIChat(endpoint, http_client=http)


def _voices(chats: dict[str, Chat]) -> Voices:
    """A model fit for everything: it speaks, reads, decides, closes, and is asked about danger."""
    return Voices(
        speak=chats["speak"],
        counter=TokenCounter(chats["speak"]),
        profile=AGENTLM,
        decider=partial(_ladder),
        read=chats["decide"],
        decide=chats["decide"],
        close=chats["close"],
        reads=frozenset(Language),
        reads_risk=frozenset(Language),
    )


def _ladder(chat: Chat) -> Decider:
    return Ladder([LabelReadDecider(chat, profile=AGENTLM), SchemaDecider(chat, profile=AGENTLM)])
