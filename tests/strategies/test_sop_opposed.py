"""Tables whose columns are the two ways in which a step may turn out."""

import pytest

from tests.strategies.sop_kit import ways

ENGLISH = (
    "| Step | What | {0} | {1} |\n|---|---|---|---|\n"
    "| 1 | Look through the bag | lock it away, then 2 | 2 |\n| 2 | Sign the sheet | end | end |\n"
)
CHINESE = (
    "| 序号 | 内容 | {0} | {1} |\n|---|---|---|---|\n"
    "| 1 | 检查门窗 | 报修，转2 | 2 |\n| 2 | 清点钥匙并签字 | 结束 | 结束 |\n"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Something found", "Nothing found"), ("Sharp", "Not sharp"), ("Locked", "Unlocked"), ("Problem", "Fine")],
)
def test_english_heads_that_are_two_ways_of_one_thing_are_the_answers(one: str, other: str) -> None:
    found = ways(ENGLISH.format(one, other))
    assert [edge for edge in found if "Look through the bag -" in edge] == [
        f"Look through the bag -[{one}]-> lock it away",
        f"Look through the bag -[{other}]-> Sign the sheet",
    ]
    assert "lock it away --> Sign the sheet" in found


@pytest.mark.parametrize(
    ("one", "other"), [("发现问题时", "未发现问题时"), ("有情况时", "没有情况时"), ("异常", "正常"), ("破损", "没破损")]
)
def test_chinese_heads_too(one: str, other: str) -> None:
    found = ways(CHINESE.format(one, other))
    assert [edge for edge in found if "检查门窗 -" in edge] == [
        f"检查门窗 -[{one}]-> 报修",
        f"检查门窗 -[{other}]-> 清点钥匙并签字",
    ]


@pytest.mark.parametrize(("one", "other"), [("Notes", "Time"), ("Nobody", "Not now")])
def test_heads_that_have_nothing_to_do_with_each_other_are_none(one: str, other: str) -> None:
    assert not any("[" in edge for edge in ways(ENGLISH.format(one, other)))
