"""How each predicate is said in English."""

from memory.state.predicates import Predicate
from strategies.course.extract_patterns import Pattern, pattern

KIN = (
    r"(?:mother-in-law|father-in-law|sister-in-law|brother-in-law|grandmother|grandma|gran|nan|grandfather|grandpa|"
    r"grandad|grandparents|"
    r"stepfather|stepmother|stepdad|stepmom|mother|mom|mum|father|dad|brother|sister|son|daughter|husband|wife|partner|"
    r"boyfriend|girlfriend|fianc[ée]e?|aunt|uncle|cousin|parents|twin|niece|nephew|kids|children|ex)"
)
CLOSE = rf"(?:{KIN}|(?:best |old |closest )?friend|dog|cat|roommate|flatmate|teacher|colleague|boss|neighbour|neighbor)"
PERSON = rf"(?:{KIN}|(?:best |old |closest )?friend|roommate|flatmate|neighbour|neighbor|boss|colleague)"
DRUG = (
    r"(?:sertraline|zoloft|fluoxetine|prozac|escitalopram|lexapro|cipralex|citalopram|celexa|paroxetine|paxil|"
    r"venlafaxine|effexor|duloxetine|cymbalta|mirtazapine|bupropion|wellbutrin|trazodone|amitriptyline|quetiapine|"
    r"seroquel|olanzapine|aripiprazole|abilify|risperidone|lithium|lamotrigine|valproate|lorazepam|ativan|diazepam|"
    r"valium|alprazolam|xanax|clonazepam|zopiclone|zolpidem|ambien|melatonin|propranolol|methylphenidate|ritalin|"
    r"adderall|buspirone|pregabalin|gabapentin|naltrexone|metformin|insulin|antidepressants|sleeping pills)"
)
_END = (
    r"(?=\s*(?:[.,;!?\"”]|$|\b(?:and|but|because|so|since|which|who|when|whenever|until|after|before|where|though|"
    r"although|while|if|unless|as)\b))"
)
_ADV = (
    r"(?: (?:still|now|currently|just|recently|also|always|really|actually|finally|even|already|mostly|usually|only|"
    r"newly|suddenly|never))*"
)
_NO = (
    r"(?: (?P<no>don't|do not|doesn't|does not|didn't|did not|no longer|never|haven't|have not|hasn't|has not|not|"
    r"am not|isn't|is not|aren't))?"
)
_S = (
    rf"\b(?:(?:my (?P<subject>{PERSON})(?:,? (?-i:[A-Z])[a-z]+)?,?|i|we|(?:my {PERSON} and i))(?:'m|'s|'ve|'re| am| "
    r"is| are| have|"
    rf" has| had| was| were| been| used to)*{_ADV}{_NO}{_ADV}(?: been)?)"
)
"""The client, or somebody close to them, with what stands between them and the verb."""
_WAS = rf"\b(?:my (?P<subject>{PERSON})|i|we) (?P<past>was|were|had been|used to be)(?P<no> never| not)?"
_IS = (
    rf"\b(?:my (?P<subject>{PERSON})(?: is|'s| are)|i(?:'m| am)|we(?:'re| are))(?: (?P<no>not|no longer|never))?{_ADV}"
)
_NOUN = r"[a-z][a-z' -]{1,38}?"
_PLACE = r"(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
_JOB = (
    r"(?:nurse|teacher|engineer|doctor|student|lawyer|accountant|designer|driver|cook|chef|waiter|waitress|cleaner|"
    r"manager|developer|programmer|writer|artist|musician|mechanic|carpenter|electrician|plumber|librarian|paramedic|"
    r"pharmacist|cashier|secretary|architect|scientist|researcher|journalist|farmer|baker|barista|receptionist|"
    r"social worker|midwife|translator|gardener|postman|hairdresser|carer|care worker|bus driver|firefighter|"
    r"police officer|soldier|builder|painter|photographer|consultant|analyst|clerk|tutor|lecturer|dentist|vet)"
)
_SICK = (
    r"(?:diabetes|asthma|epilepsy|migraines?|cancer|arthritis|hypertension|fibromyalgia|ibs|adhd|ocd|ptsd|"
    r"bipolar(?: disorder)?|anorexia|bulimia|endometriosis|psoriasis|chronic pain|dementia|parkinson's|alzheimer's|"
    r"coeliac disease|anaemia|tinnitus|depression|lupus|eczema|crohn's(?: disease)?|heart disease|high blood pressure)"
)
_NUMBER = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TALK = (
    r"(?:talk|speak|say|tell|ask|know|hear|see you|think about|go (?:next|now|home|on|back|first|there|to bed)|come|"
    r"be honest|"
    r"continue|skip|leave it|show|thank|mention|add|start (?:with|by|today|now|there)|begin|discuss|do (?:that|this|"
    r"it)|"
    r"stay on|hug|cry|scream|laugh|believe|punch|throw|know|go\b(?! (?:to|for|back to|vegan)))"
)
_GERUND = (
    r"(?:(?!(?:no|any|every|some)thing\b|being here\b|thing\b)[a-z]+ing(?: (?!would|could|might|will|said|says|that|"
    r"i\b|you\b|he\b|she\b|they\b|we\b)[a-z']+){0,5}?)"
)
_REMEDY = (
    r"(?:(?:the |my |a |some )?(?:[a-z]+ )?(?:exercises?|techniques?|breathing|pills|medication|music|walks?|diary|"
    r"journal|"
    r"routine|therapy|yoga|meditation|prayer|running|exercise|reading|tea|baths?|showers?|group|app|blanket|garden|"
    r"swim|swims|list|worksheet|worksheets|podcasts?|sun|sunlight|sport|sertraline|melatonin))"
)
_FEEL = (
    r"(?:panic|freeze|shut down|cry|get (?:so |really |very )?(?:anxious|angry|sad|scared|upset|nervous|tense|dizzy)|"
    r"start (?:to |shaking|crying|sweating)|feel|spiral|drink|binge|can't (?:breathe|think|move|sleep|eat)|"
    r"lose it|go numb|shake|tense up|snap)"
)


ENGLISH: tuple[Pattern, ...] = (
    pattern(Predicate.JOB, rf"{_S} (?P<object>teach (?!my\b|me\b|you\b|him\b|her\b)[a-z]+)\b"),
    pattern(Predicate.NAME, r"\b(?:my name is|calls? me|i go by|i'm called) (?P<object>(?-i:[A-Z][\w'-]+))"),
    pattern(
        Predicate.PRONOUNS,
        r"\b(?:my pronouns are|i use|please use|i go by) (?P<object>(?:they|she|he|ze|xe)(?:/| and )(?:them|her|him|"
        r"zir|xem))",
    ),
    pattern(
        Predicate.AGE,
        rf"{_IS} (?P<object>[1-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:-(?:one|two|three|four|five|six|"
        r"seven|eight|nine))?)(?: years old)?(?=\s*(?:[.,;!?]|$|and\b|now\b))",
    ),
    pattern(Predicate.AGE, r"\bi(?:'ve)? (?:just )?turned (?P<object>[1-9]\d)\b", state=False),
    pattern(
        Predicate.PREFERENCE,
        r"\bi(?:'d)? (?:would )?(?:much |really )?(?:prefer|rather have|like it (?:better|more) when) "
        rf"(?P<object>[^.,;!?]{{3,50}}?){_END}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{_S} (?:live|lives|living|(?P<past>lived)|stay(?:ing)?|moved (?:back )?in|sharing a flat|share a (?:flat|"
        r"house)) "
        rf"with (?P<object>(?!pain|fear|anxiety|depression|this|it\b|that\b|guilt|shame){_NOUN})(?: (?:over |up |"
        rf"down )?in {_PLACE})?{_END}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{_S} (?:live|lives|living|(?P<past>lived)) in {_PLACE} with (?P<object>(?!pain|fear){_NOUN}){_END}",
    ),
    pattern(
        Predicate.LIVES_WITH,
        rf"{_S} (?:live|lives|living|(?P<past>lived)) (?:alone|on my own|by myself|on (?:his|her|their) own)\b",
        object="alone",
    ),
    pattern(
        Predicate.LIVES_IN,
        rf"{_S} (?:live|lives|living|based|(?P<past>lived)) (?:with {_NOUN} )?(?:over |up |down )?in "
        rf"(?P<object>{_PLACE})",
    ),
    pattern(
        Predicate.MOVED_TO,
        rf"{_S} (?:moved|relocated) (?:back |over |up |down )?to (?P<object>{_PLACE}|(?:a|an|the|my) [a-z ]{{3,30}}?)"
        rf"{_END}",
        state=False,
    ),
    pattern(
        Predicate.MOVED_TO,
        rf"{_S} (?:moved|relocated) (?:back |over |up |down )?to (?P<object>{_PLACE})",
        state=False,
    ),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"{_IS} (?P<object>single|married|divorced|engaged|separated|widowed)\b(?! (?:out|from (?:reality|it)|in "
        r"(?:the|this)))",
    ),
    pattern(Predicate.RELATIONSHIP_STATUS, r"\bi(?:'ve| have) (?P<no>never) been (?P<object>married)\b"),
    pattern(Predicate.RELATIONSHIP_STATUS, rf"{_WAS} (?P<object>single|married|engaged)\b"),
    pattern(
        Predicate.RELATIONSHIP_STATUS,
        rf"{_S} (?:got|gotten|getting) (?P<object>married|divorced|engaged)\b",
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
        rf"\bi(?:'m| am|'ve| have)?{_ADV}(?P<no> not| don't| no longer)?{_ADV} (?:have a (?:new )?(?:boyfriend|"
        r"girlfriend|partner)|"
        r"(?:dating|seeing) (?:someone|a (?:guy|girl|man|woman))|in a relationship|got a (?:new )?(?:boyfriend|"
        r"girlfriend))\b",
        object="in a relationship",
    ),
    pattern(
        Predicate.JOB,
        rf"{_S} (?:work|works|working|(?P<past>worked)|got a (?:new )?job|started(?: working)?|employed) as "
        rf"(?P<object>(?:an? )?{_NOUN}){_END}",
    ),
    pattern(
        Predicate.JOB,
        rf"{_S} (?:work|works|working|(?P<past>worked))(?: from home| remotely| part[- ]time| full[- ]time)? (?:at|"
        r"in|for) (?P<object>(?!two|three|four|five|six|seven|eight|nine|ten|\d|"
        r"hours|long|months|weeks|years|myself|the (?:evening|morning|night|garden|end|past|weekend)|nothing|shifts|"
        rf"my room)[^.,;!?]{{2,40}}?){_END}",
    ),
    pattern(Predicate.JOB, rf"{_IS} an? (?P<object>(?:\w+ )?{_JOB})\b"),
    pattern(Predicate.JOB, rf"{_WAS} an? (?P<object>(?:\w+ )?{_JOB})\b"),
    pattern(
        Predicate.JOB,
        rf"{_IS} (?:unemployed|out of work|between jobs|jobless)\b|\bi (?:don't have|have no) (?:a )?job\b",
        object="unemployed",
    ),
    pattern(
        Predicate.JOB_CHANGE,
        rf"{_S} (?P<object>(?:quit|lost|left|started|got|changed|found|resigned from|was offered) "
        r"(?:my|a|the|another|his|her) (?:new |old )?job|(?:got |was )?(?:fired|laid off|promoted|demoted|made "
        r"redundant)|handed in (?:my|his|her) notice|resigned|retired)\b",
        state=False,
    ),
    pattern(
        Predicate.STUDIES,
        rf"{_S} (?:study|studies|studying|(?P<past>studied)|majoring in|doing (?:a|my) (?:degree|master's|phd|course)"
        r" in) "
        rf"(?P<object>(?!for (?:two|three|\d|an?|hours)|hard|a lot|all|at night|late)[^.,;!?]{{2,40}}?){_END}",
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{_S} (?:take|takes|taking|on|started(?: taking| on)?|put (?:back )?on|prescribed|back on|(?P<past>took)) "
        r"(?:the |my |some )?"
        rf"(?:\d+ ?mg (?:of )?)?(?P<object>{DRUG})\b",
    ),
    pattern(
        Predicate.MEDICATION,
        r"\b(?:gp|doctor|psychiatrist|they) (?:has |have )?(?:just )?(?:prescribed me|put me on|gave me|started me "
        rf"on) (?:the |some )?(?P<object>{DRUG})\b",
        state=False,
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{_S} (?:stopped|came off|come off|quit|given up|gave up|off)(?: taking)? (?:the |my )?(?P<object>{DRUG})\b",
        negated=True,
        state=False,
    ),
    pattern(
        Predicate.MEDICATION,
        rf"{_S} (?P<object>(?:increased|doubled|halved|missed|skipped|forgot|forgotten|switched to)(?: to take| "
        rf"taking| the| my)* {DRUG})\b",
        state=False,
    ),
    pattern(
        Predicate.SLEEP,
        rf"{_S} (?:sleep|sleeps|slept|sleeping|get|getting|got)(?: (?:only|about|maybe|around|roughly|like|just|"
        r"barely|less than))* "
        rf"(?P<object>{_NUMBER}(?: (?:or|to) (?:\d|\w+))?(?: and a half)? hours?)(?=(?: of sleep| a night| per night|"
        r" last night| each night| "
        rf"every night)|\s*(?:[.,;!?]|$|and\b|but\b|now\b|these\b|at\b|if\b|because\b))",
    ),
    pattern(
        Predicate.SLEEP,
        rf"{_S}(?: having| have| get| getting| got| keep| suffer from| with)*(?: a lot of| bad| terrible| constant)? "
        r"(?P<object>"
        r"(?:can't|cannot|can barely|can hardly|couldn't) (?:fall |stay )?(?:sleep|asleep)|trouble (?:sleeping|falling "
        r"asleep|staying asleep)|insomnia|nightmares|wak(?:e|ing) up (?:at (?:\d{1,2}|\w+)|every hour|early|in the "
        r"middle of the night)|sleep(?:ing)? (?:badly|too much|all day|well))\b",
    ),
    pattern(
        Predicate.ALCOHOL,
        rf"{_S} (?P<object>(?:drink|drinks|drank|drinking|had(?! a lot))\b[^.,;!?]{{0,30}}?\b(?:wine|beers?|alcohol|"
        r"whisk(?:e)?y|vodka|drinks|"
        r"bottles?(?! of)|every (?:day|night|evening)|a lot|too much)(?: (?:every|each) (?:day|night|evening))?)\b",
    ),
    pattern(
        Predicate.ALCOHOL,
        r"\bi(?:'ve| have)? (?:just |finally )?(?:quit|stopped|gave up|given up) (?:drinking|alcohol)\b|\bi (?:don't|"
        r"no longer|never) drink\b|"
        r"\bi(?:'ve| have) (?:not|never) (?:touched|had) (?:alcohol|a drink)\b|\bi haven't (?:touched alcohol|had a "
        r"drink)\b"
        r"(?! (?:coffee|tea|water|milk))|\bi'?m sober\b",
        object="drinks alcohol",
        negated=True,
        state=False,
    ),
    pattern(
        Predicate.PET,
        r"\b(?:my (?!\w+'s)|i(?:'ve| have)?(?P<no> don't| never| no longer)?(?: still| just)? (?:have|got|adopted|"
        r"(?P<past>had|used to have))"
        r"(?: an?| two| three| the)? )(?:\w+ )?(?P<object>(?:dogs?|cats?|rabbits?|hamsters?|parrots?|pupp(?:y|ies)|"
        r"kittens?|horses?)(?:,? (?:called|named) (?-i:[A-Z])\w+)?)\b(?! (?:just |has |suddenly )?(?:died|passed|was "
        r"put|was killed|ran away))(?!')",
    ),
    pattern(
        Predicate.GOAL,
        r"\b(?:i (?:really |just |still )?(?:(?P<no>no longer )want|want|would(?: really)? like|hope|plan|intend|am "
        r"trying|am determined)|"
        r"i'd (?:really )?like|i'm (?:hoping|trying|determined)|my (?:main |biggest )?goal (?:is|would be)|what i "
        r"want is) to "
        rf"(?P<object>(?!{_TALK})[^.,;!?]{{3,60}}?)(?=\s*(?:[.,;!?]|$|\b(?:but|because|so|since|which|who|until|"
        r"though)\b))(?<! next)(?<! sometime)(?<! it)",
        confidence=0.7,
    ),
    pattern(
        Predicate.FEAR,
        rf"{_IS} (?:so |very )?(?:afraid|scared|terrified|frightened) (?:of |that |about |to |(?=(?:i'll|i will|i "
        rf"might|he'll|she'll|they'll)\b))(?P<object>(?:i'll |i will |i might )?[^.,;!?]{{3,60}}?){_END}",
    ),
    pattern(
        Predicate.FEAR,
        r"\b(?:i (?:constantly |always |really )?(?:fear|worry about|worry that|dread)|i'm (?:so |really |always |"
        r"constantly )?worried (?:about|"
        r"that)|my (?:biggest|greatest|worst) fear is(?: of)?|what scares me (?:most )?is) "
        rf"(?P<object>[^.,;!?]{{3,60}}?){_END}",
    ),
    pattern(
        Predicate.ILLNESS,
        rf"{_S} (?:diagnosed with|suffer from|suffers from|suffering from|have been diagnosed with) (?P<object>(?!a "
        rf"lot|this|it\b)[^.,;!?]{{3,40}}?){_END}",
        state=False,
    ),
    pattern(
        Predicate.ILLNESS,
        r"\b(?:gp|doctor|psychiatrist|they|specialist) (?:has |have )?(?:just )?diagnosed me with "
        rf"(?P<object>[^.,;!?]{{3,40}}?){_END}",
        state=False,
    ),
    pattern(
        Predicate.ILLNESS,
        r"\bi(?:'ve got| have| also have|(?P<no> don't have)) (?P<object>(?:(?:mild|severe|type \w|chronic) )"
        rf"?{_SICK})\b",
    ),
    pattern(
        Predicate.ILLNESS,
        rf"\bmy (?P<subject>{PERSON}) (?:(?P<no>doesn't have)|has(?: got)?) "
        rf"(?P<object>(?:(?:mild|severe|type \w|breast|lung|skin) )?{_SICK})\b",
    ),
    pattern(
        Predicate.LOSS,
        rf"\b(?:my|our) (?P<object>{CLOSE})(?:,? (?-i:[A-Z])[a-z]+,?)? (?:has |have )?(?:just |suddenly |recently )"
        r"?(?:died|passed away|passed|"
        rf"was killed|killed (?:him|her)self|was put down)\b",
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
        Predicate.BELIEF,
        r"\bi(?:'m| am) (?:convinced|certain|sure|positive) (?:that )?(?P<object>(?=i\b|i'|my \w+ (?:hates?|thinks?)|"
        r"(?:they|he|she)\b(?!'ll)|"
        r"people\b|everyone\b|everybody\b|no one\b|nobody\b)[^.;!?]{4,80}?)(?=[.;!?]|$)",
    ),
    pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am| feel like i'm| feel like| feel(?: that i'm)?| think i'm| think i am)(?: (?P<no>not))?(?: "
        r"(?:just|so|such|completely|totally|"
        r"basically|really))* (?P<object>(?:a |an )?(?:complete |total |huge |terrible |bad )?(?:worthless|failure|"
        r"useless|unlovable|stupid|burden|"
        r"broken|weak|idiot|loser|defective|bad (?:mother|father|person|daughter|son|wife|husband|parent)|good "
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
        Predicate.HELPS,
        rf"(?:^|[,;:] |\b(?:but|and|because|that|so|think|find|found|only) )(?P<object>{_GERUND}|{_REMEDY}) "
        r"(?:(?:really|also|always|usually|"
        r"sometimes|actually|still|already|did|does|has|have) )*(?:(?P<no>doesn't |didn't |never |does not |did not )"
        r"help|helps|helped|calms me|calmed me|soothes me|"
        r"makes me feel better|settles me)\b(?! (?:you|him|her|them|out|us|my|the|me (?!a |with |to (?:sleep|relax|"
        r"calm|cope|focus|forget)|sleep|relax|"
        r"calm|cope|feel|get through)))",
    ),
    pattern(
        Predicate.HELPS,
        r"\b(?:what (?:really |always |usually )?helps(?: me)?(?: most)? is|it (?:really |always )?helps(?: me)? "
        r"(?:to|when i)) "
        rf"(?P<object>[^.,;!?]{{3,50}}?){_END}",
    ),
    pattern(
        Predicate.TRIGGER,
        rf"\b(?:whenever|every time|each time|when) (?P<object>(?!i was|i were)[^.,;!?]{{3,60}}?),? i (?:just |"
        rf"always |immediately )?{_FEEL}\b",
    ),
    pattern(
        Predicate.TRIGGER,
        r"(?:^|[,;] |\b(?:but|and|because) )(?P<object>(?!it\b|that\b|this\b|which\b|he\b|she\b|they\b|you\b|"
        r"nothing\b)[a-z][a-z' -]{3,50}?) (?:always |"
        r"really |still )?(?:triggers (?:me|it|my)|sets me off|makes me (?:panic|anxious|freeze|nervous|spiral|tense)"
        r")\b",
    ),
    pattern(
        Predicate.FAMILY,
        r"\bi(?:'ve| have)?(?P<no> don't| never)? (?:have|got) (?P<object>(?:an? |one |two |three |four |no )"
        r"?(?:older |younger |little |big |twin |half[- ])?"
        r"(?:brother|sister|son|daughter|brothers|sisters|sons|daughters|kids|children|siblings))\b",
    ),
    pattern(
        Predicate.FAMILY,
        rf"\bmy (?P<subject>{KIN})(?:,? (?-i:[A-Z])[a-z]+,?)? (?P<object>(?:is|'s|was) (?:very |seriously |really )"
        r"?(?:ill|sick|in (?:the )?hospital|pregnant|dying|"
        r"an alcoholic|depressed|in prison|in care|disabled|violent)|(?:has )?had a (?:stroke|heart attack|"
        r"miscarriage|baby|fall|breakdown)|"
        r"(?:is )?(?:drinks|drinking) (?:too much|a lot|again|heavily)|left us|got pregnant|drinks)\b",
    ),
)
