"""How routes are made: strict JSON bodies, ids checked, every collaborator handed in.

    router = v1_router("patients")

    @router.get("/patients/{patient}")
    async def get_patient(patient: PathId, actor: CurrentActor, parts: PartsGiven) -> Patient: ...

one line in `service.app.ROUTERS`, and the route's line in `service.docs_words`.
"""

import json
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Annotated, cast

import orjson
from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.routing import APIRoute

from memory.record.identity import Language
from memory.record.language import UnknownLanguage, language_tag
from memory.record.repeated import repeated_name
from service.problems import ControlCharacters, Malformed, Problem, field_path

ID_PATTERN = r"^[A-Za-z0-9._-]{1,64}$"
PathId = Annotated[str, Path(pattern=ID_PATTERN, description="An id: letters, digits, dot, underscore, hyphen.")]

LARGEST = 2**31 - 1
TurnNumber = Annotated[int, Path(ge=1, le=LARGEST, description="A turn, counted from 1 within its session.")]

IfMatch = Annotated[str | None, Header(alias="If-Match", description='The version that was read, as in "3".')]
"""What a route takes whose words answer a version: another one is refused (412)."""

IfTag = Annotated[
    str | None, Header(alias="If-Match", description='The ETag of what was read, as in "8f14e45fceea167a".')
]
"""The same where the version is no number but a digest."""

LangGiven = Annotated[str, Query(description="en or zh-CN.")]

CONTROL = frozenset(chr(code) for code in range(32)) - {"\n", "\r", "\t"} | {"\x7f"}
DEEPEST = 64
_TAG = re.compile(r"[0-9a-f]{16}")


class StrictRequest(Request):
    """A request whose JSON is exactly JSON: UTF-8, no NaN, no lone surrogates, no control characters, not too deep."""

    async def json(self) -> object:
        """The parsed body. Raises: json.JSONDecodeError, Malformed, ControlCharacters."""
        return _parsed(await self.body())


class StrictRoute(APIRoute):
    """A route that reads its body through `StrictRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[object, object, Response]]:
        """FastAPI's handler, with the stricter request."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handler(StrictRequest(request.scope, request.receive))

        return strict


def v1_router(tag: str, *, max_body_size: int | None = None) -> APIRouter:
    """A router for one aggregate under /v1; `max_body_size` (bytes) only where the setting does not fit."""
    return APIRouter(
        prefix="/v1",
        tags=[tag],
        route_class=StrictRoute,
        max_body_size=max_body_size,
        responses={"4XX": {"model": Problem, "description": "A problem (RFC 9457)."}},
    )


def expected_version(if_match: str | None) -> int | None:
    """The version that a caller read; none when they do not say, or take any. Raises: Malformed."""
    if if_match is None or if_match == "*":
        return None
    version = if_match.strip().strip('"')
    if not version.isdecimal() or not version.isascii():
        raise Malformed('If-Match holds a version, as in "3".')
    return int(version)


def expected_tag(if_match: str | None) -> str | None:
    """The digest that a caller read; none when they do not say, or take any. Raises: Malformed."""
    if if_match is None or if_match == "*":
        return None
    tag = if_match.strip().strip('"')
    if _TAG.fullmatch(tag) is None:
        raise Malformed('If-Match holds the ETag of what was read, as in "8f14e45fceea167a".')
    return tag


def set_tag(response: Response, version: str) -> None:
    """Says in the answer which version it shows."""
    response.headers["ETag"] = f'"{version}"'


def asked_language(tag: str) -> Language:
    """The language that a caller asked for. Raises: Malformed."""
    try:
        return language_tag(tag)
    except UnknownLanguage as error:
        raise Malformed(str(error)) from None


def is_clean(text: str) -> bool:
    """Whether `text` holds no control characters besides newline, return and tab."""
    return CONTROL.isdisjoint(text)


def in_utc(moment: datetime) -> datetime:
    """`moment` in UTC. Raises: ValueError for one that no calendar holds there."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("should lie within the years 1 to 9999, in UTC too") from None


def _parsed(body: bytes) -> object:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise Malformed(f"The body is not valid UTF-8, from byte {error.start} on.") from None
    try:
        value = cast("object", orjson.loads(body))
    except orjson.JSONDecodeError as error:
        raise json.JSONDecodeError("not JSON", "", error.pos) from None
    _check(value)
    if (twice := repeated_name(body)) is not None:
        raise Malformed(f"The body names {field_path((twice,))} twice in one object; keep the one that is meant.")
    return value


def _check(value: object) -> None:
    waiting: list[tuple[tuple[int | str, ...], object]] = [(("body",), value)]
    while waiting:
        path, item = waiting.pop()
        if len(path) > DEEPEST:
            raise Malformed(f"The body is nested more than {DEEPEST} deep.")
        if isinstance(item, str):
            if not is_clean(item):
                raise ControlCharacters(
                    f"{field_path(path)} holds control characters; only line breaks and tabs may be."
                )
        elif isinstance(item, dict):
            for name, member in cast("dict[str, object]", item).items():
                waiting.extend((((*path, name), name), ((*path, name), member)))
        elif isinstance(item, list):
            waiting.extend(((*path, n), member) for n, member in enumerate(cast("list[object]", item)))
