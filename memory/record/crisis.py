"""Crises: the safety plan, crisis episodes as chains of links, and patterns of chains that recur (重复性危机)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from memory.record.course import Origin, Source


class SafetyPart(StrEnum):
    """The parts of a safety plan, in the order in which they are used (Stanley & Brown, 2012)."""

    WARNING_SIGNS = "warning_signs"
    COPING = "coping"
    DISTRACTION = "distraction"
    HELP = "help"
    PROFESSIONALS = "professionals"
    MEANS_SAFETY = "means_safety"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyStep:
    """One line of a plan, in the client's words where they were said. `worked` once somebody told."""

    part: SafetyPart
    text: str
    origin: Origin
    source: Source | None = None
    worked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """One version: `n` counts from 1; the newest counts, whoever wrote it. `session` where it was made in one."""

    tenant: str
    patient: str
    id: str
    n: int
    steps: tuple[SafetyStep, ...]
    created_at: datetime
    origin: Origin
    session: str | None = None
    actor: str | None = None
    reason: str = ""
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None


class ChainLink(StrEnum):
    """The links of a crisis, in the order in which they follow each other; HELPED is what ended it."""

    TRIGGER = "trigger"
    APPRAISAL = "appraisal"
    AFFECT = "affect"
    BEHAVIOUR = "behaviour"
    CONSEQUENCE = "consequence"
    HELPED = "helped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPiece:
    """One link as it was told: the words, and the tags of a closed list that a rule gave them ("no_reply")."""

    link: ChainLink
    text: str
    tags: tuple[str, ...] = ()
    source: Source | None = None


class CrisisStatus(StrEnum):
    """Proposed by a rule or a model, until a clinician confirms or rejects it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisEpisode:
    """One crisis, told in `session`. `dated`: the day of onset was said; otherwise it is the session's own day.

    `event` is the alarm that it came with.
    """

    tenant: str
    patient: str
    id: str
    session: str
    onset: date
    pieces: tuple[ChainPiece, ...]
    origin: Origin
    status: CrisisStatus
    recorded_at: datetime
    dated: bool = False
    event: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_reason: str | None = None

    def pieces_of(self, link: ChainLink) -> tuple[ChainPiece, ...]:
        """What was told of one link."""
        return tuple(piece for piece in self.pieces if piece.link is link)

    def tags_of(self, link: ChainLink) -> frozenset[str]:
        """The tags of one link."""
        return frozenset(tag for piece in self.pieces_of(link) for tag in piece.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time the chain ran: the episode, its session, its day."""

    episode: str
    session: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTags:
    """What the occurrences of a pattern share in one link."""

    link: ChainLink
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisPattern:
    """The same chain, recurring: its dated occurrences, oldest first, what they share, and what helped then.

    `text` is the chain in the client's words, one line. `plan` is what a clinician wants to come up when it starts
    again; without one, what helped is said.
    """

    tenant: str
    patient: str
    id: str
    status: CrisisStatus
    shared: tuple[LinkTags, ...]
    occurrences: tuple[Occurrence, ...]
    text: str
    found_at: datetime
    origin: Origin
    helped: tuple[str, ...] = ()
    plan: str = ""
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_reason: str | None = None

    def shared_of(self, link: ChainLink) -> frozenset[str]:
        """The shared tags of one link."""
        return frozenset(tag for each in self.shared if each.link is link for tag in each.tags)
