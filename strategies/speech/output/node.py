"""What is wrong only at nodes that say so: advice, cheering, numbers, playing down, verdicts, its own merits."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

ADVICE_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\byou (?:\w+ly |just )?(?:should|must|ought to|need to|have to|had better)\b|\byou'd better\b|"
                r"\bif i were you\b|\bmy advice\b|\bi(?:'d| would) (?:suggest|recommend|advise)\b|\bi (?:suggest|"
                r"recommend|advise)\b",
                r"(?:^|[,;.] )(?:please |just |then )?(?:try (?:to|\w+ing)\b|make sure\b|remember to\b|"
                r"consider \w+ing\b)|\byou could (?:try|start|simply|just)\b|\b(?:how|what) about \w+ing\b|"
                r"\bit would help to\b|(?<!what )\bhave you (?:tried|considered)\b(?! so far)",
            ),
            unless=pattern(
                TOLD_EN, r"\bi can't tell\b|\bsays? (?:that )?you|\btell(?:s)? you (?:that )?you|\bthought\b"
            ),
        ),
        Rule(
            wrong=pattern(
                r"\bwhy (?:don't|not|do not) (?:you|we)?\b|(?<!what )\bhave you (?:tried|considered|"
                r"thought of)\b(?! so far)|\b(?:how|what) about \w+ing\b|\bshouldn't you\b"
            ),
            asked=True,
        ),
    ),
)
ADVICE_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"你(?:应该|需要|必须|得(?!到)|最好|要(?:多|学会|先|去|记得|注意)|该(?!怎)|不妨|可以(?:试|先|多|"
                r"考虑))|我建议|建议你|(?:^|[，,。])(?:试着|试试|不妨|不如|尽量|记得|要多)|多(?:出去|运动|喝|休息|"
                r"晒)|你?别再(?:想|去)",
            ),
            unless=pattern(rf"{TOLD_ZH}[^，。]{{0,8}}$", r"我不能告诉|没办法告诉"),
        ),
        Rule(
            wrong=pattern(r"你?(?:为什么|怎么|干嘛)不(?:去|给|试|跟|直接|先|再)|有没有试过|要不要试试|何不"), asked=True
        ),
    ),
)
CHEER_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\bwell done\b|\b(?:great|good|excellent|amazing|nice|fantastic|awesome|wonderful) (?:job|work|"
                r"effort)\b|\bbravo\b|\bproud of you\b|\byou(?:'ve| have)? got this\b|\bkeep (?:it up|up the|going!)|"
                r"\byou can do (?:it|this)\b|\byou(?:'re| are)(?: so| such| really| very| truly)?(?: a| an|"
                r" the)? (?:brave|star|best|amazing|incredible|strong|awesome|champion|hero|rock)\b|(?:^|"
                r"[.!] )(?:amazing|fantastic|awesome|excellent|hooray|congratulations|wonderful|brilliant|"
                r"yay)\b[!.,]|\bhooray\b|\bcongratulations\b|\bgo you\b",
            ),
            unless=pattern(TOLD_EN, r"\bnot proud\b"),
        ),
    ),
)
CHEER_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"加油|(?:真|太|好|很)(?:棒|厉害|了不起|优秀|牛)|做得(?:很|真|太|非常)?(?:好|棒)|点赞|"
                r"为你(?:感到)?(?:骄傲|自豪|高兴)|你是最(?:棒|好)|(?:真|很|太)勇敢|继续保持|你(?:一定)?(?:能|"
                r"可以)?行的|了不起|恭喜|再接再厉|为你鼓掌",
            ),
            unless=pattern(rf"{TOLD_ZH}[^，。]{{0,8}}$"),
        ),
    ),
)
NUMBER_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\b(?:surely|must be|more like|at least|come on|closer to|has to be|should be|can't be only|"
                r"would say it's)\b[^.?!]{0,25}\b\d{1,3}\b|\bonly (?:a |an )?\d{1,3}\b|"
                r"\b\d{1,3}\b[^.?!]{0,12}\bis (?:quite |very |rather |pretty |too )?(?:high|low|good|great|bad|a lot|"
                r"little)\b",
                r"\bhop(?:e|ed|ing)\b[^.?!]{0,20}\b(?:lower|higher|better|an? \d)|\b(?:bit|little|much) (?:higher|"
                r"lower)\b[^.?!]{0,12}\b\d|\bcould you make it\b|\bmake it an? \d|\bthat(?:'s| is)(?: \w+)? (?:low|"
                r"high)\b|\b(?:it|that) (?:was|is) (?:lower|higher) than an? \d",
            ),
            unless=pattern(TOLD_EN, r"\bwhat makes it\b"),
            asked=True,
        ),
    ),
)
NUMBER_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"不止\s*\d+|(?:肯定|应该|其实|我看|起码|至少)[^。]{0,6}\d+\s*分|才\s*\d+\s*分|只有\s*\d+\s*分|"
                r"没到\s*\d+\s*分|太(?:低|高)了|\d+\s*分[^。]{0,4}(?:挺|很|太|有点)(?:高|低|好)|能不能(?:说|打|"
                r"提)(?:到|高)|希望[^。]{0,4}分(?:数)?[^。]{0,4}(?:低|高)",
            ),
            unless=pattern(r"为什么是", rf"{TOLD_ZH}[^，。]{{0,8}}$"),
            asked=True,
        ),
    ),
)

_GIVEN_EN = pattern(
    TOLD_EN,
    OTHERS_EN,
    r"\byou(?:'ve| have|'d| had)? (?:\w+ )?(?:call(?:ed)?|said|say|told|tell|think|thought|feel|felt|find|found|"
    r"wonder\w*)\b",
    r"\bnothing (?:you|about)\b|\b(?:not|n't|never)(?: \w+){0,2} (?:judge|call|say|mean|think)\b",
)
_GIVEN_ZH = pattern(TOLD_ZH, OTHERS_ZH, r"你(?:把它|对自己|自己|事后)?[^，。]{0,4}(?:叫作|说|觉得|认为|问)")
PLAYED_DOWN_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\b(?:not|isn't|wasn't|aren't|can't be)(?: \w+ly| all)* (?:so|that|as) (?:bad|serious|hard|"
                r"difficult|terrible|awful|important|dramatic|big|much)\b|\b(?:no|not a|isn't a|"
                r"not such a) big (?:deal|thing)\b|\bnothing to (?:worry|be afraid|be upset|fear|fret)\b|\bit(?:'s|"
                r" is| was) nothing\b",
                r"\b(?:it|that|this)(?:'s| is| was) (?:only|just|merely) (?:an?|one|some)\b",
                r"\b(?:everybody|everyone|lots of people|plenty of people|most people|many people|"
                r"we all)(?: \w+ly)? (?:gets?|has|have|feels?|goes|go|is|are|does|do)\b[^.?!]{0,30}(?:\bdon't worry|"
                r"\bnothing (?:special|unusual)|\bnormal|\btoo|\bsometimes|\bthat)",
                r"(?:^\W*|[,;:!-] ?|\b(?:please|so|and|just) )don't (?:worry|fret|make (?:so much|a fuss|a drama)|"
                r"take it so|let it get)\b|\bcalm down\b|\bcheer up\b",
                r"(?:^|[.,;] )(?:\w+ing )[^.?!,]{0,30}\b(?:is|are|'s) (?:quite |really |very |actually |so )?(?:easy|"
                r"simple|no trouble|a piece of cake|child's play)(?! (?:to see|for you to say))\b|\b(?:it|that|"
                r"this)(?:'s| is|'ll be| will be) (?:quite |really |very |actually |so |only )?(?:easy|simple|"
                r"a small thing|a trifle|a piece of cake)\b",
                r"(?<!not the )\b(?:bright|positive|good|sunny) side\b|\bsilver lining\b|\bat least (?:you|it|he|she|"
                r"they|nobody|no one)\b|\bblessing in disguise\b|\bcount your blessings\b|\blook at the positive",
                r"\b(?:could|might) (?:have been|be|be much) (?:\w+ )?worse\b|\bworse things\b|\bother people have\b|"
                r"\bothers have it\b",
                r"\b(?:exaggerat\w*|overreact\w*|blow\w* (?:it|this|things) (?:up|out)|over the top|a fuss about|"
                r"mak\w+ (?:it|this) (?:bigger|worse|more) than)\b|\b(?:it|that|this)(?: \w+)? (?:will|"
                r"'ll) (?:soon )?pass\b",
            ),
            unless=_GIVEN_EN,
        ),
    ),
)
PLAYED_DOWN_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"(?:没(?:有)?|不)(?:那么|这么|太|怎么|多)(?:严重|糟|难|可怕|重要|大|坏)|没(?:有)?什么(?:大不了|大事|"
                r"可怕|好怕|好担心|关系)|不(?:算|是)(?:什么|个)?(?:大)?(?:事(?![实情后业物])|问题)|不算什么|"
                r"(?<!不)(?:是|算)(?:一?件)?小事(?!情?(?:开始|做))",
                r"(?:不过|不就|只不过|也就|无非)是(?:一|个|封|只|点)[^，。？]{0,8}(?:而已|罢了|嘛|吗)?|"
                r"[^，。？]{1,8}(?:而已|罢了)",
                r"(?:谁|大家|人人|每个人|很多人)(?:都|也)?(?:会|有|是|这样|经历)[^。？]{0,12}(?:别(?:担心|放|太|怕)|"
                r"不用(?:担心|怕)|正常|没什么|都一样|这种)",
                r"别(?:太)?(?:担心|放在心上|紧张|当回事|往心里去|想那么多)|不用(?:太)?担心|冷静(?:一点|点)|想开",
                r"(?:这|那|它|打开|走|做|说|去|开始)[^，。？]{0,8}(?:很|非常|特别|其实|真的|挺|太)(?:容易|简单|"
                r"轻松)(?=\W|$)|(?:小菜一碟|举手之劳|轻而易举)",
                r"往好(?:处|的方面|里)想|好的一面|积极的?一面|至少(?:你|他|她|房|还|没|不|工作|孩子)|因祸得福|"
                r"塞翁失马",
                r"(?:可能|本来|比这)[^，。]{0,3}更(?:糟|坏|惨|严重)|比你(?:惨|难|苦)|别人(?:更|比)",
                r"(?:想|说|看)得?太(?:严重|重|多|复杂)|夸张|小题大做|反应过度|大惊小怪|会过去的",
            ),
            unless=_GIVEN_ZH,
        ),
    ),
)
JUDGED_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\b(?:thought|belief|idea|rule|fear|assumption|conclusion|thinking|view|expectation|interpretation|"
                r"that|this)(?: \w+ed)?(?:'s| is| are| was| seems)(?: \w+ly| just| quite| rather| an?|"
                r" so)* (?:not (?:true|right|correct|rational|realistic|logical|accurate|helpful|justified|"
                r"the truth)|irrational|wrong|false|untrue|incorrect|unrealistic|illogical|unfounded|distorted|"
                r"distortion|unhelpful|absurd|nonsense|mistaken|inaccurate|exaggerated)\b",
                r"\byou(?:'re| are| were) (?:\w+ly )?(?:wrong|mistaken|not right|incorrect|being (?:irrational|"
                r"unreasonable|unfair))\b",
                r"\b(?:thinking|cognitive) (?:error|mistake|trap|distortion)s?\b|\b(?:black[- ]and[- ]white|"
                r"all[- ]or[- ]nothing) thinking\b|\bmind[- ]?reading\b|\bcatastrophi[sz]\w+\b",
                r"\b(?:is|was|are|'s) (?:\w+ )?(?:a|the) (?:\w+ )?(?:wrong|bad|poor|unhealthy|mistaken|"
                r"unhelpful) (?:way|strategy|solution|habit|choice|idea|decision|method)\b",
                r"\b(?:was|is|were|been|'s|call (?:it|that|this))(?: \w+ly| just)? a(?: \w+)? (?:failure|success|"
                r"defeat|setback|victory)\b|\byou(?:'ve| have)? (?:failed|succeeded)\b|\bback (?:to|at) square one\b",
                r"\b(?:doesn't|does not|don't) make (?:any )?sense\b|\bno,? that(?:'s| is) not\b|\bthe (?:truth|"
                r"reality|fact) is\b|\bactually,? (?:he|she|they|nobody|no one)\b",
            ),
            unless=_GIVEN_EN,
        ),
    ),
)
JUDGED_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"(?:想法|念头|信念|规则|看法|假设|结论|害怕|担心|理解|推断|这|那)[^，。？]{0,6}(?:是|根本|完全|并|"
                r"其实|真)*(?:不(?:对|真实|合理|理性|现实|符合|正确|成立|客观)|错(?:的|误|了)|没有(?:根据|道理|依据)|"
                r"不理性|歪曲|荒唐|站不住脚|说不通)",
                r"你(?:这样|这么)?(?:想|说|看|做)?(?:就|都|是)?(?:错了|不对|想错|搞错|弄错|错的)",
                r"(?:思维|认知|想法)(?:的)?(?:错误|偏差|陷阱|扭曲|误区)|非黑即白|这[^，。？]{0,6}灾难化|读心术|"
                r"以偏概全",
                r"(?<!不是)(?:错误|糟糕|不好|不健康|不对|没用|有害)的?(?:做法|办法|方式|方法|策略|习惯|选择|决定)|"
                r"[^，。？]{2,12}是不对的",
                r"(?:是|算|就是)(?:一次|一个|个)?(?:彻底|完全|真正|很大)?的?(?:失败|成功|挫败|胜利)(?:的|了)?(?=\W|"
                r"$)|你(?:失败|成功)了|白费了|前功尽弃",
                r"(?:事实|实际)是|其实(?:不是|没有|他|她|你|狗|并)|不，[^。？]{2,12}不是",
            ),
            unless=_GIVEN_ZH,
        ),
    ),
)
ITSELF_EN = Rules(
    rules=(
        Rule(wrong=pattern(r"\bhow well (?:it|(?:this|the|our)(?: \w+)?) works?\b")),
        Rule(
            wrong=pattern(
                r"\bi(?:'m| am)(?: so| very| really| truly)? (?:glad|happy|pleased|proud)(?: that)? (?:i|this|our|we|"
                r"the (?:therapy|session|method|exercise))(?: \w+)? (?:could|can|was|were|have|has|helped?|helps|did|"
                r"made|worked?|session|therapy)",
                r"\b(?:our|this|the|these) (?:\w+ )?(?:therapy|sessions?|work|conversations?|method|exercises?|"
                r"approach|treatment|program(?:me)?)(?: together)?(?: \w+ly| has| have| did)* (?:work(?:s|"
                r"ed)|help(?:s|ed)|made|makes|improved?|paid off|done you|changed|is (?:proven|effective|the best)|"
                r"are (?:proven|effective))\b",
                r"\bthanks to (?:our|this|the|me|my)\b|\bbecause of (?:our|my|this) (?:work|sessions?|therapy|help)\b",
                r"\bi (?:only|just|merely) (?:wanted|meant|tried|was trying|asked|intended)\b|\bi (?:didn't|"
                r"did not) mean\b|\b(?:that|this) (?:was not|wasn't|is not|isn't) (?:meant|what i meant|my (?:fault|"
                r"intention))|\byou misunderst\w+|\bi was right\b|\bin my defen[cs]e\b",
                r"\b(?:research|studies|science|evidence|experts?) (?:\w+ly )?(?:shows?|proves?|proved|says?|"
                r"have shown|has shown|confirms?|agree)\b|\b(?:proven|proved|backed|supported) (?:by|"
                r"in) (?:\w+ )?(?:studies|research|science)|\btrust (?:it|me|the (?:method|process|exercise|"
                r"approach))\b",
            ),
            unless=pattern(TOLD_EN),
        ),
        Rule(
            wrong=pattern(
                r"\b(?:did|was|has|is|does|do you (?:find|think|feel))(?: \w+ly)? (?:that|this|it|i|our \w+|the \w+|"
                r"talking)(?: been| was| were| is)?(?: \w+ly)?(?: any)? ?(?:help(?:ful|ed)?|useful|of use|"
                r"good)(?: to| for)?(?: you)?\W*$",
                r"\bwasn't (?:it|that|i)\W*$|\bdo(?:n't)? you (?:feel|see) (?:better|how (?:much|well))\b",
            ),
            asked=True,
        ),
    ),
)
ITSELF_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"(?:能|可以)?(?:帮(?:到|助|上)|支持到)(?:了)?你[^，。？]{0,4}(?:高兴|开心|欣慰)|(?:很|真)?(?:高兴|"
                r"开心|欣慰)(?:能|可以|我)?[^，。？]{0,3}帮",
                r"(?:我们的?|这(?:个|次|样的?|种|套)|咱们的?)(?:治疗|会谈|咨询|谈话|练习|方法|疗法|"
                r"训练)[^，。？]{0,6}(?:(?<!是否)有效|见效|起作用|有用|让你|帮(?:了|到|助)?了?你|使你|最好|值得信)",
                r"(?:多亏|归功于)(?:了)?(?:我|这)|因为(?:我们的?|这个|这次)(?:治疗|会谈|咨询|工作|谈话|方法|帮助)",
                r"我(?:只|只是|不过是|就是)(?:想|要|是|为了|在)|我(?:不是|没有)那个意思|(?:没有|"
                r"不是)[^，。？]{0,4}的意思|误会了|误解了?我|我(?:是|没有)?(?:对的|没错)",
                r"(?:研究|科学|专家|证据|实践)(?:已经|都|也)?(?:表明|证明|显示|证实|认为)|"
                r"(?:有)?[^，。？]{0,4}研究(?:证明|支持|证实)|相信(?:我|它|这个(?:方法|过程))(?=\W|$)",
            ),
            unless=pattern(TOLD_ZH),
        ),
        Rule(
            wrong=pattern(
                r"(?:这样?|会谈|谈话|今天|刚才)[^，。？]{0,6}(?:对你)(?:有(?:没有|什么)?(?:帮助|用|效)|帮到你?|"
                r"管用)(?:了|吧|吗|呢|没有)*\W*$",
                r"(?:是对的|没错)[，,]?(?:不是吗|对吧|对吗)",
            ),
            asked=True,
        ),
    ),
)
