"""Nothing that a stranger or a clumsy program sends makes the service fail, or answer other than it says it does."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from service.settings import LogLevel, Settings
from tests.conftest import CountedIds, FixedClock
from tests.promises.hostile import Attacked, Found, Spoil, attack
from tests.service.clinic import Model, Service

CASES = int(os.environ.get("CASES", "5000"))


@contextmanager
def attacked(dsn: str, folder: Path, *, keyed: bool, spoil: Spoil | None = None) -> Generator[Attacked]:
    settings = Settings(data_dir=folder, dsn=dsn, embedded=False, worker=False, log_level=LogLevel.ERROR)
    service = Service(settings, model=Model(), clock=FixedClock(), ids=CountedIds())
    with Attacked(service, keyed=keyed, spoil=spoil) as target:
        yield target


def _assert_sound(found: Found, *, cases: int) -> None:
    assert not found.broken, "\n".join(found.broken.values())
    assert not [status for status in found.statuses if status >= 500]
    assert sum(found.cases.values()) >= cases


def test_every_route_takes_a_request_that_nobody_thought_of(sqlite_dsn: str, tmp_path: Path) -> None:
    with attacked(sqlite_dsn, tmp_path, keyed=True) as target:
        found = attack(target, cases=1, chance=1)
        routes = sum(len(path) for path in target.description["paths"].values())
    _assert_sound(found, cases=int(0.9 * routes))
    assert found.statuses[200] > 10


def test_without_a_key_nobody_comes_in_whatever_they_send(sqlite_dsn: str, tmp_path: Path) -> None:
    with attacked(sqlite_dsn, tmp_path, keyed=False) as target:
        found = attack(target, cases=1, chance=2)
    _assert_sound(found, cases=100)
    open_to_all = {
        f"{method.upper()} {path}"
        for path, operations in target.description["paths"].items()
        for method, operation in operations.items()
        if "security" not in operation
    }
    assert found.let_in <= open_to_all
    assert len(open_to_all) < 10


def _spoilt(app: FastAPI) -> None:
    """A route that fails for what anybody may send, and one whose answer is not what it says."""

    async def divided(by: int) -> dict[str, float]:
        return {"is": 1 / (by - by)}

    async def promised() -> JSONResponse:
        return JSONResponse({"not": "a list"})

    app.add_api_route("/v1/divided", divided)
    app.add_api_route("/v1/promised", promised, response_model=list[int])


def test_control_a_route_that_fails_or_lies_is_found(sqlite_dsn: str, tmp_path: Path) -> None:
    with attacked(sqlite_dsn, tmp_path, keyed=True, spoil=_spoilt) as target:
        found = attack(target, cases=20, chance=3, only=("GET /v1/divided", "GET /v1/promised"))
    assert {"GET /v1/divided 500", "GET /v1/promised 200"} <= set(found.broken)


@pytest.mark.promises
@pytest.mark.timeout(1800)
def test_thousands_of_requests_break_nothing(sqlite_dsn: str, tmp_path: Path) -> None:
    with attacked(sqlite_dsn, tmp_path, keyed=True) as target:
        _assert_sound(attack(target, cases=CASES, chance=5), cases=CASES)


@pytest.mark.promises
@pytest.mark.timeout(600)
def test_hundreds_of_requests_without_a_key_break_nothing(sqlite_dsn: str, tmp_path: Path) -> None:
    with attacked(sqlite_dsn, tmp_path, keyed=False) as target:
        _assert_sound(attack(target, cases=CASES // 10, chance=6), cases=CASES // 10)
