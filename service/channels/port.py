"""The port of a channel: it carries a notice to its receiver, or says in a word why it could not.

ChannelError
└── NotTaken  the receiver did not take the notice, or did not answer in time
"""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from memory.record.risk import Audience

TEST = "test"
"""The kind of a message that only tries a channel."""


class ChannelError(Exception):
    """Anything that keeps a channel from carrying."""


class NotTaken(ChannelError):
    """The receiver did not take it. The text is a word or two of ours: no address, no secret, nothing that it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is carried: ids and numbers, never a word of a patient.

    `id` is the message's and the same at every try; receivers use it to take a notice once. `payload` is the stored
    JSON.
    """

    id: str
    kind: str
    tier: int
    audience: Audience
    payload: str
    escalation: str | None = None
    session: str | None = None


class Channel(Protocol):
    """A way to one audience. `fingerprint` changes with whatever it is configured to."""

    @property
    def name(self) -> str:
        """`webhook`, `email`, `supervisor_webhook` or `supervisor_email`."""
        ...

    @property
    def audience(self) -> Audience:
        """Whom it reaches."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of where it leads, and as whom."""
        ...

    async def send(self, notice: Notice) -> None:
        """Returns when the receiver has taken the notice. Raises: NotTaken, within the channel's own time limit."""
        ...


def fingerprint_of(*parts: str) -> str:
    """SHA-256 (hex) over the parts; it gives none of them away."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
