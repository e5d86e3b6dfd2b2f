"""The closed list of predicates, and how each is said in English and in Chinese."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Predicate(StrEnum):
    """What a fact may be about."""

    LIVES_WITH = "lives_with"
    FAMILY = "family"
    RELATIONSHIP_STATUS = "relationship_status"
    JOB = "job"
    JOB_CHANGE = "job_change"
    STUDIES = "studies"
    MEDICATION = "medication"
    SLEEP = "sleep"
    ALCOHOL = "alcohol"
    PET = "pet"
    GOAL = "goal"
    FEAR = "fear"
    MOVED_TO = "moved_to"
    ILLNESS = "illness"
    LOSS = "loss"
    BELIEF = "belief"
    HELPS = "helps"
    TRIGGER = "trigger"


MULTI_VALUED = frozenset(
    {
        Predicate.FAMILY,
        Predicate.JOB_CHANGE,
        Predicate.MEDICATION,
        Predicate.PET,
        Predicate.GOAL,
        Predicate.FEAR,
        Predicate.ILLNESS,
        Predicate.LOSS,
        Predicate.BELIEF,
        Predicate.HELPS,
        Predicate.TRIGGER,
    }
)
"""Predicates that hold several values at once: another value adds, it takes no other's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of saying a predicate. The object is the group `object`, or fixed; `no` is a group of denial."""

    predicate: Predicate
    regex: re.Pattern[str]
    object: str | None = None
    negated: bool = False
    confidence: float = 0.8


def _pattern(
    predicate: Predicate,
    regex: str,
    *,
    object: str | None = None,  # noqa: A002 - the record's own word
    negated: bool = False,
    confidence: float = 0.8,
) -> Pattern:
    return Pattern(
        predicate=predicate,
        regex=re.compile(regex, re.IGNORECASE),
        object=object,
        negated=negated,
        confidence=confidence,
    )


_ARTICLE = re.compile(r"^(?:(?:my|the|an?|our|some|that|to)\s+|我的?|了|一(?:只|条|个|份|位))(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:\s+(?:now|any ?more|again|lately|too|as well|though|really|right now|these days|at the moment)|"
    r"[了呢啊吧呀嘛的])+$",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """An object without its article and what trails it ("my sister now" is "sister")."""
    bare = " ".join(text.strip(" ,.;:!?，。；：！？、\"'").split())
    return _TRAILING.sub("", _ARTICLE.sub("", bare)).strip()


_KIN = (
    r"(?:mother|mom|mum|father|dad|brother|sister|son|daughter|husband|wife|partner|boyfriend|girlfriend|"
    r"fianc[ée]e?|grandmother|grandma|"
    r"grandfather|grandpa|aunt|uncle|cousin|stepfather|stepmother|stepdad|stepmom|parents|baby|twin|"
    r"niece|nephew|mother-in-law|father-in-law)"
)
_CLOSE = rf"(?:{_KIN}|(?:best |old |closest )?friend|dog|cat|roommate|teacher|colleague)"
_DRUG = (
    r"(?:sertraline|zoloft|fluoxetine|prozac|escitalopram|lexapro|cipralex|citalopram|celexa|paroxetine|"
    r"paxil|venlafaxine|effexor|duloxetine|cymbalta|"
    r"mirtazapine|bupropion|wellbutrin|trazodone|amitriptyline|quetiapine|seroquel|olanzapine|"
    r"aripiprazole|abilify|risperidone|lithium|lamotrigine|valproate|"
    r"lorazepam|ativan|diazepam|valium|alprazolam|xanax|clonazepam|zopiclone|zolpidem|ambien|melatonin|"
    r"propranolol|methylphenidate|ritalin|adderall|buspirone|"
    r"my (?:antidepressants?|medication|meds|sleeping pills|tablets|pills)|antidepressants|sleeping pills)"
)
_END = r"(?=\s*(?:[.,;!?]|$|\b(?:and|but|because|so|since|which|who|when|until|after|before|where|though)\b))"
_I = r"\b(?:i|i'm|i am|i've|i have|i'd)\b"

ENGLISH: tuple[Pattern, ...] = (
    _pattern(
        Predicate.LIVES_WITH,
        rf"\bi(?:'m| am|'ve| have)?(?: (?P<no>don't|do not|no longer|never))?(?: (?:still|now|currently|"
        rf"just|been))* (?:live|living|moved in|staying|stay|moved back in) with (?P<object>[a-z' "
        rf"-]{{2,40}}?){_END}",
    ),
    _pattern(
        Predicate.LIVES_WITH,
        r"\bi(?:'m| am)?(?: (?:still|now|currently|just))* (?:live|living) (?:alone|on my own|by myself)\b",
        object="alone",
    ),
    _pattern(
        Predicate.FAMILY,
        rf"\bmy (?P<subject>{_KIN}) (?P<object>(?:is|was|has|had|lives|works|drinks|left|lost|moved|got|"
        rf"retired|just|suffers|struggles|isn't|doesn't|are|have)\b[^.,;!?]{{2,60}}?){_END}",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\bi(?:'m| am)(?: (?P<no>not))?(?: (?:now|still|currently|recently|newly))* (?P<object>single|"
        r"married|divorced|engaged|separated|widowed)\b(?! (?:out|from))",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\b(?:i|we)(?:'ve| have)?(?: just| finally| recently)? got(?:ten)? (?P<object>married|divorced|engaged)\b",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\b(?:my (?:husband|wife|boyfriend|girlfriend|partner|ex) and i|we|i)(?:'ve| have)?(?: just| "
        r"finally| recently)? (?:broke up|broken up|split up|separated)\b|\bmy (?:husband|wife|boyfriend|"
        r"girlfriend|partner) (?:left me|broke up with me|dumped me)\b",
        object="separated",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\bi(?:'m| am)? (?:have a|dating|seeing|in a relationship|got a) ?(?:new )?(?:boyfriend|"
        r"girlfriend|someone|partner|with)\b",
        object="in a relationship",
    ),
    _pattern(
        Predicate.JOB,
        rf"\bi (?:still |now |currently )?(?:work|am working|'m working) (?:as|at|in|for) "
        rf"(?P<object>[^.,;!?]{{2,40}}?){_END}",
    ),
    _pattern(
        Predicate.JOB,
        r"\bi(?:'m| am) an? (?P<object>(?:\w+ )?(?:nurse|teacher|engineer|doctor|student|lawyer|"
        r"accountant|designer|driver|cook|chef|waiter|waitress|cleaner|manager|developer|programmer|"
        r"writer|artist|musician|mechanic|carpenter|electrician|plumber|librarian|paramedic|pharmacist|"
        r"cashier|secretary|architect|scientist|researcher|journalist|farmer|baker|barista|receptionist|"
        r"social worker))\b",
    ),
    _pattern(
        Predicate.JOB,
        r"\bi(?:'m| am) (?:currently )?(?:unemployed|out of work|between jobs|jobless)\b",
        object="unemployed",
    ),
    _pattern(
        Predicate.JOB_CHANGE,
        r"\bi(?:'ve| have)?(?: just| finally| recently)? (?P<object>(?:quit|lost|left|started|got|"
        r"changed|found|resigned from|am starting|was offered) (?:my|a|the|another) (?:new |old )?job|"
        r"(?:was|got|been) (?:fired|laid off|promoted|demoted|made redundant)|resigned|retired)\b",
    ),
    _pattern(
        Predicate.STUDIES,
        rf"\bi(?:'m| am)? (?:study|studying|majoring in|doing (?:a|my) (?:degree|master's|phd|course) "
        rf"in) (?P<object>[^.,;!?]{{2,40}}?){_END}",
    ),
    _pattern(
        Predicate.MEDICATION,
        rf"\bi(?:'m| am|'ve| have)?(?: just| finally| recently| been| also)*(?: (?P<no>don't|no longer|"
        rf"never))? (?P<object>(?:take|taking|on|started|start|starting|stopped|came off|come off|was "
        rf"prescribed|prescribed|switched to|increased|doubled|quit|missed|skipped)(?: taking| on| the| "
        rf"my)* {_DRUG})\b",
    ),
    _pattern(
        Predicate.SLEEP,
        r"\b(?:sleep|slept|sleeping|get|getting|got)(?: (?:only|about|maybe|around|roughly|like|just))* "
        r"(?P<object>(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten)(?: (?:or|to) "
        r"(?:\d|\w+))?(?: and a half)? hours?)(?: (?:of sleep|a night|per night|last night))?\b",
    ),
    _pattern(
        Predicate.SLEEP,
        r"\b(?P<object>can't (?:fall |stay )?(?:sleep|asleep)|trouble (?:sleeping|falling asleep|staying "
        r"asleep)|insomnia|nightmares|wak(?:e|ing) up (?:at (?:\d{1,2}|\w+)|every hour|early|in the "
        r"middle of the night)|sleeping (?:badly|too much|all day))\b",
    ),
    _pattern(
        Predicate.ALCOHOL,
        r"\bi(?:'ve| have|'m| am)?(?: been)? (?P<object>(?:drink|drank|drinking|"
        r"had)\b[^.,;!?]{0,30}\b(?:wine|beers?|alcohol|whisk(?:e)?y|vodka|drinks|bottles?|every (?:day|"
        r"night|evening)|a lot))\b",
    ),
    _pattern(
        Predicate.ALCOHOL,
        r"\bi(?:'ve| have)? (?:just )?(?:quit|stopped|gave up|given up) drinking\b|\bi don't drink\b|\bi'?m sober\b",
        object="drinks alcohol",
        negated=True,
    ),
    _pattern(
        Predicate.PET,
        r"\b(?:my|i (?:have|got|adopted)(?: an?| two| three)?) (?:\w+ )?(?P<object>(?:dogs?|cats?|"
        r"rabbits?|hamsters?|parrots?|pupp(?:y|ies)|kittens?|horses?)(?:,? (?:called|named) [A-Z]\w+)?)\b",
    ),
    _pattern(
        Predicate.GOAL,
        rf"\b(?:i (?:really |just )?(?P<no>don't )?(?:want|would like|hope|plan|intend)|i'd (?:really "
        rf")?like|i'm hoping|my goal is) to (?P<object>[^.,;!?]{{3,60}}?){_END}",
        confidence=0.7,
    ),
    _pattern(
        Predicate.FEAR,
        rf"\bi(?:'m| am)(?: (?P<no>not))?(?: (?:so|really|always|still|very|also|just))* (?:afraid|"
        rf"scared|terrified|frightened) (?:of|that|to|about)? ?(?P<object>[^.,;!?]{{3,60}}?){_END}",
    ),
    _pattern(
        Predicate.FEAR,
        rf"\b(?:i (?:constantly |always )?(?:fear|worry about|worry that|dread)|i'm worried (?:about|"
        rf"that)|my (?:biggest|greatest|worst) fear is) (?P<object>[^.,;!?]{{3,60}}?){_END}",
    ),
    _pattern(
        Predicate.MOVED_TO,
        r"\b(?:i|we)(?:'ve| have|'m| am|'re| are)?(?: just| recently| finally)? (?:moved|moving|"
        r"relocated) (?:back )?to (?P<object>[^.,;!?]{2,40}?)(?=\s*(?:[.,;!?]|$|\b(?:and|but|because|so|"
        r"last|this|next|in|with|for|two|three|yesterday|a)\b))",
    ),
    _pattern(
        Predicate.ILLNESS,
        rf"\bi(?:'ve| have)?(?: just| been| was| got)* (?:diagnosed with|suffer from|suffering from) "
        rf"(?P<object>[^.,;!?]{{3,40}}?){_END}",
    ),
    _pattern(
        Predicate.ILLNESS,
        r"\bi (?:have|'ve got|also have) (?P<object>(?:\w+ )?(?:diabetes|asthma|epilepsy|migraines?|"
        r"cancer|arthritis|hypertension|fibromyalgia|ibs|adhd|ocd|ptsd|bipolar(?: disorder)?|anorexia|"
        r"bulimia|endometriosis|psoriasis|chronic pain))\b",
    ),
    _pattern(
        Predicate.LOSS,
        rf"\bmy (?P<object>{_CLOSE}) (?:just |suddenly )?(?:died|passed away|passed|was killed|killed "
        rf"(?:him|her)self)\b",
        confidence=0.9,
    ),
    _pattern(Predicate.LOSS, rf"\bi lost (?:my )(?P<object>{_CLOSE})\b", confidence=0.7),
    _pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am) (?:convinced|certain|sure|positive) (?:that )?(?P<object>[^.;!?]{4,80}?)(?=[.;!?]|$)",
    ),
    _pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am| feel like i'm| feel like)(?: (?P<no>not))?(?: (?:just|so|such|completely|totally|"
        r"basically|really))* (?P<object>(?:a |an )?(?:complete |total |huge |terrible |bad "
        r")?(?:worthless|failure|useless|unlovable|stupid|burden|broken|weak|idiot|loser|defective|bad "
        r"(?:mother|father|person|daughter|son|wife|husband|parent)|good enough|disgusting|pathetic))\b",
    ),
    _pattern(
        Predicate.BELIEF,
        r"\b(?P<object>(?:everyone|everybody|people|they|no one|nobody|my \w+) (?:all )?(?:hates?|"
        r"thinks? i'm|laughs? at|is laughing at|are laughing at|looks? down on|is watching|are watching|"
        r"is following|are following|is spying on|are spying on|loves|likes|cares about) me)\b",
    ),
    _pattern(
        Predicate.HELPS,
        r"(?:^|[,;] |\b(?:but|and|because|that|think|say|so) )(?P<object>(?!it\b|that\b|this\b|nothing\b|"
        r"what\b|which\b|who\b|if\b)[a-z][a-z' -]{2,40}?) (?:(?:really|also|always|usually|sometimes|"
        r"does) )?(?P<no>doesn't |didn't |never |does not |did not )?(?:helps?|helped|calms|calmed|"
        r"soothes|makes me feel better)\b(?! (?:you|him|her|them|out|with the))",
    ),
    _pattern(
        Predicate.TRIGGER,
        r"\b(?:whenever|every time|each time) (?P<object>[^.,;!?]{3,60}?),? i (?:just |always )?(?:panic|"
        r"freeze|shut down|cry|get (?:anxious|angry|sad|scared|upset|nervous)|start|feel|spiral|drink|"
        r"binge|can't)\b",
    ),
    _pattern(
        Predicate.TRIGGER,
        r"(?:^|[,;] |\b(?:but|and|because) )(?P<object>[a-z][a-z' -]{3,50}?) (?:always |really "
        r")?(?:triggers (?:me|it|my)|sets me off|makes me (?:panic|anxious|freeze|nervous|spiral))\b",
    ),
)

_ZH_KIN = (
    r"(?:妈妈|母亲|爸爸|父亲|老公|丈夫|老婆|妻子|男朋友|女朋友|男友|女友|哥哥|弟弟|姐姐|妹妹|儿子|女儿|"
    r"孩子|奶奶|爷爷|外公|外婆|姥姥|姥爷|叔叔|舅舅|姑姑|阿姨|"
    r"表哥|表姐|表弟|表妹|婆婆|公公|岳父|岳母|继父|继母|父母|爸妈|妈|爸)"
)
_ZH_CLOSE = rf"(?:{_ZH_KIN}|(?:最好的|好)?朋友|狗狗|猫咪|狗|猫|室友|老师|同事|闺蜜|同学)"
_ZH_DRUG = (
    r"(?:舍曲林|氟西汀|百忧解|艾司西酞普兰|来士普|西酞普兰|帕罗西汀|文拉法辛|度洛西汀|米氮平|安非他酮|曲唑酮|"
    r"阿米替林|喹硫平|奥氮平|阿立哌唑|利培酮|碳酸锂|拉莫三嗪|丙戊酸\w{0,2}|劳拉西泮|地西泮|安定|阿普唑仑|"
    r"氯硝西泮|佐匹克隆|唑吡坦|褪黑素|普萘洛尔|哌甲酯|专注达|安眠药|抗抑郁药|药)"
)
_W = r"[^,.;!?，。；！？、\s]"

CHINESE: tuple[Pattern, ...] = (
    _pattern(
        Predicate.LIVES_WITH,
        rf"我(?:现在|目前|还|还是|一直|已经|搬去|搬回去|搬回家|暂时|开始)*(?P<no>不|没有?|"
        rf"不再)?(?:再)?(?:和|跟|与)(?P<object>{_W}{{1,10}}?)(?:一起|一块儿?|同)?住",
    ),
    _pattern(
        Predicate.LIVES_WITH,
        r"我(?:现在|目前|还是|一直)*(?:是)?(?:一个人|独自|自己)(?:一个人)?住|我独居",
        object="独居",
    ),
    _pattern(
        Predicate.FAMILY,
        rf"我(?:的)?(?P<subject>{_ZH_KIN})(?P<object>(?:是|在|有|得了|住院|病|失业|退休|离婚|再婚|怀孕|"
        rf"搬|喝酒|酗酒|最近|刚|生病|身体|查出|出轨){_W}{{0,20}})",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"我(?:现在|目前|还|已经|刚|刚刚|是|一直)*(?P<no>没有?|不是)?(?P<object>单身|结婚|已婚|离婚|订婚|"
        r"分居|丧偶|未婚)(?:了|的)?",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"(?:我|我们|我(?:和|跟){_ZH_KIN})(?:上周|上个月|刚|刚刚|已经|最近|终于)*(?:分手|分开)了?",
        object="分手",
    ),
    _pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"我(?:现在|最近|刚)*(?:有|交|谈|找)(?:了)?(?:个|一个)?(?:新)?(?:男朋友|女朋友|对象|男友|"
        r"女友)了?|我(?:在)?谈恋爱",
        object="恋爱中",
    ),
    _pattern(Predicate.JOB, rf"我(?:现在|目前|还是|还)*(?:在|是在)(?P<object>{_W}{{2,14}}?)(?:上班|工作(?!了|压力))"),
    _pattern(
        Predicate.JOB,
        r"我(?:现在|目前)?(?:是|当|做)(?:一名|一个|个|名)?(?P<object>\w{0,4}(?:护士|老师|教师|工程师|"
        r"医生|学生|律师|会计|设计师|司机|厨师|服务员|程序员|经理|作家|画家|销售|客服|公务员|编辑|记者|"
        r"保安|快递员|外卖员|研究员|药剂师|社工))",
    ),
    _pattern(Predicate.JOB, r"我(?:现在|目前|还)*(?:失业|待业|没有?工作|没工作)(?:了|中|在家)?", object="失业"),
    _pattern(
        Predicate.JOB_CHANGE,
        r"我(?:上周|上个月|昨天|刚|刚刚|已经|最近|终于|又|被)*(?P<object>(?:辞职|离职|被裁员?|被辞退|"
        r"被开除|升职|降职|跳槽|换工作|换了(?:新|份)?(?:新)?工作|找到(?:新)?工作|丢了工作|入职|退休))了?",
    ),
    _pattern(
        Predicate.STUDIES,
        rf"我(?:现在|目前)?(?:在读|在学|学的是|读的是|主修|念|正在读|攻读|在念)(?P<object>{_W}{{2,14}})",
    ),
    _pattern(
        Predicate.MEDICATION,
        rf"我?(?:现在|最近|每天|刚|刚刚|已经|一直|上周|医生(?:给我|让我)?|又|自己|还在|这周|把|上个月|"
        rf"昨天|都)*(?P<no>不|没有?)?(?P<object>(?:在吃|开始吃|吃着|吃了|服用|停了|停掉|停用|换成|换了|"
        rf"加了|减了|开了|漏吃|忘了吃|吃(?!药的时候)|不再吃){_ZH_DRUG}|{_ZH_DRUG}(?:停了|加量|减量|"
        rf"加到{_W}{{1,6}}|减到{_W}{{1,6}}|换了))",
    ),
    _pattern(
        Predicate.SLEEP,
        r"(?:睡|睡了|睡眠)(?:大概|差不多|只有|不到|了|只|就|大约|也就|得)*(?P<object>(?:\d{1,2}(?:\.\d)?|"
        r"[一两二三四五六七八九十]{1,2})(?:[、到至]\w)?(?:个)?半?(?:小时|钟头))",
    ),
    _pattern(
        Predicate.SLEEP,
        r"(?P<object>失眠|睡不着|睡不好|睡得(?:很|不|特别|好)?(?:差|浅|不好|不踏实)|早醒|(?:半夜|"
        r"凌晨)(?:\w{1,3}点)?(?:就|总|会|老)*醒|做噩梦|噩梦|入睡困难|嗜睡)",
    ),
    _pattern(
        Predicate.ALCOHOL,
        r"我(?:已经|现在|终于|从来|从)*(?:戒酒|不喝酒|戒了酒|没喝酒|不沾酒)了?",
        object="喝酒",
        negated=True,
    ),
    _pattern(
        Predicate.ALCOHOL,
        r"我(?:最近|现在|每天|每晚|天天|经常|总|都|又|晚上|会|昨晚|一个人|就|要|才能)*(?P<object>喝(?:了|"
        r"点|好多|很多|一瓶|半瓶|两瓶|几瓶|几杯|两杯|一杯|不少)*(?:白酒|红酒|啤酒|酒|闷酒))",
    ),
    _pattern(
        Predicate.PET,
        r"我(?:家)?(?:的|养了?|有|收养了?|领养了?)(?:一|两|三)?(?:只|条|个)?(?P<object>(?:小)?(?:猫咪?|"
        r"狗狗?|兔子|仓鼠|鹦鹉|乌龟|金毛|柯基|橘猫)(?:[,，]?(?:叫|名叫|名字叫)\w{1,4})?)",
    ),
    _pattern(
        Predicate.GOAL,
        rf"我(?:的目标是|希望(?:自己)?(?:能|可以)?|(?:真的|很|特别|还是)?(?P<no>不)?想(?:要)?(?!起|到|法|"
        rf"念|象|不|着|过|问|说|知道|你|他|她|是)(?:能)?|打算|计划)(?P<object>{_W}{{2,24}})",
        confidence=0.6,
    ),
    _pattern(
        Predicate.FEAR,
        rf"我(?:真的|很|特别|一直|总是|最|好|有点|非常|也|都)*(?P<no>不)?(?:害怕|怕|恐惧|"
        rf"担心)(?:的是)?(?P<object>{_W}{{2,24}})",
    ),
    _pattern(
        Predicate.MOVED_TO,
        rf"我(?:们)?(?:上周|上个月|刚|刚刚|已经|最近|去年|今年|下个月|要|准备)*搬(?:到|去|回|"
        rf"来)(?:了)?(?P<object>{_W}{{2,12}}?)(?:了|住|去|来)?(?=[,.;!?，。；！？、\s]|$)",
    ),
    _pattern(
        Predicate.ILLNESS,
        rf"我(?:去年|上个月|最近|刚|被|在医院|已经|小时候|以前)*(?:确诊|诊断(?:为|出|是)|查出|患有|"
        rf"得了)(?:了|有|是|为)*(?P<object>{_W}{{2,14}})",
    ),
    _pattern(
        Predicate.LOSS,
        rf"我(?:的)?(?P<object>{_ZH_CLOSE})(?:\w{{0,8}})?(?:去世|过世|离世|走了|死了|病逝|自杀)",
        confidence=0.85,
    ),
    _pattern(Predicate.LOSS, rf"(?:我)?失去了(?:我的?)?(?P<object>{_ZH_CLOSE})"),
    _pattern(Predicate.BELIEF, r"我(?:坚信|确信|肯定|认定|深信)(?:就是|是)?(?P<object>[^.;!?。；！？]{3,40})"),
    _pattern(
        Predicate.BELIEF,
        r"我(?:真的|就|觉得自己|觉得我|总觉得自己|简直|感觉自己|认为自己|根本|其实|一直|就是|是|真|太|很|"
        r"特别|觉得)*(?P<no>不(?:是)?)?(?P<object>(?:是)?(?:个|一个)?(?:彻底的)?(?:没用|一无是处|废物|"
        r"失败者|失败|笨蛋|累赘|没人爱|不值得(?:被)?爱|不够好|不配\w{0,6}|窝囊废|坏人|糟糕的人|没有?价值|"
        r"毫无价值|很差劲|差劲|垃圾))",
    ),
    _pattern(
        Predicate.BELIEF,
        r"(?P<object>(?:所有人|大家|别人|他们|同事们?|同学们?|没有?人)(?:都|全都|肯定|一定|总|在|会|一直|"
        r"其实|真的)*(?:讨厌|看不起|嘲笑|瞧不起|针对|监视|跟踪|议论|害|笑话|不喜欢|喜欢|在乎|爱)我)",
    ),
    _pattern(
        Predicate.HELPS,
        rf"(?P<object>{_W}{{2,14}}?)(?:真的|还|还是|确实|好像|对我|其实|会|能|也|很|挺|"
        rf"特别)*(?P<no>没(?:有|什么)?|不)?(?:有(?:点|一点|些)?)?(?:帮助|管用|有效|有用|(?:能|会|"
        rf"可以)?让我(?:平静|好受|放松|好一点|舒服|冷静))",
    ),
    _pattern(
        Predicate.TRIGGER,
        rf"(?:每次|每当|一|只要)(?P<object>{_W}{{2,20}}?)[,，]?我?(?:就|都会?|会)(?:很|特别|开始|又|觉得|"
        rf"感到|想)*(?:紧张|焦虑|恐慌|害怕|发抖|崩溃|难过|哭|心慌|生气|喘不过气|头疼|失眠|喝酒|暴食)",
    ),
)

NEGATION = re.compile(
    r"(?:\b(?:don't|do not|didn't|no longer|never|not|isn't|wasn't|stopped)\s+(?:\w+\s+)?|(?:不是|并不|"
    r"没有|并没有|不再|从不|不觉得|不认为))$",
    re.IGNORECASE,
)
"""Right before a statement: it is denied."""

HYPOTHETICAL = re.compile(
    r"\b(?:if|what if|imagine|suppose|might|could|would|maybe|perhaps|wish|unless|in case)\b[^.;!?]*$|"
    r"(?:如果|假如|要是|万一|可能|也许|或许|说不定|假设|但愿|要不是)[^。；！？]*$",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:he|she|they|people|everyone|my \w+|the doctor|doctors)\s+(?:\w+ )?(?:says?|said|thinks?|"
    r"thought|told me|tells me|claims?|believes?|insists?)\b[^.;!?]*$|(?:他|她|他们|医生|别人|大家|同事|"
    r"老师|朋友|妈妈?|爸爸?|老公|老婆)(?:\w{0,3})(?:说|觉得|认为|告诉我|总说)[^。；！？]*$",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"\b(?:i meant|i mean it was|i misspoke|i was wrong|that's (?:wrong|not right|not what i said)|i "
    r"said it wrong|correction|not \w+, but|actually,? (?:no|it was|it's|i)|sorry,? (?:i meant|it was|"
    r"it's|no))\b|说错了|不对[,，]|我(?:是|的意思)(?:是)?说|更正|记错了|纠正一下|不是\w{1,8}[,，"
    r"]?(?:而)?是",
    re.IGNORECASE,
)
"""The words say that something said before was wrong, rather than that the world changed."""
