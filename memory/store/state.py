"""What outlives a session beside facts: targets and their evidence, homework, measures, notes."""

from memory.record import tables
from memory.record.identity import Scope
from memory.record.state import Homework, Measure, Note, Target, TargetEvidence
from memory.store.rows import ScopedRows, Shelf, Transaction

TARGETS = Shelf("target", Target, tables.targets)
EVIDENCE = Shelf("target evidence", TargetEvidence, tables.target_evidence)
HOMEWORK = Shelf("homework", Homework, tables.homework)
MEASURES = Shelf("measure", Measure, tables.measures)
NOTES = Shelf("note", Note, tables.notes)


class TargetStore:
    """What treatment tries to change, and what speaks for and against its movement."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, TARGETS)
        self._evidence = ScopedRows(transaction, scope, EVIDENCE)

    async def add(self, target: Target) -> None:
        """Keeps a target. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(target)

    async def get(self, id: str) -> Target:  # noqa: A002 - the field's own word
        """One target. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, target: Target) -> None:
        """The target as it stands now. Raises: NotFound."""
        await self._rows.replace(target)

    async def all(self) -> list[Target]:
        """Every target, in the order made."""
        return await self._rows.by(order=("created_at", "id"))

    async def add_evidence(self, evidence: TargetEvidence) -> None:
        """Appends evidence. Raises: AlreadyThere, ParentMissing."""
        await self._evidence.add(evidence)

    async def evidence_of(self, target: str) -> list[TargetEvidence]:
        """The evidence on one target, in order."""
        return await self._evidence.by(target=target, order=("at", "id"))

    async def evidence(self) -> list[TargetEvidence]:
        """The evidence on every target, in order."""
        return await self._evidence.by(order=("at", "id"))


class HomeworkStore:
    """Tasks between sessions."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, HOMEWORK)

    async def add(self, homework: Homework) -> None:
        """Keeps a task. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(homework)

    async def get(self, id: str) -> Homework:  # noqa: A002 - the field's own word
        """One task. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, homework: Homework) -> None:
        """The task as it stands now: reported. Raises: NotFound."""
        await self._rows.replace(homework)

    async def all(self) -> list[Homework]:
        """Every task, in the order assigned."""
        return await self._rows.by(order=("assigned_at", "id"))

    async def unreported(self) -> list[Homework]:
        """The tasks whose outcome nobody has told, in the order assigned."""
        columns = self._rows.table.c
        return await self._rows.matching(columns.outcome.is_(None), order=(columns.assigned_at, columns.id))

    async def of_session(self, session: str) -> list[Homework]:
        """The tasks assigned in one session, in the order assigned."""
        return await self._rows.by(session=session, order=("assigned_at", "id"))


class MeasureStore:
    """Dated responses to instruments."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, MEASURES)

    async def add(self, measure: Measure) -> None:
        """Keeps a response. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(measure)

    async def get(self, id: str) -> Measure:  # noqa: A002 - the field's own word
        """One response. Raises: NotFound."""
        return await self._rows.get(id)

    async def all(self, instrument: str | None = None) -> list[Measure]:
        """Every response, or those to one instrument, by date."""
        columns = self._rows.table.c
        conditions = [] if instrument is None else [columns.instrument == instrument]
        return await self._rows.matching(*conditions, order=(columns.taken_on, columns.recorded_at, columns.id))


class NoteStore:
    """Sessions' notes; versions append."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, NOTES)

    async def add(self, note: Note) -> None:
        """Appends a version. Raises: AlreadyThere when the session has a note of this version, ParentMissing."""
        await self._rows.add(note)

    async def get(self, id: str) -> Note:  # noqa: A002 - the field's own word
        """One version. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, note: Note) -> None:
        """The version as it stands now: signed. Raises: NotFound."""
        await self._rows.replace(note)

    async def of_session(self, session: str) -> list[Note]:
        """Every version of a session's note, first to last."""
        return await self._rows.by(session=session, order=("version",))

    async def latest(self, session: str) -> Note | None:
        """The newest version of a session's note."""
        return await self._rows.one_by(session=session, order=("-version",))

    async def all(self) -> list[Note]:
        """Every version of every note, in the order written."""
        return await self._rows.by(order=("created_at", "id"))
