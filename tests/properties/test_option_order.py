"""Law 12: in whatever order the options of a question stand in its file, the de-biased answer is the same."""

import asyncio
import math
import re
from string import ascii_uppercase

from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.speech.chat import ChatReply, ChatRequest
from strategies.speech.decider import Decision, LabelReadDecider, Question
from strategies.speech.profile import AGENTLM
from strategies.speech.scripted_chat import ScriptedChat

LINE = re.compile(r"^([A-Z])\. (option \d+)$", re.MULTILINE)


def fond_of_letters(meant: dict[str, float], liking: list[float]) -> ScriptedChat:
    """A model that weighs what an option means and, beside that, likes some letters more than others."""

    def reply(request: ChatRequest) -> ChatReply:
        shown = LINE.findall(request.messages[-1].content)
        weights = {letter: meant[text] * liking[ascii_uppercase.index(letter)] for letter, text in shown}
        total = sum(weights.values())
        table = {letter: math.log(weight / total) for letter, weight in weights.items()}
        return ChatReply(text="A", model="scripted", finish="length", first_token=table)

    return ScriptedChat(reply)


def decided(texts: list[str], chat: ScriptedChat) -> Decision:
    """The decision on a question whose options stand in this order; an option's id is its text's own."""
    options = {text.replace(" ", "_"): text for text in texts}
    question = Question(id="stance", text="What do these words say?", options=options)
    return asyncio.run(LabelReadDecider(chat, profile=AGENTLM).decide(question, words="Yes.", context="So?"))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), number=st.integers(2, 6))
def test_the_order_of_the_options_changes_no_debiased_choice(data: st.DataObject, number: int) -> None:
    """Asked in the file's order and in its reverse, as every question is; the file turned round asks the same two."""
    texts = [f"option {i}" for i in range(number)]
    weights = st.lists(st.floats(0.05, 1), min_size=number, max_size=number)
    meant = dict(zip(texts, data.draw(weights), strict=True))
    chat = fond_of_letters(meant, data.draw(weights))
    first, turned = decided(texts, chat), decided(texts[::-1], chat)
    assert first.probabilities is not None
    assert turned.probabilities is not None
    assert all(math.isclose(turned.probabilities[option], share) for option, share in first.probabilities.items())
    apart = sorted(first.probabilities.values(), reverse=True)
    if apart[0] - apart[1] > 1e-6:
        assert turned.choice == first.choice
