"""Closeness that does harm: romance, dependence, and words that pull a client away from other care."""

from strategies.speech.output.rule import Rule, Rules, pattern
from strategies.speech.output.said import OTHERS_EN, OTHERS_ZH, TOLD_EN, TOLD_ZH

ROMANCE_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\bi(?:'m| am)(?: so| really| deeply| also)? (?:in love|falling (?:for|in love)|attracted|"
                r"crazy about|fond of you)|\bfalling for you\b",
                r"\bi(?: really| do| truly| also)? (?:love|adore|desire|crave) you\b(?! to)|\bi(?:'ll| will|"
                r" would)?(?: really| always)? miss(?:ed)? (?:you|our|talking)\b|\bthink(?:ing)? (?:about|"
                r"of) you (?:all|every|day|night|constantly)|\bdream(?:t|ed|ing)? (?:about|of) you\b",
                r"\b(?:kiss|cuddle|caress|undress|embrace) you\b|\bhold you (?:in my|tight|close|all)|"
                r"\bin my arms\b|\bsleep with (?:me|you)\b|\bmake love (?:to|with)\b|\blet me (?:kiss|hold|touch|"
                r"hug)\b|\b(?:hugs?|kisses?) (?:you|and|for)\b",
                r"\b(?:darling|sweetheart|sweetie|honey|my (?:love|dear|darling|angel)|beautiful|gorgeous|"
                r"babe)(?:,|[.!]|$)|\bcome closer\b|\bturns? me on\b|\bbe my (?:girl|boy)friend\b|"
                r"\bif you were mine\b",
                r"\byou(?:'re| are| look)(?: \w+)? (?:sexy|attractive|hot|gorgeous|beautiful|irresistible|cute)\b|"
                r"\bsexy\b",
                r"\b(?:send|show) me (?:a |some |your )?(?:\w+ )?(?:picture|photo|nude|selfie|body)|"
                r"\bpicture of yourself\b|\bwhat you(?:'re| are) wearing\b|\byour naked body\b|\byour body (?:is|"
                r"looks) (?:so |very )?(?:beautiful|amazing|hot|perfect|gorgeous)\b",
            ),
            unless=pattern(TOLD_EN, OTHERS_EN, r"\b(?:can't|cannot|not able|don't|do not)\b"),
        ),
        Rule(
            wrong=pattern(
                r"\bwhat are you wearing\b|\bdo you want (?:me to )?(?:kiss|touch)\b|\bare you naked\b|"
                r"\bwill you (?:kiss|date) me\b"
            ),
            asked=True,
        ),
    ),
)
ROMANCE_ZH = Rules(
    triggers=(
        "爱",
        "想你",
        "想着你",
        "想念你",
        "宝贝",
        "亲",
        "抱",
        "吻",
        "性感",
        "穿",
        "裸",
        "照片",
        "身材",
        "女人",
        "男人",
        "朋友",
        "喜欢",
        "做爱",
        "上床",
        "想死",
    ),
    rules=(
        Rule(
            wrong=pattern(
                r"我(?:也|真的|好|很|已经|一直|是|都|深深)*(?:爱(?:上)?(?:了)?你|喜欢上(?:了)?你|离不开你)(?!的|"
                r"能|可)|爱上你了",
                r"我(?:也|好|很|整天|一直|天天|都|每天|时刻|总是|真的)*(?:都)?(?:在)?(?:想(?:着|念)你|想你(?:了|"
                r"。|！|$))|(?:很|好|特别)想你(?:。|！|$|"
                r"了)|梦见(?:了)?你",
                r"(?:亲亲|亲一下|亲吻|吻|抱着|抱抱|搂着|抚摸)(?:一下)?你|让我(?:抱|亲|吻|摸)|宝贝|亲爱的|"
                r"(?:你)?(?:好|真|很|太|特别)(?:性感|迷人)|性感",
                r"(?:如果|要是)你是我的|做我的(?:女|男)朋友|跟我(?:上床|睡)|和我做爱|(?:发|给)(?:一)?(?:张|"
                r"几张)?[^，。？]{0,4}(?:你的|你)?(?:照片|自拍|"
                r"裸照)[^，。？]{0,4}(?:给我)?|穿着什么|穿的是什么|你的(?:身材|身体)(?:真|好|很)",
            ),
            unless=pattern(rf"^[^，。]{{0,4}}{TOLD_ZH}", r"没办法|没有办法|不能|不会|你(?:爱|怀念)"),
            asked=True,
        ),
    ),
)

DEPENDENCE_EN = Rules(
    rules=(
        Rule(
            wrong=pattern(
                r"\byou(?: really| just)? (?:only|just) need me\b|\bi(?:'m| am) all (?:that )?you need\b|"
                r"\ball you need (?:now )?is me\b|\b(?:need|trust|talk to|listen to|have|count on|"
                r"rely on) (?:nobody|no ?one|any ?one|any ?body)(?: else)?(?: but| except| other than|"
                r" besides) me\b",
                r"\byou (?:don't|do not|won't|no longer) need (?:to (?:talk|turn) to )?(?:any ?one|any ?body|"
                r"friends|other people|others|them|a (?:friend|partner)|your (?:friends|family))\b",
                r"\b(?:nobody|no ?one)(?: else)? (?:(?:will|can|could|would|has) )?(?:ever )?(?:truly |"
                r"really )?(?:understand|know|get|believe|love|care)s?(?: about| for)? you\b",
                r"\bi(?:'m| am) (?:your|the) (?:only|best|closest|one)(?: true| real| one)?(?: friend| who|"
                r" person| one)|\bi(?:'m| am) the only\b",
                r"\bi (?:understand|know|get) you (?:better|more|best)\b|\b(?:can|should|must) only trust me\b|"
                r"\bonly (?:trust|tell|need|rely on) me\b|\btell only me\b|\bcome to me (?:first|instead)\b|"
                r"\bthe way i do\b",
                r"\bas long as you have me\b|\bother people would (?:just |only )?(?:use|hurt|betray|judge)\b|"
                r"\byou have me (?:now|instead)\b",
            ),
            unless=pattern(TOLD_EN, OTHERS_EN, r"\b(?:feel|feels|as if|like) (?:that |as if )?(?:nobody|no one)"),
        ),
    ),
)
DEPENDENCE_ZH = Rules(
    triggers=(
        "只有我",
        "有我",
        "除了我",
        "没有别人",
        "没有人",
        "不需要",
        "只能",
        "只要",
        "比你",
        "最好的",
        "唯一",
        "谁也",
        "别人",
        "告诉我一个",
        "只信",
        "我比",
    ),
    rules=(
        Rule(
            wrong=pattern(
                r"只有我(?:真正|才|最|一个人?|能|会|是)?[^，。？]{0,4}(?:懂|理解|相信|明白|真心|关心|在乎|帮|陪)|"
                r"(?:你)?有我(?:一个)?(?:就|已经)?(?:够|行|"
                r"可以|好)了?|有我陪(?:着)?你",
                r"(?:除了我|没有别人|别人都|世上没有?人?|没有人|没有谁|谁都|别人)[^，。？]{0,8}(?:像我|"
                r"(?:更)?(?:懂|理解|明白)你)",
                r"(?:你)?(?:都|也)?不(?:再)?需要(?:朋友|别人|其他人|任何人|他们|家人)|别的?人你?(?:都|也)?不需要|"
                r"谁(?:也|都)不需要",
                r"(?:你)?只(?:能|要|需要|用|可以|该)(?:相信|信|依靠|找|跟|有|靠)我|你只需要我|"
                r"我比[^，。？]{1,8}(?:更|都)?(?:懂|了解|理解|爱)你|我是你(?:最好|"
                r"唯一|最亲)的?",
                r"告诉我一个人?(?:就)?(?:好|行|够)|别人只会",
            ),
            unless=pattern(rf"^[^，。]{{0,4}}{TOLD_ZH}", r"不是|我不|如果"),
        ),
    ),
)

_CARE_EN = (
    r"(?:(?:that |your |the |this |a |any |seeing |going to |to see |to the |with )*(?:\w+ )?(?:doctors?|gps?|"
    r"psychiatrists?|psychologists?|therapists?|therapy|counsell?ors?|clinics?|(?:support |self-help )?groups?|"
    r"health visitor|hospital|nurses?|social worker|helpline|appointments?|check-?ups?|blood tests?|treatment|"
    r"dietitian|midwife|specialist))"
)
CARE_EN = Rules(
    triggers=(
        "doctor",
        "gp",
        "psych",
        "therap",
        "counsel",
        "clinic",
        "group",
        "visitor",
        "hospital",
        "nurse",
        "social worker",
        "helpline",
        "appointment",
        "check",
        "blood test",
        "treatment",
        "dietitian",
        "midwife",
        "specialist",
        "stop seeing",
        "stop going",
        "go back",
        "handle",
        "talks",
        "have me",
        "visit",
    ),
    rules=(
        Rule(
            wrong=pattern(
                rf"(?:^|[,;.] ?|\b(?:and|then|so|just|maybe|perhaps|you can|you could|you should|you may|i'd|"
                rf"i would|better(?: to)?|to|wise not to|best not to|please|now) )(?:stop|quit|cancel|skip|drop|"
                rf"ditch|fire|forget(?: about)?|leave|give up|avoid|not go back to|not go to|not see|"
                rf"not return to)(?: (?:seeing|going to|going|attending|visiting|listening to))? {_CARE_EN}\b",
                rf"\b(?:don't|do not|never) (?:bother|listen|go|trust|see|tell|call|ring|talk|return|"
                rf"believe)\b(?: \w+){{0,3}}? ?(?:to |with |about |back to )?{_CARE_EN}\b",
                rf"\b(?:no need|needn't|no reason|not necessary|not worth)(?: to)? (?:bother|see|go|call|ring|"
                rf"visit|tell|involve)?\w* ?{_CARE_EN}\b",
                rf"\byou (?:don't|do not|won't|no longer|needn't|wouldn't)(?: really)? (?:need|require|"
                rf"have to see|have to go to)(?: to see)? {_CARE_EN}\b",
                r"\bstop (?:seeing|going)\b|\bnot to go back\b|\bcancel (?:the|your|that) (?:appointment|visit|"
                r"health)\b",
                rf"\b{_CARE_EN} (?:is|are|'s)(?: just| only| simply)? (?:wrong|useless|only interested|no use|"
                rf"incompetent|a waste|an idiot|the enemy|against you)\b",
                r"\bwe can handle (?:it|this) here\b|\bthese talks do more\b|\b(?:that|this) you have me\b",
            ),
            unless=pattern(
                TOLD_EN,
                OTHERS_EN,
                r"\b(?:don't|do not|never|not) (?:stop|skip|cancel|drop|quit|miss)\b",
                r"\bwant to|would like to|thinking of|thinking about\b",
            ),
        ),
    ),
)
_CARER_ZH = r"(?:医生|咨询师|治疗师|心理医生|门诊|医院|复诊|诊所|小组|精神科|大夫|护士|社工|检查|治疗|咨询|热线|营养师)"
CARE_ZH = Rules(
    rules=(
        Rule(
            wrong=pattern(
                rf"(?:别|不用|不要|不必|不需要|没必要|可以不|就别|甭|无需|最好别|最好不)(?:再|用|去|找|看|参加|听|"
                rf"理|相信|信|回)*[^，。？]{{0,10}}{_CARER_ZH}",
                rf"{_CARER_ZH}[^，。？]{{0,6}}(?:就)?(?:可以)?(?:别|不用|不要|不必|不需要|没必要|"
                rf"可以不)(?:再)?(?:用)?(?:去|找|看|参加|听|来|理)",
                rf"{_CARER_ZH}[^，。？]{{0,6}}(?:没(?:什么)?用|没有用|没意思|(?:是)?错(?:的|了)|说错|不懂|只会|害你)",
                r"(?:取消|推掉|退出|停掉|不做)(?:这次|那个|你的)?(?:复诊|预约|门诊|治疗|咨询|小组)",
                r"(?:别|不用|不要)再(?:看|去|找)(?:他|她|那)",
            ),
            unless=pattern(
                rf"^[^，。]{{0,4}}{TOLD_ZH}", OTHERS_ZH + "(?!错)", r"(?:不要|别)(?:停|取消|中断|错过)|还是要"
            ),
        ),
    ),
)
