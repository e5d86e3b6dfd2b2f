"""Receipts of erasures outside the database, where an older copy of it cannot undo them: a file, a line each."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from memory.exchange.errors import ExchangeError
from memory.record.erasure import ErasureReceipt

NAME = "erasures.jsonl"
"""The file in the service's data folder."""
_RECEIPT = TypeAdapter(ErasureReceipt)
_LIST = TypeAdapter(list[ErasureReceipt])


class ReceiptsUnreadable(ExchangeError):
    """A file of receipts that cannot be read as one: nothing may be restored on its word."""


def keep_receipts(file: Path, receipts: Sequence[ErasureReceipt]) -> None:
    """Appends those that the file does not hold and waits for the disk; only its owner may read it.

    All of a tenant's are handed in each time, so that one whose writing failed is made up for.

    Raises: OSError, ReceiptsUnreadable.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    held = {(each.tenant, each.id) for each in read_receipts(file)} if file.exists() else set[tuple[str, str]]()
    lines = b"".join(_RECEIPT.dump_json(each) + b"\n" for each in receipts if (each.tenant, each.id) not in held)
    place = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(place, lines)
        os.fsync(place)
    finally:
        os.close(place)


def read_receipts(file: Path) -> Sequence[ErasureReceipt]:
    """Every receipt of such a file, or of what `throughline patient erasures --json` prints.

    Raises: ReceiptsUnreadable.
    """
    try:
        data = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReceiptsUnreadable(f"{file} cannot be read: {type(error).__name__}") from None
    printed = _printed(data)
    if printed is not None:
        try:
            return _LIST.validate_python(printed)
        except ValidationError:
            raise ReceiptsUnreadable(f"{file}: `items` are no receipts of erasures") from None
    found: list[ErasureReceipt] = []
    for n, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            try:
                found.append(_RECEIPT.validate_json(line))
            except ValidationError:
                raise ReceiptsUnreadable(f"{file}: line {n} is no receipt of an erasure") from None
    return found


def _printed(data: str) -> object:
    try:
        value: object = json.loads(data)
    except ValueError:
        return None
    return cast("dict[str, Any]", value)["items"] if isinstance(value, dict) and "items" in value else None
