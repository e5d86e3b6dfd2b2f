"""What a procedure's file can be refused for.

SopError
├── SourceRefused   the bytes are no text that can be read; `code` and `remedy` say why and what to do
└── GeneratedTestsRefused    the folder holds no generated tests, or they do not fit their protocol
"""


class SopError(Exception):
    """Any refusal of the compiler."""


class SourceRefused(SopError):
    """The file cannot be read as a procedure."""

    def __init__(self, code: str, text: str, remedy: str) -> None:
        super().__init__(f"[{code}] {text}. {remedy}")
        self.code = code
        self.text = text
        self.remedy = remedy


class GeneratedTestsRefused(SopError):
    """The generated tests cannot be run."""
