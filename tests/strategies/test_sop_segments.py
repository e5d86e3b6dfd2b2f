"""The segmenter: bytes to text, lines to blocks, blocks to an outline; every piece keeps its place."""

import pytest

from strategies.sop.blocks import blocks_of
from strategies.sop.errors import SourceRefused
from strategies.sop.markers import read_marker
from strategies.sop.outline import Entry, outline
from strategies.sop.piece import clean
from strategies.sop.source import MAX_BYTES, read_source, source_of
from tests.strategies.sop_kit import compiled, steps

OUTLINES = {
    "numbered": "1. Greet\n2. Ask\n   - mood\n   - sleep\n3. Close",
    "bullets flush with numbers": "1. Greet\n2. Ask\n- mood\n- sleep\n3. Close",
}


def shape(text: str) -> list[tuple[int, str]]:
    """Depth and title of every entry."""

    def walk(entry: Entry, depth: int) -> list[tuple[int, str]]:
        found = [(depth, entry.title.text)] if entry.id else []
        return found + [each for child in entry.children for each in walk(child, depth + bool(entry.id))]

    return walk(outline(blocks_of(source_of(text).prose)), 0)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Ask", (1,), "Ask"),
        ("2) Ask", (2,), "Ask"),
        ("(3) Ask", (3,), "Ask"),
        ("1.2.1 Ask", (1, 2, 1), "Ask"),
        ("2.0 Plan", (2,), "Plan"),
        ("3a. Ask", (3, 1), "Ask"),
        ("b) Ask", (2,), "Ask"),
        ("iv. Ask", (4,), "Ask"),
        ("III. Plan", (3,), "Plan"),
        ("Step 3: Ask", (3,), "Ask"),
        ("STEP THREE - Ask", (3,), "Ask"),
        ("**Step 1 – Greet.** Say hello", (1,), "Greet. Say hello"),
        ("第三步：请来访者坐下", (3,), "请来访者坐下"),
        ("第2步 询问", (2,), "询问"),
        ("步骤四、总结", (4,), "总结"),
        ("（一）开场", (1,), "开场"),
        ("十一、收尾", (11,), "收尾"),
        ("1、问候", (1,), "问候"),
        ("３．问候", (3,), "问候"),
        ("③ 问候", (3,), "问候"),
        ("[ ] 1. Ask", (1,), "Ask"),
        ("☐ Ask", (), "Ask"),
    ],
)
def test_a_marker_is_read_off_its_step(text: str, number: tuple[int, ...], rest: str) -> None:
    words, _ = clean(text, 0, len(text))
    marker = read_marker(words)
    assert marker is not None
    assert (marker.number, words.text[marker.length :]) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "9:30 is the time",
        "10 minutes later",
        "2.5 mg is enough",
        "Step 3 is about mood",
        "第一步完成后，转入下一步",
        "Ask. Then go",
        "第一次会谈",
    ],
)
def test_words_that_only_look_like_a_marker_are_none(text: str) -> None:
    words, _ = clean(text, 0, len(text))
    assert read_marker(words) is None


@pytest.mark.parametrize("text", OUTLINES.values(), ids=OUTLINES.keys())
def test_bullets_under_a_number_belong_to_it_indented_or_not(text: str) -> None:
    assert shape(text) == [(0, "Greet"), (0, "Ask"), (1, "mood"), (1, "sleep"), (0, "Close")]


def test_chinese_numbering_nests_by_its_manner_without_indentation() -> None:
    text = "一、评估\n（一）询问。\n1. 情绪\n2. 睡眠\n（二）量表。\n二、收尾\n（一）总结。"
    assert shape(text) == [
        (0, "评估"),
        (1, "询问。"),
        (2, "情绪"),
        (2, "睡眠"),
        (1, "量表。"),
        (0, "收尾"),
        (1, "总结。"),
    ]


def test_decimals_nest_by_their_numbers() -> None:
    text = "1 Opening\n1.1 Greet\n1.2 Identify\n1.2.1 Ask the name\n2.1 Ask"
    text = text.replace("1 Opening", "1. Opening")
    assert shape(text) == [(0, "Opening"), (1, "Greet"), (1, "Identify"), (2, "Ask the name"), (0, "Ask")]


def test_words_between_two_numbered_steps_belong_to_the_first() -> None:
    assert shape("1. Ask\n\nKindly.\n\n2. Close\n\nA remark.") == [
        (0, "Ask"),
        (1, "Kindly."),
        (0, "Close"),
        (0, "A remark."),
    ]


def test_a_titled_step_keeps_its_title_apart_from_the_line_below_it() -> None:
    assert shape("（一）开场\n问候来访者。\n（二）收尾\n道别。") == [
        (0, "开场"),
        (1, "问候来访者。"),
        (0, "收尾"),
        (1, "道别。"),
    ]


def test_front_matter_comments_and_code_are_no_steps_and_are_accounted_for() -> None:
    text = "---\ntitle: x\n---\n<!-- draft -->\n1. Ask.\n```\n2. not a step\n```\n2. Close.\n"
    result = compiled(text)
    reasons = {trace.reason: text[slice(*trace.span)].strip()[:8] for trace in result.trace if trace.reason}
    assert steps(text) == ["Ask", "Close"]
    assert reasons["front matter"] == "---\ntitl"
    assert reasons["comment"] == "<!-- dra"
    assert reasons["code block"] == "```\n2. n"


def test_spans_hold_with_carriage_returns_and_a_byte_order_mark() -> None:
    text = "\ufeff1. Ask about mood.\r\n2. Close the session.\r\n"
    assert [text[slice(*node.span)] for node in compiled(text).graph.nodes] == ["Ask about mood.", "Close the session."]


def test_labels_and_emphasis_are_not_part_of_a_step() -> None:
    text = "1. **Rate**: have the client *rate* fear.\n2. __Close__: say goodbye."
    assert steps(text) == ["have the client rate fear", "say goodbye"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (b"1. Ask caf\xe9.", "not_utf8"),
        (b"\xff\xfe\x00", "not_utf8"),
        (b"1. Ask\x00", "not_text"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_code_and_a_remedy(raw: bytes, code: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        read_source(raw)
    assert (refused.value.code, bool(refused.value.remedy)) == (code, True)


@pytest.mark.parametrize(("coding", "note"), [("utf-8", ""), ("utf-16", "UTF-16"), ("gb18030", "GB 18030")])
def test_chinese_is_read_in_the_codings_that_it_comes_in(coding: str, note: str) -> None:
    source = read_source("1. 询问情绪。\n2. 结束会谈。".encode(coding))
    assert (source.text.lstrip("\ufeff"), source.note) == ("1. 询问情绪。\n2. 结束会谈。", note)


@pytest.mark.parametrize("text", ["", "\n \n", "# Only a title", "<!-- nothing -->", "> A remark."])
def test_a_file_without_steps_gives_an_empty_graph_and_one_question(text: str) -> None:
    result = compiled(text)
    assert (result.graph.nodes, result.graph.start, result.protocols) == ([], "", {})
    assert [question.code for question in result.questions] == ["empty"]
