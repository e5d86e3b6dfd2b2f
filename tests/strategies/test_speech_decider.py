"""Closed questions: the rungs, the ladder, and when an answer abstains."""

import math

import pytest

from strategies.speech.chat import (
    ChatNonsense,
    ChatRefused,
    ChatReply,
    ChatRequest,
    ChatUnavailable,
    Choice,
    JsonSchema,
)
from strategies.speech.decider import (
    Decision,
    LabelReadDecider,
    Ladder,
    Question,
    SchemaDecider,
    ScriptedDecider,
    TooManyOptions,
)
from strategies.speech.profile import AGENTLM
from strategies.speech.scripted_chat import ScriptedChat

QUESTION = Question(
    id="rupture",
    text="How does the client take part?",
    options={"engaged": "Takes part", "withdrawal": "Draws back"},
)
CHINESE = Question(id="rupture", text="来访者的参与状态如何？", options={"engaged": "投入", "withdrawal": "退缩"})


def label(text: str, **shares: float) -> ChatReply:
    table = {token: math.log(share) for token, share in shares.items()}
    return ChatReply(text=text, model="scripted", finish="length", first_token=table)


async def asked(decider: LabelReadDecider | SchemaDecider | Ladder | ScriptedDecider, question: Question) -> Decision:
    return await decider.decide(question, words="I do not know what to say.", context="What was hard this week?")


async def test_both_option_orders_are_averaged_so_that_a_liking_for_a_letter_cancels_out() -> None:
    chat = ScriptedChat([label("A", A=0.6, B=0.2), label("A", A=0.6, B=0.2)])
    decision = await asked(LabelReadDecider(chat, profile=AGENTLM), QUESTION)
    assert decision.probabilities == pytest.approx({"engaged": 0.5, "withdrawal": 0.5})
    assert (decision.choice, decision.why) == (None, "abstains: margin 0.00 under 0.15")


async def test_a_clear_answer_is_chosen_with_its_mass() -> None:
    chat = ScriptedChat([label("B", A=0.1, B=0.7, The=0.1), label("A", A=0.7, B=0.1, The=0.1)])
    decision = await asked(LabelReadDecider(chat, profile=AGENTLM), QUESTION)
    assert decision.probabilities == pytest.approx({"engaged": 0.125, "withdrawal": 0.875})
    assert decision.mass == pytest.approx(0.8)
    assert (decision.choice, decision.rung) == ("withdrawal", "label_read")


async def test_too_little_mass_on_the_letters_abstains() -> None:
    chat = ScriptedChat([label("B", B=0.3, The=0.7), label("A", A=0.3, The=0.7)])
    decision = await asked(LabelReadDecider(chat, profile=AGENTLM), QUESTION)
    assert (decision.choice, decision.why) == (None, "abstains: mass 0.30 under 0.50")


async def test_the_question_is_asked_in_two_orders_with_one_token_bound_to_the_letters() -> None:
    chat = ScriptedChat([label("A", A=0.9), label("B", B=0.9)])
    await asked(LabelReadDecider(chat, profile=AGENTLM), QUESTION)
    told = [(request.constraint, request.max_tokens, request.top_logprobs, request.role) for request in chat.requests]
    assert told == [(Choice(options=("A", "B")), 1, 20, "decide")] * 2
    texts = [request.messages[1].content for request in chat.requests]
    assert "A. Takes part\nB. Draws back" in texts[0]
    assert "A. Draws back\nB. Takes part" in texts[1]
    assert all("I do not know what to say." in text and "What was hard this week?" in text for text in texts)


async def test_a_chinese_question_is_asked_in_chinese() -> None:
    chat = ScriptedChat([label("A", A=0.9), label("B", B=0.9)])
    await asked(LabelReadDecider(chat, profile=AGENTLM), CHINESE)
    assert "只回答一个字母" in chat.requests[0].messages[1].content


async def test_words_with_a_dollar_sign_stay_as_they_are() -> None:
    chat = ScriptedChat([label("A", A=0.9), label("B", B=0.9)])
    await LabelReadDecider(chat, profile=AGENTLM).decide(QUESTION, words="It cost $question", context="")
    assert "It cost $question" in chat.requests[0].messages[1].content


async def test_a_server_without_log_probabilities_falls_to_the_schema_rung() -> None:
    def say(request: ChatRequest) -> str:
        if isinstance(request.constraint, JsonSchema):
            first = "A. Draws back" in request.messages[1].content
            return '{"reason": "says little", "answer": "%s"}' % ("A" if first else "B")
        return "A"

    chat = ScriptedChat(say)
    ladder = Ladder([LabelReadDecider(chat, profile=AGENTLM), SchemaDecider(chat, profile=AGENTLM)])
    assert await asked(ladder, QUESTION) == Decision(
        question="rupture", probabilities=None, mass=None, choice="withdrawal", rung="schema", why="says little"
    )


async def test_option_orders_that_disagree_abstain() -> None:
    chat = ScriptedChat(lambda _request: '{"reason": "?", "answer": "A"}')
    decision = await asked(SchemaDecider(chat, profile=AGENTLM), QUESTION)
    assert (decision.choice, decision.why) == (None, "the two option orders disagree: engaged, withdrawal")


@pytest.mark.parametrize("answer", ["no json", '{"answer": "A"}', '{"reason": "", "answer": "Z"}'])
async def test_an_answer_that_is_not_the_json_asked_for_is_nonsense(answer: str) -> None:
    with pytest.raises(ChatNonsense) as refused:
        await asked(SchemaDecider(ScriptedChat(lambda _request: answer), profile=AGENTLM), QUESTION)
    assert refused.value.raw == answer


async def test_when_no_rung_can_answer_the_decision_abstains_and_says_why() -> None:
    def refuse(_request: ChatRequest) -> ChatRefused:
        return ChatRefused(400, "no such field")

    ladder = Ladder([SchemaDecider(ScriptedChat(refuse), profile=AGENTLM)])
    assert await asked(ladder, QUESTION) == Decision(
        question="rupture",
        probabilities=None,
        mass=None,
        choice=None,
        rung="none",
        why="SchemaDecider: HTTP 400: no such field",
    )


async def test_an_outage_is_not_taken_for_an_abstention() -> None:
    chat = ScriptedChat(lambda _request: ChatUnavailable("gone"))
    with pytest.raises(ChatUnavailable):
        await asked(Ladder([LabelReadDecider(chat, profile=AGENTLM)]), QUESTION)


@pytest.mark.parametrize("count", [1, 21])
async def test_a_question_that_cannot_be_weighed_in_one_call_is_refused(count: int) -> None:
    options = {f"o{n}": f"Option {n}" for n in range(count)}
    with pytest.raises(TooManyOptions):
        await asked(
            LabelReadDecider(ScriptedChat([]), profile=AGENTLM), Question(id="q", text="Which?", options=options)
        )


async def test_a_scripted_decider_answers_from_its_table_and_abstains_elsewhere() -> None:
    decider = ScriptedDecider({"rupture": "engaged"})
    other = Question(id="other", text="?", options=QUESTION.options)
    assert [
        (found.choice, found.probabilities) for found in (await asked(decider, QUESTION), await asked(decider, other))
    ] == [
        ("engaged", {"engaged": 1.0, "withdrawal": 0.0}),
        (None, None),
    ]
