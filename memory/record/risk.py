"""Risk: events, the latch's history, escalations, the outbox."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RiskKind(StrEnum):
    """What kind of danger was heard."""

    PASSIVE_IDEATION = "passive_ideation"
    ACTIVE_IDEATION = "active_ideation"
    PLAN_OR_INTENT = "plan_or_intent"
    ATTEMPT_OR_BEHAVIOR = "attempt_or_behavior"
    SELF_HARM_NONSUICIDAL = "self_harm_nonsuicidal"
    HARM_TO_OTHERS = "harm_to_others"
    HARM_FROM_OTHERS = "harm_from_others"
    PSYCHOSIS_COMMAND = "psychosis_command"
    MEDICAL_EMERGENCY = "medical_emergency"


class RiskEventState(StrEnum):
    """OPEN until a screen is completed; ACKNOWLEDGED is a clinician's word and closes nothing by itself.

    PAST: heard in imported words of long ago. Nobody screened it here, and it asks for no screen now.
    """

    OPEN = "open"
    SCREENED = "screened"
    PAST = "past"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEvent:
    """One alarm, raised by client turn `turn`.

    `level` 0 to 6, `tier` 1 to 3 (levels 1-2 are tier 1, 3-4 tier 2, 5-6 tier 3).
    """

    tenant: str
    patient: str
    id: str
    session: str
    turn: int
    tier: int
    level: int
    kinds: tuple[RiskKind, ...]
    layers: tuple[str, ...]
    why: str
    state: RiskEventState
    at: datetime
    screened_at: datetime | None = None
    screened_turn: int | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """One move of the latch. Text, model or memory may raise it (`actor` is none); only a named clinician lowers it."""

    tenant: str
    patient: str
    id: str
    before: int
    after: int
    reason: str
    at: datetime
    actor: str | None = None
    event: str | None = None


class OutboxState(StrEnum):
    """Queued, delivered to its channel, or given up after `attempts`."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Someone should look. Ids only: no words of the patient leave through a channel.

    `event` is the alarm; none where a protocol asks for a clinician, and then `why` says what for.
    """

    tenant: str
    patient: str
    id: str
    event: str | None
    tier: int
    created_at: datetime
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    session: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """One delivery to make: written with the turn, sent by the worker. `channel` is `sink` outside copilot mode."""

    id: str
    tenant: str
    kind: str
    channel: str
    payload: str
    state: OutboxState
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    delivered_at: datetime | None = None
    failure: str | None = None
