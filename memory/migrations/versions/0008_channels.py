"""Messages to audiences, their deliveries channel by channel, and the tests of channels.

A message of the revision before was for the webhook alone: what it knew of its sending becomes a delivery through the
channel `webhook`. On the way down messages are again for the webhook alone, and those that follow an alarm later
(`again`, `supervisor`) end as `failed`: nothing there would take them back when the call is acknowledged.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LATER = ("again", "supervisor")
OUTBOX = sa.table(
    "outbox",
    *(sa.column(name, sa.Text()) for name in ("id", "tenant", "kind", "audience", "payload", "state", "escalation")),
    *(sa.column(name, sa.Text()) for name in ("channel", "failure")),
    *(sa.column(name, sa.Integer()) for name in ("tier", "attempts")),
    *(sa.column(name, MOMENT) for name in ("created_at", "due_at", "settled_at", "delivered_at")),
)
DELIVERIES = sa.table(
    "deliveries",
    *(sa.column(name, sa.Text()) for name in ("message", "channel", "tenant", "state", "lease", "failure")),
    *(sa.column(name, sa.Integer()) for name in ("tier", "attempts")),
    *(sa.column(name, MOMENT) for name in ("since", "due_at", "lease_until", "sent_at")),
)

Row = Mapping[str, Any]


def upgrade() -> None:
    op.create_table(
        "deliveries",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("message", "channel", "tenant")),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("message", "channel", name="pk_deliveries"),
    )
    op.create_table(
        "channel_tests",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("tenant", "id", "channel", "fingerprint")),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_channel_tests"),
    )
    op.create_index("ix_channel_tests_channel", "channel_tests", ["channel", "fingerprint", "at"])
    op.create_index("ix_escalations_at", "escalations", ["tenant", "created_at"])
    before = _rows("id", "tenant", "channel", "payload", "state", "due_at", "attempts", "delivered_at", "failure")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("channel", new_column_name="audience", existing_type=sa.Text(), existing_nullable=False)
        outbox.alter_column("delivered_at", new_column_name="settled_at", existing_type=MOMENT, existing_nullable=True)
        outbox.add_column(sa.Column("tier", sa.Integer(), nullable=False, server_default="1"))
        outbox.add_column(sa.Column("escalation", sa.Text(), nullable=True))
        outbox.drop_column("attempts")
        outbox.drop_column("failure")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("tier", existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    op.create_index("ix_outbox_escalation", "outbox", ["tenant", "escalation"])
    for row in before:
        _share(row)
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.create_foreign_key("fk_deliveries_outbox", "outbox", ["message"], ["id"])
    op.create_index("ix_deliveries_due", "deliveries", ["channel", "state", "due_at"])


def downgrade() -> None:
    sent = {
        str(row["message"]): dict(row)
        for row in op.get_bind().execute(sa.select(DELIVERIES).order_by(DELIVERIES.c.channel.desc())).mappings()
    }  # of several channels the first by name stands for the message
    before = _rows("id", "kind", "audience", "state", "due_at", "settled_at")
    op.drop_table("deliveries")
    op.drop_table("channel_tests")
    op.drop_index("ix_outbox_escalation", "outbox")
    op.drop_index("ix_escalations_at", "escalations")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("audience", new_column_name="channel", existing_type=sa.Text(), existing_nullable=False)
        outbox.alter_column("settled_at", new_column_name="delivered_at", existing_type=MOMENT, existing_nullable=True)
        outbox.drop_column("tier")
        outbox.drop_column("escalation")
        outbox.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        outbox.add_column(sa.Column("failure", sa.Text(), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("attempts", existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    for row in before:
        _change(row["id"], _as_before(row, sent.get(row["id"])))


def _rows(*names: str) -> list[Row]:
    columns = (OUTBOX.c[name] for name in names)
    found = op.get_bind().execute(sa.select(*columns).order_by(OUTBOX.c.id)).mappings().all()
    return [dict(row) for row in found]


def _change(message: str, values: Row) -> None:
    op.get_bind().execute(sa.update(OUTBOX).where(OUTBOX.c.id == message).values(dict(values)))


def _share(row: Row) -> None:
    named = _named(row["payload"])
    tier, escalation = named.get("tier"), named.get("escalation")
    known: dict[str, Any] = {
        "tier": tier if isinstance(tier, int) else 1,
        "escalation": escalation if isinstance(escalation, str) else None,
    }
    if row["channel"] == "sink":
        _change(row["id"], {**known, "state": {"delivered": "sunk", "failed": "cancelled"}.get(row["state"], "queued")})
        return
    tried = row["attempts"] > 0
    state = {"delivered": "shared", "failed": "cancelled"}.get(row["state"], "shared" if tried else "queued")
    _change(row["id"], {**known, "state": state})
    if tried:
        op.get_bind().execute(
            sa.insert(DELIVERIES).values(
                message=row["id"],
                channel="webhook",
                tenant=row["tenant"],
                tier=known["tier"],
                state={"delivered": "sent", "failed": "cancelled"}.get(row["state"], "queued"),
                since=row["due_at"],
                due_at=row["due_at"],
                attempts=row["attempts"],
                sent_at=row["delivered_at"],
                failure=row["failure"],
            )
        )


def _named(payload: str) -> Mapping[str, object]:
    try:
        named: object = json.loads(payload)
    except ValueError:
        return {}
    return cast("Mapping[str, object]", named) if isinstance(named, dict) else {}


def _as_before(row: Row, delivery: Row | None) -> Row:
    match row["state"]:
        case "sunk":
            return {"state": "delivered", "attempts": 1}
        case "cancelled":
            return {"state": "failed", "failure": "acknowledged", "delivered_at": None}
        case "queued" if row["kind"] in LATER:
            return {"state": "failed", "failure": "not known to this revision", "delivered_at": None}
        case _:
            pass
    if delivery is None:
        return {"state": "queued", "delivered_at": None}
    taken = delivery["state"] == "sent"
    return {
        "state": "delivered" if taken else "queued",
        "attempts": delivery["attempts"],
        "due_at": delivery["due_at"],
        "delivered_at": delivery["sent_at"] if taken else None,
        "failure": delivery["failure"],
    }
