"""The words of reports about danger, and what stands around them. Read by `strategies.planning.risk_wording`."""

import re

from memory.record.risk import RiskKind

_RAW: tuple[tuple[RiskKind, int, str], ...] = (
    (
        RiskKind.PASSIVE_IDEATION,
        1,
        (
            r"passive\s+(?:suicid\w+|death\s+wish\w*|ideation|SI\b)|death\s+wish(?:es)?|"
            r"(?:thoughts?|wish\w*|desire)\s+(?:of|to|about|for)\s+(?:death|dying|die|be\s+dead|being\s+dead|"
            r"not\s+(?:be|being)\s+here|"
            r"disappear(?!\s+into\s+the\s+crowd))|not\s+wak\w+\s+up|wishing\s+(?:s?he|they)\s+(?:were|was)\s+dead|"
            r"of\s+being\s+dead|better\s+off\s+(?:dead|"
            r"without\s+(?:her|him|them))|(?:no\s+reason|doesn'?t\s+want|does\s+not\s+want|"
            r"not\s+wanting)\s+to\s+(?:live|be\s+alive|be\s+here)|"
            r"life\s+(?:is\s+)?(?:not|isn'?t)\s+worth|tired\s+of\s+living|"
            r"死亡意念|厌世|消极念头|轻生观念|死了(?:算了|就好|更好|一了百了)|一了百了|不想(?:再)?(?:活|醒来)|"
            r"不愿(?:再)?醒来|活着没(?:有)?(?:意思|意义)|"
            r"活不下去|活够了|生无可恋|消失(?:就好|算了)|想(?:要)?消失|睡(?:过去|着)(?:就)?(?:不|别)(?:再|要)?醒|"
            r"没有活下去的"
        ),
    ),
    (
        RiskKind.ACTIVE_IDEATION,
        2,
        (
            r"suicid(?:al(?:ity)?|e)\b(?!\s+(?:note|plan|attempt|prevention|bereavement|survivor))|\bSI\b|"
            r"(?:end(?:ing)?|tak(?:e|ing))\s+(?:her|his|their|my)\s+(?:own\s+)?life|kill(?:ing)?\s+(?:her|him|them|"
            r"my)sel(?:f|ves)|"
            r"自杀(?!身亡|去世|未遂|热线|预防|而死)|轻生(?!观念)|想死|寻死|求死|寻短见|结束(?:自己的?)?生命|"
            r"了结自己|自我了断"
        ),
    ),
    (
        RiskKind.SELF_HARM_NONSUICIDAL,
        2,
        (
            r"self[- ]?(?:harm|injur|mutilat)\w*|\bNSSI\b|\bDSH\b|(?:cut(?:ting|s)?|burn(?:ing|s|t|ed)?|"
            r"scratch(?:ing|es|ed)?|hit(?:ting|s)?|"
            r"hurt(?:ing|s)?)\s+(?:her|him|them|my)sel(?:f|ves)|cut(?:ting|s)?\s+(?:on\s+)?(?:her|his|their|"
            r"my)\s+(?:\w+\s+)?(?:arms?|wrists?|"
            r"thighs?|legs?|skin|forearms?)|\b(?:has|is|been|started|resumed|urges?\s+to|fresh|new|"
            r"superficial)\s+cut(?:s|ting)?\b"
            r"(?!\s+(?:down|back|out|off|corners|contact|ties|his|her\s+hours))|"
            r"自残|自伤|自我伤害|割(?:了|破|伤)*(?:\w{0,2})(?:腕|手|自己|手臂|胳膊|大腿)|割伤|划(?:了|破|"
            r"伤)*(?:手臂|手腕|胳膊|自己)|"
            r"(?:用[^，。]{0,8})?(?:烫|打|掐|伤害)自己|撞墙"
        ),
    ),
    (
        RiskKind.ACTIVE_IDEATION,
        3,
        (
            r"stockpil\w+|hoard\w*\s+(?:\w+\s+){0,3}?(?:pills?|tablets?|medication|meds|paracetamol)|"
            r"sav\w+\s+up\s+(?:\w+\s+){0,2}?(?:pills|tablets|"
            r"medication)|(?:pills|tablets|a\s+rope|razor\s+blades?|a\s+gun|"
            r"a\s+knife)\s+(?:\w+\s+){0,4}?(?:by\s+(?:her|his|the)\s+bed|ready|in\s+case)|"
            r"(?:bought|got|keeps?|kept)\s+(?:a\s+)?(?:rope|razor\s+blades?|gun|charcoal)|look\w*\s+(?:up|"
            r"at)\s+(?:\w+\s+)?(?:methods|bridges)|"
            r"research\w*\s+(?:\w+\s+)?methods|stood\s+(?:on|at)\s+(?:a|the)\s+(?:\w+\s+)?(?:bridge|platform|roof|"
            r"edge|rooftop|balcony)|"
            r"攒(?:了)?(?:\w{0,4})药|囤(?:了)?(?:\w{0,4})药|藏(?:了)?(?:\w{0,4})(?:药|刀)|买(?:了|"
            r"过)?(?:\w{0,4})(?:绳|刀片|炭|农药|安眠药)|查(?:了|过|找)?(?:\w{0,6})"
            r"(?:自杀方法|死法)|在(?:\w{0,4})(?:桥|楼顶|天台|窗台|站台)(?:\w{0,2})站|站(?:在|到|"
            r"上)(?:\w{0,6})(?:楼顶|天台|桥|窗台|阳台|站台边)|"
            r"想(?:从[^，。]{0,6})?跳(?:楼|河|桥|江|下去)"
        ),
    ),
    (
        RiskKind.PLAN_OR_INTENT,
        5,
        (
            r"suicid\w+\s+(?:plan|intent|note)s?|(?:goodbye|farewell)\s+(?:letter|note|message|video)s?|\b(?:has|"
            r"had|with|made|told\s+of)\s+(?:a\s+)?"
            r"(?:specific\s+|concrete\s+|detailed\s+)?plan\s+to\s+(?:die|end|kill|overdose|jump|hang)|"
            r"giv\w+\s+away\s+(?:her|his|their)\s+(?:belongings|"
            r"possessions|things|pets?)|(?:can(?:no|')t|unable\s+to|not\s+able\s+to|could\s+not)\s+(?:keep|stay|"
            r"guarantee)\s+(?:\w+\s+)?safe\w*|"
            r"遗书|遗言|告别(?:信|短信|视频)|交代(?:了)?后事|自杀(?:计划|方案)|(?:有|制定了?)(?:\w{0,3})(?:具体|"
            r"详细)(?:的)?(?:自杀)?计划|不能保证(?:自己)?(?:的)?安全|"
            r"把(?:\w{0,6})(?:东西|物品|宠物)(?:都)?送(?:人|给)"
        ),
    ),
    (
        RiskKind.ATTEMPT_OR_BEHAVIOR,
        6,
        (
            r"suicide\s+attempts?|attempt(?:ed|ing)?\s+(?:suicide|to\s+(?:end|take|hang|kill|overdose|drown|jump))|"
            r"(?:took|taken|swallow\w+)\s+(?:an\s+"
            r"overdose|(?:\w+\s+){0,4}?(?:pills|tablets|paracetamol|sleeping\s+pills))(?!\s+(?:as\s+prescribed|"
            r"daily|with))|\boverdos\w+|tried\s+to\s+"
            r"(?:hang|kill|drown|jump|end)|"
            r"自杀未遂|(?:企图|试图)自杀|服药(?:过量|自杀)|吞(?:了|下|服)?(?:\w{0,6})(?:药|安眠药)|上吊|割脉|"
            r"喝(?:了)?农药|跳(?:了)?楼|过量服药"
        ),
    ),
    (
        RiskKind.HARM_TO_OTHERS,
        3,
        (
            r"homicid\w*|(?:threat\w*|urges?|impulses?|want\w*|plan\w*|thoughts?)\s+(?:to|of)\s+(?:kill|stab|shoot|"
            r"strangl|smother|hurt|harm|hit)(?:ing)?\s+"
            r"(?!(?:her|him|them|my)sel)(?:(?:her|his|their|my|the|a|an)\s+)?(?:\w+)|violent\s+(?:urges|impulses|"
            r"outbursts?)|"
            r"杀(?:了|死)?(?:他|她|人|老板|同事|丈夫|妻子|父亲|母亲|孩子|全家)|想(?:要)?(?:捅|砍|弄死|掐死)|"
            r"伤人(?:冲动|念头|想法)?|伤害(?:他人|别人|孩子|同事)|"
            r"同归于尽|(?:控制不住|忍不住)(?:想)?打孩子"
        ),
    ),
    (
        RiskKind.HARM_FROM_OTHERS,
        3,
        (
            r"domestic\s+(?:violence|abuse)|(?:intimate\s+)?partner\s+violence|(?:husband|wife|partner|boyfriend|"
            r"girlfriend|father|mother|stepfather|ex|"
            r"brother)\W+(?:\w+\s+){0,3}?(?:hit|hits|beat|beats|punched|shoved|shoves|dragged|pushed\s+(?:her|"
            r"him)|slapped|strangled|choked|kicked|"
            r"threatened\s+(?:to\s+kill|her|him)|assaulted)\b|"
            r"(?:was|been|being|were)\s+(?:\w+\s+)?(?:assaulted|raped|strangled|beaten|stalked|choked|attacked)|"
            r"sexual(?:ly)?\s+assault\w*|"
            r"家暴|家庭暴力|被(?:\w{0,6})(?:打(?!断|扰|击|动|电话|招呼|招|分|工|算|开|车)|殴打|掐脖子|强奸|性侵|"
            r"跟踪|威胁|侵犯)|(?:丈夫|男友|伴侣|妻子|父亲|继父|前夫|老公)"
            r"(?:\w{0,6})(?:动手|打(?:了)?(?:她|他|我)|掐(?:她|他|我)|把(?:她|他|我)(?:推|打|踢|摔|拖))"
        ),
    ),
    (
        RiskKind.PSYCHOSIS_COMMAND,
        5,
        (
            r"command(?:ing)?\s+(?:hallucinations?|voices?)|voices?\s+(?:\w+\s+){0,3}?(?:tell\w*|command\w*|"
            r"order\w*|say\w*)\s+(?:her|him|them|the\s+client)|"
            r"hear(?:s|ing|d)?\s+(?:\w+\s+)?voices?\b|命令性幻听|命令性幻觉|(?:声音|幻听)(?:\w{0,6})(?:叫|让|命令|"
            r"要)(?:她|他|我)|(?:听到|听见)(?:\w{0,6})"
            r"(?:声音)(?:\w{0,4})(?:骂|叫|让|命令|议论)"
        ),
    ),
)
NOUNS: tuple[tuple[re.Pattern[str], int, RiskKind], ...] = tuple(
    (re.compile(rf"(?:{pattern})", re.IGNORECASE), level, kind) for kind, level, pattern in _RAW
)
"""Pattern, level, kind."""

FIGURES = re.compile(
    r"suicide\s+(?:prevention|hotline|squad|survivors?|bereavement)|career\s+suicide|social\s+suicide|"
    r"political\s+suicide|social(?:ly)?\s+dead|"
    r"cut(?:ting|s)?\s+(?:down|back|out|off|corners|contact|ties)\b|dying\s+(?:to|of\s+(?:embarrassment|boredom|"
    r"laughter|hunger|curiosity))|"
    r"dead\s+(?:tired|serious|end)|killing\s+time|(?:embarrassed|shame|tired|bored|laugh\w*|"
    r"work\w*)\s+to\s+death|fear\s+of\s+(?:death|dying)|"
    r"afraid\s+of\s+dying|scared\s+(?:of\s+dying|to\s+death)|(?:heart\s+attack|panic)\s+and\s+d(?:ie|ying)|"
    r"going\s+to\s+die\s+(?:of|from|in)\s+(?:a\s+)?"
    r"(?:heart|panic)|self[- ]harm(?:ing)?\s+(?:prevention|hotline)|"
    r"(?:累|困|忙|笑|气|烦|热|冷|饿|尴尬|羞|无聊|疼|痒|难看)得(?:简直)?(?:想|要|快)死|(?:社会性|社死|累|困|忙|"
    r"笑|吓|气|烦|热|冷|饿|尴尬|难看|无聊)死(?:了|我|掉)?|死(?:磕|线|机|党|板|记硬背)|"
    r"怕死|害怕(?:自己)?(?:会)?死|怕(?:自己)?(?:会)?(?:猝)?死|死亡恐惧|"
    r"打断|杀(?:时间|青|价|毒软件)|自杀式|秒杀|想死你|羞死",
    re.IGNORECASE,
)
_KIN_EN = (
    r"(?:friend|best\s+friend|brother|sister|mother|father|mum|mom|dad|cousin|colleague|co-?worker|neighbou?r|"
    r"classmate|uncle|aunt|"
    r"son|daughter|partner|husband|wife|boyfriend|girlfriend|boss|teacher|student|roommate|flatmate|ex|grand\w+|"
    r"nephew|niece|in-law|"
    r"acquaintance|patient|character|celebrity|actor|singer|stranger|man|woman|teenager|boy|girl|child|someone|"
    r"somebody)"
)
ANOTHER = re.compile(
    rf"(?:\b(?:her|his|their|my|a|an|the|another|some|one\s+of\s+(?:her|his|their)|"
    rf"\w+'s)\s+(?:\w+[ -]){{0,2}}?{_KIN_EN}(?:'s|s)?\b(?!\s+(?:says|said|"
    rf"reports?|reported|called|rang|phoned|wrote|found\s+(?:her|him|the\s+client)|is\s+worried|was\s+worried|"
    rf"noticed|told\s+(?:us|me|the)|informed|hit|hits|beat|"
    rf"beats|punched|slapped|strangled|choked|kicked|threatened))|"
    rf"\b{_KIN_EN}'s\s+(?:\w+\s+)?$|(?:她|他|来访者|患者|自己|我)?的?(?:一(?:个|位|名))?(?:好|大学|高中|初中|"
    rf"前)?(?:朋友|同学|同事|邻居|哥哥|弟弟|姐姐|妹妹|母亲|父亲|"
    rf"妈妈|爸爸|表[哥弟姐妹]|堂[哥弟姐妹]|室友|老师|学生|亲戚|叔叔|舅舅|阿姨|姑姑|儿子|女儿|丈夫|妻子|男友|"
    rf"女友|闺蜜|网友|明星|歌手|演员|主角|领导|老板|学妹|学长|战友|陌生人|别人)"
    rf"(?!(?:\w{{0,4}})?(?:打来?电话|告诉|反映|报告|说(?:她|他|来访者)|发现(?:她|他|来访者)|转告|来电|担心(?:她|"
    rf"他|来访者)|动手|打(?:了)?(?:她|他)|掐)))",
    re.IGNORECASE,
)
OF_ANOTHER = re.compile(
    r"^\W*(?:of|by|from)\s+(?:a|an|the|her|his|their|my|another)\s+(?:\w+\s+){0,2}?(?:friend|brother|sister|"
    r"mother|father|"
    r"cousin|colleague|neighbou?r|celebrity|character|classmate|uncle|aunt|son|daughter|partner|husband|wife|"
    r"actor|singer)",
    re.IGNORECASE,
)
MADE_UP = re.compile(
    r"\b(?:films?|movies?|novels?|books?|series|documentar\w+|podcasts?|(?:in|on)\s+the\s+news|songs?|lyrics|"
    r"episodes?|stor(?:y|ies)|"
    r"articles?|training|webinar|lectures?|video\s+game)\b|电影|小说|电视剧|新闻|歌词|纪录片|剧中|剧里|故事里|"
    r"热搜|综艺|游戏里|书里|文章里|讲座|培训",
    re.IGNORECASE,
)
DENIED_BEFORE = re.compile(
    r"\b(?:no|not|never|without|denie[sd]|deny|denying|nor|neither|none|nil|negative\s+for|absence\s+of|absent|"
    r"free\s+of|ruled?\s+out|isn'?t|wasn'?t|"
    r"doesn'?t\s+have|didn'?t|hasn'?t|haven'?t|no\s+longer)\b(?!\s+(?:only|just|sure|able|safe|want\w*|"
    r"longer\s+wants?|reason|wak\w+|worth)\b)"
    r"[^.;]{0,60}$|(?:否认|无|没有|没再|未见|未出现|未发现|排除|并无|从未|从无|不存在|不再有|未再(?:出现|有)?|"
    r"没出现|没什么|不是|并非|没提到|未提及|没有过|毫无)"
    r"(?!意义|意思|价值|法(?:保证|入睡))[^，。；,;]{0,16}$",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"^\W*(?:(?:ideation|thoughts?|risk|urges?|intent|plan|behaviou?r|attempts?|or|and|self-harm|"
    r"\s)*)?\W*(?:(?:was|were|is|are|has\s+been|have\s+been)\s+)?"
    r"(?:denied|ruled\s+out|absent|not\s+(?:present|endorsed|reported)|negative|nil|none)\b|"
    r"^(?:的)?(?:意念|念头|想法|风险|冲动|计划|行为|意图|倾向|、|和|或|及|自伤|自杀)*(?:均|都|也|已)?(?:否认|"
    r"排除|阴性|无|没有|为零|不存在)",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:\w+\s+)?(?:years?|decades?)\s+(?:ago|earlier|before)\b|\bin\s+(?:19|20)\d\d\b|\bas\s+a\s+(?:teen\w*|"
    r"child|student|young)|\bin\s+(?:her|his|"
    r"their|my)\s+(?:teens|twenties|youth|adolescence|childhood)|\b(?:at|aged?)\s+(?:age\s+)?(?:1\d|2\d|(?:thir|"
    r"four|fif|six|seven|eigh|nine)teen|twenty)\b|"
    r"\bnothing\s+(?:\w+\s+){0,3}?since\b|\bnone\s+since\b|"
    r"\bhistory\s+of\b|\bpast\b|\bprevious(?:ly)?\b|"
    r"\b(?:long|ages)\s+ago\b|\bused\s+to\b|\bwhen\s+(?:she|he|they|i)\s+(?:was|were)\s+(?:a\s+|in\s+|at\s+|\d|"
    r"young|little|seven|six|fif)|\bback\s+(?:in|then)\b|"
    r"\blifetime\b|年前|以前|曾经?|当年|小时候|(?:高中|初中|大学|青春期|少年|学生|读书)(?:时|的时候|时期|期间)|"
    r"过去(?!一周|几天|两周|一个月)|既往|往年|早年|(?:19|20)\d\d年|"
    r"(?:\d|[一二三四五六七八九十])+岁(?:时|那年|的时候)|那时候?",
    re.IGNORECASE,
)
HANDLED = re.compile(
    r"(?:was|were|been|is|has\s+been|had\s+been|fully|already)\s+(?:already\s+|fully\s+|"
    r"properly\s+)*(?:screened|assessed|reviewed|addressed|dealt\s+with|"
    r"processed|closed|covered|worked\s+through|resolved|followed\s+up)|already\s+(?:known|screened|assessed|"
    r"reviewed|addressed|discussed|covered)|"
    r"(?:risk\s+)?screen\w*\s+(?:was\s+|is\s+|came\s+back\s+)?(?:negative|clear|completed|done|closed)|(?:"
    r"unchanged|nothing\s+new|no\s+change)\s+(?:\w+\s+){0,2}?"
    r"(?:since|from|in)\b|no\s+(?:new|current|acute|further)\s+(?:\w+\s+){0,2}?(?:risk|danger|ideation|"
    r"thoughts|intent|concerns?)|"
    r"已(?:经)?(?:\w{0,8})(?:筛查|评估|处理|讨论|跟进|复查|澄清|更新|解决|谈过|关闭|结束)|(?:筛查|"
    r"评估)(?:\w{0,6})(?:阴性|完成|完毕|过了|无异常|没有问题|结束)|(?:做过|完成)(?:了)?(?:\w{0,4})"
    r"(?:筛查|评估)|与上次(?:\w{0,4})(?:相同|一样|一致)|(?:上周|本周|昨天|今天|这次|周[一二三四五六日])?(?:又|"
    r"再次|重新)?(?:评估|筛查)过|没有(?:新的?)?变化|无(?:新的?)?变化|没有新的?(?:风险|"
    r"念头|想法|情况)|无新(?:的)?(?:风险|情况|念头)",
    re.IGNORECASE,
)
NEWLY = re.compile(
    r"\b(?:again|now|today|tonight|currently|current|lately|recent(?:ly)?|this\s+(?:week|morning|weekend|month)|"
    r"last\s+(?:night|week|weekend)|"
    r"yesterday|since\s+(?:then|the\s+last|last)|return\w*|resum\w+|came\s+back|more\s+(?:often|frequent\w*|"
    r"intense|concrete|specific)|stronger|"
    r"worse|new(?:ly)?\b|started|increas\w+|daily|every\s+(?:day|night)|ongoing|still|\d+\s+(?:days?|hours?|"
    r"weeks?)\s+ago|on\s+"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|又|再次|现在|今天|今晚|目前|最近|近来|近日|这(?:周|两天|"
    r"几天|个月|些天)|上周|昨(?:天|晚|夜)|复发|重新|"
    r"更(?:频繁|强烈|具体|多)|加重|开始|近\w{1,3}(?:天|周)|每天|仍|还在|依然|周[一二三四五六日末]|前天|天前|刚",
    re.IGNORECASE,
)
INFORMANT = re.compile(
    rf"\b{_KIN_EN}\s+(?:\w+\s+)?(?:phoned|called|rang|wrote|reports?|reported|told\s+(?:us|me|the)|informed|"
    rf"contacted|emailed|texted|found|noticed)\b|"
    rf"(?:母亲|父亲|妈妈|爸爸|丈夫|妻子|哥哥|弟弟|姐姐|妹妹|朋友|室友|同学|老师|家人|家属)(?:\w{{0,6}})(?:来电|"
    rf"打来?电话|来信|反映|报告|告知|转告|发来|联系(?:我们|咨询师))",
    re.IGNORECASE,
)
"""Somebody who tells of the client: whoever is named after it is the client."""
BESIDE = re.compile(
    r"(?:\b(?:with|from|by|about|for|to|at|against|between|after|since|of|without|than)\s+$|(?:和|跟|与|同|被|"
    r"对|向|给|因|因为|把|离开|除了)$)",
    re.IGNORECASE,
)
"""Before a person who stands beside what happened and is not who does it."""
