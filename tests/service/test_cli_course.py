"""The commands of a course, as they are called: chat against a running service, worker, export, memory, protocol."""

import asyncio
import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from typing import cast

import httpx2
import pytest
from fastapi import FastAPI

from service.app import create_app
from service.cli.exits import ExitCode
from service.wiring import Parts
from tests.service.clinic import ENGLISH, Clinic, Json, Service, job_done, rows_of, text_of
from tests.service.command import Command, run
from tests.service.loopback import served

SHIPPED = Path(str(files("strategies.protocols")))


def _app(deployment: Service) -> FastAPI:
    return create_app(deployment.settings, opened=deployment.opening())


async def _at_terminal(deployment: Service, *arguments: str, said: str | bytes) -> tuple[int, str, str]:
    """Runs `throughline` as a process of its own; gives its exit code and what it said on both channels."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    environ |= {
        "THROUGHLINE_DSN": deployment.settings.dsn,
        "THROUGHLINE_DATA_DIR": str(deployment.settings.data_dir),
        "THROUGHLINE_EMBEDDED": "false",
        "COLUMNS": "200",
    }
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service", *arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=environ
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate(said.encode() if isinstance(said, str) else said)
    return process.returncode or 0, out.decode(), err.decode()


async def test_a_session_is_held_at_the_terminal_and_then_forked(deployment: Service, command: Command) -> None:
    async with served(_app(deployment)) as address:
        said = "/why\n" + "\n".join(ENGLISH[:2]) + "\n\n/why\n/close\n"
        code, out, err = await _at_terminal(deployment, "chat", "--url", address, said=said)
        assert (code, err) == (0, "")
        assert "nothing was said yet" in out
        assert "[homework_review · model/spoken]" in out
        assert "homework_review -> safety_check by homework_review>safety_check" in out
        assert "closing: job " in out
        patient = out.partition(" of patient ")[2].partition(" ")[0]
        arguments = ("chat", "--url", address, "--patient", patient, "--from-session", "1", "--fork", "3")
        code, out, err = await _at_terminal(deployment, *arguments, "--at", "agenda", said=f"{ENGLISH[4]}\n/quit\n")
        assert (code, err) == (0, "")
        assert f"> {ENGLISH[0]}" in out
        assert "[situation · " in out
        wrong = await command(*arguments[:-4], "--from-session", "9")
        assert (wrong[0], "has no session 9; there are: 1, 2" in wrong[2]) == (ExitCode.USAGE, True)


async def test_a_trial_that_was_left_open_is_taken_up_again_and_closed(deployment: Service) -> None:
    async with served(_app(deployment)) as address:
        chat = ("chat", "--url", address)
        _, out, _ = await _at_terminal(deployment, *chat, said=f"{ENGLISH[0]}\n/close\n")
        assert "left open" not in out
        patient = out.partition(" of patient ")[2].partition(" ")[0]
        again = (*chat, "--patient", patient)
        trial = (*again, "--from-session", "1", "--fork", "1")
        going_on = f"Go on with it, or /close it: throughline chat --patient {patient}"
        code, out, _ = await _at_terminal(deployment, *trial, said="/quit\n")
        assert (code, f"left open. {going_on}" in out) == (0, True)
        code, _, err = await _at_terminal(deployment, *trial, said="/quit\n")
        assert (code, "session-open (HTTP 409)" in err, err.endswith(f"{going_on}\n")) == (1, True, True)
        code, out, _ = await _at_terminal(deployment, *again, said=f"{ENGLISH[0]}\n")
        assert (code, "goes on with session 2, which was left open" in out, "left open." in out) == (0, True, True)
        code, out, _ = await _at_terminal(deployment, *again, said="/close\n")
        assert (code, f"> {ENGLISH[0]}" in out, "closing: job " in out) == (0, True, True)


async def test_chat_does_not_speak_in_a_session_with_a_patient(deployment: Service, command: Command) -> None:
    app = _app(deployment)
    async with served(app) as address:
        async with httpx2.AsyncClient(base_url=address) as client:
            session = await Clinic(client, cast("Parts", app.state.parts)).seated(mode="simulated")
        code, _, err = await command("chat", "--url", address, "--patient", "p-1")
        assert (code, "session 1 of patient p-1 is open in mode simulated" in err) == (ExitCode.FAILED, True)
        assert f"; close it first: POST /v1/sessions/{session}/close\n" in err


async def test_bytes_that_are_no_text_end_the_chat_and_say_how_to_go_on(deployment: Service) -> None:
    async with served(_app(deployment)) as address:
        said = f"{ENGLISH[0]}\n".encode() + b"I feel \xff\xfe.\n/close\n"
        code, out, err = await _at_terminal(deployment, "chat", "--url", address, said=said)
        assert code == ExitCode.USAGE
        assert err.startswith("throughline: line 2 of standard input is not utf-8, from byte 8 on; nothing of it was")
        assert "[homework_review · " in out
        assert "left open. Go on with it, or /close it: throughline chat --patient " in out


async def test_a_language_that_is_not_known_is_refused_in_words(command: Command) -> None:
    code, _, err = await command("chat", "--lang", "fr")
    assert (code, err) == (ExitCode.USAGE, "throughline: --lang: unknown language tag 'fr': en and zh-CN are known\n")


async def test_chat_without_a_service_is_exit_code_three(command: Command) -> None:
    code, _, err = await command("chat", "--url", "http://127.0.0.1:9")
    assert (code, "start it with: throughline serve" in err) == (ExitCode.UNREACHABLE, True)
    code, _, err = await command("chat", "--fork", "3")
    assert (code, "--fork and --at need --from-session" in err) == (ExitCode.USAGE, True)


async def test_a_worker_of_its_own_closes_a_session(deployment: Service, command: Command) -> None:
    async with deployment.running() as clinic:
        session = await clinic.seated()
        await clinic.hold(session, ENGLISH[:2])
        job = await clinic.post(f"/v1/sessions/{session}/close", status=202)
        environ = {**os.environ, "THROUGHLINE_DSN": deployment.settings.dsn, "THROUGHLINE_EMBEDDED": "false"}
        environ["THROUGHLINE_DATA_DIR"] = str(deployment.settings.data_dir)
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "service",
            "worker",
            env=environ,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert (await job_done(clinic, text_of(job, "id"), seconds=60))["state"] == "done"
        finally:
            worker.terminate()
            assert await asyncio.wait_for(worker.wait(), 20) == 0
        assert cast("Json", await clinic.get(f"/v1/sessions/{session}/note"))["session"] == session
        told = await clinic.client.get(f"/v1/sessions/{session}/note/text", params={"form": "dap"})
        assert (told.status_code, told.headers["content-type"]) == (200, "text/plain; charset=utf-8")
        assert told.text.startswith("Data\n- ")
        assert (await clinic.client.get(f"/v1/sessions/{session}/note/text?form=x")).status_code == 422
        code, out, err = await command("session", "note", session, "--form", "dap")
        assert (code, out.strip(), err) == (0, told.text.strip(), "")
        code, _, err = await command("session", "note", "nobody")
        assert (code, "nobody" in err) == (ExitCode.FAILED, True)


async def _reviewed(clinic: Clinic) -> str:
    session = await clinic.seated()
    await clinic.hold(session)
    await clinic.close(session)
    await clinic.post(f"/v1/sessions/{session}/reviews")
    return session


async def test_signed_sessions_are_exported_from_the_command_line(
    deployment: Service, command: Command, tmp_path: Path
) -> None:
    async with deployment.running() as clinic:
        session = await _reviewed(clinic)
    out = tmp_path / "out.jsonl"
    code, said, _ = await command("data", "export", str(out), "--json")
    report = cast("Json", json.loads(said))
    assert (code, report["sessions_exported"], report["refused"]) == (ExitCode.OK, 1, {})
    assert len(out.read_bytes().splitlines()) == cast("Json", report["conversations"])["lines"]
    whole = out.read_bytes()
    code, said, err = await command("data", "export", str(out), "--min-reward", "1", "--patient", "p-1")
    assert (code, out.read_bytes() == whole) == (ExitCode.OK, True)
    async with deployment.running() as clinic:
        given = rows_of(await clinic.get("/v1/patients/p-1/consents"))
        of_export = next(text_of(each, "id") for each in given if each["scope"] == "training_export")
        await clinic.post(f"/v1/patients/p-1/consents/{of_export}/withdraw", status=200)
    code, said, err = await command("data", "export", str(out))
    assert (code, "none of 1 reviewed sessions could leave; nothing was written" in err) == (ExitCode.PARTIAL, True)
    assert out.read_bytes() == whole, "what was exported before stays"
    code, said, err = await command("data", "export", str(tmp_path / "none.jsonl"), "--patient", "p-0")
    assert (code, "no patient p-0" in err) == (ExitCode.FAILED, True)
    assert not await asyncio.to_thread((tmp_path / "none.jsonl").exists)
    assert session


async def test_a_demo_replaces_no_folder_but_an_earlier_demos(command: Command, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("keep", encoding="utf-8")
    (precious / "throughline.db").write_bytes(b"")
    code, _, err = await command("demo", "--out", str(precious))
    assert (code, "something else than an earlier demo" in err) == (ExitCode.USAGE, True)
    assert (precious / "thesis.txt").read_text(encoding="utf-8") == "keep"


async def test_memory_is_read_at_the_command_line(
    deployment: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with deployment.running() as clinic:
        await _reviewed(clinic)
        facts = rows_of(await clinic.get("/v1/patients/p-1/facts"))
        quotes = [text_of(fact["source"], "quote") for fact in facts]
    monkeypatch.setenv("THROUGHLINE_DSN", deployment.settings.dsn)
    capsys.readouterr()
    thread = asyncio.to_thread
    query = ("memory", "recall", "--patient", "p-1", "--query", "sister box room", "--k", "1", "--json")
    assert await thread(run, *query) == ExitCode.OK
    found = cast("Json", json.loads(capsys.readouterr().out))
    (item,) = rows_of(found["items"])
    assert {name: value for name, value in item.items() if name not in {"score", "channels"}} == {
        "session": 1,
        "turn": 8,
        "date": "2026-03-02",
        "role": "client",
        "text": ENGLISH[3],
    }
    assert (found["abstain"], isinstance(found["ms"], float)) == (False, True)
    assert await thread(run, "memory", "facts", "--patient", "p-1", "--json") == ExitCode.OK
    told = rows_of(cast("Json", json.loads(capsys.readouterr().out))["facts"])
    lives = next(fact for fact in told if fact["predicate"] == "lives_with")
    assert (lives["object"], lives["evidence"]) == (
        "sister Bea",
        {"session": 1, "turn": 8, "quote": next(quote for quote in quotes if "sister Bea" in quote)},
    )
    assert len(told) == len(facts)
    before = ("memory", "facts", "--patient", "p-1", "--as-of", "2026-03-01", "--json")
    assert await thread(run, *before) == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == {"facts": []}
    assert await thread(run, "memory", "facts", "--patient", "p-1", "--as-of", "March") == ExitCode.USAGE
    assert await thread(run, "memory", "facts", "--patient", "p-0") == ExitCode.FAILED
    assert "no patient p-0" in capsys.readouterr().err


def test_a_shipped_protocol_passes_its_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("protocol", "check", str(SHIPPED / "safety_screen.yaml"), "--json") == ExitCode.OK
    report = cast("Json", json.loads(capsys.readouterr().out))
    assert (report["ok"], isinstance(cast("Json", report["bounds"])["max_turns"], int)) == (True, True)
    assert run("protocol", "check", str(SHIPPED / "safety_screen.yaml")) == ExitCode.OK
    said = capsys.readouterr().out
    assert ("Longest session: at most 22 client turns." in said, said.rstrip().endswith(": ok.")) == (True, True)


def test_a_protocol_with_errors_is_exit_code_one_with_each_place_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (SHIPPED / "cbt.depression.session.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("start: check_in", "start: nowhere"), encoding="utf-8")
    assert run("protocol", "check", str(broken), "--json") == ExitCode.FAILED
    report = cast("Json", json.loads(capsys.readouterr().out))
    errors = [finding for finding in rows_of(report["findings"]) if finding["severity"] == "error"]
    assert report["ok"] is False
    assert set(errors[0]) == {"code", "severity", "where", "line", "text", "counterexample"}
    assert any("nowhere" in str(finding["text"]) for finding in errors)
    broken.write_text("just words", encoding="utf-8")
    assert run("protocol", "check", str(broken)) == ExitCode.FAILED
    assert f"{broken}:1: not_a_map" in capsys.readouterr().out
    broken.write_bytes(b"\xff\xfe\x00")
    assert run("protocol", "check", str(broken)) in {ExitCode.FAILED, ExitCode.USAGE}
    assert run("protocol", "check", str(tmp_path / "none.yaml")) == ExitCode.USAGE
    assert "cannot be read" in capsys.readouterr().err
