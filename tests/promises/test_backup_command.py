"""`throughline db backup`, `verify` and `restore` at the command line."""

import asyncio
import json
from pathlib import Path

import pytest

from memory.exchange.receipts import NAME
from service.cli.exits import ExitCode
from tests.promises.test_backup import fill
from tests.service.command import run


def test_a_backup_is_made_verified_and_brought_back(
    sqlite_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA_DIR", str(tmp_path / "data"))
    asyncio.run(fill(sqlite_dsn))
    file, target = str(tmp_path / "made.backup"), f"sqlite:///{tmp_path / 'target.db'}"
    assert run("db", "backup", file, "--dsn", sqlite_dsn, "--json") == ExitCode.OK
    made = json.loads(capsys.readouterr().out)
    assert (made["file"], made["left_out"], made["tables"]["patients"]["rows"]) == (file, [], 2)
    assert run("db", "backup", file, "--dsn", sqlite_dsn) == ExitCode.FAILED
    assert "is there already" in capsys.readouterr().err
    assert run("db", "verify", file) == ExitCode.OK
    assert "is whole" in capsys.readouterr().out
    assert run("db", "restore", file, "--dsn", target) == ExitCode.USAGE
    assert f"{NAME} is not there" in capsys.readouterr().err
    assert not (tmp_path / "target.db").exists()
    assert run("db", "restore", file, "--dsn", target, "--no-erasures", "--json") == ExitCode.OK
    done = json.loads(capsys.readouterr().out)
    assert done["rows"] == sum(each["rows"] for each in made["tables"].values())
    assert run("db", "restore", file, "--dsn", target, "--no-erasures") == ExitCode.FAILED
    assert "not empty" in capsys.readouterr().err
    assert run("db", "backup", str(tmp_path / "no" / "folder"), "--dsn", sqlite_dsn) == ExitCode.USAGE
    missing = str(tmp_path / "never.backup")
    assert run("db", "verify", missing) == ExitCode.FAILED
    assert run("db", "backup", missing, "--dsn", f"sqlite:///{tmp_path / 'none.db'}") == ExitCode.UNREACHABLE
    assert not Path(missing).exists()
