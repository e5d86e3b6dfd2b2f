"""The English lexicon of what is said sideways: no wish to live, farewells, things put in order, means close by.

Hints (level 0) are nothing alone; two different ones in a text come to level 1. Mended by the bank's training half.
"""

import re

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.lexicon import Entry, Person, entries

_WISHING = (
    r"(?:wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|pray(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:god|the lord|him|"
    r"heaven|allah|jesus)"
    r"(?: (?:every|each) (?:night|day|morning))?|beg(?:ging)?|want|i'd (?:like|love)|let)"
)
_FATE = (
    r"(?:(?:a|the|some|one|that|this|my) (?:\w+ ){0,2}?(?:truck|lorry|bus|car|train|tram|wave|plane|"
    r"lightning|roof|ceiling|"
    r"brakes?|quad|tractor|engine|rope|cable|scaffold\w*|storm|bullet|aneurysm|heart|cancer|tumou?r|attack|stroke|"
    r"an(?:a)?esthetic|ambulance|lights?|gas|clot|lift|bridge|ice|sea|river|fire|bomb|thing|blood clot)|lightning|it)"
)
_ENDS_ME = (
    r"(?:to )?(?:take|takes|took|hit|hits|get|gets|got|finish(?:es|ed)?|kill(?:s|ed)?|crush(?:es|ed)?|"
    r"flatten(?:s|ed)?|"
    r"sw?allow(?:s|ed)?|claim(?:s|ed)?|bury|buries|demolish\w*|erase\w*|delete\w*|squash\w*|end(?:s|"
    r"ed)?) (?:me|us both|us)"
)
_GONE = (
    r"(?:disappear\w*|vanish\w*|cease\w*|evaporate\w*|dissolve\w*|be (?:erased|deleted|demolished|"
    r"excused|absent forever|"
    r"buried|nothing|nowhere|no one|dust|put under|put down|recalled|switched off|over|done with it|"
    r"let go|wiped)|stop existing|"
    r"not be\b(?=[,.!]|$)|just not be\b|go out[,]? like|log off (?:life|permanently|for good)|"
    r"switch off|slip away|fade out|"
    r"keep getting smaller|be gone(?! (?:by|for|from|at|to|before (?:\d|the|lunch|noon|dark))\b))"
)
_PASSIVE = {
    "fate_take_me": rf"\b{_WISHING}\b.{{0,40}}\b{_FATE}.{{0,30}}?\b{_ENDS_ME}\b",
    "hope_crash": (
        r"\b(?:i (?:\w+ )?(?:hope|wish|pray|hoped)|root for|okay if|ok if|fine if|wouldn'?t mind if|sorry if|glad if|"
        r"wouldn'?t care if|like it if|let)\b.{0,40}\b(?:crash\w*|cross(?:es)? the line|rolled?|"
        r"falls? (?:in|on)|quit on|"
        r"went out on me|goes? (?:in|down|off)|caves? in|gives? out|stops?(?= beating|[,.!]|$)|"
        r"doesn'?t w[ae]a?re? off|"
        r"aneurysm|give way|came? down|(?:be )?the real one|be this week)"
    ),
    "so_be_it": (
        r"\bif (?:i|it|the|a|one|some\w*)\b.{0,50}\b(?:so be it|that'?s that|then it stops|it happened|"
        r"oh well|fair enough|"
        r"i'?d say (?:cheers|thanks?|thank you)|good riddance|i'?d not mind|that'?d suit|that would suit)"
    ),
    "not_stop_it": (
        r"\b(?:wouldn'?t|would not|won'?t|don'?t|didn'?t) (?:even )?(?:duck|swerve|brake|put my foot down|"
        r"stop it|jump out|"
        r"get out of the way|move out|fight it|look (?:both ways|before|when i cross)|call (?:anyone|"
        r"for help)|struggle)"
    ),
    "wish_gone": rf"\b{_WISHING}\b(?: \w+){{0,5}}? {_GONE}",
    "take_me_home": (
        r"\b(?:lord|god|jesus|allah|heaven|him|he|they|death|angels?|reaper|saints?|your? (?:man|"
        r"maker))\b.{0,25}?\b(?:take|"
        r"takes|call|calls|bring|fetch|collect|have|forgets? to wake|close|lets?|recall(?:ed)?) (?:me|my ticket)"
        r"(?: (?:home|in my sleep|now|soon|away|too|also|with|beside)|[,.!]|$)"
    ),
    "be_with_the_dead": (
        r"\b(?:want|wanna|like|love|long|wish|need|rather|ready|time|ask\w*|hope|obliged|wait\w*|happy|"
        r"glad|soon)\b.{0,40}\b"
        r"(?:(?:go|be|lie|join|follow|put me|meet|see)(?: (?:in it|down|wherever|back))?(?: (?:with|"
        r"beside|to|where|after))? "
        r"(?:him|her|them|he|she|they|the baby|my (?:\w+ )?(?:mum|mom|mam|dad|wife|husband|son|daughter|"
        r"baby|gran\w*))"
        r"(?: (?:went|is|are|now|again|up there|in heaven|soon))?(?=[,.!?]|$| and not| before i))"
    ),
    "envy_the_dead": (
        r"\b(?:(?:envy|env(?:ied|ying)|jealous)\b.{0,40}\b(?:dead|gone|go|peaceful|coming back|asleep|"
        r"an(?:a)?esthetised|done|died)|lucky \w+,? you'?re done|i'?d love a bit of that|they got "
        r"out|the peaceful ones|i wish it (?:was|were|had been|could be)(?: \w+)? (?:me|mine)|wish it'?d be me|"
        r"should have been me|it should'?ve been me|wish i'?d been (?:the one|him|her|on))\b"
    ),
    "without_me_fine": (
        r"\b(?:kids|family|they|they'?d|mum|mom|dad|husband|wife|she|he|house|world|everyone|everybody|"
        r"parents|children|boys|"
        r"girls|nobody|no ?one|dog|partner|sister)\b.{0,30}\b(?:be (?:better|happier|grand|fine|okay|free|"
        r"richer)|do better|"
        r"better|happier|grand|cheated|turn the page|miss (?:me|a beat)|notice|mind|care|"
        r"check)\b.{0,12}\b(?:without me|if i "
        r"(?:was|were|wasn'?t|weren'?t|died|went|left|didn'?t)|with my (?:sister|mother|mum|mam)|"
        r"if it never did|(?<=notice).)"
    ),
    "grand_without_me": r"\b(?:better|happier|grand|fine|easier|lighter|freer|off) without me\b|"
    r"\bnot need(?:ed)? me any ?more\b",
    "worth_more_dead": (
        r"\bworth more (?:dead|to them dead|gone)|\b(?:kids|family|she|they|wife|mother|parents|boys|"
        r"girls|everyone)\b.{0,30}"
        r"\b(?:get|have|live on|paid by) the (?:\w+ )?(?:insurance|life cover|claim|policy|payout|"
        r"pension)\b|\bbetter maths?\b|"
        r"\bbank cannot follow\b|\b(?:insurance|policy|life cover)\b.{0,40}\b(?:than me|wouldn'?t pay|"
        r"would pay|pay on|pays out)"
    ),
    "no_purpose": (
        r"\b(?:no|not|n'?t|any|what(?:'s| is| was)?|lost|little|without|never) (?:\w+ ){0,3}?(?:point|"
        r"purpose|reason|use|sense|"
        r"appetite|wish|will|desire|taste) (?:\w+ ){0,4}?(?:existence|existing|being alive|"
        r"be(?:ing)? (?:here|anyplace|a me)|"
        r"continu\w+|carry\w* on|l[1i]ve\b|living|there being a me|me to be|for me to be|go(?:ing)? on)\b|"
        r"\bno wi[s$]h to (?:l[1i]ve|carry on|go on|continue|be here)|\bwhat'?s it (?:all )?for, who'?s it for|"
        r"\bno longer want (?:mine|it|this life|to be)|\bcba being alive|\bcan'?t be arsed (?:being|living)"
    ),
    "no_future_me": (
        r"\b(?:don'?t|cannot|can'?t|do not) (?:see|picture|imagine) (?:me|myself) (?:at|being|past|in|"
        r"turning) |\brather not see "
        r"(?:\w+ ){0,2}?(?:fifty|sixty|forty|thirty|next|spring|christmas|tomorrow|another|\d)|"
        r"\bdon'?t want to see (?:the "
        r"leaves|next|another|spring|tomorrow|christmas)|\b(?:last|my last) (?:week|day|birthday|"
        r"christmas|winter|summer) on "
        r"earth|\bwon'?t (?:be here|see|make it to) (?:by |for |until |my )?(?:spring|christmas|summer|"
        r"thirty|twenty|\d|next)"
    ),
    "had_my_time": (
        r"\b(?:had my (?:innings|time|turn|life)|i'?ve lived(?: enough|[,.!]|$)|lived (?:long )?enough|"
        r"enough now[,.]? i'?ve|"
        r"time i (?:went|was gone|was off)|ready to (?:go(?=[,.!]|$| home to| any| now)|be taken|meet my maker)|"
        r"one fewer to wash|delivered somewhere final|waiting (?:to go|for (?:the end|my turn|god))|"
        r"outstayed|overstayed)"
    ),
    "hate_waking": (
        r"\b(?:tie?red|sick|disap+ointed|gutted|annoyed|sorry|cross|sad|angry|upset|"
        r"oh no)\b.{0,40}\b(?:wak(?:e|ing|es)(?: up)?|"
        r"woke(?: up)?|eyes open(?:ed)?|i did)\b(?! (?:the|him|her|my|at \d|late|early))|"
        r"\bevr?e?ry morning i wake up and\b.{0,20}"
        r"\b(?:disap+ointed|gutted|cross|sorry|angry)"
    ),
    "sleep_through": (
        r"\bslept? (?:right )?through to nothing|\b(?:go to sl[e]+pe?|sleep|doze off|nod off|"
        r"close my eyes|lie down)\b.{0,25}\b"
        r"(?:and (?:just )?(?:that be it|that'?s it|be done|not|never|stay|be dug in|let (?:the|them|it))|"
        r"for good|forever|for "
        r"ever)|\bdead dead\b|\bbe dead\b(?=[,.!]| so| and| than| has| is| would| sounds)"
    ),
    "dead_is_better": (
        r"\b(?:rather(?: be)? dead|being dead|heaven|death|dying|not existing|non-?existence|the grave|"
        r"oblivion|the other side)"
        r"\b.{0,30}\b(?:sounds?|looks?|seems?|feels?|would be|is|has started to look|be|"
        r"like)\b.{0,15}\b(?:better|nicer|easier|"
        r"peaceful|good|comforting|lovely|restful|welcome|like (?:a|the)|relief|kinder|tidier)|"
        r"^\W*rather dead\b|\btidier not to "
        r"exist|\bmeditate\b.{0,30}\blonging|\bnot scared of (?:dying|death) any ?more"
    ),
    "not_born_again": (
        r"\b(?:not|never) (?:be )?born again\b|\bwish\w*\b.{0,30}\b(?:never|not) (?:been |being )?(?:born|"
        r"existed|had me)|"
        r"\b(?:ne?ve?r|not) ex+ist(?:e?d)?\b|\bwish (?:ma|my|me) (?:da|dad|mum|mam|father|"
        r"mother) had (?:finished|drowned|never)"
    ),
    "my_life_a_mistake": (
        r"\bwaste of (?:air|oxygen|space|a person|skin)\b|\bi'?m (?:just |only |"
        r"nothing but )?(?:a )?(?:burden|dead ?weight|parcel|"
        r"spare part)\b|\bonly (?:stay|staying|reason i'?m|here|alive)\b.{0,20}\b(?:alive|on account of|"
        r"because of|for) (?:the|my|"
        r"him|her|them)\b|\bthe wrong ones? (?:of us )?(?:came back|died|lived)|"
        r"\bdrinking it on somebody else'?s time"
    ),
    "done_existing": (
        r"\b(?:want|like|love|need) (?:every ?thing|it all|all of it|this) to (?:stop|end|be over)\b|"
        r"\b(?:done|finished|through|"
        r"tired|weary|sick) (?:with |of )?(?:exist\w*|being (?:here|alive|a person|me)|breathing|"
        r"my life)\b|\blet (?:this birth|"
        r"my life|it) (?:to )?(?:finish|end) soon|\bthis birth to finish\b|\bwant out(?: too)?\b(?=[.,!]|"
        r"$)|\bjust the out part\b|"
        r"\bi'?d like to (?:stop|be photo|be a photo)\b|\blow?key wish i could\b.{0,20}\b(?:log off|stop)"
    ),
    "not_here_alive": (
        r"\bd[o0]n'?t w[a@]n+[at]?a? (?:to |2 )?b+e? ?h ?e ?r ?e\b(?=.{0,20}\b(?:no more|any ?more|world|"
        r"alive|at all|[.!]))|"
        r"\bn0 m0re\b|\bno more of (?:me|this life)\b|\bhere = alive\b"
    ),
    "stopped_treatment": (
        r"\b(?:stopped|quit|given up|skip(?:ping|ped)?|threw|put|flushed|not taking)\b.{0,30}\b(?:insulin|"
        r"heart pills?|statins?|"
        r"dialysis|tablets|chemo|inhaler|meds|warfarin|medication)\b.{0,80}\b(?:if it stops|nobody asks|"
        r"see what happens|let it|"
        r"down the sink|whatever (?:comes|wants)|slowly|nature)|\bno (?:seat ?)?belt on\b|"
        r"\bleaving the door open for whatever|"
        r"\bstopped lighting the stove|\blet it get cold and see"
    ),
    "sorry_to_live": (
        r"\b(?:disappointed|gutted|annoyed|sorry|cross|angry|upset|sad|furious)\b.{0,20}\b(?:(?:when|that|because) i "
        r"(?:had )?"
        r"(?:opened my eyes|came (?:round|to\b)|pulled through|survived|lived|am still here|was still)|"
        r"to (?:still )?(?:be (?:here|alive|breathing)|have (?:woken|survived|lived)))|"
        r"\b(?:woke up|survived|still here|still alive|pulled through|lived)[,.]? (?:worse luck|unfortunately|"
        r"more'?s the pity|alas)\b"
    ),
    "gone_like_a_lamp": (
        r"\b(?:being|to be|be|i'?d be) (?:gone|dead|not here|switched off|nowhere)\b[^.!?]{0,30}\b(?:like|as if) "
        r"(?:switch\w*|turn\w*|(?:some(?:body|one)|you)(?:'d)? (?:turn\w*|switch\w*)|(?:a|the) (?:light|lamp|telly|tv|"
        r"candle|switch)|going to sleep|sleep)|\bbeing gone (?:sounds?|seems?|feels?|would be|looks?)\b"
    ),
    "in_the_ground": (
        r"\b(?:better|easier|happier|fine|richer|best|grand|lighter)\b[^.!?]{0,15}\b(?:with me|if i was|if i were|"
        r"once i'?m|"
        r"when i'?m) (?:in the ground|under (?:the )?(?:ground|sod|soil|earth|grass)|in (?:my|the|a) (?:grave|box|"
        r"urn)|dead|"
        r"buried|six feet|out of the way|gone(?! (?:to|for|on)))"
    ),
    "hope_terminal": (
        r"\b(?:hop(?:e|ing|ed)|wish\w*|pray\w*)\b[^.!?]{0,45}\b(?:terminal|incurable|fatal|inoperable|that'?ll "
        r"finish me|"
        r"(?:will|'ll|to) finish me(?: off)?|finishes me(?: off)?)\b"
    ),
    "wish_not_saved": (
        r"\b(?:wish\w*|if only) (?:that )?(?:the |they |my |he |she |i )(?:\w+ ){0,3}?(?:had ?n'?t|had not|had never|"
        r"never) (?:worked|found me|saved me|come in time|revived me|brought me (?:back|round)|pulled me (?:out|back|"
        r"through)|"
        r"woken me|cut me down|resuscitated me|got (?:there|to me) in time|bothered saving)|"
        r"\bshould(?:'ve| have)? (?:just )?(?:let|left) me (?:to )?(?:die\b|go(?=[.,!]|$)|there to die)"
    ),
    "no_next_year": (
        r"\b(?:no|little|not (?:got )?(?:any|much)|n'?t (?:any|much|got any)) (?:wish|desire|intention|need|hurry|"
        r"interest|"
        r"plans?|reason) (?:\w+ )?(?:to|in) (?:see(?:ing)?|reach(?:ing)?|live to see|mak(?:e|ing) it to|get(?:ting)? "
        r"to) "
        r"(?:christmas|easter|spring|summer|autumn|winter|(?:the )?new year|next (?:year|month|week|birthday|"
        r"christmas)|"
        r"another (?:year|birthday|christmas|winter|spring|summer|day)|old age|tomorrow|the morning)\b"
    ),
    "hoping_it_falls": (
        r"\b(?:turbulence|plane (?:shakes|drops|dips)|lump|scan|biopsy|headlights?|thunder\w*|lift (?:shakes|jolts))\b"
        r"[^.!?]{0,50}\b(?:hoping|i hope|wishing|i wish|praying)(?: it does| it is| so)?(?=[,.!]|$)"
    ),
    "world_without_me": (
        r"\b(?:world|family|everything|everyone|everybody|lives|house|things|people)\b[^.!?]{0,45}\b(?:better|"
        r"smoother|easier|"
        r"happier|calmer|lighter|fine|nicer)\b[^.!?]{0,15}\b(?:if i (?:wasn'?t|weren'?t|was not|were not|'m not)|"
        r"with(?:out)? me (?:not )?) ?(?:in it|in their|in the way|here|around|alive|about)\b"
    ),
    "not_save_myself": (
        r"\b(?:wouldn'?t|would not|won'?t) (?:lift a finger|(?:ring|call|phone|get) (?:anyone|anybody|an ambulance|"
        r"999|911|for "
        r"help|help)|do (?:a thing|anything)|bother|try to stop it)\b[^.!?]{0,20}\bif (?:my heart|i (?:stopped|had a "
        r"(?:heart|"
        r"stroke)|collapsed|was (?:choking|dying|drowning)|were (?:choking|dying|drowning)))"
    ),
    "nothing_to_stay_for": (
        r"\b(?:nothing|no ?(?:body|one)|not a thing)\b[^.!?]{0,40}\b(?:(?:want|worth|wish)(?: to)? |to )"
        r"(?:stay(?:ing)? (?:alive )?for|stick(?:ing)? around for|hang(?:ing)? (?:on|around) for|stay(?:ing)? alive)\b"
    ),
    "envy_a_grave": (
        r"\b(?:graveyard|cemetery|headstones?|gravestones?|graves?|obituar\w+|hearse|coffins?|deathbed|"
        r"urn)\b[^.!?]{0,60}"
        r"\b(?:lucky|env(?:y|ied)|jealous|wish it (?:was|were)|my turn|their turn|soon)\b|\b(?:env(?:y|ied|ious)|"
        r"jealous)\b"
        r"[^.!?]{0,30}\b(?:graveyard|cemetery|graves?|coffins?|deathbed|corpses?|terminal)\b"
    ),
    "as_well_dead": (
        r"\b(?:be|was|were|might|may|am|'m) (?:just )?as well (?:off )?(?:dead|gone(?! to)|not here|buried)\b|"
        r"\bcarry me off\b|\bhate (?:being alive|existing|that i'?m (?:still )?alive|having to (?:live|exist))\b|"
        r"\bpoint (?:of |in )?(?:me )?(?:being|staying) alive\b"
    ),
    "why_not_me": (
        r"\bwhy (?:couldn'?t|wasn'?t|didn'?t|not|can'?t) it (?:have been |be |have taken |take )?me\b(?! (?:who|"
        r"that) (?:got|won))|"
        r"\b(?:kinder|better|easier|best)\b[^.!?]{0,10}\bif (?:the|that|it) (?:\w+ )?had (?:finished|killed|taken) "
        r"me\b|"
        r"\b(?:jealous|envious|envy) (?:of )?[^.!?]{0,25}\bhospice\b"
    ),
}
_ACTIVE = {
    "thought_of_means": (
        r"\b(?:thought|think|thinking|thinkin|considering|considered|look(?:ing)?|dreaming|picture|"
        r"picturing|notice|noticed|eye(?:d|"
        r"ing)(?: off)?|eyeing|been up|researching|researched|pricing|priced|googl\w+|"
        r"reading (?:up )?(?:on|about|the guides)|"
        r"looked at|line?ing|lining|counting|work(?:ing)? out|wonder\w*)\b.{0,45}\b(?:hosepipe|"
        r"garage (?:with|and)|the "
        r"(?:bridge|weir|river|canal|cliff|pit|train line|track|rope|fan|beam|reservoir|"
        r"roof)\b(?=.{0,25}(?: a lot|too long|lately|"
        r"every|again|is that|[.,!]|$))|methods?\b|helium|how deep|how (?:cold|long it takes|high|"
        r"far down)|the edge of|pills "
        r"again|(?:them|pills|tablets) (?:up )?for me|used? what'?s on|catching the bus|painless|the final log-?off)"
    ),
    "means_about_me": (
        r"\b(?:pistol|gun|revolver|rifle|shotgun|rope|paracord|blade|knife|pesticide|poison|belt|pillow|"
        r"bleach)\b.{0,60}\b(?:think "
        r"about me|about myself|had it out|i look at it|near (?:to )?my (?:cot|bed)|what i'?d do|for me\b|"
        r"against (?:me|my)|use it "
        r"on me|on myself)|\bi'?d use (?:a|the|my)\b.{0,20}\bif i could|\btake it out and think\b|"
        r"\bthought of using\b"
    ),
    "finish_self": (
        r"\b(?:fini?sh|top|do|neck|yeet|delete|unalive|un-?alive|off|end) (?:my ?self|me ?self|mysen)\b|"
        r"\bwish\w* my ?self dead|"
        r"\btaking my own life|\bk ?[!i1] ?l ?l(?: ?i ?n ?g)? ?my ?self|\bwann?a (?:be )?d(?:ie|ead|"
        r"isappear)|\bwanna be d[e€3]ad\b|\bhow i'?d go\b|\bcatch(?:ing)? the bus\b|\bfinal log-?off"
    ),
    "planning_after": r"\bpicked (?:the|my) (?:songs?|hymns|dress|photo)\b|\bplanning the after\b|\bmy own funeral\b",
    "vague_place": (
        r"\b(?:stopp\w+|stand\w*|sit\w*|stood|stauni\w+|park\w*|been|walk\w*|up)\b.{0,25}\b(?:on (?:it|"
        r"the bridge|the ledge)|roof|"
        r"ledge|edge|parapet|platform edge|yellow line|railings?)\b.{0,40}\b(?:no(?:t)? for the view|"
        r"twice|every|lately|again|"
        r"one step|and (?:look|think|wonder))"
    ),
    "do_away": (
        r"\b(?:do|doing|done|did|make|making) away w(?:ith|i'?) my ?self\b|"
        r"\bmake it (?:all )?stop (?:for good|forever|for ever|permanently|once and for all)\b|"
        r"\b(?:thoughts?|thinking|idea) (?:of|about) (?:ending|finishing) (?:it|things|myself)(?: all)?\b(?! (?:with|"
        r"between|"
        r"by|there|on|at|early))"
    ),
    "see_myself_dead": (
        r"\b(?:pictur\w+|imagin\w+|visuali[sz]\w+|seeing|see|images? of|flashes of|dream\w* of) (?:\w+ )?(?:myself|"
        r"my body|my "
        r"own body) (?:\w+ )?(?:hanging|dead|swinging|floating|drowned|bleeding|falling|jumping|on the (?:tracks|"
        r"rails|slab|"
        r"pavement)|in (?:a|my|the|my own) (?:coffin|grave|morgue))"
    ),
    "told_to_die": (
        r"\bkys'?(?:d|ed) me\b|\b(?:told|telling|tells|tell|messag\w+|dm'?d) me\b[^.!?]{0,15}\bkys\b|"
        r"\b(?:told|telling|tells) me to (?:kill my ?self|kms|end it|end my life)\b"
    ),
    "what_i_might_do": (
        r"\b(?:scared|afraid|frightened|terrified|worried|not sure|don'?t know) (?:of |about |by )?what i(?:'ll| "
        r"will| might| may|"
        r" could|'d| would|'m going to|'m capable of)?(?: do)?\b[^.!?]{0,20}\b(?:if i'?m (?:left )?(?:alone|on my own)|"
        r"left (?:alone|on my own)|tonight)"
    ),
}
_HINTS = {
    "handed_over": (
        r"\b(?:g[ai]v(?:e|en|ing)|left|leaving|lef|promised|returned|handed|handing|bequeath\w*|posted|"
        r"sent|tell?ing|told|packed|"
        r"labell?ed|taught|shown?)\b.{0,25}\b(?:my|the|her|his|their|all)\b.{0,30}\b(?:to|for|with|on|is|"
        r"are) (?:the (?:kid|lad|"
        r"girls?|captain|union|church|nieces?|neighbou?rs?)|ken|ted|[a-z]+ (?:next door|on larder)|"
        r"my (?:\w+ )?(?:brother|sister|"
        r"niece|nephew|mum|mom|mam|ma|wife|husband|son|daughter|roommate|friend|mate|best)|him|her|them|"
        r"jay|girls who)\b|"
        r"\bgiv(?:e|ing|en) (?:away|my \w+ away)\b|\bgave (?:my|away)\b|\bis promised to\b|"
        r"\bcan have (?:mine|my|the|it|them)\b"
    ),
    "letters": (
        r"\b(?:letters? (?:are|is) (?:done|written|sealed)|(?:wrote|written|writ|write|sealed|left|leave|"
        r"holds?|posted|an)\b.{0,30}\b(?:"
        r"letters?|notes?|envelope|cards?)(?! (?:of complaint|from|for the form))\b|the note\b|"
        r"envelope (?:on|for|is)|notes wrote|"
        r"a (?:note|letter) for|one chit)"
    ),
    "in_order": (
        r"\b(?:my affairs|(?:the|my) will\b(?= is| and|[,.]|$)|life (?:cover|insurance)|passwords?|"
        r"solicitor|beneficiar\w+|squared up|"
        r"cancelled (?:the|my)|milk is cancelled|papers (?:are|is|in)|knows where (?:the )?papers|"
        r"birth certs|handover|labelled (?:it|with|"
        r"the)|bequest|deleted (?:all )?my|burned all|registers? and|exclusion date|tying it up|"
        r"own arrangements|signed my)"
    ),
    "no_later": (
        r"\b(?:won'?t be (?:needing|back|coming|around|here|a next|troubling)|not be (?:needing|back|"
        r"troubling)|no ?one will be troubling|"
        r"no need to (?:ring|call|wait|check)|don'?t (?:trouble|bother) (?:ringing|calling|to ring)|"
        r"not going with them|"
        r"my last (?:set|stream|delivery|drop-off|shift|session|message|day|one|class|night|visit|post|"
        r"will)|last (?:delivery|drop-off|"
        r"stream|message|str3am)|from (?:tomorrow|tonight|monday)|after tonight|by the time|"
        r"nothing (?:left|to keep)|the end of the "
        r"matter|one way to|for the last time|next list|stopping for good|last page tomorrow|indefinitely)"
    ),
    "farewell_words": (
        r"\b(?:good ?bye\b|bye\b(?= chat| all| everyone|[,.!]|$| after| \w+ it was)|farewell|"
        r"so long\b(?=,)|(?:luv|love|lov) (?:u|you|ya) all|"
        r"tell (?:my|anna|mum|mom|her|him|them|the) (?:\w+ )?(?:i |sor+y|it wasn'?t|that i|boys|girls|mom|"
        r"moms|mum|wife|kids|luv|love)|sor+y "
        r"(?:about|bout|for) (?:every ?thing|evrything|the mess|all)|tell my|(?:chat|bye|guys|"
        r"all),? it was real|thank you for (?:your kindness|every ?thing|all|being)|"
        r"take care of (?:my|the|each|her|him)|be good for|find me|where to bring|so no ?one need|"
        r"for the police|who gets the)"
    ),
    "alone_now": (
        r"\b(?:no ?body(?:'s|'ll| is| will)? (?:expecting|in tonight|check)|house is empty|no ?one (?:in|"
        r"is home|sees)|door (?:is )?locked|"
        r"(?:switched|turned) off my (?:location|phone)|only me and|while (?:she|he|they)(?:'s|'re| is|"
        r" are) (?:at|out|away)|"
        r"before they'?re back|everyone is at|kids are at|room with lock|a free afternoon|on-?call room|"
        r"alone now|roo?mmate asleep|"
        r"in the ro[ao]m alone|i have the keys?\b|got the keys?\b|have the terrace)"
    ),
    "means_there": (
        r"\b(?:(?:the |a |my |bought the |got a |length of )?(?:rope|noose|paracord)s?|loft hatch|a beam|"
        r"mezzanine|weir|overpass|fly-?over|"
        r"pylons?|bridge|canal|terrace|water tank|car park roof|the roof|train line|last train|"
        r"level crossing|the tide|the lake|"
        r"the river|the reservoir|pit edge|the cliff|rat poi?son|pesticide|drain cleaner|reagent|bleach|"
        r"hose ?pipe|revolver|"
        r"pistol|shotgun|shed gun|barrel|charcoal|razor|blade|vial|pills|tablets|the fan|ledge|"
        r"match is ready|petrol|the good "
        r"one|running the bath|drip)\b"
    ),
    "calm_after": (
        r"\b(?:feel(?:s|ing)? (?:lighter|as light|so light|nice|calm|peaceful|free now)|very calm|so calm|"
        r"i'?m (?:so |very )?calm|at "
        r"peace|peaceful|not even sad|it'?s (?:finally )?settled|finally settled|i feel ready|"
        r"it'?s okay now|light as a|sorted by)\b"
    ),
    "soon_now": r"\b(?:tonight|t0night|tonite|at dawn|by midnight|this evening|before sunday|by morning|"
    r"tomorrow i go|at nine|after close)\b",
    "no_one_minds": (
        r"\b(?:no ?body(?:'d| would| will)?|no ?one(?:'d| would| will)?|not a soul) (?:\w+ )?(?:notice|"
        r"miss|check|care|cry|mind|find|ask)\w*\b|"
        r"\bfind (?:me|my body)\b"
    ),
    "risking": r"\b(?:no belt|too fast on purpose|without (?:a )?(?:helmet|life ?jacket|belt)|look before i cross)\b",
}
SUSPECT = re.compile(
    r"\b(?:die[ds]?|dying|dead|death|deid|kill\w*|suicid\w*|murder\w*|hang(?:ing|ed|s)?|shoot\w*|shot|"
    r"guns?|rifle|pistol|revolver|knife|blade|"
    r"razor|scalpel|cut(?:s|ting)?|slit|stab\w*|bleed\w*|bled|blood|burn\w*|lighter|pills?|tablets?|"
    r"meds|overdos\w*|swallow\w*|poison\w*|"
    r"bleach|insulin|rope|noose|beam|bridge|roof|ledge|cliff|overpass|terrace|river|lake|weir|canal|"
    r"tide|tracks|drown\w*|jump\w*|disappear\w*|"
    r"vanish\w*|erase\w*|delete\w*|exist\w*|alive|breathing|innings|wak(?:e|ing|es) up|woke|burden|"
    r"without me|worthless|goodbye|bye|farewell|"
    r"letters|insurance|solicitor|passwords?|voices?|punch\w*|chok\w*|slap\w*|threat\w*|hurt\w*|"
    r"harm\w*|lord|heaven|pray\w*|numb|faint\w*|"
    r"collaps\w*|lips|envy\w*|funeral|grave|bury|buried|peaceful|bruis\w*|scratch\w*|ending|"
    r"never born|no point|purpose|tired of)\b"
)
"""Words without which the classifier has to be much surer: of themselves they say nothing."""
MILD_HINTS = frozenset({"en.soon_now", "en.means_there", "en.alone_now", "en.calm_after"})
"""Hints of ordinary days as well: two of these alone are not enough."""
BESIDE_THOUGHTS = {"en.means_there": 3, "en.soon_now": 5, "en.no_later": 5, "en.in_order": 5, "en.letters": 5}
"""The level that a hint gives to thoughts of suicide in the same sentence: a method, or a time and preparation."""

ENTRIES: tuple[Entry, ...] = (
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 0, _HINTS),
    *entries(Language.EN, RiskKind.PASSIVE_IDEATION, 1, _PASSIVE),
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 2, _ACTIVE, person=Person.SELF),
)
