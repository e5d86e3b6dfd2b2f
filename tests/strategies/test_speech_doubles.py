"""The doubles that ship: a chat that follows a script, a chat that keeps what was said."""

import pytest

from memory.record.session import PromptMessage
from strategies.speech.chat import ChatReply, ChatRequest, ChatUnavailable, Usage
from strategies.speech.recorded_chat import Recorded, RecordedChat
from strategies.speech.scripted_chat import ScriptedChat, ScriptEnded

REQUEST = ChatRequest(messages=(PromptMessage(role="user", content="Hello there."),), max_tokens=20)


async def test_a_script_is_said_line_by_line_with_its_failures_and_then_ends() -> None:
    gone = ChatUnavailable("gone")
    chat = ScriptedChat(["One.", gone])
    said = await chat.complete(REQUEST)
    with pytest.raises(ChatUnavailable) as failed:
        await chat.complete(REQUEST)
    with pytest.raises(ScriptEnded, match="after 2 lines; a speak call wanted another"):
        await chat.complete(REQUEST)
    assert said == ChatReply(text="One.", model="scripted", finish="stop", usage=Usage(prompt=3, completion=1))
    assert (failed.value, len(chat.requests)) == (gone, 3)


async def test_a_recorded_chat_hands_over_calls_and_failures_once() -> None:
    gone = ChatUnavailable("gone")
    chat = RecordedChat(ScriptedChat(["One.", gone, "Three."]))
    reply = await chat.complete(REQUEST)
    with pytest.raises(ChatUnavailable):
        await chat.complete(REQUEST)
    pieces = [piece async for piece in chat.stream(REQUEST)]
    first, second, third = chat.take()
    assert (first, second) == (Recorded(request=REQUEST, reply=reply), Recorded(request=REQUEST, failure=gone))
    assert (pieces, third.reply.text if third.reply else None, chat.take()) == (["Thre", "e."], "Three.", [])
