"""`throughline sop`: compile a procedure, run its tests, refuse what is no procedure."""

import json
from pathlib import Path

import pytest

from service.cli.exits import ExitCode
from tests.service.command import run

PROCEDURE = "1. Rate fear from 0 to 10. If fear is 7 or more, pause together.\n2. Close the session.\n"


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def source(text: str | bytes) -> str:
    path = Path("fear step.md")
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def test_compile_prints_the_graph_in_the_form_of_the_machine_door(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sop", "compile", source(PROCEDURE), "--out", "out", "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert {"nodes", "edges", "start", "ends", "questions", "trace"} <= told.keys()
    assert [(node["id"], node["kind"], PROCEDURE[slice(*node["span"])]) for node in told["nodes"]] == [
        ("s1", "assess", "Rate fear from 0 to 10."),
        ("s1a", "intervene", "pause together."),
        ("s2", "end", "Close the session."),
    ]
    assert [(edge["from"], edge["to"], edge["type"], edge["guard"]) for edge in told["edges"]] == [
        ("s1", "s1a", "conditional", "fear is 7 or more"),
        ("s1", "s2", "sequence", None),
        ("s1a", "s2", "sequence", None),
    ]
    assert (told["start"], told["ends"]) == ("s1", ["s2"])


def test_compile_writes_protocol_graph_matrix_questions_and_tests_and_these_pass(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("sop", "compile", source(PROCEDURE), "--out", "out") == ExitCode.OK
    names = sorted(path.name for path in Path("out").iterdir())
    assert names == ["graph.json", "matrix.md", "questions.md", "sop.fear_step.yaml", "tests.json"]
    assert run("protocol", "check", "out/sop.fear_step.yaml") == ExitCode.OK
    assert run("sop", "test", "out", "--json") == ExitCode.OK
    told = capsys.readouterr().out
    assert json.loads(told[told.index('{\n  "passed"') :])["failed"] == []


def test_a_damaged_protocol_fails_its_tests_with_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    run("sop", "compile", source(PROCEDURE), "--out", "out")
    path = Path("out/sop.fear_step.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("fear >= 7", "fear >= 8"), encoding="utf-8")
    assert run("sop", "test", "out") == ExitCode.FAILED
    assert "expected s1a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", ExitCode.FAILED, "holds no step"),
        (b"x" * 10_000_000, ExitCode.USAGE, "too_large"),
        (b"1. caf\xe9", ExitCode.USAGE, "not_utf8"),
        (b"\0", ExitCode.USAGE, "not_text"),
        ("1. Ask.\n" * 5000, ExitCode.USAGE, "too_many_blocks"),
    ],
    ids=["empty", "10 MB", "Latin-1", "bytes", "too many steps"],
)
def test_what_is_no_procedure_is_refused_in_words(
    text: str | bytes, code: ExitCode, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("sop", "compile", source(text), "--out", "out") == code
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_folder_without_tests_are_usage_errors() -> None:
    assert run("sop", "compile", "nowhere.md") == ExitCode.USAGE
    assert run("sop", "test", "nowhere") == ExitCode.USAGE
