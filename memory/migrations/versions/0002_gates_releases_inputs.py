"""Clinicians' gates, signatures and moves of releases; what routing was given; escalations without an alarm."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """A column of moments."""
    return sa.Column(name, MOMENT, nullable=nullable)


def of_episode(table: str) -> sa.ForeignKeyConstraint:
    """A row of `table` belongs to an episode of its own patient."""
    keys = ["episodes.tenant", "episodes.patient", "episodes.id"]
    return sa.ForeignKeyConstraint(["tenant", "patient", "episode"], keys, name=f"fk_{table}_episodes")


def upgrade() -> None:
    op.create_table(
        "release_signatures",
        *(text(name) for name in ("tenant", "release", "actor", "name")),
        moment("at"),
        text("statement"),
        sa.PrimaryKeyConstraint("tenant", "release", "actor", name="pk_release_signatures"),
        sa.ForeignKeyConstraint(["release"], ["releases.id"], name="fk_release_signatures_releases"),
        sa.ForeignKeyConstraint(
            ["tenant", "actor"], ["actors.tenant", "actors.id"], name="fk_release_signatures_actors"
        ),
    )
    op.create_table(
        "gates",
        *(text(name) for name in ("tenant", "patient", "id", "episode", "protocol", "edge", "actor", "reason")),
        moment("at"),
        moment("withdrawn_at", nullable=True),
        text("withdrawn_by", nullable=True),
        text("withdrawn_reason", nullable=True),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_gates"),
        of_episode("gates"),
    )
    op.create_index("ix_gates_episode", "gates", ["tenant", "patient", "episode", "at"])
    op.create_table(
        "release_moves",
        *(text(name) for name in ("tenant", "patient", "id", "episode", "before", "after", "nodes")),
        sa.Column("after_session", sa.Integer(), nullable=False),
        *(text(name) for name in ("actor", "reason")),
        moment("at"),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_release_moves"),
        of_episode("release_moves"),
    )
    op.create_index("ix_release_moves_episode", "release_moves", ["tenant", "patient", "episode", "at"])
    op.add_column("decisions", text("inputs", nullable=True))
    op.add_column("slots", text("protocol", nullable=True))
    with op.batch_alter_table("escalations") as escalations:
        escalations.alter_column("event", existing_type=sa.Text(), nullable=True)
        escalations.add_column(text("session", nullable=True))
        escalations.add_column(sa.Column("why", sa.Text(), nullable=False, server_default=""))
        escalations.create_foreign_key(
            "fk_escalations_sessions",
            "sessions",
            ["tenant", "patient", "session"],
            ["tenant", "patient", "id"],
        )
    with op.batch_alter_table("escalations") as escalations:
        escalations.alter_column("why", existing_type=sa.Text(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM escalations WHERE event IS NULL")
    with op.batch_alter_table("escalations") as escalations:
        escalations.drop_constraint("fk_escalations_sessions", type_="foreignkey")
        escalations.drop_column("why")
        escalations.drop_column("session")
        escalations.alter_column("event", existing_type=sa.Text(), nullable=False)
    with op.batch_alter_table("slots") as slots:
        slots.drop_column("protocol")
    with op.batch_alter_table("decisions") as decisions:
        decisions.drop_column("inputs")
    op.drop_table("release_moves")
    op.drop_table("gates")
    op.drop_table("release_signatures")
