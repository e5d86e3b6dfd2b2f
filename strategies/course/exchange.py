"""One exchange, as it is answered and stored: the client's words and what became of them.

The `exchange` event of a session's stream holds this as canonical JSON; the JSON answer of a turn is the same bytes,
so a
retry of a finished key, a resumed stream and the first answer cannot differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, Literal

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
UNNUMBERED = 0
"""The number of an event that is not kept yet: the store gives it its own."""


def event_of(exchange: Exchange, *, tenant: str, patient: str) -> StreamEvent:
    """What the stream keeps of an exchange: its sentences (or its draft) and the whole, in one."""
    reply = exchange.reply
    cuts = (len(reply.text),) if reply.waiting else _cuts(reply.text)
    return StreamEvent(
        tenant=tenant,
        patient=patient,
        session=exchange.session,
        seq=UNNUMBERED,
        turn=reply.n,
        type="exchange",
        data=exchange.to_json(),
        cuts=cuts,
    )


def spoken_event(turn: Turn) -> StreamEvent:
    """What the stream keeps of a turn that a clinician released or spoke: its sentences and the whole, in one."""
    whole: dict[str, str | int] = {
        "n": turn.n,
        "author": turn.author,
        "origin": turn.origin,
        "text": turn.text,
        "node": turn.node,
    }
    return StreamEvent(
        tenant=turn.tenant,
        patient=turn.patient,
        session=turn.session,
        seq=UNNUMBERED,
        turn=turn.n,
        type="spoken",
        data=_json(whole),
        cuts=_cuts(turn.text),
    )


def stream_of(kept: Sequence[StreamEvent], *, after: int = 0) -> list[StreamEvent]:
    """The stream's events with a number above `after`: the sentences of each kept one, then itself."""
    events: list[StreamEvent] = []
    for each in kept:
        events += [*_pieces(each), replace(each, cuts=())]
    return [event for event in events if event.seq > after]


def _pieces(kept: StreamEvent) -> Iterator[StreamEvent]:
    whole: dict[str, Any] = orjson.loads(kept.data) if kept.cuts else {}
    said: dict[str, Any] = whole.get("reply", whole)
    kind: EventType = "draft" if said.get("waiting") else "sentence"
    begins = (0, *kept.cuts)
    for i, (start, end) in enumerate(pairwise(begins)):
        data = _json({"n": said["n"], "text": said["text"][start:end]})
        yield replace(kept, seq=kept.seq - len(kept.cuts) + i, type=kind, data=data, cuts=())


def _cuts(text: str) -> tuple[int, ...]:
    return tuple(accumulate(len(piece) for piece in sentences(text)))


def _json(value: Mapping[str, str | int]) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
