"""Closed questions with more options than one call can weigh."""

import math

import pytest

from strategies.speech.chat import ChatReply, ChatRequest
from strategies.speech.decider import (
    MOST_OPTIONS,
    Decision,
    LabelReadDecider,
    Question,
    ScriptedDecider,
    TooManyOptions,
)
from strategies.speech.profile import AGENTLM
from strategies.speech.scripted_chat import ScriptedChat
from strategies.speech.stages import NONE_OF_THESE, Staged


def steps(n: int, **bars: float) -> Question:
    """Which of `n` steps the client speaks of."""
    return Question(id="step", text="Which step is it?", options={f"o{i}": f"step {i}" for i in range(n)}, **bars)


def liking(likes: dict[str, float], none: float = 0.01) -> ScriptedChat:
    """A model whose letters have the probabilities of their options' words, scaled to sum to 1."""

    def read(request: ChatRequest) -> ChatReply:
        lines = [line for line in request.messages[-1].content.splitlines() if line[1:3] == ". "]
        shown = {line[0]: line[3:] for line in lines}
        weights = {
            letter: none if words in NONE_OF_THESE.values() else likes.get(words, 0.001)
            for letter, words in shown.items()
        }
        total = sum(weights.values())
        return ChatReply(
            text="A",
            model="m",
            finish="length",
            first_token={letter: math.log(weight / total) for letter, weight in weights.items()},
        )

    return ScriptedChat(read)


async def asked(question: Question, chat: ScriptedChat) -> Decision:
    decider = Staged(LabelReadDecider(chat, profile=AGENTLM))
    return await decider.decide(question, words="It was the thirty-third.", context="Which one?")


async def test_the_option_that_fits_is_found_among_many_with_shares_that_sum_to_one() -> None:
    chat = liking({"step 33": 1.0, "step 2": 0.2})
    decision = await asked(steps(45), chat)
    assert decision.choice == "o33"
    assert decision.probabilities is not None
    assert len(decision.probabilities) == 45
    assert math.isclose(sum(decision.probabilities.values()), 1.0)
    assert decision.probabilities["o33"] > 0.75 > decision.probabilities["o2"] > 0.05
    assert len(chat.requests) == 8  # three groups and the best of them, each in two orders


async def test_a_margin_that_is_too_small_over_both_stages_abstains() -> None:
    decision = await asked(steps(40, min_margin=0.3), liking({"step 33": 1.0, "step 2": 1.0}))
    assert (decision.choice, decision.why.split(":")[0]) == (None, "abstains")


async def test_none_of_these_in_every_group_abstains() -> None:
    decision = await asked(steps(40), liking({}, none=1.0))
    assert decision.choice is None
    assert decision.why.startswith("no group of options holds one that fits")


async def test_up_to_twenty_options_are_asked_at_once() -> None:
    chat = liking({"step 7": 1.0})
    decision = await asked(steps(MOST_OPTIONS), chat)
    assert (decision.choice, len(chat.requests)) == ("o7", 2)


async def test_more_than_two_stages_can_weigh_are_refused() -> None:
    with pytest.raises(TooManyOptions):
        await asked(steps(381), liking({}))


async def test_a_rung_without_probabilities_still_names_the_one_option_that_fits() -> None:
    class Plain:
        async def decide(self, question: Question, *, words: str, context: str) -> Decision:
            del words, context
            choice = "o33" if "o33" in question.options else "none_of_these"
            return Decision(
                question=question.id, probabilities=None, mass=None, choice=choice, rung="schema", why="it says so"
            )

    decision = await Staged(Plain()).decide(steps(45), words="x", context="y")
    assert (decision.choice, decision.probabilities, decision.mass) == ("o33", None, None)


async def test_a_scripted_answer_comes_through_the_stages() -> None:
    decision = await Staged(ScriptedDecider({"step": "o33"})).decide(steps(45), words="x", context="y")
    assert (decision.choice, (decision.probabilities or {})["o33"]) == ("o33", 1.0)
