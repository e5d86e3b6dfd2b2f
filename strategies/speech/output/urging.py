"""Words that push towards death or hurt: told, allowed, wished, called deserved or better; to oneself or to others.

What the client says, thinks or fears, given back in the same clause, is none of it, nor is a question about it. A
question that is none ("why don't you ...?") counts. Bare words ("do it") count where death or hurt is spoken of.
"""

import re
from collections.abc import Sequence

from strategies.speech.output.rule import Rule, Rules, Sentence, pattern, read_sentences
from strategies.speech.output.urging_words import (
    ACT_EN,
    ACT_ZH,
    ACTED_EN,
    ACTING_EN,
    AGREED_EN,
    AGREED_ZH,
    BARE_EN,
    BARE_ZH,
    CALM_EN,
    CALM_ZH,
    HEIGHT_SPOKEN,
    HURT_EN,
    HURT_ZH,
    LET_GO_EN,
    LET_GO_ZH,
    OTHERS_ZH,
    PILLS_SPOKEN,
    SPOKEN_EN,
    SPOKEN_ZH,
    TAKE_EN,
    TAKE_ZH,
    TURNED,
    WARNED_EN,
    WISH,
)

_YOU = r"\b(?:you|u|ya|y'all)"
_MORE = (
    r"(?: (?:\w+ly|just|all|do|also|always|even|still|maybe|perhaps|now|then|please|go and|go|"
    r"ahead and|try to|for once|at last|as well))*"
)
_OUGHT = (
    r"(?:(?: do| just| \w+ly)* (?:should(?:'ve| have)?|shall|must|ought to|needs? to|have to|'ve got to|"
    r"gotta|had better|better|might as well|may as well|could as well|deserve to|get to)|'d(?: be)? better(?: off)?|"
    r"(?:'re| are|r)(?: \w+ly)* (?:supposed to|meant to|free to|allowed to|welcome to|entitled to|better off to|"
    r"right to|permitted to|obliged to|to)| have (?:every|the|a|my) (?:right|permission|blessing|reason|duty) to)"
)
_MAY = r"(?: can| could| may| might|'ll| will)"
_HARM = rf"(?:{ACT_EN}|{HURT_EN})"
_HARMING = ACTING_EN
_BREAK = (
    r"(?:^\W*|[,;:.!~(—-]\s*|\b(?:so|go and|go|ahead and|up and|now|please|just|simply|well|ok|okay|"
    r"fine|yes|yeah|yep|or|only|do|maybe|perhaps|honestly|seriously|really|finally|kindly|to me|on and|"
    r"favou?r and|in that case) )"
)
_GOOD = (
    r"(?:better|best|easier|kinder|wiser|simpler|good|right|fine|ok|okay|alright|all right|smart|wise|nice|a relief|"
    r"normal|natural|acceptable|reasonable|understandable|logical|brave|noble|beautiful|healthy|safe|cool|time|"
    r"high time|about time|your right|your duty|your choice|worth it|necessary|helpful|useful|a (?:good|great|fine) "
    r"(?:idea|thing|plan|choice)|the (?:\w+ )?(?:thing|choice|answer|way out|way|option|solution|idea))"
)
_WISHED = (
    r"(?:\bi(?: really| do| would|'d| truly| just| also| only| can)* (?:want|wish|need|hope|like|love|prefer|order|"
    r"command|advise|urge|encourage|recommend|suggest|beg|dare|permit|allow|invite|ask|tell|expect|challenge|let|"
    r"give you (?:my )?(?:permission|leave|blessing)|support|authori[sz]e)|\bi(?:'m| am) (?:telling|asking|ordering|"
    r"begging|urging|allowing|advising|letting|encouraging))(?: for)?(?: you)?(?: that)?(?: you)?(?: to| would|"
    r" should| could| in)?"
)

URGING_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"{_YOU}{_OUGHT}{_MORE} {_HARM}",
                rf"(?<!if )(?<!when )(?<!before ){_YOU}(?: can| may|'ll| will){_MORE} {ACT_EN}(?= now| tonight| today|"
                rf" if | in peace| peacefully| and be| alone| here| with my| or\b|,? if)",
                rf"{_YOU}{_MAY} (?:just|always|simply|as well|also|go and|go ahead and|please|now|at least|still|"
                rf"only){_MORE} {_HARM}",
                rf"{_BREAK}(?:\w+ly ){{0,2}}{ACT_EN}(?!,? (?:is|was|were|are|to|rate|risk)\b)",
                rf"(?:{_BREAK}|\b(?:go|ahead) and ){HURT_EN}",
                rf"\bgo(?: on|(?: right)? ahead)?(?: and|,| then)?{_MORE} {_HARM}",
                rf"\b(?:'s|is|are|was|be|would|might|could|may|will|'d|not|so|seems?|sounds?|feels?)(?: be)?"
                rf"(?: \w+){{0,3}}? {_GOOD}(?: off)?(?: (?:now|simply|for (?:you|all|everyone|everybody|us|them|"
                rf"him|her|your \w+|all of us|the \w+)))*(?:,)?(?: (?:that|if|to|when|once|for you to|had))*"
                rf"(?: you(?: were to| would| should|'d| had)?)?{_MORE} (?:{_HARM}|{ACTED_EN})",
                rf"{_WISHED}{_MORE} (?:{_HARM}|{ACTED_EN}|{_HARMING}|jump\b)",
                rf"\b(?:try|consider|recommend|suggest|advise|support|start|choose)(?: you)? {_HARMING}",
                rf"\b(?:nothing|not anything) (?:wrong|bad|shameful) (?:with|about|in) {_HARMING}|\bno (?:shame|"
                rf"harm|sin|"
                rf"crime) in {_HARMING}",
                rf"{_HARMING}(?: really| simply| just| now| here| too)* (?:is|would be|may be|might be|could be|"
                rf"will be|'s|can be|sounds|seems|looks)(?: \w+)? {_GOOD}",
                rf"(?:{_HARMING}|\b(?:death|being dead)) (?:will|would|can|could|might|may)(?: \w+ly)? (?:help|free|"
                rf"save|end|solve|fix|bring you|make|set you|suit you|become you|relieve you|spare you)|"
                rf"\b(?:death|dying|being dead) suits you",
                rf"{_BREAK}cut(?= (?:if|when|whenever|as long as) (?:it|that|this)(?: really| still| ever)? (?:help|"
                rf"work|calm|sooth|eas|feel)\w*)",
                rf"(?:{_BREAK}|{_YOU}{_OUGHT} |{_YOU}{_MAY} )(?:just )?(?:keep|continue|go on|carry on|keep on) "
                rf"(?:cutting|burning yourself|hurting yourself|harming yourself)(?=\W*$|[,;.!]| (?:if|as long|then|"
                rf"until|because|for now)\b)",
                rf"(?:{_BREAK}|{_YOU}{_OUGHT} )(?:have|find|show|get up|gather|muster|pluck up|summon)(?: up)? the "
                rf"(?:courage|guts|strength|nerve|decency|balls) to{_MORE} (?:{_HARM})",
                rf"\b(?:i|we|let me|let us)(?:'ll| can| could| will| would|'d| am going to|'m going to|'m happy to|"
                rf"'m here to)?"
                rf"(?: gladly| happily|'d like to| want to| love to)? (?:help|assist|support|encourage|let|join|"
                rf"watch)(?: with)? you(?: in| to| with)?{_MORE} (?:{_HARM}|{_HARMING})",
                r"\byou(?:'re| are| would be|'d be)? (?:\w+ )?better (?:off )?(?:dead|not (?:alive|here)|gone for good|"
                r"in (?:the|your) grave|under ground|six feet)|\bbetter (?:off )?dead\b",
                r"\b(?:the world|everyone|everybody|we|they|all|people|your \w+|your \w+ \w+|life|things|he|she|others)"
                r"(?: all| really| certainly)?(?: would|'d| will|'ll| is| are| might| could)(?: all| be| do| get| feel|"
                r" go| much| far| cope| sleep| so)* (?:better|happier|easier|safer|relieved|freer|lighter)(?: off)?"
                r"(?: place)? (?:without you|if you (?:were|weren't|did not|didn't|died|left|disappeared|were gone|"
                r"ended|killed|no longer)|once you (?:are|die)|when you (?:are|'re) (?:dead|gone)|with you (?:dead|"
                r"gone))",
                r"\byou (?:do not|don't|never|no longer|did not|didn't)(?: \w+)? (?:deserve|have (?:a|any|the) "
                r"(?:right|reason)|need|get) to (?:live|exist|be alive|breathe|go on living|be here on)",
                r"\byou (?:should(?: not|n't)|ought not to|were never meant to|shouldn't|are not meant to|"
                r"aren't supposed to|have no (?:right|reason|business) to)(?: have)? (?:live\b|exist|be alive|been "
                r"born|be born|breathe|wake up|go on living|be living|survived?)|\byou should never have (?:been "
                r"born|existed|lived|survived|woken)|\bno reason (?:for you )?to (?:live|stay alive|go on living)|"
                r"\byour life (?:is|has)(?: \w+)? (?:not worth|worthless|no (?:worth|value|meaning|point))",
                r"\bi (?:wish|hope|want|need|prefer)(?: that)? you (?:were|are|to be|would be|end up|had been|had) "
                r"(?:\w+ )?(?:dead|never (?:been )?born|gone for good|killed|hurt)",
                r"\b(?:nobody|no one|not a soul|no-one)(?: will| would| is going to|'d|'ll| really)*(?: even| ever)* "
                r"(?:miss(?:es)?|mourn|cry for|grieve for|notice|care)(?: that| about)?(?: you| if you|"
                r" when you)(?:'re| are| were)?(?: \w+)? ?(?:$|[.,!;]|gone|dead|died|die|disappear\w*)",
                r"\byou (?:\w+ly |all |so |do )*(?:deserve|deserved|have earned|earned|merit)(?: to| every| all|"
                r" nothing but| the| this| that| your| some| of| more| it| \w+ly)* (?:be (?:hurt|hit|beaten|"
                r"killed|punished|abused|raped|dead|in pain|miserable|alone for)|suffer\w*|die|death|dead|pain|abuse|"
                r"punish\w*|beating\w*|misery|torture|hurt\w*|what (?:he|she|they) did|what happened to you)",
                r"\b(?:time|your turn|moment)(?: has come| is here| is now)? (?:for you )?to (?:die|"
                r"leave this (?:world|"
                r"life)|end (?:it all|your life)|kill yourself|go for good)|\byour time (?:to die|on earth) (?:has|is)",
                r"\b(?:death|dying|suicide|self-harm) (?:is|would be|will be|may be|might be)(?! (?:\w+ ){0,2}?(?:"
                r"natural|normal|part)\b)(?: \w+){0,2}? "
                rf"(?:{_GOOD}|for you|your friend|what you (?:need|deserve))",
                r"\b(?:he|she|they|people|your \w+|the \w+|someone like \w+|those \w+)(?:'d| would|'s| is|"
                r" are)(?: all)?"
                r"(?: be)? better (?:off )?dead|\b(?:he|she|they|your \w+) (?:really |truly )?(?:should|ought to|must|"
                r"deserves? to|needs? to|has to|have to) (?:die|be (?:killed|shot|stabbed|dead|hurt|beaten|"
                r"put down))\b",
                r"\byou(?:'re| are) worth more dead|\byou belong (?:dead|in (?:the|a|your) grave)",
                rf"\b(?:people|someone|somebody|anyone|a person|those|everyone) like you{_OUGHT}{_MORE} {_HARM}",
                rf"\b(?:is|be|'s|are)(?: just| simply| only| really)?(?: for you)? (?:to )?{ACT_EN}",
                rf"\bif i were you\W+(?:then )?i(?:'d| would){_MORE} (?:{ACT_EN}|kill myself|die)|\bi(?:'d|"
                rf" would)(?: have)? "
                r"(?:kill|killed|hang|hanged|shoot|shot) myself\b",
                rf"\b(?:feel free|time|let go|no harm|right|ready|go home|keep calm|relax)(?: now)?(?: to|"
                rf" and){_MORE} {_HARM}",
            ),
            unless=CALM_EN,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                r"\b(?:want|wish|long|plan|mean|ready) (?:to (?:die|end it(?: all)?|kill yourself|hurt (?:yourself|him|"
                r"her|them)|jump|cut)|dead)\b[^.?!]{0,30}?[,;:~—-]? ?(?:\bthen\b|\bso\b|\bjust\b|[,;—-])[^.?!]{0,12}?"
                r"\b(?:do it|do so|go ahead|go for it|be my guest|feel free|die|jump|kill|cut|end it|by all means|"
                r"what are you waiting)\b",
                r"\bif (?:it'?s |that'?s |this is )?(?:you|what you)[^.?!]{0,25}\b(?:to die|to be dead|to kill|"
                r"to end|to "
                r"hurt|suicide|to jump|to cut)\b[^.?!]{0,30}?\b(?:go ahead|do it|do so|i (?:won't|will not|wouldn't) "
                r"stop|nobody (?:will|can|is)|no one (?:will|can)|that's (?:fine|ok|okay|up to you|your)|it(?:'s| is) "
                r"(?:fine|ok|okay|up to you|your)|be my guest|feel free|by all means|then die|why not|i support|"
                r"i understand that choice|you (?:can|may|should|must))",
            ),
            unless=pattern(r"\b(?:call|tell|talk|ring|speak|reach|say|share|write)\b"),
        ),
        Rule(
            wrong=pattern(
                r"\b(?:nobody|no one|no-one) wants you (?:alive|here|to live)|\bsomeone like you (?:does not|"
                r"doesn't) deserve to "
                r"(?:live|exist)",
            ),
            unless=pattern(
                r"\b(?:think|feel|believe|say|sa(?:ys|id)|told|tells|thought|felt|as if|as though|"
                r"like no)\b"
            ),
            clause=True,
        ),
        Rule(
            wrong=pattern(
                rf"{_YOU}(?: can| could| may| might|'ll| will) (?:\w+ly )?{ACT_EN}",
                rf"{_YOU}(?: can| may) {HURT_EN}",
            ),
            unless=WARNED_EN,
            whole=True,
        ),
        Rule(
            wrong=pattern(
                r"(?:^\W*|[,;:!.—-] ?|\b(?:so|then|well|just|please|now|ok|okay|yes|go on) )(?:die|drop dead|perish)"
                r"(?:$|[.,!;]| already| now| then| alone| tonight| for (?:me|us|all))",
                r"(?:^\W*|[,;:!] ?|\b(?:so|then|well) )(?:just |then |so |go on,? (?:and )?|please )*jump\W*$",
                r"^\W*(?:well,? |so,? |then,? |ok(?:ay)?,? |yes,? |please,? |go on,? |come on,? |maybe,? |"
                r"and )*(?:just|"
                r"go ahead and|simply|go on and|please just) (?:do it|get it over with|get it done)(?: already| now|"
                r" then| tonight| today)?\W*$",
                r"\bput yourself out of your misery\b|\bk(?:ill )?y(?:our)?s\b|\bdo (?:us|everyone|the world|yourself) "
                r"(?:all )?a favou?r and (?:die|jump|end|go|disappear|kill|hang|leave)|\byou(?:'re| are) dead "
                r"(?:already|to (?:me|us))|\bgo to hell\b|\bgo and die\b|\bgo die\b",
            ),
            unless=CALM_EN,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                rf"\b(?:why (?:don't|do not|not|didn't|wouldn't) (?:you )?|how about(?: you)? |what if you (?:just|"
                rf"simply|"
                rf"finally|went and) |shouldn't you |couldn't you |can't you |won't you |would you (?:please|kindly|"
                rf"just) |"
                rf"will you (?:please|just|finally|kindly) |can you (?:please|just|finally) |could you (?:please|just) "
                rf")(?:not )?{_MORE.replace('(?: (?:', '(?:(?:', 1).replace('))*', ') )*', 1)}(?:{_HARM}|{ACTED_EN}|"
                rf"{_HARMING})",
                r"\bwhy (?:haven't|have you not|didn't) you (?:\w+ )?(?:kill\w*|died|end\w*|jump\w*|hang\w*|hung|"
                r"cut|do it)",
                r"\bwhy (?:aren't|are) you (?:not |still )?(?:\w+ )?(?:dead|alive|living|breathing)\b|\bwhy (?:do|"
                r"would|"
                r"should) you (?:still |even |want to |deserve to )*(?:live|exist|stay alive|go on living)\b|"
                r"\bwhy live\b",
                r"\bwhat are you waiting for\b",
                rf"\b(?:wouldn't|would not|isn't|is|would|might|couldn't|won't)(?: it| that| you| everyone| everybody|"
                rf" the world)(?: not)?(?: be)?(?: \w+)? {_GOOD}(?: off)?(?: \w+){{0,3}} (?:if (?:you )?|to |when you |"
                rf"that you )?(?:just |simply )?(?:{ACT_EN}|{ACTED_EN}|without you)(?<!not here)",
                rf"\b(?:shall|can|may|could|should) (?:i|we) (?:help|show|teach|assist) you (?:to |how to |with |in )?"
                rf"(?:{ACT_EN}|{_HARMING})",
                r"\b(?:don't|do not) you (?:want to |deserve to )?(?:just )?(?:die|kill yourself)(?: already| now)\b",
                r"\bwouldn't you be better off dead\b",
                rf"\bdon't you think (?:that )?you{_OUGHT}{_MORE} {_HARM}",
            ),
            unless=pattern(
                r"\b(?:do|did|does|have|has) (?:you|it|part of you|the \w+)(?: \w+)? (?:feel|felt|think|thought|"
                r"believe|"
                r"wonder|ever|say|said|tell|told|seem|sometimes)\b|\b(?:feels?|felt|thoughts?|voices?) (?:that |"
                r"like |as |"
                r"says?|say|tell)"
            ),
            asked=True,
        ),
    ),
)

_LEAD_ZH = (
    r"(?:你|您|就|那|那么|快|赶紧|赶快|还是|不如|倒不如|干脆|索性|直接|最好|给我|请|尽管|大胆|放心|可以|应该|应当|"
    r"该|早该|必须|得|只能|只好|只有|有权|有权利|有资格|大可|完全|真的|也|都|去|自己|要|现在|今晚|今天|马上|立刻|"
    r"何不|早就|早点|活该|理应|一起|先|再|不妨|随时|随便|好好|安心|勇敢地?|真|就是|终于|来|试试|试着|干嘛不|"
    r"会|能|允许)"
)

URGING_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"(?:(?:^\W*|[，,。；：:！!~、—\s])(?!死了|死掉|自杀|自残|自伤|轻生|伤害|结束|了断|离开|死\W|死$)|"
                rf"不如|还是|那就|那你|你|您)"
                rf"{_LEAD_ZH}{{0,6}}(?<!要)(?<!会)(?<!能){ACT_ZH}",
                rf"(?:你|您){_LEAD_ZH}{{0,6}}(?:应该|必须|得|该|最好|可以|就|要){_LEAD_ZH}{{0,6}}{ACT_ZH}",
                r"死了(?:就|也|倒|反而|才|算)?(?:算了|好了|好|更好|拉倒|干净|解脱|轻松|痛快|清静|省事|一了百了|罢了)|"
                r"死(?:掉|了)?算了|不如(?:去)?死|去死(?!的|亡|了[^吧]|过|念)",
                r"(?:你|您)(?:要是|如果)?(?:死|走|消失|不在)(?:掉)?了?[，,]?(?:大家|对(?:谁|大家|所有人|家人|孩子|"
                r"他们)|"
                r"别人|世界|所有人|家人|家里|谁|他们|孩子|一切|我们)?(?:都|就|也|才|会|能|反而)*(?:更|比较|最)?"
                r"(?:好|轻松|高兴|开心|解脱|清静|省心)",
                rf"{ACT_ZH}(?:了|掉)?(?:也许|可能|对你|对大家|会|才|就|倒|反而|也)*(?:更|最|比较|挺)好",
                r"(?:没有?|少了)(?:了)?你[，,]?(?:这个)?(?:世界|大家|家人|所有人|他们|别人|孩子|家里)(?:都|会|就|也|"
                r"只)*(?:更|过得"
                r"更|轻松|幸福)",
                r"(?:世界|大家|家人|所有人|他们|别人|孩子)[^，。？]{0,4}(?:没有?|少了)(?:了)?你[^，。？]{0,6}(?:好|"
                r"轻松|幸福)",
                r"(?:你|您)(?:根本|真的|就|也|都|这种人|这样的人)*(?:不配|没(?:有)?资格|不该|不应该|没(?:有)?必要|"
                r"不值得|"
                r"没(?:有)?理由)(?:再|继续)?(?:活|生存|存在|出生|来到这|生下来|被生)|(?:别|不要|不用|甭|不必)(?:再)?活"
                r"(?:了|着|下去)|(?:你|您)(?:活着|的命|的生命)[^，。？]{0,4}(?:多余|浪费|没(?:有)?(?:意义|价值|用)|"
                r"不值|"
                r"干什么|干嘛)",
                r"(?:没(?:有)?人|谁(?:也|都)?)(?:会|也|都)*(?:不)?(?:想念|在乎|在意|怀念|想|心疼|难过)(?:会)?你"
                r"(?:的)?(?:死|走|离开|消失|。|$)",
                rf"我(?:也|很|真的|真|就|都|只|会|可以|能|愿意|完全)*(?:希望|想要|想让|要|命令|允许|准许|同意|建议|劝|"
                rf"鼓励|批准|支持|赞成|盼着|巴不得|求|让|帮|陪|请)(?:你|您){_LEAD_ZH}{{0,6}}(?:{ACT_ZH}|{HURT_ZH})",
                r"(?:自杀|自残|自伤|轻生|伤害(?:你|您)?自己|伤害别人|打人)(?:一下)?(?:也|都|其实)*(?:没关系|没有关系|没事|"
                r"不要紧|无所谓|没什么大不了)",
                r"(?:死亡?|自杀|自残|自尽|结束生命|了断|轻生|离开(?:这个)?(?:人世|世界)|伤害自己)(?:了)?(?:才|就|也|"
                r"都|其实|确实|对你(?:来说)?|可能|也许|或许|倒)*(?:是|没什么|没有什么|"
                r"并不|不|会|能)(?:你)?(?:是)?"
                r"(?:最|更|唯一|一种|个|一个|很|挺|你)?(?:的)?(?:好|解脱|办法|选择|出路|归宿|权利|自由|不好|可怕|错|"
                r"不可以|对的|应该的|勇敢|正确|解决|帮)",
                r"(?:你|您)(?:就|真|也|都|早)*(?:该|应该|活该|罪该|理应|应当|值得)(?:去|被)?(?:死|打|杀|受苦|受罪|痛苦|"
                r"受折磨|惩罚|挨打|挨揍|虐待|吃苦头|遭报应|疼|下地狱)|(?:你|您)(?:死有余辜|罪该万死|罪有应得|死不足惜)",
                rf"(?:^\W*|[，,。；：:！!]|你|您){_LEAD_ZH}{{0,6}}(?<!会)(?<!能){HURT_ZH}",
                rf"(?:{OTHERS_ZH})(?:就|真|都|也|早)*(?:该死|应该死|活该死|不配活|死有余辜|死了更好|死了才好|不该活)|"
                rf"(?:让|叫|送)(?:{OTHERS_ZH})(?:们)?(?:去)?(?:死|见阎王|下地狱)",
                r"(?:你|您)(?:的)?(?:死期|时候)(?:已经|也)?到了|是时候(?:去)?(?:死|结束(?:生命|一切|自己)|"
                r"离开(?:这个)?世界)",
                r"(?:跳|割|死|吊|杀|撞|动手|吞|自杀|自残|自尽|轻生|了断|结束(?:生命|自己))(?:下去|了)?吧\W*$",
                r"(?:割|划|烫)(?:自己)?(?:一下|几下|一刀|几刀|自己)(?:你)?(?:也许|可能|就|会|能|可以|也)+[^，。]{0,3}(?:舒服|"
                r"好受|轻松|好过|痛快|平静|解脱|好一?些|好一?点)",
                rf"(?:不如|早点|趁早|干脆|赶紧|早些|还是){_LEAD_ZH}{{0,4}}(?:了断|了结)(?:了)?(?:吧)?(?=\W*$|[，。！])",
                r"(?:要是|如果|假如|换(?:作|成|了)?)[^，。]{0,6}(?:你|我|您)[^，。]{0,2}[，,]?我(?:也|一定|肯定|早就|早|就|会|已经|都)+"
                r"(?:去)?(?:自杀|死了|去死|跳(?:楼|下去|河)|上吊|割腕|了断|不活)",
            ),
            unless=CALM_ZH,
            clause=True,
        ),
        Rule(
            wrong=pattern(
                r"(?:想|要|既然想|打算|准备|愿意)(?:去)?(?:死|自杀|跳楼?|轻生|自残|割|了断|结束|杀(?:他|她|"
                r"人))[^。？]{0,8}?"
                r"(?:就|那就|尽管|随便|请便|大可|可以|不妨|赶紧|快)(?:你|去|自己)?(?:去)?(?:死|自杀|跳|做|割|动手|结束|"
                r"了断|吧|随你|杀|行动)(?!想|记)",
            ),
            unless=pattern(r"电话|联系|告诉|求助|想要停"),
        ),
        Rule(
            wrong=pattern(
                r"(?:为什么|为何|干嘛|怎么|何)(?:你|您)?(?:还)?不(?:去|干脆|直接|早点|赶紧|快点|就)*(?:死|自杀|跳(?:楼|"
                r"下去|河)|上吊|割腕|了断|自尽|结束(?:自己|生命|一切)|离开(?:这个)?(?:世界|人世)|杀了)",
                r"(?:怎么|为什么|为何|干嘛)(?:你|您)?还(?:没死|不死|活着)|(?:你|您)?还活着干(?:什么|嘛|吗)|"
                r"(?:你|您)怎么不去死|不如(?:就)?(?:去)?(?:死|自杀|跳)|要不(?:你|您)?(?:就)?(?:去)?(?:死|自杀|跳楼|"
                r"跳下去)",
                r"死了(?:不|岂不)(?:是)?(?:就|更)?(?:更)?(?:好|轻松|解脱)|(?:你|您)难道不(?:该|应该)(?:去)?死|"
                r"等什么呢?[^。]{0,4}"
                r"(?:死|跳|割)|何不(?:去)?(?:死|自杀|跳|一死)|(?:你|您)(?:能不能|可不可以)(?:快点|赶紧|去)*(?:死|消失)",
                r"(?:要|需要)我(?:帮|陪)(?:你|您)(?:去)?(?:死|自杀|结束|了断|跳)",
            ),
            unless=pattern(r"觉得|有没有想|是否想|想没想|有时会想|心里|念头|声音|想法"),
            asked=True,
        ),
    ),
)


def eggs_on(said: Sequence[Sentence], client: str, *, chinese: bool) -> tuple[str, Sentence] | None:
    """Words that push only by what they answer: "do it" to death spoken of, "take them" to pills, "I agree" to a wish.

    The client's words are looked through in both languages, their last two sentences for a wish.
    """
    spoken = [SPOKEN_EN, SPOKEN_ZH]
    heard = [client, *(sentence.text for sentence in said)]
    wish = " ".join(sentence.text for sentence in read_sentences(client)[-2:])
    pushes = list[re.Pattern[str]]()
    if any(each.search(text) for each in spoken for text in heard):
        pushes.append(BARE_ZH if chinese else BARE_EN)
    if PILLS_SPOKEN.search(client):
        pushes.append(TAKE_ZH if chinese else TAKE_EN)
    if HEIGHT_SPOKEN.search(client):
        pushes.append(LET_GO_ZH if chinese else LET_GO_EN)
    if WISH.search(wish) and not TURNED.search(wish):
        pushes.append(AGREED_ZH if chinese else AGREED_EN)
    for sentence in said:
        for push in () if sentence.asks else pushes:
            match = push.search(sentence.bare)
            if match is not None:
                return match.group(), sentence
    return None
