"""One patient's rows in every table, whatever the tables are: to be carried out whole, brought in, or taken away.

The tables are read from the metadata, so that a new one is never forgotten.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, delete, select, update

from memory.record import tables
from memory.record.codec import Cell
from memory.record.identity import Scope
from memory.store.errors import AlreadyThere, ConstraintBroken, NotFound, OutOfScope, ParentMissing
from memory.store.rows import Row, Transaction


def owner_column(table: Table) -> str | None:
    """The column of a table that names its patient; none where a row belongs to no patient."""
    if table is tables.patients:
        return "id"
    return "patient" if "patient" in table.columns else None


PATIENT_TABLES: tuple[Table, ...] = tuple(
    table for table in tables.metadata.sorted_tables if owner_column(table) is not None
)
"""Every table with rows of a patient, parents before children."""


class WholeStore:
    """Rows as the tables hold them: column -> cell."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._transaction = transaction
        self._scope = scope

    async def hold(self, *, beside_turns: bool = False) -> None:
        """Holds the patient's row and sessions against every other writer, so that nothing comes in meanwhile.

        The sessions first, as a turn does: its alarm raises the patient's level, and must not meet this the other way
        round. Raises: NotFound.

        `beside_turns`: the patient as `PatientStore.lock` does, and the sessions only as a row that names one does, so
        that turns go on. Whoever holds the patient and then adds such rows would else meet this the other way round.
        """
        for table in (tables.sessions, tables.patients):
            own = select(table.c.id).where(*self._owned(table)).order_by(table.c.id)
            shared = beside_turns and table is tables.sessions
            found = await self._transaction.read(own.with_for_update(read=shared, key_share=beside_turns))
            if table is tables.patients and not found:
                raise NotFound("patient", self._scope.patient)

    async def rows(self, table: Table) -> list[dict[str, Cell]]:
        """The patient's rows of a table, in no order."""
        names = [str(column.name) for column in table.columns]
        found = await self._transaction.read(select(*table.columns).where(*self._owned(table)))
        return [dict(zip(names, row, strict=True)) for row in found]

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Keeps rows of this patient. Raises: OutOfScope; AlreadyThere, ParentMissing, which end the transaction."""
        if not rows:
            return
        self._check(table, rows)
        try:
            await self._transaction.write_each(table.insert(), rows, kind=table.name)
        except ConstraintBroken as error:
            refused = ParentMissing if error.parent else AlreadyThere
            raise refused(f"row of {table.name}", self._scope.patient) from error

    async def replace(self, table: Table, rows: Sequence[Row]) -> None:
        """These rows of this patient as they stand now, each found by its key. Raises: OutOfScope."""
        self._check(table, rows)
        keys = [column.name for column in table.primary_key]
        for row in rows:
            own = (*self._owned(table), *(table.c[key] == row[key] for key in keys))
            await self._transaction.write(update(table).where(*own).values(dict(row)), kind=table.name)

    async def clear(self) -> dict[str, int]:
        """Takes away every row of the patient, children before parents; how many of which table.

        Messages that name the patient go too, sent or not: their rows have no patient, their payload has.
        """
        gone: dict[str, int] = {}
        for table in reversed(PATIENT_TABLES):
            gone[str(table.name)] = await self._transaction.write(
                delete(table).where(*self._owned(table)), kind=table.name
            )
        outbox, deliveries = tables.outbox, tables.deliveries
        names_it = outbox.c.payload.contains(f'"patient":"{self._scope.patient}"', autoescape=True)
        theirs = (outbox.c.tenant == self._scope.tenant, names_it)
        its = delete(deliveries).where(deliveries.c.message.in_(select(outbox.c.id).where(*theirs)))
        gone[str(deliveries.name)] = await self._transaction.write(its, kind=deliveries.name)
        gone[str(outbox.name)] = await self._transaction.write(delete(outbox).where(*theirs), kind=outbox.name)
        return gone

    def _check(self, table: Table, rows: Sequence[Row]) -> None:
        whose = (self._scope.tenant, self._scope.patient)
        if any((row["tenant"], row[owner_column(table) or "patient"]) != whose for row in rows):
            raise OutOfScope(f"row of {table.name}", self._scope.patient)

    def _owned(self, table: Table) -> tuple[ColumnElement[bool], ...]:
        owner = owner_column(table) or "patient"
        return (table.c.tenant == self._scope.tenant, table.c[owner] == self._scope.patient)
