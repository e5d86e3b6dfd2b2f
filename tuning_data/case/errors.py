"""What can be wrong with a case or review file.

CaseError
└── FileRefused     the file is not of the format: where (file, line, field), what, and what to do about it
"""

from pathlib import Path


class CaseError(Exception):
    """Any refusal about a case or its reviews."""


class FileRefused(CaseError):
    """One thing wrong in one file. `line` counts from 1; `field` is the path of keys (`sessions.0.lines.default`)."""

    def __init__(self, *, file: Path, line: int, field: str, why: str, remedy: str) -> None:
        where = f" ({field})" if field else ""
        super().__init__(f"{file}:{line}{where}: {why}. {remedy}")
        self.file = file
        self.line = line
        self.field = field
        self.why = why
        self.remedy = remedy
