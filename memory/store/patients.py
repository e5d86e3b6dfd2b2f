"""The patient of this transaction."""

from sqlalchemy import update

from memory.record import tables
from memory.record.identity import Consent, ConsentScope, Patient, Scope
from memory.store.errors import NotFound, WriteInRead
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Shelf, Transaction

PATIENTS = Shelf("patient", Patient, tables.patients, owner="id")
CONSENTS = Shelf("consent", Consent, tables.consents)
_LOCKED = Prepared(PATIENTS.rows_by(("tenant", "id"), (), None).with_for_update(key_share=True))


class PatientStore:
    """One patient, with the latch of the risk level."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, PATIENTS)
        self._patient = scope.patient

    async def add(self, patient: Patient) -> None:
        """Keeps a new patient. Raises: AlreadyThere."""
        await self._rows.add(patient)

    async def get(self) -> Patient:
        """The patient. Raises: NotFound."""
        return await self._rows.get(self._patient)

    async def lock(self) -> Patient:
        """The patient, held against every other writer that asks for this until the transaction ends. Raises: NotFound.

        On PostgreSQL the row is locked, and rows that name it may still be added: a turn does not wait. On SQLite
        there is only one writer anyway.
        """
        if not self._rows.transaction.writing:
            raise WriteInRead("patient")
        rows = await self._rows.transaction.read(_LOCKED, self._rows.owner())
        if not rows:
            raise NotFound("patient", self._patient)
        return self._rows.shelf.codec.record(rows[0])

    async def find(self) -> Patient | None:
        """The patient, if there is one."""
        return await self._rows.one_by()

    async def replace(self, patient: Patient) -> None:
        """Label, region, profile and the rest, as they stand now. Raises: NotFound."""
        await self._rows.replace(patient)

    async def raise_level(self, level: int) -> bool:
        """Raises the latch to `level` if it stands lower; whether it moved."""
        return await self._move(level, only_up=True)

    async def set_level(self, level: int) -> None:
        """Sets the latch, also downwards: a clinician's act, to be kept as a `LevelChange`. Raises: NotFound."""
        if not await self._move(level, only_up=False):
            raise NotFound("patient", self._patient)

    async def _move(self, level: int, *, only_up: bool) -> bool:
        column = self._rows.table.c.risk_level
        statement = update(self._rows.table).where(*self._rows.owned(), *([column < level] if only_up else []))
        return await self._rows.transaction.write(statement.values(risk_level=level), kind="patient") == 1


class ConsentStore:
    """Consents, given and withdrawn."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, CONSENTS)

    async def add(self, consent: Consent) -> None:
        """Keeps a consent. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(consent)

    async def get(self, id: str) -> Consent:  # noqa: A002 - the field's own word
        """One consent. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, consent: Consent) -> None:
        """The consent as it stands now: withdrawn. Raises: NotFound."""
        await self._rows.replace(consent)

    async def all(self) -> list[Consent]:
        """Every consent, oldest first."""
        return await self._rows.by(order=("given_at", "id"))

    async def standing(self, scope: ConsentScope) -> Consent | None:
        """The newest consent of this scope that was not withdrawn."""
        columns = self._rows.table.c
        return await self._rows.find(
            columns.scope == scope.value,
            columns.withdrawn_at.is_(None),
            order=(columns.given_at.desc(), columns.id.desc()),
        )
