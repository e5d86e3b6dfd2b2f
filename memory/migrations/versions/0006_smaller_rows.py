"""What a turn adds is kept smaller: no second copy of keys on SQLite, no index that every turn rewrites.

Turns and decisions lie in the order of their key (SQLite: without row numbers). Of sessions only the open ones are
indexed by state, and not by when they were touched last, so that PostgreSQL can keep a session's new version on the
page of the old one (a heap-only update), for which room is left.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

IN_ORDER = ("turns", "decisions")


def upgrade() -> None:
    op.drop_index("ix_sessions_state", "sessions")
    is_open = sa.text("state = 'open'")
    op.create_index("ix_sessions_open", "sessions", ["state"], sqlite_where=is_open, postgresql_where=is_open)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE sessions SET (fillfactor = 50)")
    _remake(rowid=False)


def downgrade() -> None:
    _remake(rowid=True)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE sessions RESET (fillfactor)")
    op.drop_index("ix_sessions_open", "sessions")
    op.create_index("ix_sessions_state", "sessions", ["state", "touched_at"])


def _remake(*, rowid: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in IN_ORDER:
        with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": rowid}):
            pass
