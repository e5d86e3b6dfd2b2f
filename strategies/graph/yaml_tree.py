"""YAML 1.2 (core schema) to plain values with line marks, built from the events of libyaml's parser.

Built by hand so that the bounds hold while reading, not after: size, nesting and what aliases unfold to. `on`, `yes`
and `no` are words; tags, merge keys, duplicate keys and second documents are refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

Tree = None | bool | int | float | str | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 24
MAX_VALUES: Final = 60_000
MAX_NUMBER: Final = 10**15
"""Whole numbers up to here are exact in every type that they come to."""

_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,3})?")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST: Final = 40
_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class YamlRefused(Exception):
    """The text is not the YAML we take. `path` is where, `line` counts from 1."""

    def __init__(self, code: str, text: str, remedy: str, *, line: int, path: Path = ()) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.remedy = remedy
        self.line = line
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Line (from 1) of each key or item, by its path."""

    lines: Mapping[Path, int]

    def line(self, *path: str | int) -> int:
        """The line of the longest known beginning of `path`; 1 when none is known."""
        for length in range(len(path), 0, -1):
            found = self.lines.get(path[:length])
            if found is not None:
                return found
        return 1


@dataclass(slots=True)
class _Open:
    """A collection being read. `key` waits for its value in a mapping."""

    value: "list[Tree] | dict[str, Tree]"
    path: Path
    anchor: str | None
    size: int = 1
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    anchors: dict[str, tuple[Tree, int]] = field(default_factory=dict[str, "tuple[Tree, int]"])
    open: list[_Open] = field(default_factory=list[_Open])
    root: Tree = None
    total: int = 0
    documents: int = 0

    def take(self, event: object) -> None:
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise YamlRefused(
                    "second_document", "the file holds more than one document", "Keep one.", line=_line(event)
                )
        elif isinstance(event, AliasEvent):
            self._alias(event)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            done = self.open.pop()
            self._keep(done.value, done.size, done.anchor, line=_line(event))

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        line = _line(event)
        _refuse_tag(event, line)
        path = self._place(line)
        if len(self.open) >= MAX_DEPTH:
            raise YamlRefused("too_deep", f"nested more than {MAX_DEPTH} deep", "Flatten it.", line=line, path=path[:4])
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise YamlRefused("bad_key", "a key is a list or a map", "Keys are plain words.", line=line, path=path)
        empty: list[Tree] | dict[str, Tree] = {} if isinstance(event, MappingStartEvent) else []
        self.open.append(_Open(value=empty, path=path, anchor=_anchor(event)))

    def _scalar(self, event: ScalarEvent) -> None:
        line = _line(event)
        _refuse_tag(event, line)
        text = cast("str", _of(event, "value"))
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            path = (*top.path, text)
            if text in top.value:
                first = self.lines[path]
                raise YamlRefused(
                    "duplicate_key",
                    f"key {text!r} stands here and in line {first}",
                    "Keep one of the two.",
                    line=line,
                    path=path,
                )
            self.lines[path] = line
            top.key = text
            return
        self._place(line)
        plain = cast("tuple[bool, bool]", _of(event, "implicit"))[0] and not _of(event, "style")
        if plain and _NUMBER.fullmatch(text) and (len(text) > _LONGEST or abs(float(text)) > MAX_NUMBER):
            path = (*top.path, top.key) if top is not None and top.key is not None else ()
            least = f"{MAX_NUMBER:g}"
            raise YamlRefused("huge_number", f"a number beyond {least}", "Write a smaller one.", line=line, path=path)
        self._keep(_core(text) if plain else text, 1, _anchor(event), line=line)

    def _alias(self, event: AliasEvent) -> None:
        line = _line(event)
        name = _anchor(event) or ""
        if name not in self.anchors:
            raise YamlRefused("bad_alias", f"alias *{name} names nothing before it", "Write it out.", line=line)
        self._place(line)
        value, size = self.anchors[name]
        self._keep(value, size, None, line=line)

    def _place(self, line: int) -> Path:
        """The path of the value that begins here; list items get their line."""
        if not self.open:
            return ()
        top = self.open[-1]
        if isinstance(top.value, list):
            path = (*top.path, len(top.value))
            self.lines[path] = line
            return path
        return (*top.path, top.key) if top.key is not None else top.path

    def _keep(self, value: Tree, size: int, anchor: str | None, *, line: int) -> None:
        self.total = max(self.total + 1, size)
        if self.total > MAX_VALUES or size > MAX_VALUES:
            raise YamlRefused("too_many_values", f"unfolds to more than {MAX_VALUES} values", "Cut it.", line=line)
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.open:
            self.root = value
            return
        top = self.open[-1]
        top.size += size
        if top.size > MAX_VALUES:
            raise YamlRefused("too_many_values", f"unfolds to more than {MAX_VALUES} values", "Cut it.", line=line)
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is None:
            raise YamlRefused("bad_key", "an alias stands for a key", "Write it out.", line=line, path=top.path)
        else:
            top.value[top.key] = value
            top.key = None


def read_yaml(text: str) -> tuple[Tree, Marks]:
    """The values of one document and where they stand. Raises: YamlRefused."""
    if len(text) > MAX_BYTES or len(text.encode()) > MAX_BYTES:
        raise YamlRefused("too_large", f"larger than {MAX_BYTES} bytes", "Split the protocol.", line=1)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):  # pyright: ignore[reportUnknownMemberType]  # untyped
            builder.take(cast("object", event))
    except MarkedYAMLError as error:
        why = _of(error, "problem") or _of(error, "context") or "no YAML"
        line = _line(error, "problem_mark")
        raise YamlRefused("bad_yaml", str(why), "Mend it.", line=line) from error
    except (YAMLError, RecursionError, UnicodeError, ValueError) as error:
        line = max(builder.lines.values(), default=1)
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise YamlRefused("bad_yaml", f"not readable as YAML: {why}", "Mend it.", line=line) from error
    return builder.root, Marks(lines=builder.lines)


def _core(text: str) -> Tree:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _of(event: object, name: str) -> object:
    """A field of an event or error; the package types none of them."""
    return cast("object", getattr(event, name, None))


def _line(event: object, mark: str = "start_mark") -> int:
    return cast("int", getattr(_of(event, mark), "line", 0)) + 1


def _anchor(event: object) -> str | None:
    return cast("str | None", _of(event, "anchor"))


def _refuse_tag(event: object, line: int) -> None:
    if _of(event, "tag") is not None:
        raise YamlRefused("tag", "a tag (`!...`) stands here", "Write plain values.", line=line)
