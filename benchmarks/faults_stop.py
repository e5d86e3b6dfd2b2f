"""A service told to stop while its clients wait for replies: what they hear, and what their keys give afterwards."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx2

from benchmarks.faults_seats import Seat, Seats, record_of
from benchmarks.faults_trials import Told, say
from benchmarks.faults_words import CALM_EN

STREAMS = 15
POSTS = 5
PATIENCE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """`seconds` from the signal to the end; `streams` the last event of each, `posts` what each was told."""

    seconds: float
    streams: Sequence[str]
    posts: Sequence[Told]
    wrong: Sequence[str]


async def stop_amid_turns(
    url: str, seats: Seats, seated: Sequence[Seat], *, stop: Callable[[], Awaitable[None]]
) -> Stopped:
    """Twenty clients speak, three of four by stream; when all are at the model, the service is told to stop."""
    loop = asyncio.get_running_loop()
    async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as client, asyncio.TaskGroup() as group:
        streams = [group.create_task(_streamed(client, url, seat)) for seat in seated[:STREAMS]]
        posts = [
            group.create_task(say(url, seat.path, CALM_EN[0], key="k-1", patience=PATIENCE))
            for seat in seated[STREAMS:]
        ]
        for seat in seated:
            while not (await record_of(seats.store, seat, ["k-1"])).said:  # noqa: ASYNC110 - it happens elsewhere
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)  # from the words on disk to the models
        began = loop.time()
        await stop()
        seconds = loop.time() - began
    ends, told = [each.result() for each in streams], [each.result() for each in posts]
    wrong = [f"a stream's end: {end}" for end in ends if not end.startswith(("event: problem", "id: "))]
    wrong += [f"a post: {each}" for each in told if not each.is_defined]
    return Stopped(seconds=seconds, streams=ends, posts=told, wrong=wrong)


async def _streamed(client: httpx2.AsyncClient, url: str, seat: Seat) -> str:
    """The last event of a turn asked for as a stream, or how the connection broke."""
    headers = {"Idempotency-Key": "k-1", "Accept": "text/event-stream"}
    seen = ""
    try:
        async with client.stream("POST", f"{url}{seat.path}", json={"text": CALM_EN[0]}, headers=headers) as answer:
            async for piece in answer.aiter_text():
                seen += piece
    except httpx2.HTTPError as error:
        return f"cut: {type(error).__name__}"
    return seen.strip().rpartition("\n\n")[2]


async def resumed(url: str, seats: Seats, seated: Sequence[Seat]) -> list[str]:
    """Every client sends again under its key; what is not answered, or not whole in the database."""
    wrong: list[str] = []
    for seat in seated:
        told = await say(url, seat.path, CALM_EN[0], key="k-1", patience=PATIENCE)
        if told.status != 200:
            wrong.append(f"after the restart: {told}")
        record = await record_of(seats.store, seat, ["k-1"])
        wrong += record.half_written([CALM_EN[0]])
    return wrong
