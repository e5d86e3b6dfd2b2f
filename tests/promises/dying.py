"""The service, dying by its own hand at a named place of a turn, as often as it is told to.

    python -m tests.promises.dying --dsn DSN --folder FOLDER

prints its address and serves until it is terminated. It dies by SIGKILL when it comes to the place that the file
`FOLDER/armed` names, and takes that file away first: so it dies once for each arming. The parent keeps the listening
socket and forks another life at once. Nothing of this is in the service: the places are in a store, a chat and a
sender of its own, handed in where the service takes its collaborators.
"""

import argparse
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path

import uvicorn
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from benchmarks.scripted_server import listen
from memory import database
from memory.record.identity import Scope
from memory.store.store import Store, Work
from service.app import create_app
from service.logs import Log
from service.metrics import Metrics
from service.settings import LogLevel, Settings
from service.wiring import Parts, open_parts
from strategies.course.engine import Voices
from strategies.graph.library import Library
from strategies.speech.chat import Chat, ChatReply, ChatRequest
from strategies.speech.decider import Decider, Decision, Question
from strategies.speech.profile import SMOLLM2
from strategies.speech.scripted_chat import ScriptedChat
from strategies.speech.tokens import TokenCounter

ARMED = "armed"
LEASE_SECONDS = 0.3
UNHEARD = "The kettle was cold when I came back to the kitchen."
"""Words in which rules hear nothing, and the reader of this service hears danger."""
REPLIES = (
    "That sounds like a lot to carry this week. What was the hardest moment?",
    "Thank you for telling me. What went through your mind just then?",
    "I can hear that this matters to you. What would a small first step look like?",
)

TURN_PLACES = (
    "before transaction 1",
    "in transaction 1",
    "after transaction 1",
    "while the model is asked",
    "after the model",
    "before transaction 2",
    "in transaction 2",
    "after transaction 2",
    "while streaming",
)
CLOSE_PLACES = ("before the close", "in the close", "after the close")

_transaction: ContextVar[int] = ContextVar("transaction", default=0)
_asked: ContextVar[bool] = ContextVar("asked", default=False)


class Fate:
    """What the service is to die of."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / ARMED

    def here(self, place: str) -> None:
        """Dies, if it is to die here."""
        try:
            if self._file.read_text(encoding="utf-8") != place:
                return
            self._file.unlink()
        except FileNotFoundError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


class DyingStore(Store):
    """A store that may die before a transaction, in it with everything written, and after its commit.

    A turn is a task of its own, so that its transactions count from 1; those that no request asked for are closes.
    """

    def __init__(self, engine: AsyncEngine, fate: Fate) -> None:
        super().__init__(engine)
        self._fate = fate

    @asynccontextmanager
    async def write(self, scope: Scope) -> AsyncGenerator[Work]:
        """As the store's own."""
        n = _transaction.get() + 1
        _transaction.set(n)
        what = f"transaction {n}" if _asked.get() else "the close"
        self._fate.here(f"before {what}")
        async with super().write(scope) as work:
            yield work
            self._fate.here(f"in {what}")
        self._fate.here(f"after {what}")


class DyingChat:
    """A chat that may die while it is asked and once it has answered."""

    def __init__(self, fate: Fate) -> None:
        self._inner = ScriptedChat(self._next)
        self._fate = fate
        self._said = 0

    def _next(self, request: ChatRequest) -> str:
        del request
        self._said += 1
        return REPLIES[self._said % len(REPLIES)]

    @property
    def model(self) -> str:
        """The name that records carry."""
        return self._inner.model

    async def complete(self, request: ChatRequest) -> ChatReply:
        """As the scripted chat."""
        self._fate.here("while the model is asked")
        reply = await self._inner.complete(request)
        self._fate.here("after the model")
        return reply

    def stream(self, request: ChatRequest) -> AsyncGenerator[str]:
        """As the scripted chat."""
        return self._inner.stream(request)

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As the scripted chat."""
        return await self._inner.count_tokens(texts)


class _Hears:
    """Hears danger in one sentence."""

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        del context
        p = 0.99 if question.id == "risk" and words == UNHEARD else 0.01
        choice = "yes" if p > 0.5 else None
        return Decision(question=question.id, probabilities={"yes": p}, mass=1.0, choice=choice, rung="test", why="")


def _hears(chat: Chat) -> Decider:
    del chat
    return _Hears()


class DyingSender:
    """Sends responses; may die after the first stored event of a stream."""

    def __init__(self, app: ASGIApp, fate: Fate) -> None:
        self._app = app
        self._fate = fate

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """One request."""
        _asked.set(scope["type"] == "http")

        async def sent(message: Message) -> None:
            await send(message)
            if message.get("body", b"").startswith(b"id: "):
                self._fate.here("while streaming")

        await self._app(scope, receive, sent)


def _mortal(dsn: str, folder: Path) -> ASGIApp:
    """The service's own application with the store, the chat and the sender that may die; made before any life."""
    fate = Fate(folder)
    settings = Settings(data_dir=folder, dsn=dsn, embedded=False, log_level=LogLevel.ERROR)
    chat = DyingChat(fate)
    voices = Voices(
        speak=chat,
        counter=TokenCounter(chat),
        profile=SMOLLM2,
        decider=_hears,
        decide=chat,
        reads_risk=frozenset({"en"}),
    )

    @asynccontextmanager
    async def opened(settings: Settings, log: Log, metrics: Metrics) -> AsyncGenerator[Parts]:
        async with open_parts(settings, voices=voices, log=log, metrics=metrics) as parts:
            store = DyingStore(database.open_engine(dsn), fate)
            limits = replace(parts.engine.limits, lease_seconds=LEASE_SECONDS)
            try:
                yield replace(parts, store=store, engine=replace(parts.engine, store=store, limits=limits))
            finally:
                await store.close()

    return DyingSender(create_app(settings, opened=opened), fate)


def _life(app: ASGIApp, bound: socket.socket) -> None:
    uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[bound])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The service, dying at named places.")
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    asked = parser.parse_args()
    app = _mortal(asked.dsn, asked.folder)
    Library.shipped()
    bound = listen("127.0.0.1", 0)
    sys.stdout.write(f"http://127.0.0.1:{bound.getsockname()[1]}\n")
    sys.stdout.flush()
    child = 0

    def end(signal_number: int, frame: object) -> None:
        del signal_number, frame
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        child = os.fork()
        if child == 0:
            _life(app, bound)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            sys.exit(f"a life ended by itself: {status}")


if __name__ == "__main__":
    main()
