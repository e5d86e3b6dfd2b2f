"""The outermost layer under the server: every request is counted and logged by ids, no failure leaves as text."""

import time
from typing import cast

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memory.record.clock import Ids
from service.logs import Log, failure
from service.metrics import Metrics
from service.problems import MEDIA_TYPE, UNEXPECTED, Malformed, problem_response, respond, respond_http
from service.routing import is_clean

REQUEST_ID = "X-Request-Id"
TOO_LARGE = 413
UNMATCHED = "(no route)"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class Edge:
    """ASGI middleware. Adds X-Request-Id and headers against sniffing, framing and caching to every response."""

    def __init__(self, app: ASGIApp, *, log: Log, metrics: Metrics, ids: Ids) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics
        self._ids = ids

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, send, request_id=self._ids())
        begun = time.perf_counter()
        try:
            if _has_control_characters(scope):
                refusal = respond(Malformed("The address holds control characters."))
                await refusal(scope, receive, exchange.send)
            else:
                await self._app(scope, receive, exchange.send)
        except Exception as error:  # noqa: BLE001 - the last place before the server, which would log the text
            self._log.error("request failed", request=exchange.request_id, route=_template(scope), **failure(error))
            if exchange.status is not None:
                exchange.status = UNEXPECTED.status.value
                raise ResponseCut from None
            await problem_response(UNEXPECTED, detail=UNEXPECTED.detail or "")(scope, receive, exchange.send)
        finally:
            seconds = time.perf_counter() - begun
            status = exchange.status or 499
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            route = _template(scope)
            self._metrics.request(method=method, route=route, status=status, seconds=seconds)
            self._log.info(
                "request",
                request=exchange.request_id,
                method=method,
                route=route,
                status=status,
                ms=round(seconds * 1e3, 1),
            )


class ResponseCut(Exception):
    """A response failed after it had begun; the connection is cut so that the client sees it."""


class _Exchange:
    """What one response has sent so far; turns the body limiter's plain 413 into a problem."""

    def __init__(self, scope: Scope, send: Send, *, request_id: str) -> None:
        self.request_id = request_id
        self.status: int | None = None
        self._scope = scope
        self._send = send
        self._replaced = False

    async def send(self, message: Message) -> None:
        """Passes `message` on."""
        if self._replaced:
            return
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if message["status"] == TOO_LARGE and not kind.startswith(MEDIA_TYPE):
                await respond_http(HTTPException(TOO_LARGE))(self._scope, _nothing, self.send)
                self._replaced = True
                return
            self.status = cast("int", message["status"])
            sent = {name.lower() for name, _ in message["headers"]}
            ours = [(name, value) for name, value in SECURITY_HEADERS if name not in sent]
            request_id = (REQUEST_ID.lower().encode(), self.request_id.encode())
            message = {**message, "headers": [*message["headers"], *ours, request_id]}
        await self._send(message)


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _template(scope: Scope) -> str:
    route: object = scope.get("route")
    path: object = getattr(route, "path", None)
    return path if isinstance(path, str) else UNMATCHED


def _has_control_characters(scope: Scope) -> bool:
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    encoded = any(f"%{code:02x}" in query.lower() for code in (*range(9), 11, 12, *range(14, 32), 127))
    return encoded or not is_clean(str(scope["path"]))
