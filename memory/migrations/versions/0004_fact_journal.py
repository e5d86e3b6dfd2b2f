"""A journal of every fact's life; whose words a fact rests on, and what it was inferred from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STANDING = (
    "status",
    "authority",
    "confidence",
    "valid_from",
    "valid_to",
    "retracted_at",
    "supersedes",
    "disputes",
    "actor",
    "reason",
)
"""What of a fact may change."""
TEXTS = (
    *("tenant", "patient", "id", "subject", "predicate", "object", "status", "authority", "provenance", "kind"),
    *("origin", "source", "supersedes", "disputes", "actor", "reason", "speaker", "derived_from"),
)
AT_ONCE = 500

FACTS = sa.table(
    "facts",
    *(sa.column(name, sa.Text()) for name in TEXTS),
    sa.column("confidence", sa.Double()),
    sa.column("negated", sa.Boolean()),
    *(sa.column(name, sa.Date()) for name in ("valid_from", "valid_to")),
    *(sa.column(name, MOMENT) for name in ("recorded_at", "retracted_at")),
)
JOURNAL = sa.table(
    "fact_journal",
    *(sa.column(name, sa.Text()) for name in ("tenant", "patient", "act", "kind", "fact")),
    sa.column("n", sa.Integer()),
    sa.column("at", MOMENT),
    *(sa.column(name, sa.Text()) for name in ("actor", "reason", "other", "undoes", "added", "standing", "place")),
)

Row = Mapping[str, Any]


def upgrade() -> None:
    op.add_column("facts", sa.Column("speaker", sa.Text(), nullable=False, server_default="client"))
    op.add_column("facts", sa.Column("derived_from", sa.Text(), nullable=False, server_default="[]"))
    op.execute("UPDATE facts SET speaker = 'clinician' WHERE origin = 'clinician'")
    op.create_table(
        "fact_journal",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("act", "kind", "fact")),
        sa.Column("at", MOMENT, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("actor", "reason", "other", "undoes", "added", "standing", "place")
        ),
        sa.PrimaryKeyConstraint("tenant", "patient", "n", name="pk_fact_journal"),
        sa.ForeignKeyConstraint(
            ["tenant", "patient"], ["patients.tenant", "patients.id"], name="fk_fact_journal_patients"
        ),
    )
    op.create_index("ix_fact_journal_fact", "fact_journal", ["tenant", "patient", "fact"])
    connection = op.get_bind()
    facts = [dict(row) for row in connection.execute(sa.select(FACTS)).mappings()]
    entries = list(_numbered(_entries(facts)))
    for start in range(0, len(entries), AT_ONCE):
        connection.execute(sa.insert(JOURNAL), entries[start : start + AT_ONCE])


def downgrade() -> None:
    op.drop_table("fact_journal")
    with op.batch_alter_table("facts") as facts:
        facts.drop_column("derived_from")
        facts.drop_column("speaker")


def _entries(facts: Sequence[Row]) -> Iterable[dict[str, Any]]:
    """What each fact's row tells of its life: that it was added, and how it came to stand as it does."""
    later = {(fact["tenant"], fact["patient"], fact["supersedes"]): fact for fact in facts if fact["supersedes"]}
    kinds = {"superseded": "supersede", "suppressed": "suppress"}
    for fact in facts:
        begun, closed = fact["recorded_at"], fact["status"] in {"superseded", "retracted", "suppressed"}
        successor = later.get((fact["tenant"], fact["patient"], fact["id"]))
        made = dict(fact)
        if closed:
            made |= {"status": "disputed" if fact["disputes"] else "active", "retracted_at": None, "reason": None}
            made["actor"] = fact["actor"] if fact["origin"] == "clinician" else None
        if fact["status"] == "superseded" and successor is not None:
            made["valid_to"] = None
        yield _entry(fact, "dispute" if made["status"] == "disputed" else "add", begun, added=made)
        if closed:
            kind = kinds.get(fact["status"], "correct" if successor is not None else "retract")
            moment = fact["retracted_at"] or (successor["recorded_at"] if successor is not None else begun)
            yield _entry(fact, kind, moment, standing=fact, other=successor["id"] if successor is not None else None)


def _entry(
    fact: Row, kind: str, at: datetime, *, added: Row | None = None, standing: Row | None = None, other: object = None
) -> dict[str, Any]:
    return {
        "tenant": fact["tenant"],
        "patient": fact["patient"],
        "act": fact["id"] if added is not None else other or fact["id"],
        "kind": kind,
        "fact": fact["id"],
        "at": at,
        "actor": fact["actor"],
        "reason": None if added is not None else fact["reason"],
        "other": other or (fact["disputes"] if kind == "dispute" else None),
        "undoes": None,
        "added": None if added is None else json.dumps({name: _plain(name, added[name]) for name in added}),
        "standing": None if standing is None else json.dumps({name: _plain(name, standing[name]) for name in STANDING}),
        "place": None,
    }


def _plain(name: str, value: object) -> object:
    """A cell as JSON writes it: moments in UTC, days in ISO, what is JSON already as what it says."""
    if name in {"source", "derived_from"} and isinstance(value, str):
        return json.loads(value)
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _numbered(entries: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Numbers from 1 for each patient, in the order in which things happened."""
    reached: dict[tuple[str, str], int] = {}
    for entry in sorted(entries, key=lambda entry: (entry["at"], entry["added"] is None, entry["fact"])):
        owner = (entry["tenant"], entry["patient"])
        reached[owner] = reached.get(owner, 0) + 1
        yield {**entry, "n": reached[owner]}
