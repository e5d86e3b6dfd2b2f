"""The protocols that come with the package, read from their files once in a process."""

from functools import cache
from importlib.resources import files
from typing import Final

from strategies.graph.load import load_protocol
from strategies.graph.release import CompiledProtocol, compile_release

FOLDER: Final = "strategies.protocols"


@cache
def shipped() -> tuple[CompiledProtocol, ...]:
    """Every shipped protocol, in the order of the file names. Raises: ProtocolRefused, GuardRefused."""
    folder = files(FOLDER)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    texts = ((name, (folder / name).read_text(encoding="utf-8")) for name in names)
    return tuple(compile_release(load_protocol(text, file=name).protocol) for name, text in texts)
