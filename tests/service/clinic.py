"""A clinic over HTTP: the whole application with a scripted model, and the steps that most tests begin with."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import cast

import httpx2
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from memory.record.identity import Actor, ActorKey, Role
from memory.record.risk import ChannelTest
from service.app import OpenParts, create_app
from service.auth import new_key
from service.logs import Log
from service.metrics import Metrics
from service.settings import Settings
from service.wiring import Parts, open_parts
from service.worker import work_once
from strategies.course.engine import Voices
from strategies.speech.chat import Chat, ChatRequest, ChatUnavailable
from strategies.speech.decider import Decider, Ladder
from strategies.speech.profile import SMOLLM2
from strategies.speech.scripted_chat import Line, ScriptedChat
from strategies.speech.tokens import TokenCounter
from tests.conftest import CountedIds, FixedClock

PROTOCOL = "cbt.depression.session"
CONSENTS = ("session_record", "model_processing", "training_export")
ENGLISH = (
    "I would say a 3. They cut my hours at the ferry office in January.",
    "There was no task yet, this is my first time.",
    "Yes, I feel safe today.",
    "I live with my sister Bea now, in her box room.",
    "I would like to look at the feeling that I am in the way.",
)
ALARMING = "I have the pills here and I am going to kill myself tonight."
REPLIES = (
    "Losing those hours would unsettle anyone. What does a day at home look like for you now?",
    "Thank you for trusting me with that. When did you first notice the change?",
    "It makes sense that the box room feels small. Who else knows how hard it has been?",
    "So the sense of being in the way keeps coming back. Where did you feel it most this week?",
    "That picture is very clear. What went through your mind right then?",
    "I can see why that hurt. What would a good friend have noticed in that kitchen?",
    "You looked at it from two sides there. How strong is the old thought at this moment?",
    "That is a kind way to put it. What small step could come out of today?",
)
Json = dict[str, object]
BASE = "http://127.0.0.1:8420"


@asynccontextmanager
async def open_client(
    app: FastAPI, *, client: str = "127.0.0.1", base: str = BASE
) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of `app`, started before and stopped after; `client` is the address that it comes from."""
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx2.ASGITransport(app=manager.app, raise_app_exceptions=False, client=(client, 50000))
        async with httpx2.AsyncClient(transport=transport, base_url=base) as opened:
            yield opened


class Model:
    """A model that says something new each time, unless it is away."""

    def __init__(self) -> None:
        self.away = False
        self.said = 0

    def __call__(self, request: ChatRequest) -> Line:
        """The next reply, or the refusal of a server that is not there."""
        del request
        if self.away:
            return ChatUnavailable("connection refused", retry_after=2.0)
        self.said += 1
        return REPLIES[(self.said - 1) % len(REPLIES)]


def voices_of(chat: Chat) -> Voices:
    """A chat that speaks and does nothing else: rules read, semantic edges abstain."""
    return Voices(speak=chat, counter=TokenCounter(chat), profile=SMOLLM2, decider=_no_rungs)


def _no_rungs(chat: Chat) -> Decider:
    del chat
    return Ladder([])


class Clinic:
    """An open service: its client, its parts, and the usual steps. Every step asserts that it was answered as it is."""

    def __init__(self, client: httpx2.AsyncClient, parts: Parts) -> None:
        self.client = client
        self.parts = parts

    async def get(self, path: str, status: int = 200) -> object:
        """What is at `path`."""
        return _body(await self.client.get(path), status)

    async def post(self, path: str, body: object = None, status: int = 201) -> Json:
        """What posting `body` gives."""
        answer = await self.client.post(path, json={} if body is None else body)
        return cast("Json", _body(answer, status))

    async def admit(self, patient: str = "p-1", **more: object) -> None:
        """A patient with every consent."""
        new = {"id": patient, "locale": "en", "simulated": True, "consents": CONSENTS}
        await self.post("/v1/patients", {**new, **more})

    async def begin(self, patient: str = "p-1") -> str:
        """A course of treatment; its id."""
        return text_of(await self.post(f"/v1/patients/{patient}/episodes", {"protocol": PROTOCOL}), "id")

    async def open(self, episode: str, mode: str = "clinician_test", **more: object) -> str:
        """The next session; its id."""
        opened = await self.post(f"/v1/episodes/{episode}/sessions", {"mode": mode, **more})
        return text_of(object_of(opened, "session"), "id")

    async def seated(self, patient: str = "p-1", mode: str = "clinician_test") -> str:
        """A patient, a course and an open session; the session's id."""
        await self.admit(patient)
        return await self.open(await self.begin(patient), mode)

    async def say(self, session: str, words: str, *, key: str, status: int = 200, **headers: str) -> httpx2.Response:
        """One turn of the client."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self.client.post(
            f"/v1/sessions/{session}/turns", json={"text": words}, headers={"Idempotency-Key": key, **named}
        )
        assert answer.status_code == status, answer.text
        return answer

    async def hold(self, session: str, said: tuple[str, ...] = ENGLISH) -> None:
        """Every line of the client, one after the other."""
        for n, words in enumerate(said):
            await self.say(session, words, key=f"{session}-{n}")

    async def close(self, session: str) -> str:
        """Asks for the close and does it as the worker would; the job's id."""
        job = text_of(await self.post(f"/v1/sessions/{session}/close", status=202), "id")
        assert await work_once(self.parts)
        return job

    async def trust_channels(self) -> None:
        """Every configured channel has passed its test just now."""
        async with self.parts.store.catalogue() as catalogue:
            for channel in self.parts.channels:
                passed = ChannelTest(
                    tenant="local",
                    id=self.parts.ids(),
                    channel=channel.name,
                    fingerprint=channel.fingerprint,
                    at=self.parts.clock(),
                    actor="local",
                    passed=True,
                )
                await catalogue.channel_tests.add(passed)

    async def key(self, tenant: str, name: str, *roles: Role) -> dict[str, str]:
        """The headers of a new actor with a key."""
        key, now = new_key(), self.parts.clock()
        async with self.parts.store.catalogue() as catalogue:
            await catalogue.actors.add(Actor(tenant=tenant, id=name, name=name, roles=frozenset(roles), created_at=now))
            await catalogue.actors.add_key(
                ActorKey(prefix=key.prefix, sha256=key.sha256, tenant=tenant, actor=name, created_at=now)
            )
        return {"Authorization": f"Bearer {key.text}"}


class Service:
    """One deployment: its settings, model, clock and ids outlive every restart of the application."""

    def __init__(self, settings: Settings, *, model: Model, clock: FixedClock, ids: CountedIds) -> None:
        self.settings = settings
        self.model = model
        self.clock = clock
        self.ids = ids

    def opening(self) -> OpenParts:
        """How the application opens its parts: with the scripted model."""
        return partial(self._parts)

    def _parts(self, settings: Settings, log: Log, metrics: Metrics) -> AbstractAsyncContextManager[Parts]:
        voices = voices_of(ScriptedChat(self.model))
        return open_parts(settings, voices=voices, clock=self.clock, ids=self.ids, log=log, metrics=metrics)

    @asynccontextmanager
    async def running(self, **changes: object) -> AsyncGenerator[Clinic]:
        """The application started on the deployment's database, and stopped after."""
        app = create_app(self.settings.model_copy(update=changes), opened=self.opening())
        async with open_client(app) as client:
            yield Clinic(client, cast("Parts", app.state.parts))


def _body(answer: httpx2.Response, status: int) -> object:
    assert answer.status_code == status, f"{answer.request.method} {answer.request.url.path}: {answer.text}"
    return cast("object", answer.json())


def text_of(body: object, name: str) -> str:
    """A member that is text."""
    value = cast("Json", body)[name]
    assert isinstance(value, str)
    return value


def object_of(body: object, name: str) -> Json:
    """A member that is an object."""
    value = cast("Json", body)[name]
    assert isinstance(value, dict)
    return cast("Json", value)


def rows_of(body: object) -> list[Json]:
    """A list of objects."""
    assert isinstance(body, list)
    return cast("list[Json]", body)


async def job_done(clinic: Clinic, job: str, *, seconds: float = 20) -> Json:
    """Follows a job to its end, as a client does."""
    async with asyncio.timeout(seconds):
        while True:
            found = cast("Json", await clinic.get(f"/v1/jobs/{job}"))
            if found["state"] in {"done", "failed"}:
                return found
