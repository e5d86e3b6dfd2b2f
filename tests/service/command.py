"""The command line as a person calls it, within the test's own process."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from service.cli.main import main

Command = Callable[..., Awaitable[tuple[int, str, str]]]
"""Arguments of `throughline` in; its exit status and what it said on both channels out."""


def run(*arguments: object) -> int:
    """Runs `throughline` with these arguments; its exit status."""
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    return int(ended.value.code or 0)


def unset(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """No setting from the environment or from a file, and `folder` to work in."""
    for name in [name for name in os.environ if name.startswith("THROUGHLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
