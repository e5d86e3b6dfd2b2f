"""Every fault of a model server becomes one defined error within its budget."""

from collections.abc import Generator
from dataclasses import replace
from time import perf_counter

import httpx2
import pytest

from memory.record.session import PromptMessage
from service.embedded.supervisor import free_port
from strategies.speech.chat import ChatError, ChatNonsense, ChatRefused, ChatRequest, ChatTimeout, ChatUnavailable
from strategies.speech.endpoint import Budgets, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat
from tests.contracts.servers import scripted_server

BUDGETS = Budgets(connect=0.5, first_token=0.4, gap=0.3, whole=0.8, pace=0.01)
REQUEST = ChatRequest(messages=(PromptMessage(role="user", content="Good morning."),), max_tokens=40)


@pytest.fixture(scope="module")
def url() -> Generator[str]:
    with scripted_server() as address:
        yield address


def endpoint(url: str, model: str, *, budgets: Budgets = BUDGETS) -> Endpoint:
    return Endpoint(role="speak", url=url, model=model, flavour=Flavour.VLLM, budgets=budgets)


async def failure_of(chat: OpenAIChat, request: ChatRequest, *, stream: bool) -> ChatError:
    try:
        if stream:
            async for _ in chat.stream(request):
                pass
        else:
            await chat.complete(request)
    except ChatError as failure:
        return failure
    finally:
        await chat.aclose()
    pytest.fail("no error was raised")


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("hang", ChatTimeout),
        ("drip", ChatTimeout),
        ("pings", ChatTimeout),
        ("cut", ChatUnavailable),
        ("500", ChatUnavailable),
        ("429", ChatUnavailable),
        ("dead", ChatUnavailable),
        ("bad_json", ChatNonsense),
        ("wrong_schema", ChatNonsense),
        ("big", ChatNonsense),
        ("empty", ChatNonsense),
        ("not_utf8", ChatNonsense),
        ("400", ChatRefused),
    ],
)
async def test_a_fault_of_the_server_is_one_defined_error_within_its_budget(
    url: str, fault: str, kind: type[ChatError], *, stream: bool
) -> None:
    began = perf_counter()
    failure = await failure_of(OpenAIChat(endpoint(url, f"fault-{fault}")), REQUEST, stream=stream)
    assert (type(failure), perf_counter() - began < BUDGETS.whole + 1.0) == (kind, True)


@pytest.mark.parametrize("stream", [False, True])
async def test_a_server_that_is_not_there_is_unavailable(*, stream: bool) -> None:
    chat = OpenAIChat(endpoint(f"http://127.0.0.1:{free_port()}/v1", "scripted"))
    assert type(await failure_of(chat, REQUEST, stream=stream)) is ChatUnavailable


async def test_the_error_names_the_budget_that_ran_out(url: str) -> None:
    whole = await failure_of(OpenAIChat(endpoint(url, "fault-hang")), REQUEST, stream=False)
    first = await failure_of(OpenAIChat(endpoint(url, "fault-hang")), REQUEST, stream=True)
    drip = await failure_of(OpenAIChat(endpoint(url, "fault-drip")), REQUEST, stream=True)
    assert [str(whole), str(first), str(drip)] == [
        "whole budget of 0.8 s ran out",
        "first_token budget of 0.4 s ran out",
        "whole budget of 0.8 s ran out",
    ]


async def test_a_pause_between_two_pieces_is_given_up_after_the_gap() -> None:
    with scripted_server("--per-token", "2") as slow:
        patient = replace(BUDGETS, first_token=5.0, whole=9.0)
        failure = await failure_of(OpenAIChat(endpoint(slow, "scripted", budgets=patient)), REQUEST, stream=True)
    assert str(failure) == "gap budget of 0.3 s ran out"


async def test_keep_alive_comments_do_not_count_as_pieces(url: str) -> None:
    failure = await failure_of(OpenAIChat(endpoint(url, "fault-pings")), REQUEST, stream=True)
    assert str(failure) == "first_token budget of 0.4 s ran out"


async def test_too_many_requests_say_when_to_come_back(url: str) -> None:
    failure = await failure_of(OpenAIChat(endpoint(url, "fault-429")), REQUEST, stream=False)
    assert isinstance(failure, ChatUnavailable)
    assert failure.retry_after == 7.0


async def test_nonsense_keeps_what_was_answered(url: str) -> None:
    failure = await failure_of(OpenAIChat(endpoint(url, "fault-bad_json")), REQUEST, stream=False)
    assert isinstance(failure, ChatNonsense)
    assert failure.raw == '{"choices": [{"message": {"content": "Hel'


async def test_an_over_long_request_is_refused_by_the_server(url: str) -> None:
    long = replace(REQUEST, messages=(PromptMessage(role="user", content="word " * 4000),))
    failure = await failure_of(OpenAIChat(endpoint(url, "scripted")), long, stream=False)
    assert isinstance(failure, ChatRefused)
    assert failure.status == 400


@pytest.mark.parametrize("roles", [("assistant",), ("user", "user"), ("user", "assistant"), ("system",)])
async def test_roles_that_do_not_alternate_are_refused_before_they_are_sent(url: str, roles: tuple[str, ...]) -> None:
    messages = tuple(PromptMessage(role=role, content="words") for role in roles)
    failure = await failure_of(
        OpenAIChat(endpoint(url, "fault-hang")), replace(REQUEST, messages=messages), stream=False
    )
    assert isinstance(failure, ChatRefused)


def test_a_whole_answer_has_time_by_the_tokens_asked_for() -> None:
    budgets = Budgets()
    assert [budgets.for_tokens(most) for most in (1, 100, 350)] == [15.15, 30.0, 60.0]


@pytest.mark.parametrize(
    ("named", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("99999", 120.0), ("-3", 5.0), ("²", 5.0), ("nan", 5.0), ("Wed, 21 Oct 2026", 5.0)],
)
async def test_the_time_to_come_back_is_read_with_sense(named: str, seconds: float) -> None:
    def busy(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(429, headers=[(b"Retry-After", named.encode("latin-1"))], request=request)

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(busy)) as http:
        failure = await failure_of(
            OpenAIChat(endpoint("http://m.test/v1", "m"), http_client=http), REQUEST, stream=False
        )
    assert isinstance(failure, ChatUnavailable)
    assert failure.retry_after == seconds


@pytest.mark.parametrize("logprob", ["NaN", "Infinity", "800"])
async def test_a_log_probability_that_is_none_makes_nonsense_of_the_answer(logprob: str) -> None:
    token = f'{{"token": "A", "logprob": {logprob}, "top_logprobs": []}}'
    body = f'{{"choices": [{{"message": {{"content": "A"}}, "logprobs": {{"content": [{token}]}}}}]}}'
    failure = await failure_of(_answering(body), REQUEST, stream=False)
    assert isinstance(failure, ChatNonsense)


async def test_an_answer_of_more_characters_than_anyone_would_say_is_nonsense() -> None:
    failure = await failure_of(
        _answering(f'{{"choices": [{{"message": {{"content": "{"so " * 20_000}"}}}}]}}'), REQUEST, stream=False
    )
    assert isinstance(failure, ChatNonsense)
    assert len(failure.raw) < 3_000


def _answering(body: str) -> OpenAIChat:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=body.encode(), request=request)

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    return OpenAIChat(endpoint("http://m.test/v1", "m"), http_client=http)
