"""What is known of one model endpoint before it is called: address, dialect, profile and time budgets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from strategies.speech.profile import SMOLLM2, Profile

ROLE_SLOTS: Mapping[str, int] = MappingProxyType({"read": 0, "decide": 1, "speak": 2})
"""Which cache slot of a llama.cpp server with three slots each duty keeps.

Without it the three prompts of a turn push one another out of the prefix cache.
"""


class Flavour(StrEnum):
    """Whose dialect of the OpenAI interface: it decides how constraints and token counts are asked for."""

    VLLM = "vllm"
    LLAMACPP = "llamacpp"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Seconds: `connect` to a connection, `first_token` to the first piece, `gap` between pieces, `whole` for all.

    A whole (not streamed) answer of at most n tokens must be there within `first_token + n * pace`, never later than
    `whole`: so a one-token label from a hanging server is given up as early as a stream would be.
    """

    connect: float = 2.0
    first_token: float = 15.0
    gap: float = 10.0
    whole: float = 60.0
    pace: float = 0.15

    def for_tokens(self, most: int) -> float:
        """Seconds that a whole answer of at most `most` tokens may take."""
        return min(self.whole, self.first_token + most * self.pace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One endpoint. `url` ends in `/v1`; `role` is speak, read, ...; `slots` maps a request's role to a cache slot."""

    role: str
    url: str
    model: str
    family: str = ""
    profile: Profile = SMOLLM2
    flavour: Flavour = Flavour.OPENAI
    api_key: str | None = field(default=None, repr=False)
    budgets: Budgets = field(default_factory=Budgets)
    window: int = 4096
    slots: Mapping[str, int] = field(default_factory=dict[str, int])
