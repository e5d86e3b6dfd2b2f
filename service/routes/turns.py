"""Turns, as JSON or as a stream of stored events, and the stream's resumption."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Annotated

from fastapi import Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from memory.record.identity import Scope
from memory.record.session import StreamEvent
from service.auth import ClinicianActor, CurrentActor
from service.logs import failure
from service.problems import UNEXPECTED, NotReady, respond, row_of
from service.routing import LARGEST, IfMatch, PathId, expected_version, v1_router
from service.wiring import Parts, PartsGiven
from strategies.course.exchange import Exchange, stream_of
from strategies.course.received import Answered, Said
from strategies.course.turn import OnStatus, Status, take_turn

router = v1_router("turns")

KEY_PATTERN = r"^[\x21-\x7e]{1,128}$"
SSE = "text/event-stream"
PAGE = 200
LAST_SECONDS = 5.0
"""Longest that turns in hand may go on once the service stops."""
EXCHANGE = TypeAdapter(Exchange)


class EventStream(StreamingResponse):
    """A stream of server-sent events, and described as one."""

    media_type = SSE


class TurnBody(BaseModel):
    """The client's words."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="What the client says; at most the limit in the settings.")


@router.post(
    "/sessions/{session}/turns",
    response_model=Exchange,
    responses={200: {"content": {SSE: {"schema": {"type": "string"}}}}},
)
async def say(
    session: PathId,
    body: TurnBody,
    actor: ClinicianActor,
    parts: PartsGiven,
    request: Request,
    key: Annotated[str, Header(alias="Idempotency-Key", pattern=KEY_PATTERN)],
    if_match: IfMatch = None,
) -> Response:
    """The client's words in, the kept exchange out.

    Send `Accept: text/event-stream` for a stream: `status` events while it is made, then the stored events. The same
    key gives the same answer, byte for byte; `If-Match` refuses words that answer an older state (412).
    """
    scope = await parts.locate("session", session, actor)
    said = Said(text=body.text, key=key, expect_version=expected_version(if_match))
    if SSE in request.headers.get("accept", ""):
        return EventStream(_streamed(session, said, scope=scope, parts=parts))
    answered = await _kept_answer(_begun(session, said, scope=scope, parts=parts))
    headers = {"Idempotent-Replayed": "true"} if answered.replayed else {}
    return Response(answered.exchange_json, media_type="application/json", headers=headers)


def _begun(
    session: str, said: Said, *, scope: Scope, parts: Parts, on_status: OnStatus | None = None
) -> asyncio.Task[Answered]:
    """The turn as a task of its own: whoever asked may leave, and the service ends it when it stops."""
    task = asyncio.create_task(_taken(session, said, scope=scope, parts=parts, on_status=on_status))
    parts.turns.add(task)
    task.add_done_callback(partial(_ended, parts))
    return task


async def _kept_answer(task: asyncio.Task[Answered]) -> Answered:
    """What came of a turn. Raises: what it raised; NotReady when it was ended because the service stops."""
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            raise
    raise NotReady("The service stops. The words are kept: send the same request again.", retry_after=1.0)


async def _taken(
    session: str, said: Said, *, scope: Scope, parts: Parts, on_status: OnStatus | None = None
) -> Answered:
    """The turn, counted: its seconds, and its alarm if the words raised one."""
    begun = time.perf_counter()
    answered = await take_turn(session, said, scope=scope, engine=parts.engine, on_status=on_status)
    if not answered.replayed:
        parts.metrics.turn(seconds=time.perf_counter() - begun)
        exchange = EXCHANGE.validate_json(answered.exchange_json)
        if exchange.risk_tier:
            parts.metrics.alarm(tier=exchange.risk_tier)
        if exchange.reply.blocked is not None:
            parts.metrics.refusal(reason=exchange.reply.blocked)
    return answered


async def _streamed(session: str, said: Said, *, scope: Scope, parts: Parts) -> AsyncIterator[bytes]:
    """Status events as they come, then what was stored; a refusal is one `problem` event, the stream's last.

    A client that leaves midway leaves the turn running: its end is kept, as that of a JSON request is, and the same key
    or the stream's resumption gives it.
    """
    statuses: asyncio.Queue[Status | None] = asyncio.Queue()
    task = _begun(session, said, scope=scope, parts=parts, on_status=statuses.put)
    task.add_done_callback(lambda _: statuses.put_nowait(None))
    try:
        while (status := await statuses.get()) is not None:
            yield _event("status", f'{{"status":"{status}"}}')
        answered = await _kept_answer(task)
        async for event in _events_of(session, answered, scope=scope, parts=parts):
            yield _stored(event)
    except Exception as error:  # noqa: BLE001 - the response has begun: a refusal leaves as an event
        if row_of(error) is UNEXPECTED:
            parts.log.error("turn failed", session=session, **failure(error))
        yield _event("problem", bytes(respond(error).body).decode())


def _ended(parts: Parts, task: asyncio.Task[Answered]) -> None:
    """Forgets a turn that has ended; its refusal is known to whoever listened, or is given again to the same key."""
    parts.turns.discard(task)
    if not task.cancelled():
        task.exception()


async def finish_turns(turns: set[asyncio.Task[Answered]], *, seconds: float = LAST_SECONDS) -> None:
    """Gives the turns in hand a moment to be kept, then ends them: their words stay kept, and the same key resumes."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while turns and (left := until - loop.time()) > 0:
        await asyncio.wait(set(turns), timeout=left)
    late = set(turns)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def _events_of(session: str, answered: Answered, *, scope: Scope, parts: Parts) -> AsyncIterator[StreamEvent]:
    """The stored events of one exchange, the `exchange` event last."""
    n = EXCHANGE.validate_json(answered.exchange_json).reply.n
    after = 0
    while True:
        async with parts.store.read(scope) as work:
            page = await work.events.after(session, after, limit=PAGE)
        for event in stream_of([kept for kept in page if kept.turn == n]):
            yield event
            if event.type == "exchange":
                return
        if len(page) < PAGE:
            return
        after = page[-1].seq


def _event(kind: str, data: str) -> bytes:
    return f"event: {kind}\ndata: {data}\n\n".encode()


def _stored(event: StreamEvent) -> bytes:
    return f"id: {event.seq}\nevent: {event.type}\ndata: {event.data}\n\n".encode()


@router.get("/sessions/{session}/events", response_class=EventStream)
async def events(
    session: PathId,
    actor: CurrentActor,
    parts: PartsGiven,
    last_event_id: Annotated[int | None, Header(alias="Last-Event-ID", ge=0, le=LARGEST)] = None,
    after: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    *,
    follow: Annotated[bool, Query(description="Stay and send what comes; otherwise end at the last.")] = False,
) -> EventStream:
    """The stored events after `Last-Event-ID` (or `after`): the same bytes whenever and from wherever they are read."""
    scope = await parts.locate("session", session, actor)
    start = last_event_id if last_event_id is not None else after
    return EventStream(_kept(session, start, scope=scope, parts=parts, follow=follow))


async def _kept(session: str, after: int, *, scope: Scope, parts: Parts, follow: bool) -> AsyncIterator[bytes]:
    while True:
        async with parts.store.read(scope) as work:
            page = await work.events.after(session, after, limit=PAGE)
        for event in stream_of(page, after=after):
            yield _stored(event)
            after = event.seq
        if len(page) == PAGE:
            continue
        if not follow or parts.stopping.is_set():
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(parts.stopping.wait(), timeout=0.5)
