"""The words that make a condition in English, as patterns."""

import re
from typing import Final

from strategies.sop.numerals import NUMBER

LEAD: Final = re.compile(
    r"(?:(?:and|but|then|also|next|so|however|similarly|likewise|conversely|alternatively|equally|again|in addition|"
    r"now|finally|first|at this point|in this case)\b[,:]?\s*)+(?=(?:if|when|whenever|should|"
    r"unless|otherwise|else|in case|after|once|at any|where)\b)",
    re.IGNORECASE,
)
ANYWHERE: Final = re.compile(
    r"(?:at (?:any|every|whatever|whichever) (?:point|time|stage|moment|step)s?|throughout|during "
    r"any (?:of these )?(?:step|stage|part)s?|"
    r"in any (?:step|stage|part)|at all times|regardless of (?:the )?(?:step|stage)|anytime|at any time at all)"
    r"(?:\s+(?:in|during|of|while|on)\s+[^,;:]{1,50}?|\s+(?:the\s+)?(?:session|call|review|"
    r"procedure)|\s+this happens)?",
    re.IGNORECASE,
)
WHEN: Final = re.compile(
    r"(?P<head>only if|only when|if and when|if|whenever|when|where|in cases? where|in (?:the "
    r")?cases? of|in (?:the )?case that|in case|"
    r"in the event (?:of|that)|in the absence of|without(?= (?:a|an|any)\b[^,]{2,40},)|with no(?=[^,]{2,40},)|"
    r"provided(?: that)?|providing(?: that)?|as long as|so long as|"
    r"assuming(?: that)?|given that|"
    r"should|once|as soon as|the moment|for (?:any |all )?(?:clients?|patients?|callers?|those|"
    r"people|anyone|anybody|someone|somebody|individuals|a client|a patient)(?= (?:who|with|whose|that|at|below|above|"
    r"under|over|between|from))|"
    r"on)\b[,:]?\s+",
    re.IGNORECASE,
)
UNLESS: Final = re.compile(r"unless\b\s+", re.IGNORECASE)
ELSE: Final = re.compile(
    r"(?:otherwise|or else|else(?! if\b)|failing (?:that|this)|if (?:this is )?not(?: so| the "
    r"case)?(?=\s*(?:[,:;→]|->|=>|then\b|$))|"
    r"if (?:it|this|that|they|he|she|the client|the patient)?\s*(?:does|do|did|is|are|was|were|has|"
    r"have)(?:n't| not)(?=\s*[,:;→])|"
    r"in (?:all|any|every) other cases?|in the other case|for (?:everyone|everybody|anyone|all) "
    r"(?:else|others?)|all others?|if none of (?:these|the above)(?: \w+)?|"
    r"(?:for )?(?:any|every|all) other (?:answers?|scores?|results?|clients?|cases?|patients?|"
    r"responses?|outcomes?)|anything else|everything else|(?:the|all(?: the)?) (?:others|rest)(?=\s+(?!(?:of|may|"
    r"might|can|could)\b)\w)|"
    r"everyone else|everybody else)\b\s*(?:[,:;]|→|->|=>|then\b)?\s*",
    re.IGNORECASE,
)
ELSE_IF: Final = re.compile(r"(?:else|otherwise),?\s+(?=if\b)|elif\s+(?=\w)|elseif\s+", re.IGNORECASE)
SO: Final = re.compile(
    r"(?:if (?P<yes>so|yes|(?:they (?:do|did|agree)|it (?:is|does|was|did)|true)(?=\s*(?:[,:;→]|->|"
    r"=>)))|if (?P<no>no|false))\b(?=\s*(?:[,:;→]|->|=>|then\b|[a-z]))\s*(?:[,:;]|→|->|"
    r"=>)?\s*(?:then\b)?\s*",
    re.IGNORECASE,
)
ATTEMPTS: Final = re.compile(
    rf"(?:after|once|when|as soon as|following|beyond|if)\s+(?:the\s+|an?\s+|all\s+|these\s+|another\s+)*"
    rf"(?P<n>{NUMBER}|several|a few|repeated)\s+(?:(?!(?:and|or|if|to)\b)\w+\s+){{0,2}}?(?:attempts?|runs?|turns?|"
    rf"tries|rounds?|reminders?|calls?|repetitions?|trials?|times?|goes|cycles?|sessions?|weeks?|"
    rf"invitations?|prompts?|visits?|letters?|texts?|messages?|failures?|refusals?)\b[^,;:]{{0,60}}",
    re.IGNORECASE,
)
STILL: Final = re.compile(
    rf"\bafter\s+(?:the\s+)?(?:{NUMBER}|several|repeated)\s+(?:\w+\s+){{0,2}}?(?:attempts?|tries|"
    rf"rounds?|reminders?|calls?|times|repetitions?|trials?|prompts?)",
    re.IGNORECASE,
)
TRIVIAL: Final = re.compile(
    r"(?:if|when|where|as|whenever|wherever|once)\s+(?:and (?:when|where)\s+)?(?:at "
    r"all\s+)?(?:possible|needed|necessary|appropriate|required|applicable|relevant|feasible|"
    r"desired|"
    r"indicated|any(?=\s*(?:[,.;)]|$))|available|helpful|useful|wanted|in doubt|you can|you like|"
    r"time allows|time permits|agreed)\b",
    re.IGNORECASE,
)
OVER: Final = re.compile(
    r"(?:(?:all|both|everyone|everybody|each)\b.*\b(?:have|has) \w+|(?:the|this|that|these|both|all|everything|you|"
    r"they|he|she|it|done)\b.*\b(?:finished|"
    r"complete[ds]?|done|ready|begins?|begun|starts?|started|"
    r"arrives?|comes?(?: in| back)?|sits?(?: down)?|walks? in|over|ends?|ended|seated|settled|answered|returned?|"
    r"opens?|agreed on|written down|"
    r"chosen|named|rated|listed|described|explained|"
    r"told|identified|understood|filled in)(?:\s+(?:this|it|that|in|off|on|out|up|down|again))?|"
    r"(?:finished|done|complete|ready)|"
    r"(?:the|this|that|your|their)\s+(?:\w+\s+)?(?:timer|alarm|bell|clock|buzzer|time|hour|minutes?|period|film|tape|"
    r"recording|results?|doctor|ambulance|escort|colleague)\s+(?:rings?|sounds?|goes off|is up|is over|has passed|"
    r"have passed|runs out|is in|are in|comes? (?:in|back|through)|stops?|arrives?|elapses?|has elapsed|is here))$",
    re.IGNORECASE,
)
WITH: Final = re.compile(
    r"(?:with|at|for|on|in)\s+(?:an?\s+|any\s+|the\s+)?(?=[^,]{0,40}(?:\d|score|rating)|(?:smaller|larger|lower|higher|"
    r"negative|positive|normal|abnormal|raised|shorter|longer)\b)",
    re.IGNORECASE,
)
MEANS: Final = re.compile(
    r"(?P<cond>(?:an?|any|the|all|scores?|ratings?)\b[^,.;:]{0,60}?)\s+(?:means?|indicates?|"
    r"suggests?|calls? for|requires?|leads? to|triggers?|signals?|"
    r"warrants?)\b(?P<what>[^:.;]{0,80}?)(?:[:;,]\s+|$)",
    re.IGNORECASE,
)
WHO_IS: Final = re.compile(
    r"(?:an?|any|every|each|all|those|the)?\s*(?:clients?|patients?|callers?|persons?|people|anyone|anybody|those|"
    r"someone|somebody|members?|everyone|everybody|participants?)\s+(?P<cond>(?:who|whose|with|without|aged|"
    r"\w{3,}(?<!th)ing|(?:at|below|above|under|over|between|from)(?= (?:[^,]{0,12}\d|it\b|that\b|this\b)))\b.{3,80}?"
    r"(?<!who still)(?<!who also)(?<!who then)(?<!who already))\s+"
    r"(?P<body>(?:is|are|should be|must be|will be|should|must|will|can|needs? to|gets?|receives?|"
    r"goes|go|proceeds?|skips?|moves?|has to|have to)\s.+)",
    re.IGNORECASE,
)
WHAT_IS: Final = re.compile(
    r"(?P<cond>(?:(?:an?|any)\s+(?:\w+\s+)?(?!(?:client|patient|person|session|copy|note|list|minute)\b)\w+|one|"
    r"anything)"
    r"\s+(?:with|without|that|which|showing|above|below|over|between|from|under|of (?:more|less|fewer|at least|\d+)|"
    r"hidden|left|found|outside|beyond|containing|at or)\b[^,;]{2,50}?)\s+"
    r"(?:means?(?:\s+that)?\s+(?P<what>.{4,})|"
    r"(?P<body>(?:(?:is|are)\s+(?:then\s+)?(?:to\s+be\s+)?\w+(?:ed|en|t|ne|de)\b|(?:needs?|requires?|calls for|goes)\s|"
    r"(?:must|should|has to|have to|needs? to)\s).*))",
    re.IGNORECASE,
)
"""`A rating above 50 is discussed`, `a diary with gaps is to be completed`, `one below 5 needs no change`."""
WITH_SIZED: Final = re.compile(
    r"(?:with|at|for|on)\s+(?:an?\s+|any\s+)?(?P<cond>\w+(?: \w+)?\s+(?:of|over|above|below|under|between|at least|"
    r"at most)\s+\d[\d.]*(?:\s*(?:and|to|-|–)\s*\d[\d.]*)?(?:\s*(?:or (?:more|less|above|below|higher|lower)|%|"
    r"points?))*)"
    r",?\s+(?P<body>(?:the|you|we|she|he|they|an?)\s.+)",
    re.IGNORECASE,
)
"""`With a level over 1.0 the patient is phoned`."""
WHOEVER: Final = re.compile(
    r"(?P<cond>whoever\s+\w+.{2,80}?)\s+(?P<body>(?:is|are|should|must|will|goes|gets|receives|needs to|moves|proceeds|"
    r"skips)\s.+)",
    re.IGNORECASE,
)
STILL_SO: Final = re.compile(r"(?P<cond>(?:still|no|not any)\s+\w+(?: \w+){0,3}),\s+(?=\S)", re.IGNORECASE)
"""`Still fewer, call the doctor`."""
WHO_DOES: Final = re.compile(
    r"(?P<many>(?:all\s+|any\s+|those\s+)?(?:clients|patients|callers|people|members|participants|students|parents|"
    r"couples|residents|carers|families|those|others)\s+(?P<cond>(?:who|whose|with|without|scoring|rating|reporting|"
    r"at|below|above|under|over|between)\s))|"
    r"(?:an?|any|every|each|the)?\s*(?:client|patient|caller|person|member|participant|student|resident|anyone|anybody|"
    r"someone|somebody|everyone|everybody)\s+(?P<one>(?:who|whose|with|without|scoring|rating|reporting|at|below|above|"
    r"under|over|between)\s(?:(?:still|also|then|already|only)\s+\w+\s)?)",
    re.IGNORECASE,
)
"""`Clients who used it repeat the exercise`: who, and then a verb of doing."""
_LEVEL: Final = (
    r"(?:low|lower|medium|moderate|high|higher|mild|severe|no|positive|negative|normal|abnormal|irregular|raised|small|"
    r"smaller|large|larger|wrong|correct|unclear|missing|late|urgent|routine|minimal|clear|doubtful|unsigned|"
    r"incomplete)"
)
_MATTER: Final = (
    r"(?:scor(?:es?|ers?)|risk|ratings?|levels?|cases?|clients?|results?|referrals?|patients?|answers?|readings?|"
    r"tests?|"
    r"pulse|pressure|samples?|values?|repl(?:y|ies)|forms?|findings?|temperature|drop|rise|change|one)"
)
FOR_WHOM: Final = re.compile(
    rf"(?:for|with|at|on) (?:an? |any )?(?P<level>{_LEVEL} (?:\w+ )?{_MATTER})"
    r",?\s+(?P<then>(?:the|an?|you|we|she|he|they)\s.+)|"
    r"(?:for|with)\s+(?:any|some|every)(?:one|body)\s+(?P<cond>[^,]{3,60}?),?\s+(?P<body>(?:you|we|they|the \w+)\s.+)",
    re.IGNORECASE,
)
LEVELS: Final = re.compile(
    rf"(?:an?\s+|any\s+|all\s+)?(?P<cond>{_LEVEL}[- ](?:\w+[- ])?{_MATTER})\s+"
    r"(?P<body>(?:is|are|should|must|go|goes|gets?|receives?|has to|have to|needs? to|will be)\s.+)",
    re.IGNORECASE,
)
COMPARE: Final = re.compile(
    rf"[<>≤≥=]|\b(?:{NUMBER})\s*(?:%|percent|or (?:more|less|above|below|higher|lower|fewer))|"
    rf"\b(?:above|below|under|over|at least|at most|more than|less than|fewer than|between|reaches|"
    rf"falls|drops|rises|exceeds)\b",
    re.IGNORECASE,
)
ARROW: Final = re.compile(r"\s*(?:→|⇒|➜|➔|➡|—>|-+>|=+>|>>)\s*")
WHO: Final = (
    r"(?:(?:the\s+|their\s+|your\s+)?(?:clients?|patients?|callers?|person|family|parents?|couple|"
    r"child|them|him|her|you|us|yourself|together|directly|again|gently|openly|explicitly|first|"
    r"also|team|supervisor|whoever|anyone)\s+){0,4}"
)
WHETHER: Final = re.compile(
    rf"\b(?:asks?|asking|asked|checks?|checking|see|seeing|determine|find out|assess(?:es)?|"
    rf"establish(?:es)?|clarif(?:y|ies)|confirms?|know|verif(?:y|ies)|decide|"
    rf"inquire|enquire|tell|wonder|unsure|note|test|judge|consider|record|as|even|what|only|explore|"
    rf"ascertain|evaluate|learn|whether or)\s+{WHO}$",
    re.IGNORECASE,
)
TRAIL: Final = re.compile(
    r"[,;]?\s+(?P<head>but only if|only if|only when|if|unless|except when|except if|provided(?: "
    r"that)?|providing(?: that)?|in case of|in the event of|in case|as long as|so long as|when|"
    r"whenever|once|until|till|for as long as)\s+",
    re.IGNORECASE,
)
BOUNDARY: Final = re.compile(
    r"(?:[,;.:]\s*(?:(?:and|but|or)\s+)?|\s+(?:and|but|or)\s+|\s+)(?=(?:otherwise|or else|else|if|"
    r"unless|when|after|in (?:all|any) other)\b)|"
    r"[,;]\s*(?:(?:and|but|while|whereas)\s+)?(?=(?:where|should|in case|once|as soon as|in the event|provided|"
    r"providing|for (?:those|any|"
    r"all|the)|the (?:others|rest)|(?:all |any )?others?|everyone else)\b)|\s+(?:while|whereas)\s+(?=(?:the |all )?"
    r"(?:others|rest)\b)",
    re.IGNORECASE,
)
NOT_ELSE: Final = re.compile(
    r"\b(?:anything|something|someone|somebody|anyone|nothing|what|who|everyone|everything|nobody|"
    r"no one|or|unless|where|how|anybody)\s*$",
    re.IGNORECASE,
)
HEAD_ONLY: Final = re.compile(r"(?:if|when|whenever|unless|should|only if|where|and|but|or)", re.IGNORECASE)
OCCASION: Final = (
    r"(?:the|a|an|their|your|our|next)\s+(?:\w+\s+){0,3}(?:appointment|session|visit|meeting|day|"
    r"week|month|morning|review|call|time|deadline|end|beginning|date|contact|end of .*)"
)
CASE: Final = re.compile(r"[,;]\s*(?:in which case|in that case|and then|and if so|if so)[,]?\s*", re.IGNORECASE)
SPEAKS: Final = re.compile(r"\b(?:told|asked|says?|said|explains?|asks?|tells?|adds?|called|named)$", re.IGNORECASE)
"""What stands before a colon and a speech."""
LASTS: Final = re.compile(
    r"(?:^|,\s*|\b(?:and|then|to|should|must|will|please|worker|clinician|nurse|therapist|counsell?or)\s+)"
    r"(?:stays?|remains?|waits?|holds?|sits?|stands?|listens?|rests?|pauses?|accompan(?:y|ies)|postpones?|watch(?:es)?|"
    r"keeps?(?! (?:it|this|on|at it|going|doing|trying|repeat\w*|practi\w*|asking|to)\b)|leaves?)\b(?! (?:with|on|at|"
    r"in) (?:step|this step))[^,;]*$",
    re.IGNORECASE,
)
"""What goes on for a while, and is not done over and over."""
