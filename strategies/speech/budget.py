"""The prompt of a turn, assembled within the window, with a ledger of what each part took and what was left out.

messages: system | user: the brief | assistant: the opening line | the session so far, words only, alternating |
user: recalled evidence, the node's task, the client's words. All before the last message is the same from turn to turn
until history is evicted, and it is evicted in blocks of half its budget: so the server's prefix cache mostly holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from memory.record.session import LedgerEntry, PromptMessage
from strategies.speech.profile import Profile
from strategies.speech.prompts import prompt
from strategies.speech.tokens import TokenCounter


class WordsTooLong(ValueError):
    """The client's words are longer than the window has room for; nothing of them was stored."""

    def __init__(self, tokens: int, limit: int) -> None:
        super().__init__(f"{tokens} tokens, at most {limit}")
        self.tokens = tokens
        self.limit = limit


class WindowTooSmall(ValueError):
    """The parts that may not be cut do not fit the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Tokens. `words` may outgrow the reserve that the other parts leave: what it takes then is recalled evidence's."""

    total: int = 4096
    system: int = 60
    brief: int = 900
    recalled: int = 500
    history: int = 1600
    task: int = 450
    reply: int = 350
    words: int = 600

    @classmethod
    def of(cls, total: int) -> "Window":
        """The same shares of another window."""
        if total == cls().total:
            return cls()
        scale = total / 4096
        return cls(
            total=total,
            system=60,
            brief=int(900 * scale),
            recalled=int(500 * scale),
            history=int(1600 * scale),
            task=int(450 * scale),
            reply=int(350 * scale),
            words=int(600 * scale),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Recalled words with the id under which the ledger names them when they are left out."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What the client said and what was answered; `reply_tokens` as the model counted its own words, when it did."""

    client: str
    therapist: str
    reply_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The parts of a prompt that a session fixes (`system`, `brief`, `opening`) and what was recalled, best first."""

    system: str
    brief: str
    opening: str
    language: str
    recalled: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The prompt, its ledger, and the most tokens the reply may take. `tokens` is our own count of the prompt."""

    messages: tuple[PromptMessage, ...]
    ledger: tuple[LedgerEntry, ...]
    tokens: int
    reply: int


async def assemble(
    segments: Segments,
    history: Sequence[Exchange],
    task: str,
    words: str,
    *,
    window: Window,
    counter: TokenCounter,
    profile: Profile,
) -> Assembled:
    """The prompt of a turn. Raises: WordsTooLong, WindowTooSmall, ChatError (from counting)."""
    words_head = prompt("words", segments.language).text
    spoken = (line for pair in history for line in _uncounted(pair))
    recalled_head = prompt("recalled", segments.language).text
    said, *_ = await counter.count(
        [
            words,
            segments.system,
            segments.opening,
            words_head,
            segments.brief,
            task,
            *spoken,
            *((_recalled(segments), recalled_head) if segments.recalled else ()),
        ]
    )
    if said > window.words:
        raise WordsTooLong(said, window.words)
    system, opening, head = await counter.count([segments.system, segments.opening, words_head])
    brief, brief_tokens, brief_dropped = await fit_lines(segments.brief, window.brief, counter=counter)
    fit_task, task_tokens, task_dropped = await fit_lines(task, window.task, counter=counter)
    pairs = await _pair_tokens(history, counter=counter, around=2 * profile.per_message)
    first, kept_tokens = keep_from(pairs, window.history)
    fixed = profile.per_prompt + 4 * profile.per_message
    taken = fixed + system + opening + brief_tokens + kept_tokens + task_tokens + said + head + window.reply
    room = min(window.recalled, window.total - taken)
    recalled, recalled_tokens, recalled_dropped = await _fit_recalled(segments, room, counter=counter)
    if room < 0:
        raise WindowTooSmall(f"{taken} tokens without recalled evidence, window {window.total}")
    last = "\n\n".join(part for part in (recalled, fit_task, f"{words_head}\n{words}") if part)
    messages = (
        PromptMessage(role="system", content=segments.system),
        PromptMessage(role="user", content=brief),
        PromptMessage(role="assistant", content=segments.opening),
        *_spoken(history[first:]),
        PromptMessage(role="user", content=last),
    )
    profile.check(messages)
    evicted = (f"{first} oldest exchanges",) if first else ()
    ledger = (
        LedgerEntry(segment="system", tokens=system, budget=window.system),
        LedgerEntry(segment="brief", tokens=brief_tokens, budget=window.brief, dropped=brief_dropped),
        LedgerEntry(segment="opening", tokens=opening, budget=window.history),
        LedgerEntry(segment="history", tokens=kept_tokens, budget=window.history, dropped=evicted),
        LedgerEntry(segment="recalled", tokens=recalled_tokens, budget=max(room, 0), dropped=recalled_dropped),
        LedgerEntry(segment="task", tokens=task_tokens, budget=window.task, dropped=task_dropped),
        LedgerEntry(segment="words", tokens=said + head, budget=window.words),
        LedgerEntry(segment="template", tokens=fixed, budget=fixed),
    )
    tokens = sum(entry.tokens for entry in ledger)
    return Assembled(messages=messages, ledger=ledger, tokens=tokens, reply=window.reply)


def keep_from(costs: Sequence[int], budget: int) -> tuple[int, int]:
    """The index of the first exchange that stays, and the tokens of those that do.

    History grows until it passes its budget, then its oldest exchanges go until it holds half of it, and so on. It
    depends on nothing but the costs in order, so that the same session gives the same prefix after a restart.
    """
    first, held = 0, 0
    for at, cost in enumerate(costs):
        held += cost
        if held > budget:
            while held > budget // 2 and first <= at:
                held -= costs[first]
                first += 1
    return first, held


async def fit_lines(text: str, budget: int, *, counter: TokenCounter) -> tuple[str, int, tuple[str, ...]]:
    """The text without as many of its last lines as it takes to fit, its tokens, and what was dropped."""
    whole = (await counter.count([text]))[0]
    if whole <= budget:
        return text, whole, ()
    lines = text.split("\n")
    low, high = 0, len(lines) - 1
    fits, tokens = "", 0
    while low < high:
        middle = (low + high + 1) // 2
        part = "\n".join(lines[:middle])
        size = (await counter.count([part]))[0]
        if size <= budget:
            low, fits, tokens = middle, part, size
        else:
            high = middle - 1
    return fits, tokens, (f"{len(lines) - low} last lines",)


async def _fit_recalled(segments: Segments, room: int, *, counter: TokenCounter) -> tuple[str, int, tuple[str, ...]]:
    if not segments.recalled:
        return "", 0, ()
    head = prompt("recalled", segments.language).text
    first, all_of_it = await counter.count([head, _recalled(segments)])
    if first + all_of_it <= room:
        return f"{head}\n{_recalled(segments)}", first + all_of_it, ()
    sizes = [first, *await counter.count([f"- {evidence.text}\n" for evidence in segments.recalled])]
    kept: list[str] = []
    dropped: list[str] = []
    tokens = sizes[0]
    for evidence, size in zip(segments.recalled, sizes[1:], strict=True):
        if tokens + size <= room:
            kept.append(f"- {evidence.text}")
            tokens += size
        else:
            dropped.append(evidence.id)
    if not kept:
        return "", 0, tuple(dropped)
    return "\n".join((head, *kept)), tokens, tuple(dropped)


def _recalled(segments: Segments) -> str:
    return "\n".join(f"- {evidence.text}" for evidence in segments.recalled)


def _uncounted(exchange: Exchange) -> tuple[str, ...]:
    return (exchange.client,) if exchange.reply_tokens is not None else (exchange.client, exchange.therapist)


async def _pair_tokens(history: Sequence[Exchange], *, counter: TokenCounter, around: int) -> list[int]:
    texts = [text for exchange in history for text in _uncounted(exchange)]
    counts = iter(await counter.count(texts))
    return [sum(next(counts) for _ in _uncounted(pair)) + (pair.reply_tokens or 0) + around for pair in history]


def _spoken(history: Sequence[Exchange]) -> list[PromptMessage]:
    spoken: list[PromptMessage] = []
    for exchange in history:
        spoken.append(PromptMessage(role="user", content=exchange.client))
        spoken.append(PromptMessage(role="assistant", content=exchange.therapist))
    return spoken
