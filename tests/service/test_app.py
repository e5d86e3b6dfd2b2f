"""The whole application over HTTP: up, ready, described, and stopping in order."""

import json
from importlib.metadata import version
from pathlib import Path

import httpx2
import pytest
from asgi_lifespan import LifespanManager
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from memory import database
from memory.store.errors import DatabaseUnreachable
from service.app import ROUTERS, create_app
from service.docs_page import operations
from service.docs_words import SUMMARIES_ZH
from service.errors import DatabaseBehind
from service.settings import Settings
from tests.service.conftest import OpenClient


async def test_it_is_up_and_ready_without_any_model(settings: Settings, opened: OpenClient) -> None:
    async with opened(create_app(settings)) as client:
        health = await client.get("/health")
        ready = await client.get("/ready")
    assert health.json() == {"status": "up", "version": version("throughline")}
    assert ready.status_code == 200
    found = ready.json()
    assert (found["ready"], found["database"]["at_head"], found["database"]["why"]) == (True, True, None)
    assert [model["state"] for model in found["models"]] == ["away"]
    assert [(task["name"], task["failures"]) for task in found["tasks"]] == [("models", 0)]


async def test_with_the_worker_on_it_is_part_of_being_ready(settings: Settings, opened: OpenClient) -> None:
    async with opened(create_app(settings.model_copy(update={"worker": True}))) as client:
        ready = (await client.get("/ready")).json()
    assert ready["ready"] is True
    assert [task["name"] for task in ready["tasks"]] == ["models", "escalations", "worker"]


async def test_a_database_that_went_back_makes_it_unready(settings: Settings, opened: OpenClient) -> None:
    async with opened(create_app(settings)) as client:
        await database.downgrade(settings.dsn, "base")
        ready = await client.get("/ready")
    assert ready.status_code == 503
    assert (ready.json()["ready"], ready.json()["database"]["at_head"]) == (False, False)


async def test_an_sqlite_file_is_set_up_on_the_way(tmp_path: Path, opened: OpenClient) -> None:
    fresh = Settings(data_dir=tmp_path / "new", embedded=False, worker=False)
    async with opened(create_app(fresh)) as client:
        assert (await client.get("/ready")).json()["ready"] is True
    assert (tmp_path / "new" / "throughline.db").is_file()


async def test_a_postgresql_that_is_behind_is_refused_with_the_remedy(tmp_path: Path, postgres_dsn: str) -> None:
    await database.downgrade(postgres_dsn, "base")
    app = create_app(Settings(data_dir=tmp_path, dsn=postgres_dsn, embedded=False, worker=False))
    with pytest.raises(DatabaseBehind, match="run: throughline db upgrade"):
        async with LifespanManager(app):
            pass
    assert isinstance(app.state.failed, DatabaseBehind)


async def test_a_database_that_is_away_is_named_when_starting_fails(tmp_path: Path) -> None:
    dsn = "postgresql://nobody@127.0.0.1:9/none"
    app = create_app(Settings(data_dir=tmp_path, dsn=dsn, embedded=False, worker=False))
    with pytest.raises(DatabaseUnreachable):
        async with LifespanManager(app):
            pass


async def test_figures_count_requests_by_template(settings: Settings, opened: OpenClient) -> None:
    async with opened(create_app(settings)) as client:
        await client.get("/health")
        await client.get("/v1/patients/p-unknown")
        figures = (await client.get("/metrics")).text
    assert 'throughline_requests_total{method="GET",route="/health",status="200"} 1.0' in figures
    assert 'route="/v1/patients/{patient}",status="404"} 1.0' in figures
    assert "p-unknown" not in figures


async def test_the_documentation_is_a_page_of_its_own_in_both_languages(settings: Settings, opened: OpenClient) -> None:
    async with opened(create_app(settings)) as client:
        english = await client.get("/docs")
        chinese = await client.get("/docs", params={"lang": "zh"})
        description = await client.get("/openapi.json")
        problem = await client.get("/problems/not-found")
    assert english.headers["content-security-policy"].startswith("default-src 'none'")
    assert '<html lang="en">' in english.text
    assert '<html lang="zh-CN">' in chinese.text
    assert description.json()["info"]["title"] == "Throughline"
    assert (problem.status_code, problem.headers["location"]) == (307, "/docs#problem-not-found")


def _described(settings: Settings) -> dict[str, object]:
    return create_app(settings).openapi()


def test_every_route_has_its_own_name_and_a_docstring(settings: Settings) -> None:
    found = [(str(op["operationId"]), op.get("description")) for _, _, op in operations(_described(settings))]
    assert len({name for name, _ in found}) == len(found)
    assert [name for name, text in found if not text] == []


def test_every_route_is_described_in_chinese_too(settings: Settings) -> None:
    names = {str(operation["operationId"]) for _, _, operation in operations(_described(settings))}
    assert (names - SUMMARIES_ZH.keys(), SUMMARIES_ZH.keys() - names) == (set(), set())


def test_every_route_but_the_service_s_own_asks_who_is_there(settings: Settings) -> None:
    open_routes = [path for path, _, operation in operations(_described(settings)) if not operation.get("security")]
    assert sorted(open_routes) == ["/health", "/metrics", "/ready", "/v1/safety/protocol"]


async def test_every_route_refuses_a_stranger_when_keys_are_asked_for(settings: Settings, opened: OpenClient) -> None:
    keyed = settings.model_copy(update={"auth": "keys"})
    described = list(operations(_described(keyed)))
    async with opened(create_app(keyed)) as client:
        answers = {
            f"{method} {path}": (
                await client.request(method.upper(), path.replace("{", "").replace("}", ""))
            ).status_code
            for path, method, operation in described
            if operation.get("security")
        }
    assert {route: status for route, status in answers.items() if status != 401} == {}


def test_a_router_that_would_take_lax_bodies_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Body(BaseModel):
        text: str

    lax = APIRouter()

    @lax.post("/lax")
    async def take(body: Body) -> str:
        return body.text

    monkeypatch.setattr("service.app.ROUTERS", (*ROUTERS, lax))
    with pytest.raises(TypeError, match=r"make these routes with service\.routing\.v1_router: /lax"):
        create_app(settings)


async def test_hostile_bodies_to_every_route_are_refused_and_never_a_failure(
    settings: Settings, opened: OpenClient
) -> None:
    bodies = (
        b'{"a": "\\u0000"}',
        b"\xff\xfe",
        b"[" * 5000,
        b"null",
        b'"x"',
        json.dumps({"x" * 500: 1}).encode(),
    )
    app: FastAPI = create_app(settings)
    failed: list[str] = []
    async with opened(app) as client:
        for path, method, operation in operations(app.openapi()):
            if "requestBody" not in operation:
                continue
            for body in bodies:
                answer: httpx2.Response = await client.request(
                    method.upper(),
                    path.replace("{", "").replace("}", ""),
                    content=body,
                    headers={"content-type": "application/json", "idempotency-key": "k-12345678"},
                )
                if not 400 <= answer.status_code < 500 or not answer.json()["type"].startswith("/problems/"):
                    failed.append(f"{method} {path} {body[:20]!r} {answer.status_code}")
    assert failed == []
