"""The floor: the least that a turn can be. A bare application, two durable transactions, as many raw model calls.

    python -m benchmarks.floor --dsn sqlite:///FILE --model-url http://127.0.0.1:PORT/v1 --calls 2

No keys, no protocol, no risk rules, no memory: the client's words are kept, the model is asked with the session's
history (bounded) by the client's untyped post, its words are kept. It prints its address.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (asyncpg ships no types)

import argparse
import asyncio
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import aiosqlite
import asyncpg  # type: ignore[import-untyped]  # it ships no types
import uvicorn
from fastapi import FastAPI
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion
from pydantic import BaseModel

from benchmarks.places import sqlite_file
from benchmarks.scripted_server import listen

SYSTEM = "You are a careful therapist. " * 60
HISTORY = 24
_CREATE = "CREATE TABLE IF NOT EXISTS floor_turns (session TEXT, n INTEGER, author TEXT, words TEXT, {key})"
_KEY = "PRIMARY KEY (session, n)"


class Kept(Protocol):
    """Where the floor keeps its turns."""

    async def add(self, session: str, author: str, words: str) -> list[tuple[str, str]]:
        """Keeps the words in one durable transaction; gives the session's last turns, author and words."""
        ...


class SqliteTurns:
    """One connection, as a bare application would have it; WAL, synchronous FULL."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._one = asyncio.Lock()

    async def add(self, session: str, author: str, words: str) -> list[tuple[str, str]]:
        """One transaction in one crossing to the connection's thread."""
        async with self._one:
            return await self._connection._execute(self._add, session, author, words)  # type: ignore[no-untyped-call,no-any-return]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - the driver's own way into its thread

    def _add(self, session: str, author: str, words: str) -> list[tuple[str, str]]:
        connection: sqlite3.Connection = self._connection._conn  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - as above
        connection.execute("BEGIN IMMEDIATE")
        n = "SELECT coalesce(max(n), 0) + 1 FROM floor_turns WHERE session = ?1"
        connection.execute(f"INSERT INTO floor_turns VALUES (?1, ({n}), ?2, ?3)", (session, author, words))  # noqa: S608 - constants
        past = "SELECT author, words FROM floor_turns WHERE session = ? ORDER BY n DESC LIMIT ?"
        rows: list[tuple[str, str]] = connection.execute(past, (session, HISTORY)).fetchall()
        connection.execute("COMMIT")
        return rows[::-1]


class PostgresTurns:
    """A pool, as a bare application would have it."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    async def add(self, session: str, author: str, words: str) -> list[tuple[str, str]]:
        """One transaction."""
        async with self._pool.acquire() as connection, connection.transaction():
            n = "SELECT coalesce(max(n), 0) + 1 FROM floor_turns WHERE session = $1"
            await connection.execute(
                f"INSERT INTO floor_turns VALUES ($1, ({n}), $2, $3)",  # noqa: S608 - constants
                session,
                author,
                words,
            )
            past = "SELECT author, words FROM floor_turns WHERE session = $1 ORDER BY n DESC LIMIT $2"
            rows = await connection.fetch(past, session, HISTORY)
        return [(str(row[0]), str(row[1])) for row in reversed(rows)]


class Said(BaseModel):
    """The client's words."""

    text: str


def create_app(dsn: str, model_url: str, calls: int) -> FastAPI:
    """The application."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with opened(dsn) as turns:
            app.state.turns = turns
            app.state.model = AsyncOpenAI(base_url=model_url, api_key="none", max_retries=0)
            yield
            await app.state.model.close()

    app = FastAPI(lifespan=lifespan)

    @app.post("/sessions/{session}/turns")
    async def say(session: str, said: Said) -> dict[str, Any]:
        past = await app.state.turns.add(session, "user", said.text)
        messages = [{"role": "system", "content": SYSTEM}, *({"role": a, "content": w} for a, w in past)]
        words = ""
        for _ in range(calls):
            body = {"model": "scripted", "messages": messages, "max_tokens": 120}
            answer = await app.state.model.post("/chat/completions", cast_to=ChatCompletion, body=body)
            words = answer.choices[0].message.content or ""
        await app.state.turns.add(session, "assistant", words)
        return {"text": words}

    return app


@asynccontextmanager
async def opened(dsn: str) -> AsyncGenerator[Kept]:
    """The turns of a database, their table made if it is not there."""
    if dsn.startswith("sqlite"):
        async with aiosqlite.connect(sqlite_file(dsn), isolation_level=None) as connection:
            for setting in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL"):
                await connection.execute(f"PRAGMA {setting}")
            await connection.execute(_CREATE.format(key=_KEY))
            yield SqliteTurns(connection)
        return
    async with asyncpg.create_pool(dsn, min_size=4, max_size=16) as pool:
        await pool.execute(_CREATE.format(key=_KEY))
        yield PostgresTurns(pool)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The floor of a turn.")
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--model-url", required=True)
    parser.add_argument("--calls", type=int, default=2)
    asked = parser.parse_args()
    bound = listen("127.0.0.1", 0)
    app = create_app(asked.dsn, asked.model_url, asked.calls)
    print(f"http://127.0.0.1:{bound.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[bound])


if __name__ == "__main__":
    main()
