"""The composition root: everything that runs, opened once, handed down, closed in order."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import httpx2
from fastapi import Depends, Request

from memory import database
from memory.recall.cache import RecallCache
from memory.recall.e5 import FILE, E5Embedder, installed
from memory.recall.embedding import Embedder
from memory.record.clock import Clock, Ids, new_id, system_clock
from memory.record.identity import Actor, Role, Scope
from memory.record.risk import Audience
from memory.store.errors import NotFound
from memory.store.locate import Located
from memory.store.store import Store
from service.background import Background
from service.channels.configured import channels_of, timers_of
from service.channels.port import Channel
from service.embedded_model import EmbeddedModel
from service.errors import DatabaseBehind
from service.logs import Log, open_log
from service.metrics import Metrics
from service.models import Models
from service.problems import NotReady
from service.profiles.configured import policy_of
from service.settings import Settings
from service.signing import signing_key
from strategies.course.admission import Gate
from strategies.course.engine import Engine, Limits, Voices, session_window
from strategies.course.recalling import fill_vectors
from strategies.course.received import Answered
from strategies.course.releases import Releases
from strategies.graph.library import Library
from strategies.profiles.feature import Feature
from strategies.speech.embeddings import EmbeddingServer, HttpEmbedder
from strategies.speech.openai_chat import quick_http

LOCAL_ACTOR = "local"
LOCATED_KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that a request, the worker or a command needs.

    `engine` is what the functions of `strategies.course` take. `stopping` is set when the service begins to stop: long
    streams end then. `work_waiting` wakes the worker before its time. `tasks` is what runs beside the requests. `http`
    speaks to model servers and webhooks. `turns` are those whose stream the client may have left: they are taken to
    their end all the same. `channels` are the ways to people outside. `located` keeps whose a row is: that never
    changes.
    """

    settings: Settings
    store: Store
    engine: Engine
    shipped: Library
    models: Models
    metrics: Metrics
    log: Log
    clock: Clock
    ids: Ids
    signing_key: bytes
    local_actor: Actor
    stopping: asyncio.Event
    work_waiting: asyncio.Event
    tasks: list[Background]
    http: httpx2.AsyncClient
    turns: set[asyncio.Task[Answered]]
    channels: tuple[Channel, ...]
    located: dict[tuple[str, str, str], Scope] = field(default_factory=dict[tuple[str, str, str], Scope])

    def scope(self, actor: Actor, patient: str) -> Scope:
        """The rows of one patient of the actor's tenant."""
        return Scope(tenant=actor.tenant, patient=patient)

    async def locate(self, kind: Located | str, id: str, actor: Actor) -> Scope:  # noqa: A002 - the field's own word
        """Whose row this is, within the actor's tenant. Raises: NotFound, for another tenant's too."""
        known = self.located.get((kind, actor.tenant, id))
        if known is None:
            async with self.store.read_catalogue() as catalogue:
                known = await catalogue.locate.patient_of(kind, actor.tenant, id)
            if len(self.located) >= LOCATED_KEPT:
                self.located.pop(next(iter(self.located)))
            self.located[kind, actor.tenant, id] = known
        return known

    async def permit(self, feature: Feature, scope: Scope) -> None:
        """Refuses what a profile switches off for this patient. Raises: ProfileForbids; NotFound."""
        async with self.store.read(scope) as work:
            patient = await work.patient.get()
        self.engine.policy.ruling(patient).check(feature, f"patient {patient.id}")

    def wake_worker(self) -> None:
        """Says that there is work: the worker looks now instead of at its next round."""
        self.work_waiting.set()


async def parts_of(request: Request) -> Parts:
    """The parts of this running service; asynchronous, or every request would cross to a thread for it.

    Raises: NotReady.
    """
    parts: object = getattr(request.app.state, "parts", None)
    if not isinstance(parts, Parts):
        raise NotReady("The service has not started yet.")
    return parts


PartsGiven = Annotated[Parts, Depends(parts_of)]
"""What a route declares to be handed the parts."""


@asynccontextmanager
async def open_parts(
    settings: Settings,
    *,
    voices: Voices | None = None,
    clock: Clock = system_clock,
    ids: Ids = new_id,
    log: Log | None = None,
    metrics: Metrics | None = None,
) -> AsyncGenerator[Parts]:
    """Opens everything. Needs the database, not the models: they may come later (`running` looks out for them).

    `voices` takes the place of every configured model: for tests and demonstrations. An SQLite file is brought to the
    newest revision here; a PostgreSQL only by `throughline db upgrade`.

    Raises: DatabaseBehind, SigningKeyUnusable, MemoryStoreError, OSError.
    """
    log = log or open_log(settings.log_level)
    metrics = metrics or Metrics()
    async with AsyncExitStack() as stack:
        await _prepare_database(settings)
        store = Store(database.open_engine(settings.dsn))
        stack.push_async_callback(store.close)
        embedded = None
        if settings.embedded_on and voices is None:
            embedded = EmbeddedModel(settings.model_dir)
            stack.push_async_callback(embedded.stop)
        http = await stack.enter_async_context(httpx2.AsyncClient(trust_env=False))
        asking = await stack.enter_async_context(quick_http())
        models = Models(
            settings.models,
            embedded=embedded,
            http=asking,
            metrics=metrics,
            log=log,
        )
        fixed = voices
        current: Callable[[], Voices] = models.voices if fixed is None else lambda: fixed
        channels = channels_of(settings, http=http, clock=clock)
        engine = Engine(
            store=store,
            releases=Releases(store),
            voices=current,
            recall=RecallCache(),
            clock=clock,
            ids=ids,
            limits=Limits(
                lease_seconds=settings.lease_seconds,
                turn_seconds=settings.turn_limit,
                words_chars=settings.max_client_chars,
                window=session_window(settings.models.speak.window),
                copilot=any(channel.audience is Audience.CLINIC for channel in channels),
                timers=timers_of(settings),
            ),
            embedder=_embedder(settings, http=asking),
            policy=policy_of(settings),
            gate=Gate(
                at_once=settings.turns_at_once,
                waiting=settings.turns_waiting,
                wait_seconds=settings.turn_wait_seconds,
            ),
        )
        watch = [] if fixed is not None else [Background("models", models.watch, log=log)]
        if engine.embedder is not None:
            watch.append(Background("vectors", partial(fill_vectors, engine), log=log))
        yield Parts(
            settings=settings,
            store=store,
            engine=engine,
            shipped=Library.shipped(),
            models=models,
            metrics=metrics,
            log=log,
            clock=clock,
            ids=ids,
            signing_key=signing_key(settings.signing_key_file),
            local_actor=await _local_actor(store, settings, clock=clock),
            stopping=asyncio.Event(),
            work_waiting=asyncio.Event(),
            tasks=watch,
            http=http,
            turns=set(),
            channels=channels,
        )


@asynccontextmanager
async def running(*tasks: Background) -> AsyncGenerator[None]:
    """Runs `tasks` beside what is within, in one group, and stops them with it. A failure within comes out as it is."""
    failed: Exception | None = None
    async with asyncio.TaskGroup() as group:
        begun = [group.create_task(task.run(), name=task.name) for task in tasks]
        try:
            yield
        except Exception as error:  # noqa: BLE001 - raised again below, out of the group that would wrap it
            failed = error
        finally:
            for task in begun:
                task.cancel()
    if failed is not None:
        raise failed


def _embedder(settings: Settings, *, http: httpx2.AsyncClient) -> Embedder | None:
    """The endpoint of the role `embed`, else the local model where it is asked for, else none: recall by words."""
    own = settings.models.embed
    if own is not None and own.url is not None:
        key = None if own.api_key is None else own.api_key.get_secret_value()
        return HttpEmbedder(EmbeddingServer(url=own.url, model=own.model or "", api_key=key), http=http)
    return E5Embedder(installed() or Path(FILE)) if settings.local_embedder else None


async def _prepare_database(settings: Settings) -> None:
    if settings.sqlite:
        await database.migrate(settings.dsn)
        return
    found = await database.check(settings.dsn)
    if not found.up_to_date:
        raise DatabaseBehind(found.current, found.head)


async def _local_actor(store: Store, settings: Settings, *, clock: Clock) -> Actor:
    """The local actor as kept, made or renamed when the settings say so: reviews are signed in this name."""
    async with store.catalogue() as catalogue:
        try:
            kept = await catalogue.actors.get(settings.tenant, LOCAL_ACTOR)
        except NotFound:
            kept = None
        actor = Actor(
            tenant=settings.tenant,
            id=LOCAL_ACTOR,
            name=settings.actor_name,
            roles=frozenset(Role),
            created_at=clock() if kept is None else kept.created_at,
        )
        if kept is None:
            await catalogue.actors.add(actor)
        elif kept != actor:
            await catalogue.actors.replace(actor)
        return actor
