"""The English lexicon of harm: to others, from others, self-injury, commanding voices, emergencies, what is under way.

Mended by the training half of the bank.
"""

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.lexicon import Entry, Person, entries

_WILL = (
    r"(?:i'?m? ?(?:am )?(?:gon+a|going to|goin to|gunna|bout to|about to)|im ?m?a|i'?ll|i will|"
    r"i'?m (?:takin|taking|putting|putin|puting|bringin\w*|"
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
        rf"\b{_WILL}\b.{{0,30}}\b(?:cave|break|smash|stab|hurt|gut|slit|burn|batter|bury|shoot|shank|knife|strangle|"
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
    "put_them_in": (
        r"\b(?:i'?ll|i will|gon+a|going to|want to|wanna|could|like to)\b[^.!?]{0,15}\b(?:put (?:him|her|them|that "
        r"\w+|my \w+) (?:in "
        r"(?:the ground|(?:the )?hospital|a (?:box|coffin|grave|wheelchair|coma)|intensive care)|six feet)|(?:bash|"
        r"kick|smash|cave|"
        r"stove|beat|stamp|stomp) (?:his|her|their|that \w+'s) (?:\w+ )?(?:head|face|skull|teeth|brains?) in)\b"
    ),
    "not_joking": (
        r"\b(?:could|would|i'?d|want to) (?:\w+ )?(?:kill|murder|strangle|throttle|stab) (?:him|her|them|my \w+|that "
        r"\w+)\b[^.!?]{0,40}"
        r"\b(?:not (?:even )?joking|mean it|this time|serious|for real)\b"
    ),
    "laid_hands": (
        r"\bi (?!nearly|almost|could|would|never)(?:\w+ )?(?:choked|strangled|throttled|punched|slapped|headbutted|"
        r"belted|battered|kicked) (?:my (?:\w+ "
        r")?(?:wife|husband|"
        r"partner|girlfriend|gf|boyfriend|bf|mum|mam|mom|mother|dad|father|son|daughter|kid|baby|sister|brother|gran|"
        r"nan)|him|her|them|"
        r"the (?:baby|kids?|child))\b(?! out of|'s)|\bi (?:\w+ )?(?:pushed|shoved|threw) (?:my (?:\w+ )?(?:wife|"
        r"husband|partner|"
        r"girlfriend|boyfriend|mum|mam|mom|mother|dad|father|son|daughter|gran|nan)|him|her) (?:down the|into the|"
        r"against|across the|"
        r"over the)|\bleft (?:a |some )?(?:marks?|bruises?) on (?:him|her|them|my (?:son|daughter|kid|baby|wife|mum|"
        r"partner)|the (?:baby|"
        r"kid|child))\b|\bpillow over (?:my |the )?(?:\w+'s|her|his|their) face"
    ),
    "hands_round_neck": r"\bmy hands? (?:round|around|on) (?:his|her|their|my \w+'s|the \w+'s) (?:neck|throat)\b",
}
_FROM_OTHERS = {
    "hits_with": (
        r"\b(?:he|she|they|his|her|my (?:\w+ ){0,2}?(?:husband|father|dad|mother|ex|nephew|son|boyfriend|"
        r"partner|uncle|stepdad|fella)|himself|two "
        r"men|the (?:boys|men|lads|bloke)|lads|moneylender'?s? men|husb[a@]nd)\b.{0,40}\b"
        r"(?<!doesn't )(?<!don't )(?<!didn't )(?<!never )(?:hit|hits|h!t|"
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
    "my_throat": (
        r"\b(?:he|she|they|his|her|my (?:\w+ )?(?:husband|wife|partner|boyfriend|bf|girlfriend|gf|ex|dad|son|brother|"
        r"fella))\b[^.!?]{0,20}"
        r"\b(?:got|grab\w*|went for|squeez\w*|held|gripp\w*|hands? (?:\w+ )?(?:round|around|on|to)|fingers? (?:round|"
        r"around|on))\b"
        r"[^.!?]{0,8}\bmy (?:neck|throat)\b(?! (?:feeling|better|massag|checked|x-?ray))"
    ),
    "watched_while_typing": (
        r"\b(?:can'?t|cannot|cant) (?:really )?(?:talk|speak|call|ring|type (?:much|long))\b.{0,25}\b(?:he|she|"
        r"they)(?:'s| is|'re| are)? ?"
        r"(?:checks? my|reads? my|goes through|watching me|listening|in the (?:next|other) room)|"
        r"\bdelete (?:this|these|the chat|my messages|it) (?:after|when|once|before|now)\b[^!?]{0,30}\b(?:he|she|"
        r"they)\b|"
        r"\b(?:he|she) (?:reads|checks) everything\b"
    ),
    "story_for_a_bruise": (
        r"\b(?:bruis\w*|black eye|split lip|fat lip|(?:broken|cracked) (?:wrist|arm|ribs?|nose|tooth|jaw)|sling|"
        r"plaster cast)\b[^.!?]{0,30}"
        r"\b(?:told|tell|said|say|saying|explain)\b[^.!?]{0,25}\b(?:fell|door|cupboard|ice|stairs|dog|slipped|"
        r"tripped|clumsy|gate)\b|"
        r"\b(?:walked into|it was) (?:the|a) (?:door|gate|cupboard)\b.{0,50}\b(?:flowers|he (?:said|cried)|that'?s "
        r"what i (?:tell|say|said)|"
        r"if anyone asks|as ever|third time)|\bfell down the stairs\b.{0,12}\b(?:again|(?:second|third|fourth) time|"
        r"that'?s what)\b|"
        r"\b(?:foundation|concealer|make-?up|sunglasses|dark glasses|polo ?neck|scarf)\b[^.!?]{0,20}\b(?:over|"
        r"cover\w*|hid\w*) (?:\w+ )?"
        r"(?:the|my|a|his) (?:\w+ )?(?:eye\b|bruis\w*|jaw|cheekbone|lip\b|finger ?marks|marks on my neck)"
    ),
    "where_it_shows": (
        r"\b(?:hits?|does it|marks|punches|bites|kicks|gets me)\b[^.!?]{0,20}\b(?:where|so) (?:it|nobody|no ?one|"
        r"they|people|you) "
        r"(?:does ?n'?t|won'?t|can'?t|don'?t|never|can) (?:show|sees?|notice)|\b(?:he|she|they)(?:'s| has)? never "
        r"(?:hits?|marks|"
        r"touches|bruises) my face"
    ),
    "kept_from": (
        r"\b(?:he|she|they|my (?:\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|ex|fella|in-laws?)) (?:\w+ "
        r")?(?:doesn'?t|won'?t|don'?t|"
        r"never|wouldn'?t) (?:even )?(?:lets?|allow) me (?:to )?(?:have|keep|use|leave|see|work|ring|speak|talk|go) "
        r"(?:\w+ )?(?:my |the |a |to my |"
        r"to )?(?:own )?(?:bank|card|money|wages|phone|family|friends|sister|mother|mum|parents|house|flat|alone|"
        r"anyone|job)\b|"
        r"\b(?:locks? me in|locking me in|locked me up)\b|\b(?:tracks|tracking) my (?:car|phone|"
        r"location)\b[^.!?]{0,30}\b(?:times me|and|to|so)\b|"
        r"\b(?:i'?m|i am|im) not allowed (?:out\b|to (?:leave the|see (?:my|anyone)|have (?:my|money|a phone)|speak "
        r"to|talk to|work\b))|\bhave to ask (?:him |her )?before i (?:spend|ring|go|leave|eat|buy|see|use|wear|"
        r"shower|sit)"
    ),
    "goes_for_me": (
        r"\b(?:comes?|came|coming|goes|went|going) (?:at|for) me (?:with|wiv) (?:a|the|his|her) (?:\w+ )?(?:kni\w+|"
        r"hammer|bottle|bat|belt|"
        r"axe|pan|scissors|machete|poker|iron|stick|chair|fists?)|\b(?:gives?|gave|given|giving) me (?:a|the|"
        r"another) (?:good )?"
        r"(?:clatter\w*|hiding|slap\w*|thump\w*|clout\w*|wallop\w*|back ?hand\w*|beating|battering|leathering|"
        r"kicking|hammering|black eye|"
        r"fat lip|smack in|crack across)|\blick mi\b|\b(?:pinch|shak|twist)(?:es|e?d|ing|s)? "
        r"me\b(?=[^.!?]{0,30}\b(?:nobody|no ?one|"
        r"when|hard|again|until|alone))"
    ),
    "or_i_get_it": (
        r"\b(?:look at (?:him|her|them) wrong|(?:answer|talk) back|step out of line|put a foot wrong|dinner'?s late|"
        r"burn the)\b[^.!?]{0,25}"
        r"\b(?:get it|cop it|pay for it|know about it|suffer for it|catch it|he'?ll|she'?ll|he hits|get a)\b|"
        r"\b(?:my head|my face) (?:that )?(?:he|she|they) (?:was|were) aiming|\baimed (?:it )?(?:at|for) my (?:head|"
        r"face)"
    ),
    "said_no": (
        r"\b(?:said|say|told (?:him|her)) (?:no|stop)\b[^.!?]{0,25}\b(?:and|but) (?:he|she|they) (?:just "
        r")?(?:carried on(?! (?:talking|asking|"
        r"with|eating|walking|reading|singing|playing))|kept going|didn'?t stop|wouldn'?t stop|"
        r"doesn'?t stop)|"
        r"\b(?:videos?|photos?|pictures|pics|nudes) of me\b[^.!?]{0,40}\b(?:send|post|show|share|leak|put) (?:them|"
        r"it)\b"
    ),
    "afraid_in_there": (
        r"\b(?:i'?m|im|i am|we'?re|feel) (?:not |un) ?safe (?:here|at home|in (?:this|my own) (?:house|home|flat)|"
        r"with (?:him|her|them))\b|"
        r"\bn'?t safe (?:here|with (?:him|her))\b|\b(?:ex|stalker|he|she|somebody|someone)(?:'s| is| keeps)? "
        r"(?:following|stalking) me\b"
        r"(?! (?:on|back on|home from))|\b(?:sleep\w*|slept)\b[^.!?]{0,20}\b(?:chair|drawers|wardrobe|knife|"
        r"bat)\b[^.!?]{0,12}\b(?:against|under|"
        r"behind) (?:the|my) (?:\w+ )?(?:door|handle|pillow)|\bsound of (?:his|her) key\b"
    ),
    "beats_me_up": (
        r"\b(?:he|she|they|husband|wife|partner|boyfriend|bf|girlfriend|gf|ex|dad|mum|mam|brother|stepdad|lads|men|"
        r"boys|gang)"
        r"\b[^.!?]{0,15}\bbeat(?:s|ing|en)? (?:me|us) up\b(?! about)|\b(?:held|pulled|puts?|has) (?:a|the) (?:\w+ "
        r")?(?:knife|gun|"
        r"blade) "
        r"(?:to|on|at|against) (?:me|my (?:throat|neck|head|face))\b|\bmy (?:step ?dad|stepfather|uncle|brother|dad|"
        r"grandad|coach|teacher|cousin|stepbrother|carer) (?:\w+ )?touch(?:es|ed|ing) me\b(?! (?:on the|deeply))|"
        r"\bmak(?:es|ing) me do (?:things|stuff)\b[^.!?]{0,15}\b(?:in bed|i don'?t want)"
    ),
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
    "hidden_wounds": (
        r"\b(?:bracelets?|bangles|wristbands?|sleeves)\b[^.!?]{0,25}\b(?:so (?:no ?(?:one|body)|they|mum|mom|people)|"
        r"to "
        r"(?:hide|cover))\b[^.!?]{0,15}\b(?:wrists?|scars|cuts|arms)\b|\bstitches\b[^.!?]{0,12}\b(?:told|said|saying)\b"
        r"[^.!?]{0,20}\b(?:it was|i (?:fell|slipped|caught))|\bbandages?\b[^.!?]{0,10}\bhid(?:e|ing|den)\b|"
        r"\bthe thing i (?:use\b(?=[.,!]|$)|cut with|do it with)"
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
    "blade_kept": (
        r"\b(?:sharpener|razors?|blades?|scalpel|lancet|stanley knife|box ?cutter|craft knife|bit of glass|glass "
        r"from)\b[^.!?]{0,45}\b"
        r"(?:hidden|hid\b|hiding|in (?:the |my |a )?(?:\w+ )?(?:phone case|socks?|pencil case|lining|bra\b|pillow\w*|"
        r"mattress|purse)|under "
        r"(?:my|the) (?:\w+ )?(?:mattress|bed|pillow|desk|insole)|taped)\b|\b(?:hid|hide|hidden|hiding|stash\w*) "
        r"(?:\w+ ){0,3}?(?:blades?|"
        r"razors?|scalpel|sharpener|bit of glass)\b(?! (?:from|away from) (?:the|my|him|her|them))|"
        r"\bsharpener(?:'s| is| was)? (?:\w+ )?(?:in (?:pieces|bits)|apart|broken|unscrewed)|\b(?:unscrew\w*|"
        r"br[eo]ak\w*|broke|smash\w*|"
        r"snapp?\w*|crack\w*|pulled|taken|took|prised) (?:\w+ ){0,3}?(?:sharpener|disposable|"
        r"razor)\b[^.!?]{0,30}\b(?:apart|blades?|out|open|"
        r"pieces|bits)|\b(?:blades?|razors?)\b[^!?]{0,20}\bi (?:don'?t|do not) (?:even )?shave\b|"
        r"\bglass from the (?:mirror|frame|bottle)\b.{0,30}\b(?:keep|kept|sock|hid)"
    ),
    "fresh_marks": (
        r"\b(?:fresh|new|deeper|more) (?:cuts?|lines|slices|slashes)\b[^.!?]{0,15}\b(?:on|across|up|down|all over) "
        r"my (?:arms?|legs?|thighs?|"
        r"wrists?|forearms?|hips?|stomach|ankles?)\b|\b(?:red|neat|more|new) (?:\w+ )?lines on my (?:arms?|legs?|"
        r"thighs?|wrists?|hips?)\b|"
        r"\bsleeves\b[^.!?]{0,60}\b(?:cuts|scars|slices)\b|\b(?:did|done|doing) (?:it|the thing|that|my thing) "
        r"(?:again )?(?:on|to) my (?:own )?"
        r"(?:arms?|legs?|thighs?|wrists?|hips?)\b|\btally marks? (?:on|in|up) my\b|\b(?:places|space|room|skin) "
        r"(?:left )?on my (?:arms?|legs?|"
        r"thighs?|body)\b[^.!?]{0,15}\b(?:don'?t show|doesn'?t show|to cut|to hide|can hide)|\bwent too "
        r"deep\b[^.!?]{0,25}\b(?:glue|"
        r"stitch\w*|steri|bleed|blood|butterfly|plasters?|hospital)\b|\b(?:hit|down to|cut to) (?:the "
        r")?(?:styro|beans)\b"
        r"(?! (?:on|and|with|in a))|\bcat\b.{0,45}\b(?:not (?:really )?the cat|(?:haven'?t|don'?t|hasn'?t) (?:even "
        r")?(?:got|have|own) a cat)"
    ),
    "hurts_on_purpose": (
        r"\b(?:pour\w*|ran|run|hold|held|put)\b[^.!?]{0,15}\b(?:boiling|scalding) (?:water|oil|"
        r"kettle)\b[^.!?]{0,12}\b(?:on|over) (?:my|me)\b"
        r"(?![^.!?]{0,30}\b(?:accident|by mistake))|\b(?:slap|smack|punch|hit)(?:s|p?ed|p?ing|ting)? (?:my|me) own "
        r"(?:face|head|legs?|thighs?|"
        r"stomach|jaw)\b|\b(?:slap|smack|punch|hit)(?:s|p?ed|p?ing|ting)? my ?self (?:in|on|across|round|over) the "
        r"(?:face|head|legs?|thighs?|"
        r"stomach)|\burges? to (?:cut|burn|carve|slice|bleed|scratch|hurt)\b(?! (?:the|down|back|in\b|class|corners|"
        r"grass|my hair|off|out|"
        r"him|her|them|people))|\bneed(?:ed|ing)? to (?:see|feel) (?:the |my |my own )?(?:blood|myself bleed)\b|"
        r"\b(?:s/?h|self ?harm) "
        r"(?:relapse|relapsed|urges?|clean)\b|\brelapsed?\b[^.!?]{0,20}\b(?:blade|razor|cutting|cut\b|s/?h\b)|"
        r"\blighter for my (?:arms?|legs?|"
        r"skin|hands?|wrists?|thighs?)"
    ),
    "carves": (
        r"\bcarv(?:e|es|ed|ing) (?:words?|his name|her name|names?|lines|letters|it|things) (?:in|into|on|onto) my\b"
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
    "ordered_to": (
        r"\b(?:voices?|whispers|demons?|the devil|satan|allah|angels?|spirits?|jinns?|ancestors|(?:the )?(?:telly|"
        r"television|tv|radio|chip|"
        r"microchip|implant|computer)|(?:man|woman|thing|someone|people|one|ones) (?:in(?:side)? my head|behind the "
        r"(?:wall|mirror)))\b"
        r"[^.!?]{0,30}?\b(?:tell\w*|told|say\w*|said|order\w*|command\w*|instruct\w*|want\w*|whisper\w*|(?:at|on at) "
        r"me|send\w* me|"
        r"mak(?:es?|ing)|made|forc\w+)\b[^.!?]{0,30}?\b(?:hang|walk into (?:the|a) (?:road|sea|traffic|river|path)|"
        r"take (?:the|all|my) "
        r"(?:\w+ )?(?:tablets|pills|meds)|set fire|not to eat|stop eating|do (?:my|me) ?self|me (?:dead|to die)|"
        r"(?:kill|hurt|cut|burn|hit|stab) "
        r"(?:myself|him|her|them|my|the|people)|(?:must|have to|need to) (?:stop|kill|get rid of|punish|silence|"
        r"destroy) (?:him|her|them))\b"
    ),
    "gives_orders": (
        r"\b(?:voices?|spirits?|demons?)\b[^.!?]{0,15}\b(?:gives?|giving|gave) me (?:orders|commands|"
        r"instructions)\b|"
        r"\b(?:tell\w*|told|order\w*|want\w*|command\w*) me to (?:kill|hurt|stab|burn|die|jump|"
        r"cut)\b[^.!?]{0,40}\b(?:behind the wall|in(?:side)? "
        r"my head|in the (?:walls|vents|pipes)|through the (?:vents|radio|telly|wall))|"
        r"\bi (?:can |keep )?hear(?:ing|d)? (?:him|her|them|voices|it) tell\w* me to (?:burn|kill|hurt|stab|cut|jump "
        r"off|die|set fire)|"
        r"\b(?:dead|late) (?:father|mother|mum|mam|dad|gran\w*|nan|wife|husband|brother|sister|son|"
        r"daughter)\b[^.!?]{0,20}\b(?:tell\w*|call\w*|"
        r"order\w*|whisper\w*)\b[^.!?]{0,20}\b(?:join|come to (?:him|her)|follow|kill|die)\b"
    ),
    "from_the_walls": (
        r"\b(?:tells?|telling|orders?|ordering|commands?|commanding|instructs?) me\b[^.!?]{0,20}\b(?:from|through|"
        r"out of) the "
        r"(?:vents?|walls?|ceiling|tv|telly|radio|pipes|sockets?)\b|\b(?:tv|telly|radio|"
        r"voices?)\b[^.!?]{0,15}\b(?:tell\w*|told|"
        r"instruct\w*|order\w*|want\w*) me to (?:get|fetch|use|pick up) the (?:knife|gun|axe|hammer|petrol)\b"
    ),
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
        r"\b(?:he|she|husband|wife|partner|mum|mom|mother|dad|father|son|daughter|baby|brother|sister|nan|gran\w*|friend|"
        r"flatmate|roommate|boyfriend|girlfriend|someone|child)(?:'s| has) (?:just )?collapsed\b(?! (?:in|into|with) )|"
        r"\b(?:fainted twice|just (?:had a (?:fit|seizure)|collapsed)|had a fit|we can'?t wake (?:her|"
        r"him)|she'?s blue|he'?s blue|snoring weird|can'?t stand "
        r"up off|can'?t move my (?:hip|legs?)|breathing has gone|puking, one|not breathing|won'?t wake up|"
        r"seeing insects|throat is burn\w*)\b"
    ),
    "pregnant": r"\bweeks pregnant\b.{0,80}\b(?:collapsed|sharp pain|bleeding)|"
    r"\bdays since delivery\b.{0,60}\b(?:soaked|bleeding|fever)",
    "bleeding_now": (
        r"\bblood (?:is |keeps )(?:pouring|pumping|soaking)\b|\b(?:pregnant|(?:months|weeks) gone|miscarr\w*)\b"
        r"[^.!?]{0,40}\bblood\b(?! (?:test|pressure|sugar|group|type|count))|"
        r"\bbleeding\b[^.!?]{0,12}\b(?:won'?t|doesn'?t|"
        r"isn'?t|not|can'?t) stop\b|\b(?:thunderclap|sudden(?:ly)?|"
        r"worst)\b[^.!?]{0,20}\bheadache\b[^.!?]{0,50}\b(?:can'?t (?:move|see|bend)|"
        r"stiff neck|thunderclap)|\bwords? (?:are |is |keep )?coming out (?:wrong|jumbled|slurred|funny)\b|"
        r"\bface\b[^.!?]{0,12}\bdroop\w*"
    ),
    "not_waking": (
        r"\bcan'?t (?:wake|rouse) (?:her|him|them)(?!(?: up)? (?:for|in the|before|until|on|at|when))|"
        r"\b(?:overdos\w*|od'?e?d)\b.{0,50}\b"
        r"(?:gone (?:grey|gray|blue|cold|limp)|not (?:breathing|waking|responding)|unconscious|what do i do|won'?t "
        r"wake|isn'?t "
        r"(?:waking|breathing|responding))\b|\bkeeps? (?:passing|blacking) out(?! (?:on|in) )"
    ),
    "double_dose": (
        r"\b(?:took|taken|injected|doubled)\b[^.!?]{0,20}\b(?:insulin|warfarin|lithium|digoxin|methadone|morphine|"
        r"heart (?:pills?|tablets?)|"
        r"blood thinners?)\b[^.!?]{0,12}\b(?:twice|double|too (?:much|many)|by mistake)|\b(?:took|taken|injected) "
        r"(?:double|twice) (?:my|the)\b"
        r"[^.!?]{0,15}\b(?:insulin|warfarin|lithium|digoxin|methadone|morphine|dose)"
    ),
    "withdrawal": (
        r"\b(?:stopped|quit|gave up|given up) (?:\w+ )?(?:drinking|booze|alcohol|vodka|benzos|valium|diazepam|"
        r"xanax)\b[^.!?]{0,50}\b(?:seeing "
        r"(?:things|insects|bugs|spiders|stuff)|hallucinat\w*|crawl\w*|seizures?|a fit|fits)\b"
    ),
    "seized_or_swelling": (
        r"\bclutching (?:his|her|my|their) chest\b|\binhaler (?:isn'?t|is not|isnt|not) work\w*|\b(?:i'?ve|i|just) "
        r"(?:just )?had a "
        r"(?:seizure|stroke)\b(?! of\b)|\b(?:tongue|throat|lips)(?:'s| is| are) swelling\b|\b(?:baby|toddler|little "
        r"one)(?:'s|"
        r" has)? (?:just )?"
        r"(?:swallowed|eaten|drunk|drank) (?:\w+ ){0,3}?(?:tablets|pills|medicine|bleach|battery|batteries|detergent)\b"
    ),
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
