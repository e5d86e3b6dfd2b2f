"""A course of treatment: releases of protocols, episodes, plan versions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A compiled protocol. `id` is the SHA-256 (hex) of `compiled`; an episode pins releases by it."""

    id: str
    protocol: str
    version: str
    compiled: str
    created_at: datetime
    clinical_review: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One course of treatment. `releases` maps protocol id -> release id, pinned when the episode begins."""

    tenant: str
    patient: str
    id: str
    protocol: str
    releases: dict[str, str]
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSignature:
    """A clinician has read a release and signs for it, in their name. Nothing is shown as reviewed without one."""

    tenant: str
    release: str
    actor: str
    name: str
    at: datetime
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMove:
    """An episode went over to other releases, by a checked map of nodes, in a clinician's name.

    `before` and `after` map protocol id -> release id as the episode pinned them; `nodes` maps protocol id -> old node
    -> new node (those not named keep their id). Sessions up to number `after_session` were held under `before`.
    """

    tenant: str
    patient: str
    id: str
    episode: str
    before: dict[str, str]
    after: dict[str, str]
    nodes: dict[str, dict[str, str]]
    after_session: int
    actor: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOpening:
    """A clinician opened a gate: edge `edge` of `protocol` may be taken in this episode, until it is withdrawn."""

    tenant: str
    patient: str
    id: str
    episode: str
    protocol: str
    edge: str
    actor: str
    reason: str
    at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None

    @property
    def key(self) -> str:
        """How routing names the gate."""
        return f"{self.protocol}/{self.edge}"


class Origin(StrEnum):
    """Where a value came from: kept and shown."""

    RULE = "rule"
    MODEL = "model"
    CLINICIAN = "clinician"
    IMPORT = "import"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words something rests on: code-point offsets into the text of turn `turn` of session `session`."""

    session: str
    turn: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing the next session is for. `code` is one of the agenda codes of the plan format, or finer."""

    code: str
    text: str
    origin: Origin = Origin.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAction:
    """A proposal about one target: keep, pause, close, advance, step_back, change_intervention, add."""

    action: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReason:
    """The rule that fired and the evidence it saw, in words; `sources` when the evidence was said."""

    rule: str
    evidence: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """What the next session is for. Appended, never changed; `n` counts from 1 in the episode.

    `changed` says what differs from version n - 1, one line a difference ("+ homework_barrier_review", "-
    continue_plan");
    it is empty for the first version and when nothing warranted a change, and then `replanned` is false.
    """

    tenant: str
    patient: str
    id: str
    episode: str
    n: int
    created_at: datetime
    agenda: tuple[AgendaItem, ...]
    strategy: str
    focus: tuple[str, ...]
    expected: str
    target_actions: tuple[TargetAction, ...] = ()
    reasons: tuple[PlanReason, ...] = ()
    changed: tuple[str, ...] = ()
    replanned: bool = False
    after_session: str | None = None
