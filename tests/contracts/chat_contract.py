"""What every chat must do, whatever stands behind it."""

import json
from collections.abc import Sequence

from memory.record.session import PromptMessage
from strategies.speech.chat import Chat, ChatRequest, Choice, JsonSchema

MESSAGES = (
    PromptMessage(role="system", content="You are a kind and careful conversation partner."),
    PromptMessage(role="user", content="I slept badly and I am tired. Please answer me in one sentence."),
)
LETTERED = (
    MESSAGES[0],
    PromptMessage(role="user", content="Is water wet?\nA. Yes\nB. No\n\nAnswer with one letter, A or B."),
)
SCHEMA = JsonSchema(
    name="rating",
    schema_json=json.dumps(
        {
            "type": "object",
            "properties": {"rating": {"type": "integer", "enum": [3, 4]}},
            "required": ["rating"],
            "additionalProperties": False,
        }
    ),
)


def request(
    *,
    messages: Sequence[PromptMessage] = MESSAGES,
    max_tokens: int = 40,
    constraint: Choice | JsonSchema | None = None,
    top_logprobs: int = 0,
) -> ChatRequest:
    return ChatRequest(
        messages=tuple(messages), max_tokens=max_tokens, constraint=constraint, top_logprobs=top_logprobs, seed=1
    )


class ChatContract:
    """Subclasses give a fixture `chat`. `exact`: a stream's pieces make up the very text of a whole answer."""

    exact = True

    async def test_a_whole_answer_has_text_a_model_name_a_finish_and_its_token_counts(self, chat: Chat) -> None:
        reply = await chat.complete(request())
        assert (bool(reply.text.strip()), reply.model, reply.finish in {"stop", "length"}) == (True, chat.model, True)
        assert (reply.usage.prompt > 0, reply.usage.completion > 0, reply.usage.cached >= 0) == (True, True, True)

    async def test_an_answer_is_cut_off_at_its_token_limit_and_says_so(self, chat: Chat) -> None:
        reply = await chat.complete(request(max_tokens=3))
        assert (reply.finish, reply.usage.completion) == ("length", 3)

    async def test_a_closed_choice_is_one_of_its_options_to_the_letter(self, chat: Chat) -> None:
        options = ('say "no"', "back\\slash", "是的")
        reply = await chat.complete(request(constraint=Choice(options=options)))
        assert reply.text in options

    async def test_a_schema_is_obeyed(self, chat: Chat) -> None:
        reply = await chat.complete(request(constraint=SCHEMA))
        assert json.loads(reply.text) in ({"rating": 3}, {"rating": 4})

    async def test_the_first_tokens_log_probabilities_are_given_when_asked_for(self, chat: Chat) -> None:
        asked = request(messages=LETTERED, constraint=Choice(options=("A", "B")), top_logprobs=20, max_tokens=1)
        reply = await chat.complete(asked)
        assert reply.text in {"A", "B"}
        assert reply.first_token
        assert max(reply.first_token.values()) <= 0.0

    async def test_no_log_probabilities_are_given_unasked(self, chat: Chat) -> None:
        assert (await chat.complete(request())).first_token == {}

    async def test_a_stream_brings_the_answer_in_pieces(self, chat: Chat) -> None:
        pieces = [piece async for piece in chat.stream(request())]
        assert len(pieces) > 1
        assert all(pieces)
        if self.exact:
            assert "".join(pieces) == (await chat.complete(request())).text

    async def test_tokens_are_counted_text_by_text_in_order(self, chat: Chat) -> None:
        one, nothing, two = await chat.count_tokens(["I am tired.", "", "I am tired. I am tired. 我很累。"])
        assert nothing == 0
        assert 0 < one < two
