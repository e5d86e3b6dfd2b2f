"""Rows that belong to no patient: releases of protocols, actors and their keys."""

from datetime import datetime

from sqlalchemy import update

from memory.record import tables
from memory.record.course import Release
from memory.record.identity import Actor, ActorKey
from memory.store.errors import NotFound
from memory.store.rows import Rows, Shelf, Transaction

RELEASES = Shelf("release", Release, tables.releases)
ACTORS = Shelf("actor", Actor, tables.actors)
KEYS = Shelf("key", ActorKey, tables.actor_keys)


class ReleaseStore:
    """Compiled protocols, each named by the hash of its content: appended, never changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, RELEASES)

    async def add(self, release: Release) -> None:
        """Keeps a release. Raises: AlreadyThere."""
        await self._rows.add(release)

    async def find(self, id: str) -> Release | None:  # noqa: A002 - the field's own word
        """The release with this hash, if it is known."""
        return await self._rows.one_by(id=id)

    async def get(self, id: str) -> Release:  # noqa: A002 - the field's own word
        """One release. Raises: NotFound."""
        return await self._rows.get(id)

    async def of_protocol(self, protocol: str) -> list[Release]:
        """Every release of a protocol, in the order made."""
        return await self._rows.by(protocol=protocol, order=("created_at", "id"))

    async def all(self) -> list[Release]:
        """Every release, by protocol and then in the order made."""
        return await self._rows.by(order=("protocol", "created_at", "id"))


class ActorStore:
    """Who acts, and by which keys."""

    def __init__(self, transaction: Transaction) -> None:
        self._rows = Rows(transaction, ACTORS)
        self._keys = Rows(transaction, KEYS)

    async def add(self, actor: Actor) -> None:
        """Keeps an actor. Raises: AlreadyThere."""
        await self._rows.add(actor)

    async def get(self, tenant: str, id: str) -> Actor:  # noqa: A002 - the field's own word
        """One actor. Raises: NotFound."""
        found = await self._rows.one_by(tenant=tenant, id=id)
        if found is None:
            raise NotFound("actor", id)
        return found

    async def replace(self, actor: Actor) -> None:
        """The actor as they stand now: name, roles. Raises: NotFound."""
        await self._rows.replace(actor)

    async def all(self, tenant: str) -> list[Actor]:
        """Every actor of a tenant, by id."""
        return await self._rows.by(tenant=tenant, order=("id",))

    async def add_key(self, key: ActorKey) -> None:
        """Keeps a key. Raises: AlreadyThere, ParentMissing."""
        await self._keys.add(key)

    async def by_prefix(self, prefix: str) -> ActorKey | None:
        """The key with this prefix, revoked or not."""
        return await self._keys.one_by(prefix=prefix)

    async def keys_of(self, tenant: str, actor: str) -> list[ActorKey]:
        """Every key of an actor, in the order made."""
        return await self._keys.by(tenant=tenant, actor=actor, order=("created_at", "prefix"))

    async def revoke(self, tenant: str, prefix: str, at: datetime) -> None:
        """Revokes a key; one that is revoked already keeps its moment. Raises: NotFound."""
        columns = self._keys.table.c
        known = (columns.tenant == tenant, columns.prefix == prefix)
        if await self._keys.find(*known) is None:
            raise NotFound("key", prefix)
        statement = update(self._keys.table).where(*known, columns.revoked_at.is_(None)).values(revoked_at=at)
        await self._keys.transaction.write(statement, kind="key")
