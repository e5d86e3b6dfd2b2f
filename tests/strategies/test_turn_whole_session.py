"""A whole session by rules and reviewed lines alone, in both languages."""

import pytest

from memory.record.identity import Language
from memory.record.session import Author, TurnOrigin
from memory.store.store import Store
from strategies.course.errors import ModelAway
from strategies.speech.chat import ChatNonsense
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import AGAIN, NODES, WORDS, away, begin, exchange_of, line_of, saying, voices_of

LANGUAGES = pytest.mark.parametrize("language", [Language.EN, Language.ZH])


@LANGUAGES
async def test_a_session_reaches_its_end_on_reviewed_lines_when_every_reply_is_nonsense(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language
) -> None:
    speak = ScriptedChat(lambda _: ChatNonsense("no answer", ""))
    course = await begin(store, clock, ids, voices_of(speak), language=language)

    exchanges = await course.walk(WORDS[language])

    assert [each.node for each in exchanges] == list(NODES)
    assert [each.ended for each in exchanges] == [False] * (len(NODES) - 1) + [True]
    assert [each.version for each in exchanges] == list(range(1, len(NODES) + 1))
    lines = [line_of(node, language, again=again) for node, again in zip(NODES, AGAIN, strict=True)]
    assert [each.reply.text for each in exchanges] == lines
    blocked = [each.node for each in exchanges if each.reply.blocked == "ChatNonsense"]
    assert blocked == [node for node in NODES if node not in ("safety_check", "close")]
    assert course.opening.text == line_of("check_in", language)


async def test_a_session_reaches_its_end_with_the_model_away_when_each_turn_is_sent_twice(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(away()))
    texts: list[str] = []
    for n, words in enumerate(WORDS[Language.EN]):
        try:
            answered = await course.take(words, key=f"k{n}")
        except ModelAway:
            answered = await course.take(words, key=f"k{n}")
        texts.append(exchange_of(answered).reply.text)

    assert texts == [line_of(node, again=again) for node, again in zip(NODES, AGAIN, strict=True)]
    turns = await course.turns()
    assert [turn.n for turn in turns] == list(range(1, 2 * len(NODES) + 2))
    assert [turn.author for turn in turns] == [Author.TEMPLATE, *[Author.CLIENT, Author.TEMPLATE] * len(NODES)]
    fallbacks = {turn.blocked for turn in turns if turn.origin is TurnOrigin.FALLBACK}
    assert fallbacks == {"model away"}


async def test_an_unclear_answer_is_asked_again_in_other_words_and_then_passed_over(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(saying(*[ChatNonsense("no answer", "")] * 3)))

    first = await course.say("Hard to say, really.")
    second = await course.say("I would rather talk about the weather.")

    assert (first.node, first.reply.text) == ("check_in", line_of("check_in", again=True))
    assert (second.node, second.reply.text) == ("homework_review", line_of("homework_review"))
