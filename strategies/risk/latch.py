"""The level that only rises, until a named clinician lowers it."""

from dataclasses import dataclass

from strategies.risk.errors import LevelOutOfRange, NotLower, UnsignedLowering

HIGHEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering:
    """A clinician's word: from `before` down to `after`, by whom and why."""

    before: int
    after: int
    actor: str
    reason: str


def _checked(level: int) -> int:
    if not 0 <= level <= HIGHEST:
        raise LevelOutOfRange(level)
    return level


def tier_of(level: int) -> int:
    """The tier of an answer: level 0 is 0, levels 1-2 are 1 (ask), 3-4 are 2 (screen, plan), 5-6 are 3 (page).

    Raises:
        LevelOutOfRange: when the level is not between 0 and 6.
    """
    return (_checked(level) + 1) // 2


def raised(current: int, level: int) -> int:
    """The latch after something was heard at `level`: never lower than it was.

    Raises:
        LevelOutOfRange: when either level is not between 0 and 6.
    """
    return max(_checked(current), _checked(level))


def lowered(current: int, to: int, *, actor: str, reason: str) -> Lowering:
    """A named clinician's lowering of the latch.

    Raises:
        LevelOutOfRange: when either level is not between 0 and 6.
        NotLower: when `to` is not below `current`.
        UnsignedLowering: when the actor or the reason is blank.
    """
    if _checked(to) >= _checked(current):
        raise NotLower(current, to)
    if not actor.strip():
        raise UnsignedLowering("actor")
    if not reason.strip():
        raise UnsignedLowering("reason")
    return Lowering(before=current, after=to, actor=actor, reason=reason.strip())
