"""The tables: a record's fields, and here what a record cannot say, its key, its parents, its places for one.

Clinical rows carry tenant and patient. A row of a session points at `(tenant, patient, session)` together, so that it
can belong to no session but its own patient's; where such a row has no id of its own, its primary key begins with the
same three columns and serves as the index of every scoped query. Catalogue and work-queue rows carry a tenant or none.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import (
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from memory.record.codec import Record, columns_of
from memory.record.course import Episode, GateOpening, PlanVersion, Release, ReleaseMove, ReleaseSignature
from memory.record.crisis import CrisisEpisode, CrisisPattern, SafetyPlan
from memory.record.erasure import ErasureReceipt
from memory.record.formulation import FormulationChange, FormulationEdge, FormulationNode
from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Actor, ActorKey, Consent, Patient
from memory.record.presentation import EligibilityCheck, Presentation
from memory.record.review import Review
from memory.record.risk import ChannelTest, Delivery, Escalation, LevelChange, OutboxMessage, RiskEvent
from memory.record.session import (
    Draft,
    EdgeDecision,
    FrameStack,
    ModelCall,
    Session,
    SlotClaim,
    StreamEvent,
    Turn,
    TurnRequest,
)
from memory.record.state import Fact, Homework, JournalEntry, Measure, Note, Target, TargetEvidence
from memory.record.work import Job

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_PATIENT = ("tenant", "patient")
_SESSION = ("tenant", "patient", "session")

_IS_OPEN: ColumnElement[bool] = text("state = 'open'")  # type: ignore[assignment]  # a condition written as text

Part = SqlColumn[Any] | ForeignKeyConstraint | UniqueConstraint | Index


def _of_patient() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(_PATIENT, ("patients.tenant", "patients.id"))


def _of(table: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint((*_PATIENT, column), [f"{table}.{key}" for key in (*_PATIENT, "id")])


def _only_one(name: str, columns: Sequence[str], where: str) -> Index:
    """At most one row with these columns among those that meet the condition."""
    condition: ColumnElement[bool] = text(where)  # type: ignore[assignment]  # a condition written as text
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _located(name: str, record: type[Record], *parts: Part, without: Sequence[str] = ()) -> Table:
    """A clinical table whose rows are found by their id alone within a tenant: primary key (tenant, id)."""
    return Table(name, metadata, *columns_of(record, without=without, primary=("tenant", "id")), *parts)


def _owned(name: str, record: type[Record], *parts: Part) -> Table:
    """A clinical table whose ids may come from outside, unique in one patient: primary key (tenant, patient, id)."""
    return Table(name, metadata, *columns_of(record, primary=(*_PATIENT, "id")), *parts)


def _of_session(name: str, record: type[Record], *key: str, rowid: bool, parts: Sequence[Part] = ()) -> Table:
    """A clinical table whose rows are named by their session and `key`."""
    columns = columns_of(record, primary=(*_SESSION, *key))
    return Table(name, metadata, *columns, _of("sessions", "session"), *parts, sqlite_with_rowid=rowid)


# ---- catalogue and work queue -------------------------------------------------------------------------------------

releases = Table(
    "releases", metadata, *columns_of(Release, primary=("id",)), Index("ix_releases_protocol", "protocol", "version")
)
release_signatures = Table(
    "release_signatures",
    metadata,
    *columns_of(ReleaseSignature, primary=("tenant", "release", "actor")),
    ForeignKeyConstraint(("release",), ("releases.id",)),
    ForeignKeyConstraint(("tenant", "actor"), ("actors.tenant", "actors.id")),
)
actors = Table("actors", metadata, *columns_of(Actor, primary=("tenant", "id")))
actor_keys = Table(
    "actor_keys",
    metadata,
    *columns_of(ActorKey, primary=("prefix",)),
    ForeignKeyConstraint(("tenant", "actor"), ("actors.tenant", "actors.id")),
    Index("ix_actor_keys_actor", "tenant", "actor"),
)
jobs = Table(
    "jobs",
    metadata,
    *columns_of(Job, primary=("id",)),
    Index("ix_jobs_due", "state", "due_at"),
    Index("ix_jobs_session", "tenant", "session"),
    _only_one("uq_jobs_live", ("tenant", "session", "kind"), "state IN ('queued', 'running')"),
)
erasures = Table("erasures", metadata, *columns_of(ErasureReceipt, primary=("tenant", "id")))
outbox = Table(
    "outbox",
    metadata,
    *columns_of(OutboxMessage, primary=("id",)),
    Index("ix_outbox_due", "state", "due_at"),
    Index("ix_outbox_escalation", "tenant", "escalation"),
)
deliveries = Table(
    "deliveries",
    metadata,
    *columns_of(Delivery, primary=("message", "channel")),
    ForeignKeyConstraint(("message",), ("outbox.id",)),
    Index("ix_deliveries_due", "channel", "state", "due_at"),
)
channel_tests = Table(
    "channel_tests",
    metadata,
    *columns_of(ChannelTest, primary=("tenant", "id")),
    Index("ix_channel_tests_channel", "channel", "fingerprint", "at"),
)

# ---- a patient and the course -------------------------------------------------------------------------------------

patients = Table("patients", metadata, *columns_of(Patient, primary=("tenant", "id")))
consents = _owned("consents", Consent, _of_patient())
episodes = _located(
    "episodes", Episode, _of_patient(), UniqueConstraint(*_PATIENT, "id", name="uq_episodes_patient_id")
)
plans = _located(
    "plans",
    PlanVersion,
    _of("episodes", "episode"),
    UniqueConstraint(*_PATIENT, "episode", "n", name="uq_plans_episode_n"),
)
gates = _located(
    "gates", GateOpening, _of("episodes", "episode"), Index("ix_gates_episode", *_PATIENT, "episode", "at")
)
release_moves = _located(
    "release_moves",
    ReleaseMove,
    _of("episodes", "episode"),
    Index("ix_release_moves_episode", *_PATIENT, "episode", "at"),
)
sessions = _located(
    "sessions",
    Session,
    _of("episodes", "episode"),
    UniqueConstraint(*_PATIENT, "id", name="uq_sessions_patient_id"),
    UniqueConstraint(*_PATIENT, "n", name="uq_sessions_patient_n"),
    Index("ix_sessions_episode", *_PATIENT, "episode"),
    Index("ix_sessions_open", "state", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
)

# ---- one session --------------------------------------------------------------------------------------------------

turns = _of_session("turns", Turn, "n", rowid=False)
stacks = _of_session("stacks", FrameStack, "turn", rowid=False)
decisions = _of_session("decisions", EdgeDecision, "turn", "step", rowid=False)
events = _of_session("events", StreamEvent, "seq", rowid=False)
requests = _of_session(
    "requests",
    TurnRequest,
    "key",
    rowid=False,
    parts=(_only_one("uq_requests_open", _SESSION, "state <> 'done'"),),
)
drafts = _of_session(
    "drafts", Draft, "n", rowid=True, parts=(_only_one("uq_drafts_waiting", _SESSION, "state = 'waiting'"),)
)
slots = _located(
    "slots",
    SlotClaim,
    _of("sessions", "session"),
    Index("ix_slots_session", *_SESSION, "turn"),
    Index("ix_slots_slot", *_PATIENT, "slot", "at"),
)
calls = _located(
    "calls",
    ModelCall,
    SqlColumn("base", Text, nullable=True),
    SqlColumn("depth", Integer, nullable=False),
    SqlColumn("packed", LargeBinary, nullable=False),
    _of("sessions", "session"),
    Index("ix_calls_session", *_SESSION, "turn"),
    without=("messages",),
)

# ---- what outlives a session --------------------------------------------------------------------------------------

facts = _owned("facts", Fact, _of_patient(), Index("ix_facts_status", *_PATIENT, "status"))
fact_journal = Table(
    "fact_journal",
    metadata,
    *columns_of(JournalEntry, primary=(*_PATIENT, "n")),
    _of_patient(),
    Index("ix_fact_journal_fact", *_PATIENT, "fact"),
)
targets = _owned("targets", Target, _of_patient())
target_evidence = _owned(
    "target_evidence",
    TargetEvidence,
    _of("targets", "target"),
    _of("sessions", "session"),
    Index("ix_target_evidence_target", *_PATIENT, "target"),
)
homework = _owned("homework", Homework, _of("sessions", "session"), Index("ix_homework_session", *_SESSION))
measures = _owned(
    "measures",
    Measure,
    _of_patient(),
    _of("sessions", "session"),
    Index("ix_measures_instrument", *_PATIENT, "instrument", "taken_on"),
)
notes = _located(
    "notes", Note, _of("sessions", "session"), UniqueConstraint(*_SESSION, "version", name="uq_notes_session_version")
)
risk_events = _located(
    "risk_events",
    RiskEvent,
    _of("sessions", "session"),
    UniqueConstraint(*_PATIENT, "id", name="uq_risk_events_patient_id"),
    Index("ix_risk_events_state", *_PATIENT, "state"),
    Index("ix_risk_events_session", *_SESSION),
)
level_changes = _located("level_changes", LevelChange, _of_patient(), Index("ix_level_changes_at", *_PATIENT, "at"))
escalations = _located(
    "escalations",
    Escalation,
    _of("risk_events", "event"),
    _of("sessions", "session"),
    Index("ix_escalations_event", *_PATIENT, "event"),
    Index("ix_escalations_at", "tenant", "created_at"),
)
reviews = _located("reviews", Review, _of("sessions", "session"), Index("ix_reviews_session", *_SESSION))

# ---- the case: presentation, formulation, crises, goals -------------------------------------------------------------

presentations = _located(
    "presentations", Presentation, _of_patient(), UniqueConstraint(*_PATIENT, "n", name="uq_presentations_patient_n")
)
eligibility_checks = _located(
    "eligibility_checks",
    EligibilityCheck,
    _of("episodes", "episode"),
    Index("ix_eligibility_checks_episode", *_PATIENT, "episode"),
)
safety_plans = _located(
    "safety_plans",
    SafetyPlan,
    _of_patient(),
    _of("sessions", "session"),
    UniqueConstraint(*_PATIENT, "n", name="uq_safety_plans_patient_n"),
)
formulation_nodes = _owned("formulation_nodes", FormulationNode, _of_patient())
formulation_edges = _owned(
    "formulation_edges",
    FormulationEdge,
    *(
        ForeignKeyConstraint(
            (*_PATIENT, end),
            [f"formulation_nodes.{key}" for key in (*_PATIENT, "id")],
            name=f"fk_formulation_edges_{end}",
        )
        for end in ("source_node", "target_node")
    ),
)
formulation_changes = _located(
    "formulation_changes",
    FormulationChange,
    _of_patient(),
    Index("ix_formulation_changes_item", *_PATIENT, "item", "at"),
)
goal_scales = _owned(
    "goal_scales", GoalScale, _of("targets", "target"), Index("ix_goal_scales_target", *_PATIENT, "target")
)
goal_ratings = _owned(
    "goal_ratings",
    GoalRating,
    _of("goal_scales", "scale"),
    _of("sessions", "session"),
    Index("ix_goal_ratings_scale", *_PATIENT, "scale", "rated_on"),
)
crisis_episodes = _owned(
    "crisis_episodes", CrisisEpisode, _of("sessions", "session"), Index("ix_crisis_episodes_session", *_SESSION)
)
crisis_patterns = _owned("crisis_patterns", CrisisPattern, _of_patient())
