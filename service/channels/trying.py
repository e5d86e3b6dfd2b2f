"""Trying channels: a test message through each of them, and what came of it, kept."""

import asyncio
from collections.abc import Sequence

import orjson

from memory.record.clock import Clock, Ids
from memory.record.risk import ChannelTest
from memory.store.store import Store
from service.channels.port import TEST, Channel, Notice, NotTaken


async def try_channels(
    channels: Sequence[Channel], *, store: Store, tenant: str, actor: str, clock: Clock, ids: Ids
) -> list[ChannelTest]:
    """Sends a test message through every channel, all at once, and keeps every result; in the channels' order."""
    tests = await asyncio.gather(
        *(_tried(channel, tenant=tenant, actor=actor, clock=clock, ids=ids) for channel in channels)
    )
    async with store.catalogue() as catalogue:
        for test in tests:
            await catalogue.channel_tests.add(test)
    return tests


async def _tried(channel: Channel, *, tenant: str, actor: str, clock: Clock, ids: Ids) -> ChannelTest:
    identity = ids()
    notice = Notice(
        id=identity,
        kind=TEST,
        tier=0,
        audience=channel.audience,
        payload=orjson.dumps({"test": True, "message": identity}).decode(),
    )
    failure: str | None = None
    try:
        await channel.send(notice)
    except NotTaken as refused:
        failure = str(refused)
    return ChannelTest(
        tenant=tenant,
        id=identity,
        channel=channel.name,
        fingerprint=channel.fingerprint,
        at=clock(),
        actor=actor,
        passed=failure is None,
        failure=failure,
    )
