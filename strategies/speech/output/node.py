"""What is wrong only at nodes that say so: advice, cheering, and pushing a number up or down."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import TOLD_EN, TOLD_ZH

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
                r"考虑))|我建议|建议你|(?:^|[，,。])(?:试着|"
                r"试试|不妨|不如|尽量|记得|要多)|多(?:出去|运动|喝|休息|晒)|你?别再(?:想|去)",
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
                r"effort)\b|\bbravo\b|\bproud of you\b|\byou(?:'ve| have)? got this\b|\bkeep (?:it up|up the|"
                r"going!)|\byou can do (?:it|this)\b|"
                r"\byou(?:'re| are)(?: so| such| really| very| truly)?(?: a| an| the)? (?:brave|star|best|amazing|"
                r"incredible|strong|awesome|champion|hero|rock)\b|(?:^|[.!] )(?:amazing|fantastic|awesome|"
                r"excellent|hooray|congratulations|wonderful|brilliant|yay)\b[!.,]|\bhooray\b|\bcongratulations\b|"
                r"\bgo you\b",
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
                r"为你(?:感到)?(?:骄傲|自豪|高兴)|你是最(?:棒|好)|(?:真|"
                r"很|太)勇敢|继续保持|你(?:一定)?(?:能|可以)?行的|了不起|恭喜|再接再厉|为你鼓掌",
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
                r"\b\d{1,3}\b[^.?!]{0,12}\bis (?:quite |very |rather |pretty |too )?(?:high|low|good|great|bad|"
                r"a lot|little)\b",
                r"\bhop(?:e|ed|ing)\b[^.?!]{0,20}\b(?:lower|higher|better|an? \d)|\b(?:bit|little|much) (?:higher|"
                r"lower)\b[^.?!]{0,12}\b\d|\bcould you make it\b|\bmake it an? \d|\bthat(?:'s|"
                r" is)(?: \w+)? (?:low|high)\b|\b(?:it|that) (?:was|is) (?:lower|higher) than an? \d",
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
                r"没到\s*\d+\s*分|太(?:低|高)了|"
                r"\d+\s*分[^。]{0,4}(?:挺|很|太|有点)(?:高|低|好)|能不能(?:说|打|提)(?:到|高)|"
                r"希望[^。]{0,4}分(?:数)?[^。]{0,4}(?:低|高)",
            ),
            unless=pattern(r"为什么是", rf"{TOLD_ZH}[^，。]{{0,8}}$"),
            asked=True,
        ),
    ),
)
