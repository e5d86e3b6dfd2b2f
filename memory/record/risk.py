"""Risk: events, the latch's history, escalations; the outbox, its deliveries, tests of channels."""

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


class Audience(StrEnum):
    """Whom a message is for. SINK: nobody; what sessions outside copilot mode raise ends there."""

    CLINIC = "clinic"
    SUPERVISOR = "supervisor"
    SINK = "sink"


class OutboxState(StrEnum):
    """QUEUED until its time has come; then SHARED out, one delivery for each channel of its audience, or SUNK.

    CANCELLED: the call was acknowledged before any channel had taken the message.
    """

    QUEUED = "queued"
    SHARED = "shared"
    SUNK = "sunk"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """One message to an audience: written with the turn, carried by the worker from `due_at` on.

    `tier` (1 to 3) is the order in which a backlog leaves; `escalation` is the call whose acknowledgement cancels it;
    `settled_at` is when it was shared out, sunk or cancelled.
    """

    id: str
    tenant: str
    kind: str
    audience: Audience
    payload: str
    state: OutboxState
    created_at: datetime
    due_at: datetime
    tier: int = 1
    escalation: str | None = None
    settled_at: datetime | None = None


class DeliveryState(StrEnum):
    """SENT: the channel's receiver took it. That does not say that anybody has read it."""

    QUEUED = "queued"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message on its way through one channel, under a lease while it is sent.

    `since` is when the message was due; `due_at` is when it is tried next; `failure` is why the last try failed, in a
    word without addresses or texts.
    """

    message: str
    channel: str
    tenant: str
    tier: int
    state: DeliveryState
    since: datetime
    due_at: datetime
    attempts: int = 0
    lease: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTest:
    """A test message was sent through a channel as it was configured then; `failure` is none when it was taken.

    `fingerprint`: SHA-256 (hex) of what the channel is configured to; another one needs another test.
    """

    tenant: str
    id: str
    channel: str
    fingerprint: str
    at: datetime
    actor: str
    passed: bool
    failure: str | None = None
