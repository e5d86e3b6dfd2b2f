"""Presentations and what was found against courses."""

from memory.record import tables
from memory.record.identity import Scope
from memory.record.presentation import EligibilityCheck, Judgement, Presentation
from memory.store.rows import ScopedRows, Shelf, Transaction

PRESENTATIONS = Shelf("presentation", Presentation, tables.presentations)
CHECKS = Shelf("eligibility check", EligibilityCheck, tables.eligibility_checks)


class PresentationStore:
    """Versions and proposals of what a patient presents with."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, PRESENTATIONS)

    async def add(self, presentation: Presentation) -> None:
        """Appends a version or a proposal. Raises: AlreadyThere when the number is taken, ParentMissing."""
        await self._rows.add(presentation)

    async def get(self, id: str) -> Presentation:  # noqa: A002 - the field's own word
        """One version. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, presentation: Presentation) -> None:
        """The proposal as it stands now: decided. Raises: NotFound."""
        await self._rows.replace(presentation)

    async def all(self) -> list[Presentation]:
        """Every version and proposal, first to last."""
        return await self._rows.by(order=("n",))

    async def current(self) -> Presentation | None:
        """The version that counts: the newest accepted one."""
        return await self._rows.one_by(status=Judgement.ACCEPTED.value, order=("-n",))


class EligibilityStore:
    """What was found when episodes began: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, CHECKS)

    async def add(self, check: EligibilityCheck) -> None:
        """Keeps a check. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(check)

    async def of_episode(self, episode: str) -> list[EligibilityCheck]:
        """The checks of one episode, in order."""
        return await self._rows.by(episode=episode, order=("at", "id"))
