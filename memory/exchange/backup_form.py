"""The form of a backup: one line of JSON a row, the manifest last, every byte under a hash.

    {"format": "throughline-backup", "version": 1, "revision": "0008", "tool": "0.1.0", "database": "sqlite", "made_at"}
    {"table": "actors", "columns": [["tenant", "text"], ...], "key": ["tenant", "id"]}
    [cell, ...]                                       one line a row, in the order of the key's bytes
    ...
    {"manifest": {"revision", "tool", "made_at", "tables": {"actors": {"rows": 1, "sha256": "..."}}, "sha256": "..."}}

The SHA-256 of a table is over its rows' lines, that of the manifest over everything before its own line. Cells are the
same whichever database they came from: moments are UTC with microseconds, bytes are base64 (RFC 4648).
"""

import base64
import hashlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Double,
    Float,
    Integer,
    LargeBinary,
    Select,
    Text,
    inspect,
    select,
)
from sqlalchemy import column as named_column
from sqlalchemy import table as named_table
from sqlalchemy.types import TypeEngine

from memory.record.codec import Cell, UtcDateTime

FORMAT = "throughline-backup"
VERSION = 1
KINDS: Mapping[str, TypeEngine[Any]] = {
    "text": Text(),
    "int": Integer(),
    "float": Double(),
    "bool": Boolean(),
    "moment": UtcDateTime(),
    "day": Date(),
    "bytes": LargeBinary(),
}
_BY_TYPE = ((Boolean, "bool"), (Integer, "int"), (Float, "float"), (DateTime, "moment"), (Date, "day"))

Row = dict[str, Cell]
ModelT = TypeVar("ModelT", bound=BaseModel)


class BackupRefused(Exception):
    """A backup that cannot be made or brought back as asked; nothing was changed."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Head(_Strict):
    """The first line."""

    format: str
    version: int
    revision: str
    tool: str
    database: str
    made_at: datetime


class Columns(_Strict):
    """What the rows of a table hold, in their order; `key` is what they are sorted by."""

    table: str
    columns: tuple[tuple[str, str], ...] = Field(min_length=1)
    key: tuple[str, ...] = Field(min_length=1)


class TableSum(_Strict):
    """How many rows, and the SHA-256 (hex) over their lines."""

    rows: int
    sha256: str


class Manifest(_Strict):
    """What a backup holds. `sha256` (hex) is over every byte before this line."""

    revision: str
    tool: str
    made_at: datetime
    tables: dict[str, TableSum]
    sha256: str

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(each.rows for each in self.tables.values())


class Tail(_Strict):
    """The last line."""

    manifest: Manifest


@dataclass(slots=True)
class Sum:
    """The sum of a table as its lines go by."""

    rows: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> None:
        """One more row."""
        self.rows += 1
        self.digest.update(line)

    def done(self) -> TableSum:
        """What it came to."""
        return TableSum(rows=self.rows, sha256=self.digest.hexdigest())


def line_of(value: object) -> bytes:
    """One line of the file."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def model_line(model: BaseModel) -> bytes:
    """A line that is no row."""
    return line_of(model.model_dump(mode="json"))


def columns_there(connection: Connection, name: str) -> Columns:
    """The columns of a table as they are in this database. Raises: BackupRefused for a kind that is not known."""
    looked = inspect(connection)
    columns: list[tuple[str, str]] = []
    for each in looked.get_columns(name):
        kind = _kind(each["type"])
        if kind is None:
            raise BackupRefused(f"column {each['name']} of {name} is of a kind that backups do not know")
        columns.append((str(each["name"]), kind))
    key = looked.get_pk_constraint(name)["constrained_columns"]
    return Columns(table=name, columns=tuple(sorted(columns)), key=tuple(key))


def rows_there(connection: Connection, columns: Columns, *, chunk: int = 500) -> Generator[bytes]:
    """The rows of a table as lines, in the order of the key's bytes (the same in both databases)."""
    rows = connection.execute(_query(connection, columns), execution_options={"yield_per": chunk})
    kinds = [kind for _, kind in columns.columns]
    for row in rows:
        yield line_of([_out(cell, kind) for cell, kind in zip(row, kinds, strict=True)])


def sum_there(connection: Connection, columns: Columns) -> TableSum:
    """The sum of a table as it is in this database."""
    summed = Sum()
    for line in rows_there(connection, columns):
        summed.add(line)
    return summed.done()


def row_of(line: bytes, columns: Columns) -> Row:
    """A line as column -> cell. Raises: ValueError."""
    cells: object = orjson.loads(line)
    if not isinstance(cells, list):
        raise ValueError("a row is no list")
    pairs = zip(columns.columns, cast("list[object]", cells), strict=True)
    return {name: _in(cell, kind) for (name, kind), cell in pairs}


def insert_into(columns: Columns) -> Any:
    """The statement that keeps such rows."""
    return named_table(columns.table, *(named_column(name, KINDS[kind]) for name, kind in columns.columns)).insert()


class Backup:
    """A backup file, read from its beginning. Every fault is a BackupRefused that names what is damaged, and the line.

    `checked` reads all of it without keeping it; `tables` gives the rows, table after table.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def checked(self) -> Manifest:
        """The manifest, once every byte was found to be what it says. Raises: BackupRefused."""
        sums: dict[str, Sum] = {}
        whole = hashlib.sha256()
        head: Head | None = None
        columns: Columns | None = None
        tail: Tail | None = None
        for n, line in self._lines():
            if tail is not None:
                raise self._damaged(f"line {n}: there is more after the manifest")
            if head is None:
                head = self._head(line)
            elif line.startswith(b'{"table":'):
                columns = self._model(Columns, line, n)
                if columns.table in sums or any(kind not in KINDS for _, kind in columns.columns):
                    raise self._damaged(f"line {n}: table {columns.table} is there twice, or of a kind not known")
                sums[columns.table] = Sum()
            elif line.startswith(b'{"manifest":'):
                tail = self._model(Tail, line, n)
                if model_line(tail) != line:
                    raise self._damaged(f"line {n}: the manifest is not as it was written")
                continue
            else:
                self._count(columns, sums, line, n)
            whole.update(line)
        if head is None or tail is None:
            raise self._damaged("it ends before its manifest: the backup was cut off")
        self._compare(head, tail.manifest, sums, whole.hexdigest())
        return tail.manifest

    def tables(self) -> Generator[tuple[Columns, Generator[bytes]]]:
        """Every table with its lines, to be read in order. Check the file first."""
        with self.path.open("rb") as opened:
            opened.readline()
            line = opened.readline()
            while line.startswith(b'{"table":'):
                columns = Columns.model_validate_json(line)
                last: list[bytes] = []
                yield columns, _rows(opened, last)
                line = last[0]

    def _lines(self) -> Generator[tuple[int, bytes]]:
        try:
            with self.path.open("rb") as opened:
                yield from enumerate(opened, start=1)
        except OSError as error:
            raise BackupRefused(f"{self.path} cannot be read: {error.strerror or type(error).__name__}") from None

    def _head(self, line: bytes) -> Head:
        if b'"format":"throughline-backup"' not in line:
            raise BackupRefused(f"{self.path} is no backup of this service: its first line does not say so")
        head = self._model(Head, line, 1)
        if head.version != VERSION:
            raise BackupRefused(f"{self.path} is of backup version {head.version}; this release reads {VERSION}")
        return head

    def _count(self, columns: Columns | None, sums: dict[str, Sum], line: bytes, n: int) -> None:
        if columns is None:
            raise self._damaged(f"line {n}: a row before any table")
        try:
            row_of(line, columns)
        except ValueError:
            raise self._damaged(f"line {n}: a row of table {columns.table} cannot be read") from None
        sums[columns.table].add(line)

    def _compare(self, head: Head, manifest: Manifest, sums: dict[str, Sum], whole: str) -> None:
        for name, told in manifest.tables.items():
            found = sums[name].done() if name in sums else None
            if found is None or found.rows != told.rows:
                raise self._damaged(f"table {name} has {found.rows if found else 'no'} rows, not {told.rows}")
            if found.sha256 != told.sha256:
                raise self._damaged(f"the rows of table {name} do not match their SHA-256")
        if (head.revision, head.tool, head.made_at) != (manifest.revision, manifest.tool, manifest.made_at):
            raise self._damaged("its first line and its manifest differ")
        if set(sums) != set(manifest.tables) or whole != manifest.sha256:
            raise self._damaged("it does not match its SHA-256")

    def _model(self, kind: type[ModelT], line: bytes, n: int) -> ModelT:
        try:
            return kind.model_validate_json(line)
        except ValidationError:
            raise self._damaged(f"line {n} cannot be read") from None

    def _damaged(self, text: str) -> BackupRefused:
        return BackupRefused(f"{self.path} is damaged: {text}")


def _rows(opened: Any, last: list[bytes]) -> Generator[bytes]:
    for line in opened:
        if line.startswith(b"{"):
            last.append(line)
            return
        yield line


def _query(connection: Connection, columns: Columns) -> Select[Any]:
    made = {name: named_column(name, KINDS[kind]) for name, kind in columns.columns}
    there = named_table(columns.table, *made.values())
    bytewise = connection.dialect.name != "sqlite"
    kinds = dict(columns.columns)
    order = [made[name].collate("C") if bytewise and kinds[name] == "text" else made[name] for name in columns.key]
    return select(*made.values()).select_from(there).order_by(*order)


def _kind(of: TypeEngine[Any]) -> str | None:
    for kind, name in _BY_TYPE:
        if isinstance(of, kind):
            return name
    if isinstance(of, LargeBinary) or type(of).__name__ in {"BLOB", "BYTEA"}:
        return "bytes"
    return "text" if isinstance(of, Text) or type(of).__name__ in {"TEXT", "VARCHAR"} else None


def _out(cell: Any, kind: str) -> object:
    match cell:
        case datetime():
            return cell.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return cell.isoformat()
        case bytes():
            return base64.b64encode(cell).decode()
        case float() | int() if kind == "float":
            return float(cell)
        case _:
            return cell


def _in(cell: Any, kind: str) -> Cell:
    if cell is None:
        return None
    match kind, cell:
        case "bytes", str():
            return base64.b64decode(cell, validate=True)
        case "moment", str():
            return datetime.fromisoformat(cell)
        case "day", str():
            return date.fromisoformat(cell)
        case "text", str():
            return cell
        case "bool", bool():
            return cell
        case "int", int():
            return cell
        case "float", float():
            return cell
        case _:
            raise ValueError(f"no {kind}")


def in_order(names: Sequence[str], there: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tables of `there` in the order of `names`, and those that `names` does not have."""
    known = set(names)
    return [name for name in names if name in set(there)], sorted(name for name in there if name not in known)
