"""What step 1 of a turn hands to the next: values only."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.course import Episode
from memory.record.crisis import CrisisPattern, SafetyPlan
from memory.record.identity import Patient
from memory.record.session import Frame, Session, SlotValue, Turn, TurnRequest
from strategies.course.danger import NONE, Danger
from strategies.course.known import Remembered
from strategies.graph.library import Library
from strategies.profiles.policy import FREE, Ruling
from strategies.risk.rules import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a client says: the words, the idempotency key, and the session version it answers (None: any)."""

    text: str
    key: str
    expect_version: int | None = None

    @property
    def body_sha256(self) -> str:
        """The hash that tells a retry from other words under the same key."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The words are kept and we hold the lease; everything that the next steps read.

    `history` holds the session's turns before `turn`. The frames of `stack` hold the values of session scope, `lasting`
    those of patient scope, expired ones left out (they are in `expired`). `gates`: what clinicians opened, as
    `protocol/edge`. `unscreened`: a risk event is open. `recurring`: confirmed crisis patterns; with them comes the
    safety plan. `danger`: what is known of it around this turn. `ruling`: what the patient's jurisdiction
    switches off; `held`: the session waits there for a clinician to hand it back.
    """

    session: Session
    episode: Episode
    patient: Patient
    library: Library
    request: TurnRequest
    turn: Turn
    history: tuple[Turn, ...]
    stack: tuple[Frame, ...]
    lasting: Mapping[str, SlotValue]
    expired: tuple[Remembered, ...]
    gates: frozenset[str]
    unscreened: bool
    recurring: tuple[CrisisPattern, ...]
    safety_plan: SafetyPlan | None
    risk: Reading
    danger: Danger = NONE
    ruling: Ruling = FREE
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Nothing more to do: the exchange is kept, as the canonical JSON that is stored.

    `replayed`: kept before this. `alarmed_tier`: 0 without an alarm in these words.
    """

    exchange_json: str
    replayed: bool
    alarmed_tier: int = 0
