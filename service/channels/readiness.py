"""Whether channels have been shown to carry: the last test of each, as it is configured now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from memory.record.risk import Audience
from memory.store.store import Catalogue
from service.channels.port import Channel


class Tested(StrEnum):
    """PASSED is the only one with which copilot sessions open."""

    PASSED = "passed"
    FAILED = "failed"
    EXPIRED = "expired"
    CHANGED = "changed"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A configured channel and what its tests say; `at` is the moment of the test that says so."""

    channel: str
    audience: Audience
    tested: Tested
    at: datetime | None = None
    failure: str | None = None

    def in_words(self) -> str:
        """One line, for a person."""
        day = "" if self.at is None else f"{self.at:%Y-%m-%d %H:%M} UTC"
        match self.tested:
            case Tested.PASSED:
                return f"{self.channel}: test passed {day}"
            case Tested.FAILED:
                return f"{self.channel}: test failed {day} ({self.failure})"
            case Tested.EXPIRED:
                return f"{self.channel}: last test is too old ({day})"
            case Tested.CHANGED:
                return f"{self.channel}: configured anew since its test ({day})"
            case Tested.NEVER:
                return f"{self.channel}: never tested"
            case _:
                assert_never(self.tested)


async def standings(channels: Sequence[Channel], catalogue: Catalogue, *, now: datetime, days: float) -> list[Standing]:
    """How every channel stands, in their order."""
    return [await _standing(channel, catalogue, now=now, days=days) for channel in channels]


def unfit(found: Sequence[Standing]) -> list[Standing]:
    """The channels of the clinic without which copilot sessions do not open."""
    return [each for each in found if each.audience is Audience.CLINIC and each.tested is not Tested.PASSED]


async def _standing(channel: Channel, catalogue: Catalogue, *, now: datetime, days: float) -> Standing:
    last = await catalogue.channel_tests.last_as(channel.name, channel.fingerprint)
    if last is None:
        other = await catalogue.channel_tests.last(channel.name)
        tested = Tested.NEVER if other is None else Tested.CHANGED
        at = None if other is None else other.at
        return Standing(channel=channel.name, audience=channel.audience, tested=tested, at=at)
    if not last.passed:
        tested = Tested.FAILED
    else:
        tested = Tested.PASSED if now - last.at <= timedelta(days=days) else Tested.EXPIRED
    return Standing(channel=channel.name, audience=channel.audience, tested=tested, at=last.at, failure=last.failure)
