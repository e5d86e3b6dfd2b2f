"""JSON that repeats itself is kept packed, and an exchange is one event from which its sentences are cut."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from memory.record.packing import pack, unpack

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "stacks": ("frames", ("tenant", "patient", "session", "turn"), False),
    "decisions": ("candidates", ("tenant", "patient", "session", "turn", "step"), True),
    "events": ("data", ("tenant", "patient", "session", "seq"), False),
    "calls": ("ledger", ("tenant", "id"), True),
}
"""Table -> what is packed in it, its key, whether SQLite gives its rows numbers of their own."""
AT_ONCE = 500


def upgrade() -> None:
    op.add_column("events", sa.Column("cuts", sa.Text(), nullable=False, server_default="[]"))
    for table, (column, key, rowid) in COLUMNS.items():
        _retype(table, column, sa.Text(), sa.LargeBinary(), f"convert_to({column}, 'UTF8')", rowid=rowid)
        _rewrite(table, column, key, pack)


def downgrade() -> None:
    for table, (column, key, rowid) in COLUMNS.items():
        _rewrite(table, column, key, unpack)
        _retype(table, column, sa.LargeBinary(), sa.Text(), f"convert_from({column}, 'UTF8')", rowid=rowid)
    with op.batch_alter_table("events", table_kwargs={"sqlite_with_rowid": False}) as batch:
        batch.drop_column("cuts")


def _retype(
    table: str,
    column: str,
    before: sa.types.TypeEngine[Any],
    after: sa.types.TypeEngine[Any],
    using: str,
    *,
    rowid: bool,
) -> None:
    """The bytes stay what they are: UTF-8."""
    kwargs: dict[str, Any] = {} if rowid else {"sqlite_with_rowid": False}
    with op.batch_alter_table(table, table_kwargs=kwargs) as batch:
        batch.alter_column(column, existing_type=before, type_=after, existing_nullable=False, postgresql_using=using)


def _rewrite(table: str, column: str, key: tuple[str, ...], change: Callable[[bytes], bytes]) -> None:
    connection = op.get_bind()
    named: list[sa.ColumnClause[Any]] = [sa.column(name) for name in key]
    rows = sa.table(table, *named, sa.column(column, sa.LargeBinary()))
    found = connection.execute(sa.select(*(rows.c[name] for name in (*key, column)))).all()
    held = [rows.c[name] == sa.bindparam(f"is_{name}") for name in key]
    statement = sa.update(rows).where(*held).values({column: sa.bindparam("changed", type_=sa.LargeBinary())})
    for start in range(0, len(found), AT_ONCE):
        changed = [
            {f"is_{name}": cell for name, cell in zip(key, row[:-1], strict=True)} | {"changed": change(bytes(row[-1]))}
            for row in found[start : start + AT_ONCE]
        ]
        connection.execute(statement, changed)
