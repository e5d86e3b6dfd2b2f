"""Strain, leaving and gaps of targets in the plans of a stored course: heard without a model, and a reason once."""

import pytest

from memory.record.course import PlanVersion
from memory.record.identity import Language
from memory.record.state import Direction
from memory.store.store import Store
from strategies.course.corrections import NewTarget, add_target
from strategies.planning.text import StrategyCode, strategy_of
from strategies.speech.chat import Chat
from strategies.speech.decider import Decider
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import (
    CLINICIAN,
    SCOPE,
    WORDS,
    Course,
    Sure,
    begin,
    distinct_replies,
    voices_of,
)

pytestmark = pytest.mark.usefixtures("lexicon_alone")


MOOD = NewTarget(
    label="Mood",
    direction=Direction.DOWN,
    problem="low mood",
    mechanism="withdrawal",
    measure="phq9",
    interventions=("activity plan",),
    baseline=12.0,
    goal=4.0,
    agreed=True,
)


async def course_of(store: Store, clock: FixedClock, ids: CountedIds, *, language: Language = Language.EN) -> Course:
    return await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())), language=language)


async def plans_of(course: Course) -> list[PlanVersion]:
    async with course.store.read(SCOPE) as work:
        return await work.plans.all(course.episode.id)


async def held(course: Course, *words: str, abandoned: bool = False) -> PlanVersion:
    """The plan after the open session, in which the client says these words."""
    await course.walk(words)
    await course.close(abandoned=abandoned)
    return (await plans_of(course))[-1]


def rules(plan: PlanVersion) -> list[str]:
    return [reason.rule for reason in plan.reasons]


def codes(plan: PlanVersion) -> list[str]:
    return [item.code for item in plan.agenda]


def quotes(plan: PlanVersion, rule: str) -> list[str]:
    return [source.quote for reason in plan.reasons if reason.rule == rule for source in reason.sources]


@pytest.mark.parametrize(
    ("language", "mood", "complaint", "evidence"),
    [
        (Language.EN, "About a 4.", "You keep asking me the same thing.", "openly dissatisfied"),
        (Language.ZH, "大概4分吧。", "你根本没有在听我说。", "明确表达了"),
    ],
)
async def test_a_complaint_makes_repair_the_first_thing_once_and_words_that_it_is_well_end_it(
    store: Store,
    clock: FixedClock,
    ids: CountedIds,
    language: Language,
    mood: str,
    complaint: str,
    evidence: str,
) -> None:
    course = await course_of(store, clock, ids, language=language)
    plan = await held(course, mood, complaint)
    assert (plan.replanned, quotes(plan, "rupture")) == (True, [complaint])
    assert evidence in next(reason.evidence for reason in plan.reasons if reason.rule == "rupture")
    assert {"rupture_repair", "alliance_check"} <= set(codes(plan))
    assert strategy_of(plan.strategy) is StrategyCode.REPAIR_FIRST

    await course.open()
    assert (await plans_of(course))[-1] == plan
    quiet = await held(course, mood)
    assert (quiet.replanned, quiet.changed, quiet.strategy) == (False, (), plan.strategy)
    assert "rupture" not in rules(quiet)

    await course.open()
    warm = "I feel heard now, thank you." if language is Language.EN else "谢谢你听我说完。"
    eased = await held(course, mood, warm)
    assert (eased.replanned, quotes(eased, "rupture_repaired")) == (True, [warm])
    assert strategy_of(eased.strategy) is StrategyCode.STEADY


async def test_a_complaint_that_is_eased_in_the_same_session_changes_no_plan(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    plan = await held(course, "About a 4.", "You are not listening to me.", "It's fine now, you did listen.")
    assert (plan.replanned, "rupture" in rules(plan)) == (False, False)


@pytest.mark.parametrize(
    ("choice", "kind"), [("withdrawal", "seemed to draw back"), ("confrontation", "openly dissatisfied")]
)
async def test_an_edge_to_a_rupture_that_was_taken_goes_before_words(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds, choice: str, kind: str
) -> None:
    sure = Sure(chat=ScriptedChat(()), answers={"rupture_check": (choice, 0.9)})

    def decider(chat: Chat) -> Decider:
        sure.chat = chat
        return sure

    voices = voices_of(ScriptedChat(distinct_replies()), decide=ScriptedChat(lambda _: "A"), decider=decider)
    course = await begin(sqlite_store, clock, ids, voices)
    plan = await held(course, *WORDS[Language.EN][:4], "Hmm.")
    reason = next(reason for reason in plan.reasons if reason.rule == "rupture")
    assert kind in reason.evidence
    assert [source.quote for source in reason.sources] == ["Hmm."]


async def test_a_decider_that_saw_no_strain_does_not_silence_a_complaint(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    sure = Sure(chat=ScriptedChat(()), answers={"rupture_check": ("engaged", 0.9)})

    def decider(chat: Chat) -> Decider:
        sure.chat = chat
        return sure

    voices = voices_of(ScriptedChat(distinct_replies()), decide=ScriptedChat(lambda _: "A"), decider=decider)
    course = await begin(sqlite_store, clock, ids, voices)
    plan = await held(course, *WORDS[Language.EN][:4], "Hmm.", "These sessions are a waste of time.")
    assert sure.asked != []
    assert quotes(plan, "rupture") == ["These sessions are a waste of time."]


@pytest.mark.parametrize(
    ("language", "mood", "leaving"),
    [(Language.EN, "About a 4.", "I don't think I'll come back."), (Language.ZH, "大概4分吧。", "我以后不想再来了。")],
)
async def test_words_about_leaving_are_a_risk_of_drop_out_once(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language, mood: str, leaving: str
) -> None:
    course = await course_of(store, clock, ids, language=language)
    plan = await held(course, mood, leaving)
    assert (plan.replanned, quotes(plan, "dropout_risk")) == (True, [leaving])
    assert {"alliance_check", "reprioritise_agenda", "supervision_flag"} <= set(codes(plan))
    await course.open()
    quiet = await held(course, mood)
    assert (quiet.n, quiet.replanned, "dropout_risk" in rules(quiet)) == (plan.n + 1, False, False)


@pytest.mark.parametrize(
    ("language", "mood", "counted"),
    [
        (Language.EN, "About a 4.", "2 of the last 3 sessions were broken off"),
        (Language.ZH, "大概4分吧。", "最近 3 次会谈中有 2 次中途断开"),
    ],
)
async def test_sessions_broken_off_again_are_a_sign_before_the_next_one_and_only_there(
    store: Store, clock: FixedClock, ids: CountedIds, language: Language, mood: str, counted: str
) -> None:
    course = await course_of(store, clock, ids, language=language)
    await held(course, mood)
    await course.open()
    await held(course, mood, abandoned=True)
    await course.open()
    once = (await plans_of(course))[-1]
    assert "dropout_risk" not in rules(once)
    after = await held(course, mood, abandoned=True)
    await course.open()
    plan = (await plans_of(course))[-1]
    assert (plan.n, plan.replanned, course.session.plan) == (after.n + 1, True, plan.id)
    assert counted in next(reason.evidence for reason in plan.reasons if reason.rule == "dropout_risk")
    quiet = await held(course, mood)
    assert (quiet.n, quiet.replanned) == (plan.n + 1, False)
    await course.open()
    assert (await plans_of(course))[-1] == quiet


async def test_the_largest_gap_stands_on_every_agenda_and_changes_no_plan(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    await add_target(MOOD, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    whole = await held(course, "About a 4.")
    assert "target_gap" not in codes(whole)
    sleep = NewTarget(label="Sleep", direction=Direction.DOWN, problem="poor sleep", agreed=True)
    await course.open()
    await add_target(sleep, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    first = await held(course, "About a 4.")
    await course.open()
    second = await held(course, "About a 4.")
    for plan in (first, second):
        assert [item.text for item in plan.agenda if item.code == "target_gap"] == [
            "Agree on what the targets leave open: Sleep: it has no intervention"
        ]
        assert "target_gap" in rules(plan)
    assert "+ target_gap" in first.changed
    assert (second.replanned, second.changed) == (False, ())


async def test_danger_without_a_safety_target_is_a_reason_once_and_asked_about_first(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await course_of(sqlite_store, clock, ids)
    await add_target(MOOD, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await held(course, "About a 4.")
    await course.open()
    danger = NewTarget(
        label="Evenings",
        direction=Direction.DOWN,
        problem="thoughts of killing herself in the evening",
        measure="phq9",
        interventions=("evening plan",),
        agreed=True,
    )
    await add_target(danger, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    new = await held(course, "About a 4.")
    assert (new.replanned, codes(new)[0], "target_gap" in codes(new)) == (True, "risk_screen", True)
    assert "safety_target_gap" in rules(new)
    await course.open()
    quiet = await held(course, "About a 4.")
    assert (quiet.replanned, codes(quiet)[0], "safety_target_gap" in rules(quiet)) == (False, "risk_screen", True)
    safety = NewTarget(label="Staying safe", direction=Direction.UP, measure="safety plan used", agreed=True)
    await course.open()
    await add_target(safety, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    done = await held(course, "About a 4.")
    assert "safety_target_gap" not in rules(done)
    assert "risk_screen" not in codes(done)
