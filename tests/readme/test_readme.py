"""Every command of the README runs on a copy of the project, and prints what the README says."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from service.cli.client import Api
from service.cli.demo_server import running_service, wait_for_model
from tests.contracts.servers import scripted_server
from tests.readme.commands import Block, Ran, blocks, masked, run

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
KNOWN = {"sh", "sh no-test", "text", "text varies", "toml"}
MOST_UNTESTED = 8

pytestmark = pytest.mark.readme


def _all() -> tuple[Block, ...]:
    return blocks(README.read_text(encoding="utf-8"))


def _commands() -> tuple[Block, ...]:
    return tuple(block for block in _all() if block.info == "sh")


@dataclass(frozen=True)
class _Copy:
    folder: Path
    url: str


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Generator[_Copy]:
    """A copy of what git would give, with this environment, and a service over it on a free port."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    data = folder / "var"
    data.mkdir()
    with _model() as model, running_service(data, model_url=model) as url, Api(url) as api:
        wait_for_model(api, Console())
        yield _Copy(folder, url)


@contextmanager
def _model() -> Generator[str]:
    """The model server that THROUGHLINE_MODEL_URL names, else a scripted one: commands are tested here, no model."""
    named = os.environ.get("THROUGHLINE_MODEL_URL")
    if named is not None:
        yield named
        return
    with scripted_server() as url:
        yield url


@pytest.fixture(scope="module")
def ran(copy: _Copy) -> Ran:
    """All commands, in order, in one shell."""
    return run(
        tuple(block.text for block in _commands()),
        folder=copy.folder,
        environment={"THROUGHLINE_URL": copy.url, "PYTHONPATH": str(copy.folder), "COLUMNS": "120"},
    )


def test_every_fence_says_what_it_is() -> None:
    assert {block.info for block in _all()} <= KNOWN


def test_few_commands_are_left_out() -> None:
    untested = [block.text for block in _all() if block.info == "sh no-test"]
    assert len(untested) <= MOST_UNTESTED, untested


@pytest.mark.timeout(1200)
def test_every_command_ends_well(ran: Ran) -> None:
    commands = _commands()
    failed = commands[len(ran.printed) - 1].text if ran.code else ""
    assert (ran.code, failed) == (0, ""), ran.errors
    assert len(ran.printed) == len(commands)


@pytest.mark.timeout(1200)
def test_what_is_printed_is_what_the_readme_shows(ran: Ran) -> None:
    missing: list[str] = []
    for block, printed in zip(_commands(), ran.printed, strict=True):
        lines = masked(printed)
        missing += [line for line in masked(block.expected or "") if line not in lines]
    assert missing == []
