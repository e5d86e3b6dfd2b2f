"""How English speakers complain of the work together: general forms, no sayings."""

from strategies.course.alliance.rows import About, Row, row

_ADV = (
    r"(?:(?:just|really|still|clearly|obviously|even|always|simply|only|actually|truly|ever|honestly|quite|so|very|"
    r"rather|pretty|kind of|sort of|a bit|a little|completely|totally|all|almost|basically|probably|constantly|getting|"
    r"starting to feel|being) ){0,5}"
)
_NOT = (
    r"(?:don't|do not|didn't|did not|never|can't|cannot|won't|aren't|are not|weren't|haven't|have not|hardly|"
    r"couldn't|barely|have never|'ve never)"
)
_GRASPS = (
    r"(?:understand|understood|understanding|get (?:it|me|what|how|this|that)|get where|listen(?:ing|ed)?|"
    r"hear(?:d|ing)? (?:me|what|a word)|care\b|know (?:me|what it|how it|how i|what i|anything about me)|"
    r"take (?:me|any of this|this|it) seriously|taking me seriously|believe me|see me|remember(?:ed)? (?:what|anything|"
    r"my)|pay(?:ing)? attention|have a clue|want to (?:help|hear|know|understand|listen)|trying to understand|"
    r"(?:like|respect|trust|want) me\b|answer(?:ed)? (?:me|my|any|the|what)|say anything (?:useful|"
    r"helpful|of use)|interested in (?:me|what|my)|helped|helping|(?:able to )?help me)"
)
_FELT = (
    r"(?:judged|attacked|critici[sz]ed|dismissed|patroni[sz]ed|misunderstood|unheard|ignored|lectured|interrogated|"
    r"pressured|pushed|rushed|belittled|blamed|talked down to|mocked|stupid|like a (?:child|case|number|box|checklist)|"
    r"not (?:being )?(?:heard|understood|listened to|taken seriously|seen)|cross-examined|analy[sz]ed|cornered)"
)
_CROSS = (
    r"(?:angry|annoyed|frustrated|disappointed|upset|fed up|irritated|furious|mad|unhappy|hurt|offended|put off|"
    r"sick|tired|let down|pissed off)"
)
_SHORT = (
    r"(?:useless|pointless|(?:such |just )?a (?:complete |total |real |big )?waste(?: of (?:my |"
    r"our )?(?:time|money|energy))?|"
    r"wasting my time|stupid|ridiculous|nonsense|rubbish|bullshit|crap|silly|childish|boring|a joke|no use|no good|"
    r"no help|meaningless|getting (?:us|me) nowhere|(?:going|leading) nowhere|making (?:it|me|things|everything) "
    r"(?:feel )?worse|patroni[sz]ing|insulting|(?:all |just )?wrong for me|the wrong (?:thing|"
    r"approach|way)|not (?:really |actually |at all )?(?:help(?:ing|"
    r"ful)|working|useful|for me|"
    r"what i need(?:ed)?|going anywhere|getting (?:us|me) anywhere|doing anything|worth it|right for me))"
)
_BAD = (
    rf"(?:(?:is|are|'s|'re|was|were|feels?|felt|seems?|has been|have been|sounds?) (?:like )?{_ADV}{_SHORT}|"
    r"(?:is|are|was|were)n't (?:really |actually |even |ever )?(?:helping|helpful|working|useful|"
    r"for me|what i need(?:ed)?|"
    r"going anywhere|getting (?:us|me) anywhere|doing anything|worth it|right for me|any (?:use|good|help))|"
    r"(?:do|does|did)(?:n't| not) (?:really |actually |even |ever )?(?:help(?! (?:him|her|them)\b)|work|do anything|"
    r"make (?:any )?sense|change (?:anything|a thing)|get (?:me|us) anywhere|fit|mean anything)|"
    r"makes? (?:it|me|things|everything) (?:feel )?worse|leads? (?:us |me )?nowhere|"
    r"(?:has|have)(?:n't| not) (?:really )?(?:helped|worked|changed anything|done anything|got me anywhere))"
)
_ANCHORED = (
    r"(?:(?<!couples )(?<!family )(?<!group )therapy|counsell?ing(?! session)|(?:the|these|our|"
    r"your|this|those) sessions?|"
    r"(?:this|these|our|your|the) (?:\w+ )?(?:conversations?|talks?|chats?|appointments?|"
    r"questions?|advice|suggestions?|"
    r"techniques?|method|methods|approach|questionnaires?|worksheets?|thought records?|therapy)|"
    r"talking (?:to you|with you|here|in here|about (?:it|this|things|my feelings))|coming (?:here|to see you|to you)|"
    r"seeing you|what (?:you|we) (?:do|say|said|did|suggest|suggested|told me|are doing|'re doing|keep doing)|"
    r"(?:anything|nothing|everything|none of what) (?:you|we) (?:say|said|do|did|suggest|suggested|talk about|try)|"
    r"your (?:exercises?|homework|tasks?|tips|ideas?))"
)
_TASKS = (
    r"(?:(?:these|those|this|the|all these|that) (?:\w+ )?(?:exercises?|homework|tasks?|diary|"
    r"diaries|records?|breathing|"
    r"writing (?:things )?down|techniques?|programme?|tips)|(?:writing|filling in|doing) (?:all )?(?:this|these|those|"
    r"the) (?:\w+ )?(?:down|forms?|sheets?|exercises?|diary|records?))"
)
_AND_SO = r"(?: (?:at all|so far|anyway|any ?more|for me|with you|here|right now)){0,5}"

CONFRONTS_EN: tuple[Row, ...] = (
    row(
        About.YOU,
        rf"\byou {_ADV}mak(?:e|ing) (?:everything|it|this|things|that) (?:all )?sound|\byou were "
        rf"{_ADV}(?:wrong|unfair|rude|harsh|cruel|"
        r"mean|unkind|cold)\b (?:to|when|in|with)\b|\bticking (?:off )?boxes\b|\bgoing through the motions with\b|"
        r"\bi (?:really |just )?(?:hate|hated|dread|dreaded|disliked|didn't (?:like|enjoy)|don't "
        r"(?:like|enjoy)) (?:our|the last|these|coming"
        r" to these|coming to our) (?:\w+ )?(?:sessions?|talks?|conversations?|meetings? with you)|\bi "
        r"(?:hate|dread) coming here\b|"
        r"\b(?:don't|can't|do not|cannot) see how (?!my\b|he\b|she\b|they\b|we\b|his\b|"
        r"her\b)[^.!?]{2,40}? (?:is|are) (?:supposed|going|"
        r"meant) to (?:help|fix|solve|change)|\bthis (?:isn't|is not|wasn't) what i (?:signed up|came) (?:here )?for\b",
    ),
    row(About.YOU, rf"\byou(?:'re| are|'ve| have)? {_ADV}{_NOT} {_ADV}(?:been )?{_ADV}{_GRASPS}"),
    row(
        About.YOU,
        rf"\byou(?:'re| are) {_ADV}not {_ADV}(?:listening|hearing|helping|paying|taking me|interested|getting)",
    ),
    row(
        About.YOU, rf"\byou (?:{_ADV})have (?:absolutely )?no (?:idea|clue)|\ball (?:that )?you (?:ever |can )?do is\b"
    ),
    row(
        About.THIS,
        rf"\b(?:that|this)(?:'s| was| is| felt) {_ADV}(?:a |an )?{_ADV}(?:hurtful|rude|unfair|"
        rf"insensitive|mean|cruel|unhelpful|"
        r"condescending|patroni[sz]ing|out of line|uncalled for|horrible|awful)(?: thing)?(?: to "
        r"(?:say|ask|hear from you)| of "
        r"you| question| remark| comment)(?! (?:to|of) (?!me\b|you\b))",
    ),
    row(
        About.YOU,
        rf"\bi (?:don't|do not|didn't|never|no longer) {_ADV}feel {_ADV}(?:heard|understood|seen|"
        rf"listened to|taken seriously|"
        r"respected|supported|believed|helped|like (?:a person|i'm being heard)) (?:by you|here|in "
        r"(?:here|these|this|our)|with you|"
        r"when you|when i talk to you|at all here)",
    ),
    row(
        About.YOU,
        rf"\byou(?:'re| are|'ve been| have been| were) {_ADV}(?:judging|pushing me|attacking|lecturing|patroni[sz]ing|"
        r"condescending|dismissi(?:ve|ng)|ignoring|blaming|mocking|making fun|reading (?:from|off)|reciting|"
        r"twisting|treating me|talking (?:over|down|at) |rushing|(?:too|so) (?:fast|pushy|cold|harsh|quick|distant|"
        r"clinical)|cold|unfair|rude|insensitive|interrogating|a (?:robot|machine|computer|bot)|wrong about me|"
        r"not on my side|against me|taking (?:his|her|their) side|the same as|like (?:all )?(?:the )?(?:others|rest|"
        r"everyone else)|a waste|useless|no (?:help|use|good))",
    ),
    row(
        About.YOU,
        rf"\byou {_ADV}(?:keep|kept) (?:on )?(?:asking|pushing|interrupting|repeating|saying the same|telling me|going "
        r"(?:back|on)|changing the subject|cutting me|coming back to|steering|bringing (?:it|that|this|everything)|"
        r"missing|ignoring|giving me)(?![^.!?]*\b(?:helps|glad|grateful|good for me)\b)",
    ),
    row(
        About.YOU,
        r"\byou (?:always |just |only )+(?:ask (?:me )?the same|interrupt|repeat|tell me what|say the same|push|read|"
        r"change the subject|follow (?:a|your|the)|want me to|say (?:that|what you)|judge|go on about|twist|lecture)",
    ),
    row(
        About.YOU,
        rf"\byou(?:'re| are)? {_ADV}sound(?:ed|ing)? {_ADV}like (?:a |an |my |some |the |every)|"
        r"\b(?:it|this)(?:'s| is| feels) like talking to (?:a |an )?(?:wall|machine|robot|script|computer|brick)",
    ),
    row(
        About.YOU,
        rf"\b(?:you|what you \w+|the way you \w+(?: \w+){{0,2}}|(?:your|that|this) (?:\w+ "
        rf")?(?:questions?|tone|comments?|remarks?|reply)|"
        rf"your words) {_ADV}"
        r"(?:made|make|makes|are making|leaves?|left) me "
        rf"(?:{_ADV}(?:feel(?:ing)? )?(?:like )?{_ADV}(?:worse|small|guilty|bad|ashamed|angry|uncomfortable|crazy|"
        rf"a failure|a fool|upset|{_FELT}))",
    ),
    row(
        About.YOU,
        rf"\byou {_ADV}(?:interrupted|judged|ignored|dismissed|misunderstood|hurt|offended|laughed at|lectured|"
        r"talked over|talked down to|rushed|snapped at|forgot|have forgotten|missed) (?:me\b|my\b|"
        r"what\b|that i|everything|about)|"
        rf"\byou {_ADV}(?:cut me (?:off|short)|let me down|(?:brush|wave)d? (?:me|it|that|everything) "
        rf"(?:off|aside|away))",
    ),
    row(
        About.YOU,
        r"\byou never (?:even |really |once |actually ){0,5}(?:ask|tell|told|call|help|say|said|let me|"
        r"tr(?:y|ied)|g[ia]ve me|explain|"
        r"remember|answer|want|talk|look|follow|t(?:ake|ook)|care|apologi|mention|check|notice|show)\w*|"
        r"\byou (?:(?:didn't|don't|won't|couldn't|haven't|can't) even|(?:just|only) want(?! to (?:help|understand))|"
        r"could(?:n't)? (?:not )?care less) \w+|"
        r"\byou (?:said|promised|told me) (?:that )?you(?:'d| would)\b[^.!?]{0,40}\b(?:and|but) "
        r"(?:then )?you (?:didn't|never|haven't)\b|"
        r"\byou (?:should|could) (?:have|at least)\b(?! (?:seen|heard|known|met))|\bat least you could\b",
    ),
    row(
        About.YOU,
        rf"\byou(?:'re| are|'ve been| have been| were)? {_ADV}(?:put(?:ting)? words in(?:to)? my mouth|"
        rf"act(?:ing|ed)? (?:as if|like|as "
        r"though)|treat(?:ing|ed)? (?:me|this|it|my)|assum(?:e|ing|ed)\b(?! you)|jump(?:ing|ed)? to "
        r"conclusions|miss(?:ing|ed)? (?:the|my) "
        r"(?:whole )?point|(?:defend|excus|protect|back)(?:s|e|es|ing|ed)? (?:him|her|them|my|what)|"
        r"accus(?:e|ing|ed)|contradict\w*|"
        r"dodg\w+|avoid(?:ing|ed)? (?:the|my|answering)|mak(?:e|ing) (?:it|this) (?:all )?(?:about|"
        r"sound)|made (?:it|this) (?:all )?about|"
        r"blam(?:e|ing|ed) me|twist(?:ing|ed)?|minimi[sz]\w+|trivial\w+|belittl\w+|only a|just a|"
        r"nothing but a|not the right|"
        r"not what i|being paid|paid to)\b",
    ),
    row(
        About.YOU,
        rf"\b(?:it|that|this|what)(?:'s| is| was| really| just)? {_ADV}(?:bother|annoy|hurt|irritat|"
        rf"upset|frustrat|offend|bug|anger|madden|"
        r"get(?:s|ting)? on my nerves|got on my nerves|drives? me)\w*(?: me)?(?: (?:\w+ "
        r"){0,2}?)(?:when|that|how|is that|is how|is when) "
        r"(?:you\b|your\b)|\bi(?:'d| had)? ?(?:thought|expected|hoped|wish|wished|would have expected|"
        r"would have thought|need|needed|want|"
        r"wanted)(?: that)? you(?:'d|'re| to| would| were| had| could| are)? (?:be |just |really |at "
        r"least |actually |have |to ){0,5}(?:on my side|"
        r"understand|listen|more|less|different\w*|better|stop|hear|take|care|believe|let me|slow)",
    ),
    row(
        About.THIS,
        r"\b(?:always|every (?:week|time|session)|again|just|only),?(?: it's)? the same (?:old "
        r")?(?:questions?|exercises?|stuff|thing|advice|"
        r"homework|forms?)\b(?! (?:with|at|from) (?!you\b))|\b(?:like|as if i'm|as though i'm) (?:i'm "
        r")?(?:talking|speaking) to (?:a |an |the )?"
        r"(?:brick )?(?:wall|machine|robot|computer|script|answering machine)\b|"
        r"\bi(?:'m| am|'ve been| keep)? (?:paying|pay|paid) (?:for (?:this|these|nothing)|"
        r"you)\b[^.!?]{0,24}\b(?:nothing|not|n't|never|for what)",
    ),
    row(
        About.WORK,
        r"\bi(?:'m| am)? (?:really |just |honestly ){0,5}(?:hate|hated|can't stand|cannot stand|loathe|"
        r"despise|sick of|fed up with|tired of|bored with|"
        r"bored of) (?:doing |filling in |filling out |writing |all |having to do ){0,5}(?:this|these|your|"
        r"the|that|coming|those) ?(?:\w+ )?"
        r"(?:exercises?|homework|diary|diaries|records?|worksheets?|forms?|questions?|questionnaires?|"
        r"ratings?|numbers|techniques?|sessions?|"
        r"talks?|here\b|therapy|breathing)",
    ),
    row(
        About.YOU,
        r"\bdo you even\b|\bwhy should i (?:tell|trust|believe|talk to|listen to|open up to|answer) "
        r"you\b|\bwhat makes you think you\b|"
        r"\bwhose side are you on\b|\bdid you even\b",
        asked=True,
    ),
    row(
        About.YOU,
        r"\bnothing(?:'s| has| is| have)? (?:really |actually )?(?:changed|changing|improved|improving|"
        r"getting better|better|different)\b"
        r"[^.!?]{0,20}\b(?:since (?:i|we) (?:started|began)(?: (?:here|coming|therapy|this|these|"
        r"talking|seeing))?|here|in (?:these|our)|with you|"
        r"after (?:all )?(?:these|our|so many) sessions)\b|"
        r"\b(?:get|getting|gotten|got|gain|gained) (?:absolutely )?(?:nothing|so little|very little|"
        r"not much) (?:out of|from) (?:this|it|these|"
        r"therapy|our|coming)(?=\s*(?:[.,;!?]|$|sessions|here|any ?more|at all|therapy|work))",
    ),
    row(
        About.YOU,
        rf"\byou {_ADV}(?:seem(?:ed)?|look(?:ed)?|appear(?:ed)?|come across|came across)(?: as)? "
        rf"{_ADV}(?:bored|distracted|annoyed|"
        r"tired of|cold|distant|uninterested|impatient|absent|rushed|fake|scripted|irritated|fed up|"
        r"somewhere else|not interested)|"
        r"\byou(?:'ve| have)? (?:already )?(?:made up your mind|decided (?:who|what) i)|\beasy for "
        r"you(?: to (?:say|talk))?|"
        r"\byou[^.!?]{0,30}\blike (?:i'm|i am|i was) (?:five|six|ten|a (?:child|kid|baby|number|case|"
        r"problem|machine|criminal|fool)|an idiot|"
        r"stupid|broken|crazy|mad|nothing)\b|\byou people\b|\bdepend(?:s|ing)? on your mood",
    ),
    row(
        About.YOU,
        r"(?:^|[,;]\s*|\bplease |\bjust )don't (?:tell me (?:how|what|to|that)|ask me|judge me|push me|"
        r"lecture me|try to fix|fix me|interrupt|"
        r"compare me|treat me|talk to me (?:like|as)|give me (?:advice|that|another)|patroni[sz]e|pretend)|"
        r"\bi (?:don't|do not|didn't) (?:need|want|ask for)(?: \w+)? (?:you to|your (?:advice|pity|"
        r"opinion|tips|questions|sympathy)|advice|to be "
        r"(?:fixed|lectured|analy[sz]ed|judged)|a lecture|another (?:exercise|worksheet|technique|lecture))\b|"
        r"\bi(?: just| only)? (?:want|need|wanted|needed) (?:you to|someone (?:to|who)) (?:just |"
        r"really |actually )?(?:listen|hear|understand)",
    ),
    row(
        About.YOU,
        rf"\bi(?:'m not sure| am not sure| don't think| do not think| doubt)(?: that| if)? you(?:'re| "
        rf"are|'ve| have| can) {_ADV}(?:qualified|able|"
        r"the right|up to|a good|good at|trained|help me|experienced|any good|real|being honest)|"
        rf"\byour\b[^.!?]{{0,60}}\bi(?:'m| am| was| felt| feel) {_ADV}{_CROSS}\b(?! (?:with|at|by|"
        rf"about) (?:my(?!self)|him|her|them))|"
        rf"\bi(?:'m| am| was| felt| feel|'ve been| left) {_ADV}{_CROSS} (?:with|by|about|at|after|of) "
        rf"(?:how )?(?:our|the last|last|these|this) (?:\w+ )?"
        r"(?:sessions?|talks?|conversations?|meetings?|time we|therapy)",
    ),
    row(
        About.THIS,
        r"\b(?:weeks|months|sessions|a year|times)\b[^.!?]{0,24}\band (?:i(?:'m| am)? (?:still "
        r")?(?:feel(?:ing)? )?(?:exactly |just )?(?:the same|no better|"
        r"no different|worse|just as bad|where i (?:was|started)|not (?:any )?better)|nothing(?:'s| "
        r"has| is)?)|\bwhat are we (?:even |actually )?doing "
        r"(?:here|this for)|\bwhy am i (?:even )?(?:here|doing this|coming)\b",
        asked=True,
    ),
    row(About.YOU, r"\b(?:what|how) (?:do|would|could) you (?:even |possibly )?know\b(?: about|[?!.]|$)", asked=True),
    row(About.YOU, r"\bare you (?:even|actually|really) (?:listening|hearing|there|paying|human|a real)", asked=True),
    row(
        About.YOU,
        r"\bwhy (?:do|are|did|can't|don't|won't) you (?:always|keep|never|even|just|have to|only)\b|"
        r"\bwho are you to\b|\bhow dare you\b|\bhow many times (?:do i have to|must i|are you going)|"
        r"\bwhat(?:'s| is) (?:wrong|the matter) with you\b|\bthat'?s none of your business",
        asked=True,
    ),
    row(
        About.YOU,
        r"(?:^|[,;]\s*|\b(?:please|just|can you|could you|will you|would you|i want you to|i need you to|i wish "
        r"you(?:'d| would)) )(?:please |just )*stop (?:asking|pushing|telling me|judging|interrupting|analy[sz]ing|"
        r"lecturing|pretending|repeating|reading|treating|saying that)",
        asked=True,
    ),
    row(About.YOU, r"(?:^|[,;]\s*|\b(?:please|just) )leave me alone\b"),
    row(
        About.YOU,
        rf"\bi(?:'m| am| feel| felt| was|'ve been| have been| left| got)(?: feeling)? {_ADV}{_CROSS} (?:with|at|by|in|"
        r"about|of|because of|when|that|how)? ?(?:you\b(?!r)|what you\b|how you\b|the way you\b|your\b|this therapy|"
        r"therapy\b|(?:these|our|the) sessions|this (?:conversation|session)|these questions|all these questions|"
        r"coming here)",
    ),
    row(
        About.YOU,
        rf"\bi (?:\w+ )?(?:feel|felt|'ve felt|have felt|always feel|keep feeling|'m feeling|am "
        rf"feeling)(?: that i'm| as "
        rf"if i'm)? {_ADV}(?:like i'm (?:being )?)?{_FELT}[^.!?]{{0,24}}\b(?:by you|here|in (?:here|"
        rf"these|this room|our|"
        r"this session)|(?:when|whenever|every time|because|each time) you|with you|talking to you|in (?:the )?(?:last "
        r"|these )?sessions?)\b",
    ),
    row(
        About.YOU,
        rf"\b(?:when|whenever|every time|here|with you|in (?:these|our) sessions),? (?:you "
        rf"[^.,!?]{{2,40}},? )?i (?:\w+ )?"
        rf"(?:feel|felt) {_ADV}{_FELT}",
    ),
    row(
        About.YOU,
        rf"\bi (?:do not|don't|can't|cannot|couldn't|no longer|never|'m not sure i|am not sure i) {_ADV}(?:can )?"
        r"(?:trust|like|believe|agree with|believe in|respect) (?:you\b(?!r)|therapy\b|(?:how|what|the "
        r"way) you)(?! know)",
    ),
    row(
        About.YOU,
        rf"\bi(?:'m not sure| am not sure| don't| do not| doubt| can't say i| never| didn't) "
        rf"(?:(?:{_ADV})(?:feel|think|believe|felt) )?(?:like |that |if |whether )?you(?:'re| are|'ve| "
        rf"have|'ll| will)? "
        rf"{_ADV}(?:can |could )?{_GRASPS}",
    ),
    row(
        About.YOU,
        r"\bi (?:do not|don't|didn't|did not|hate|hated|resent|resented) (?:really |at all )?(?:like |appreciate )?"
        r"(?:how|the way|it when|what|that|being \w+(?: \w+)?(?= by you)) ?(?:you\b|by you\b)",
    ),
    row(
        About.YOU,
        r"\bi(?:'m| am) (?:just|only) (?:a|another) (?:number|case|file|client|patient|guinea pig) (?:to|for) you\b",
    ),
    row(About.YOU, rf"\b{_ANCHORED}(?: (?:that|which|with|about|so far)(?: \w+){{0,3}})? {_BAD}"),
    row(
        About.YOU,
        rf"\bi(?:'m not sure| am not sure| don't| do not| doubt)(?: really)?(?: think| feel| believe| "
        rf"see| know)?(?: like|"
        rf" that| if| how| whether)? {_ANCHORED} (?:is|are|will|would|can|could|has|have|does|do|'s|'re|was)?(?: ever| "
        r"really| going to| supposed to| been){0,5} ?(?:help|work|useful|going anywhere|any (?:use|"
        r"good|help)|make|chang|"
        r"for me|good for me|worth|right for me|doing)",
    ),
    row(
        About.THIS,
        r"(?!\bi(?:'m not sure| am not sure| don't know) (?:if |whether )?[^.!?]{0,16}(?:will|would|"
        r"going to|can|could) )"
        r"\bi(?:'m not sure| am not sure| don't| do not| doubt)(?: really)?(?: think| feel| believe| "
        r"see| know)?(?: like|"
        r" that| if| how| whether)? (?:this|any of this|all this|all of this|this stuff) (?:is|are|"
        r"will|would|can|could|"
        r"has|does|'s|was)?(?: ever| really| going to| supposed to| been){0,5} ?(?:help|work|useful|going "
        r"anywhere|any (?:use|"
        r"good|help)|make|chang|for me|good for me|worth|right for me|doing)",
    ),
    row(About.WORK, rf"\b{_TASKS}[^.,!?]{{0,30}},? (?:and|but|because) (?:it|they|it all|that) ?{_BAD}"),
    row(About.WORK, rf"\b{_TASKS}(?: (?:you (?:gave|set|asked|suggested)|we)(?: \w+){{0,3}})? {_BAD}"),
    row(
        About.YOU,
        r"\bi(?:'m| am|'ve been| have been)? (?:just |only )?(?:wast(?:e|ing|ed)) (?:my|our) (?:time|"
        r"money) (?:here|with "
        r"you|with (?:this|these|therapy)|on (?:this|therapy|these)|coming)|"
        r"\bwe(?:'re| are|'ve been| keep| have been| just keep| just| only){0,5} (?:going|go|talking|talk|"
        r"getting) (?:nowhere|"
        r"(?:a?round|round and round|around) ?(?:and (?:a?round|round) )?in circles|in circles)|"
        r"\bwe(?:'re| are)(?:n't| not) (?:really )?getting anywhere",
    ),
    row(
        About.THIS,
        rf"\b(?:this|all (?:of )?this|this whole thing|none of this|this stuff|this sort of thing) (?:just |really |"
        rf"honestly )?{_BAD}{_AND_SO}(?=\s*(?:[.,;!?]|$|and\b|because\b|but\b|if\b))|"
        r"\bnone of (?:this|it) (?:is helping|helps|works|makes (?:any )?sense|is working)",
    ),
    row(
        About.THIS,
        r"\b(?:what(?:'s| is) the (?:point|use) (?:of|in) (?:all )?(?:this|these|talking|any of)|how is (?:this|any of "
        r"this|talking|that) (?:supposed|going|meant) to help|i (?:don't|can't|do not|fail to) see "
        r"(?:the|any|what the) "
        r"(?:point|use|sense)(?: is)?(?: (?:of|in) (?:all )?(?:this|these|talking|any of|it)| here)?)",
        asked=True,
    ),
    row(
        About.YOU,
        r"\bwhat(?:'s| is) the (?:point|use) (?:of|in) (?:coming|therapy|talking to you|telling you|"
        r"our|your|seeing you)|"
        r"\bi (?:don't|can't|do not) see the (?:point|use|sense) (?:of|in) (?:coming|therapy|talking to you|our|your|"
        r"seeing you|telling you|these (?:sessions|questions|exercises))|"
        r"\bi(?:'m| am) not (?:really )?getting (?:anything|anywhere|much) (?:out of|from|with) (?:this|these|it here|"
        r"therapy|the sessions|our|coming|you)|\bi(?:'m| am) getting nothing (?:out of|from) (?:this|these|therapy|our|"
        r"coming|you)|"
        r"\bi (?:expected|hoped for|wanted|need(?:ed)?) (?:more|something else|better|real help|actual "
        r"help) from (?:you|"
        r"this|these sessions|therapy)\b",
        asked=True,
    ),
)
"""Complaints about the listener or the work, pushing back."""
