"""Reads a protocol file: text -> model and line marks, or a refusal that names file, line, field, code and remedy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from strategies.graph.check_text import shown, unsafe, unseen
from strategies.graph.errors import Problem, ProtocolRefused
from strategies.graph.protocol import Protocol
from strategies.graph.yaml_tree import MAX_BYTES, Marks, Path, Tree, YamlRefused, read_yaml

_CODES: Final[dict[str, tuple[str, str]]] = {
    "extra_forbidden": ("unknown_key", "Remove it or mend its spelling."),
    "missing": ("missing_key", "Add it."),
    "enum": ("bad_value", "Use one of the values named."),
    "literal_error": ("bad_value", "Use one of the values named."),
    "value_error": ("bad_shape", "Mend it so that this holds."),
    "string_pattern_mismatch": (
        "bad_name",
        "An id is a letter, then letters, digits, `_`; a version is x.y.z.",
    ),
}
MAX_PROBLEMS: Final = 100
"""Of a file no more are named: the first ones have to be mended before the others make sense."""
_OTHER: Final = ("wrong_type", "Write a value of the type named.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A protocol as read, and where each part of it stands."""

    protocol: Protocol
    marks: Marks
    file: str


def load_protocol(text: str, *, file: str) -> Loaded:
    """The protocol in `text`; `file` is its name in messages. Raises: ProtocolRefused with every problem found."""
    try:
        tree, marks = read_yaml(text)
    except YamlRefused as error:
        problem = Problem(
            code=error.code,
            file=file,
            line=error.line,
            field=_field(error.path),
            text=error.text,
            remedy=error.remedy,
        )
        raise ProtocolRefused((problem,)) from error
    if not isinstance(tree, dict):
        raise ProtocolRefused((_whole(file, "not_a_map", "the file is not a map", "Begin with `protocol:`."),))
    unsafe_texts = tuple(_unsafe(tree, (), marks=marks, file=file))
    try:
        protocol = Protocol.model_validate_json(json.dumps(tree), strict=True)
    except ValidationError as error:
        problems = [_problem(detail, marks=marks, file=file) for detail in error.errors(include_url=False)]
        raise ProtocolRefused((*unsafe_texts, *problems)[:MAX_PROBLEMS]) from error
    if unsafe_texts:
        raise ProtocolRefused(unsafe_texts[:MAX_PROBLEMS])
    return Loaded(protocol=protocol, marks=marks, file=file)


def load_file(path: FilePath) -> Loaded:
    """The protocol in the file. Raises: ProtocolRefused; OSError when it cannot be read."""
    with path.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        too_large = _whole(path.name, "too_large", f"larger than {MAX_BYTES} bytes", "Split the protocol.")
        raise ProtocolRefused((too_large,))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProtocolRefused((_whole(path.name, "not_utf8", "not UTF-8", "Save it as UTF-8."),)) from error
    return load_protocol(text, file=path.name)


def _whole(file: str, code: str, text: str, remedy: str) -> Problem:
    return Problem(code=code, file=file, line=1, field="", text=text, remedy=remedy)


def _unsafe(tree: Tree, path: Path, *, marks: Marks, file: str) -> Iterator[Problem]:
    """Every text in the file that may not stand in one; of guards, which are no texts, only what nobody sees."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _unsafe(value, (*path, key), marks=marks, file=file)
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from _unsafe(value, (*path, i), marks=marks, file=file)
    elif isinstance(tree, str):
        found = unseen(tree) if path[-1:] == ("when",) else unsafe(tree)
        if found is not None:
            text, remedy = found
            line = marks.line(*path)
            yield Problem(code="unsafe_text", file=file, line=line, field=_field(path), text=text, remedy=remedy)


def _field(path: Path) -> str:
    return shown(".".join(map(str, path)))


def _problem(detail: ErrorDetails, *, marks: Marks, file: str) -> Problem:
    path = tuple(part for part in detail["loc"] if part != "[key]")
    code, remedy = _CODES.get(detail["type"], _OTHER)
    return Problem(
        code=code,
        file=file,
        line=marks.line(*path),
        field=_field(path),
        text=shown(detail["msg"].removeprefix("Value error, ")),
        remedy=remedy,
    )
