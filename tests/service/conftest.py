"""A service on a fresh SQLite file: its settings, and its application behind HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from service.settings import Settings
from tests.conftest import CountedIds, FixedClock
from tests.service.clinic import Clinic, Model, Service, open_client
from tests.service.command import Command, run, unset

OpenClient = Callable[[FastAPI], AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture
def settings(tmp_path: Path, sqlite_dsn: str) -> Settings:
    """A service with its data in a fresh folder, without any model and without a worker."""
    return Settings(data_dir=tmp_path, dsn=sqlite_dsn, embedded=False, worker=False)


@pytest.fixture
def opened() -> OpenClient:
    """Opens a client of an application on loopback."""
    return partial(open_client)


@pytest.fixture
def model() -> Model:
    """A scripted model that may be sent away."""
    return Model()


@pytest.fixture
def deployment(settings: Settings, model: Model, clock: FixedClock, ids: CountedIds) -> Service:
    """A deployment on a fresh SQLite file."""
    return Service(settings, model=model, clock=clock, ids=ids)


@pytest.fixture
def command(
    deployment: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """`throughline` on this deployment, beside a service that runs in this process too."""
    unset(monkeypatch, tmp_path)
    monkeypatch.setenv("THROUGHLINE_DSN", deployment.settings.dsn)
    monkeypatch.setenv("THROUGHLINE_DATA_DIR", str(deployment.settings.data_dir))
    monkeypatch.setenv("THROUGHLINE_EMBEDDED", "false")
    monkeypatch.setenv("COLUMNS", "200")

    async def ran(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = await asyncio.to_thread(run, *arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def both(tmp_path: Path, dsn: str, model: Model, clock: FixedClock, ids: CountedIds) -> Service:
    """A deployment, once on SQLite and once on PostgreSQL."""
    settings = Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False)
    return Service(settings, model=model, clock=clock, ids=ids)


@pytest.fixture
async def clinic(deployment: Service) -> AsyncGenerator[Clinic]:
    """The deployment, running."""
    async with deployment.running() as opened:
        yield opened
