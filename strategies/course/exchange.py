"""One exchange, as it is answered and stored: the client's words and what became of them.

The `exchange` event of a session's stream holds this as canonical JSON; the JSON answer of a turn is the same bytes,
so a
retry of a finished key, a resumed stream and the first answer cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import orjson

from memory.record.session import StreamEvent, Turn
from strategies.speech.sentences import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is said back. `waiting` is true for a draft that a clinician has still to release."""

    n: int
    author: str
    origin: str
    text: str
    blocked: str | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One kept exchange. `version` is the session's after it; `node` where it stands now; `ended`: nothing more to ask.

    `risk_tier` is 0 without an alarm in these words. `calls` counts logical model calls, `requests` what went over the
    wire, `prompt_tokens` and `cached_tokens` their sums.
    """

    session: str
    client_turn: int
    reply: Reply
    protocol: str
    node: str
    version: int
    ended: bool
    risk_tier: int
    risk_level: int
    calls: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0

    def to_json(self) -> str:
        """Canonical JSON (sorted keys)."""
        return orjson.dumps(self, option=orjson.OPT_SORT_KEYS).decode()


EventType = Literal["sentence", "draft", "exchange", "spoken"]


def events_of(exchange: Exchange, *, tenant: str, patient: str, last_seq: int) -> list[StreamEvent]:
    """The stream's events of one exchange: its sentences (or its draft), then the whole."""
    reply = exchange.reply
    pieces: list[tuple[EventType, str]] = [("draft", reply.text)] if reply.waiting else _sentence_pieces(reply.text)
    data: list[tuple[EventType, str]] = [(kind, _piece(reply.n, text)) for kind, text in pieces]
    return _numbered(
        [*data, ("exchange", exchange.to_json())],
        Turned(tenant=tenant, patient=patient, session=exchange.session, turn=reply.n),
        last_seq=last_seq,
    )


def spoken_events(turn: Turn, *, last_seq: int) -> list[StreamEvent]:
    """The stream's events of a turn that a clinician released or spoke: its sentences, then `spoken`."""
    data: list[tuple[EventType, str]] = [(kind, _piece(turn.n, text)) for kind, text in _sentence_pieces(turn.text)]
    whole: dict[str, str | int] = {
        "n": turn.n,
        "author": turn.author,
        "origin": turn.origin,
        "text": turn.text,
        "node": turn.node,
    }
    return _numbered(
        [*data, ("spoken", _json(whole))],
        Turned(tenant=turn.tenant, patient=turn.patient, session=turn.session, turn=turn.n),
        last_seq=last_seq,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """Which turn of which session events belong to."""

    tenant: str
    patient: str
    session: str
    turn: int


def _sentence_pieces(text: str) -> list[tuple[EventType, str]]:
    return [("sentence", piece) for piece in sentences(text)]


def _piece(n: int, text: str) -> str:
    return _json({"n": n, "text": text})


def _json(value: Mapping[str, str | int]) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _numbered(data: Sequence[tuple[EventType, str]], of: Turned, *, last_seq: int) -> list[StreamEvent]:
    return [
        StreamEvent(
            tenant=of.tenant,
            patient=of.patient,
            session=of.session,
            seq=last_seq + 1 + i,
            turn=of.turn,
            type=kind,
            data=text,
        )
        for i, (kind, text) in enumerate(data)
    ]
