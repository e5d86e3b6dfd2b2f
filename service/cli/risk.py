"""`throughline risk scan`: what the layers that need no model hear in lines of text. No database, no service."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from memory.record.identity import Language
from service.cli.exits import ExitCode, Stop
from service.cli.output import AsJson, note, print_table
from strategies.risk.errors import WeightsUnusable
from strategies.risk.hearing import hear, trained_layers
from strategies.risk.reading import Reading

app = typer.Typer(help="What is heard of danger in text.")

STANDARD_INPUT = "-"
LONGEST_TEXT = 100_000


class ScanLine(BaseModel):
    """One line in. `lang` is not needed: the script of the text says which lexicon reads it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str | int
    text: str = Field(max_length=LONGEST_TEXT)
    lang: Language | None = None
    context: str = ""


@app.callback()
def _group() -> None:
    """Lexicon and classifier, united; no model is asked."""


@app.command("scan")
def scan_command(
    file: Annotated[Path, typer.Option("--jsonl", help="One object a line: id, text; lang, context. - for stdin.")],
    as_json: AsJson = False,
) -> None:
    """What each line says of danger: alarm, tier 0 to 3, level 0 to 6, kinds, layers, why."""
    try:
        trained_layers()
    except WeightsUnusable as error:
        raise Stop(ExitCode.FAILED, str(error)) from None
    lines = list(_checked(_lines(file), where=str(file)))
    found = ((line, hear(line.text, context=line.context)) for line in lines)
    if as_json:
        for line, heard in found:
            sys.stdout.write(json.dumps(as_dict(line, heard), ensure_ascii=False) + "\n")
        return
    rows = [
        (str(line.id), str(heard.tier), ",".join(kind.value for kind in heard.kinds), "+".join(heard.layers), heard.why)
        for line, heard in found
    ]
    print_table(("id", "tier", "kinds", "layers", "why"), rows)
    note(f"{len(rows)} lines, {sum(row[1] != '0' for row in rows)} alarms")


def as_dict(line: ScanLine, heard: Reading) -> dict[str, object]:
    """One line out."""
    return {
        "id": line.id,
        "alarm": heard.alarm,
        "tier": heard.tier,
        "level": heard.level,
        "kinds": [kind.value for kind in heard.kinds],
        "layers": list(heard.layers),
        "why": heard.why,
        "features": [feature.value for feature in heard.features],
    }


def _checked(lines: Iterable[tuple[int, bytes]], *, where: str) -> Iterator[ScanLine]:
    for number, given in lines:
        try:
            yield ScanLine.model_validate_json(given)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise Stop(
                ExitCode.USAGE,
                f"{where}, line {number}: {f'{place}: ' if place else ''}{first['msg']}; "
                'a line is {"id": ..., "lang": "en" or "zh-CN", "text": ..., "context": ...}',
            ) from None


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers from 1."""
    if str(file) == STANDARD_INPUT:
        content = sys.stdin.buffer.read()
    else:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise Stop(ExitCode.USAGE, f"{file} cannot be read: {error.strerror or type(error).__name__}") from None
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield number, line
