"""Ways of writing that need no `if`: signs, states, cases in titles and tables, levels, choices, and the third time."""

import pytest

from strategies.sop.states import is_state
from tests.strategies.sop_kit import compiled, said, steps, ways


@pytest.mark.parametrize(
    "text",
    [
        "client refuses",
        "The client is still tearful",
        "no answer",
        "Log completed",
        "worry solvable",
        "PHQ-9 below 20 and grief score above 25",
        "Not safe to join",
        "neither",
        "家属坚持在场",
        "未平复",
        "联系不上",
        "三项都受影响",
    ],
)
def test_words_that_say_how_things_stand_can_be_a_condition(text: str) -> None:
    assert is_state(text)


@pytest.mark.parametrize(
    "text", ["Rate fear from 0 to 10", "Ask about sleep", "Sleep", "询问睡眠", "用0到10分评定风险"]
)
def test_words_that_tell_to_do_something_or_name_it_are_no_state(text: str) -> None:
    assert not is_state(text)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Yes -> step 3, no -> step 4", [("when", "Yes", "step 3"), ("when", "no", "step 4")]),
        ("是：转第3步，否：转第4步", [("when", "是", "转第3步"), ("when", "否", "转第4步")]),
        ("Rating high: call the family.", [("when", "Rating high", "call the family")]),
        ("10 or more - book a review.", [("when", "10 or more", "book a review")]),
        ("普通倾诉 —— 进入3", [("when", "普通倾诉", "进入3")]),
        ("劝阻无效则呼叫保安。", [("when", "劝阻无效", "呼叫保安")]),
        ("安抚无效，提前安排就诊。", [("when", "安抚无效", "提前安排就诊")]),
        ("7分以上须专人陪护。", [("when", "7分以上", "须专人陪护")]),
        (
            "有许可的由家属陪同，没有许可的劝其返回。",
            [("when", "有许可", "由家属陪同"), ("when", "没有许可", "劝其返回")],
        ),
        ("除非来访者拒绝，否则继续进行第5步。", [("unless", "来访者拒绝", "继续进行第5步")]),
        (
            "Check the form: if it is empty, fill it in together.",
            [("plain", "", "Check the form"), ("when", "it is empty", "fill it in together")],
        ),
        (
            "位置确认后，联系警方；位置无法确认的，继续通话。",
            [("when", "位置确认", "联系警方"), ("when", "位置无法确认", "继续通话")],
        ),
        (
            "Do not repeat this more than twice; if fear is still high, stop.",
            [("plain", "", "Do not repeat this more than twice"), ("attempts", "fear is still high", "stop")],
        ),
        ("If the client refuses a third time, stop.", [("attempts", "the client refuses a third time", "stop")]),
        (
            "The team decides either to visit (3) or to write (4).",
            [
                ("plain", "", "The team decides either to visit (3) or to write (4)"),
                ("when", "to visit", "3"),
                ("when", "to write", "4"),
            ],
        ),
        ("Stay on the line until help arrives.", [("plain", "", "Stay on the line until help arrives")]),
        ("保持通话，直到救护车到达。", [("plain", "", "保持通话，直到救护车到达")]),
    ],
)
def test_signs_and_short_words_bind_as_an_if_does(text: str, clauses: list[tuple[str, str, str]]) -> None:
    assert said(text) == clauses


PROCEDURES = {
    "headings that are conditions": (
        "## What comes first?\nCheck the diary.\n## What if it is empty?\nFill it in together.\n## Then?\nClose.",
        [
            "Check the diary -[it is empty]-> Fill it in together",
            "Check the diary --> Close",
            "Fill it in together --> Close",
        ],
    ),
    "levels": (
        (
            "Level 1 - Nurse\n  Ask about pain. If pain is above 7, move up to Level 2. Otherwise, end here.\n\n"
            "Level 2 - Doctor\n  Examine the client."
        ),
        ["Ask about pain -[pain is above 7]-> Examine the client"],
    ),
    "rows that continue the row above": (
        (
            "| 步骤 | 内容 | 情形 | 下一步 |\n|---|---|---|---|\n| 1 | 计算总分 | 20分以下 | 3 |\n"
            "| | | 21分及以上 | 2 |\n| 2 | 讨论量表 | | 3 |\n| 3 | 道别 | | 结束 |"
        ),
        ["计算总分 -[21分及以上]-> 讨论量表", "计算总分 -[20分以下]-> 道别", "讨论量表 --> 道别"],
    ),
    "arrows with a bound and what then": (
        (
            "Step 1: ask for fear. -> 2\nStep 2: breathe together. -> 1 (max. 3 times, then -> 4)\nStep 3: praise.\n"
            "Step 4: call the doctor. -> end"
        ),
        [
            "ask for fear --> breathe together",
            "breathe together -~-> ask for fear",
            "breathe together -![max. 3 times]-> call the doctor",
            "praise --> call the doctor",
        ],
    ),
    "again what was done before": (
        "1. Rate fear.\n2. Breathe together. If fear is above 5, make it slower and rate again.\n3. Close.",
        [
            "Rate fear --> Breathe together",
            "Breathe together -[fear is above 5]-> make it slower",
            "make it slower -~-> Rate fear",
            "Breathe together --> Close",
        ],
    ),
    "still not, after an action": (
        "1. Ask for a thought.\n   - Client is stuck: offer one.\n   - Client is still stuck: take a break.\n2. Close.",
        [
            "Ask for a thought -[Client is stuck]-> offer one",
            "offer one -[Client is still stuck]-> take a break",
            "Ask for a thought --> Close",
            "offer one --> Close",
            "take a break --> Close",
        ],
    ),
    "an occasion begins it": (
        "1. When a resident calls, go to the room.\n2. Ask what is happening.",
        ["go to the room --> Ask what is happening"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROCEDURES.values(), ids=PROCEDURES.keys())
def test_a_style_becomes_these_ways_and_no_others(text: str, expected: list[str]) -> None:
    assert sorted(ways(text)) == sorted(expected)


def test_a_line_of_step_numbers_and_arrows_is_no_step() -> None:
    assert steps("步骤1 → 步骤2 → 步骤3\n\n步骤1：问候。\n步骤2：询问。\n步骤3：道别。") == ["问候", "询问", "道别"]


def test_the_occasion_of_a_procedure_becomes_a_question() -> None:
    found = compiled("1. When a resident calls, go to the room.\n2. Ask what is happening.")
    assert "occasion" in [question.code for question in found.questions]
