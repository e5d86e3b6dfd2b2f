"""Models may come late, and are put only to what they were found fit for."""

from collections.abc import AsyncGenerator

import httpx2
import pytest
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

from benchmarks.faults_proxy import fault_proxy
from memory.record.session import PromptMessage
from service.logs import open_log
from service.metrics import Metrics
from service.models import NO_MODEL, Models, ModelState, first_listed
from service.settings import LogLevel, ModelRole, ModelsSettings
from strategies.course.turn import NoModel
from strategies.speech.chat import ChatNonsense, ChatRefused, ChatRequest, ChatUnavailable
from strategies.speech.openai_chat import quick_http

URL = "http://model.test/v1"


class Server:
    """A model server that ignores every constraint, and may be down."""

    def __init__(self) -> None:
        self.status = 200
        self.listing: object = {"data": [{"id": "first"}, {"id": "second"}]}
        self.seen: list[str | None] = []
        self.app = FastAPI()
        self.app.add_api_route("/v1/models", self._models)
        self.app.add_api_route("/v1/chat/completions", self._chat, methods=["POST"])

    async def _models(self, request: Request) -> Response:
        self.seen.append(request.headers.get("authorization"))
        return JSONResponse(self.listing, status_code=self.status)

    async def _chat(self) -> Response:
        message = {"role": "assistant", "content": "blue"}
        usage = {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = {"id": "c", "object": "chat.completion", "created": 1, "model": "first", "usage": usage}
        return JSONResponse({**body, "choices": [choice]}, status_code=self.status)


@pytest.fixture
def server() -> Server:
    """A server that is up."""
    return Server()


@pytest.fixture
async def http(server: Server) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client whose every request goes to the server."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=server.app)) as client:
        yield client


def _models(http: httpx2.AsyncClient, metrics: Metrics | None = None, **places: object) -> Models:
    settings = ModelsSettings.model_validate({"speak": {"url": URL, "flavour": "openai"}, **places})
    log = open_log(LogLevel.ERROR)
    return Models(settings, embedded=None, http=http, metrics=metrics or Metrics(), log=log)


async def test_until_it_answers_a_model_is_away_and_nothing_else_is(http: httpx2.AsyncClient, server: Server) -> None:
    server.status = 503
    models = _models(http)
    assert await models.ask() is False
    with pytest.raises(ChatUnavailable):
        await models.voices().speak.complete(ChatRequest(messages=(), max_tokens=1))
    (state,) = models.states()
    assert (state.state, state.url, state.roles) == (ModelState.AWAY, URL, tuple(ModelRole))
    assert (models.voices().read, models.voices().decide, models.voices().close) == (None, None, None)


async def test_without_any_model_the_state_says_so_and_nothing_is_asked(
    http: httpx2.AsyncClient, server: Server
) -> None:
    models = Models(ModelsSettings(), embedded=None, http=http, metrics=Metrics(), log=open_log(LogLevel.ERROR))
    assert await models.ask() is True
    (state,) = models.states()
    assert (state.state, state.url, state.why) == (ModelState.AWAY, "", (NO_MODEL,))
    with pytest.raises(NoModel, match="no model is configured"):
        await models.voices().speak.complete(ChatRequest(messages=(), max_tokens=1))
    assert server.seen == []


async def test_when_it_appears_it_speaks_and_a_server_that_ignores_constraints_reads_and_decides_nothing(
    http: httpx2.AsyncClient, server: Server
) -> None:
    server.status = 503
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            server.status = 200

    settings = ModelsSettings.model_validate({"speak": {"url": URL, "flavour": "openai"}})
    log = open_log(LogLevel.ERROR)
    models = Models(settings, embedded=None, http=http, metrics=Metrics(), log=log, sleep=wait)
    await models.watch()
    assert waits == [1.0, 2.0, 4.0]
    (state,) = models.states()
    assert (state.state, state.model, state.fit_for) == (ModelState.READY, "first", ())
    assert any("the constraint is ignored" in line for line in state.why)
    voices = models.voices()
    assert (voices.speak.model, voices.read, voices.decide, voices.close) == ("first", None, None, None)


async def test_requests_tokens_and_failures_are_counted_by_role(http: httpx2.AsyncClient, server: Server) -> None:
    metrics = Metrics()
    models = _models(http, metrics)
    await models.ask()
    request = ChatRequest(
        messages=(PromptMessage(role="user", content="What colour is the sky?"),), max_tokens=4, role="close"
    )
    await models.voices().speak.complete(request)
    server.status = 500
    with pytest.raises(ChatUnavailable):
        await models.voices().speak.complete(request)
    figures = metrics.render().decode()
    assert 'throughline_model_calls_total{outcome="answered",role="close"} 1.0' in figures
    assert 'throughline_model_calls_total{outcome="failed",role="close"} 1.0' in figures
    assert 'throughline_model_tokens_total{part="prompt",role="close"} 9.0' in figures


async def test_a_role_with_its_own_server_is_its_own_place(http: httpx2.AsyncClient) -> None:
    models = _models(http, judge={"url": "http://judge.test/v1"})
    assert [(place.url, ModelRole.JUDGE in place.roles, place.needed) for place in models.states()] == [
        (URL, False, True),
        ("http://judge.test/v1", True, False),
    ]
    assert await models.ask() is True


async def test_the_first_listed_model_is_taken_and_the_key_is_sent(http: httpx2.AsyncClient, server: Server) -> None:
    assert await first_listed(URL, key="k-1", http=http) == "first"
    assert server.seen == ["Bearer k-1"]
    server.listing = {"data": []}
    with pytest.raises(ChatNonsense):
        await first_listed(URL, key=None, http=http)
    server.status = 401
    with pytest.raises(ChatRefused):
        await first_listed(URL, key=None, http=http)


@pytest.mark.parametrize("status", [429, 408, 500])
async def test_a_server_that_is_busy_when_asked_for_its_models_is_away_and_asked_again(
    http: httpx2.AsyncClient, server: Server, status: int
) -> None:
    server.status = status
    models = _models(http)
    assert await models.ask() is False
    server.status = 200
    assert await models.ask() is True
    assert [state.state for state in models.states()] == [ModelState.READY]


async def test_a_server_that_talks_nonsense_is_refused_until_it_makes_sense(
    http: httpx2.AsyncClient, server: Server
) -> None:
    server.listing = {"models": "none of them"}
    models = _models(http)
    assert await models.ask() is False
    assert [state.state for state in models.states()] == [ModelState.REFUSED]
    server.listing = {"data": [{"id": "first"}]}
    assert await models.ask() is True
    assert [state.state for state in models.states()] == [ModelState.READY]


async def test_a_list_of_models_that_comes_a_byte_at_a_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.models.LIST_SECONDS", 0.2)
    async with fault_proxy("http://127.0.0.1:1/v1") as proxy, quick_http() as slow:
        await proxy.play("drip")
        with pytest.raises(ChatUnavailable):
            await first_listed(proxy.url, key=None, http=slow)
