"""A clinician's judgement of a session."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """On one therapist turn."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


class ReviewerKind(StrEnum):
    """A synthetic review needs a flag to leave the house."""

    HUMAN = "human"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnVerdict:
    """`correction` is set exactly when the verdict is edit."""

    turn: int
    verdict: Verdict
    correction: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Verdicts, rubric, reward r in [0, 1], and a signature over the SHA-256 of what was reviewed.

    `rubric` maps dimension (safety, protocol, alliance, target_work, style) -> 0..1. Reviews append; the newest signed
    one of a session counts.
    """

    tenant: str
    patient: str
    id: str
    session: str
    reviewer: str
    reviewer_kind: ReviewerKind
    verdicts: tuple[TurnVerdict, ...]
    reward: float
    content_sha256: str
    created_at: datetime
    rubric: dict[str, float] = field(default_factory=dict[str, float])
    comment: str = ""
    signed_at: datetime | None = None
    signature: str | None = None
