"""Clinicians' reviews of sessions."""

from memory.record import tables
from memory.record.identity import Scope
from memory.record.review import Review
from memory.store.rows import ScopedRows, Shelf, Transaction

REVIEWS = Shelf("review", Review, tables.reviews)


class ReviewStore:
    """Reviews append; the newest signed one of a session counts."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, REVIEWS)

    async def add(self, review: Review) -> None:
        """Appends a review. Raises: AlreadyThere, ParentMissing."""
        await self._rows.add(review)

    async def get(self, id: str) -> Review:  # noqa: A002 - the field's own word
        """One review. Raises: NotFound."""
        return await self._rows.get(id)

    async def replace(self, review: Review) -> None:
        """The review as it stands now: signed. Raises: NotFound."""
        await self._rows.replace(review)

    async def of_session(self, session: str) -> list[Review]:
        """Every review of a session, in the order written."""
        return await self._rows.by(session=session, order=("created_at", "id"))

    async def latest_signed(self, session: str) -> Review | None:
        """The review that counts."""
        columns = self._rows.table.c
        return await self._rows.find(
            columns.session == session,
            columns.signed_at.is_not(None),
            order=(columns.signed_at.desc(), columns.id.desc()),
        )

    async def all(self) -> list[Review]:
        """Every review of the patient, in the order written."""
        return await self._rows.by(order=("created_at", "id"))
