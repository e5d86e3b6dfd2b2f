"""How a statement stands in its sentence: asserted, denied, supposed, somebody's word, over, or not meant at all.

What is asked, supposed, wished, dreamt, said by others or said in jest is no statement about how things are.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    """How it was said. Only what is asserted or denied is a statement about how things are."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a statement: how it was said, whether what is before it denies it, whether it is over."""

    modality: Modality
    denied: bool = False
    past: bool = False


_QUESTION = re.compile(r"[?？][\"'”’」)]*$|(?:吗|么|呢|是不是|对不对)[。.！!]*$")
_NOT_ASKED = re.compile(
    r"(?:right|okay|ok|you know|isn't it|对吧|是吧)[?？]$|[,，]\s*(?:你|您)?知道吗[?？]?$", re.IGNORECASE
)
_JEST = re.compile(
    r"\b(?:yeah,? right|just kidding|i'm joking|only joking|as if\b.{0,20}$|ha ha|haha|lol|not really!|oh (?:great|"
    r"sure|wonderful|yes|lovely|perfect)\b|"
    r"sure,? (?:because|and) (?:i'm|pigs)|in (?:a|my) (?:parallel|next) (?:universe|life))|才怪|开玩笑|呵呵|哈哈|"
    r"做梦吧|反话|"
    r"可真是(?:太)?(?:好|棒|幸福)|鬼才信",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|in case|what if|suppose|supposing|imagine|pretend|as though|whether|let's say|in my dreams?|i "
    r"(?:had|have) (?:a|this) dream|"
    r"i dream(?:t|ed)?|in the (?:film|movie|book|show|novel)|once i|the day i|until i|before i|by the time i)\b|"
    r"(?:如果|假如|要是|万一|假设|倘若|除非|即使|就算|梦见|梦到|梦里|要不是|等我|哪天|小说里|电影里|剧里|是不是|"
    r"有没有)",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:might|(?<!of )(?<!in )(?<!last )(?<!since )(?<!this )(?<!until )(?<!early )(?<!mid )(?<!late )may|"
    r"could|would|should|maybe|perhaps|possibly|wish|wished|hope|hoping|wonder|wondering|dream of|"
    r"thinking (?:of|about)|afraid(?: that)?|"
    r"scared(?: that)?|worried(?: that)?|worry(?: that)?|fear(?: that)?|almost|nearly|want(?:s|ed)? (?:me )?to|going "
    r"to|gonna|will|"
    r"don't know|not sure|supposed to|asked|pretend(?:ed)?|imagine)\b[^,;]*$|"
    r"(?:可能|也许|或许|说不定|但愿|差点|恨不得|想象|怀疑|希望|巴不得|打算|准备|快要|害怕|担心|怕|不知道|假装|据说|"
    r"好像)[^，,；;]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*(?:if|unless|in my dreams?|one day|some ?day|eventually)\b|^(?:的话|就好了|该多好)", re.IGNORECASE
)
_TOLD = (
    r"(?:says?|said|thinks?|thought|told me|tells me|tell me|claims?|claimed|believes?|believed|insists?|insisted|"
    r"reckons?|keeps? saying|keeps? telling me|"
    r"called me|calls me|suggested|hopes?|hoped|jokes?|joked|swears?|asked(?: me)?|wants? me to|asks?(?: me)?|"
    r"pretends?|announced|wrote)"
)
_REPORT = re.compile(
    rf"\b(?:he|she|they|people|everyone|somebody|someone|my (?:[\w-]+ ){{1,3}}|the (?:doctor|gp|nurse|teacher|boss|"
    r"neighbours?|papers?)|doctors|"
    rf"our \w+|(?-i:[A-Z][a-z]{{2,}}(?<!And)(?<!But)(?<!Then)(?<!Yes)))\s*(?:(?:always|also|just|often|once|still|"
    rf"has|had|never|even|who|have|is)\s+)*{_TOLD}\b(?P<rest>[^.;!?]*)$|"
    r"\b(?:according to|apparently|rumour has it)\b(?P<rest2>[^.;!?]*)$|"
    r"(?:他们?|她们?|医生|别人|大家|同事们?|老师|朋友|妈妈?|爸爸?|老公|老婆|妹妹|姐姐|哥哥|弟弟|奶奶|爷爷|婆婆|公公|"
    r"老板|领导|邻居|室友|闺蜜|男朋友|女朋友|同学|小\w|阿\w)"
    r"(?:\w{0,3}?)(?:说|觉得|认为|告诉我|总说|以为|问|骂|劝|希望|叫我|让我)(?P<rest3>[^。；！？.;!?]*)$|(?:听说|据说)"
    r"(?P<rest4>[^。；！？]*)$",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"[,;，；]\s*(?:but|and|so|though|yet|however)\s+i\b|\bbut\b|[,，；]\s*(?:但是?|可是?|不过|其实|然而)|"
    r"[,;]\s*actually\b",
    re.IGNORECASE,
)
"""After somebody else's word or a supposition, the client's own again."""
_DENIAL = re.compile(
    r"(?:\b(?:it's not (?:true )?that|it isn't (?:true )?that|not true that|i never said(?: that)?|i didn't say(?: "
    r"that)?|i don't think(?: that)?|"
    r"don't|do not|didn't|no longer|never)\s*(?:\w+\s+)?|(?:不是|并不是|并不|没有|并没有|不再|从不|我不觉得|我不认为|"
    r"没说过?))$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:used to|when i was (?:a |an |little|young|small|\d|at|in|seven|eight|nine|ten|still|with)[^,;]*|as a "
    r"(?:child|kid|teenager|student|boy|girl)|back then|growing up|"
    r"in those days|at the time|(?:was|were|back) at university|in my (?:twenties|teens|childhood)|years ago i)\b|"
    r"(?:以前|曾经|小时候|"
    r"那时候?|当年|"
    r"从前|过去(?!了)|(?:上(?:大学|小学|初中|高中|中学)|读书|当兵|年轻)(?:时|的时候)|"
    r"(?:上学|上(?:大学|小学|初中|高中|中学|班)|读书|念书|当兵)那(?:会儿?|时候?|阵子|几年)|原来)",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:since|still|ever since|these days|now)\b|现在|目前|如今|一直|到现在|至今|还在|还是", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,;:，；：、]\s*|\s+(?:but|and then|and (?=i\b|i'|my |we )|so (?=i\b|i')|because|though|although)\s*|(?<=.)"
    r"(?=但是?|"
    r"可是|不过|因为|所以|然后)",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"(是|有|会|能|要)[不没]\1")
_QUOTED = re.compile(r"[\"“「『](?P<words>[^\"”」』]{2,})[\"”」』]|(?<!\w)'(?P<single>[^']{6,})'(?!\w)")
_SAYING = re.compile(
    rf"\b(?:{_TOLD[3:-1]}|voice|shouted|goes|like|text(?:ed)?)\b[^.;!?]{{0,20}}$|(?:说|喊|骂|写|问|道)[：:，,]?\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bi (?:said|say|told|thought|think|tell)\b[^.;!?]{0,24}$|我(?:就|也)?(?:说|想|告诉\w{1,4})[：:，,]?\s*$",
    re.IGNORECASE,
)


_GUESS = re.compile(
    r"\bi (?:think|guess|suspect|believe|feel like)(?: that)? (?:maybe )?$|我?(?:觉得|怀疑|感觉|猜|可能)(?:自己)?$",
    re.IGNORECASE,
)


def is_guess(sentence: str, start: int) -> bool:
    """Whether what follows is no more than what somebody thinks of themselves: of an illness that is no statement."""
    return bool(_GUESS.search(sentence[:start]))


def is_no_statement(sentence: str) -> bool:
    """Whether a whole sentence states nothing: it asks, or it is said in jest."""
    bare = sentence.strip()
    return (bool(_QUESTION.search(bare)) and not _NOT_ASKED.search(bare)) or bool(_JEST.search(bare))


def takes_back(sentence: str) -> bool:
    """Whether a sentence says that the one before it was in jest."""
    return bool(
        re.match(
            r"^(?:just kidding|i'm (?:just )?(?:joking|kidding)|only joking|kidding|(?:我)?开(?:个)?玩笑)",
            sentence.strip(),
            re.IGNORECASE,
        )
    )


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The offsets of a sentence's clauses."""
    found: list[tuple[int, int]] = []
    start = 0
    for boundary in _CLAUSE.finditer(sentence):
        if boundary.start() > start:
            found.append((start, boundary.start()))
        start = boundary.end()
    if start < len(sentence):
        found.append((start, len(sentence)))
    return found


def frame(sentence: str, start: int, end: int) -> Frame:
    """How the statement at these offsets stands in its sentence."""
    before, after = sentence[:start], sentence[end:]
    own = next((sentence[first:last] for first, last in clauses(sentence) if first <= start < last), sentence)
    near = sentence[max((first for first, _ in clauses(sentence) if first <= start), default=0) : start]
    if _quoted_by_others(sentence, start, end):
        return Frame(modality=Modality.REPORTED)
    said, lead = sentence[start:end], sentence[: start + 2]
    if _TOLD_BEFORE.search(before) and _CORRECTION.search(after):
        return Frame(modality=Modality.HYPOTHETICAL)
    if _WHETHER.search(said) or _since_turn(_CONDITION, before, lead) or _DOUBT.search(near) or _AFTER.search(after):
        return Frame(modality=Modality.HYPOTHETICAL)
    if _since_turn(_REPORT, before, lead):
        return Frame(modality=Modality.REPORTED)
    denied = bool(_DENIAL.search(before))
    past = bool(
        _PAST.search(sentence[: end + 24] if has_past_before(sentence, start) else own)
    ) and not _ONGOING.search(own)
    return Frame(modality=Modality.DENIED if denied else Modality.ASSERTED, denied=denied, past=past)


_PERFECT = re.compile(r"(?:\b(?:have|has)|'ve|'s) (?:\w+ )?(?:lived|worked|studied|taken)\b", re.IGNORECASE)


def still_holds(sentence: str, start: int, end: int) -> bool:
    """Whether a verb in the past tells of what holds still: "I have lived there since"."""
    return bool(_PERFECT.search(sentence[start:end]))


def has_past_before(sentence: str, start: int) -> bool:
    """Whether words before a place say that a time is meant that is over."""
    return bool(_PAST.search(sentence[:start]))


def _since_turn(regex: re.Pattern[str], before: str, lead: str) -> bool:
    """Whether the words stand before it, and nothing up to `lead`'s end takes the client's own word up again."""
    found = None
    for found in regex.finditer(before):  # noqa: B007 - the last one counts
        pass
    return found is not None and not _TURN.search(lead, found.start())


def _quoted_by_others(sentence: str, start: int, end: int) -> bool:
    for match in _QUOTED.finditer(sentence):
        if match.start() <= start and end <= match.end():
            said = sentence[: match.start()]
            return bool(_SAYING.search(said)) and not _OWN.search(said)
    return False


_CORRECTION = re.compile(
    r"\b(?:(?:what )?i (?:actually |really )?meant|i mean it was|i misspoke|i was (?:wrong|mistaken) (?:about|before|"
    r"last|when)|"
    r"that(?:'s| is| was)(?:n't| not)? (?:wrong|not right|right, |not what i said|not what i meant|not quite right|a "
    r"mistake|"
    r"my mistake|a slip)|my mistake|slip of the tongue|i (?:said|told you|put|got|had|have) (?:it|that|this|you)?(?: "
    r"all)? ?wrong|"
    r"i (?:made|gave you) (?:a|the) (?:mistake|wrong)|correction|i (?:need|want|have|should) to (?:correct|put "
    r".{2,20} right)|"
    r"let me correct|i should have said|i mixed (?:\w+ ){1,3}up|i (?:got|was) (?:\w+ )?(?:mixed up|confused|muddled)|"
    r"scratch that|"
    r"actually,? (?:no|it was|it's|it is)|sorry,? (?:i meant|it was|it's|no)|i told you wrong|"
    r"you(?:'ve| have)? (?:got|wrote|written|noted|put)(?: \w+)? (?:it|that|this|down)? ?(?:down )?wrong|"
    r"what i (?:said|told you) .{0,30}(?:was wrong|isn't right|wasn't right|wasn't true|was not true))\b|"
    r"[说讲记搞弄写听]错了?|口误|说反了|[搞弄记]混了|(?:说|讲|记)得?(?:不对|不准)|记岔|(?:^|[，,。])不对[,，]|"
    r"我(?:是|的意思)(?:是)?说|更正|纠正一下|准确地?说|应该是(?!因为)",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    r"\b(?:not|isn't|wasn't) (?:an? |the |my |in |at |with )?[\w' -]{2,24}?,? but\b|, not (?!always|really|sure|very|"
    r"yet|just|that|so\b|too|bad|because|by|any|ideal|great|easy|right)(?:an? |the |my |in |at |with |on )"
    r"?[\w'-]+(?: [\w'-]+){0,2}[.!]?$|不是[^，,。]{1,8}[,，]?(?:而)?是(?!因为)|"
    r"是[^，,。]{1,10}[，,]不是[^，,。]{1,8}[。.!！]?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:now|any ?more|any longer|these days|lately)\b|现在|已经|最近|如今|不再", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    r"\bi (?:said|told you|think i said|may have said)(?: \w+){0,2}(?: that)? $|我?(?:之前|上次|刚才|前面|"
    r"上回)(?:跟你|和你|是)?[说讲]过?(?:的是)?$",
    re.IGNORECASE,
)
"""What was said before; with a correction after it, it does not hold."""
CORRECTION_LETTERS = 40
"""A sentence no longer than this that says that something was wrong speaks of the one beside it."""


def corrects(sentence: str) -> bool:
    """Whether a sentence says that something said before was wrong, rather than that the world changed."""
    return bool(_CORRECTION.search(sentence) or (_NOT_BUT.search(sentence) and not _CHANGED.search(sentence)))


def is_correction_alone(sentence: str) -> bool:
    """Whether a sentence says no more than that something was said wrong: what that was stands beside it."""
    bare = sentence.strip()
    return len(bare) <= CORRECTION_LETTERS and bool(_CORRECTION.search(bare))
