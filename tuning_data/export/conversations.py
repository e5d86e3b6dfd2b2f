"""AgentInstruct conversations: views of the rows.

Two views. `turn`, the exact one: one conversation a trained turn, holding the prompt as it was served byte for byte and
then the reply, the only message with loss true. It is the default because prompts differ from turn to turn: the last
user message of each holds recalled evidence and the node's task, which the later prompts no longer hold. `session`, a
derived one: the brief, then the words alone, loss true on every trained turn; what the model was shown besides is not
in it. A session's conversation ends with its last trained turn, and each correction is a conversation of its own that
ends with it.

The system message is in neither: AgentInstruct's conversations have none, AgentLM's one system prompt is part of its
template, and the rows keep the text that was served.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import orjson

from memory.record.review import Verdict
from memory.record.session import Author
from tuning_data.export.bundle import SessionBundle
from tuning_data.export.rows import TrainedTurn

FEATURES = {"id": "string", "conversations": [{"from": "string", "loss": "bool", "value": "string"}]}
"""The columns and their types: to be given when a file is loaded, for a shard may hold no loss but null."""


class View(StrEnum):
    """Which conversations are written."""

    TURN = "turn"
    SESSION = "session"


class Speaker(StrEnum):
    """AgentInstruct's two: the client (and what stands around the words) is human, the therapist gpt."""

    HUMAN = "human"
    GPT = "gpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `loss` is None on human messages, true on what is trained, false on other words of the therapist."""

    speaker: Speaker
    loss: bool | None
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One record: begins with a human, alternates, ends with a trained message of gpt."""

    id: str
    messages: tuple[Message, ...]
    trained: tuple[TrainedTurn, ...]

    def encoded(self) -> bytes:
        """The record as one line of JSON, keys in the format's order, without the line end."""
        told = [{"from": one.speaker.value, "loss": one.loss, "value": one.value} for one in self.messages]
        return orjson.dumps({"id": self.id, "conversations": told})


def conversations(bundle: SessionBundle, trained: Iterable[TrainedTurn], *, view: View) -> list[Conversation]:
    """The conversations of a session's rows. Empty in the session view where the speakers do not alternate."""
    match view:
        case View.TURN:
            return [_of_turn(row) for row in trained]
        case View.SESSION:
            return _of_session(bundle, tuple(trained))


def _of_turn(row: TrainedTurn) -> Conversation:
    served = [_human(one.content) if one.role == "user" else _gpt(one.content, loss=False) for one in row.spoken]
    return Conversation(id=row.id, messages=(*served, _gpt(row.value, loss=True)), trained=(row,))


def _of_session(bundle: SessionBundle, trained: tuple[TrainedTurn, ...]) -> list[Conversation]:
    accepted = {row.turn: row for row in trained if row.verdict is Verdict.ACCEPT}
    turns = sorted(bundle.turns, key=lambda turn: turn.n)
    said: list[Message] = []
    opening = bundle.session.brief
    if opening and turns and turns[0].author is not Author.CLIENT:
        said.append(_human(opening))
        opening = ""
    places: dict[int, int] = {}
    for turn in turns:
        places[turn.n] = len(said)
        if turn.author is Author.CLIENT:
            said.append(_human(f"{opening}\n\n{turn.text}" if opening else turn.text))
            opening = ""
        else:
            row = accepted.get(turn.n)
            said.append(_gpt(row.value if row else turn.text, loss=row is not None))
    if any(one.speaker is not _expected(i) for i, one in enumerate(said)):
        return []
    found: list[Conversation] = []
    if accepted:
        whole = tuple(said[: places[max(accepted)] + 1])
        found.append(Conversation(id=bundle.session.id, messages=whole, trained=tuple(accepted.values())))
    for row in trained:
        if row.verdict is Verdict.EDIT:
            before = (_context(one) for one in said[: places[row.turn]])
            found.append(Conversation(id=row.id, messages=(*before, _gpt(row.value, loss=True)), trained=(row,)))
    return found


def _expected(place: int) -> Speaker:
    return Speaker.GPT if place % 2 else Speaker.HUMAN


def _context(message: Message) -> Message:
    return message if message.speaker is Speaker.HUMAN else _gpt(message.value, loss=False)


def _human(value: str) -> Message:
    return Message(speaker=Speaker.HUMAN, loss=None, value=value)


def _gpt(value: str, *, loss: bool) -> Message:
    return Message(speaker=Speaker.GPT, loss=loss, value=value)
