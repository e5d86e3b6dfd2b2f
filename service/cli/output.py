"""What commands share: JSON or a table, and one way to run async work."""

import asyncio
import json
from collections.abc import Coroutine, Sequence
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output instead of a table.")]
"""The flag of everything that lists."""

Dsn = Annotated[str | None, typer.Option(help="Database; else THROUGHLINE_DSN, else the settings file.")]
Tenant = Annotated[str | None, typer.Option(help="Tenant; else THROUGHLINE_TENANT, else `local`.")]


def run(work: Coroutine[object, object, T]) -> T:
    """Runs async work to its end."""
    return asyncio.run(work)


def say(text: str) -> None:
    """One line for a person, on standard output."""
    typer.echo(text)


def note(text: str) -> None:
    """One line beside the result, on standard error."""
    typer.echo(text, err=True)


def print_json(value: object) -> None:
    """`value` as JSON on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for a person. Nothing in `rows` is read as markup."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    Console(highlight=False).print(table)


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
