"""How words about the work together stand in what is said: the client's own, meant, and of now, or not."""

import re

from strategies.course.alliance.rows import About

_TURN = re.compile(
    r"\bbut\b|\bthough\b|\bhowever\b|[,;]\s*(?:and )?(?=i\b)|但是?|可是?(?!能|以)|不过|其实", re.IGNORECASE
)
"""After these, what was said before no longer frames what comes."""

_SAYS = (
    r"(?:says?|said|saying|thinks?|thought|tells?|told|telling|shout\w*|yell\w*|scream\w*|claims?|"
    r"complain\w*|asks?|asked|"
    r"texted|wrote|goes|went|feels?|felt|believes?|insists?|warned|answered|replied|screams?)"
)
_TOLD_BY_OTHERS = re.compile(
    rf"(?:\b(?:he|she|they|people|everyone|everybody|somebody|someone|who|(?:my|our|his|her|their|"
    rf"the|a) (?:[\w-]+ ){{1,3}}?)\s*"
    rf"(?:(?:always|just|once|kept|keeps?|is|was|had|has|even|also|often|never|would|will) )*{_SAYS}\b|"
    rf"\b(?-i:[A-Z][a-z]{{2,}}) (?:(?:always|just|once|keeps|kept) )*{_SAYS}\b|"
    rf"\bvoice\b[^.;!?]{{0,12}}{_SAYS})[^.;!?,:]{{0,40}}[,:]?\s*[\"'“‘]?$",
    re.IGNORECASE,
)
_SAID_TO_OTHERS = re.compile(
    r"\bi (?:\w+ ){0,3}?(?:told|tell|said to|say to|shouted at|yelled at|asked|wrote to|texted|screamed at|shout at) "
    r"(?!you\b|myself\b)\w+[^.;!?,:]{0,40}[,:]?\s*[\"'“‘]?$",
    re.IGNORECASE,
)
"""Then `you` may be the other; that the speaker means to leave is said of oneself."""
_TOLD_BY_OTHERS_ZH = re.compile(
    r"(?:(?:他|她|人家|别人|大家|老板|领导|经理|主管|同事|老公|老婆|丈夫|妻子|爱人|男友|女友|"
    r"男朋友|女朋友|对象|妈妈?|爸爸?|母亲|父亲|父母|爸妈|公公|婆婆|"
    r"姐姐?|妹妹?|哥哥?|弟弟?|儿子|女儿|孩子|家人|家里人|朋友|闺蜜|室友|邻居|老师|教练|医生|同学|"
    r"小\w|阿\w)们?[^，。,！？你您]{0,6}?(?:说|觉得|认为|问|骂|吼|喊|讲|嫌|抱怨|吵|"
    r"以为|劝|回我|告诉)|(?:跟|和|对|冲|朝|向|骂|告诉|问|回)(?!你|您|"
    r"我)[^，。,！？你您]{1,6}?(?:说|吼|喊|讲|发火|吵|抱怨|[：:])|我(?:就)?(?:告诉|骂|问|吼|"
    r"回)(?:了)?(?:他|她|我\w{1,3})[^，。]{0,4})"
    r"[^，。,！？；]{0,10}[，,：:]?\s*[“\"「]?$"
)
_DENIED = re.compile(
    r"(?:\bnot (?:that|because|saying|to say|as if|like)\b|n't (?:think|mean|say|feel|believe|"
    r"saying|suggest\w*|mind|as if|that|"
    r"because)\b|\bnever (?:thought|felt|said|once thought|think|feel)\b|\bno longer (?:think|feel|"
    r"believe)|\bdon't want to say\b|"
    r"\bhardly (?:think|say)|\bwouldn't say\b|\bcan't say\b|\bnot\b|\bnever\b|\bn't\b|"
    r"\bnobody\b)(?:\s+(?!but\b)[\w']+){0,4}\s*$",
    re.IGNORECASE,
)
_DENIED_ZH = re.compile(
    r"(?:不是说?|并不是|并非|不觉得|没觉得|不认为|从不觉得|从没觉得|没有觉得|没说|不是因为|"
    r"没想过要?|没有|从没|没打算|并没有?|没|不|不会|不再觉得|不再)(?:我|是|想|要|真的|过|再)?$"
)
_WITH_OTHERS_ZH = re.compile(r"(?:跟|和|对|同|与)(?!你|您|这)[^，。！？你您]{1,6}$")
_ASKED_BY_OTHERS_ZH = re.compile(
    r"(?:^|[，。；])(?!你|您|我)[^，。；你您我]{1,5}(?:问(?!题)|让我|叫我|"
    r"逼我)的?[^，。；你您]{0,6}$"
)
_NO_DENIAL = re.compile(r"(.)[不没]\1|要不|不如|不知道|不过|不然")
"""What asks or offers and only looks like a denial."""
_SUPPOSED = re.compile(
    r"(?:\b(?:if|unless|in case|suppose|imagine|what if|afraid|scared|worr(?:y|ied|ies)|fear\w*|"
    r"hope|hoping|would tell you if|"
    r"as if|would think|pretend|dream(?:t|ed)?)\b)[^,;.!?]*$",
    re.IGNORECASE,
)
_SUPPOSED_ZH = re.compile(
    r"(?:如果|要是|假如|万一|怕(?!你烦)|担心|害怕|以为|即使|就算|哪怕|梦见|梦到|"
    r"倘若)[^，。,！？；]*$|(?:如果|要是|假如|万一)(?:哪天|有一天)?[^，。,！？；]{0,6}[，,]?$"
)
_AFTERWARDS = re.compile(r"^\W*(?:if\b|unless\b|的话)", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:used to|at first|at the (?:very )?(?:start|beginning)|in the (?:very )?beginning|"
    r"initially|originally|back then|in the "
    r"(?:early|first) (?:days|weeks|sessions?|meetings?)|when (?:we|i) (?:first )?(?:started|began|"
    r"first came)|the first (?:few |"
    r"couple of )?(?:sessions?|times?|weeks?)|to begin with|once thought|there was a time|years "
    r"ago)\b|一开始|刚开始|起初|最初|开始的时候|刚来(?:的时候|时|那会)|"
    r"头几次|曾经|当初",
    re.IGNORECASE,
)
_STILL = re.compile(r"\b(?:still|and now too|to this day)\b|还是|仍然|现在也|到现在", re.IGNORECASE)
_WELL_NOW = re.compile(
    r"(?:\b(?:but|now|today|since then|these days|by now|meanwhile|in the meantime|and "
    r"then)\b[^.!?]{0,24}|[.!?]\s+)\b(?:i'm|i am|"
    r"i feel|i (?:can )?see|i trust|i like|i look|i want to (?:stay|go on|continue|carry)|i "
    r"understand|it|it's|this|that|that's|"
    r"things|we're|we are|you|you've|they)\b(?![^.!?]{0,30}(?:\bnot\b(?! any ?more)|n't\b|"
    r"\bnever\b))[^.!?]{0,30}\b(?:glad|happy|"
    r"fine|better|different\w*|grateful|thankful|relieved|trust|understand|see (?:why|that|the "
    r"point|how)|enjoy|look forward|no "
    r"longer|over it|behind|passed|okay|helps?|helping|helped|worked|working|useful|good that|like "
    r"(?:it|coming)|stay|continue|"
    r"go on|apologi[sz]ed|explained)\b|\bchanged my mind\b|\bnot any ?more\b|\bany ?more\b(?<!n't any more)$",
    re.IGNORECASE,
)
_WELL_NOW_ZH = re.compile(
    r"(?:现在|但是?|可是|不过|后来|今天|如今|已经|其实|之后|"
    r"慢慢)[^。！？]{0,14}?(?<![不没无])(?:好多了|没事了?|好了|挺好|很好|不错|有用|有帮助|管用|"
    r"高兴|开心|庆幸|信任|理解了|"
    r"明白了|懂了|想通|感谢|谢谢|愿意|喜欢|不这么(?:想|觉得)|不这样(?:想|觉得)|不会了|想继续|"
    r"坚持下|不一样|过去了|没有了|不(?:生)?气了|放心|踏实|期待|说开|道歉|还好|幸好|坚持了|改变主意|"
    r"改主意)"
)
_JEST = re.compile(r"\b(?:just kidding|only joking|i'm joking|kidding)\b|开(?:个)?玩笑", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“「『][^\"”」』]*[\"”」』]|(?<!\w)'[^']{4,}'(?!\w)|《[^》]*》")
_ASKS = re.compile(
    r"^(?:so |and |but |well,? )?(?:do|does|did|would|could|will|is|are|was|have|has|should|can) .*\?\W*$",
    re.IGNORECASE,
)

_PEOPLE_AND_THINGS = re.compile(
    r"\b(?:boss|manager|supervisor|colleagues?|co-?workers?|jobs?|office|company|husband|wife|"
    r"partner|boyfriend|girlfriend|spouse|"
    r"my ex|mother|mum|mom|mam|dad|father|parents?|sister|brother|sons?|daughters?|kids?|children|"
    r"family|friends?|flatmates?|"
    r"roommates?|neighbours?|neighbors?|teachers?|tutors?|lecturers?|professor|coach|trainer|"
    r"physio\w*|gym|yoga|pilates|"
    r"class(?:es)?|(?<!of )courses?|schools?|college|university|uni|lectures?|seminar|doctors?|gp|"
    r"dentist|surgeon|psychiatrist|nurse|"
    r"pills?|tablets?|medications?|meds|antidepressants?|sertraline|the app|diet|lawyer|landlord|"
    r"bank|hotline|helpline|church|"
    r"training|trainings|language|guitar|piano|driving|swimming|running|jogging|smok\w*|"
    r"cigarettes?|weed|gambl\w*|drink\w*|alcohol|marriage|relationship|"
    r"meetings? at|at work|customers?|clients|team|club|band|choir|life|couples|"
    r"(?:last|old|former|previous|other|first|earlier) (?:therapist|counsell?or|psychologist|therapy)|"
    r"(?:to|with|at|from) (?:him|her|them))\b|\b(?:he|she|they)(?:'s|'re|'d)? \w+",
    re.IGNORECASE,
)
_PEOPLE_AND_THINGS_ZH = re.compile(
    r"老板|领导|经理|主管|上司|同事|公司|单位|上班|辞职|老公|老婆|丈夫|妻子|爱人|男友|女友|男朋友|"
    r"女朋友|对象|前任|妈|爸|母亲|父亲|父母|公公|婆婆|姐|妹|哥|弟|儿子|女儿|孩子|"
    r"家人|朋友|闺蜜|室友|邻居|老师(?!，)|教练|健身|瑜伽|跑步|游泳|课程|上课|网课|培训|补习|学校|"
    r"大学|英语|驾校|大夫|医生|吃药|药|软件|牙医|律师|房东|婚姻|感情|恋爱|抽烟|喝酒|减肥|"
    r"(?:以前|之前|上一个|上个|原来|前一个|别的|那个)的?(?:咨询师|治疗师|心理医生)|[跟和找同对](?:他|她)|(?:他|她)们?"
)
_ANOTHER_ONES = re.compile(
    r"\b(?:last|old|former|previous|other|first|earlier|ex-) ?(?:therapist|counsell?or|"
    r"psychologist|psychiatrist|therapy)\b|"
    r"\b(?:couples?|marriage|family|group) (?:therapy|counsell?ing)\b|"
    r"(?:以前|之前|上一个|上个|上一位|原来|前一个|别的|那个|另一个|另外一个)的?(?:那个|"
    r"那位)?(?:咨询师|治疗师|心理医生|心理咨询|咨询|老师)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:you\b|here\b|(?:our|these|the) sessions?|therapy|counsell?ing|talking about (?:it|this)|"
    r"session)|咨询|会谈|这里|这儿|(?:跟|和)(?:你|您)",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"\b(?:for today|for now|for a (?:moment|minute|second)|five minutes|a bit early|early today|"
    r"this week only|holidays?|vacation|"
    r"travel\w*|on a trip|reschedul\w+|move (?:it|the|our|my)|another (?:day|time)|different "
    r"(?:day|time)|away (?:next|until|for)|on "
    r"leave|as (?:we )?(?:planned|agreed)|next one is|after the break|back on (?:mon|tues|wednes|"
    r"thurs|fri)day|until \w+|conference|"
    r"exam|bank holiday|surgery|home early|"
    r"over (?:christmas|easter|the summer)|smoking|drinking|my job|work(?:ing)? at)\b|今天先到|"
    r"先到这|今天就到|出差|旅游|旅行|放假|请假|改期|改(?:个|到|一下)?时间|调(?:到|整|一下)|"
    r"换(?:个|到)(?:时间|周)|考试(?:周)?|过年|春节|国庆|回老家|推迟|休假|住院|手术|按(?:计划|约定)|约好的|原定|事先",
    re.IGNORECASE,
)
_THIRD_BEFORE = re.compile(
    r"(?:他|她|人家|别人|大家|老公|老婆|妈妈?|爸爸?|朋友|姐姐?|妹妹?|哥哥?|弟弟?|女儿|儿子|孩子|"
    r"同事|同学|室友|闺蜜|男友|女友|男朋友|女朋友|老师|教练|医生|领导|老板|月经|例假|大姨妈|快递|"
    r"公交)们?[^，。！？；我]{0,8}$"
)
_NOT_THE_WORK = re.compile(
    r"(?:上班|工作|学业|大学|学校|课|公司|健身|瑜伽|跑步|恋爱|婚姻|关系|这段感情|药|烟|酒|老家|"
    r"家里|他家|她家|医院看病|这份|比赛|乐队)"
)
_ENDS_LIFE = re.compile(
    r"\b(?:end it all|(?<!come to )be here any ?(?:more|longer)|live any ?more|go on living|be "
    r"alive)\b|活下去|活着|不想活|结束生命|了结",
    re.IGNORECASE,
)


def stands(match: re.Match[str], about: About, *, asked: bool, before: str, after: str, leaving: bool) -> bool:
    """Whether a form that was found counts: the client's own words, about the work, asserted and of now.

    `before` is the sentence before, `after` the rest of the turn. `leaving`: the form speaks of leaving, so that a
    break, a changed hour or the end of the day's session is none.
    """
    sentence = match.string
    lead, rest = sentence[: match.start()], sentence[match.end() :]
    own = lead[_last(_TURN, lead) :]
    if _quoted(match) or _JEST.search(rest + after):
        return False
    if (
        _TOLD_BY_OTHERS.search(own)
        or _TOLD_BY_OTHERS_ZH.search(own)
        or _WITH_OTHERS_ZH.search(own)
        or _ASKED_BY_OTHERS_ZH.search(own)
    ):
        return False
    if not leaving and _SAID_TO_OTHERS.search(own):
        return False
    if _DENIED.search(own) or _DENIED_ZH.search(_NO_DENIAL.sub("", own)):
        return False
    if _SUPPOSED.search(own) or _SUPPOSED_ZH.search(own) or _AFTERWARDS.search(rest):
        return False
    if not asked and _ASKS.search(sentence):
        return False
    if _over(lead, rest, after):
        return False
    if leaving and _no_leaving(match, sentence, lead, rest):
        return False
    return not _about_others(about, match, sentence, before, leaving=leaving)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)


def _quoted(match: re.Match[str]) -> bool:
    return any(each.start() <= match.start() and match.end() <= each.end() for each in _QUOTED.finditer(match.string))


def _over(lead: str, rest: str, after: str) -> bool:
    """Whether it was so once and is so no more: by a word of the beginning, or by what is said next."""
    if _OVER.search(lead + rest[:40]) and not _STILL.search(lead + rest):
        return True
    told_next = rest + " " + after
    return bool(_WELL_NOW.search(told_next) or _WELL_NOW_ZH.search(told_next))


def _no_leaving(match: re.Match[str], sentence: str, lead: str, rest: str) -> bool:
    if _FOR_NOW.search(sentence) or _ENDS_LIFE.search(sentence) or _THIRD_BEFORE.search(lead):
        return True
    return bool(_NOT_THE_WORK.search(match.group()) or _NOT_THE_WORK.search(rest[:6])) and not _HERE.search(
        match.group()
    )


def _about_others(about: About, match: re.Match[str], sentence: str, before: str, *, leaving: bool) -> bool:
    """Whether the same words are about another person or thing."""
    addressed = re.search(r"\byou|你|您", match.group(), re.IGNORECASE) is not None
    if not addressed and not leaving and _ANOTHER_ONES.search(f"{before} {sentence[: match.end()]}"):
        return True
    if about is About.YOU or _HERE.search(match.group()):
        return False
    told = sentence if about is About.WORK else f"{before} {sentence}"
    if about is About.THIS and _HERE.search(sentence):
        told = sentence[: match.start()]
    return bool(_PEOPLE_AND_THINGS.search(told) or _PEOPLE_AND_THINGS_ZH.search(told))
