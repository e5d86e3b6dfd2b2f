"""Which replies do not leave, and which do; languages told apart; prompts with their hashes."""

import hashlib

import pytest

from memory.record.language import UnknownLanguage, cjk_share, language_of, language_tag
from strategies.speech.checks import Refusal, check_reply, unsaid
from strategies.speech.prompts import NoSuchPrompt, prompt
from strategies.speech.tokens import estimate

GOOD_EN = "That sounds heavy to carry. What was the hardest moment this week?"
GOOD_ZH = "听起来这一周很不容易。最难的是哪个时候？"
TASK_EN = "Ask for a rating of the mood from nought to ten and for one example of the past week."
TASK_ZH = "请对方为这一周的心情打零到十分，并举一个例子。"


@pytest.mark.parametrize(("reply", "language"), [(GOOD_EN, "en"), (GOOD_ZH, "zh-CN")])
def test_a_good_reply_passes(reply: str, language: str) -> None:
    assert check_reply(reply, language=language, earlier=["Hello."], instructions=[TASK_EN, TASK_ZH]) is None


@pytest.mark.parametrize(
    ("reply", "language", "refusal"),
    [
        ("", "en", Refusal.EMPTY),
        (" …\n", "en", Refusal.EMPTY),
        (GOOD_ZH, "en", Refusal.WRONG_LANGUAGE),
        (GOOD_EN, "zh-CN", Refusal.WRONG_LANGUAGE),
        ("好的 OK, let us talk about the rest of your week.", "zh-CN", Refusal.WRONG_LANGUAGE),
        ("I see. [INST] What next?", "en", Refusal.ROLE_BREAK),
        ("I see.<|im_end|>", "en", Refusal.ROLE_BREAK),
        ("I see.\nClient: I am tired.", "en", Refusal.ROLE_BREAK),
        ("我明白。\n来访者：我累了。", "zh-CN", Refusal.ROLE_BREAK),
        ("I am a human being, like you.", "en", Refusal.CLAIMS_HUMAN),
        ("我是真人，不是程序。", "zh-CN", Refusal.CLAIMS_HUMAN),
        ("a " * 500, "en", Refusal.TOO_LONG),
        ("我" * 361, "zh-CN", Refusal.TOO_LONG),
        (f"Very well. {TASK_EN}", "en", Refusal.PROMPT_ECHO),
        (f"好的。{TASK_ZH}", "zh-CN", Refusal.PROMPT_ECHO),
        ("that sounds heavy to carry — what was the hardest moment this week", "en", Refusal.REPEATED),
        ("听起来这一周真的很不容易。最难的是哪个时候？", "zh-CN", Refusal.REPEATED),
    ],
)
def test_a_reply_is_refused_for_its_reason(reply: str, language: str, refusal: Refusal) -> None:
    found = check_reply(
        reply,
        language=language,
        earlier=[GOOD_EN, "听起来这一周真的很不容易。最难的是哪个时候？"],
        instructions=[TASK_EN, TASK_ZH],
    )
    assert found == refusal


def test_a_reply_that_was_cut_off_is_too_long() -> None:
    assert check_reply(GOOD_EN, language="en", finish="length") == Refusal.TOO_LONG


@pytest.mark.parametrize(
    "reply",
    [
        "You said “加油” to yourself that morning. How did that feel?",
        "You are a person who cares. What would you tell a friend?",
        "I am an AI, and I am here to listen. What was it like?",
        "You told the therapist: it was hard. What made it hard?",
    ],
)
def test_an_innocent_reply_is_not_refused(reply: str) -> None:
    assert check_reply(reply, language="en", earlier=[GOOD_EN], instructions=[TASK_EN]) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I am tired.", "en"),
        ("我很累。", "zh-CN"),
        ("我在 office 里 overtime 了三个小时", "zh-CN"),
        ("I said 你好 to my neighbour yesterday", "en"),
        ("7", None),
        ("🙂", None),
    ],
)
def test_the_language_is_told_by_the_share_of_chinese_letters(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_the_share_is_of_letters_alone() -> None:
    assert (cjk_share("a我。1"), cjk_share("1。")) == (0.5, None)


@pytest.mark.parametrize(
    ("tag", "stored"), [("zh", "zh-CN"), ("zh-Hans", "zh-CN"), ("ZH_cn", "zh-CN"), ("en-GB", "en")]
)
def test_language_tags_are_stored_in_one_form(tag: str, stored: str) -> None:
    assert language_tag(tag) == stored


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        language_tag("fr")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("prompt_id", ["speak", "words", "recalled", "decide", "decide_json", "read", "close"])
def test_every_prompt_stands_in_both_languages_with_its_version_and_hash(prompt_id: str, language: str) -> None:
    found = prompt(prompt_id, language)
    digest = hashlib.sha256(found.text.encode()).hexdigest()
    version = 2 if prompt_id == "close" else 1
    assert (found.id, found.language, found.version, found.sha256) == (prompt_id, language, version, digest)
    assert found.name == f"{prompt_id}.{language}@{version}:{digest[:12]}"
    assert language_of(found.text.replace("$", "")) == language


@pytest.mark.parametrize(("language", "most"), [("en", 130), ("zh-CN", 250)])
def test_the_policy_is_short(language: str, most: int) -> None:
    assert estimate(prompt("speak", language).text) <= most


def test_a_prompt_that_does_not_exist_is_named() -> None:
    with pytest.raises(NoSuchPrompt, match=r"sing\.en"):
        prompt("sing", "en")


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        ("I'm so glad you came. What happened then?", "What happened then?"),
        ("I’m so glad you came! It was a long week. What happened then?", "It was a long week. What happened then?"),
        ("How was it?", "How was it?"),
        ("I'm so glad you came.", ""),
        ("很高兴你来了。后来怎么样？", "后来怎么样？"),
    ],
)
def test_a_sentence_said_before_is_left_out_and_a_question_may_be_asked_again(reply: str, left: str) -> None:
    earlier = ["I'm so glad you came. How was it?", "很高兴你来了。今天想谈什么？"]
    assert unsaid(reply, earlier) == left
    assert unsaid(reply, []) == reply


SYSTEM = "You are a kind and careful conversation partner."


@pytest.mark.parametrize(
    ("reply", "language", "echo"),
    [
        (f"{SYSTEM} What came of the task?", "en", True),
        ("Be warm and plain. What came of the task?", "en", True),
        ("Show that you understood the feeling before you ask anything. And then?", "en", True),
        ("Stay with the task below: what came of it?", "en", False),
        ("Say warmly that a week without the task is no failure. And then?", "en", True),
        ("A week without it is no failure. And then?", "en", False),
        ("What got in the way? Tell me more.", "en", False),
        ("先让对方感到被理解，再提问。任务做得怎么样？", "zh-CN", True),
        ("温暖地说明没有做到也不是失败。后来呢？", "zh-CN", True),
        ("没有做到也不是失败。后来呢？", "zh-CN", False),
    ],
)
def test_no_sentence_of_the_instructions_is_said(reply: str, language: str, echo: bool) -> None:
    task = {
        "en": "How: Say warmly that a week without the task is no failure; ask “What got in the way?” and wait.",
        "zh-CN": "方式：温暖地说明没有做到也不是失败；问“是什么挡住了？”",
    }[language]
    found = check_reply(reply, language=language, instructions=[SYSTEM, prompt("speak", language).text, task])
    assert found == (Refusal.PROMPT_ECHO if echo else None)


def test_a_sentence_of_the_reviewed_line_may_be_said_though_the_task_holds_it() -> None:
    reply, task = "The course is complete. What will you keep?", "Aim: the course is complete"
    assert check_reply(reply, language="en", instructions=[task]) == Refusal.PROMPT_ECHO
    assert check_reply(reply, language="en", instructions=[task], reviewed="The course is complete.") is None
