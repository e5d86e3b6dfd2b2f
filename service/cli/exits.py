"""How a command ends, and what it says of a database that cannot be used."""

from enum import IntEnum

from memory.store.errors import DatabaseDamaged, DatabaseFailed


class ExitCode(IntEnum):
    """0 ok, 1 checks failed, 2 usage, 3 backend unreachable, 4 partial."""

    OK = 0
    FAILED = 1
    USAGE = 2
    UNREACHABLE = 3
    PARTIAL = 4


class Stop(Exception):
    """Ends the command with `code`; `text` says why, on standard error."""

    def __init__(self, code: ExitCode, text: str) -> None:
        super().__init__(text)
        self.code = code


def is_held(error: DatabaseFailed) -> bool:
    """Whether the database is there, but another process writes to it all the time."""
    return "locked" in str(error)


def in_the_way(error: DatabaseFailed) -> tuple[str, str]:
    """What keeps the database from being used, without its password, and what to do about it."""
    place = error.place or "the database"
    if isinstance(error, DatabaseDamaged):
        remedy = (
            "Move the file and those beside it that end in -wal and -shm away, then bring the last backup back: "
            "throughline db restore FILE. If it never was this service's, name another: THROUGHLINE_DSN."
        )
        return f"{place} is damaged, or is no SQLite database ({error})", remedy
    if is_held(error):
        return f"{place} is held by another process", "End that process, then try again."
    if place.startswith("sqlite"):
        remedy = "Make the file and its folder readable and writable, or name another: THROUGHLINE_DSN."
        return f"{place} cannot be opened ({error})", remedy
    return f"no connection to {place} ({error})", "Start the database, or correct THROUGHLINE_DSN."
