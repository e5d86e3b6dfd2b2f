"""Closed questions about what a client said, answered with probabilities where the server gives them.

A ladder: `LabelReadDecider` (one token, its log-probabilities), `SchemaDecider` (JSON, no probabilities), and `Ladder`,
which falls to the next rung when one cannot answer. `ScriptedDecider` answers from a table. An answer under its mass
or margin is an abstention: `choice` is None.
"""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase
from typing import Protocol

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from memory.record.language import detect
from memory.record.session import PromptMessage
from strategies.speech.chat import Chat, ChatNonsense, ChatRefused, ChatReply, ChatRequest, Choice, JsonSchema
from strategies.speech.profile import Profile
from strategies.speech.prompts import prompt
from strategies.speech.quoted import as_said

MOST_OPTIONS = 20
"""More cannot all stand among the first token's log-probabilities; such a question is asked in two stages."""

_REASON_CHARS = 160


class TooManyOptions(ValueError):
    """A closed question with more options than one call can weigh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A closed question. `options` maps option id -> its words, in the question's language, 2 to 20 of them.

    `min_mass`: least share of the first token's distribution that must fall on any option at all. `min_margin`: least
    distance between the two likeliest options.
    """

    id: str
    text: str
    options: dict[str, str]
    min_mass: float = 0.5
    min_margin: float = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer. `probabilities` (option id -> share among the options) and `mass` are None where none can be had.

    `choice` is None when the answer abstains; `why` says what decided it, `rung` who.
    """

    question: str
    probabilities: dict[str, float] | None
    mass: float | None
    choice: str | None
    rung: str
    why: str


class Decider(Protocol):
    """Answers closed questions. Implementations: the rungs here, `Ladder`, `ScriptedDecider`."""

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The answer about the client's `words`, said after `context`. Raises: ChatError."""
        ...


class LabelReadDecider:
    """Options lettered, one token asked for, its log-probabilities read, in two option orders at once.

    Averaging both orders takes out most of a small model's liking for a letter. The probability mass on all letters
    says whether the model understood that it should choose at all.
    """

    def __init__(self, chat: Chat, *, profile: Profile) -> None:
        self._chat = chat
        self._profile = profile

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The answer. Raises: ChatError, TooManyOptions."""
        orders = _orders(question)
        requests = [
            ChatRequest(
                messages=_messages("decide", question, order, words=words, context=context, profile=self._profile),
                max_tokens=1,
                constraint=Choice(options=tuple(ascii_uppercase[: len(order)])),
                top_logprobs=MOST_OPTIONS,
                role="decide",
            )
            for order in orders
        ]
        replies = await _together(self._chat, requests)
        read = [_label_read(reply, order) for reply, order in zip(replies, orders, strict=True)]
        mass = sum(found.mass for found in read) / len(read)
        shares = {option: sum(found.shares[option] for found in read) / len(read) for option in question.options}
        return weigh(question, shares, mass, rung="label_read")


class SchemaDecider:
    """The answer as JSON, reason first, in two option orders at once; where the orders disagree it abstains.

    It has no probabilities: an edge that asks for some abstains on it.
    """

    def __init__(self, chat: Chat, *, profile: Profile) -> None:
        self._chat = chat
        self._profile = profile

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The answer. Raises: ChatError, TooManyOptions."""
        orders = _orders(question)
        requests = [
            ChatRequest(
                messages=_messages("decide_json", question, order, words=words, context=context, profile=self._profile),
                max_tokens=120,
                constraint=JsonSchema(name="answer", schema_json=_answer_schema(len(order))),
                role="decide",
            )
            for order in orders
        ]
        replies = await _together(self._chat, requests)
        read = [_schema_read(reply, order) for reply, order in zip(replies, orders, strict=True)]
        chosen = {option for option, _ in read}
        choice = read[0][0] if len(chosen) == 1 else None
        why = read[0][1] if choice else f"the two option orders disagree: {', '.join(option for option, _ in read)}"
        return Decision(question=question.id, probabilities=None, mass=None, choice=choice, rung="schema", why=why)


class ScriptedDecider:
    """Answers from a table of question id -> option id (None abstains) or a callable; certain of what it says."""

    def __init__(self, answers: Mapping[str, str | None] | Callable[[Question, str], str | None]) -> None:
        self._answers = answers

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The scripted answer."""
        del context
        answers = self._answers
        choice = answers(question, words) if callable(answers) else answers.get(question.id)
        if choice is None:
            return Decision(
                question=question.id, probabilities=None, mass=None, choice=None, rung="scripted", why="abstains"
            )
        shares = {option: float(option == choice) for option in question.options}
        return Decision(
            question=question.id, probabilities=shares, mass=1.0, choice=choice, rung="scripted", why="scripted"
        )


class Ladder:
    """Asks the first rung; one that the server refuses, or whose answer makes no sense, is followed by the next.

    When no rung could answer, the decision abstains and says why each failed.
    """

    def __init__(self, rungs: Sequence[Decider]) -> None:
        self._rungs = tuple(rungs)

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The first answer that a rung could give. Raises: ChatUnavailable."""
        failed: list[str] = []
        for rung in self._rungs:
            try:
                return await rung.decide(question, words=words, context=context)
            except (ChatRefused, ChatNonsense) as failure:
                failed.append(f"{type(rung).__name__}: {failure}")
        why = "; ".join(failed) or "no rung"
        return Decision(question=question.id, probabilities=None, mass=None, choice=None, rung="none", why=why)


def weigh(question: Question, shares: dict[str, float], mass: float, *, rung: str) -> Decision:
    """The decision that these shares and this mass make, by the question's own bounds."""
    ranked = sorted(shares, key=lambda option: -shares[option])
    margin = next((shares[a] - shares[b] for a, b in pairwise(ranked)), 1.0)
    choice: str | None = ranked[0]
    why = f"{ranked[0]} by {margin:.2f} at mass {mass:.2f}"
    if mass < question.min_mass:
        choice, why = None, f"abstains: mass {mass:.2f} under {question.min_mass:.2f}"
    elif margin < question.min_margin:
        choice, why = None, f"abstains: margin {margin:.2f} under {question.min_margin:.2f}"
    return Decision(question=question.id, probabilities=shares, mass=mass, choice=choice, rung=rung, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class _LabelRead:
    shares: dict[str, float]
    mass: float


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    answer: str


def _orders(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    options = tuple(question.options)
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise TooManyOptions(f"question {question.id} has {len(options)} options; 2 to {MOST_OPTIONS} can be weighed")
    return options, options[::-1]


def _messages(
    prompt_id: str, question: Question, order: tuple[str, ...], *, words: str, context: str, profile: Profile
) -> tuple[PromptMessage, ...]:
    lines = (
        f"{letter}. {as_said(question.options[option])}" for letter, option in zip(ascii_uppercase, order, strict=False)
    )
    text = prompt(prompt_id, detect(question.text)).fill(
        context=as_said(context) or "-", words=as_said(words), question=question.text, options="\n".join(lines)
    )
    return (PromptMessage(role="system", content=profile.system), PromptMessage(role="user", content=text))


async def _together(chat: Chat, requests: Sequence[ChatRequest]) -> list[ChatReply]:
    try:
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(chat.complete(request)) for request in requests]
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None
    return [task.result() for task in asked]


def _label_read(reply: ChatReply, order: tuple[str, ...]) -> _LabelRead:
    if not reply.first_token:
        raise ChatNonsense("the answer has no log-probabilities", reply.text)
    letters = dict(zip(ascii_uppercase, order, strict=False))
    found = dict.fromkeys(order, 0.0)
    for token, logprob in reply.first_token.items():
        option = letters.get(token.strip())
        if option is not None:
            found[option] += math.exp(logprob)
    mass = sum(found.values())
    if mass <= 0.0:
        raise ChatNonsense("no letter among the likeliest tokens", reply.text)
    return _LabelRead(shares={option: p / mass for option, p in found.items()}, mass=min(mass, 1.0))


def _schema_read(reply: ChatReply, order: tuple[str, ...]) -> tuple[str, str]:
    try:
        answer = _Answer.model_validate_json(reply.text)
    except ValidationError as bad:
        raise ChatNonsense("the answer is not the JSON asked for", reply.text) from bad
    letters = dict(zip(ascii_uppercase, order, strict=False))
    if answer.answer not in letters:
        raise ChatNonsense("the answer is none of the letters", reply.text)
    return letters[answer.answer], answer.reason


def _answer_schema(options: int) -> str:
    schema = {
        "type": "object",
        "properties": {
            "reason": {"type": "string", "maxLength": _REASON_CHARS},
            "answer": {"type": "string", "enum": list(ascii_uppercase[:options])},
        },
        "required": ["reason", "answer"],
        "additionalProperties": False,
    }
    return orjson.dumps(schema).decode()
