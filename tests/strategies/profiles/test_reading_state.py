"""Where states of mind are not to be read, models are asked about danger and nothing else, and beliefs stay unread."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from memory.record.identity import Language, Patient
from memory.record.session import SessionMode, SlotClaim
from memory.record.state import FactKind
from memory.store.store import Store
from strategies.course import turn
from strategies.course.deciding import Decided, decide
from strategies.course.engine import Engine, Voices
from strategies.course.jurisdiction import for_deciding, for_reading
from strategies.course.received import Received
from strategies.profiles.policy import Policy
from strategies.speech.chat import ChatRequest
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import SCOPE, Course, Sure, begin, distinct_replies, voices_of

ORDINARY = "We talked for a while and then I went home."
BELIEF = "I am worthless and a burden to everyone."


@dataclass
class Listener:
    """A model that is asked in one role, and says nothing that can be used."""

    asked: list[ChatRequest] = field(default_factory=list[ChatRequest])

    def __call__(self, request: ChatRequest) -> str:
        """No answer."""
        self.asked.append(request)
        return "nothing"


@dataclass
class Ears:
    """Who listens: reader, decider, the one that closes."""

    read: Listener = field(default_factory=Listener)
    decide: Listener = field(default_factory=Listener)
    close: Listener = field(default_factory=Listener)


async def _course(
    store: Store, clock: FixedClock, ids: CountedIds, ears: Ears, *, profile: str, answers: dict[str, tuple[str, float]]
) -> Course:
    """A copilot session, which is held as a real one even with a simulated patient."""
    voices = voices_of(
        ScriptedChat(distinct_replies()),
        read=ScriptedChat(ears.read),
        decide=ScriptedChat(ears.decide),
        close=ScriptedChat(ears.close),
        decider=lambda chat: Sure(chat, answers),
        reads_risk=("en",),
    )
    course = await begin(store, clock, ids, voices, mode=SessionMode.COPILOT)
    course.engine = replace(course.engine, policy=Policy(default=profile))
    return course


@pytest.mark.parametrize(("profile", "reads"), [("none", True), ("england", True), ("illinois", False)])
async def test_no_model_reads_the_words_or_the_session_but_for_danger(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, profile: str, reads: bool
) -> None:
    ears = Ears()
    course = await _course(sqlite_store, clock, ids, ears, profile=profile, answers={"risk": ("no", 0.99)})
    await course.say(ORDINARY)
    assert ears.decide.asked, "danger is asked about under every profile"
    assert bool(ears.read.asked) is reads
    await course.close(abandoned=True)
    assert bool(ears.close.asked) is reads


async def test_the_readers_alarm_is_raised_where_states_are_not_read(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await _course(sqlite_store, clock, ids, Ears(), profile="illinois", answers={"risk": ("yes", 0.99)})
    exchange = await course.say(ORDINARY)
    assert (exchange.reply.origin, exchange.reply.waiting) == ("crisis", False)
    async with sqlite_store.read(SCOPE) as work:
        assert [event.layers for event in await work.risk.events()] == [("reader",)]


@pytest.mark.parametrize(("profile", "kept"), [("none", True), ("illinois", False)])
async def test_beliefs_are_not_taken_from_the_words_where_states_are_not_read(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, profile: str, kept: bool
) -> None:
    course = await _course(sqlite_store, clock, ids, Ears(), profile=profile, answers={})
    await course.say(f"I live with my sister Bea. {BELIEF}")
    await course.close(abandoned=True)
    async with sqlite_store.read(SCOPE) as work:
        kinds = {fact.kind for fact in await work.facts.all()}
    assert FactKind.FACT in kinds
    assert (FactKind.BELIEF in kinds) is kept


@pytest.mark.parametrize(("profile", "asks"), [("none", True), ("illinois", False)])
async def test_a_turn_puts_its_closed_questions_to_no_model_where_states_are_not_read(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, monkeypatch: pytest.MonkeyPatch, profile: str, asks: bool
) -> None:
    given: list[bool] = []

    async def spied(received: Received, claims: tuple[SlotClaim, ...], *, voices: Voices, engine: Engine) -> Decided:
        given.append(voices.decide is not None)
        return await decide(received, claims, voices=voices, engine=engine)

    monkeypatch.setattr(turn, "decide", spied)
    course = await _course(sqlite_store, clock, ids, Ears(), profile=profile, answers={})
    await course.say(ORDINARY)
    assert given == [asks]


def test_no_edge_is_decided_by_a_model_where_states_are_not_read() -> None:
    chat = ScriptedChat(Listener())
    voices = voices_of(chat, read=chat, decide=chat)
    nobody = Patient(
        tenant="t", id="p", locale=Language.EN, simulated=False, created_at=datetime(2026, 3, 2, tzinfo=UTC)
    )
    strict, free = (Policy(default=name).ruling(nobody) for name in ("illinois", "none"))
    assert (for_deciding(voices, strict).decide, for_reading(voices, strict).read) == (None, None)
    assert for_reading(voices, strict).decide is chat, "the question about danger is asked through it"
    assert for_deciding(voices, free) is for_reading(voices, free) is voices
