"""Record <-> row: one rule for all of them, read from the record's annotations.

A field becomes the column of its name. Text, numbers, booleans, dates and moments are columns of their kind; a member
of a closed set is its value; everything nested is JSON in a text column, packed where the field says so. None is NULL,
always.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import Boolean, Column, Date, DateTime, Dialect, Double, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from memory.record.packing import Packed, pack, unpack

Cell = str | int | float | bool | bytes | datetime | date | None
"""What a row holds in one column."""


class Record(Protocol):
    """A frozen dataclass of `memory.record`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


RecordT = TypeVar("RecordT", bound=Record)


class NotEncodable(ValueError):
    """Field `field` of a record holds a text that not every database can hold."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} holds a character that cannot be stored")
        self.field = field


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the row, microseconds kept. SQLite drops time zones; this puts UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; a naive moment is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment without a time zone"
            raise ValueError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def columns_of(record: type[Record], *, without: Iterable[str] = (), primary: Sequence[str] = ()) -> list[Column[Any]]:
    """One column a field, in the record's order; those in `primary` form the primary key."""
    left_out = frozenset(without)
    made: list[Column[Any]] = []
    for name, (kind, nullable) in _kinds(record).items():
        if name not in left_out:
            made.append(Column(name, _column_type(kind), nullable=nullable, primary_key=name in primary))
    return made


class Codec(Generic[RecordT]):
    """Turns records of one kind into rows and back."""

    def __init__(self, record: type[RecordT], *, without: Iterable[str] = ()) -> None:
        self._record = record
        left_out = frozenset(without)
        kinds = {name: kind for name, (kind, _) in _kinds(record).items() if name not in left_out}
        self.names = tuple(kinds)
        self._encoders = [(name, _encoder(name, kind)) for name, kind in kinds.items()]
        self._decoders = [(name, _decoder(kind)) for name, kind in kinds.items()]

    def row(self, record: RecordT) -> dict[str, Cell]:
        """The record as column -> cell. Raises: NotEncodable."""
        return {name: encode(getattr(record, name)) for name, encode in self._encoders}

    def record(self, row: Sequence[object], **rest: object) -> RecordT:
        """The record of a row whose first columns are `names` in their order; `rest` are the fields left out."""
        known = {
            name: cell if decode is None or cell is None else decode(cell)
            for (name, decode), cell in zip(self._decoders, row, strict=False)
        }
        return self._record(**known, **rest)


def _kinds(record: type[Record]) -> Mapping[str, tuple[Any, bool]]:
    """Field -> (its type without None, whether None is allowed)."""
    hints = get_type_hints(record, include_extras=True)
    return {f.name: _without_none(hints[f.name]) for f in fields(record)}


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        kept = tuple(part for part in get_args(hint) if part is not NoneType)
        nullable = len(kept) < len(get_args(hint))
        return (kept[0] if len(kept) == 1 else Union[kept]), nullable  # noqa: UP007 - built at run time
    return hint, False


def _column_type(kind: Any) -> TypeEngine[Any]:
    if kind is bool:
        return Boolean()
    if kind is int:
        return Integer()
    if kind is float:
        return Double()
    if kind is datetime:
        return UtcDateTime()
    if kind is date:
        return Date()
    return LargeBinary() if _is_packed(kind) else Text()


def _is_packed(kind: Any) -> bool:
    return get_origin(kind) is Annotated and any(isinstance(mark, Packed) for mark in get_args(kind)[1:])


def _encoder(name: str, kind: Any) -> Callable[[Any], Cell]:
    if _is_packed(kind):
        return _packing(_encoder(name, get_args(kind)[0]))
    if kind in (bool, int, float, datetime, date):
        return _as_it_is
    if isinstance(kind, type) and issubclass(kind, str):
        return _text_encoder(name)
    adapter = _json_of(kind)

    def encode(value: Any) -> Cell:
        if value is None:
            return None
        try:
            return adapter.dump_json(value).decode()
        except ValueError as error:
            raise NotEncodable(name) from error

    return encode


def _packing(encode: Callable[[Any], Cell]) -> Callable[[Any], Cell]:
    def packed(value: Any) -> Cell:
        text = encode(value)
        return pack(text.encode()) if isinstance(text, str) else text

    return packed


def _unpacking(decode: Callable[[Any], object] | None) -> Callable[[Any], object]:
    def unpacked(cell: bytes) -> object:
        text = unpack(cell).decode()
        return text if decode is None else decode(text)

    return unpacked


def _json_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter[Any](kind)


def _as_it_is(value: Any) -> Cell:
    return value  # type: ignore[no-any-return]  # the record's own annotation says which cell it is


def _text_encoder(name: str) -> Callable[[Any], Cell]:
    def encode(value: Any) -> Cell:
        if value is None:
            return None
        text = str(value)
        if "\x00" in text:
            raise NotEncodable(name)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise NotEncodable(name) from error
        return text

    return encode


def _decoder(kind: Any) -> Callable[[Any], object] | None:
    if _is_packed(kind):
        return _unpacking(_decoder(get_args(kind)[0]))
    if kind in (bool, int, float, datetime, date, str):
        return None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__  # three times as fast as calling the enum
    return _json_of(kind).validate_json
