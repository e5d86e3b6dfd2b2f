"""Every chat passes the same contract."""

from collections.abc import AsyncIterator

import pytest

from strategies.speech.chat import Chat, ChatReply, ChatRequest, Choice, JsonSchema, LeadIn, Usage
from strategies.speech.endpoint import ROLE_SLOTS, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat
from strategies.speech.recorded_chat import RecordedChat
from strategies.speech.scripted_chat import Line, ScriptedChat
from tests.contracts.chat_contract import ChatContract
from tests.contracts.servers import EMBEDDED_NAME


def obedient(request: ChatRequest) -> Line:
    """A script that obeys constraints."""
    match request.constraint:
        case Choice(options=options) if request.top_logprobs:
            usage = Usage(prompt=9, completion=1)
            table = {options[0]: -0.1}
            return ChatReply(text=options[0], model="scripted", finish="stop", usage=usage, first_token=table)
        case Choice(options=options):
            return options[0]
        case JsonSchema():
            return '{"rating": 4}'
        case LeadIn() | None:
            return "That sounds tiring. What kept you awake?"


class TestScriptedChat(ChatContract):
    @pytest.fixture
    def chat(self) -> Chat:
        return ScriptedChat(obedient)


class TestRecordedChat(ChatContract):
    @pytest.fixture
    def chat(self) -> Chat:
        return RecordedChat(ScriptedChat(obedient))


class TestOpenAIChatAgainstTheScriptedServer(ChatContract):
    @pytest.fixture(params=list(Flavour))
    async def chat(self, request: pytest.FixtureRequest, scripted_url: str) -> AsyncIterator[Chat]:
        chat = OpenAIChat(Endpoint(role="speak", url=scripted_url, model="scripted", flavour=request.param))
        yield chat
        await chat.aclose()


@pytest.mark.embedded
@pytest.mark.xdist_group("embedded")
class TestOpenAIChatAgainstTheEmbeddedServer(ChatContract):
    exact = False

    @pytest.fixture
    async def chat(self, embedded_url: str) -> AsyncIterator[Chat]:
        endpoint = Endpoint(
            role="speak", url=embedded_url, model=EMBEDDED_NAME, flavour=Flavour.LLAMACPP, slots=ROLE_SLOTS
        )
        chat = OpenAIChat(endpoint)
        yield chat
        await chat.aclose()


@pytest.mark.vllm
class TestOpenAIChatAgainstVllm(ChatContract):
    exact = False

    @pytest.fixture
    async def chat(self, vllm_url: str) -> AsyncIterator[Chat]:
        chat = OpenAIChat(Endpoint(role="speak", url=vllm_url, model="agentlm", flavour=Flavour.VLLM))
        yield chat
        await chat.aclose()
