"""Requests made from the OpenAPI description, well-formed and not, sent to the application in process."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (schemathesis is generic over what this has no need of)

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from typing import Any, Self, cast

import httpx2
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.app import create_app
from service.settings import Auth
from service.wiring import Parts
from tests.service.clinic import ENGLISH, Clinic, Service, open_client

Spoil = Callable[[FastAPI], None]
"""Adds what is wrong to an application."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CALM = settings(
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    print_blob=False,
)


@dataclass(slots=True)
class Found:
    """What came of a run: cases by route, answers by status, routes that let somebody in, and what broke a check."""

    cases: Counter[str] = field(default_factory=Counter[str])
    statuses: Counter[int] = field(default_factory=Counter[int])
    let_in: set[str] = field(default_factory=set[str])
    broken: dict[str, str] = field(default_factory=dict[str, str])


class Attacked:
    """A running application in an event loop of its own, so that hypothesis, which does not await, can drive it."""

    def __init__(self, service: Service, *, keyed: bool, spoil: Spoil | None = None) -> None:
        self._service = service
        self._keyed = keyed
        self._spoil = spoil
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.headers: Mapping[str, str] = {}
        self.ids: Mapping[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._runner.run(self._open())
        except BaseException:
            self._runner.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.close()

    async def _open(self) -> None:
        """A patient in mid-course, made without keys; then the service as it is attacked."""
        async with self._service.running(auth=Auth.LOCAL) as clinic:
            self.ids = await _course(clinic)
        app = create_app(self._service.settings.model_copy(update={"auth": Auth.KEYS}), opened=self._service.opening())
        if self._spoil is not None:
            self._spoil(app)
        client = await self._stack.enter_async_context(open_client(app))
        clinic = Clinic(client, cast("Parts", app.state.parts))
        self.description: dict[str, Any] = cast("dict[str, Any]", (await clinic.client.get("/openapi.json")).json())
        if self._keyed:
            self.headers = await clinic.key("local", "attacker", *clinic.parts.local_actor.roles)
        self._client = clinic.client

    def send(self, case: Any) -> httpx2.Response:
        """One request, as the description's tool would send it."""
        given_: dict[str, Any] = case.as_transport_kwargs(base_url=str(self._client.base_url))
        request = httpx2.Request(
            given_["method"],
            given_["url"],
            params=given_.get("params") or None,
            headers={**{k: _latin(v) for k, v in dict(given_.get("headers") or {}).items()}, **self.headers},
            json=given_.get("json"),
            content=_content(given_.get("data")),
        )
        return self._runner.run(self._client.send(request))


async def _course(clinic: Clinic) -> Mapping[str, str]:
    """Something for ids to name: a patient, an episode, two sessions, one of them closed, a job."""
    await clinic.admit()
    episode = await clinic.begin()
    first = await clinic.open(episode)
    await clinic.hold(first, ENGLISH[:3])
    job = await clinic.close(first)
    second = await clinic.open(episode)
    await clinic.hold(second, ENGLISH[:1])
    return {"patient": "p-1", "episode": episode, "session": second, "job": job, "n": "2", "protocol": "phq9.gated"}


def failure_text(failure: BaseException) -> str:
    """What broke, without the traceback."""
    parts = failure.exceptions if isinstance(failure, BaseExceptionGroup) else (failure,)
    return "; ".join(f"{type(each).__name__}: {str(each)[:600]}" for each in parts)


def _latin(value: object) -> str:
    return str(value).encode("latin-1", "replace").decode("latin-1").replace("\n", " ").replace("\r", " ")


def _content(data: object) -> bytes | None:
    if data is None or isinstance(data, bytes):
        return data
    return str(data).encode("utf-8", "surrogatepass")


def attack(target: Attacked, *, cases: int, chance: int, only: Sequence[str] = ()) -> Found:
    """Sends `cases` requests or a few more, spread over every route, half of them against the description.

    In half of them the path names what is there. As many as there are routes, or fewer, are one for each route.
    """
    found = Found()
    schema = schemathesis.openapi.from_dict(target.description)
    operations: list[Any] = [cast("Any", operation).ok() for operation in schema.get_all_operations()]
    operations = [each for each in operations if not only or each.label in only]
    each_route = -(-cases // (2 * len(operations)))
    both = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    for i, operation in enumerate(operations):
        for mode in both if cases > len(operations) else both[i % 2 : i % 2 + 1]:
            _attack_route(target, operation, mode, found, cases=each_route, chance=chance)
    return found


def _attack_route(
    target: Attacked,
    operation: Any,
    mode: GenerationMode,
    found: Found,
    *,
    cases: int,
    chance: int,
) -> None:
    choose = Random(f"{chance}{operation.label}")

    @seed(chance)
    @settings(CALM, max_examples=cases)
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        if choose.random() < 0.5:
            for name in set(case.path_parameters) & set(target.ids):
                case.path_parameters[name] = target.ids[name]
        if case.query:
            case.query.pop("follow", None)  # a stream that is followed ends with the service, and not before
        try:
            answer = target.send(case)
        except httpx2.InvalidURL:
            return
        found.cases[operation.label] += 1
        found.statuses[answer.status_code] += 1
        if answer.is_success:
            found.let_in.add(operation.label)
        try:
            case.validate_response(answer, checks=CHECKS)
        except (FailureGroup, Failure) as failure:
            text = f"{operation.label}: {answer.status_code}: {failure_text(failure)}"
            found.broken.setdefault(f"{operation.label} {answer.status_code}", text)

    try:
        one()
    except Unsatisfiable:
        return
