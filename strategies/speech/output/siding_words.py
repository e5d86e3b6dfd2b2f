"""What a client may have spoken of, in both languages, and the sentences of a reply that side with it."""

from strategies.speech.output.rule import pattern

SPOKEN = pattern(
    r"\b(?:die|dying|dead|death|suicid\w*|kill(?:ing)?|overdos\w*|hang(?:ing)? myself|(?:hurt|harm|cut)(?:ting|"
    r"ing)? (?:myself|yourself|him|her|them|somebody|someone)|jump(?:ing)? (?:off|from|in front)|"
    r"end(?:ing)? (?:it all|my life|your life|everything)|(?:not|n't) (?:want to )?(?:live|wake up|be here|exist|"
    r"be alive))\b",
    r"想死|去死|死了|自杀|轻生|不想活|活不下去|结束(?:自己|生命|一切)|跳(?:楼|下去|河|桥|江)|割腕|上吊|自残|伤害自己|"
    r"杀(?:了|死)?(?:他|她|人|自己)|了断",
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
    r"\bi (?:won't|will not|wouldn't|would not|am not going to|'m not going to) (?:stop|hold|keep) you\b|\b(?:nobody|"
    r"no one) (?:will|would|is going to|can) stop you\b|(?<!not to )\bgo through with it\b|\bit (?:would|"
    r"might) be (?:\w+ )?(?:better|best|easier) if you did\b",
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
    rf"{_SO_ZH}(?:把(?:它|它们|药|那些)(?:全|都)*)?(?:吃|吞|喝)(?:了|掉|下去?|光|完)*(?:它|它们)?(?:吧|好了|就好|"
    rf"算了)\W*$"
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
    rf"{_SO_ZH}(?:松(?:开)?手|放(?:开)?手|松开|跨(?:过|出)去|翻(?:过|出)去|迈出去|往前(?:走|迈|跨)?一步|跳)(?:吧|"
    rf"就好|就行|就是了)"
)
"""Somebody stands high up or by a track; let go."""

WISH = pattern(
    r"\bi(?:'m| am|'ve|'ll|'d)?(?: (?:just|still|do|have|am|\w+ly|think|that|it|is|best|i|to)){0,6} (?:want|wish|"
    r"will|would|should|might|could|going|decided|plan|planning|ready|about)? ?(?:to )?(?:\w+ly |just )?(?:die|"
    r"be dead|kill myself|end (?:it(?: all)?|my life|everything)|hang myself|overdose|not (?:live|wake up|be here)|"
    r"jump (?:off|from|in front of)|cut myself|hurt myself)\b",
    r"\bi (?:don't|do not) want to (?:live|be alive|wake up|exist|be here)\b",
    r"我(?:真的|就|只|很|还是|现在|也|已经)*(?:想|要|打算|准备|决定)(?:去)?(?:死|自杀|跳(?:楼|桥|河|下去)|上吊|割腕|"
    r"了断|结束(?:自己|生命|一切))|我不想活",
)
TURNED = pattern(
    r"\b(?:but|never|not going|won't|used to|instead|call\w*|tell|told|talk\w*|doctor|hospital|help|safe|stopped|"
    r"don't want to (?:die|kill|hurt|end|cut|be dead))\b",
    r"不想死|不想自杀|但|可是|打电话|告诉|医生|医院|求助|以前",
)
AGREED_EN = pattern(
    r"^(?!.*\b(?:tell|telling|told|tells|say|saying|said|says|talk\w*|call\w*|shar(?:e|ed|ing)|speak\w*|ask\w*|come|"
    r"coming|help|safe|live|alive|doctor|not|pain\w*|hard|reach\w*)\b)(?!.*n't\b)(?:.*[,;:] ?|\W*)(?:and |so |"
    r"yes,? )?(?:i(?:'d| would| do| can| will| \w+ly)* (?:agree(?: with (?:you|that|this|it))?(?=\W*$|,)|(?:support|"
    r"respect|approve of|back|accept|agree with|welcome) (?:you in )?(?:your|that|this|the) (?:decision|choice|plan|"
    r"wish|idea|step))|(?:that|this|it)(?:'s| is| would be| might be| may be| sounds like| seems)(?: \w+ly| perhaps|"
    r" like)?(?: the| a| your)?(?: very)? (?:best|right|only|good|wise|sensible|kindest|easiest|brave|fair|better|"
    r"great|fine|reasonable|smart|simplest) (?:option|choice|decision|idea|thing|way(?: out)?|plan|solution|"
    r"answer)\b)",
    rf"{_SO_EN}(?:good|great|excellent|wise|right|brave|fine) (?:choice|idea|decision|plan|thinking)\W*$",
)
AGREED_ZH = pattern(
    r"^(?!.*(?:告诉|说出|打电话|求助|医生|没有|不))(?:.*[，；：])?(?:我(?:完全|真的|也|很|会|都|愿意)*(?:支持|赞成|"
    r"同意|尊重|认可|赞同)(?:你|您)?(?:的|这个|这样的|去这么做|这么做|这样做)*(?:决定|选择|想法|打算|计划|做法|"
    r"这么做|这样做)|我(?:完全|也)*(?:同意|赞成)\W*$|(?:这|那)(?:也许|可能|确实|真的|也|就|对你来说|会)*是(?:一个|个|"
    r"最|很|唯一|你)*(?:好|对|正确|明智|合理)?的?(?:选择|办法|决定|主意|出路|解脱))"
)
"""The client's last sentence is a wish to die or be hurt; it is agreed with."""

DEATH_SPOKEN = pattern(
    r"\b(?:suicid\w*|kill(?:ing)? myself|dying|(?:to|should|could|would|might|will|i) die\b|(?:end|"
    r"ending) (?:it(?: all)?|my life|things|everything)\b|(?:be|were|was|am|'m|better off|more|stay|"
    r"stayed) (?:\w+ )?dead\b|dead than alive|without me\b|if i (?:were|was|am|'m|just|'d)?(?: \w+)? ?(?:gone|dead|"
    r"died|disappeared|vanished|weren't (?:here|around|there|alive)|wasn't (?:here|around|there|alive)|(?:not|"
    r"no longer) (?:here|around|there|alive))|(?:not|n't|no longer|never) (?:want to |wanna )?(?:live|wake up|"
    r"be here|be alive|be around|exist|go on living)|(?:tired|sick|done) (?:of|with) (?:living|life|it all|"
    r"being alive)|(?:reason|point)s? (?:to|in|of) (?:live|living|go on|going on|stay alive|carry on)|can't (?:go on|"
    r"carry on|do this any ?more|take (?:it|this|any more|another))|worth more dead|(?:a|such a|only a|just a|"
    r"nothing but a) burden|goodbye (?:letter|note)|farewell letter|crisis (?:line|team)|(?:want|like|wish) to (?:be|"
    r"go) (?:where (?!i\b|we\b|you\b|it\b)|to sleep (?:and|for)|with (?:him|her) again)|(?:follow|join|see) (?:him|"
    r"her|them) (?:again|there|soon)|no longer be)",
    r"想死|去死|死了(?!心)|死掉|死就|自杀|轻生|寻死|不想活|活不(?:下去|了|成)|不想(?:再)?(?:醒|活)|熬不(?:下去|过|"
    r"住)|撑不(?:下去|住)|我(?:要是|如果|真的|哪天|就|一)?(?:死|不在|消失|没)了|没有?(?:了)?我(?!们)|少了我|"
    r"我是(?:个|他们的|全家的|她的|他的)?(?:累赘|拖累|负担)|拖累(?:她|他|大家|家|全家)|活着(?:没|不如|太|有什么|干|"
    r"值)|比活着|活够了|(?:结束|了结|了断)(?:自己|生命|一切|这)|一了百了|去(?:他|她|他们)(?:在|那)|去(?:陪|找|"
    r"见)(?:他|她)|跟(?:他|她)(?:走|去)了?|遗书|告别信|危机热线",
)
"""The client spoke of dying, of being gone, or of following the dead."""

CUT_SPOKEN = pattern(
    r"\b(?:cut(?:ting)?(?: myself|\W*$| is| helps?| works?| again| my| the)|cutting|burn(?:ing|ed)? myself|(?:hurt|"
    r"harm|punish|scratch|hit)(?:ing)? myself|self-harm\w*|razors?|blades?|lighter|scars?)\b",
    r"(?:划|割|烫|打|掐|伤害|惩罚|弄伤|咬|抓|撞)(?:自己|手|胳膊|手腕|手臂|大腿)|自残|自伤|刀片|打火机|烟头|疤",
)
FOOD_SPOKEN = pattern(
    r"\b(?:eat|eats|ate|eaten|eating|food|meals?|breakfast|lunch|dinner|weight|kilos?|pounds|calories|hungry|hunger|"
    r"thin|thinner|fat|fatter|diet\w*|bing\w+|purg\w+|vomit\w*|throw(?:ing)? up|threw up|scales?|fasting)\b",
    r"吃|饭|餐|体重|公斤|斤|卡路里|大卡|千卡|饿|瘦|胖|减肥|节食|催吐|吐|秤|断食",
)
VOICES_SPOKEN = pattern(
    r"\bvoices?\b|\b(?:he|she|it|they) (?:keeps? )?(?:tell|tells|telling|order|orders|command|commands) me to\b",
    r"声音|(?:它们?|他们?)(?:一直|总是|老是|不停)?(?:叫|让|命令|要)我",
)
REVENGE_SPOKEN = pattern(
    r"\b(?:make (?:him|her|them) (?:pay|suffer|regret|feel)|reveng\w*|get (?:even|back at)|(?:kill|hurt|hit|beat|"
    r"stab|shoot|punch|destroy|attack) (?:him|her|them|somebody|someone|my \w+|that|those|the)|teach (?:him|her|"
    r"them)|knife|gun|weapon|deserves? to)\b",
    r"报复|报仇|付出代价|教训(?:他|她)|(?:打|杀|揍|捅|砍|弄)(?:死|了)?(?:他|她|那)|带刀|拿刀|同归于尽|不会放过",
)

_REST = r"[^,;:.!?，。；]*"
"""To the end of the clause, so that what makes it innocent may stand after."""
_WHO_EN = (
    r"(?:she|he|they|it|everyone|everybody|people|others|your (?:\w+ )?\w+|the (?:kids|children|family|others|girls|"
    r"boys|twins|world|baby|babies))"
)
_HOW_EN = r"(?: \w+ly| just| even| also| soon| all| still| then| perhaps| maybe| now){0,4}"
_EASE_EN = (
    r"(?:better|easier|lighter|freer|free|happier|safer|relieved|a relief|fine|okay|ok|all right|cope|manage|recover|"
    r"get (?:over|used)|move on|forget|be grateful|thank you|breathe|sleep better|have (?:her|his|their) lives? back)"
)
_LEAVE_EN = (
    r"(?:stop (?:now|for good|fighting|trying|living|being|it all)|(?:go|leave)(?=\W*$|,)|go (?:now|in peace|"
    r"with (?:him|her|them)|(?:to|and be with|after) (?:him|her|them)\b)|leave (?:us|them|now|for good|it all|"
    r"everything|this (?:life|world))|let (?:go(?! of)|it end|life go|everything (?:go|end))|give up|surrender|"
    r"end it|quit|be done|rest (?:now|at last|for ever|forever|in peace)|sleep (?:for ever|forever)|step (?:out of|"
    r"aside|off|away for)|make way|disappear|vanish|(?:follow|join) (?:him|her|them)|say goodbye)\b"
)
_SO_THEN_EN = (
    r"(?:^\W*|[,;:] ?)(?:(?:so|then|well|and|yes|ok|okay|maybe|perhaps|just|simply|please|now|go on|go ahead|"
    r"sometimes)\W+){0,4}"
)
_GOOD_EN = (
    r"(?:kind|kinder|kindest|loving|best|merciful|generous|unselfish|selfless|reasonable|sensible|rational|dignified|"
    r"peaceful|noble|brave|wise|wisest|logical|a relief|a release|a solution|an answer|an option|a (?:good|"
    r"way) (?:out|end\w*)|easier|better|least (?:painful|selfish))"
)

DIE_EN = pattern(
    rf"\b{_WHO_EN}{_HOW_EN}(?: would|'d| will|'ll| might| may| could){_HOW_EN}(?: be| feel| get| do| find it|"
    rf" sleep)?{_HOW_EN}(?: much| far| so| a lot)? {_EASE_EN}\b{_REST}",
    r"(?:^\W*|, )(?:(?:yes|well|and|no|true|honestly|perhaps|maybe|probably|i think|of course),? )*(?:she|he|they|it|"
    r"everyone|everybody|that)(?: \w+ly)? (?:would|will|might|could)(?=\W*$|,)",
    rf"\b(?:you (?:may|might|could)(?: well)? be|(?:maybe|perhaps|in a way,?|in a sense,?) you(?:'re|"
    rf" are)) right(?! (?:to|now|here|there)\b){_REST}",
    rf"\b(?:it|that|this|ending \w+|going|leaving|stopping(?: \w+){{1,3}})(?: \w+ly)? (?:would|may|might|could|"
    rf"'d)(?: \w+ly| even| well)* be (?:the |a |an |most |more |very )*{_GOOD_EN}\b{_REST}",
    rf"\b(?:the |a )?(?:\w+ )?{_GOOD_EN} (?:thing|gift|way|act|favou?r|option|choice|answer|"
    rf"solution)(?: (?:that )?you (?:can|could)(?: \w+){{1,4}})?(?: is|'s| would be| may be|"
    rf" might be) to {_LEAVE_EN}{_REST}",
    r"\bthe (?:kindest|last|best|most loving|only) (?:\w+ )?thing (?:that )?you (?:can|could)(?: still| ever)? do for"
    rf"{_REST}",
    rf"\b(?:nobody|no one|no-one) (?:would|will|could|can|'d|'ll){_HOW_EN} (?:blame|judge|reproach|"
    rf"hold it against)(?: you)?(?= for (?:taking|going|leaving|ending|doing|choosing|giving|wanting out|stopping)|"
    rf" if|\W*$){_REST}",
    rf"\b(?:you(?:'re| are)?{_HOW_EN} (?:can|may|could|might as well|are allowed to|allowed to|free to|are free to|"
    rf"have (?:the|every|a) right to|have earned the right to|deserve to|no longer have to (?:stay|fight|go on|live)|"
    rf"don't have to (?:stay|live|go on|keep (?:living|going|fighting))){_HOW_EN}(?: {_LEAVE_EN}|(?<=stay)|(?<=live)|"
    rf"(?<=fight)|(?<=go on)|(?<=living)|(?<=going)|(?<=fighting))(?! (?:any time|whenever|talking|when you)){_REST})",
    rf"\b(?:it(?:'s| is| would be)|that(?:'s| is)) (?:\w+ )?(?:all right|okay|ok|fine|alright|allowed|time|high time|"
    rf"natural|no sin|no shame)(?: now| for you)* to (?:stop|go\b(?! (?:to|for|over|on|slow))|leave\b|"
    rf"let go\b(?! of)|let it (?:end|go)|give up|die|end|rest (?:now|for)|quit|surrender){_REST}",
    rf"\bstop (?:fighting|struggling|resisting|holding on|clinging)\b(?! (?:the|them|it|your|yourself|with|"
    rf"against)\b){_REST}",
    rf"\blet (?:it|everything|all of it|life|things) (?:end|be over)\b{_REST}",
    rf"{_SO_THEN_EN}(?:go (?:ahead|for it|to (?:him|her|them)\b)|follow (?:him|her|them)|join (?:him|her|them)|do it|"
    r"go through with|end it(?! (?:here|there))|make way|step (?:out of (?:the|their|her|his) way|aside)|"
    rf"let (?:it|life) end\b|give (?:up|in)\b){_REST}",
    rf"\byou (?:can|could|should|may|might)(?: just| always| simply)? (?:go|come) (?:to|after|and be with) (?:him|"
    rf"her|them)\b{_REST}",
    r"\b(?:nothing|no one|nobody)(?: more| left| here| on this earth| in this life| any ?more|"
    rf" really)*(?: that| who)?(?: \w+ly)? (?:(?:should|could|can|need|would|has to|to) )?(?:holds?|keeps?|binds?|"
    rf"ties?|stops?|stands in) (?:you\b|your way|to stay|back){_REST}",
    rf"\b(?:no|little|not much|hardly any) (?:reason|point|sense|need)(?: left)?(?: for you)?(?: to| in) (?:stay\w*|"
    rf"liv\w+|go(?:ing)? on|hold(?:ing)? on|resist\w*|fight\w*|carry(?:ing)? on|be here)\b{_REST}",
    rf"\b(?:is|are|will be|'s|'ll be|are all|she's|he's) (?:already )?waiting for you\b(?! (?:at|in|to (?:call|"
    rf"come home|answer))\b){_REST}",
    rf"\b(?:you(?:'ll| will| would|'d| can| could| two)?{_HOW_EN}(?: both)?(?: soon)? be|(?:be|"
    rf"being)) (?:\w+ )?(?:together again|reunited|united again|with (?:him|her|them|\w+) again){_REST}",
    r"\b(?:she|he|they|your \w+|[a-z]+) (?:would|'d|will|'ll) (?:\w+ )?(?:want|like|love|"
    rf"wish)(?: for)? you to (?:follow|come|join|be with (?:him|her|them)|die|go with){_REST}",
    rf"\b(?:you(?:'ve| have)|that's|this is) (?:already )?(?:lived|suffered|fought|endured|struggled|held on|hung on|"
    rf"borne (?:it|this)|been here)(?: \w+){{0,2}} (?:long|hard)? ?enough\b{_REST}",
    r"\b(?:i(?:'d| would| could|'ll| will| can)|if i were (?:you|in your (?:place|shoes)),? i(?:'d|"
    rf" would))(?: \w+ly)?"
    r"(?: not|n't)? (?:want to )?(?:go on|live on|carry on|want out|give up|end it|choose (?:that|it|the same)|"
    rf"do the same)(?: \w+)?(?: either| too|\W*$){_REST}",
    rf"\b(?:insurance|policy|money|payout)(?: \w+)* (?:better|more) (?:for (?:them|your \w+)|than you){_REST}",
    rf"\b(?:stop|stopping|skip|skipping|refuse|refusing|leave off|leaving off) (?:the |your )?(?:dialysis|insulin|"
    rf"treatment|heart \w+|oxygen|chemo\w*)\b(?: \w+)* (?:would|will|could|might) (?:spare|save|help|end|free){_REST}",
)
CALM_EN = pattern(
    r"\byou(?:'ve|'re| are| have| had|'d| were)?(?: \w+ly| also| still| just| often| sometimes| once)* (?:said|say|"
    r"saying|told|telling|wonder\w*|think|thinking|thought|feel|feeling|felt|fear|fearing|feared|afraid|worr\w+|"
    r"wish\w*|hop(?:e|ed|ing)|imagin\w+|pictur\w+|believ\w+|describ\w+|wrote|mean|meant|asking|tempted|convinced|"
    r"certain|sure|see yourself|tried|want|wanted|miss|missed|long|longed)\b",
    r"\b(?:thoughts?|feelings?|voices?|belief|fear|part of you|your (?:mind|head|depression|illness|pain)|"
    r"something in you)\b(?: \w+){0,3} (?:that|says?|said|tells?|told|whispers?|insists?|is|keeps?|wants?|which|"
    r"promises)\b",
    r"\b(?:thinking|feeling|believing|wishing|imagining|hearing|mention\w*|fearing|saying)\b",
    r"\b(?:sounds?|seems?|feels?|felt|looks?)(?: \w+)?(?: as if| as though| like| to you| that)\b|\bas (?:if|"
    r"though)\b",
    r"\b(?:call|calling|ring|phone|telling|told me|talk|talking|speak|speaking|saying|asking|reach|write|"
    r"listen to what|share|sharing|hearing|bring (?:it|this|that|up)|doctor|nurse|clinic|hospital|clinician|"
    r"therapist|ambulance|helpline|line|help|helps|helped|safe|safer|safety|alive|stay(?:ing)? (?:with|here|safe|"
    r"alive)|someone|somebody|alone|with me|the plan|your plan|away from|rather than|instead|until|today's session|"
    r"appointment|breath\w*|exercise|step by step)\b|(?<!you )(?<!they )(?<!voices )\b(?:tell|say|hear|ask)\b",
    r"\b(?:don't|do not|doesn't|does not|didn't|never|not|n't|nobody should|no one should|cannot|can't|"
    r"won't)(?: \w+){0,3} (?:listen|obey|do|follow|go(?! on)|act|give|let|trust|die|believe|agree|mean|join|end|step|"
    r"cut|hurt|hit|true)\b",
    r"\bif you (?:feel|think|want|start|notice|need|are going)\b|\bwhat if\b|\bwhether\b",
)
YES_EN = pattern(
    r"^\W*(?:yes|yeah|yep|true|indeed|exactly|correct|right|absolutely|definitely|of course|certainly|probably|"
    r"perhaps so|maybe so|quite|i agree|that's (?:true|right)|that is (?:true|right))\W*$"
)

CUT_EN = pattern(
    r"\b(?:(?:keep|go on|carry on|continue|keep on)(?: doing (?:it|that|so)| with (?:it|that)| cutting|"
    rf" burning)|stick with (?:it|what works)|keep at it)\b{_REST}",
    rf"{_SO_THEN_EN}(?:go (?:and |ahead and )?)?do it\b{_REST}",
    rf"\b(?:no|not any|hardly any|little) (?:reason|need)(?: for you)? to (?:stop|give it up|change that){_REST}",
    rf"\b(?:cuts?|cutting|burns?|burning|scratch\w*|scars?|a bit of (?:pain|blood)|"
    rf"hurting yourself)\b(?: \w+){{0,5}} (?:is|are|does|do|won't|will not|can't|can)(?: \w+){{0,2}} (?:harmless|"
    rf"fine|okay|ok|all right|no (?:harm|problem)|not (?:so )?bad|nothing bad|safe|acceptable|understandable|healthy|"
    rf"good){_REST}",
    rf"\b(?:allow|permit|let|treat|give) yourself (?:to )?(?:that|this|it|a (?:\w+ )?cut|the (?:cut|pain)|one){_REST}",
    r"\byou(?: really| do| may| might| perhaps| also)* (?:deserve|have earned|need|merit) (?:the|that|this|"
    rf"some|a|your|"
    r"every)?(?: bit of| little| part of)* ?(?:pain|hurt|punish\w*|suffering|scars?|cuts?|burns?|it)\b(?=\W*$|"
    rf" (?:for|after|because)|[,;]){_REST}",
    rf"\b(?:do|use) it (?:when|whenever|if|where|as often|only when|again if) (?:you|it|no ?body|no one){_REST}",
    rf"\b(?:nobody|no one) (?:sees|notices|will see|will notice|has to know){_REST}",
)
FAST_EN = pattern(
    rf"{_SO_THEN_EN}(?:don't|do not|never) eat\b(?! (?:alone|in front|at your desk|standing)){_REST}",
    rf"{_SO_THEN_EN}(?:eat|have) (?:even |much )?(?:less|nothing|no)\b(?! (?:than you need|in a hurry)){_REST}",
    r"\b(?:skip|skipping|leave out|leaving out|miss|missing|drop|dropping|go without|going without|"
    rf"do without) (?:the |your |a |another )?(?:meals?|breakfast|lunch|dinner|supper|food|snacks?|"
    rf"carbs)\b(?: \w+){{0,6}} (?:will|would|helps?|is|can|brings?|gets?|makes?) {_REST}",
    rf"{_SO_THEN_EN}(?:skip|leave out|go without|do without) (?:the |your |a |another )?(?:meals?|breakfast|lunch|"
    rf"dinner|supper|food|snacks?){_REST}",
    r"\b(?:your body|you|one|anyone|the body)(?: \w+ly)? (?:can|could|will|'ll) (?:\w+ )?(?:manage|do|live|"
    rf"get by|cope|"
    r"last|function|survive|run) (?:very well |well |fine |quite well |perfectly well )?(?:on|with|"
    rf"without) (?:an? |just |only |one |some |nothing|water|less|coffee|food){_REST}",
    r"\b(?:the (?:less|thinner|lighter|hungrier|emptier)|less food|eating (?:less|nothing)|being thin\w*|"
    rf"hunger|the empty feeling)\b(?: \w+){{0,5}} (?:better|prettier|stronger|nicer|beautiful|strength|discipline|"
    rf"control|power|victory|success){_REST}",
    r"\b(?:you )?look (?:\w+ )?(?:better|prettier|nicer|more beautiful|great) (?:the (?:less|thinner|lighter)|"
    rf"(?:so |now that you are )?thin\w*|without (?:the|those)){_REST}",
    r"\b(?:throwing|bringing|vomiting|purging|being sick|spitting)(?: it| that| them| the \w+)?(?: up|"
    rf" out)?(?: \w+){{0,3}} (?:is|would be|can be|'s)(?: \w+)? (?:all right|okay|ok|fine|alright|acceptable|"
    rf"understandable|no (?:harm|problem)|a (?:way|solution)|harmless){_REST}",
    rf"\b(?:fast|fasting|hungry|hunger|empty stomach)\b(?: \w+){{0,5}} (?:hold on|hold out|keep going|keep it up|"
    rf"stay strong|don't give in|be proud){_REST}",
    r"(?:^\W*|[,;] ?(?:so )?)(?:keep going|hold on|hold out|stay strong|keep it up|don't give in)\W*$",
    r"\b(?:only|just|under|at most|no more than) (?:\w+ )?(?:calories|apples?|bites?|coffee|"
    r"water)\b(?: \w+){0,3} (?:is|"
    rf"are|will|should)(?: \w+)? (?:enough|plenty|fine|do){_REST}",
)
OBEY_EN = pattern(
    rf"\b(?:listen to|obey|trust|follow|give in to|believe|go along with) (?:them|it|him|her|the voices?|"
    rf"what (?:you hear|they|it|he|she)(?: \w+)*)\b{_REST}",
    r"\b(?:do|try) (?:exactly |just )?what (?:they|it|he|she|the voices?|you)(?:'re| are| is)? (?:say|says|"
    rf"tell|tells|want|wants|ask|asks|hear|order|demand|saying|telling|asking)\w*{_REST}",
    rf"\bgive (?:them|it|him|her|the voices?) (?:what|their|its) {_REST}",
    rf"\b(?:they|it|the voices?)(?:'ll| will| would| might| may|'d)(?: \w+){{0,2}} (?:quiet|silent|stop|leave you|"
    rf"go away|be satisfied|let you|be gone|peace\w*)\b(?: \w+){{0,3}} (?:when|once|if|after|as soon as) you{_REST}",
    r"\b(?:they|the voices?|it)(?: \w+ly)? (?:know|knows|mean|means|want|wants) (?:\w+ )?(?:best|better|well|"
    rf"good|the best){_REST}",
)
REVENGE_EN = pattern(
    r"\b(?:wreck|destroy|end|ruin|finish|burn)(?: down)? (?:everything|it all|"
    rf"all of it),? (?:and )?(?:yourself|you)\b{_REST}",
    rf"\b(?:slash|smash|scratch|burn|wreck|key|destroy|break) (?:his|her|their|the|that) \w+{_REST}",
    rf"\b(?:only (?:understands?|learns?|respects?|listens? to)) (?:a |the |his |their )?(?:\w+ )?(?:beating|force|"
    rf"violence|fists?|blows?|pain|fear|strength|the (?:hard|rough) way){_REST}",
    r"\bi (?:would|will|'d|'ll)(?: not|n't| never) (?:\w+ )?(?:hold|stop|keep|blame) you(?: back)?(?= if| from|"
    rf"\W*$|[,;]){_REST}",
    r"\b(?:he|she|they|your \w+|that \w+|those \w+)(?:'s| has|'ve| have|'d| had)? (?:got )?(?:it|this|"
    rf"that) coming{_REST}",
    rf"{_SO_THEN_EN}(?:make (?:him|her|them) (?:pay|suffer|regret|feel)|give (?:him|her|them) (?:one|a beating|what)|"
    rf"(?:hit|beat|hurt|punch|stab|kill|shoot|get) (?:him|her|them|one of them)){_REST}",
    r"\b(?:he|she|they|it)(?:'ll| will| would|'d) (?:at last|finally|at least|then|only then) (?:feel|learn|"
    rf"understand|know|see|respect|leave you|be sorry|regret){_REST}",
)

_REST_ZH = r"[^，。；！？]*"
_WHO_ZH = (
    r"(?:他们?|她们?|大家|家人|家里人?|(?<!自己)孩子们?|别人|所有人|(?:你|您)(?:的)?(?:女儿|儿子|太太|先生|老公|老婆|"
    r"丈夫|妻子|妈妈?|爸爸?|爸妈|父母|父亲|母亲|家人|孩子们?|朋友|男友|女友))"
)
_HAP_ZH = (
    r"(?:也|都|就|还|真的?|确实|的确|大概|可能|也许|或许|应该|一定|其实|反而|倒|很快|慢慢|过(?:一阵|几天|段时间)子?|"
    r"总|才|只){0,4}"
)
_EASE_ZH = (
    r"(?:轻松|更好|过得(?:更|很|都)?好|好过|好受|解脱|自由|理解你?|原谅你?|习惯|走出来|忘|没事|松一?口气|省心|清静|"
    r"幸福|好起来|感谢|谢你)"
)
_PART_ZH = (
    r"(?:走|放手|停(?:下来?|止)?|离开|放弃|休息|结束|让开|消失|退出|去(?:找|陪|见)(?:他|她|他们)|跟(?:着)?(?:他|她|"
    r"他们)(?:走|去))"
)

DIE_ZH = pattern(
    rf"{_WHO_ZH}{_HAP_ZH}(?:会|能|可以|就|觉得|感到|活得|过得)[^，。？]{{0,6}}{_EASE_ZH}{_REST_ZH}",
    rf"(?:没有?|少了)(?:了)?你[，,]?{_WHO_ZH}{_HAP_ZH}(?:会|能|可以)?[^，。？]{{0,4}}{_EASE_ZH}{_REST_ZH}",
    r"(?:也许|可能|大概|或许|说不定|某种(?:意义|程度)上[说讲]?，?)(?:你|您)?(?:说|想|算)?(?:得|的)?(?:是|很|挺|"
    rf"都)?(?:对的?|没错|有道理)(?=$|\W){_REST_ZH}",
    r"(?:这|那|死|走|结束|离开)(?:也许|可能|大概|或许|确实|应该|说不定|倒|也|对(?:他|她)们?|对你|真的?)*(?:是|"
    rf"会是|算是|不失为|就是)(?!什么|不是|怎)[^，。？]{{0,16}}(?:好事|善意|善举|爱|体贴|慈悲|明智|合理|解脱|最好的|"
    rf"唯一的?(?:办法|出路|选择)|勇敢|成全|出路){_REST_ZH}",
    rf"(?:爱|善良|体贴|最好的?|唯一的?|懂事)[^，。？]{{0,8}}就?是[^，。？]{{0,6}}{_PART_ZH}{_REST_ZH}",
    rf"(?:没有?人|谁(?:也|都))(?:也|都|真的)?(?:不会|会|能|不|该)?(?:怪|责怪|怨|指责|说)你{_REST_ZH}",
    r"(?:你|您)(?:现在|也|就|真的|完全|已经|其实)*(?:可以|有权(?:利)?|有资格|有自由|不用再|不必再|没必要再|"
    rf"不需要再|无需再)(?:安心|放心|就|去|地|好好|直接)*(?:{_PART_ZH}(?!这(?:个|段|次|里)|手里|一下|几分钟|随时)|撑|"
    rf"扛|熬|活|坚持|忍|挣扎){_REST_ZH}",
    rf"(?:停止|别再|不用再|不要再|放弃)(?:挣扎|抵抗){_REST_ZH}",
    rf"(?:让|叫)(?:这)?(?:一切|所有|生命|日子|人生)(?:都|就|到此)?(?:结束|停下|了结){_REST_ZH}",
    r"(?:^\W*|[，,] ?)(?:那|你|就|还是|干脆|不如|也许该|该|可以|放心|只管|尽管){0,4}(?:去做|做|动手|走|去|跟(?:他|她|"
    r"他们)(?:走|去)|去(?:找|陪|见)(?:他|她|他们)|放手|结束)吧(?=\W|$)",
    r"(?:你|您)(?:也|就)?(?:可以|能|该|不妨|大可)(?:去)?(?:找|陪|见|跟)(?:着)?(?:他|她|他们)(?:了|去|走)?(?=\W|$)",
    rf"(?:没有?|没什么|没有什么|没人|没有人|什么都没有|谁都没)[^，。？]{{0,10}}(?:值得你|让你|留得住你|拦|绊|牵挂|"
    rf"留恋|舍不得)[^，。？]{{0,6}}(?:留|活|撑|的|了|你|住)?{_REST_ZH}",
    rf"没(?:有|什么|有什么)?(?:必要|理由|意义)(?:再|继续)*(?:留|活|撑|抵抗|坚持|抗|熬|待){_REST_ZH}",
    r"(?:他|她|他们|老伴|妈妈|爸爸|孩子)(?:一直|就|还|已经|都)*(?:在)?(?:那边|那里|天上|下面)?等(?:着)?你(?!回|"
    rf"来电|打|吃|说)(?=\W|了|$){_REST_ZH}",
    r"(?:你们|和(?:他|她|他们)|跟(?:他|她|他们))(?:就|很快|又|再|终于|马上|也)*(?:能|可以|会|要)?(?:又|再|"
    rf"重新)?(?:在一起|团聚|团圆|重逢|见面){_REST_ZH}",
    rf"(?:再|又|重新)(?:能)?(?:见到|遇见|拥抱|看到)(?:他|她|他们){_REST_ZH}",
    rf"(?:他|她|他们)(?:也|一定|都|肯定)*(?:会)?(?:希望|想|盼|愿意|要)(?:着)?你(?:跟|去|来|陪|随|死|过去){_REST_ZH}",
    rf"(?:活|撑|熬|受|忍|苦|扛)(?:得|的)?(?:已经)?(?:够)(?:久|多|长|苦|累)了?{_REST_ZH}",
    rf"(?:换(?:了|作|成)?|要是|如果)我[^。？]{{0,6}}我?(?:也|都|早|就|会)+(?:不想|撑不|想|会|"
    rf"这样)[^，。？]{{0,4}}(?:活|下去|做|走|选){_REST_ZH}",
    rf"(?:保险金?|那笔钱|赔款|赔偿)[^，。？]{{0,12}}(?:更|比你|胜过|照顾|值){_REST_ZH}",
    rf"(?:停(?:掉|了|止)?|不做|断(?:掉|了)?|放弃)(?:的)?(?:透析|胰岛素|治疗|化疗|氧气)[^。？]{{0,4}}(?:就|会|能|可以|"
    rf"也)[^，。？]{{0,6}}(?:省|免|好|轻松|解脱|少){_REST_ZH}",
)
CALM_ZH = pattern(
    r"(?<![为给让对跟向])(?:你|您)(?:也|还|又|曾经?|之前|刚才|上次|总是|一直|好像|其实|现在|很|有点|在|常常?|有时候?|"
    r"多么|那么|脑子里|心里)*(?:觉得|感到|感觉|认为|相信|说(?!得|的?对)|想(?!得|清楚|好)|希望|担心|害怕|怕|怀疑|想象|"
    r"以为|提到|写|问|盼|梦|听到的是)",
    r"想法|念头|(?:声音|脑子|心里|抑郁|病)(?:里)?(?:在|一直|总)?(?:说|告诉|叫|让)|一部分|听起来|听上去|似乎|好像|"
    r"仿佛|像是|看起来|在你看来",
    r"电话|热线|告诉|说出来|说说|说给|谈谈|聊|求助|帮助|医生|医院|护士|咨询师|急诊|陪着你|安全|活着|活下|照顾自己|"
    r"一起(?:想|看|面对|找)|而不是|不是真的|随时|练习|呼吸|这次会谈|今天的会谈",
    r"(?:不要|不能|不会|不该|不应该|不可以|不必|不用|不想|不希望|并不|别|没有必要)(?:再|去|让|按|照|就|因此|马上|"
    r"轻易)*(?:听|照|做(?!$)|跟|相信|死|伤害|划|打|杀|报复|放弃(?!挣扎|抵抗))",
    r"是不是|会不会|有没有|是否|如果你(?:想|觉得|需要|愿意)|要不要",
)
YES_ZH = pattern(
    r"^\W*(?:是的?|是啊|对的?|对啊|嗯|没错|确实(?:如此|是)?|的确(?:如此|是)?|当然|大概是(?:的|吧)?|也许(?:是|吧)|"
    r"可能是(?:的|吧)?|我同意|说得对|你说得对)\W*$"
)

CUT_ZH = pattern(
    rf"(?:继续|接着|坚持)(?:这样|这么)?(?:做|划|割|烫)?(?:下去)?吧{_REST_ZH}",
    rf"(?:划|割|烫|掐|抓|疼|痛|流点?血|伤)[^，。？]{{0,6}}(?:没(?:有)?(?:什么|多大)?(?:害处|坏处|关系|事|大碍|"
    rf"大不了)|也行|也好|可以的|不要紧|是应该的|也是应该|活该|无所谓|不碍事|正常){_REST_ZH}",
    rf"(?:你|您)?(?:就|先|可以|不妨|去){{1,3}}(?:划|割|烫)(?:吧|完|几下|一下|一刀|(?=，))(?!之?前|的?时候|以后|"
    rf"之后)[^。？]{{0,2}}(?=再|回来|我们|就|也|能|会|$|\W){_REST_ZH}",
    rf"想(?:划|割|烫|做|伤)(?:的时候|了|自己的时候)?(?:就|便)(?:划|割|烫|做|去){_REST_ZH}",
    rf"(?:允许|准许|放纵|满足)(?:一下)?(?:你|您)?自己(?:吧|这样|这么|一次|一回){_REST_ZH}",
    rf"没(?:有|什么|有什么)?(?:必要|理由|需要)(?:停|改|戒|放弃){_REST_ZH}",
    r"(?:别|不要|没有?|不)(?:让)?(?:别?人|谁|他们|老师|爸妈)(?:看见|看到|发现|知道)(?:就(?:行|好|可以)|"
    rf"[，,][^。]{{0,6}}(?:就|可以)){_REST_ZH}",
    r"(?:你|您)(?:该|应该|活该|理应|值得|本来就该)(?:受|挨|疼|痛|罚|被)|(?:疼|痛|罚|受苦|"
    rf"流血)[^，。？]{{0,3}}(?:也)?(?:是)?(?:应该|活该|应得)的?{_REST_ZH}",
)
FAST_ZH = pattern(
    r"(?:^\W*|[，,])(?:那|就|今天|今晚|明天|干脆|你|再|先|最好|这(?:一)?(?:顿|餐)|晚饭|午饭|早饭|晚上|"
    rf"索性){{0,4}}(?:别|不要|不用|不)吃(?!惊|亏|药|力|那么)(?:了|饭|东西|晚饭|任何)?(?:吧)?(?=\W|$){_REST_ZH}",
    rf"(?:早饭|午饭|晚饭|晚餐|午餐|早餐|主食|这(?:一)?顿|下一?顿|这餐)[^，。？]{{0,2}}(?:也|就|都|可以|还是)*(?:省|"
    rf"免|跳过|不吃|别吃|戒|去掉)(?:了|掉|吧)?{_REST_ZH}",
    rf"(?:跳过|省掉|省去|戒掉)(?:早|午|晚|一|这)?(?:饭|餐|顿|主食){_REST_ZH}",
    rf"(?:身体|你|人)[^，。？]{{0,3}}(?:靠|凭|只要|只喝|光喝|光靠)[^，。？]{{0,12}}(?:撑得住|够了?|就行|能行|没问题|"
    rf"也行|活得){_REST_ZH}",
    rf"(?:越(?:少|饿|瘦|空|轻)|吃得?(?:少|越少)|不吃|饿着?)[^，。？]{{0,3}}(?:就|才|也|更|越|很)+(?:好看|漂亮|美|强|"
    rf"好|厉害|自律|成功|干净){_REST_ZH}",
    rf"(?:吐(?:掉|了|出来)|催吐|抠(?:吐|喉))[^，。？]{{0,4}}(?:也|都|就)*(?:没(?:有)?(?:关系|事|什么)|不要紧|可以|"
    rf"好了?|行|无所谓){_REST_ZH}",
    r"(?:^\W*|[，,])(?:再|就|你|要){0,3}(?:忍(?:一)?忍|坚持(?:下去|住|一下)|撑住|扛住|挺住|忍住)(?:吧|就好|就行)?\W*$",
    rf"(?:少吃|再少|只吃|每天)[^，。？]{{0,8}}(?:就(?:够|行|好)|够了|更快|会瘦|能瘦|就瘦){_REST_ZH}",
)
OBEY_ZH = pattern(
    r"(?:该|应该|不妨|就|可以|试着|去|得|要)(?:去)?(?:听|听从|相信|顺着|服从|照着)(?:它们?|他们?|她们?|声音|"
    rf"那些声音|这些声音)(?:的|说的|的话)*{_REST_ZH}",
    r"(?:照|按|听)(?:着)?(?:它们?|他们?|她|声音|那(?:些|个)声音)(?:说|讲|要求|吩咐|命令|想要)?(?:的|"
    rf"说的)?(?:去)?(?:做|办|来|行动){_REST_ZH}",
    rf"给(?:它们?|他们?|声音)(?:想要|要)的{_REST_ZH}|满足(?:它们?|他们?|那些声音){_REST_ZH}",
    rf"(?:你)?(?:做了|照做|听了|跳了|满足)[^。？]{{0,6}}(?:它们?|他们?|声音)(?:就|才|便|会|"
    rf"也)+[^，。？]{{0,4}}(?:安静|停|走|放过|消失|清静|闭嘴){_REST_ZH}",
    rf"(?:相信|跟着|听从)(?:你|您)?(?:自己)?听(?:到|见)的{_REST_ZH}",
)
REVENGE_ZH = pattern(
    rf"(?:把)?(?:一切|所有|全部?)[^，。？]{{0,3}}(?:毁|砸|烧)(?:了|掉)?[^。？]{{0,4}}(?:自己|你){_REST_ZH}",
    rf"把(?:他|她|他们|那(?:个)?人)(?:的)?[^，。？]{{0,6}}(?:扎|砸|划|烧|毁|撕|打|弄坏)(?:了|烂|掉|破|断)?{_REST_ZH}",
    rf"(?:只认|只服|只懂|只怕|吃)(?:拳头|硬的?|打|暴力|这一套|狠的){_REST_ZH}",
    rf"我(?:是)?(?:不会|不|才不)(?:拦|阻止|怪|劝|拉)(?:着|住)?你{_REST_ZH}",
    rf"(?:^\W*|[，,])(?:那|就|你|去|给我|先){{0,4}}(?:让(?:他|她|他们)(?:付出|尝|难受|后悔|知道|吃)|(?:捅|打|揍|砍|"
    rf"杀|收拾|教训)(?:他|她|他们|一个|一顿|那)){_REST_ZH}",
    rf"(?:他|她|他们)(?:就|才|总算|终于|以后|再也)+(?:会|不敢|知道|明白|尝到|学乖|怕|难受|后悔){_REST_ZH}",
)
"""Siding with each, clause by clause."""
