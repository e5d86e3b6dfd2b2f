"""A belief of the client confirmed as a fact, or spun out, instead of the feeling heard.

Two ways in: words that confirm by themselves ("they are poisoning you"), and words that agree with, or go on telling,
what the client's last words claim. What gives the belief back as the client's ("you feel watched") confirms nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategies.speech.output.rule import Sentence, pattern

_PLOT_EN = (
    r"(?:watch(?:ing|ed)?|follow(?:ing|ed)?|poison(?:ing|ed)?|spy(?:ing)?(?: on)?|spied on|listen(?:ing)? to|"
    r"plot(?:ting)? against|(?:is |are )?after|track(?:ing|ed)?|monitor(?:ing|ed)?|control(?:ling|led)?|"
    r"bugg(?:ing|ed)|record(?:ing|ed)?|out to get|gas(?:sing|sed)|drugg(?:ing|ed)|target(?:ing|ed)?|harm(?:ing|"
    r"ed)?|hack(?:ing|ed)?)"
)
_CONFIRMS_EN = pattern(
    rf"\b(?:they|he|she|the (?:\w+ ){{0,2}}\w+|your \w+|those \w+)(?:'re| are|'s| is| have been|'ve been|"
    rf" has been)(?: \w+ly| all| definitely| clearly)? {_PLOT_EN} you\b",
    r"\bthey put (?:it|them|those|that|a \w+|the \w+) (?:there|in|into)\b|\b(?:chip|transmitter|implant|signal|"
    r"code|message|voice|camera)s?(?: really| clearly| truly)? (?:is|are) (?:real|true|there|a code|"
    r"messages? for you|meant for you)\b",
    r"\byou (?:are|have been|were)(?: truly| really| indeed)? (?:chosen|the (?:chosen|messiah|prophet|son|"
    r"daughter|king|queen)|a prophet|being (?:followed|watched|poisoned|controlled))\b|\byou truly are\b",
    r"\bthe (?:voice|voices)(?: \w+)? (?:know|knows|is right|are right|means well)\b|"
    r"(?<!not )(?<!n't )(?<!have to )\bdo(?:ing)? (?:as|"
    r"what) (?:it|the voice|they) (?:tells?|says?)\b|\blisten to what (?:she|he|it|they) says?\b",
    r"\b(?:reaching out to you|speaking to you) from (?:beyond|heaven|the dead)\b|\b(?:does|do|clearly|"
    r"really)? ?prove(?:s)? (?:it|that)\b|\bnot (?:you|your thoughts),? (?:they|it's them)\b|\bit's them\b",
)
_CLAIM_EN = re.compile(
    r"poison\w*|follow(?:s|ing)? me|watch(?:es|ing)? me|spy(?:ing)? on|spies|bugged|chip\b|implant\w*|transmitter|"
    r"tracker|radio|broadcast\w*|"
    r"thoughts in my head|read(?:s|ing)? (?:my (?:mind|thoughts)|everything)|control(?:s|ling)? (?:me|my)\b.*|"
    r"messages? for me|numbers? on the plates|signals?\b|chosen|"
    r"prophet|messiah|son of the|son of god|daughter of the|god (?:told|speaks|said)|aliens?|hacked|"
    r"listening (?:to|in on) (?:me|us)|i know they are listening|conspir\w+|plot(?:ting)? against|"
    r"rotting|already dead|voices?\b|my powers|all wars|lipstick|cheating on me|sleeps with|(?:speaks|"
    r"talks) to me from|hired people|\bgas\b|pumping|laser|\brays\b|"
    r"hidden (?:camera|microphone)|out to get me|set me up|knock on the wall|one of them|wink\w*|emperor|"
    r"undress\w*|my mind is being"
)
_AGREES_EN = pattern(
    r"^\W*(?:yes|exactly|of course|indeed|definitely|absolutely|obviously|true|right|correct|certainly|"
    r"no doubt)\b[,.!]? (?!i (?:can|hear|see|understand)|that|it|what)(?=.{3})",
    r"(?:^\W*|[.,;] )(?:you(?:'re| are)(?: absolutely| quite| completely)? right|that(?:'s|"
    r" is)(?: \w+ly)? (?:right|true|correct|so)|i (?:do |really |truly |fully )?(?:believe|agree with) you|"
    r"i agree\b|(?:of course )?i believe you|you have (?:every reason|every right)|you were right|it(?:'s|"
    r" is) (?:clear|obvious|true|plain)(?: that)?)\b",
    r"\bno (?:question|doubt)(?: about it)?\W*$",
)
_OWN_EN = re.compile(
    r"\byou(?:'ve|'re| are| have| were)?(?: \w+ly| still| also)? (?:feel|felt|feeling|believe|think|thought|say|"
    r"said|tell|told|sense|see|saw|seeing|notice|noticed|hear|heard|took|take|taken|certain|sure|convinced|afraid|"
    r"frightened|fear|mean|describe|experience|suspect|worry|wonder|find|noticing|scared|tired)\b|"
    r"\b(?:seems?|feels?|felt|sounds?|looks?)\b|\bmust (?:feel|be) (?!true)\w+(?:ing)?\b|\bas if\b|\bas though\b|"
    r"\bif\b|\bwhether\b|\bi (?:can't|cannot|don't|do not|won't|see it differently|am not|can see|hear|understand|"
    r"believe that you)\b|"
    r"\b(?:means?|meant|matters?|true|real|certain|important|clear)\b[^.]{0,30}\bto you\b(?! from)|^\W*to you\b|"
    r"\bcertain this is\b|\byour (?:fear|belief|thought|feeling|sense|safety)\b|\bno\. |"
    r"\bfrightened\b|\bbelieve that you (?:are|feel)\b|\bi hear\b|\bhow (?:certain|sure)\b|"
    r"\bmeans? a (?:great )?deal\b"
)
_STATES_EN = re.compile(
    r"\b(?:is|are|was|has|have|had|will|'s|'re|'ve|really|clearly|obviously|since|because|does|did|were|knows?|"
    r"need|needs|want|wants|told|makes sense|get|write|take|keep)\b"
)
_CARES_EN = re.compile(
    r"\bsymptom|\billness|\bemergency|\bcrisis|\bsupport|\bsafe|\bplease call|\b988|\bhelp\b|\bnot (?:real|true|"
    r"reality)\b|\b(?:is|are) wrong about\b|\bscary|"
    r"\bexhaust|\boverwhelm|\bmatters?\b|\bdeserve|\balone\b|\bglad\b|\bimportant|\bquestioning|\btrained\b|\bvalid\b"
)
_CARES_ZH = re.compile(r"症状|求助|急救|安全|支持|不是真|帮助|拨打|孤单|不容易|理解|心情|感受|压力|建议|沟通|尝试")
_OF_OTHERS = re.compile(r"\b(?:they|he|she|them|your \w+|the \w+s)\b|他|她|那些|它")
_HEARD = frozenset({"voice", "声音"})
"""Said of a voice without a word about what it is: that it is heard is no delusion."""

_LATEST = 600
"""So many characters of the client's words, from their end, count."""

_SENTENCE = re.compile(r"[.!?。！？\n]+")
_AS_SAID = re.compile(r",? ?(?:just |exactly )?(?:as|like) you (?:say|said)|就?像你说的(?:那样)?|如你所说")
_COMMON_EN = frozenset(
    [
        "that",
        "this",
        "they",
        "them",
        "their",
        "there",
        "with",
        "from",
        "have",
        "been",
        "what",
        "when",
        "will",
        "would",
        "your",
        "you're",
        "about",
        "because",
        "know",
        "told",
        "says",
        "said",
        "just",
        "really",
        "very",
        "like",
        "some",
        "believe",
        "don't",
        "right",
        "think",
        "feel",
        "night",
        "every",
        "these",
        "those",
        "where",
        "which",
        "while",
        "into",
        "does",
        "make",
        "makes",
        "made",
        "want",
        "wants",
        "people",
        "them",
    ]
)

_CONFIRMS_ZH = pattern(
    r"(?:他们?|她们?|邻居|老板|警察|那些人|楼上的?人?|有人|护士|灰色的车)(?:确实|的确|真的|一直|就是|正|也)*(?:在|"
    r"要|是在|已经)?(?:一直)?(?:监视|跟踪|偷看|偷听|监听|害|"
    r"毒害|下毒|操纵|控制|整|针对|盯着|窃听|陷害|迫害)(?:着)?你",
    r"(?:芯片|外星人|信号|密码|声音|机器|发射器|暗号)(?:确实|的确|都)?(?:真的)?(?:就)?是(?:真的|真实的|存在的|"
    r"密码|信号)|车牌真的是",
    r"你(?:的确|确实|真的|就)*是(?:被选中|先知|皇帝|救世主|神|天选|弥赛亚)|(?:的确|确实|真的)(?:是)?被(?:选中|"
    r"跟踪|监视|下毒)",
    r"照(?:它|他|她|那个声音)[^，。？]{0,4}做|(?:好好)?听(?:她|他|它)的(?!感受)|那个声音最|(?:真的|"
    r"确实)在(?:另一个世界|天上|跟你说话|害|给你下毒|通过)",
    r"就是证据|确实背叛|(?:是|就是)他们(?:在)?(?:操纵|放|干|害|控制)|毫无疑问|(?:确实|的确|真的)黑了你|"
    r"就是(?:给你|他们给你)的(?:信号|信息|暗示)|的确在",
)
_CLAIM_ZH = re.compile(
    r"下毒|放毒|毒气|跟踪|监视|监听|偷看|窃听|芯片|发射器|电台|广播|播出|放进|控制了?我|操纵|给我的信息|信号|暗号|"
    r"选中|先知|皇帝|神说|神告诉|上帝|菩萨|外星人|黑了|害我|整我|针对我|串通|雇人|"
    r"他们的人|已经死了|烂了|声音|"
    r"一切战争|有一腿|出轨|口红|跟我说话|敲墙|摄像头|激光|电波|读我|盯着我|给我下|挡住了"
)
_AGREES_ZH = pattern(
    r"^\W*(?:对|是的|没错|的确|确实|当然|肯定|就是|正是|是啊|对啊|不错)[，,！。!]",
    r"你说得(?:对|没错|是)|我(?:当然|也|真的|完全)*(?:信|相信你(?!很|的感受|害怕|是真心)|同意)|毫无疑问|很明显|"
    r"显然|你是对的|太过分",
)
_OWN_ZH = re.compile(
    r"你(?:也|就|很|还|好像|一定|心里|会)*(?:觉得|感到|感觉|相信|坚信|认为|说(?!得)|看到|听到|注意到|把|怀疑|担心|"
    r"害怕|是说|确定|意识到|希望|在想)|对你来说|好像|似乎|如果|是不是|"
    r"有没有|我(?:没办法|没有办法|没法|不能|的看法|不这么|不想|看得出|听得出)|觉得|听上去|听起来|听得出|看得出|"
    r"很(?:害怕|累|难受|孤单|重要)|相信你很|不是。|很久没"
)
_STATES_ZH = re.compile(r"是|就|真|确实|的确|会|在|已经|了|既然|都|因为|那")
_HAN = re.compile(r"[一-鿿]{2,}")
_COMMON_ZH = frozenset(
    [
        "他们",
        "我们",
        "自己",
        "我的",
        "你的",
        "什么",
        "就是",
        "这个",
        "那个",
        "因为",
        "知道",
        "一个",
        "的人",
        "是我",
        "在我",
        "我被",
        "给我",
        "们在",
        "不是",
        "没有",
        "一切",
        "能结",
        "信吧",
        "们真",
        "真的",
        "的在",
    ]
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What the client's last words claim: stems of all its words, and of those that make it a claim."""

    words: frozenset[str]
    telling: frozenset[str]


def confirms(said: Sequence[Sentence], client: str, *, chinese: bool) -> tuple[str, Sentence] | None:
    """The words that confirm, or None. `client`: their last words, folded; "" when there are none."""
    own, sure, agrees, cares, states = _ZH if chinese else _EN
    claim = _claim(client, chinese=chinese)
    agreed = ""
    for sentence in said:
        if sentence.asks:
            continue
        if own.search(_AS_SAID.sub("", sentence.bare)):
            agreed = ""
            continue
        match = sure.search(sentence.bare)
        if match:
            return match.group(), sentence
        if claim is None or cares.search(sentence.bare):
            continue
        opened = agrees.search(sentence.bare)
        agreed = opened.group() if opened else agreed
        shared = _words_of(sentence.bare, chinese=chinese) & claim.words
        if agreed and (shared or len(said) == 1 or _OF_OTHERS.search(sentence.bare)):
            return agreed, sentence
        if (len(shared) > 1 or shared & claim.telling) and states.search(sentence.bare):
            return min(shared), sentence
    return None


def _claim(client: str, *, chinese: bool) -> _Claim | None:
    """What the last of the client's words claim of plots, signs, powers and foreign control; None: nothing of it."""
    claims = _CLAIM_ZH if chinese else _CLAIM_EN
    words: set[str] = set()
    telling: set[str] = set()
    for sentence in _SENTENCE.split(client[-_LATEST:]):
        found = [match.group() for match in claims.finditer(sentence)]
        if found:
            words |= _words_of(sentence, chinese=chinese)
            telling |= _words_of(" ".join(found), chinese=chinese)
    return _Claim(frozenset(words), frozenset(telling - _HEARD)) if words else None


_EN = (_OWN_EN, _CONFIRMS_EN, _AGREES_EN, _CARES_EN, _STATES_EN)
_ZH = (_OWN_ZH, _CONFIRMS_ZH, _AGREES_ZH, _CARES_ZH, _STATES_ZH)


def _words_of(text: str, *, chinese: bool) -> set[str]:
    """Stems of five letters, or pairs of characters."""
    if chinese:
        pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
        return {
            pair for pair in pairs if pair not in _COMMON_ZH and not set(pair) & set("我你他她它的了是在们就很也都不")
        }
    return {word[:5] for word in re.findall(r"[a-z']{4,}", text) if word not in _COMMON_EN}
