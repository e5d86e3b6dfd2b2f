"""Signs beside a report, whether a word of denial stands before one, and whether a safety plan is there."""

import re
from collections.abc import Mapping
from functools import cache

from strategies.planning import cues_en, cues_zh
from strategies.planning.plan_case import PlanCase
from strategies.planning.report import Sign
from strategies.planning.sentences import sentences

_NEVER = re.compile(r"(?!)")
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n't|\bnever|\bno|\bhardly|\bwithout|\bun|\bfar\s+from|\byet\s+to|\bfailed\s+to|\bdenies|\bnobody|"
    r"\bno\s+one|尚未|未曾|未|没有|没能|没|不|无|并非|别|无法|从不|从未)"
    r"(?:\s+(?:yet|been|really|fully|quite|so|even|in|any|the|a|be|to|at|was|ever|actually|properly)|能|曾|有|"
    r"再|事|得|会|去|先){0,3}\W?$",
    re.IGNORECASE,
)
_PLAN_THERE = re.compile(
    r"(?:safety|crisis)\s+plan\s+(?:\w+\s+){0,3}?(?:exists?|in\s+place|written|made|agreed|signed|drawn\s+up|"
    r"dated|there|from|of|completed|shared|on\s+file|ready|stands|v\d|updated|reviewed)|"
    r"(?:has|have|with|existing|current|had|her|his|their|our|the|wrote|made|agreed|completed|carries|keeps|"
    r"review(?:ed)?|update[d]?|revisit(?:ed)?|check(?:ed)?|use[d]?|followed|using)\s+(?:\w+\s+){0,2}?(?:safety|"
    r"crisis)\s+plan|"
    r"(?:safety|crisis)\s+plan\b(?!\s+(?:to\s+be|needed|missing|not|still|will|should|must|has\s+not|is\s+not))|"
    r"(?:已(?:有|经)?|现有|有了|制定(?:了|过|的|好)|写(?:了|好|过)|完成(?:了)?|签(?:了|署)|更新(?:了)?|"
    r"回顾(?:了)?|按照?|复习|使用)(?:\w{0,10})(?:安全|危机)(?:应对)?计划|(?:安全|危机)(?:应对)?计划(?!\s*(?:待|"
    r"尚|未|还|需|缺|要))",
    re.IGNORECASE,
)
_PLAN_NOT_THERE = re.compile(
    r"\b(?:no|without\s+a|lacks?\s+a|not\s+(?:yet\s+)?(?:have\s+|made\s+|written\s+)?(?:a|"
    r"any))\s+(?:\w+\s+)?(?:safety|crisis)\s+plan|(?:safety|"
    r"crisis)\s+plan\s+(?:\w+\s+){0,2}?(?:not\s+(?:yet\s+)?(?:made|written|exist|done|in)|missing|lacking|"
    r"is\s+lacking|to\s+be\s+(?:made|written|drawn)|needed|was\s+never|has\s+not)|(?:make|create|write|build|"
    r"draw\s+up|develop|start|prepare|begin|complete|set\s+up)\s+(?:\w+\s+){0,2}?(?:safety|crisis)\s+plan|"
    r"(?:没有?|无|尚无|还没有?|缺少?|未(?:制定|建立|写|做|有)|尚未(?:制定|建立|写))(?:\w{0,6})(?:安全|"
    r"危机)(?:应对)?计划|(?<!已)(?<!已经)(?:制定|建立|编写|做|拟定|写)(?:一份|一个)?(?:新的)?(?:安全|"
    r"危机)(?:应对)?计划(?!的)|"
    r"(?:安全|危机)(?:应对)?计划(?:尚未|还没|待|未)(?:\w{0,4})",
    re.IGNORECASE,
)


def denied(text: str, start: int) -> bool:
    """Whether a word of denial stands right before `start`."""
    return _NOT_BEFORE.search(text[max(0, start - 30) : start]) is not None


def safety_plan_there(case: PlanCase) -> bool:
    """Whether any of the case's words say that a safety plan exists; one that is still to be made does not."""
    texts = (
        case.state.formulation_summary,
        case.state.last_session_outcome,
        *case.state.next_session_plan,
        case.event_detail,
        *(target.label for target in case.state.targets),
    )
    there = False
    for text in texts:
        for sentence in sentences(text):
            rest = _PLAN_NOT_THERE.sub(" ", sentence)
            there = there or _PLAN_THERE.search(rest) is not None
    return there


def sign_in(text: str, sign: Sign) -> str:
    """The words that tell a sign; "" when nothing does."""
    pattern = _signs()[sign]
    for match in pattern.finditer(text):
        if not denied(text, match.start()):
            return match.group()
    return ""


def joined(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches what any of them matches; empty ones are left out, and of none nothing matches."""
    return re.compile("|".join(pattern for pattern in patterns if pattern) or "(?!)", re.IGNORECASE)


@cache
def _signs() -> Mapping[Sign, re.Pattern[str]]:
    return {
        sign: joined(cues_en.SIGNS[sign], cues_zh.SIGNS[sign]) if sign in cues_en.SIGNS else _NEVER for sign in Sign
    }
