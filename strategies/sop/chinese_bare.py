"""Chinese conditions that no 如果 stands before: 未缓解则…, 有许可的…, 7 分以上须…."""

import re
from typing import Final

from strategies.sop.chinese_words import FORBIDS, SIDE, N
from strategies.sop.clauses import Clause, Mood
from strategies.sop.piece import Piece
from strategies.sop.quantities import read_quantity
from strategies.sop.references import GoKind, goes_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action, is_action_sentence

_THEN: Final = re.compile(
    r"(?P<cond>[^，。；：:,？?]{1,24}?)[，,]?\s*(?:(?<![原规守细否准法早只这那])则|"
    r"(?<![早只这那])就(?![医诊是业近寝餐地读此算在绪]))"
    r"(?=\S)"
)
_OVER: Final = re.compile(r"^(?!.*[不没未]).*(?:完|好了?|毕|之?后|以后|结束|一到|到了|过了|为止|时间)$")
"""`谈完就…`, `时间一到就…`: what comes after, and no condition."""
_HAS: Final = re.compile(
    r"(?P<cond>(?:[\u4e00-\u9fff]{1,6}[了过着](?=的[\u4e00-\u9fff，])|选择?|要|想|肯|有|无|没|未|不|已|能|可|愿|同意|"
    r"拒绝|需要|需|"
    r"无需|符合|"
    r"属于)[^，。；：的]{0,12})的(?P<comma>[，,]?)(?=\S)"
)
_UNIT: Final = r"(?:分(?!钟)|次|%|％|条|个|项|级|度|周|天|岁|小时|分钟|遍|题|人|句|位|名)?"
_COMPARED: Final = (
    r"(?:≥|≤|>=|<=|<|>|＜|＞|低于|高于|大于|小于|不足|超过|达到|达|少于|多于|未满|满|不到|没到|"
    r"达不到|不够|没超过|未超过|至少|不低于|不超过)"
)
_SIZE: Final = re.compile(
    rf"(?P<cond>(?:总分|得分|评分|分数|分值|若)?(?:为|在)?\s*(?:{_COMPARED}\s*{N}\s*{_UNIT}(?:[及或]?以上|"
    rf"[及或]?以下)?|"
    rf"{N}\s*{_UNIT}\s*[-–—~～至到]\s*{N}\s*{_UNIT}|{N}\s*{_UNIT}\s*[（(]?[及或含]?(?:以上|以下|以内)[)）]?)(?:之间)?)"
    r"(?:者|的|时)*(?:(?<=的)(?:患者|来访者|病人|学生|个案|人|孩子|家长|"
    r"成员))?\s*[，,]?\s*(?:[则就](?=\S))?(?=(?P<body>[^\s，,。；]))"
)
_ENDS: Final = re.compile(
    rf"(?:(?!至少|最多|不超过){_COMPARED}\s*{N}\s*{_UNIT}|{N}\s*{_UNIT}\s*[-–—~～至到]\s*{N}\s*{_UNIT}|"
    rf"{N}\s*{_UNIT}\s*[（(]?[及或含]?(?:以上|以下|以内|更多|更少|更高|更低)[)）]?|(?:^|[为是得打在])\s*{N}\s*{_UNIT})"
    r"(?:之间)?(?:者|的|时)?$"
)
SOMEBODY: Final = re.compile(
    r"(?:责任|值班|主管|主治|专业)?(?:来访者|患者|病人|当事人|来电者|求助者|对方|家属|家长|学生|孩子|成员|产妇|监护人|"
    r"医生|护士|"
    r"咨询师|治疗师|督导|心理师|社工|志愿者|工作人员|人员|人|老师|辅导员|同事|同伴)"
)
_OF: Final = re.compile(r"(?P<cond>[^，。；：,]{2,16}?)(?:的|者)[，,]\s*(?=\S)|(?P<who>[^，。；：,]{2,14}?)者(?=\S)")
_REST: Final = re.compile(r"(?:其余|其他|其它|余者|否则|不然)")
_FAILS: Final = re.compile(
    r"(?P<cond>[^，。；：,]{0,8}(?:打不通|不通|占线|关机|没人接|无人接听?|没接|未接|没来|未到场?|没到|不在家?|无效|"
    r"未果|不成功|失败|未好转|未缓解|未改善|不见好转|无好转|仍不\S{1,4}|"
    r"仍未\S{1,4}|(?:仍|还是?|依然|依旧)[不未没无][^，。；：\s]{1,6}))[，,]\s*(?=\S)"
)
_DASH: Final = re.compile(r"(?P<cond>[^，。；：,—–]{1,16}?)\s*(?:—+|–|\s-\s)\s*(?=\S)")
_STANDS: Final = re.compile(r"(?P<cond>[^，。；：,]{2,20})[，,]\s*(?=\S)")
_EITHER: Final = re.compile(r"([\u4e00-\u9fff])[不没]\1|有没有|是否|是不是|要不要|能不能")
"""`胀不胀`: a question with its two answers."""
_MILD: Final = re.compile(
    r"(?P<cond>(?!所有|全部|其他|其它|别|这|那|什么|最后|新|旧|自己|患者|来访者|家属)[\u4e00-\u9fff]{1,4})的"
    r"(?=(?:转|报(?!告)|送|请|叫|交给|由|给|发给|约|留下|直接|马上|立即|当天|立刻|继续|进入|改)[\u4e00-\u9fff])"
)
_ANYBODY: Final = re.compile(r"(?P<cond>[^，。；：,问]{0,4}(?:谁|有人|哪位|哪个人)[^，。；：,]{2,16})[，,]\s*(?=\S)")
_LEADS: Final = re.compile(r"(?:(?:隔|过|等)[^，。；]{1,8}再|须|应|需|要|改为?|按|则|就|可|予|列为|属|由|仅)")


def bare(piece: Piece, anywhere: bool) -> list[Clause]:
    """The clause of a sentence that begins with such a condition."""
    text = piece.text
    for found in (
        _sized(text),
        _then(text),
        _has(text),
        _fails(text),
        _dashed(text),
        _sent(text),
        _mild(text),
        _anybody(text),
    ):
        if found is not None and found.end() < len(piece.text):
            condition = piece.cut(0, found.end("cond"))
            return [Clause(mood=Mood.WHEN, condition=condition, body=piece.cut(found.end()), anywhere=anywhere)]
    return []


def bare_cuts(text: str) -> list[tuple[int, int]]:
    """Commas behind which such a condition begins, in a sentence that holds one before."""
    commas = [found.span() for found in re.finditer(r"[，,]\s*", text)]
    starts = [0, *(found.end() for found in re.finditer(r"[；;：:]\s*", text))]
    found: list[tuple[int, int]] = []
    for begin, end in commas:
        start = max(at for at in (*starts, *(after for _, after in found)) if at <= begin)
        held, rest = text[start:begin], text[end:]
        if (
            (_complete(held) and _then(rest) is not None)
            or ((_sized(held) or _has(held)) and (_sized(rest) or _has(rest)))
            or _of(rest)
            or _side(rest)
            or _both(held, rest)
            or (_EITHER.search(held) and _then(rest) is not None)
            or ((_has(rest) or _sized(rest) or _then(rest)) and is_action_sentence(held))
            or (_of(held) and _REST.match(rest))
        ):
            found.append((begin, end))
    return found


def ends_with_size(text: str) -> bool:
    """`5分及以上`, `总分不足10分`, and not `至少四人配合`, which says how something is done."""
    return any(found.end() == len(text) for found in _ENDS.finditer(text))


def _complete(text: str) -> bool:
    """Whether the words before a comma hold a condition with what then is done."""
    told = bool(re.search(r"(?<![原规守细否准法])则\S", text)) or _has(text) is not None or bool(_sized(text))
    return told or _then(text) is not None


def goes_now(text: str) -> bool:
    """Whether the words begin by sending somewhere, with nothing done before."""
    goes = goes_in(text)
    return bool(goes) and goes[0].start <= 2 and goes[0].kind not in (GoKind.AGAIN, GoKind.END)


def _both(held: str, rest: str) -> bool:
    """`写了的一起看，没写的当场补写`: the two sides of one matter."""
    one, two = SIDE.match(held), SIDE.match(rest)
    if one is None or two is None or not re.match("[没不未无]", two["cond"]):
        return False
    return bool(set(one["cond"]) & set(two["cond"]) - set("了的有"))


def _side(text: str) -> bool:
    """`不补服的到步骤九`."""
    found = SIDE.match(text)
    return found is not None and goes_now(text[found.end() :])


def _acts(text: str) -> bool:
    goes = goes_in(text)
    return begins_action(text) or bool(_LEADS.match(text)) or bool(goes and goes[0].start <= 3)


def _then(text: str) -> re.Match[str] | None:
    found = _THEN.match(text)
    if found is None or _OVER.search(found["cond"]) or re.match(r"(?:这样|那样|如此|只|现在|马上|早)$", found["cond"]):
        return None
    short = re.fullmatch(r"[不没]?(?![也都早这那我你他她])[\u4e00-\u9fff]{1,2}", found["cond"]) is not None
    if not is_state(found["cond"]) and not _acts(text[found.end() :]) and not short:
        return None
    plain = begins_action(found["cond"]) and not is_state(found["cond"])
    return None if plain else found


def _of(text: str) -> bool:
    """`发现高危学生的，安排咨询`, `仍有反应者转介医院`, behind words that ask or do."""
    found = _OF.match(text)
    if found is None or not _acts(text[found.end() :]):
        return False
    cond = found["cond"] or found["who"]
    return bool(re.match(r"(?:发现|出现|仍|有|无|没有|未|不|已|能|愿|同意|拒绝|符合|需)", cond))


def _fails(text: str) -> re.Match[str] | None:
    """`安抚无效，提前安排就诊`."""
    found = _FAILS.match(text)
    return found if found is not None and _acts(text[found.end() :]) else None


def _mild(text: str) -> re.Match[str] | None:
    """`紧急的转值班室`, `轻的给热水`: a short word for how it is, and what is then done."""
    found = _MILD.match(text)
    return None if found is None or begins_action(found["cond"]) else found


def _anybody(text: str) -> re.Match[str] | None:
    """`谁要动手，请保安进来`, `有人迟到，等十分钟`."""
    found = _ANYBODY.match(text)
    return found if found is not None and _acts(text[found.end() :]) else None


def _sent(text: str) -> re.Match[str] | None:
    """`没降或降得不够，回第3步`: how things stand, and at once where the way leads."""
    found = _STANDS.match(text)
    if found is None or not is_state(found["cond"]) or begins_action(found["cond"]) or found["cond"][-1] in "的者时":
        return None
    if FORBIDS.match(found["cond"]) or re.match("不用|不必|无须", found["cond"]):
        return None
    return found if goes_now(text[found.end() :]) else None


def _dashed(text: str) -> re.Match[str] | None:
    """`普通倾诉 —— 进入3`."""
    found = _DASH.match(text)
    if found is None or not _acts(text[found.end() :]):
        return None
    return None if begins_action(found["cond"]) and not is_state(found["cond"]) else found


def _has(text: str) -> re.Match[str] | None:
    """`有许可的由家属陪同`; before somebody's name without a comma it is an attribute: 有经验的护士."""
    found = _HAS.match(text)
    if found is None or not _acts(text[found.end() :]):
        return None
    return found if found["comma"] or not SOMEBODY.match(text, found.end()) else None


def _sized(text: str) -> re.Match[str] | None:
    found = _SIZE.match(text)
    if found is None or read_quantity(found["cond"]) is None or not _acts(text[found.end() :]):
        return None
    if re.match("至少|最多|不超过", found["cond"]) and not re.search(
        "[的者时，,则就]", text[found.end("cond") : found.end()]
    ):
        return None
    return found
