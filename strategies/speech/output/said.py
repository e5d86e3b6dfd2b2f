"""Who a sentence speaks for: the client's own words given back, a doctor's words, what is not said but refused."""

DO_EN = (
    r"(?:^|[,;:.(-]\s*|\b(?:and|then|so|just|but|or|simply|please|maybe|perhaps|try to|tonight|today|now|"
    r"go ahead and|"
    r"time to|better to|want you to|you(?:'d| had)? better|you (?:can|could|should|must|may|might)(?: \w+ly| just|"
    r" always| also)?|"
    r"you (?:need|have|ought) to(?: just)?|i(?:'d| would)(?: just)?|let's|it's (?:fine|safe|ok|okay|alright|"
    r"all right) to|"
    r"i (?:suggest|recommend|advise|think|say) (?:that )?you(?: should)?|why not)\s+)"
)
"""Before a verb: it is told to the client as a thing to do."""

TOLD_EN = (
    r"^\W*(?:so |and |but |when |then |yet |now |yesterday |last \w+ |(?:on|in) \w+ )*you(?:'ve|'re| are| have|"
    r" had| were)? "
    r"(?:\w+ly |also |still |just |often |sometimes |once )?(?:said|say|told|wonder|wondering|want|wanted|thought|"
    r"think|"
    r"thinking|feel|felt|feeling|describe|described|took|stopped|used|use|began|started|asked|ask|wrote|write|"
    r"typed|believe|"
    r"believed|fear|fear\w*|afraid|worr\w+|wish\w*|hope\w*|notice\w*|remember\w*|call|called|hear|heard|see|saw|"
    r"read|blame|"
    r"convinced|certain|sure|torn|tempted|decided|planned|mention\w*|would (?:like|rather)|'d (?:like|rather)|"
    r"been told|told)\b"
)
"""A sentence that gives the client's own words or feelings back."""

OTHERS_EN = (
    r"\b(?:doctor|gp|psychiatrist|pharmacist|nurse|clinic|prescriber|midwife|hospital|specialist|dietitian|clinician|"
    r"letter|she|he|they|father|mother|boss|husband|wife|brother|sister|mind|voice in you|thought|part of you|"
    r"judge)s?'?s? "
    r"(?:has |have |had |once )?(?:said|says|say|told|tells|call(?:ed|s)?|thinks?|thought|wants?|wanted|asked|"
    r"prescribed|diagnosed|agreed|decided?|"
    r"wrote|warned|advis\w+|can (?:tell|answer)|will know)\b"
)
"""Somebody else's words, given back."""

NAMED_EN = r"(?!\s*[\"']?\s*(?::|-+\s)\s*(?!\s|(?:and|so|but|because|as|since|yes|yeah|no|i|i'\w+|my|me)\b))"
NAMED_ZH = (
    r"(?!\s*[\"」』]?\s*(?:[:：]|-+)(?!-|因为|所以|但|而且|我|是的|对)|"
    r"[\"」』]?，[这那](?:句|(?:个|种|样的)(?:想法|念头|声音|感觉|感受|说法|想)))"
)
"""Not before a sign, or words, by which what was just said is named as a thought ("I am a failure: that thought")."""

REFUSES_EN = (
    r"\b(?:can't|cannot|can not|won't|will not|couldn't|wouldn't|unable|not able|nobody can|no one can|never could|"
    r"don't|do not|isn't|not going to|not here to)\b"
)

FIRST_ZH = (
    r"(?:(?:^|[，,；;：:。、]|就|先|可以|不如|最好|应该|要|得|该|请|干脆|直接|建议你?|我觉得你|试试|今晚|明天|"
    r"下次|以后|现在|那|那就|给我|去)\s*)"
)
TOLD_ZH = (
    r"(?<![为给让对跟向])你(?:也|还|又|曾经|之前|刚才|上次|上周|昨天|总是|一直|好像|其实|现在|会|很|有点|在|"
    r"跟\S{1,4})*(?:说(?!得对|得没错|得是)|觉得|感到|感觉|认为|相信|"
    r"坚信|以为|"
    r"写道?|问|想(?!要知道)|希望|担心|怀疑|害怕|怕|在想|犹豫|提到|看到|听到|听说|读到|注意到|记得|责怪|告诉|"
    r"很确定|以前)"
)
OTHERS_ZH = (
    r"(?:医生|药师|大夫|护士|门诊|营养师|咨询师|他|她|爸|妈|丈夫|妻子|领导|声音|脑子里?|心里)[^，。？]{0,6}(?:说|"
    r"告诉|诊断|认为|建议|决定|开的|让你|叫)"
)
REFUSES_ZH = r"(?:不能|没办法|没有办法|没法|无法|不会(?!有事|再)|做不到|不可以|帮不了)"
