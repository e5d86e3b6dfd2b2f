"""What the roads need to run: the collaborators, in one frozen value."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from memory.recall.cache import RecallCache
from memory.recall.embedding import Embedder
from memory.record.clock import Clock, Ids
from memory.store.store import Store
from strategies.course.admission import Gate
from strategies.course.known import LastingCache
from strategies.course.paging import Timers
from strategies.course.releases import Releases
from strategies.profiles.policy import Policy
from strategies.speech.budget import Window
from strategies.speech.chat import Chat
from strategies.speech.decider import Decider
from strategies.speech.profile import Profile
from strategies.speech.tokens import TokenCounter


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The model endpoints as they are now.

    `read`, `decide` and `close` are None while the endpoint is not qualified for them (the probe decides): then rules
    read alone, semantic edges abstain, and the note comes from rules. `reads` holds the languages in which reading was
    found sound, `reads_risk` those in which the decider tells danger from small talk. `decider` makes the ladder over
    the chat it is handed, so that a turn can keep the requests that its question cost.
    """

    speak: Chat
    counter: TokenCounter
    profile: Profile
    decider: Callable[[Chat], Decider]
    read: Chat | None = None
    decide: Chat | None = None
    close: Chat | None = None
    reads: frozenset[str] = frozenset()
    reads_risk: frozenset[str] = frozenset()


def session_window(total: int = 4096) -> Window:
    """The shares of a window as sessions use it: room for long words of the client, taken from history."""
    window = Window.of(total)
    return replace(window, history=window.history - total // 20, words=window.words + total // 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that a deployment may move. Seconds, characters (code points) and tokens.

    `turn_seconds`: all requests to models of one turn together; less than the lease, or another worker takes the turn.
    `copilot`: whether an escalation channel is there, without which no session in copilot mode opens. `timers`: when a
    call that nobody acknowledges is repeated.
    """

    lease_seconds: float = 90.0
    turn_seconds: float = 60.0
    words_chars: int = 4000
    window: Window = field(default_factory=session_window)
    brief_chars: int = 2200
    recalled: int = 3
    copilot: bool = False
    timers: Timers = field(default_factory=Timers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Collaborators of `take_turn`, `open_session` and `close_session`; opened once, in the composition root."""

    store: Store
    releases: Releases
    voices: Callable[[], Voices]
    recall: RecallCache
    clock: Clock
    ids: Ids
    limits: Limits
    embedder: Embedder | None = None
    lasting: LastingCache = field(default_factory=LastingCache)
    gate: Gate = field(default_factory=Gate)
    policy: Policy = field(default_factory=Policy)
