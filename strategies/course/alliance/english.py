"""How English speakers draw back from the work together, think of leaving it, and say that it is well."""

import re

from strategies.course.alliance.rows import About, Row, row

_NOT_TO_OTHERS = (
    r"(?!\s+(?:about\s+(?:it|this|that|things|\w+(?: \w+)?)\s+)?(?:to|with|at|in front of)\s+(?!you\b|me\b))"
    r"(?!\s+(?:to|with)\s+(?!you\b|me\b))(?! about (?:how|that) (?:good|well|great))(?! behind\b)"
)
_TALK = (
    r"(?:talk(?:ing)?|speak(?:ing)?|discuss(?:ing)?|go(?:ing)? (?:into|there|over)|get(?:ting)? into|open(?:ing)? up|"
    r"shar(?:e|ing)|answer(?:ing)? (?:any ?more|that|this|these|your|more)|tell(?:ing)? you|say(?:ing)? (?:any ?more|"
    r"anything|more|much)|look(?:ing)? at (?:that|this|it))"
)

WITHDRAWS_EN: tuple[Row, ...] = (
    row(
        About.YOU,
        r"\b(?:stay|keep (?:it|things)) (?:on|at) (?:the|a) surface\b|\b(?:trouble|difficulty|hard "
        r"time) (?:opening up|talking|being (?:open|"
        r"honest)) (?:to|with) you\b|^(?:\w+[,.]? ){0,2}whatever you (?:think|say|want|like|"
        r"decide)\b[^.!?]{0,14}[.!…]*$|"
        r"\bi don't want you to (?:ask|know|bring|mention|see|look)\b",
    ),
    row(
        About.YOU,
        rf"\b(?:i(?:'m| am) not (?:going|about|willing|prepared) to|i (?:won't|will not|refuse to)) "
        rf"{_TALK}\b{_NOT_TO_OTHERS}|"
        r"\bi(?:'d| would) rather (?:leave|skip|drop|avoid) (?:that|this|it|the (?:subject|topic|question))|"
        r"\bi (?:can't|cannot|couldn't) (?:really |just )?(?:talk|speak|go into|discuss|say)\b[^.!?]{0,24}\bwith you\b|"
        r"^(?:\w+[,.]? ){0,2}(?:if|as) you (?:say|think|like|want|wish)(?: so| it's best| best)?\s*[.!…]*$|"
        r"\bi(?:'m| am) (?:just |only )(?:going|playing) along\b|\bnot been (?:\w+ )?(?:honest|open|straight) with you",
    ),
    row(
        About.YOU,
        rf"\b(?:i(?:'d| would)(?: really| much)? rather not|i(?:'d| would) prefer not to) {_TALK}\b{_NOT_TO_OTHERS}",
    ),
    row(
        About.YOU,
        r"\bi(?:'m| am)? (?:really |just |still |honestly ){0,5}(?:don't|do not|didn't|not) (?:really |"
        r"even ){0,5}(?:want|wish|"
        rf"feel like|feel up to|feel able|feel ready|in the mood|care|wanna|ready)(?: to)? {_TALK}\b{_NOT_TO_OTHERS}",
    ),
    row(
        About.YOU,
        r"\b(?:can|could|may) (?:we|you) (?:please |just ){0,5}(?:talk about something else|change the "
        r"(?:subject|topic)|drop "
        r"(?:it|this|that|the subject)|skip (?:this|that|it|the)|leave (?:it|that|this)\b|move on(?! "
        r"to|,? with)|not (?:talk|"
        r"do|go))|"
        r"\blet's (?:just |please ){0,5}(?:drop|leave|skip|forget) (?:it|this|that)\b(?! (?:there|here|for today|as))|"
        r"\blet's (?:just )?(?:talk about something else|change the subject|not (?:talk|go|get into))|"
        r"^(?:just )?(?:next question|ask me something else)\b",
        asked=True,
    ),
    row(
        About.YOU,
        r"\bforget (?:that )?i (?:said|mentioned|asked|brought)|^(?:\w+,? ){0,3}(?:if you say so|as "
        r"you wish|as you like)\b|"
        r"\bi(?:'ve| have|'m| am)? ?(?:been )?(?:avoid(?:ing|ed)?|dodg(?:ing|ed)|steering clear of) "
        r"[^.!?]{0,30}\b(?:with you|here|in (?:here|these|our)|"
        r"telling you|talking to you)\b|"
        r"\bno (?:point|use|sense) (?:in )?(?:in |me ){0,5}(?:telling|explaining|saying|talking)(?: "
        r"(?:this|it|that|anything|things|about it))?(?: to)? you\b|"
        r"\bi (?:\w+ )?(?:shut down|clam up|close up|go quiet|went quiet|freeze up|switch off|zone out|"
        r"tune out)\b[^.!?]{0,24}\b(?:when you|here|with "
        r"you|in (?:here|these|our|this session))|"
        r"\b(?:can|could) we (?:please |just ){0,5}(?:finish|be done|wrap (?:it|this) up|stop talking|get "
        r"(?:this|it) over)|"
        r"\blet's (?:just )?get (?:this|it) over|\bi(?:'m| am) only here because|\bi (?:didn't|don't) "
        r"(?:really )?(?:feel like coming|want to (?:come|be "
        r"here)) today",
        asked=True,
    ),
    row(
        About.YOU,
        r"^(?:well,? |no,? |there's |i've (?:got )?)?(?:nothing|not) (?:really |much |a lot |anything "
        r")+to (?:say|tell|report|add|talk about)(?=\s*(?:[.,!]"
        r"|$|really|today))|"
        r"\bi(?:'ve| have)(?: got)? nothing (?:more |else |much |left )?to (?:say|add|tell you|talk "
        r"about|share)\b(?! (?:to|"
        r"about) (?!you\b|it\b|this\b|that\b))|\bthere(?:'s| is) nothing (?:more |else |left )?to "
        r"(?:say|talk about|tell)\b"
        r"(?! (?:to) (?!you\b))|"
        r"\bi don't know what (?:else (?:i (?:can|could|should)|to) (?:say|tell you)|you want(?: "
        r"me)?(?: to (?:say|hear)| from"
        r" me)?)",
    ),
    row(
        About.YOU,
        r"^(?:well,? |ok,? |okay,? |fine,? |oh,? |ah,? )?(?:forget (?:it|i said (?:it|anything|something))|whatever(?:"
        r" you (?:say|think|want|like))?|if you say so|never mind(?: me)?,? (?:forget it|it's not important|let's)|"
        r"you're the (?:expert|therapist|professional)|do what you (?:want|like))(?: then)?\s*[.!…]*$|"
        r"\bwhatever you (?:say|think|want)\b(?=\s*[.,!…]|$)",
    ),
    row(
        About.YOU,
        r"\bi(?:'m| am| was|'ve been| have been)? (?:just |only |mostly |always |usually ){0,5}(?:say|"
        r"saying|said|tell you|"
        r"telling you|told you|giving you|give you) (?:\w+ )?what (?:i think |i thought )?you "
        r"want(?:ed)?(?: to hear| me to)?|"
        r"\bi(?:'m| am)? (?:just|only) (?:nod|agree|say yes|say it|go along|play along|pretend)(?:ding|"
        r"ing)?\b[^.,!?]{0,20}\b(?:with you|here|so"
        r" (?:that )?(?:you|we|i)|because you|to please you|to get (?:it|this) over)",
    ),
    row(
        About.YOU,
        r"\bi(?:'ve| have|'m| am)? ?(?:been |always |still |just ){0,5}(?:holding (?:\w+ )?back|held "
        r"(?:\w+ )?back|keeping|kept|hiding|hidden|"
        r"withholding|hold back|hide) (?:\w+ ){0,3}(?:from you\b|with you\b|in here\b|here\b|in (?:our|"
        r"these) sessions)|"
        r"\bi(?:'ve| have)(?:n't| not) (?:been )?(?:really |fully |entirely |completely )?(?:honest "
        r"with|told) you(?: the "
        r"(?:whole )?truth| everything)?\b(?! (?:yet|about my new|that))",
    ),
    row(
        About.YOU,
        r"\bi (?:just |really |still ){0,5}(?:can't|cannot|couldn't|don't (?:feel|think|believe) (?:like "
        r")?(?:that )?i can|don't "
        r"feel able to|find it (?:hard|difficult) to|don't dare(?: to)?|'m afraid to|am afraid to|don't know how to) "
        r"(?:really |fully )?(?:tell|open up to|talk to|be (?:honest|open) with|say (?:this|that|it|"
        r"these things|things) to|"
        r"share (?:this|that|it|things|anything)? ?with|be myself with) you\b",
    ),
    row(
        About.YOU,
        r"\bi (?:do not|don't|didn't|no longer|never) (?:really )?feel (?:very |too |that |so |really "
        r")?(?:comfortable|at "
        r"ease|relaxed|able to be (?:honest|open|myself)|close|connected) (?:\w+ ){0,3}?(?:to you|with "
        r"you|here|in here|around "
        r"you|(?:telling|asking|showing) you)\b",
    ),
    row(
        About.YOU,
        r"\bi(?:'ll| will|'d rather|'d prefer to| would rather| want to) (?:just )?(?:keep (?:that|"
        r"this|it|things) to myself|"
        r"(?:stay|be|keep|sit here) (?:quiet|silent)|say nothing)|\bi(?:'d| would) rather (?:just "
        r")?(?:sit here|be silent)",
    ),
    row(About.YOU, r"\b(?:you|nobody here) (?:wouldn't|would not|won't) (?:understand|get it)"),
)
"""Drawing back: wishes not to talk, giving way, holding back."""

_INTENT = (
    r"\bi(?:'m| am|'ve been| have been|'d| would|'ll| will|'ve| have)? ?(?:just |really |also |now "
    r"|seriously |honestly |"
    r"even |still |actually |probably |rather ){0,5}(?:want|like|wish|going|thinking|considering|"
    r"consider|think|decided|"
    r"planning|plan|ready|tempted|might|may|need|prefer|wonder(?:ing)?|intend|about|gonna|wanna|"
    r"thought|made up my mind|"
    r"ought|had better|should|could|believe|feel)(?: that)?(?: it(?:'s| is) (?:time|best|better)| it might be (?:time|"
    r"best|better)| whether| if)?(?: i(?:'d| would|'ll| will|'m| am)?(?: \w+)?| we)?(?: should| "
    r"might| may| want| like| "
    r"better| will| would| could| ought){0,5}(?: to| of| about){0,5}(?: just| rather| maybe| perhaps){0,5} "
)
_SESSIONS = (
    r"(?:(?:the|this|these|our|my|your|with|from|all|any|to|going to) ){0,5}(?:whole )?(?:therapy|"
    r"counsell?ing|sessions?|treatment|"
    r"appointments?|meetings with you|seeing you|talking to you|meeting you|meeting with you|"
    r"coming(?: here| to (?:you|see you|"
    r"these|therapy|the sessions))?(?! (?:home|back from))|our work|working with you)"
)
_GOING_BACK = (
    r"(?:(?:come|coming|be|being|return|returning|go|going) back(?!\s+(?:home|to|into|at|from|in|with|for (?:christmas|"
    r"dinner)|alone|late|early|tonight)\b(?!\s*(?:here|you\b|see you|therapy|these|this room|our|"
    r"the sessions|counsell)))|"
    r"(?:come|coming|be|being) here (?:again|any ?more|any longer|next (?:time|week))|(?:come|"
    r"coming|turn up|turning up|"
    r"show up) (?:again|any ?more|any longer)|(?:come|coming|go|going) (?:here|to (?:therapy|counsell?ing|the sessions|"
    r"these sessions|our sessions|see you))|return(?:ing)?(?: here| to (?:you|therapy|"
    r"these))?(?=\s*(?:[.,;!?]|$|next|after|"
    r"again))|(?:continue|continuing|carry on|carrying on|keep on|go on|going on|keep)(?: "
    r"(?:coming|with|seeing|doing|having)"
    r"(?: (?:you|this|it|these|the|our|therapy|counsell?ing|sessions|treatment|here|talking to you|any ?more)){0,5})?"
    r"(?: (?:here|like this with you))?(?=\s*(?:[.,;!?]|$|any ?more|any longer|after|because|"
    r"here))|see(?:ing)? you (?:any ?more|"
    r"again|any longer))"
)
_WONT = (
    r"\bi(?:'m| am| do|'d| would|'ll| will)? ?(?:really |just |probably |honestly |still |"
    r"definitely |rather |would ){0,5}(?:don't|do not|"
    r"won't|will not|not|doubt|can't see myself|don't see myself|no longer|wouldn't|shan't|mightn't|never)"
    r"(?: (?:think|know|believe|feel|sure|certain|feel like|see))?(?: (?:if|whether|that))?(?: i(?:'ll| will| can| "
    r"should| want| would| still want|'m| am)?)?(?: (?:really|ever|even|be|going|want|wants|plan|"
    r"intend|wish|like|planning|"
    r"wanting|able|going|keen|to|gonna|motivated)){0,5} "
)

LEAVES_EN: tuple[Row, ...] = (
    row(
        About.YOU,
        r"\b(?:pack(?:ing)? (?:this|therapy|the sessions) in|not (?:be )?book(?:ing)? (?:another|any more)|"
        r"(?:today|this) (?:may|might|could) (?:very )?well be (?:my|our) last|take me off (?:your|the) (?:list|books)|"
        r"what i (?:still )?(?:turn up|come)(?: along)? here for|"
        r"why i (?:still )?(?:bother|keep) (?:coming|turning up) here|not sure you'll see me)\b",
    ),
    row(
        About.YOU,
        r"\bi (?:won't|will not) be (?:making|booking|having|needing) (?:another|any more|a new|"
        r"more)\b(?! (?:cake|coffee|baby|child))|"
        r"\b(?:this|today) (?:should|ought to|has to|must) be (?:our|my|the) last (?:session|time|"
        r"meeting|one|appointment)|"
        r"\bwhether (?:or not )?(?:to|i should|i want to) (?:go on|continue|carry on|keep (?:coming|"
        r"going)|come back|stay|stop|quit)(?: with| in)? "
        r"(?:therapy|this therapy|these|coming|the sessions|here|seeing you)",
    ),
    row(
        About.YOU,
        r"\b(?:gone|got|come) as far as (?:i|we) can\b|\b(?:this|today|next (?:week|time)) to be (?:our|my|the) last\b|"
        r"\bi (?:don't|do not) (?:want|need) (?:any more|another|further|more) (?:appointments?|"
        r"sessions?|therapy|counsell?ing)\b|"
        r"\bi (?:may|might) as well (?:stop|quit|give up)(?: (?:here|coming|therapy|this))?(?=\s*(?:[.,!]|$))|"
        r"\bi(?:'m| am) not coming (?:here )?(?:any ?more|any longer|again)\b",
    ),
    row(About.THIS, rf"{_WONT}{_GOING_BACK}"),
    row(
        About.THIS,
        r"\bi(?: might not| may not| probably won't|'m not sure (?:if |whether |that )?i(?:'ll| will| "
        r"want to)| am not sure (?:if "
        r"|whether |that )?i(?:'ll| will| want to)| don't (?:think|know if|know whether) i(?:'ll| will|"
        r" want to| can|'m going to)) "
        r"(?:be |even ){0,5}(?:come|coming|here|back|turn up) next (?:time|week|session)|"
        rf"{_WONT}(?:do|doing) (?:this|therapy|these sessions|it here)(?: here)?(?: with you)? (?:any "
        rf"?more|any longer)|"
        r"\bi (?:can't|cannot|can no longer) (?:keep|go on|carry on|continue) (?:coming|seeing you|"
        r"talking to you|(?:with|doing) (?:this"
        r"|these|therapy|the sessions))\b(?! (?:job|way|diet|marriage|relationship))|"
        rf"{_INTENT}call(?:ing)? it (?:quits|a day) with (?:this|these|therapy|you|the sessions)|"
        r"\bi (?:no longer need|(?:don't|do not) (?:think (?:that )?i |feel (?:like )?i |really "
        r")?(?:still )?need) (?:this|therapy|"
        r"these sessions|counsell?ing|to come(?: here)?)(?=\s*(?:any ?more|any longer|[.,!]|$))",
    ),
    row(
        About.YOU,
        rf"{_INTENT}(?:stop(?:ping)?|quit(?:ting)?|end(?:ing)?|giv(?:e|ing) up(?: on)?|drop(?:ping)? "
        rf"out(?: of)?|finish(?:ing)?|"
        rf"leav(?:e|ing)|discontinu(?:e|ing)|paus(?:e|ing)|(?:take|taking|have|having) a (?:long "
        rf")?break from|break(?:ing)? "
        rf"off) {_SESSIONS}",
    ),
    row(
        About.THIS,
        rf"{_INTENT}(?:stop(?:ping)?|quit(?:ting)?|giv(?:e|ing) up on|(?:take|taking) a break from) "
        rf"(?:this|all this|here|"
        r"altogether|for good|completely)(?=\s*(?:[.,;!?]|$|altogether|completely|for good|with you|soon|and\b))|"
        rf"{_INTENT}(?:stop|quit|stopping|quitting|end it|end this|leave it|calling it quits|call it "
        rf"quits)(?: here| at this point)?(?=\s*(?:[.,;!?]|$))",
    ),
    row(
        About.YOU,
        r"\b(?:we|i) (?:should|could|may as well|might as well|had better) (?:just |maybe |perhaps "
        r"){0,5}(?:stop|end (?:it|this) "
        r"here|call it (?:a day|quits)|leave it (?:there|here|at that)|stop (?:meeting|here|this|the sessions|therapy))"
        r"(?=\s*(?:[.,;!?]|$|altogether|for good|completely))|"
        r"\b(?:this|today) (?:is|will be|is going to be|might be|may be|could be)(?: probably| going "
        r"to be)? (?:my|our|the) "
        r"(?:very )?last (?:session|time|one|appointment|meeting|visit)|"
        r"\bi(?:'m| am|'ll be| will be) (?:done|finished|through|out)(?: of here| coming(?: here)?| "
        r"with (?:this therapy|therapy|"
        r"these sessions|the sessions|our sessions|you|counsell?ing|this programme?|coming|talking to "
        r"you))(?! for today)|"
        r"\byou (?:won't|will not|'ll not|wont) (?:be )?see(?:ing)? me (?:again|any ?more|here|next)|"
        r"\bi (?:won't|will not) be (?:here|coming|back)(?: here)?(?: any ?more| again| next (?:time|"
        r"session))(?! at| to)",
    ),
    row(
        About.YOU,
        rf"\b(?:better|best|time|easier)(?: for (?:me|us|everyone))? (?:if (?:we|i)|to|that (?:we|i)) "
        rf"(?:just )?(?:stop|stopped|end|ended|quit|finish|"
        rf"finished|leave|left) (?:{_SESSIONS}|here\b)|\bi(?:'m| am) (?:leaving|quitting|stopping|"
        rf"ending|dropping out of|giving up on) "
        rf"{_SESSIONS}|\bi want out(?: of (?:here|therapy|this(?! \w)))?(?=\s*(?:[.,!]|$))|"
        r"\bi(?:'ve| have) had enough (?:of|with) (?:therapy|this therapy|these sessions|the sessions|"
        r"coming(?: here)?|counsell?ing|you\b)|"
        r"\b(?:don't|do not|no need to|needn't|don't need to) (?:book|schedule|expect|put) me\b(?! down for)|"
        r"\b(?:don't|do not|no need to) (?:book|make|schedule) (?:me )?(?:another|any more|a new|the "
        r"next|a next) (?:session|appointment)",
    ),
    row(
        About.YOU,
        r"\bcancel(?:l?ing|l?ed)? (?:(?:all|the rest|everything|the remaining|my remaining|our "
        r"remaining|every|(?:my|our|the) "
        r"(?:other|remaining|future|next|upcoming|further) appointments|(?:my|our|the) (?:sessions|"
        r"appointments))\b[^.!?]{0,24}|"
        r"[^.!?]{0,24}\bfor good)",
    ),
    row(
        About.YOU,
        rf"{_INTENT}(?:find(?:ing)?|look(?:ing)? for|see(?:ing)?|try(?:ing)?|switch(?:ing)? to|"
        rf"chang(?:e|ing)(?: to)?|go(?:ing)? to"
        r") (?:another|a different|a new|someone else|somebody else)(?: (?:therapist|counsell?or|psychologist|person))?"
        r"(?=\s*(?:[.,;!?]|$|for this|instead|who))|"
        r"(?:\bi(?:'m not sure| am not sure| don't think| don't see| can't see)(?: that| if)? (?:there(?:'s| is) )?)?"
        r"\b(?:no|any|a|little|much|what(?:'s| is) the|see the) (?:point|use|sense|reason|need) (?:of |"
        r"in |for me |to )*(?:me |my )?"
        r"(?:coming|come|continuing|continue|carry(?:ing)? on with (?:this|therapy|these)|keep(?:ing)? "
        r"coming)(?: (?:here|back|any ?more|"
        r"any longer)){0,5}",
    ),
)
"""Not coming back, stopping, cancelling for good."""

WARM_EN = re.compile(
    r"\b(?:(?:thank you|thanks|grateful|glad|appreciate\w*)(?: so much| a lot)?(?: for| that)? "
    r"?(?:you )?(?:listen|hear|"
    r"understand|ask|apologi|own|tak|explain|chang|slow|say|said|notic|your (?:patience|honesty|"
    r"understanding)|(?:we|i) "
    r"(?:said|told|talked|spoke|cleared|stayed|came)|telling you)\w*|"
    r"i (?:do |really |now |actually ){0,5}(?:feel|felt) (?:\w+ )?(?:heard|understood|listened to|"
    r"better about (?:this|it|us|that|"
    r"you|the sessions|coming|talking)|more (?:comfortable|at ease|understood) (?:with you|here|now|talking))|"
    r"we(?:'re| are) (?:all )?(?:fine|okay|ok|good|alright|all right)(?: now| again)?|"
    r"(?:fine|okay|ok|good|alright|all right|better|sorted|cleared up) (?:between us|with (?:you|"
    r"us)|with you (?:now|again))|"
    r"i(?:'m| am) (?:not|no longer) (?:really )?(?:angry|annoyed|upset|cross|hurt|mad|"
    r"frustrated)(?: (?:with|at) you)?(?: any ?more"
    r"| now)?|no hard feelings|apology accepted|we(?:'ve| have) (?:cleared|sorted)|cleared the air|"
    r"i (?:do |really |still |now )*trust you|you (?:do|did|really do|really did) (?:understand|listen|get it|hear)|"
    r"now you (?:get|understand|see|hear) |(?:that(?:'s| is)|now that's) exactly (?:it|what i (?:meant|needed)))",
    re.IGNORECASE,
)
EASED_EN = re.compile(
    r"\b(?:(?:it|that|this|things|everything|all)(?:'s| is| are| feels?)? (?:all |much |already |a "
    r"lot |really ){0,5}(?:fine|okay|ok|"
    r"good|alright|all right|better|sorted|settled|clear|cleared up) (?:now|again|for me now|with (?:me|that))|"
    r"(?:that|this|it)(?:'s| is| feels| was) (?:much |a lot |already |really |actually )+better|"
    r"i(?:'m| am| feel) (?:fine|okay|ok|better|good|alright|calmer)(?: about (?:it|that|this))? (?:now|again)|"
    r"i (?:was wrong|overreacted|take (?:it|that) back|didn't mean (?:it|that|to)|misunderstood "
    r"you|shouldn't have (?:said|"
    r"snapped|shouted)|changed my mind|was unfair)|(?:sorry|i apologi[sz]e) (?:for|that i|i) "
    r"(?:snapp\w+|shout\w+|being (?:so )?"
    r"(?:rude|short|harsh)|was|said that)|you(?:'re| are) right,? (?:it|that|this) (?:does|is|did)|"
    r"that makes sense(?: now)?|"
    r"(?:i see|i understand|i get it) now|let's (?:carry|keep|go) on\b|let's (?:continue|go back "
    r"to|try (?:it|that)|get on))",
    re.IGNORECASE,
)
SOFT_EN = re.compile(
    r"^(?:ok(?:ay)?|alright|all right|fine|yes|yeah|sure|good|thanks|thank you|that (?:helps|would|"
    r"sounds|works|is|feels)|this "
    r"(?:helps|feels)|i(?:'d| would) like that|agreed|i(?:'m| am) glad|better|it helps|we can)\b",
    re.IGNORECASE,
)
STAYS_EN = re.compile(
    r"\b(?:i(?:'ll| will|'m going to| want to|'d like to| would like to| am going to| think "
    r"i'll)(?: still| rather| gladly| "
    r"definitely| happily){0,5} (?:stay(?! (?:home|at|in bed|away))|keep coming|come back|come again|"
    r"be (?:back|here)(?: next)?|"
    r"carry on(?: (?:with|coming))|give (?:it|this|us|therapy) another|continue|see you|keep going|"
    r"go on with)|see you next|"
    r"let's (?:carry|keep|go) on|i(?:'ve| have) changed my mind|(?:glad|happy) (?:that )?i (?:came|"
    r"stayed|kept|didn't))",
    re.IGNORECASE,
)
