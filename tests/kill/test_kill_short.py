"""The service killed a few times at random moments; `make test-kill` does it fifty or five hundred times."""

from pathlib import Path

import pytest

from tests.kill.trials import kill_naive, kill_service

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def test_no_turn_is_lost_doubled_or_misordered_when_the_service_is_killed(dsn: str, tmp_path: Path) -> None:
    held = await kill_service(dsn, tmp_path, kills=4)
    assert sum(len(spoken.answers) for spoken in held) >= 4


async def test_the_same_kills_break_a_service_without_keys(sqlite_dsn: str, tmp_path: Path) -> None:
    broken = await kill_naive(sqlite_dsn, tmp_path, kills=4)
    assert broken.doubled > 0
