"""The English lexicon of harm: to others, from others, self-injury, commanding voices, emergencies, what is under way.

Mended by the training half of the bank.
"""

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.lexicon import Entry, Person, entries

_WILL = (
    r"(?:i'?m? ?(?:am )?(?:gon+a|going to|goin to|gunna|bout to|about to)|im ?m?a|i'?ll|i will|"
    r"i'?m (?:takin|putting|putin|puting|bringin\w*|"
    r"haulin|going (?:out )?there)|im (?:puting|takin|gon+a)|i keep thinking|i am going there)"
)
_WEAPON = (
    r"(?:kni?fe|blade|screwdriver|hammer|hamer|bat|crowbar|tire iron|iron rod|rod|bottle|secat\w+|"
    r"scissors|axe|machete|gun|rifle|strap|"
    r"pistol|petrol|acid|compass|shiv|kerosene|can of)"
)
_BODY = (
    r"(?:arms?|forearms?|legs?|thighs?|wrists?|hips?|ankles?|stomach|belly|skin|ribs|hands?|knuckles|"
    r"feet|back|head|hair|elbows?|shins?|"
    r"neck|chest)"
)
_TO_OTHERS = {
    "gonna_hurt": (
        rf"\b{_WILL}\b.{{0,30}}\b(?:cave|break|smash|stab|hurt|gut|slit|burn|batter|bury|shoot|strangle|"
        rf"put him through|end) (?:that|his|her|"
        r"their|him|them|the|this|those|my (?:boss|ex|neighbou?r|brother|dad|wife|husband))"
    ),
    "weapon_for_them": (
        rf"\b(?:{_WILL}\b.{{0,40}}\b{_WEAPON}\b.{{0,30}}\b(?:in|to|for|into|across) (?:that|his|her|their|"
        rf"him|them|yer|the)|(?:got|have|bringin\w*|"
        rf"carry|carrying) (?:a|the|my) (?:\w+ )?{_WEAPON}\b.{{0,30}}\b(?:he'?s getting|use it|for (?:him|"
        rf"her|them|his)|if (?:he|she|they)))"
    ),
    "get_back": (
        r"\b(?:get(?:tin|ting)? my (?:lick|revenge) (?:back)?|gonna get what'?s comin\w*|"
        r"is finished, i have called|break his legs|made a "
        r"list of who|neither can she|driven past (?:her|his) (?:place|house).{0,30}(?:rifle|gun|knife)|"
        r"going there with a)"
    ),
    "hands_on_them": (
        r"\b(?:had|grabbed|got|held|pinned|put) (?:the (?:young bloke|boy|kid|girl|baby)|my (?:son|"
        r"daughter|hands)|him|her|them|\w+)\b.{0,30}\b(?:"
        r"by the (?:neck|throat)|round her (?:wrists|neck|throat)|against the (?:wall|fridge))|"
        r"\bscared (?:of|that) (?:what i'?ll do|next "
        r"time|i'?ll (?:hurt|hit|kill|shake)|i won'?t)|\bpillow over (?:her|his|their) face|"
        r"\bactually picked up the pillow|\bi (?:shook|hit|"
        r"slapped|threw) (?:the baby|my (?:son|daughter|kid|baby|wife|mum|mother))"
    ),
}
_FROM_OTHERS = {
    "hits_with": (
        r"\b(?:he|she|they|his|her|my (?:\w+ ){0,2}?(?:husband|father|dad|mother|ex|nephew|son|boyfriend|"
        r"partner|uncle|stepdad|fella)|himself|two "
        r"men|the (?:boys|men|lads|bloke)|lads|moneylender'?s? men|husb[a@]nd)\b.{0,40}\b(?:hit|hits|h!t|"
        r"beat|beats|b\.?e\.?a\.?t\.?|punch\w*|"
        r"kick\w*|kik\w*|burn(?:s|t|ed)?|slash\w*|choked?|ch0ked|strangled|twists?|broke|hold|holds|tied|"
        r"put|threw|slapp?\w*|locked|drag\w*|pushed|"
        r"whipp?\w*|bit|spat)\b.{0,12}\b(?:me|my (?:hand|head|wrist|arm|hed|face|fingers|neck|tyres|hair)|"
        r"us|it out of me|two of my fingers)\b(?! (?:up|at|on (?:instagram|whatsapp)|to it|with (?:his|"
        r"her) (?:smile|news)|by \d|in (?:chess|the|a|straight)))"
    ),
    "threat_now": (
        r"\b(?:outside (?:my (?:door|window|house|flat)|right now)|outs?de his door|outside\. now|"
        r"has (?:the|a) (?:bread )?(?:knife|gun|can|hammer)|parked outside|break "
        r"(?:my|the|our) door down|get the kerosene|locked me in|with the hamm?er|at my (?:door|window))\b"
    ),
    "threat_words": (
        r"\bsaid? (?:he|she|they)?'?d? ?(?:would |will |is |are |'?s )?(?:going to |gonna )?(?:kill|burn|"
        r"cut|stab|beat|hurt|shoot|set|finish|rape) "
        r"(?:me|my|us|mom|mum)\b|\b(?:or they (?:kill|hurt|do)|pay or they|the face is next|"
        r"acid would suit|kneecaps|got people outside|"
        r"took? my passport|taken my passport|has my bank card|got a key to my|doxxed me|dead pigeon|"
        r"see u friday|showed it me|when i won'?t "
        r"sign|described ther)\b|\bthr ?e ?a ?t ?e ?n ?e ?d to (?:kill|sl[i!]t|cut|burn|hurt|stab)"
    ),
    "dont_call_back": r"\b(?:don'?t|pl[sz]e?a?s?e? don'?t|do not) (?:call|ring|"
    r"text)(?: (?:me )?back)?\b.{0,30}\b(?:he checks|phone|txt only|text only)",
    "child_hit": r"\bhis (?:dad|father|mum|mother|stepdad) (?:punches|hits|beats|burns|kicks) (?:him|her|them)\b",
}
_SELF_INJURY = {
    "hurts_body": (
        rf"\b(?:i(?:'ve| have|'m| am|'d| keep| also| still|ve)?|been|keep|started|take|took|"
        rf"taken)\b.{{0,35}}\b(?:cut\w*|c[*☆]ts?|scratch?\w*|burn\w*|bit(?:e|ing)|"
        rf"punch\w*|bang\w*|headbutt?\w*|hedbut\w*|whip\w*|jab\w*|stick|stuck|stab\w*|dig\w*|press\w*|"
        rf"pull\w*|pierc\w*|carv\w*|hit\w*|scald\w*|"
        rf"kneel\w*|slic\w*|put a (?:scalpel|blade|razor|lighter))\b.{{0,25}}\b(?:my|me|own|"
        rf"into my)\b.{{0,12}}\b{_BODY}\b.{{0,60}}\b(?:again|on purpos\w*|"
        rf"till?|until|shuts?|calm\w*|helps?|feel|punish|sting|penance|bleed\w*|so (?:no ?(?:one|body)|pe)|"
        rf"every|bruis\w*|split|each time|under the|"
        rf"it'?s (?:not deep|calming)|patch|after bad|marks|fuzzy|skin tears)"
    ),
    "lighter_to": (
        rf"\b(?:lighter|stove ring|kettle|iron|razor|blade|scalpel|needle|needles|n33dles|safety pin|"
        rf"sharpener\w*|compass|glass|cigarette)\b.{{0,25}}\b(?:to|into|in|"
        rf"on|against) (?:my|the)(?: \w+)? (?:{_BODY})|\b(?:forearm|arm|leg|thigh|hip)s? (?:to|against|"
        rf"on) the (?:stove|kettle|iron|ring)|\bdid it again on my"
    ),
    "pain_is_the_point": (
        r"\b(?:the tearing is the part|shuts my head up|just for the sting|no drug in it|2 punish it|"
        r"to punish|whip my back|it'?s penance|only hour i "
        r"feel|scratched till blood|marks since|punch(?:ed)? the (?:wall|desk) until)\b"
    ),
}
_VOICES = {
    "voice_orders": (
        r"\b(?:v[o0]ices?|angels?|god|christ|jesus|satan|the devil|mother|the (?:radio|tv|boxes|walls|"
        r"fuse ?b[o0]x|f u s e b[o0]x|building|driver|one behind)|"
        r"sergeant \w+)(?:'s| is| are|'ve| have| has)? (?:\w+ ){0,3}?(?:say|says|sed|said|tells?|t[o]+l?d|"
        r"telling|want|wants|giving me orders|"
        r"orders?|command\w*|allow\w*|order\w*)\b.{0,60}\b(?:jump|step in front|step off|go up now|"
        r"cut it off|cut|kill|k[i1!]ll|stab|hurt|h[uμ]rt|burn the|"
        r"burn|put her in|drink|swallow|take the car|pull the stack|get the kn[i1]fe|lie down under|"
        r"open the (?:door|windo)|wire out)\b"
    ),
    "they_say_do_it": r"\b(?:they|it|she|mother) (?:say|says|sed|said):? (?:if i don'?t (?:stab|cut|jump|do it|"
    r"burn|swallow)|jump|swallow it|burn the|cut it|kill (?:him|her|them|your))",
    "held_by_air": r"\b(?:held up by the air|told me the roof|roof is the door|real one can come back|"
    r"only have to open the windo\w*)",
    "voices_louder": r"\b(?:one voice and it says|the voice says|voices? (?:are|is|have got) (?:louder|telling))\b",
}
_EMERGENCY = {
    "chest": (
        r"\b(?:chest (?:is )?(?:tight|crushing|pain now)|weight on my chest|left arm (?:is )?(?:numb|"
        r"heavy|dead)|arm'?s gone (?:heavy|numb)|jaw hurts|heart'?s "
        r"skipping|lips (?:are )?blue|can'?t get air|grey in the mirror)\b"
    ),
    "stroke": r"\b(?:face (?:has |is )?droop\w*|face has dropped|talking rubbish|tongue'?s gone thick|"
    r"one pupil'?s|can'?t feel my (?:legs|arm)|speech (?:is )?slurr\w*)",
    "bleed": (
        r"\b(?:soaked (?:\w+ ){0,2}?pads|seeing spots|black blood|"
        r"brought up (?:a load of )?(?:black )?blood|pass?in+g? blood|coughing (?:up )?(?:pink|blood)|"
        r"legs? pump\w* blood|there'?s blood and i can'?t|vomiting blood|blood thru)\b"
    ),
    "collapse": (
        r"\b(?:fainted twice|just (?:had a (?:fit|seizure)|collapsed)|had a fit|we can'?t wake (?:her|"
        r"him)|she'?s blue|he'?s blue|snoring weird|can'?t stand "
        r"up off|can'?t move my (?:hip|legs?)|breathing has gone|puking, one|not breathing|won'?t wake up|"
        r"seeing insects|throat is burn\w*)\b"
    ),
    "pregnant": r"\bweeks pregnant\b.{0,80}\b(?:collapsed|sharp pain|bleeding)|"
    r"\bdays since delivery\b.{0,60}\b(?:soaked|bleeding|fever)",
}
_DONE = {
    "took_them": (
        r"\bi (?:just |already |have |think i )?(?:took|taken|swallowed|swalowed|drank|drunk|"
        r"injected) (?:the tablets|every ?th?ing|everythng|all of them|all the|like "
        r"every\w+|something from|the phenoyl|a whole box|my (?:mum|mom|dad)'?s|them all)|^\W*(?:drnk|"
        r"drank|1njected|injected) (?:it|something|some)|\balready did "
        r"it\b|\bit already\b.{0,30}\b(?:numb|sleepy)|\bi'?ve crushed enough|\bthe hook came out"
    ),
    "in_position": (
        r"\b(?:had the barrel against|gun in my lap|got the gun|set up the line|i'?m (?:on|at|standing on|"
        r"sitting on) the (?:roof|ledge|edge|bridge|overpass|platform|"
        r"rail|railing)|stones in my (?:coat|pockets)|i'?m in the (?:garage|car) with the engine)\b"
    ),
}
_NEAR = {
    "going_off": (
        r"\b(?:gonna|goin[g]? to|gоing to|going to|im gonna|i'?m going to|i will|i'?ll|plan to|"
        r"aim(?:ing)?|tonight)\b.{0,20}\b(?:jump (?:from|off)|aim the (?:truck|car)|"
        r"drive (?:it |the \w+ )?(?:at|into|off) (?:a|the)|hang (?:my ?self|hersel?f)|step (?:in front|"
        r"off)|shoot my|drown)\b"
    ),
    "means_saved": (
        r"\b(?:taking one \w+ home each|in my sock drawer|now i have enough|saving (?:up )?(?:the |"
        r"my )?(?:tablets|pills|meds)|been (?:saving|stashing|hoarding)|kept rat "
        r"po[i]?son|bought the rope|got one b ?u ?l ?l ?e ?t|notes? wrote|signed my goodbyes|"
        r"picked the floor|letters? (?:are|is) done|sharpened the good one|"
        r"unlocked (?:n|and) i|pinned a map|there won'?t be a next)\b"
    ),
}
_LONG_AGO = {
    "old_attempt": (
        r"\b(?:(?:years?|yrs) (?:ago|back)|back in (?:19|20)\d\d|in (?:19|20)\d\d|when i was|"
        r"once)\b.{0,80}\b(?:an attempt|drove my car at|tied something round|walked into "
        r"a (?:lake|river|sea)|one serious go|on the stretcher|the porter found me|never told)\b|"
        r"\b(?:one serious go at it|what they called an attempt|i tied something "
        r"round my neck|on purpose\b.{0,40}\bnever told)\b"
    ),
}

ENTRIES: tuple[Entry, ...] = (
    *entries(Language.EN, RiskKind.HARM_TO_OTHERS, 3, _TO_OTHERS),
    *entries(Language.EN, RiskKind.HARM_FROM_OTHERS, 3, _FROM_OTHERS, person=Person.SITUATION),
    *entries(Language.EN, RiskKind.SELF_HARM_NONSUICIDAL, 3, _SELF_INJURY),
    *entries(Language.EN, RiskKind.PSYCHOSIS_COMMAND, 5, _VOICES, person=Person.SITUATION),
    *entries(Language.EN, RiskKind.MEDICAL_EMERGENCY, 6, _EMERGENCY, person=Person.SITUATION),
    *entries(Language.EN, RiskKind.ATTEMPT_OR_BEHAVIOR, 6, _DONE),
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 5, _NEAR),
    *entries(Language.EN, RiskKind.ATTEMPT_OR_BEHAVIOR, 2, _LONG_AGO),
)
