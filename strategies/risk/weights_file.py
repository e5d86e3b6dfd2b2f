"""Files of weights: a header, one line of JSON, and tables of signed bytes after it."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from strategies.risk.errors import WeightsUnusable

HeaderT = TypeVar("HeaderT", bound=BaseModel)


def content_of(file: Path) -> bytes:
    """What a file of weights holds.

    Raises:
        WeightsUnusable: when it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise WeightsUnusable(file.name, error.strerror or type(error).__name__) from None


def parted(content: bytes, form: type[HeaderT], *, where: str) -> tuple[HeaderT, bytes]:
    """The header of a file, and what comes after its line.

    Raises:
        WeightsUnusable: when it begins with no such header.
    """
    line, _, rest = content.partition(b"\n")
    try:
        return form.model_validate_json(line), rest
    except ValidationError as error:
        raise WeightsUnusable(where, f"its header does not hold: {error.errors()[0]['msg']}") from None


def check_size(tables: bytes, size: int, *, where: str) -> None:
    """Raises: WeightsUnusable when the tables hold other than `size` weights."""
    if len(tables) != size:
        raise WeightsUnusable(where, f"{len(tables)} weights; the header says {size}")
