"""The English lexicon: phrases of danger, and the everyday phrases that look like them."""

import re

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.lexicon import Entry, Person, entries

_SELF = r"(?:my ?self|meself|mysefl|myslef|my self|me self)"
_FILL = (
    r"(?:just |really |actually |simply |so badly |honestly |literally |fucking |finally |maybe |even |only |"
    r"still |also )*"
)
_WANT = (
    r"(?:want(?:ed|ing|s)?(?: to)?|wnat to|wan to|wanna|wana|wish(?:ed|ing)?(?: to| i could| that i could)|"
    r"would (?:like|love|prefer|rather)(?: to)?|'?d (?:like|love|rather|prefer)(?: to)?|long(?:ing|ed)? to|"
    r"hop(?:e|ing|ed) (?:to|i)|ready to|feel(?:ing)? like|felt like|need(?:ed)? to|prefer to|rather|"
    r"deserve to|urge to)"
)
_KILL = r"k[il]{1,3}l?(?:ing|ed|in)?"
_SUICIDE = (
    r"(?:suicid\w*|sucid\w*|suicde|siucid\w*|suisid\w*|suacid\w*|sewicid\w*|sicide|s[- ]?uicide|sewer ?slid\w*|sue "
    r"?cide|sui[- ]cide)"
)
_ACT = (
    rf"(?:{_KILL} {_SELF}|end(?:ing)? (?:my (?:own )?life|it all|my existence)|tak(?:e|ing) my (?:own )?life|"
    rf"com{{1,2}}it{{1,2}}(?:ing)? {_SUICIDE}|hang(?:ing)? {_SELF}|shoot(?:ing)? {_SELF}|drown(?:ing)? {_SELF}|"
    rf"(?:un-?aliv(?:e|ing)|off(?:ing)?|of) {_SELF}|overdose|od\b|do {_SELF} in|top {_SELF}|"
    rf"jump off? (?:a|the|that|my) \w+|"
    rf"slit my (?:wrists|throat)|hurt {_SELF}|harm {_SELF}|cut my wrists)"
)
_NOT = r"(?:do not|don'?t|didn'?t|did not|no longer|never|not|doesn'?t|dont|n't)"
_IF = r"(?:wish(?:ed|es|ing)?|hop(?:e|ed|ing)|pray(?:ed|ing)?|if only|\bif)(?: that)? (?:just )?i"
_KIN = (
    r"(?:husband|wife|boss|mother|mom|mum|father|dad|baby|son|daughter|kids?|child(?:ren)?|brother|"
    r"sister|ex|boyfriend|bf|gf|hubby|fella|missus|mam|carer|"
    r"girlfriend|partner|fiance|neighbou?r|co-?worker|colleague|room ?mate|teacher|parents|family|"
    r"step ?dad|stepfather|"
    r"step ?mother|manager|supervisor|classmates?|uncle|aunt|cousin|friend|grand\w+|bully|landlord)"
)
_SOMEBODY = (
    rf"(?:him|her|them|someone|somebody|people|everyone|you all|my (?:\w+ ){{0,2}}?{_KIN}|"
    r"the (?:baby|kids|children|neighbou?rs?|dog|teacher|boss|guy|man|woman|bastard)|"
    r"that (?:guy|man|woman|bastard|bitch|asshole|boss)|those (?:people|bastards|kids)|others|other people)\b"
)
_PILLS = (
    r"(?:pills?|tablets?|capsules?|meds\b|medications?|medicines?|paracetamol|tylenol|acetaminophen|ibuprofen|advil|"
    r"aspirin|xanax|ambien|antidepressants?|sleeping|painkillers?|benzos|valium|packet|bottles?|"
    r"opioids|insulin|zoloft|morphine|codeine|tramadol|diazepam|lithium|amitriptyline|propranolol|methadone|"
    r"oxycodone|warfarin|digoxin|sertraline|fluoxetine|quetiapine)"
)
_MUCH = (
    r"(?:all (?:of )?(?:my|the|his|her|them|those|these)|the whole|a whole|an entire|the entire|"
    r"the rest of|a bunch of|a (?:w?hole |shed ?|shit ?)load of|"
    r"a load of|loads of|a lot of|lots of|an? handful of|handfuls? of|(?:way |far )?too? many|an? "
    r"(?:bottle|pack|packet|box) of|"
    r"half (?:a|the|of (?:a|the|my))|every|\d{2,}|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)"
)

_AWAY = (
    r"(?:leave|leaves|left|tell|told|go\b|went|try|tried|call|called|ring|rang|report\w*|speak|spoke|talk\w*|see\b|"
    r"don'?t (?:do|come|sleep|give|stay)|end it|answer back)"
)
"""What somebody who threatens does not want done."""

_PASSIVE = {
    "want_to_die": rf"\b{_WANT} {_FILL}(?:to )?{_FILL}(?:die\b|dei\b|be dead|b dead|drop dead|be six feet under)",
    "wish_dead": rf"\b{_IF} {_FILL}(?:was|were|could be) {_FILL}(?:dead|gone(?! (?:for|to|on))|not (?:here|alive|"
    rf"around)|never born|never here)",
    "wish_not_here": rf"\b{_IF} {_FILL}(?:wasn'?t|weren'?t|was not|were not) {_FILL}(?:here\b|"
    "alive|around|born|in this "
    rf"world|on this earth)",
    "wish_died": (
        rf"\b{_IF} {_FILL}(?:died|dropped dead|got hit by|get hit by|got cancer|get cancer|got run over|disappeared|"
        r"didn'?t (?:exist|wake|make it|survive|have to (?:wake|live|exist|be))|never (?:existed|wake|"
        r"woke)|don'?t wake|"
        r"(?:could|would) (?:just |simply )?(?:die\b|disappear|vanish|stop existing|cease|not (?:wake|"
        r"exist|be here)|never wake|"
        r"fall asleep and|go to sleep and|sleep forever|be dead|drop dead))"
    ),
    "never_born": r"\b(?:never (?:been )?born|had ?n'?t (?:ever )?been born|(?:never|not) existed|should(?:n'?t|"
    r" not) "
    r"(?:have been born|exist|be alive))\b",
    "not_wake": (
        r"\b(?:wish\w*|hop(?:e|ing)|want|pray\w*|like|love|nice|better|easier|just|could|please|if|let me)\b.{0,40}\b"
        r"(?:not|never|\w*n'?t|without) (?:ever |have to |having to |want to |wanna |to |even )?(?:wake|"
        r"waking)\b(?: up)?(?! (?:him|her|them|the|my|until|at|to|before|early)\b)"
    ),
    "dont_want_wake": rf"\b{_NOT} {_FILL}(?:want(?:ed|ing)? to|wanna|care to|need to) {_FILL}wake up(?! (?:early|at|so|"
    rf"before|him|her|the))",
    "sleep_forever": r"\b(?:sleep|asleep|bed) (?:forever|and (?:just )?(?:never|not|don'?t))\b",
    "dont_want_live": (
        rf"(?:\b|(?<=[a-z]))(?:{_NOT}|lost (?:the|my|all|any)) {_FILL}(?:want(?:ed|ing)?(?: to)?|wanna|"
        rf"care to|feel like|wish to|will to|desire to) {_FILL}"
        r"(?:live\b(?! (?:with|in|at|there|here|near|alone|together|next|on|by|up))|living\b(?! (?:with|"
        r"in|at|there))|be(?:ing)? alive|exist|"
        r"go on\b(?! (?:a|an|the|holiday|vacation|dates?|with|about|any|stage|to))|keep (?:going\b(?! "
        r"(?:to|back|there|in|out|over|with))|living)|"
        r"be (?:in this world|on this (?:earth|planet)|around any ?more|living)|continue (?:living|to "
        r"live|existing)|do life|do this life)"
    ),
    "dont_want_here": (
        rf"\b{_NOT} {_FILL}(?:want(?:ed|ing)? to|wanna) {_FILL}be here(?: any ?more| any longer|[.!?,;]|"
        rf"$| at all\b| on this)"
    ),
    "no_reason": (
        r"\b(?:no|any|see (?:the|a|any)|what'?s the|what is the|lost the|lost my|little|much|not (?:a|"
        r"any)|n'?t (?:a|any)|without (?:a|any)|find (?:a|any)) "
        r"(?:\w+ )?(?:point|use|sense|reasons?|purpose|will|desire|motivation|meaning)(?: left| anymore| any "
        r"more)? (?:to|in|of|for) (?:me to |my |be |being |even |keep |keeping |carry )*"
        r"(?:live\b(?! (?:with|in|there))|living\b(?! (?:with|in|there))|alive|go(?:ing)? on\b(?! (?:a|"
        r"the|holiday|about))|exist\w*|life\b|being here|be here|be alive|stay(?:ing)? (?:alive|here)|"
        r"wak\w+ up|going any ?more|going\b)"
    ),
    "nothing_to_live_for": r"\b(?:nothing|no ?(?:one|body)|not much|anything)(?: left| worth)* "
    "(?:to live for|worth living|"
    r"living for)",
    "not_worth_living": (
        r"\blife(?:'s)? (?:\w+ ){0,3}?(?:isn'?t|is not|not|no longer|ain'?t|doesn'?t (?:feel|seem)|"
        r"wasn'?t|hardly|barely) (?:\w+ )?worth\b|"
        r"\b(?:not|n'?t|never|hardly|no longer) (?:\w+ )?worth (?:living|being alive|going on|staying alive)"
    ),
    "why_alive": r"\bwhy (?:am i|do i|should i|i'?m|bother|i am|i) (?:still |even |to |keep |bother |bother to "
    r")*(?:alive|live|living|still here|exist\w*|go(?:ing)? on|be(?:ing)? alive|stay(?:ing)? alive|"
    r"wak\w+ up)\b(?! (?:with|in))",
    "better_off": (
        r"\bbetter off (?:dead|without me|if i)|\bwithout me (?:here|around|in (?:it|their|the))|"
        r"\b(?:everyone|everybody|they|you|world|family|kids|children|husband|wife|people|mom|mum|"
        r"parents|he|she|friends)\b"
        r".{0,25}\b(?:better|happier|easier|fine)\b(?: off)? without me"
    ),
    "tired_of_living": (
        r"\b(?:tired|sick|weary|exhausted|fed up|done|had enough|over it) ?(?:of|with|from|by)? (?:just |being )?"
        r"(?:living\b(?! (?:with|in|at|out|room|here|there|under|on))|life\b(?! (?:in|at|drama|"
        r"insurance))|being alive|existing|alive\b|breathing|this life|my life)"
    ),
    "disappear": (
        rf"\b{_WANT} {_FILL}(?:to )?{_FILL}(?:disappear|vanish|cease to exist|stop existing|not exist|"
        rf"not be (?:here|alive|around)|sleep forever|fade away|"
        r"be no more|stop living|leave this (?:world|life|earth)|stop being alive|be gone(?! (?:by|"
        r"before|for|from))|go to heaven|be with (?:my )?(?:dead|late)|never wake up)"
    ),
    "all_to_end": r"\bwant (?:it all|everything|all of (?:it|this)|my life|this life|life) to (?:just )?(?:be over|"
    r"end|"
    r"stop|be done)|\bwant out of (?:this |my )?life",
    "cant_go_on": (
        r"\bcan(?:'?t|not| not) (?:possibly |just |really )?(?:go on\b(?! (?:the|a|an|holiday|vacation|"
        r"with (?:the|this|my)|to|stage|about|dates?))|carry on\b(?! with (?:the|this|my))|"
        r"keep (?:going\b(?! (?:to|back|there|out|over|in|with))|living\b(?! (?:with|in)))|live (?:like "
        r"this|any ?more|any longer|with myself|this way)|bear to live|face (?:another day|living|life))"
    ),
    "wouldnt_mind": (
        r"\b(?:would ?n'?t|would not) (?:really |even )?(?:mind|care|matter|be (?:so |that "
        r")?bad)\b.{0,22}\b(?:dying\b|die\b|died|dead|not waking|didn'?t wake|never woke)|"
        r"\b(?:don'?t|do not|doesn'?t|didn'?t|not) (?:really |even |much )?(?:care|matter)\b.{0,16}\bi "
        r"(?:live|die|died|wake|survive|make it)\b"
    ),
    "nobody_would_care": r"\b(?:no ?(?:one|body)|who|they)(?:'d| would|'ll| will| wouldn'?t| "
    "won'?t) (?:even |really |ever "
    r")?(?:care|notice|miss me|mind|cry)\b.{0,8}\b(?:if|when) i (?:was|were|died|die|disappeared|wasn'?t|"
    r"weren'?t|killed)",
    "hope_killed": (
        r"\b(?:hop(?:e|ing)|wish\w*|pray\w*|want|waiting for)\b.{0,14}\b(?:a |an |the |some|god|it|"
        r"cancer|someone|something|somebody)\w*(?: car| bus| truck| accident)?(?: to| will| would)?(?: "
        r"just)? "
        r"(?:kill(?:s|ed)? me|take(?:s)? me(?: away| out)?\b(?! (?:to|out to))|hit(?:s)? me|end(?:s)? (?:me|my))"
    ),
    "death_relief": (
        r"\b(?:death|dying|being dead)\b (?:\w+ )?(?:would be|sounds?|seems?|feels? like|looks?|is|might "
        r"be)(?: \w+){0,2} (?:relief|better|easier|peace\w*|nice|good|appealing|only|release|comfort\w*|"
        r"escape|way out|answer|freedom)|"
        r"\b(?:relief|peace|comfort|escape|looking forward|welcome)\b.{0,10}\b(?:in|to|of|if i|be) "
        r"(?:death|dying|being dead|died|dead)"
    ),
    "rather_dead": r"\b(?:rather|prefer to|easier to|better to|easier|easiest) (?:just )?(?:be dead|die\b|be dying)|"
    r"\b(?:i'?m|i am|i feel) better dead|\bi (?:should|deserve to|ought to|need to|have to|must) (?:just "
    r"|really )?(?:die\b|be dead)",
    "think_of_death": r"\b(?:think\w*|thoughts?|thought|dream\w*|fantasi\w+|daydream\w*|obsess\w+|imagin\w+) (?:a lot |"
    r"constantly |so much |all the time |often )?(?:about|of|that i) (?:my own |my )?(?:death|dying|"
    r"being dead|not being (?:here|alive)|not existing|never waking)\b",
    "no_point_here": (
        r"\b(?:point|reason|sense|use) (?:in|of|to|for) (?:me )?(?:being (?:here|around|alive)|be "
        r"(?:here|around|alive))\b"
        r"(?! (?:today|with you|in therapy|at work))"
    ),
    "hit_by": (
        r"\b(?:hop(?:e|es|ed|ing)|wish\w*|want\w*|pray\w*)\b.{0,10}\bi(?:'d| would| could)? (?:just )?"
        r"(?:get|got|am|was|were) (?:hit|run over|killed|shot|cancer|a terminal)"
    ),
    "not_around": (
        r"\b(?:don'?t|do not|doubt) (?:\w+ )?i(?:'ll| will| would|'d)? (?:still )?(?:be|live|make it|survive) "
        r"(?:(?:around|here|alive) )?(?:much|long|for long|any)"
    ),
    "undeserving": rf"\b{_NOT} deserve to (?:live|be alive|exist|be here|breathe)",
    "pray_die": r"\b(?:hop(?:e|ing)|pray\w*|wish\w*)(?: that)? i (?:just |quietly |could )?die\b",
    "easier_gone": (
        r"\b(?:easier|better|nicer|simpler|best)(?: for \w+)? (?:to|if i) (?:just )?(?:be |was |were "
        r")?(?:gone|dead|not (?:be )?here)\b"
    ),
    "my_funeral": r"\bmy (?:own )?funeral\b",
    "not_see_self": rf"\b(?:{_NOT}|can'?t|cannot) (?:see|imagine|picture) (?:me|{_SELF}) (?:being |still )*(?:alive|"
    rf"around|living past|making it|reaching)",
    "kill_me": r"\b(?:someone|somebody|god|please|just|lord) (?:please |just )?kill me\b(?! (?:if|for))",
    "done_with_life": r"\b(?:i'?m|i am|im) (?:so |just |totally )*(?:done|finished) (?:living|with (?:life|this life|"
    r"living|everything and everyone|this world))|\bgiv(?:e|en|ing) up on (?:life|living)\b|\bgave up on "
    r"(?:life|living)\b",
    "ready_to_go": r"\b(?:i'?m|i am|im) (?:so )?ready (?:to go\b(?=[.!]? ?(?:god|lord|be with|whenever))|"
    r"for (?:it all|"
    r"everything|life) to (?:end|be over)|to leave this (?:world|life))|\bnot long for this world",
}
_HINTS = {
    "no_way_out": r"\b(?:no|any|only) way out\b",
    "hopeless": r"\bhopeless|no hope\b|\blost (?:all )?hope|\bnothing will (?:ever )?(?:change|get better|help)",
    "burden": r"\b(?:a|such a|huge|just a) burden\b|\bweighing (?:everyone|everybody|them|my family) down",
    "whats_the_point": r"\bwhat(?:'?s| is) the point\b|\b(?:no|don'?t see (?:the|a|any)|see no) point (?:any ?more|in "
    r"anything|to anything|of anything|in trying)",
    "cant_anymore": r"\bcan(?:'?t|not) (?:do|take|handle|stand|cope with) (?:this|it|life) any ?(?:more|longer)",
    "pain_to_stop": r"\bwant (?:it|this|the pain|this pain|the suffering) to (?:just )?(?:be over|end|stop)",
    "no_future": r"\b(?:no|don'?t (?:see|have) (?:a|any)|can'?t (?:see|imagine) (?:a|any|my)) future",
    "trapped": r"\btrapped\b|\bunbearable\b",
    "pointless_life": r"\b(?:life|everything|it all) (?:is|feels|seems|'s) (?:\w+ )?(?:pointless|meaningless|worthless|"
    r"empty|over)\b",
    "tired_of_it_all": r"\btired of (?:it all|everything|fighting|trying|feeling)|\bso tired\b|"
    "\bgive up\b|\bgiving up\b",
    "giving_away": r"\b(?:giv(?:en|ing)|gave) away (?:all |most of )?my|\baffairs in order|\bmade (?:out )?my will\b",
    "goodbye_word": r"\bgoodbyes?\b|\bgood-bye",
    "dark_thoughts": r"\b(?:dark|bad|scary|those|intrusive) thoughts\b",
    "mind_made_up": r"\bmind is made up|\bmade peace with it|\bat peace with (?:it|my decision)|\bwon'?t be a problem",
    "nobody_cares": r"\bno ?(?:one|body) (?:would |will |even )?(?:care|notice|miss)s?\b",
}
_ACTIVE = {
    "kill_self": rf"\b{_KILL} {_SELF}\b",
    "end_life": r"\b(?:end(?:ing|ed)?|finish(?:ing)?|tak(?:e|ing|en)|took) (?:my (?:own )?(?:life|existence)|it "
    r"all)\b(?! (?:back|in\b|seriously|for granted|to the|on\b|story|in stride))",
    "end_it": r"\b(?:want(?:ed)?|wanna|going|gonna|think\w*|thought|ready|need|just|about|should|might|could)(?: "
    r"to| about| of)?(?: just)? end(?:ing)? it\b(?! (?:with|between|by|there|here|on\b|off|before|at\b|"
    r"after|and move|early|now so|with))",
    "kms": r"(?<!\d)(?<!\d )\bkms(?:ing)?\b",
    "slang": (
        rf"\bun-?aliv\w*|\b(?:top|neck|rope|delete|yeet)\w* {_SELF}\b|\bself[- ]?(?:delete|deletion|exit)\b|"
        r"\bdo(?:ing)? myself in\b|\bbuy(?:ing)? the farm myself"
    ),
    "off_myself": (rf"\b(?:off(?:ing)?|ofing|(?:wanna|gonna|to|should|could|will|might) of) {_SELF}\b(?! (?:my|the))"),
    "slang_joke": (
        r"\bcommit(?:ting)? (?:sudoku|die|not alive|toaster bath|sewerslide)|"
        r"\bcheck(?:ing)? out (?:of life|early for good|permanently)|\blog(?:ging)? off (?:from |of )?life"
    ),
    "end_my_life": r"\bend(?:ing)? my (?:own )?(?:life|existence)\b",
    "end_things": r"\bend(?:ing)? (?:things|everything) (?:for good|forever|once and for all|permanently)\b",
    "use_on_self": rf"\bus(?:e|ing) (?:it|them|that|this|one) on {_SELF}",
    "do_something": rf"\bdo (?:something|anything) (?:bad |stupid |drastic |terrible )?to {_SELF}",
}
_SUICIDE_WORD = {"suicide": rf"\b{_SUICIDE}\b"}
_METHOD = {
    "jump": (
        r"\b(?:jump\w*|drove|ran|threw my ?self|throw\w* my ?self|leap\w*|step\w*|walk\w*|run\w*|"
        r"driv\w+|crash\w*|swerv\w*|steer\w*)\b.{0,18}\b"
        r"(?:off (?:of )?(?:a |the |that |this |my )?(?:\w+ )?(?:bridge|roof|rooftop|building|balcony|"
        r"cliff|ledge|overpass|tower|garage|floor|road(?! trip))|"
        r"in front of (?:a |the |an |that )?(?:\w+ )?(?:train|bus|car|truck|lorry|traffic|tube|subway|"
        r"metro)|into (?:a |the |oncoming )?(?:traffic|river|tree|wall|pole|path of)|"
        r"under (?:a|the) (?:train|bus)|out (?:of )?(?:the|a|my) window)|\bjump(?:ing)? to my death"
    ),
    "hang": rf"\bhang(?:ing)? {_SELF}\b",
    "shoot": rf"\bshoot(?:ing)? {_SELF}\b(?! in the foot)|\bblow(?:ing)? my (?:brains?|head) (?:out|off)|\b(?:gun|"
    rf"bullet|shotgun|pistol) (?:in|to|through|at|into) my (?:mouth|head|brain|temple|chest)",
    "wrists": r"\b(?:slit|cut|slash|slice|open)\w* (?:up )?(?:my |me |the |both )*(?:wrists?|veins?|throat|artery|"
    r"arteries)\b",
    "poison": rf"\b(?:drown|poison|gas|suffocat\w*|strangl\w*|electrocut\w*|starv\w*)(?:e|ing)? {_SELF}\b(?: to "
    rf"death)?|\btak(?:e|ing) all (?:of )?(?:my|me|the|these|those) {_PILLS}",
    "swallow": rf"\bswallow(?:ing)? (?:all |the |a |my |whole |bottle of |bunch of |of )*(?:{_PILLS}|bleach|poison)",
    "ways_to_die": (
        rf"\b(?:ways?|how|methods?|painless(?:ly)?|quickest|easiest|where) (?:of |to |for |i (?:could|"
        rf"would|might|can) |way to )+(?:\w+ )?(?:die\b|dying|{_ACT}|{_SUICIDE}|not survive|make it look "
        rf"like an accident)|"
        r"\blethal dose|\bhow many (?:pills|tablets)\b.{0,24}\b(?:kill|die|take|enough|lethal)|\benough "
        r"(?:pills|tablets|meds|insulin) to (?:kill|die|end|do it|not wake)"
    ),
    "not_safe": rf"(?:\bnot|n'?t|\bnever) (?:feel |be |feeling )?(?:safe (?:(?:with|from|around|being alone with) "
    rf")?{_SELF}|"
    rf"safe being alone tonight|trust\w* (?:with |around |being alone with )?{_SELF}"
    r"(?=[.,!;]|$| tonight| alone| right now| any ?more| near (?:the |a )?(?:edge|kni|bridge|balcony|railway|window)|"
    r" on (?:the |a )?(?:bridge|balcony|roof|platform)| (?:with|around) (?:the |a |my )?(?:kni|blade|pills|tablets|"
    r"gun|razor)|"
    rf" not to (?:do|hurt|kill|jump|cut|end|act|take)))|\bdanger to {_SELF}",
}
_TO_A_THING = (
    r"(?! to (?:the |my |our |an? |that |this )?(?:old |former )?(?:marriage|drink(?:ing)?|whisk\w*|alcohol|wine|"
    r"bottle|smoking|cigarettes|illness|disorder|habit|cancer|breast|leg|dead)\b)"
)
"""A letter in farewell to a thing, or to the dead, is an exercise."""
_OVERDOSE = {"overdose": r"\boverdos\w*|\bod(?:ing)? on\b"}
_INTENT = {
    "going_to": rf"\b(?:i'?m|i am|im|i'?ve|i have|i was|i)? ?{_FILL}(?:going to|gonna|gunna|about to|will|'ll|ready "
    rf"to|prepared to|determined to|intend(?:ing)? to|decided to|set on|mean to|have to|must|need to|"
    rf"swear i'?ll) {_FILL}{_ACT}",
    "mind_made": rf"\bmade (?:up )?my (?:mind|decision) (?:up )?(?:to|that i'?ll|that i'?m going to) (?:{_ACT}|die\b)",
    "ill": rf"\b(?:i'?ll|ill) {_FILL}(?:{_ACT}|end it\b(?! with)|be dead (?:by|soon|tomorrow|before))",
    "ending_it": r"\bend(?:ing)? (?:it|it all|my life)\b(?! (?:with|between))(?=.{0,12}\b(?:tonight|today|tomorrow|"
    r"now)\b)",
    "make_sure": (
        r"\b(?:make|making) sure (?:that )?(?:i (?:don'?t|do not|never|won'?t) (?:wake|survive|come "
        r"back|live)|it works this time)"
    ),
    "might_do_it": r"\bi (?:might|may|could) (?:just |actually |really |finally )*(?:do it\b(?= ?(?:tonight|today|"
    r"this "
    r"time|[.!]|$))|go through with it|do something (?:stupid|drastic|bad))|\b(?:going|gonna|ready|want) "
    r"(?:to )?go through with it|\bact on (?:these|those|my|the) (?:suicidal |dark )?(?:thoughts|urges)",
    "cant_be_safe": r"\bcan(?:'?t|not) (?:keep myself safe|promise (?:you )?(?:that )?(?:i'?ll|i will|to|i won'?t|not|"
    r"i "
    r"can) ?(?:be |stay |keep |not |hurt |do )?)|\bcan(?:'?t|not) stay safe\b",
    "wont_be_here": r"\b(?:won'?t|will not|not going to|not gonna) be (?:(?:here|around) (?:much longer|any ?more|any "
    r"longer|in the morning|to see|for (?:long|christmas|my birthday))|alive\b)|\bwon'?t (?:live|make "
    r"it) (?:to see|through (?:the night|tonight|this week))|\bdead by (?:tomorrow|tonight|monday|"
    r"morning|the weekend|christmas)",
    "goodbye": r"\bgoodbye (?:forever|world|cruel world|for good)|\bthis is (?:my (?:last|final) (?:message|night|"
    r"goodbye|day alive)|goodbye)\b|\byou (?:won'?t|will never|'ll never) (?:see|hear from) me (?:again|"
    r"any ?more)|\bby the time (?:you|anyone|they) (?:read|get|see|find)s? "
    r"(?:this|me|it[,]? i'?ll be (?:dead|gone))|\bsa(?:id|ying) (?:all )?my (?:final |last )?goodbyes",
    "decided_to_die": r"\b(?:decided|chosen|choosing|going|gonna|determined|ready and willing) (?:to|it'?s time to) "
    r"(?:just )?die\b|\btonight(?:'s| is) the night\b.{0,30}\b(?:die|end|kill|do it)|\btime (?:for me "
    r")?to die\b",
}
_PLAN = {
    "will_soon": (
        r"\bi(?:'ll| will|'?m (?:going to|gonna)| am going to) (?:just |finally )?(?:jump|end it|take (?:them|it) all)"
        r"(?: off [\w ]{3,20})?,? (?:tonight|today|now|tomorrow|this (?:evening|morning|afternoon|weekend))\b"
    ),
    "plan_to": rf"\b(?:plan\w*|planned|arranged|scheduled)\b (?:\w+ ){{0,3}}?(?:to |on |for |out |of |how (?:to |"
    rf"i'?ll ))*(?:{_ACT}|die\b|my (?:death|{_SUICIDE}))",
    "plan_for": r"\b(?:have|had|got|made|making|worked out) (?:a |my |the |an )?(?:\w+ )?plan\b (?:for how|for "
    r"ending|to (?:do it|die|end|kill|hang|jump|overdose)|how to (?:do it|die|end))",
    "note": rf"\b{_SUICIDE} (?:note|letter|video|plan|pact)s?\b|"
    rf"\b(?:goodbye|farewell) (?:note|letter|video|plan|pact)s?\b{_TO_A_THING}|"
    rf"\b(?:wr(?:ote|itten|iting)) (?:\w+ ){{0,2}}(?:last|final) (?:note|letter)s?\b|"
    rf"\b(?:wr(?:ote|itten|iting)) (?:\w+ ){{0,4}}(?:note|letter)s?\b"
    r".{0,20}\b(?:when i'?m gone|after i'?m gone|for when i)",
    "stockpile": r"\b(?:stockpil\w+|hoard\w+|sav(?:ed|ing)(?: up)?|collect(?:ed|ing)|stash(?:ed|ing)?|been saving) "
    r"(?:up )?(?:\w+ ){0,3}(?:pills|meds\b|medication|tablets|sleeping|painkillers|insulin|"
    r"amitriptyline|tramadol|diazepam|paracetamol|antidepressants)",
    "means": r"\b(?:bought|got|getting|found|have|ordered|borrowed) (?:a |the |some |my |myself a |his |dad'?s "
    r")*(?:rope|noose|gun|handgun|shotgun|helium|charcoal|razor blades|nitrogen)\b.{0,20}\b(?:to (?:do|"
    r"die|end|kill|hang|shoot|use on)|ready|for (?:it|myself|this|when))|\bnoose\b|\b(?:gun|pistol|rifle|"
    r"shotgun) is loaded|\bloaded (?:the|my|a) (?:gun|pistol|rifle|shotgun)",
    "set_date": r"\b(?:picked|chosen|chose|set|decided on|have) (?:a|the|my|out a) (?:\w+ )?(?:date|day|time|place|"
    r"spot|bridge|method|way)(?: and (?:a |the )?\w+)? (?:to (?:die|do it|kill|end|jump)|for (?:it\b|my "
    r"(?:death|suicide)|dying|ending))",
    "know_how": rf"\b(?:know|figured out|worked out|decided|sure) (?:exactly |already )?(?:how|when|where)(?: and "
    rf"(?:when|where|how))? (?:i'?d|i would|i'?ll|i will|i'?m going to|i'?m gonna|to) (?:do it\b|{_ACT}|"
    rf"end it\b|die\b)",
}
_ATTEMPT = {
    "tried": rf"\b(?:tried|trying|attempt(?:ed|ing)?|try|went) (?:to |at |and )?(?:{_ACT}|die\b|{_SUICIDE}|od\b|"
    rf"jump(?:ing)? (?:off|in front))|"
    rf"\b(?:my|our) (?:\w+ ){{0,2}}?(?:{_SUICIDE}) attempts?\b|\battempt(?:s|ed)? (?:on my life|at "
    rf"{_SUICIDE})",
    "on_the_edge": r"\b(?:i'?m|i am|im|am|currently) (?:\w+ ){0,2}?(?:standing|sitting|stood|sat|up) (?:up |out "
    r")?(?:on|"
    r"at) (?:the |a |my )?(?:edge|ledge|bridge|roof\w*|tracks|train tracks|balcony|cliff|railing|"
    r"parapet)|\b(?:on|at) the (?:edge|ledge) of (?:the|a) (?:bridge|roof|building|balcony|platform)|"
    r"\bclimbed over the (?:railing|fence|barrier)",
    "in_hand": r"\b(?:have|holding|got|with|hold) (?:the|a|my|this|these|dad'?s) (?:\w+ )?(?:knife|gun|rope|noose|"
    r"blade|razor|pills|bottle|tablets|pistol)(?: of pills)? (?:in my (?:hands?|lap|mouth)|in front of "
    r"me|next to me|right here|to my|against my|around my|ready)|\b(?:pills|tablets|knife|gun|blade|"
    r"rope) (?:is |are )?(?:in my hand|in front of me|lined up)",
    "at_body": r"\b(?:rope|noose|belt|cord|sheet) (?:is |tied )?(?:around|round|on) my neck|\b(?:knife|blade|razor|"
    r"gun|scissors) (?:is )?(?:to|at|on|against) my (?:wrists?|throat|neck|head|temple|chest)|\btied "
    r"(?:the|a) (?:rope|noose)",
    "cut_wrists": r"\bi(?:'ve| have)? (?:just )?(?:slit|slashed|sliced) (?:my |both my )wrists?\b|"
    r"\bi(?:'?ve| have) (?:just )?cut (?:my |both my )wrists\b|\bi'?m (?:about to|"
    r"doing it|going to do it) (?:right )?now\b",
}
_EMERGENCY = {
    "took_pills": rf"\b(?:took|taken|take|swallowed|downed|popped|ate|drank|drunk|ingested|had) (?:\w+ "
    rf"){{0,2}}?{_MUCH} (?!mg|ml)(?:of )?(?:\w+ ){{0,3}}?{_PILLS}"
    r"(?!\w* (?:(?:a|per|each|every) (?:day|week|morning|night)|daily))",
    "took_an_overdose": r"\b(?:took|taken) an? over ?(?:dos|does|doce|doze|doss)e?s?\b(?! (?:of|in) my)",
    "took_overdose": r"\b(?:i|ive|i'?ve|have|just) (?:just |accidentally |have )?(?:overdosed|od'?e?d)\b|\b(?:took|"
    r"taken) "
    r"an overdose",
    "took_poison": r"\b(?:drank|drunk|swallowed|ate|took|ingested) (?:\w+ ){0,2}?(?:bleach|antifreeze|pesticide|weed "
    r"?killer|drain cleaner|rat poison|poison|methanol|detergent)\b",
    "bleeding": r"\b(?:won'?t|can'?t|cannot|not|doesn'?t|will not|isn'?t) stop(?:ping)? (?:the )?(?:bleed|blood\b)|"
    r"\bbleeding (?:won'?t|doesn'?t|isn'?t|is not|will not|out\b|heavily|badly|everywhere)|\blost (?:a lot|so much) "
    r"(?:of )?blood|\b(?:vomiting|throwing up|coughing up) blood",
    "heart": r"\b(?:chest pain|pain in my chest|chest is (?:crushing|tight)|pressure (?:in|on) my chest|crushing "
    r"pain)\b.{0,60}\b(?:arm|jaw|shoulder|sweat\w*|numb|spreading|collapsed?)\b|\bhaving a (?:heart "
    r"attack|stroke|seizure)\b",
    "not_breathing": r"\b(?:isn'?t|is not|not|stopped|n'?t) breathing\b(?! exercise)|\b(?:is|"
    "are|found (?:him|her|them)|"
    r"i'?m about to go|been) unconscious\b|\bturning blue\b|\bthroat is (?:closing|swelling)|\bface "
    r"(?:is|has gone|went) (?:drooping|numb on one side)|\bcan'?t (?:move|feel) (?:my|one) (?:left|right|"
    r"whole) (?:arm|side|leg)",
}
_SELF_HARM_URGE = {
    "hurt_self": rf"\b(?:hurt|harm|injur)(?:e|ing|ed)? {_SELF}\b|\b(?:urges?|want\w*|need|wanna|tempted|thinking) "
    rf"(?:to |about |of )*(?:cut\b|cutting\b)(?=[.!,]|$| again| my)",
}
_SELF_HARM = {
    "cut_self": rf"\b(?:cut|cutting|burn(?:ed|t|ing)?|scratch(?:ed|ing)?|hit(?:ting)?|punch(?:ed|ing)?|bit(?:e|ing)?|"
    rf"carv(?:ed|ing)|stab(?:bed|bing)?|slic(?:ed|ing)) (?:on )?{_SELF}\b"
    r"(?! (?:(?:an?|some|two|another) (?:\w+ )?(?:slices?|pieces?|portion|break)|shaving)\b)",
    "cut_body": r"\b(?:cut|cutting|carv(?:ed|ing)|slic(?:ed|ing)|slash(?:ed|ing)|burn(?:ed|t|ing)?|scratch(?:ed|"
    r"ing)?) (?:up )?(?:into )?my (?:own )?(?:arms?|legs?|thighs?|skin|stomach|wrists?|forearms?)\b|"
    r"\b(?:relapsed|started|been|stop|stopped) (?:and |with )?cutting\b(?! (?:down|back|out|corners|"
    r"grass|hair|off|my hours))",
    "starve": rf"\bpunish(?:ing|ed)? {_SELF} (?:by|with) (?:cut|burn|hit|hurt|starv)\w*",
}
_SELF_HARM_WORD = {"self_harm": r"\bself[- ]?(?:harm|injur|mutilat)\w*"}
_HARM_OTHERS = {
    "want_harm": (
        rf"\b(?:{_WANT}|going to|gonna|will|i'?ll|might|think\w* (?:about|of)|thought(?:s)? (?:about|of)|"
        rf"fantasi\w+ about|imagin\w+|about to|feel like|(?:afraid|scared|worried) i(?:'ll| will| might| "
        rf"could))"
        rf" {_FILL}(?:kill(?:ing)?|murder(?:ing)?|stab(?:bing)?|shoot(?:ing)?|strangl(?:e|ing)|chok(?:e|"
        rf"ing)|hurt(?:ing)?|harm(?:ing)?|beat(?:ing)? up|smother(?:ing)?|shak(?:e|ing)|poison(?:ing)?|"
        rf"drown(?:ing)?|attack(?:ing)?|hit(?:ting)?) "
        rf"{_SOMEBODY}(?!'s feelings| feelings| up\b| by (?:leaving|saying|telling)| if i (?:leave|say|tell))"
    ),
}
_HARM_OTHERS_INTENT = {
    "will_kill": rf"\b(?:going to|gonna|i'?ll|will|plan\w* (?:to|on)|decided to|intend to) {_FILL}(?:kill(?:ing)?|"
    rf"murder(?:ing)?|stab(?:bing)?|shoot(?:ing)?|strangle) {_SOMEBODY}|\bshoot(?:ing)? up (?:the|my|"
    rf"that) \w+|\bblow(?:ing)? up (?:the|my) (?:school|office|building|house)|\btak(?:e|ing) (?:\w+ "
    rf")?(?:people|them|others|everyone|him|her|some of them) (?:down |out )?with me\b",
}
_HARM_FROM = {
    "hits_me": (
        rf"\b(?:he|she|they|who|someone|somebody|(?:a|the|this|some) (?:man|guy|men|woman|stranger|"
        rf"boys?)|my (?:\w+ ){{0,2}}?{_KIN})(?:'s| has| had| is| was| keeps?| started| even| always| "
        rf"often| sometimes| just| got drunk and| used to| still| will| would|'ll| physically| sexually| "
        rf"drunkenly)* "
        r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|slap\w*|kick\w*|chok\w*|strangl\w*|"
        r"rap(?:ed|es|ing|e)|molest\w*|assault\w*|abus\w*|shov\w*|stab\w*|burn(?:ed|s|t)|grop\w*|"
        r"stalk\w*|threw)(?: the \w+ (?:out of|at))? (?:me|us)\b"
        r"(?! (?:up\b|at (?:chess|tennis|cards|poker|the game|golf|a )|to (?:it|the)|with (?:the|a|his|"
        r"her) (?:news|bill|question|email)|in the (?:game|race|final)|off))"
    ),
    "was_raped": r"\b(?:i|i'?ve|i'?m|me|been|being|was|got|getting) (?:\w+ ){0,2}?(?:raped|molested|sexually "
    r"(?:assaulted|abused)|beaten(?: up)?(?! (?:at|in|by a point))|physically abused|abused by|assaulted|"
    r"strangled|trafficked|gang ?raped)\b",
    "pushes_me": (
        rf"\b(?:he|she|they|my (?:\w+ ){{0,2}}?{_KIN}) (?:\w+ ){{0,2}}?(?:push\w*|shov\w*|thr(?:ew|"
        rf"ows?)|drag\w*|slam\w*|held|pinned) me "
        r"(?:down\b|about|around|"
        rf"into|against|across|by (?:the|my) (?:hair|throat|neck)|to the (?:floor|ground|wall)|out of the)"
    ),
    "throws_at_me": rf"\b(?:he|she|they|my (?:\w+ ){{0,2}}?{_KIN}) (?:thr(?:ew|ows?)|hurl\w*) (?:\w+ ){{1,3}}at "
    r"(?:me|my (?:head|face))\b",
    "at_night": r"\bcomes? into my (?:room|bed)\b.{0,24}\b(?:night|touch\w*|bed)\b",
    "touches_me": r"\b(?:touch(?:es|ed|ing)?) me (?:there|inappropriately|in (?:ways|places)|down there|at night|"
    r"sexually)|\bforc(?:ed|es|ing) (?:himself|herself|me (?:to have sex|into (?:sex|bed)|to sleep with|"
    r"to touch))",
    "threatened": rf"\bthreat(?:en\w*|s)? (?:to )?(?:kill|hurt|shoot|stab|beat|harm|burn|rape)\w* (?:me|us|my|the)|"
    rf"\b(?:says|said) (?:he|she|they)(?:'ll| will|'s going to| is going to|'d| would) (?:kill|hurt|"
    rf"shoot|stab|beat) (?:me|us|my)|\b(?:afraid|scared|terrified|worried)(?: that| of)? (?:he|she|they|"
    rf"my (?:\w+ )?{_KIN})(?:'ll| will|'s going to| is going to|'s gonna| might| would| could) (?:kill|"
    rf"hurt|hit|beat|shoot|harm|find|come after) (?:me|us|the kids|my kids)",
    "home": r"\b(?:scared|afraid|terrified|not safe|unsafe|isn'?t safe|n'?t safe) (?:to (?:go|be|stay)|at|going|"
    r"being)(?: back)? home\b|\bdomestic (?:violence|abuse)|\b(?:hits|beats|hurts|hitting|beating) "
    r"(?:the|my|our) (?:kids|children|son|daughter|baby)\b",
}
_COMMAND = {
    "voices_tell": (
        r"\b(?:voices?|whispers|demons?|the devil|satan|god|the tv|the radio|the chip|entity|"
        r"spirits?)\b.{0,40}?\b(?:tell\w*|told|say\w*|said|order\w*|command\w*|want\w*|instruct\w*|"
        r"demand\w*|push\w*|urg\w*|whisper\w*|shout\w*|scream\w*|ask\w*) "
        r"(?:at )?(?:me |us )?(?:to |that |i |i should |i have to |i must |they want )*.{0,14}?\b(?:kill|"
        r"die\b|hurt|jump|harm|cut|do it|stab|end|burn|attack|obey|punish|drown|step|walk into|strangle|sacrifice)"
    ),
}


ENTRIES: tuple[Entry, ...] = (
    *entries(Language.EN, RiskKind.PASSIVE_IDEATION, 0, _HINTS),
    *entries(Language.EN, RiskKind.PASSIVE_IDEATION, 1, _PASSIVE),
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 2, _ACTIVE),
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 2, _SUICIDE_WORD, person=Person.ANY),
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 3, _METHOD, person=Person.ANY),
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 3, _OVERDOSE, person=Person.ANY),
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 4, _INTENT),
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 5, _PLAN, person=Person.ANY),
    *entries(Language.EN, RiskKind.ATTEMPT_OR_BEHAVIOR, 6, _ATTEMPT, person=Person.ANY),
    *entries(Language.EN, RiskKind.MEDICAL_EMERGENCY, 6, _EMERGENCY, person=Person.SITUATION),
    *entries(Language.EN, RiskKind.SELF_HARM_NONSUICIDAL, 2, _SELF_HARM_URGE),
    *entries(Language.EN, RiskKind.SELF_HARM_NONSUICIDAL, 3, _SELF_HARM),
    *entries(Language.EN, RiskKind.SELF_HARM_NONSUICIDAL, 3, _SELF_HARM_WORD, person=Person.ANY),
    *entries(Language.EN, RiskKind.HARM_TO_OTHERS, 3, _HARM_OTHERS),
    *entries(Language.EN, RiskKind.HARM_TO_OTHERS, 5, _HARM_OTHERS_INTENT),
    *entries(Language.EN, RiskKind.HARM_FROM_OTHERS, 3, _HARM_FROM, person=Person.SITUATION),
    *entries(Language.EN, RiskKind.PSYCHOSIS_COMMAND, 5, _COMMAND, person=Person.SITUATION),
    *entries(
        Language.EN,
        RiskKind.ACTIVE_IDEATION,
        2,
        {
            "other_kills": rf"\b(?:{_KILL}|hang\w*|hung|shot|shoot\w*|unalived?|offed|hurt\w*|harm\w*|cut\w*) (?:him|"
            rf"her|them|their)(?: ?sel(?:f|ves))\b|\b(?:end\w*|took|take|taking|taken) (?:his|her|their) "
            rf"own? ?li(?:fe|ves)\b",
            "other_wants_die": r"\b(?:he|she|they|who) (?:\w+ )?(?:wants?|wanted|wish\w*|doesn'?t want|don'?t want) to "
            r"(?:die\b|live\b|be dead|be alive)",
        },
        person=Person.OTHER,
    ),
)

_WORK = (
    r"(?:play|film|movie|poster|leaflet|sign|questionnaire|survey|form|advert|novel|book|podcast|episode|"
    r"series|soap|sitcom|opera|musical|poem|cartoon|documentary|scene|sketch|panto)"
)
_WORK_SAYS = (
    rf"\b(?:{_WORK}\b(?:(?!\b(?:my|and|i|so)\b)[^.!?\n\"]){{0,40}}|people (?:often |always |sometimes )?)"
    r"\b(?:says?|said|sings?|sang|goes|went|reads?|asks?|asked|shouts?|cries|whispers?|called)[:,]? ?"
    r"(?:\"[^\"\n]+\"|'(?:[^'\n]|(?<=[a-z])'(?=[a-z]))+')"
)
"""Words in quotation marks that a work, a notice or a form says, or people in general."""

IDIOMS = re.compile(
    r"\bdying (?:to|for) (?!die)\w+|\b(?:is|are|was|were|'s|been|'re) (?:absolutely |just |really |"
    r"literally )?killing me\b|\bkill(?:s|ed|ing)? (?:time|it\b|the (?:mood|vibe|lights|engine|"
    r"conversation)|two birds)|"
    r"\bto die for\b(?! (?:the|them|him|her|my|you|your|others|our|us)\b)|"
    r"\bdie(?:d)? (?:laughing|of (?:laughter|embarrassment|shame|boredom|curiosity))|"
    r"\b(?:nearly|almost|could(?:'ve| have)?|just|thought i'?d|going to|gonna|want(?:ed)? to|wanna) "
    r"(?:just )?die(?:d)? (?:laughing|of (?:laughter|embarrassment|shame|boredom|heat|happiness)|inside "
    r"when|when (?:she|he|they|everyone|my (?:boss|mom|mum|dad|teacher)) (?:saw|said|walked|laughed|"
    r"called))|"
    r"\bdead(?:line|lock|pan|beat|lift)s?\b|\bdead (?:tired|end|serious|set|silence|battery|wrong|last|"
    r"quiet|to me|on my feet|weight)\b|\b(?:bored|scared|tired|worried|frightened|freezing|starving|"
    r"embarrassed|frozen|love \w+|working (?:my ?self|me)) to death\b|"
    r"\bover my dead body\b|\b(?:career|social|political|financial|professional|commercial) suicide\b|"
    r"\b(?:volunteer\w*|work(?:s|ed|ing)?|train\w*) (?:on|at|for|with) (?:the |a |our )?(?:\w+ )?"
    r"suicide (?:prevention )?(?:hot|help)?line\b|"
    r"\bsuicide (?:squad|mission|charit(?:y|ies)|prevention(?! (?:hot|help)?line)|awareness|bereavement|risk "
    r"assessment|"
    r"rates?|statistics|watch party|door|bomber\w*|bombing)\b|"
    r"\b(?:could|would|'d) (?:murder|kill) (?:for )?(?:a|an|some)\b|\bwould kill for\b|\bkill(?:er|ing) "
    r"(?:app|workout|deal|joke|headache|heels|view|outfit)\b|\bcould(?:'ve| have| just)* (?:kill|killed|"
    r"murder|murdered|strangle|strangled|throttle) \w+"
    r"(?![^.!?]{0,40}\b(?:not (?:even )?joking|mean it|this time|serious|for real))|"
    r"\b(?:kill|killing|killed) my ?self (?:laughing|at work|at the gym|over (?:this|the|a|that|it|work)|"
    r"with (?:work|overtime|this)|for (?:this|the|a|that|my) (?:job|exam|company|deadline|grade|project|"
    r"boss)|(?:trying )?to (?:meet|finish|get|make|please|pass|keep up|impress|lose))|"
    r"\bcut(?:ting)? my ?self (?:off|short|some slack|a (?:slice|piece)|shaving|cooking|chopping|slicing|on (?:a|"
    r"the|some) \w+|while|when i (?:was|shaved)|by accident|accidentally|opening)|\baccidentally (?:cut|"
    r"burn\w*|hit|hurt|scratch\w*|stab\w*) (?:my ?self|my \w+)|"
    r"\b(?:burn(?:ed|t|ing)?) my ?self (?:out|on (?:the|a)|cooking|with (?:the (?!lighter|cigarette|candle|match|"
    r"straighteners)|hot|coffee|tea|oil)|while|"
    r"ironing)|\bburn(?:ed|t|ing)? my (?:arm|leg|hand|skin|wrist|forearm) (?:on|cooking|while|in the sun|"
    r"ironing)|\bhurt(?:ing)? my ?self (?:at|playing|running|lifting|in (?:a|the)|during|exercising|"
    r"skiing|when i fell|falling|by (?:accident|falling))|"
    r"\bhit my ?self (?:on|with (?:the|a) (?:door|ball))|\bscratch(?:ed|ing)? my (?:arm|leg|skin) "
    r"(?:on|against|because)|\bkill me now\b|"
    r"\b(?<!said )(?<!says )(?:he|she|they|mom|mum|dad|boss|wife|husband|teacher|"
    r"coach)(?:'ll|'s going to|'s gonna| will| would| is going to| is gonna|'d) (?:kill|murder) me\b(?= "
    rf"?(?:if(?! i (?:ever )?{_AWAY})|when(?! i {_AWAY})|for|[.!]|$))|"
    r"\bsaid (?:he|she|they)(?:'ll| will| would|'d) kill me if i(?:'m| am| was| were)? (?:late|forg\w+|miss\w*|"
    r"spill\w*|drop\w*|eat|ate|lose|lost|scratch\w*|dent\w*)|"
    r"\bshoot me (?:an|a|now|over)\b|\bshoot my ?self in the foot|"
    r"\bdisappear into (?:the|my|a)\b|\b(?:like|as if|as though|thought)(?: i was| i'?m| i am| i were)? "
    r"(?:having a (?:heart attack|stroke|seizure)|dying)\b|\brather die than (?!live|keep|go on|feel|"
    r"stay|face|wake|be alive|continue)\w+|\bjump(?:ed|ing)? (?:off (?:the|a) (?:bus|train|couch|sofa|"
    r"bed|call|swing|diving board)|out of bed)|"
    r"\b(?:battery|phone|laptop|car|plant|plants|wifi|engine|signal|conversation|line|internet|flowers?|"
    r"computer|houseplant)s? (?:is |are |was |just |has |keeps? |went |has been )*(?:dead|died|dying)\b|"
    r"\btake my life (?:back|in|to|seriously)|\bend it (?:with|between)\b|\bto my dying day\b|\bdie[- "
    r"]?hard\b|\btill death\b|\bdie on (?:this|that) hill\b|\bsexually harassed in the (?:film|news)\b|"
    r"\b(?:died|death|dies|lost \w+|bereaved) (?:by|to) suicide\b|\b(?:at risk of|notes? on|"
    r"topic of) suicide\b|\boverdoses? "
    r"(?:c[oa]me in|antidotes?|training|spray|ward|patient|awareness|kit)|\b(?:had|for|of|on|"
    r"about) (?:an? )?overdoses?\b(?= come|"
    r" came| in at|[.]| antidotes?)|"
    r"\b(?:want|wanted|wanna|going|gonna) (?:to )?(?:die|disappear) when (?:she|he|they|everyone|i "
    r"(?:tripped|spilled|dropped|forgot)|my)\b|"
    rf"{_WORK_SAYS}|"
    r"\boverdos\w* on (?:(?:mince|apple|too many|too much) )?(?:pies?|chocolate|cake|cheese|biscuits|cookies|sweets|"
    r"sugar|pizza|netflix|telly|tv|box ?sets?|podcasts?|christmas|sunshine|news|crisps|tik ?toks?)\b|"
    r"\boverdose (?:rates?|deaths?|statistics|figures|data|policy|numbers|prevention|victims)\b|"
    r"\b(?:shift|paramedic|ward|ambulance crew|emergency department)\b[^.!?]{0,40}\b(?:two|three|four|five|six|\d+|"
    r"several|another|many) overdoses\b|"
    r"\b(?:tablets|pills|meds|medication|medicines?) (?:\w+ )?in (?:a|one of those|my|the) (?:\w+ )?(?:weekly|pill|"
    r"dosette|pillbox|organi[sz]er|boxes)\b|"
    r"\bclimbed over the (?:railing|fence|barrier)s? to (?:get|fetch|rescue|collect|see|watch|save)\b|"
    r"\bdisappear(?:ing)? for (?:a|the|one|two|a whole) (?:week|weekend|fortnight|holiday)s?\b|"
    r"\bwon'?t be here (?:next \w+|(?:on )?\w+day|for (?:a|two) weeks?)[,;:]? (?:as |because |since |so |but )?"
    r"(?:we|i)(?:'re|'m| are| am)? (?:away|off (?:on|work|to (?!(?:a|the) better|heaven|die|end|kill|do)\w+)|"
    r"on (?:holiday|leave)|flying|going (?:away|on (?:holiday|leave|a|tour)|to (?:visit|stay with|see (?:my|our)|"
    r"a (?:wedding|conference|festival)|my (?:mum|mom|dad|sister|brother|parents|in-laws|gran|cousin|friend))))\b|"
    r"\bi'?ll be dead before (?:(?:that|this|the|my|our) (?:bus|train|kettle|refund|queue|council|landlord|website|"
    r"page|download|update|parcel|plumber|boiler|printer|app)|it (?:boils|loads|arrives|gets fixed|is fixed)|"
    r"they (?:reply|answer|fix|ring back|call back|pick up))\b|"
    r"\blike (?:i had|he had|she had|there was|having) a gun to my head\b"
)
"""Everyday phrases: what the lexicon finds inside one of them does not alarm, and is kept."""

NEGATION = re.compile(
    r"(?:\b(?:do not|don'?t|dont|did ?n'?t|did not|never|not|no longer|would ?n'?t|won'?t|will not|have "
    r"?n'?t|had ?n'?t|am not|ain'?t|no|without|nor|neither|zero|isn'?t|wasn'?t|free of|deny|denies|"
    r"denied)\b)"
    r"(?: (?:actually|really|currently|even|ever|any|at all|a|an|the|of|to|about|on|or|going|gonna|"
    r"planning|plan|plans|intend|intending|intention|intentions|want|wanted|wanting|feel|feeling|felt|"
    r"having|have|had|been|thoughts?|thinking|think|thought|considered|considering|consider|urges?|urge|"
    r"desires?|wish|wishes|ideas?|doing|do|trying|try|tried|i|am|i'm|that|be|is|my|kind|sort|type|want|"
    r"wanna|like|active|recent|further|more|such|talking|mean|suicidal|suicide|self-harm|harming|hurting|"
    r"killing|kill|hurt|harm|myself|ending|life|dying|in|take|taken|taking|attempt|attempted|used|self))*? ?$"
)
"""Before a phrase, up to its first word: "never", "no thoughts of", "I am not planning to"."""

ACT_DENIED = re.compile(
    r"\b(?:won'?t|will not|would ?n'?t|would never|not going to|not gonna|never going to|could never|never would)\b"
)
TAKEN_BACK = re.compile(
    r"^[,.;]? ?(?:but|though|yet|only)(?: \w+){0,2} i(?: \w+){0,2} (?:want(?:ed)? (?:to|it)|"
    r"wish(?:ed)? i (?:had|could|would)|would(?: like to)?|might)(?=[.,!?;]|$| so| badly| sometimes| often)"
)
"""After a denied phrase: "I didn't ..., but I want to"."""
CONTRAST = re.compile(r"\b(?:but|except|although|though|however|yet|still|just that|only that)\b")
OTHERS = re.compile(
    rf"\b(?:he|she|they|who|someone|somebody|people|a (?:\w+ )?(?:friend|client|patient|man|woman|girl|"
    rf"boy|guy|student|colleague|neighbou?r|celebrity|singer|actor)|(?:my|his|her|their|our|the|your) "
    rf"(?:\w+ ){{0,2}}?(?:{_KIN}|client|patient|character|hero|actor|singer|student|man|woman|girl|boy|"
    rf"guy|veteran|person|granddad|in-law)s?|(?:kids|teens|teenagers|veterans|students|celebrities))\b"
)
ONESELF = re.compile(r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|ive)\b")
PAST = re.compile(
    r"\bused to\b|\b(?:years?|decades?) (?:ago|since)\b|\blong ago\b|\bwhen i was (?:a |in |at |younger|little|"
    r"young|\d|(?:thir|four|fif|six|seven|eigh|nine)teen|twelve|eleven|ten)|\bback (?:in|then)\b|\bas a "
    r"(?:child|kid|teen\w*|student|young|lad\b|girl\b|boy\b|bride\b)|"
    r"\bin the past\b|\blast year\b|\bin my (?:teens|twenties|thirties|childhood)|\b(?:in|at) (?:high "
    r"school|college|university|middle school)\b|\bin (?:19|20)\d\d\b|\bgrowing up\b|\bonce (?:tried|"
    r"thought|attempted)|\bduring my (?:childhood|teens|divorce)|\bat (?:age )?(?:\d\d|ten|eleven|twelve|(?:thir|"
    r"four|fif|six|seven|eigh|nine)teen|twenty|thirty)\b|"
    r"\bin '[4-9]\d\b|\bin (?:year|yr) \d|\bthe year (?:my|we|i)\b"
)
RECENT = re.compile(
    r"\b(?:last night|yesterday|this (?:morning|week|evening|afternoon|month)|last week|tonight|today|"
    r"(?:an? |few |\d+ )?(?:hours?|minutes?|days?) ago|just now|right now|now|again|still|lately|"
    r"recently|these days|since then)\b"
)
QUOTED = re.compile(
    r"\b(?:lyrics?|song|movie|film|novel|book|poem|character|episode|netflix|series|tv show|documentary|"
    r"article|podcast|news|headline|game|play|story|essay|training|lecture|course on|module|seminar|"
    r"workshop|serial|heroine|villain|class|coursework|sermon|script|ethics|lectur\w*|syllabus|"
    r"textbook|martyr|defendant|dissertation (?:is )?(?:on|about)|thesis (?:is|compares|looks|examines|covers|on|"
    r"about)|literature review|book club|panto|first[- ]aid (?:course|training|class)|romeo|hamlet|macbeth|karenina|"
    r"shakespeare|in (?:my|a|the) (?:dream|nightmare)|memoir|suppose (?:a|an|someone|somebody)|"
    r"(?:if|when) (?:a|an|any|your|one of your) (?:client|patient|person|child|kid|teenager|student|user|caller|"
    r"member)s?"
    r" (?:\w+ )?(?:tells?|told|says?|said|mentions?|types?|admits?|discloses?|claims?)|"
    r"(?:if|when) (?:someone|somebody|people|anyone|anybody) (?:here )?(?:tells?|told|says?|said|mentions?|types?|"
    r"admits?|discloses?)|how (?:do|does|would) (?:the|this|your|you) (?:\w+ )?(?:handle|deal with|treat|record)|"
    r"why do you (?:always |keep |all |even |need to )*ask(?:ing)?|what words (?:set|trigger)|"
    r"simulated|mentor|antidotes?|opener|quiz|scripture|musical|opera)\b"
)
NEGATED_AFTER = re.compile(
    r"^[^?]{0,60}?(?:\. (?:none|no|never)\b|\btold (?:her|him|them|the \w+)(?: \w+)?,? (?:no|never)\b|"
    r"\bi (?:said|answered|"
    r"told \w+) (?:no|never)\b)"
)
"""After a phrase: the question is told, and its answer was no."""
HYPOTHETICAL = re.compile(
    r"\b(?:if i (?:ever|were to|felt|feel|should ever|had|start(?:ed)?|(?:said|told (?:you|them|my \w+)) (?:that )?i "
    r"(?:was|were|felt|had))|what if|suppose|hypothetically|"
    r"in case i|were i to)\b"
)
SOON = re.compile(
    r"\b(?:tonight|today|tomorrow|right now|now|this (?:evening|weekend|afternoon|week|morning)|at "
    r"midnight|in an hour|after (?:this|work|school|they|everyone|the)|(?:on|this|by|come) (?:mon|tues|wednes|thurs|"
    r"fri|"
    r"satur|sun)day)\b"
)
DEAD_ALREADY = re.compile(
    r"\b(?:killed|died|took|hung|hanged|shot|committed|offed|lost|ended|attempted|overdosed|jumped|tried|cut)\b"
)
PLAN_WORD = re.compile(
    r"\b(?:have|got|made|making|there'?s|with) (?!no |not )(?:a |an actual |the |my )?(?:\w+ )?plan\b(?! (?:for "
    r"(?:the|my) (?:week|day|homework)|b\b))|\b(?:know|worked out|figured out) (?:exactly )?how i(?:'d| "
    r"would|'ll)"
)
MILD_HINTS = frozenset(
    {"en.tired_of_it_all", "en.trapped", "en.hopeless", "en.no_future", "en.pointless_life", "en.dark_thoughts"}
)

RISK_QUESTION = re.compile(
    rf"\b(?:kill\w*|hurt\w*|harm\w*|end\w*) (?:yourself|your (?:own )?life|your life)|\b{_SUICIDE}|"
    rf"\b(?:wish(?:ed)?|want(?:ed)?|wanting) (?:that )?(?:you (?:were|was|could)|to) (?:be )?(?:dead|die|"
    rf"not wake|go to sleep and not|not alive)|\bbetter off dead|\bnot (?:be|being) (?:here|alive)|\bend "
    rf"your life|\btake your (?:own )?life|\bact(?:ing)? on (?:these|those) thoughts|\bthoughts of "
    rf"(?:death|dying)"
)
YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yea|yup|ya|i have(?! (?:no|not|never)\b|n'?t)|i do(?! not\b|n'?t)|"
    r"i am(?! not\b)|i did(?! not\b|n'?t)|sometimes|some ?times|often|a (?:lot|little|"
    r"bit|few times)|kind of|kinda|sort of|sorta|every (?:day|night)|all the time|constantly|maybe|"
    r"perhaps|probably|i guess|i think so|i suppose|almost|once or twice|occasionally|now and then|on "
    r"and off|lately|it (?:has|does) cross|it crossed|it'?s crossed|i'?ve thought|i thought about it|not "
    r"(?:today|right now|at the moment|every day)|i (?:don'?t|dont) know|idk|not sure|unsure|hard to say|"
    r"more than|more and more)\b"
)
