"""Tables as people lay them out: any order of columns, several cases for one step, ways on in the last cell."""

import pytest

from tests.strategies.sop_kit import ways


def table(text: str) -> list[str]:
    return ways(f"# Round\n\nFollow the rows.\n\n{text}\n")


def test_columns_stand_in_any_order_beside_those_that_say_who_and_how_long() -> None:
    assert table(
        "| Who | Otherwise | Do | No. | When | Minutes | Go to |\n|---|---|---|---|---|---|---|\n"
        "| Cook | 3 | Taste the soup | 1 | it is too thin | 2 | 2 |\n"
        "| Cook | | Add flour and stir | 2 | | 5 | 1 |\n"
        "| Waiter | | Carry the soup out | 3 | - | 1 | end |\n"
    ) == [
        "Taste the soup -[it is too thin]-> Add flour and stir",
        "Taste the soup -[3]-> Carry the soup out",
        "Add flour and stir -~-> Taste the soup",
    ]


def test_rows_without_a_number_add_cases_and_a_row_beside_all_steps_holds_anywhere() -> None:
    assert table(
        "| 步骤 | 做什么 | 如果…… | 那么 |\n|---|---|---|---|\n"
        "| 1 | 量体温 | 不到 38 度 | 做 3 |\n| | | 38 度以上 | 到 2 |\n"
        "| 2 | 请医生看诊 | — | 接着做第 3 步 |\n| 3 | 填写表格 | — | 完 |\n"
        "| 任何步骤 | | 病人晕倒 | 呼叫急救，处理完回到原来的步骤 |\n"
    ) == [
        "量体温 -[不到 38 度]-> 填写表格",
        "量体温 -[38 度以上]-> 请医生看诊",
        "请医生看诊 --> 填写表格",
        "* -[病人晕倒]-> 呼叫急救 & back",
    ]


@pytest.mark.parametrize(
    "cells", ["it boils; it leaks | B; C", "it boils<br>it leaks | B<br>C", "- it boils<br>- it leaks | B<br>C"]
)
def test_several_cases_in_one_cell_go_with_as_many_ways_on(cells: str) -> None:
    assert table(
        f"| Step | Action | If | Next |\n|---|---|---|---|\n| A | Fill the kettle | {cells} |\n"
        "| B | Pour the tea | | stop |\n| C | Call the plumber | | stop |\n"
    ) == ["Fill the kettle -[it boils]-> Pour the tea", "Fill the kettle -[it leaks]-> Call the plumber"]


def test_a_cell_may_hold_what_is_done_and_then_the_way_and_what_follows_too_many_rounds() -> None:
    found = table(
        "| # | Do | If | Then |\n|---|---|---|---|\n"
        "| 1 | Ring the bell | nobody comes | back to 1, at most twice; after that 3 |\n"
        "| | | a neighbour comes | Leave a note, then step 3 again |\n"
        "| | | otherwise | 2 |\n"
        "| 2 | Hand over the parcel | unless they signed before | Ask for a signature, then 3 |\n"
        "| 3 | Drive on | none | End |\n"
    )
    assert set(found) == {
        "Ring the bell -[a neighbour comes]-> Leave a note",
        "Ring the bell -[otherwise]-> Hand over the parcel",
        "Ring the bell -![nobody comes and after that]-> Drive on",
        "Ring the bell -~[nobody comes]-> Ring the bell",
        "Leave a note --> Drive on",
        "Hand over the parcel -[not: they signed before]-> Ask for a signature",
        "Hand over the parcel --> Drive on",
        "Ask for a signature --> Drive on",
    }


def test_steps_may_be_named_instead_of_counted_and_a_second_table_hold_anywhere() -> None:
    assert table(
        "| Stage | What we do | If | Then |\n|---|---|---|---|\n"
        "| Welcome | Offer a seat | somebody shouts | call a break, then back to Welcome |\n"
        "| | | all are calm | Talk |\n"
        "| | | nobody speaks | Drawing |\n"
        "| Talk | Ask what worries them | | Close |\n"
        "| Drawing | Let them draw the house | | Close |\n"
        "| Close | Fix the next date | | end |\n\n"
        "## At any time\n\n| If | Then |\n|---|---|\n"
        "| someone feels faint | open the window and continue where you stopped |\n"
    ) == [
        "Offer a seat -[somebody shouts]-> call a break",
        "Offer a seat -[all are calm]-> Ask what worries them",
        "Offer a seat -[nobody speaks]-> Let them draw the house",
        "call a break -~-> Offer a seat",
        "Ask what worries them --> Fix the next date",
        "Let them draw the house --> Fix the next date",
        "* -[someone feels faint]-> open the window & back",
    ]


def test_a_step_that_only_decides_is_taken_up_by_the_ways_that_lead_to_it() -> None:
    assert table(
        "| Nr | Caller says | What the volunteer does | Afterwards |\n|---|---|---|---|\n"
        "| 1 | | Give your name | 2 |\n"
        "| 2 | wants a number | Give the number | 3 |\n| | stays silent | Ask one open question | 3 |\n"
        "| 3 | | Thank them | end |\n"
        "| at any time | line breaks off | Ring back once | where you were |\n"
    ) == [
        "Give your name -[wants a number]-> Give the number",
        "Give your name -[stays silent]-> Ask one open question",
        "Give the number --> Thank them",
        "Ask one open question --> Thank them",
        "* -[line breaks off]-> Ring back once & back",
    ]
