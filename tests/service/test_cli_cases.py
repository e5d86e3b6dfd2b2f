"""`throughline target sufficiency` and `throughline plan next`: the forms of the machine doors, and refusals."""

import json
from pathlib import Path

import pytest

from service.cli.exits import ExitCode
from tests.service.command import run

SET: dict[str, object] = {
    "id": "c1",
    "lang": "zh",
    "problems": [{"id": "p1", "text": "被动自杀意念"}],
    "mechanisms": [],
    "targets": [
        {"id": "t1", "label": "外出", "problem": "p1", "mechanism": None, "measure": "待定", "interventions": []}
    ],
}
CASE: dict[str, object] = {
    "id": "k1",
    "lang": "en",
    "state": {
        "formulation_summary": "Worry.",
        "targets": [
            {"id": "t1", "label": "Worry", "measure": "GAD-7", "baseline": 15, "current": 11, "direction": "down"}
        ],
        "next_session_plan": ["Worry time"],
        "last_session_outcome": "",
    },
    "event": "missed_homework",
    "event_detail": "Nothing was written; the week was too full.",
}


def kept(folder: Path, content: object) -> str:
    file = folder / "case.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


def test_sufficiency_prints_its_machine_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("target", "sufficiency", kept(tmp_path, SET), "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("id", "verdict", "missing")} == {
        "id": "c1",
        "verdict": "insufficient",
        "missing": ["target_without_measure", "target_without_intervention", "risk_without_safety_target"],
    }
    assert told["details"][2] == {
        "code": "risk_without_safety_target",
        "id": "p1",
        "why": "提到了危险（“自杀”），却没有安全方面的靶点",
    }


def test_people_read_that_no_gap_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = {"problems": [{"id": "p", "text": "worry"}], "targets": [
        {"id": "t", "label": "worry", "problem": "p", "measure": "GAD-7", "interventions": ["worry time"]}
    ]}  # fmt: skip
    assert run("target", "sufficiency", kept(tmp_path, good)) == ExitCode.OK
    assert capsys.readouterr().out == "No gap found.\n"


def test_plan_next_prints_its_machine_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "next", "--case", kept(tmp_path, CASE), "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["replan"] is True
    assert told["agenda"] == ["homework_barrier_review", "homework_resize"]
    assert told["target_actions"] == [{"action": "keep", "target": "t1"}]
    assert told["reasons"][0]["rule"] == "homework_missed"
    assert told["plan"][-1] == "Worry time"


@pytest.mark.parametrize(
    ("command", "content", "said"),
    [
        (("target", "sufficiency"), '{"problems": [{"id": "a"}]}', "problems[0].text: it is missing; add it"),
        (("plan", "next", "--case"), '{"event": "rupture", "state": 3}', "state: it is no object"),
        (("plan", "next", "--case"), "{", "line 1: this is no JSON"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], content: str, said: str
) -> None:
    assert run(*command, kept(tmp_path, content)) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "next", "--case", str(tmp_path / "none.json")) == ExitCode.USAGE
    assert "none.json cannot be read" in capsys.readouterr().err
