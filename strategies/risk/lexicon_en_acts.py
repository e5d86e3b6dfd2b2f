"""The English lexicon of acts: means on the mind or set up, attempts lately or once, somebody lain in wait for."""

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.lexicon import Entry, entries

_ON_THE_MIND = {
    "got_the_pills": r"^\W*i(?:'?ve)? (?:\w+ )?got (?:the|all the|enough) (?:pills|tablets)\W*$",
    "think_of_jumping": (
        r"\b(?:think\w*|thought|wonder\w*|imagin\w+|pictur\w+) (?:about |of |what )?(?:\w+ )?(?:jumping(?! (?:on|"
        r"ship|rope|in "
        r"the|into the (?:pool|shower|car)|at))|stepping (?:off|out)|letting go|going over|driving (?:off|into|at)|"
        r"crashing|"
        r"swerving|veering|turning (?:it|the gun) (?:round|around|on))\b[^.!?]{0,60}\b(?:bridge|footbridge|viaduct|"
        r"platform|roof|"
        r"cliff|balcony|edge|parapet|motorway|on purpose|deliberately|wheel|oncoming|central reservation|gun|"
        r"shotgun)\b|"
        r"\b(?:gun|shotgun|rifle|pistol|revolver)\b[^.!?]{0,40}\bturn\w* it (?:round|around|on (?:me|my))|"
        r"\b(?:bridge|footbridge|viaduct|platform|roof|cliff|balcony)\b[^.!?]{0,40}\bthink\w* (?:about|of) "
        r"(?:jumping|going over|"
        r"letting go|stepping off)|"
        r"\b(?:thought|thinking|thoughts|think|idea) (?:about|of) (?:\w+ )?(?:crashing|rolling|driving|wrapping|"
        r"swerving)\b"
        r"[^.!?]{0,30}\b(?:on purpose|deliberately)"
    ),
    "dose_it_takes": (
        r"\bhow (?:many|much) (?:of )?(?:my |the |these |those )?(?:\w+ )?(?:pills|tablets|meds|medication|insulin|"
        r"paracetamol|"
        r"morphine)\b[^.!?]{0,12}\b(?:it(?:'d| would| might|'ll| will)? take|to (?:end|stop|finish|not wake))"
    ),
    "easy_way_out": (
        r"\b(?:look\w*|search\w*|googl\w+|research\w*|read\w*)\b[^.!?]{0,20}\b(?:painless|quick(?:est)?|easy|easiest|"
        r"reliable|"
        r"least painful) (?:ways?|methods?) (?:to (?:go|die|do it|end)|out|of (?:going|dying|doing it))\b"
    ),
    "afraid_of_myself": (
        r"\b(?:scared|afraid|frightened|terrified|worried|fear) (?:of |about )?what i(?:'ll| will| might| may| could|"
        r"'d| would|'m "
        r"going to)? do to my ?self\b"
    ),
}
_SET_UP = {
    "got_the_rope": (
        r"\b(?:got|have|found) (?:the|my) (?:rope|noose)\b(?=[.,!]|$| and (?:the|i|know)| ready| already| now)"
    ),
    "hose": (
        r"\bhose ?(?:pipe)?\b[^.!?]{0,60}\b(?:exhaust|tail ?pipe|lay-?by|car window|through the window)\b|"
        r"\bgarage\b[^.!?]{0,20}\bengine (?:is |was )?(?:on|running)\b|\bengine (?:on|running)\b[^.!?]{0,25}\bgarage\b"
    ),
    "fast_train": (
        r"\b(?:worked out|figured out|found out|know) (?:which|what time|when) (?:\w+ )?(?:\w+ )?trains? (?:that "
        r")?(?:doesn'?t|don'?t|does not|won'?t) stop|"
        r"\b(?:platform edge|edge of the platform|yellow line)\b[^.!?]{0,40}\b(?:fast|express|freight|through|next) "
        r"(?:one|train)|"
        r"\bwaiting (?:for|4) the (?:fast one|fast train|non-?stop|through train)"
    ),
    "high_up": (
        r"\b(?:i'?m|i am|im|sat|stood|standing|sitting) (?:\w+ )?(?:at|on) (?:the )?(?:top|roof|top (?:floor|level|"
        r"deck)) of (?:the|a|"
        r"my) (?:multi-?stor\w+|car ?park|building|tower|flats?|block|cliff|quarry|gorge)\b(?![^.!?]{0,30}\b(?:view|"
        r"photo))"
    ),
    "gun_out": (
        r"\bloaded (?:gun|pistol|rifle|shotgun|revolver)\b[^.!?]{0,30}\b(?:in front of me|on (?:the|my) (?:table|bed|"
        r"lap|desk|seat)|"
        r"beside me|next to me|with me|in my)|\b(?:gun|pistol|rifle|shotgun|revolver)\b[^.!?]{0,15}\b(?:loaded|"
        r"safety off)\b"
        r"[^.!?]{0,20}\b(?:me|my|here)\b"
    ),
    "knot_held": (
        r"\btied (?:the|a|my) (?:knot|sheet|belt|cord|cable|scarf|dressing gown|bootlace)\b[^.!?]{0,40}\b(?:would "
        r"hold|it holds|held|"
        r"test|see if|beam|hook|rail|branch|banister|round my|around my)"
    ),
    "pills_counted": (
        r"\b(?:pills?|tablets?|meds|capsules)\b[^.!?]{0,12}\b(?:counted out(?! (?:in(?:to)?|for) (?:the|my))|lined "
        r"up|laid out (?:on|in a "
        r"row)|(?:ready|rdy) (?:for|4|to go)(?! the week| the morning))"
    ),
    "note_done": (
        r"\bnote(?:'s| is)? (?:written|wrote|finished|sealed)\b|\b(?:written|wrote|finished|sealed) (?:the|my|their|"
        r"everyone'?s|all "
        r"the) (?:letters|notes) and (?:put|left|hid\w*|sealed|locked|stuck|tucked)\b"
    ),
    "in_the_bath": (
        r"\b(?:hair ?dr[iy]er|toaster)\b[^.!?]{0,25}\b(?:in|into|over|near|by|beside) the (?:bath|tub|bathwater)\b|"
        r"\b(?:bath|tub)\b[^.!?]{0,25}\b(?:hair ?dr[iy]er|toaster)\b"
    ),
    "weight_tested": (
        r"\b(?:tested|testing) (?:the|a) (?:branch|beam|hook|rail|knot|banister|pipe)\b[^.!?]{0,25}\b(?:weight|"
        r"holds?|me)\b|"
        r"\bhelium and (?:the|a|some) (?:mask|hood|bag|tub(?:e|ing))\b"
    ),
}
_MEANT_TO_DIE = {
    "stop_me": r"\b(?:don'?t|do not|dont) (?:you )?(?:even )?(?:try (?:to |and |2 )?)stop me\b",
    "dead_by_then": (
        r"\b(?:tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend)\b[^.!?]{0,6} "
        r"i(?:'ll| will) be (?:dead|no more)\b|\bi (?:will|'ll) jump\b[^.!?]{0,15}\b(?:balcony|roof|bridge|window|"
        r"flat|floor)\b"
    ),
    "tried_to_end": (
        r"\btried to end it(?= (?:at the|last|this|yesterday|once|before|again|all|back|when i)|[.,!]|$)(?! all with)"
    ),
}
_JUST_NOW = (
    r"(?:last night|yesterday|this (?:morning|week|weekend|evening|afternoon)|last week(?:end)?|tonight|today|just now|"
    r"right now|(?:an?|\d+) (?:hours?|hrs?|minutes?|mins?|days?) ago|(?:on |at )(?:the weekend|(?:mon|tues|wednes|"
    r"thurs|fri|"
    r"satur|sun)day|sat\b|sun\b))"
)
_ACTS = {
    "oven": r"i (?:once )?(?:put|stuck|laid|had) my head in the (?:gas )?oven\b(?! to )",
    "muzzle": (
        r"i (?:\w+ )?(?:put|had|held|stuck|got) (?:the|a|my|his|dad'?s) (?:\w+ )?(?:gun|pistol|shotgun|barrel|revolver|"
        r"rifle|muzzle) (?:in|to|against|under|at) my (?:mouth|head|temple|chest|chin)\b"
    ),
    "cut_down": r"cut me down\b(?! to )",
    "broke": (
        r"(?:hook|rope|branch|beam|belt|cord|knot|sheet|rail|cable|noose)(?:'s| had| has| just)? (?:broke|snapped|gave "
        r"way|slipped|didn'?t hold|came (?:down|away|loose|undone))\b[^.!?]{0,40}\b(?:only reason|i'?m (?:still "
        r")?(?:here|"
        r"alive|sat)|still here|before i|i (?:fell|woke|dropped|came down))"
    ),
    "leap": (
        r"i jumped (?:off|from|in(?:to)?) (?:the|a) (?:\w+ )?(?:pier|bridge|roof|balcony|building|cliff|river|canal|"
        r"dock|"
        r"quay|weir|harbour|sea)\b[^.!?]{0,60}\b(?:pulled me|fished me|saved|dragged me|survived|broke my|coast ?guard|"
        r"hospital|lifeboat|meant to)"
    ),
    "water": (
        r"i (?:\w+ )?walked (?:in)?to the (?:sea|river|lake|water|loch|canal|reservoir)\b[^.!?]{0,50}\b(?:coat|clothes|"
        r"dressed|stones|pockets|turned (?:back|round)|pulled me|to die)"
    ),
    "fumes": (
        r"(?:ran|put|fixed|attached|connected|fed|taped) (?:a|the) hose\w*\b[^.!?]{0,25}\b(?:exhaust|tail ?pipe|car "
        r"window)"
    ),
    "rails": (
        r"i (?:\w+ )?(?:lay|laid|knelt|sat) (?:down )?(?:on|across) the (?:railway|train|tram|tube) (?:lines?|"
        r"tracks?|rails)\b"
    ),
    "aimed": (
        r"i (?:\w+ )?(?:drove|steered|aimed|swerved) (?:\w+ ){0,2}?(?:at|for) (?:a|the) (?:wall|tree|pier|bollard|"
        r"lorry|"
        r"truck|barrier|pole|pillar)\b"
    ),
    "gas": (
        r"i (?:\w+ )?turned (?:on the gas|the gas on)\b[^.!?]{0,30}\b(?:sat|waited|lay|closed|shut|sealed|breathed|"
        r"went to "
        r"sleep)"
    ),
    "bag": (
        r"i (?:\w+ )?(?:tied|put|pulled|taped|had) (?:a|the) (?:plastic |carrier |bin |freezer )?bag over my head\b"
        r"(?![^.!?]{0,30}\b(?:rain|perm|wet|snow|dye)\b)"
    ),
    "traffic": (
        r"i (?:\w+ )?(?:stepped|walked|ran|jumped|lay down|dived) (?:\w+ ){0,4}?(?:in front of|under|into the path "
        r"of) (?:a|"
        r"the|an) (?:\w+ )?(?:bus|train|lorry|car|truck|tram|van)\b[^.!?]{0,35}\b(?:on purpose|deliberately|meant|"
        r"braked|"
        r"swerved|pulled me|stopped in time|to die)"
    ),
}
"""Attempts told by what was done; one entry each, so that a text is searched for those alone whose words it holds."""
_ACTED = {
    **{
        f"lately_{name}": (rf"\b{_JUST_NOW}\b[^.!?]{{0,60}}?\b{act}|\b(?={act})(?=[^.!?]{{0,100}}\b{_JUST_NOW}){act}")
        for name, act in _ACTS.items()
    },
    "took_the_lot": (
        r"\b(?:swallowed|necked|downed|popped) (?:the (?:whole |w?hole |entire )?lot|every last one)\b|"
        r"\b(?:popped|swallowed|took|taken) the (?:w?hole|entire|full|rest of the) (?:bottle|packet|pack|box|strip|"
        r"blister)\b"
        r"(?! of (?!pills|tablets|my|them|para|ibu|asp|sleep|anti|pain))"
    ),
}
_ACTED_ONCE = {
    **{f"did_{name}": rf"\b{act}" for name, act in _ACTS.items()},
    "had_attempts": (
        r"\bi(?:'ve| have)? (?:had|made|survived) (?:an|one|two|three|four|five|several|a few|\d|both|my) (?:\w+ "
        r")?attempts?\b"
        r"(?:(?=[.,!]|$| when| in (?:my|19|20)| on my life| as a)(?!,? at the)|,? (?:one )?at (?:fif|six|seven|thir|"
        r"four|eigh|nine|"
        r"twen|age|1|2|3))"
    ),
    "locked_in_with_pills": (
        r"\b(?:pills|tablets)\b[^.!?]{0,20}\blocked (?:bathroom|toilet)\b|\blocked bathroom\b[^.!?]{0,25}\b(?:pills|"
        r"tablets|blade|"
        r"razor)\b"
    ),
    "not_to_come_back": (
        r"\b(?:meant|meaning|hoping|planned|planning|intended|intending) (?:never|not) to (?:come back|wake|survive|"
        r"be found)\b|"
        r"\bfound me hanging\b(?! (?:out|about|around|on))|\bi od(?:'?e?d)? (?:in (?:19|20)|at \d|when i|twice|once|"
        r"last)|"
        r"\b(?:die|died|dead|death|end)\b[^.!?]{0,15}\bby my own hand\b"
    ),
}
_ARMED = {
    "armed_and_waiting": (
        r"\b(?:knife|blade|machete|axe|hammer|crowbar|gun|pistol|rifle|shotgun|petrol|"
        r"acid)\b[^.!?]{0,40}\b(?:waiting (?:for (?:him|her|them)|"
        r"till|until|outside)|outside (?:his|her|their)|on my way (?:to (?:his|her|their)|over|round)|going (?:round|"
        r"over) there)|"
        r"\bknow where (?:he|she|they) (?:lives?|parks?|works?|sleeps?|drinks?)\b[^.!?]{0,60}\b(?:petrol|knife|gun|"
        r"bat\b|acid|hammer|blade|"
        r"machete|matches)\b"
    ),
}

ENTRIES: tuple[Entry, ...] = (
    *entries(Language.EN, RiskKind.ACTIVE_IDEATION, 3, _ON_THE_MIND),
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 5, _SET_UP),
    *entries(Language.EN, RiskKind.PLAN_OR_INTENT, 4, _MEANT_TO_DIE),
    *entries(Language.EN, RiskKind.ATTEMPT_OR_BEHAVIOR, 6, _ACTED),
    *entries(Language.EN, RiskKind.ATTEMPT_OR_BEHAVIOR, 2, _ACTED_ONCE),
    *entries(Language.EN, RiskKind.HARM_TO_OTHERS, 5, _ARMED),
)
