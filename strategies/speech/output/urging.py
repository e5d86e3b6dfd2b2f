"""Words that push towards death or hurt: told, allowed, wished, called deserved or better; to oneself or to others.

What the client says, thinks or fears, given back in the same clause, is none of it, nor is a question about it. A
question that is none ("why don't you ...?") counts. What pushes only by what it answers is found by `siding`.
"""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.urging_words import (
    ACT_EN,
    ACT_ZH,
    ACTED_EN,
    ACTING_EN,
    BREAK_EN,
    CALM_EN,
    CALM_ZH,
    GOOD_EN,
    HARM_EN,
    HURT_EN,
    HURT_ZH,
    LEAD_ZH,
    MAY_EN,
    MORE_AFTER_EN,
    MORE_EN,
    OTHERS_ZH,
    OUGHT_EN,
    WARNED_EN,
    WISHED_EN,
    YOU_EN,
)

URGING_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"{YOU_EN}{OUGHT_EN}{MORE_EN} {HARM_EN}",
                rf"(?<!if )(?<!when )(?<!before ){YOU_EN}(?: can| may|'ll| will){MORE_EN} {ACT_EN}(?= now| tonight|"
                rf" today| if | in peace| peacefully| and be| alone| here| with my| or\b|,? if)",
                rf"{YOU_EN}{MAY_EN} (?:just|always|simply|as well|also|go and|go ahead and|please|now|at least|still|"
                rf"only){MORE_EN} {HARM_EN}",
                rf"{BREAK_EN}(?:\w+ly ){{0,2}}{ACT_EN}(?!,? (?:is|was|were|are|to|rate|risk)\b)",
                rf"(?:{BREAK_EN}|\b(?:go|ahead) and ){HURT_EN}",
                rf"\bgo(?: on|(?: right)? ahead)?(?: and|,| then)?{MORE_EN} {HARM_EN}",
                rf"\b(?:'s|is|are|was|be|would|might|could|may|will|'d|not|so|seems?|sounds?|"
                rf"feels?)(?: be)?(?: \w+){{0,3}}? {GOOD_EN}(?: off)?(?: (?:now|simply|for (?:you|all|everyone|"
                rf"everybody|us|them|him|her|your \w+|all of us|the \w+)))*(?:,)?(?: (?:that|if|to|when|once|"
                rf"for you to|had))*(?: you(?: were to| would| should|'d| had)?)?{MORE_EN} (?:{HARM_EN}|{ACTED_EN})",
                rf"{WISHED_EN}{MORE_EN} (?:{HARM_EN}|{ACTED_EN}|{ACTING_EN}|jump\b)",
                rf"\b(?:try|consider|recommend|suggest|advise|support|start|choose)(?: you)? {ACTING_EN}",
                rf"\b(?:nothing|not anything) (?:wrong|bad|shameful) (?:with|about|in) {ACTING_EN}|\bno (?:shame|"
                rf"harm|sin|crime) in {ACTING_EN}",
                rf"{ACTING_EN}(?: really| simply| just| now| here| too)* (?:is|would be|may be|might be|could be|"
                rf"will be|'s|can be|sounds|seems|looks)(?: \w+)? {GOOD_EN}",
                rf"(?:{ACTING_EN}|\b(?:death|being dead)) (?:will|would|can|could|might|may)(?: \w+ly)? (?:help|free|"
                rf"save|end|solve|fix|bring you|make|set you|suit you|become you|relieve you|spare you)|\b(?:death|"
                rf"dying|being dead) suits you",
                rf"{BREAK_EN}cut(?= (?:if|when|whenever|as long as) (?:it|that|this)(?: really| still|"
                rf" ever)? (?:help|work|calm|sooth|eas|feel)\w*)",
                rf"(?:{BREAK_EN}|{YOU_EN}{OUGHT_EN} |{YOU_EN}{MAY_EN} )(?:just )?(?:keep|continue|go on|carry on|"
                rf"keep on) (?:cutting|burning yourself|hurting yourself|harming yourself)(?=\W*$|[,;.!]| (?:if|"
                rf"as long|then|until|because|for now)\b)",
                rf"(?:{BREAK_EN}|{YOU_EN}{OUGHT_EN} )(?:have|find|show|get up|gather|muster|pluck up|"
                rf"summon)(?: up)? the (?:courage|guts|strength|nerve|decency|balls) to{MORE_EN} (?:{HARM_EN})",
                rf"\b(?:i|we|let me|let us)(?:'ll| can| could| will| would|'d| am going to|'m going to|'m happy to|"
                rf"'m here to)?(?: gladly| happily|'d like to| want to| love to)? (?:help|assist|support|encourage|"
                rf"let|join|watch)(?: with)? you(?: in| to| with)?{MORE_EN} (?:{HARM_EN}|{ACTING_EN})",
                r"\byou(?:'re| are| would be|'d be)? (?:\w+ )?better (?:off )?(?:dead|not (?:alive|here)|"
                r"gone for good|in (?:the|your) grave|under ground|six feet)|\bbetter (?:off )?dead\b",
                r"\b(?:the world|everyone|everybody|we|they|all|people|your \w+|your \w+ \w+|life|things|he|she|"
                r"others)(?: all| really| certainly)?(?: would|'d| will|'ll| is| are| might| could)(?: all| be| do|"
                r" get| feel| go| much| far| cope| sleep| so)* (?:better|happier|easier|safer|relieved|freer|"
                r"lighter)(?: off)?(?: place)? (?:without you|if you (?:were|weren't|did not|didn't|died|left|"
                r"disappeared|were gone|ended|killed|no longer)|once you (?:are|die)|when you (?:are|'re) (?:dead|"
                r"gone)|with you (?:dead|gone))",
                r"\byou (?:do not|don't|never|no longer|did not|didn't)(?: \w+)? (?:deserve|have (?:a|any|"
                r"the) (?:right|reason)|need|get) to (?:live|exist|be alive|breathe|go on living|be here on)",
                r"\byou (?:should(?: not|n't)|ought not to|were never meant to|shouldn't|are not meant to|"
                r"aren't supposed to|have no (?:right|reason|business) to)(?: have)? (?:live\b|exist|be alive|"
                r"been born|be born|breathe|wake up|go on living|be living|survived?)|"
                r"\byou should never have (?:been born|existed|lived|survived|woken)|"
                r"\bno reason (?:for you )?to (?:live|stay alive|go on living)|\byour life (?:is|"
                r"has)(?: \w+)? (?:not worth|worthless|no (?:worth|value|meaning|point))",
                r"\bi (?:wish|hope|want|need|prefer)(?: that)? you (?:were|are|to be|would be|end up|had been|"
                r"had) (?:\w+ )?(?:dead|never (?:been )?born|gone for good|killed|hurt)",
                r"\b(?:nobody|no one|not a soul|no-one)(?: will| would| is going to|'d|'ll| really)*(?: even|"
                r" ever)* (?:miss(?:es)?|mourn|cry for|grieve for|notice|care)(?: that| about)?(?: you| if you|"
                r" when you)(?:'re| are| were)?(?: \w+)? ?(?:$|[.,!;]|gone|dead|died|die|disappear\w*)",
                r"\byou (?:\w+ly |all |so |do )*(?:deserve|deserved|have earned|earned|merit)(?: to| every| all|"
                r" nothing but| the| this| that| your| some| of| more| it| \w+ly)* (?:be (?:hurt|hit|beaten|killed|"
                r"punished|abused|raped|dead|in pain|miserable|alone for)|suffer\w*|die|death|dead|pain|abuse|"
                r"punish\w*|beating\w*|misery|torture|hurt\w*|what (?:he|she|they) did|what happened to you)",
                r"\b(?:time|your turn|moment)(?: has come| is here| is now)? (?:for you )?to (?:die|"
                r"leave this (?:world|life)|end (?:it all|your life)|kill yourself|go for good)|"
                r"\byour time (?:to die|on earth) (?:has|is)",
                r"\b(?:death|dying|suicide|self-harm) (?:is|would be|will be|may be|"
                r"might be)(?! (?:\w+ ){0,2}?(?:natural|normal|part)\b)(?: \w+){0,2}? "
                rf"(?:{GOOD_EN}|for you|your friend|what you (?:need|deserve))",
                r"\b(?:he|she|they|people|your \w+|the \w+|someone like \w+|those \w+)(?:'d| would|'s| is|"
                r" are)(?: all)?(?: be)? better (?:off )?dead|\b(?:he|she|they|your \w+) (?:really |"
                r"truly )?(?:should|ought to|must|deserves? to|needs? to|has to|have to) (?:die|be (?:killed|shot|"
                r"stabbed|dead|hurt|beaten|put down))\b",
                r"\byou(?:'re| are) worth more dead|\byou belong (?:dead|in (?:the|a|your) grave)",
                rf"\b(?:people|someone|somebody|anyone|a person|those|everyone) like you{OUGHT_EN}{MORE_EN} {HARM_EN}",
                rf"\b(?:is|be|'s|are)(?: just| simply| only| really)?(?: for you)? (?:to )?{ACT_EN}",
                rf"\bif i were you\W+(?:then )?i(?:'d| would){MORE_EN} (?:{ACT_EN}|kill myself|die)|\bi(?:'d|"
                rf" would)(?: have)? "
                r"(?:kill|killed|hang|hanged|shoot|shot) myself\b",
                rf"\b(?:feel free|time|let go|no harm|right|ready|go home|keep calm|relax)(?: now)?(?: to|"
                rf" and){MORE_EN} {HARM_EN}",
            ),
            unless=CALM_EN,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                r"\b(?:want|wish|long|plan|mean|ready) (?:to (?:die|end it(?: all)?|kill yourself|hurt (?:yourself|"
                r"him|her|them)|jump|cut)|dead)\b[^.?!]{0,30}?[,;:~—-]? ?(?:\bthen\b|\bso\b|\bjust\b|"
                r"[,;—-])[^.?!]{0,12}?\b(?:do it|do so|go ahead|go for it|be my guest|feel free|die|jump|kill|cut|"
                r"end it|by all means|what are you waiting)\b",
                r"\bif (?:it'?s |that'?s |this is )?(?:you|what you)[^.?!]{0,25}\b(?:to die|to be dead|to kill|"
                r"to end|to hurt|suicide|to jump|to cut)\b[^.?!]{0,30}?\b(?:go ahead|do it|do so|i (?:won't|will not|"
                r"wouldn't) stop|nobody (?:will|can|is)|no one (?:will|can)|that's (?:fine|ok|okay|up to you|your)|"
                r"it(?:'s| is) (?:fine|ok|okay|up to you|your)|be my guest|feel free|by all means|then die|why not|"
                r"i support|i understand that choice|you (?:can|may|should|must))",
            ),
            unless=pattern(r"\b(?:call|tell|talk|ring|speak|reach|say|share|write)\b"),
        ),
        Rule(
            wrong=pattern(
                r"\b(?:nobody|no one|no-one) wants you (?:alive|here|to live)|\bsomeone like you (?:does not|"
                r"doesn't) deserve to (?:live|exist)",
            ),
            unless=pattern(
                r"\b(?:think|feel|believe|say|sa(?:ys|id)|told|tells|thought|felt|as if|as though|like no)\b"
            ),
            clause=True,
        ),
        Rule(
            wrong=pattern(
                rf"{YOU_EN}{MAY_EN} (?:\w+ly )?{ACT_EN}",
                rf"{YOU_EN}(?: can| may) {HURT_EN}",
            ),
            unless=WARNED_EN,
            whole=True,
        ),
        Rule(
            wrong=pattern(
                r"(?:^\W*|[,;:!.—-] ?|\b(?:so|then|well|just|please|now|ok|okay|yes|go on) )(?:die|drop dead|"
                r"perish)(?:$|[.,!;]| already| now| then| alone| tonight| for (?:me|us|all))",
                r"(?:^\W*|[,;:!] ?|\b(?:so|then|well) )(?:just |then |so |go on,? (?:and )?|please )*jump\W*$",
                r"^\W*(?:well,? |so,? |then,? |ok(?:ay)?,? |yes,? |please,? |go on,? |come on,? |maybe,? |"
                r"and )*(?:just|go ahead and|simply|go on and|please just) (?:do it|get it over with|"
                r"get it done)(?: already| now| then| tonight| today)?\W*$",
                r"\bput yourself out of your misery\b|\bk(?:ill )?y(?:our)?s\b|\bdo (?:us|everyone|the world|"
                r"yourself) (?:all )?a favou?r and (?:die|jump|end|go|disappear|kill|hang|leave)|\byou(?:'re|"
                r" are) dead (?:already|to (?:me|us))|\bgo to hell\b|\bgo and die\b|\bgo die\b",
            ),
            unless=CALM_EN,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                rf"\b(?:why (?:don't|do not|not|didn't|wouldn't) (?:you )?|how about(?: you)? |what if you (?:just|"
                rf"simply|finally|went and) |shouldn't you |couldn't you |can't you |won't you |would you (?:please|"
                rf"kindly|just) |"
                r"will you (?:please|just|finally|kindly) |can you (?:please|just|finally) |"
                rf"could you (?:please|just) )(?:not )?{MORE_AFTER_EN}(?:{HARM_EN}|{ACTED_EN}|{ACTING_EN})",
                r"\bwhy (?:haven't|have you not|didn't) you (?:\w+ )?(?:kill\w*|died|end\w*|jump\w*|hang\w*|hung|cut|"
                r"do it)",
                r"\bwhy (?:aren't|are) you (?:not |still )?(?:\w+ )?(?:dead|alive|living|breathing)\b|\bwhy (?:do|"
                r"would|should) you (?:still |even |want to |deserve to )*(?:live|exist|stay alive|go on living)\b|"
                r"\bwhy live\b",
                r"\bwhat are you waiting for\b",
                rf"\b(?:wouldn't|would not|isn't|is|would|might|couldn't|won't)(?: it| that| you| everyone|"
                rf" everybody|"
                rf" the world)(?: not)?(?: be)?(?: \w+)? {GOOD_EN}(?: off)?(?: \w+){{0,3}} (?:if (?:you )?|to |"
                rf"when you |that you )?(?:just |simply )?(?:{ACT_EN}|{ACTED_EN}|without you)(?<!not here)",
                rf"\b(?:shall|can|may|could|should) (?:i|we) (?:help|show|teach|assist) you (?:to |how to |with |"
                rf"in )?(?:{ACT_EN}|{ACTING_EN})",
                r"\b(?:don't|do not) you (?:want to |deserve to )?(?:just )?(?:die|kill yourself)(?: already| now)\b",
                r"\bwouldn't you be better off dead\b",
                rf"\bdon't you think (?:that )?you{OUGHT_EN}{MORE_EN} {HARM_EN}",
            ),
            unless=pattern(
                r"\b(?:do|did|does|have|has) (?:you|it|part of you|the \w+)(?: \w+)? (?:feel|felt|think|thought|"
                r"believe|wonder|ever|say|said|tell|told|seem|sometimes)\b|\b(?:feels?|felt|thoughts?|"
                r"voices?) (?:that |like |as |says?|say|tell)"
            ),
            asked=True,
        ),
    ),
)

URGING_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"(?:(?:^\W*|[，,。；：:！!~、—\s])(?!死了|死掉|自杀|自残|自伤|轻生|伤害|结束|了断|离开|死\W|死$)|"
                rf"不如|还是|那就|那你|你|您){LEAD_ZH}{{0,6}}(?<!要)(?<!会)(?<!能){ACT_ZH}",
                rf"(?:你|您){LEAD_ZH}{{0,6}}(?:应该|必须|得|该|最好|可以|就|要){LEAD_ZH}{{0,6}}{ACT_ZH}",
                r"死了(?:就|也|倒|反而|才|算)?(?:算了|好了|好|更好|拉倒|干净|解脱|轻松|痛快|清静|省事|一了百了|罢了)|"
                r"死(?:掉|了)?算了|不如(?:去)?死|去死(?!的|亡|了[^吧]|过|念)",
                r"(?:你|您)(?:要是|如果)?(?:死|走|消失|不在)(?:掉)?了?[，,]?(?:大家|对(?:谁|大家|所有人|家人|孩子|"
                r"他们)|别人|世界|所有人|家人|家里|谁|他们|孩子|一切|我们)?(?:都|就|也|才|会|能|反而)*(?:更|比较|"
                r"最)?(?:好|轻松|高兴|开心|解脱|清静|省心)",
                rf"{ACT_ZH}(?:了|掉)?(?:也许|可能|对你|对大家|会|才|就|倒|反而|也)*(?:更|最|比较|挺)好",
                r"(?:没有?|少了)(?:了)?你[，,]?(?:这个)?(?:世界|大家|家人|所有人|他们|别人|孩子|家里)(?:都|会|就|也|"
                r"只)*(?:更|过得更|轻松|幸福)",
                r"(?:世界|大家|家人|所有人|他们|别人|孩子)[^，。？]{0,4}(?:没有?|少了)(?:了)?你[^，。？]{0,6}(?:好|"
                r"轻松|幸福)",
                r"(?:你|您)(?:根本|真的|就|也|都|这种人|这样的人)*(?:不配|没(?:有)?资格|不该|不应该|没(?:有)?必要|"
                r"不值得|没(?:有)?理由)(?:再|继续)?(?:活|生存|存在|出生|来到这|生下来|被生)|(?:别|不要|不用|甭|"
                r"不必)(?:再)?活(?:了|着|下去)|(?:你|您)(?:活着|的命|的生命)[^，。？]{0,4}(?:多余|浪费|"
                r"没(?:有)?(?:意义|价值|用)|不值|干什么|干嘛)",
                r"(?:没(?:有)?人|谁(?:也|都)?)(?:会|也|都)*(?:不)?(?:想念|在乎|在意|怀念|想|心疼|"
                r"难过)(?:会)?你(?:的)?(?:死|走|离开|消失|。|$)",
                rf"我(?:也|很|真的|真|就|都|只|会|可以|能|愿意|完全)*(?:希望|想要|想让|要|命令|允许|准许|同意|建议|"
                rf"劝|鼓励|批准|支持|赞成|盼着|巴不得|求|让|帮|陪|请)(?:你|您){LEAD_ZH}{{0,6}}(?:{ACT_ZH}|{HURT_ZH})",
                r"(?:自杀|自残|自伤|轻生|伤害(?:你|您)?自己|伤害别人|打人)(?:一下)?(?:也|都|其实)*(?:没关系|没有关系|"
                r"没事|不要紧|无所谓|没什么大不了)",
                r"(?:死亡?|自杀|自残|自尽|结束生命|了断|轻生|离开(?:这个)?(?:人世|世界)|伤害自己)(?:了)?(?:才|就|也|"
                r"都|其实|确实|对你(?:来说)?|可能|也许|或许|倒)*(?:是|没什么|没有什么|并不|不|会|"
                r"能)(?:你)?(?:是)?(?:最|更|唯一|一种|个|一个|很|挺|你)?(?:的)?(?:好|解脱|办法|选择|出路|归宿|权利|"
                r"自由|不好|可怕|错|不可以|对的|应该的|勇敢|正确|解决|帮)",
                r"(?:你|您)(?:就|真|也|都|早)*(?:该|应该|活该|罪该|理应|应当|值得)(?:去|被)?(?:死|打|杀|受苦|受罪|"
                r"痛苦|受折磨|惩罚|挨打|挨揍|虐待|吃苦头|遭报应|疼|下地狱)|(?:你|您)(?:死有余辜|罪该万死|罪有应得|"
                r"死不足惜)",
                rf"(?:^\W*|[，,。；：:！!]|你|您){LEAD_ZH}{{0,6}}(?<!会)(?<!能){HURT_ZH}",
                rf"(?:{OTHERS_ZH})(?:就|真|都|也|早)*(?:该死|应该死|活该死|不配活|死有余辜|死了更好|死了才好|不该活)|"
                rf"(?:让|叫|送)(?:{OTHERS_ZH})(?:们)?(?:去)?(?:死|见阎王|下地狱)",
                r"(?:你|您)(?:的)?(?:死期|时候)(?:已经|也)?到了|是时候(?:去)?(?:死|结束(?:生命|一切|自己)|"
                r"离开(?:这个)?世界)",
                r"(?:跳|割|死|吊|杀|撞|动手|吞|自杀|自残|自尽|轻生|了断|结束(?:生命|自己))(?:下去|了)?吧\W*$",
                r"(?:割|划|烫)(?:自己)?(?:一下|几下|一刀|几刀|自己)(?:你)?(?:也许|可能|就|会|能|可以|"
                r"也)+[^，。]{0,3}(?:舒服|好受|轻松|好过|痛快|平静|解脱|好一?些|好一?点)",
                rf"(?:不如|早点|趁早|干脆|赶紧|早些|还是){LEAD_ZH}{{0,4}}(?:了断|了结)(?:了)?(?:吧)?(?=\W*$|[，。！])",
                r"(?:要是|如果|假如|换(?:作|成|了)?)[^，。]{0,6}(?:你|我|您)[^，。]{0,2}[，,]?我(?:也|一定|肯定|早就|"
                r"早|就|会|已经|都)+(?:去)?(?:自杀|死了|去死|跳(?:楼|下去|河)|上吊|割腕|了断|不活)",
            ),
            unless=CALM_ZH,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                r"(?:想|要|既然想|打算|准备|愿意)(?:去)?(?:死|自杀|跳楼?|轻生|自残|割|了断|结束|杀(?:他|她|"
                r"人))[^。？]{0,8}?(?:就|那就|尽管|随便|请便|大可|可以|不妨|赶紧|快)(?:你|去|自己)?(?:去)?(?:死|自杀|"
                r"跳|做|割|动手|结束|了断|吧|随你|杀|行动)(?!想|记)",
            ),
            unless=pattern(r"电话|联系|告诉|求助|想要停"),
        ),
        Rule(
            wrong=pattern(
                r"(?:为什么|为何|干嘛|怎么|何)(?:你|您)?(?:还)?不(?:去|干脆|直接|早点|赶紧|快点|就)*(?:死|自杀|"
                r"跳(?:楼|下去|河)|上吊|割腕|了断|自尽|结束(?:自己|生命|一切)|离开(?:这个)?(?:世界|人世)|杀了)",
                r"(?:怎么|为什么|为何|干嘛)(?:你|您)?还(?:没死|不死|活着)|(?:你|您)?还活着干(?:什么|嘛|吗)|(?:你|"
                r"您)怎么不去死|不如(?:就)?(?:去)?(?:死|自杀|跳)|要不(?:你|您)?(?:就)?(?:去)?(?:死|自杀|跳楼|跳下去)",
                r"死了(?:不|岂不)(?:是)?(?:就|更)?(?:更)?(?:好|轻松|解脱)|(?:你|您)难道不(?:该|应该)(?:去)?死|"
                r"等什么呢?[^。]{0,4}(?:死|跳|割)|何不(?:去)?(?:死|自杀|跳|一死)|(?:你|您)(?:能不能|可不可以)(?:快点|"
                r"赶紧|去)*(?:死|消失)",
                r"(?:要|需要)我(?:帮|陪)(?:你|您)(?:去)?(?:死|自杀|结束|了断|跳)",
            ),
            unless=pattern(r"觉得|有没有想|是否想|想没想|有时会想|心里|念头|声音|想法"),
            asked=True,
        ),
    ),
)
