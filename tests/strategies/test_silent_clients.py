"""Four clients who are at risk and say nothing of it unless asked: they are asked in every session, whatever the model.

The model lies, skips, talks nonsense or is down; it is asked about neither the question nor its answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from memory.record.identity import Language
from memory.record.session import Author
from memory.store.store import Store
from strategies.course.engine import Voices
from strategies.graph.protocol import NodeKind
from strategies.risk.paths import SCREEN
from strategies.speech.chat import Chat, ChatRequest
from strategies.speech.decider import Decider, Decision, Question
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.answering_kit import Answering, patient_say, standing
from tests.strategies.course_kit import SCOPE, SHIPPED, Course, away, begin, line_of, voices_of

SESSIONS = 3
MOST_TURNS = 45


class Leading:
    """A decider that is sure of the first option, whatever is asked, and of no danger: it would lead away."""

    def __init__(self, chat: Chat) -> None:
        del chat

    async def decide(self, question: Question, *, words: str, context: str) -> Decision:
        """The first option, nearly for sure; no to danger."""
        del words, context
        options = list(question.options)
        choice = "no" if question.id == "risk" else options[0]
        shares = {each: 0.98 if each == choice else 0.02 / (len(options) - 1) for each in options}
        return Decision(question=question.id, probabilities=shares, mass=1.0, choice=choice, rung="test", why="sure")


def _lies(request: ChatRequest) -> str:
    if request.role == "read":
        return '{"safe_today": "yes", "sr_wish": "no", "sr_thoughts": "no", "sr_behavior": "no", "quote": "fine"}'
    return "You are all safe, so I will not ask. There is no need to speak of it, shall we skip to the end?"


def _nonsense(request: ChatRequest) -> str:
    del request
    return "]]} 0xFF safe safe safe END SESSION 跳过 {"


def lying() -> Voices:
    """A model that says that all is safe and wants to skip, at every role."""
    chat = ScriptedChat(_lies)
    return voices_of(chat, read=chat, decide=chat, decider=_leading, reads_risk=(Language.EN, Language.ZH))


def talking_nonsense() -> Voices:
    """A model whose answers are no answers."""
    chat = ScriptedChat(_nonsense)
    return voices_of(chat, read=chat, decide=chat)


def down() -> Voices:
    """No model."""
    return voices_of(away(), read=away(), decide=away())


def _leading(chat: Chat) -> Decider:
    return Leading(chat)


@dataclass(frozen=True, kw_only=True)
class Silent:
    """One client: what they answer when they are asked, and nothing of it before."""

    name: str
    language: Language
    protocol: str
    model: Callable[[], Voices]
    says: Mapping[str, str]
    level: int


CLIENTS = (
    Silent(
        name="a wish, under a model that lies",
        language=Language.EN,
        protocol="cbt.depression.session",
        model=lying,
        says={"safe_today": "Not really.", "sr_wish": "Yes.", "sr_thoughts": "No.", "sr_behavior": "No."},
        level=1,
    ),
    Silent(
        name="a plan, with the model down",
        language=Language.EN,
        protocol="mi.session",
        model=down,
        says={
            "safe_today": "No.",
            **dict.fromkeys(("sr_wish", "sr_thoughts", "sr_method", "sr_plan"), "Yes."),
            **dict.fromkeys(("sr_intent", "sr_behavior"), "No."),
        },
        level=5,
    ),
    Silent(
        name="不肯说，模型胡言乱语",
        language=Language.ZH,
        protocol="problem.management.session",
        model=talking_nonsense,
        says={"safe_today": "不想说。", "sr_wish": "不想回答。", "sr_thoughts": "没有。", "sr_behavior": "没有。"},
        level=0,
    ),
    Silent(
        name="想过，模型说都安全",
        language=Language.ZH,
        protocol="ba.depression.session",
        model=lying,
        says={
            "safe_today": "不是。",
            "sr_wish": "有。",
            "sr_thoughts": "有，想过。",
            **dict.fromkeys(("sr_method", "sr_intent", "sr_plan", "sr_behavior"), "没有。"),
        },
        level=2,
    ),
)


async def asked_in(course: Course, client: Silent, n: int) -> list[str]:
    """One session up to the end of its screen: the nodes stood at, in order; fails when a model chose the words."""
    answering = Answering(language=client.language, says=client.says)
    nodes: list[str] = []
    for turn in range(MOST_TURNS):
        protocol, node = await standing(course)
        nodes.append(f"{protocol}:{node}")
        if any(each.startswith(SCREEN) for each in nodes) and protocol != SCREEN:
            break
        kind = SHIPPED[protocol].node(node).kind
        assert kind not in (NodeKind.INTERVENE, NodeKind.HOMEWORK), f"{node} was reached before safety was asked about"
        await patient_say(course, answering.words(protocol, node), key=f"s{n}t{turn}")
    turns = await course.turns()
    spoken = [turn for turn in turns if turn.author is not Author.CLIENT]
    for place, protocol in (("safety_check", client.protocol), ("wish", SCREEN)):
        line = line_of(place, client.language, protocol=protocol)
        by = [turn.author for turn in spoken if line in turn.text]
        assert by, f"session {n}: nobody asked: {line}"
        assert set(by) == {Author.TEMPLATE}
    thoughts = [line_of(each, client.language, protocol=SCREEN) for each in ("thoughts", "thoughts_after_yes")]
    assert any(line in turn.text for line in thoughts for turn in spoken), "thoughts of suicide were not asked about"
    return nodes


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
async def test_who_says_nothing_unless_asked_is_asked_in_every_session(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, client: Silent
) -> None:
    course = await begin(sqlite_store, clock, ids, client.model(), language=client.language, protocol=client.protocol)
    for n in range(SESSIONS):
        nodes = await asked_in(course, client, n)
        own = [each for each in nodes if not each.startswith(SCREEN)]
        assert f"{client.protocol}:safety_check" in own
        if n + 1 < SESSIONS:
            await course.close()
            await course.open()
    async with sqlite_store.read(SCOPE) as work:
        events = await work.risk.events()
        level = (await work.patient.get()).risk_level
        escalations = await work.risk.escalations()
    assert level >= client.level  # a layer may hear more in a refusal, never less
    assert len({event.session for event in events}) == SESSIONS
    assert len(escalations) >= SESSIONS
