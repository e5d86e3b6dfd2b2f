"""What every aggregate's store is made of: one transaction, and scoped reading and writing of one kind of record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Executable, Integer, Select, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from memory.record.codec import Cell, Codec, NotEncodable, Record
from memory.record.identity import Scope
from memory.store.drivers import Driver, Lines
from memory.store.errors import (
    AlreadyThere,
    ConstraintBroken,
    NotFound,
    OutOfScope,
    ParentMissing,
    Unstorable,
    WriteInRead,
)
from memory.store.prepared import Prepared

RecordT = TypeVar("RecordT", bound=Record)

Row = Mapping[str, Cell]
Condition = ColumnElement[bool]
Statement = Prepared | Executable
_Shape = tuple[tuple[str, ...], tuple[str, ...], int | None]
_NOTHING: Row = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One open transaction. `writing` is false in one that was opened for reading.

    A statement that is not prepared is compiled for this one time: right for what is asked rarely.
    """

    driver: Driver
    writing: bool

    async def read(self, statement: Statement, values: Row = _NOTHING) -> Lines:
        """All rows of a query. Raises: DatabaseUnreachable."""
        return await self.driver.fetch(_prepared(statement), values)

    async def write(self, statement: Statement, values: Row = _NOTHING, *, kind: str) -> int:
        """Runs a change; how many rows it touched. Raises: WriteInRead, DatabaseUnreachable, ConstraintBroken."""
        self._check_writing(kind)
        return await self.driver.change(_prepared(statement), values)

    async def write_each(self, statement: Statement, rows: Sequence[Row], *, kind: str) -> None:
        """Runs a change once for each of `rows`. Raises: as `write`."""
        self._check_writing(kind)
        await self.driver.change_each(_prepared(statement), rows)

    async def write_returning(self, statement: Statement, values: Row = _NOTHING, *, kind: str) -> Lines:
        """Runs a change; the rows that it returns. Raises: as `write`."""
        self._check_writing(kind)
        return await self.driver.fetch(_prepared(statement), values)

    def _check_writing(self, kind: str) -> None:
        if not self.writing:
            raise WriteInRead(kind)


def _prepared(statement: Statement) -> Prepared:
    return statement if isinstance(statement, Prepared) else Prepared(statement)


class Shelf(Generic[RecordT]):
    """Where one kind of record lies: its table, its codec, and its statements.

    A statement whose conditions are equalities is put together once and kept: that takes longer than running it.
    """

    def __init__(
        self, kind: str, record: type[RecordT], table: Table, *, owner: str | None = "patient", without: str = ""
    ) -> None:
        self.kind = kind
        self.table = table
        self.owner = owner
        self.codec = Codec(record, without=[without] if without else [])
        self.key = tuple(column.name for column in table.primary_key.columns)
        self.select: Select[*tuple[Any, ...]] = select(*(table.c[name] for name in self.codec.names))
        self.insert = Prepared(table.insert())
        self.insert_new = Prepared(
            sqlite_insert(table).on_conflict_do_nothing(), postgres_insert(table).on_conflict_do_nothing()
        )
        self._selects: dict[_Shape, Prepared] = {}
        self._greatest: dict[_Shape, Prepared] = {}
        self._updates: dict[tuple[str, ...], Prepared] = {}

    def equal(self, names: Iterable[str]) -> list[Condition]:
        """That each of these columns holds the value bound under its name."""
        return [self.table.c[name] == bindparam(name) for name in names]

    @cached_property
    def insert_next(self) -> Prepared:
        """A row whose last column of the key counts on, by `width`, from the rows that share the rest of it."""
        *same, counted = self.key
        columns = self.table.c
        alike = (columns[name] == bindparam(f"to_{name}", type_=columns[name].type) for name in same)
        reached = select(func.coalesce(func.max(columns[counted]), 0) + bindparam("width", type_=Integer)).where(*alike)
        values: dict[str, ColumnElement[Any]] = {
            name: reached.scalar_subquery() if name == counted else bindparam(f"to_{name}", type_=columns[name].type)
            for name in self.codec.names
        }
        return Prepared(insert(self.table).values(values).inline())

    def rows_by(self, names: Iterable[str], order: tuple[str, ...], limit: int | None) -> Select[*tuple[Any, ...]]:
        """The rows whose columns `names` hold the values bound to them; `-name` in `order` is the greatest first."""
        columns = self.table.c
        by = [columns[name[1:]].desc() if name.startswith("-") else columns[name] for name in order]
        return self.select.where(*self.equal(names)).order_by(*by).limit(limit)

    def select_by(self, names: tuple[str, ...], order: tuple[str, ...], limit: int | None) -> Prepared:
        """The same, prepared."""
        shape = (names, order, limit)
        found = self._selects.get(shape)
        if found is None:
            found = self._selects[shape] = Prepared(self.rows_by(names, order, limit))
        return found

    def select_greatest(self, column: str, names: tuple[str, ...]) -> Prepared:
        """The greatest value of a column among those rows."""
        shape = (names, (column,), None)
        found = self._greatest.get(shape)
        if found is None:
            greatest = select(func.max(self.table.c[column])).where(*self.equal(names))
            found = self._greatest[shape] = Prepared(greatest)
        return found

    def update_by(self, names: tuple[str, ...]) -> Prepared:
        """All but the key, bound under `to_name`, of the rows whose columns `names` hold what `is_name` binds."""
        found = self._updates.get(names)
        if found is None:
            held = [self.table.c[name] == bindparam(f"is_{name}") for name in names]
            changed: dict[str, ColumnElement[Any]] = {
                name: bindparam(f"to_{name}") for name in self.codec.names if name not in self.key
            }
            found = self._updates[names] = Prepared(update(self.table).where(*held).values(changed))
        return found

    def name_of(self, record: RecordT) -> str:
        """How errors name the record: its key without its owner."""
        return "/".join(str(getattr(record, column)) for column in self.key if column not in ("tenant", "patient"))

    def row(self, record: RecordT, extra: Row | None = None) -> dict[str, Cell]:
        """The record as a row. Raises: Unstorable."""
        try:
            row = self.codec.row(record)
        except NotEncodable as error:
            raise Unstorable(self.kind, error.field) from error
        return row if extra is None else {**row, **extra}


class Rows(Generic[RecordT]):
    """Reading and writing of one kind of record in one transaction, whosever they are."""

    def __init__(self, transaction: Transaction, shelf: Shelf[RecordT]) -> None:
        self.transaction = transaction
        self.shelf = shelf
        self.table = shelf.table

    def _admit(self, record: RecordT) -> None:
        """Refuses a record that this store may not keep."""

    def owned(self) -> tuple[Condition, ...]:
        """What limits every statement to the rows of this store."""
        return ()

    def owner(self) -> dict[str, Cell]:
        """The same as columns and their values."""
        return {}

    async def add(self, record: RecordT) -> None:
        """Keeps a new row. Raises: AlreadyThere, after which the transaction goes on; ParentMissing, which ends it."""
        await self._add(record, self.shelf.insert_new, self.shelf.row(record))

    async def append(self, record: RecordT, *, width: int) -> None:
        """Keeps a new row whose last column of the key is `width` above the greatest of its like. Raises: as `add`."""
        row = self.shelf.row(record)
        values = {f"to_{name}": row[name] for name in row if name != self.shelf.key[-1]}
        await self._add(record, self.shelf.insert_next, {**values, "width": width})

    async def _add(self, record: RecordT, statement: Prepared, values: Row) -> None:
        self._admit(record)
        try:
            added = await self.transaction.write(statement, values, kind=self.shelf.kind)
        except ConstraintBroken as error:
            raise ParentMissing(self.shelf.kind, self.shelf.name_of(record)) from error
        if added == 0:
            raise AlreadyThere(self.shelf.kind, self.shelf.name_of(record))

    async def add_all(self, records: Sequence[RecordT], extra: Sequence[Row] | None = None) -> None:
        """Keeps new rows in one statement, with what `extra` has beyond the records. Raises: as `add`, both end it."""
        if not records:
            return
        for record in records:
            self._admit(record)
        if extra is None:
            rows = [self.shelf.row(record) for record in records]
        else:
            rows = [self.shelf.row(record, more) for record, more in zip(records, extra, strict=True)]
        try:
            await self.transaction.write_each(self.shelf.insert, rows, kind=self.shelf.kind)
        except ConstraintBroken as error:
            raise _refusal(error)(self.shelf.kind, self.shelf.name_of(records[0])) from error

    async def find(self, *conditions: Condition, order: Sequence[ColumnElement[Any]] = ()) -> RecordT | None:
        """The first row that meets the conditions."""
        found = await self.matching(*conditions, order=order, limit=1)
        return found[0] if found else None

    async def by(self, *, order: tuple[str, ...] = (), limit: int | None = None, **known: Cell) -> list[RecordT]:
        """The rows whose columns hold these values; `-name` in `order` is the greatest first. The quick way to read."""
        values = {**self.owner(), **known}
        statement = self.shelf.select_by(tuple(values), order, limit)
        return self.records(await self.transaction.read(statement, values))

    async def one_by(self, *, order: tuple[str, ...] = (), **known: Cell) -> RecordT | None:
        """The first of them."""
        found = await self.by(order=order, limit=1, **known)
        return found[0] if found else None

    async def greatest(self, column: str, **known: Cell) -> int:
        """The greatest value of a column of numbers in the rows that hold these values: 0 where there is none."""
        values = {**self.owner(), **known}
        rows = await self.transaction.read(self.shelf.select_greatest(column, tuple(values)), values)
        return int(rows[0][0] or 0)

    async def get(self, id: str) -> RecordT:  # noqa: A002 - the field's own word
        """The row with this id. Raises: NotFound."""
        found = await self.one_by(id=id)
        if found is None:
            raise NotFound(self.shelf.kind, id)
        return found

    async def matching(
        self, *conditions: Condition, order: Sequence[ColumnElement[Any]] = (), limit: int | None = None
    ) -> list[RecordT]:
        """The rows that meet the conditions, in this order."""
        statement = self.shelf.select.where(*self.owned(), *conditions)
        if order:
            statement = statement.order_by(*order)
        if limit is not None:
            statement = statement.limit(limit)
        return self.records(await self.transaction.read(statement))

    def records(self, rows: Lines) -> list[RecordT]:
        """The records of fetched rows."""
        return [self.shelf.codec.record(row) for row in rows]

    async def number(self, value: ColumnElement[Any], *conditions: Condition) -> int:
        """A count, or the greatest of a column: 0 where there is none."""
        rows = await self.transaction.read(select(value).where(*self.owned(), *conditions))
        return int(rows[0][0] or 0)

    async def change(self, record: RecordT, **expected: Cell) -> bool:
        """Writes the record over the row with its key, if that row also holds what is expected; whether it did."""
        self._admit(record)
        row = self.shelf.row(record)
        held = {**self.owner(), **{column: row[column] for column in self.shelf.key}, **expected}
        values = {f"is_{name}": cell for name, cell in held.items()}
        values |= {f"to_{name}": cell for name, cell in row.items() if name not in self.shelf.key}
        try:
            changed = await self.transaction.write(self.shelf.update_by(tuple(held)), values, kind=self.shelf.kind)
        except ConstraintBroken as error:
            raise _refusal(error)(self.shelf.kind, self.shelf.name_of(record)) from error
        return changed == 1

    async def replace(self, record: RecordT) -> None:
        """Writes the record over the row with its key. Raises: NotFound."""
        if not await self.change(record):
            raise NotFound(self.shelf.kind, self.shelf.name_of(record))


class ScopedRows(Rows[RecordT]):
    """The same for one patient: no statement reaches further, and no record of another patient is kept."""

    def __init__(self, transaction: Transaction, scope: Scope, shelf: Shelf[RecordT]) -> None:
        super().__init__(transaction, shelf)
        self._scope = scope
        self._patient = shelf.owner or "patient"

    def _admit(self, record: RecordT) -> None:
        if getattr(record, "tenant", None) != self._scope.tenant or (
            getattr(record, self._patient, None) != self._scope.patient
        ):
            raise OutOfScope(self.shelf.kind, self.shelf.name_of(record))

    def owned(self) -> tuple[Condition, ...]:
        """Tenant and patient."""
        columns = self.table.c
        return (columns.tenant == self._scope.tenant, columns[self._patient] == self._scope.patient)

    def owner(self) -> dict[str, Cell]:
        """Tenant and patient."""
        return {"tenant": self._scope.tenant, self._patient: self._scope.patient}


def _refusal(error: ConstraintBroken) -> type[ParentMissing | AlreadyThere]:
    return ParentMissing if error.parent else AlreadyThere
