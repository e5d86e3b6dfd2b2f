"""Files that are either whole or not there."""

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file as written: its name, SHA-256 (hex), size in bytes, number of lines."""

    name: str
    sha256: str
    bytes: int
    lines: int


def rows_file(out: Path) -> Path:
    """Where the lineage of an export lies: one line a trained turn."""
    return out.with_suffix(".rows.jsonl")


def manifest_file(out: Path) -> Path:
    """Where the manifest of an export lies."""
    return out.with_suffix(".manifest.json")


def is_complete(out: Path) -> bool:
    """Whether the export at `out` is whole: manifest there, and both files as it says."""
    manifest = manifest_file(out)
    if not (out.is_file() and manifest.is_file() and rows_file(out).is_file()):
        return False
    files = orjson.loads(manifest.read_bytes())["files"]
    found = {"conversations": out, "rows": rows_file(out)}
    return all(files[kind]["sha256"] == _sha256_of(path) for kind, path in found.items())


class ExportFiles:
    """The three files of one export, written beside their places under other names and moved there at the end.

    The conversations are moved last: where that file lies, the others do. `add`, `finish` and `abandon` may be called
    from any thread, one at a time takes effect.
    """

    def __init__(self, out: Path) -> None:
        out.parent.mkdir(parents=True, exist_ok=True)
        self._out = out
        self._lock = Lock()
        self._over = False
        self._conversations = _Growing(out)
        self._rows = _Growing(rows_file(out))
        self._manifest = _Growing(manifest_file(out))

    def add(self, conversations: Iterable[bytes], rows: Iterable[bytes]) -> None:
        """Appends lines (without their line ends) to both files."""
        with self._lock:
            self._conversations.add(conversations)
            self._rows.add(rows)

    def finish(self, manifest: Callable[[Written, Written], bytes]) -> tuple[Written, Written]:
        """Brings the files to the disk and into their places; `manifest` gives the manifest's bytes from the facts.

        Gives the facts of the conversations and of the rows.
        """
        with self._lock:
            conversations, rows = self._conversations.close(), self._rows.close()
            self._manifest.add([manifest(conversations, rows)])
            self._manifest.close()
            self._out.unlink(missing_ok=True)
            for growing in (self._rows, self._manifest, self._conversations):
                growing.move()
            _sync_folder(self._out.parent)
            self._over = True
            return conversations, rows

    def unwritten(self) -> tuple[Written, Written]:
        """The facts that `finish` would give; what lies at the places stays there."""
        with self._lock:
            return self._conversations.close(), self._rows.close()

    def abandon(self) -> None:
        """Removes what was written, unless the export was finished."""
        with self._lock:
            if not self._over:
                self._over = True
                for growing in (self._rows, self._manifest, self._conversations):
                    growing.discard()


class _Growing:
    """A file under a name of its own until it is moved to its place."""

    def __init__(self, place: Path) -> None:
        self._place = place
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".partial", dir=place.parent)
        self._path = Path(name)
        self._file = os.fdopen(handle, "wb")
        self._hash = sha256()
        self._bytes = self._lines = 0

    def add(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            whole = line + b"\n"
            self._file.write(whole)
            self._hash.update(whole)
            self._bytes += len(whole)
            self._lines += 1

    def close(self) -> Written:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return Written(name=self._place.name, sha256=self._hash.hexdigest(), bytes=self._bytes, lines=self._lines)

    def move(self) -> None:
        self._path.replace(self._place)

    def discard(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        hashed = sha256()
        while block := file.read(1 << 20):
            hashed.update(block)
        return hashed.hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
