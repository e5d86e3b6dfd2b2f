"""A statement put together once: its text for each database, and its values in the order the driver wants.

SQLAlchemy writes the SQL; the driver runs it. Going through SQLAlchemy's executor costs about ten times what a small
query itself costs, at each of some twenty statements a turn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from memory.record.codec import Cell

Values = Mapping[str, Cell]
Convert = Callable[[Any], Any]
SQLITE: Dialect = SQLiteDialect_aiosqlite()
POSTGRES: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # its constructor has no annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """The statement for one database. `fixed` are the values that stand in it; `bound` says how a value goes in."""

    sql: str
    order: tuple[str, ...]
    fixed: Values
    bound: tuple[Convert | None, ...]
    fetched: tuple[tuple[int, Convert], ...]

    def arguments(self, values: Values) -> tuple[Any, ...]:
        """The values in the driver's order."""
        fixed = self.fixed
        return tuple(
            value if bind is None else bind(value)
            for value, bind in (
                (values[name] if name in values else fixed[name], bind)
                for name, bind in zip(self.order, self.bound, strict=True)
            )
        )

    def lines(self, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The rows, with what SQLite does not know put right: moments, dates, booleans (asyncpg knows them)."""
        if not self.fetched:
            return rows
        made: list[list[Any]] = []
        for row in rows:
            line = list(row)
            for place, convert in self.fetched:
                line[place] = convert(line[place])
            made.append(line)
        return made


class Prepared:
    """A statement whose every changing value is a named `bindparam`; compiled when a database first needs it.

    `on_postgres` takes its place on PostgreSQL, where the two say the same thing differently.
    """

    def __init__(self, statement: Executable, on_postgres: Executable | None = None) -> None:
        self._statement = statement
        self._on_postgres = statement if on_postgres is None else on_postgres
        self._compiled: dict[bool, Compiled] = {}

    def on(self, *, postgres: bool) -> Compiled:
        """For PostgreSQL, or for SQLite."""
        found = self._compiled.get(postgres)
        if found is None:
            found = _compile(self._on_postgres, POSTGRES) if postgres else _compile(self._statement, SQLITE)
            self._compiled[postgres] = found
        return found


def _compile(statement: Executable, dialect: Dialect) -> Compiled:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement of ours is a clause
    if not isinstance(compiled, SQLCompiler):
        message = f"{type(statement).__name__} is no query and no change"
        raise TypeError(message)
    to_come: dict[str, None] = {name: None for name, bind in compiled.binds.items() if bind.required}
    state = compiled.construct_expanded_state(to_come)
    order = tuple(state.positiontup or ())
    columns = [column.type for column in getattr(statement, "exported_columns", ())] if dialect is SQLITE else []
    read = ((place, _result(kind, dialect)) for place, kind in enumerate(columns))
    return Compiled(
        sql=state.statement,
        order=order,
        fixed={name: value for name, value in state.parameters.items() if name not in to_come},
        bound=tuple(
            _bind(compiled.binds[name].type, dialect) if name in compiled.binds else state.processors.get(name)
            for name in order
        ),
        fetched=tuple((place, convert) for place, convert in read if convert is not None),
    )


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
