"""What a history must be as a whole: numbers that count on, days in order, one clock, words that were said. Pure."""

import datetime as calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from memory.exchange.errors import Faults
from memory.exchange.form import EvidencePart, FactPart, HomeworkPart, MeasurePart, Part, TargetPart, TurnPart
from memory.record.state import CLINICIANS, HomeworkOutcome
from memory.state.errors import StateError
from memory.state.measures import score

SUMMER_TIME = timedelta(hours=1)
"""How far the offsets of one history may lie apart: summer and winter of one place."""

OUTCOMES: dict[str, HomeworkOutcome | None] = {
    "open": None,
    "assigned": None,
    "done": HomeworkOutcome.DONE,
    "partial": HomeworkOutcome.PARTIAL,
    "none": HomeworkOutcome.NONE,
    "not_done": HomeworkOutcome.NONE,
}
"""What the form's words for homework mean in the record."""

PartT = TypeVar("PartT", bound=Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[PartT]):
    """A part and where it stands in the file."""

    path: str
    part: PartT


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A turn; `part` is none where it has a fault, `i` none where it has no number."""

    path: str
    i: int | None
    part: TurnPart | None

    @property
    def turn(self) -> TurnPart:
        """The turn of a sound history. Raises: ValueError."""
        if self.part is None:
            raise ValueError(self.path)
        return self.part


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session; number and day are none where they have a fault."""

    path: str
    n: int | None
    date: calendar.date | None
    turns: tuple[Spoken, ...]

    @property
    def number(self) -> int:
        """The number of a session of a sound history. Raises: ValueError."""
        if self.n is None:
            raise ValueError(self.path)
        return self.n

    @property
    def day(self) -> calendar.date:
        """Its day. Raises: ValueError."""
        if self.date is None:
            raise ValueError(self.path)
        return self.date


class Checkable(Protocol):
    """What is checked."""

    @property
    def sessions(self) -> tuple[Held, ...]:
        """In the order of the file."""
        ...

    @property
    def measures(self) -> tuple[Placed[MeasurePart], ...]:
        """In the order of the file."""
        ...

    @property
    def homework(self) -> tuple[Placed[HomeworkPart], ...]:
        """In the order of the file."""
        ...

    @property
    def facts(self) -> tuple[Placed[FactPart], ...]:
        """In the order of the file."""
        ...

    @property
    def targets(self) -> tuple[Placed[TargetPart], ...]:
        """In the order of the file."""
        ...


def check_history(history: Checkable, *, now: datetime, faults: Faults) -> None:
    """Adds what is wrong with the history as a whole. `now` says which days lie ahead."""
    _check_numbers([(held.path, held.n) for held in history.sessions], "n", "session", faults)
    _check_days(history.sessions, now, faults)
    _check_clock(history.sessions, faults)
    for held in history.sessions:
        _check_numbers([(turn.path, turn.i) for turn in held.turns], "i", "turn", faults)
        _check_moments(held, now, faults)
    said = Said(history.sessions)
    for measure in history.measures:
        _check_measure(measure, said, now, faults)
    for task in history.homework:
        _check_task(task, said, faults)
    for fact in history.facts:
        _check_fact(fact, said, now, faults)
    _check_ids("targets", history.targets, faults)
    _check_ids("measures", history.measures, faults)
    _check_ids("homework", history.homework, faults)
    _check_ids("facts", history.facts, faults)


class Said:
    """What the file says was said: (session, turn) -> text. `first` is its first session's number."""

    def __init__(self, sessions: Sequence[Held]) -> None:
        numbers = [held.n for held in sessions if held.n is not None]
        self.first = min(numbers, default=1)
        self.sessions = frozenset(numbers)
        self.texts = {
            (held.n, turn.i): (turn.part.text if turn.part is not None else None)
            for held in sessions
            if held.n is not None
            for turn in held.turns
            if turn.i is not None
        }
        self._from = {
            held.n: min((turn.i for turn in held.turns if turn.i is not None), default=1)
            for held in sessions
            if held.n is not None
        }

    def elsewhere(self, session: int, turn: int | None = None) -> bool:
        """Whether it may be in the record already: before the first session of the file, or the first turn in it."""
        return session < self.first or (turn is not None and turn < self._from.get(session, 1))


def check_words(evidence: EvidencePart, text: str, path: str, faults: Faults) -> None:
    """Whether a quote stands in the turn that it names."""
    start, end = evidence.start, evidence.end
    placed = start is not None and end is not None
    if (text[start:end] != evidence.quote) if placed else (evidence.quote not in text):
        faults.add(f"{path}.evidence.quote", "does not stand in the turn that it names", "quote_not_said")


def _check_numbers(numbered: Sequence[tuple[str, int | None]], key: str, kind: str, faults: Faults) -> None:
    seen = Counter[int]()
    before: int | None = None
    for path, number in numbered:
        if number is None or number < 1:
            continue
        seen[number] += 1
        if seen[number] > 1:
            faults.add(f"{path}.{key}", f"is a second {kind} {number}", f"duplicate_{kind}")
        elif before is not None and number != before + 1:
            faults.add(f"{path}.{key}", f"should be {before + 1}: {kind}s count on", "not_counting_on")
        before = number


def _check_days(sessions: Sequence[Held], now: datetime, faults: Faults) -> None:
    dated = [(held, held.date) for held in sessions if held.date is not None]
    for held, day in dated:
        if day > now.date():
            faults.add(f"{held.path}.date", "lies in the future", "future_date")
    for (_, before), (held, day) in pairwise(dated):
        if day < before:
            faults.add(f"{held.path}.date", f"is before the session before it ({before})", "out_of_order")


def _check_clock(sessions: Sequence[Held], faults: Faults) -> None:
    """One offset in a session; over the whole history no more than summer time apart."""
    first: timedelta | None = None
    for held in sessions:
        own: timedelta | None = None
        for turn in held.turns:
            at = turn.part.at if turn.part is not None else None
            offset = at.utcoffset() if at is not None else None
            if offset is None:
                continue
            own = offset if own is None else own
            first = offset if first is None else first
            if offset != own:
                faults.add(f"{turn.path}.at", "is in another time zone than the session's first turn", "two_time_zones")
            elif abs(offset - first) > SUMMER_TIME:
                faults.add(f"{turn.path}.at", "is in another time zone than the history's first turn", "two_time_zones")


def _check_moments(held: Held, now: datetime, faults: Faults) -> None:
    last: datetime | None = None
    for turn in held.turns:
        at = turn.part.at if turn.part is not None else None
        if at is None:
            continue
        if at > now:
            faults.add(f"{turn.path}.at", "lies in the future", "future_date")
        if held.date is not None and not timedelta(0) <= at.date() - held.date <= timedelta(days=1):
            faults.add(f"{turn.path}.at", "is not on the day of its session", "other_day")
        if last is not None and at < last:
            faults.add(f"{turn.path}.at", "is before the turn before it", "out_of_order")
        last = at


def _check_measure(measure: Placed[MeasurePart], said: Said, now: datetime, faults: Faults) -> None:
    part = measure.part
    if part.date > now.date():
        faults.add(f"{measure.path}.date", "lies in the future", "future_date")
    if part.session is not None:
        _check_session(part.session, f"{measure.path}.session", said, faults)
    try:
        score(part.instrument, items=part.items, total=part.total)
    except StateError as error:
        where = "instrument" if error.path == "instrument" else error.path
        text = "is not registered" if where == "instrument" else str(error).removeprefix(f"{error.path}: ")
        faults.add(f"{measure.path}.{where}", text, "not_scorable")


def _check_task(task: Placed[HomeworkPart], said: Said, faults: Faults) -> None:
    part = task.part
    _check_session(part.session, f"{task.path}.session", said, faults)
    if part.outcome_session is not None:
        _check_session(part.outcome_session, f"{task.path}.outcome_session", said, faults)
        if part.outcome_session < part.session:
            faults.add(f"{task.path}.outcome_session", "is before the session that set the task", "out_of_order")
        if OUTCOMES[part.status or "open"] is None:
            faults.add(f"{task.path}.status", "should say what came of it: done, partial or none", "missing")


def _check_fact(fact: Placed[FactPart], said: Said, now: datetime, faults: Faults) -> None:
    part, path = fact.part, fact.path
    if part.valid_from is not None and part.valid_to is not None and part.valid_to < part.valid_from:
        faults.add(f"{path}.valid_to", "is before valid_from", "out_of_order")
    for name in ("recorded_at", "retracted_at"):
        moment = part.recorded_at if name == "recorded_at" else part.retracted_at
        if moment is not None and moment > now:
            faults.add(f"{path}.{name}", "lies in the future", "future_date")
    confirmed, authority = part.clinician_confirmed, part.authority
    if confirmed is not None and authority is not None and confirmed is not (authority in CLINICIANS):
        faults.add(f"{path}.clinician_confirmed", "does not agree with authority", "contradiction")
    evidence = part.evidence
    if evidence is None:
        return
    if (evidence.start is None) is not (evidence.end is None):
        faults.add(f"{path}.evidence", "should have both start and end, or neither", "missing")
    place = (evidence.session, evidence.turn)
    if place in said.texts:
        text = said.texts[place]
        if text is not None:
            check_words(evidence, text, path, faults)
    elif not said.elsewhere(*place):
        faults.add(f"{path}.evidence.turn", "names a turn that is not in the file", "no_such_turn")


def _check_session(number: int, path: str, said: Said, faults: Faults) -> None:
    if number not in said.sessions and not said.elsewhere(number):
        faults.add(path, "names a session that is not in the file", "no_such_session")


def _check_ids(name: str, items: Iterable[Placed[PartT]], faults: Faults) -> None:
    seen: set[str] = set()
    for item in items:
        own: str | None = getattr(item.part, "id", None)
        if own is None:
            continue
        if own in seen:
            faults.add(f"{item.path}.id", f"stands twice among the {name}", "duplicate_id")
        seen.add(own)
