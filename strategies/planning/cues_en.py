"""English cues: for each kind of report what speaks for a change, what against, and what tells it under any name.

`says` speaks for a change under the kind's own name; `calms` against it; `tells` is plain enough to be heard when the
report came under another name. The last cue of a text decides (`strategies.planning.hearing`).
"""

from strategies.planning.plan_case import Event
from strategies.planning.report import Sign

_DRUG = (
    r"(?:sertraline|fluoxetine|escitalopram|citalopram|paroxetine|venlafaxine|duloxetine|mirtazapine|bupropion|"
    r"trazodone|"
    r"lithium|valproate|lamotrigine|quetiapine|olanzapine|aripiprazole|risperidone|lorazepam|diazepam|alprazolam|"
    r"clonazepam|zolpidem|zopiclone|pregabalin|propranolol|methylphenidate|antidepressants?|ssri|snri|"
    r"benzodiazepines?|"
    r"antipsychotics?|mood\s+stabili[sz]ers?|sleeping\s+(?:pills?|tablets?)|medications?|meds|medicines?|"
    r"tablets|pills|"
    r"prescription)"
)
_TASK = (
    r"(?:homework|tasks?|assignment|diar(?:y|ies)|records?|worksheets?|exercises?|logs?|exposures?|practice|practise|"
    r"activit(?:y|ies)|walks?|plan|sheets?|steps?|schedule|journal|it|them|any(?:thing)?|this|that|those)"
)
_KIN = (
    r"(?:mother|father|mum|mom|dad|brother|sister|husband|wife|partner|son|daughter|child|baby|grandmother|"
    r"grandfather|"
    r"grandma|grandpa|best\s+friend|friend|uncle|aunt|dog|cat|parents?|boyfriend|girlfriend|fianc[eé]e?)"
)

SAYS: dict[Event, str] = {
    Event.MISSED_HOMEWORK: (
        r"\b(?:did\s+not|didn'?t|has\s+not|hasn'?t|had\s+not|hadn'?t|have\s+not|haven'?t|could\s+not|couldn'?t|"
        r"never|not)\s+"
        r"(?:\w+\s+){0,3}?(?:do|done|did|complet\w+|fill\w*|start\w*|tr(?:y|ied)|touch\w*|manag\w*|keep|kept|"
        r"look\w*|attempt\w*|"
        r"practi[sc]\w*|finish\w*|get|got|begun|open\w*|use[d]?)\b|\bnone\s+of|nothing\s+(?:was\s+)?(?:done|"
        r"written|filled)|\bundone\b|"
        r"\bunfinished\b|left\s+(?:it\s+)?(?:blank|empty)|\bagain\b|in\s+a\s+row|\b(?:skipped|avoided|missed)\b|"
        r"blank|empty|incomplete|"
        r"no\s+entries|only\s+(?:half|part|one|two|a\s+few)"
    ),
    Event.SESSION_GAP: (
        r"\bno\s+(?:contact|word|reply|response|answer|notice)|without\s+(?:\w+\s+)?(?:contact|word|notice|"
        r"explanation)|unreachable|"
        r"could\s+not\s+be\s+reached|did(?:\s+not|n'?t)\s+(?:reply|answer|respond|call\s+back)|unplanned|"
        r"not\s+planned|unexpected(?:ly)?|"
        r"lost\s+(?:touch|contact)|repeatedly|cancell?ed\s+(?:twice|three|several|again)|slipped|relapsed?|"
        r"got\s+worse|drifted|"
        r"stopped\s+coming|disappeared|fell\s+away|no\s+sessions?\s+(?:since|for)"
    ),
    Event.CONTRADICTING_FACT: (
        r"\bcontradict\w*|inconsisten\w*|(?:do(?:es)?\s+not|doesn'?t|don'?t|did\s+not)\s+(?:fit|match|agree|tally)|"
        r"(?:but|while|whereas|yet|although)\b.{0,60}\b(?:now|today|this\s+week|intake|earlier|before|notes?|"
        r"file|recorded?|formulation)|"
        r"conflict\w*|different\s+(?:story|account|version)|discrepan\w*|(?:now|today)\s+(?:\w+\s+)?(?:says?|"
        r"said|states?|reports?|"
        r"mention\w*)|unclear\s+which|not\s+(?:been\s+)?(?:clarified|checked|verified)|unresolved|remains\s+open"
    ),
    Event.RUPTURE: (
        r"\bangry|upset\s+with|annoyed|irritat\w*|silent|withdr[ae]w\w*|closed\s+(?:up|off|down)|shut\s+down|"
        r"criticis\w*|criticiz\w*|judged|"
        r"dismiss\w*|misunderst\w*|not\s+(?:listen\w*|heard|understood|helped|helping)|distrust|mistrust|"
        r"trust\b|walked\s+out|left\s+(?:early|"
        r"the\s+(?:room|session))|cold|monosyllab\w*|tension|accus\w*|disappoint\w*|hurt\s+by|offended|"
        r"complain\w*|pulled\s+back|"
        r"unresolved|nothing\s+was\s+said|not\s+(?:been\s+)?(?:repaired|resolved|talked)|still\s+(?:angry|hurt|"
        r"cold|upset)"
    ),
    Event.TARGET_ACHIEVED: (
        r"\b(?:reached|met|achieved|attained|hit)\b|goal\s+(?:is|was|has\s+been)\s+(?:reached|met|achieved)|"
        r"remission|recovered|no\s+longer\s+"
        r"(?:\w+\s+){0,2}?(?:avoid\w*|has|have|meets?|checks?|fears?)|stable|sustained|held\s+(?:for|over)|"
        r"for\s+(?:\w+\s+)?(?:weeks?|months?)|"
        r"consecutive|in\s+a\s+row|every\s+day|maintained|at\s+(?:her|his|the|their)\s+goal|symptom[- ]free|"
        r"independently"
    ),
    Event.MEASURE_WORSENING: (
        r"\b(?:much|clearly|markedly|sharply|steadily|significantly|reliabl[ey]|substantially)\s+(?:worse|"
        r"higher|up|rose|rising|increas\w*|"
        r"deteriorat\w*|worsen\w*)|deteriorat\w*|reliable\s+(?:worsening|deterioration|increase|change)|"
        r"third\s+(?:rise|increase)|confirmed\s+"
        r"(?:on|by|at)|two\s+(?:sessions|weeks|measurements)\s+(?:running|in\s+a\s+row)|"
        r"beyond\s+(?:\w+\s+)?(?:error|noise)|exceeds?\b|"
        r"more\s+than\s+(?:\w+\s+){0,2}?(?:reliable|error|noise)"
    ),
    Event.NEW_PROBLEM: (
        r"\bnew\b|first\s+time|never\s+(?:before|mentioned)|not\s+(?:been\s+)?(?:mentioned|known|covered|part)|"
        r"started|began|begun|reveal\w*|"
        r"disclos\w*|mention\w*|emerg\w*|developed|increasing\w*|interfer\w*|daily|every\s+(?:day|night)"
    ),
    Event.MEDICATION_CHANGE: (
        rf"\b(?:started|cut|every\s+(?:other|second)\s+day|half|twice|added|put\s+on|stopp?ed|quit|came\s+off|"
        rf"switched|changed|halved|doubled|raised|increased|lowered|"
        rf"reduced|skipp\w+|ran\s+out|missed|"
        rf"discontinu\w*|taper\w*|forgot\w*|new\s+prescription|prescribed|added|on\s+(?:her|his|their)\s+own)\b|"
        rf"new\s+{_DRUG}|"
        rf"not\s+taken|without\s+telling"
    ),
    Event.LIFE_EVENT: (
        r"\bdied|death|passed\s+away|funeral|lost\b|fired|laid\s+off|redundan\w*|divorc\w*|separat\w*|"
        r"left\s+(?:her|him|them)|moved\s+out|broke\s+up|"
        r"miscarr\w*|diagnos\w*|accident|evict\w*|assault\w*|robbed|burgl\w*|pregnan\w*|devastat\w*|shaken|"
        r"grief|griev\w*|overwhelm\w*|shock\w*|"
        r"cr(?:ying|ied)|suddenly|unexpected\w*|cannot\s+(?:stop|sleep|concentrate)|in\s+hospital|"
        r"hospitali[sz]ed|stroke|cancer|arrest\w*"
    ),
    Event.NO_RESPONSE: (
        r"\bno\s+(?:\w+\s+){0,2}?(?:change|improvement|response|progress|benefit|movement|difference)|unchanged|"
        r"not\s+(?:\w+\s+)?(?:improv\w*|"
        r"respond\w*|mov\w*|chang\w*|benefit\w*)|without\s+(?:\w+\s+)?(?:improvement|change|response|progress)|"
        r"same\s+(?:as|level|score)|plateau\w*|"
        r"stuck|stagnat\w*|flat\b|despite|although\s+(?:all|every|the)|hasn'?t\s+(?:moved|changed|improved)"
    ),
    Event.DROPOUT_RISK: (
        r"\b(?:think\w*|consider\w*|wonder\w*)\s+(?:about\s+|of\s+)?(?:stopping|quitting|ending|leaving|whether|"
        r"dropping|giving\s+up)|want\w*\s+to\s+"
        r"(?:stop|quit|end|leave|give\s+up)|no[- ]?shows?|missed\s+(?:two|three|four|several|the\s+last|\d)|"
        r"cancell?ed\s+(?:two|twice|three|the\s+"
        r"last|several|again|\d)|not\s+sure|unsure|doubts?|pointless|waste|what'?s\s+the\s+point|ambivalen\w*|"
        r"late\s+(?:again|to\s+(?:every|the\s+last))|"
        r"might\s+not|may\s+not\s+(?:come|return)|will\s+not\s+(?:come|return)|no\s+new\s+appointment|"
        r"has\s+not\s+booked|silent|shorter"
    ),
}

CALMS: dict[Event, str] = {
    Event.MISSED_HOMEWORK: (
        rf"\b(?:did|done|completed|finished|managed|filled\s+in|kept|practi[sc]ed|carried\s+out|tried|"
        rf"went\s+for)\s+(?!not\b|none\b|nothing\b|no\b|little\b|only\b)(?:\w+\s+){{0,4}}?"
        rf"(?:{_TASK})\b(?!\s+(?:not|only))|hand(?:ed|s)\s+(?:\w+\s+){1, 3}?in\b|all\s+(?:\w+\s+)?(?:days|"
        rf"entries|pages)\s+(?:are|were)\s+(?:there|filled)|after\s+all|(?:was|were|is|had\s+been|has\s+been|"
        rf"in\s+fact|"
        rf"actually)\s+(?:\w+\s+)?(?:done|completed|"
        rf"finished)\b|forg[eo]t\w*\s+to\s+bring|left\s+(?:\w+\s+){{1,3}}?(?:at\s+home|on\s+the|in\s+the)|"
        rf"brought\s+(?:it|them|the)|"
        r"not\s+(?:been\s+)?(?:assigned|set|given|due|agreed)|no\s+(?:homework|task)\s+(?:had\s+been\s+|was\s+|"
        r"has\s+been\s+)?(?:set|assigned|agreed|given)|"
        r"(?:is\s+|was\s+)?(?:only\s+)?due\s+(?:next|later|in)|agreed\s+(?:\w+\s+){0,3}?to\s+(?:pause|skip|"
        r"leave|postpone)|"
        r"postponed|(?:therapist|we|clinician)\s+(?:had\s+)?"
        r"(?:forgot\w*|cancelled|dropped|put\s+(?:it\s+)?off|never\s+set)|sent\s+(?:it|them|the|a\s+photo)|"
        r"uploaded|turned\s+out\s+(?:\w+\s+){0,4}?"
        r"(?:done|completed)|(?:another|different|other)\s+(?:form|way|format)|on\s+(?:her|his|their)\s+phone|"
        r"instead\s+(?:wrote|recorded|did)"
    ),
    Event.SESSION_GAP: (
        r"\b(?:planned|agreed|arranged|announced|scheduled|booked)\b(?:\s+(?:in\s+advance|beforehand|ahead|"
        r"together|with))?|holidays?|vacation|annual\s+leave|"
        r"on\s+leave|therapist'?s\s+(?:leave|holiday|absence)|(?:phone|telephone|video|"
        r"online)\s+(?:\w+[- ]?){0,2}?(?:check[- ]?ins?|sessions?|calls?|contacts?)|"
        r"check[- ]?ins?|kept\s+in\s+(?:touch|contact)|stayed\s+in\s+(?:touch|contact)|(?:weekly|"
        r"regular)\s+(?:\w+\s+)?(?:messages?|contact|calls?|"
        r"emails?|texts?)|(?:was|were)\s+in\s+(?:touch|contact)|as\s+(?:planned|agreed)|"
        r"continued\s+(?:the\s+)?(?:exercises|plan|practice)|stable\s+throughout"
    ),
    Event.CONTRADICTING_FACT: (
        r"\bclarif\w+|cleared\s+up|misheard|misread|typo|typing\s+(?:error|mistake)|transcription|"
        r"note[- ]?taking|(?:error|mistake|slip)\s+in\s+(?:the|our|my)\s+"
        r"(?:\w+\s+)?(?:notes?|record|file|transcript)|our\s+(?:own\s+)?(?:mistake|error)|"
        r"slip\s+of\s+the\s+tongue|misspoke|corrected\s+(?:her|him|them)sel\w+|"
        r"corrected\s+(?:it\s+)?(?:at\s+once|immediately|in\s+(?:the\s+)?session|right\s+away)|"
        r"both\s+(?:\w+\s+)?(?:are|is|hold|can|statements?\s+(?:are|hold)|"
        r"true)|compatible|not\s+(?:a\s+|really\s+a\s+)?contradict\w*|no\s+contradiction|consistent\s+with|"
        r"(?:checked|verified|confirmed)\s+(?:it\s+)?(?:with|by|"
        r"in)|resolved|same\s+(?:person|thing|event|sister|brother|job|place)|different\s+(?:years?|periods?|"
        r"times?|jobs?|siblings?|sisters?|brothers?)|joking|"
        r"as\s+a\s+joke|rounding|trivial|nickname"
    ),
    Event.RUPTURE: (
        r"\b(?:resolved|repaired|mended|settled)\b|talked\s+(?:\w+\s+)?(?:through|over|about\s+it)|"
        r"worked\s+(?:\w+\s+)?through|cleared\s+the\s+air|felt\s+(?:\w+\s+)?"
        r"(?:heard|understood|better|relieved|listened|closer)|feels\s+(?:heard|understood)|laugh\w*|jok(?:e|ed|"
        r"ing)|(?:about|with|at)\s+(?:the\s+|her\s+|his\s+)?"
        r"(?:parking|receptionist|waiting\s+room|dentist|boss|insurance|insurer|gp|app|traffic|landlord|"
        r"pharmacy|lift|heating|bus|train|colleague|neighbou?r|"
        r"booking|bank)\b[^.,;]{0,30}|not\s+(?:really\s+|so\s+much\s+|primarily\s+)?(?:with|at|about|"
        r"directed\s+at)\s+(?:the\s+)?(?:therap\w+|us|me|work)|"
        r"satisfied|warm(?:ly)?\b|back\s+on\s+track|thank\w*|"
        r"in\s+good\s+spirits|trust\s+(?:is|was)\s+(?:\w+\s+)?(?:intact|good|back|restored)|"
        r"relationship\s+(?:is|was|feels?)\s+(?:\w+\s+)?(?:good|fine|intact|strong)|"
        r"alliance\s+(?:\w+\s+){0,3}?(?:high|good|unchanged|strong|stable|\d)|productive\s+disagree\w*"
    ),
    Event.TARGET_ACHIEVED: (
        r"\bnot\s+(?:yet\s+)?(?:\w+\s+)?(?:sustained|stable|agreed|reached|met|at|there|maintained|held)|"
        r"one\s+(?:\w+\s+)?(?:good\s+)?(?:day|week|night|time|evening)\b|"
        r"(?:only|just)\s+(?:one|a\s+single|once|two\s+days|yesterday|today)|single\s+(?:\w+\s+)?(?:day|week|"
        r"occasion|night|measurement|value)|still\s+(?:\w+\s+){0,2}?(?:above|at|far|"
        r"short|below|under|avoid\w*)|close\s+to|nearly|almost|within\s+(?:\w+\s+)?(?:noise|error|fluctuation)|"
        r"too\s+early|no\s+(?:real\s+)?change|premature|hopes?\s+to|"
        r"half\s*way|partly|partial\w*|first\s+(?:good|step|time)|on\s+holiday|(?:because|"
        r"while)\s+(?:\w+\s+){0,3}?(?:holiday|vacation|away|off\s+work)|feels\s+like|thinks?\s+"
        r"(?:she|he|they)|not\s+(?:been\s+)?measured|unmeasured"
    ),
    Event.MEASURE_WORSENING: (
        r"\bwithin\s+(?:\w+\s+){0,3}?(?:noise|error|margin|range|fluctuation|variation)|measurement\s+error|"
        r"not\s+(?:a\s+)?(?:reliabl[ey]|significant|meaningful|clinically)|"
        r"below\s+(?:\w+\s+){0,2}?(?:reliable|threshold|cut|smallest)|(?:usual|normal|ordinary|"
        r"typical)\s+(?:fluctuation|variation|range|ups)|one[- ]off|(?:because\s+of|due\s+to|"
        r"during|after)\s+(?:\w+\s+){0,2}?(?:flu|cold|jet\s*lag|fever|stomach|night\s+shift|exam|migraine|"
        r"infection|vaccination)|had\s+(?:\w+\s+)?(?:flu|a\s+cold|fever)|back\s+"
        r"(?:down\s+)?(?:to|at)|re-?test\w*|repeated\s+(?:the\s+)?(?:measure|questionnaire)|re-?take|scor(?:ing|"
        r"ed)\s+(?:\w+\s+)?(?:error|mistake|wrong\w*)|filled\s+(?:it\s+)?in\s+"
        r"wrong\w*|added\s+up\s+wrong\w*|miscount\w*|wrong\s+(?:form|column|week|person|period|day|scale)|"
        r"(?:was|is|were|stayed)\s+unchanged|same\s+band|hardly|"
        r"barely|slight(?:ly)?|one\s+point"
    ),
    Event.NEW_PROBLEM: (
        r"\balready\s+(?:\w+\s+){0,3}?(?:in|part|known|covered|target|on|treated|addressed|included|listed)|"
        r"(?:known|there)\s+since|same\s+(?:old\s+)?(?:problem|difficulty|thing|worry|issue)|"
        r"part\s+of\s+(?:the|our)\s+(?:\w+\s+)?(?:formulation|plan|target)|covered\s+by|another\s+(?:name|word|"
        r"way)|turned\s+out|(?:has\s+)?(?:passed|solved|fixed|gone|resolved|over)\b|"
        r"went\s+away|(?:it\s+is|it'?s|is|was|about|of|means?|meant)\s+(?:her|his|their)\s+(?:friend|sister|"
        r"brother|colleague|"
        r"neighbou?r|son|daughter|mother|father|boss|flatmate|cousin)(?:'s)?\b|\b(?:friend|sister|brother|"
        r"colleague|neighbou?r|son|"
        r"daughter|mother|father|boss|flatmate|cousin)'s\s+(?:problem|drinking|habit|symptoms|difficult\w+|"
        r"panic|worries)|not\s+a\s+"
        r"(?:\w+\s+)?problem|no\s+(?:\w+\s+)?(?:impairment|distress|concern|effect)|minor|"
        r"does\s+not\s+(?:bother|trouble|affect|need|want)|doesn'?t\s+(?:bother|trouble|affect|need|want)|"
        r"used\s+to|years\s+ago|just\s+curious|in\s+general|a\s+one[- ]off|single\s+(?:evening|bad\s+night)"
    ),
    Event.MEDICATION_CHANGE: (
        r"\bno\s+(?:\w+\s+)?change|as\s+(?:ever|always|usual)|as\s+before\b|unchanged|same\s+(?:dose|dosage|"
        r"medication|tablets?|substance|active)|"
        r"not\s+(?:been\s+)?(?:changed|started|altered)|brand|generic|manufacturer|packag\w*|vitamins?|"
        r"supplements?|refill\w*|renew\w*|repeat\s+prescription|already\s+(?:\w+\s+){0,3}?(?:known|noted|"
        r"communicated|discussed|recorded|agreed|in\s+the|informed|knows|settled|with)|"
        r"(?:only|just)\s+(?:asked|wonder\w*|curious|considered|read|thinking)|ask(?:ed|s)\s+(?:whether|if|"
        r"about)|decided\s+against|has\s+not\s+(?:started|changed|decided)|hasn'?t\s+"
        r"(?:started|changed)|antibiotics?|hay\s*fever|antihistamine|cough|eye\s+drops|contact\s+lens\w*|(?:her|"
        r"his|their)\s+(?:mother|father|husband|wife|son|daughter|dog|cat|"
        r"brother|sister|partner|neighbou?r|friend)'?s?\s+(?:\w+\s+){0,2}?(?:medic\w+|dose|tablets|prescription|"
        r"antidepressant)|prescriber\s+(?:is\s+|was\s+)?(?:already\s+)?(?:informed|knows|"
        r"aware)|stable\s+(?:for|on|since)|(?:months?|years?)\s+ago"
    ),
    Event.LIFE_EVENT: (
        r"\bminor|small\s+(?:thing|matter|change)|already\s+(?:\w+\s+){0,3}?(?:processed|discussed|planned|"
        r"worked|covered|talked|part|in\s+the|dealt|settled|prepared)|routine|not\s+(?:\w+\s+)?"
        r"(?:big|distress\w*|important|upset\w*|trouble\w*|bother\w*|affect\w*)|(?:neighbou?r|colleague|"
        r"co-?worker|boss|classmate|acquaintance|celebrity|landlord|cousin's\s+friend)'?s?\b|"
        r"looking\s+forward|as\s+(?:planned|expected)|cancelled|did\s+not\s+happen|didn'?t\s+happen|"
        r"false\s+alarm|every\s+year|yearly|annual|unaffected|no\s+(?:\w+\s+)?(?:effect|impact|distress|"
        r"need)|went\s+(?:well|fine|smoothly)|coping\s+well|copes\s+well|years?\s+ago|at\s+peace|in\s+(?:her|"
        r"his|their)\s+stride|new\s+(?:sofa|phone|haircut|car|laptop|curtains|bike)"
    ),
    Event.NO_RESPONSE: (
        r"\btoo\s+(?:early|soon)|only\s+(?:the\s+)?(?:\w+\s+)?(?:second|third|2nd|3rd|first|session)|(?:not|"
        r"isn'?t)\s+(?:yet\s+)?(?:due|expected|reached)|before\s+the\s+(?:\w+\s+)?(?:review|session|"
        r"point)|has\s+(?:already\s+)?(?:fallen|dropped|improved|halved|come\s+down)|have\s+(?:fallen|dropped|"
        r"improved)|reliabl[ey]\s+(?:improv\w*|better|lower|fell|drop\w*)|improv(?:ed|ing)\s+"
        r"(?:reliabl|by|from|stead)|is\s+responding|on\s+track|within\s+(?:the\s+)?expected|(?:fell|dropped|"
        r"down|decreased)\s+(?:by|from)|as\s+expected|slower\s+but|moving"
    ),
    Event.DROPOUT_RISK: (
        r"\breschedul\w*|moved\s+(?:the\s+|her\s+|his\s+)?(?:appointment|session)|one\s+(?:\w+\s+)?(?:session|"
        r"appointment|cancellation)|once\b|want\w*\s+to\s+(?:continue|stay|carry\s+on|keep|go\s+on|come)|"
        r"intends?\s+to\s+(?:continue|stay|come)|committed|(?:has\s+)?(?:already\s+)?booked|confirmed\s+(?:the|"
        r"her|his|all|that|next)|\bflu\b|was\s+ill|(?:had\s+)?(?:a\s+)?fever|car\s+broke|train|strike|"
        r"as\s+agreed|planned\s+(?:ending|end|break|discharge)|agreed\s+(?:ending|end|discharge)|(?:only|just|"
        r"merely)\s+(?:asked|curious|wanted\s+to\s+know)|will\s+(?:be\s+back|come|continue)|"
        r"came\s+(?:back|to)|keeps\s+coming|no\s+(?:doubt|wish|intention|plan)|looking\s+forward|motivated|"
        r"apologi[sz]ed|gave\s+notice|told\s+us\s+in\s+advance|in\s+advance|finds?\s+(?:it|the\s+"
        r"(?:sessions|work|therapy))\s+helpful"
    ),
}

CALMS_ANY = (
    r"\bturned\s+out\s+(?:to\s+be\s+|that\s+)?(?:a\s+|an\s+|it\s+was\s+)?(?:\w+\s+)?(?:misunderstanding|mistake|"
    r"typo|false\s+alarm|mix-?up|confusion)|false\s+alarm|mix(?:ed)?[- ]?up|nothing\s+has\s+changed|"
    r"no\s+(?:change|need)\s+(?:\w+\s+){0,3}?(?:needed|plan|adjust)|plan\s+(?:still\s+)?(?:stands|holds|fits|"
    r"covers)|already\s+(?:in|part\s+of|covered\s+(?:by|in))\s+the\s+plan|"
    r"(?:another|a\s+different|the\s+wrong)\s+(?:client|patient|person|file)"
)

TELLS: dict[Event, str] = {
    Event.MISSED_HOMEWORK: (
        r"\b(?:did\s+not|didn'?t|has\s+not|hasn'?t|had\s+not|hadn'?t|never|could\s+not|"
        r"couldn'?t)\s+(?:\w+\s+){0,2}?(?:do|done|did|complet\w+|fill\w*(?:\s+in)?|start\w*|touch\w*|tr(?:y|ied)|"
        r"attempt\w*|manag\w*|practi[sc]\w*)\s+(?:\w+\s+){0,4}?(?:homework|task|assignment|diary|"
        r"thought\s+records?|worksheets?|exposures?|sleep\s+log|mood\s+log|exercises?)\b|"
        r"\bhomework\s+(?:was\s+|is\s+|has\s+been\s+|again\s+)?(?:not\s+(?:been\s+)?(?:done|started|touched|"
        r"completed)|undone|missed|untouched|left\s+undone)|no\s+homework\s+(?:was\s+)?done"
    ),
    Event.SESSION_GAP: (
        r"\b(?:six|seven|eight|nine|ten|five|four|\d{1,2})\s+(?:weeks|months)\s+(?:without|since|"
        r"with\s+no)\s+(?:\w+\s+){0,4}?(?:sessions?|contact|appointment|seen|word)|not\s+(?:been\s+)?seen\s+for\s+"
        r"(?:\w+)\s+(?:weeks|months)|no\s+(?:contact|sessions?)\s+for\s+(?:\w+)\s+(?:weeks|months)"
    ),
    Event.CONTRADICTING_FACT: (
        r"\bcontradicts?\s+(?:what|the|her|his|an|earlier)|(?:does\s+not|doesn'?t|do\s+not)\s+(?:fit|match|"
        r"agree\s+with)\s+(?:what|the|her|his|our|earlier)|inconsistent\s+with|at\s+odds\s+with|"
        r"(?:had\s+)?(?:always\s+)?(?:said|told\s+us|stated|reported)\s+(?:earlier|before|at\s+intake|"
        r"in\s+session\s+\w+)\b.{0,80}\b(?:now|today)\s+(?:says?|said|states?|reports?|mention\w*)"
    ),
    Event.RUPTURE: (
        r"\b(?:angry|furious|annoyed|upset|disappointed|frustrated)\s+(?:with|at|by)\s+(?:the\s+|her\s+|"
        r"his\s+)?(?:therap\w+|counsell?or|clinician|us\b|me\b)|felt\s+(?:\w+\s+)?(?:judged|criticis\w+|criticiz\w+|"
        r"dismissed|unheard|not\s+heard|not\s+understood|misunderstood|lectured|patroni[sz]ed|attacked|"
        r"blamed)\s+(?:\w+\s+)?(?:by\s+(?:the\s+|her\s+)?(?:therap\w+|counsell?or|clinician)|in\s+(?:the\s+|"
        r"our\s+)?(?:last\s+)?"
        r"session|by\s+(?:us|me))|(?:does\s+not|doesn'?t|no\s+longer|cannot|can'?t)\s+trust\s+(?:the\s+|her\s+|"
        r"his\s+)?(?:therap\w+|counsell?or|us\b|me\b)|walked\s+out\s+of\s+(?:the\s+)?session|"
        r"(?:therap\w+|counsell?or)\s+(?:does\s+not|doesn'?t|did\s+not|didn'?t|never)\s+(?:really\s+|"
        r"even\s+)?(?:listen\w*|understand\w*|understood|care[sd]?|get)|complain\w*\s+(?:\w+\s+)?(?:about|"
        r"that)\s+the\s+therap\w+|"
        r"stormed\s+out"
    ),
    Event.TARGET_ACHIEVED: (
        r"\b(?:has\s+)?(?:reached|achieved|met)\s+(?:her|his|their|the|its)\s+(?:\w+\s+){0,2}?(?:goals?|"
        r"targets?)|goal\s+(?:was\s+|is\s+|has\s+been\s+)(?:reached|met|achieved)"
    ),
    Event.MEASURE_WORSENING: (
        r"\b(?:symptoms?|depression|anxiety|mood|sleep|panic)\s+(?:\w+\s+){0,3}?(?:much|clearly|markedly|far|"
        r"significantly|a\s+lot)\s+worse|marked(?:ly)?\s+(?:deteriorat\w*|worsen\w*)|"
        r"reliabl[ey]\s+(?:deteriorat\w*|worse\w*|increase)|(?:has\s+|have\s+)?deteriorated\s+(?:markedly|"
        r"clearly|sharply|since|over)"
    ),
    Event.NEW_PROBLEM: (
        r"\bnew\s+(?:problem|symptom|difficult(?:y|ies)|complaint)|(?:has\s+|have\s+)?(?:started|begun|"
        r"began)\s+(?:\w+\s+){0,2}?(?:drinking|gambling|bing(?:e|eing|ing)|vomiting|purging|restricting|"
        r"hoarding|pulling\s+"
        r"(?:her|his)\s+hair|checking|hearing|using\s+(?:cocaine|cannabis|drugs)|having\s+(?:panic|flashbacks|"
        r"nightmares|seizures))|drink(?:s|ing)\s+(?:\w+\s+){0,4}?(?:every\s+(?:night|day|evening)|daily|a\s+bottle|"
        r"bottles?\b)|for\s+the\s+first\s+time\s+(?:\w+\s+){0,3}?(?:mention\w*|disclos\w*|told|spoke|report\w*|"
        r"described)|disclosed\s+(?:that\s+)?(?:\w+\s+){0,6}?(?:abuse|binge|gambling|drinking|drug)"
    ),
    Event.MEDICATION_CHANGE: (
        rf"\b(?:stopp?ed|quit|came\s+off|discontinued|ran\s+out\s+of|skipp(?:ed|ing)|halved|doubled|tapered|"
        rf"missed)\s+(?:taking\s+)?(?:\w+\s+){{0,4}}?{_DRUG}\b|(?:started|began|put|starting)\s+(?:taking\s+|"
        rf"on\s+)?(?:\w+\s+){{0,2}}?"
        rf"(?!(?:sleeping\s+)?(?:tablets|pills)\b){_DRUG}\b|{_DRUG}\s+(?:\w+\s+){{0,3}}?(?:was|were|has\s+been|"
        rf"have\s+been)\s+(?:\w+\s+)?(?:raised|increased|lowered|reduced|changed|doubled|stopped|started|"
        rf"switched|added|halved|discontinued)|"
        rf"switched\s+(?:\w+\s+){{0,3}}?(?:to|from)\s+{_DRUG}|(?:prescribed|added)\s+(?:\w+\s+){{0,3}}?{_DRUG}|"
        rf"dose\s+(?:\w+\s+){{0,4}}?(?:raised|increased|lowered|reduced|changed|doubled|halved)"
    ),
    Event.LIFE_EVENT: (
        rf"\b(?:her|his|their)\s+(?:\w+\s+)?{_KIN}\s+(?:\w+\s+){{0,3}}?(?:died|passed\s+away|was\s+killed|"
        rf"had\s+a\s+stroke|was\s+diagnosed|is\s+dying|left\s+(?:her|him|them)|moved\s+out|has\s+cancer|"
        rf"was\s+arrested|had\s+an?\s+"
        rf"(?:\w+\s+)?(?:accident|heart\s+attack))|death\s+of\s+(?:her|his|their)\s+(?:\w+\s+)?{_KIN}|"
        rf"lost\s+(?:her|his|their)\s+(?:\w+\s+)?(?:job|baby|home|flat|house|{_KIN})|(?:was|been|"
        rf"got)\s+(?:\w+\s+)?(?:laid\s+off|made\s+redundant|"
        rf"fired|dismissed\s+from|evicted|robbed|mugged|burgled)|miscarriage|miscarried|(?:filed|"
        rf"asked)\s+for\s+(?:a\s+)?divorce|divorce\s+papers|(?:partner|husband|wife|boyfriend|"
        rf"girlfriend)\s+(?:\w+\s+){{0,2}}?(?:left|moved\s+out|"
        rf"broke\s+up|ended\s+(?:it|the))|broke\s+up\s+with|(?:was|been)\s+(?:\w+\s+)?diagnosed\s+with|"
        rf"house\s+(?:fire|burned)|serious\s+(?:car\s+)?accident"
    ),
    Event.NO_RESPONSE: (
        r"\bno\s+(?:reliable\s+|clear\s+|real\s+)?(?:improvement|response)\s+(?:\w+\s+){0,2}?(?:after|by|in|"
        r"since|over)\s+(?:\w+\s+){0,2}?(?:sessions?|weeks|months|\d)|not\s+respond(?:ed|"
        r"ing)\s+to\s+(?:the\s+)?(?:treatment|therapy)|"
        r"unchanged\s+after\s+\w+\s+sessions"
    ),
    Event.DROPOUT_RISK: (
        r"\b(?:thinking|thinks|considering|talked|spoke|spoken|talks)\s+(?:\w+\s+)?(?:of|about)?\s*(?:stopping|"
        r"quitting|ending|leaving|dropping\s+out\s+of|giving\s+up)\s+(?:\w+\s+)?(?:therapy|treatment|"
        r"the\s+sessions|sessions|coming|"
        r"counselling)|wants?\s+to\s+(?:stop|quit|end|give\s+up)\s+(?:\w+\s+)?(?:therapy|treatment|coming|"
        r"sessions|the\s+sessions|counselling)|not\s+sure\s+(?:\w+\s+){0,3}?(?:coming\s+back|"
        r"whether\s+to\s+(?:continue|come)|"
        r"(?:she|he|they)\s+(?:will|wants?\s+to)\s+(?:continue|come\s+back|return))|no-?show(?:ed)?\s+(?:twice|"
        r"two|three)|missed\s+(?:two|three|four|the\s+last\s+\w+)\s+(?:sessions|appointments)|(?:will|may|"
        r"might)\s+not\s+"
        r"(?:come\s+back|return|be\s+back)"
    ),
}

SIGNS: dict[Sign, str] = {
    Sign.AGAIN: (
        r"\bagain\b|in\s+a\s+row|(?:second|third|fourth|2nd|3rd|4th)\s+(?:time|week|session)|repeated\w*|"
        r"each\s+time|too\s+(?:much|big|hard|long|difficult|many)|overwhelm\w*|exhaust\w*|no\s+(?:time|energy|"
        r"strength)|"
        r"could\s+not\s+face|couldn'?t\s+face|did\s+not\s+know\s+(?:how|where)|didn'?t\s+know\s+(?:how|where)|"
        r"not\s+even|scared|afraid|avoided|ashamed|night\s+shifts?|double\s+shifts"
    ),
    Sign.MEDICAL: (
        r"\bweight\s+loss|lost\s+(?:\w+\s+)?\d+\s*(?:kg|kilos?|pounds|lbs)|faint(?:ed|ing)|collapsed|"
        r"blacked\s+out|chest\s+pain|seizures?|thyroid|vomiting|blood\s+in|coughing\s+blood|high\s+fever|numbness|"
        r"unexplained\s+(?:\w+\s+)?(?:pain|weight|fatigue|fever)|double\s+vision|anaemi\w*|anemi\w*|confus(?:ed|"
        r"ion)\s+and|rash\b|palpitations|hypertension|pregnan\w*|sleep\s+apn\w*|snor\w+|bodily\s+(?:cause|check)"
    ),
    Sign.ELEVATED: (
        r"\b(?:sle(?:ep|pt|eps|eping))\s+(?:\w+\s+){0,3}?(?:two|three|four|2|3|4)\s+(?:to\s+(?:three|four|five|"
        r"3|4|5)\s+)?hours\b(?=.{0,90}(?:energ|not\s+tired|wide\s+awake|full\s+of|buzz|never\s+felt|ideas|fast|"
        r"feels?\s+great|on\s+top))|"
        r"(?:full\s+of|endless|boundless|unusual|so\s+much)\s+energy|racing\s+thoughts|"
        r"thoughts?\s+(?:are\s+)?racing|pressured\s+speech|grandios\w*|spending\s+(?:spree|sprees)|"
        r"spent\s+(?:\w+\s+){0,4}?(?:savings|thousands)|"
        r"hypomani\w*|\bmani[ac]\w*|elated|euphori\w*|talk(?:s|ing|ed)\s+(?:\w+\s+)?(?:very\s+)?fast|"
        r"hardly\s+(?:needs|sleeps)|barely\s+(?:needs|sleeps)|no\s+need\s+for\s+sleep|"
        r"needs\s+(?:almost\s+)?no\s+sleep|on\s+top\s+of\s+the\s+world"
    ),
    Sign.BIPOLAR: (
        r"\bbipolar|family\s+history\s+of\s+(?:mania|bipolar)|earlier\s+(?:\w+\s+){0,3}?(?:high|elevated|manic|"
        r"hypomanic)|periods?\s+of\s+(?:\w+\s+){0,2}?(?:high\s+energy|elevated|little\s+sleep)|cycl(?:es|"
        r"ing)\b.{0,20}mood|ups\s+and\s+downs\s+of\s+weeks"
    ),
    Sign.WITHDRAWAL: (
        r"\bcold\s+turkey|withdrawal|brain\s+zaps?|(?:abruptly|suddenly|from\s+one\s+day\s+to\s+the\s+next|"
        r"overnight)\s+(?:\w+\s+){0,2}?(?:stopp?ed|quit|came\s+off|discontinued)|(?:stopp?ed|quit|"
        r"discontinued|came\s+off)\s+(?:\w+\s+){0,6}?"
        r"(?:abruptly|suddenly|overnight|at\s+once|from\s+one\s+day|on\s+(?:her|his|their)\s+own|by\s+(?:her|"
        r"him|them)sel)|(?:shak(?:es|ing|y)|trem(?:or|bl)\w*|sweat\w*)\b.{0,60}\b(?:stopp?ed|"
        r"without\s+(?:a\s+)?drink|alcohol|diazepam|lorazepam)|"
        r"(?:stopp?ed|without)\b.{0,60}\b(?:shak(?:es|ing|y)|trem(?:or|bl)\w*|sweat\w*|dizz\w*|electric)"
    ),
    Sign.OVERWHELMED: (
        r"\bflashbacks?|dissociat\w*|derealis\w*|depersonal\w*|(?:cannot|can'?t|unable\s+to)\s+(?:function|"
        r"get\s+out\s+of\s+bed|leave\s+(?:the\s+)?bed)|in\s+shock|falling\s+apart|breakdown|losing\s+control|"
        r"nightmares?\s+(?:about|of|every)|"
        r"panic\s+attacks?\s+(?:every|daily|several)|re-?liv\w+"
    ),
    Sign.RECURRENCE: (
        r"\bsame\s+(?:\w+\s+){0,2}?(?:pattern|chain|sequence|trigger|spiral|cycle|way|scenario|story|thing)|"
        r"(?:second|third|fourth|2nd|3rd|4th)\s+(?:time|crisis|such|episode)|(?:just\s+)?(?:like|as)\s+(?:in|"
        r"after|before|last|the|both)\s+(?:\w+\s+)?"
        r"(?:spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|"
        r"november|december|year|time|crises|crisis|times|two|three|previous|earlier|occasions)|recurr\w*|"
        r"each\s+time|every\s+time|"
        r"again\s+after|once\s+(?:more|again)|familiar|as\s+so\s+often|anniversary|earlier\s+cris[ei]s|"
        r"previous\s+cris[ei]s"
    ),
    Sign.FAILED_STEP: (
        r"\b(?:step|safety\s+plan|plan|coping\s+(?:step|strateg\w+)|distraction|contact\s+person|number|hotline|"
        r"helpline|breathing|calling)\b.{0,60}?(?:did\s+not|didn'?t|no\s+longer|failed|not\s+(?:work|help|"
        r"reach)\w*|useless|no\s+use)\s*(?:work|help|"
        r"answer|reach)?|(?:rang|called|phoned|tried)\b.{0,60}?(?:no\s+(?:answer|reply)|did\s+not\s+(?:answer|"
        r"help|work|pick)|didn'?t\s+(?:answer|help|work|pick)|nobody|not\s+(?:reachable|available|answer)|"
        r"unavailable|engaged|voicemail)|"
        r"(?:has|had)\s+moved\s+away|no\s+longer\s+(?:available|reachable|possible|there|answers?)|"
        r"out\s+of\s+(?:service|order)"
    ),
    Sign.MEANS: (
        r"\bpills|tablets|paracetamol|overdose|rope|kni(?:fe|ves)|blades?|razors?|\bguns?\b|firearm|rifle|"
        r"pistol|charcoal|pesticide|insulin|stockpil\w*|hoard\w*|medication\s+(?:at|by|in)|bridge|balcony|"
        r"rooftop|railway|train\s+tracks|"
        r"cut(?:s|ting)?\b|lighter|bleach"
    ),
    Sign.STOPPED: (
        r"\b(?:stopp?ed|quit|came\s+off|discontinued|ran\s+out|no\s+longer\s+tak\w+|not\s+tak(?:en|ing)|"
        r"gave\s+up\s+(?:her|his|the)\s+(?:tablets|pills|medication)|threw\s+away|skipp(?:ed|ing)|"
        r"(?:tak(?:en|ing|es)|took)\s+(?:only\s+)?half|halv(?:ed|ing)|withdrawal\s+symptoms|electric\s+(?:zaps|shocks))\b"
    ),
    Sign.REFORMULATE: (
        r"\bformulation|changes?\s+(?:the|our|how)\s+(?:\w+\s+)?(?:picture|view|understanding|case|formulation|"
        r"we)|different\s+(?:picture|light)|central|core\b|key\b|rests?\s+on|basis\s+of|built\s+on|"
        r"whole\s+(?:plan|case)"
    ),
}
