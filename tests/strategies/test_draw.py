"""Drawings: what they show of a protocol, that nothing in them overlaps, and that their bytes never change."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from memory.record.identity import Language
from strategies.graph.draw import Checked, Drawing, Line, drawing_of, drawn_edges
from strategies.graph.draw_forms import Form, written
from strategies.graph.draw_layout import NAME_SIZE, PADDING, PURPOSE_SIZE, Box, Laid, fit, label_box, lay_out
from strategies.graph.draw_mermaid import mermaid_of
from strategies.graph.draw_shapes import inset, outline
from strategies.graph.draw_svg import svg_of
from strategies.graph.draw_text import even_lines, lines_of, width_of
from strategies.graph.draw_walk import Trace, cohort_of, walk_of
from strategies.graph.draw_words import guard_said
from strategies.graph.findings import Bounds, Finding, Severity
from strategies.graph.library import Library
from strategies.graph.load import load_protocol
from strategies.graph.protocol import NodeKind, Protocol, Slot, SlotType
from tests.strategies.following_kit import SMALL, decided, frame, small, stack

SVG = "{http://www.w3.org/2000/svg}"
LIBRARY = Library.shipped()


def drawn(protocol: Protocol | None = None, language: Language = Language.EN, **more: object) -> Drawing:
    return drawing_of(protocol or small(), language=language, checked=Checked(), **more)  # type: ignore[arg-type]  # named by each test


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own bytes


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in read(svg).iter(f"{SVG}text")]


# ---- what is shown ---------------------------------------------------------------------------------------------------


def test_edges_between_two_steps_are_one_way_with_their_conditions_in_the_order_tried() -> None:
    ways = {(way.source, way.to): way for way in drawn().ways}
    assert set(ways) == {
        ("ask_mood", "work"),
        ("ask_mood", "done"),
        ("work", "repair"),
        ("work", "takeaway"),
        ("repair", "work"),
        ("takeaway", "done"),
    }
    done = ways["ask_mood", "done"]
    assert [(each.edge, each.kind) for each in done.conditions] == [
        ("ask_mood>done", Line.RULE),
        ("ask_mood>done.2", Line.EXHAUSTED),
    ]
    assert done.texts(Language.EN) == ("mood this week > 6", "after 2 turns")
    assert ways["work", "repair"].line is Line.ASK
    assert ways["work", "repair"].texts(Language.EN) == ("asked: withdrawal or confrontation (p≥0.75)",)
    chinese = next(way for way in drawn(language=Language.ZH).ways if way.to == "repair")
    assert chinese.texts(Language.ZH) == ("经判断：在退开或在对抗（p≥0.75）",)
    assert (ways["work", "takeaway"].plain, done.plain) == (True, False)


@pytest.mark.parametrize(
    ("guard", "english", "chinese"),
    [
        ("mood != null", "mood this week known", "已知本周情绪"),
        ("mood == null", "mood this week not known", "未知本周情绪"),
        ("mood != null && mood >= 7", "mood this week ≥ 7", "本周情绪 ≥ 7"),
        (
            "mood != null && thought != null",
            "mood this week known and the thought known",
            "已知本周情绪且已知当时的想法",
        ),
        ("risk.level > 2 || mood == null", "risk level > 2 or mood this week not known", "风险等级 > 2或未知本周情绪"),
        ("risk.unscreened_event", "an alarm that no screen has closed", "有未完成筛查的警报"),
        ("!(mood == null || thought == null)", "not (mood this week not known or the thought not known)", None),
        ("true", "always", "总是"),
        ("mood !! 3", "mood !! 3", "mood !! 3"),
    ],
)
def test_a_guard_is_said_in_words(guard: str, english: str, chinese: str | None) -> None:
    slots = small().slots
    assert guard_said(guard, slots, Language.EN) == english
    if chinese is not None:
        assert guard_said(guard, slots, Language.ZH) == chinese


def test_an_interrupt_is_drawn_once_as_a_note_and_not_from_each_step() -> None:
    (note,) = drawn().notes
    assert note.text.startswith("From every step: an alarm that no screen has closed leads to screen")
    svg = svg_of(drawn())
    assert sum("From every step" in text for text in texts(svg)) == 1
    assert "interrupt" not in "".join(way.source + way.to for way in drawn().ways)


def test_kinds_differ_by_shape_and_not_only_by_colour() -> None:
    shapes = {kind: outline(kind, 0, 0, 100, 50) for kind in NodeKind}
    plain = {NodeKind.ASSESS, NodeKind.INTERVENE, NodeKind.CALL}  # told apart by lines within
    assert len({shapes[kind] for kind in NodeKind if kind not in plain}) == len(NodeKind) - len(plain)


def test_findings_are_marked_at_their_step_and_listed_with_line_and_example() -> None:
    findings = (
        Finding(code="unknown_target", severity=Severity.ERROR, where="nodes.work.targets.0", line=41, text="no such"),
        Finding(
            code="guard_gap",
            severity=Severity.WARNING,
            where="nodes.work.edges.1",
            line=44,
            text="a gap",
            counterexample="thought = null",
        ),
        Finding(code="session_too_long", severity=Severity.ERROR, where="invariants.0", line=9, text="too long"),
    )
    drawing = drawing_of(small(), language=Language.EN, checked=Checked(findings=findings, bounds=Bounds(max_turns=7)))
    marked = {step.id: step.findings for step in drawing.steps if step.findings}
    assert marked == {"work": (1, 2)}
    listed = "\n".join(texts(svg_of(drawing)))
    assert "▲ 2 warning guard_gap, line 44: work: a gap [thought = null]" in listed
    assert "▲ 3 error session_too_long, line 9: too long" in listed
    assert "at most 7 client turns" in listed


def test_a_way_to_a_step_that_is_not_there_is_drawn_to_a_step_that_says_so() -> None:
    broken = load_protocol(SMALL.replace("{to: done, after: exhausted}", "{to: dnoe, after: exhausted}", 1), file="x")
    step = next(step for step in drawn(broken.protocol).steps if step.id == "dnoe")
    assert (step.missing, step.purpose) == (True, "no such step")
    assert "dnoe" in texts(svg_of(drawn(broken.protocol)))


def test_words_are_text_and_never_markup_even_if_a_file_got_through_with_some() -> None:
    plain = json.loads(small().model_dump_json(by_alias=True))
    plain["nodes"]["ask_mood"]["purpose"]["en"] = '<script>alert(1)</script> & " ]]>'
    plain["protocol"]["title"]["en"] = "</title><script>x</script>"
    protocol = Protocol.model_validate(plain)
    svg = svg_of(drawn(protocol))
    assert not list(read(svg).iter(f"{SVG}script"))
    assert "&lt;script&gt;alert(1)" in svg
    mermaid = mermaid_of(drawn(protocol))
    assert "<script" not in mermaid
    assert "#lt;script#gt;" in mermaid


# ---- layout ----------------------------------------------------------------------------------------------------------


def boxes_overlap(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def assert_sound(laid: Laid) -> None:
    for i, one in enumerate(laid.boxes):
        assert 0 <= one.x - one.width / 2 <= one.x + one.width / 2 <= laid.width + 0.01
        assert 0 <= one.y - one.height / 2 <= one.y + one.height / 2 <= laid.height + 0.01
        assert not [other.step.id for other in laid.boxes[i + 1 :] if boxes_overlap(one, other)]
    at = {box.step.id: box for box in laid.boxes}
    for arrow in laid.arrows:
        (x, y), (end_x, end_y) = arrow.legs[0][0], arrow.legs[-1][-1]
        source, to = at[arrow.way.source], at[arrow.way.to]
        assert abs(x - source.x) <= source.width / 2 + 0.1
        assert abs(y - source.y) <= source.height / 2 + 0.1
        assert abs(end_x - to.x) <= to.width / 2 + 0.1
        assert abs(end_y - to.y) <= to.height / 2 + 0.1


def within(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    """The inside of a box around (x, y): left, top, right, bottom."""
    return x - width / 2 + 0.5, y - height / 2 + 0.5, x + width / 2 - 0.5, y + height / 2 - 0.5


def cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def assert_nothing_lies_on_a_word(laid: Laid) -> None:
    """No label on a label or a box, no line through a box or through another way's label, nothing outside."""
    boxes = {box.step.id: within(box.x, box.y, box.width, box.height) for box in laid.boxes}
    labels = [
        (arrow, within(*arrow.label_at, *label_box(arrow.label))) for arrow in laid.arrows if arrow.label_at is not None
    ]
    for i, (arrow, label) in enumerate(labels):
        assert label[0] > -1
        assert label[1] > -1
        assert label[2] < laid.width + 1
        assert label[3] < laid.height + 1
        assert not [name for name, box in boxes.items() if cross(label, box)], arrow.label
        assert not [other.label for other, at in labels[i + 1 :] if cross(label, at)], arrow.label
    for arrow in laid.arrows:
        for (x, y), (to_x, to_y) in (pair for leg in arrow.legs for pair in pairwise(leg)):
            line = (min(x, to_x) - 0.01, min(y, to_y) - 0.01, max(x, to_x) + 0.01, max(y, to_y) + 0.01)
            assert not [name for name, box in boxes.items() if cross(line, box)], arrow.way
            assert not [each.label for each, at in labels if each is not arrow and cross(line, at)], arrow.way
            assert -0.1 < line[0] < line[2] < laid.width + 0.1
            assert -0.1 < line[1] < line[3] < laid.height + 0.1


def assert_words_in_view(svg: str) -> None:
    """Every line of text, as wide as it was measured, lies within the view box, and no line is longer than its box."""
    root = read(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    waiting = [(root, 0.0, 0.0)]
    seen = 0
    while waiting:
        element, left, top = waiting.pop()
        moved = re.fullmatch(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
        if moved is not None:
            left, top = left + float(moved[1]), top + float(moved[2])
        waiting += [(child, left, top) for child in element]
        if element.tag == f"{SVG}text":
            seen += 1
            long = float(element.attrib["textLength"])
            x = left + float(element.attrib["x"]) - (long / 2 if element.get("text-anchor") == "middle" else 0)
            y, size = top + float(element.attrib["y"]), float(element.attrib["font-size"])
            assert -0.5 <= x <= x + long <= width + 0.5, element.text
            assert 0 <= y - size <= y + size / 4 <= height, element.text
    assert seen > 5


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_shipped_protocol_is_drawn_with_every_word_free_and_fits_a_page_readably(
    name: str, language: Language
) -> None:
    drawing = drawn(LIBRARY[name].protocol, language)
    laid = lay_out(drawing, around=90)
    assert_sound(laid)
    assert_nothing_lies_on_a_word(laid)
    assert fit(laid.width, laid.height + 90) >= 0.6
    for box in laid.boxes:
        room = box.width - 2 * PADDING
        assert all(width_of(line, bold=True) * NAME_SIZE <= room + NAME_SIZE for line in box.name)
        assert all(width_of(line) * PURPOSE_SIZE <= room + PURPOSE_SIZE for line in box.purpose)
    assert_words_in_view(svg_of(drawing))


def test_a_line_on_a_word_is_found() -> None:
    laid = lay_out(drawn(), around=90)
    arrow = next(arrow for arrow in laid.arrows if arrow.label_at is not None)
    box = laid.boxes[0]
    moved = replace(arrow, label_at=(box.x, box.y))
    with pytest.raises(AssertionError):
        assert_nothing_lies_on_a_word(replace(laid, arrows=(moved,)))
    through = replace(arrow, legs=(((box.x, box.y - box.height), (box.x, box.y + box.height)),))
    with pytest.raises(AssertionError):
        assert_nothing_lies_on_a_word(replace(laid, arrows=(through,)))
    svg = svg_of(drawn())
    with pytest.raises(AssertionError):
        assert_words_in_view(re.sub(r'(<text x=")[\d.]+', r"\g<1>5000", svg, count=1))


def test_a_way_meets_the_border_of_a_box_with_cut_corners() -> None:
    assert inset(NodeKind.SAFETY, 2, 100, 40) == 9
    assert inset(NodeKind.SAFETY, 99, 100, 40) == 10
    assert inset(NodeKind.SAFETY, 50, 100, 40) == 0
    assert inset(NodeKind.END, 0, 100, 30) == 15
    assert inset(NodeKind.GATE, 3.5, 100, 40) == 10
    assert inset(NodeKind.CALL, 0, 100, 40) == 0


def long_chain(steps: int) -> Protocol:
    nodes = "".join(
        f"""
  step_{i}:
    kind: ask
    purpose: {{en: "Ask for thing {i} in a sentence that needs two lines.", zh-CN: "询问第{i}件事，这句话要占两行。"}}
    fallback: {{en: "x?", zh-CN: "x？"}}
    turns: {{max: 2}}
    visits: {{max: 2}}
    edges:
      - {{to: step_{max(0, i - 4)}, when: "risk.level > {i}"}}
      - {{to: step_{i + 1}, after: exhausted}}"""
        for i in range(steps)
    )
    text = f"""
protocol: {{id: long, version: 1.0.0, title: {{en: "Long", zh-CN: "长"}}}}
start: step_0
nodes:{nodes}
  step_{steps}: {{kind: end, purpose: {{en: "End.", zh-CN: "结束。"}}, fallback: {{en: "x", zh-CN: "x"}}}}
"""
    return load_protocol(text, file="long").protocol


def test_a_hundred_steps_are_still_laid_out_soundly() -> None:
    assert_sound(lay_out(drawn(long_chain(100)), around=90))


# ---- text ------------------------------------------------------------------------------------------------------------


def test_chinese_characters_are_square_and_latin_letters_have_helvetica_s_widths() -> None:
    assert width_of("情绪") == 2.0
    assert width_of("il") == pytest.approx(0.444)
    assert width_of("W") > 4 * width_of("i")
    assert width_of("mood", bold=True) > width_of("mood")


def test_lines_never_exceed_their_width_nor_begin_with_a_closing_mark() -> None:
    chinese = "先回应这些念头，再询问是否想到过方式；说清楚（不带责备），听对方讲完。"
    for width in (5.0, 7.0, 9.0, 12.0):
        lines = lines_of(chinese, width=width, most=20)
        assert "".join(lines) == chinese
        assert all(line[0] not in "，。；）" for line in lines)
        assert all(line[-1] != "（" for line in lines)
        assert all(width_of(line) <= width + 1 for line in lines)  # a closing mark may hang over
    assert lines_of("one two three four", width=4.2, most=9) == ("one two", "three", "four")
    assert lines_of("breathe_through_a_straw", width=8.0, most=9, bold=True)[0] == "breathe_"
    cut = lines_of("a sentence that is far too long for two short lines", width=8.0, most=2)
    assert (len(cut), cut[-1][-1]) == (2, "…")


def test_no_line_is_left_with_a_word_and_no_value_without_its_sign() -> None:
    assert lines_of("风险等级 ≥ 2", width=5.6, most=3) == ("风险等级", "≥ 2")
    assert lines_of("给情绪量一个起点，以后好比较。", width=14.0, most=3)[-1] == "较。"
    assert even_lines("给情绪量一个起点，以后好比较。", width=14.0, most=3) == ("给情绪量一个起点，以", "后好比较。")
    assert even_lines("Close.", width=14.0, most=3) == ("Close.",)
    words = "a sentence of several words that needs two lines"
    assert " ".join(even_lines(words, width=20.0, most=3)) == words
    assert lines_of("Look at the whole way and rehearse it", width=8.0, most=2) == ("Look at the", "whole way and…")


def test_conditions_that_read_alike_are_said_once() -> None:
    same = {name: Slot(type=SlotType.BOOL, text={Language.ZH: "某个健康问题的回答"}) for name in ("a", "b", "c")}
    assert guard_said("a != null && b != null && c != null", same, Language.ZH) == "已知某个健康问题的回答（共3项）"
    assert guard_said("a == null || b == null", same, Language.ZH) == "未知某个健康问题的回答（2项之一）"


def test_every_line_of_text_is_held_to_its_measured_width() -> None:
    for element in read(svg_of(drawn(language=Language.ZH))).iter(f"{SVG}text"):
        assert float(element.get("textLength", "0")) > 0
        assert element.get("lengthAdjust") == "spacingAndGlyphs"


# ---- walks -----------------------------------------------------------------------------------------------------------


def trace(name: str = "s-1", *, alarm: bool = False) -> Trace:
    decisions = [
        decided(2, "ask_mood", "stay", "ask_mood"),
        decided(4, "ask_mood", "ask_mood>work", "work"),
        decided(6, "work", "interrupt:risk", "protocol:screen") if alarm else decided(6, "work", "stay", "work"),
        decided(8, "work", "work>gone", "takeaway"),
    ]
    stacks = [stack(1, frame("ask_mood")), stack(9, frame("takeaway"))]
    return Trace(session=name, decisions=decisions, stacks=stacks)


def test_a_session_s_walk_counts_turns_in_steps_and_passes_of_ways() -> None:
    walk = walk_of(trace(alarm=True), "small", edges=drawn_edges(small()))
    assert walk.nodes == {"ask_mood": 2, "takeaway": 0, "work": 1}
    assert walk.edges == {"ask_mood>work": 1, "interrupt:risk": 1, "work>gone": 1}
    assert walk.ways == {("ask_mood", "work"): 1, ("work", "takeaway"): 1}
    assert (walk.elsewhere, walk.stands) == (1, "takeaway")


def test_a_cohort_counts_sessions_and_leaves_out_those_that_never_entered() -> None:
    other = Trace(session="s-3", decisions=[], stacks=[stack(1, frame("wish", protocol="screen"))])
    walk = cohort_of([trace(), trace("s-2", alarm=True), other], "small", edges=drawn_edges(small()))
    assert walk.sessions == 2
    assert walk.nodes == {"ask_mood": 2, "work": 2, "takeaway": 2}
    assert walk.edges == {"ask_mood>work": 2, "work>gone": 2, "interrupt:risk": 1}


def test_the_walk_lies_over_the_drawing_and_is_said_in_words_too() -> None:
    walk = walk_of(trace(alarm=True), "small", edges=drawn_edges(small()))
    svg = svg_of(drawn(walk=walk, subject="session 1 of p1"))
    assert "session 1 of p1" in texts(svg)
    assert "2 turns" in texts(svg)
    assert any(text.endswith("(taken once)") for text in texts(svg))
    assert "1 steps went by edges that this version does not have." in texts(svg)
    described = read(svg).find(f"{SVG}desc")
    assert described is not None
    assert "assess ask_mood: Know the mood. 2 turns" in (described.text or "")
    cohort = cohort_of([trace(), trace("s-2")], "small", edges=drawn_edges(small()))
    assert "2 of 2" in texts(svg_of(drawn(walk=cohort, subject="2 sessions")))
    assert "==>" in mermaid_of(drawn(walk=cohort))


# ---- bytes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(Form))
def test_the_same_protocol_gives_the_same_bytes_whatever_the_order_of_its_keys(form: Form) -> None:
    turned = json.loads(small().model_dump_json(by_alias=True))
    turned["nodes"] = dict(reversed(turned["nodes"].items()))
    turned["slots"] = dict(reversed(turned["slots"].items()))
    other = load_protocol(json.dumps(turned), file="turned").protocol
    assert list(other.nodes) != list(small().nodes)
    assert written(drawn(), form) == written(drawn(), form) == written(drawn(other), form)
    assert written(drawn(), form) != written(drawn(language=Language.ZH), form)


def test_svg_names_its_language_title_and_description_and_loads_nothing() -> None:
    svg = svg_of(drawn(language=Language.ZH))
    root = read(svg)
    assert (root.get("role"), root.get("lang")) == ("img", "zh-CN")
    ids = (root.get("aria-labelledby") or "").split()
    assert [element.text for element in root.iter() if element.get("id") == ids[0]] == ["一次小会谈"]
    assert "href" not in svg
    assert "url(http" not in svg
    assert (root.get("width") or "").endswith("mm")


def test_json_holds_every_step_and_way_with_its_place() -> None:
    told = json.loads(written(drawn(), Form.JSON))
    assert {step["id"] for step in told["steps"]} == set(small().nodes)
    assert all(set(step["at"]) == {"x", "y", "width", "height"} for step in told["steps"])
    assert all(len(way["points"]) >= 2 for way in told["ways"])
    assert told["walk"] is None


def test_mermaid_names_no_node_by_a_word_of_its_own() -> None:
    mermaid = mermaid_of(drawn())
    assert mermaid.startswith("flowchart TD\n  accTitle: A small session\n")
    assert 'n0["ask_mood (assess)<br/>Know the mood."]' in mermaid
    assert " end" not in mermaid.replace("(end)", "")


def test_a_drawing_is_made_by_a_library_that_is_installed_and_needs_no_network() -> None:
    assert files("graphlay").joinpath("__init__.py").is_file()
