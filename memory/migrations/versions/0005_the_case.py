"""The case: presentation, eligibility, safety plans, formulation, goals, crises; when homework was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FLOAT: sa.types.TypeEngine[float] = sa.Double()
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("homework", sa.Column("asked_session", sa.Text(), nullable=True))
    _presentation()
    _formulation()
    _goals_and_crises()


def _presentation() -> None:
    op.create_table(
        "presentations",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("diagnoses", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("medications", sa.Text(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=True),
        sa.Column("contraindications", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_proposal", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_presentations_patients"
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_presentations"),
        sa.UniqueConstraint("tenant", "patient", "n", name="uq_presentations_patient_n"),
    )
    op.create_table(
        "eligibility_checks",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("episode", sa.Text(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("presentation", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("override", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "episode"],
            ["episodes.tenant", "episodes.patient", "episodes.id"],
            name="fk_eligibility_checks_episodes",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_eligibility_checks"),
    )
    op.create_index("ix_eligibility_checks_episode", "eligibility_checks", ["tenant", "patient", "episode"])
    op.create_table(
        "safety_plans",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_safety_plans_patients"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "session"],
            ["sessions.tenant", "sessions.patient", "sessions.id"],
            name="fk_safety_plans_sessions",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_safety_plans"),
        sa.UniqueConstraint("tenant", "patient", "n", name="uq_safety_plans_patient_n"),
    )


def _formulation() -> None:
    op.create_table(
        "formulation_nodes",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_formulation_nodes_patients"
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_formulation_nodes"),
    )
    op.create_table(
        "formulation_edges",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_node", sa.Text(), nullable=False),
        sa.Column("target_node", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "source_node"],
            ["formulation_nodes.tenant", "formulation_nodes.patient", "formulation_nodes.id"],
            name="fk_formulation_edges_source_node",
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "target_node"],
            ["formulation_nodes.tenant", "formulation_nodes.patient", "formulation_nodes.id"],
            name="fk_formulation_edges_target_node",
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_formulation_edges"),
    )
    op.create_table(
        "formulation_changes",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_formulation_changes_patients"
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_formulation_changes"),
    )
    op.create_index("ix_formulation_changes_item", "formulation_changes", ["tenant", "patient", "item", "at"])


def _goals_and_crises() -> None:
    op.create_table(
        "goal_scales",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("weight", FLOAT, nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "target"],
            ["targets.tenant", "targets.patient", "targets.id"],
            name="fk_goal_scales_targets",
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_goal_scales"),
    )
    op.create_index("ix_goal_scales_target", "goal_scales", ["tenant", "patient", "target"])
    op.create_table(
        "goal_ratings",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("rated_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("session", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "scale"],
            ["goal_scales.tenant", "goal_scales.patient", "goal_scales.id"],
            name="fk_goal_ratings_goal_scales",
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "session"],
            ["sessions.tenant", "sessions.patient", "sessions.id"],
            name="fk_goal_ratings_sessions",
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_goal_ratings"),
    )
    op.create_index("ix_goal_ratings_scale", "goal_ratings", ["tenant", "patient", "scale", "rated_on"])
    op.create_table(
        "crisis_episodes",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("onset", sa.Date(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient", "session"],
            ["sessions.tenant", "sessions.patient", "sessions.id"],
            name="fk_crisis_episodes_sessions",
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_crisis_episodes"),
    )
    op.create_index("ix_crisis_episodes_session", "crisis_episodes", ["tenant", "patient", "session"])
    op.create_table(
        "crisis_patterns",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("occurrences", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_crisis_patterns_patients"
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "id", name="pk_crisis_patterns"),
    )


def downgrade() -> None:
    for table in (
        "crisis_patterns",
        "crisis_episodes",
        "goal_ratings",
        "goal_scales",
        "formulation_changes",
        "formulation_edges",
        "formulation_nodes",
        "safety_plans",
        "eligibility_checks",
        "presentations",
    ):
        op.drop_table(table)
    with op.batch_alter_table("homework") as homework:
        homework.drop_column("asked_session")
