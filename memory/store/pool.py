"""Connections kept open between transactions: taking one from here costs a tenth of asking SQLAlchemy's pool."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from memory.store.drivers import Driver, driver_of
from memory.store.errors import DatabaseFailed, DatabaseUnreachable
from memory.store.faults import place_of, reachable


class Connections:
    """At most `most` connections of an engine, opened when first needed, used by one transaction at a time."""

    def __init__(self, engine: AsyncEngine, *, most: int = 16, wait_seconds: float = 10.0) -> None:
        self._engine = engine
        self._place = place_of(engine.url)
        self._room = asyncio.Semaphore(most)
        self._wait_seconds = wait_seconds
        self._free: list[tuple[AsyncConnection, Driver]] = []

    @asynccontextmanager
    async def one(self) -> AsyncGenerator[Driver]:
        """A connection that works, given back afterwards. Raises: DatabaseFailed, with its place."""
        if self._room.locked():
            await self._wait()
        else:
            await self._room.acquire()
        try:
            connection, driver = self._free.pop() if self._free else await self._opened()
            while not driver.usable:
                await connection.invalidate()
                await connection.close()
                connection, driver = self._free.pop() if self._free else await self._opened()
            try:
                yield driver
            except DatabaseFailed as failed:
                failed.place = self._place
                raise
            finally:
                self._free.append((connection, driver))
        finally:
            self._room.release()

    async def close(self) -> None:
        """Closes every connection that no transaction holds."""
        while self._free:
            connection, _ = self._free.pop()
            await connection.close()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._room.acquire()
        except TimeoutError as error:
            message = "no connection became free in time"
            raise DatabaseUnreachable(message, place=self._place) from error

    async def _opened(self) -> tuple[AsyncConnection, Driver]:
        with reachable(self._place):
            connection = await self._engine.connect()
        return connection, driver_of(connection)
