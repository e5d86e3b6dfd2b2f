"""Whole patients brought in, and the words of imported sessions read: facts by rules, alarms by the risk rules.

Reading is a step of its own after the import: the words are in the record first, and what was never read is read by
the next import of the same file. No model is asked. How far a session was read is kept as a request of its own that is
done, under the key `READ`: the same turn is never read twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from memory.exchange.bundle import import_bundle, is_bundle
from memory.exchange.filing import IMPORTED
from memory.exchange.importing import Imported, import_history
from memory.record.clock import Clock, Ids
from memory.record.identity import Scope
from memory.record.session import Author, RequestState, Session, TurnRequest
from memory.store.store import Store, Work
from strategies.course.facts.extract import Candidate
from strategies.course.facts.imported_alarms import Alarm, Heard, alarm_of, event_of, heard_in
from strategies.course.facts.imported_facts import WordsOf, candidates_of, settled

READ = "imported-words-read"
"""The key under which it is kept up to which turn an imported session was read."""

AT_ONCE = 20
"""Sessions that are kept in one transaction: other writers wait no longer than for these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRead:
    """What was read now: sessions, client turns, facts that came of them, facts that gave way, candidates kept out.

    Kept out are those whose words or value a person took out of the record.
    """

    sessions: int = 0
    turns: int = 0
    facts: int = 0
    closed: int = 0
    withheld: int = 0

    def plus(self, more: "WordsRead") -> "WordsRead":
        """Both together."""
        return WordsRead(**{name: getattr(self, name) + getattr(more, name) for name in asdict(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn(Imported):
    """What an import did, and what its words said: `read` is none where they were not to be read, as in a bundle."""

    read: WordsRead | None = None
    alarms: tuple[Alarm, ...] = ()

    @property
    def anew(self) -> bool:
        """Whether anything of the patient is otherwise now."""
        return self.changed or (self.read is not None and self.read.sessions > 0)


async def bring_in(
    value: object, *, read: bool, tenant: str, actor: str, store: Store, clock: Clock, ids: Ids
) -> BroughtIn:
    """Imports a parsed file, a history or a bundle; then reads a history's words, if `read`.

    Raises: HistoryRefused, PatientDiffers of memory.exchange.errors; memory.store.errors.
    """
    if is_bundle(value):
        return _brought(await import_bundle(value, tenant=tenant, store=store, ids=ids))
    done = await import_history(value, tenant=tenant, actor=actor, store=store, clock=clock)
    if not read:
        return _brought(done)
    words, alarms = await read_imported(Scope(tenant=tenant, patient=done.patient), store=store, clock=clock, ids=ids)
    return replace(_brought(done), read=words, alarms=alarms)


def _brought(done: Imported) -> BroughtIn:
    return BroughtIn(**{field.name: getattr(done, field.name) for field in fields(Imported)})


async def read_imported(scope: Scope, *, store: Store, clock: Clock, ids: Ids) -> tuple[WordsRead, tuple[Alarm, ...]]:
    """Reads every turn of the patient's imported sessions that was never read, `AT_ONCE` sessions a transaction.

    Raises: memory.store.errors. What was read by then stays read, and the rest is read by the next call.
    """
    async with store.read(scope) as work:
        sessions = await _imported(work)
        unread = await _unread(work, sessions)
    total, alarms = WordsRead(), list[Alarm]()
    for start in range(0, len(unread), AT_ONCE):
        part = unread[start : start + AT_ONCE]
        found, heard = await asyncio.to_thread(_look, part)
        async with store.write(scope) as work:
            await work.whole.hold()
            now = clock()
            read, more = await _keep(work, part, found, heard, last=sessions[-1].n, now=now, ids=ids)
        total, alarms = total.plus(read), [*alarms, *more]
    return total, tuple(alarms)


Found = Sequence[tuple[WordsOf, Sequence[Candidate]]]


def _look(unread: Sequence[WordsOf]) -> tuple[Found, Sequence[Heard]]:
    """What rules find in the words; without the record, so that no transaction waits for it."""
    return [(words, candidates_of(words)) for words in unread], [each for words in unread for each in heard_in(words)]


async def _keep(
    work: Work,
    unread: Sequence[WordsOf],
    found: Found,
    heard: Sequence[Heard],
    *,
    last: int,
    now: datetime,
    ids: Ids,
) -> tuple[WordsRead, list[Alarm]]:
    """Settles and writes what was found; sessions that somebody else has read meanwhile are left as they are."""
    marks = {words.session.id: await work.requests.find(words.session.id, READ) for words in unread}
    own = [words for words in unread if _reached(marks[words.session.id]) == words.before]
    mine = {words.session.id for words in own}
    sessions = await work.sessions.all()
    places = await work.turns.withheld_in([turn for words in own for turn in words.turns])
    stated = await asyncio.to_thread(
        settled,
        await work.facts.all(),
        [each for each in found if each[0].session.id in mine],
        numbers={each.id: each.n for each in sessions},
        days={each.id: each.opened_at.date() for each in sessions},
        withheld=[place for of_turn in places.values() for place in of_turn],
        now=now,
        ids=ids,
    )
    for act in stated.acts:
        await work.facts.record(act)
    alarms: list[Alarm] = []
    for each in heard:
        if each.words.session.id in mine:
            event = event_of(each, last=last, now=now, ids=ids)
            await work.risk.add_event(event)
            alarms.append(alarm_of(each, event, places.get((event.session, event.turn), ())))
    for words in own:
        await _mark(work, words, marks[words.session.id], now=now)
    read = WordsRead(
        sessions=len(own),
        turns=sum(turn.author is Author.CLIENT for words in own for turn in words.fresh),
        facts=stated.added,
        closed=stated.closed,
        withheld=stated.withheld,
    )
    return read, alarms


def _reached(mark: TurnRequest | None) -> int:
    """The turn up to which a session was read."""
    return 0 if mark is None else mark.client_turn


async def _imported(work: Work) -> list[Session]:
    """The imported sessions, first to last."""
    own = {episode.id for episode in await work.episodes.all() if episode.protocol == IMPORTED}
    return [session for session in await work.sessions.all() if session.episode in own]


async def _unread(work: Work, sessions: Sequence[Session]) -> list[WordsOf]:
    found: list[WordsOf] = []
    for session in sessions:
        before = _reached(await work.requests.find(session.id, READ))
        if await work.turns.last_n(session.id) > before:
            turns = tuple(await work.turns.of_session(session.id))
            found.append(WordsOf(session=session, turns=turns, before=before))
    return found


async def _mark(work: Work, words: WordsOf, known: TurnRequest | None, *, now: datetime) -> None:
    """Keeps that the session was read to its last turn."""
    session, last = words.session, words.turns[-1].n
    if known is not None:
        again = replace(known, client_turn=last, attempts=known.attempts + 1)
        await work.requests.replace(again, expecting_lease=known.lease)
        return
    await work.requests.claim(
        TurnRequest(
            tenant=session.tenant,
            patient=session.patient,
            session=session.id,
            key=READ,
            body_sha256="",
            state=RequestState.DONE,
            client_turn=last,
            attempts=1,
            lease="",
            lease_until=now,
            created_at=now,
        )
    )
