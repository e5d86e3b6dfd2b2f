"""What is not the therapist's to say: the client's own sentence, a name of a person."""

import pytest

from strategies.speech.output.check import check_output
from strategies.speech.output.family import Family

SAFE = "Yes, I feel safe."
SAFE_ZH = "是的，我觉得安全。"
FAILURE = "I feel like a failure"


@pytest.mark.parametrize(
    ("reply", "client", "language", "echoes"),
    [
        (SAFE, SAFE, "en", True),
        ("I feel safe. What came of the task?", SAFE, "en", True),
        ("Yes, I feel safe, and that is good.", "It was long. Yes I feel safe!", "en", True),
        ("He shouted at me again. What then?", "He shouted at me again.", "en", True),
        ("You feel safe. What helps?", SAFE, "en", False),
        ("“I feel safe.” What makes it so?", SAFE, "en", False),
        ("I see. What then?", "I see.", "en", False),
        ("I am here with you.", "I am here.", "en", False),
        ("The week was long. What then?", "The week was long.", "en", False),
        (f"{FAILURE}: that is the thought. What speaks against it?", FAILURE, "en", False),
        (f"{FAILURE} – what speaks against it?", FAILURE, "en", False),
        (f"“{FAILURE}” is the thought. How often does it come?", FAILURE, "en", False),
        (f"{FAILURE}: and I can say so.", FAILURE, "en", True),
        ("I feel safe - and that is good.", SAFE, "en", True),
        (SAFE_ZH, SAFE_ZH, "zh-CN", True),
        ("我是个失败者，这个想法常出现吗？", "我是个失败者", "zh-CN", False),
        ("我是个失败者——这个想法常出现吗？", "我是个失败者", "zh-CN", False),
        ("我觉得好多了，这句话很重要。", "我觉得好多了", "zh-CN", False),
        ("我觉得好多了，这很好。", "我觉得好多了", "zh-CN", True),
        ("我觉得安全。任务做得怎么样？", SAFE_ZH, "zh-CN", True),
        ("你觉得安全，这很好。", SAFE_ZH, "zh-CN", False),
        ("“我觉得安全。”是什么让你安心？", SAFE_ZH, "zh-CN", False),
        ("我明白。后来呢？", "我明白。", "zh-CN", False),
        ("I understand that it takes time, and you wait.", "I understand that it takes time.", "en", False),
        ("I know that I fail, and so.", "I know that I fail.", "en", True),
        ("我明白这需要时间，你在等。", "我明白这需要时间。", "zh-CN", False),
        ("我明白我不行，真的。", "我明白我不行。", "zh-CN", True),
    ],
)
def test_the_clients_own_sentence_is_not_said_as_ours(reply: str, client: str, language: str, echoes: bool) -> None:
    found = check_output(reply, language=language, client=client)
    assert (found is not None and found.family is Family.ROLE) is echoes
    assert check_output(reply, language=language) is None


@pytest.mark.parametrize(
    ("reply", "language", "named"),
    [
        ("My name is Emily.", "en", True),
        ("You can call me Anna. What brings you here?", "en", True),
        ("I'm Dr. Lee.", "en", True),
        ("I'm Anna, your therapist.", "en", True),
        ("You said that your name is Emily.", "en", False),
        ("What is your name?", "en", False),
        ("You can call me names.", "en", False),
        ("You can call me whatever you like.", "en", False),
        ("You can call me Throughline.", "en", False),
        ("My name is not important, but I am a program.", "en", False),
        ("My name is really Throughline.", "en", False),
        ("My name is really Emily.", "en", True),
        ("我叫小李。", "zh-CN", True),
        ("我的名字是艾米丽。", "zh-CN", True),
        ("叫我小王就好。", "zh-CN", True),
        ("我叫停一下。", "zh-CN", False),
        ("你可以叫我停下来。", "zh-CN", False),
        ("你可以叫我小王。", "zh-CN", True),
        ("你希望我怎么称呼你？", "zh-CN", False),
        ("Hi, I'm Sarah.", "en", True),
        ("Hi, I'm listening.", "en", False),
        ("你好，我是李医生，今天怎么样？", "zh-CN", True),
        ("这里是陈老师。", "zh-CN", True),
        ("大家都叫我阿涛。", "zh-CN", True),
        ("红灯时，你最先看见哪些提示词？", "zh-CN", False),
        ("My job here is to take the smallest step and not to praise you.", "en", True),
        ("我要问对方想做什么，那么你想做什么？", "zh-CN", True),
    ],
)
def test_a_program_has_no_name_of_a_person(reply: str, language: str, named: bool) -> None:
    found = check_output(reply, language=language)
    assert (None if found is None else found.family) == (Family.ROLE if named else None)


@pytest.mark.parametrize(
    ("reply", "language", "client", "named"),
    [
        ("I'm Emma.", "en", "Who are you?", True),
        ("I'm Emma.", "en", "I saw the film.", False),
        ("I'm listening.", "en", "Who are you?", False),
        ("Emma is fine.", "en", "What should I call you?", True),
        ("Anything is fine.", "en", "What should I call you?", False),
        ("我是晓晴。", "zh-CN", "你是谁？", True),
        ("我是程序。", "zh-CN", "你是谁？", False),
        ("我是晓晴。", "zh-CN", "那部电影我看了。", False),
    ],
)
def test_a_bare_name_is_one_as_the_answer_to_who_is_speaking(
    reply: str, language: str, client: str, named: bool
) -> None:
    found = check_output(reply, language=language, client=client)
    assert (None if found is None else found.family) == (Family.ROLE if named else None)


@pytest.mark.parametrize(
    ("reply", "language", "ours"),
    [
        ("I feel worthless: that is the thought. What speaks against it?", "en", False),
        ("The thought is: I feel worthless. What speaks against it?", "en", False),
        ("I want to die - when does this thought come?", "en", False),
        ("I feel worthless, and you do too.", "en", True),
        ("我想死，这个念头常出现吗？", "zh-CN", False),
        ("我想死，你也是。", "zh-CN", True),
    ],
)
def test_a_thought_that_is_named_is_nobodys_confession(reply: str, language: str, ours: bool) -> None:
    found = check_output(reply, language=language)
    assert (found is not None and found.family is Family.ROLE) is ours
