"""Patients with an open session, put straight into the database, and what it holds of a session afterwards."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import text

from memory import database
from memory.recall.cache import RecallCache
from memory.record.clock import new_id, system_clock
from memory.record.course import Origin
from memory.record.identity import Consent, Language, Patient, Scope
from memory.record.session import Author, CallKind, RequestState, SessionMode, SlotClaim, Turn, TurnRequest
from memory.store.store import Store
from strategies.course.consenting import NEEDED
from strategies.course.engine import Engine, Limits, Voices
from strategies.course.exchange import stream_of
from strategies.course.releases import Releases
from strategies.course.session import begin_episode, open_session
from strategies.graph.library import Library

TENANT = "local"
PROTOCOL = "cbt.depression.session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An open session of a patient of its own."""

    session: str
    scope: Scope
    language: Language

    @property
    def path(self) -> str:
        """Where its turns are posted."""
        return f"/v1/sessions/{self.session}/turns"


class Seats:
    """Opens sessions without the service, so that they do not depend on what is tried. Names begin with `prefix`.

    `scopes`: of every session that was opened here.
    """

    def __init__(self, store: Store, *, prefix: str) -> None:
        self.store = store
        self._engine = Engine(
            store=store,
            releases=Releases(store),
            voices=_no_voices,
            recall=RecallCache(),
            clock=system_clock,
            ids=new_id,
            limits=Limits(),
        )
        self._shipped = Library.shipped()
        self._names = (f"{prefix}-{n:05d}" for n in count(1))
        self._one = asyncio.Lock()
        self.scopes: dict[str, Scope] = {}

    async def open(self, language: Language = Language.EN) -> Seat:
        """A new patient with consents, a course and an open session."""
        async with self._one:
            scope, now = Scope(tenant=TENANT, patient=next(self._names)), datetime.now(UTC)
            async with self.store.write(scope) as work:
                await work.patient.add(
                    Patient(tenant=TENANT, id=scope.patient, locale=language, simulated=True, created_at=now)
                )
                for needed in NEEDED:
                    consent = Consent(
                        tenant=TENANT,
                        patient=scope.patient,
                        id=new_id(),
                        scope=needed,
                        given_at=now,
                        given_by="the trial",
                    )
                    await work.consents.add(consent)
            episode = await begin_episode(PROTOCOL, shipped=self._shipped, scope=scope, engine=self._engine)
            opened = await open_session(episode.id, SessionMode.SIMULATED, scope=scope, engine=self._engine)
            self.scopes[opened.session.id] = scope
            return Seat(session=opened.session.id, scope=scope, language=language)

    async def many(self, number: int, language: Language = Language.EN) -> list[Seat]:
        """So many of them."""
        return [await self.open(language) for _ in range(number)]


def _no_voices() -> Voices:
    raise AssertionError("opening a session asks no model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the database holds of a session after its clients have said `keys`."""

    turns: Sequence[Turn]
    claims: Sequence[SlotClaim]
    requests: Sequence[TurnRequest | None]
    version: int
    stack_turn: int
    events: Sequence[int]
    calls: Sequence[int]

    @property
    def said(self) -> list[str]:
        """The client's words, in order."""
        return [turn.text for turn in self.turns if turn.author is Author.CLIENT]

    def half_written(self, said: Sequence[str]) -> list[str]:
        """What is not as it should be after these words, each with a key of its own; nothing, where all is whole."""
        found: list[str] = []
        if self.said != list(said):
            found.append(f"the client's words: {self.said}")
        if [turn.n for turn in self.turns] != list(range(1, len(self.turns) + 1)):
            found.append("a gap among the turns")
        done = [each for each in self.requests if each is not None and each.state is RequestState.DONE]
        replies = sum(turn.author is not Author.CLIENT for turn in self.turns) - 1
        if (replies, self.version) != (len(done), len(done)):
            found.append(f"{len(done)} keys done, {replies} replies, version {self.version}")
        if any(each is not None and each.state is RequestState.IN_FLIGHT for each in self.requests):
            found.append("a key still in flight")
        last = max((each.reply_turn or 0 for each in done), default=0)
        if any(claim.turn > last for claim in self.claims) or any(n > last for n in self.calls):
            found.append("claims or calls of a turn without its reply")
        if list(self.events) != list(range(1, len(self.events) + 1)):
            found.append("a gap among the events")
        return found + [f"a value nobody said: {claim.slot}" for claim in self.claims if self._is_invented(claim)]

    def _is_invented(self, claim: SlotClaim) -> bool:
        words = next((turn.text for turn in self.turns if turn.n == claim.turn), "")
        by_rule_without_words = claim.origin is not Origin.MODEL and not claim.quote
        return not by_rule_without_words and (not claim.quote or words[claim.start : claim.end] != claim.quote)


async def record_of(store: Store, seat: Seat, keys: Sequence[str]) -> Record:
    """What the database holds of this session."""
    async with store.read(seat.scope) as work:
        return Record(
            turns=await work.turns.of_session(seat.session),
            claims=await work.slots.of_session(seat.session),
            requests=[await work.requests.find(seat.session, key) for key in keys],
            version=(await work.sessions.get(seat.session)).version,
            stack_turn=(await work.sessions.stack(seat.session)).turn,
            events=[event.seq for event in stream_of(await work.events.after(seat.session, 0))],
            calls=[each.turn for each in await work.calls.of_session(seat.session) if each.kind is not CallKind.CLOSE],
        )


async def outbox_of(dsn: str) -> list[str]:
    """The payload of every message of the outbox."""
    engine = database.open_engine(dsn)
    try:
        async with engine.connect() as connection:
            return [str(row[0]) for row in await connection.execute(text("SELECT payload FROM outbox"))]
    finally:
        await engine.dispose()


async def is_escalated(store: Store, seat: Seat, outbox: Sequence[str]) -> bool:
    """Whether the alarm of this session left an event, an escalation of that event, and its message."""
    async with store.read(seat.scope) as work:
        events = {event.id for event in await work.risk.events() if event.session == seat.session}
        escalations = {each.id for each in await work.risk.escalations() if each.event in events}
    return bool(events and escalations) and any(each in payload for each in escalations for payload in outbox)
