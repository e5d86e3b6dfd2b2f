"""The promise at full length: `make test-kill`, fifty kills on each database; `make test-kill KILLS=500` for more."""

import os
from pathlib import Path

import pytest

from tests.kill.trials import kill_naive, kill_service

KILLS = int(os.environ.get("KILLS", "50"))

pytestmark = [pytest.mark.kill, pytest.mark.timeout(60 + 20 * KILLS)]


async def test_no_turn_is_lost_doubled_or_misordered_over_many_kills(dsn: str, tmp_path: Path) -> None:
    held = await kill_service(dsn, tmp_path, kills=KILLS)
    assert sum(len(spoken.answers) for spoken in held) >= KILLS


async def test_the_same_kills_break_a_service_without_keys(dsn: str, tmp_path: Path) -> None:
    broken = await kill_naive(dsn, tmp_path, kills=KILLS)
    assert broken.doubled >= KILLS // 5
