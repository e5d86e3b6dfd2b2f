"""The prompt as served: strict alternation, a prefix that stays, recalled words in the last message, kept as it was."""

from itertools import pairwise

from memory.record.identity import Language
from memory.record.prompts import canonical
from memory.record.session import CallKind
from memory.store.store import Store
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, WORDS, begin, distinct_replies, voices_of


async def test_prompts_alternate_keep_their_prefix_and_are_stored_as_served(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    speak = ScriptedChat(distinct_replies())
    course = await begin(store, clock, ids, voices_of(speak))
    await course.walk(WORDS[Language.EN][:8])

    served = [request.messages for request in speak.requests]
    assert len(served) == 7
    for messages in served:
        assert messages[0].role == "system"
        assert messages[1].content == course.session.brief
        assert messages[2].content == course.opening.text
        assert [message.role for message in messages[1:]] == (["user", "assistant"] * len(messages))[
            : len(messages) - 1
        ]
        assert messages[-1].role == "user"
    for before, after in pairwise(served):
        assert canonical(after[: len(before) - 1]) == canonical(before[:-1])
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_session(course.session.id)
    assert [canonical(call.messages) for call in calls] == [canonical(messages) for messages in served]
    assert {call.kind for call in calls} == {CallKind.SPEAK}
    segments = ["system", "brief", "opening", "history", "recalled", "task", "words", "template"]
    assert [[entry.segment for entry in call.ledger] for call in calls] == [segments] * 7
    turns = await course.turns()
    spoken = {turn.call: turn.text for turn in turns if turn.call is not None}
    assert spoken == {call.id: call.answer for call in calls}


async def test_words_of_an_earlier_session_come_back_in_the_last_message_with_their_mark(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    speak = ScriptedChat(distinct_replies())
    course = await begin(store, clock, ids, voices_of(speak))
    await course.say("About a 4. My neighbour Walter lent me his telescope on Sunday.")
    await course.say("I did part of it.")
    await course.close()
    await course.open()
    await course.say("About a 5. My neighbour Walter lent me his telescope.")

    messages = speak.requests[-1].messages
    assert "[S01 T002 2026-03-02]" in messages[-1].content
    assert "lent me his telescope" in messages[-1].content
    assert all("telescope" not in message.content for message in messages[2:-1])
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_session(course.session.id)
    assert canonical(calls[-1].messages) == canonical(messages)
    recalled = next(entry for entry in calls[-1].ledger if entry.segment == "recalled")
    assert recalled.tokens > 0
