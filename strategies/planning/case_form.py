"""What files of cases have in common: reading bytes into a model, and refusals that name the place."""

from collections.abc import Iterable
from typing import Annotated, TypeVar

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from memory.record.identity import Language
from memory.record.language import UnknownLanguage, detect, language_tag

MAX_BYTES = 4_000_000
"""A file of one case is far smaller."""

M = TypeVar("M", bound=BaseModel)


class CaseRefused(ValueError):
    """A case file that cannot be read: the path of what is wrong, what it is, and what to do."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(f"{path}: {text}" if path else text)
        self.path = path
        self.text = text


class Lax(BaseModel):
    """A part of a stranger's file: keys that we do not know are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _text(value: object) -> object:
    """An id may come as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _listed(value: object) -> object:
    """A list may be missing (null), or stand alone without brackets."""
    if value is None:
        return ()
    alone = isinstance(value, str) or hasattr(value, "keys")
    return (value,) if alone else value


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _free(value: object) -> object:
    return "" if value is None else _one_line(value)


Id = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=200)]
Said = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=20_000)]
"""Text that says something: blank is refused."""
Free = Annotated[str, BeforeValidator(_free), Field(max_length=20_000)]
"""Text that may be blank or null."""
Many = BeforeValidator(_listed)


def read_case(kind: type[M], raw: bytes) -> M:
    """One case. Raises: CaseRefused."""
    if len(raw) > MAX_BYTES:
        raise CaseRefused("", f"the file has more than {MAX_BYTES} bytes; give one case")
    try:
        held: object = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise CaseRefused(f"line {error.lineno}", f"this is no JSON ({error.msg}); write one object") from None
    if not isinstance(held, dict):
        raise CaseRefused("", "the file holds no JSON object; write one case as an object")
    try:
        return kind.model_validate(held)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise CaseRefused(path_of(first["loc"]), _plain(first["type"], first["msg"])) from None


def path_of(loc: Iterable[int | str]) -> str:
    """`targets[1].label` for a place in a file."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def check_unique(name: str, ids: Iterable[str]) -> None:
    """Raises: CaseRefused, when an id of the list `name` stands twice."""
    seen: dict[str, int] = {}
    for i, id_ in enumerate(ids):
        if id_ in seen:
            raise CaseRefused(f"{name}[{i}].id", f"{id_!r} is the id of {name}[{seen[id_]}] already; give it its own")
        seen[id_] = i


def language_given(tag: str | None, texts: Iterable[str]) -> Language:
    """The language of a case: as it says, else by its letters. Raises: CaseRefused."""
    if tag is None or not tag.strip():
        return detect(" ".join(texts))
    try:
        return language_tag(tag)
    except UnknownLanguage as error:
        raise CaseRefused("lang", str(error)) from None


def _plain(kind: str, message: str) -> str:
    match kind:
        case "missing":
            return "it is missing; add it"
        case "string_too_short" | "too_short":
            return "it is empty; write what it is, or leave the entry out"
        case "string_type":
            return "it is no text"
        case "tuple_type" | "list_type":
            return "it is no list"
        case "model_type" | "model_attributes_type" | "dataclass_type":
            return "it is no object"
        case _:
            return message[:1].lower() + message[1:]
