"""The verdict on a set of targets: gaps by code and id, what counts as a measure, and the course so far."""

from dataclasses import replace

import pytest

from memory.record.identity import Language
from memory.record.state import Direction
from memory.state.explained import CourseSoFar, Delivered, Point, Series
from memory.state.said import said
from memory.state.sufficiency import (
    Gap,
    Mechanism,
    PlannedTarget,
    Problem,
    RiskSeen,
    SufficiencyVerdict,
    about_safety,
    sufficiency,
)

PROBLEM = Problem(id="p1", text="low mood")
MECHANISM = Mechanism(id="m1", text="withdrawal", maintains=("p1",))
GOOD = PlannedTarget(
    id="t1", label="activity", problem="p1", mechanism="m1", measure="PHQ-9", interventions=("activity plan",)
)
SEEN = (RiskSeen(id="p1", quote="wants to die"),)


def gaps(target: PlannedTarget, *, risk: tuple[RiskSeen, ...] = ()) -> tuple[Gap, ...]:
    return sufficiency([PROBLEM], [MECHANISM], [target], risk=risk).missing


def test_a_whole_set_has_no_gap() -> None:
    found = sufficiency([PROBLEM], [MECHANISM], [GOOD])
    assert (found.verdict, found.missing, found.details) == (SufficiencyVerdict.SUFFICIENT, (), ())


@pytest.mark.parametrize(
    "nothing",
    [
        *(None, "", " ", "-", "?", "TBD", "t.b.d.", "tbd with client", "to be decided", "n/a", "None yet", "unknown"),
        *(
            "a scale (TBD)",
            "measure: to be agreed",
            "will pick one next time",
            "not decided yet",
            "something",
            "pending",
        ),
        *("hopefully better", "feel better", "wants to be happy", "things will get better", "think positive"),
        *(
            "待定",
            "暂无",
            "量表待定",
            "尚未确定",
            "还没想好",
            "下次再定",
            "待与来访者商定",
            "未定",
            "看情况",
            "以后再说",
        ),
        *("希望好起来", "希望他开心", "心情变好", "顺其自然", "多开心一点", "想开一点", "时间会治愈一切"),
    ],
)
def test_a_placeholder_or_a_wish_is_no_measure_and_no_intervention(nothing: str | None) -> None:
    interventions = () if nothing is None else (nothing,)
    assert gaps(replace(GOOD, measure=nothing, interventions=interventions)) == (
        Gap.TARGET_WITHOUT_MEASURE,
        Gap.TARGET_WITHOUT_INTERVENTION,
    )


@pytest.mark.parametrize(
    "named",
    [
        *("PHQ-9", "Hope scale", "hours of sleep", "SUDS 0-10", "PHQ-9 (cut-off to be agreed)", "wish list exercise"),
        *("be kinder to herself: compassion exercises", "graded exposure", "set up regular sleep times"),
        *("想法记录", "睡眠日记", "希望量表", "行为激活", "想象暴露", "期望值量表", "好事日记", "每周外出次数"),
    ],
)
def test_what_looks_like_a_wish_or_a_placeholder_may_be_a_name(named: str) -> None:
    assert said(named)


def test_problems_mechanisms_and_links_that_are_missing_are_named() -> None:
    assert gaps(replace(GOOD, problem="p9", mechanism=None)) == (
        Gap.PROBLEM_WITHOUT_TARGET,
        Gap.MECHANISM_WITHOUT_TARGET,
        Gap.TARGET_NOT_LINKED,
    )


@pytest.mark.parametrize("problem", [None, "p9", "p1"])
def test_a_target_is_linked_when_its_problem_or_its_mechanism_is_there(problem: str | None) -> None:
    assert gaps(replace(GOOD, problem=problem)) == ()
    assert Gap.TARGET_NOT_LINKED not in gaps(replace(GOOD, mechanism=None))


def test_risk_asks_for_a_safety_target_and_names_what_tells_of_it() -> None:
    found = sufficiency([PROBLEM], [MECHANISM], [GOOD], risk=SEEN)
    assert found.missing == (Gap.RISK_WITHOUT_SAFETY_TARGET,)
    assert (found.details[0].id, found.details[0].why) == (
        "p1",
        "danger is told (“wants to die”), and no target is about safety",
    )
    assert gaps(replace(GOOD, label="安全计划"), risk=SEEN) == ()


@pytest.mark.parametrize(
    ("label", "safe"),
    [
        ("Stay safe when urges come", True),
        ("Reduce self-harm", True),
        ("降低自杀风险", True),
        ("Drop safety behaviours", False),
        ("减少安全行为", False),
        ("Feel safe at work", False),
        ("Get through the mid-life crisis", False),
        ("Cut down on coffee", False),
    ],
)
def test_a_target_is_about_safety_by_its_wording_and_safety_behaviours_are_not(label: str, safe: bool) -> None:
    assert about_safety(replace(GOOD, label=label)) is safe


def test_the_words_of_a_verdict_follow_the_language() -> None:
    found = sufficiency([PROBLEM], [], [], language=Language.ZH)
    assert found.details[0].why == "没有靶点触及“low mood”"


def series(name: str, *values: tuple[int, float], better: Direction = Direction.DOWN, least: float = 5) -> Series:
    points = tuple(Point(order=float(at), at=f"S{at}", value=value) for at, value in values)
    return Series(name=name, better=better, least=least, points=points)


def course_gaps(course: CourseSoFar) -> list[tuple[Gap, str]]:
    found = sufficiency([PROBLEM], [MECHANISM], [GOOD], course=course)
    return [(each.code, each.id) for each in found.details]


FLAT = series("PHQ-9", (1, 16), (4, 15), (8, 15))
FELL = series("PHQ-9", (1, 16), (4, 9), (8, 8))
ACTIVE = series("walks", (1, 1), (3, 6), (8, 7), better=Direction.UP, least=2)
STILL = series("walks", (1, 1), (3, 1), (8, 2), better=Direction.UP, least=2)
LATE = series("walks", (1, 1), (4, 1), (8, 7), better=Direction.UP, least=2)


def test_a_target_that_moved_while_the_outcome_stayed_is_doubtful() -> None:
    found = sufficiency([PROBLEM], [MECHANISM], [GOOD], course=CourseSoFar(outcome=FLAT, targets={"t1": ACTIVE}))
    assert found.missing == (Gap.TARGET_MOVED_OUTCOME_FLAT,)
    assert found.details[0].why == (
        "it moved and the outcome did not follow: walks: 1 (S1), 6 (S3), 7 (S8); PHQ-9: 16 (S1), 15 (S8)"
    )


@pytest.mark.parametrize("target", [STILL, LATE])
def test_an_outcome_that_moved_before_any_target_is_unexplained(target: Series) -> None:
    course = CourseSoFar(outcome=FELL, targets={"t1": target})
    assert course_gaps(course) == [(Gap.OUTCOME_MOVED_TARGET_FLAT, "t1")]


def test_an_outcome_that_follows_its_target_is_explained_and_one_value_says_nothing() -> None:
    assert course_gaps(CourseSoFar(outcome=FELL, targets={"t1": ACTIVE})) == []
    assert course_gaps(CourseSoFar(outcome=series("PHQ-9", (1, 16)), targets={"t1": ACTIVE})) == []
    assert course_gaps(CourseSoFar(outcome=FLAT, targets={"t1": STILL})) == []


def delivered(*texts: str, target: str | None = "t1") -> tuple[Delivered, ...]:
    return tuple(Delivered(order=float(i), at=f"S{i}", text=text, target=target) for i, text in enumerate(texts, 1))


def test_work_that_was_not_planned_for_a_target_is_a_mismatch() -> None:
    other = CourseSoFar(targets={}, delivered=delivered("dream talk", "childhood memories"))
    assert course_gaps(other) == [(Gap.INTERVENTION_MISMATCH, "t1")]
    assert course_gaps(CourseSoFar(targets={}, delivered=delivered("activity planning", "activity review"))) == []
    assert course_gaps(CourseSoFar(targets={}, delivered=delivered("dream talk"))) == []


def test_a_target_that_all_the_work_left_out_is_a_mismatch() -> None:
    elsewhere = CourseSoFar(targets={}, delivered=delivered("", "", "", target="t9"))
    assert course_gaps(elsewhere) == [(Gap.INTERVENTION_MISMATCH, "t1")]
    assert course_gaps(CourseSoFar(targets={}, delivered=delivered("", "", target="t9"))) == []
