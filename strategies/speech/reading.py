"""One structured call that reads several slots out of a client's words, each with the words that support it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import orjson

from memory.record.session import PromptMessage, SlotValue
from strategies.speech.chat import ChatNonsense, ChatRequest, JsonSchema
from strategies.speech.profile import Profile
from strategies.speech.prompts import prompt
from strategies.speech.quoted import as_said, place_of

_QUOTE_CHARS = 200
_TEXT_CHARS = 200
_TOKENS_EACH = 90

SlotType = Literal["int", "float", "bool", "enum", "text", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAsk:
    """A slot to look for. `text` says what it is, in the session's language; `low` and `high` are inclusive."""

    id: str
    type: SlotType
    text: str
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFound:
    """A value with its quote: `words[start:end] == quote`, offsets in code points."""

    slot: str
    value: SlotValue
    start: int
    end: int
    quote: str


def reading_request(
    asks: Sequence[SlotAsk], *, words: str, context: str, language: str, profile: Profile
) -> ChatRequest:
    """The call that looks for these slots in `words`, said after `context`."""
    points = "\n".join(f"- {ask.id}: {ask.text}{_bounds(ask)}" for ask in asks)
    text = prompt("read", language).fill(context=as_said(context) or "-", words=as_said(words), points=points)
    schema = {
        "type": "object",
        "properties": {ask.id: _slot_schema(ask) for ask in asks},
        "required": [ask.id for ask in asks],
        "additionalProperties": False,
    }
    return ChatRequest(
        messages=(PromptMessage(role="system", content=profile.system), PromptMessage(role="user", content=text)),
        max_tokens=_TOKENS_EACH * len(asks) + 20,
        constraint=JsonSchema(name="slots", schema_json=orjson.dumps(schema).decode()),
        role="read",
    )


def parse_reading(text: str, asks: Sequence[SlotAsk], *, words: str) -> tuple[SlotFound, ...]:
    """The values whose quote stands in `words` word for word, in the order asked; the others are dropped.

    Raises: ChatNonsense when the answer is not the JSON asked for.
    """
    try:
        answer: object = orjson.loads(text)
    except orjson.JSONDecodeError as bad:
        raise ChatNonsense("the reading is no JSON", text) from bad
    if not isinstance(answer, dict):
        raise ChatNonsense("the reading is no object", text)
    fields: dict[str, object] = {str(key): value for key, value in answer.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
    found: list[SlotFound] = []
    for ask in asks:
        entry = fields.get(ask.id)
        if not isinstance(entry, dict):
            raise ChatNonsense(f"the reading says nothing about {ask.id}", text)
        parts: dict[str, object] = {str(key): value for key, value in entry.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
        quote, value = parts.get("quote"), slot_value(ask, parts.get("value"))
        if not isinstance(quote, str) or not quote.strip() or value is None:
            continue
        place = place_of(quote, words)
        if place is not None:
            start, end = place
            found.append(SlotFound(slot=ask.id, value=value, start=start, end=end, quote=words[start:end]))
    return tuple(found)


def slot_value(ask: SlotAsk, value: object) -> SlotValue:
    """The value if it is one of the slot's type within its bounds, else None."""
    match ask.type:
        case "bool":
            return value if isinstance(value, bool) else None
        case "int":
            whole = isinstance(value, int) and not isinstance(value, bool)
            return value if whole and isinstance(value, int) and _within(ask, value) else None
        case "float":
            number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
            return number if number is not None and _within(ask, number) else None
        case "enum":
            return value if isinstance(value, str) and value in ask.values else None
        case "text":
            return value.strip() or None if isinstance(value, str) else None
        case "date":
            return value if isinstance(value, str) and _is_date(value) else None


def _within(ask: SlotAsk, value: float) -> bool:
    return (ask.low is None or value >= ask.low) and (ask.high is None or value <= ask.high)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _bounds(ask: SlotAsk) -> str:
    if ask.values:
        return f" ({' | '.join(ask.values)})"
    if ask.low is not None and ask.high is not None:
        return f" ({ask.low:g}-{ask.high:g})"
    return " (YYYY-MM-DD)" if ask.type == "date" else ""


def _slot_schema(ask: SlotAsk) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {
            "quote": {"anyOf": [{"type": "string", "maxLength": _QUOTE_CHARS}, {"type": "null"}]},
            "value": {"anyOf": [_value_schema(ask), {"type": "null"}]},
        },
        "required": ["quote", "value"],
        "additionalProperties": False,
    }


def _value_schema(ask: SlotAsk) -> dict[str, object]:
    match ask.type:
        case "bool":
            return {"type": "boolean"}
        case "int":
            bounds = {"minimum": ask.low, "maximum": ask.high}
            return {"type": "integer", **{key: int(value) for key, value in bounds.items() if value is not None}}
        case "float":
            return {"type": "number"}
        case "enum":
            return {"type": "string", "enum": list(ask.values)}
        case "text":
            return {"type": "string", "maxLength": _TEXT_CHARS}
        case "date":
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
