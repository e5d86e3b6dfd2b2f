"""Profiles: what a family of models expects of a prompt. The template itself is the server's work."""

from collections.abc import Sequence
from dataclasses import dataclass

from memory.record.session import PromptMessage


class NotAlternating(ValueError):
    """The messages do not go system, user, assistant, user ... and end with the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One family. `system` is the text of the system message and never changes.

    `per_message` is the most tokens that the template adds around one message, `per_prompt` around all of them.
    `window` is the context in tokens, `reply_tokens` the most a reply may take of it.
    `temperature` and `frequency_penalty` are how a reply is sampled.
    In the languages of `leads_in` a reply is one free sentence and the node's reviewed question (`chat.LeadIn`).
    `languages` are those that the family speaks; in others it is not asked for replies at all.
    """

    id: str
    system: str
    window: int
    reply_tokens: int
    temperature: float
    frequency_penalty: float
    leads_in: frozenset[str]
    languages: frozenset[str]
    per_message: int
    per_prompt: int

    def check(self, messages: Sequence[PromptMessage]) -> None:
        """Lets a prompt pass that the template can hold. Raises: NotAlternating."""
        spoken = list(messages)
        if spoken and spoken[0].role == "system":
            spoken = spoken[1:]
        if not spoken:
            raise NotAlternating("no user message")
        for n, message in enumerate(spoken):
            wanted = "user" if n % 2 == 0 else "assistant"
            if message.role != wanted:
                raise NotAlternating(f"message {n} after the system message is {message.role}, not {wanted}")
        if spoken[-1].role != "user":
            raise NotAlternating("the last message is not the user's")


AGENTLM = Profile(
    id="agentlm",
    system="You are a helpful, respectful and honest assistant.",
    window=4096,
    reply_tokens=200,
    temperature=0.3,
    frequency_penalty=0.0,
    leads_in=frozenset(),
    languages=frozenset({"en", "zh-CN"}),
    per_message=6,
    per_prompt=12,
)
"""AgentLM (Llama-2 chat): the system prompt it was tuned with, byte for byte; strict alternation."""

SMOLLM2 = Profile(
    id="smollm2",
    system="You are a kind and careful conversation partner.",
    window=4096,
    reply_tokens=110,
    temperature=0.4,
    frequency_penalty=0.5,
    leads_in=frozenset({"en"}),
    languages=frozenset({"en"}),
    per_message=6,
    per_prompt=8,
)
"""SmolLM2-Instruct under its own template. Without a penalty the 135M model says one sentence again and again. It was
taught English only: its Chinese is in Chinese letters, and means nothing."""

PROFILES = {profile.id: profile for profile in (AGENTLM, SMOLLM2)}
