"""Whether what changed is explained by what was done: the course so far, in the order of time. Pure.

A target is there because moving it should move the problem. So a target that moved while the outcome stayed is a
doubtful target, and an outcome that moved while no target had moved was moved by something else (the order in time is
what a mediator must show: Kazdin, Annual Review of Clinical Psychology 2007).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from memory.record.state import Direction

LEAST_DELIVERED = 2
"""From so many deliveries for a target on, none of which was planned for it, it is no accident."""
LEAST_SESSIONS = 3
"""From so many sessions with work on, a target that none of it served was left out."""


class CourseGap(StrEnum):
    """What the course so far does not explain."""

    INTERVENTION_MISMATCH = "intervention_mismatch"
    TARGET_MOVED_OUTCOME_FLAT = "target_moved_outcome_flat"
    OUTCOME_MOVED_TARGET_FLAT = "outcome_moved_target_flat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value: `order` sorts (a session's number, or a day's ordinal), `at` says it to people."""

    order: float
    at: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of one thing, oldest first; `least` is the smallest change that counts, in its unit, above 0."""

    name: str
    better: Direction
    least: float
    points: tuple[Point, ...]

    def gain(self, point: Point) -> float:
        """How far `point` is from the first value in the better direction."""
        moved = point.value - self.points[0].value
        return moved if self.better is Direction.UP else -moved

    def moved_at(self) -> Point | None:
        """The first point with a gain that counts, when the newest point has kept one; none otherwise."""
        if len(self.points) < 2 or self.gain(self.points[-1]) < self.least:
            return None
        return next(point for point in self.points if self.gain(point) >= self.least)

    def path(self) -> str:
        """The values with their times: `16 (session 1), 9 (session 5)`; first, move and newest."""
        shown = {self.points[0].order: self.points[0], self.points[-1].order: self.points[-1]}
        turned = self.moved_at()
        if turned is not None:
            shown[turned.order] = turned
        return ", ".join(f"{point.value:g} ({point.at})" for _, point in sorted(shown.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Work that was done: in which session, for which target (none when nobody said), in words (may be empty)."""

    order: float
    at: str
    text: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSoFar:
    """What was measured and done: the outcome's series, the targets' (by id), what was delivered."""

    outcome: Series | None = None
    targets: Mapping[str, Series]
    delivered: tuple[Delivered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexplained:
    """One finding about a target, with the words and values that show it."""

    code: CourseGap
    target: str
    shows: str


def unexplained(course: CourseSoFar, planned: Mapping[str, Sequence[str]]) -> tuple[Unexplained, ...]:
    """What the course does not explain; `planned` maps target id -> its interventions that say something."""
    return (*_mismatches(course, planned), *_against_outcome(course, frozenset(planned)))


def _against_outcome(course: CourseSoFar, known: frozenset[str]) -> Iterator[Unexplained]:
    outcome = course.outcome
    if outcome is None or len(outcome.points) < 2:
        return
    others = {id_: series for id_, series in course.targets.items() if id_ in known and len(series.points) >= 2}
    moves = {id_: series.moved_at() for id_, series in others.items()}
    eased = outcome.moved_at()
    if eased is None:
        for id_, moved in moves.items():
            if moved is not None and outcome.points[-1].order >= moved.order:
                shows = f"{others[id_].name}: {others[id_].path()}; {outcome.name}: {outcome.path()}"
                yield Unexplained(code=CourseGap.TARGET_MOVED_OUTCOME_FLAT, target=id_, shows=shows)
        return
    if any(moved is not None and moved.order <= eased.order for moved in moves.values()):
        return
    for id_, series in others.items():
        shows = f"{outcome.name}: {outcome.path()}; {series.name}: {series.path()}"
        yield Unexplained(code=CourseGap.OUTCOME_MOVED_TARGET_FLAT, target=id_, shows=shows)


def _mismatches(course: CourseSoFar, planned: Mapping[str, Sequence[str]]) -> Iterator[Unexplained]:
    """Targets for which other work was done than planned, and targets that all the work left out."""
    sessions = {each.order for each in course.delivered}
    told = any(each.target is not None for each in course.delivered)
    for id_, wanted in planned.items():
        if not wanted:
            continue
        own = [each for each in course.delivered if each.target == id_]
        worded = [each for each in own if each.text.strip()]
        fits = [each for each in course.delivered if each.text and any(alike(each.text, one) for one in wanted)]
        if len(worded) >= LEAST_DELIVERED and len(worded) == len(own) and not fits:
            shows = "; ".join(f"{each.text} ({each.at})" for each in worded)
        elif not own and not fits and len(sessions) >= LEAST_SESSIONS and told:
            shows = ", ".join(each.at for each in {each.order: each for each in course.delivered}.values())
        else:
            continue
        yield Unexplained(code=CourseGap.INTERVENTION_MISMATCH, target=id_, shows=shows)


_WORD = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]")
_EMPTY = frozenset(
    {"the", "and", "with", "for", "plan", "work", "session", "using", "practice", "practise", "exercise"}
)


def alike(done: str, wanted: str) -> bool:
    """Whether two names of an intervention share half of the shorter one's words (Chinese: pairs of characters)."""
    one, other = _pieces(done), _pieces(wanted)
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= 0.5


def _pieces(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    latin = {word[:5] for word in words if len(word) > 1 and word not in _EMPTY}
    cjk = [word for word in words if len(word) == 1]
    return latin | {first + second for first, second in pairwise(cjk)}
