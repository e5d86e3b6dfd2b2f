"""Promises that cannot be kept: secrecy, help that nobody called, presence, outcome; and those asked of the client."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

_WHO_EN = (
    r"(?:any ?one|any ?body|a soul|no ?one|nobody|others?|them|him|her|your \w+|the (?:school|police|doctor|"
    r"clinic|team)|people)"
)
_LIMITED = r"\b(?:except|unless|limits?|exceptions?|other than|apart from|as long as|but if|only if)\b"
_NOT_SURE = r"\b(?:can't|cannot|can not|couldn't|not able|unable|don't|do not|wouldn't|no one can|nobody can)\b"

SECRECY_EN = Rules(
    triggers=(
        "tell",
        "secret",
        "between",
        "grave",
        "confiden",
        "private",
        "find out",
        "know",
        "further",
        "share",
        "sealed",
        "hear",
        "read",
        "to myself",
        "repeat",
        "a word",
    ),
    rules=(
        Rule(
            wrong=pattern(
                rf"\bi(?:'ll| will| would|'d)? (?:never|not|won't)(?: ever)? (?:tell|share|repeat|reveal|report|"
                rf"mention|disclose|pass)\b[^.?!]{{0,40}}\b(?:{_WHO_EN}|it|this|on)\b",
                rf"\bi (?:won't|wouldn't|am not going to|will not|promise not to)(?: ever)? (?:tell|share|repeat|"
                rf"reveal|report|mention|disclose|pass|breathe)\b[^.?!]{{0,40}}\b(?:{_WHO_EN}|it|this|on|a word)\b",
                r"\b(?:stays?|remains?|keep (?:it|this)|kept|is|will be|it's|this is)(?: \w+ly| just)*"
                r" between (?:us|you and me|the two of us|ourselves)\b",
                r"\bour(?: own)?(?: little)? secret\b|\bsecret is safe\b|\bto (?:the|my) grave\b|\blips are sealed\b",
                r"\bi(?:'ll| will| can| promise to| am going to)(?: \w+)? keep (?:it|this|that|your \w+|"
                r"everything|all (?:of )?(?:it|this)|what you \w+)[^.?!]{0,20}\b(?:secret|private|to myself|"
                r"confidential|safe with me)\b",
                r"\b(?:no ?one|nobody)(?: else)? (?:will|is going to|would|can|could|has to|needs to|"
                r"ever)(?: \w+)? ?(?:ever )?(?:know|find out|hear|read|see|learn)\b(?! (?:you|what it))",
                r"\b(?:completely|totally|strictly|absolutely|fully|100 ?%|hundred percent|entirely|"
                r"perfectly)(?: \w+)? (?:confidential|private|secret|anonymous)\b",
                r"\b(?:won't|never|not) go (?:any )?further\b|\bgoes no further\b|\bnot leave this (?:room|chat)\b",
                r"\b(?:won't|will not|will never|never going to|not going to|"
                r"is never going to) (?:ever )?(?:find out|hear about|know about) ?(?:it|this|that)?\b",
            ),
            unless=pattern(
                _LIMITED,
                r"\bi can(?:'t|not) (?:promise|keep)",
                r"\bwant(?:ed)? me to\b",
                TOLD_EN,
                r"\bso that (?:he|she|they)\b",
            ),
            whole=True,
        ),
    ),
)
_KIN_ZH = (
    r"(?:你?(?:的)?(?:爸妈|爸爸?|妈妈?|父母|父亲|母亲|家人|家里人?|老师|老婆|老公|丈夫|妻子|先生|太太|老板|公司|"
    r"学校|同事|男友|女友|医生))"
)
_ANY_ZH = rf"(?:任何人|别人|其他人|谁|他们|第三个人|旁人|外人|{_KIN_ZH})"

SECRECY_ZH = Rules(
    triggers=("告诉", "秘密", "保密", "知道", "说", "透露", "传", "瞒", "肚子", "守口", "外人", "看到", "发现", "泄"),
    rules=(
        Rule(
            wrong=pattern(
                rf"我(?:绝对|一定|肯定|保证|答应你|向你保证|永远|也|是)*(?:不会|绝不|决不|"
                rf"不)(?:把[^，。？]{{0,8}})?(?:再)?(?:告诉|跟|对|和|向){_ANY_ZH}",
                r"(?:谁|对谁|跟谁|任何人)(?:我)?(?:也|都)不(?:会)?(?:告诉|说|讲|透露|提)",
                r"不会(?:说|传|讲|泄露?|透露)(?:出去|出来|给)|绝不外传|不会外传|不(?:会)?泄露",
                r"(?:只有|就)(?:你|我|咱|咱俩|我们)[^，。？]{0,4}(?:知我知|知道|晓得)|你知我知",
                r"(?:我们|咱们?|咱俩|我俩|我们俩|你我|两个人)(?:之间|俩|两个人?)?的?(?:小)?秘密",
                r"烂在(?:我)?肚子里|守口如瓶|带进(?:棺材|坟墓)",
                r"(?:绝对|百分之百|百分百|完全|严格|100%|永远|一定)(?:会)?(?:的)?(?:替你|为你|给你)?保密",
                r"我(?:会)?(?:替|帮|为)你(?:保守秘密|保密|瞒着|隐瞒)",
                r"没有?(?:任何|其他|别的)?人(?:会|能|可以|将)(?:知道|看到|看见|听到|发现)",
                rf"{_KIN_ZH}(?:永远|绝对|肯定|一定|是)*不会(?:知道|发现|听说)",
            ),
            unless=pattern(
                r"不能保证|不能答应|没办法|没有办法|无法|不能替|不能都",
                r"除非|除了|例外|比如|但是?如果|不过如果",
                rf"^[^，。]{{0,4}}{TOLD_ZH}",
            ),
            whole=True,
        ),
    ),
)

_HELP_EN = (
    r"(?:(?:the |an? |your |my |our |local |on-call |emergency )*(?:police|ambulance|emergency\w*(?: services|"
    r" number)?|911|999|112|120|help|some(?:one|body)|clinician|doctor|psychiatrist|therapist|team|mother|mum|mom|"
    r"father|parents|family|nurse|crisis\w*|services|supervisor|gp|husband|wife|partner|hospital|clinic|"
    r"colleagues?|paramedics?|officers?|counsell?ors?|helpline|school|friend|social worker|rescuers?))"
)
_ACT_EN = (
    r"(?:call(?:ed|ing)?(?: out)?(?: for)?|ring(?:ing)?|rung|phon(?:e|ed|ing)|contact(?:ed|ing)?|notif(?:y|ied|"
    r"ying)|alert(?:ed|"
    r"ing)?|inform(?:ed|ing)?|tell(?:ing)?|told|send(?:ing)?|sent|messag(?:e|ed|ing)|"
    r"report(?:ed|ing)?(?: this| it)? to|let|page[dr]?|paging|get(?:ting)?|dispatch\w*|forward\w*|email(?:ed|ing)?|"
    r"arrang(?:e|ed|ing)|book(?:ed|ing)?|reach(?:ed|ing)? out to|speak(?:ing)? to|spoken to|pass(?:ed|"
    r"ing)? (?:this|it) (?:on )?to|ask(?:ed|ing)?)"
)
_CANNOT_EN = pattern(
    _NOT_SURE,
    r"\b(?:won't|will not|if i|if you|you (?:can|could|may|should)|whether|please|have you|who)\b",
    TOLD_EN,
    r"\bi only\b|\bonly be\b",
)
PRESENCE_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"\bi(?:'ll| will|'m going to| am going to|'m|am|'ve| have| am| can|'ve already| already|"
                rf" just)?(?: now| just| already| right now| immediately| gently| also| go and| gone and|"
                rf" about to)* {_ACT_EN} {_HELP_EN}\b",
                rf"\b{_HELP_EN}(?: \w+){{0,3}} (?:is|are|will be|'s|should be|"
                rf"should arrive)(?: \w+){{0,2}} (?:on (?:the|its|their|his|her) way|coming|arriving|with you|"
                rf"there (?:soon|in)|en route|expecting you)\b",
                r"\b(?:some(?:one|body)|they|help|paramedics|an officer)(?:'s| is| are|'re|"
                r" will be)(?: \w+){0,2} (?:on (?:the|its|their|his|her) way|coming (?:to|now|for)|en route)\b",
                rf"\b{_HELP_EN}(?: \w+){{0,2}} (?:has|have|'s|was|were|is)(?: already| now|"
                rf" just)? (?:been )?(?:told|notified|informed|alerted|contacted|called|paged)\b",
                rf"\b(?:{_HELP_EN}|they) (?:will|is going to|are going to|'ll) (?:contact|call|ring|reach|visit|"
                rf"be with|come to|get back to|phone|check on) you\b",
                rf"\b(?:they|{_HELP_EN}) (?:already )?know (?:where you are|your address|about this already)\b|"
                rf"\b(?:it|help|ambulance)(?:'ll| will| should) (?:arrive|be there|be with you)\b",
                r"\bi(?: am|'m| will be|'ll be| can be)?(?: \w+)? ?(?:right |awake |online )?(?:here|there|"
                r"available|awake|online|with you)\b[^.?!]{0,30}(?:\b24 ?/ ?7\b|\b(?:24|twenty-four) hours|"
                r"any ?time|\balways\b|day (?:and|or) night|whenever|\ball night\b|around the clock|every day|"
                r"forever|at any hour|no matter when|as long as you)",
                r"\bi(?:'m| am|'ll| will)(?: \w+)? (?:24 ?/ ?7|always (?:be )?(?:here|there|available|around|"
                r"with you))\b|\bi(?:'ll| will| am|'m)? (?:always|forever) (?:be )?(?:here|there|by your side|"
                r"with you|available)\b",
                r"\b(?:any ?time|whenever|day or night|whatever the hour|at any hour)\b[^.?!]{0,40}\bi(?:'ll|"
                r" will|'m| am)(?: be)?\b(?: \w+)? (?:here|there|available|around|answer|watching)",
                r"\bi(?:'ll| will|'m| am)?(?: always)? (?:never (?:leave|abandon|let you down)|not leave|"
                r"won't leave)\b|\bi (?:won't|will not|will never) (?:leave|abandon) (?:you|your)\b",
                r"\bi(?:'ll| will|'m going to) (?:stay|sit|be) (?:here )?(?:with|beside) you (?:all|until|till|"
                r"the whole|through|as long|for as|tonight|forever)\b|\bstay on the (?:line|phone)\b",
                r"\bi(?:'ll| will|'m going to) (?:check|look) (?:back )?(?:in )?(?:on|with) you\b|\bi(?:'ll|"
                r" will) (?:get in touch|write to you|call you|text you|visit you|come (?:and|to|over))\b|"
                r"\bwatch(?:ing)? over you\b|\banswer right away\b",
            ),
            unless=_CANNOT_EN,
        ),
    ),
)
_HELPER_ZH = (
    r"(?:救护车|警察|民警|警方|救援|急救|医护|消防|有人|工作人员|值班|危机|咨询师|医生|家人|团队|志愿者|负责人|"
    r"老师|主治|临床工作者|他们)"
)
PRESENCE_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"我(?:已经|已|刚|刚刚|这就|现在就|马上就?|立刻|会|来|可以|去|就|正在|在|能|要)+(?:帮你|替你|给你|"
                r"为你|跟)?(?:去|来|向|"
                r"给)?[^，。？]{0,6}(?:报警|报了警|叫(?:了)?(?:救护车|警察|人)|打(?:了)?(?:个)?(?:急救|120|110|"
                r"报警)?电话|拨打|拨了|联系(?:了|上|你|"
                r"他|她|医|家|警)|通知|转告|上报|告诉(?:了)?(?:你的)?(?:医生|家|妈|爸|警|临床|值班|老师))",
                r"我(?:已经|已|刚|刚刚|这就|来|会|马上|现在就)?(?:帮你|替你|给你)(?:已经)?(?:报(?:了)?警|"
                r"叫(?:了)?|打(?:了)?|拨|联系(?:了)?|约(?:了|"
                r"好)?|通知(?:了)?)",
                r"(?:已经|都)?(?:告诉|通知|联系|转告)(?:了)?你的?(?:主治)?(?:医生|家人|妈|爸|临床)[^，。？]{0,4}了",
                rf"{_HELPER_ZH}[^，。？]{{0,8}}(?:正在|已经|马上|很快|就要|就|在|立刻)[^，。？]{{0,6}}(?:赶|到|"
                rf"来的?路|路上|出发|过来)",
                r"正在(?:赶|去|来)(?:往|来|去)?[^，。？]{0,6}(?:路上|你)|在(?:来|去|赶来?)?[^，。？]{0,6}路上了",
                rf"{_HELPER_ZH}[^，。？]{{0,6}}(?:已经|已|都)(?:知道|收到|接到|被告知|得知|掌握|了解)",
                r"(?:分钟|小时|一会儿|很快|马上)(?:之?内|就|后)?[^，。？]{0,6}(?:就到|到你|到达|会(?:有|联系你|"
                r"来)|联系你)",
                r"我(?:会|就|都|也)?(?:一直|永远|始终|随时|24小时|二十四小时|一天二十四小时|整晚|整夜|一整夜|每天|"
                r"时时刻刻|全天)[^，。？]{0,6}(?:在(?!想|意)|陪|守|"
                r"待命|不离开)",
                r"(?:永远|一步也|绝)不(?:会)?离开|不会离开你|不离不弃",
                r"(?:什么时候|任何时候|不管[^，。]{0,6}|无论何时|随时)[^。？]{0,8}我(?:都|永远|一直|会)",
                r"我(?:明天|今晚|待会|晚点|过会|后天|下午|早上)?[^，。？]{0,6}会?(?:来|去)(?:看望?你|找你)|"
                r"我(?:明天|今晚|晚点)[^，。？]{0,6}(?:打给|联系|"
                r"问候|发消息)",
                r"(?:明天|今晚|早上|晚上)[^，。？]{0,4}我(?:会|再|就)(?:来|去|打|联系|发)",
            ),
            unless=pattern(
                r"不能|没办法|没有办法|没法|无法|联系不到|不会去|只能|如果|请(?:你|现在|马上|立刻)",
                rf"^[^，。]{{0,4}}{TOLD_ZH}",
                OTHERS_ZH,
            ),
        ),
    ),
)

OUTCOME_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\b(?:it|this|they|that|the \w+|your \w+|attacks?|panic|fear)(?: will not| won't| will never|"
                r"'ll never) (?:ever )?"
                r"(?:come back|return|happen again)\b",
                r"\b(?:attacks?|feelings?|panic|fear|anxiety|urges?|pain|sadness)(?: will|'ll|"
                r" is going to) (?:just |soon )?"
                r"(?:stop|go away|end|disappear|vanish|pass for good)\b",
                r"\bi(?:'ll| will| can)? (?:promise|guarantee|assure|"
                r"swear)(?: to)?(?: you)?,?(?: that)? [^.?!]{0,50}\b(?:will|won't|'ll|nothing|never|it|you|go|"
                r"work|gone|better|can|cannot)\b",
                r"\bi(?:'m| am) (?:absolutely |completely |quite |100 ?% )?(?:certain|sure|positive|confident|"
                r"convinced)(?: that)? (?:you|it|this|that|everything|things|the \w+|nothing)(?:'ll| will|"
                r"'re going| is going| won't)\b",
                r"\b(?:will|'ll|is going to|are going to|won't|can't) (?:definitely|certainly|surely|always|"
                r"completely|totally|never|for sure|without doubt|absolutely)\b[^.?!]{0,25}\b(?:work\w*|pass|fine|"
                r"better|recover\w*|cured?|go away|come back|happen|feel|disappear\w*|get|have|panic|relapse|"
                r"succeed|win|normal|happy|check)\b",
                r"\byou(?:'ll| will)? (?:never|not ever) (?:have|feel|need|panic|relapse|be|"
                r"suffer)\b[^.?!]{0,30}\b(?:again|any more|anymore)\b",
                r"\b(?:everything|it|things|all)(?:'ll| will| is going to| are going to)(?: \w+ly)? (?:be|"
                r"turn out|work out|end up|get)(?: just| absolutely| all)* (?:fine|ok|okay|all right|alright|well|"
                r"good|better soon|wonderful|perfect)\b",
                r"\byou(?:'ll| will|'re going to| are going to)(?: \w+ly| soon)? (?:be|feel|become)(?: just|"
                r" absolutely| completely| totally| perfectly| all)* (?:fine|ok|okay|all right|alright|cured|"
                r"healed|normal|happy again|yourself again|free of|well again|safe)\b",
                r"\bnothing(?: bad| at all| terrible| else)? (?:can|could|will|is going to|'ll)(?: possibly| ever|"
                r" really)? (?:happen|go wrong|hurt you|harm you)\b",
                r"\b(?:always|100 ?%|hundred percent|never fails?|guaranteed to)(?: to)? (?:works?|effective|help|"
                r"succeed|successful)\b|\bnever fails\b",
                r"\b(?:you(?:'re| are)|it(?:'s| is)|that(?:'s| is)) (?:guaranteed|bound|certain|sure) to\b|"
                r"\bno doubt(?: that)? you(?:'ll| will)\b",
                r"\b(?:will|'ll) (?:be |have )?(?:gone|go away|disappear\w*|vanish\w*|over)(?: for good| forever|"
                r" completely| for ever)?\b[^.?!]{0,20}(?:for good|forever|completely|you(?:'ll| will) see|"
                r"i promise|certain|soon|by \w+|in (?:a|an|\w+) (?:week|month|year|day)s?)",
                r"\b(?:give it|in|within) (?:an? |\w+ )(?:week|month|year|day)s?\b[^.?!]{0,40}\b(?:will be gone|"
                r"be gone|cured|be over|be fine|be back to normal|will have passed)\b",
                r"\bcured (?:in|by|within|after)\b|\b(?:brings?|leads? to) happiness in the end\b|"
                r"\bcompletely harmless\b|\b(?:it|that)(?:'s| is) (?:nothing|harmless)\b[^.?!]{0,8}[.!]",
            ),
            unless=pattern(
                _NOT_SURE + r"(?=[^.?!]{0,12}\b(?:promise|guarantee|say|know|tell|be sure))",
                TOLD_EN,
                OTHERS_EN,
                r"\b(?:would it|if you|what if|says?|i (?:can't|cannot|don't)|nobody|no one|afraid|fear|hop(?:e|"
                r"ing)|thought|when)\b",
            ),
        ),
    ),
)
OUTCOME_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"不会再(?:复发|发作|回来|来了|出现)|(?:感受|感觉|惊恐|发作|恐惧|冲动)(?:就|都|一定|很快|"
                r"自然)*会(?:停|消失|没了|不见)",
                r"我(?:敢|可以|向你|跟你|给你|能)?(?:保证|担保|肯定|确定|打包票|断定|敢说|发誓)[^？]{0,16}(?:会|"
                r"能|不会|没事|没问题|就|再也)",
                r"一切都?(?:一定|肯定|终究|终将|总)?会(?:好|过去|变好|顺利|没事)",
                r"你(?:自己)?(?:一定|肯定|绝对|必定|必然|准)(?:会|能|可以|行)[^，。？]{0,10}(?:好|成功|康复|考|"
                r"做到|过|恢复|瘦|进|赢|没事|痊愈|变)",
                r"(?:绝对|保证|肯定|一定|根本|百分之百)(?:都)?(?:不会|没)(?:有)?(?:任何)?[^，。？]{0,6}(?:事|出|"
                r"发生|错|复发|危险|问题)",
                r"(?:就|会|你|都|永远)?再也(?:不会|不用|不必|没有)[^，。？]{0,12}",
                r"(?:百分之百|百分百|100%|绝对|一定|肯定)(?:会|能)?(?:有效|管用|成功|好|见效|有用)",
                r"不会有(?:任何)?事(?:的)?|你会没事|会没事的|什么(?:坏)?事(?:都|也)不会",
                r"(?:彻底|完全|全都?)(?:会)?(?:好(?:起来|了)?|治好|康复|不难受|消失|恢复|正常)",
                r"(?:治好|包好|根治)(?:你)?|(?:周|天|个月|年)(?:之?后|之?内|以后|就)[^，。？]{0,4}(?:能|会|"
                r"就)[^，。？]{0,6}(?:治好|痊愈|恢复正常|全好)",
            ),
            unless=pattern(
                r"不能|没有人能|没人能|没办法|没有办法|无法|谁也不|不敢|会不会|如果|希望|不知道",
                rf"{TOLD_ZH}",
                OTHERS_ZH,
                r"不复发",
            ),
        ),
    ),
)

CONTRACT_EN = Rules(
    triggers=("promise", "swear", "your word", "pledge", "vow"),
    rules=(
        Rule(
            wrong=pattern(
                r"(?:^|[,;.] ?|\b(?:please|just|now|and|then|to) |\byou (?:have|need|must|should|got)(?: to)? |"
                r"\b(?:can|could|will|would) you )(?:promise|swear|pledge|vow)\b(?: to)?(?: me|"
                r" us)?\b[^.?!]{0,40}\b(?:you(?:'ll| will| won't| are|'re)?|not|never|stay|keep|to)\b",
                r"\bgive me your word\b|\bi need (?:you to promise|your promise|your word)\b|"
                r"\bi want you to promise\b",
            ),
            unless=pattern(
                r"\b(?:want|wanted|asked?|asking) me to\b",
                r"\bi (?:can't|cannot|don't|won't|promise)\b",
                TOLD_EN,
                r"\bto yourself\b",
            ),
            asked=True,
        ),
    ),
)
CONTRACT_ZH = Rules(
    triggers=("答应", "保证", "发誓", "承诺"),
    rules=(
        Rule(
            wrong=pattern(
                r"(?:^|[，,。]|请|你|要|得|必须|现在就?|可以|能|能不能|需要你|希望你|我要你)(?:你)?(?:向我|跟我|"
                r"对我|给我)?(?:答应我|答应|保证(?!不了)|发誓|"
                r"承诺)(?:我|一下)?[^。？]{0,10}(?:不|别|好好|绝|安全|平安)",
                r"(?:跟|向|对)我(?:保证|发誓|承诺)|答应我",
            ),
            unless=pattern(
                r"人能|谁能|希望我|(?<![向跟对])我(?:不能|没办法|没有办法|无法|不会|向你|跟你|给你|敢|保证|答应你|"
                r"肯定|可以)",
                r"你(?:对|跟|向)(?:自己|妻子|他|她)",
                r"要求我|问我",
            ),
            asked=True,
        ),
    ),
)
