"""Step 2 of a turn: what the client's words say about the slots that the current node collects.

Deterministic readers come first and are believed first. The model is asked only for what they left open, only when its
endpoint is qualified, and in one structured call; a value whose quote does not stand in the words is dropped.
"""

from dataclasses import dataclass

from memory.record.course import Origin
from memory.record.session import CallKind, ModelCall, SlotClaim, SlotValue
from strategies.course.calls import kept_call
from strategies.course.engine import Engine, Voices
from strategies.course.known import known_slots
from strategies.course.readers import read_slot
from strategies.course.received import Received
from strategies.graph.protocol import Slot
from strategies.speech.chat import ChatNonsense, ChatRefused
from strategies.speech.reading import SlotAsk, parse_reading, reading_request

MODEL_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRead:
    """Claims with their words, and the call if one was made."""

    claims: tuple[SlotClaim, ...]
    calls: tuple[ModelCall, ...] = ()


def read_by_rule(received: Received, *, engine: Engine) -> tuple[SlotClaim, ...]:
    """What the deterministic readers find in the words for the slots of the current node."""
    claims: list[SlotClaim] = []
    for name, slot in _open_slots(received).items():
        if slot.reader is None:
            continue
        read = read_slot(
            slot.reader,
            received.turn.text,
            type=slot.type,
            values=slot.values,
            range=slot.range,
            today=received.session.opened_at.date(),
        )
        if read is not None:
            claims.append(
                _claim(received, name, read.value, read.start, read.end, Origin.RULE, read.confidence, engine=engine)
            )
    return tuple(claims)


async def read_words(received: Received, *, voices: Voices, engine: Engine) -> WordsRead:
    """Rules, then the model for what they left open; safety questions are read by rules alone.

    Raises: ChatUnavailable when the model is away; an answer that is no answer is dropped, never guessed at.
    """
    claims = read_by_rule(received, engine=engine)
    language = received.patient.locale
    found = {claim.slot for claim in claims}
    asks = [_ask(name, slot, received) for name, slot in _open_slots(received).items() if name not in found]
    if voices.read is None or language not in voices.reads or not asks or _is_verbatim(received):
        return WordsRead(claims=claims)
    request = reading_request(
        asks, words=received.turn.text, context=asked_before(received), language=language, profile=voices.profile
    )
    try:
        reply = await voices.read.complete(request)
    except (ChatNonsense, ChatRefused):
        return WordsRead(claims=claims)
    call = kept_call(received, CallKind.READ, request, reply, template="read", ledger=(), engine=engine)
    try:
        read = parse_reading(reply.text, asks, words=received.turn.text)
    except ChatNonsense:
        return WordsRead(claims=claims, calls=(call,))
    more = tuple(
        _claim(received, each.slot, each.value, each.start, each.end, Origin.MODEL, MODEL_CONFIDENCE, engine=engine)
        for each in read
    )
    return WordsRead(claims=(*claims, *more), calls=(call,))


def asked_before(received: Received) -> str:
    """What the therapist said last, or ""."""
    return received.history[-1].text if received.history else ""


def _is_verbatim(received: Received) -> bool:
    frame = received.stack[-1]
    return received.library[frame.protocol].node(frame.node).speaks_verbatim


def _open_slots(received: Received) -> dict[str, Slot]:
    """The slots that the current node collects and nobody has filled yet in this visit."""
    if not received.stack:
        return {}
    frame = received.stack[-1]
    compiled = received.library[frame.protocol]
    known = known_slots(received.stack, (), library=received.library, lasting=received.lasting)
    node = compiled.node(frame.node)
    return {name: compiled.protocol.slots[name] for name in node.collects if known.get(name) is None}


def _ask(name: str, slot: Slot, received: Received) -> SlotAsk:
    low, high = slot.range if slot.range is not None else (None, None)
    return SlotAsk(
        id=name,
        type=slot.type.value,
        text=slot.text_in(received.patient.locale),
        values=slot.values,
        low=low,
        high=high,
    )


def _claim(
    received: Received,
    name: str,
    value: SlotValue,
    start: int,
    end: int,
    origin: Origin,
    confidence: float,
    *,
    engine: Engine,
) -> SlotClaim:
    turn = received.turn
    return SlotClaim(
        tenant=turn.tenant,
        patient=turn.patient,
        id=engine.ids(),
        session=turn.session,
        turn=turn.n,
        slot=name,
        value=value,
        start=start,
        end=end,
        quote=turn.text[start:end],
        origin=origin,
        confidence=confidence,
        at=turn.at,
        protocol=received.stack[-1].protocol,
    )
