"""Who signed for which release."""

from memory.record import tables
from memory.record.course import ReleaseSignature
from memory.store.rows import Rows, Shelf, Transaction

SIGNATURES = Shelf("signature", ReleaseSignature, tables.release_signatures)


class SignatureStore:
    """Names under releases: appended, never changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, SIGNATURES)

    async def add(self, signature: ReleaseSignature) -> None:
        """Keeps a signature. Raises: AlreadyThere when this actor has signed it, ParentMissing."""
        await self._rows.add(signature)

    async def of_release(self, tenant: str, release: str) -> list[ReleaseSignature]:
        """The signatures of a tenant under one release, in order."""
        return await self._rows.by(tenant=tenant, release=release, order=("at", "actor"))

    async def all(self, tenant: str) -> list[ReleaseSignature]:
        """Every signature of a tenant, in order."""
        return await self._rows.by(tenant=tenant, order=("at", "release", "actor"))
