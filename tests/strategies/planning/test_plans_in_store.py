"""Plans and verdicts on what the store holds: between sessions, by the course's own declaration, by one function."""

from datetime import date

from memory.record.course import PlanVersion
from memory.record.session import SessionMode
from memory.record.state import Direction, TargetStatus
from memory.state.sufficiency import Gap
from memory.store.store import Store
from strategies.course.case.sufficiency import stored_verdict
from strategies.course.corrections import Answers, NewTarget, add_target, record_measure
from strategies.course.plan_signals import UNDECLARED, expected_of
from strategies.course.session import open_session
from strategies.planning.inputs import ExpectedResponse
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, SHIPPED, Course, begin, distinct_replies, voices_of

MOOD = NewTarget(
    label="Mood",
    direction=Direction.DOWN,
    problem="low mood",
    mechanism="withdrawal",
    measure="phq9",
    interventions=("activity plan",),
    baseline=12.0,
    goal=4.0,
    mcid=5.0,
    agreed=True,
)


async def scored(course: Course, total: float) -> None:
    course.clock.advance(hours=1)
    answers = Answers(instrument="phq9", taken_on=course.clock().date(), total=total)
    await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def opened_plan(course: Course, on: date) -> PlanVersion:
    made = await open_session(course.episode.id, SessionMode.SIMULATED, scope=SCOPE, engine=course.engine, held_on=on)
    course.session = made.session
    async with course.store.read(SCOPE) as work:
        return await work.plans.get(made.session.plan or "")


async def test_a_worse_score_between_two_sessions_makes_a_new_plan_before_the_next(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    target = await add_target(MOOD, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await scored(course, 12)
    await course.close()
    await scored(course, 20)
    plan = await opened_plan(course, date(2026, 3, 9))
    assert (plan.n, plan.replanned) == (3, True)
    assert "measure_worsening" in [reason.rule for reason in plan.reasons]
    assert {"risk_screen", "remeasure"} <= {item.code for item in plan.agenda}
    await course.close()
    async with store.read(SCOPE) as work:
        after = await work.plans.latest(course.episode.id)
        moved = await work.targets.get(target.id)
    assert after is not None
    assert "measure_worsening" not in [reason.rule for reason in after.reasons]
    assert (moved.current, moved.status) == (20.0, TargetStatus.ACTIVE)


async def test_nothing_between_two_sessions_leaves_the_plan(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.close()
    assert (await opened_plan(course, date(2026, 3, 9))).n == 2


def test_the_response_that_is_looked_for_is_the_one_that_the_course_declares() -> None:
    declared = expected_of(SHIPPED, "cbt.depression.course")
    assert declared == (
        ExpectedResponse(instrument="phq9", by_session=8, min_fall=5.0),
        ExpectedResponse(instrument="phq9", by_session=16, min_fall=8.0),
    )
    assert expected_of(SHIPPED, "cbt.depression.session") == UNDECLARED


async def test_the_stored_verdict_names_gaps_and_the_brief_says_them(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await add_target(MOOD, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await add_target(
        NewTarget(label="Sleep", direction=Direction.DOWN, measure="待定", agreed=True),
        actor=CLINICIAN,
        scope=SCOPE,
        engine=course.engine,
    )
    async with sqlite_store.read(SCOPE) as work:
        found = await stored_verdict(work, await work.patient.get(), course.episode, SHIPPED)
    assert found.missing == (
        Gap.TARGET_WITHOUT_MEASURE,
        Gap.TARGET_WITHOUT_INTERVENTION,
        Gap.TARGET_NOT_LINKED,
    )
    await course.close()
    await opened_plan(course, date(2026, 3, 9))
    assert "Sleep: it has no intervention" in course.session.brief
