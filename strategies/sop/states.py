"""Words that say how things stand (`client refuses`, `no answer`, 未平复): a condition that needs no `if`."""

import re
from functools import lru_cache
from typing import Final

from strategies.sop.answers import is_answer, measures
from strategies.sop.quantities import read_quantity
from strategies.sop.verbs import begins_action

_LONGEST: Final = 60
_WHO: Final = (
    r"(?:the |a |an |any |this |that |their |your |each )?(?:client|patient|caller|person|resident|student|child|"
    r"parent|"
    r"famil(?:y|ies)|member|couple|user|carer|relative|teenager|participant|visitor|worker|partner|newcomer|adult)s?"
)
_PRONOUN: Final = (
    r"(?:they|he|she|it|this|that|both|neither|nobody|no one|nothing|everyone|everybody|someone|anyone|all)"
)
_VERB: Final = (
    r"(?:is|are|was|were|isn't|aren't|has|have|had|hasn't|haven't|does|do|did|doesn't|don't|didn't|can|cannot|can't|"
    r"could|will|won't|would|wants?|needs?|seems?|feels?|says?|reports?|remains?|stays?|comes?|falls?|drops?|rises?|"
    r"\w+(?:ed|es|s))"
)
_SOMEBODY: Final = rf"^(?:{_WHO}|{_PRONOUN})\s+(?:(?:still|now|already|also|never|not|only|mostly)\s+)*{_VERB}\b"
_SOMEHOW: Final = (
    rf"^{_WHO}\s+(?:un)?(?:able|willing|sure|ready|calm|safe|tearful|angry|silent|stuck|absent|present|alone|upset)\b"
)
_NOT: Final = r"^(?:no|not|none|nothing|never|nobody|still|without|neither|too|fewer|less|more|most|only|already)\b"
_IS: Final = (
    r"\b(?:is|are|was|were|isn't|aren't|wasn't|has|have|hasn't|haven't|does|doesn't|did|didn't|don't|cannot|can't|"
    r"won't|not|no longer|still)\b"
)
_ASKED: Final = r"\?$"
_ADJECTIVE: Final = (
    r"^(?:\w+ ){1,3}(?:high|low|medium|moderate|mild|severe|present|absent|positive|negative|over|up|missing|unclear|"
    r"clear|better|worse|unchanged|safe|unsafe|done|full|empty|complete|incomplete|[a-z]+(?:ed|able|ible))(?: or \w+)?$"
)
_OUTCOME: Final = (
    r"^(?:(?:not|already|still|now|never|un) ?)?(?:found|drunk|eaten|taken|given|met|seen|heard|kept|lost|left|gone|"
    r"asleep|awake|calm|alone|alert|drowsy|confused|correct|incorrect|complete|incomplete|unreachable|intact|"
    r"[a-z]{3,}ed)$"
)
_COMPARED: Final = (
    r"^(?:the |much |slightly |no |about )*(?:higher|lower|better|worse|same|unchanged|more|less|longer|shorter|"
    r"greater|"
    r"smaller|calmer|stronger|weaker|equal|fewer|up|down)"
    r"(?:,? (?:or|and) (?:higher|lower|better|worse|the same|more|less|equal|unchanged|weaker|stronger))?"
    r"(?: (?:than|as|to) .{2,40})?$"
)
_ANY: Final = r"^(?:anything|something|everything|everyone|someone|any \w+|one or more|some|all|both|several)\b.{0,40}$"
_ELIDED: Final = (
    r"^(?:needs|wants|cannot|can't|can|has|does|feels|says|asks for|reports|seems|looks|refuses|agrees|accepts|"
    r"declines|"
    r"cries|sleeps|knows|remembers|hears|sees|prefers|complains|denies|admits)\b(?!.*\?$)"
)
_READY_TO: Final = r"^(?:safe|unsafe|able|unable|willing|unwilling|ready|happy|unhappy|reluctant|likely|unlikely) to\b"
_WENT: Final = (
    r"^(?:went|going|gone|did|does|dropped|fallen|risen|reached|answered|refused|agreed|declined|accepted|completed|"
    r"signed|solved|resolved|improved|finished|passed|failed|missed|cancelled|calmed)\b"
)
_ENGLISH: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _SOMEBODY,
        _SOMEHOW,
        _NOT,
        _IS,
        _ASKED,
        _ADJECTIVE,
        _READY_TO,
        _WENT,
        _OUTCOME,
        _COMPARED,
        _ANY,
        _ELIDED,
    )
)
_HAN_WHO: Final = (
    r"(?:来访者|患者|病人|当事人|来电者|求助者|对方|家属|家长|学生|孩子|成员|产妇|监护人|求询者|组员|住户|老人|"
    r"员工|本人|双方)"
)
_HAN_STATE: Final = re.compile(
    rf"[\u4e00-\u9fff]{{1,3}}(?:错|漏|偏|反|乱)了?$|^{_HAN_WHO}(?!进行|填写|完成)\S+|不|没|无|未|非|仍|已|拒绝|坚持|"
    rf"愿意|同意|要求|出现|提出|过高|过低|太|较|偏|"
    rf"缺席|"
    r"低于|高于|超过|达到|以上|以下|有效|成功|失败|平复|缓解|好转|恶化|稳定|平静|下降|上升|减轻|加重|[？?]$|"
    r"^(?:有|是|能|会|可以|属于|为)|"
    r"^(?:[^，。；]{0,6}结果|评估|检查|[^，。；]{0,4}(?:回答|答案|答复|反应|情况|评分|分数|化验|筛查|复查|读数))"
    r"(?:是|为|呈|显示|提示|属)"
)
_HAN_VERB: Final = re.compile(
    r"(?:请|询问|评估|解释|说明|介绍|讨论|记录|填写|引导|安排|告知|提醒|确认|总结|布置|邀请|了解|先|再|向|与|给|由)"
)


_COMPARES: Final = re.compile(
    r"[<>≥≤+]|\b(?:above|below|over|under|or (?:more|less|higher|lower|fewer)|at least|at most|more than|less than|"
    r"fewer than|between|to)\b|\d[-–]\d",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_state(text: str) -> bool:
    """Whether short words say how things stand, and tell nobody to do anything."""
    plain = text.strip(" .。,，:：\"'“”")
    if not plain or len(plain) > _LONGEST:
        return False
    if is_answer(plain):
        return True
    if re.match("[\u3400-\u9fff]", plain):
        return not _HAN_VERB.match(plain) and bool(
            _HAN_STATE.search(plain) or (read_quantity(plain) and not measures(plain))
        )
    if len(plain.split()) > 10:
        return False
    if read_quantity(plain) is not None and _COMPARES.search(plain) and not measures(plain):
        return not begins_action(plain)
    if re.match(_COMPARED, plain, re.IGNORECASE) and re.search(r" (?:than|or|as) ", plain):
        return True
    if len(plain.split()) <= 3 and re.search(_ADJECTIVE, plain, re.IGNORECASE):
        return True
    return any(pattern.search(plain) for pattern in _ENGLISH) and (not begins_action(plain) or _subject(plain))


def speaks_of_somebody(text: str) -> bool:
    """`The client refuses`, 家属坚持在场: a sentence about somebody, and no bare answer."""
    return _subject(text) or bool(re.match(rf"{_HAN_WHO}\S", text))


def _subject(text: str) -> bool:
    """`The client refuses` begins like `the client rates fear`, but stands before a colon."""
    return bool(re.match(rf"(?:{_WHO}|{_PRONOUN})\b", text, re.IGNORECASE))


STILL: Final = re.compile(
    rf"^(?:(?:{_WHO}|{_PRONOUN}|the \w+|fear|anxiety|distress|there)\s+)?(?:(?:is|are|does|do|has|have|did|was|"
    rf"remains?|can|"
    r"could|will)\s+)?still\b|.*\beven (?:then|so|after(?:wards| that)?)$|.*\bafter (?:that|this)(?: either| too)?$|"
    r".*\b(?:not|none|no|n't)\b.*\beither$|^still\b|"
    r"^(?:there is |with )?no (?:improvement|change|effect|success)\b|"
    r"^(?:this|that|it) (?:does not help|doesn't help|did not help|fails|has no effect|does not work)|"
    rf"^(?:{_HAN_WHO})?(?:仍|还是|依然|依旧)|^[^，。；]{{1,8}}?(?:之?后|以后|过|[次遍轮回])(?:{_HAN_WHO})?(?:仍|"
    rf"还(?!有)|依然|依旧)|^[^，。；]{{0,4}}(?:无效|未见效|无改善|没有改善|未改善|未好转|没有好转|"
    rf"不见好转|未见好转)",
    re.IGNORECASE,
)
"""Words that speak of what an action before them has not brought about."""
