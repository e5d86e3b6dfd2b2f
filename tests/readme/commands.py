"""The fenced blocks of a Markdown file, and what its commands print.

Fences that are read:
    sh               run, in order, all in one shell
    sh no-test       shown only (set-up, hardware, minutes of work)
    text             what the block before prints: every line must come out again, figures and ids apart
    text varies      the same, where a model's words or the machine decide; not compared
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "--- block"
SECONDS = 900
_MASKS = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b"), "<sha>"),
    (re.compile(r"\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|\+00:00)?)?"), "<date>"),
    (re.compile(r"\d+(\.\d+)?"), "<n>"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fence: its info string and its text. `expected` is what a run block should print, if that is compared."""

    info: str
    text: str
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What each run block printed, in order, and how the shell ended."""

    printed: tuple[str, ...]
    errors: str
    code: int


def blocks(markdown: str) -> tuple[Block, ...]:
    """Every fence, in order; an output stays with the commands before it."""
    found = [(match["info"].strip(), match["body"]) for match in FENCE.finditer(markdown)]
    made: list[Block] = []
    for n, (info, text) in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else ("", "")
        expected = following[1] if info == "sh" and following[0] == "text" else None
        made.append(Block(info=info, text=text, expected=expected))
    return tuple(made)


def run(commands: tuple[str, ...], *, folder: Path, environment: Mapping[str, str]) -> Ran:
    """Runs all of them in one shell; the first that fails ends it."""
    script = "set -euo pipefail\n" + "".join(f"printf '%s\\n' '{MARK}'\n{each}\n" for each in commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Ran(printed=tuple(done.stdout.split(f"{MARK}\n")[1:]), errors=done.stderr, code=done.returncode)


def masked(text: str) -> list[str]:
    """The lines of a text without what differs from run to run: ids, hashes, times, figures."""
    for pattern, name in _MASKS:
        text = pattern.sub(name, text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]
