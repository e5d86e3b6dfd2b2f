"""The service that a demo runs against: a process of its own, stopped by its process id when the demo ends."""

import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from service.cli.client import Api
from service.cli.exits import ExitCode, Stop
from service.models import ModelState
from service.routes.health import Readiness

START_SECONDS = 60.0
MODEL_SECONDS = 240.0
MARK = "Throughline is at "


@contextmanager
def running_service(out: Path, *, model_url: str | None) -> Generator[str]:
    """Starts the service with its data under `out` on a free loopback port; gives its address. Raises: Stop."""
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--data-dir", str(out)]
    if model_url is not None:
        command += ["--model-url", model_url]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    log = out / "service.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment
        )
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Stop(ExitCode.FAILED, f"the service stopped at once; its log says why: {log}")
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(MARK):
                return line.removeprefix(MARK).split()[0]
        time.sleep(0.1)
    raise Stop(ExitCode.UNREACHABLE, f"the service did not start within {START_SECONDS:g} s; see {log}")


def wait_for_model(api: Api, console: Console) -> dict[str, object]:
    """Waits until the model has answered and been probed; gives what was found. Goes on without it after a while."""
    until = time.monotonic() + MODEL_SECONDS
    with console.status("waiting for the model"):
        while time.monotonic() < until:
            speak = api.get("/ready", Readiness).models[0]
            if speak.state is not ModelState.AWAY:
                break
            time.sleep(0.5)
    speak = api.get("/ready", Readiness).models[0]
    console.print(f"Model {speak.model or '(none)'} is {speak.state}; fit for: {', '.join(speak.fit_for) or 'speech'}")
    for line in speak.why:
        console.print(f"  - {line}", soft_wrap=True)
    return {"model": speak.model, "state": speak.state, "fit_for": list(speak.fit_for), "why": list(speak.why)}
