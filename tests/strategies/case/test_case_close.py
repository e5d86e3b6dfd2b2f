"""What a close makes of slots: the safety plan, proposals for the formulation, homework with its days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin
from memory.record.crisis import SafetyPart, SafetyPlan
from memory.record.formulation import EdgeKind, FormulationNode, ItemStatus, NodeKind
from memory.record.identity import Language
from memory.record.session import Author, Session, SessionMode, SessionState, SlotClaim, SlotValue, Turn, TurnOrigin
from memory.record.state import Homework, HomeworkOutcome
from strategies.course.case.formulation_rules import (
    Candidate,
    CandidateEdge,
    Proposals,
    proposed_by_model,
    proposed_by_rule,
)
from strategies.course.case.safety_planning import plan_from_claims
from strategies.course.case.sourcing import Quote
from strategies.course.homework import HomeworkSettled, due_of, settle_homework
from tests.conftest import CountedIds

AT = datetime(2026, 3, 9, 9, tzinfo=UTC)
"""A Monday."""
SESSION = Session(
    tenant="t",
    patient="p",
    id="s2",
    episode="e",
    n=2,
    mode=SessionMode.SIMULATED,
    state=SessionState.CLOSING,
    language=Language.EN,
    opened_at=AT,
    touched_at=AT,
)


def _claim(slot: str, value: SlotValue, protocol: str = "safety.plan", turn: int = 4) -> SlotClaim:
    text = str(value)
    return SlotClaim(
        tenant="t",
        patient="p",
        id=f"c-{slot}-{turn}",
        session="s2",
        turn=turn,
        slot=slot,
        value=value,
        start=0,
        end=len(text),
        quote=text,
        origin=Origin.RULE,
        confidence=0.7,
        at=AT,
        protocol=protocol,
    )


# ---- the safety plan ------------------------------------------------------------------------------------------------


def _planned(latest: SafetyPlan | None, *claims: SlotClaim) -> SafetyPlan | None:
    return plan_from_claims(latest, claims, session=SESSION, ids=CountedIds(), now=AT)


def test_the_slots_of_both_protocols_fill_the_six_parts_with_their_sources() -> None:
    plan = _planned(
        None,
        _claim("plan_signs", "I stop answering the phone."),
        _claim("plan_coping", "我去河边走一走。"),
        _claim("plan_distraction", "The library, and Bea."),
        _claim("sp_person", "My aunt.", "safety_screen"),
        _claim("plan_professionals", "Dr Lin."),
        _claim("sp_place", "I give the key to Bea.", "safety_screen"),
        _claim("mood", "low"),
    )
    assert plan is not None
    assert (plan.n, plan.session, plan.reviewed_by, plan.origin) == (1, "s2", None, Origin.RULE)
    assert [step.part for step in plan.steps] == list(SafetyPart)
    assert all(step.source is not None and step.source.quote == step.text for step in plan.steps)


@pytest.mark.parametrize("said", ["I'd rather not say", "No.", "没有。", "refused", " "])
def test_a_refusal_is_no_step(said: str) -> None:
    assert _planned(None, _claim("plan_coping", said)) is None


def test_what_a_session_adds_stands_beside_the_clinicians_steps_and_nothing_twice() -> None:
    first = _planned(None, _claim("plan_coping", "a walk"))
    assert first is not None
    kept = replace(first, reviewed_by="dr", origin=Origin.CLINICIAN)
    assert _planned(kept, _claim("plan_coping", "A walk.")) is None
    second = _planned(kept, _claim("plan_help", "Bea"), _claim("plan_change", "the river is frozen now"))
    assert second is not None
    assert (second.n, [step.text for step in second.steps]) == (2, ["a walk", "Bea"])
    assert (second.reviewed_by, second.reason) == (None, "the river is frozen now")


# ---- the formulation ------------------------------------------------------------------------------------------------


def _proposed(*claims: SlotClaim, known: Sequence[FormulationNode] = ()) -> Proposals:
    return proposed_by_rule(SESSION, claims, known, (), ids=CountedIds(), now=AT)


def test_slots_propose_nodes_and_the_edges_between_them() -> None:
    made = _proposed(
        _claim("fm_problem", "I cannot get up."),
        _claim("fm_moment", "Sunday morning in bed."),
        _claim("fm_inside", "It is all pointless."),
        _claim("fm_circle", "The less I do the worse it gets."),
        _claim("mood", 3),
    )
    assert [(node.kind, node.status) for node in made.nodes] == [
        (NodeKind.PROBLEM, ItemStatus.PROPOSED),
        (NodeKind.TRIGGER, ItemStatus.PROPOSED),
        (NodeKind.THOUGHT, ItemStatus.PROPOSED),
        (NodeKind.MECHANISM, ItemStatus.PROPOSED),
    ]
    ids = {node.kind: node.id for node in made.nodes}
    assert [(edge.source_node, edge.kind, edge.target_node) for edge in made.edges] == [
        (ids[NodeKind.TRIGGER], EdgeKind.TRIGGERS, ids[NodeKind.THOUGHT]),
        (ids[NodeKind.MECHANISM], EdgeKind.MAINTAINS, ids[NodeKind.PROBLEM]),
    ]


def test_what_was_rejected_or_is_there_is_not_proposed_again() -> None:
    [node] = _proposed(_claim("problem", "低落")).nodes
    for status in ItemStatus:
        assert _proposed(_claim("problem", "低落。"), known=(replace(node, status=status),)).nodes == ()


def test_a_models_proposals_stand_on_the_clients_words_or_are_dropped() -> None:
    turns = [
        Turn(tenant="t", patient="p", session="s2", n=n, author=author, origin=TurnOrigin.SPOKEN, text=text, at=AT)
        for n, author, text in (
            (2, Author.CLIENT, "I shut the door and nobody comes."),
            (3, Author.MODEL, "You shut the door."),
        )
    ]

    def node(kind: NodeKind, turn: int, quote: str, key: str = "") -> Candidate:
        return Candidate(kind=kind, text=quote, quote=Quote(session="s2", turn=turn, quote=quote), key=key)

    made = proposed_by_model(
        SESSION,
        turns,
        [
            node(NodeKind.BEHAVIOUR, 2, "i shut the door", "b"),
            node(NodeKind.CONSEQUENCE, 2, "nobody comes", "c"),
            node(NodeKind.THOUGHT, 2, "I am lost"),
            node(NodeKind.THOUGHT, 3, "You shut the door"),
            node(NodeKind.THOUGHT, 9, "anything"),
        ],
        [
            CandidateEdge(source="b", target="c", kind=EdgeKind.LEADS_TO),
            CandidateEdge(source="b", target="c", kind=EdgeKind.TRIGGERS),
            CandidateEdge(source="b", target="z", kind=EdgeKind.LEADS_TO),
        ],
        (),
        ids=CountedIds(),
        now=AT,
    )
    assert [each.sources[0].quote for each in made.nodes] == ["I shut the door", "nobody comes"]
    assert [each.path for each in made.dropped] == ["nodes[2]", "nodes[3]", "nodes[4]", "edges[1]", "edges[2]"]
    assert [each.kind for each in made.edges] == [EdgeKind.LEADS_TO]


# ---- homework -------------------------------------------------------------------------------------------------------

OLD = Homework(tenant="t", patient="p", id="h1", session="s1", text="a walk", assigned_at=AT, origin=Origin.RULE)


def _settled(*claims: SlotClaim, tasks: Sequence[Homework] = (OLD,), asked: bool = True) -> HomeworkSettled:
    return settle_homework(SESSION, claims, tasks, asked=asked, ids=CountedIds(), now=AT)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("I will walk to the river on Tuesday.", date(2026, 3, 10)),
        ("I'll do it by next Friday", date(2026, 3, 20)),
        ("tomorrow after work", date(2026, 3, 10)),
        ("in three days", date(2026, 3, 12)),
        ("by March 20", date(2026, 3, 20)),
        ("every morning before breakfast", None),
        ("until next time", None),
        ("I tried that yesterday", None),
        ("我星期二去河边走一走。", date(2026, 3, 10)),
        ("下周五之前写完。", date(2026, 3, 20)),
        ("3月20号前", date(2026, 3, 20)),
        ("下次见面之前做一次", None),
        ("每天早上散步", None),
    ],
)
def test_a_due_day_is_read_from_the_words(words: str, due: date | None) -> None:
    assert due_of(words, AT.date()) == due


def test_a_task_that_was_done_is_reported_and_the_new_one_has_its_day() -> None:
    settled = _settled(_claim("hw_status", "done"), _claim("homework_task", "I will call Bea on Thursday."))
    [told], [new] = settled.reported, settled.assigned
    assert (told.outcome, told.outcome_session, told.asked_session) == (HomeworkOutcome.DONE, "s2", "s2")
    assert (new.due, new.carried_from) == (date(2026, 3, 12), None)


@pytest.mark.parametrize(
    ("claims", "carried"),
    [
        ((), [("a walk", "h1")]),
        ((_claim("hw_adapted", "only to the gate and back"),), [("only to the gate and back", "h1")]),
        ((_claim("homework_task", "The same task again."),), [("a walk", "h1")]),
        ((_claim("homework_task", "还是上次的任务。"),), [("a walk", "h1")]),
        ((_claim("homework_task", "I will call Bea."),), [("I will call Bea.", None)]),
        (
            (_claim("homework_task", "I will call Bea."), _claim("hw_adapted", "only to the gate")),
            [("I will call Bea.", None), ("only to the gate", "h1")],
        ),
    ],
)
def test_a_task_of_which_nothing_came_goes_on(
    claims: tuple[SlotClaim, ...], carried: list[tuple[str, str | None]]
) -> None:
    settled = _settled(_claim("hw_status", "none"), *claims)
    assert [(task.text, task.carried_from) for task in settled.assigned] == carried


def test_a_task_that_was_asked_for_without_an_answer_says_so_once() -> None:
    [asked] = _settled().asked
    assert (asked.asked_session, asked.outcome) == ("s2", None)
    assert _settled(tasks=(replace(OLD, asked_session="s1"),)).asked == ()
    assert _settled(asked=False) == HomeworkSettled()
    assert _settled(tasks=(replace(OLD, session="s2"),)).asked == ()
