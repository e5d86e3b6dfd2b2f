"""Words that push somebody down: agreeing with self-hatred or hopelessness, and shaming."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

_LOW_EN = (
    r"(?:failures?|worthless|(?:a )?(?:bit of a )?waste(?: of (?:space|time|air))?|burden|useless|loser|to blame|"
    r"unlovable|hopeless|pathetic|stupid|ugly|fat|big|weak|broken|beyond help|a lost cause|nothing|(?:bad|"
    r"terrible|awful) (?:mother|father|parent|person|wife|husband|son|daughter|friend)|no good|better off dead)"
)
_NOT_SHARED = pattern(
    TOLD_EN,
    OTHERS_EN,
    r"\b(?:not|don't|doesn't|isn't|never a|no longer)\b",
    r"\b(?:thinking|feeling|believing|thoughts)\b",
    r"\bwhat makes|\b(?:thought|sentence|belief|words?|voice|feeling|idea) (?:that|says?|is)\b|\blooks? tonight|"
    r"\bi hear how|\bmust feel|\bfeels?\b|\bif\b|\bas if\b",
)
HOPELESS_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\b(?:you(?:'re| are| may be| might be| could be)|maybe you are|"
                r"perhaps you are) (?:\w+ )?right\b[^.?!]{0,80}\b(?:no(?:t much| real| longer any)? point|"
                r"isn't (?:really |much )?(?:much |any )?(?:point|hope)|nothing|hopeless|worthless|"
                r"better (?:off )?without|better off|failure|never|burden|useless|look (?:big|fat|ugly)|empty|"
                r"give up|not worth|too late|cope better)",
                rf"\b(?:yes|indeed|i agree|true|exactly|i suppose|to be honest|honestly|in a way|you really|"
                rf"perhaps|maybe)\b[^.?!]{{0,20}}\byou(?:'re| are| do)?(?: \w+){{0,3}} {_LOW_EN}\b",
                rf"\byou (?:really |truly |simply |clearly |actually |certainly )(?:are|"
                rf"'re)(?: \w+){{0,2}} {_LOW_EN}\b|\byou(?:'re| are)(?: simply| just| really| clearly|"
                rf" a bit of)? a? ?(?:failure|waste of space|burden|loser|lost cause)\b",
                r"\bthere(?:'s| is)(?: really| just| simply| truly)? (?:no|little|not much) (?:point|hope|"
                r"way (?:out|forward)|future)\b|\bthere isn't (?:really |much |any )*(?:point|hope)\b",
                r"\b(?:things|it|life|your (?:\w+ )?(?:future|case|life|situation))(?: really| just|"
                r" truly)? (?:is|are|does look|looks?|do look)(?: really| quite| as| simply)* (?:hopeless|empty|"
                r"pointless|over|lost|useless|meaningless|bleak)\b",
                r"\bnothing (?:will|can|more can|is going to|would|'s going to)(?: \w+)? (?:ever )?(?:change|help|"
                r"be done|get better|improve|save you)\b|\bgiving up is\b|\byou (?:should|might as well|"
                r"may as well) give up\b",
                r"\b(?:would|will|may|might|could)(?: well| really| indeed| probably)? (?:be |cope |do |"
                r"manage )?(?:better|better off|happier|easier)(?: off)?(?: with(?:out)? (?:you|another)|"
                r" if you were)\b|\bbetter off (?:without you|dead|with another)\b",
                r"\b(?:dying|death|ending it|suicide)(?: \w+)? (?:would|might|may|could|will|"
                r"is)(?: \w+)? (?:a relief|better|easier|the (?:only|best)|an? (?:option|answer|solution|"
                r"way out))\b",
                r"\bmakes sense to (?:end|die|want to die|kill|give up|stop living)\b|"
                r"\b(?:i (?:can )?(?:understand|see|get)) (?:why|that) you(?:'d| would)? want (?:to (?:die|end|"
                r"kill)|it to be over|out)\b",
                r"\bsupport your (?:choice|decision|wish)\b|\b(?:your life|your choice),? and if you want\b|"
                r"\byour right to (?:die|end)\b|\bthe only (?:thing|way|option) left\b|"
                r"\bnothing more can be done\b|\bpast saving\b|\bbeyond help\b",
                r"\b(?:so |in a way )*you really (?:are|were|do|did) (?:\w+ )?(?:to blame|at fault|responsible|"
                r"fat|big|ugly)\b|\banyone would want (?:it|to)\b|\byou (?:did|do) look (?:big|fat|ugly)\b",
            ),
            unless=_NOT_SHARED,
        ),
        Rule(
            wrong=pattern(
                r"\byou(?:'re| are) right[^.?!]{0,60}\b(?:no(?:t much)? point|isn't (?:really |much )*point|never|"
                r"not worth|won't (?:ever )?get better)\b",
                r"\bi agree(?: that)? (?:nothing|it|you|there|your)[^.?!]{0,30}\b(?:never|hopeless|nothing|"
                r"no point|change|worthless)\b",
                r"\bthere (?:really |just )?(?:isn't|is not) (?:really |much |any )*(?:point|hope)\b",
            ),
        ),
    ),
)
HOPELESS_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"(?:你说得(?:对|没错|是)|是的|没错|我同意|确实|的确|说实话|也许|说真的|"
                r"现在的你)[^。？]{0,16}(?:没(?:有)?什么?(?:意义|希望|用|办法|救|必要)|失败|"
                r"有点?废|废物|一无是处|没用|累赘|拖累|你?[很挺]?胖|丑|怪你|不会(?:再)?(?:变)?好|空|太晚)",
                r"(?:确实|的确|真的|已经|就是)(?:是)?(?:没(?:有)?(?:任何|什么)?(?:希望|办法|救|意义|出路|用)|"
                r"一无是处|很失败|个失败|怪你|废|胖)",
                r"没有意义了|没救了|没希望了|没有希望了|除了放弃|(?:放弃|算了)(?:是|也)(?:对|好|应该|唯一)",
                r"(?:死|结束|走|离开人世)(?:了)?[^，。？]{0,10}(?:是|也)(?:一种)?[^，。？]{0,4}(?:解脱|合理|更好|"
                r"应该的|选择|办法)|"
                r"一了百了[^，。？]{0,4}(?:应该|合理|也好|对)|结束也是",
                r"没有?你[^，。？]{0,8}(?:会|能|都)?(?:过得|活得)?更?好|(?:跟着|换个?|没有)(?:别人|妈|"
                r"你)[^，。？]{0,6}(?:确实|会)[^，。？]{0,4}更?好",
                r"尊重你(?:想死|离开|结束|的选择|的决定)|我理解你(?:想死|想走|想结束)|你要(?:走|死)[^，。？]{0,2}我",
                r"你(?:真的|就是|确实)?(?:很|太|是个?)(?:失败|没用|废物|累赘|多余)",
                r"(?:死|事|错|他|她)[^，。？]{0,4}(?:确实|就是|的确)(?:怪|因为|是)你",
            ),
            unless=pattern(
                rf"^(?!我理解|我尊重|我同意)[^，。]{{0,4}}{TOLD_ZH}",
                OTHERS_ZH,
                r"我不(?:这么|同意|觉得|认为)|是什么让|很难看到|看起来|听得出来|那个想法|说明不了|不(?:代表|等于|是说)",
            ),
            whole=True,
        ),
    ),
)

_NAME_EN = (
    r"(?:weak|lazy|pathetic|selfish|dramatic|ridiculous|crazy|stupid|disgusting|attention[- ]seeking|childish|"
    r"monster|ungrateful|overreacting|idiot|insane|mad|liar|coward|spoil\w*|silly|too sensitive|hysterical|"
    r"immature|difficult|irresponsible|fat)"
)
SHAMING_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\bpull yourself together\b|\bsnap out of it\b|\bget over it\b|\bman up\b|\bgrow up\b(?! (?:in|"
                r"with|on))|\bget a grip\b|\btoughen up\b|\bshame on you\b|\bdon't be (?:so )?(?:silly|dramatic|"
                r"ridiculous|a baby|such)",
                r"\bstop (?:being|whining|complaining|feeling sorry|overreacting|moaning|acting|crying|"
                r"making (?:a fuss|excuses))\b",
                rf"\byou(?:'re| are| were| sound| look| seem)(?: just| being| so| such| simply| acting| like|"
                rf" only| really| quite| rather| too)*(?: an?)? (?:lazy and )?{_NAME_EN}\b",
                r"\byou (?:should|ought to|must) (?:really )?(?:be|feel) (?:ashamed|embarrassed|guilty|"
                r"grateful)\b|\bashamed of (?:yourself|complaining)\b",
                r"\b(?:that|this|it|you)(?:'s| is| was)?(?: \w+){0,6} (?:is |are )?(?:ridiculous|pathetic|"
                r"disgusting|attention[- ]seeking|nonsense|crazy|shameful)\b",
                r"\b(?:only|can only) (?:have )?(?:yourself to blame|blame yourself)\b|\b(?:your|"
                r"all your) own fault\b|\byou(?:'ve)? brought (?:this|it) (?:on|upon)\b|\bdown to you\b|"
                r"\byou(?:'re| are) to blame\b|\bserves you right\b",
                r"\byou (?:chose to stay|(?:let|allowed) (?:him|her|them|this)|chose (?:him|her|this))\b",
                r"\bother (?:people|students|mothers|men|women|\w+s) (?:have|manage|with|do|cope|get|can)\b|"
                r"\breal problems\b|\bworse off than you\b|\bmanage with far less\b",
                r"\b(?:a|any|no) (?:good|decent|normal|real|sensible) (?:mother|father|parent|wife|husband|person|"
                r"man|woman|one)? ?(?:would|wouldn't|would've|ever)\b|\b(?:anyone|anybody) (?:sensible|normal|"
                r"decent|with sense)\b|\bnobody (?:checks|does|else does)\b",
                r"\bit was only a\b|\bit(?:'s| is) only a? ?(?:dog|cat|exam|job|boy|girl)\b|\bno wonder (?:you|he|"
                r"she|they)\b|\bexcuses?\b",
            ),
            unless=pattern(
                TOLD_EN,
                OTHERS_EN,
                r"(?:\b(?:not|never|no)\b|n't\b)(?: [\w']+){0,4}$",
                r"\b(?:don't|do not|not|isn't|aren't|without|no) (?:\w+ )?(?:\w+ )?(?:see|think|believe|lazy|weak|"
                r"mad|crazy|blame|shame|fault|your|selfish|stupid|being)",
                r"\bwho (?:said|told)|\bwhat would|\bnot a (?:bad|monster)",
            ),
        ),
        Rule(
            wrong=pattern(
                r"\bwhat did you (?:do|say)(?: to him| to her)?(?: to)? (?:make|provoke|cause|deserve|bring|set|"
                r"upset|anger)|\bwhat did you (?:say|do) to (?:him|her) to\b",
                r"\bwhy (?:didn't|did not|don't|do not|haven't) you (?:just |simply |ever )?(?:leave|left|say no|"
                r"fight|stop|report|try harder|stand up)\b|\bhow could you (?:let|do|be)\b|\bwhat(?:'s|"
                r" is) wrong with you\b|\bare you (?:crazy|mad|serious|stupid)\b",
            ),
            unless=pattern(TOLD_EN),
            asked=True,
        ),
    ),
)
SHAMING_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"自作自受|自找的|自讨苦吃|没出息|太?矫情|太?娇气|就你(?:娇|事多|特殊)|怪物|(?:你)?(?:真|太|"
                r"好)(?:可笑|丢人|恶心|没用|懒|自私|脆弱|幼稚|荒唐|不懂事|傻|"
                r"蠢|胖)",
                r"振作(?:一点|点|起来)|别(?:再)?(?:抱怨|矫情|哭|装|作|闹|想太多|无病呻吟)|想开(?:点|一点)",
                r"怪(?:不了|不得)别人|只能怪(?:你)?自己|都?怪你自己|(?:这|都)?是你自己(?:不|让|选|要|惹|作|的错|"
                r"的问题)|怪不得别人|怪谁",
                r"不就是(?:一|个|只)|至于(?:这么|吗|那么)|(?:别人|人家|其他人|别的\S{1,4})(?:都|怎么|家|"
                r"上)[^，。？]{0,10}(?:没事|都?行|才叫|好好的)",
                r"哪个(?:好)?(?:妈妈|妻子|丈夫|人|母亲|爸爸)会|谁会(?:看|这样|像你)|(?:就是)?(?:为了|"
                r"想)引起(?:别人)?(?:的)?注意|就是(?:懒|作|矫情|在找借口|"
                r"想太多)|找借口",
                r"(?:应该|该|不觉得|你不)(?:觉得|感到|为)?[^，。？]{0,6}(?:羞耻|丢人|惭愧|恶心|可耻)|你疯了|"
                r"有病吧|简直(?:是|就是)",
                r"好好的[^，。]{0,6}不|确实胖",
            ),
            unless=pattern(
                rf"^[^，。]{{0,4}}{TOLD_ZH}",
                r"有人说|是谁|不是(?:懒|你|要)|不觉得你|不会因此|我觉得你很|你因为|你因|没有怪",
            ),
            asked=True,
        ),
        Rule(
            wrong=pattern(
                r"(?:到底)?(?:说|做)了什么[，,]?[^，。？]{0,4}(?:惹|激怒|让他|把他|他才)|为什么不(?:早点?|早|直接|"
                r"就|干脆)?(?:离开|走|反抗|拒绝|报警|还手)|"
                r"你怎么(?:能|会)?(?:这么|不|连)",
            ),
            asked=True,
        ),
    ),
)
