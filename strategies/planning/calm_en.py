"""English: the general forms of calming, and what speaks for or against a kind beside `cues_en`."""

from strategies.planning.calm_forms import Form
from strategies.planning.plan_case import Event

_TO_BUT = r"(?:(?!\bbut\b|\byet\b|\bhowever\b)[^.;]){0,90}"
_SLIP = (
    r"(?:slip|mistakes?|errors?|fault|oversight|misreading|mishearing|mix-?up|typo|misprint|misunderstanding|"
    r"coincidence|confusion)"
)

GENERAL: dict[Form, str] = {
    Form.SETTLED: (
        r"\b(?:settled|resolved|sorted(?:\s+out)?|cleared\s+up|patched\s+up|straightened\s+out|smoothed\s+over|"
        r"ironed\s+out|put\s+to\s+rest|put\s+right|set\s+right|put\s+behind|behind\s+(?:her|him|them|us)\b|"
        r"made\s+up\b(?!\s+(?:stories|an?\b|the\s+(?!same)|her\s+mind|his\s+mind))|made\s+good|mended|repaired|"
        r"reconciled|"
        r"blown\s+over|wore\s+off|worn\s+off|subsided|faded|ebbed|eased|lifted|off\s+the\s+table|"
        r"over\s+and\s+done|dealt\s+with|taken\s+care\s+of|removed|withdrawn|called\s+off|averted|"
        r"(?:has|have|had|was|were|is|it)\s+(?:since\s+|all\s+|now\s+)?passed(?!\s+(?:away|out))|"
        r"(?:went|gone|goes)\s+(?:away|again|by\s+itself)|(?:it|that|this|all|everything|which|quarrel|row|"
        r"matter|affair|crisis|dispute)\s+(?:is|was)\s+(?:all\s+|now\s+)?(?:over|gone)\b|(?:is|was|are|"
        r"were)\s+(?:all\s+|now\s+)?(?:solved|"
        r"fixed|done\s+with)\b|has\s+(?:since\s+)?(?:been\s+)?(?:solved|fixed|paid|returned|replaced)|"
        r"has\s+been\s+found|stopped\s+(?:in|by|after|again|on\s+(?:its|their)\s+own|of\s+(?:itself|themselves))\b|"
        r"(?:has|have)\s+(?:since\s+)?(?:paid|apologi[sz]ed)|(?:is|are|was|were|feels?)\s+(?:well|fine|better|"
        r"healthy|fit|up|friends)\s+again|(?:has|have|had)\s+recovered|"
        r"back\s+(?:to\s+(?:normal|her|his|their|usual|where|the\s+(?:old|usual|earlier))|where|in\s+(?:place|"
        r"order)|home|at\s+(?:the|its|her|his|their)\s+(?:old|usual|earlier)|on\s+(?:good\s+terms|track))|"
        r"(?:not|never|n't)\s+(?:\w+\s+)?(?:returned|recurred|come\s+back|happened\s+again)|"
        r"found\s+(?:an?|our|their)\s+(?:\w+\s+)?(?:version|way|compromise|solution|arrangement|middle)|(?:we|"
        r"they|both)\s+(?:\w+\s+)?(?:agreed\s+on|settled\s+on|found\s+a\s+(?:way|compromise))|and\s+settled\s+on)"
    ),
    Form.EXPECTED: (
        r"\b(?:as|like)\s+(?:\w+\s+)?(?:long\s+)?(?:planned|agreed|arranged|expected|announced|scheduled|"
        r"intended|foreseen|"
        r"discussed|always|usual|ever|before|set\s+out|foretold|every\s+(?:year|spring|summer|autumn|winter|month|"
        r"week))\b|(?:according|went|gone|all)\s+to\s+plan|by\s+(?:mutual\s+)?(?:arrangement|agreement)|"
        r"(?:planned|agreed|arranged|announced|scheduled|booked|fixed|decided|known|foreseen|expected|"
        r"prepared)\s+(?:\w+\s+)?(?:since|in\s+(?:the\s+)?(?:spring|summer|autumn|winter|advance|january|february|"
        r"march|april|may|june|july|august|september|october|november|december)|at\s+(?:the\s+)?(?:review|intake|"
        r"start|outset|beginning)|from\s+the\s+(?:start|outset|beginning)|beforehand|ahead|for\s+(?:weeks|months|"
        r"years)|long\s+ago|weeks\s+ago|months\s+ago|last\s+(?:year|spring|summer|autumn|winter|month))|"
        r"long[- ](?:planned|expected|arranged|announced|awaited)|had\s+(?:long\s+)?(?:expected|foreseen|"
        r"prepared|known|seen)\b|(?:we|i)\s+(?:had\s+|have\s+)?(?:already\s+)?(?:knew|known|foreseen|agreed|"
        r"arranged|decided)\b|"
        r"no\s+(?:news|surprise)|(?:everyone|everybody|all)\s+(?:knew|expected)|nothing\s+new|"
        r"already\s+(?:\w+\s+){0,3}?(?:in|part|known|on|covered|discussed|noted|"
        r"planned|agreed|allowed|foreseen|addressed|dealt|worked|talked)\b|(?:is|are|was|were|stands?|stood|"
        r"written|both|and)\s+(?:both\s+|already\s+)?in\s+(?:the|our)\s+(?:\w+\s+)?(?:plan|calendar|agenda|"
        r"contract|agreement|letter|notes)|in\s+(?:the|our|my)\s+(?:plan|calendar|agenda|contract|agreement|"
        r"notes|records?)\b|"
        r"on\s+(?:the|our)\s+(?:agenda|list)\b|part\s+of\s+(?:the|our)\s+(?:\w+\s+)?(?:plan|agreement|treatment)"
    ),
    Form.EXPLAINED: (
        rf"\b(?:my|our|the\s+\w+'s|a\s+\w+|an|a|her|his|clerical|simple|pure|by|in)\s+(?:own\s+)?{_SLIP}\b|"
        r"mis(?:heard|read|noted|typed|copied|counted|filed|labelled|spelt|spelled|took|quoted|remembered|calculated|"
        r"added|scored|understood\s+(?:her|him|it))|(?:noted|written|wrote|heard|copied|entered|typed|ticked|"
        r"remembered|dated|filed|scored|marked|flagged|counted|added|filled)\s+(?:\w+\s+){0,4}?(?:wrong\w*|"
        r"incorrectly|by\s+mistake|in\s+error|upside\s+down|twice)|wrong\s+way|(?:once|when|"
        r"after\s+being)?\s*corrected\b|ticked\s+(?:the|a)\s+wrong|wrong\s+(?:box|line|page|"
        r"file|column|name|date|person|client|patient|sheet|form|week|month)|(?:was|were|is|has\s+been|been|easily|"
        r"quickly|simply|soon)\s+explained|the\s+explanation\s+(?:is|was)|upside\s+down|"
        r"(?:cannot|can\s+not|could\s+not)\s+be\s+compared|not\s+comparable|(?:different|"
        r"another)\s+(?:questionnaire|scale|version)|re-?counted|re-?added|re-?calculated|adding[- ]up|"
        r"counted\s+right|"
        r"(?:so|and|they|were|are|is)\s+both\s+(?:\w+\s+)?(?:right|true|correct|hold|fit)|both\s+(?:are|"
        r"were)\s+(?:\w+\s+)?(?:"
        r"right|true|correct|accurate)|two\s+(?:different|separate)\s+\w+|(?:is|are|were|was)\s+two\s+(?:people|"
        r"things|places|jobs|sisters|brothers|matters|words)|had\s+(?:simply|just|merely)\b|"
        r"(?:turned|turns)\s+out\s+to\s+be\s+(?:two|one|both|the\s+same|right|fine|nothing|harmless|benign|"
        r"correct|complete|there|done)|"
        r"tall(?:y|ies)\s+after\s+all|after\s+all\b"
    ),
    Form.HARMLESS: (
        r"\b(?:mak(?:es?|ing)|made)\s+no\s+difference|(?:does|did|do|is|was|has|had)(?:\s+not|"
        r"n'?t)\s+(?:really\s+|much\s+|"
        r"particularly\s+)?(?:matter\w*|bother\w*|trouble\w*|upset|affect\w*|worr(?:y|ied)|mind|disturb\w*|"
        r"concern\w*|"
        r"touch(?:ed)?|weigh\w*|play\s+(?:a|any)\s+(?:part|role)|serious|important|bad|a\s+problem)|"
        r"nothing\s+(?:much|serious|special|unusual|dramatic|grave|came\s+of|to\s+(?:worry|do|add)|"
        r"(?:has\s+|had\s+|else\s+)?chang(?:es?|ed)\b(?!\s+between))|"
        r"no\s+(?:\w+\s+)?(?:effect|impact|consequences?|concern|distress|impairment|big\s+deal|harm|sign\s+of|"
        r"trace\s+of|bearing|wish\s+to\s+(?:change|work|discuss))\b|"
        r"harmless|trivial|benign|all[- ]clear|(?:was|were|is|came\s+back|are|all)\s+(?:clear|negative|fine|"
        r"normal)\b|"
        r"unaffected|unimpressed|unconcerned|unbothered|untroubled|takes?\s+it\s+(?:calmly|in\s+(?:her|his)\s+stride|"
        r"lightly)|took\s+it\s+(?:calmly|well|lightly|in\s+(?:her|his)\s+stride)|"
        r"(?:the\s+)?same\s+as\s+(?:before|ever|always|usual)|"
        r"(?:is|was|are|were|average)\s+the\s+same\b|sees?\s+no\s+need|no\s+need\s+to|"
        r"does\s+not\s+(?:want|need)\s+(?:to\s+)?(?:work|treat|discuss|deal|help)|in\s+passing|by\s+the\s+way|"
        r"casual(?:ly)?|sleeps?\s+(?:well|fine|soundly)|feels?\s+(?:fine|nothing|little|well|all\s+right|neutral)|"
        r"(?:coping|copes|managing|manages|doing|does)\s+(?:well|fine|all\s+right)|shrugg(?:ed|ing)\s+(?:it|"
        r"that)\s+off|"
        r"facts\s+are\s+as"
    ),
    Form.SMALL: (
        r"\b(?:a\s+(?:little|bit|touch|tad)\b|slight(?:ly)?|minor|tiny|trifl\w+|barely|hardly\s+(?:noticeable|any|"
        r"more)|(?:a|one)\s+(?:point|notch)(?:\s+or\s+two)?\b|by\s+one\b|one\s+or\s+two\s+points|"
        r"a\s+couple\s+of\s+points|short-?lived|"
        r"brief(?:ly)?|fleeting|one[- ]off|(?:just|only)\s+(?:the\s+)?once|for\s+(?:an\s+hour|a\s+moment|a\s+day|"
        r"one\s+(?:day|night|evening))\b|wobbl\w+|small\s+(?:matter|thing|hiccup|rise|change|increase|dip))"
    ),
    Form.ASKED: (
        r"\b(?:(?:only\s+|just\s+|merely\s+)?(?:(?<!\bI\s)(?<!\bwe\s)ask(?:s|ed|ing)|wonder(?:s|ed|ing)|"
        r"inquired|enquired|wants?\s+to\s+know|"
        r"wanted\s+to\s+know|(?:is|was)\s+curious)\s+(?:\w+\s+){0,2}?(?:about|whether|if|how|what|when|why|who|"
        r"which)\b"
        rf"{_TO_BUT}|(?:just\s+)?in\s+case\b|what\s+(?:if|would\s+happen){_TO_BUT}|were\s+ever\b|"
        rf"if\s+(?:\w+\s+){{1,3}}?ever\b{_TO_BUT}|hypothetical(?:ly)?|in\s+theory|some\s+day|one\s+day\s+(?:in|"
        rf"when)|no\s+decision|"
        r"not\s+(?:yet\s+)?decided|toy(?:s|ed|ing)\s+with|out\s+of\s+curiosity|is\s+only\s+an\s+idea|"
        r"may\s+(?:one\s+day|at\s+some\s+point|later))"
    ),
    Form.LONG_KNOWN: (
        r"\b(?:years|decades|ages)\s+ago\b|long\s+(?:ago|past|known|gone|since\s+over)|as\s+a\s+(?:child|"
        r"teenager|student|"
        r"boy|girl|young)|back\s+in\s+(?:19|20)\d\d|in\s+(?:her|his|their)\s+(?:teens|twenties|youth|childhood|"
        r"school\s+days)|"
        r"used\s+to\b|(?:ever\s+)?since\s+(?:school|childhood|youth|(?:her|his|their)\s+(?:teens|youth|childhood))|"
        r"(?:known|familiar)\s+(?:to\s+us\s+)?(?:for|since|from)\b|(?:the|an|that|this)\s+old\s+(?:story|"
        r"problem|habit|"
        r"matter|thing|worry|complaint|issue|injury)\b|(?:same|one|"
        r"thing)\s+(?:one\s+)?(?:that\s+)?we\s+(?:have\s+been|have|had\s+been|are|"
        r"were)\b|is\s+(?:exactly\s+)?what\s+(?:target|we|our|the\s+(?:plan|target|second|first))|"
        r"last\s+(?:year|spring|"
        r"summer|autumn|winter)\b"
    ),
    Form.WELL: (
        r"\b(?:on\s+good\s+terms|in\s+(?:good|high)\s+(?:spirits|humour)|glad|relieved|grateful|pleased|delighted|"
        r"(?:did|done|does)\s+(?:her|him|them)\s+good|helpful|useful|friendly|warmly|laugh(?:s|ed|ing)|"
        r"grinn?(?:s|ed|ing)|"
        r"smil(?:es|ed|ing)|giggl(?:es|ed|ing)|teas(?:es|ed|ing)|jok(?:es|ed|ing)|(?:we|"
        r"they)\s+(?:simply\s+)?carried\s+on|"
        r"enjoy(?:s|ed|ing)|pleasant|warm(?:ly)?|content|worth\s+it|worth\s+the|loves?\s+it|thank(?:s|ed|ing)|"
        r"well\s+received|went\s+(?:well|fine|smoothly)|"
        r"(?:she|he|they)\s+passed\b|got\s+through|looking\s+forward|would\s+not\s+(?:want\s+to\s+)?miss|"
        r"(?:felt|feels|feeling)\s+(?:\w+\s+)?(?:safe|understood|heard|closer|supported|lighter|at\s+ease|"
        r"comfortable|better)|good\s+(?:hour|"
        r"session|talk))\b"
    ),
}

TROUBLE = (
    r"\b(?:has|have|had)\s+not\s+stopped\b|(?:keeps?|kept)\s+(?:on\s+)?\w+ing\b|(?:in|into|to)\s+tears|crying|"
    r"cried|weep\w*|"
    r"shaken|distraught|devastat\w*|terrified|desperate|sleepless|cannot\s+(?:sleep|eat|stop|cope|concentrate|think|"
    r"work|get|go|hold|leave|face|bear)|can\s+no\s+longer|(?:getting|gets|got|grown|growing|become|becoming|is|"
    r"are|was)\s+"
    r"(?:\w+\s+)?worse|worsen\w*|out\s+of\s+control|(?:hit|hits)\s+(?:her|him)\s+hard|says?\s+the\s+opposite|"
    r"(?:re-?)?opened\s+(?:again|up)|came\s+back\s+(?:worse|stronger)|not\s+(?:the\s+end|over)\b|(?:still|"
    r"again)\s+(?:no|not|angry|"
    r"hurt|upset|avoid\w*|refus\w*|drinking|cold|silent)|refus(?:es|ed)|frighten\w*|afraid|ashamed|uneasy|"
    r"in\s+spite\s+of|"
    r"even\s+so|flared\s+up|unresolved"
)
"""Speaks against being calmed, whatever the kind."""

SAYS: dict[Event, str] = {
    Event.MISSED_HOMEWORK: (
        r"\bput\s+(?:it\s+)?off|ran\s+away|got\s+in\s+the\s+way|gave\s+up|given\s+up|no\s+point|nothing\s+else|"
        r"nothing\s+(?:on|in|to\s+show|with\s+(?:her|him))|chang(?:ed|es)\s+the\s+subject|still\s+(?:folded|"
        r"blank|empty|wrapped)|too\s+late|did\s+not\s+make|just\s+to\s+have"
    ),
    Event.SESSION_GAP: (
        r"\bbecame\b|turned\s+into|grew\s+into|stretched|stayed\s+away|(?:nothing|"
        r"not)\s+(?:was\s+)?heard\s+(?:of|from)|ended\s+up|silence|rang\s+out|unanswered|nobody\s+knew|"
        r"does\s+not\s+want\s+to\s+say|lost\s+the\s+thread|simply\s+(?:did\s+not|stopped)|no\s+longer\s+(?:wanted|"
        r"replied)"
    ),
    Event.CONTRADICTING_FACT: (
        r"\bopposite|turned\s+up|came\s+out|comes\s+out|emerge[sd]|until\s+now|(?:though|although|whereas|"
        r"while)\s+(?:she|he|"
        r"they)\s+(?:has|have|had)\s+(?:always\s+)?(?:told|said|denied)|another\s+version|not\s+a\s+word|"
        r"never\s+mentioned|"
        r"makes\s+(?:her|him|it)\b|uneasy|evasive"
    ),
    Event.RUPTURE: (
        r"\bstar(?:ed|ing)\s+at|folded\s+arms|arms\s+(?:folded|crossed)|rolled\s+(?:her|his|their)\s+eyes|"
        r"from\s+a\s+script|"
        r"(?:voice|tone|words?)\s+(?:was|were|got|became|grew)\s+(?:sharp|cold|loud|icy)|(?:different|another|new)\s+"
        r"(?:therapist|counsell?or|psychologist)|talked\s+down\s+to|patroni[sz]\w*|lectured|one-word|"
        r"single\s+words|watch\b|"
        r"packed\s+up|no\s+eye\s+contact|sarcas\w*|hostil\w*|abrupt\w*|stiff\w*|distan(?:t|ce)|sulk\w*|hung\s+up|"
        r"slammed|changed\s+between|nothing\s+gets\s+through|cool(?:ed)?\b|mock\w*|humiliat\w*|pointless|"
        r"qualifications|snapp?ed"
    ),
    Event.TARGET_ACHIEVED: (
        r"\bno\s+longer\b|since\s+(?:the\s+(?:beginning|start|end)|last|january|february|march|april|may|june|"
        r"july|august|"
        r"september|october|november|december|easter|christmas|spring|summer|autumn|winter)|\b(?:weeks|"
        r"months)\s+now|daily|"
        r"ordinary|second\s+nature|(?:weeks|months)\s+of\b|ever\s+since|held\s+it|would\s+not\s+go\s+back|"
        r"(?:for|over)\s+(?:\w+\s+){0,4}?(?:weeks?|months?)\b|without\s+(?:help|thinking|aids?|"
        r"effort)"
    ),
    Event.MEASURE_WORSENING: (
        r"\bsteep\w*|jumped|soar\w*|shot\s+up|climb\w*|repeat(?:ed)?\s+(?:\w+\s+)?(?:also|again|too|came|confirms?|"
        r"confirmed)|also\s+(?:came|gave|shows?|showed)|much\s+higher|worse\s+(?:each|every|than\s+ever)|"
        r"in\s+bed\s+most"
    ),
    Event.NEW_PROBLEM: (
        r"\bhas\s+begun|no\s+longer\b|stopped\s+(?:\w+ing)|skip\w*\s+meals|cannot\b|never\s+told|confid\w+|hears\b|"
        r"thirty\s+times|times\s+a\s+(?:day|night)|more\s+and\s+more|all\s+night|wetting|blackouts?|"
        r"came\s+out\s+today"
    ),
    Event.MEDICATION_CHANGE: (
        r"\bleav(?:es|ing)\s+out|left\s+out|moved\s+(?:her|him|them)\s+(?:from|to|on)|flushed|threw|"
        r"thrown\s+away|binned|"
        r"takes?\s+(?:\w+\s+){0,2}?(?:wife|husband|mother|father|sister|brother|friend|partner|flatmate|"
        r"neighbou?r)'s|"
        r"(?:put|dose|turned)\s+(?:the\s+dose\s+|it\s+)?(?:up|down)\b|upped|has\s+not\s+(?:had|taken|"
        r"been\s+taking)|no\s+longer\s+"
        r"tak\w+|not\s+taking|box\s+is\s+empty|(?:dose|it)\s+went\s+(?:from|up|down)|from\s+\d+\s+to\s+\d+|"
        r"is\s+enough\s+instead|instead\s+of\s+(?:two|one|three|half)|without\s+"
        r"(?:asking|telling|the\s+doctor)|back\s+on\b|off\s+(?:her|his|their|the)\s+(?:tablets|meds|pills|"
        r"medication|\w+ine|"
        r"\w+am)|was\s+given|has\s+been\s+given|gave\s+(?:her|him)|(?:put|puts|started|starting)\s+(?:her|him|"
        r"them)\s+on|(?:cut|halv\w+|doubl\w+|rais\w+|lower\w+|increas\w+|reduc\w+)\s+(?:\w+\s+)?(?:dose|dosage)|"
        r"forget(?:s|ting)?\s+(?:\w+\s+){0,2}?(?:tablets?|pills?|medication|meds|doses?)|(?:the|a|her|his|"
        r"their)\s+new\s+(?:tablets?|pills?|medication|drug|medicine|antidepressant)|since\s+then|"
        r"side\s+effects?|rash\b|shakes\b|by\s+(?:her|him|them)self"
    ),
    Event.LIFE_EVENT: (
        r"\b(?:di(?:ed|es|e)\b|dead\b|killed|dying|funeral|hospital\w*|intensive\s+care|icu\b|surgery|"
        r"operat(?:ion|ed)|"
        r"tumou?r|heart\s+attack|dementia|terminal|ill(?:ness)?\b|collapsed|crash\w*|injur\w*|broke\s+(?:his|"
        r"her|an?)\s+"
        r"(?:leg|arm|hip|back|wrist)|expecting\b|birth\b(?!day)|born|abortion|jobs?\b|sacked|let\s+(?:him|her|"
        r"them)\s+go|"
        r"(?:got|given|gave)\s+(?:\w+\s+){0,2}?notice|closes\b|closing|closed\s+down|bankrupt\w*|insolven\w*|"
        r"unemploy\w*|"
        r"homeless|has\s+to\s+(?:be\s+out|leave|move)|must\s+(?:leave|move)|split\b|affair|cheat\w*|met\s+someone|"
        r"someone\s+else|contract\b|renewed|resign\w*|strike\b|lay-?offs?|restructur\w*|broke\s+(?:up|off)|"
        r"engagement\b|custody|court|police|charged\b|prison|jail|sued|lawsuit|debts?\b|bailiff|"
        r"mugged|attacked|raped?|stabbed|war\b|deport\w*|immigration|asylum|expelled|suspended|failed\b|"
        r"earthquake|flood\w*|"
        r"fire\b|burn(?:ed|t)\b|own\s+life|arrest\w*|sick\s+leave|passed\s+over|"
        r"came\s+through\s+the\s+(?:ceiling|roof)|friend's\s+(?:floor|sofa)|missing\b|"
        r"disappeared|abroad\s+for\s+good|(?:has|have|had|forced)\s+to\s+(?:give\s+up|sell|close)|to\s+live\b|"
        r"robbed|knife\w*|custody|lost\b|scam\w*|swindled)"
    ),
    Event.NO_RESPONSE: (
        r"\b(?:look|feels?|is|are|stands?)\s+(?:\w+\s+)?(?:like|as)\s+(?:they|it|she|he)\s+did|"
        r"not\s+a\s+(?:single\s+)?point|right\s+"
        r"back|back\s+where|again\s+as\s+at|as\s+at\s+the\s+(?:start|beginning)|it\s+has\s+gone\b|exactly\s+as|"
        r"no\s+different"
    ),
    Event.DROPOUT_RISK: (
        r"\blast\s+time\b|goodbye|for\s+good\b|see\s+how\s+it\s+goes|leaves?\s+(?:it\s+)?open|(?:been|had|"
        r"is)\s+enough|"
        r"too\s+(?:much|far|expensive|long|costly)|no\s+further|not\s+want\s+(?:another|any|to)|logged\s+off|"
        r"left\s+after|"
        r"cancelled\s+on\s+the\s+day|last\s+(?:two|three|four|few)\s+\w+\s+(?:were|was)|running\b|"
        r"take\s+a\s+break|(?:through|done|finished)\s+with\s+(?:therapy|counselling|treatment|all\s+this|it)|"
        r"wonders?\s+why[^.;]{0,40}|worse\s+after|another\s+(?:therapist|counsell?or|clinic)|may\s+(?:switch|"
        r"leave|stop|quit)|wants\s+to\s+pause|perhaps\s+longer|i\'ll\s+see|we\'ll\s+see|will\s+see|"
        r"beginning\s+to\s+(?:agree|think)|no\s+longer\s+opens|waste\s+of|"
        r"stop\s+for\s+now|without\s+a\s+word|lost\s+(?:faith|interest)|no\s+(?:date|appointment)"
    ),
}
"""Speaks for a change under the kind's own name, beside `cues_en.SAYS`."""

CALMS: dict[Event, str] = {
    Event.MISSED_HOMEWORK: (
        r"\b(?:otherwise|is|are|was|were)\s+(?:all\s+)?(?:complete|there)\b|in\s+full\b|every\s+(?:day|entry|"
        r"evening|night)\s+"
        r"(?:is|was|but)|read\s+(?:it|them)\s+out|from\s+memory|photo(?:s|graphs?)?\b|swapped|"
        r"serves\s+the\s+same|same\s+purpose|"
        r"(?:nothing|none)\s+(?:was|had\s+been|has\s+been)\s+(?:set|agreed|due|assigned)|(?:leave|left|lay|"
        r"put)\s+(?:\w+\s+){0,2}?"
        r"aside|on\s+\w+day\s+instead|instead\s+on\s+\w+day|made\s+(?:it\s+)?up|caught\s+up|"
        r"late\b.{0,20}\ball\b|a\s+day\s+late|(?:is|was|not)\s+"
        r"due\s+(?:until|next|in|on)|filled\s+(?:it|them|everything)\s+in\b|(?:and|was|were|"
        r"is)\s+done\s+on\s+\w+day|(?:I|we)\s+(?:had\s+)?(?:forgot\w*|did\s+not\s+(?:give|set|hand))|"
        r"kept\s+a\s+copy|brought\s+(?:it|them|the)|as\s+agreed|by\s+agreement|on\s+purpose|rest\s+week|"
        r"(?:one|a\s+single)\s+(?:\w+\s+){0,2}?(?:of|out\s+of)\s+(?:\w+\s+)?(?:\w+\s+)?(?:is|was)\s+missing|"
        r"only\s+\w+day\s+is\s+"
        r"missing|all\s+but\s+(?:one|\w+day)|except\s+(?:for\s+)?(?:\w+day|one)|told\s+me\s+every|"
        r"most\s+(?:days|entries|of\s+it)|"
        r"(?:carry|carried|rolled)\s+(?:it\s+|them\s+)?over|without\s+writing\s+(?:it|them)|she\s+had\s+done|"
        r"he\s+had\s+done|the\s+equivalent|(?:rest|others?)\s+(?:is|are|was|were)\s+|came\s+by\s+(?:post|e-?mail)"
    ),
    Event.SESSION_GAP: (
        r"\b(?:spoke|wrote|written|rang|talked|e-?mailed|texted)\s+(?:\w+\s+){0,4}?(?:every|each|weekly|by|from|"
        r"on)\b|wrote\s+"
        r"(?:short|regular|weekly)|sent\s+(?:\w+\s+){0,3}?(?:each|every|weekly)|updates|letters|"
        r"in\s+the\s+(?:calendar|diary)|fixed\b|knew\b|conference|bank\s+holiday|"
        r"training\s+course|skipped\s+(?:last|one|a)\s+week|closed\s+for|group\s+online|(?:kept|"
        r"keeping)\s+(?:\w+\s+){0,3}?going"
    ),
    Event.CONTRADICTING_FACT: (
        r"\bput\s+(?:it\s+|that\s+)?right|(?:slip|correction)\b|secretary|receptionist|moved\s+in\s+between|"
        r"explained\b|as\s+before\b|"
        r"because\b|in\s+between\b|one\s+and\s+the\s+same|no\s+longer\s+(?:a\s+)?question|corrected\s+(?:it|"
        r"that|the|them)|(?:hours|dates|numbers|accounts|stories|facts|figures|times|they|"
        r"it\s+all)\s+(?:all\s+)?(?:agree|match|tally|fit)\b|is\s+both\b|outdated|out\s+of\s+date|printout|"
        r"former\s+name|maiden\s+name|nickname|(?:add|fit|hang|tally)s?\s+(?:up|together)"
    ),
    Event.RUPTURE: (
        r"\b(?:cross|angry|annoyed|furious|irritated|fed\s+up|upset|in\s+a\s+(?:rage|temper))\s+(?:with|at|"
        r"about|by|over)\s+(?:his|her|"
        r"their|the|a|an)\s+(?!therap|counsel|clinic|session|way|question|exercise|homework|diary|pace|remark|"
        r"tone|last|hour)\w+|"
        r"(?:complain\w*|grumbl\w*|moan\w*|rant\w*|swore|critici[sz]\w*|dislik\w*|hates?)\s+(?:about\s+|over\s+|"
        r"at\s+)?(?:his|her|their|the|a|an)\s+(?!therap|"
        r"counsel|clinic|session|way|question|exercise|homework|diary|pace|remark|tone|last|hour)\w+|"
        r"said\s+so\s+(?:him|her)self|"
        r"and\s+said\s+so\b|for\s+fun|at\s+ease|(?:anger|fury|rage|irritation|annoyance|complaint)\s+(?:was|is|"
        r"were)\s+(?:only\s+|all\s+)?(?:about|at|with|meant\s+for|aimed\s+at)\s+(?:her|his|their|the|"
        r"a)\s+(?!therap|counsel|session|way|exercise|homework|question)|off\s+(?:his|her|their)\s+chest|"
        r"because\s+of\s+(?:a\s+)?(?:toothache|(?:\w+\s+)?shift|noise|headache|cold|sore\s+throat|poor\s+night|"
        r"the\s+heat)|(?:was|is)\s+(?:only\s+|just\s+)?(?:thinking|tired|hoarse)|(?:after|from)\s+(?:a|the|her|"
        r"his)\s+(?:night\s+shift|long\s+(?:day|drive)|short\s+night)|nois[ey]\w*|drill\w*|yawn\w*|"
        r"annoyed\s+us\s+both|apologi[sz]ed|(?:we|both)\s+"
        r"(?:\w+\s+){0,2}?laughed|ended\s+(?:well|warmly)|misread\s+(?:her|his)"
    ),
    Event.TARGET_ACHIEVED: (
        r"\bstill\s+(?!ri|goes|go|do|ho|us)\w+|first\s+time|yesterday|hopes?\b[^.;]{0,60}|helped\s+by|"
        r"thanks\s+to|(?:because|with|since)\s+(?:her|his|a|"
        r"the)\s+(?:sister|brother|mother|father|friend|husband|wife|partner|colleague|daughter|son)|(?:sat|"
        r"went|came|rode|walked)\s+"
        r"(?:beside|with|along)|a\s+good\s+(?:day|week)|school\s+holidays|eyes\s+(?:shut|closed)|will\s+(?:\w+)|"
        r"since\s+\w+day|depot|engine\s+off|soon\b|would\s+like\s+to|although\b|(?:nearly|almost)\s+there|"
        r"taxis?|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:one|this)\s+(?:week|day|night)\b|"
        r"not\s+on\s+(?:her|his)\s+own|"
        r"only\s+when|except\s+(?:when|in)"
    ),
    Event.MEASURE_WORSENING: (
        r"\b(?:done|scored|answered|filled\s+in)\s+(?:properly|correctly|again)|instead\s+of\s+this\s+week|"
        r"for\s+last\s+(?:month|year)|"
        r"filled\s+in\s+by\s+(?:her|his|a|the|someone|somebody)|stable\b|steady\b|unchanged|average\b|"
        r"always\s+has|back\s+(?:down|where|at|to)|by\s+\w+day\s+(?:it\s+was\s+)?(?:back|down|normal)|noise|"
        r"(?:sick|ill)\s+(?:child|baby|kids?)|bad\s+night|no\s+trend"
    ),
    Event.NEW_PROBLEM: (
        r"\bwent\s+away|found\s+(?:it|them)\s+again|(?:is|are)\s+healing|(?:looked\s+at|seen|"
        r"checked)\s+by\s+(?:her|his|the|a)\s+(?:doctor|gp|dentist|physician)|(?:once|twice|"
        r"three\s+times)\s+a\s+year|same\s+(?:evening|day|night|hour)\b|(?:in|by)\s+other\s+words|(?:another|"
        r"different|other)\s+(?:name|word|words)\s+for|new\s+(?:desk|chair|mattress|glasses)|pollen|hay\s*fever|"
        r"sneez\w*|will\s+ask|(?:is|was)\s+what\s+target|"
        r"(?:she|he)\s+(?:him|her)self\s+(?:does|is|has|did)\s+not|has\s+paid|has\s+been\s+(?:removed|repaired|"
        r"cleared)|"
        r"on\s+our\s+list|in\s+the\s+formulation|since\s+the\s+(?:start|beginning)\b"
    ),
    Event.MEDICATION_CHANGE: (
        r"\b(?:same|identical|content\s+is)\b|blue\s+box|without\s+(?:any\s+)?(?:change|alteration)|bottles?\b|"
        r"pharmacist\'?s?|(?:switched|changed|other|another|new)\s+(?:her\s+|his\s+|to\s+an?\s+)?(?:pharmac\w+|"
        r"chemist\w*|surgery|brand)|keeps?\s+(?:on\s+)?taking|looks\s+different|as\s+(?:before|prescribed|"
        r"every\s+year)|the\s+doctor\s+"
        r"(?:had\s+)?(?:suggested|advised|approved|knows)|nothing\s+since|(?:her|his|their|the)\s+(?:dog|cat|"
        r"horse)\b|counted\s+right|"
        r"found\s+(?:it|that)|dentist\w*|painkillers?|(?:stays|stayed|remains|remained|staying)\s+on\s+(?:it|"
        r"them|the)|no\s+(?:dose|tablet)\s+(?:was|has\s+been)\s+missed|for\s+now\s+(?:she|he)\s+takes|"
        r"takes\s+(?:it|them)\s+(?:regularly|as|daily)"
    ),
    Event.LIFE_EVENT: (
        r"\bbirthday|baked|postponed|delayed|put\s+off|nobody\s+was\s+(?:hurt|harmed|injured)|(?:work|life|"
        r"things)\s+went\s+on|as\s+hoped|repainted|haircut|dog\s+died\s+last|no\s+sign\s+of|will\s+not\s+happen|"
        r"off\s+the\s+table|home\s+again|"
        r"feels\s+nothing|in\s+remission|was\s+moved\s+to|(?:her|his|their)\s+(?:\w+\s+)?(?:cousin|uncle|aunt|"
        r"neighbou?r|colleague|"
        r"great-\w+|acquaintance|classmate|landlord|boss)'s\b|picture\b"
    ),
    Event.NO_RESPONSE: (
        r"\bhalved|within\s+what\s+we|expected\s+by\s+now|(?:keeps?|are|is|been|still)\s+(?:falling|dropping|"
        r"improving|going\s+down|coming\s+down)|(?:only|just)\s+(?:at\s+the\s+beginning|starting)|(?:one|two|"
        r"three)\s+sessions?\s+(?:done|so\s+far|in)|come\s+down|came\s+down|expected\s+(?:at|by|for|this|so)|"
        r"at\s+this\s+stage|too\s+(?:soon|early)|of\s+course|session\s+(?:one|two|three|1|2|3)\b|(?:first|"
        r"second|third)\s+"
        r"session|(?:is|was)\s+set\s+for|better\s+(?:each|every)"
    ),
    Event.DROPOUT_RISK: (
        r"\btook\s+(?:another|the\s+next|three|two|a\s+new)|(?:asked|asks)\s+for\s+(?:an?\s+)?(?:extra|"
        r"another\s+(?:hour|session|date)|"
        r"more)|say\s+sorry|said\s+sorry|rang\s+to|called\s+to\s+(?:say|explain)|came\s+on\s+\w+day|"
        r"came\s+(?:anyway|later|instead)|"
        r"overslept|(?:proposed|offered|suggested)\s+(?:\w+\s+){0,2}?(?:dates?|times?|days?|appointments?)|"
        r"leaves?\s+(?:\w+\s+)?(?:lighter|better|relieved)|missed\s+(?:the|her|his)\s+(?:tram|bus|train|"
        r"connection|exit)|has\s+told\s+(?:me|us)|told\s+(?:me|us)\s+(?:so|beforehand)|let\s+(?:me|us)\s+know|"
        r"away\s+(?:next|this)\s+week|"
        r"and\s+got\s+it|the\s+clinic\'s|by\s+(?:video|phone)\s+on|(?:later|earlier|other|another|"
        r"different)\s+(?:hour|slot|time|day)\b|contract\b|out\s+of\s+curiosity|because\s+the\s+(?:bridge|road|"
        r"line|school|train|car|lift)|snow\w*|made\s+up\s+(?:for\s+)?(?:it|the)|"
        r"(?:now|today)\s+(?:he|she|they)\s+(?:would|wants?|likes?|looks?|comes?)|(?:agreed|decided\s+together|"
        r"settled)\s+at\s+(?:the\s+)?review|"
        r"wants?\s+more|decided\s+to\s+(?:go\s+on|continue|stay|carry\s+on|keep)|booked\s+until|re-?booked|"
        r"use\s+them\s+well"
    ),
}
"""Speaks against a change, beside the general forms and `cues_en.CALMS`."""
