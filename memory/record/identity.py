"""Who: tenants, actors and their keys, patients and their consents."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Language(StrEnum):
    """The two languages. Tags as stored and put out; see `memory.record.language` for what is accepted."""

    EN = "en"
    ZH = "zh-CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose rows a query may touch. Every clinical query takes one."""

    tenant: str
    patient: str


class Role(StrEnum):
    """What an actor may do."""

    CLINICIAN = "clinician"
    SUPERVISOR = "supervisor"
    RESEARCHER = "researcher"
    EXPORTER = "exporter"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or a machine that acts. Signatures and reviews bind to `id`."""

    tenant: str
    id: str
    name: str
    roles: frozenset[Role]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKey:
    """A service key. Only its prefix (public, to find it) and the SHA-256 of the whole (hex) are kept."""

    prefix: str
    sha256: str
    tenant: str
    actor: str
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A pseudonymous person, real or simulated. `risk_level` is the latch, 0 to 6 (`memory.record.risk`)."""

    tenant: str
    id: str
    locale: Language
    simulated: bool
    created_at: datetime
    label: str = ""
    region: str | None = None
    profile: str = "none"
    risk_level: int = 0


class ConsentScope(StrEnum):
    """What a consent allows."""

    SESSION_RECORD = "session_record"
    MODEL_PROCESSING = "model_processing"
    TRAINING_EXPORT = "training_export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One consent, given and perhaps withdrawn, by whom."""

    tenant: str
    patient: str
    id: str
    scope: ConsentScope
    given_at: datetime
    given_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
