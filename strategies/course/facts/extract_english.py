"""How each predicate is said in English."""

from memory.state.predicates import Predicate
from strategies.course.facts.extract_english_words import (
    ADV,
    AGAIN_TAKEN,
    BUSINESS,
    CLOSE,
    DOSE,
    DRUG,
    END,
    END_OF_PEOPLE,
    FEEL,
    GERUND,
    IS,
    JOB,
    NOUN,
    NUMBER,
    ONE,
    PEOPLE,
    PERSON,
    PLACE,
    REMEDY,
    SHARES,
    SICK,
    TALK,
    TEENS,
    WAS,
    WHICH,
    S,
)
from strategies.course.facts.extract_patterns import Pattern, pattern
from strategies.course.readers_number import EN_NUMBER

ENGLISH: tuple[Pattern, ...] = (
    pattern(
        Predicate.LIVES_WITH,
        r"\b(?:my|our) (?P<object>[a-z]{3,12}(?:-in-law)?)(?:'s|'ve| has| have| is| are)?(?: been)?(?: now)? "
        r"(?:living|staying|lives?|moved (?:back )?in) with (?:me|us)\b",
    ),
    pattern(
        Predicate.JOB,
        rf"{S} (?P<object>teach (?!at\b|in\b|for\b|on\b|there\b|part\b|my\b|me\b|you\b|him\b|her\b)[a-z]+)\b",
    ),
    pattern(Predicate.NAME, r"\b(?:my name(?: is|'s)|calls? me|i go by|i'm called) (?P<object>(?-i:[A-Z][\w'-]+))"),
    pattern(
        Predicate.PRONOUNS,
        r"\b(?:my pronouns are|i use|please use|i go by) (?P<object>(?:they|she|he|ze|xe)(?:/| and )(?:them|her|him|"
        r"zir|xem))",
    ),
    pattern(
        Predicate.AGE,
        rf"{IS} (?P<object>[1-9]\d|{TEENS}|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:-(?:one|two|three|four|five|"
        rf"six|"
        r"seven|eight|nine))?)(?: years old)?(?=\s*(?:[.,;!?]|$|and\b|now\b))",
    ),
    pattern(Predicate.AGE, rf"\bi(?:'ve)? (?:just )?turned (?P<object>[1-9]\d|{EN_NUMBER})\b", state=False),
    pattern(
        Predicate.PREFERENCE,
        r"\bi(?:'d)? (?:would )?(?:much |really )?(?:prefer(?: to(?! be\b))?|rather(?: have)?|like it (?:better|"
        r"more) when) "
        rf"(?P<object>(?!not\b|it\b|talk about|discuss|leave it|you\b)[^.,;!?]{{3,50}}?){END}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{S} (?:live|lives|living|(?P<past>lived)|stay(?:ing)?|moved (?:back )?in|shar(?:e|es|ing) a (?:flat|"
        r"house|place|room))(?: (?:back )?at home| back home| (?:in|at) an? [a-z -]{3,20}?)? "
        rf"with (?P<object>{PEOPLE})(?: (?:over |up |down )?in {PLACE})?{END_OF_PEOPLE}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{S} (?:live|lives|living|(?P<past>lived)|{SHARES}) in {PLACE} with (?P<object>{PEOPLE}){END_OF_PEOPLE}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{S} (?:live|lives|living|(?P<past>lived)) (?:alone|on my own|by myself|on (?:his|her|their) own)\b",
        object="alone",
    ),
    pattern(
        Predicate.LIVES_IN,
        rf"{S} (?:live|lives|living|based|(?P<past>lived)|{SHARES}) (?:with {NOUN} )?(?:over |up |down )?in "
        rf"(?P<object>{PLACE})",
    ),
    pattern(
        Predicate.MOVED_TO,
        rf"{S} (?:moved|relocated) (?:back |over |up |down )?(?:from {PLACE} )?to (?P<object>{PLACE}|(?:a|an|the|my) "
        rf"[a-z ]{{3,30}}?)"
        rf"{END}",
        state=False,
    ),
    pattern(
        Predicate.MOVED_TO,
        rf"{S} (?:moved|relocated) (?:back |over |up |down )?(?:from {PLACE} )?to (?P<object>{PLACE})",
        state=False,
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"{IS} (?P<object>single|married|divorced|engaged|separated|widowed)\b(?! (?:out|from (?:reality|it)|in "
        r"(?:the|this)))",
    ),
    pattern(Predicate.RELATIONSHIP_STATUS, r"\bi(?:'ve| have) (?P<no>never) been (?P<object>married)\b"),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\b(?:i|we)(?:'ve| have) been (?:happily )?(?P<object>married|single|divorced|separated|engaged|"
        r"widowed)\b(?! (?:to (?:my|"
        r"this) (?:job|work)|in|from (?:reality|it)|before|twice|once))",
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"\b{ONE} (?:have |has )?(?:just )?(?:split up|broke up|broken up|separated)\b",
        object="separated",
        state=False,
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\b(?:i|we)(?:'ve| have) been (?:seeing|dating) (?:someone|somebody|each other|a (?:guy|girl|man|woman)|my "
        r"\w+)\b|"
        r"\bwe(?:'ve| have) been together\b|\bi(?:'ve| have) met someone\b",
        object="in a relationship",
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"\b(?:i(?:'m| am) [\w-]+,|my {PERSON} and i are(?: now| still| currently)?) (?P<object>single|married|"
        rf"divorced|separated|widowed|"
        r"engaged)\b",
    ),
    pattern(Predicate.RELATIONSHIP_STATUS, rf"{WAS} (?P<object>single|married|engaged)\b"),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"{S} (?:got|gotten) (?P<object>married|divorced|engaged)\b",
        state=False,
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        r"\b(?:my (?:husband|wife|boyfriend|girlfriend|partner) and i|we|i)(?:'ve| have)?(?: just| finally| recently)? "
        r"(?:broke up|broken up|split up|separated)\b|\bmy (?:husband|wife|boyfriend|girlfriend|partner) (?:has )?"
        r"(?:just )?(?:left me|broke up with me|dumped me)\b",
        object="separated",
        state=False,
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"\bi(?:'m| am|'ve| have)?{ADV}(?P<no> not| don't| no longer)?{ADV} (?:have a (?:new )?(?:boyfriend|"
        r"girlfriend|partner)|"
        r"(?:dating|seeing) (?:someone|a (?:guy|girl|man|woman))|in a relationship|got a (?:new )?(?:boyfriend|"
        r"girlfriend))\b",
        object="in a relationship",
    ),
    pattern(
        Predicate.JOB,
        rf"{S} (?:work|works|working|(?P<past>worked)|got a (?:new )?job|started(?: working)?|employed)(?: nights| "
        rf"part[- ]time| "
        rf"full[- ]time)? as (?P<object>(?:an? )?{NOUN})(?:{END}|(?= (?:at|in|for|with|on|near)\b))",
    ),
    pattern(
        Predicate.JOB,
        rf"{S} (?:work|works|working|(?P<past>worked))(?: from home| remotely| part[- ]time| full[- ]time| nights| "
        r"days| weekends| shifts)? (?:at|in|for) (?P<object>(?!home\b|it\b|the moment|least|present|all\b|peace|me\b|"
        r"two|three|four|five|six|seven|eight|nine|ten|\d|"
        r"hours|long|months|weeks|years|myself|the (?:evening|morning|night|garden|end|past|weekend)|nothing|shifts|"
        rf"my room)[^.,;!?]{{2,40}}?){END}",
    ),
    pattern(Predicate.JOB, rf"{IS} an? (?P<object>(?:(?!bit\b|lot\b)\w+ ){{0,2}}?{JOB})\b(?! of\b)"),
    pattern(Predicate.JOB, rf"{WAS} an? (?P<object>(?:(?!bit\b|lot\b)\w+ ){{0,2}}?{JOB})\b(?! of\b)"),
    pattern(
        Predicate.JOB,
        rf"{S} (?:run|runs|own|owns|running|co-own|(?P<past>ran|owned)|have|has|opened|set up) (?:my own|our own|an?|"
        rf"the|our) "
        rf"(?P<object>(?:\w+ ){{0,2}}?{BUSINESS})\b(?! (?:meeting|trip|idea|card|plan|course))",
    ),
    pattern(Predicate.JOB, rf"{IS} (?P<object>self-employed|freelance|freelancing|retired)\b"),
    pattern(
        Predicate.JOB,
        rf"{S} (?P<object>drives? (?:an? |the )?(?:taxi|cab|bus|lorry|truck|van|tram|train|ambulance)s?)\b",
    ),
    pattern(
        Predicate.JOB,
        rf"{S} (?:unemployed|out of (?:work|a job)|between jobs|jobless)\b|\bi (?:don't have|have no|haven't (?:got|"
        rf"had)) (?:a )?"
        r"job\b|\bi(?:'m not| am not|'m no longer| haven't been|'ve not been) working\b(?! (?:on|with|late|hard|out|"
        r"tomorrow|today|for|"
        r"as|nights|there|here|from|this))|\bi don't work\b(?=[.,;!]| (?:at the moment|any ?more|right now|now|and|"
        r"because|since)|$)",
        object="unemployed",
    ),
    pattern(
        Predicate.JOB_CHANGE,
        rf"{S} (?P<object>(?:quit|lost|left|started|got|changed|found|resigned from|was offered) "
        r"(?:my|a|the|another|his|her) (?:new |old )?job|(?:got |was )?(?:fired|sacked|let go|dismissed|suspended|"
        r"laid off|promoted|demoted|made "
        r"redundant)(?! (?:me|him|her|them|us|my|the|an?)\b)|handed in (?:my|his|her) notice|resigned|(?<!'m )(?<!am "
        r")retired)\b",
        state=False,
    ),
    pattern(
        Predicate.JOB_CHANGE,
        r"\b(?:they|he|she|we|work|my (?:boss|manager|company|employer|firm)|the \w+) (?:has |have |just |recently "
        r")?(?P<object>(?:fired|sacked|"
        r"dismissed|promoted|demoted|suspended) me|laid me off|let me go(?= |[.,;!]|$)(?! (?:home|out|to|early))|"
        r"made me redundant)\b",
        state=False,
    ),
    pattern(
        Predicate.STUDIES,
        rf"{S} (?:study|studies|studying|(?P<past>studied)|reading for|majoring in|(?:in )?(?:my )?(?:first|second|"
        rf"third|final|last) year of|doing (?:a|my) (?:degree|master's|phd|course)"
        r" in) "
        rf"(?P<object>(?!for (?:two|three|\d|an?|hours)|hard|a lot|all|at night|late)[^.,;!?]{{2,40}}?){END}",
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{S} (?:take|takes|taking|on) (?:{DRUG}, )*{DRUG},? and (?P<object>{DRUG})\b",
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{S} (?:switched|changed|moved)(?: over)? from {DRUG} to (?P<object>{DRUG})\b",
        state=False,
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{S} (?:{AGAIN_TAKEN}|take|takes|taking|on|(?:started|begun|began)(?: taking| on)?|put on|prescribed|"
        rf"(?P<past>took)) (?:the |my |some )?{DOSE}(?P<object>{DRUG})\b(?: again\b)?",
    ),
    pattern(Predicate.MEDICATION, rf"{S} picked (?:the |my )?(?P<object>{DRUG}) (?:back )?up\b", state=False),
    pattern(
        Predicate.MEDICATION,
        r"\b(?:gp|doctor|psychiatrist|nurse|they|he|she) (?:has |have )?(?:just )?(?:prescribed me|put me (?:back )?on|"
        r"gave me|(?:re)?started me (?:back )?on|(?:switched|moved|changed) me (?:over |on)?to) "
        rf"(?:the |some )?(?P<object>{DRUG})\b",
        state=False,
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{S} (?:stopped|came off|come off|quit|given up|gave up|off)(?: taking)? (?:the |my )?(?P<object>{DRUG})\b",
        negated=True,
        state=False,
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{S} (?P<object>(?:increased|doubled|halved|missed|skipped|forgot|forgotten|switched to)(?: to take| "
        rf"taking| the| my)* {DRUG})\b",
        state=False,
    ),
    pattern(
        Predicate.SLEEP,
        rf"{S} (?:sleep|sleeps|slept|sleeping|get|getting|got)(?: (?:only|about|maybe|around|roughly|like|just|"
        r"barely|less than))* "
        rf"(?P<object>{NUMBER}(?: (?:or|to) (?:\d|\w+))?(?: and a half)? hours?)(?=(?:'? sleep| of sleep| a night| "
        rf"per night|"
        r" last night| each night| "
        rf"every night)|\s*(?:[.,;!?]|$|and\b|but\b|now\b|these\b|at\b|if\b|because\b))",
    ),
    pattern(
        Predicate.SLEEP,
        rf"{S}(?: having| have| get| getting| got| keep| suffer from| with)*(?: a lot of| bad| terrible| constant)? "
        r"(?P<object>"
        r"(?:can't|cannot|can barely|can hardly|couldn't) (?:fall |stay |get (?:to|back to) )?(?:sleep|asleep)|"
        r"(?:barely|hardly) "
        r"(?:sleep|slept)|(?:lie|lying|lay) awake|(?:don't|didn't|haven't|not) (?:sleep|slept|sleeping) (?:well|"
        r"properly|much|at all)|trouble (?:sleeping|falling "
        r"asleep|staying asleep)|insomnia|nightmares|wak(?:e|ing) up (?:at (?:\d{1,2}|\w+)|every hour|early|in the "
        r"middle of the night)|(?:sleep|slept|sleeping) (?:badly|poorly|terribly|too much|all day|well|fine|better|"
        r"through the night))\b",
    ),
    pattern(
        Predicate.ALCOHOL,
        rf"{S} (?P<object>(?:drink|drinks|drank|drinking|had(?! a lot))\b[^.,;!?]{{0,30}}?\b(?:wine|beers?|alcohol|"
        r"whisk(?:e)?y|vodka|drinks|"
        r"bottles?(?! of)|pints?|cans?|gin|rum|cider|spirits|every (?:day|night|evening)|a lot|too much)(?: (?:every|"
        r"each|most|at) (?:days?|nights?|evenings?|weekends?))?)\b",
    ),
    pattern(
        Predicate.ALCOHOL,
        rf"{S} (?P<object>ha(?:ve|s) (?:an? |two |three |four |\d |a couple of |a few )?(?:\w+ )?(?:glass|bottle|"
        rf"pint|can|shot)(?:e?s)? "
        r"of (?:wine|beer|whisk(?:e)?y|vodka|gin|rum|cider|lager)(?: (?:every|each|most) (?:day|night|evening)s?)?)\b",
    ),
    pattern(
        Predicate.ALCOHOL,
        rf"{S} (?:started|gone back to|back to|begun) (?P<object>drinking(?: again)?)(?=[.,;!]| and\b|$)",
    ),
    pattern(
        Predicate.ALCOHOL,
        r"\bi(?:'ve| have)? (?:just |finally )?(?:quit|stopped|gave up|given up) (?:drinking|alcohol)\b|\bi (?:don't|"
        r"no longer|never) drink\b|"
        r"\bi(?:'ve| have) (?:not|never) (?:touched|had) (?:alcohol|a drink)\b|\bi haven't (?:touched alcohol|had a "
        r"drink)\b"
        r"(?! (?:coffee|tea|water|milk))|\bi(?:'m| am|'ve been| have been|'ve stayed) (?:sober|teetotal)\b",
        object="drinks alcohol",
        negated=True,
        state=False,
    ),
    pattern(
        Predicate.LOSS,
        rf"\b(?:my|our) {WHICH}(?P<object>{CLOSE})(?:,? (?-i:[A-Z])[a-z]+,?)?(?:'s dead\b| (?:has |have |had "
        rf")?(?:just |suddenly |"
        rf"recently |sadly |both )?(?:died|passed away|passed|(?:was|were) killed|killed (?:him|her)self|took (?:his|"
        rf"her) own life|"
        rf"was put (?:down|to sleep)|(?:had to|got) be put down|(?:is|are) dead)\b)",
        confidence=0.9,
        state=False,
    ),
    pattern(
        Predicate.LOSS,
        rf"\b(?:i|we)(?:'ve| have)?(?: just| recently)? lost (?:my |our )(?P<object>{CLOSE})\b(?!'s)",
        confidence=0.7,
        state=False,
    ),
    pattern(
        Predicate.PET,
        r"\b(?:my (?!\w+'s)|(?:i|we)(?:'ve| have)?(?: just)?(?P<no> don't| never| no longer)?(?: still| just)? "
        r"(?:have|got|adopted|"
        r"(?P<past>had|used to have))"
        r"(?: an?| two| three| the)? )(?:\w+ )?(?P<object>(?:dogs?|cats?|rabbits?|hamsters?|parrots?|pupp(?:y|ies)|"
        r"kittens?|horses?)(?:,? (?:called|named) (?-i:[A-Z])\w+)?)\b(?! (?:just |has |suddenly )?(?:died|passed|was "
        r"put|was killed|ran away))(?!')",
    ),
    pattern(
        Predicate.GOAL,
        r"\b(?:i (?:really |just |still )?(?:(?P<no>no longer )want|want|would(?: really)? like|hope|plan|intend|am "
        r"trying|am determined)|"
        r"i'd (?:really )?(?:like|love)|i'm (?:hoping|trying|determined)|my (?:main |biggest )?goal (?:is|would be)|"
        r"what i "
        r"want is) to "
        rf"(?P<object>(?!{TALK})[^.,;!?]{{3,60}}?)(?=\s*(?:[.,;!?]|$|\b(?:but|because|so|since|which|who|until|"
        r"though)\b))(?<! next)(?<! sometime)(?<! it)",
        confidence=0.7,
    ),
    pattern(
        Predicate.FEAR,
        rf"{IS} (?:so |very )?(?:afraid|scared|terrified|frightened) (?:of |that |about |to |(?=(?:i'll|i will|i "
        rf"might|he'll|she'll|they'll)\b))(?P<object>(?:i'll |i will |i might )?[^.,;!?]{{3,60}}?){END}",
    ),
    pattern(
        Predicate.FEAR,
        r"\b(?:i (?:constantly |always |really )?(?:fear|worry about|worry that|dread)|i'm (?:so |really |always |"
        r"constantly )?worried (?:about|"
        r"that)|my (?:biggest|greatest|worst) fear is(?: of)?|what scares me (?:most )?is) "
        rf"(?P<object>[^.,;!?]{{3,60}}?){END}",
    ),
    pattern(
        Predicate.ILLNESS,
        rf"{S} (?:diagnosed with|suffer from|suffers from|suffering from|have been diagnosed with) (?P<object>(?!a "
        rf"lot|this|it\b)[^.,;!?]{{3,40}}?){END}",
        state=False,
    ),
    pattern(
        Predicate.ILLNESS,
        r"\b(?:gp|doctor|psychiatrist|they|specialist) (?:has |have )?(?:just )?diagnosed me with "
        rf"(?P<object>[^.,;!?]{{3,40}}?){END}",
        state=False,
    ),
    pattern(
        Predicate.ILLNESS,
        r"\bi(?:'ve (?:always )?(?:got|had)| have(?: always)?(?: had)?| also have|(?P<no> don't have)) (?:an? "
        r")?(?P<object>(?:(?:mild|severe|type \w|chronic) )"
        rf"?{SICK})\b",
    ),
    pattern(
        Predicate.ILLNESS,
        rf"\b{ONE}(?:(?P<no> doesn't have)| has(?: got| had)?|'s got) "
        rf"(?P<object>(?:(?:mild|severe|type \w|breast|lung|skin) )?{SICK})\b",
    ),
    pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am) (?:convinced|certain|sure|positive) (?:that )?(?P<object>(?=i\b|i'|my \w+ (?:hates?|thinks?)|"
        r"(?:they|he|she)\b(?!'ll)|"
        r"people\b|everyone\b|everybody\b|no one\b|nobody\b)[^.;!?]{4,80}?)(?=[.;!?]|$)",
    ),
    pattern(
        Predicate.BELIEF,
        r"\b(?P<object>(?:everyone|everybody|people|they all|no one|nobody) (?:just |all |always |must )?thinks? "
        r"(?:that )?i'm (?:an? |so |"
        r"just )?\w+)\b",
    ),
    pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am| feel like i'm| feel like| feel(?: that i'm)?| think i'm| think i am)(?: (?P<no>not))?(?: "
        r"(?:just|so|such|completely|totally|"
        r"basically|really))* (?P<object>(?:a |an )?(?:complete |total |huge |terrible |bad )?(?:worthless|failure|"
        r"useless|unlovable|stupid|burden|lazy|ugly|hopeless|inadequate|incompetent|boring|fraud|impostor|waste of "
        r"space|"
        r"disappointment|"
        r"broken|weak|idiot|loser|defective|(?:bad|terrible|awful|horrible|rubbish|lousy) (?:mother|father|mum|dad|"
        r"friend|person|daughter|son|wife|husband|parent)|good "
        r"enough|disgusting|pathetic))\b",
    ),
    pattern(
        Predicate.BELIEF,
        r"\b(?P<object>(?:everyone|everybody|people|they|no one|nobody|my (?!\w+'s)\w+) (?:all )?(?:hates?|thinks? "
        r"i'm|laughs? at|is laughing at|"
        r"are laughing at|looks? down on|is watching|are watching|is following|are following|is spying on|are spying "
        r"on|loves|likes|cares about) me)\b",
    ),
    pattern(
        Predicate.BELIEF,
        r"\b(?P<object>i (?:always |just |only )?(?:ruin|spoil|destroy|mess up|screw up|fail at) everything|i "
        r"(?:can't|never) do anything "
        r"right|i don't deserve (?:to be \w+|love|\w+ness|any of it|him|her|it)|i'll never be (?:good enough|loved|"
        r"happy|normal)|"
        r"it's all my fault|everything is my fault)\b",
    ),
    pattern(
        Predicate.HELPS,
        rf"(?:^|[,;:] |\b(?:but|and|because|that|so|think|find|found|only) )(?P<object>{GERUND}|{REMEDY}) "
        r"(?:(?:really|also|always|usually|"
        r"sometimes|actually|still|already|did|does|has|have) )*(?:(?P<no>doesn't |don't |didn't |never |does not |"
        r"do not |did not |"
        r"hasn't |haven't )(?:really |ever |even )?(?:help|helped)|helps?|helped|calms? me|calmed me|soothes? me|"
        r"makes? me feel (?:better|calmer)|settles? me|relaxes me)\b(?! (?:you|him|her|them|out|us|my|the|me (?!a |"
        r"with |to (?:sleep|relax|"
        r"calm|cope|focus|forget|switch off|unwind|breathe)|sleep|relax|"
        r"switch off|unwind|breathe|calm|cope|feel|get through)))",
    ),
    pattern(
        Predicate.HELPS,
        rf"\bi (?:really |always )?(?:find|found) (?:that )?(?P<object>{GERUND}|{REMEDY}) (?:is |are |really |very |"
        rf"so |quite )*"
        r"(?:calming|soothing|relaxing|helpful|comforting|therapeutic)\b",
    ),
    pattern(
        Predicate.HELPS,
        rf"\bi (?:always |usually |do )?feel (?:a bit |much |a lot |so much )?(?:better|calmer|more relaxed|lighter) "
        rf"(?:after|when i(?:'m| am)) (?P<object>"
        rf"{GERUND}|{REMEDY})\b",
    ),
    pattern(
        Predicate.HELPS,
        r"\b(?:what (?:really |always |usually )?helps(?: me)?(?: most)? is|it (?:really |always )?helps(?: me)? "
        r"(?:to|when i)) "
        rf"(?P<object>[^.,;!?]{{3,50}}?){END}",
    ),
    pattern(
        Predicate.TRIGGER,
        rf"\b(?:whenever|every time|each time|when) (?P<object>(?!i was|i were)[^.,;!?]{{3,60}}?),? i (?:just |"
        rf"always |immediately )?{FEEL}\b",
    ),
    pattern(
        Predicate.TRIGGER,
        r"(?:^|[,;] |\b(?:but|and|because) )(?P<object>(?!it\b|that\b|this\b|which\b|he\b|she\b|they\b|you\b|"
        r"nothing\b)[a-z][a-z' -]{3,50}?) (?:always |"
        r"really |still |often |usually )?(?:triggers? (?:me|it|my)|sets? me off|freaks? me out|makes? me (?:feel "
        r")?(?:so |really |very )?(?:angry|furious|cry|shake|upset|scared|sick|panicky|panic|anxious|freeze|nervous|"
        r"spiral|tense)"
        r")\b",
    ),
    pattern(
        Predicate.TRIGGER,
        rf"\b(?:i (?:just |always |usually |immediately |often )?{FEEL}(?: up| down)?|my (?:heart|chest|stomach) "
        rf"(?:races|pounds|tightens|"
        r"sinks|drops)) (?:whenever|every time|each time|any ?time|when) (?:there(?:'s| is| are) )?(?P<object>(?!i "
        r"was|i were|i think about|"
        rf"i'm here)[^.,;!?]{{3,60}}?){END}",
    ),
    pattern(
        Predicate.FAMILY,
        r"\b(?:i|we)(?:'ve| have)?(?P<no> don't| never| haven't)? (?:have|got)(?: any)? (?P<object>(?:an? |one |two |"
        r"three |four |five |no )"
        r"?(?:(?:older|younger|little|big|twin|baby|teenage|grown-up|small|young|\w+-year-old|half|step)[- ])*"
        r"(?:(?:step|grand|half-)?(?:brother|sister|son|daughter|brothers|sisters|sons|daughters|kids|children)|"
        r"siblings|twins|"
        r"boys?|girls?|niece|nephew)(?: and (?:an? |one |two |three )(?:\w+ )?(?:brother|sister|son|daughter|boy|"
        r"girl)s?)?)\b",
    ),
    pattern(
        Predicate.FAMILY,
        rf"\b{ONE} (?P<object>(?:has |have )?(?:just )?(?:had an? (?:stroke|heart attack|miscarriage|baby|fall|"
        rf"breakdown|accident|"
        r"operation|car accident|car crash)|left us|got pregnant|gave birth))\b",
        state=False,
    ),
    pattern(
        Predicate.FAMILY,
        rf"\b{ONE}(?: (?=is|was|drinks|are))?(?P<object>(?:is|'s|was|are) (?:very |seriously |really |terminally "
        rf")?(?:ill|sick|in (?:the )?"
        r"hospital|pregnant|dying|an alcoholic|depressed|in prison|in care|disabled|violent|unwell)|(?:is "
        r")?(?:drinks|drinking) (?:too much|"
        r"a lot|again|heavily)|drinks)\b",
    ),
)
