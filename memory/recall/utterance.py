"""What recall searches and what it gives: turns, facts' words, and what was found of them."""

from dataclasses import dataclass
from datetime import date

from memory.record.session import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One turn as search sees it. `session_n` counts the patient's sessions from 1, `turn` the turns of one session."""

    session: str
    session_n: int
    turn: int
    date: date
    author: Author
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The words of a fact, and the turn that states it. A fact of several turns stands once for each."""

    session: str
    turn: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One turn that was found. `score` is the fused score in (0, 1], 1 when first in every channel.

    `channels` says where it was found: `turn` (its own words), `window` (its words and those of its neighbours),
    `fact` (the words of a fact that it states), and `dense_turn`, `dense_window`, `dense_fact` (the same by vectors).
    """

    session_n: int
    session: str
    turn: int
    date: date
    author: Author
    text: str
    score: float
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a search saw.

    `coverage`, in [0, 1], is the greatest share of the query, each word by its rarity, that one window or fact holds.
    `nearness`, in standard deviations, is how far the nearest turn or fact stands above the rest by vectors; None
    without them. When the search abstains, `items` are the nearest, not an answer.
    """

    items: tuple[Recalled, ...]
    abstain: bool
    coverage: float
    nearness: float | None = None


def mark(recalled: Recalled) -> str:
    """The name of a recalled line, by which a claim about the past can be checked: `[S07 T014 2026-03-02]`."""
    return f"[S{recalled.session_n:02d} T{recalled.turn:03d} {recalled.date.isoformat()}]"
