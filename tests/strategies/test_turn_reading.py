"""Reading and deciding: rules first, then a model that is fit for it; never a value without its words."""

import orjson
import pytest

from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.risk import RiskEventState
from memory.record.session import CallKind, SlotClaim, SlotValue, TurnOrigin
from memory.store.store import Store
from strategies.speech.chat import Chat, ChatNonsense, ChatRefused
from strategies.speech.decider import Decider, LabelReadDecider
from strategies.speech.profile import AGENTLM
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    PROTOCOL,
    SCOPE,
    WORDS,
    Course,
    MustNotSpeak,
    Sure,
    begin,
    distinct_replies,
    line_of,
    voices_of,
)

pytestmark = pytest.mark.usefixtures("lexicon_alone")


async def claims_of(course: Course) -> list[SlotClaim]:
    async with course.store.read(SCOPE) as work:
        return await work.slots.of_session(course.session.id)


def reading(slot: str, value: SlotValue, quote: str | None) -> str:
    return orjson.dumps({slot: {"quote": quote, "value": value}}).decode()


@pytest.mark.parametrize(
    ("language", "words", "value", "quote"),
    [
        (Language.EN, "Hm, I slept badly. About a 4 I would say.", 4, "4"),
        (Language.ZH, "睡得不好，大概4分吧。", 4, "4"),
    ],
)
async def test_rules_read_a_value_with_the_words_it_stands_on(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language, words: str, value: int, quote: str
) -> None:
    silent = MustNotSpeak()
    course = await begin(
        store, clock, ids, voices_of(ScriptedChat(lambda _: ChatNonsense("-", "")), read=silent), language=language
    )
    await course.say(words)
    claims = await claims_of(course)
    assert [(each.slot, each.value, each.origin, each.turn) for each in claims] == [("mood", value, Origin.RULE, 2)]
    assert quote in claims[0].quote
    assert words[claims[0].start : claims[0].end] == claims[0].quote
    assert silent.asked == []


async def test_a_model_reads_what_rules_left_open_and_its_quote_is_found_in_the_words(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    read = ScriptedChat([reading("mood", 2, "in the cellar")])
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies()), read=read))
    exchange = await course.say("My mood was in the cellar all week.")
    claims = await claims_of(course)
    assert [(each.slot, each.value, each.origin, each.start, each.end, each.quote) for each in claims] == [
        ("mood", 2, Origin.MODEL, 12, 25, "in the cellar")
    ]
    assert (exchange.node, exchange.calls, exchange.requests) == ("homework_review", 2, 2)


@pytest.mark.parametrize(
    "answer",
    [
        reading("mood", 2, "in the basement"),
        reading("mood", 22, "in the cellar"),
        reading("mood", 2, None),
        "no JSON",
        "[]",
    ],
)
async def test_a_value_whose_quote_is_invented_or_out_of_range_is_dropped(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, answer: str
) -> None:
    voices = voices_of(ScriptedChat(distinct_replies()), read=ScriptedChat([answer]))
    course = await begin(sqlite_store, clock, ids, voices)
    exchange = await course.say("My mood was in the cellar all week.")
    assert await claims_of(course) == []
    assert (exchange.node, exchange.calls) == ("check_in", 2)


@pytest.mark.parametrize("reads", [(), (Language.ZH,)])
async def test_a_model_that_was_not_found_to_read_the_language_is_not_asked(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, reads: tuple[Language, ...]
) -> None:
    silent = MustNotSpeak()
    course = await begin(
        sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies()), read=silent, reads=reads)
    )
    assert (await course.say("My mood was in the cellar all week.")).calls == 1
    assert silent.asked == []


async def test_a_model_is_not_asked_to_read_answers_about_safety(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    silent = MustNotSpeak()
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies()), read=silent))
    await course.walk(WORDS[Language.EN][:2])
    unclear = await course.say("That depends on a lot of things.")
    assert (unclear.node, unclear.calls) == ("safety_check", 0)
    assert silent.asked == []


DULL = "Hmm."


async def at_agenda(store: Store, clock: FixedClock, ids: CountedIds, sure: Sure | Decider) -> Course:
    speak, decide = ScriptedChat(distinct_replies()), ScriptedChat(lambda _: "A")

    def decider(chat: Chat) -> Decider:
        if isinstance(sure, Sure):
            sure.chat = chat
        return sure

    course = await begin(store, clock, ids, voices_of(speak, decide=decide, decider=decider))
    await course.walk(WORDS[Language.EN][:4])
    assert await course.stack() == [(PROTOCOL, "agenda")]
    return course


async def semantic(course: Course, turn: int) -> list[tuple[str, float | None, str]]:
    async with course.store.read(SCOPE) as work:
        decisions = await work.decisions.of_turn(course.session.id, turn)
    return [
        (candidate.verdict, candidate.p, candidate.why)
        for decision in decisions
        for candidate in decision.candidates
        if candidate.kind == "semantic"
    ]


async def test_a_semantic_edge_is_taken_when_the_decider_is_sure(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    sure = Sure(chat=ScriptedChat(()), answers={"rupture_check": ("withdrawal", 0.9)})
    course = await at_agenda(store, clock, ids, sure)
    exchange = await course.say(DULL)
    assert (exchange.node, exchange.calls) == ("rupture", 2)
    assert sure.asked == ["rupture_check"]
    verdicts = await semantic(course, exchange.client_turn)
    assert verdicts[0] == ("taken", 0.9, "the answer is withdrawal")
    async with store.read(SCOPE) as work:
        calls = await work.calls.of_turn(course.session.id, exchange.client_turn)
    assert [(call.kind, call.template) for call in calls] == [
        (CallKind.DECIDE, f"decide:{PROTOCOL}:rupture_check"),
        (CallKind.SPEAK, "speak"),
    ]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"rupture_check": ("withdrawal", 0.6)}, "the probability of withdrawal is 0.60; the edge asks for 0.75"),
        ({}, "the decider gave no answer"),
    ],
)
async def test_an_unsure_answer_abstains_stays_and_is_kept_with_its_reason(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, answers: dict[str, tuple[str, float]], why: str
) -> None:
    sure = Sure(chat=ScriptedChat(()), answers=answers)
    course = await at_agenda(sqlite_store, clock, ids, sure)
    exchange = await course.say(DULL)
    assert exchange.node == "agenda"
    verdicts = await semantic(course, exchange.client_turn)
    assert (verdicts[0][0], verdicts[0][2]) == ("abstained", why)
    await course.say(DULL)
    assert sure.asked == ["rupture_check"]


async def test_a_decider_whose_answer_makes_no_sense_leaves_the_edge_abstained(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await at_agenda(sqlite_store, clock, ids, LabelReadDecider(ScriptedChat(lambda _: "A"), profile=AGENTLM))
    exchange = await course.say(DULL)
    assert (exchange.node, exchange.reply.origin) == ("agenda", TurnOrigin.SPOKEN)
    assert [verdict for verdict, _, _ in await semantic(course, exchange.client_turn)] == ["abstained", "abstained"]


async def test_a_turn_takes_at_most_three_logical_calls(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    sure = Sure(chat=ScriptedChat(()), answers={"rupture_check": ("engaged", 0.9), "risk": ("no", 0.99)})
    course = await at_agenda(sqlite_store, clock, ids, sure)
    course.now = voices_of(
        course.now.speak,
        read=ScriptedChat([reading("agenda_topic", None, None)]),
        decide=course.now.decide,
        decider=course.now.decider,
        reads_risk=(Language.EN,),
    )
    exchange = await course.say(DULL)
    assert (exchange.node, exchange.calls, exchange.requests) == ("agenda", 3, 4)
    assert sorted(sure.asked) == ["risk", "rupture_check"]


GONE = "I keep thinking I would rather be gone from all of this."


async def risk_course(
    store: Store, clock: FixedClock, ids: CountedIds, p: float, *, choice: str = "yes", reads_risk: str = Language.EN
) -> tuple[Course, Sure]:
    sure = Sure(chat=ScriptedChat(lambda _: "A"), answers={"risk": (choice, p)})

    def decider(chat: Chat) -> Decider:
        sure.chat = chat
        return sure

    voices = voices_of(
        ScriptedChat(distinct_replies()),
        decide=ScriptedChat(lambda _: "A"),
        decider=decider,
        reads_risk=(reads_risk,),
    )
    return await begin(store, clock, ids, voices), sure


async def test_a_clear_yes_of_the_reader_is_an_alarm_that_rules_did_not_hear(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course, sure = await risk_course(store, clock, ids, 0.93)
    answered = await course.take(f"About a 4. {GONE}", key="k1")
    exchange = await course.say(f"About a 4. {GONE}", key="k1")
    assert answered.alarmed_tier == 1
    assert (exchange.node, exchange.risk_tier, exchange.risk_level, exchange.calls) == ("wish", 1, 1, 1)
    assert exchange.reply.origin == TurnOrigin.CRISIS
    assert exchange.reply.text.endswith(line_of("wish", protocol="safety_screen"))
    assert [(each.slot, each.value) for each in await claims_of(course)] == [("mood", 4)]
    async with store.read(SCOPE) as work:
        events = await work.risk.events()
        calls = await work.calls.of_session(course.session.id)
        escalations = await work.risk.escalations()
        patient = await work.patient.get()
    assert [(each.tier, each.level, each.layers, each.state) for each in events] == [
        (1, 1, ("reader",), RiskEventState.OPEN)
    ]
    assert [(call.kind, call.template) for call in calls] == [(CallKind.READ, "risk")]
    assert (len(escalations), patient.risk_level) == (1, 1)
    await course.say("No.")
    assert sure.asked == ["risk"]


@pytest.mark.parametrize(
    ("choice", "p", "reads_risk"), [("yes", 0.89, "en"), ("no", 0.99, "en"), ("yes", 0.99, "zh-CN")]
)
async def test_the_readers_question_raises_nothing_when_it_is_unsure_says_no_or_is_not_fit(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, choice: str, p: float, reads_risk: str
) -> None:
    course, sure = await risk_course(sqlite_store, clock, ids, p, choice=choice, reads_risk=reads_risk)
    exchange = await course.say(GONE)
    assert (exchange.risk_tier, exchange.risk_level, exchange.node) == (0, 0, "check_in")
    assert sure.asked == (["risk"] if reads_risk == "en" else [])


async def test_a_readers_question_that_the_server_refuses_does_not_hold_the_turn_up(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    refusing = ScriptedChat(lambda _: ChatRefused(400, "no constraint"))
    voices = voices_of(
        ScriptedChat(distinct_replies()),
        decide=refusing,
        decider=lambda chat: LabelReadDecider(chat, profile=AGENTLM),
        reads_risk=(Language.EN,),
    )
    course = await begin(sqlite_store, clock, ids, voices)
    assert (await course.say(GONE)).reply.origin == TurnOrigin.SPOKEN
