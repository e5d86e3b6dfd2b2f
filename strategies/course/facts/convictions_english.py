"""How convictions are said in English: those kept as beliefs, and marks that make a belief of what is beside them."""

from memory.state.predicates import Predicate
from strategies.course.facts.extract_patterns import Pattern, pattern

_WHO = (
    r"(?:they|someone|somebody|people|everyone|everybody|(?:the|my|our|these|those) (?:\w+ "
    r")?(?:neighbou?rs?|people|police|"
    r"government|cia|fbi|mi5|mafia|landlord|landlady|council|aliens?|doctors?|nurses?|state|secret "
    r"service|company|church|"
    r"hospital|devil|demons?|spirits?|colleagues?|co-?workers?|boss|manager|flatmates?|roommates?|"
    r"sister|brother|mother|"
    r"mum|mom|father|dad|family|parents|teachers?|man|woman|men|women|gang|lodger|cousin|uncle|"
    r"aunt)(?: \w+stairs| next "
    r"door| across the (?:road|street|hall)| at (?:work|the office))?|god|satan|aliens|a "
    r"(?:machine|computer|spirit|demon|"
    r"satellite))"
)
_AUX = (
    r"(?:(?:'re|'s|'ve| are| is| was| were| have| has| had| been| being| keeps?| kept| always| still| really| secretly|"
    r" all| now| definitely| actually| deliberately| also| just| even) ?){0,4}\s*"
)
_KIN = r"my (?:husband|wife|partner|boyfriend|girlfriend|fianc[ée]e?)"
_BODY = (
    r"(?:head|brain|body|mind|teeth|tooth|arm|neck|ear|ears|eye|skin|spine|stomach|leg|hand|chest|"
    r"flat|walls?|house|room|"
    r"phone|bed(?:room)?|kitchen|car)"
)
_DEVICE = (
    r"(?:chips?|microchips?|implants?|transmitters?|trackers?|cameras?|microphones?|bugs?|devices?|wires?|sensors?)"
)
_MINE = r"(?:thoughts?|mind|hands?|body|legs?|arms?|mouth|brain|movements?|feelings|dreams|voice|actions)"
_REST = r"[^.;!?]{0,50}?(?=[.;!?]|,|$)"


def _belief(source: str) -> Pattern:
    return pattern(Predicate.BELIEF, rf"\b(?P<object>{source})")


ENGLISH_CONVICTIONS: tuple[Pattern, ...] = (
    # persecution
    _belief(
        rf"{_WHO}{_AUX}(?:put|puts|putting|pump\w*|spray\w*|releas\w+|blow\w*|sen[dt]\w*|pour\w*|"
        rf"leak\w*|slip\w*|mix\w*) "
        rf"[^.;!?,]{{0,20}}\b(?:gas|poison|smoke|chemicals?|fumes|radiation|rays|toxins?|drugs|something)\b "
        rf"(?:in|into|through|under|at|to|on) {_REST}"
    ),
    _belief(rf"{_WHO}{_AUX}(?:poison\w*|gass\w+|drugg\w+|irradiat\w+) (?:me|us|(?:my|our) \w+){_REST}"),
    _belief(
        rf"{_WHO}{_AUX}(?:spy\w*|plot\w*|conspir\w+|ganging up|out to get|scheming) (?:on |against )?(?:me|us)\b{_REST}"
    ),
    _belief(
        r"(?:they|someone|somebody|the (?:police|government|cia|fbi|mi5|mafia|secret service|neighbou?rs?)|my "
        rf"(?:neighbou?rs?|colleagues)){_AUX}(?:watch\w*|follow\w*|film\w*|record\w*|track\w*|bugg?\w*|"
        rf"tapp?\w*|hunt\w*|"
        rf"monitor\w*|listen\w* in on) (?:me|us|my \w+){_REST}"
    ),
    _belief(
        rf"{_WHO}{_AUX}(?:put|puts|putting|plant\w*|plac\w+|implant\w*|insert\w*|install\w*|hid|hide|"
        rf"hides|hidden|hiding) "
        rf"[^.;!?,]{{0,20}}\b{_DEVICE} (?:in|into|inside|under|on|behind) (?:me\b|my ){_REST}"
    ),
    _belief(
        rf"there(?:'s| is| are) (?:a |some |an? \w+ )?(?:{_DEVICE}|gas|poison) (?:in|inside|under|"
        rf"behind|coming into) (?:me\b|my "
        rf"{_BODY}\b){_REST}"
    ),
    _belief(
        r"(?:i'm|i am|i was|i've been|i have been|we're|we are)(?: being)? (?:poisoned|gassed|watched|"
        r"followed|persecuted|"
        rf"hunted|controlled|abducted|possessed|bugged|monitored|spied on) by {_REST}"
    ),
    # reference
    _belief(
        r"(?:the |my )?(?:tv|television|radio|news(?:reader|paper)?s?|presenter|songs?|adverts?|"
        r"billboards?|number plates|"
        rf"internet|traffic lights)(?: \w+){{0,2}}?{_AUX}(?:send\w*|talk\w*|speak\w*|giv\w+|warn\w*|"
        rf"refer\w*|meant|mean\w*|"
        rf"singing|sings?) [^.;!?,]{{0,24}}?\b(?:me|my life)\b{_REST}"
    ),
    # grandiosity
    _belief(
        r"(?:i'm|i am)(?: really| actually| truly)? (?:the chosen one|(?:the )?messiah|(?:the )?(?:son|"
        r"daughter) of god|god"
        r"|jesus(?: christ)?|(?:a|the(?: last)?) prophet|the (?:real |true )?(?:king|queen|emperor|"
        r"president|heir) of [\w ]{3,20}?"
        r"|(?:the )?savio[u]?r(?: of [\w ]{3,20}?)?|immortal|the reincarnation of [\w "
        r"]{3,20}?)(?=[.,;!?]| and\b| who\b|$)"
    ),
    _belief(rf"god (?:himself )?(?:has )?(?:speaks|talks|spoke|talked|chose|chosen|sent) (?:to )?me\b{_REST}"),
    _belief(
        r"i (?:can|have the power to|am able to|have powers? that) (?:control the (?:weather|sun|"
        r"traffic)|read (?:people's |"
        rf"everyone's |their )?(?:minds|thoughts)|stop the sun|heal (?:anyone|everyone|cancer)|see the future){_REST}"
    ),
    # control and influence
    _belief(rf"{_WHO}{_AUX}(?:control\w*|steer\w*|mov\w+|direct\w*|read\w*|steal\w*|broadcast\w*) my {_MINE}\b{_REST}"),
    _belief(
        rf"{_WHO}{_AUX}(?:put\w*|insert\w*|plant\w*|tak\w+|pull\w*|beam\w*) (?:\w+ )?(?:thoughts?|ideas|"
        rf"words|voices) (?:in|into|"
        rf"out of|from) my (?:head|mind|brain)\b{_REST}"
    ),
    _belief(
        rf"my {_MINE} (?:is|are)(?: being)? (?:controlled|broadcast\w*|stolen|steered|moved|taken over|"
        rf"read|not my own)\b"
        rf"{_REST}"
    ),
    # guilt
    _belief(
        r"i(?:'m| am)? (?:caused|responsible for|guilty of|to blame for|started|brought on) the "
        r"(?:earthquake|war|flood|"
        rf"pandemic|fires?|crash|plague|famine|storm|deaths?|disaster){_REST}"
    ),
    _belief(
        rf"i (?:killed|murdered|hurt|made \w+ ill) [^.;!?,]{{0,30}}?(?:with|by) (?:just )?my "
        rf"(?:thoughts?|mind|eyes|thinking){_REST}"
    ),
    _belief(
        r"(?:my )?[\w ]{2,20}? (?:got ill|fell ill|got cancer|has cancer|suffers) because of (?:me|"
        r"what i thought)\b"
    ),
    _belief(rf"i(?:'m| am) (?:being )?punished (?:by god )?for (?:my sins|everything|what i (?:did|thought)){_REST}"),
    # jealousy
    _belief(
        rf"{_KIN}{_AUX}(?:cheat\w+ on me|sleep\w* with|unfaithful|having (?:an affair|affairs)|"
        rf"betray\w+ me|seeing someone "
        rf"else){_REST}"
    ),
    # the body, doubles, an end already come
    _belief(
        r"my (?:\w+ )?(?:has|have|is|was|are|were) (?:been )?(?:replaced|swapped|exchanged)(?: by| "
        r"with| for)? (?:an? |the )?"
        rf"(?:impostor|imposter|double|robot|actor|actress|stranger|clone){_REST}"
    ),
    _belief(
        rf"my \w+ is (?:an? |not my real )(?:impostor|imposter|double|robot|actor|mother|father|sister|"
        rf"brother|wife|husband)\b{_REST}"
    ),
    _belief(
        r"my (?:organs?|insides?|bowels?|heart|brain|blood|stomach|guts|intestines) (?:is|are|has|have)(?: been| all| "
        rf"already)* (?:rotting|rotten|rotted|gone|stopped|dead|missing|turned to \w+){_REST}"
    ),
    _belief(
        rf"(?:insects|worms|parasites|bugs|ants) (?:are )?(?:crawling|living|moving) (?:under|in|"
        rf"inside) my (?:skin|brain|body){_REST}"
    ),
    _belief(
        rf"(?:the |my )doctors?{_AUX}(?:hid\w*|cover\w* up|keep\w* (?:it|this) from me|l(?:ie|ied|ying) "
        rf"(?:to me )?about){_REST}"
    ),
)

ENGLISH_MARKS: tuple[Pattern, ...] = (
    pattern(
        Predicate.BELIEF,
        r"\bi(?:'m| am) an? (?:secret|special|double|undercover) agent\b|\bi work for (?:the )?(?:cia|"
        r"fbi|mi[56]|kgb|mossad|secret service)\b",
    ),
    pattern(Predicate.BELIEF, r"\bi(?:'m| am) an? (?:prophet|saint|angel|god|demon|alien)\b"),
)
"""Not kept as beliefs of their own: what stands in the same sentence is none the less believed, not known."""
