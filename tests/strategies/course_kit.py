"""A course of treatment for tests: a patient with consents, an episode, an open session, and scripted voices."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import TypeAdapter

from memory.recall.cache import RecallCache
from memory.record.clock import Clock, Ids
from memory.record.course import Episode
from memory.record.identity import Actor, Consent, ConsentScope, Language, Patient, Role, Scope
from memory.record.session import PromptMessage, Session, SessionMode, Turn
from memory.store.store import Store
from strategies.course.close import close_session
from strategies.course.engine import Engine, Limits, Voices
from strategies.course.exchange import Exchange
from strategies.course.received import Answered, Said
from strategies.course.releases import Releases
from strategies.course.session import begin_episode, open_session, request_close
from strategies.course.turn import take_turn
from strategies.graph.library import Library
from strategies.speech.chat import Chat, ChatReply, ChatRequest, ChatUnavailable
from strategies.speech.decider import Decider, Decision, Question, ScriptedDecider
from strategies.speech.profile import AGENTLM
from strategies.speech.scripted_chat import Line, ScriptedChat
from strategies.speech.tokens import TokenCounter
from tests.conftest import CountedIds, FixedClock

SCOPE = Scope(tenant="clinic", patient="p1")
CLINICIAN = Actor(
    tenant="clinic",
    id="dr-lin",
    name="Dr Lin",
    roles=frozenset({Role.CLINICIAN}),
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
PROTOCOL = "cbt.depression.session"
SHIPPED = Library.shipped()

WORDS: Mapping[Language, tuple[str, ...]] = {
    Language.EN: (
        "About a 4 I would say.",
        "I did part of it.",
        "Yes, I feel safe.",
        "The quarrel with my sister stayed with me.",
        "I want to look at that quarrel.",
        "On Sunday she hung up on me and I felt sad.",
        "I thought that nobody likes me.",
        "She did not call back all week.",
        "And she forgot my birthday in May.",
        "My neighbour invited me for tea on Monday.",
        "My colleague saved me a seat on Friday.",
        "Some people do like me, even if she is angry.",
        "One quarrel is not the whole of it.",
        "She may be angry and still be my sister.",
        "I will walk to the river on Tuesday.",
        "That a thought is only a thought.",
    ),
    Language.ZH: (
        "大概4分吧。",
        "我做了一部分。",
        "是的，我觉得安全。",
        "和姐姐吵架的事一直放在心上。",
        "我想谈谈那次吵架。",
        "星期天她挂了我的电话，我很难过。",
        "我当时想，没有人喜欢我。",
        "她一整个星期都没有回电话。",
        "五月份她还忘了我的生日。",
        "星期一邻居请我去喝茶。",
        "星期五同事给我留了座位。",
        "就算她生气，也还是有人喜欢我的。",
        "一次吵架不代表全部。",
        "她也许在生气，但她还是我姐姐。",
        "我星期二去河边走一走。",
        "想法只是想法而已。",
    ),
}
"""What a client may say so that the rules alone walk the whole session.

One line a node, and more at the interventions: where no decider says that their state was reached, each takes its full
budget of turns.
"""

NODES = (
    "homework_review",
    "safety_check",
    "bridge",
    "agenda",
    "situation",
    "thought",
    "evidence_for",
    "evidence_for",
    "evidence_against",
    "evidence_against",
    "balanced",
    "balanced",
    "balanced",
    "homework",
    "summary",
    "close",
)
"""Where the session stands after each of those lines."""

AGAIN = tuple(before == after for before, after in zip(("", *NODES), NODES, strict=False))
"""Whether it stood there before the line already, so that the node speaks its other words."""

_EXCHANGE = TypeAdapter(Exchange)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SUBJECTS = ("river", "garden", "kitchen", "morning", "letter", "window", "winter", "market", "holiday", "music")


def exchange_of(answered: Answered) -> Exchange:
    """The kept exchange."""
    return _EXCHANGE.validate_json(answered.exchange_json)


def distinct_replies() -> Callable[[ChatRequest], str]:
    """A different sentence for every request, so that no check refuses it as repeated."""
    count = itertools.count()

    def say(request: ChatRequest) -> str:
        del request
        n = next(count)
        return f"I hear how much the {_SUBJECTS[n % 10]} matters, {_NUMBERS[n % 12]} times over. What was it like?"

    return say


def away(retry_after: float = 5.0) -> ScriptedChat:
    """A model that is never there."""
    return ScriptedChat(lambda _: ChatUnavailable("connection refused", retry_after=retry_after))


def saying(*lines: Line) -> ScriptedChat:
    """A model that says these lines, one a request."""
    return ScriptedChat(lines)


class MustNotSpeak:
    """A model that nobody may ask: whoever does fails the test."""

    model = "silent"

    def __init__(self) -> None:
        self.asked: list[ChatRequest] = []

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Raises AssertionError."""
        self.asked.append(request)
        raise AssertionError(request.role)

    async def stream(self, request: ChatRequest) -> AsyncIterator[str]:
        """Raises AssertionError."""
        raise AssertionError(request.role)
        yield ""  # type: ignore[unreachable]  # makes this a generator, as the port has it

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Raises AssertionError."""
        raise AssertionError(len(texts))


def voices_of(
    speak: Chat,
    *,
    read: Chat | None = None,
    decide: Chat | None = None,
    close: Chat | None = None,
    decider: Callable[[Chat], Decider] | None = None,
    reads: Iterable[str] = (Language.EN, Language.ZH),
    reads_risk: Iterable[str] = (),
) -> Voices:
    """The voices of a turn: what is not given is not qualified."""
    return Voices(
        speak=speak,
        counter=TokenCounter(ScriptedChat(())),
        profile=AGENTLM,
        decider=decider if decider is not None else lambda _: ScriptedDecider({}),
        read=read,
        decide=decide,
        close=close,
        reads=frozenset(map(str, reads)),
        reads_risk=frozenset(map(str, reads_risk)),
    )


@dataclass
class Sure:
    """A decider that gives `choice` with probability `p` to every question named, and abstains on the others.

    It asks its chat once for each question, so that a call is kept.
    """

    chat: Chat
    answers: Mapping[str, tuple[str, float]]
    asked: list[str] = field(default_factory=list[str])

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The scripted answer."""
        del context
        self.asked.append(question.id)
        messages = (PromptMessage(role="user", content=f"{question.text}\n{words}"),)
        await self.chat.complete(ChatRequest(messages=messages, max_tokens=1, role="decide"))
        if question.id not in self.answers:
            return Decision(
                question=question.id, probabilities=None, mass=None, choice=None, rung="test", why="says nothing"
            )
        choice, p = self.answers[question.id]
        others = [option for option in question.options if option != choice]
        shares = {choice: p} | {option: (1 - p) / len(others) for option in others}
        return Decision(question=question.id, probabilities=shares, mass=1.0, choice=choice, rung="test", why="sure")


@dataclass
class Course:
    """One patient's course under test. `now` are the voices that the next step finds; they may be changed."""

    store: Store
    clock: FixedClock
    ids: CountedIds
    now: Voices
    engine: Engine
    episode: Episode
    session: Session
    opening: Turn
    keys: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def take(self, text: str, *, key: str | None = None, version: int | None = None) -> Answered:
        """Takes a turn, twenty seconds after the last."""
        self.clock.advance(seconds=20)
        said = Said(text=text, key=key or f"key-{next(self.keys)}", expect_version=version)
        return await take_turn(self.session.id, said, scope=SCOPE, engine=self.engine)

    async def say(self, text: str, *, key: str | None = None, version: int | None = None) -> Exchange:
        """Takes a turn and gives the exchange."""
        return exchange_of(await self.take(text, key=key, version=version))

    async def walk(self, words: Iterable[str]) -> list[Exchange]:
        """Says one line after the other."""
        return [await self.say(text) for text in words]

    async def turns(self) -> list[Turn]:
        """What stands on disk of the open session."""
        async with self.store.read(SCOPE) as work:
            return await work.turns.of_session(self.session.id)

    async def stack(self) -> list[tuple[str, str]]:
        """Protocol and node of each frame, the current one last."""
        async with self.store.read(SCOPE) as work:
            stack = await work.sessions.stack(self.session.id)
        return [(frame.protocol, frame.node) for frame in stack.frames]

    async def close(self, *, abandoned: bool = False) -> Session:
        """Closes the open session, as the worker does."""
        self.clock.advance(minutes=1)
        await request_close(self.session.id, scope=SCOPE, engine=self.engine, abandoned=abandoned)
        return await close_session(self.session.id, scope=SCOPE, engine=self.engine, abandoned=abandoned)

    async def open(self, *, days: float = 7, mode: SessionMode = SessionMode.SIMULATED) -> Session:
        """Opens the next session, so many days later."""
        self.clock.advance(days=days)
        opened = await open_session(self.episode.id, mode, scope=SCOPE, engine=self.engine)
        self.session, self.opening = opened.session, opened.turn
        return opened.session


def engine_of(store: Store, voices: Callable[[], Voices], *, clock: Clock, ids: Ids, limits: Limits) -> Engine:
    """An engine over a store of its own."""
    return Engine(
        store=store,
        releases=Releases(store),
        voices=voices,
        recall=RecallCache(),
        clock=clock,
        ids=ids,
        limits=limits,
    )


async def keep_patient(
    store: Store,
    clock: FixedClock,
    ids: CountedIds,
    *,
    language: Language = Language.EN,
    consents: Iterable[ConsentScope] = (ConsentScope.SESSION_RECORD, ConsentScope.MODEL_PROCESSING),
    simulated: bool = True,
) -> None:
    """A patient and their consents."""
    patient = Patient(
        tenant=SCOPE.tenant, id=SCOPE.patient, locale=language, simulated=simulated, created_at=clock(), region=None
    )
    async with store.write(SCOPE) as work:
        await work.patient.add(patient)
        for each in consents:
            await work.consents.add(
                Consent(
                    tenant=SCOPE.tenant,
                    patient=SCOPE.patient,
                    id=ids(),
                    scope=each,
                    given_at=clock(),
                    given_by=CLINICIAN.id,
                )
            )


async def begin(
    store: Store,
    clock: FixedClock,
    ids: CountedIds,
    voices: Voices,
    *,
    language: Language = Language.EN,
    mode: SessionMode = SessionMode.SIMULATED,
    limits: Limits | None = None,
    protocol: str = PROTOCOL,
    library: Library = SHIPPED,
) -> Course:
    """A patient with an episode of the protocol and its first session open."""
    await keep_patient(store, clock, ids, language=language)
    held: list[Course] = []
    engine = engine_of(store, lambda: held[0].now if held else voices, clock=clock, ids=ids, limits=limits or Limits())
    episode = await begin_episode(protocol, shipped=library, scope=SCOPE, engine=engine)
    clock.advance(minutes=1)
    opened = await open_session(episode.id, mode, scope=SCOPE, engine=engine)
    course = Course(
        store=store,
        clock=clock,
        ids=ids,
        now=voices,
        engine=engine,
        episode=episode,
        session=opened.session,
        opening=opened.turn,
    )
    held.append(course)
    return course


def line_of(node: str, language: Language = Language.EN, *, protocol: str = PROTOCOL, again: bool = False) -> str:
    """The reviewed line of a node."""
    found = SHIPPED[protocol].node(node)
    text = found.fallback_again if again else found.fallback
    return (text or {})[language]


class Held:
    """A model that says its line when it is let go; `reached` is set when it has been asked."""

    model = "held"

    def __init__(self, text: str = "That sounds hard. What happened next?") -> None:
        self.reached = asyncio.Event()
        self.go = asyncio.Event()
        self.asked = 0
        self._text = text

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The line, once it is let go."""
        del request
        self.asked += 1
        self.reached.set()
        await self.go.wait()
        return ChatReply(text=self._text, model=self.model, finish="stop")

    async def stream(self, request: ChatRequest) -> AsyncIterator[str]:
        """The line in one piece."""
        yield (await self.complete(request)).text

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """One each."""
        return [1 for _ in texts]


class Died(Exception):
    """The process ended here."""


def dying(request: ChatRequest) -> Line:
    """Stands for a crash while the model is asked. Raises: Died."""
    raise Died(request.role)
