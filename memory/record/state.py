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


CLINICIANS = frozenset({Authority.CLINICIAN_EDITED, Authority.CLINICIAN_SIGNED})
"""What a clinician stands behind."""


class Speaker(StrEnum):
    """Whose words a fact rests on."""

    CLIENT = "client"
    THERAPIST = "therapist"
    CLINICIAN = "clinician"


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
    corrections may have none; `speaker` is whose words they are. `supersedes` names the fact it took the place of,
    `disputes` the one it stands against, `derived_from` those it was inferred from: it falls with them.
    What the record said of it at any moment is in the journal; this is how it stands now.
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
    speaker: Speaker = Speaker.CLIENT
    derived_from: tuple[str, ...] = ()

    @property
    def clinician_confirmed(self) -> bool:
        """Whether a clinician stands behind it."""
        return self.authority in CLINICIANS

    @property
    def standing(self) -> "Standing":
        """What the journal may change about it."""
        return Standing(
            status=self.status,
            authority=self.authority,
            confidence=self.confidence,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            retracted_at=self.retracted_at,
            supersedes=self.supersedes,
            disputes=self.disputes,
            actor=self.actor,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a fact stands in the record: all of it that is not the statement itself."""

    status: FactStatus
    authority: Authority
    confidence: float
    valid_from: date | None = None
    valid_to: date | None = None
    retracted_at: datetime | None = None
    supersedes: str | None = None
    disputes: str | None = None
    actor: str | None = None
    reason: str | None = None


class JournalKind(StrEnum):
    """What happened to a fact. SUPERSEDE: the world changed; CORRECT: we were wrong; UNDO takes an act back."""

    ADD = "add"
    CONFIRM = "confirm"
    SUPERSEDE = "supersede"
    CORRECT = "correct"
    DISPUTE = "dispute"
    RESOLVE = "resolve"
    SUPPRESS = "suppress"
    RETRACT = "retract"
    ERASE = "erase"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a fact's words stand, without the words: code-point offsets into a turn."""

    session: str
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of a patient's fact journal: number `n` from 1; entries of one `act` were written together.

    ADD carries the whole fact in `added`; every other kind its `standing` afterwards, and ERASE only the `place` of
    its words, so that they can be kept back where the turn is still read. `other` is the fact that this one gave
    way to, or that it stands against. Erasure blanks `added`, `standing` and `reason` of what was written earlier.
    """

    tenant: str
    patient: str
    n: int
    act: str
    kind: JournalKind
    fact: str
    at: datetime
    actor: str | None = None
    reason: str | None = None
    other: str | None = None
    undoes: str | None = None
    added: Fact | None = None
    standing: Standing | None = None
    place: Place | None = None


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
    """One task between sessions: assigned in `session`, asked for in `asked_session`, reported in `outcome_session`.

    `carried_from` is the task that this one takes up again, because little or nothing had come of it.
    """

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
    asked_session: str | None = None


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
