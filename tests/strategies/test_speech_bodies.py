"""What goes over the wire, in each server's dialect."""

import json

import httpx2
import pytest

from memory.record.session import PromptMessage
from strategies.speech.chat import ChatRequest, Choice, JsonSchema, Usage
from strategies.speech.constraints import choice_grammar
from strategies.speech.endpoint import ROLE_SLOTS, Endpoint, Flavour
from strategies.speech.openai_chat import OpenAIChat
from strategies.speech.profile import AGENTLM

MESSAGES = (PromptMessage(role="user", content="Hello."),)
PLAIN: dict[str, object] = {
    "model": "m",
    "messages": [{"role": "user", "content": "Hello."}],
    "max_tokens": 5,
    "temperature": 0.0,
}
SCHEMA = JsonSchema(name="s", schema_json='{"type":"object"}')


def chat(flavour: Flavour) -> OpenAIChat:
    return OpenAIChat(Endpoint(role="speak", url="http://model/v1", model="m", flavour=flavour, slots=ROLE_SLOTS))


def asked(constraint: Choice | JsonSchema | None = None, *, role: str = "speak", top: int = 0) -> ChatRequest:
    return ChatRequest(messages=MESSAGES, max_tokens=5, constraint=constraint, role=role, top_logprobs=top)


def test_a_plain_request_holds_no_field_that_was_not_asked_for() -> None:
    assert chat(Flavour.VLLM).body(asked()) == PLAIN


def test_vllm_gets_structured_outputs() -> None:
    choice = chat(Flavour.VLLM).body(asked(Choice(options=("a", "b"))))
    schema = chat(Flavour.VLLM).body(asked(SCHEMA))
    assert choice == {**PLAIN, "structured_outputs": {"choice": ["a", "b"]}}
    assert schema == {
        **PLAIN,
        "structured_outputs": {"json": {"type": "object"}, "disable_any_whitespace": True},
    }


def test_llamacpp_gets_a_grammar_and_the_cache_slot_of_the_role() -> None:
    body = chat(Flavour.LLAMACPP).body(asked(Choice(options=("a", "b")), role="decide"))
    assert body == {**PLAIN, "cache_prompt": True, "id_slot": 1, "grammar": 'root ::= "a" | "b"'}


def test_a_role_without_a_slot_gets_whichever_is_free() -> None:
    assert chat(Flavour.LLAMACPP).body(asked(role="close")) == {**PLAIN, "cache_prompt": True}


def test_openai_gets_an_enum_schema_for_a_choice_but_nothing_for_a_label_read() -> None:
    openai = chat(Flavour.OPENAI)
    schema = {
        "type": "object",
        "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    form = {"type": "json_schema", "json_schema": {"name": "choice", "schema": schema, "strict": True}}
    assert openai.body(asked(Choice(options=("yes", "no")))) == {**PLAIN, "response_format": form}
    assert openai.body(asked(Choice(options=("A", "B")), top=20)) == {**PLAIN, "logprobs": True, "top_logprobs": 20}


def test_a_grammar_escapes_quotes_backslashes_and_control_signs() -> None:
    assert choice_grammar(('say "no"', "a\\b", "one\ntwo", "\x07", "是")) == (
        'root ::= "say \\"no\\"" | "a\\\\b" | "one\\ntwo" | "\\x07" | "是"'
    )


@pytest.mark.parametrize(
    ("flavour", "wanted"),
    [
        (Flavour.VLLM, {"model": "m", "prompt": "words", "add_special_tokens": False}),
        (Flavour.LLAMACPP, {"content": "words", "add_special": False}),
    ],
)
async def test_tokens_are_counted_in_the_servers_own_dialect(flavour: Flavour, wanted: dict[str, object]) -> None:
    seen: list[tuple[str, object]] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        seen.append((request.url.path, json.loads(request.content)))
        return httpx2.Response(200, json={"tokens": [1, 2, 3]})

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(serve)) as client:
        endpoint = Endpoint(role="speak", url="http://model/v1", model="m", flavour=flavour)
        counts = await OpenAIChat(endpoint, http_client=client).count_tokens(["words"])
    assert (counts, seen) == ([3], [("/tokenize", wanted)])


async def test_a_reply_carries_usage_first_token_and_nothing_of_this_machine_is_told() -> None:
    told: list[list[str]] = []

    def serve(request: httpx2.Request) -> httpx2.Response:
        told.append(sorted(key for key in request.headers if key.startswith(("x-stainless-os", "x-stainless-arch"))))
        position = {
            "token": "A",
            "logprob": -0.5,
            "top_logprobs": [{"token": "The", "logprob": -0.1}, {"token": "A", "logprob": -0.5}],
        }
        choice = {"message": {"content": "A"}, "finish_reason": "length", "logprobs": {"content": [position]}}
        usage = {"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 8}}
        return httpx2.Response(200, json={"model": "served", "choices": [choice], "usage": usage, "new": 1})

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(serve)) as client:
        endpoint = Endpoint(role="decide", url="http://model/v1", model="m", profile=AGENTLM, flavour=Flavour.VLLM)
        reply = await OpenAIChat(endpoint, http_client=client).complete(asked(top=2))
    assert (reply.text, reply.model, reply.finish) == ("A", "served", "length")
    assert (reply.usage, reply.first_token) == (
        Usage(prompt=9, cached=8, completion=1),
        {"The": -0.1, "A": -0.5},
    )
    assert told == [[]]
