"""Answers: words that stand for what came out of a step, `yes`, `partly done`, `high risk`, `0-9`."""

import re
from typing import Final

from strategies.sop.quantities import read_quantity

YES: Final = re.compile(
    r"(?:yes|y|true|so|correct|present|positive|agreed?s?|accept(?:s|ed)?|consent(?:s|ed)?(?: "
    r"given)?|willing|able|safe|ready|met|passed|available|they (?:do|did|agree)|it (?:is|does|was|"
    r"did)|"
    r"(?:the |they |he |she )?(?:client |patient |caller )?(?:says?|said|answers?|answered|agrees?|"
    r"agreed) yes|there (?:is|are)(?: any)?|"
    r"是的?|有|会|对|能|可以|同意|愿意|存在|阳性|需要|已完成|完成|安全|在|符合|满足|接受)",
    re.IGNORECASE,
)
NO: Final = re.compile(
    r"(?:no|n|none|false|not|absent|negative|declined?s?|refuse[sd]?|disagree[sd]?|unwilling|"
    r"unable|unsafe|not (?:safe|ready|met|present|yet|done|sure)|unavailable|nothing|there (?:is|"
    r"are) (?:none|not any|no)|"
    r"(?:the |they |he |she )?(?:client |patient |caller )?(?:says?|said|answers?|answered) no|"
    r"否|不是|没有|无|不|不会|不能|不同意|不愿意|拒绝|不存在|阴性|不需要|未完成|没完成|不安全|不在|不符合|不满足|未)",
    re.IGNORECASE,
)
_LEVEL: Final = re.compile(
    r"(?-i:[A-E])|(?:(?:very |all |mostly |partly |fully |partially |half |at |is |acute |imminent "
    r"|active |no |some |any )?"
    r"(?:neither|either|both|none of (?:these|them|the above)|all of (?:these|them)|any of (?:these|them)|high|low|"
    r"moderate|medium|mild|severe|minimal|none|critical|urgent|routine|done|completed?|"
    r"incomplete|partly|partial(?:ly)?|not done|attempted|unclear|unsure|uncertain|unknown|other|"
    r"positive|negative|present|absent|better|worse|same|unchanged|improved|stable|red|amber|"
    r"yellow|green|not set|maybe|sometimes|never|always|often|rarely|emergency|passed|failed|late|"
    r"missed|cancelled|no answer|no show|dna)"
    r"(?: (?:risk|level|score|priority|distress|anxiety|intensity|severity|done|completed|concern|"
    r"need|symptoms?|range|response|danger|mood|intent))?"
    r"|(?:极?高|中等?|低|轻度?|中度|重度?|严重|轻微|紧急|一般|正常|异常|完成|部分完成|全部完成|"
    r"未完成|没做|做了一部分|好转|恶化|不变|稳定|持平|上升|下降|其他|不确定|不清楚|从不|有时|经常|"
    r"红|黄|绿|迟到|缺席|未接通|接通|成功|失败)(?:风险|危险|程度|水平|焦虑|痛苦|抑郁|压力|"
    r"色)?(?:者|时)?)",
    re.IGNORECASE,
)
_MEASURES: Final = re.compile(
    r"评定|评估|打分|询问|填写|计算|测量|\b(?:from|rate|ask|between)\b.*\b(?:from|to|and)\b", re.IGNORECASE
)


def says_either(text: str) -> bool:
    """Whether the words are a yes or a no."""
    return is_yes(text) or is_no(text)


def measures(text: str) -> bool:
    """Whether the words have something rated or asked: `rate fear from 0 to 10` is no outcome."""
    return bool(_MEASURES.search(text))


def is_yes(text: str) -> bool:
    """Whether the words are a yes."""
    return bool(YES.fullmatch(text.strip(" .。,，:：!！\"'“”")))


def is_no(text: str) -> bool:
    """Whether the words are a no."""
    return bool(NO.fullmatch(text.strip(" .。,，:：!！\"'“”")))


def is_answer(text: str) -> bool:
    """Whether short words stand for an outcome."""
    plain = text.strip(" .。,，:：!！\"'“”")
    if not plain or len(plain) > 40 or len(plain.split()) > 7:
        return False
    if is_yes(plain) or is_no(plain) or _LEVEL.fullmatch(plain):
        return True
    if measures(plain):
        return False
    quantity = read_quantity(plain)
    return quantity is not None and not re.match(
        r"(?:step|phase|session|week|day|part|section|第|步骤)", plain, re.IGNORECASE
    )
