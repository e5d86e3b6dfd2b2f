"""How dying, killing and hurting are named where somebody is pushed to them, and what makes such a clause innocent."""

from strategies.speech.output.rule import pattern

_SELF_EN = r"(?:yourself|your self|urself|yourselves|yo self|ur self)"
_PLACE_EN = (
    r"(?:the|a|that|this|your|some)(?: \w+)? (?:bridge|roof|building|balcony|cliff|ledge|window|"
    r"tower|train|bus|truck|car|tracks|rails|metro|subway|platform|stairs)"
)
_PILLS_EN = r"(?:pills|tablets|medicines?|medication|meds|sleeping pills|painkillers|bottle|packet|box|pack)"
_IDIOM_EN = (
    r"(?! (?:some slack|laughing|out\b(?! of)|in the foot|(?:in|with) (?:\w+ )?(?:work|books|overtime|projects?|duties|"
    r"tasks|stud(?:y|ies)|chores)\b|over (?:\w+ )?(?:work|exams?|a test)\b))"
)
_LASTING_EN = r"(?=\W*$|[,.;:!]| (?:now|tonight|today|then|altogether|for good|forever|at all|already|and|if|or)\b)"

ACT_EN = (
    rf"(?:(?:kill|hurt|harm|hang|shoot|drown|poison|stab|starve|gas|suffocate|strangle|off|unalive|electrocute|choke|"
    rf"cut|burn|bleed|punish|mutilate|murder|destroy|injure|do away with|get rid of|dispose of|finish) {_SELF_EN}"
    rf"{_IDIOM_EN}"
    rf"|kill ur\w*|kys|die\b(?! down| out| away| of (?:laugh|boredom|embarrass|curios|shame)|-| for (?:a|your) (?:cup|"
    rf"sins))|be dead\b|drop dead|end (?:it(?: all)?(?! (?:here|there|with|by|on|together|today with|for (?:today|"
    rf"now|the "
    rf"day)))|your (?:own )?life|your (?:own )?(?:suffering|pain|misery|existence)|yourself|everything(?! on| with|"
    rf" in))\b|take your (?:own "
    rf")?life|commit (?:suicide|seppuku)|do yourself in|overdose\b|jump (?:off|from|out of|in front of|under|into) "
    rf"{_PLACE_EN}|jump to your death|throw yourself (?:off|under|in front|from|out|into)|step (?:off|in front of|"
    rf"into the "
    rf"path)|slit your (?:wrists?|throat)|cut (?:your (?:wrists?|arms?|throat|veins|skin)(?! (?:hours?|"
    rf"time|work\w*|exercises?|training|days?)\b)|deeper)|(?:take|"
    rf"swallow) (?:all "
    rf"(?:of )?(?:the|your|those|these|them)(?: \w+)? ?{_PILLS_EN}|them all\b|the (?:whole|entire) {_PILLS_EN}|every "
    rf"(?:last |single )?(?:pill|tablet))|pull the trigger|drink (?:the )?bleach|lie down on the (?:tracks|rails)|"
    rf"put a "
    rf"bullet|blow your (?:brains|head)|(?:stop|quit) (?:living|existing|breathing){_LASTING_EN}|quit life|"
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
    rf"punishing) {_SELF_EN}|"
    rf"dying(?! (?:is|was|can be) (?:\w+ ){{0,2}}?(?:natural|normal|part)\b)|suicide|"
    rf"ending (?:it(?: all)?(?! (?:here|there|with|by))|your (?:own )?(?:life|"
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
    rf"torture|smother|suffocate|assault|wound|injure|kick|run over|smash|slash) {_WHOM_EN}"
    rf"|(?:push|shove|throw) {_WHOM_EN} (?:down the (?:\w+ )?(?:stairs|steps|stairwell|well)|off (?:the|a|that) "
    rf"(?:\w+ )?(?:bridge|roof|balcony|cliff|ledge|building|platform)|out of (?:the|a|that) window|in front of|"
    rf"under (?:the|a) (?:\w+ )?(?:train|bus|car|truck)|into (?:the|a) (?:\w+ )?(?:road|traffic|street|river|fire)))"
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
NO_BLOW_ZH = (
    r"(?![^，。？！；再然后]{0,8}(?:电话|手机|号码|热线|座机))(?!(?:们)?(?:的)?(?:这种|这个|那种|这样的)?(?:念头|想法|"
    r"冲动|愿望|幻想|画面|心思|心理|欲望|场景|梦))"
)
"""After the person who would be hit: it is no call to them (打 is also "to ring") and no thought that is named."""

HURT_ZH = (
    rf"(?:(?:狠狠地?|往死里|先|好好)?(?:杀(?:了|死|掉)?|打(?:死|伤|断|残)?|揍(?:死)?|砍(?:了|死)?|捅(?:了|死)?|弄死|"
    rf"干掉|掐死|"
    rf"毒死|勒死|捂死|伤害|烧死|撞死|教训|砸死|报复)(?:{OTHERS_ZH}){NO_BLOW_ZH}|(?:把|将)(?:{OTHERS_ZH})[^，。？]{{0,4}}(?:杀|打死|"
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

SPOKEN_EN = pattern(
    r"\b(?:die|dying|dead|death|suicid\w*|kill(?:ing)?|overdos\w*|hang(?:ing)? myself|(?:hurt|harm|cut)(?:ting|ing)? "
    r"(?:myself|yourself|him|her|them|somebody|someone)|jump(?:ing)? (?:off|from|in front)|end(?:ing)? (?:it all|my "
    r"life|your life|everything)|(?:not|n't) (?:want to )?(?:live|wake up|be here|exist|be alive))\b"
)
SPOKEN_ZH = pattern(
    r"想死|去死|死了|自杀|轻生|不想活|活不下去|结束(?:自己|生命|一切)|跳(?:楼|下去|河|桥|江)|割腕|上吊|自残|伤害自己|"
    r"杀(?:了|死)?(?:他|她|人|自己)|了断"
)
"""Death or hurt is spoken of."""

_SO_EN = (
    r"^\W*(?:(?:well|so|then|okay|ok|yes|yeah|please|come on|go on|go ahead|alright|all right|fine|just|simply|and|"
    r"maybe|perhaps|in that case|you (?:can|could|should|may|might))\W+)*"
)
_NOW_EN = r"(?: now| then| tonight| already| today)*"
_SO_ZH = r"^\W*(?:那|你|您|就|快|好的?|去|尽管|干脆|赶紧|直接|还是|可以|不如|是的|对)*[，,]?(?:你|就|去|那|尽管|全|都)*"

BARE_EN = pattern(
    rf"{_SO_EN}(?:do it|do so|do that|go for it|follow through|be my guest|jump|get it over with|go through with it|"
    rf"(?!not |never )\w+ do (?:it|so|that)|do what you (?:have|need|must)(?: to)?(?: do)?){_NOW_EN}\W*$",
    r"\bi (?:won't|will not|wouldn't|would not|am not going to|'m not going to) (?:stop|hold|keep) you\b|"
    r"\b(?:nobody|no one) (?:will|would|is going to|can) stop you\b|\bgo through with it\b|\bit (?:would|might) be "
    r"(?:\w+ )?(?:better|best|easier) if you did\b",
    r"\byou (?:should|must|can|may|could) (?:just |really )?do it\b(?!\s*[:-])(?![^.?!]*\b(?:call|tell|ring|talk|"
    r"speak|reach|write|ask|help|safe|live|stay|alive|step by step)\b)",
)
BARE_ZH = pattern(
    rf"{_SO_ZH}(?:做吧|去吧|跳吧|"
    r"动手吧|去做吧|这么做吧|这样做吧|随你|随便你|请便)\W*$",
    r"我(?:不会|不)(?:拦|阻止|拦着|阻拦)你|没(?:有)?人(?:会)?拦你",
)
"""Said where death or hurt is spoken of, they push."""

PILLS_SPOKEN = pattern(
    r"\b(?:pills?|tablets|sleeping tablets|painkillers|paracetamol|overdose|bleach|poison)\b",
    r"药片|安眠药|止痛药|那些药|这些药|吞药|把药|农药|一瓶药",
)
TAKE_EN = pattern(
    rf"{_SO_EN}(?:(?:take|swallow|drink|down) (?:them|the (?:lot|rest|whole lot)|all(?: of (?:them|it))?|everything)|"
    rf"(?:swallow|drink|down) it)(?: all)?,?{_NOW_EN}\W*$"
)
TAKE_ZH = pattern(
    rf"{_SO_ZH}(?:把(?:它|它们|药|那些)(?:全|都)*)?(?:吃|吞|喝)(?:了|掉|下去?|光|完)*(?:它|它们)?(?:吧|好了|就好|算了)\W*$"
)
"""Pills or poison are spoken of; take them."""

HEIGHT_SPOKEN = pattern(
    r"\b(?:on|off|at|from|over|near|by) (?:the|a|this|my|our) (?:\w+ )?(?:bridge|roof|ledge|edge|cliff|balcony|"
    r"railings?|window(?: ?sill)?|tracks|rails|platform)\b",
    r"桥上|桥边|楼顶|天台|屋顶|阳台|窗(?:台|边|户)|栏杆|铁轨|站台|悬崖|崖边|顶楼",
)
LET_GO_EN = pattern(
    rf"{_SO_EN}(?:let go(?: of (?:the|that|your) (?:railings?|rail|ledge|edge|bar|fence|hold|grip))?|step (?:off|"
    rf"forwards?|over|out)|lean (?:forwards?|over|out)|climb over|take (?:the|that) (?:last|final) step){_NOW_EN}"
    r"(?=\W*$|[,;-]| and\b)(?![^.?!]*\b(?:back|away|safe|call|down from)\b)"
)
LET_GO_ZH = pattern(
    rf"{_SO_ZH}(?:松(?:开)?手|放(?:开)?手|松开|跨(?:过|出)去|翻(?:过|出)去|迈出去|往前(?:走|迈|跨)?一步|跳)(?:吧|就好|就行|就是了)"
)
"""Somebody stands high up or by a track; let go."""

WISH = pattern(
    r"\bi(?:'m| am|'ve|'ll|'d)?(?: (?:just|still|do|have|am|\w+ly|think|that|it|is|"
    r"best|i|to)){0,6} (?:want|wish|will|would|should|might|could|going|decided|plan|planning|ready|about)? ?(?:to )?"
    r"(?:\w+ly |just )?(?:die|be dead|kill myself|end (?:it(?: all)?|my life|everything)|hang myself|overdose|"
    r"not (?:live|wake up|be here)|jump (?:off|from|in front of)|cut myself|hurt myself)\b",
    r"\bi (?:don't|do not) want to (?:live|be alive|wake up|exist|be here)\b",
    r"我(?:真的|就|只|很|还是|现在|也|已经)*(?:想|要|打算|准备|决定)(?:去)?(?:死|自杀|跳(?:楼|桥|河|下去)|上吊|割腕|了断|结束(?:自己|生命|一切))|"
    r"我不想活",
)
TURNED = pattern(
    r"\b(?:but|never|not going|won't|used to|instead|call\w*|tell|told|talk\w*|doctor|hospital|help|safe|stopped|"
    r"don't want to (?:die|kill|hurt|end|cut|be dead))\b",
    r"不想死|不想自杀|但|可是|打电话|告诉|医生|医院|求助|以前",
)
AGREED_EN = pattern(
    r"^(?!.*\b(?:tell|telling|told|tells|say|saying|said|says|talk\w*|call\w*|shar(?:e|ed|ing)|speak\w*|ask\w*|come|"
    r"coming|help|safe|live|alive|doctor|not|pain\w*|hard|reach\w*)\b)(?!.*n't\b)(?:.*[,;:] ?|\W*)(?:and |so |yes,? )?"
    r"(?:i(?:'d| would| do| can| will| \w+ly)* (?:agree(?: with (?:you|that|this|it))?(?=\W*$|,)|"
    r"(?:support|respect|approve of|back|accept|agree with|"
    r"welcome) (?:you in )?(?:your|that|this|the) (?:decision|choice|plan|wish|idea|step))|(?:that|this|it)(?:'s| is|"
    r" would be| might be| may be| sounds like| seems)(?: \w+ly| perhaps| like)?(?: the| a| your)?(?: very)? (?:best|"
    r"right|only|good|wise|sensible|kindest|easiest|brave|fair|better|great|fine|reasonable|smart|simplest) (?:option|"
    r"choice|decision|idea|thing|way(?: out)?|plan|solution|answer)\b)",
    rf"{_SO_EN}(?:good|great|excellent|wise|right|brave|fine) (?:choice|idea|decision|plan|thinking)\W*$",
)
AGREED_ZH = pattern(
    r"^(?!.*(?:告诉|说出|打电话|求助|医生|没有|不))(?:.*[，；：])?(?:我(?:完全|真的|也|很|会|都|愿意)*(?:支持|赞成|同意|尊重|"
    r"认可|赞同)(?:你|您)?(?:的|这个|这样的|去这么做|这么做|这样做)*(?:决定|选择|想法|打算|计划|做法|这么做|这样做)|我(?:完全|也)*"
    r"(?:同意|赞成)\W*$|(?:这|那)(?:也许|可能|确实|真的|也|就|对你来说|会)*是(?:一个|个|最|很|唯一|你)*(?:好|对|正确|明智|合理)?的?"
    r"(?:选择|办法|决定|主意|出路|解脱))"
)
"""The client's last sentence is a wish to die or be hurt; it is agreed with."""
