"""A service on a fresh SQLite file: its settings, and its application behind HTTP."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import httpx2
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from service.settings import Settings

BASE = "http://127.0.0.1:8420"
OpenClient = Callable[[FastAPI], AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture
def settings(tmp_path: Path, sqlite_dsn: str) -> Settings:
    """A service with its data in a fresh folder, without any model and without a worker."""
    return Settings(data_dir=tmp_path, dsn=sqlite_dsn, embedded=False, worker=False)


@asynccontextmanager
async def open_client(
    app: FastAPI, *, client: str = "127.0.0.1", base: str = BASE
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of `app`, started before and stopped after; `client` is the address that it comes from."""
    async with LifespanManager(app) as manager:
        transport = httpx2.ASGITransport(app=manager.app, raise_app_exceptions=False, client=(client, 50000))
        async with httpx2.AsyncClient(transport=transport, base_url=base) as opened:
            yield opened


@pytest.fixture
def opened() -> OpenClient:
    """Opens a client of an application on loopback."""
    return partial(open_client)
