"""The bank of risk lines as data: what the classifier is trained on and what the layers are measured on."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from memory.record.identity import Language
from strategies.risk.errors import BankUnreadable

FOLDER = Path(__file__).with_name("bank")
EXPLICIT, CODED, PASSIVE = "explicit", "coded", "passive"


class BankLine(BaseModel):
    """One line of our own writing. `tier` 0 is no danger; `group` is the person and situation that it was written for.

    `context` is what was said to the writer just before. Lines of one group never stand on both sides of a split.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    group: str = Field(min_length=1)
    lang: Language
    style: str = Field(min_length=1)
    form: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    tier: int = Field(ge=0, le=3)
    text: str = Field(min_length=1)
    context: str = ""


def read_bank(paths: Iterable[Path]) -> tuple[BankLine, ...]:
    """The lines of JSONL files, in order; empty lines are skipped.

    Raises:
        BankUnreadable: names file and line of the first that does not hold, or of an id that stands twice.
        OSError: when a file cannot be read.
    """
    found: list[BankLine] = []
    seen: set[str] = set()
    for path in paths:
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if not text.strip():
                continue
            try:
                line = BankLine.model_validate_json(text)
            except ValidationError as error:
                first = error.errors()[0]
                place = ".".join(str(part) for part in first["loc"])
                raise BankUnreadable(path.name, number, f"{place}: {first['msg']}") from None
            if line.id in seen:
                raise BankUnreadable(path.name, number, f"the id {line.id} stands twice")
            seen.add(line.id)
            found.append(line)
    return tuple(found)


def training_files() -> list[Path]:
    """The files of the training half, by name."""
    return sorted(FOLDER.glob("train*.jsonl"))


def held_files() -> list[Path]:
    """The files of the held-out half, by name: nothing is fitted or mended by them."""
    return sorted(FOLDER.glob("held*.jsonl"))


def digest(lines: Sequence[BankLine]) -> str:
    """SHA-256 over what is trained on: groups, tiers and texts in their order."""
    whole = hashlib.sha256()
    for line in lines:
        whole.update(f"{line.group}\t{line.tier}\t{line.text}\n".encode())
    return whole.hexdigest()
