"""Statements about the patient, and the journal that they are the replay of."""

from datetime import datetime

from sqlalchemy import bindparam, delete, literal, select, union_all, update

from memory.record import tables
from memory.record.identity import Scope
from memory.record.state import Fact, FactStatus, JournalEntry, JournalKind, Place
from memory.state.journal import Act, entries_of, known_at, place_of, unfolded
from memory.state.withheld import KeptBack, kept_back
from memory.store.errors import AlreadyThere, WriteInRead
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Shelf, Transaction

FACTS = Shelf("fact", Fact, tables.facts)
JOURNAL = Shelf("journal entry", JournalEntry, tables.fact_journal)

_PATIENTS = tables.patients
_HELD = Prepared(
    select(_PATIENTS.c.id)
    .where(_PATIENTS.c.tenant == bindparam("tenant"), _PATIENTS.c.id == bindparam("patient"))
    .with_for_update(key_share=True)
)


def _any_gone() -> Prepared:
    facts, journal = tables.facts.c, tables.fact_journal.c
    gone = [FactStatus.RETRACTED.value, FactStatus.SUPPRESSED.value]
    withdrawn = select(literal(1)).where(
        facts.tenant == bindparam("tenant"), facts.patient == bindparam("patient"), facts.status.in_(gone)
    )
    erased = select(literal(1)).where(
        journal.tenant == bindparam("tenant"),
        journal.patient == bindparam("patient"),
        journal.kind == JournalKind.ERASE.value,
    )
    return Prepared(union_all(withdrawn, erased).limit(1))


_GONE = _any_gone()
"""One row where a fact was withdrawn or erased: asked in every turn, and seldom so."""


class FactStore:
    """Facts as they stand, and the journal. Nothing changes a fact but an act, which is kept with it."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, FACTS)
        self._journal = ScopedRows(transaction, scope, JOURNAL)

    async def record(self, act: Act) -> tuple[JournalEntry, ...]:
        """Keeps an act and what it makes of the facts; its journal entries.

        On PostgreSQL the patient's row is held until the transaction ends, so that two acts never take one number.

        Raises: AlreadyThere (also for an id that was erased), NotFound, OutOfScope, ParentMissing.
        """
        await self._hold()
        for move in act.moves:
            if move.new:
                if await self._journal.one_by(fact=move.fact.id) is not None:
                    raise AlreadyThere("fact", move.fact.id)
                await self._rows.add(move.fact)
            elif move.kind is JournalKind.ERASE:
                await self._erase(move.fact)
            else:
                await self._rows.replace(move.fact)
        entries = entries_of(act, after=await self._journal.greatest("n"))
        await self._journal.add_all(entries)
        return entries

    async def add(self, fact: Fact) -> None:
        """Keeps a fact that comes from elsewhere, with the past that its fields tell of. Raises: as `record`."""
        for act in unfolded(fact):
            await self.record(act)

    async def get(self, id: str) -> Fact:  # noqa: A002 - the field's own word
        """One fact. Raises: NotFound."""
        return await self._rows.get(id)

    async def active(self) -> list[Fact]:
        """What may reach a prompt, the disputed among it, in the order recorded."""
        status = self._rows.table.c.status
        return await self._rows.matching(
            status.in_([FactStatus.ACTIVE.value, FactStatus.DISPUTED.value]),
            order=(self._rows.table.c.recorded_at, self._rows.table.c.id),
        )

    async def all(self, as_of: datetime | None = None) -> list[Fact]:
        """Every fact in the order recorded; with `as_of` what the record held then, each as it stood then."""
        if as_of is not None:
            return known_at(await self.journal(), as_of)
        return await self._rows.by(order=("recorded_at", "id"))

    async def journal(self, fact: str | None = None) -> list[JournalEntry]:
        """The whole journal in order, or the lines of one fact."""
        if fact is None:
            return await self._journal.by(order=("n",))
        return await self._journal.by(fact=fact, order=("n",))

    async def kept_back(self) -> tuple[KeptBack, ...]:
        """Where words stand that only withdrawn or erased facts rest on, and until when they were erased."""
        if not await self._rows.transaction.read(_GONE, self._rows.owner()):
            return ()
        return kept_back(await self.all(), await self._journal.by(kind=JournalKind.ERASE.value, order=("n",)))

    async def withheld(self) -> tuple[Place, ...]:
        """Where words stand that only withdrawn or erased facts rest on: no recall, prompt or export shows them."""
        return tuple(each.place for each in await self.kept_back())

    async def erasures(self) -> list[tuple[Place, datetime]]:
        """Where the words of erased facts stand, and when each was erased, in order."""
        erased = await self._journal.by(kind=JournalKind.ERASE.value, order=("n",))
        return [(entry.place, entry.at) for entry in erased if entry.place is not None]

    async def resting(self) -> tuple[Place, ...]:
        """Where the words of the facts stand that are believed or disputed now."""
        return tuple(place for fact in await self.active() if (place := place_of(fact)) is not None)

    async def _hold(self) -> None:
        if not self._rows.transaction.writing:
            raise WriteInRead("fact")
        await self._rows.transaction.read(_HELD, self._rows.owner())

    async def _erase(self, fact: Fact) -> None:
        """Takes the row away and blanks the journal's lines about it. Raises: NotFound."""
        await self._rows.replace(fact)  # of this patient, and still there
        columns = self._rows.table.c
        gone = delete(self._rows.table).where(*self._rows.owned(), columns.id == fact.id)
        await self._rows.transaction.write(gone, kind="fact")
        lines = self._journal.table.c
        blank = (
            update(self._journal.table)
            .where(*self._journal.owned(), lines.fact == fact.id)
            .values(added=None, standing=None, reason=None)
        )
        await self._journal.transaction.write(blank, kind="journal entry")
