"""The service as a command talks to it: JSON in, JSON out, refusals as words."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from service.cli.exits import ExitCode, Stop
from service.problems import Problem

T = TypeVar("T")


class ServiceRefused(Exception):
    """The service answered with a problem. `slug` is the last part of its type."""

    def __init__(self, status: int, slug: str, detail: str, *, retry_after: float | None) -> None:
        super().__init__(f"{slug} (HTTP {status}): {detail}")
        self.status = status
        self.slug = slug
        self.retry_after = retry_after


class Api:
    """One running service. Use as a context manager; `seconds` bounds each request."""

    def __init__(self, url: str, *, key: str | None = None, seconds: float = 180.0) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx2.Client(base_url=url, headers=headers, timeout=seconds, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, path: str, shape: type[T]) -> T:
        """What is at `path`, as `shape`. Raises: ServiceRefused, Stop when nobody answers."""
        return TypeAdapter(shape).validate_json(self._answer("GET", path, None, {}).content)

    def post(self, path: str, body: Mapping[str, object], shape: type[T], **headers: str) -> T:
        """Posts a body; header names are given with underscores. Raises: ServiceRefused, Stop when nobody answers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return TypeAdapter(shape).validate_json(self._answer("POST", path, body, named).content)

    def text(self, path: str) -> str:
        """The text at `path`. Raises: ServiceRefused, Stop."""
        return self._answer("GET", path, None, {}).text

    def _answer(
        self, method: str, path: str, body: Mapping[str, object] | None, headers: Mapping[str, str]
    ) -> httpx2.Response:
        try:
            answer = self._http.request(method, path, json=body, headers=dict(headers))
        except httpx2.HTTPError as error:
            raise Stop(
                ExitCode.UNREACHABLE,
                f"no answer from {self._http.base_url} ({type(error).__name__}); start it with: throughline serve",
            ) from error
        if answer.is_success:
            return answer
        raise _refused(answer)


def _refused(answer: httpx2.Response) -> ServiceRefused:
    wait = answer.headers.get("retry-after")
    try:
        problem = Problem.model_validate_json(answer.content)
    except ValidationError:
        slug, detail = "unexpected", answer.reason_phrase
    else:
        slug, detail = problem.type.rpartition("/")[2], problem.detail
        if help_ := answer.json().get("crisis"):
            detail = f"{detail}\n{help_}"
    return ServiceRefused(answer.status_code, slug, detail, retry_after=float(wait) if wait else None)
