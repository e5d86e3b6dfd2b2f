"""State that outlives a session: facts, targets, homework, measures, notes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from memory.record.course import Origin, Source


class FactStatus(StrEnum):
    """Only ACTIVE and DISPUTED facts reach a prompt."""

    ACTIVE = "active"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    RETRACTED = "retracted"
    SUPPRESSED = "suppressed"


class Authority(StrEnum):
    """Who stands behind a fact, weakest first; `AUTHORITY_ORDER` ranks them."""

    MODEL_INFERRED = "model_inferred"
    CLIENT_STATED = "client_stated"
    CLIENT_CONFIRMED = "client_confirmed"
    INSTRUMENT = "instrument"
    CLINICIAN_EDITED = "clinician_edited"
    CLINICIAN_SIGNED = "clinician_signed"


AUTHORITY_ORDER: tuple[Authority, ...] = tuple(Authority)


class Provenance(StrEnum):
    """How it came to be known."""

    REPORTED = "reported"
    OBSERVED = "observed"
    INFERRED = "inferred"


class FactKind(StrEnum):
    """A belief is stored as a belief; repetition promotes nothing."""

    FACT = "fact"
    BELIEF = "belief"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement about the patient: valid from/to in life (dates), recorded/retracted in the record (moments).

    `negated` is the polarity of `object`. `source` is the words it rests on; only imports and clinicians'
    corrections may
    have none. `supersedes` names the fact it took the place of.
    """

    tenant: str
    patient: str
    id: str
    subject: str
    predicate: str
    object: str
    status: FactStatus
    authority: Authority
    provenance: Provenance
    kind: FactKind
    origin: Origin
    confidence: float
    recorded_at: datetime
    source: Source | None = None
    negated: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    retracted_at: datetime | None = None
    supersedes: str | None = None
    disputes: str | None = None
    actor: str | None = None
    reason: str | None = None


class TargetStatus(StrEnum):
    """Agreed, achieved and dropped need a clinician; active and improving are moved by code from measures."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    IMPROVING = "improving"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What treatment tries to change (靶点), between a problem, a mechanism and an intervention, with a measure.

    `protocol_target` is the id of the protocol's target that it instantiates (`tgt.sleep`). `baseline`, `current`,
    `goal`
    are in the unit of `measure`; `mcid` is the smallest change that matters, in the same unit.
    """

    tenant: str
    patient: str
    id: str
    label: str
    problem: str | None
    mechanism: str | None
    measure: str | None
    direction: Direction
    status: TargetStatus
    created_at: datetime
    origin: Origin
    interventions: tuple[str, ...] = ()
    baseline: float | None = None
    current: float | None = None
    goal: float | None = None
    mcid: float | None = None
    protocol_target: str | None = None
    agreed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEvidence:
    """What speaks for or against a target's movement; `moved_to` when it moved the status."""

    tenant: str
    patient: str
    id: str
    target: str
    session: str
    supports: bool
    text: str
    origin: Origin
    at: datetime
    value: float | None = None
    source: Source | None = None
    moved_from: TargetStatus | None = None
    moved_to: TargetStatus | None = None


class HomeworkOutcome(StrEnum):
    """What came of it."""

    DONE = "done"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homework:
    """One task between sessions: assigned in `session`, reported in `outcome_session`."""

    tenant: str
    patient: str
    id: str
    session: str
    text: str
    assigned_at: datetime
    origin: Origin
    source: Source | None = None
    due: date | None = None
    outcome: HomeworkOutcome | None = None
    outcome_session: str | None = None
    outcome_source: Source | None = None
    carried_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One dated response to an instrument (`phq9`, `gad7`, ...). `items` in the instrument's order, or only `total`."""

    tenant: str
    patient: str
    id: str
    instrument: str
    taken_on: date
    total: float
    recorded_at: datetime
    origin: Origin
    items: tuple[int, ...] | None = None
    session: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSentence:
    """One sentence of a note and the turns it rests on."""

    section: str
    text: str
    origin: Origin
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A session's structured note: draft by code and model, `signed_by` when a clinician signed it. Versions append."""

    tenant: str
    patient: str
    id: str
    session: str
    version: int
    sentences: tuple[NoteSentence, ...]
    created_at: datetime
    signed_by: str | None = None
    signed_at: datetime | None = None
