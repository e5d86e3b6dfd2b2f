"""`throughline risk scan`: lines in, readings out, and what it says of lines that do not hold."""

import io
import json
import sys
from pathlib import Path

import pytest

from service.cli.exits import ExitCode
from service.cli.main import main

LINES = (
    {"id": "a", "lang": "en", "text": "I want to kill myself.", "context": ""},
    {"id": "b", "lang": "zh-CN", "text": "今天和朋友去吃饭了。"},
    {"id": 3, "text": "Yes.", "context": "Are you having thoughts of ending your life?"},
)
KEYS = {"id", "alarm", "tier", "level", "kinds", "layers", "why", "features"}


def written(folder: Path, content: str) -> Path:
    file = folder / "lines.jsonl"
    file.write_text(content, encoding="utf-8")
    return file


def test_every_line_comes_out_with_its_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "\n".join(json.dumps(line, ensure_ascii=False) for line in LINES) + "\n\n")
    with pytest.raises(SystemExit) as ended:
        main(["risk", "scan", "--jsonl", str(file), "--json"])
    assert ended.value.code == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["id"], each["alarm"], each["tier"], each["level"]) for each in found] == [
        ("a", True, 1, 2),
        ("b", False, 0, 0),
        (3, True, 1, 2),
    ]
    assert all(set(each) == KEYS for each in found)
    assert found[0]["layers"] == ["lexicon"]
    assert "active_ideation" in found[0]["kinds"]


def test_standard_input_and_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = io.TextIOWrapper(io.BytesIO(json.dumps(LINES[0]).encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", given)
    with pytest.raises(SystemExit) as ended:
        main(["risk", "scan", "--jsonl", "-"])
    assert ended.value.code == 0
    told = capsys.readouterr()
    assert "lexicon" in told.out
    assert "1 lines, 1 alarms" in told.err


@pytest.mark.parametrize(
    ("bad", "told"),
    [("no json", "line 2: Invalid JSON"), ('{"id": "x"}', "line 2: text: Field required"), ("[1]", "line 2: ")],
)
def test_a_line_that_does_not_hold_is_named_and_nothing_comes_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str, told: str
) -> None:
    file = written(tmp_path, json.dumps(LINES[0]) + "\n" + bad + "\n")
    with pytest.raises(SystemExit) as ended:
        main(["risk", "scan", "--jsonl", str(file), "--json"])
    assert ended.value.code == ExitCode.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["risk", "scan", "--jsonl", str(tmp_path / "none.jsonl")])
    assert ended.value.code == ExitCode.USAGE
    assert "cannot be read" in capsys.readouterr().err
