"""Looking at the database while the service has it open."""

import pytest

from service import readiness
from service.readiness import database_state


async def test_a_service_never_opens_its_own_sqlite_file_beside_sqlite(
    sqlite_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing it would give up the locks that the process holds, and the next checkpoint could damage the file."""

    def opened(_: str) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(readiness, "refuse_other_files", opened)
    state = await database_state(sqlite_dsn)
    assert state.head is not None
