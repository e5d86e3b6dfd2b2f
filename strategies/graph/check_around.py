"""The protocols around a file: what it calls and is interrupted by, and what calls it, shipped or beside it."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from strategies.graph.check_ground import pushed_by
from strategies.graph.errors import GuardRefused, ProtocolRefused
from strategies.graph.load import load_protocol
from strategies.graph.protocol import Protocol
from strategies.graph.release import CompiledProtocol, compile_release
from strategies.graph.yaml_tree import MAX_BYTES

MOST_FILES = 200
"""Of the files beside the one that is checked, no more are looked at for one that calls it."""


def around(protocol: Protocol, path: Path) -> tuple[dict[str, CompiledProtocol], dict[str, str]]:
    """The protocols by id, and of those whose file is refused the reason. A shipped one comes before one beside it."""
    texts = dict(_beside(path))
    texts.update(_shipped())
    library: dict[str, CompiledProtocol] = {}
    unread: dict[str, str] = {}
    own = protocol.protocol.id
    waiting = sorted(pushed_by(protocol) | {name for name, text in texts.items() if own in text})
    seen = {own}
    while waiting:
        name = waiting.pop()
        if name in seen or name not in texts:
            continue
        seen.add(name)
        found = _compiled(texts[name], f"{name}.yaml")
        if isinstance(found, str):
            unread[name] = found
            continue
        library[found.id] = found
        waiting.extend(pushed_by(found.protocol))
        waiting.extend(other for other, text in texts.items() if found.id in text)
    return library, unread


def _shipped() -> Iterator[tuple[str, str]]:
    for entry in sorted(files("strategies.protocols").iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".yaml"):
            yield entry.name.removesuffix(".yaml"), entry.read_text(encoding="utf-8")


def _beside(path: Path) -> Iterator[tuple[str, str]]:
    others = sorted(each for each in path.parent.glob("*.yaml") if each.name != path.name)
    for other in others[:MOST_FILES]:
        try:
            if other.is_file() and other.stat().st_size <= MAX_BYTES:
                yield other.stem, other.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue


@lru_cache(maxsize=64)
def _compiled(text: str, file: str) -> CompiledProtocol | str:
    """The protocol in the text, or why it is refused."""
    try:
        return compile_release(load_protocol(text, file=file).protocol)
    except (ProtocolRefused, GuardRefused) as refused:
        return str(refused).splitlines()[0]
