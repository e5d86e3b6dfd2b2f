"""Where the driver's failures become the store's own errors."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from memory.store.errors import DatabaseUnreachable


@contextmanager
def reachable() -> Generator[None]:
    """Turns a refused, broken, busy or full database into DatabaseUnreachable; every other failure passes as it is."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseUnreachable(str(error.orig)) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise DatabaseUnreachable(str(error.orig)) from error
    except OSError as error:
        raise DatabaseUnreachable(str(error)) from error
