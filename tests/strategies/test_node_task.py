"""One object for prompting, judging and export: complete, in both languages, with bytes that do not change."""

import json
from dataclasses import replace
from datetime import timedelta

from pydantic import TypeAdapter

from memory.record.course import Origin
from memory.record.identity import Language
from memory.record.session import Frame
from memory.record.state import Direction, Target, TargetEvidence, TargetStatus
from strategies.course.task_text import render_task
from strategies.graph.library import Library
from strategies.graph.protocol import TargetRole
from strategies.graph.task import NodeTask, TargetNow, TaskBudget, node_task, questions_of, task_json
from tests.strategies.following_kit import START, protocols
from tests.tuning_data.reviewed import bundle
from tuning_data.export.conversations import View, conversations
from tuning_data.export.report import lineage
from tuning_data.export.rows import rows

LIBRARY = Library(protocols().values())
ASK_MOOD = Frame(protocol="small", release="r", node="ask_mood", turns=1, visits={"ask_mood": 1})
WORK = Frame(protocol="small", release="r", node="work", visits={"work": 2})


def target(
    name: str, *, protocol_target: str | None = "tgt.mood", status: TargetStatus = TargetStatus.ACTIVE
) -> Target:
    return Target(
        tenant="clinic",
        patient="p1",
        id=name,
        label=name,
        problem=None,
        mechanism=None,
        measure="phq9",
        direction=Direction.DOWN,
        status=status,
        created_at=START,
        origin=Origin.CASE,
        baseline=15,
        current=11,
        goal=5,
        protocol_target=protocol_target,
    )


def evidence(of: str, text: str, days: int, *, supports: bool = True) -> TargetEvidence:
    return TargetEvidence(
        tenant="clinic",
        patient="p1",
        id=f"{of}-{days}",
        target=of,
        session="s-1",
        supports=supports,
        text=text,
        origin=Origin.RULE,
        at=START + timedelta(days=days),
    )


def test_a_task_holds_goal_budget_query_and_the_newest_evidence_of_its_own_target() -> None:
    task = node_task(
        LIBRARY,
        ASK_MOOD,
        language=Language.EN,
        targets=[target("old", status=TargetStatus.DROPPED), target("mood"), target("other", protocol_target=None)],
        evidence=[evidence("mood", "PHQ-9 13", 7), evidence("mood", "PHQ-9 11", 14), evidence("other", "x", 20)],
    )
    assert (task.goal, task.release) == ("A small session", LIBRARY["small"].release)
    assert task.budget == TaskBudget(turns=1, min_turns=1, max_turns=2, visits=1, max_visits=1)
    assert task.memory_query == "Know the mood. low mood mood this week, 0 to 10"
    (worked_at,) = task.targets
    assert (worked_at.role, worked_at.measure) == (TargetRole.MEASURE, "phq9")
    assert worked_at.now == TargetNow(
        target="mood",
        status=TargetStatus.ACTIVE,
        direction=Direction.DOWN,
        baseline=15,
        current=11,
        goal=5,
        evidence="PHQ-9 11",
        supports=True,
        on="2026-03-16",
    )


def test_a_target_that_nobody_agreed_on_has_no_evidence_and_what_is_known_is_not_looked_for() -> None:
    proposed = [target("mood", status=TargetStatus.PROPOSED)]
    task = node_task(LIBRARY, ASK_MOOD, language=Language.ZH, slots={"mood": 4}, targets=proposed)
    assert task.targets[0].now is None
    assert task.memory_query == "了解情绪。 情绪低落"


def test_a_judge_is_asked_about_every_must_every_never_and_the_state() -> None:
    asked = questions_of(node_task(LIBRARY, ASK_MOOD, language=Language.EN))
    assert [(each.id, each.about, each.wanted) for each in asked] == [
        ("must.1", "reply", "yes"),
        ("never.1", "reply", "no"),
    ]
    assert asked[0].text == "Does the reply do this: ask for a number?"
    (state,) = questions_of(node_task(LIBRARY, WORK, language=Language.ZH))
    assert (state.about, state.text) == ("client", "是否把它看作想法？")


def test_no_value_of_a_sensitive_slot_stands_in_the_bytes() -> None:
    task = node_task(LIBRARY, ASK_MOOD, language=Language.EN, slots={"mood": 4})
    assert [slot["known"] for slot in json.loads(task_json(task))["collects"]] == [4]
    hidden = replace(task, collects=tuple(replace(slot, sensitive=True, was=3) for slot in task.collects))
    assert [(slot["known"], slot["was"]) for slot in json.loads(task_json(hidden))["collects"]] == [(None, None)]


def test_the_same_task_gives_the_same_bytes_and_reads_as_the_same_task() -> None:
    task = node_task(LIBRARY, WORK, language=Language.ZH, targets=[target("mood")])
    text = task_json(task)
    assert text == task_json(replace(task))
    assert list(json.loads(text)) == sorted(json.loads(text))
    adapter = TypeAdapter(NodeTask)
    assert adapter.validate_json(text) == task
    assert set(adapter.json_schema()["properties"]) == set(json.loads(text))


def test_the_prompt_is_made_of_the_task_alone() -> None:
    task = node_task(LIBRARY, ASK_MOOD, language=Language.EN)
    prompt = render_task(task, (), Language.EN)
    for words in (task.purpose, task.collects[0].text, task.musts[0], task.nevers[0], task.fallback):
        assert words in prompt


def test_every_must_reaches_the_prompt() -> None:
    musts = tuple(f"must number {n}" for n in range(8))
    prompt = render_task(replace(node_task(LIBRARY, ASK_MOOD, language=Language.EN), musts=musts), (), Language.EN)
    assert [must for must in musts if must not in prompt] == []


def test_an_exported_turn_carries_the_task_that_it_answered() -> None:
    reviewed = bundle()
    task = node_task(LIBRARY, WORK, language=Language.EN)
    (first, *others) = rows(replace(reviewed, tasks={3: task}))
    assert (first.turn, first.task) == (3, task)
    assert {row.task for row in others} == {None}
    told = [
        json.loads(line)
        for conversation in conversations(reviewed, [first, *others], view=View.TURN)
        for line in lineage(conversation)
    ]
    assert told[0]["task"] == json.loads(task_json(task))
    assert all("task" not in each for each in told[1:])
