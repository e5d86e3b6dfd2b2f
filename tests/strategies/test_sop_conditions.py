"""The conditional reader: which words are the condition, and which what is then done."""

import pytest

from tests.strategies.sop_kit import compiled, said


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("If the client agrees, begin.", [("when", "the client agrees", "begin")]),
        ("If the client agrees then begin the exercise.", [("when", "the client agrees", "begin the exercise")]),
        ("When the rating is above 7, pause.", [("when", "the rating is above 7", "pause")]),
        ("Should the client refuse, note it.", [("when", "the client refuse", "note it")]),
        ("In case of chest pain, call a doctor.", [("when", "chest pain", "call a doctor")]),
        ("For clients who live alone, skip step 3.", [("when", "who live alone", "skip step 3")]),
        ("Unless the client objects, record the talk.", [("unless", "the client objects", "record the talk")]),
        ("Record the talk unless the client objects.", [("unless", "the client objects", "Record the talk")]),
        ("Go to step 4 if the client is calm.", [("when", "the client is calm", "Go to step 4")]),
        ("Only if the client consents, ring the family.", [("when", "the client consents", "ring the family")]),
        ("If tearful, angry or silent, pause.", [("when", "tearful, angry or silent", "pause")]),
        (
            "If mood is low, ask about safety; otherwise go on.",
            [("when", "mood is low", "ask about safety"), ("otherwise", "otherwise", "go on")],
        ),
        (
            "Go to step 4 if the client agrees, otherwise go to step 6.",
            [("when", "the client agrees", "Go to step 4"), ("otherwise", "otherwise", "go to step 6")],
        ),
        (
            "Proceed to step 5 unless the client objects, in which case go to step 8.",
            [("when", "the client objects", "go to step 8"), ("otherwise", "unless", "Proceed to step 5")],
        ),
        (
            "IF score >= 10 THEN book a review ELSE give the leaflet.",
            [("when", "score >= 10", "book a review"), ("otherwise", "ELSE", "give the leaflet")],
        ),
        (
            "Ask whether it was done, and if not, explore why.",
            [("plain", "", "Ask whether it was done"), ("otherwise", "if not", "explore why")],
        ),
        (
            "Ask about sleep and, if it is poor, ask about caffeine.",
            [("plain", "", "Ask about sleep"), ("when", "it is poor", "ask about caffeine")],
        ),
        (
            "If 0-9, give the leaflet; if 10-14, book a review; if 15 or more, refer.",
            [("when", "0-9", "give the leaflet"), ("when", "10-14", "book a review"), ("when", "15 or more", "refer")],
        ),
        ("Yes -> step 4", [("when", "Yes", "step 4")]),
        ("Done? → Praise it.", [("when", "Done?", "Praise it")]),
        ("Below 4, agree on another task.", [("when", "Below 4", "agree on another task")]),
        ("With a rating of 5 or above, say goodbye.", [("when", "rating of 5 or above", "say goodbye")]),
        ("A client who rates it below 5 is asked why.", [("when", "who rates it below 5", "is asked why")]),
        ("Repeat step 4 until fear is below 30.", [("until", "fear is below 30", "Repeat step 4")]),
        ("After two failed attempts, ring the doctor.", [("attempts", "After two failed attempts", "ring the doctor")]),
        (
            "If there is no answer after three calls, write.",
            [("attempts", "there is no answer after three calls", "write")],
        ),
        (
            "At any point, if the client wants to stop, stop.",
            [("when anywhere", "the client wants to stop", "stop")],
        ),
        ("Whenever distress exceeds 8, pause.", [("when anywhere", "distress exceeds 8", "pause")]),
    ],
)
def test_english_conditions_are_told_from_what_follows(text: str, clauses: list[tuple[str, str, str]]) -> None:
    assert said(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "Ask if the client has slept.",
        "Check whether they ate.",
        "See if the form is complete.",
        "Ask the client when the panic began.",
        "If necessary, repeat the instructions.",
        "Where possible, involve the family.",
        "When the client arrives, greet them.",
        "Once the form is completed, score it.",
        "Explain what will happen until the next session.",
        "Wait until the next appointment.",
        "必要时，联系家属。",
        "会谈开始时，询问情绪。",
        "询问是否有自杀想法。",
        "如实记录谈话内容。",
        "请来访者描述当时的情形。",
    ],
)
def test_words_that_only_look_like_conditions_are_none(text: str) -> None:
    assert [mood for mood, _, _ in said(text)] == ["plain"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("如果低于3分，先询问安全情况。", [("when", "低于3分", "先询问安全情况")]),
        ("若来访者拒绝，则结束。", [("when", "来访者拒绝", "结束")]),
        ("如来访者提到停药，请其联系医生。", [("when", "来访者提到停药", "请其联系医生")]),
        ("把握低于70%时，返回第五步。", [("when", "把握低于70%", "返回第五步")]),
        ("分数为7分及以上时进入（六）。", [("when", "分数为7分及以上", "进入（六）")]),
        ("当来访者情绪激动时，暂停。", [("when", "来访者情绪激动", "暂停")]),
        ("一旦得分超过15分，通知医生。", [("when", "得分超过15分", "通知医生")]),
        ("只有来访者同意，才联系家属。", [("when", "来访者同意", "联系家属")]),
        ("来访者不愿意谈的，约定下次再谈。", [("when", "来访者不愿意谈", "约定下次再谈")]),
        ("得分低于4分者给予反馈。", [("when", "得分低于4分", "给予反馈")]),
        ("5分及以上，约定复查。", [("when", "5分及以上", "约定复查")]),
        ("完成 → 表扬", [("when", "完成", "表扬")]),
        ("0–9分：提供手册", [("when", "0–9分", "提供手册")]),
        ("除非来访者反对，邀请家人。", [("unless", "来访者反对", "邀请家人")]),
        ("邀请家人，除非来访者反对。", [("unless", "来访者反对", "邀请家人")]),
        ("重复练习，直到来访者能独立完成。", [("until", "来访者能独立完成", "重复练习")]),
        ("尝试三次仍不认可的，交给督导。", [("attempts", "尝试三次仍不认可", "交给督导")]),
        (
            "分数≥7，进入第4步，否则返回第2步。",
            [("when", "分数≥7", "进入第4步"), ("otherwise", "否则", "返回第2步")],
        ),
        (
            "如果有，转到第8步；如果没有，继续第6步。",
            [("when", "有", "转到第8步"), ("otherwise", "如果没有", "继续第6步")],
        ),
        (
            "漏服0次的，肯定其坚持；漏服1至2次的，询问原因。",
            [("when", "漏服0次", "肯定其坚持"), ("when", "漏服1至2次", "询问原因")],
        ),
        ("任何时候，如来访者要求停止，立即停止。", [("when anywhere", "来访者要求停止", "立即停止")]),
        ("全程：来访者一旦提到不想活，转入安全筛查。", [("when anywhere", "来访者一旦提到不想活", "转入安全筛查")]),
    ],
)
def test_chinese_conditions_are_told_from_what_follows(text: str, clauses: list[tuple[str, str, str]]) -> None:
    assert said(text) == clauses


def test_a_condition_keeps_its_place_in_the_source() -> None:
    text = "1. Rate it. If the **rating** is low, go to step 2."
    spans = [trace.span for trace in compiled(f"{text}\n2. Close.").trace if trace.became == "guard"]
    assert [text[start:end] for start, end in spans] == ["the **rating** is low"]
