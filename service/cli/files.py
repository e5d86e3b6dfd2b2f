"""Protocol files as a command is given them."""

from collections.abc import Sequence
from pathlib import Path

from service.cli.exits import ExitCode, Stop
from strategies.graph.yaml_tree import MAX_BYTES


def texts_of(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each file with its text. Raises: Stop."""
    return [(file, _text(file)) for file in files]


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise Stop(ExitCode.USAGE, f"{file} has more than {MAX_BYTES} bytes")
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
    except UnicodeDecodeError:
        raise Stop(ExitCode.USAGE, f"{file} cannot be read: it is not UTF-8") from None
