"""What a model is trusted with is tried first, and said when it is not."""

import json
from collections.abc import AsyncIterator

import pytest

from strategies.speech.chat import Chat, ChatReply, ChatRequest, Choice, JsonSchema, LeadIn
from strategies.speech.endpoint import ROLE_SLOTS, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat
from strategies.speech.probe import ProbeResult, probe
from strategies.speech.profile import AGENTLM, SMOLLM2
from strategies.speech.scripted_chat import Line, ScriptedChat
from tests.contracts.servers import EMBEDDED_NAME, embedded_server, scripted_server

RISKY = (
    "kill myself",
    "rather be dead",
    "cut my arm",
    "no point in living",
    "自杀",
    "不如死",
    "割了手臂",
    "活着没有意义",
)
MOODS = {"a four": (4, "four"), "was at 7": (7, "7"), "打四分": (4, "四分"), "有7分": (7, "7分")}
BOTH = frozenset({"en", "zh-CN"})


def label(letter: str) -> ChatReply:
    return ChatReply(text=letter, model="m", finish="length", first_token={letter: -0.05, "The": -4.0})


def able(request: ChatRequest) -> Line:
    """A model that reads what is asked of it, and a server that obeys."""
    text = request.messages[-1].content
    match request.constraint:
        case Choice(options=("zq7", "xk4")):
            return ChatReply(text="xk4", model="m", finish="stop", first_token={"Blue": -0.1, "z": -9.0})
        case Choice():
            wanted = ("Yes", "是") if any(words in text for words in RISKY) else ("No", "否")
            return label("A" if any(f"A. {word}" in text for word in wanted) else "B")
        case JsonSchema(name="probe"):
            return '{"qv9": 7041}'
        case JsonSchema():
            found = next((MOODS[words] for words in MOODS if words in text), (None, None))
            return json.dumps({"mood": {"quote": found[1], "value": found[0]}}, ensure_ascii=False)
        case LeadIn() | None:
            return "Blue."


async def test_an_able_model_behind_an_obedient_server_passes_everything() -> None:
    assert await probe(ScriptedChat(able), profile=AGENTLM) == ProbeResult(
        obeys_choice=True, obeys_schema=True, gives_logprobs=True, reads_risk=BOTH, reads_slots=BOTH, why=()
    )


async def test_a_server_that_ignores_constraints_is_refused_and_asked_nothing_more() -> None:
    chat = ScriptedChat(lambda _request: "Blue.")
    result = await probe(chat, profile=AGENTLM)
    assert (result.obeys_choice, result.obeys_schema, result.reads_risk, result.reads_slots) == (
        False,
        False,
        frozenset(),
        frozenset(),
    )
    assert result.why[0] == "choice: asked for zq7 or xk4, answered otherwise: the constraint is ignored"
    assert len(chat.requests) == 2


async def test_log_probabilities_from_after_the_constraint_do_not_count() -> None:
    def masked(request: ChatRequest) -> Line:
        if request.constraint == Choice(options=("zq7", "xk4")):
            return ChatReply(text="xk4", model="m", finish="stop", first_token={"x": -0.5, "z": -0.9})
        return able(request)

    result = await probe(ScriptedChat(masked), profile=AGENTLM)
    assert (result.gives_logprobs, result.reads_risk, result.reads_slots) == (False, frozenset(), BOTH)


async def test_a_model_that_reads_risk_in_one_language_only_is_asked_in_that_one_only() -> None:
    def english_only(request: ChatRequest) -> Line:
        text = request.messages[-1].content
        return label("A") if "来访者是否说想死" in text else able(request)

    result = await probe(ScriptedChat(english_only), profile=AGENTLM)
    assert result.reads_risk == frozenset({"en"})
    assert [line.partition(":")[0] for line in result.why] == ["risk, zh-CN"]


async def test_a_model_that_makes_up_its_quotes_is_asked_no_slots() -> None:
    def inventive(request: ChatRequest) -> Line:
        if request.role == "read" and isinstance(request.constraint, JsonSchema) and request.constraint.name == "slots":
            return '{"mood": {"quote": "my mood is fine", "value": 4}}'
        return able(request)

    result = await probe(ScriptedChat(inventive), profile=AGENTLM)
    assert (result.reads_risk, result.reads_slots) == (BOTH, frozenset())
    assert result.why[0] == "slots, en: sentence 1 was misread (value None, not 4); asked no slots"


async def test_a_shallow_probe_tries_the_server_alone() -> None:
    chat = ScriptedChat(able)
    result = await probe(chat, profile=AGENTLM, deep=False)
    assert (result.obeys_choice, len(chat.requests), result.why) == (True, 2, ("risk and slot reading were not tried",))


@pytest.mark.parametrize("flavour", list(Flavour))
async def test_the_scripted_server_obeys_in_every_dialect_and_shows_when_it_does_not(flavour: Flavour) -> None:
    with scripted_server() as url:
        for model, obeys in (("scripted", True), ("fault-ignores_constraints", False)):
            chat = OpenAIChat(Endpoint(role="decide", url=url, model=model, flavour=flavour))
            result = await probe(chat, profile=AGENTLM, deep=False)
            await chat.aclose()
            assert (result.obeys_choice, result.obeys_schema) == (obeys, obeys)


@pytest.mark.embedded
@pytest.mark.xdist_group("embedded")
class TestTheEmbeddedModel:
    @pytest.fixture
    async def chat(self) -> AsyncIterator[Chat]:
        with embedded_server() as url:
            endpoint = Endpoint(role="decide", url=url, model=EMBEDDED_NAME, flavour=Flavour.LLAMACPP, slots=ROLE_SLOTS)
            chat = OpenAIChat(endpoint)
            yield chat
            await chat.aclose()

    async def test_its_server_obeys_and_it_is_itself_kept_from_reading_risk_and_slots(self, chat: Chat) -> None:
        result = await probe(chat, profile=SMOLLM2)
        assert (result.obeys_choice, result.obeys_schema, result.gives_logprobs) == (True, True, True)
        assert (result.reads_risk, result.reads_slots) == (frozenset(), frozenset())
