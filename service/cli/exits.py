"""How a command ends."""

from enum import IntEnum


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
