"""Where the driver's failures become the store's own errors."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from memory.store.errors import DatabaseDamaged, DatabaseFailed, DatabaseUnreachable

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_KIND = 0xFF
"""The lowest byte of a result code is its kind (https://www.sqlite.org/rescode.html)."""


def damage_in(error: BaseException | None) -> str | None:
    """What SQLite finds wrong with its file; none where the error is about something else.

    Text that is no UTF-8 is found by the driver, which has no code for it and quotes the text: that is not repeated.
    """
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return "text in it is no UTF-8" if str(error).startswith("Could not decode to UTF-8") else None
    return str(error) if code & _KIND in _DAMAGE else None


def place_of(url: URL) -> str:
    """Which database: its URL without driver, password and options."""
    shown = URL.create(
        url.get_backend_name(), username=url.username, host=url.host, port=url.port, database=url.database
    )
    return shown.render_as_string()


@contextmanager
def reachable(place: str = "") -> Generator[None]:
    """Turns a refused, broken, busy or full database into DatabaseUnreachable, a damaged one into DatabaseDamaged.

    Every other failure passes as it is. `place` is where, if it is known here.
    """
    try:
        try:
            yield
        except DBAPIError as error:
            if (damage := damage_in(error.orig)) is not None:
                raise DatabaseDamaged(damage) from None  # its own text may quote a row's
            if not isinstance(error, OperationalError | InterfaceError) and not error.connection_invalidated:
                raise
            raise DatabaseUnreachable(str(error.orig)) from error
        except OSError as error:
            raise DatabaseUnreachable(str(error)) from error
    except DatabaseFailed as failed:
        failed.place = place
        raise
