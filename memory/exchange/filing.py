"""What a sound history adds to what is there: records to write, or why it does not fit. Pure.

What was said stands for ever: another text at an (n, i) is a fault. What people have set right here since stays as they
left it, and is named in `kept`. Ids follow from what they name, so that the same file gives the same ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain

from memory.exchange.checks import Held, Spoken
from memory.exchange.errors import Faults
from memory.exchange.form import PatientPart
from memory.exchange.reading import History
from memory.record.course import Episode
from memory.record.identity import Consent, Patient, Scope
from memory.record.session import Author, Session, SessionMode, SessionState, Turn, TurnOrigin
from memory.record.state import Fact, Homework, JournalEntry, Measure, Target
from memory.state.journal import Act

IMPORTED = "imported"
"""The protocol of the episode that holds imported sessions: there is no such protocol, and nothing walks it."""

_NINE = time(9)
_BETWEEN = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What the record holds. `turns`: session id -> its turns in order, for the sessions that the file names."""

    patient: Patient | None = None
    sessions: Mapping[int, Session] = field(default_factory=dict[int, Session])
    turns: Mapping[str, Sequence[Turn]] = field(default_factory=dict[str, Sequence[Turn]])
    episode: Episode | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    journal: Sequence[JournalEntry] = ()
    targets: Mapping[str, Target] = field(default_factory=dict[str, Target])
    homework: Mapping[str, Homework] = field(default_factory=dict[str, Homework])
    measures: Mapping[str, Measure] = field(default_factory=dict[str, Measure])
    consents: Mapping[str, Consent] = field(default_factory=dict[str, Consent])


@dataclass(slots=True, kw_only=True)
class Filing:
    """What to write, in this order; `closings` belong to facts that come in with their past.

    `kept` are places of the file that differ from a record which stays as it is.
    """

    patient: Patient | None = None
    episode: Episode | None = None
    episode_is_new: bool = False
    sessions: list[Session] = field(default_factory=list[Session])
    grown: list[Session] = field(default_factory=list[Session])
    turns: list[Turn] = field(default_factory=list[Turn])
    facts: list[Fact] = field(default_factory=list[Fact])
    acts: list[Act] = field(default_factory=list[Act])
    closings: list[Act] = field(default_factory=list[Act])
    targets: list[Target] = field(default_factory=list[Target])
    homework: list[Homework] = field(default_factory=list[Homework])
    reported: list[Homework] = field(default_factory=list[Homework])
    measures: list[Measure] = field(default_factory=list[Measure])
    consents: list[Consent] = field(default_factory=list[Consent])
    withdrawn: list[Consent] = field(default_factory=list[Consent])
    kept: list[str] = field(default_factory=list[str])

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        lists = (self.sessions, self.grown, self.turns, self.facts, self.acts, self.targets, self.homework)
        more = (self.reported, self.measures, self.consents, self.withdrawn)
        return self.patient is None and not any(chain(lists, more))


def named(scope: Scope, kind: str, *parts: object) -> str:
    """An id that follows from what it names; the same in every tenant."""
    text = "\n".join((kind, scope.patient, *(str(part) for part in parts)))
    return f"{kind[0]}{sha256(text.encode()).hexdigest()[:25]}"


class Words:
    """Ids, texts and moments by number, of the file's sessions and of those that are there."""

    def __init__(self, there: There) -> None:
        self.sessions = {n: session.id for n, session in there.sessions.items()}
        self.days = {n: session.opened_at for n, session in there.sessions.items()}
        self.turns = {
            (session.n, turn.n): turn for session in there.sessions.values() for turn in there.turns.get(session.id, ())
        }


def file_sessions(
    history: History, there: There, filing: Filing, *, scope: Scope, now: datetime, faults: Faults
) -> Words:
    """Files sessions and turns; gives what is said by then."""
    words = Words(there)
    episode = named(scope, "episode", IMPORTED)
    last = max(there.sessions.values(), key=lambda session: session.n, default=None)
    open_now = next((each for each in there.sessions.values() if each.state in _LIVE), None)
    for held in history.sessions:
        known = there.sessions.get(held.number)
        if known is not None:
            _add_turns(held, known, there, filing, words, episode=episode, now=now, faults=faults)
            continue
        if held.number != (last.n if last is not None else 0) + 1:
            faults.add(
                f"{held.path}.n", f"should be {(last.n if last else 0) + 1}, the next session here", "not_counting_on"
            )
            continue
        if open_now is not None:
            faults.add(f"{held.path}.n", f"session {open_now.n} is open here; close it first", "session_open")
            open_now = None
        if last is not None and held.day < last.opened_at.date():
            text = f"is before session {last.n} here ({last.opened_at.date()})"
            faults.add(f"{held.path}.date", text, "out_of_order")
        last = _session(held, last, history.patient, scope=scope, episode=episode, now=now)
        words.sessions[last.n], words.days[last.n] = last.id, last.opened_at
        made = _turns(held.turns, last, after=None, now=now)
        last = _grown(last, made)
        filing.sessions.append(last)
        filing.turns += made
        words.turns |= {(last.n, turn.n): turn for turn in made}
    _file_episode(there, filing, scope=scope, episode=episode)
    return words


_LIVE = frozenset({SessionState.OPEN, SessionState.CLOSING})


def _add_turns(
    held: Held,
    known: Session,
    there: There,
    filing: Filing,
    words: Words,
    *,
    episode: str,
    now: datetime,
    faults: Faults,
) -> None:
    if held.day != known.opened_at.date():
        faults.add(f"{held.path}.date", f"session {known.n} is of {known.opened_at.date()} here", "changed_date")
    kept = {turn.n: turn for turn in there.turns.get(known.id, ())}
    new: list[Spoken] = []
    for spoken in held.turns:
        part = spoken.turn
        here = kept.get(part.i)
        if here is None:
            new.append(spoken)
            continue
        if here.text != part.text:
            faults.add(f"{spoken.path}.text", f"session {known.n}, turn {part.i} reads otherwise here", "changed_text")
        if (here.author is Author.CLIENT) is not (part.role == "client"):
            faults.add(f"{spoken.path}.role", f"session {known.n}, turn {part.i} is another's here", "changed_role")
        if part.at is not None and part.at.astimezone(UTC) != here.at:
            faults.add(f"{spoken.path}.at", f"session {known.n}, turn {part.i} was said at another time", "changed_at")
    if not new:
        return
    if known.episode != episode:
        faults.add(f"{new[0].path}.i", f"session {known.n} was held here and takes no more turns", "held_here")
    elif new[0].turn.i != len(kept) + 1:
        faults.add(f"{new[0].path}.i", f"should be {len(kept) + 1}, the next turn here", "not_counting_on")
    else:
        made = _turns(new, known, after=max(turn.at for turn in kept.values()), now=now)
        filing.grown.append(_grown(known, made))
        filing.turns += made
        words.turns |= {(known.n, turn.n): turn for turn in made}


def _session(
    held: Held, last: Session | None, patient: PatientPart, *, scope: Scope, episode: str, now: datetime
) -> Session:
    opened = opening(held.day, next((turn.turn.at for turn in held.turns if turn.turn.at is not None), None), now=now)
    if last is not None and opened <= last.opened_at:
        opened = last.opened_at + _BETWEEN  # two of one day
    return Session(
        tenant=scope.tenant,
        patient=scope.patient,
        id=named(scope, "session", held.number),
        episode=episode,
        n=held.number,
        mode=SessionMode.SIMULATED if patient.simulated else SessionMode.COPILOT,
        state=SessionState.CLOSED,
        language=patient.locale,
        opened_at=opened,
        touched_at=opened,
        closed_at=opened,
    )


def opening(day: date, at: datetime | None, *, now: datetime) -> datetime:
    """When a session of that day opened: as its first moment says, as long as that is the same day in UTC.

    Everything here reads a session's day in UTC, and the file's day is the one that counts.
    """
    told = at.astimezone(UTC) if at is not None else None
    if told is not None and told.date() == day:
        return told
    nine = datetime.combine(day, _NINE, tzinfo=UTC)
    return nine if nine < now else datetime.combine(day, time.min, tzinfo=UTC)


def _turns(spoken: Sequence[Spoken], session: Session, *, after: datetime | None, now: datetime) -> list[Turn]:
    made: list[Turn] = []
    last = after
    for each in spoken:
        part = each.turn
        counted = session.opened_at if last is None else min(last + _BETWEEN, max(now, last))
        last = part.at.astimezone(UTC) if part.at is not None else counted
        made.append(
            Turn(
                tenant=session.tenant,
                patient=session.patient,
                session=session.id,
                n=part.i,
                author=Author.CLIENT if part.role == "client" else Author.CLINICIAN,
                origin=TurnOrigin.IMPORTED,
                text=part.text,
                at=last,
            )
        )
    return made


def _grown(session: Session, more: Sequence[Turn]) -> Session:
    """The session with these turns behind it: when it ended, and how many exchanges it has."""
    ended = max((turn.at for turn in more), default=session.opened_at)
    exchanges = session.version + sum(turn.author is Author.CLIENT for turn in more)
    return replace(session, version=exchanges, closed_at=ended, touched_at=ended)


def _file_episode(there: There, filing: Filing, *, scope: Scope, episode: str) -> None:
    touched = [*filing.sessions, *filing.grown]
    if not touched:
        return
    ended = max(session.closed_at or session.opened_at for session in touched)
    known = there.episode
    filing.episode_is_new = known is None
    filing.episode = Episode(
        tenant=scope.tenant,
        patient=scope.patient,
        id=episode,
        protocol=IMPORTED,
        releases={},
        started_at=min(session.opened_at for session in touched) if known is None else known.started_at,
        ended_at=ended if known is None or known.ended_at is None else max(ended, known.ended_at),
    )
