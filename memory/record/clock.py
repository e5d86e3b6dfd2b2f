"""Time and ids, handed in everywhere."""

from collections.abc import Callable
from datetime import UTC, datetime

from uuid_utils import uuid7

Clock = Callable[[], datetime]
"""Gives the present moment as aware UTC."""

Ids = Callable[[], str]
"""Gives a new id: a UUIDv7 in production, so that ids sort by time; a counter in tests."""


def system_clock() -> datetime:
    """The present moment, aware, UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new UUIDv7 in its usual text form."""
    return str(uuid7())
