"""Drawings, adherence and compiled protocols as they are asked for: over HTTP and at the command line."""

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest

from memory.record.identity import Role
from service.cli.exits import ExitCode
from service.settings import Auth
from strategies.graph.load import load_file
from tests.service.clinic import ENGLISH, PROTOCOL, Clinic, Json, Service, rows_of
from tests.service.command import run

SHIPPED = Path(str(files("strategies.protocols")))
FILE = str(SHIPPED / f"{PROTOCOL}.yaml")


async def held(clinic: Clinic) -> str:
    """A session of five client turns, closed, reviewed with a reward of 1."""
    session = await clinic.seated()
    await clinic.hold(session)
    return session


async def test_a_protocol_and_a_session_s_way_are_drawn_over_http(clinic: Clinic) -> None:
    session = await held(clinic)
    answer = await clinic.client.get(f"/v1/protocols/{PROTOCOL}/drawing?lang=zh")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert ET.fromstring(answer.text).get("lang") == "zh-CN"  # noqa: S314 - our own bytes
    assert (await clinic.client.get(f"/v1/protocols/{PROTOCOL}/drawing?lang=zh-CN")).content == answer.content
    told = cast("Json", await clinic.get(f"/v1/sessions/{session}/drawing?format=json"))
    visited = {str(step["id"]) for step in rows_of(told["steps"]) if step["visited"]}
    assert {"check_in", "homework_review", "safety_check", "bridge"} <= visited
    assert "balanced" not in visited
    walk = cast("Json", told["walk"])
    assert (walk["sessions"], walk["cohort"], walk["elsewhere"]) == (1, False, 0)
    cohort = cast("Json", await clinic.get(f"/v1/protocols/{PROTOCOL}/drawing?format=json&cohort=true"))
    assert cast("Json", cohort["walk"])["sessions"] == 1
    mermaid = await clinic.client.get(f"/v1/sessions/{session}/drawing?format=mermaid&protocol=safety_screen")
    assert mermaid.text.startswith("flowchart TD")


async def test_what_cannot_be_drawn_is_refused(clinic: Clinic) -> None:
    session = await clinic.seated()
    await clinic.get("/v1/protocols/no.such/drawing", 404)
    await clinic.get(f"/v1/protocols/{PROTOCOL}/drawing?lang=fr", 400)
    await clinic.get(f"/v1/protocols/{PROTOCOL}/drawing?format=png", 422)
    await clinic.get(f"/v1/sessions/{session}/drawing?protocol=no.such", 404)
    await clinic.get("/v1/sessions/none/drawing", 404)


async def test_adherence_stands_beside_the_word_that_no_review_is_there(clinic: Clinic) -> None:
    session = await held(clinic)
    told = cast("Json", await clinic.get(f"/v1/sessions/{session}/adherence"))
    measures = {str(cast("Json", each["measure"])["name"]): each for each in rows_of(told["measures"])}
    assert cast("Json", measures["transition_validity"]["measure"])["value"] == 1.0
    assert cast("Json", measures["edge_accuracy"]["measure"])["value"] is None
    assert {each["quality_said"] for each in measures.values()} == {"no quality measure: no signed review"}
    interventions = {str(dose["node"]): dose for dose in rows_of(told["doses"]) if dose["kind"] == "intervene"}
    assert interventions["balanced"]["visits"] == 0
    reference = {"reference": [{"turn": 2, "expected": "homework_review", "by": "dr-lin"}]}
    against = await clinic.post(f"/v1/sessions/{session}/adherence", reference, 200)
    accuracy = next(each for each in rows_of(against["measures"]) if "edge_accuracy" in str(each["measure"]))
    assert cast("Json", accuracy["measure"])["value"] == 1.0
    await clinic.post(f"/v1/sessions/{session}/adherence", {"reference": [{"turn": 0, "expected": "x"}]}, 422)
    patient = cast("Json", await clinic.get("/v1/patients/p-1/adherence"))
    assert [each["session"] for each in rows_of(patient["sessions"])] == [session]
    await clinic.get("/v1/patients/p-0/adherence", 404)


async def test_a_signed_review_stands_beside_every_measure(clinic: Clinic) -> None:
    session = await held(clinic)
    await clinic.close(session)
    review = await clinic.post(f"/v1/sessions/{session}/reviews")
    told = cast("Json", await clinic.get(f"/v1/sessions/{session}/adherence"))
    assert {each["quality"] for each in rows_of(told["measures"])} == {review["reward"]}


async def test_another_tenant_sees_neither_drawing_nor_adherence(deployment: Service) -> None:
    async with deployment.running() as clinic:
        session = await clinic.seated()
    async with deployment.running(auth=Auth.KEYS) as clinic:
        stranger = await clinic.key("elsewhere", "x", Role.CLINICIAN)
        for path in (
            f"/v1/sessions/{session}/drawing",
            f"/v1/sessions/{session}/adherence",
            "/v1/patients/p-1/adherence",
        ):
            assert (await clinic.client.get(path, headers=stranger)).status_code == 404


async def test_the_command_line_draws_a_session_and_a_cohort_and_measures_both(
    deployment: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    async with deployment.running() as clinic:
        session = await held(clinic)
    monkeypatch.setenv("THROUGHLINE_DSN", deployment.settings.dsn)
    monkeypatch.setenv("COLUMNS", "200")
    capsys.readouterr()
    ask = asyncio.to_thread
    out = tmp_path / "way.svg"
    assert await ask(run, "protocol", "draw", FILE, "--session", session, "--out", str(out)) == ExitCode.OK
    assert "session 1 of p-1, 2026-03-02" in out.read_text(encoding="utf-8")
    assert await ask(run, "protocol", "draw", FILE, "--cohort", "--patient", "p-1", "--format", "json") == ExitCode.OK
    captured = capsys.readouterr()
    assert cast("Json", json.loads(captured.out)["walk"])["sessions"] == 1
    assert await ask(run, "session", "adherence", session, "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["client_turns"] == len(ENGLISH)
    reference = tmp_path / "reference.jsonl"
    reference.write_text('{"turn": 2, "expected": "stay"}\n', encoding="utf-8")
    assert await ask(run, "session", "adherence", session, "--reference", str(reference)) == ExitCode.OK
    captured = capsys.readouterr()
    assert "premature_advance" in captured.out
    assert "no quality measure" in captured.out
    assert "r = .02" in captured.err
    assert await ask(run, "session", "adherence", "--patient", "p-1") == ExitCode.OK
    assert "pass^1" in capsys.readouterr().out
    assert await ask(run, "session", "adherence", "--patient", "p-0") == ExitCode.FAILED
    assert await ask(run, "session", "adherence") == ExitCode.USAGE
    reference.write_text('{"turn": "two"}\n', encoding="utf-8")
    assert await ask(run, "session", "adherence", session, "--reference", str(reference)) == ExitCode.USAGE
    assert "line 1 of the reference" in capsys.readouterr().err


def test_a_protocol_with_faults_is_drawn_with_them_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    text = Path(FILE).read_text(encoding="utf-8")
    broken.write_text(text.replace("start: check_in", "start: nowhere"), encoding="utf-8")
    assert run("protocol", "draw", str(broken), "--lang", "zh-CN") == ExitCode.OK
    assert "▲ 1 错误 unknown_node" in capsys.readouterr().out
    broken.write_text("protocol: {", encoding="utf-8")
    assert run("protocol", "draw", str(broken)) == ExitCode.FAILED
    assert run("protocol", "draw", str(tmp_path / "none.yaml")) == ExitCode.USAGE
    assert run("protocol", "draw", FILE, "--lang", "fr") == ExitCode.USAGE
    assert run("protocol", "draw", FILE, "--session", "x", "--cohort") == ExitCode.USAGE


def test_a_protocol_is_compiled_at_another_grain_into_a_file_that_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "coarse.yaml"
    arguments = ("protocol", "compile", FILE, "--grain", "coarse", "--musts", "3", "--out", str(out), "--json")
    assert run(*arguments) == ExitCode.OK
    told = cast("Json", json.loads(capsys.readouterr().out))
    assert cast("int", told["nodes"]) < cast("int", told["nodes_before"])
    build = load_file(out).protocol.protocol.build
    assert build is not None
    assert (build.grain, build.musts) == ("coarse", 3)
    assert run("protocol", "check", str(out)) == ExitCode.OK
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        Path(FILE).read_text(encoding="utf-8").replace("start: check_in", "start: nowhere"), encoding="utf-8"
    )
    assert run("protocol", "compile", str(broken), "--grain", "fine") == ExitCode.FAILED
    assert run("protocol", "compile", FILE, "--grain", "finest") == ExitCode.USAGE
