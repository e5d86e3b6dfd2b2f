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
