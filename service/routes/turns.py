"""Turns, as JSON or as a stream of stored events, and the stream's resumption."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated

from fastapi import Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from memory.record.identity import Scope
from memory.record.session import StreamEvent
from service.auth import ClinicianActor, CurrentActor
from service.problems import Malformed, respond
from service.routing import PathId, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.exchange import Exchange
from strategies.course.received import Answered, Said
from strategies.course.turn import Status, take_turn

router = v1_router("turns")

KEY_PATTERN = r"^[\x21-\x7e]{1,128}$"
SSE = "text/event-stream"


class TurnBody(BaseModel):
    """The client's words."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="What the client says; at most the limit in the settings.")


def _expected(if_match: str | None) -> int | None:
    if if_match is None or if_match == "*":
        return None
    version = if_match.strip().strip('"')
    if not version.isdigit():
        raise Malformed('If-Match holds the session\'s version, as in "3".')
    return int(version)


@router.post("/sessions/{session}/turns", response_model=Exchange)
async def say(
    session: PathId,
    body: TurnBody,
    actor: ClinicianActor,
    parts: PartsGiven,
    request: Request,
    key: Annotated[str, Header(alias="Idempotency-Key", pattern=KEY_PATTERN)],
    if_match: Annotated[str | None, Header(alias="If-Match")] = None,
) -> Response:
    """The client's words in, the kept exchange out.

    Send `Accept: text/event-stream` for a stream: `status` events while it is made, then the stored events. The same
    key
    gives the same answer, byte for byte; `If-Match` refuses words that answer an older state (412).
    """
    scope = await parts.locate("session", session, actor)
    said = Said(text=body.text, key=key, expect_version=_expected(if_match))
    if SSE in request.headers.get("accept", ""):
        return StreamingResponse(_streamed(session, said, scope=scope, parts=parts), media_type=SSE)
    begun = parts.engine.clock()
    answered = await take_turn(session, said, scope=scope, engine=parts.engine)
    parts.metrics.turn(seconds=(parts.engine.clock() - begun).total_seconds())
    if answered.alarmed_tier:
        parts.metrics.alarm(tier=answered.alarmed_tier)
    return _answer(answered)


def _answer(answered: Answered) -> Response:
    headers = {"Idempotent-Replayed": "true"} if answered.replayed else {}
    return Response(answered.exchange_json, media_type="application/json", headers=headers)


async def _streamed(session: str, said: Said, *, scope: Scope, parts: Parts) -> AsyncIterator[bytes]:
    """Status events as they come, then what was stored; a refusal is one `problem` event, the stream's last."""
    statuses: asyncio.Queue[Status | None] = asyncio.Queue()
    async with parts.store.read(scope) as work:
        before = await work.events.last_seq(session)

    async def run() -> Answered:
        try:
            return await take_turn(session, said, scope=scope, engine=parts.engine, on_status=statuses.put)
        finally:
            statuses.put_nowait(None)

    task = asyncio.create_task(run())
    try:
        while (status := await statuses.get()) is not None:
            yield _event("status", f'{{"status":"{status}"}}')
        answered = await task
        if answered.replayed:
            yield _event("exchange", answered.exchange_json)
            return
        async with parts.store.read(scope) as work:
            kept = await work.events.after(session, before, limit=500)
        for event in kept:
            yield _stored(event)
    except Exception as error:  # noqa: BLE001 - the response has begun: a refusal leaves as an event
        yield _event("problem", bytes(respond(error).body).decode())
    finally:
        if not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _event(kind: str, data: str) -> bytes:
    return f"event: {kind}\ndata: {data}\n\n".encode()


def _stored(event: StreamEvent) -> bytes:
    return f"id: {event.seq}\nevent: {event.type}\ndata: {event.data}\n\n".encode()


@router.get("/sessions/{session}/events")
async def events(
    session: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    last_event_id: Annotated[int | None, Header(alias="Last-Event-ID", ge=0)] = None,
    after: Annotated[int, Query(ge=0)] = 0,
    *,
    follow: Annotated[bool, Query(description="Stay and send what comes; otherwise end at the last.")] = False,
) -> StreamingResponse:
    """The stored events after `Last-Event-ID` (or `after`): the same bytes whenever and from wherever they are read."""
    scope = await parts.locate("session", session, actor)
    start = last_event_id if last_event_id is not None else after
    return StreamingResponse(_kept(session, start, scope=scope, parts=parts, follow=follow), media_type=SSE)


async def _kept(session: str, after: int, *, scope: Scope, parts: Parts, follow: bool) -> AsyncIterator[bytes]:
    while True:
        async with parts.store.read(scope) as work:
            page = await work.events.after(session, after, limit=200)
        for event in page:
            yield _stored(event)
            after = event.seq
        if len(page) == 200:
            continue
        if not follow or parts.stopping.is_set():
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(parts.stopping.wait(), timeout=0.5)
