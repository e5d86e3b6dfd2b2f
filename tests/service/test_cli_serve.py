"""The service as a process: it says where it is, answers, and stops in order."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest


@contextmanager
def _serving(folder: Path, *flags: str) -> Generator[tuple[subprocess.Popen[str], str]]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    environ |= {"THROUGHLINE_DATA_DIR": str(folder), "THROUGHLINE_EMBEDDED": "false"}
    command = [sys.executable, "-m", "service", "serve", "--port", "0", *flags]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environ)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found is not None, said
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_it_says_its_address_answers_and_stops_within_ten_seconds_with_a_stream_open(tmp_path: Path) -> None:
    with _serving(tmp_path) as (process, address), httpx2.Client(base_url=address) as client:
        assert client.get("/ready").json()["ready"] is True
        page = client.get("/docs")
        assert page.status_code == 200
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=15)
        assert time.monotonic() - begun < 10
    assert process.returncode in {0, -signal.SIGTERM}
    assert '"event": "started"' in log
    assert '"event": "stopping"' in log
    assert "Traceback" not in log


@pytest.mark.slow
def test_a_database_that_is_away_ends_it_with_exit_code_three(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--dsn", "postgresql://x@127.0.0.1:9/x"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60)
    assert done.returncode == 3
    assert "throughline: " in done.stderr.splitlines()[-1]
