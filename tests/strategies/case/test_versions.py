"""Versions of targets, goals and formulation: any change gives another, and whoever read an older one is refused."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from memory.record.formulation import EdgeKind, NodeKind
from memory.record.state import Direction, TargetStatus
from memory.store.errors import NotFound
from memory.store.store import Store
from strategies.course.case.case_errors import CaseMoved
from strategies.course.case.formulating import (
    NewEdge,
    NewNode,
    NodeChange,
    add_edge,
    add_node,
    change_node,
    decide_item,
    remove_item,
)
from strategies.course.case.formulation_rules import Candidate, propose_for_formulation
from strategies.course.case.goals import NewScale, agree_scale, rate_goal
from strategies.course.case.sourcing import Quote
from strategies.course.case.versions import Part, version_of
from strategies.course.close import close_session
from strategies.course.corrections import Answers, NewTarget, add_target, move_target, record_measure
from strategies.course.engine import Engine
from strategies.course.session import request_close
from strategies.speech.scripted_chat import ScriptedChat
from tests.conftest import CountedIds, FixedClock
from tests.strategies.course_kit import CLINICIAN, SCOPE, Course, begin, distinct_replies, voices_of

SAID = "I stay in bed."
LEVELS = ("never up", "up by noon", "up by ten", "up by eight", "up by seven")
MOOD = NewTarget(id="t-mood", label="mood", direction=Direction.DOWN, measure="phq9", baseline=18.0, goal=8.0, mcid=5.0)
UNREAD = "0" * 16

Write = Callable[[Course, str | None], Awaitable[object]]


def _proposal(course: Course, on: str | None) -> Awaitable[object]:
    quote = Quote(session=course.session.id, turn=2, quote=SAID)
    return propose_for_formulation(
        course.session.id,
        [Candidate(kind=NodeKind.BEHAVIOUR, text="stays in bed", quote=quote)],
        [],
        scope=SCOPE,
        engine=course.engine,
        on_version=on,
    )


async def _decision(course: Course, on: str | None) -> object:
    async with course.store.read(SCOPE) as work:
        [proposed] = [node for node in await work.formulation.nodes() if node.status == "proposed"]
    return await decide_item(
        proposed.id, accept=True, reason="yes", actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on
    )


def _node(course: Course, id_: str, kind: NodeKind, on: str | None) -> Awaitable[object]:
    new = NewNode(kind=kind, text=id_, id=id_)
    return add_node(new, reason="intake", actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _change(course: Course, on: str | None) -> Awaitable[object]:
    to = NodeChange(kind=NodeKind.PROBLEM, text="low mood since winter")
    return change_node("n-1", to, reason="told", actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _edge(course: Course, on: str | None) -> Awaitable[object]:
    new = NewEdge(source_node="n-2", target_node="n-1", kind=EdgeKind.MAINTAINS)
    return add_edge(new, reason="seen", actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _removal(course: Course, on: str | None) -> Awaitable[object]:
    return remove_item("n-2", reason="no", actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _target(course: Course, on: str | None) -> Awaitable[object]:
    return add_target(MOOD, actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _move(course: Course, on: str | None) -> Awaitable[object]:
    to = TargetStatus.AGREED
    return move_target("t-mood", to, actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _scale(course: Course, on: str | None) -> Awaitable[object]:
    new = NewScale(target="t-mood", levels=LEVELS)
    return agree_scale(new, actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on)


def _rating(course: Course, on: str | None) -> Awaitable[object]:
    return rate_goal(
        "t-mood", 0, rated_on=None, session=None, actor=CLINICIAN, scope=SCOPE, engine=course.engine, on_version=on
    )


WRITES: Mapping[str, tuple[Part, Write]] = {
    "a new target": (Part.TARGETS, _target),
    "a move of a target": (Part.TARGETS, _move),
    "a goal scale": (Part.GOALS, _scale),
    "a goal rating": (Part.GOALS, _rating),
    "a new node": (Part.FORMULATION, lambda course, on: _node(course, "n-1", NodeKind.PROBLEM, on)),
    "another node": (Part.FORMULATION, lambda course, on: _node(course, "n-2", NodeKind.MECHANISM, on)),
    "a changed node": (Part.FORMULATION, _change),
    "a new edge": (Part.FORMULATION, _edge),
    "a removal": (Part.FORMULATION, _removal),
    "a proposal": (Part.FORMULATION, _proposal),
    "a decision": (Part.FORMULATION, _decision),
}
"""In an order in which each can follow those before it."""


async def _versions(course: Course) -> dict[Part, str]:
    async with course.store.read(SCOPE) as work:
        return {part: await version_of(part, work) for part in Part}


async def test_every_write_moves_its_own_version_and_is_refused_on_an_older_one(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(SAID)
    for name, (part, write) in WRITES.items():
        before = await _versions(course)
        with pytest.raises(CaseMoved) as refused:
            await write(course, UNREAD)
        assert (refused.value.part, refused.value.found) == (part, before[part]), name
        assert await _versions(course) == before, f"{name}: refused, and written all the same"
        await write(course, before[part])
        after = await _versions(course)
        assert {each for each in Part if after[each] != before[each]} == {part}, name


async def test_who_names_no_version_is_taken_as_before(store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say(SAID)
    for _, write in WRITES.values():
        await write(course, None)


async def test_a_version_of_nobodys_case_is_not_found(sqlite_store: Store, clock: FixedClock, ids: CountedIds) -> None:
    course = await begin(sqlite_store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    nobody = replace(SCOPE, patient="nobody")
    with pytest.raises(NotFound):
        await add_target(MOOD, actor=CLINICIAN, scope=nobody, engine=course.engine)


async def test_a_close_overtakes_no_clinician_who_moves_a_target_meanwhile(
    store: Store, clock: FixedClock, ids: CountedIds
) -> None:
    """The close writes targets from measures: it has to read what the clinician's transaction leaves."""
    course = await begin(store, clock, ids, voices_of(ScriptedChat(distinct_replies())))
    await course.say("About a 4.")
    await _target(course, None)
    await _measured(course.engine, clock)
    await request_close(course.session.id, scope=SCOPE, engine=course.engine)
    async with store.write(SCOPE) as work:
        await work.patient.lock()
        await work.targets.replace(replace(await work.targets.get("t-mood"), status=TargetStatus.DROPPED))
        closing = asyncio.create_task(close_session(course.session.id, scope=SCOPE, engine=course.engine))
        await asyncio.sleep(0.2)  # the close comes to where it waits
    await closing
    async with store.read(SCOPE) as work:
        assert (await work.targets.get("t-mood")).status is TargetStatus.DROPPED


async def _measured(engine: Engine, clock: FixedClock) -> None:
    clock.advance(seconds=5)
    answers = Answers(instrument="phq9", taken_on=date(2026, 3, 2), total=9.0)
    await record_measure(answers, actor=CLINICIAN, scope=SCOPE, engine=engine)
