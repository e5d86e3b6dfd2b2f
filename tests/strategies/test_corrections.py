"""What people set right outside the flow of a turn."""

from dataclasses import replace

import pytest

from memory.record.course import Origin
from memory.record.state import Authority, Direction, FactStatus, HomeworkOutcome, TargetStatus
from memory.store.errors import NotFound
from memory.store.store import Store
from strategies.course.corrections import (
    NewTarget,
    acknowledge,
    add_target,
    move_target,
    report_homework,
)
from strategies.course.errors import FactNotCurrent, TargetMoveRefused
from strategies.course.facts.fact_corrections import correct_fact, retract_fact
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, begin, distinct_replies, voices_of


async def test_a_corrected_fact_stays_readable_and_is_no_longer_believed(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4. I work as a nurse.")
    await course.close()
    async with store.read(SCOPE) as work:
        old = (await work.facts.active())[0]
    new = await correct_fact(old.id, "teacher", reason="misheard", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (new.object, new.authority, new.origin, new.supersedes, new.source, new.actor) == (
        "teacher",
        Authority.CLINICIAN_EDITED,
        Origin.CLINICIAN,
        old.id,
        None,
        "dr-lin",
    )
    async with store.read(SCOPE) as work:
        assert await work.facts.active() == [new]
        gone = await work.facts.get(old.id)
    assert gone == replace(
        old, status=FactStatus.RETRACTED, retracted_at=clock(), reason="misheard", actor=CLINICIAN.id
    )
    with pytest.raises(FactNotCurrent):
        await correct_fact(old.id, "x", reason="r", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    with pytest.raises(FactNotCurrent):
        await retract_fact(old.id, reason="r", actor=CLINICIAN, scope=SCOPE, engine=course.engine)


async def test_a_clinicians_fact_is_disputed_and_not_replaced_by_what_a_client_says_later(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4. I work as a nurse.")
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        old = (await work.facts.active())[0]
    new = await correct_fact(old.id, "baker", reason="seen", actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    await course.open()
    await course.say("About a 4. I work as a teacher.")
    await course.close()
    async with sqlite_store.read(SCOPE) as work:
        active = await work.facts.active()
    assert [(fact.object, fact.status, fact.disputes) for fact in active] == [
        ("baker", FactStatus.ACTIVE, None),
        ("teacher", FactStatus.DISPUTED, new.id),
    ]


async def test_targets_are_moved_by_hand_only_where_measures_do_not_move_them(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    new = NewTarget(label="sleep", direction=Direction.DOWN, measure="isi", baseline=20.0)
    target = await add_target(new, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert (target.status, target.agreed_by, target.current) == (TargetStatus.PROPOSED, None, 20.0)

    async def move(to: TargetStatus, reason: str | None = "agreed with her") -> TargetStatus:
        moved = await move_target(target.id, to, reason=reason, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
        return moved.status

    for to in (TargetStatus.ACHIEVED, TargetStatus.DROPPED):
        with pytest.raises(TargetMoveRefused, match="what it rests on"):
            await move(to, None)
    for to in (TargetStatus.ACTIVE, TargetStatus.IMPROVING, TargetStatus.PROPOSED):
        with pytest.raises(TargetMoveRefused):
            await move(to)
    assert [await move(to) for to in (TargetStatus.AGREED, TargetStatus.PAUSED, TargetStatus.DROPPED)] == [
        TargetStatus.AGREED,
        TargetStatus.PAUSED,
        TargetStatus.DROPPED,
    ]
    with pytest.raises(TargetMoveRefused):
        await move(TargetStatus.AGREED)
    async with sqlite_store.read(SCOPE) as work:
        assert (await work.targets.get(target.id)).agreed_by == "dr-lin"
        evidence = await work.targets.evidence_of(target.id)
    assert [(each.moved_from, each.moved_to, each.supports) for each in evidence] == [
        (TargetStatus.PROPOSED, TargetStatus.AGREED, True),
        (TargetStatus.AGREED, TargetStatus.PAUSED, True),
        (TargetStatus.PAUSED, TargetStatus.DROPPED, False),
    ]
    assert {(each.text, each.value, each.session) for each in evidence} == {
        ("dr-lin: agreed with her", 20.0, course.session.id)
    }


async def test_an_acknowledged_event_stays_open_and_its_escalations_name_who_saw_it(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("I want to hang myself.")
    async with sqlite_store.read(SCOPE) as work:
        event = (await work.risk.open_events())[0]
    seen = await acknowledge(event.id, actor=CLINICIAN, scope=SCOPE, engine=course.engine)
    assert seen == replace(event, acknowledged_by="dr-lin", acknowledged_at=clock())
    async with sqlite_store.read(SCOPE) as work:
        assert await work.risk.open_events() == [seen]
        escalations = await work.risk.escalations_of(event.id)
    assert [(each.acknowledged_by, each.acknowledged_at) for each in escalations] == [("dr-lin", clock())]


async def test_a_task_that_is_not_there_cannot_be_reported(
    sqlite_store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    with pytest.raises(NotFound):
        await report_homework("no-such", HomeworkOutcome.DONE, scope=SCOPE, engine=course.engine)
