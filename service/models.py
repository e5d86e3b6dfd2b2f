"""The model endpoints of this process: made from settings, probed when they appear, put to what they are fit for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Protocol

import httpx2
import orjson

from memory.record.identity import Language
from service.embedded.fetch import ModelFileError
from service.logs import Log, failure
from service.metrics import Metrics
from service.settings import ModelRole, ModelSettings, ModelsSettings
from strategies.course.engine import Voices
from strategies.course.turn import NoModel
from strategies.speech.chat import Chat, ChatError, ChatNonsense, ChatRefused, ChatReply, ChatRequest, ChatUnavailable
from strategies.speech.decider import Decider, LabelReadDecider, Ladder, SchemaDecider
from strategies.speech.endpoint import Budgets, Endpoint
from strategies.speech.openai_chat import OpenAIChat
from strategies.speech.probe import ProbeResult, probe
from strategies.speech.profile import PROFILES, SMOLLM2, Profile
from strategies.speech.stages import Staged
from strategies.speech.tokens import TokenCounter

FIRST_WAIT = 1.0
LIST_SECONDS = 5.0
LONGEST_WAIT = 30.0
LANGUAGES = frozenset(Language)
NO_MODEL = "no model is configured; set THROUGHLINE_MODEL_URL, or THROUGHLINE_EMBEDDED=true"
IN_A_TURN = (ModelRole.SPEAK, ModelRole.READ, ModelRole.DECIDE, ModelRole.CLOSE)
"""The roles that sessions need; the others are asked for by name."""


class ModelState(StrEnum):
    """AWAY until it answers, READY when probed, REFUSED when it answers but cannot be used."""

    AWAY = "away"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointState:
    """What is known of one endpoint. `fit_for` names what the probe found it fit for; `why` what it did not pass.

    One that is not configured has no `url`; it stays away.
    """

    roles: tuple[ModelRole, ...]
    url: str
    model: str
    state: ModelState
    fit_for: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def needed(self) -> bool:
        """Whether sessions need it."""
        return any(role in IN_A_TURN for role in self.roles)


class EmbeddedServer(Protocol):
    """A model server that this process starts."""

    @property
    def serves(self) -> bool:
        """Whether it answers now."""
        ...

    async def endpoint(self) -> Endpoint:
        """Where it listens, once it does. Raises: ChatUnavailable, ModelFileError."""
        ...


class AbsentChat:
    """Stands in until an endpoint is known, or where none is configured (NoModel): every request finds it away."""

    def __init__(self, why: str, *, away: type[ChatUnavailable] = ChatUnavailable) -> None:
        self._why = why
        self._away = away

    @property
    def model(self) -> str:
        """No name yet."""
        return "none"

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Raises: ChatUnavailable."""
        del request
        raise self._away(self._why)

    async def stream(self, request: ChatRequest) -> AsyncIterator[str]:
        """Raises: ChatUnavailable."""
        del request
        raise self._away(self._why)
        yield  # type: ignore[unreachable]  # makes this a generator, as the port has it

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Raises: ChatUnavailable."""
        del texts
        raise self._away(self._why)


class MeteredChat:
    """A chat whose requests, tokens and failures are counted."""

    def __init__(self, chat: Chat, *, metrics: Metrics) -> None:
        self._chat = chat
        self._metrics = metrics

    @property
    def model(self) -> str:
        """The name that records carry."""
        return self._chat.model

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The whole answer. Raises: ChatError."""
        try:
            reply = await self._chat.complete(request)
        except ChatError:
            self._metrics.model_failure(request.role)
            raise
        self._metrics.model_call(request.role, reply.usage)
        return reply

    def stream(self, request: ChatRequest) -> AsyncIterator[str]:
        """The answer in pieces. Raises: ChatError, also midway."""
        return self._chat.stream(request)

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text. Raises: ChatError."""
        return await self._chat.count_tokens(texts)


class _Place:
    """One endpoint that one or more roles share."""

    def __init__(self, settings: ModelSettings, roles: tuple[ModelRole, ...], *, configured: bool) -> None:
        self.settings = settings
        self.roles = roles
        self.endpoint: Endpoint | None = None
        self.configured = configured
        self.chat: Chat = AbsentChat("the model server has not answered yet")
        if not configured:
            self.chat = AbsentChat(NO_MODEL, away=NoModel)
        self.probed: ProbeResult | None = None
        self.refused: str | None = None
        self.lasting = not configured
        """Whether asking again would not help: no model, a server that refuses us, or a broken model file."""

    @property
    def profile(self) -> Profile:
        """What the prompts of this endpoint are made for; known before it answers."""
        if self.endpoint is not None:
            return self.endpoint.profile
        return SMOLLM2 if self.settings.url is None else PROFILES[self.settings.profile]

    def state(self) -> EndpointState:
        found = self.probed
        fit = () if found is None else _fit_for(found)
        state = ModelState.REFUSED if self.refused else ModelState.READY if found else ModelState.AWAY
        why = (self.refused,) if self.refused else () if found is None else found.why
        if not self.configured:
            return EndpointState(roles=self.roles, url="", model="", state=state, why=(NO_MODEL,))
        name = self.settings.model or "" if self.endpoint is None else self.endpoint.model
        url = self.settings.url or "embedded" if self.endpoint is None else self.endpoint.url
        return EndpointState(roles=self.roles, url=url, model=name, state=state, fit_for=fit, why=why)


class Models:
    """Every endpoint by role. `voices` is what a turn may use at this moment."""

    def __init__(
        self,
        settings: ModelsSettings,
        *,
        embedded: EmbeddedServer | None,
        http: httpx2.AsyncClient,
        metrics: Metrics,
        log: Log,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._embedded = embedded
        self._http = http
        self._metrics = metrics
        self._log = log
        self._sleep = sleep
        self._places = [
            _Place(place, roles, configured=place.url is not None or embedded is not None)
            for place, roles in _shared(settings).items()
        ]
        self._voices = self._arranged()

    def voices(self) -> Voices:
        """The chats of a turn, as they are now."""
        return self._voices

    def chat(self, role: ModelRole) -> Chat:
        """The chat of a role, as it is now."""
        return self._place(role).chat

    def states(self) -> tuple[EndpointState, ...]:
        """Every endpoint. The embedded server's crash is seen here at once, another's when it is next asked."""
        return tuple(self._state(place) for place in self._places)

    def _state(self, place: _Place) -> EndpointState:
        found = place.state()
        down = place.settings.url is None and self._embedded is not None and not self._embedded.serves
        if found.state is not ModelState.READY or not down:
            return found
        return replace(found, state=ModelState.AWAY, why=("its process ended and is being started again",))

    async def watch(self) -> None:
        """Asks again and again until every endpoint that a session needs has answered; then it is done."""
        wait = FIRST_WAIT
        while not await self.ask():
            await self._sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def ask(self) -> bool:
        """Probes each endpoint that has given no sensible answer yet, once; whether all have now."""
        for place in self._places:
            if place.probed is None and not place.lasting and not _unused(place):
                await self._ask(place)
        return all(place.probed or place.lasting or _unused(place) for place in self._places)

    async def _ask(self, place: _Place) -> None:
        try:
            if place.endpoint is None:
                place.endpoint = await self._located(place)
                place.chat = MeteredChat(OpenAIChat(place.endpoint, http_client=self._http), metrics=self._metrics)
            place.probed = await probe(place.chat, profile=place.endpoint.profile)
        except ChatUnavailable:
            return
        except (ChatError, ModelFileError) as error:
            place.refused = str(error) if isinstance(error, ModelFileError) else type(error).__name__
            place.lasting = not isinstance(error, ChatNonsense)
            self._log.error("model refused", roles=place.roles, **failure(error))
        else:
            place.refused = None
            self._log.info("model ready", roles=place.roles, model=place.endpoint.model, fit=_fit_for(place.probed))
        self._voices = self._arranged()

    async def _located(self, place: _Place) -> Endpoint:
        own = place.settings
        if own.url is None:
            if self._embedded is None:
                raise ChatUnavailable("no model is configured")
            return await self._embedded.endpoint()
        key = None if own.api_key is None else own.api_key.get_secret_value()
        name = own.model or await first_listed(own.url, key=key, http=self._http)
        return Endpoint(
            role=place.roles[0].value,
            url=own.url,
            model=name,
            family=own.family,
            profile=PROFILES[own.profile],
            flavour=own.flavour,
            api_key=key,
            budgets=Budgets(**own.budgets.model_dump()),
            window=own.window,
        )

    def _arranged(self) -> Voices:
        speak, read, decide, close = (self._place(role) for role in IN_A_TURN)
        return Voices(
            speak=speak.chat,
            counter=TokenCounter(speak.chat),
            profile=speak.profile,
            decider=partial(_ladder, profile=decide.profile, found=decide.probed),
            read=read.chat if _reads(read.probed) else None,
            decide=decide.chat if _decides(decide.probed) else None,
            close=close.chat if _reads(close.probed) else None,
            reads=frozenset() if read.probed is None else read.probed.reads_slots,
            reads_risk=frozenset() if decide.probed is None else decide.probed.reads_risk,
        )

    def _place(self, role: ModelRole) -> _Place:
        return next(place for place in self._places if role in place.roles)


async def first_listed(url: str, *, key: str | None, http: httpx2.AsyncClient) -> str:
    """The first model that a server lists. Raises: ChatUnavailable, ChatRefused, ChatNonsense."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    try:
        async with asyncio.timeout(LIST_SECONDS):  # of all of it: a body may come a byte a second
            answer = await http.get(f"{url.rstrip('/')}/models", headers=headers, timeout=LIST_SECONDS)
    except (httpx2.HTTPError, TimeoutError) as error:
        raise ChatUnavailable(type(error).__name__) from error
    if answer.status_code >= 500 or answer.status_code in {408, 425, 429}:
        raise ChatUnavailable(f"HTTP {answer.status_code}")
    if answer.status_code >= 400:
        raise ChatRefused(answer.status_code, "the list of models")
    try:
        return str(orjson.loads(answer.content)["data"][0]["id"])
    except (orjson.JSONDecodeError, KeyError, IndexError, TypeError) as error:
        raise ChatNonsense("the list of models is none", answer.text[:200]) from error


def _shared(settings: ModelsSettings) -> Mapping[ModelSettings, tuple[ModelRole, ...]]:
    found: dict[ModelSettings, tuple[ModelRole, ...]] = {}
    for role in ModelRole:
        place = settings.of(role)
        found[place] = (*found.get(place, ()), role)
    return found


def _unused(place: _Place) -> bool:
    return not any(role in IN_A_TURN for role in place.roles)


def _reads(found: ProbeResult | None) -> bool:
    return found is not None and found.obeys_schema and bool(found.reads_slots)


def _decides(found: ProbeResult | None) -> bool:
    return found is not None and (found.obeys_schema or (found.obeys_choice and found.gives_logprobs))


def _ladder(chat: Chat, *, profile: Profile, found: ProbeResult | None) -> Decider:
    """The rungs that the server was found to hold, over `chat`."""
    rungs: list[Decider] = []
    if found is not None and found.obeys_choice and found.gives_logprobs:
        rungs.append(LabelReadDecider(chat, profile=profile))
    if found is not None and found.obeys_schema:
        rungs.append(SchemaDecider(chat, profile=profile))
    return Staged(Ladder(rungs))


def _fit_for(found: ProbeResult) -> tuple[str, ...]:
    checks = {
        "choices": found.obeys_choice,
        "schemas": found.obeys_schema,
        "probabilities": found.gives_logprobs,
        "risk questions": found.reads_risk >= LANGUAGES,
        "reading": _reads(found),
    }
    return tuple(name for name, passed in checks.items() if passed)
