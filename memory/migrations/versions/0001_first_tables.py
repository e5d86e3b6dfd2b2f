"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KINDS: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "int": sa.Integer(),
    "float": sa.Double(),
    "bool": sa.Boolean(),
    "moment": sa.DateTime(timezone=True),
    "day": sa.Date(),
    "bytes": sa.LargeBinary(),
}
TABLES = (
    "actors",
    "actor_keys",
    "jobs",
    "outbox",
    "releases",
    "patients",
    "consents",
    "episodes",
    "plans",
    "sessions",
    "turns",
    "stacks",
    "decisions",
    "events",
    "requests",
    "drafts",
    "slots",
    "calls",
    "facts",
    "level_changes",
    "targets",
    "homework",
    "measures",
    "notes",
    "reviews",
    "risk_events",
    "target_evidence",
    "escalations",
)
"""In the order made: parents before their children."""


def table(name: str, columns: str, *parts: sa.schema.SchemaItem, key: str, rowid: bool = True) -> None:
    """One table. `columns` reads "name kind, ..."; a kind with a question mark may be null."""
    made: list[sa.schema.SchemaItem] = []
    for column in columns.split(","):
        column_name, kind = column.split()
        made.append(sa.Column(column_name, KINDS[kind.rstrip("?")], nullable=kind.endswith("?")))
    primary = sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}")
    op.create_table(name, *made, primary, *parts, sqlite_with_rowid=rowid)


def of(name: str, columns: str, parent: str, keys: str) -> sa.ForeignKeyConstraint:
    """A row of `name` belongs to a row of `parent`."""
    remote = [f"{parent}.{key}" for key in keys.split()]
    return sa.ForeignKeyConstraint(columns.split(), remote, name=f"fk_{name}_{parent}")


def of_session(name: str) -> sa.ForeignKeyConstraint:
    """A row of `name` belongs to a session of its own patient."""
    return of(name, "tenant patient session", "sessions", "tenant patient id")


def one(name: str, columns: str) -> sa.UniqueConstraint:
    """One row for these columns."""
    return sa.UniqueConstraint(*columns.split(), name=name)


def index(name: str, of_table: str, columns: str, *, only_one_where: str | None = None) -> None:
    """An index; with a condition, at most one row for these columns among those that meet it."""
    where = None if only_one_where is None else sa.text(only_one_where)
    op.create_index(
        name, of_table, columns.split(), unique=where is not None, sqlite_where=where, postgresql_where=where
    )


def upgrade() -> None:
    catalogue()
    course()
    session()
    patient()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def catalogue() -> None:
    """Rows of no patient."""
    table(
        "actors",
        "tenant text, id text, name text, roles text, created_at moment",
        key="tenant id",
    )
    table(
        "actor_keys",
        "prefix text, sha256 text, tenant text, actor text, created_at moment, expires_at moment?, revoked_at moment?",
        of("actor_keys", "tenant actor", "actors", "tenant id"),
        key="prefix",
    )
    index("ix_actor_keys_actor", "actor_keys", "tenant actor")
    table(
        "jobs",
        "id text, tenant text, kind text, patient text, session text, state text, created_at moment, "
        "due_at moment, attempts int, lease text?, lease_until moment?, finished_at moment?, failure text?",
        key="id",
    )
    index("ix_jobs_due", "jobs", "state due_at")
    index("ix_jobs_session", "jobs", "tenant session")
    index("uq_jobs_live", "jobs", "tenant session kind", only_one_where="state IN ('queued', 'running')")
    table(
        "outbox",
        "id text, tenant text, kind text, channel text, payload text, state text, created_at moment, "
        "due_at moment, attempts int, delivered_at moment?, failure text?",
        key="id",
    )
    index("ix_outbox_due", "outbox", "state due_at")
    table(
        "releases",
        "id text, protocol text, version text, compiled text, created_at moment, clinical_review text",
        key="id",
    )
    index("ix_releases_protocol", "releases", "protocol version")


def course() -> None:
    """The patient and the course."""
    table(
        "patients",
        "tenant text, id text, locale text, simulated bool, created_at moment, label text, region text?, "
        "profile text, risk_level int",
        key="tenant id",
    )
    table(
        "consents",
        "tenant text, patient text, id text, scope text, given_at moment, given_by text, "
        "withdrawn_at moment?, withdrawn_by text?",
        of("consents", "tenant patient", "patients", "tenant id"),
        key="tenant patient id",
    )
    table(
        "episodes",
        "tenant text, patient text, id text, protocol text, releases text, started_at moment, ended_at moment?",
        of("episodes", "tenant patient", "patients", "tenant id"),
        one("uq_episodes_patient_id", "tenant patient id"),
        key="tenant id",
    )
    table(
        "plans",
        "tenant text, patient text, id text, episode text, n int, created_at moment, agenda text, "
        "strategy text, focus text, expected text, target_actions text, reasons text, changed text, "
        "replanned bool, after_session text?",
        of("plans", "tenant patient episode", "episodes", "tenant patient id"),
        one("uq_plans_episode_n", "tenant patient episode n"),
        key="tenant id",
    )
    table(
        "sessions",
        "tenant text, patient text, id text, episode text, n int, mode text, state text, language text, "
        "opened_at moment, touched_at moment, version int, plan text?, brief text, closed_at moment?, "
        "forked_from text?, forked_turn int?",
        of("sessions", "tenant patient episode", "episodes", "tenant patient id"),
        one("uq_sessions_patient_id", "tenant patient id"),
        one("uq_sessions_patient_n", "tenant patient n"),
        key="tenant id",
    )
    index("ix_sessions_episode", "sessions", "tenant patient episode")
    index("ix_sessions_state", "sessions", "state touched_at")


def session() -> None:
    """What a session holds."""
    table(
        "turns",
        "tenant text, patient text, session text, n int, author text, origin text, text text, at moment, "
        "node text, model text?, call text?, tokens int?, actor text?, draft_text text?, blocked text?, "
        "rationale text?",
        of_session("turns"),
        key="tenant patient session n",
    )
    table(
        "stacks",
        "tenant text, patient text, session text, turn int, frames text",
        of_session("stacks"),
        key="tenant patient session turn",
        rowid=False,
    )
    table(
        "decisions",
        "tenant text, patient text, session text, turn int, step int, protocol text, node text, to text, "
        "taken text, candidates text, at moment",
        of_session("decisions"),
        key="tenant patient session turn step",
    )
    table(
        "events",
        "tenant text, patient text, session text, seq int, turn int, type text, data text",
        of_session("events"),
        key="tenant patient session seq",
        rowid=False,
    )
    table(
        "requests",
        "tenant text, patient text, session text, key text, body_sha256 text, state text, client_turn int, "
        "attempts int, lease text, lease_until moment, created_at moment, reply_turn int?",
        of_session("requests"),
        key="tenant patient session key",
        rowid=False,
    )
    index("uq_requests_open", "requests", "tenant patient session", only_one_where="state <> 'done'")
    table(
        "drafts",
        "tenant text, patient text, session text, n int, text text, node text, call text?, model text?, "
        "origin text, created_at moment, state text, released_by text?, released_at moment?, tokens int?, "
        "rationale text?, blocked text?",
        of_session("drafts"),
        key="tenant patient session n",
    )
    index("uq_drafts_waiting", "drafts", "tenant patient session", only_one_where="state = 'waiting'")
    table(
        "slots",
        "tenant text, patient text, id text, session text, turn int, slot text, value text?, start int, "
        "end int, quote text, origin text, confidence float, at moment",
        of_session("slots"),
        key="tenant id",
    )
    index("ix_slots_session", "slots", "tenant patient session turn")
    index("ix_slots_slot", "slots", "tenant patient slot at")
    table(
        "calls",
        "tenant text, patient text, id text, session text, turn int, kind text, endpoint text, model text, "
        "prompt_sha256 text, template text, answer text, finish text, prompt_tokens int, cached_tokens int, "
        "completion_tokens int, seconds float, at moment, ledger text, base text?, depth int, packed bytes",
        of_session("calls"),
        key="tenant id",
    )
    index("ix_calls_session", "calls", "tenant patient session turn")


def patient() -> None:
    """What outlives a session."""
    table(
        "facts",
        "tenant text, patient text, id text, subject text, predicate text, object text, status text, "
        "authority text, provenance text, kind text, origin text, confidence float, recorded_at moment, "
        "source text?, negated bool, valid_from day?, valid_to day?, retracted_at moment?, supersedes text?, "
        "disputes text?, actor text?, reason text?",
        of("facts", "tenant patient", "patients", "tenant id"),
        key="tenant patient id",
    )
    index("ix_facts_status", "facts", "tenant patient status")
    table(
        "level_changes",
        "tenant text, patient text, id text, before int, after int, reason text, at moment, actor text?, event text?",
        of("level_changes", "tenant patient", "patients", "tenant id"),
        key="tenant id",
    )
    index("ix_level_changes_at", "level_changes", "tenant patient at")
    table(
        "targets",
        "tenant text, patient text, id text, label text, problem text?, mechanism text?, measure text?, "
        "direction text, status text, created_at moment, origin text, interventions text, baseline float?, "
        "current float?, goal float?, mcid float?, protocol_target text?, agreed_by text?",
        of("targets", "tenant patient", "patients", "tenant id"),
        key="tenant patient id",
    )
    table(
        "homework",
        "tenant text, patient text, id text, session text, text text, assigned_at moment, origin text, "
        "source text?, due day?, outcome text?, outcome_session text?, outcome_source text?, "
        "carried_from text?",
        of_session("homework"),
        key="tenant patient id",
    )
    index("ix_homework_session", "homework", "tenant patient session")
    table(
        "measures",
        "tenant text, patient text, id text, instrument text, taken_on day, total float, recorded_at moment, "
        "origin text, items text?, session text?, actor text?",
        of("measures", "tenant patient", "patients", "tenant id"),
        of_session("measures"),
        key="tenant patient id",
    )
    index("ix_measures_instrument", "measures", "tenant patient instrument taken_on")
    table(
        "notes",
        "tenant text, patient text, id text, session text, version int, sentences text, created_at moment, "
        "signed_by text?, signed_at moment?",
        of_session("notes"),
        one("uq_notes_session_version", "tenant patient session version"),
        key="tenant id",
    )
    table(
        "reviews",
        "tenant text, patient text, id text, session text, reviewer text, reviewer_kind text, verdicts text, "
        "reward float, content_sha256 text, created_at moment, rubric text, comment text, signed_at moment?, "
        "signature text?",
        of_session("reviews"),
        key="tenant id",
    )
    index("ix_reviews_session", "reviews", "tenant patient session")
    table(
        "risk_events",
        "tenant text, patient text, id text, session text, turn int, tier int, level int, kinds text, "
        "layers text, why text, state text, at moment, screened_at moment?, screened_turn int?, "
        "acknowledged_by text?, acknowledged_at moment?",
        of_session("risk_events"),
        one("uq_risk_events_patient_id", "tenant patient id"),
        key="tenant id",
    )
    index("ix_risk_events_session", "risk_events", "tenant patient session")
    index("ix_risk_events_state", "risk_events", "tenant patient state")
    table(
        "target_evidence",
        "tenant text, patient text, id text, target text, session text, supports bool, text text, "
        "origin text, at moment, value float?, source text?, moved_from text?, moved_to text?",
        of_session("target_evidence"),
        of("target_evidence", "tenant patient target", "targets", "tenant patient id"),
        key="tenant patient id",
    )
    index("ix_target_evidence_target", "target_evidence", "tenant patient target")
    table(
        "escalations",
        "tenant text, patient text, id text, event text, tier int, created_at moment, acknowledged_by text?, "
        "acknowledged_at moment?",
        of("escalations", "tenant patient event", "risk_events", "tenant patient id"),
        key="tenant id",
    )
    index("ix_escalations_event", "escalations", "tenant patient event")
