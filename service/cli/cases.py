"""Case files as a command is given them."""

import sys
from pathlib import Path

from service.cli.exits import ExitCode, Stop
from strategies.planning.case_form import MAX_BYTES


def case_bytes(file: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`; one more than allowed at most. Raises: Stop."""
    if str(file) == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
