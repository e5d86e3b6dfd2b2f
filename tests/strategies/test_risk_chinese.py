"""Families of plain danger in the Chinese of every region, and the turns of phrase that look like them.

Each line stands for a family of the lexicon: none of them is heard, or none is let pass, without it.
"""

import pytest

from memory.record.risk import RiskKind
from strategies.risk.reading import RiskFeature
from strategies.risk.rules import scan


@pytest.mark.parametrize(
    ("text", "tier", "kind"),
    [
        ("zs的念头又来了", 1, RiskKind.ACTIVE_IDEATION),
        ("真的想s", 1, RiskKind.PASSIVE_IDEATION),
        ("不想獲了", 1, RiskKind.PASSIVE_IDEATION),
        ("我想㓲腕", 2, RiskKind.ACTIVE_IDEATION),
        ("真系想去吊颈", 2, RiskKind.ACTIVE_IDEATION),
        ("計劃係聖誕前跳樓", 2, RiskKind.ACTIVE_IDEATION),
        ("药都买定咗", 3, RiskKind.PLAN_OR_INTENT),
        ("冇我喺度，佢哋会过得好啲", 1, RiskKind.PASSIVE_IDEATION),
        ("那辆货车冲过来的话我也不躲", 1, RiskKind.PASSIVE_IDEATION),
        ("过马路我都懒得看车了", 1, RiskKind.PASSIVE_IDEATION),
        ("我妈走那天我就该跟着去的", 1, RiskKind.PASSIVE_IDEATION),
        ("准备去见我爸了，他走了六年", 2, RiskKind.ACTIVE_IDEATION),
        ("以后就麻烦你们照顾我爸了", 1, RiskKind.PLAN_OR_INTENT),
        ("前晚爬上栏杆，被保安拉下来", 3, RiskKind.ATTEMPT_OR_BEHAVIOR),
        ("上个月吞过药", 3, RiskKind.ATTEMPT_OR_BEHAVIOR),
        ("又割了", 2, RiskKind.SELF_HARM_NONSUICIDAL),
        ("今天还是划了", 2, RiskKind.SELF_HARM_NONSUICIDAL),
        ("啱啱又𠝹咗手", 2, RiskKind.SELF_HARM_NONSUICIDAL),
        ("昨晚zc了", 2, RiskKind.SELF_HARM_NONSUICIDAL),
        ("昨晚打了老婆 手重了", 2, RiskKind.HARM_TO_OTHERS),
        ("我想斩死佢", 2, RiskKind.HARM_TO_OTHERS),
        ("我想放火烧了那家店", 2, RiskKind.HARM_TO_OTHERS),
        ("脑子里是把枕头按在宝宝脸上", 2, RiskKind.HARM_TO_OTHERS),
        ("佢琴晚又打我", 2, RiskKind.HARM_FROM_OTHERS),
        ("媳妇昨晚又打我", 2, RiskKind.HARM_FROM_OTHERS),
        ("我被继父摸过", 2, RiskKind.HARM_FROM_OTHERS),
        ("帮我点份外卖送到派出所吗 快", 2, RiskKind.HARM_FROM_OTHERS),
        ("他会查看我的手机 不便细说", 2, RiskKind.HARM_FROM_OTHERS),
        ("佢喺度，我唔方便讲", 1, RiskKind.HARM_FROM_OTHERS),
        ("耳仔入面有把声叫我斩人", 3, RiskKind.PSYCHOSIS_COMMAND),
        ("墙里的人让我烧房子", 3, RiskKind.PSYCHOSIS_COMMAND),
        ("我吞咗半樽必理痛", 3, RiskKind.MEDICAL_EMERGENCY),
        ("大出雪了怎么办", 3, RiskKind.MEDICAL_EMERGENCY),
        ("他割腕了，地上全是血", 3, RiskKind.MEDICAL_EMERGENCY),
    ],
)
def test_danger_said_plainly_is_heard_in_its_tier_in_every_register(text: str, tier: int, kind: RiskKind) -> None:
    reading = scan(text)
    assert (reading.tier, kind in reading.kinds) == (tier, True), reading


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("我冇谂过自杀", RiskFeature.NEGATED),
        ("没又自残过", RiskFeature.NEGATED),
        ("伤害自己那几条我都填的从来没有", RiskFeature.NEGATED),
        ("自杀？不会的，我还要看孙子结婚", RiskFeature.NEGATED),
        ("舅舅是自杀走的，二十年了", RiskFeature.SOMEONE_ELSE),
        ("先父因自杀离世", RiskFeature.SOMEONE_ELSE),
        ("我外公是上吊死的", RiskFeature.SOMEONE_ELSE),
        ("我妈三十年前喝过农药，救回来了", RiskFeature.SOMEONE_ELSE),
        ("高中班上有个同学跳楼", RiskFeature.SOMEONE_ELSE),
        ("在读《自杀论》", RiskFeature.IDIOM),
        ("歌词里唱“我曾想死”", RiskFeature.IDIOM),
        ("听窦娥冤 要砍头那段", RiskFeature.IDIOM),
        ("拖堂拖到我想死", RiskFeature.IDIOM),
        ("堵车堵得想杀人", RiskFeature.IDIOM),
        ("如果有来访者跟你说想自杀，你们会通知家属吗", RiskFeature.IDIOM),
        ("假设员工自伤", RiskFeature.IDIOM),
        ("吃这个药会不会变得想自杀", RiskFeature.IDIOM),
        ("班会放了个反家暴的宣传片", RiskFeature.IDIOM),
    ],
)
def test_words_of_danger_without_danger_stay_in_the_reading_and_do_not_alarm(text: str, feature: RiskFeature) -> None:
    reading = scan(text)
    assert (reading.tier, feature in reading.features, bool(reading.spans)) == (0, True, True), reading


@pytest.mark.parametrize(
    "text", ["昨晚直接睡死过去", "买了绳子，周末去攀岩", "烧炭烤肉，羊排很香", "上吊机练肩，酸了两天"]
)
def test_ordinary_things_that_only_sound_like_means_are_not_heard(text: str) -> None:
    assert scan(text).tier == 0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("又开始想死了，跟去年冬天一样", 1),
        ("您问有没有，有，我有寻死的想法", 1),
        ("拖堂拖到我想死，不是开玩笑", 1),
        ("伤害自己那几条我都填的没有，其实骗了你", 1),
        ("如果我在宿舍割腕，你们会通知家属吗", 1),
        ("我妈喝了农药，叫不醒了", 3),
        ("我妈三十年前喝过农药，刚才又喝了农药", 3),
        ("药吃完我就昏过去了，吃了两瓶安眠药", 3),
        ("我弟老有想死的念头", 1),
    ],
)
def test_what_lowers_a_phrase_does_not_reach_the_danger_beside_it(text: str, least: int) -> None:
    assert scan(text).tier >= least, scan(text)
