"""The texts of a protocol: where they stand, and what may not stand in them.

Texts of a protocol go into prompts, pages and letters. Nothing in them may be taken for a template, a turn of a chat, a
tag, or be there without being seen.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, cast, get_args, get_origin

from pydantic import BaseModel

from memory.record.identity import Language

Place = tuple[str | int, ...]

_CHAT: Final = re.compile(
    r"<[|｜][^<>\n]{0,64}[|｜]>|<\||\|>|\[/?(?:INST|SYS|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT)\b|<</?SYS>>"
    r"|</?(?:s|bos|eos|pad|unk|mask|think|tool_call|start_of_turn|end_of_turn|start_of_image)>"
    r"|^[ \t]*(?:#{2,}[ \t]*)?(?:system|assistant|user|human|instruction|response)[ \t]*[:：]"
    r"|^[ \t]*(?:系统|助手|用户|人类)[ \t]*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_TEMPLATE: Final = re.compile(r"[{}｛｝]|%\(\w+\)|<%|%>|\$\(")
_TAG: Final = re.compile(r"</?[A-Za-z!?][^>]*>?")
_ODD: Final = re.compile(r"[^\n\t -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027\u3001-\u9fff\uff01-\uff5e]")
"""Characters that are looked at one by one; all others are plain."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def unseen(text: str) -> tuple[str, str] | None:
    """The first character that nobody sees, and what to do about it; None when there is none.

    Control and format characters, the marks that turn the direction of writing among them, and code points without
    a character.
    """
    for odd in _ODD.finditer(text):
        sign = odd[0]
        if unicodedata.category(sign) in _UNSEEN:
            name = unicodedata.name(sign, "a control character").lower()
            return f"it holds a character that nobody sees (U+{ord(sign):04X}, {name})", "Take it out."
    return None


def shown(text: str) -> str:
    """The text with every character that nobody sees written out, fit for a terminal."""
    return _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}" if unicodedata.category(odd[0]) in _UNSEEN else odd[0], text)


def unsafe(text: str) -> tuple[str, str] | None:
    """Why a text is refused and what to do about it; None when it is fit."""
    hidden = unseen(text)
    if hidden is not None:
        return hidden
    found = _CHAT.search(text)
    if found is not None:
        return f"{found.group().strip()!r} is a mark of chat templates", "Say it in plain words."
    found = _TEMPLATE.search(text)
    if found is not None:
        return f"{found.group()!r} is a mark of templates", "Texts are spoken as they stand; say it in plain words."
    found = _TAG.search(text)
    if found is not None:
        return f"{found.group()[:24]!r} is a tag", "Texts hold no markup; say it in plain words."
    return None


def texts_of(value: object) -> Sequence[tuple[Place, Mapping[Language, str]]]:
    """Every human text of a protocol, or of a part of one: where it stands, and its words by language."""
    found: list[tuple[Place, Mapping[Language, str]]] = []
    _gather(value, (), found)
    return found


def _gather(value: object, place: Place, found: list[tuple[Place, Mapping[Language, str]]]) -> None:
    if isinstance(value, BaseModel):
        for name, alias in _fields(type(value)):
            inner = cast("object", getattr(value, name))
            if inner:
                _gather(inner, (*place, alias), found)
    elif isinstance(value, dict):
        items = cast("dict[object, object]", value)
        if isinstance(next(iter(items), None), Language):
            found.append((place, cast("Mapping[Language, str]", items)))
            return
        for key, each in items.items():
            _gather(each, (*place, str(key)), found)
    elif isinstance(value, tuple):
        for i, each in enumerate(cast("tuple[object, ...]", value)):
            _gather(each, (*place, i), found)


@cache
def _fields(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold texts, with their names in the file."""
    fields = kind.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if _holds_text(field.annotation))


def _holds_text(annotation: object) -> bool:
    """Whether values of the type are, or hold, maps from language to words."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    parts = get_args(annotation)
    return (get_origin(annotation) is dict and Language in parts) or any(_holds_text(part) for part in parts)
