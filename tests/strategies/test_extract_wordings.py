"""Facts in many wordings, both languages: the same thing said otherwise, and what is near it and says nothing."""

from datetime import UTC, date, datetime

import pytest

from memory.record.session import Author, Turn, TurnOrigin
from strategies.course.facts.extract import extract_facts

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def stated(text: str) -> list[str]:
    """Each fact that a turn states: subject, predicate, object, then "no", and the days."""
    turn = Turn(
        tenant="t", patient="p", session="s", n=2, author=Author.CLIENT, origin=TurnOrigin.SPOKEN, text=text, at=NOW
    )
    found: list[str] = []
    for each in extract_facts([turn], today=TODAY):
        if each.states:
            assert text[each.source.start : each.source.end] == each.source.quote
            parts = [each.subject, each.predicate, each.object, *(["no"] if each.negated else [])]
            parts += [f"since {each.valid_from}"] if each.valid_from else []
            parts += [f"until {each.valid_to}"] if each.valid_to else []
            found.append(" | ".join(parts))
    return sorted(found)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I own a hair salon.", ["client | job | hair salon"]),
        ("I'm a data analyst at a logistics firm.", ["client | job | data analyst"]),
        (
            "I've been a primary school teacher since September 2019.",
            ["client | job | primary school teacher | since 2019-09-01"],
        ),
        ("My older brother is a welder.", ["brother | job | welder"]),
        ("I'm not working at the moment.", ["client | job | unemployed"]),
        ("I haven't had a job since 2023.", ["client | job | unemployed | since 2023-01-01"]),
        ("They laid me off in January.", ["client | job_change | laid me off | since 2026-01-01"]),
        ("My boss fired me.", ["client | job_change | fired me"]),
        (
            "I used to be a chef, now I'm a bus driver.",
            ["client | job | bus driver", "client | job | chef | until 2026-03-04"],
        ),
        (
            "My youngest daughter moved from Cardiff to Swansea in early February.",
            ["daughter | moved_to | Swansea | since 2026-02-01"],
        ),
        ("I still live at home with my mum and dad.", ["client | lives_with | mum and dad"]),
        (
            "We share a house in Leeds with two students.",
            ["client | lives_in | Leeds", "client | lives_with | two students"],
        ),
        ("My niece has moved in with me.", ["client | lives_with | niece"]),
        ("Since early May I've been taking sertraline.", ["client | medication | sertraline | since 2025-05-01"]),
        ("I live with two flatmates near the station.", ["client | lives_with | two flatmates"]),
        ("We've been together since Easter.", ["client | relationship_status | in a relationship | since 2025-04-20"]),
        ("I've been married for eleven years.", ["client | relationship_status | married | since 2015-03-04"]),
        ("My parents split up when I was ten.", ["parents | relationship_status | separated"]),
        (
            "My doctor switched me to venlafaxine last Tuesday.",
            ["client | medication | venlafaxine | since 2026-03-03"],
        ),
        ("I am back on sertraline.", ["client | medication | sertraline"]),
        ("I started taking sertraline again.", ["client | medication | sertraline"]),
        ("I went back on fluoxetine.", ["client | medication | fluoxetine"]),
        ("I've begun taking propranolol again.", ["client | medication | propranolol"]),
        ("I have restarted my lithium on Monday.", ["client | medication | lithium | since 2026-03-02"]),
        ("I have resumed mirtazapine.", ["client | medication | mirtazapine"]),
        ("I picked quetiapine back up two weeks ago.", ["client | medication | quetiapine | since 2026-02-18"]),
        ("The doctor restarted me on venlafaxine.", ["client | medication | venlafaxine"]),
        ("I have not gone back on sertraline.", ["client | medication | sertraline | no"]),
        ("I live with my boyfriend, Tom.", ["client | lives_with | boyfriend, Tom"]),
        ("I live with Marisol, my cousin.", ["client | lives_with | Marisol, my cousin"]),
        ("I live with my sister, Tom is my brother.", ["client | lives_with | sister"]),
        ("Our cat Milo was put to sleep yesterday.", ["client | loss | cat | since 2026-03-03"]),
        ("My granddad died at the end of last year.", ["client | loss | granddad | since 2025-12-01"]),
        ("My sister is pregnant. She lives in York.", ["sister | family | is pregnant", "sister | lives_in | York"]),
        ("My dad rang on Sunday, he had a stroke.", ["dad | family | had a stroke | since 2026-03-01"]),
        ("Loud noises set me off.", ["client | trigger | Loud noises"]),
        ("I panic whenever I have to speak in meetings.", ["client | trigger | I have to speak in meetings"]),
        ("The tablets don't help.", ["client | helps | tablets | no"]),
        ("I find gardening calming.", ["client | helps | gardening"]),
        ("Nobody thinks I'm clever.", ["client | belief | Nobody thinks I'm clever"]),
        ("I'd rather talk in the evenings.", ["client | preference | talk in the evenings"]),
        ("Just moved to Leeds.", ["client | moved_to | Leeds"]),
        ("Lost my job on Friday.", ["client | job_change | Lost my job | since 2026-02-27"]),
        ("In January I moved, after a long wait, to Leeds.", []),
        ("I moved last month to Leeds.", ["client | moved_to | Leeds | since 2026-02-04"]),
        ("I told you I live with Tom, that's wrong, I live with Ben.", ["client | lives_with | Ben"]),
    ],
)
def test_what_english_says_in_other_words(text: str, facts: list[str]) -> None:
    assert stated(text) == sorted(facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我和我老婆开了一家小饭馆。", ["client | job | 小饭馆"]),
        ("我从去年秋天开始送外卖。", ["client | job | 送外卖 | since 2025-09-01"]),
        ("我哥哥是电焊工。", ["哥哥 | job | 电焊工"]),
        ("我现在没上班。", ["client | job | 失业"]),
        ("公司一月份把我裁了。", ["client | job_change | 被裁 | since 2026-01-01"]),
        ("我二月初辞的职。", ["client | job_change | 辞职 | since 2026-02-01"]),
        ("我去年六月五号结的婚。", ["client | relationship_status | 结婚 | since 2025-06-05"]),
        ("我爸妈在我十岁那年离婚了。", ["爸妈 | relationship_status | 离婚"]),
        ("我和男朋友从国庆就在一起了。", ["client | relationship_status | 恋爱中 | since 2025-10-01"]),
        ("我以前是厨师，现在开公交车。", ["client | job | 厨师 | until 2026-03-04", "client | job | 开公交车"]),
        ("我二月初从西安搬到了成都。", ["client | moved_to | 成都 | since 2026-02-01"]),
        ("我小女儿上个月底搬到了合肥。", ["小女儿 | moved_to | 合肥 | since 2026-02-28"]),
        ("医生上周二给我换成了文拉法辛。", ["client | medication | 文拉法辛 | since 2026-02-24"]),
        ("又开始吃舍曲林了。", ["client | medication | 舍曲林"]),
        ("我重新开始吃舍曲林了。", ["client | medication | 舍曲林"]),
        ("我恢复服用舍曲林了。", ["client | medication | 舍曲林"]),
        ("舍曲林我又吃回来了。", ["client | medication | 舍曲林"]),
        ("我把舍曲林又捡起来吃了。", ["client | medication | 舍曲林"]),
        ("医生让我重新吃喹硫平了。", ["client | medication | 喹硫平"]),
        ("我没有重新开始吃舍曲林。", ["client | medication | 舍曲林 | no"]),
        ("我和我表姐小玲一起住。", ["client | lives_with | 表姐小玲"]),
        ("我是护士长。", ["client | job | 护士长"]),
        ("我半夜两点还睡不着。", ["client | sleep | 睡不着"]),
        ("我家的猫周日死了。", ["client | loss | 猫 | since 2026-03-01"]),
        (
            "我舅舅2022年得癌症去世了。",
            ["client | loss | 舅舅 | since 2022-01-01", "舅舅 | illness | 癌症 | since 2022-01-01"],
        ),
        ("我姐怀孕了。她住在扬州。", ["姐 | family | 怀孕", "姐 | lives_in | 扬州"]),
        ("我爸爸上周三脑梗住院了。", ["爸爸 | family | 住院 | since 2026-02-25"]),
        ("看到他的车我就恶心。", ["client | trigger | 看到他的车"]),
        ("电话一响我就心慌。", ["client | trigger | 电话一响"]),
        ("人多的地方让我紧张。", ["client | trigger | 人多的地方"]),
        ("我在技校学汽修。", ["client | studies | 汽修"]),
        ("刚搬到成都，上周的事。", ["client | moved_to | 成都 | since 2026-02-25"]),
        ("最近老失眠。", ["client | sleep | 失眠"]),
        ("没结婚。", ["client | relationship_status | 结婚 | no"]),
        ("我三十四岁，二十岁起就住在大连。", ["client | age | 三十四", "client | lives_in | 大连 | since 2012-01-01"]),
        ("我从来没得过糖尿病。", ["client | illness | 糖尿病 | no"]),
        ("一到考试我就发抖。", ["client | trigger | 考试"]),
        ("散步能让我安静下来。", ["client | helps | 散步"]),
        ("我正在自学吉他。", ["client | studies | 吉他"]),
        ("我改跟舅舅一起住了。", ["client | lives_with | 舅舅"]),
        ("上周我养了三年的狗死了。", ["client | loss | 狗 | since 2026-02-25"]),
    ],
)
def test_what_chinese_says_in_other_words(text: str, facts: list[str]) -> None:
    assert stated(text) == sorted(facts)


@pytest.mark.parametrize(
    "text",
    [
        "I run every morning.",
        "I own up to it.",
        "I'm a bit of a perfectionist.",
        "I work out at the gym.",
        "My sister's husband is a plumber.",
        "My mum's friend died last week.",
        "My phone died.",
        "Tom works as a chef.",
        "She moved to Paris.",
        "My sister is here. Lost her job on Friday.",
        "My mum and my sister came. She lives in York.",
        "My brother says he's on lithium.",
        "Living with my mum is hard.",
        "Work is busy.",
        "I'd rather not say.",
        "I don't want to go back on sertraline.",
        "I might start sertraline again.",
        "If I go back on sertraline I will gain weight.",
        "I almost moved to Leeds in 2020.",
        "My friend Tom thinks I moved to Leeds last month.",
        "May I go now?",
        "我姐的老公是水管工。",
        "我妈的朋友上周去世了。",
        "我的手机死机了。",
        "她搬到巴黎了。",
        "我妈和我姐来了。她住在扬州。",
        "我哥说他在吃锂盐。",
        "小张在当厨师。",
        "我快六十了。",
        "我不想再吃舍曲林。",
        "我可能要重新吃舍曲林。",
        "如果又开始吃舍曲林我会胖。",
        "我当时十六岁。",
        "我本来打算辞职的。",
        "2020年我差点搬到上海。",
        "我暂时住在朋友家。",
        "我在医科大学附近。",
        "他天天喝酒。",
        "到时候你叫我吧。",
        "让我想一想，我平时不太说这些。",
        "我想一下再告诉你。",
    ],
)
def test_what_is_near_a_fact_states_none(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "corrects"),
    [
        ("I said it wrong last time. I live with my uncle.", True),
        ("I live with my uncle. I got that wrong before.", True),
        ("I live with my uncle, not my grandparents.", True),
        ("I made a mistake earlier, I live with my uncle.", True),
        ("I live with my uncle now, not my grandparents.", False),
        ("I live with my uncle, not always happily.", False),
        ("I'm not good enough and I live with my uncle.", False),
        ("口误，我跟叔叔住。", True),
        ("我上次记混了。我跟叔叔住。", True),
        ("准确地说，我跟叔叔住。", True),
        ("我现在跟叔叔住。", False),
        ("我考错了题，难过。后来我跟叔叔住。", False),
    ],
)
def test_words_that_something_was_said_wrong_may_stand_beside(text: str, corrects: bool) -> None:
    turn = Turn(
        tenant="t", patient="p", session="s", n=2, author=Author.CLIENT, origin=TurnOrigin.SPOKEN, text=text, at=NOW
    )
    found = [each for each in extract_facts([turn], today=TODAY) if each.predicate == "lives_with"]
    assert [each.corrects for each in found] == [corrects]


def test_a_year_of_birth_that_is_known_dates_an_age() -> None:
    turn = Turn(
        tenant="t",
        patient="p",
        session="s",
        n=2,
        author=Author.CLIENT,
        origin=TurnOrigin.SPOKEN,
        text="I've lived in Leeds since I was twenty.",
        at=NOW,
    )
    (known,) = extract_facts([turn], today=TODAY, born=1990)
    (unknown,) = extract_facts([turn], today=TODAY)
    assert (known.valid_from, unknown.valid_from) == (date(2010, 1, 1), None)


def test_a_long_run_of_adverbs_is_read_in_one_way_and_so_at_once() -> None:
    assert stated("我" + "还在一直正在" * 20 + "失眠。") == ["client | sleep | 失眠"]
    assert stated("I " + "still really just " * 40 + "live with my sister.") == ["client | lives_with | sister"]
