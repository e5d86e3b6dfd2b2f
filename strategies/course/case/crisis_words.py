"""How people tell of a crisis, in both languages: the links of the chain, each with a closed list of tags.

A tag is a hint for comparing crises with one another, no finding about a person; its words are kept beside it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from memory.record.crisis import ChainLink
from memory.record.identity import Language

_CHINESE = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile("[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag of one link: how it is said in lower case, and its own name in both languages."""

    link: ChainLink
    name: str
    english: re.Pattern[str]
    chinese: re.Pattern[str]
    label: Mapping[Language, str]


def tags_said(text: str, tags: Iterable[Tag]) -> Iterator[tuple[Tag, re.Match[str]]]:
    """Every place where one of the tags stands in a text (in lower case). A script that is not there is not tried."""
    english, chinese = _ENGLISH.search(text) is not None, _CHINESE.search(text) is not None
    for tag in tags:
        if english:
            for match in tag.english.finditer(text):
                yield tag, match
        if chinese:
            for match in tag.chinese.finditer(text):
                yield tag, match


def _tag(link: ChainLink, name: str, english: str, chinese: str, said: str, said_zh: str) -> Tag:
    return Tag(
        link=link,
        name=name,
        english=re.compile(rf"\b(?:{said})"),
        chinese=re.compile(said_zh),
        label={Language.EN: english, Language.ZH: chinese},
    )


_T, _A, _F, _B, _C, _H = (
    ChainLink.TRIGGER,
    ChainLink.APPRAISAL,
    ChainLink.AFFECT,
    ChainLink.BEHAVIOUR,
    ChainLink.CONSEQUENCE,
    ChainLink.HELPED,
)
_NOT = r"(?:did(?:n't| not)|has(?:n't| not)|have(?:n't| not)|does(?:n't| not)|never|would(?:n't| not)|not)"

TRIGGERS: tuple[Tag, ...] = (
    _tag(
        _T,
        "no_reply",
        "no reply",
        "对方不回应",
        rf"{_NOT} (?:reply|replied|answer(?:ed)?|text(?:ed)?(?: me)? back|(?:call|ring|rang|"
        rf"phone)(?:ed)?(?: me)? back|"
        rf"write|written back|pick(?:ed)? up)|no (?:reply|answer)\b|left me on read|"
        rf"ignored my (?:messages?|calls?|texts?)|"
        r"silent treatment|went silent",
        r"(?:没有?|不|一直没)(?:再)?(?:回|接)(?:过|了)?(?:我)?的?(?:消息|信息|微信|电话|短信|话)|"
        r"(?:消息|微信|电话|短信)(?:他|她|也|都|一直|就)*(?:没有?|不)(?:人)?(?:回|接)|不理我|"
        r"没有?回(?:复)?我|已读不回",
    ),
    _tag(
        _T,
        "quarrel",
        "a quarrel",
        "争吵",
        r"quarrel\w*|argued|arguments?\b|(?:had|have|got into) (?:a|another) (?:\w+ )?(?:fight|row)|"
        r"(?:shouted|yelled|screamed) at (?:me|each other)",
        r"吵架|吵了|吵起来|大吵|争吵|骂我|骂了我|冲我吼|朝我吼",
    ),
    _tag(
        _T,
        "criticism",
        "criticism",
        "被批评",
        r"critici[sz]\w+|told me off|put me down|tore into me|complained about (?:me|my)|"
        r"picked (?:on me|my \w+ apart)|"
        r"said (?:my work|it) was (?:not good|useless|bad)",
        r"批评|训了我|训我|指责|挑(?:我的?)?毛病|说我(?:不行|没用|做得不好)|数落",
    ),
    _tag(
        _T,
        "rejection",
        "a rejection",
        "被拒绝",
        r"broke up|dumped|turned me down|reject\w+|left me\b(?! on read)|cancelled on me|called (?:it|the \w+) off|"
        r"did(?:n't| not) (?:invite|want) me",
        r"分手|拒绝了?我|被拒|没(?:有)?(?:叫|邀请|约)我|甩了我|爽约|放了?我鸽子",
    ),
    _tag(
        _T,
        "family_contact",
        "contact with family",
        "与家人接触",
        r"(?:my )?(?:mother|mum|mom|father|dad|parents) (?:\w+ )?(?:called|rang|phoned|visited|came)|"
        r"visit(?:ed|ing)? (?:my|to my) (?:mother|mum|mom|father|dad|parents|family)",
        (
            r"(?:我)?(?:妈妈?|母亲|爸爸?|父亲|父母|家里)(?:昨天|昨晚|又|突然)?(?:打来?电话|打电话来|"
            r"来电话|过来|来看我|来了)|回(?:了)?(?:老家|父母家|娘家)"
        ),
    ),
    _tag(
        _T,
        "alone",
        "being alone",
        "独处",
        r"alone (?:at home|in the (?:flat|house|room)|all (?:evening|night|weekend|day)|that (?:evening|night))|"
        r"(?:empty|quiet) (?:flat|house)|on my own all",
        r"一个人(?:在家|待|呆|过|在宿舍)|家里没人|独自(?:在家|一人)",
    ),
    _tag(
        _T,
        "workload",
        "pressure of work or study",
        "工作学习压力",
        r"deadlines?\b|overdue|presentation|exams?\b|too much (?:work|to do)|report was due",
        r"截止|交(?:报告|稿|方案)|考试|汇报|加班|任务太多",
    ),
    _tag(
        _T,
        "money",
        "money",
        "钱的问题",
        r"(?:unpaid )?bills?\b|rent\b|debts?\b|overdraft|bailiff",
        r"账单|房租|欠(?:了)?(?:钱|债)|信用卡|催款|催债",
    ),
    _tag(
        _T,
        "anniversary",
        "a day that comes round",
        "特殊的日子",
        r"anniversar\w+|birthday|(?:a|one|two|three) years? since|the day (?:he|she|\w+ \w+) died",
        r"忌日|周年|生日|清明|去世的?那天",
    ),
)
"""What happened before."""

PEOPLE: tuple[Tag, ...] = tuple(
    _tag(_T, f"who_{name}", english, chinese, said, said_zh)
    for name, english, chinese, said, said_zh in (
        (
            "partner",
            "partner",
            "伴侣",
            r"(?:my )?(?:boyfriend|girlfriend|husband|wife|partner|ex)\b",
            r"男朋友|女朋友|老公|老婆|丈夫|妻子|对象|男友|女友|前任",
        ),
        ("mother", "mother", "母亲", r"(?:my )?(?:mother|mum|mom)\b", r"妈妈|母亲|我妈"),
        ("father", "father", "父亲", r"(?:my )?(?:father|dad)\b", r"爸爸|父亲|我爸"),
        ("sibling", "sibling", "兄弟姐妹", r"(?:my )?(?:sister|brother)\b", r"姐姐|妹妹|哥哥|弟弟|我姐|我妹|我哥|我弟"),
        ("child", "child", "孩子", r"(?:my )?(?:son|daughter|kids?|children)\b", r"儿子|女儿|孩子"),
        ("boss", "boss", "上级", r"(?:my )?(?:boss|manager|supervisor)\b", r"老板|领导|主管|经理|导师"),
        ("colleague", "colleague", "同事", r"(?:my |a )?(?:colleagues?|co-?workers?)\b", r"同事"),
        ("friend", "friend", "朋友", r"(?:my |a )?(?:best )?friends?\b", r"(?<!男)(?<!女)朋友|闺蜜|室友"),
    )
)
"""Who was in it."""

APPRAISALS: tuple[Tag, ...] = (
    _tag(
        _A,
        "unwanted",
        "not wanted",
        "没人要",
        r"(?:nobody|no one|no-one) (?:\w+ )?(?:wants?|likes?|loves?|needs?|cares?)|unlovable|unwanted|abandon\w+|"
        r"(?:he|she|they)(?:'s| is| are|'re)? (?:going to leave|done with|leaving|sick of) me|"
        r"i (?:don't|do not) matter|"
        r"(?:he|she|they) (?:doesn't|don't|does not|do not) (?:want|love|care)",
        (
            r"没(?:有)?人(?:会)?(?:要|爱|喜欢|在乎|需要|关心)我?|(?:不要|不爱|不在乎)我|(?:会|要)离开我|"
            r"被(?:抛弃|丢下|遗弃)|我不重要"
        ),
    ),
    _tag(
        _A,
        "failure",
        "a failure",
        "失败",
        r"(?:i'm|i am|i'm just|such) (?:\w+ )?(?:a )?failure|can(?:'t|not) do anything right|"
        r"useless\b|not good enough|"
        r"fail(?:ed)? at everything|worthless",
        r"(?:我)?(?:很|太|真|是个?)失败|我没用|什么都做不好|不够好|废物|一事无成|一无是处",
    ),
    _tag(
        _A,
        "burden",
        "a burden",
        "拖累别人",
        r"(?:a )?burden\b|in (?:the|everyone's|everybody's) way|better off without me",
        r"累赘|负担|拖累|多余的?",
    ),
    _tag(
        _A,
        "losing_control",
        "losing control",
        "要失控",
        r"losing (?:control|my mind|it)|going (?:mad|crazy|insane)|(?:going to|about to) (?:die|faint)|heart attack",
        r"要疯|快疯|失去控制|控制不住自己|要死了|心脏病发",
    ),
    _tag(
        _A,
        "blame",
        "my own fault",
        "都怪我",
        r"(?:all )?my (?:own )?fault|i ruin(?:ed)? (?:everything|it)|to blame\b",
        r"(?:是)?我的错|都怪我|怪我自己|都(?:是)?因为我|被我毁",
    ),
    _tag(
        _A,
        "endless",
        "it will never change",
        "永远不会好",
        (
            r"(?:it )?(?:will|'ll|would) (?:never (?:get better|change|end|stop)|always be like this)|"
            r"no way out|no point\b|pointless"
        ),
        r"永远(?:都)?(?:不会好|好不了|这样|改变不了)|没有?出路|没(?:有)?意义|没(?:有)?希望",
    ),
    _tag(_A, "unfair", "unfair", "不公平", r"not fair\b|unfair|how dare|humiliat\w+", r"不公平|凭什么|羞辱|欺负"),
)
"""What it meant to them."""

AFFECTS: tuple[Tag, ...] = (
    _tag(_F, "panic", "panic", "惊恐", r"panic\w*|terrified|terror\b", r"惊恐|恐慌|慌了|慌得|慌张|心慌"),
    _tag(_F, "fear", "fear", "害怕", r"afraid|scared|frightened|anxious|dread", r"害怕|焦虑|紧张|恐惧"),
    _tag(_F, "shame", "shame", "羞耻", r"asham\w+|shame\b", r"羞愧|羞耻|丢脸|没脸"),
    _tag(
        _F, "sadness", "sadness", "难过", r"sad\b|cried|crying|tears\b|sobb\w+|heartbroken", r"难过|伤心|哭|流泪|心碎"
    ),
    _tag(_F, "anger", "anger", "愤怒", r"angry|furious|rage\b|raging", r"生气|愤怒|火大|气得|气炸"),
    _tag(_F, "emptiness", "emptiness", "空虚", r"empty inside|felt empty|hollow|numb\b", r"空虚|心里空|空荡荡|麻木"),
    _tag(_F, "guilt", "guilt", "内疚", r"guilt\w*", r"内疚|愧疚|自责"),
    _tag(_F, "despair", "despair", "绝望", r"despair\w*|desperate|hopeless\b", r"绝望|崩溃"),
)
"""What they felt."""

BEHAVIOURS: tuple[Tag, ...] = (
    _tag(
        _B,
        "self_harm",
        "self-harm",
        "自伤",
        r"(?:cut|burned|burnt|scratched|hurt|hit) (?:myself|my (?:arms?|legs?|wrists?))",
        r"割(?:了)?(?:手|腕|自己|胳膊)|伤害(?:了)?自己|自残|划(?:了)?(?:手|胳膊)|打自己",
    ),
    _tag(
        _B,
        "drinking",
        "drinking",
        "喝酒",
        r"drank|drunk\b|drinking|(?:bottle|glass|glasses) of (?:wine|vodka|whisky|gin|beer)",
        r"喝(?:了)?(?:很多|好多|一瓶|半瓶|两瓶|不少)?(?:白|红|啤)?酒|灌(?:了)?酒|买醉|喝醉|喝多",
    ),
    _tag(
        _B,
        "bingeing",
        "bingeing",
        "暴食",
        r"binged?\b|bingeing|ate (?:everything|until|the whole)",
        r"暴食|暴饮暴食|吃到吐|拼命吃|不停地吃",
    ),
    _tag(
        _B,
        "flooding",
        "calling again and again",
        "不停联系对方",
        (
            r"(?:called|rang|texted|messaged|phoned|wrote to) (?:him|her|them) (?:\w+ ){0,2}(?:times|"
            r"again and again|over and over|all night)|(?:\d+|dozens of|twenty|thirty|forty) (?:messages|"
            r"texts|calls)"
        ),
        (
            r"(?:打|发)了(?:几十|十几|好几十|二十|三十|\d+|无数|好多|很多)(?:个|条|通)|(?:不停|一直|"
            r"一遍又?一遍|反复)地?(?:给(?:他|她))?(?:打电话|发消息|发微信|打|发)"
        ),
    ),
    _tag(
        _B,
        "withdrawal",
        "shutting oneself away",
        "把自己关起来",
        (
            r"shut myself|locked (?:myself|the door)|stayed in bed|turned (?:off my phone|my phone off)|"
            r"hid (?:in|under|away)"
        ),
        (
            r"把自己(?:关|锁)|锁(?:上|在)(?:门|房间|屋里)|躺(?:了)?(?:一整天|两天|在床上)|关(?:了)?机|"
            r"不出门"
        ),
    ),
    _tag(
        _B,
        "lashing_out",
        "lashing out",
        "发泄",
        r"screamed|threw|smashed|shouted back|punched|hit the wall|slammed",
        r"摔(?:了|东西|杯|碗|手机)|砸(?:了|东西)|大喊大叫|吼了|发(?:了)?(?:大)?脾气",
    ),
    _tag(
        _B,
        "running_away",
        "running off",
        "跑出去",
        r"ran (?:out|off|away)|walked out|drove (?:off|around)|left the house",
        r"跑出去|冲出(?:去|门|家)|夺门而出|开车出去",
    ),
    _tag(
        _B,
        "lying_awake",
        "lying awake",
        "整夜睡不着",
        r"lay awake|(?:didn't|did not|couldn't) sleep|up all night",
        r"(?:一夜|整夜|整晚|一晚上)(?:都)?(?:没|睡不着|没睡)|睡不着|翻来覆去",
    ),
)
"""What they did."""

CONSEQUENCES: tuple[Tag, ...] = (
    _tag(
        _C,
        "missed_duty",
        "missed work or school",
        "没去上班上学",
        (
            r"called in sick|missed (?:work|school|class|my (?:shift|exam|lecture)|the (?:shift|exam|"
            r"meeting))|(?:didn't|did not|couldn't) (?:go|get|make it) (?:in )?to (?:work|school)"
        ),
        r"请(?:了)?(?:病)?假|没(?:有)?(?:去)?上班|没(?:有)?(?:去)?上(?:学|课)|旷(?:课|工)",
    ),
    _tag(
        _C,
        "relation_worse",
        "worse between them",
        "关系更僵",
        r"blocked me|worse between us|stopped speaking|(?:he|she) was (?:frightened|scared|fed up)",
        r"拉黑|关系更(?:僵|差|糟)|更不理我|冷战",
    ),
    _tag(
        _C,
        "exhausted",
        "exhausted after",
        "精疲力尽",
        r"exhausted|wiped out|hung ?over|drained",
        r"精疲力[尽竭]|筋疲力尽|累垮|宿醉",
    ),
    _tag(
        _C, "medical", "needed a doctor", "需要就医", r"hospital|stitches|emergency room|a&e\b", r"医院|急诊|缝针|缝了"
    ),
    _tag(
        _C,
        "regret",
        "regret after",
        "事后后悔",
        r"regret\w*|hated myself (?:after|the next|for)|ashamed (?:afterwards|the next|of myself)",
        r"后悔|第二天.{0,6}(?:羞|丢脸|恨自己)",
    ),
    _tag(
        _C,
        "relief",
        "a short relief",
        "短暂缓解",
        r"relief\b|relieved for|(?:calmer|better) for a (?:while|moment|bit)",
        r"松了(?:一)?口气|(?:当时|暂时)(?:好受|轻松)",
    ),
)
"""What it brought."""

HELPS: tuple[Tag, ...] = (
    _tag(
        _H,
        "talking",
        "talking to somebody",
        "找人说话",
        r"(?:called|calling|rang|phoned|phoning|talk\w*|spoke|speaking|sat with|ringing)",
        r"打(?:了)?(?:个)?电话|聊|说(?:说)?话|陪",
    ),
    _tag(_H, "walking", "a walk", "散步", r"walk\w*|went outside|fresh air", r"散步|走(?:了)?(?:一|走|圈)|出去走|透气"),
    _tag(_H, "cold", "cold water", "冷水", r"cold (?:water|shower)|ice\b", r"冷水|冰块|冰水"),
    _tag(_H, "breathing", "breathing", "呼吸", r"breath\w*", r"呼吸"),
    _tag(_H, "music", "music", "音乐", r"music\b|songs?\b|played", r"音乐|听歌|弹琴"),
    _tag(_H, "animal", "an animal", "宠物", r"(?:the|my) (?:dog|cat)\b", r"狗|猫"),
    _tag(_H, "hotline", "a crisis line", "热线", r"(?:crisis|help) ?line|samaritans", r"热线"),
)
"""What helped."""

ALL_TAGS: tuple[Tag, ...] = (
    *TRIGGERS,
    *PEOPLE,
    *APPRAISALS,
    *AFFECTS,
    *BEHAVIOURS,
    *CONSEQUENCES,
    *HELPS,
)


def labels(language: Language) -> dict[str, str]:
    """Tag -> its words."""
    return {tag.name: tag.label[language] for tag in ALL_TAGS}
