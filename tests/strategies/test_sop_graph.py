"""From prose to ways: numbered lists, nested bullets, tables and prose, in both languages, in many manners."""

import pytest

from tests.strategies.sop_kit import codes, compiled, steps, ways

PROCEDURES: dict[str, tuple[str, list[str]]] = {
    "steps follow in order": (
        "1. Greet the client.\n2. Ask about mood.\n3. Say goodbye.",
        ["Greet the client --> Ask about mood", "Ask about mood --> Say goodbye"],
    ),
    "a condition without an else lets the others pass": (
        "1. Rate mood.\n2. If mood is below 3, ask about safety.\n3. Set the agenda.",
        [
            "Rate mood -[mood is below 3]-> ask about safety",
            "Rate mood --> Set the agenda",
            "ask about safety --> Set the agenda",
        ],
    ),
    "a step that only decides is no node": (
        "1. Rate mood.\n2. If mood is below 3, go to step 4. Otherwise go on.\n3. Set the agenda.\n4. Close.",
        [
            "Rate mood -[Otherwise]-> Set the agenda",
            "Rate mood -[mood is below 3]-> Close",
            "Set the agenda --> Close",
        ],
    ),
    "letters as branches": (
        (
            "1. Do the exercise.\n   a) If fear falls, go to step 3.\n   b) If the client faints, call a "
            "doctor and stop.\n"
            "2. Rate fear.\n3. Close."
        ),
        [
            "Do the exercise -[the client faints]-> call a doctor and stop",
            "Do the exercise --> Rate fear",
            "Do the exercise -[fear falls]-> Close",
            "Rate fear --> Close",
        ],
    ),
    "answers behind arrows": (
        "1. Is the client safe?\n   - Yes -> continue\n   - No -> step 3\n2. Set the agenda.\n3. Make a safety plan.",
        [
            "Is the client safe? -[Yes]-> Set the agenda",
            "Is the client safe? -[No]-> Make a safety plan",
            "Set the agenda --> Make a safety plan",
        ],
    ),
    "a loop until something holds": (
        "1. Carry out the exercise.\n2. Rate fear.\n3. Repeat steps 1 and 2 until fear is below 30.\n4. Close.",
        [
            "Carry out the exercise --> Rate fear",
            "Rate fear -~[not yet: fear is below 30]-> Carry out the exercise",
            "Rate fear -[fear is below 30]-> Close",
        ],
    ),
    "too many attempts": (
        "1. Call the client. If there is no answer, try again. After three failed attempts, send a letter.\n2. Greet.",
        [
            "Call the client -~[there is no answer]-> Call the client",
            "Call the client -![After three failed attempts]-> send a letter",
            "Call the client --> Greet",
            "send a letter --> Greet",
        ],
    ),
    "by title": (
        (
            "1. Agree on the agenda.\n2. Work on the first topic.\n3. If the client is stuck, return to "
            "the agenda.\n4. Close."
        ),
        [
            "Agree on the agenda --> Work on the first topic",
            "Work on the first topic --> Close",
            "Work on the first topic -~[the client is stuck]-> Agree on the agenda",
        ],
    ),
    "an early end": (
        "1. Ask for consent. If the client declines, end the session.\n2. Begin the work.",
        ["Ask for consent -[the client declines]-> end the session", "Ask for consent --> Begin the work"],
    ),
    "a table of conditions": (
        (
            "1. Score the form.\n\n| Score | Action | Next |\n|---|---|---|\n| 0-9 | give a leaflet | step 3 |\n"
            "| 10 or more | book a review | step 2 |\n\n2. Write to the doctor.\n3. Close."
        ),
        [
            "Score the form -[Score 0-9]-> give a leaflet",
            "Score the form -[Score 10 or more]-> book a review",
            "give a leaflet --> Close",
            "book a review --> Write to the doctor",
            "Write to the doctor --> Close",
        ],
    ),
    "a table of steps": (
        (
            "| # | What to do | Yes | No |\n|---|---|---|---|\n| 1 | Is consent signed? | 3 | 2 |\n"
            "| 2 | Explain consent | | |\n| 3 | Ask for the complaint | | |"
        ),
        [
            "Is consent signed? -[No]-> Explain consent",
            "Is consent signed? -[Yes]-> Ask for the complaint",
            "Explain consent --> Ask for the complaint",
        ],
    ),
    "running prose": (
        (
            "Begin by asking about the week. Then review the diary. If it is empty, fill it in together; "
            "otherwise praise "
            "the effort. Finally, set a new task."
        ),
        [
            "Begin by asking about the week --> Then review the diary",
            "Then review the diary -[it is empty]-> fill it in together",
            "Then review the diary -[otherwise]-> praise the effort",
            "fill it in together --> Finally, set a new task",
            "praise the effort --> Finally, set a new task",
        ],
    ),
    "headings as steps": (
        (
            "## Step 1: Check-in\nAsk for a rating.\n## Step 2: Agenda\nAgree on a topic. Unless the "
            "client agrees, repeat "
            "this step.\n## Step 3: Close\nSay goodbye."
        ),
        [
            "Ask for a rating --> Agree on a topic",
            "Agree on a topic -~[not: the client agrees]-> Agree on a topic",
            "Agree on a topic --> Say goodbye",
        ],
    ),
    "a rule for any point, and back": (
        "1. Greet.\n2. Close.\n\nAt any time, if the client cries, pause and then resume where you left off.",
        ["Greet --> Close", "* -[the client cries]-> pause & back"],
    ),
    "side by side": (
        "1. Greet.\n2. Ask about the week.\n3. At the same time, fill in the form.\n4. Close.",
        [
            "Greet --> Ask about the week beside",
            "Greet --> fill in the form beside",
            "Ask about the week --> Close",
            "fill in the form --> Close",
        ],
    ),
    "nested bullets within branches": (
        (
            "1. Ask about homework.\n   - Done -> ask for the rating\n     - Mood better -> praise it\n"
            "     - Mood worse -> explore why\n   - Not done -> explore barriers\n2. Close."
        ),
        [
            "Ask about homework -[Done]-> ask for the rating",
            "Ask about homework -[Not done]-> explore barriers",
            "ask for the rating -[Mood better]-> praise it",
            "ask for the rating -[Mood worse]-> explore why",
            "praise it --> Close",
            "explore why --> Close",
            "explore barriers --> Close",
        ],
    ),
    "if, else if, else on lines of their own": (
        (
            "1. Ask for fear.\n   IF fear >= 80 THEN breathe together\n   ELSE IF fear <= 30 THEN go to "
            "2\n   ELSE repeat this "
            "step\n2. Close."
        ),
        [
            "Ask for fear -[fear >= 80]-> breathe together",
            "Ask for fear -[fear <= 30]-> Close",
            "Ask for fear -~[ELSE]-> Ask for fear",
            "breathe together --> Close",
        ],
    ),
    "Chinese steps and a loop back": (
        (
            "第一步：请来访者打分。如果低于3分，先询问安全情况，再继续。\n第二步：选定一件事。\n"
            "第三步：评估把握。把握低于70%时，返回第二步，最多重复两次。\n第四步：结束会谈。"
        ),
        [
            "请来访者打分 -[低于3分]-> 先询问安全情况",
            "请来访者打分 --> 选定一件事",
            "先询问安全情况 --> 选定一件事",
            "选定一件事 --> 评估把握",
            "评估把握 -~[把握低于70%]-> 选定一件事",
            "评估把握 --> 结束会谈",
        ],
    ),
    "Chinese sections and bracketed references": (
        (
            "（一）了解\n询问漏服次数。漏服0次的，肯定其坚持，转到（三）；漏服1次及以上的，询问原因。\n"
            "（二）商量\n一起想办法。\n（三）小结\n总结并道别。"
        ),
        [
            "询问漏服次数 -[漏服0次]-> 肯定其坚持",
            "询问漏服次数 -[漏服1次及以上]-> 询问原因",
            "肯定其坚持 --> 总结并道别",
            "询问原因 --> 一起想办法",
            "一起想办法 --> 总结并道别",
        ],
    ),
    "Chinese until, and too many rounds": (
        "1. 演练一种方式，直到来访者能独立完成；尝试三次仍不能的，交给督导。\n2. 道别。",
        [
            "演练一种方式 -~[尚未：来访者能独立完成]-> 演练一种方式",
            "演练一种方式 -![尝试三次仍不能]-> 交给督导",
            "演练一种方式 -[来访者能独立完成]-> 道别",
            "交给督导 --> 道别",
        ],
    ),
    "Chinese rule for any point": (
        "1. 问候。\n2. 道别。\n\n任何时候，如来访者要求停止，立即结束会谈。",
        ["问候 --> 道别", "* -[来访者要求停止]-> 立即结束会谈"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROCEDURES.values(), ids=PROCEDURES.keys())
def test_a_procedure_becomes_these_ways_and_no_others(text: str, expected: list[str]) -> None:
    assert sorted(ways(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Purpose: to help.\n\n1. Ask.\n2. Close.", ["Ask", "Close"]),
        ("## Materials\n- a pen\n- a form\n\n## Procedure\n- Ask about sleep.\n- Close.", ["Ask about sleep", "Close"]),
        ("1. Ask about mood.\nNote: the client may cry.\n2. Close.", ["Ask about mood", "Close"]),
        ("1. Ask about mood. Do not advise.\n2. Close.", ["Ask about mood", "Close"]),
        ("1. Ask about sleep:\n   - bedtime\n   - waking\n2. Close.", ["Ask about sleep", "Close"]),
        (
            "1. Check-in\n   - Ask about mood\n   - Ask about sleep\n2. Close",
            ["Ask about mood", "Ask about sleep", "Close"],
        ),
        ("一、目的\n帮助来访者。\n二、步骤\n1. 询问睡眠。\n2. 道别。", ["询问睡眠", "道别"]),
        ("- [ ] Ask about mood\n- [x] Close", ["Ask about mood", "Close"]),
    ],
)
def test_only_what_is_done_is_a_step(text: str, expected: list[str]) -> None:
    assert steps(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Rate it.\n   - 0-3: go to 2\n   - 5-10: go to 3\n2. Ask.\n3. Close.", "hole"),
        ("1. Rate it.\n   - 0-5: go to 2\n   - 5-10: go to 3\n2. Ask.\n3. Close.", "overlap"),
        ("1. Rehearse it until the client is calm.\n2. Close.", "unbounded"),
        ("1. Ask. If yes, go to step 7.\n2. Close.", "dangling"),
        ("1. Ask. Then go to step 3.\n2. Explain.\n3. Close.", "unreachable"),
        ("1. Ask. If risk is high, refer to psychiatry.\n2. Close.", "referral"),
        ("1. Greet.\n2. At the same time, ask.\n3. Close.", "parallel"),
        ("1. 打分。\n   - 0-3分：转到第2步\n   - 5-10分：转到第3步\n2. 询问。\n3. 道别。", "hole"),
        ("1. 反复练习直到来访者平静。\n2. 道别。", "unbounded"),
    ],
)
def test_what_the_prose_leaves_open_becomes_a_question(text: str, expected: str) -> None:
    assert expected in codes(text)


def test_a_whole_procedure_leaves_no_question_of_its_own() -> None:
    assert codes("1. Rate fear from 0 to 10.\n   - 0-4: go to 2\n   - 5-10: go to 3\n2. Praise it.\n3. Close.") == []


def test_a_bound_on_rounds_is_kept_with_the_loop() -> None:
    graph = compiled("1. Ask. If it is unclear, return to step 1, at most twice.\n2. Close.").graph
    assert [(edge.type.value, edge.most) for edge in graph.edges] == [("sequence", None), ("loop", 2)]


def test_the_steps_that_a_session_can_end_at_are_named() -> None:
    graph = compiled("1. Ask. If the client declines, end the session.\n2. Say goodbye.").graph
    assert (graph.start, graph.ends) == ("s1", ["s1a", "s2"])
