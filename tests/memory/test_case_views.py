"""The formulation's views, charts, instruments, goal attainment and homework over sessions: the pure parts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from math import sqrt

import pytest

from memory.record.course import Origin
from memory.record.formulation import EdgeKind, FiveP, FormulationEdge, FormulationNode, ItemStatus, NodeKind
from memory.record.goals import GoalRating, GoalScale
from memory.record.identity import Language
from memory.record.state import Homework, HomeworkOutcome, Measure
from memory.state.charts import Gap, chart_of
from memory.state.errors import ItemsNotKept, StateError, TotalOutOfRange
from memory.state.formulation import (
    check_edge,
    conceptualisation,
    five_ps,
    graph_of,
    problems_and_mechanisms,
)
from memory.state.gas import attainments, check_scale, t_score
from memory.state.homework import chains, not_asked_for, overdue
from memory.state.instrument_wording import WORDINGS
from memory.state.instruments import GAD7, INSTRUMENTS, PHQ9, WHO5
from memory.state.measures import Change, outcome_of, reliable_change, score
from memory.state.sufficiency import Mechanism, Problem

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


# ---- the formulation ------------------------------------------------------------------------------------------------


def _node(id_: str, kind: NodeKind, status: ItemStatus = ItemStatus.ACCEPTED) -> FormulationNode:
    return FormulationNode(
        tenant="t", patient="p", id=id_, kind=kind, text=id_, status=status, origin=Origin.CLINICIAN, created_at=AT
    )


def _edge(start: str, kind: EdgeKind, end: str, status: ItemStatus = ItemStatus.ACCEPTED) -> FormulationEdge:
    return FormulationEdge(
        tenant="t",
        patient="p",
        id=f"{start}-{end}",
        source_node=start,
        target_node=end,
        kind=kind,
        status=status,
        origin=Origin.CLINICIAN,
        created_at=AT,
    )


NODES = (
    _node("mood", NodeKind.PROBLEM),
    _node("panic", NodeKind.PROBLEM),
    _node("childhood", NodeKind.BACKGROUND),
    _node("unlovable", NodeKind.CORE_BELIEF),
    _node("no_reply", NodeKind.TRIGGER),
    _node("nobody", NodeKind.THOUGHT),
    _node("fear", NodeKind.EMOTION),
    _node("hides", NodeKind.BEHAVIOUR),
    _node("alone", NodeKind.CONSEQUENCE),
    _node("circle", NodeKind.MECHANISM),
    _node("bea", NodeKind.PROTECTIVE),
    _node("maybe", NodeKind.MECHANISM, ItemStatus.PROPOSED),
)
EDGES = (
    _edge("no_reply", EdgeKind.TRIGGERS, "nobody"),
    _edge("nobody", EdgeKind.LEADS_TO, "fear"),
    _edge("fear", EdgeKind.LEADS_TO, "hides"),
    _edge("hides", EdgeKind.LEADS_TO, "alone"),
    _edge("alone", EdgeKind.MAINTAINS, "mood"),
    _edge("circle", EdgeKind.MAINTAINS, "hides"),
    _edge("unlovable", EdgeKind.UNDERLIES, "hides"),
    _edge("childhood", EdgeKind.UNDERLIES, "unlovable"),
    _edge("bea", EdgeKind.PROTECTS_FROM, "mood"),
    _edge("circle", EdgeKind.MAINTAINS, "panic", ItemStatus.REJECTED),
)


def _ids(nodes: tuple[FormulationNode, ...]) -> list[str]:
    return [node.id for node in nodes]


def test_the_five_ps_are_a_view_of_the_graph() -> None:
    found = {place: _ids(nodes) for place, nodes in five_ps(graph_of(NODES, EDGES)).items()}
    assert found == {
        FiveP.PRESENTING: ["mood", "panic"],
        FiveP.PREDISPOSING: ["childhood", "unlovable"],
        FiveP.PRECIPITATING: ["no_reply"],
        FiveP.PERPETUATING: ["alone", "circle"],
        FiveP.PROTECTIVE: ["bea"],
    }
    placed = [replace(node, place=FiveP.PREDISPOSING) if node.id == "no_reply" else node for node in NODES]
    assert _ids(five_ps(graph_of(placed, EDGES))[FiveP.PRECIPITATING]) == []


def test_the_conceptualisation_walks_the_same_edges() -> None:
    found = conceptualisation(graph_of(NODES, EDGES))
    assert (_ids(found.background), _ids(found.core_beliefs), _ids(found.coping)) == (
        ["childhood"],
        ["unlovable"],
        ["hides"],
    )
    [moment] = found.moments
    assert (moment.trigger.id, _ids(moment.thoughts), _ids(moment.emotions), _ids(moment.behaviours)) == (
        "no_reply",
        ["nobody"],
        ["fear"],
        ["hides"],
    )
    assert _ids(moment.consequences) == ["alone"]


def test_a_mechanism_maintains_what_its_edges_reach_in_what_was_accepted() -> None:
    found = problems_and_mechanisms(NODES, EDGES)
    assert found.problems == (Problem(id="mood", text="mood"), Problem(id="panic", text="panic"))
    assert found.mechanisms == (Mechanism(id="circle", text="circle", maintains=("mood",)),)


def test_edges_that_run_in_circles_come_to_an_end() -> None:
    nodes = (NODES[0], _node("one", NodeKind.MECHANISM), _node("two", NodeKind.MECHANISM))
    edges = (
        _edge("one", EdgeKind.MAINTAINS, "two"),
        _edge("two", EdgeKind.MAINTAINS, "one"),
        _edge("two", EdgeKind.MAINTAINS, "mood"),
    )
    assert [each.maintains for each in problems_and_mechanisms(nodes, edges).mechanisms] == [("mood",), ("mood",)]


@pytest.mark.parametrize(
    ("kind", "start", "end", "path"),
    [
        (EdgeKind.MAINTAINS, "mood", "circle", "kind"),
        (EdgeKind.TRIGGERS, "unlovable", "nobody", "kind"),
        (EdgeKind.PROTECTS_FROM, "nobody", "mood", "kind"),
        (EdgeKind.LEADS_TO, "hides", "hides", "target_node"),
    ],
)
def test_an_edge_joins_only_what_it_can(kind: EdgeKind, start: str, end: str, path: str) -> None:
    known = {node.id: node for node in NODES}
    with pytest.raises(StateError) as refused:
        check_edge(kind, known[start], known[end])
    assert refused.value.path == path
    for edge in EDGES:
        check_edge(edge.kind, known[edge.source_node], known[edge.target_node])


# ---- instruments ----------------------------------------------------------------------------------------------------


def test_wordings_are_complete_in_both_languages_and_checked_by_nobody_yet() -> None:
    assert {name for name, each in INSTRUMENTS.items() if each.licence.wording} == set(WORDINGS) == {"phq9", "gad7"}
    for name, wording in WORDINGS.items():
        instrument = INSTRUMENTS[name]
        for language in Language:
            items, answers = wording.items[language], wording.answers[language]
            assert (len(items), len(set(items))) == (instrument.length, instrument.length)
            assert len(set(answers)) == instrument.highest - instrument.lowest + 1
            assert len(set(wording.impairment_answers[language])) == 4
            assert wording.stem[language]
        assert wording.checked_by == "none"
    assert (len(PHQ9.items), len(GAD7.items)) == (9, 7)


def test_bands_rise_and_lie_within_the_scale() -> None:
    for each in INSTRUMENTS.values():
        starts = [band.start for band in each.bands]
        assert starts == sorted(set(starts))
        assert all(each.lowest_total <= start <= each.highest_total for start in starts)
        assert not starts or starts[0] == each.lowest_total
        assert all(band.label[language] for band in each.bands for language in Language)
        keyed = [item for items in each.subscales.values() for item in items]
        assert not keyed or sorted(keyed) == list(range(1, each.length + 1))


@pytest.mark.parametrize(
    ("name", "items", "total", "band", "flag"),
    [
        ("who5", [5, 5, 5, 5, 5], 100, "not_low", None),
        ("WHO-5", [1, 1, 1, 2, 2], 28, "very_low", None),
        ("core10", [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], 11, "mild", 1),
        ("PCL-5", [2] * 15 + [1] + [0] * 4, 31, "above_cutoff", None),
        ("wai_sr", [5] * 12, 60, None, None),
    ],
)
def test_other_instruments_score_by_their_keys(
    name: str, items: list[int], total: int, band: str | None, flag: int | None
) -> None:
    scored = score(name, items=items)
    assert (scored.total, scored.band.code if scored.band else None, scored.item9) == (total, band, flag)


def test_a_paper_form_keeps_its_total_alone_and_impossible_totals_are_refused() -> None:
    assert score("ors", total=21.4).total == 21.4
    with pytest.raises(ItemsNotKept):
        score("ors", items=[5, 5, 5, 6])
    for name, total in (("who5", 30), ("phq9", 4.5), ("wai_sr", 11), ("ors", 40.1), ("gad7", float("nan"))):
        with pytest.raises(TotalOutOfRange):
            score(name, total=total)


def test_better_is_up_where_the_instrument_says_so() -> None:
    found = reliable_change("ors", 18.0, 24.0)
    assert found is not None
    assert found.change is Change.IMPROVED
    assert reliable_change("who5", 20, 80) is None


def test_an_outcome_names_response_remission_deterioration_and_recovery() -> None:
    better, worse = outcome_of("phq9", 18, 4), outcome_of("phq9", 12, 18)
    assert (better.response, better.remission, better.recovered, better.deteriorated) == (True, True, True, False)
    assert (worse.response, worse.reliable, worse.deteriorated, worse.crossed) == (False, Change.WORSENED, True, False)
    close = outcome_of("phq9", 11, 9)
    assert (close.crossed, close.recovered) == (True, False)
    up = outcome_of("who5", 20, 80)
    assert (up.response, up.remission, up.reliable, up.crossed, up.recovered) == (None, None, None, None, None)


# ---- charts ---------------------------------------------------------------------------------------------------------


def _measure(on: date, total: float, *, items: tuple[int, ...] | None = None, instrument: str = "phq9") -> Measure:
    return Measure(
        tenant="t",
        patient="p",
        id=f"{instrument}-{on}",
        instrument=instrument,
        taken_on=on,
        total=total,
        recorded_at=AT,
        origin=Origin.CLINICIAN,
        items=items,
    )


SERIES = (
    _measure(date(2026, 1, 5), 18, items=(2,) * 9),
    _measure(date(2026, 2, 2), 13),
    _measure(date(2026, 3, 3), 4, items=(1, 1, 1, 1, 0, 0, 0, 0, 0)),
    _measure(date(2026, 1, 6), 9, instrument="gad7"),
)


def test_a_chart_breaks_at_gaps_and_marks_item_9() -> None:
    chart = chart_of(PHQ9, SERIES, language=Language.EN)
    assert [[point.total for point in segment] for segment in chart.segments] == [[18, 13], [4]]
    assert chart.gaps == (Gap(after=date(2026, 2, 2), before=date(2026, 3, 3), days=29),)
    points = [point for segment in chart.segments for point in segment]
    assert [(point.flagged, point.flag_value) for point in points] == [(True, 2), (False, None), (False, 0)]
    assert [point.band for point in points] == ["moderately_severe", "moderate", "minimal"]
    assert [(band.code, band.start, band.end) for band in chart.bands][-1] == ("severe", 20, None)


def test_the_baseline_is_the_last_response_before_the_course_and_the_ribbon_stays_on_the_scale() -> None:
    chart = chart_of(PHQ9, SERIES, language=Language.EN, baseline_on=date(2026, 2, 10))
    assert (chart.baseline and chart.baseline.total, chart.ribbon and (chart.ribbon.low, chart.ribbon.high)) == (
        13,
        (7, 19),
    )
    low = chart_of(PHQ9, SERIES[2:], language=Language.EN)
    assert low.ribbon is not None
    assert (low.ribbon.low, low.ribbon.high, low.outcome) == (0, 10, None)
    empty = chart_of(WHO5, SERIES, language=Language.EN)
    assert (empty.segments, empty.baseline, empty.ribbon, empty.outcome) == ((), None, None, None)


def test_labels_come_in_both_languages() -> None:
    english, chinese = (chart_of(PHQ9, SERIES, language=language).labels for language in Language)
    assert english.keys() == chinese.keys()
    assert all(english[key] != chinese[key] for key in english)
    assert english["y"] == "total (0 to 27); lower is better"


# ---- goal attainment ------------------------------------------------------------------------------------------------


def _scale(id_: str, target: str, weight: float, start: int = -1) -> GoalScale:
    return GoalScale(
        tenant="t",
        patient="p",
        id=id_,
        target=target,
        levels=("a", "b", "c", "d", "e"),
        start=start,
        weight=weight,
        agreed_by="dr",
        agreed_at=AT,
    )


def _rating(scale: str, level: int, on: date) -> GoalRating:
    return GoalRating(
        tenant="t",
        patient="p",
        id=f"{scale}-{on}",
        scale=scale,
        level=level,
        rated_on=on,
        rated_by="dr",
        recorded_at=AT,
    )


def test_the_t_score_is_kiresuk_and_shermans() -> None:
    assert t_score([(1, 0), (3, 0)]) == 50
    assert t_score([(1, 1)]) == 60
    assert t_score([(2, 1), (1, -1)]) == pytest.approx(50 + 10 / sqrt(0.7 * 5 + 0.3 * 9))


def test_goals_move_day_by_day_and_only_the_newest_scale_counts() -> None:
    scales = (_scale("s0", "t1", 5), _scale("s1", "t1", 1), _scale("s2", "t2", 1))
    ratings = (
        _rating("s0", 2, date(2026, 1, 1)),
        _rating("s1", 0, date(2026, 2, 1)),
        _rating("s2", 1, date(2026, 3, 1)),
    )
    first, second = attainments(scales, ratings)
    assert (first.on, first.rated, first.levels) == (date(2026, 2, 1), 1, {"t1": 0, "t2": -1})
    assert (second.rated, second.levels) == (2, {"t1": 0, "t2": 1})
    assert second.t == pytest.approx(50 + 10 / sqrt(0.7 * 2 + 0.3 * 4))


@pytest.mark.parametrize(
    ("levels", "start", "weight", "path"),
    [
        (("a", "b", "c", "d"), 0, 1, "levels"),
        (("a", "b", "c", "d", "A "), 0, 1, "levels"),
        (("a", "b", "c", "d", " "), 0, 1, "levels"),
        (("a", "b", "c", "d", "e"), 3, 1, "start"),
        (("a", "b", "c", "d", "e"), 0, 0, "weight"),
    ],
)
def test_a_scale_that_cannot_be_rated_on_is_refused(
    levels: tuple[str, ...], start: int, weight: float, path: str
) -> None:
    with pytest.raises(StateError) as refused:
        check_scale(levels, start, weight)
    assert refused.value.path == path


# ---- homework -------------------------------------------------------------------------------------------------------


def _task(
    id_: str, due: date | None = None, outcome: HomeworkOutcome | None = None, carried: str | None = None
) -> Homework:
    return Homework(
        tenant="t",
        patient="p",
        id=id_,
        session="s1",
        text=id_,
        assigned_at=AT,
        origin=Origin.RULE,
        due=due,
        outcome=outcome,
        carried_from=carried,
    )


def test_overdue_tasks_wait_past_their_day() -> None:
    today = date(2026, 3, 10)
    tasks = (
        _task("late", date(2026, 3, 8)),
        _task("later", date(2026, 3, 1)),
        _task("today", today),
        _task("undated"),
        _task("told", date(2026, 3, 1), HomeworkOutcome.NONE),
    )
    assert [task.id for task in overdue(tasks, today)] == ["later", "late"]


def test_tasks_are_chained_through_every_time_they_were_taken_up_again() -> None:
    none = HomeworkOutcome.NONE
    tasks = (
        _task("a", outcome=none),
        _task("b", outcome=none, carried="a"),
        _task("c", outcome=HomeworkOutcome.DONE, carried="b"),
        _task("x", carried="elsewhere"),
    )
    found = chains(tasks)
    assert [([task.id for task in chain.tasks], chain.times_carried, chain.outcome) for chain in found] == [
        (["a", "b", "c"], 2, HomeworkOutcome.DONE),
        (["x"], 0, None),
    ]


def test_a_task_that_a_later_session_passed_over_is_named() -> None:
    task = _task("a")
    assert not_asked_for((task,), ["s1"]) == ()
    assert not_asked_for((task,), ["s1", "s2"]) == (task,)
    assert not_asked_for((replace(task, asked_session="s2"),), ["s1", "s2"]) == ()
