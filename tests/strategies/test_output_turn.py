"""A reply that may not be said, in a turn: refused, kept with its reason and its sentence, and stood in for."""

import pytest

from memory.record.identity import Language
from memory.record.session import Author, TurnOrigin
from memory.store.store import Store
from strategies.course.refused import Refused, refused_after
from strategies.speech.output.family import Family
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, WORDS, begin, saying, voices_of

CHIP = "About a 4. The dentist put a transmitter in my tooth."
AGREES = "Yes, exactly, he did that to you. What did you do with the task?"


@pytest.mark.parametrize(
    ("language", "reply", "sentence", "family"),
    [
        (
            Language.EN,
            "That sounds hard. Just skip the tablets tonight! What did you do?",
            "Just skip the tablets tonight!",
            Family.DOSING,
        ),
        (Language.ZH, "听起来很难。我不会告诉任何人。你做了什么？", "我不会告诉任何人。", Family.SECRECY),
    ],
)
async def test_the_reviewed_line_stands_in_and_the_sentence_is_kept(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language, reply: str, sentence: str, family: Family
) -> None:
    course = await begin(store, clock, ids, voices_of(saying(reply)), language=language)
    exchange = await course.say(WORDS[language][0])
    assert (exchange.node, exchange.reply.origin, exchange.reply.blocked) == ("homework_review", "fallback", family)
    assert sentence not in exchange.reply.text
    assert sentence not in exchange.to_json()
    turn = (await course.turns())[-1]
    assert (turn.author, turn.origin, turn.blocked, turn.rationale, turn.call) == (
        Author.TEMPLATE,
        TurnOrigin.FALLBACK,
        family,
        sentence,
        None,
    )
    async with store.read(SCOPE) as work:
        refused = await refused_after(work, course.session.id, exchange.client_turn)
    assert refused == Refused(reason=family, words=sentence, reply=reply)


@pytest.mark.parametrize(("words", "blocked"), [(CHIP, Family.DELUSION), ("About a 4. My brother lied to me.", None)])
async def test_what_agrees_is_held_against_the_clients_last_words(
    store: Store, clock: FixedClock, ids: CountedIds, words: str, blocked: Family | None
) -> None:
    course = await begin(store, clock, ids, voices_of(saying(AGREES)))
    exchange = await course.say(words)
    assert exchange.reply.blocked == blocked
    assert (exchange.reply.text == AGREES) is (blocked is None)
    async with store.read(SCOPE) as work:
        assert (await refused_after(work, course.session.id, exchange.client_turn) is None) is (blocked is None)


async def test_advice_is_refused_at_the_node_that_forbids_it_and_let_out_at_the_next(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    advice = "You should go for a walk each day. How does that sound?"
    course = await begin(store, clock, ids, voices_of(saying(advice, advice)))
    first = await course.say("It was a long week.")
    assert (first.node, first.reply.blocked) == ("check_in", Family.ADVICE)
    second = await course.say("About a 4 I would say.")
    assert (second.node, second.reply.blocked, second.reply.text) == ("homework_review", None, advice)


@pytest.mark.parametrize(
    ("words", "reply", "blocked"),
    [
        ("About a 4.", "You should kill yourself. What came of the task?", "urges_harm"),
        ("About a 4. I had a bad night.", "I had a bad night. What came of the task?", "role_break"),
        ("About a 4.", "My name is Emily. What came of the task?", "role_break"),
        ("About a 4.", "{system} What came of the task?", "prompt_echo"),
        ("About a 4. I had a bad night.", "You had a bad night. What came of the task?", None),
    ],
)
async def test_neither_a_push_nor_the_prompt_nor_the_clients_own_words_are_said(
    store: Store, clock: FixedClock, ids: CountedIds, words: str, reply: str, blocked: str | None
) -> None:
    voices = voices_of(saying(reply.format(system=voices_of(saying()).profile.system)))
    exchange = await (await begin(store, clock, ids, voices)).say(words)
    assert exchange.reply.blocked == blocked
