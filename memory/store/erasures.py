"""Receipts of erasures: appended, never changed; they belong to a tenant and to no patient."""

from memory.record import tables
from memory.record.erasure import ErasureReceipt
from memory.store.rows import Rows, Shelf, Transaction

ERASURES = Shelf("erasure", ErasureReceipt, tables.erasures)


class ErasureStore:
    """What was erased, when and by whom, without a word of it."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, ERASURES)

    async def add(self, receipt: ErasureReceipt) -> None:
        """Keeps a receipt. Raises: AlreadyThere."""
        await self._rows.add(receipt)

    async def all(self, tenant: str) -> list[ErasureReceipt]:
        """Every receipt of a tenant, oldest first."""
        return await self._rows.by(tenant=tenant, order=("at", "id"))
