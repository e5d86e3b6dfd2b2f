"""`throughline patient`: histories and bundles in and out, erasure; faults by their paths."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from memory.exchange.reading import history_of
from memory.record.clock import system_clock
from service.cli.exits import ExitCode
from service.cli.psycheval import PsychEvalCourse, history_of_course
from tests.service.command import run

EXAMPLES = Path(__file__).parents[2] / "examples"
CANARY = "the walk along the canal"
Json = dict[str, Any]


@pytest.fixture
def place(sqlite_dsn: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings name a fresh database."""
    monkeypatch.setenv("THROUGHLINE_DSN", sqlite_dsn)
    monkeypatch.setenv("THROUGHLINE_TENANT", "clinic")
    return sqlite_dsn


def shown(capsys: pytest.CaptureFixture[str]) -> Json:
    return cast("Json", json.loads(capsys.readouterr().out))


def test_a_history_is_recalled_carried_to_another_place_and_erased(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del place
    file, out, back = EXAMPLES / "history.en.json", tmp_path / "out.json", tmp_path / "back.json"
    assert run("patient", "import", file, "--json") == ExitCode.OK
    assert shown(capsys)["added"]["turns"] == 18
    assert run("patient", "import", file) == ExitCode.OK
    assert "nothing changed" in capsys.readouterr().out
    asked = ("memory", "recall", "--patient", "history-en", "--query", CANARY, "--json")
    assert run(*asked) == ExitCode.OK
    first = shown(capsys)["items"][0]
    assert (first["session"], first["turn"], first["date"], first["role"]) == (3, 6, "2025-09-23", "client")
    assert run("patient", "export", "--patient", "history-en", "--out", out, "--json") == ExitCode.OK
    sha = shown(capsys)["sha256"]
    assert json.loads(out.read_bytes())["sha256"] == sha

    monkeypatch.setenv("THROUGHLINE_DSN", f"sqlite:///{tmp_path / 'other.db'}")
    assert run("patient", "import", out) == ExitCode.OK
    assert run("patient", "export", "--patient", "history-en", "--out", back, "--json") == ExitCode.OK
    capsys.readouterr()
    assert json.loads(back.read_bytes())["sha256"] == sha

    assert run("patient", "erase", "--patient", "history-en", "--reason", "asked for it", "--json") == ExitCode.OK
    erased = shown(capsys)
    assert erased["receipt"]["rows"]["turns"] == 18
    assert erased["remains"]
    for again in (asked, ("patient", "export", "--patient", "history-en", "--out", back)):
        assert run(*again) == ExitCode.FAILED
        assert CANARY not in "".join(capsys.readouterr())
    assert run("patient", "erasures", "--json") == ExitCode.OK
    assert [each["id"] for each in shown(capsys)["items"]] == [erased["receipt"]["id"]]
    assert CANARY.encode() not in b"".join(each.read_bytes() for each in tmp_path.glob("other.db*"))


def test_an_import_prints_what_its_words_state_and_the_alarms(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del place
    value = json.loads((EXAMPLES / "history.zh.json").read_bytes())
    value["sessions"][0]["turns"][1]["text"] += "我养了一只猫。"
    value["sessions"][2]["turns"][5]["text"] = "昨天晚上我\n不想活了。"
    file = tmp_path / "zh.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    assert run("patient", "import", file, "--no-facts", "--json") == ExitCode.OK
    left = shown(capsys)
    assert (left["read"], left["alarms"], left["added"]["facts"]) == (None, [], 3)
    assert run("patient", "import", file) == ExitCode.OK
    printed = capsys.readouterr().out
    assert "nothing new, nothing changed" in printed
    assert "read 9 client turns of 3 sessions: " in printed
    alarms = [line for line in printed.splitlines() if line.startswith("alarm: ")]
    assert f"{len(alarms)} alarms" in printed
    (line,) = (each for each in alarms if each.startswith("alarm: session 3"))
    assert line.startswith("alarm: session 3, turn 6, 2025-11-01: tier 1, level 1, passive_ideation, open: ")
    assert line.endswith("昨天晚上我 不想活了。")
    assert run("memory", "facts", "--patient", "history-zh", "--json") == ExitCode.OK
    assert ("pet", "猫") in {(each["predicate"], each["object"]) for each in shown(capsys)["facts"]}
    assert run("patient", "import", file, "--json") == ExitCode.OK
    again = shown(capsys)
    assert (again["read"]["sessions"], again["read"]["facts"], again["alarms"]) == (0, 0, [])


def test_a_refused_file_names_every_fault_and_leaves_nothing(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del place
    value = json.loads((EXAMPLES / "history.zh.json").read_bytes())
    value["sessions"][2]["turns"][5]["role"] = "nurse"
    value["measures"][1]["total"] = 28
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    assert run("patient", "import", file, "--json") == ExitCode.FAILED
    assert [each["field"] for each in shown(capsys)["errors"]] == ["sessions[2].turns[5].role", "measures[1].total"]
    assert run("patient", "import", file) == ExitCode.FAILED
    assert "sessions[2].turns[5].role: " in capsys.readouterr().err
    assert run("memory", "facts", "--patient", "history-zh") == ExitCode.FAILED
    assert run("patient", "import", tmp_path / "none.json") == ExitCode.USAGE


def test_a_file_above_the_bound_is_refused_without_reading_it_whole(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del place
    file = tmp_path / "large.json"
    with file.open("wb") as opened:
        opened.truncate(100 * 2**20)
    assert run("patient", "import", file) == ExitCode.FAILED
    assert "more than 67108864 bytes" in capsys.readouterr().err


def test_a_course_without_days_is_read_under_days_that_are_named(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del place
    lines = [{"role": "Counselor", "text": "最近怎么样？"}, {"role": "Client", "text": "睡得好一些。"}]
    session = {"session_dialogue": lines, "session_summary": {"homework": ["写三行日记"]}, "session_goals": {}}
    course = {"client_id": 1, "sessions": [{"session_number": n, **session} for n in (1, 2)], "theoretical": "x"}
    file = tmp_path / "1.json"
    file.write_text(json.dumps(course), encoding="utf-8")
    layout = ("patient", "import", file, "--layout", "psycheval")
    assert run(*layout) == ExitCode.USAGE
    assert run(*layout, "--patient", "c-1", "--first-date", "2025-01-06", "--json") == ExitCode.OK
    capsys.readouterr()
    made = history_of_course(PsychEvalCourse.model_validate(course), patient="c-1", first=date(2025, 1, 6))
    sound = history_of(made, now=system_clock())
    assert [(each.n, str(each.date), len(each.turns)) for each in sound.sessions] == [
        (1, "2025-01-06", 2),
        (2, "2025-01-13", 2),
    ]
    assert [task.part.text for task in sound.homework] == ["写三行日记"] * 2
    file.write_text(json.dumps({"sessions": []}), encoding="utf-8")
    assert run(*layout, "--first-date", "2025-01-06") == ExitCode.FAILED
    assert "client_id" in capsys.readouterr().err


async def test_an_actor_who_is_not_there_does_nothing(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    del place
    given = ("patient", "import", EXAMPLES / "history.en.json", "--actor", "nobody")
    assert await asyncio.to_thread(run, *given) == ExitCode.USAGE
    assert "no actor nobody" in capsys.readouterr().err
