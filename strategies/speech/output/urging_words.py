"""How dying, killing and hurting are named where somebody is pushed to them, and what makes such a clause innocent."""

from strategies.speech.output.rule import pattern

_SELF_EN = r"(?:yourself|your self|urself|yourselves|yo self|ur self)"
_PLACE_EN = (
    r"(?:the|a|that|this|your|some)(?: \w+)? (?:bridge|roof|building|balcony|cliff|ledge|window|tower|train|bus|"
    r"truck|car|tracks|rails|metro|subway|platform|stairs)"
)
_PILLS_EN = r"(?:pills|tablets|medicines?|medication|meds|sleeping pills|painkillers|bottle|packet|box|pack)"
_IDIOM_EN = (
    r"(?! (?:some slack|laughing|out\b(?! of)|in the foot|(?:in|with) (?:\w+ )?(?:work|books|overtime|projects?|"
    r"duties|tasks|stud(?:y|ies)|chores)\b|over (?:\w+ )?(?:work|exams?|a test)\b))"
)
_LASTING_EN = r"(?=\W*$|[,.;:!]| (?:now|tonight|today|then|altogether|for good|forever|at all|already|and|if|or)\b)"

ACT_EN = (
    rf"(?:(?:kill|hurt|harm|hang|shoot|drown|poison|stab|starve|gas|suffocate|strangle|off|unalive|electrocute|choke|"
    rf"cut|burn|bleed|punish|mutilate|murder|destroy|injure|do away with|get rid of|dispose of|"
    rf"finish) {_SELF_EN}{_IDIOM_EN}|kill ur\w*|kys|die\b(?! down| out| away| of (?:laugh|boredom|embarrass|curios|"
    rf"shame)|-| for (?:a|your) (?:cup|sins))|be dead\b|drop dead|end (?:it(?: all)?(?! (?:here|there|with|by|on|"
    rf"together|today with|for (?:today|now|the day)))|your (?:own )?life|your (?:own )?(?:suffering|pain|misery|"
    rf"existence)|yourself|everything(?! on| with| in))\b|take your (?:own )?life|commit (?:suicide|seppuku)|"
    rf"do yourself in|overdose\b|jump (?:off|from|out of|in front of|under|into) {_PLACE_EN}|jump to your death|"
    rf"throw yourself (?:off|under|in front|from|out|into)|step (?:off|in front of|into the path)|"
    rf"slit your (?:wrists?|throat)|cut (?:your (?:wrists?|arms?|throat|veins|skin)(?! (?:hours?|time|work\w*|"
    rf"exercises?|training|days?)\b)|deeper)|(?:take|swallow) (?:all (?:of )?(?:the|your|those|these|"
    rf"them)(?: \w+)? ?{_PILLS_EN}|them all\b|the (?:whole|entire) {_PILLS_EN}|every (?:last |single )?(?:pill|"
    rf"tablet))|pull the trigger|drink (?:the )?bleach|lie down on the (?:tracks|rails)|put a bullet|"
    rf"blow your (?:brains|head)|(?:stop|quit) (?:living|existing|breathing){_LASTING_EN}|quit life|"
    rf"give up (?:on )?(?:life|living)\b|leave this (?:world|life|earth)|cease to (?:exist|live|be)\b|never wake up|"
    rf"not (?:be alive|exist|live)\b|go through with (?:it|the suicide)|disappear (?:for good|forever|from this)|"
    rf"join (?:him|her|them|your \w+) in (?:death|heaven|the grave)|let yourself (?:die|bleed|drown|starve)|"
    rf"bleed out|starve to death)"
)
"""Killing or hurting oneself, after "to", "should" or as a command."""

ACTED_EN = (
    rf"(?:(?:killed|hurt|harmed|hanged|hung|shot|drowned|poisoned|stabbed|starved|cut|burned|burnt|ended|"
    rf"finished) {_SELF_EN}|died\b|(?:were|be|was|are|'re|end up) (?:dead|gone(?: for good| forever)?|never born|"
    rf"no longer (?:here|alive|around)|not (?:here|alive|around))\b|(?:weren't|wasn't|aren't) (?:here|alive|around|"
    rf"in (?:this|the) world)|ended (?:it(?: all)?(?! (?:here|there|with|by))|your (?:own )?life|everything|"
    rf"your (?:suffering|pain|misery))|took your (?:own )?life|committed suicide|overdosed|jumped(?! (?:in|at|up|to|"
    rf"on|for|ahead))|stopped (?:living|existing|breathing)|ceased to|never (?:woke|wake) up|(?:did not|didn't|"
    rf"do not|don't|no longer) (?:exist|live|wake up)(?! (?:with|in|at|there))|disappeared(?: for good| forever)?|"
    rf"did not exist|gave up (?:on )?(?:life|living))"
)
"""The same after "if you"."""

ACTING_EN = (
    rf"\b(?:(?:killing|hurting|harming|hanging|shooting|drowning|poisoning|stabbing|starving|cutting|burning|ending|"
    rf"punishing) {_SELF_EN}|dying(?! (?:is|was|can be) (?:\w+ ){{0,2}}?(?:natural|normal|part)\b)|suicide|"
    rf"ending (?:it(?: all)?(?! (?:here|there|with|by))|your (?:own )?(?:life|suffering|pain|misery|existence))|"
    rf"taking your (?:own )?life|committing suicide|overdosing|jumping (?:off|from|in front of|under|"
    rf"out of) {_PLACE_EN}|slitting your|giving up on life|(?:killing|murdering|stabbing|shooting|strangling|"
    rf"poisoning|beating up|beating|hitting|hurting) (?:him|her|them|people|others|someone|somebody|your \w+|"
    rf"the (?:child|children|kids?|baby|dog))|self-harm(?:ing)?)\b"
)
"""The same as a thing named."""

_WHOM_EN = (
    r"(?:him|her|them|others|people|someone|somebody|anyone|anybody|everyone|everybody|another person|"
    r"your (?:\w+ )?(?:wife|husband|partner|boyfriend|girlfriend|father|mother|mum|mom|dad|parents?|brother|sister|"
    r"son|daughter|child|children|kids?|baby|boss|neighbou?rs?|family|ex|friend|colleagues?|teacher|dog|cat|"
    r"stepfather|stepmother)|(?:the|that|this) (?:\w+ )?(?:man|woman|guy|bastard|bitch|baby|child|children|kids?|boy|"
    r"girl|dog|cat|person|boss|neighbou?rs?)|those (?:\w+ )?(?:people|men|women|kids|bastards))\b(?! (?:up for|"
    r"at (?:chess|cards|tennis|\w+ball)|with kindness))"
)
HURT_EN = (
    rf"(?:(?:kill|hurt|harm|stab|shoot|strangle|murder|poison|attack|beat(?: up)?|choke|drown|burn|hit|punch|slap|"
    rf"rape|torture|smother|suffocate|assault|wound|injure|kick|run over|smash|slash) {_WHOM_EN}|(?:push|shove|"
    rf"throw) {_WHOM_EN} (?:down the (?:\w+ )?(?:stairs|steps|stairwell|well)|off (?:the|a|that) (?:\w+ )?(?:bridge|"
    rf"roof|balcony|cliff|ledge|building|platform)|out of (?:the|a|that) window|in front of|under (?:the|"
    rf"a) (?:\w+ )?(?:train|bus|car|truck)|into (?:the|a) (?:\w+ )?(?:road|traffic|street|river|fire)))"
)
"""Hurting somebody else."""

CALM_EN = pattern(
    r"(?<!\bi )(?<!\bi really )(?<!\bi do )(?<!\bi truly )(?<!\bi honestly )(?<!\bi just )\b(?:think|thinks|"
    r"feel(?! free)|feels|believe|believes|say|says|tell|tells|want|wants|wish|wishes|hope|hopes|fear|fears|suspect|"
    r"worry|worries|urge|urges)\b(?! is\b)",
    r"\b(?:thought|thinking|thoughts|felt|feeling|feelings|believed|believing|said|saying|told|telling|wanted|"
    r"wanting|wished|wishing|hoped|feared|afraid|scared|worried|worry|worrying|concerned|convinced|certain|sure|"
    r"wondered|wonder|wondering|considered|planned|planning|plan|plans|tempted|decided|tried|trying|urge|urges|"
    r"impulse|idea|ideas|voice|voices|belief|fear|risk|danger|dreamt|dreamed|imagine|imagined|heard|hear|hears|"
    r"remember|described|mentioned|wrote|asked|called|reason (?:not|why)|instead of|rather than|without|whether|"
    r"as if|as though|conclude|concluded|concluding|came to)\b(?! (?:you to|is\b))",
    r"\bmeans? (?:to you )?that\b|\bpart of you\b|\bsomething in you\b|\byour (?:mind|head|depression|illness)\b",
    r"\b(?:do not|don't|did not|didn't|does not|doesn't|not|never|cannot|can't|couldn't|won't|wouldn't|isn't|aren't|"
    r"wasn't|no one|nobody|nothing (?:you|says|means|makes)|no reason|neither)(?: \w+){0,5} (?:should|must|ought|"
    r"have|need|deserves?|want|wish|hope|tell|told|telling|say|saying|think|believe|mean|means|kill|hurt|die|dying|"
    r"dead|harm|end|cut|jump|better|true|agree|help|let|support|encourage|advise|suggest|recommend|hit|act|"
    r"be)\b(?!.*(?:live|exist|alive|born|miss|grieve|care|mourn|breathe|wrong with|wait))",
    r"\b(?:do not|don't|never|please don't|not to|cannot|can't|won't)(?: \w+){0,2} (?:kill|hurt|die|harm|end|cut|"
    r"jump|hang|take|overdose|hit|stab|beat|shoot)",
    r"\b(?:before|when|whenever|until|unless|while|in case|moments|times|nights|days|once|would have|could have|"
    r"to keep you|stop you|kept you|keeps you) (?:you|from|that you|when you|where you|to|"
    r"in which you)\b(?!.*(?:better|best|go ahead|should|must))",
    r"\bif (?:you|it|he|she|they|i)\b(?!.*(?:better|best|go ahead|should|must|ought|do it|just|then|can|may|fine|"
    r"okay|\bok\b|were|easier|kinder|happier|were dead|i won't|nobody|no one|died|killed|ended|weren't|right|"
    r"feel free|be my guest))",
    r"^(?:and |but |or |so )?that you\b|\byou (?:were|had been|'d been) (?:going|about|trying|ready|close|tempted)\b",
)
"""Somebody's thought, wish, fear, word or urge in the same clause; refused; or a time at which."""

WARNED_EN = pattern(
    r"\b(?:worr\w+|afraid|concern\w*|risk\w*|danger\w*|fear\w*|safe|safety|thought|thoughts|think|feel|felt|feels|"
    r"said|say|says|told|tells|voice|voices|part of you|if|when|whether|that (?:much|many)|drink\w*|mix\w*|driv\w*|"
    r"not|never|n't|emergency|help|call|so that|before|how|ways?|plan\w*|wish\w*|want\w*|scared|where|anything|"
    r"things?|rope|pills|overdose|toxic|poison|withdrawal|believe\w*|convinced|imagin\w*|mean|with which|means|"
    r"without|with that|careful|away)\b"
)

ACT_ZH = (
    r"(?:去死(?!的|亡)|死(?:了(?!吗|没|解|亡|的|之|一|很|多|那|这|以|后|他|她|好|好几)|掉(?!的)|吧|去)|自杀(?!的|念|"
    r"想|风|未|热|过|倾|预|计|行|是|率|、|或|危|意|干|冲)|自尽(?!的|过)|自我了断|了断(?:自己|一切|生命|吧)|"
    r"了结(?:自己|生命|一切|吧)|结束(?:你|您)?(?:自己)?(?:的)?(?:生命|这一切|一切|性命|痛苦的一生|这条命)(?!的)|"
    r"轻生(?!的|念)|寻死|寻短见|跳(?:下去|楼|桥|河|江|海|轨|崖)(?!的|舞|过|自)|跳吧|上吊(?!的)|割腕(?!的)|割(?:下去|"
    r"自己|吧)|吞(?:药|下所有|光)|服毒|喝农药|烧炭|自残(?!的|过|行|、|想)|自伤(?!的|行|、)|伤害(?:你|您)?自己(?!的|"
    r"、)|杀(?:了|死)?(?:你|您)?自己|弄死自己|(?:彻底|永远|从这个世界)(?:地)?消失|离开(?:这个)?(?:世界|人世)|(?:别|"
    r"不要|不用|不必|不该|不应该)(?:再)?活(?:着|下去|了)|撞(?:车|墙|死)|卧轨|一死(?!亡)|见阎王|下地狱|把(?:所有的?|"
    r"全部的?|整瓶|那些|这些)?(?:安眠)?药[^，。？]{0,3}(?:全|都)?(?:吃|吞)(?:了|掉|下去|完|光)|死(?=\W|$))(?!之?前|"
    r"以前|之?后|的?时|或者?)"
)
"""Killing or hurting oneself, in Chinese."""

OTHERS_ZH = (
    r"他们?|她们?|它|别人|那(?:个)?(?:人|家伙|男人|女人|混蛋|王八蛋|畜生)|(?:你|您)(?:的)?(?:爸爸?|妈妈?|父亲|母亲|"
    r"父母|丈夫|妻子|老公|老婆|孩子|儿子|女儿|老板|领导|同事|邻居|同学|老师|哥哥?|姐姐?|弟弟?|妹妹?|前夫|前妻|男友|"
    r"女友|男朋友|女朋友)|这(?:种|个)人|孩子|所有人|大家"
)
NO_BLOW_ZH = (
    r"(?![^，。？！；再然后]{0,8}(?:电话|手机|号码|热线|座机))(?!(?:们)?(?:的)?(?:这种|这个|那种|这样的)?(?:念头|"
    r"想法|冲动|愿望|幻想|画面|心思|心理|欲望|场景|梦))"
)
"""After the person who would be hit: it is no call to them (打 is also "to ring") and no thought that is named."""

HURT_ZH = (
    rf"(?:(?:狠狠地?|往死里|先|好好)?(?:杀(?:了|死|掉)?|打(?:死|伤|断|残)?|揍(?:死)?|砍(?:了|死)?|捅(?:了|死)?|弄死|"
    rf"干掉|掐死|毒死|勒死|捂死|伤害|烧死|撞死|教训|砸死|报复)(?:{OTHERS_ZH}){NO_BLOW_ZH}|(?:把|"
    rf"将)(?:{OTHERS_ZH})[^，。？]{{0,4}}(?:杀|打死|弄死|干掉|掐死|捅|砍|打(?:一顿|残|伤)|揍|推下|毒死|勒死))"
)
"""Hurting somebody else, in Chinese."""

CALM_ZH = pattern(
    r"(?<!我)(?<!我真)(?<!我就)(?<!我也)(?<!我是)(?:觉得|感到|感觉|认为|以为|相信|想到|想过|想着|在想|会想(?!念|你)|"
    r"曾想|说过|说|提到|告诉|希望|盼着|担心|害怕|怀疑|梦见|冒出|浮现|闪过|考虑|计划|打算|试图|尝试|企图|宁愿|恨不得|"
    r"忍不住|写道|写过|写下|写着|听见|听到|喊|骂|叫|让|逼)",
    r"想法|念头|声音|冲动|那句|这句|这句话|部分的?你|脑子里|心里|风险|危险|迹象|信号|阶段|时刻|有没有|是否|是不是|"
    r"会不会|曾经|那时|当时|差点|几乎|一度|的时候|之前|每当|万一|以免|防止|避免|阻止|而不是|代替|并不(?:意味|代表|"
    r"等于|是)|不(?:意味|代表|等于|是说|是要|是因为)|没有人(?:应该|该)|谁都不(?:应该|该)|离[^，。]{0,6}远",
    r"(?:不要|不能|不会|不该|不应该|不可以|不必|不用|不想|不希望|不愿|不允许|不同意|不建议|不支持|没办法|没有办法|"
    r"无法|不让|别|没(?:有)?)(?:再|去|让|帮|陪|你|您|自己|轻易|就这样|就)*(?:去死|死|自杀|自残|自伤|自尽|轻生|伤害|"
    r"跳|割|杀|打|揍|上吊|结束|了断|离开|服|吞|消失|寻|报复|教训|捅|砍)(?!吧)",
    r"(?:如果|要是|假如|一旦|若|当)(?:你|您|有)?[^，。]{0,10}(?:想|要|会|打算|准备|有|觉得|感到)(?!.*(?:就|更好|也好|"
    r"那就|尽管|随便|才好|可以))",
    r"我(?:很|真的|有点|有些|非常|特别)?(?:担心|害怕|怕|不希望|不想|不愿)",
    r"^(?:你|您)(?:也|还|又|曾|曾经|之前|刚才|上次|上周|昨天|总是|一直|好像|其实|现在|很|有点|在|跟\S{1,4}|常|常常|"
    r"有时|有时候|几次|多次)*(?:想|要不是|恨|怕)(?!.*(?:就|吧))",
)
"""Somebody's thought, word, wish or fear in the same clause; refused; or a time at which."""

YOU_EN = r"\b(?:you|u|ya|y'all)"
_EXTRA = (
    r"(?:\w+ly|just|all|do|also|always|even|still|maybe|perhaps|now|then|please|go and|go|ahead and|try to|for once|"
    r"at last|as well)"
)
MORE_EN = rf"(?: {_EXTRA})*"
MORE_AFTER_EN = rf"(?:{_EXTRA} )*"
OUGHT_EN = (
    r"(?:(?: do| just| \w+ly)* (?:should(?:'ve| have)?|shall|must|ought to|needs? to|have to|'ve got to|gotta|"
    r"had better|better|might as well|may as well|could as well|deserve to|get to)|'d(?: be)? better(?: off)?|(?:'re|"
    r" are|r)(?: \w+ly)* (?:supposed to|meant to|free to|allowed to|welcome to|entitled to|better off to|right to|"
    r"permitted to|obliged to|to)| have (?:every|the|a|my) (?:right|permission|blessing|reason|duty) to)"
)
MAY_EN = r"(?: can| could| may| might|'ll| will)"
HARM_EN = rf"(?:{ACT_EN}|{HURT_EN})"
BREAK_EN = (
    r"(?:^\W*|(?:[,;:.!~(—]|(?<!\w)-|-(?=\s))\s*|\b(?:so|go and|go|ahead and|up and|now|please|just|simply|well|ok|"
    r"okay|fine|yes|yeah|yep|or|only|do|maybe|perhaps|honestly|seriously|really|finally|kindly|to me|on and|"
    r"favou?r and|in that case) )"
)
GOOD_EN = (
    r"(?:better|best|easier|kinder|wiser|simpler|good|right|fine|ok|okay|alright|all right|smart|wise|nice|a relief|"
    r"normal|natural|acceptable|reasonable|understandable|logical|brave|noble|beautiful|healthy|safe|cool|time|"
    r"high time|about time|your right|your duty|your choice|worth it|necessary|helpful|useful|a (?:good|great|"
    r"fine) (?:idea|thing|plan|choice)|the (?:\w+ )?(?:thing|choice|answer|way out|way|option|solution|idea))"
)
WISHED_EN = (
    r"(?:\bi(?: really| do| would|'d| truly| just| also| only| can)* (?:want|wish|need|hope|like|love|prefer|order|"
    r"command|advise|urge|encourage|recommend|suggest|beg|dare|permit|allow|invite|ask|tell|expect|challenge|let|"
    r"give you (?:my )?(?:permission|leave|blessing)|support|authori[sz]e)|\bi(?:'m| am) (?:telling|asking|ordering|"
    r"begging|urging|allowing|advising|letting|encouraging))(?: for)?(?: you)?(?: that)?(?: you)?(?: to| would|"
    r" should| could| in)?"
)
"""How a push begins: whom it tells, by duty, leave, wish or praise; where a clause may begin with it."""

LEAD_ZH = (
    r"(?:你|您|就|那|那么|快|赶紧|赶快|还是|不如|倒不如|干脆|索性|直接|最好|给我|请|尽管|大胆|放心|可以|应该|应当|该|"
    r"早该|必须|得|只能|只好|只有|有权|有权利|有资格|大可|完全|真的|也|都|去|自己|要|现在|今晚|今天|马上|立刻|何不|"
    r"早就|早点|活该|理应|一起|先|再|不妨|随时|随便|好好|安心|勇敢地?|真|就是|终于|来|试试|试着|干嘛不|会|能|允许)"
)
"""Before the verb, in Chinese: it is told to the client as a thing to do."""
