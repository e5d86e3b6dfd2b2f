"""What one sentence says: an action, or what is to be done when something holds."""

from dataclasses import dataclass
from enum import StrEnum

from strategies.sop.piece import EMPTY, Piece


class Mood(StrEnum):
    """How a clause binds its body.

    `plain`: always. `when`: if the condition holds. `unless`: if it does not. `otherwise`: if none before held.
    `until`: the body is done again until the condition holds. `attempts`: once so many attempts were made.
    """

    PLAIN = "plain"
    WHEN = "when"
    UNLESS = "unless"
    OTHERWISE = "otherwise"
    UNTIL = "until"
    ATTEMPTS = "attempts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause. `anywhere`: it holds at any point of the session. `negative`: an `otherwise` said as `if not`.

    `answer`: the condition is an answer (`Yes`, `0-9`), not a sentence. `most`: the phrase that bounds the rounds.
    """

    mood: Mood
    body: Piece
    condition: Piece = EMPTY
    anywhere: bool = False
    negative: bool = False
    answer: bool = False
    most: Piece = EMPTY

    @property
    def conditional(self) -> bool:
        """Whether the body is not always done."""
        return self.mood is not Mood.PLAIN


def case(piece: Piece, end: int, then: int, *, anywhere: bool, answer: bool = False) -> list[Clause]:
    """A condition that leads: the words up to `end` hold it, those from `then` on are its body."""
    return [Clause(mood=Mood.WHEN, condition=piece.cut(0, end), body=piece.cut(then), anywhere=anywhere, answer=answer)]
