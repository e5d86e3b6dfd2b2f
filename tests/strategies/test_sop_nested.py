"""Nested bullets and running prose: parts named by short bullets, cases with what is done below, rules of any time."""

import pytest

from tests.strategies.sop_kit import said, ways


def test_short_bullets_over_bullets_name_parts_and_a_case_may_hold_a_comma() -> None:
    assert ways(
        "# Interview\n\nHealth team. Ring the office if the form is missing.\n\n"
        "- Arrival\n  - Check the sick note.\n"
        "    - If it is older than a week, or not signed:\n      - Ask for a new one.\n"
        "    - Otherwise: file it.\n"
        "- Workload\n  - Go over the timetable.\n"
        "    - If it is too full: cross out one task and look at it again. Twice at the most.\n"
        "    - If it is too full even then: bring in the manager.\n"
        "- Finish\n  - Set a date for the next talk.\n"
        "- At any moment\n  - Chest pain: call the first aider, and the interview is over.\n"
        "  - Somebody knocks: ask them to wait. Then carry on from where you were.\n"
    ) == [
        "Check the sick note -[it is older than a week, or not signed]-> Ask for a new one",
        "Check the sick note -[Otherwise]-> file it",
        "Ask for a new one --> Go over the timetable",
        "file it --> Go over the timetable",
        "Go over the timetable -[it is too full]-> cross out one task",
        "Go over the timetable --> Set a date for the next talk",
        "cross out one task -![it is too full even then]-> bring in the manager",
        "cross out one task -~-> Go over the timetable",
        "bring in the manager --> Set a date for the next talk",
        "* -[Chest pain]-> call the first aider, and the interview is over",
        "* -[Somebody knocks]-> ask them to wait & back",
    ]


def test_chinese_bullets_loop_as_often_as_they_say() -> None:
    assert ways(
        "# 回访\n\n- 通话\n  - 核对身份，说明来意。\n    - 电话无人接听：隔两小时再拨一次，最多三次。\n"
        "    - 三次仍无人接听：改发短信，流程结束。\n  - 问他想谈什么。\n    - 想谈工作：\n      - 听他讲完。\n"
        "    - 不想说话：给他纸笔。\n- 收尾\n  - 填写回访单。\n- 交班\n  - 交给组长。\n"
        "- 任何情况下\n  - 老人听不清：改由家属代答，然后从刚才的问题继续。\n"
    ) == [
        "核对身份，说明来意 -![三次仍无人接听]-> 改发短信，流程结束",
        "核对身份，说明来意 --> 问他想谈什么",
        "核对身份，说明来意 -~[电话无人接听]-> 核对身份，说明来意",
        "问他想谈什么 -[想谈工作]-> 听他讲完",
        "问他想谈什么 -[不想说话]-> 给他纸笔",
        "听他讲完 --> 填写回访单",
        "给他纸笔 --> 填写回访单",
        "填写回访单 --> 交给组长",
        "* -[老人听不清]-> 改由家属代答 & back",
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Those above 14 units are offered the clinic, those below it get the leaflet.",
            [("when", "above 14 units", "are offered the clinic"), ("when", "below it", "get the leaflet")],
        ),
        ("For anyone under 16 you call the parents.", [("when", "under 16", "you call the parents")]),
        ("If no reply comes, phone them.", [("when", "no reply comes", "phone them")]),
        ("After two missed calls send a text.", [("attempts", "After two missed calls", "send a text")]),
        ("When the guest comes, offer tea.", [("plain", "", "When the guest comes, offer tea")]),
        ("家属要是不方便，就另约一天。", [("when", "家属要是不方便", "另约一天")]),
        (
            "看一看伤口，需要处理的先陪同到医务室。",
            [("plain", "", "看一看伤口"), ("when", "需要处理", "先陪同到医务室")],
        ),
        ("若三天内已回访过：不再重复，登记后结束。", [("when", "三天内已回访过", "不再重复，登记后结束")]),
        (
            "探访途中任何时候，只要出现伤人的举动，立刻撤到门外。",
            [("when anywhere", "出现伤人的举动", "立刻撤到门外")],
        ),
        ("靠近患者，问他需要什么。", [("plain", "", "靠近患者，问他需要什么")]),
    ],
)
def test_sentences_bind_what_they_speak_of(text: str, clauses: list[tuple[str, str, str]]) -> None:
    assert said(text) == clauses


def test_prose_that_speaks_of_any_moment_opens_rules() -> None:
    assert ways(
        "# Call\n\nGreet the caller. Ask what they need.\n\nTwo things can happen at any moment. If the line breaks "
        "off, ring back once. And if somebody walks in, ask them to wait, then pick up where you were.\n"
    ) == [
        "Greet the caller --> Ask what they need",
        "* -[the line breaks off]-> ring back once",
        "* -[somebody walks in]-> ask them to wait & back",
    ]


def test_waiting_before_the_way_back_is_its_condition() -> None:
    found = ways("# 谈话\n\n1. 请他讲经过。如果他不愿意开口，就换成绘画，等放松一些再回到刚才的话题。\n2. 填写记录。\n")
    assert "换成绘画 -~[放松一些]-> 请他讲经过" in found
