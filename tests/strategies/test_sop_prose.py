"""Running prose to edges: rounds and their bounds, those who, ends, references by name, rules that hold anywhere."""

import pytest

from strategies.sop.endings import only_ends
from tests.strategies.sop_kit import said, ways

ROUNDS = {
    "English, in one sentence": (
        (
            "Take the pulse. If it is above 110, let her sit for ten minutes and take it again, at most twice; if it "
            "stays high, ring the doctor. Say goodbye."
        ),
        "ring the doctor",
    ),
    "English, in the next sentence": (
        (
            "Take the pulse. If it is above 110, let her sit down and take it again, no more than twice. After the "
            "second "
            "time, ring the doctor. Say goodbye."
        ),
        "ring the doctor",
    ),
    "English, once they are used up": (
        (
            "Ask for a number. If it is above 50, breathe together and ask again, up to three times. Once three rounds "
            "are done, ring the doctor. Say goodbye."
        ),
        "ring the doctor",
    ),
    "Chinese, in one sentence": (
        "测量体温。超过38度的，喝一杯温水后再量，最多两次；两次后仍超过38度，就请医生来。道别。",
        "请医生来",
    ),
    "Chinese, without still": (
        "请他背一遍步骤。背错了，就讲解一遍再请他背一次，最多三遍，三遍都背错就请医生来。道别。",
        "请医生来",
    ),
}


@pytest.mark.parametrize(("text", "then"), ROUNDS.values(), ids=ROUNDS.keys())
def test_what_follows_too_many_rounds_follows_the_round(text: str, then: str) -> None:
    found = ways(text)
    used = [way for way in found if "-!" in way and way.endswith(then)]
    assert len(used) == 1
    main = found[0].split(" -")[0]
    assert not used[0].startswith(main)
    assert any(way.startswith(used[0].split(" -!")[0]) and "-~" in way for way in found)


WHO = [
    ("Those who score 8 or more are to be offered the group.", "who score 8 or more", "are to be offered the group"),
    ("Anyone scoring below 5 goes straight to the summary.", "scoring below 5", "goes straight to the summary"),
    ("Clients who kept the diary move on to the review.", "who kept the diary", "move on to the review"),
    ("A reading above 160 is repeated after ten minutes.", "A reading above 160", "is repeated after ten minutes"),
    ("A form with gaps is to be completed by telephone.", "A form with gaps", "is to be completed by telephone"),
    ("A negative answer has to be noted in the chart.", "negative answer", "has to be noted in the chart"),
    ("With a smaller drop, ask what else helped.", "smaller drop", "ask what else helped"),
    ("Anything found: send for the doctor.", "Anything found", "send for the doctor"),
    ("Lower than last week: ask what helped.", "Lower than last week", "ask what helped"),
    ("Signed: 4", "Signed", "4"),
    ("The caller may hang up: ring back once.", "The caller may hang up", "ring back once"),
    ("She may agree, in which case book the room.", "She may agree", "book the room"),
    ("In the first case ring the ward.", "In the first case", "ring the ward"),
    ("结果是阴性，就陪他坐一会儿。", "结果是阴性", "陪他坐一会儿"),
    ("打得不准，就换一只手。", "打得不准", "换一只手"),
    ("有的话，请医生减量。", "有", "请医生减量"),
    ("同意的话寄一份给家属。", "同意", "寄一份给家属"),
    ("量下来血压在160以上的，躺十分钟。", "量下来血压在160以上", "躺十分钟"),
    ("要续药的转第3步。", "要续药", "转第3步"),
    ("总分不到 5 分，直接道别。", "总分不到 5 分", "直接道别"),
    ("紧急的转值班室。", "紧急", "转值班室"),
    ("谁要动手，请保安进来。", "谁要动手", "请保安进来"),
    ("选回家的交代复诊时间。", "选回家", "交代复诊时间"),
    ("One below 0.4 is passed to the doctor.", "One below 0.4", "is passed to the doctor"),
    ("With a level over 1.0 the patient is phoned at once.", "level over 1.0", "the patient is phoned at once"),
    ("Whoever has two of these goes to the ward.", "Whoever has two of these", "goes to the ward"),
    ("Still fewer, call the doctor.", "Still fewer", "call the doctor"),
    ("没降或降得不多，回第3步。", "没降或降得不多", "回第3步"),
    ("如手脚发麻，松开带子并报告组长，处理完回到第2步。", "手脚发麻", "松开带子并报告组长，处理完回到第2步"),
]


@pytest.mark.parametrize(("text", "condition", "body"), WHO)
def test_a_condition_needs_no_if(text: str, condition: str, body: str) -> None:
    assert said(text) == [("when", condition, body)]


PLAIN = [
    "至少四人配合，用带子固定肢体。",
    "过一个小时，再到床边看看。",
    "每人说一句今天想带走的话。",
    "谈完以后就填写记录。",
    "When the timer rings, note the time.",
    "The others may ask questions.",
    "说明学校的报告义务。",
    "Get advice before you hang up.",
    "The nurse is to take the pulse and to tell the doctor.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_time_manner_and_people_are_no_condition(text: str) -> None:
    assert [clause[0] for clause in said(text)] == ["plain"]


PARTS = [
    (
        "Pairs who finish early read the handout, while the others carry on.",
        ["Pairs who finish early read the handout", "carry on"],
    ),
    ("Check the band, and where it does not match, withhold the dose.", ["Check the band", "withhold the dose"]),
    ("Write it down and, provided that she agrees, send a copy.", ["Write it down", "send a copy"]),
    ("Search the room until he is found, then 8.", ["Search the room", "then 8"]),
    ("再看肚子胀不胀，胀就热敷，不胀就扶他坐起。", ["再看肚子胀不胀", "热敷", "扶他坐起"]),
    ("写了的一起看，没写的当场补写一条。", ["一起看", "当场补写一条"]),
    ("续开的回到第2步，不续开的转第5步。", ["回到第2步", "转第5步"]),
    ("来访者答应了，就定下时间；没答应的，送一张名片。", ["定下时间", "送一张名片"]),
]


@pytest.mark.parametrize(("text", "bodies"), PARTS)
def test_one_sentence_says_several_things(text: str, bodies: list[str]) -> None:
    assert [clause[2] for clause in said(text)] == bodies


ENDS = [
    "today's visit ends there",
    "The procedure is abandoned.",
    "The call is over in that case.",
    "Nothing of the above is continued that day.",
    "That is the end of the session.",
    "The ward's part ends here.",
    "go no further",
    "本流程随即终止",
    "当天的治疗到此为止",
    "这份流程就算结束",
    "前面说的都不用再做",
    "今天的家访就不做了",
    "家访不再继续",
]
GOES_ON = [
    "归档结束",
    "End the exposure and tell the nurse.",
    "The client ends the diary with a rating.",
    "治疗结束后在恢复室观察",
    "Ask how the visit ended.",
    "写完记录",
]


@pytest.mark.parametrize("text", ENDS)
def test_some_sentences_only_say_that_it_is_over(text: str) -> None:
    assert only_ends(text)


@pytest.mark.parametrize("text", GOES_ON)
def test_others_ask_for_something_too(text: str) -> None:
    assert not only_ends(text)


NAMED = {
    "a noun for a verb": (
        (
            "Ask about the week. If nothing has happened, go straight to the closing summary. Discuss the worst day. "
            "Close "
            "by summing up."
        ),
        "Ask about the week -[nothing has happened]-> Close by summing up",
    ),
    "back to a name": (
        (
            "Show the breathing. Have the client breathe. Ask for a rating. If it is above 5, return to the client's "
            "breathing. Say goodbye."
        ),
        "Ask for a rating -~[it is above 5]-> Have the client breathe",
    ),
    "the start of this step": (
        (
            "1. Greet him.\n2. Ask for the names. Unless all are named, read the card and come back to the start of "
            "this "
            "step.\n3. Close."
        ),
        "read the card -~-> Ask for the names",
    ),
    "as above": (
        (
            "1. Give the supplement drink.\n2. Look at the plate. If food is hidden, give the supplement drink as "
            "above.\n"
            "3. Close."
        ),
        "Look at the plate -~[food is hidden]-> Give the supplement drink",
    ),
    "taken to it": (
        (
            "Ask about sleep. Those sleeping well are praised and taken straight to the summary. Read the diary. Write "
            "the summary."
        ),
        "are praised --> Write the summary",
    ),
    "Chinese, a number behind a word": (
        "1. 问他疼不疼。\n   - 疼：给药，然后到第 3 步。\n   - 不疼：直接做第 4 步。\n2. 看灯。\n3. 打勾。\n4. 道别。",
        "问他疼不疼 -[不疼]-> 道别",
    ),
    "Chinese, that step": (
        "先从药单查起。再看有没有发烧。发烧的，喝水后回到查药单那一步。道别。",
        "喝水 -~-> 先从药单查起",
    ),
    "Chinese, what comes is begun": (
        "用量表评一遍。结果是阳性，就开始找原因；结果是阴性，就道别。找原因先从药单查起。道别。",
        "用量表评一遍 -[结果是阳性]-> 找原因先从药单查起",
    ),
}


@pytest.mark.parametrize(("text", "way"), NAMED.values(), ids=NAMED.keys())
def test_steps_are_meant_by_their_names(text: str, way: str) -> None:
    assert way in ways(text)


ANYWHERE = [
    "Ask him. Say goodbye. Should he faint at any moment, lay him flat; nothing of the above is continued that day.",
    "问好。道别。从头到尾，患者只要一抽搐，马上叫抢救，前面说的都不用再做。",
    "问好。道别。不论做到哪一步，一旦叫不醒，马上打急救电话，当天的流程到此为止。",
    "问好。道别。整个训练期间患者一旦昏倒，立刻呼叫抢救小组，本流程随即终止。",
    "问好。道别。任何时候患者抽搐：关机，让患者侧卧，训练终止。",
]


@pytest.mark.parametrize("text", ANYWHERE)
def test_a_rule_that_ends_it_all_is_one_step_from_anywhere(text: str) -> None:
    found = ways(text)
    assert len(found) == 2
    assert found[1].startswith("* -[")
    assert "& back" not in found[1]


def test_two_sides_of_one_matter_leave_no_third_way() -> None:
    found = ways("Check the room. If something has changed, ring the ward. If nothing has, read the card. Close.")
    assert found == [
        "Check the room -[something has changed]-> ring the ward",
        "Check the room -[nothing has]-> read the card",
        "ring the ward --> Close",
        "read the card --> Close",
    ]


def test_bullets_under_a_condition_are_done_one_after_the_other() -> None:
    found = ways(
        "1. Look at the plate.\n   - If it is not empty:\n     - Prompt her calmly.\n"
        "     - Wait five minutes and look at the plate again. Do this no more than three times.\n"
        "     - If it is still not empty after three prompts, offer the drink.\n   - Otherwise, praise her.\n2. Close."
    )
    assert found == [
        "Look at the plate -[it is not empty]-> Prompt her calmly",
        "Look at the plate -[Otherwise]-> praise her",
        "Prompt her calmly --> Wait five minutes",
        "Wait five minutes -![it is still not empty after three prompts]-> offer the drink",
        "Wait five minutes -~-> Look at the plate",
        "offer the drink --> Close",
        "praise her --> Close",
    ]


def test_a_table_s_tried_in_vain_follows_the_try() -> None:
    found = ways(
        "| 步骤 | 做什么 | 情况 | 去向 |\n|---|---|---|---|\n| 一 | 请他服药 | 不肯服 | 劝说，回到步骤一，最多一次 |\n"
        "| | | 劝说后仍不肯服 | 报告医生，到步骤三 |\n| | | 已服下 | 到步骤二 |\n| 二 | 量血压 | 读数不一致 | "
        "重做本步骤，直到一致 |\n| | | 一致 | 到步骤三 |\n| 三 | 登记 | | 结束 |\n"
    )
    assert "劝说 -![劝说后仍不肯服]-> 报告医生" in found
    assert [way for way in found if way.startswith("量血压 -~")] == ["量血压 -~[读数不一致，且尚未：一致]-> 量血压"]


def test_whenever_amid_the_steps_is_a_condition_of_its_place() -> None:
    found = ways(
        "Greet him. Whenever knives turn up, lock them away. Next take the pulse. If it is fast, rest. Say goodbye."
    )
    assert found == [
        "Greet him -[knives turn up]-> lock them away",
        "Greet him --> Next take the pulse",
        "lock them away --> Next take the pulse",
        "Next take the pulse -[it is fast]-> rest",
        "Next take the pulse --> Say goodbye",
        "rest --> Say goodbye",
    ]


def test_a_rule_that_first_forbids_still_says_what_to_do() -> None:
    found = ways("1. Greet him.\n2. Say goodbye.\n\nShould he leave at any point, do not hold him: alert the porter.")
    assert found[1] == "* -[he leave at any point]-> alert the porter"


def test_plain_steps_behind_a_rule_end_the_rules() -> None:
    found = ways("Greet him. If at any time he faints, lay him flat. Next take the pulse. If it is fast, rest. Close.")
    assert [way for way in found if way.startswith("* ")] == ["* -[at any time he faints]-> lay him flat"]
    assert "Next take the pulse -[it is fast]-> rest" in found
