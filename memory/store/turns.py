"""Turns, edge decisions and slot claims: what a session said and how it moved."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select

from memory.recall.utterance import Utterance
from memory.record import tables
from memory.record.identity import Scope
from memory.record.session import Author, EdgeDecision, SlotClaim, Turn
from memory.record.state import Place
from memory.state.withheld import KeptBack, masked, spread
from memory.store.errors import NotFound
from memory.store.facts import FactStore
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Shelf, Transaction

TURNS = Shelf("turn", Turn, tables.turns)
DECISIONS = Shelf("decision", EdgeDecision, tables.decisions)
SLOTS = Shelf("slot claim", SlotClaim, tables.slots)

_AUTHORS = {author.value: author for author in Author}


class TurnStore:
    """Utterances: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, TURNS)
        self._facts = FactStore(transaction, scope)

    async def add(self, turn: Turn) -> None:
        """Appends a turn. Raises: AlreadyThere when the session has a turn of this number, ParentMissing."""
        await self._rows.add(turn)

    async def add_all(self, turns: Sequence[Turn]) -> None:
        """Appends many turns at once. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add_all(turns)

    async def get(self, session: str, n: int) -> Turn:
        """One turn. Raises: NotFound."""
        found = await self._rows.one_by(session=session, n=n)
        if found is None:
            raise NotFound("turn", f"{session}/{n}")
        return found

    async def of_session(self, session: str, after: int = 0) -> list[Turn]:
        """The turns of a session with a number above `after`, in order."""
        if after == 0:
            return await self._rows.by(session=session, order=("n",))
        columns = self._rows.table.c
        return await self._rows.matching(columns.session == session, columns.n > after, order=(columns.n,))

    async def last_n(self, session: str) -> int:
        """The number of the last turn; 0 before the first."""
        return await self._rows.greatest("n", session=session)

    async def last(self, session: str) -> Turn | None:
        """The last turn of a session; None before the first."""
        return await self._rows.one_by(session=session, order=("-n",))

    async def withheld_words(
        self, kept: Sequence[KeptBack] | None = None, *, known: Iterable[Turn] = ()
    ) -> dict[str, datetime | None]:
        """The words of these places, else of all that are withheld, and until when they are; `known` is not read."""
        texts = {(turn.session, turn.n): turn.text for turn in known}
        words: dict[str, datetime | None] = {}
        for each in await self._facts.kept_back() if kept is None else kept:
            place = each.place
            key = (place.session, place.turn)
            if key not in texts:
                turn = await self._rows.one_by(session=place.session, n=place.turn)
                texts[key] = "" if turn is None else turn.text
            said = texts[key][place.start : place.end]
            before = words.get(said, each.until)
            words[said] = None if before is None or each.until is None else max(before, each.until)
        return words

    async def withheld_in(
        self, turns: Sequence[Turn], kept: Sequence[KeptBack] | None = None
    ) -> dict[tuple[str, int], list[Place]]:
        """By (session, turn): where in these turns words stand that reach nobody, also where they were said again.

        `kept`: what is withheld, else all of it. Every reader of turns finds them here.
        """
        kept = await self._facts.kept_back() if kept is None else kept
        if not kept or not turns:
            return {}
        words = await self.withheld_words(kept, known=turns)
        found = spread(turns, words, await self._facts.resting())
        there = {(turn.session, turn.n) for turn in turns}
        for each in kept:
            if (key := (each.place.session, each.place.turn)) in there and each.place not in found.get(key, ()):
                found.setdefault(key, []).append(each.place)
        return found

    async def without_withheld(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """Turns as prompts read them: what only withdrawn or erased facts rest on is a gap."""
        gaps = await self.withheld_in(turns)
        return tuple(
            replace(turn, text=masked(turn.text, gaps[key])) if (key := (turn.session, turn.n)) in gaps else turn
            for turn in turns
        )

    async def before(self, moment: datetime) -> list[Utterance]:
        """Every turn of the patient's sessions that opened before `moment`, in order, as recall reads them.

        Forks are left out, and words that only withdrawn or erased facts rest on are a gap.
        The date is the day (UTC) on which the session opened.
        """
        turns, sessions = self._rows.table.c, tables.sessions.c
        own = [sessions[name] == value for name, value in self._rows.owner().items()]
        held = (
            select(sessions.id, sessions.n, sessions.opened_at)
            .where(*own, sessions.opened_at < moment, sessions.forked_from.is_(None))
            .order_by(sessions.n)
        )
        words = (
            select(turns.session, turns.n, turns.author, turns.text)
            .where(*self._rows.owned())
            .order_by(turns.session, turns.n)
        )
        transaction = self._rows.transaction
        said: dict[str, list[tuple[int, str, str]]] = {}
        for session, n, author, text in await transaction.read(words):
            said.setdefault(session, []).append((n, author, text))
        order = [row for row in await transaction.read(held) if row[0] in said]
        kept = await self._facts.kept_back()
        gaps = await self.withheld_in(await self._rows.by(order=("session", "n")), kept) if kept else {}
        return [
            Utterance(
                session=session,
                session_n=session_n,
                turn=n,
                date=day,
                author=_AUTHORS[author],
                text=masked(text, gaps[session, n]) if (session, n) in gaps else text,
            )
            for session, session_n, opened_at in order
            for day in (opened_at.date(),)
            for n, author, text in said[session]
        ]


class DecisionStore:
    """Every candidate edge of every turn: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, DECISIONS)

    async def add_all(self, decisions: Sequence[EdgeDecision]) -> None:
        """Appends the decisions of a turn. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add_all(decisions)

    async def of_turn(self, session: str, turn: int) -> list[EdgeDecision]:
        """The decisions after one client turn, in the order made."""
        return await self._rows.by(session=session, turn=turn, order=("step",))

    async def of_session(self, session: str) -> list[EdgeDecision]:
        """The decisions of a session, in the order made."""
        return await self._rows.by(session=session, order=("turn", "step"))


class SlotStore:
    """Typed values and the words that support them: appended; the latest of a slot counts."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, SLOTS)

    async def add_all(self, claims: Sequence[SlotClaim]) -> None:
        """Appends the claims of a turn. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add_all(claims)

    async def of_session(self, session: str) -> list[SlotClaim]:
        """The claims of a session, in the order of the turns."""
        return await self._rows.by(session=session, order=("turn", "at", "id"))

    async def latest(self, session: str) -> dict[str, SlotClaim]:
        """Slot -> its latest claim in this session."""
        return {claim.slot: claim for claim in await self.of_session(session)}

    async def latest_of_patient(self, slots: Iterable[str]) -> dict[str, SlotClaim]:
        """Slot -> its latest claim in any session of the patient, for the slots named."""
        names = tuple(sorted(set(slots)))
        if not names:
            return {}
        rows = await self._rows.transaction.read(_latest_of(names), self._rows.owner())
        return {claim.slot: claim for claim in self._rows.records(rows)}


@lru_cache(maxsize=64)
def _latest_of(slots: tuple[str, ...]) -> Prepared:
    """The latest claim of each of these slots: which they are is settled by the protocols of an episode."""
    columns = tables.slots.c
    rank = func.row_number().over(
        partition_by=columns.slot, order_by=(columns.at.desc(), columns.turn.desc(), columns.id.desc())
    )
    fields = [columns[name] for name in SLOTS.codec.names]
    owned = SLOTS.equal(("tenant", "patient"))
    ranked = select(*fields, rank.label("rank")).where(*owned, columns.slot.in_(slots)).subquery()
    return Prepared(select(*(ranked.c[name] for name in SLOTS.codec.names)).where(ranked.c.rank == 1))
