"""Alarms: kept and answered in the first transaction, without a model; the screen, the latch, the way back."""

import asyncio
from collections.abc import Sequence

import orjson
import pytest

from memory.record.identity import Language
from memory.record.risk import LevelChange, OutboxMessage, RiskEvent, RiskEventState, RiskKind
from memory.record.session import Author, DraftState, RequestState, SessionMode, TurnOrigin
from memory.store.store import Store
from strategies.course import receive as receiving
from strategies.course.corrections import Answers, lower_risk, record_measure
from strategies.course.engine import Limits
from strategies.course.errors import DraftWaiting, ModelAway, SessionNotOpen, TurnInFlight
from strategies.risk.errors import NotLower, UnsignedLowering
from strategies.risk.hearing import hear
from strategies.risk.reading import Reading
from strategies.risk.templates import after_reply, crisis_reply
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    PROTOCOL,
    SCOPE,
    WORDS,
    Course,
    Held,
    MustNotSpeak,
    away,
    begin,
    distinct_replies,
    exchange_of,
    line_of,
    voices_of,
)

SCREEN = "safety_screen"
WISH = "Sometimes I wish I would not wake up."
METHOD = "I want to hang myself."
PLAN = "I am going to kill myself tonight, the pills are here."
ALARMS = [
    (Language.EN, WISH, 1, 1, "review_flag"),
    (Language.EN, METHOD, 2, 3, "notify_clinician"),
    (Language.EN, PLAN, 3, 5, "page"),
    (Language.ZH, "有时候我希望自己再也不要醒来。", 1, 1, "review_flag"),
    (Language.ZH, "我今晚就要自杀，药已经准备好了。", 3, 5, "page"),
]


async def risk_of(course: Course) -> tuple[list[RiskEvent], list[LevelChange], int]:
    async with course.store.read(SCOPE) as work:
        patient = await work.patient.get()
        return await work.risk.events(), await work.risk.changes(), patient.risk_level


async def outbox(course: Course) -> list[OutboxMessage]:
    async with course.store.read_catalogue() as catalogue:
        return await catalogue.outbox.due(course.clock(), 50)


@pytest.mark.parametrize(("language", "words", "tier", "level", "kind"), ALARMS)
async def test_an_alarm_is_kept_escalated_and_answered_without_a_model(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language, words: str, tier: int, level: int, kind: str
) -> None:
    silent = MustNotSpeak()
    course = await begin(store, clock, ids, voices_of(silent, read=silent, decide=silent), language=language)

    answered = await course.take(words, key="k1")

    exchange = exchange_of(answered)
    question = line_of("wish", language, protocol=SCREEN)
    assert answered.alarmed_tier == tier
    assert (exchange.risk_tier, exchange.risk_level, exchange.calls) == (tier, level, 0)
    assert exchange.reply.text == f"{crisis_reply(language, tier, region=None, ask=False)}\n\n{question}"
    assert (exchange.reply.author, exchange.reply.origin) == (Author.TEMPLATE, TurnOrigin.CRISIS)
    assert await course.stack() == [(PROTOCOL, "check_in"), (SCREEN, "wish")]
    events, changes, latch = await risk_of(course)
    assert [(each.tier, each.level, each.turn, each.state, each.layers) for each in events] == [
        (tier, level, 2, RiskEventState.OPEN, ("lexicon",))
    ]
    assert latch == level
    assert [(each.before, each.after, each.event, each.actor) for each in changes] == [(0, level, events[0].id, None)]
    async with store.read(SCOPE) as work:
        escalations = await work.risk.escalations()
        assert await work.calls.of_session(course.session.id) == []
    assert [(each.event, each.tier) for each in escalations] == [(events[0].id, tier)]
    messages = await outbox(course)
    assert [(each.kind, each.audience) for each in messages] == [(kind, "sink")]
    assert orjson.loads(messages[0].payload) == {
        "escalation": escalations[0].id,
        "event": events[0].id,
        "patient": SCOPE.patient,
        "session": course.session.id,
        "tier": tier,
    }
    assert [turn.text for turn in await course.turns()][1:] == [words, exchange.reply.text]
    assert silent.asked == []
    assert (await course.take(words, key="k1")).exchange_json == answered.exchange_json
    assert len((await risk_of(course))[0]) == 1


async def test_a_screen_without_a_yes_closes_the_event_keeps_the_latch_and_goes_back(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4 I would say.")
    await course.say(WISH)
    answers = await course.walk(["No.", "No.", "No.", "Yes, let us go on."])

    assert [each.node for each in answers] == ["thoughts", "behavior", "all_no", "homework_review"]
    assert [each.reply.text for each in answers[:3]] == [
        line_of(node, protocol=SCREEN) for node in ("thoughts", "behavior", "all_no")
    ]
    events, changes, latch = await risk_of(course)
    assert [(each.state, each.screened_turn) for each in events] == [(RiskEventState.SCREENED, 12)]
    assert (latch, len(changes)) == (1, 1)
    assert await course.stack() == [(PROTOCOL, "homework_review")]


async def test_a_second_screen_of_a_session_asks_again(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(WISH)
    await course.walk(["No.", "No.", "No.", "Yes, let us go on."])
    before = (await course.turns())[2].text
    again = await course.say(WISH)
    said = crisis_reply(Language.EN, 1, region=None, said=[before], ask=False)
    assert again.reply.text == f"{said}\n\n{line_of('wish', protocol=SCREEN)}"
    assert said not in before
    answers = await course.walk(["No.", "No.", "No.", "Yes."])
    assert [each.node for each in answers] == ["thoughts", "behavior", "all_no", "check_in"]
    assert [each.state for each in (await risk_of(course))[0]] == [RiskEventState.SCREENED] * 2


async def test_a_yes_to_intent_raises_the_latch_and_ends_in_the_crisis_template(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(MustNotSpeak()))
    await course.say(WISH)
    answers = await course.walk(
        ["Yes.", "Yes.", "Yes.", "Yes.", "No.", "No.", "I stop sleeping.", "I go for a walk.", "My aunt Rose."]
    )
    assert [each.node for each in answers][-3:] == ["coping", "person", "place"]
    last = (await course.walk(["Her house.", "Yes."]))[-1]

    before = [turn.text for turn in await course.turns() if turn.origin is TurnOrigin.CRISIS][:-1]
    assert last.reply.text == after_reply(Language.EN, 2, region=None, said=before)
    assert len(before) == 2
    assert (last.reply.origin, last.risk_level, last.node) == (TurnOrigin.CRISIS, 4, "check_in")
    events, changes, latch = await risk_of(course)
    assert [(each.tier, each.level, each.kinds, each.layers, each.state) for each in events] == [
        (1, 1, (RiskKind.PASSIVE_IDEATION,), ("lexicon",), RiskEventState.SCREENED),
        (2, 3, (RiskKind.ACTIVE_IDEATION,), ("screener",), RiskEventState.SCREENED),
        (2, 4, (RiskKind.PLAN_OR_INTENT,), ("screener",), RiskEventState.SCREENED),
    ]
    assert (latch, [(each.before, each.after) for each in changes]) == (4, [(0, 1), (1, 3), (3, 4)])
    assert [each.kind for each in await outbox(course)] == ["notify_clinician", "notify_clinician", "review_flag"]


async def test_a_question_left_unclear_twice_counts_as_refused_and_goes_to_a_clinician(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(MustNotSpeak()))
    await course.say(WISH)
    unclear = await course.say("Well, that depends on so many things.")
    assert unclear.reply.text == line_of("wish", protocol=SCREEN, again=True)
    answers = await course.walk(
        ["That depends, as I said.", "No.", "No.", "I stop sleeping.", "I walk.", "My aunt.", "Her house.", "Yes."]
    )
    last = answers[-1]
    assert last.reply.origin == TurnOrigin.CRISIS
    events, _, latch = await risk_of(course)
    assert [(each.tier, each.level, each.why) for each in events[1:]] == [(2, 0, "refused to answer")]
    assert latch == 1
    assert [each.kind for each in await outbox(course)] == ["notify_clinician", "review_flag"]


async def test_an_alarm_inside_the_screen_raises_the_latch_and_the_screen_goes_on(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(MustNotSpeak()))
    await course.say(WISH)
    middle = await course.say("Yes, and I have been thinking about killing myself.")
    assert (middle.node, middle.reply.text) == ("thoughts_after_yes", line_of("thoughts_after_yes", protocol=SCREEN))
    assert (middle.risk_tier, middle.risk_level) == (1, 2)

    urgent = await course.say(f"Yes. {PLAN}")
    assert urgent.reply.text == (
        f"{crisis_reply(Language.EN, 3, region=None, ask=False)}\n\n{line_of('method', protocol=SCREEN)}"
    )
    events, _, latch = await risk_of(course)
    assert ([(each.tier, each.level) for each in events], latch) == ([(1, 1), (1, 2), (3, 5)], 5)


async def test_an_alarm_is_answered_though_earlier_words_wait_for_the_model(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(away()))
    with pytest.raises(ModelAway):
        await course.take("About a 4 I would say.", key="k1")
    alarmed = await course.take(PLAN, key="k2", version=0)
    assert alarmed.alarmed_tier == 3
    resumed = await course.take("About a 4 I would say.", key="k1")
    assert (resumed.exchange_json, resumed.replayed) == (alarmed.exchange_json, True)
    assert [turn.author for turn in await course.turns()] == [
        Author.TEMPLATE,
        Author.CLIENT,
        Author.CLIENT,
        Author.TEMPLATE,
    ]
    async with store.read(SCOPE) as work:
        states = [await work.requests.find(course.session.id, key) for key in ("k1", "k2")]
    assert [each.state for each in states if each is not None] == [RequestState.DONE, RequestState.DONE]


async def test_an_alarm_overtakes_a_reply_that_is_still_being_made(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    slow = Held()
    course = await begin(store, clock, ids, voices_of(slow))
    late = asyncio.create_task(course.take("About a 4 I would say.", key="k1"))
    await slow.reached.wait()
    alarmed = await course.take(PLAN, key="k2")
    slow.go.set()
    with pytest.raises(TurnInFlight):
        await late
    assert (await course.take("About a 4 I would say.", key="k1")).exchange_json == alarmed.exchange_json
    assert [turn.n for turn in await course.turns()] == [1, 2, 3, 4]


async def test_an_alarm_in_copilot_mode_is_answered_at_once_though_a_draft_waits(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    voices = voices_of(ScriptedChat(distinct_replies()))
    course = await begin(store, clock, ids, voices, mode=SessionMode.COPILOT, limits=Limits(copilot=True))
    draft = await course.say("About a 4 I would say.")
    assert draft.reply.waiting
    with pytest.raises(DraftWaiting):
        await course.take("I did part of it.")
    alarmed = await course.say(METHOD)
    assert (alarmed.reply.waiting, alarmed.reply.origin, alarmed.reply.n) == (False, TurnOrigin.CRISIS, 4)
    async with store.read(SCOPE) as work:
        drafts = await work.drafts.of_session(course.session.id)
    assert [(each.n, each.state, each.released_by) for each in drafts] == [(3, DraftState.OVERTAKEN, None)]
    assert [each.audience for each in await outbox(course)] == ["clinic"]


async def test_a_bare_yes_to_a_clinicians_question_about_suicide_is_an_alarm_and_to_the_planned_one_is_not(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    asking = ScriptedChat(
        ["Are you having thoughts of ending your life?", "What else has been on your mind?", "What stayed with you?"]
    )
    course = await begin(sqlite_store, clock, ids, voices_of(asking))
    await course.say("About a 4 I would say.")
    alarmed = await course.say("Yes.")
    assert (alarmed.risk_tier, alarmed.node) == (1, "wish")

    await course.walk(["No.", "No.", "No.", "Yes."])
    planned = await course.walk(["I did part of it.", "Yes."])
    assert [(each.risk_tier, each.node) for each in planned] == [(0, "safety_check"), (0, "bridge")]


async def test_an_answer_to_phq9_item_9_opens_an_event_and_the_next_words_are_met_by_the_screen(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(MustNotSpeak()))
    answers = Answers(instrument="phq9", taken_on=clock().date(), items=(1, 1, 1, 1, 1, 1, 1, 1, 1))
    await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    events, changes, latch = await risk_of(course)
    assert [(each.tier, each.level, each.layers, each.turn) for each in events] == [(1, 1, ("instrument",), 1)]
    assert ([(each.before, each.after) for each in changes], latch) == ([(0, 1)], 1)
    assert [each.kind for each in await outbox(course)] == ["review_flag"]

    met = await course.say("About a 4 I would say.")
    assert (met.node, met.reply.text) == ("wish", line_of("wish", protocol=SCREEN))
    assert await course.stack() == [(PROTOCOL, "check_in"), (SCREEN, "wish")]


async def test_only_a_clinician_with_a_reason_lowers_the_latch(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(MustNotSpeak()))
    await course.say(METHOD)
    with pytest.raises(UnsignedLowering):
        await lower_risk(1, reason=" ", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    with pytest.raises(NotLower):
        await lower_risk(3, reason="seen today", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    change = await lower_risk(1, reason="seen today", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (change.before, change.after, change.actor, change.reason) == (3, 1, "dr-lin", "seen today")
    _, changes, latch = await risk_of(course)
    assert (latch, [(each.before, each.after) for each in changes]) == (1, [(0, 3), (3, 1)])


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
async def test_an_alarm_after_the_closing_line_is_screened_and_then_the_session_is_over(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())), language=language)
    ended = (await course.walk(WORDS[language]))[-1]
    alarmed = await course.say({Language.EN: WISH, Language.ZH: "有时候我希望自己再也不要醒来。"}[language])
    assert (ended.ended, alarmed.ended, alarmed.risk_tier) == (True, False, 1)
    assert (await course.stack())[-1] == (SCREEN, "wish")

    no = {Language.EN: "No.", Language.ZH: "没有。"}[language]
    answers = [await course.say(no)]
    while not answers[-1].ended and len(answers) < 12:
        answers.append(await course.say(no))

    assert (answers[-1].ended, await course.stack()) == (True, [(PROTOCOL, "close")])
    events, _, _ = await risk_of(course)
    assert {each.state for each in events} == {RiskEventState.SCREENED}


async def test_a_zero_to_phq9_item_9_lowers_nothing_and_closes_nothing(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(MustNotSpeak()))
    await course.say(METHOD)
    before = await risk_of(course)
    answers = Answers(instrument="phq9", taken_on=clock().date(), items=(0, 0, 0, 0, 0, 0, 0, 0, 0))
    await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert await risk_of(course) == before
    assert (before[2], [each.state for each in before[0]]) == (3, [RiskEventState.OPEN])


FAINT = "It is a grey sort of week again."
ALL_NO = ("No.", "No.", "No.", "Yes, we can go on.")


def fearful(text: str, *, context: str = "") -> Reading:
    """As everybody hears it, but that the trained layer is uneasy about one sentence."""
    heard = hear(text, context=context)
    if FAINT not in text:
        return heard
    kinds = (RiskKind.PASSIVE_IDEATION,)
    return Reading(alarm=True, tier=1, level=1, kinds=kinds, layers=("classifier",), why="classifier p = 0.70")


async def _screened(course: Course, answers: Sequence[str]) -> None:
    assert (await course.say(FAINT)).reply.origin == TurnOrigin.CRISIS
    for answer in answers:
        await course.say(answer)
    async with course.store.read(SCOPE) as work:
        stack = (await work.sessions.stack(course.session.id)).frames
    assert SCREEN not in {frame.protocol for frame in stack}, "the screen is over"


async def test_a_faint_alarm_is_asked_about_once_in_a_session(
    store: Store, clock: FixedClock, ids: CountedIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "hear", fearful)
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await _screened(course, ALL_NO)
    before, sent = (await risk_of(course))[0], len(await outbox(course))
    again = await course.say(f"{FAINT} But I slept.")
    assert (again.reply.origin != TurnOrigin.CRISIS, again.risk_tier) == (True, 1)
    events, _, level = await risk_of(course)
    (kept,) = events[len(before) :]
    assert (kept.state, kept.tier, kept.layers, level) == (RiskEventState.SCREENED, 1, ("classifier",), 1)
    assert "answered by this session's screen" in kept.why
    assert len(await outbox(course)) == sent, "nobody is called a second time"
    plain = await course.say(WISH)
    assert plain.reply.origin == TurnOrigin.CRISIS, "what the lexicon hears is asked about whatever was answered"


async def test_a_faint_alarm_is_asked_about_again_in_the_next_session_and_above_level_one(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "hear", fearful)
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await _screened(course, ALL_NO)
    await course.close()
    await course.open()
    plan = ("I stop answering my phone.", "The slipway helps.", "I could ring Maureen.", "At Maureen's.", "Yes, I can.")
    await _screened(course, ("Yes, some mornings.", "No.", "No.", *plan))
    assert (await course.say(FAINT)).reply.origin == TurnOrigin.CRISIS, "its answers reached something"


async def test_danger_said_after_the_end_is_answered_with_where_help_is_and_calls_a_clinician_once(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4 I would say.")
    await course.close()
    for words, told in ((WISH, False), (PLAN, True), (PLAN, True)):
        with pytest.raises(SessionNotOpen) as refused:
            await course.take(words)
        assert (refused.value.crisis is not None) is told
    events, _, level = await risk_of(course)
    (event,) = events
    assert (event.state, event.tier, event.level, level) == (RiskEventState.OPEN, 3, 5, 5)
    assert "after_the_end" in event.layers
    assert PLAN not in repr(event), "the words are kept nowhere"
    assert len(await outbox(course)) == 1
    assert len(await course.turns()) == 3
    await course.open()
    async with store.read(SCOPE) as work:
        assert (await work.risk.open_events()) == [event], "the next session finds it"
