"""Chinese conditions that no 如果 stands before: 未缓解则…, 有许可的…, 7 分以上须…."""

import re
from typing import Final

from strategies.sop.chinese_words import N
from strategies.sop.clauses import Clause, Mood
from strategies.sop.piece import Piece
from strategies.sop.quantities import read_quantity
from strategies.sop.references import goes_in
from strategies.sop.states import is_state
from strategies.sop.verbs import begins_action, is_action_sentence

_THEN: Final = re.compile(
    r"(?P<cond>[^，。；：:,？?]{1,24}?)[，,]?\s*(?:(?<![原规守细否准法])则|就(?![医诊是业近寝餐地读此]))(?=\S)"
)
_HAS: Final = re.compile(
    r"(?P<cond>(?:有|无|没有|未|不|已|能|可|愿|同意|拒绝|需要|需|无需|符合|"
    r"属于)[^，。；：的]{0,12})的(?P<comma>[，,]?)(?=\S)"
)
_UNIT: Final = r"(?:分(?!钟)|次|%|％|条|个|项|级|度|周|天|岁|小时|分钟|遍|题|人|句|位|名)?"
_COMPARED: Final = r"(?:≥|≤|>=|<=|<|>|＜|＞|低于|高于|大于|小于|不足|超过|达到|达|少于|多于|未满|满|至少|不低于|不超过)"
_SIZE: Final = re.compile(
    rf"(?P<cond>(?:总分|得分|评分|分数|分值|若)?(?:为|在)?\s*(?:{_COMPARED}\s*{N}\s*{_UNIT}(?:[及或]?以上|"
    rf"[及或]?以下)?|"
    rf"{N}\s*{_UNIT}\s*[-–—~～至到]\s*{N}\s*{_UNIT}|{N}\s*{_UNIT}\s*[（(]?[及或含]?(?:以上|以下|以内)[)）]?)(?:之间)?)"
    r"(?:者|的|时)*\s*[，,]?\s*(?:[则就](?=\S))?(?=(?P<body>[^\s，,。；]))"
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
    r"仍未\S{1,4}))[，,]\s*(?=\S)"
)
_DASH: Final = re.compile(r"(?P<cond>[^，。；：,—–]{1,16}?)\s*(?:—+|–|\s-\s)\s*(?=\S)")
_LEADS: Final = re.compile(r"(?:(?:隔|过|等)[^，。；]{1,8}再|须|应|需|要|改为?|按|则|就|可|予|列为|属|由|仅)")


def bare(piece: Piece, anywhere: bool) -> list[Clause]:
    """The clause of a sentence that begins with such a condition."""
    text = piece.text
    for found in (_sized(text), _then(text), _has(text), _fails(text), _dashed(text)):
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
            or ((_has(rest) or _sized(rest) or _then(rest)) and is_action_sentence(held))
            or (_of(held) and _REST.match(rest))
        ):
            found.append((begin, end))
    return found


def _complete(text: str) -> bool:
    """Whether the words before a comma hold a condition with what then is done."""
    return bool(re.search(r"(?<![原规守细否准法])则\S", text)) or _has(text) is not None or bool(_sized(text))


def _acts(text: str) -> bool:
    goes = goes_in(text)
    return begins_action(text) or bool(_LEADS.match(text)) or bool(goes and goes[0].start <= 3)


def _then(text: str) -> re.Match[str] | None:
    found = _THEN.match(text)
    if found is None or not _acts(text[found.end() :]):
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
    return found
