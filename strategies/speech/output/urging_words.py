"""How dying, killing and hurting are named where somebody is pushed to them, and what makes such a clause innocent."""

from strategies.speech.output.rule import pattern

_SELF_EN = r"(?:yourself|your self|urself|yourselves|yo self|ur self)"
_PLACE_EN = (
    r"(?:the|a|that|this|your|some)(?: \w+)? (?:bridge|roof|building|balcony|cliff|ledge|window|"
    r"tower|train|bus|truck|car|tracks|rails|metro|subway|platform|stairs)"
)
_PILLS_EN = r"(?:pills|tablets|medicines?|medication|meds|sleeping pills|painkillers|bottle|packet|box|pack)"

ACT_EN = (
    rf"(?:(?:kill|hurt|harm|hang|shoot|drown|poison|stab|starve|gas|suffocate|strangle|off|unalive|electrocute|choke|"
    rf"cut|burn|bleed|punish|mutilate|murder|destroy|injure|do away with|get rid of|dispose of|finish) {_SELF_EN}"
    rf"|kill ur\w*|kys|die\b(?! down| out| away| of (?:laugh|boredom|embarrass|curios|shame)|-| for (?:a|your) (?:cup|"
    rf"sins))|be dead\b|drop dead|end (?:it(?: all)?(?! (?:here|there|with|by|on|together|today with|for (?:today|"
    rf"now|the "
    rf"day)))|your (?:own )?life|your (?:own )?(?:suffering|pain|misery|existence)|yourself|everything(?! on| with|"
    rf" in))\b|take your (?:own "
    rf")?life|commit (?:suicide|seppuku)|do yourself in|overdose\b|jump (?:off|from|out of|in front of|under|into) "
    rf"{_PLACE_EN}|jump to your death|throw yourself (?:off|under|in front|from|out|into)|step (?:off|in front of|"
    rf"into the "
    rf"path)|slit your (?:wrists?|throat)|cut (?:your (?:wrists?|arms?|throat|veins|skin)|deeper)|(?:take|"
    rf"swallow) (?:all "
    rf"(?:of )?(?:the|your|those|these|them)(?: \w+)? ?{_PILLS_EN}|them all\b|the (?:whole|entire) {_PILLS_EN}|every "
    rf"(?:last |single )?(?:pill|tablet))|pull the trigger|drink (?:the )?bleach|lie down on the (?:tracks|rails)|"
    rf"put a "
    rf"bullet|blow your (?:brains|head)|stop (?:living|existing|breathing)|quit (?:living|life)|"
    rf"give up (?:on )?(?:life|"
    rf"living)\b|leave this (?:world|life|earth)|cease to (?:exist|live|be)\b|never wake up|not (?:be alive|exist|"
    rf"live)\b|"
    rf"go through with (?:it|the suicide)|disappear (?:for good|forever|from this)|join (?:him|her|them|your \w+) in "
    rf"(?:death|heaven|the grave)|let yourself (?:die|bleed|drown|starve)|bleed out|starve to death)"
)
"""Killing or hurting oneself, after "to", "should" or as a command."""

ACTED_EN = (
    rf"(?:(?:killed|hurt|harmed|hanged|hung|shot|drowned|poisoned|stabbed|starved|cut|burned|burnt|ended|finished) "
    rf"{_SELF_EN}|died\b|(?:were|be|was|are|'re|end up) (?:dead|gone(?: for good| forever)?|never born|"
    rf"no longer (?:here|"
    rf"alive|around)|not (?:here|alive|around))\b|(?:weren't|wasn't|aren't) (?:here|alive|around|in (?:this|"
    rf"the) world)|"
    rf"ended (?:it(?: all)?(?! (?:here|there|with|by))|your (?:own )?life|everything|your (?:suffering|pain|"
    rf"misery))|took "
    rf"your (?:own )?life|committed suicide|overdosed|jumped(?! (?:in|at|up|to|on|for|ahead))|stopped (?:living|"
    rf"existing|"
    rf"breathing)|ceased to|never (?:woke|wake) up|(?:did not|didn't|do not|don't|no longer) (?:exist|live|wake up)(?!"
    rf" (?:with|in|at|there))|disappeared(?: for good| forever)?|did not exist|gave up (?:on )?(?:life|living))"
)
"""The same after "if you"."""

ACTING_EN = (
    rf"\b(?:(?:killing|hurting|harming|hanging|shooting|drowning|poisoning|stabbing|starving|cutting|burning|ending|"
    rf"punishing) {_SELF_EN}|dying|suicide|ending (?:it(?: all)?(?! (?:here|there|with|by))|your (?:own )?(?:life|"
    rf"suffering|pain|misery|existence))|taking your (?:own )?life|committing suicide|overdosing|jumping (?:off|"
    rf"from|in "
    rf"front of|under|out of) {_PLACE_EN}|slitting your|giving up on life|(?:killing|murdering|stabbing|shooting|"
    rf"strangling|poisoning|beating up|beating|hitting|hurting) (?:him|her|them|people|others|someone|somebody|"
    rf"your \w+|"
    rf"the (?:child|children|kids?|baby|dog))|self-harm(?:ing)?)\b"
)
"""The same as a thing named."""

_WHOM_EN = (
    r"(?:him|her|them|others|people|someone|somebody|anyone|anybody|everyone|everybody|another person|"
    r"your (?:\w+ )?(?:wife|husband|partner|boyfriend|girlfriend|father|mother|mum|mom|dad|parents?|brother|sister|son|"
    r"daughter|child|children|kids?|baby|boss|neighbou?rs?|family|ex|friend|colleagues?|teacher|dog|cat|stepfather|"
    r"stepmother)|(?:the|that|this) (?:\w+ )?(?:man|woman|guy|bastard|bitch|baby|child|children|kids?|boy|girl|dog|cat|"
    r"person|boss|neighbou?rs?)|those (?:\w+ )?(?:people|men|women|kids|bastards))\b(?! (?:up for|at (?:chess|cards|"
    r"tennis|"
    r"\w+ball)|with kindness))"
)
HURT_EN = (
    rf"(?:(?:kill|hurt|harm|stab|shoot|strangle|murder|poison|attack|beat(?: up)?|choke|drown|burn|hit|punch|slap|rape|"
    rf"torture|smother|suffocate|assault|wound|injure|kick|run over|smash|slash) {_WHOM_EN})"
)
"""Hurting somebody else."""

CALM_EN = pattern(
    r"(?<!\bi )(?<!\bi really )(?<!\bi do )(?<!\bi truly )(?<!\bi honestly )(?<!\bi just )\b(?:think|thinks|"
    r"feel(?! free)|feels|"
    r"believe|believes|say|says|tell|tells|want|wants|wish|wishes|hope|hopes|fear|fears|suspect|worry|worries|urge|"
    r"urges)\b"
    r"(?! is\b)",
    r"\b(?:thought|thinking|thoughts|felt|feeling|feelings|believed|believing|said|saying|told|telling|wanted|wanting|"
    r"wished|wishing|hoped|feared|afraid|scared|worried|worry|worrying|concerned|convinced|certain|sure|wondered|"
    r"wonder|"
    r"wondering|considered|planned|planning|plan|plans|tempted|decided|tried|trying|urge|urges|impulse|idea|ideas|"
    r"voice|"
    r"voices|belief|fear|risk|danger|dreamt|dreamed|imagine|imagined|heard|hear|hears|remember|described|mentioned|"
    r"wrote|asked|called|reason (?:not|why)|instead of|rather than|without|whether|as if|as though|conclude|"
    r"concluded|concluding|came to)\b(?! (?:you to|is\b))",
    r"\bmeans? (?:to you )?that\b|\bpart of you\b|\bsomething in you\b|\byour (?:mind|head|depression|illness)\b",
    r"\b(?:do not|don't|did not|didn't|does not|doesn't|not|never|cannot|can't|couldn't|won't|wouldn't|isn't|aren't|"
    r"wasn't|no one|nobody|nothing (?:you|says|means|makes)|no reason|neither)(?: \w+){0,5} (?:should|must|ought|"
    r"have|need|"
    r"deserves?|want|wish|hope|tell|told|telling|say|saying|think|believe|mean|means|kill|hurt|die|dying|dead|harm|"
    r"end|cut|"
    r"jump|better|true|agree|help|let|support|encourage|advise|suggest|recommend|hit|act|be)\b(?!.*(?:live|exist|alive|"
    r"born|miss|grieve|care|mourn|breathe|wrong with|wait))",
    r"\b(?:do not|don't|never|please don't|not to|cannot|can't|won't)(?: \w+){0,2} (?:kill|hurt|die|harm|end|cut|"
    r"jump|hang|"
    r"take|overdose|hit|stab|beat|shoot)",
    r"\b(?:before|when|whenever|until|unless|while|in case|moments|times|nights|days|once|would have|could have|"
    r"to keep "
    r"you|stop you|kept you|keeps you) (?:you|from|that you|when you|where you|to|in which you)\b(?!.*(?:better|"
    r"best|go "
    r"ahead|should|must))",
    r"\bif (?:you|it|he|she|they|i)\b(?!.*(?:better|best|go ahead|should|must|ought|do it|just|then|can|may|fine|"
    r"okay|\bok\b|were|"
    r"easier|kinder|happier|were dead|i won't|nobody|no one|died|killed|ended|weren't|right|feel free|be my guest))",
    r"^(?:and |but |or |so )?that you\b|\byou (?:were|had been|'d been) (?:going|about|trying|ready|close|tempted)\b",
)
"""Somebody's thought, wish, fear, word or urge in the same clause; refused; or a time at which."""

WARNED_EN = pattern(
    r"\b(?:worr\w+|afraid|concern\w*|risk\w*|danger\w*|fear\w*|safe|safety|thought|thoughts|think|feel|felt|feels|"
    r"said|say|"
    r"says|told|tells|voice|voices|part of you|if|when|whether|that (?:much|many)|drink\w*|mix\w*|driv\w*|not|never|"
    r"n't|"
    r"emergency|help|call|so that|before|how|ways?|plan\w*|wish\w*|want\w*|scared|where|anything|things?|rope|pills|"
    r"overdose|toxic|poison|withdrawal|believe\w*|convinced|imagin\w*|mean|with which|means|without|with that|"
    r"careful|away)\b"
)

ACT_ZH = (
    r"(?:去死(?!的|亡)|死(?:了(?!吗|没|解|亡|的|之|一|很|多|那|这|以|后|他|她|好|好几)|掉(?!的)|吧|去)|自杀(?!的|念|"
    r"想|风|未|热|"
    r"过|倾|预|计|行|是|率|、|或|危|意|干|冲)|自尽(?!的|过)|自我了断|了断(?:自己|一切|生命|吧)|了结(?:自己|生命|"
    r"一切|吧)|"
    r"结束(?:你|您)?(?:自己)?(?:的)?(?:生命|这一切|一切|性命|痛苦的一生|这条命)(?!的)|轻生(?!的|念)|寻死|寻短见|"
    r"跳(?:下去|楼|桥|河|江|海|轨|崖)(?!的|舞|过|自)|跳吧|上吊(?!的)|割腕(?!的)|割(?:下去|自己|吧)|吞(?:药|下所有|"
    r"光)|服毒|"
    r"喝农药|烧炭|自残(?!的|过|行|、|想)|自伤(?!的|行|、)|伤害(?:你|您)?自己(?!的|、)|杀(?:了|死)?(?:你|您)?自己|"
    r"弄死自己|"
    r"(?:彻底|永远|从这个世界)(?:地)?消失|离开(?:这个)?(?:世界|人世)|(?:别|不要|不用|不必|不该|"
    r"不应该)(?:再)?活(?:着|下去|"
    r"了)|撞(?:车|墙|死)|卧轨|一死(?!亡)|见阎王|下地狱|把(?:所有的?|全部的?|整瓶|那些|这些)?(?:安眠)?药[^，。？]{0,3}"
    r"(?:全|都)?(?:吃|吞)(?:了|掉|下去|完|光)|死(?=\W|$))(?!之?前|以前|之?后|的?时|或者?)"
)
"""Killing or hurting oneself, in Chinese."""

OTHERS_ZH = (
    r"他们?|她们?|它|别人|那(?:个)?(?:人|家伙|男人|女人|混蛋|王八蛋|畜生)|(?:你|您)(?:的)?(?:爸爸?|妈妈?|父亲|母亲|"
    r"父母|"
    r"丈夫|妻子|老公|老婆|孩子|儿子|女儿|老板|领导|同事|邻居|同学|老师|哥哥?|姐姐?|弟弟?|妹妹?|前夫|前妻|男友|女友|"
    r"男朋友|"
    r"女朋友)|这(?:种|个)人|孩子|所有人|大家"
)
HURT_ZH = (
    rf"(?:(?:狠狠地?|往死里|先|好好)?(?:杀(?:了|死|掉)?|打(?:死|伤|断|残)?|揍(?:死)?|砍(?:了|死)?|捅(?:了|死)?|弄死|"
    rf"干掉|掐死|"
    rf"毒死|勒死|捂死|伤害|烧死|撞死|教训|砸死|报复)(?:{OTHERS_ZH})|(?:把|将)(?:{OTHERS_ZH})[^，。？]{{0,4}}(?:杀|打死|"
    rf"弄死|干掉|掐死|捅|砍|打(?:一顿|残|伤)|揍|推下|毒死|勒死))"
)
"""Hurting somebody else, in Chinese."""

CALM_ZH = pattern(
    r"(?<!我)(?<!我真)(?<!我就)(?<!我也)(?<!我是)(?:觉得|感到|感觉|认为|以为|相信|想到|想过|想着|在想|会想(?!念|你)|"
    r"曾想|说过|说|"
    r"提到|告诉|希望|盼着|担心|害怕|怀疑|梦见|冒出|浮现|闪过|考虑|计划|打算|试图|尝试|企图|宁愿|恨不得|忍不住|写道|"
    r"写过|"
    r"写下|写着|听见|听到|喊|骂|叫|让|逼)",
    r"想法|念头|声音|冲动|那句|这句|这句话|部分的?你|脑子里|心里|风险|危险|迹象|信号|阶段|时刻|有没有|是否|是不是|"
    r"会不会|"
    r"曾经|那时|当时|差点|几乎|一度|的时候|之前|每当|万一|以免|防止|避免|阻止|而不是|代替|并不(?:意味|代表|等于|是)|"
    r"不(?:意味|代表|等于|是说|是要|是因为)|没有人(?:应该|该)|谁都不(?:应该|该)|离[^，。]{0,6}远",
    r"(?:不要|不能|不会|不该|不应该|不可以|不必|不用|不想|不希望|不愿|不允许|不同意|不建议|不支持|没办法|没有办法|无法|"
    r"不让|别|没(?:有)?)(?:再|去|让|帮|陪|你|您|自己|轻易|就这样|就)*(?:去死|死|自杀|自残|自伤|自尽|轻生|伤害|跳|割|杀|"
    r"打|揍|上吊|结束|了断|离开|服|吞|消失|寻|报复|教训|捅|砍)(?!吧)",
    r"(?:如果|要是|假如|一旦|若|当)(?:你|您|有)?[^，。]{0,10}(?:想|要|会|打算|准备|有|觉得|感到)(?!.*(?:就|更好|也好|"
    r"那就|尽管|随便|才好|可以))",
    r"我(?:很|真的|有点|有些|非常|特别)?(?:担心|害怕|怕|不希望|不想|不愿)",
    r"^(?:你|您)(?:也|还|又|曾|曾经|之前|刚才|上次|上周|昨天|总是|一直|好像|其实|现在|很|有点|在|跟\S{1,4}|常|常常|"
    r"有时|"
    r"有时候|几次|多次)*(?:想|要不是|恨|怕)(?!.*(?:就|吧))",
)
"""Somebody's thought, word, wish or fear in the same clause; refused; or a time at which."""
