"""The protocols that come with the package: their files, and beside them what each compiles to.

Reading half a megabyte of YAML takes seconds, its canonical form a tenth of one. `compiled.jsonl` holds, a line a file,
the mark of the file and the canonical JSON of its release; a file that has changed since, or whose format has, is read
from its YAML. Write it anew with `make protocols`.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from strategies.graph.load import load_protocol
from strategies.graph.release import CompiledProtocol, compile_release, open_release

FOLDER: Final = "strategies.protocols"
COMPILED: Final = "compiled.jsonl"


class CompiledFile(BaseModel):
    """One line: a protocol's file, its mark, the canonical JSON of its release.

    `mark`: the SHA-256 (hex) of the file's bytes after those of the module that holds the format.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    mark: str
    canonical: str


@cache
def shipped() -> tuple[CompiledProtocol, ...]:
    """Every shipped protocol, in the order of the file names; read once in a process. Raises: ProtocolRefused."""
    known = {line.file: line for line in _lines()}
    return tuple(_compiled(name, raw, known.get(name)) for name, raw in _sources())


def compiled_lines() -> str:
    """What `compiled.jsonl` should hold. Raises: ProtocolRefused, GuardRefused."""
    lines = [CompiledFile(file=name, mark=_mark(raw), canonical=_read(name, raw).canonical) for name, raw in _sources()]
    return "".join(json.dumps(line.model_dump(), ensure_ascii=False) + "\n" for line in lines)


def _compiled(name: str, raw: bytes, line: CompiledFile | None) -> CompiledProtocol:
    if line is not None and line.mark == _mark(raw):
        return open_release(line.canonical)
    return _read(name, raw)


def _mark(raw: bytes) -> str:
    return hashlib.sha256(_format() + raw).hexdigest()


@cache
def _format() -> bytes:
    return (files("strategies.graph") / "protocol.py").read_bytes()


def _read(name: str, raw: bytes) -> CompiledProtocol:
    return compile_release(load_protocol(raw.decode(), file=name).protocol)


def _sources() -> Iterator[tuple[str, bytes]]:
    folder = files(FOLDER)
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml")):
        yield name, (folder / name).read_bytes()


def _lines() -> list[CompiledFile]:
    place = files(FOLDER) / COMPILED
    if not place.is_file():
        return []
    return [CompiledFile.model_validate_json(line) for line in place.read_text(encoding="utf-8").splitlines()]


def write() -> None:
    """Writes `compiled.jsonl` beside the files."""
    Path(str(files(FOLDER) / COMPILED)).write_text(compiled_lines(), encoding="utf-8")


if __name__ == "__main__":
    write()
