"""Guards that leave gaps, compete, never hold or come too late: found, and shown with the values."""

import pytest

from strategies.graph.findings import Severity
from tests.strategies.mutants.little import found_in, node, protocol, said_of, slot

MOOD = slot("mood", "type: int", "range: [0, 10]")
SAFE = slot("safe", "type: enum", 'values: ["yes", "no", unsure]')
HIGH = "{to: end, when: 'mood != null && mood >= 7'}"
LOW = "{to: second, when: 'mood != null && mood < 4'}"
ON = "{to: second, after: exhausted}"
SECOND = node("second", "edges: [{to: end, after: exhausted}]")
ASKS = """
questions:
  q: {text: {en: "How?", zh-CN: "怎样？"}, options: {a: {en: "a", zh-CN: "甲"}, b: {en: "b", zh-CN: "乙"}, unclear: {en: "c", zh-CN: "丙"}}}
"""


def first(*edges: str, collects: str = "mood", turns: int = 3, rest: str = SECOND, more: str = "") -> str:
    """A protocol whose first node collects `collects` and has these edges, the exhausted one added."""
    lines = (f"collects: [{collects}]", f"edges: [{', '.join((*edges, ON))}]")
    return protocol(node("first", *lines, turns=turns), rest, slots=(MOOD, SAFE), more=more)


def test_a_gap_between_two_guards_is_shown_with_a_value_in_it() -> None:
    assert said_of(first(HIGH, LOW)) == [("guard_gap", "nodes.first", "mood = 4")]


@pytest.mark.parametrize(
    ("low", "example"),
    [
        ("mood <= 6", None),
        ("mood < 7", None),
        ("mood <= 5", "mood = 6"),
        ("mood < 7 && mood != 3", "mood = 3"),
        ("!(mood >= 7)", None),
        ("mood in [0, 1, 2, 3, 5, 6]", "mood = 4"),
        ("mood < 7 && (frame.turns > 1 || mood < 2)", None),
        ("mood < 7 && risk.level < 2", "mood = 0, risk.level = 2"),
    ],
)
def test_the_bounds_of_a_gap_are_exact(low: str, example: str | None) -> None:
    found = said_of(first(HIGH, f"{{to: second, when: 'mood != null && {low}'}}"))
    assert found == ([] if example is None else [("guard_gap", "nodes.first", example)])


def test_an_option_that_no_guard_takes_up_is_a_gap() -> None:
    text = first("{to: end, when: 'safe != null && safe == \"yes\"'}", collects="safe")
    assert said_of(text) == [("guard_gap", "nodes.first", "safe = no")]


def test_a_slot_that_is_collected_and_read_by_no_edge_is_a_gap() -> None:
    assert said_of(first()) == [("guard_gap", "nodes.first", "mood = any value")]
    assert said_of(first(turns=1)) == []


def test_with_one_turn_the_exhausted_edge_stands_in_for_the_rest_and_a_gap_is_a_warning() -> None:
    [finding] = found_in(first(HIGH, turns=1))
    assert (finding.code, finding.severity, finding.counterexample) == ("guard_gap", Severity.WARNING, "mood = 0")


def test_a_slot_from_before_may_be_unknown_and_then_leaves_a_gap() -> None:
    """What is collected here is known in the example, what was asked before need not be."""
    second = node(
        "second",
        "collects: [safe]",
        "edges: [{to: end, when: 'mood != null && safe != null'}, {to: end, after: exhausted}]",
    )
    text = first("{to: second, when: 'mood != null'}", rest=second)
    assert said_of(text) == [("guard_gap", "nodes.second", "mood = null, safe = yes")]


def test_what_the_ways_here_have_settled_leaves_no_gap() -> None:
    """The only way to the second node is past a known mood over six."""
    second = node(
        "second",
        "collects: [safe]",
        "edges: [{to: end, when: 'mood != null && mood > 6 && safe != null'}, {to: end, after: exhausted}]",
    )
    lines = ("collects: [mood]", f"edges: [{{to: second, when: 'mood != null && mood > 6'}}, {HIGH_END}]")
    text = protocol(node("first", *lines), second, slots=(MOOD, SAFE))
    assert said_of(text) == []


HIGH_END = "{to: end, when: 'mood != null && mood <= 6'}, {to: end, after: exhausted}"


@pytest.mark.parametrize(
    ("edges", "example"),
    [
        (("{to: end, ask: {question: q, is: a}}",), "mood = any value, the answer to q = b"),
        (("{to: end, ask: {question: q, is: a}}", "{to: second, ask: {question: q, is: b}}"), None),
        ((HIGH, "{to: second, ask: {question: q, is: b}}"), "mood = 0, the answer to q = a"),
        ((HIGH, "{to: second, ask: {question: q, is: a}}", "{to: second, ask: {question: q, is: b}}"), None),
    ],
)
def test_an_answer_that_no_edge_takes_up_is_part_of_a_gap_and_an_unclear_one_is_not(
    edges: tuple[str, ...], example: str | None
) -> None:
    found = said_of(first(*edges, more=ASKS))
    assert found == ([] if example is None else [("guard_gap", "nodes.first", example)])


@pytest.mark.parametrize(
    ("other", "example"),
    [
        ("mood != null && mood > 6", "mood = 7"),
        ("mood != null && mood <= 7", "mood = 7"),
        ("mood != null && mood <= 6", None),
        ("mood == null && frame.turns > 1", None),
        ("mood == null || mood == 9", "mood = 9"),
    ],
)
def test_two_edges_of_one_priority_that_lead_apart_never_hold_at_once(other: str, example: str | None) -> None:
    found = [each for each in said_of(first(HIGH, f"{{to: second, when: '{other}'}}")) if each[0] == "guard_overlap"]
    assert found == ([] if example is None else [("guard_overlap", "nodes.first.edges.1", example)])


def test_a_priority_settles_which_of_two_comes_first() -> None:
    text = first("{to: end, priority: 5, when: 'mood != null && mood >= 7'}", "{to: second, when: 'mood != null'}")
    assert said_of(text) == []


@pytest.mark.parametrize(
    "guard",
    [
        "mood != null && mood > 10",
        "mood != null && mood < 3 && mood > 5",
        "mood != null && mood == 2.5",
        "mood == null && mood != null",
        "risk.level > 6",
        "frame.turns > 3",
        "false",
    ],
)
def test_a_guard_that_can_never_hold_is_found(guard: str) -> None:
    text = first(f"{{to: end, priority: 1, when: '{guard}'}}", "{to: second, when: 'mood != null'}")
    assert said_of(text) == [("guard_never", "nodes.first.edges.0", None)]


def test_a_guard_can_be_dead_by_the_way_that_leads_to_it() -> None:
    second = node("second", "edges: [{to: end, when: 'mood != null && mood < 4'}, {to: end, after: exhausted}]")
    lines = ("collects: [mood]", f"edges: [{{to: second, when: 'mood != null && mood > 6'}}, {HIGH_END}]")
    assert said_of(protocol(node("first", *lines), second, slots=(MOOD,))) == [
        ("guard_gap", "nodes.second", "mood = 7"),
        ("guard_never", "nodes.second.edges.0", None),
    ]


def test_an_edge_behind_one_that_always_holds_is_never_taken() -> None:
    text = first("{to: end, priority: 9, when: 'true'}", "{to: second, when: 'mood != null'}")
    [finding] = found_in(text)
    assert (finding.code, finding.where) == ("edge_shadowed", "nodes.first.edges.1")
    assert "first>end always comes first" in finding.text


def test_an_edge_behind_several_that_take_all_its_values_is_never_taken() -> None:
    text = first(
        "{to: end, priority: 2, when: 'mood != null && mood >= 5'}",
        "{to: end, priority: 2, when: 'mood != null && mood < 5'}",
        "{to: second, when: 'mood != null'}",
    )
    [finding] = found_in(text)
    assert (finding.code, finding.where) == ("edge_shadowed", "nodes.first.edges.2")
    assert "first>end, first>end.2" in finding.text


def test_an_edge_that_leads_to_a_node_with_its_visits_used_up_shadows_nothing() -> None:
    """Once more, and then on: the way back is not taken for ever."""
    first_node = node(
        "first",
        "visits: {max: 2}",
        "collects: [mood]",
        "edges: [{to: second, priority: 1, when: 'mood != null'}, {to: end, when: 'mood != null'}, {to: end, after: exhausted}]",
    )
    second = node("second", "visits: {max: 1}", "edges: [{to: first, after: exhausted}]")
    assert said_of(protocol(first_node, second, slots=(MOOD,))) == []


def test_semantic_edges_behind_a_guard_that_always_holds_are_never_taken() -> None:
    text = first("{to: end, when: 'true'}", "{to: second, ask: {question: q, is: a}}", more=ASKS)
    assert [each[:2] for each in said_of(text)] == [("edge_shadowed", "nodes.first.edges.1")]


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("is: a", "is: b", []),
        ("is: a", "is: a", ["edge_shadowed", "guard_overlap"]),
        ("is: a, min_p: 0.9", "is: a, min_p: 0.6", ["guard_overlap"]),
        ("is: a, min_p: 0.6", "is: a, min_p: 0.9", ["edge_shadowed", "guard_overlap"]),
    ],
)
def test_two_edges_that_wait_for_one_answer_compete(one: str, other: str, codes: list[str]) -> None:
    asks = (f"{{to: end, ask: {{question: q, {one}}}}}", f"{{to: second, ask: {{question: q, {other}}}}}")
    assert [each[0] for each in said_of(first("{to: end, when: 'mood != null'}", *asks, more=ASKS))] == codes


def test_a_second_question_in_one_visit_is_never_asked() -> None:
    more = ASKS + "  r: {text: {en: 'And?', zh-CN: '呢？'}, options: {a: {en: a, zh-CN: 甲}, b: {en: b, zh-CN: 乙}}}\n"
    asks = ("{to: end, ask: {question: q, is: a}}", "{to: second, ask: {question: r, is: a}}")
    found = said_of(first("{to: end, when: 'mood != null'}", *asks, more=more))
    assert [each[:2] for each in found] == [("edge_shadowed", "nodes.first.edges.2")]


def test_of_two_exhausted_edges_the_second_is_never_taken() -> None:
    text = first("{to: end, when: 'mood != null'}", "{to: end, after: exhausted}")
    assert [each[:2] for each in said_of(text)] == [("edge_shadowed", "nodes.first.edges.2")]


def test_a_node_of_sixty_one_edges_is_refused_and_not_proved() -> None:
    text = first(*(f"{{to: end, when: 'mood != null && mood == {i % 10}'}}" for i in range(60)))
    assert [each[:2] for each in said_of(text)] == [("too_many_edges", "nodes.first.edges")]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (
            ("collects: [safe]", "edges: [{to: end, when: 'mood != null'}, {to: end, after: exhausted}]"),
            ["slot_unwritten"],
        ),
        (("collects: [mood]", "edges: [{to: end, when: 'mood != null'}, {to: end, after: exhausted}]"), []),
    ],
)
def test_a_slot_is_not_read_before_some_way_here_has_set_it(lines: tuple[str, ...], codes: list[str]) -> None:
    text = protocol(node("first", *lines), slots=(MOOD, SAFE))
    assert [each[0] for each in said_of(text) if each[0] != "guard_gap"] == codes


def test_a_slot_that_only_a_later_node_collects_is_read_too_early() -> None:
    lines = ("edges: [{to: end, when: 'mood != null && mood > 3'}, {to: second, after: exhausted}]",)
    later = node("second", "collects: [mood]", "edges: [{to: end, when: 'mood != null'}, {to: end, after: exhausted}]")
    [finding] = [
        each for each in found_in(protocol(node("first", *lines), later, slots=(MOOD,))) if each.code != "guard_gap"
    ]
    assert (finding.code, finding.where) == ("slot_unwritten", "nodes.first.edges.0.when")
    assert finding.counterexample == "first: mood = null"
    assert "before any way here has set it" in finding.text


def test_a_slot_kept_from_earlier_sessions_may_be_read_at_once() -> None:
    kept = slot("mood", "type: int", "range: [0, 10]", "scope: patient")
    later = node("second", "collects: [mood]", "edges: [{to: end, when: 'mood != null'}, {to: end, after: exhausted}]")
    reads = node("first", "edges: [{to: end, when: 'mood != null'}, {to: second, after: exhausted}]")
    assert said_of(protocol(reads, later, slots=(kept,))) == []
    [finding] = found_in(protocol(reads, SECOND, slots=(kept,)))
    assert (finding.code, finding.where, finding.severity) == ("slot_unwritten", "slots.mood", Severity.WARNING)
