"""What English says facts of: people, drugs, callings, illnesses, and what may stand between a person and a verb."""

KIN = (
    r"(?:(?:mother|father|sister|brother|son|daughter)-in-law|in-laws|grandmother|grandma|granny|gran|nana|nan|"
    r"grandfather|"
    r"grandpa|grandad|granddad|grandparents|grandson|granddaughter|grandchildren|step(?:father|mother|dad|mum|mom|son|"
    r"daughter|brother|sister)|ex-(?:husband|wife|partner|boyfriend|girlfriend)|mother|mom|mum|father|dad|brother|"
    r"sister|son|"
    r"daughter|husband|wife|partner|boyfriend|girlfriend|fianc[ée]e?|aunt|auntie|uncle|cousin|parents|twin|niece|"
    r"nephew|kids|"
    r"children|ex)"
)
FRIENDS = (
    r"(?:best |old |oldest |closest )?(?:friend|mate)|roommate|flatmate|housemate|neighbou?r|boss|manager|colleague"
)
CLOSE = rf"(?:{KIN}|{FRIENDS}|dog|cat|rabbit|hamster|horse|parrot|puppy|kitten|teacher)"
PERSON = rf"(?:{KIN}|{FRIENDS})"
WHICH = (
    r"(?:(?:older|younger|elder|eldest|oldest|youngest|big|little|twin|middle|late|only|baby|new|half|first|"
    r"second)[ -])?"
)
"""Which of several it is: no part of the name of the relation."""
ONE = rf"my {WHICH}(?P<subject>{PERSON})(?:,? (?-i:[A-Z])[a-z]+)?,?"
DRUG = (
    r"(?:sertraline|zoloft|fluoxetine|prozac|escitalopram|lexapro|cipralex|citalopram|celexa|paroxetine|paxil|"
    r"venlafaxine|effexor|duloxetine|cymbalta|mirtazapine|bupropion|wellbutrin|trazodone|amitriptyline|quetiapine|"
    r"seroquel|olanzapine|aripiprazole|abilify|risperidone|lithium|lamotrigine|valproate|lorazepam|ativan|diazepam|"
    r"valium|alprazolam|xanax|clonazepam|zopiclone|zolpidem|ambien|melatonin|propranolol|methylphenidate|ritalin|"
    r"concerta|lisdexamfetamine|vortioxetine|clomipramine|imipramine|nortriptyline|hydroxyzine|promethazine|"
    r"levothyroxine|ramipril|omeprazole|statins|beta[- ]blockers|painkillers|sleeping tablets|"
    r"adderall|buspirone|pregabalin|gabapentin|naltrexone|metformin|insulin|antidepressants|sleeping pills)"
)
AGAIN_TAKEN = (
    r"(?:(?:(?:gone|went|come|came|got|put|started|been put) )?back (?:on(?:to)?|to(?: taking)?|taking)|"
    r"(?:restarted|resumed|re-?started)(?: taking| on)?)"
)
"""What says of a drug that it is taken after a time without it."""
DOSE = r"(?:(?:a )?(?:low |high |small )?(?:dose|\d+ ?(?:mg|milligrams?)) (?:of )?)?"
END = (
    r"(?=\s*(?:[.,;!?\"”]|$|\b(?:and|but|because|so|since|which|who|when|whenever|until|after|before|where|though|"
    r"although|while|if|unless|as)\b))"
)
ADV = (
    r"(?: (?:still|now|currently|just|recently|also|always|really|actually|finally|even|already|mostly|usually|only|"
    r"newly|suddenly|never))*"
)
NO = (
    r"(?: (?P<no>don't|do not|doesn't|does not|didn't|did not|no longer|never|haven't|have not|hasn't|has not|not|"
    r"am not|isn't|is not|aren't))?"
)
S = (
    rf"\b(?:(?:{ONE}|i|we|(?:my {PERSON} and i))(?:'m|'s|'ve|'re| am| "
    r"is| are| have|"
    rf" has| had| was| were| been| used to)*{ADV}{NO}{ADV}(?: been)?)"
)
"""The client, or somebody close to them, with what stands between them and the verb."""
WAS = rf"\b(?:{ONE}|i|we) (?P<past>was|were|had been|used to be)(?P<no> never| not)?"
IS = (
    rf"\b(?:{ONE}(?: is|'s| are|(?: has|'s) been)|i(?:'m| am|'ve been| have been)|we(?:'re| are|'ve been))(?: "
    rf"(?P<no>not|no longer|never))?{ADV}"
)
NOUN = r"[a-z][a-z' -]{1,38}?"
AND_KIN = rf"(?: and (?:my |our |the |his |her |their )?(?:\w+ )?{PERSON})?"
PEOPLE = (
    rf"(?!me\b|us\b|pain|fear|anxiety|depression|this|it\b|that\b|guilt|shame){NOUN}(?:, (?:(?:my|our) {WHICH}{PERSON}|"
    rf"(?-i:[A-Z])[a-z]+)(?=[,.;!?]|$| (?:who|so|but|because|now|again|in|at)\b))?{AND_KIN}"
)
"""Whom somebody lives with, with who that is: "my cousin, Marisol", "Marisol, my cousin"."""
END_OF_PEOPLE = rf"(?:{END}|(?= (?:near|at|above|by|on|in an?|in the|outside|close|round|over|just)\b))"
PLACE = r"(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
JOB = (
    r"(?:nurse|teacher|engineer|doctor|student|lawyer|accountant|designer|driver|cook|chef|waiter|waitress|cleaner|"
    r"manager|developer|programmer|writer|artist|musician|mechanic|carpenter|electrician|plumber|librarian|paramedic|"
    r"pharmacist|cashier|secretary|architect|scientist|researcher|journalist|farmer|baker|barista|receptionist|"
    r"social worker|midwife|translator|gardener|postman|hairdresser|carer|care worker|bus driver|firefighter|"
    r"police officer|soldier|courier|lorry driver|taxi driver|delivery driver|welder|tailor|butcher|florist|chemist|"
    r"physicist|"
    r"biologist|psychologist|therapist|physio(?:therapist)?|optometrist|optician|radiographer|surgeon|optician|pilot|"
    r"steward|bartender|barman|barmaid|bouncer|joiner|plasterer|roofer|bricklayer|labourer|technician|administrator|"
    r"assistant|supervisor|team leader|headteacher|professor|nanny|childminder|au pair|estate agent|civil servant|"
    r"barrister|"
    r"solicitor|paralegal|editor|actor|actress|singer|dancer|model|coach|personal trainer|instructor|sailor|fisherman|"
    r"(?:shop|factory|warehouse|office|support|youth|bank|council|postal|construction|charity|call[- ]cent(?:re|er)) "
    r"worker|"
    r"freelancer|volunteer|apprentice|trainee|intern|salesman|saleswoman|salesperson|builder|painter|photographer|"
    r"consultant|analyst|clerk|tutor|lecturer|dentist|vet)"
)
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
BUSINESS = (
    r"(?:bakery|shop|caf[eé]|coffee shop|restaurant|pub|bar|salon|business|company|firm|agency|studio|farm|garage|"
    r"hotel|"
    r"guest ?house|b&b|nursery|store|bookshop|takeaway|gallery|practice|clinic|market stall|food truck|start-?up|"
    r"barber's)"
)
SICK = (
    r"(?:schizophrenia|borderline personality disorder|social anxiety|an eating disorder|multiple sclerosis|long "
    r"covid|sciatica|"
    r"vertigo|diabetes|asthma|epilepsy|migraines?|cancer|arthritis|hypertension|fibromyalgia|ibs|adhd|ocd|ptsd|"
    r"bipolar(?: disorder)?|anorexia|bulimia|endometriosis|psoriasis|chronic pain|dementia|parkinson's|alzheimer's|"
    r"coeliac disease|anaemia|tinnitus|depression|lupus|eczema|crohn's(?: disease)?|heart disease|high blood pressure)"
)
NUMBER = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
TALK = (
    r"(?:talk|speak|say|tell|ask|know|hear|see you|think about|go (?:next|now|home|on|back(?! to)|first|there|to "
    r"bed)|come|"
    r"be honest|"
    r"continue|skip|leave it|show|thank|mention|add|start (?:with|by|today|now|there)|begin|discuss|do (?:that|this|"
    r"it)|"
    r"stay on|hug|cry|scream|laugh|believe|punch|throw|know|go\b(?! (?:to|for|back to|vegan)))"
)
GERUND = (
    r"(?:(?!(?:no|any|every|some)thing\b|being here\b|thing\b)[a-z]+ing(?: (?!would|could|might|will|said|says|that|"
    r"i\b|you\b|he\b|she\b|they\b|we\b)[a-z']+){0,5}?)"
)
REMEDY = (
    r"(?:(?:the |my |a |some )?(?:[a-z]+ )?(?:exercises?|techniques?|breathing|pills|medication|music|walks?|diary|"
    r"journal|"
    r"routine|therapy|yoga|meditation|prayer|running|exercise|reading|tea|baths?|showers?|group|app|blanket|garden|"
    r"swim|swims|tablets?|meds|counselling|fresh air|cold water|drawing|sleep|coffee|alcohol|list|worksheet|"
    r"worksheets|podcasts?|sun|sunlight|sport|sertraline|melatonin))"
)
FEEL = (
    r"(?:panic|freeze|shut down|cry|get (?:so |really |very )?(?:anxious|angry|sad|scared|upset|nervous|tense|dizzy)|"
    r"start (?:to |shaking|crying|sweating)|feel(?: \w+)?|spiral|drink|binge|can't (?:breathe|think|move|sleep|eat)|"
    r"lose it|go numb|shake|tense up|snap)"
)
SHARES = r"shar(?:e|es|ing) (?:a|the|an) (?:flat|house|place|room|apartment)"
