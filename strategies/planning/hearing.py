"""What the words of a report come to, by rules alone, in both languages.

For each kind of event the text holds cues that speak for a change and cues that speak against it; the last one said
decides, because a report tells what happened and then how it stands. Under its own name a kind warrants a change unless
it was calmed; under another name it must be told plainly. Numbers decide before words, and danger is read apart
(`strategies.planning.risk_wording`): it is never calmed by a word about something else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from strategies.planning import cues_en, cues_zh
from strategies.planning.hearing_numbers import no_response_told, target_told, worsening_told
from strategies.planning.numbers_told import days_in
from strategies.planning.plan_case import Event, PlanCase
from strategies.planning.report import Heard, Report, Sign
from strategies.planning.risk_nouns import ANOTHER, PAST
from strategies.planning.risk_wording import DangerState, dangers
from strategies.planning.sentences import sentences

SHORT_GAP_DAYS = 21
"""Fewer days without a session are no gap."""

_NEVER = re.compile(r"(?!)")
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n't|\bnever|\bno|\bhardly|\bwithout|\bun|\bfar\s+from|\byet\s+to|\bfailed\s+to|\bdenies|\bnobody|"
    r"\bno\s+one|尚未|未曾|未|没有|没能|没|不|无|并非|别|无法|从不|从未)"
    r"(?:\s+(?:yet|been|really|fully|quite|so|even|in|any|the|a|be|to|at|was|ever|actually|properly)|能|曾|有|"
    r"再|事|得|会|去|先){0,3}\W?$",
    re.IGNORECASE,
)
_CRISIS = re.compile(
    r"\b(?:crisis|emergency|acute\w*|breakdown|fell\s+apart|hospital\w*|a&e|police|ambulance|hotline|helpline|"
    r"thrown\s+out|kicked\s+out|could\s+not\s+(?:calm|stop)|in\s+(?:great\s+)?distress|"
    r"desperate|despair|panic\w*|sobbing|hysteric\w*|urgent\w*)\b|危机|急诊|崩溃|报警|警察|救护车|热线|赶出|"
    r"绝望|痛哭|情绪失控|急性|失控|紧急",
    re.IGNORECASE,
)
_FALSE_ALARM = re.compile(
    r"false\s+alarm|misunderst\w+|not\s+(?:her|his|their)\s+own|about\s+(?:a|her|his|the)\s+(?:\w+\s+)?(?:film|"
    r"novel|friend|neighbou?r|colleague|character)|figure\s+of\s+speech|laugh\w*|(?:is|are|was)\s+killing\s+me|"
    r"joking|as\s+a\s+joke|"
    r"already\s+(?:\w+\s+){0,2}?(?:screened|over|resolved|assessed|dealt)|虚惊|误会|玩笑|比喻|说的是(?:别人|"
    r"朋友|同事|电影)|已(?:经)?(?:过去|平息|筛查|评估|处理)",
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


def heard(case: PlanCase) -> Heard:
    """Everything that the words of a case tell."""
    text = case.event_detail
    plan = safety_plan_there(case)
    reports: dict[Event, Report] = {}
    for kind in Event:
        report = _crisis(case, plan=plan) if kind is Event.NEW_CRISIS else _kind(case, kind)
        if report is not None:
            reports[kind] = report
    signs = {sign: quote for sign in Sign for quote in (sign_in(text, sign),) if quote}
    return Heard(reports=reports, signs=signs, safety_plan=plan)


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
        if not _NOT_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
            return match.group()
    return ""


def cues(kind: Event) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What speaks for a change, what against, and what tells the kind under any name."""
    return _table()[kind]


@cache
def _table() -> Mapping[Event, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    made: dict[Event, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {}
    for kind in Event:
        if kind is Event.NEW_CRISIS:
            continue
        calms = f"{cues_en.CALMS[kind]}|{cues_en.CALMS_ANY}|{cues_zh.CALMS[kind]}|{cues_zh.CALMS_ANY}"
        made[kind] = (
            _joined(cues_en.SAYS[kind], cues_zh.SAYS[kind]),
            re.compile(calms, re.IGNORECASE),
            _joined(cues_en.TELLS[kind], cues_zh.TELLS[kind]),
        )
    return made


@cache
def _signs() -> Mapping[Sign, re.Pattern[str]]:
    return {
        sign: _joined(cues_en.SIGNS[sign], cues_zh.SIGNS[sign]) if sign in cues_en.SIGNS else _NEVER for sign in Sign
    }


def _joined(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(f"{english}|{chinese}", re.IGNORECASE)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that no word of denial stands before."""
    for match in pattern.finditer(text):
        if not _NOT_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
            yield match


def _kind(case: PlanCase, kind: Event) -> Report | None:
    """The report of one kind; none when nothing is told of it."""
    text, own = case.event_detail, case.event is kind
    counted = _counted(case, kind)
    if counted is not None:
        return counted
    says, calms, tells = cues(kind)
    told = [match for match in _spans(tells, text) if own or _counts(kind, text, match)]
    if not own and not told:
        return None
    calming = [match for match in _spans(calms, text) if not _inside(match, told)]
    last = max((match.end() for match in calming), default=-1)
    saying = [match for match in _spans(says, text) if not _inside(match, calming)] if own else []
    speaking = max([match.end() for match in (*told, *saying)], default=-1)
    silent = speaking < 0 and (kind in _MUST_SAY or _passing(kind, text))
    warranted = speaking >= last and not silent
    quote = text if own else _sentence_of(text, told[-1]) if told else text
    why = "" if warranted else max(calming, key=lambda match: match.end()).group() if calming else "nothing weighty"
    return Report(kind=kind, warranted=warranted, quote=quote, why=why, days=days_in(text), sure=speaking >= 0)


def _counted(case: PlanCase, kind: Event) -> Report | None:
    """What numbers decide; none when there are none, or words have to."""
    match kind:
        case Event.MEASURE_WORSENING:
            return worsening_told(case)
        case Event.TARGET_ACHIEVED:
            return target_told(case)
        case Event.NO_RESPONSE:
            return no_response_told(case)
        case Event.SESSION_GAP:
            return _gap(case)
        case _:
            return None


def _gap(case: PlanCase) -> Report | None:
    """A gap under its own name: short ones are none, and an agreed pause with contact asks for nothing."""
    if case.event is not Event.SESSION_GAP:
        return None
    text = case.event_detail
    days = days_in(text)
    if days is not None and days < SHORT_GAP_DAYS:
        return Report(kind=Event.SESSION_GAP, warranted=False, quote=text, why=f"{days} days", days=days)
    says, calms, _ = cues(Event.SESSION_GAP)
    calming = [match.group() for match in _spans(calms, text)]
    speaking = [match.group() for match in says.finditer(text)]
    contact = any(_CONTACT.search(each) for each in calming)
    agreed = any(not _CONTACT.search(each) for each in calming)
    warranted = bool(speaking) if (agreed or contact) else True
    if agreed and contact and not any(_LOST.search(each) for each in speaking):
        warranted = False
    return Report(
        kind=Event.SESSION_GAP,
        warranted=warranted,
        quote=text,
        why="" if warranted else "; ".join(calming[:3]),
        days=days,
    )


_CONTACT = re.compile(
    r"phone|video|online|call|check|touch|contact|message|email|text|联系|沟通|电话|视频|微信|短信|线上|消息|"
    r"随访|问候",
    re.IGNORECASE,
)
_LOST = re.compile(r"slip|relaps|worse|drift|退步|复发|变差|下滑", re.IGNORECASE)


def _counts(kind: Event, text: str, match: re.Match[str]) -> bool:
    """Whether a cue under another name is the client's and of now."""
    sentence = _sentence_of(text, match)
    if PAST.search(sentence) and kind not in (Event.CONTRADICTING_FACT, Event.SESSION_GAP, Event.NO_RESPONSE):
        return False
    whose = text[: match.start()].rsplit("。", 1)[-1].rsplit(". ", 1)[-1]
    return kind is Event.LIFE_EVENT or not ANOTHER.search(whose[-40:])


_PASSING = {
    Event.LIFE_EVENT: re.compile(
        r"\b(?:pleased|happy|glad|excited|delighted|enjoy\w*|proud|fun|nice)\b|开心|高兴|不错|愉快|期待|喜欢|满意",
        re.IGNORECASE,
    ),
    Event.DROPOUT_RISK: re.compile(
        r"\bask(?:s|ed)?\s+(?:how\s+(?:many|long)|when|about|whether\s+the)|holiday|"
        r"问(?:了)?(?:一下)?(?:还(?:剩|有)|什么时候|多久|几次)|坚持到底|安排假期",
        re.IGNORECASE,
    ),
    Event.NEW_PROBLEM: re.compile(
        r"\b(?:headache|a\s+cold|tired\s+today|bad\s+weather|late\s+bus)\b|天气|感冒|堵车", re.IGNORECASE
    ),
    Event.RUPTURE: re.compile(
        r"\b(?:short|small|slight|minor|brief)\b|一点(?:小)?|小(?:分歧|摩擦|误会)|轻微", re.IGNORECASE
    ),
}
"""Cues that a report is about nothing much: they count where nothing weighty is told beside them."""


_MUST_SAY = frozenset({Event.MEDICATION_CHANGE})
"""A change of medication is told by a word of change, or it is none."""


def _passing(kind: Event, text: str) -> bool:
    return kind in _PASSING and _PASSING[kind].search(text) is not None


def _inside(match: re.Match[str], told: list[re.Match[str]]) -> bool:
    return any(each.start() <= match.start() and match.end() <= each.end() for each in told)


def _sentence_of(text: str, match: re.Match[str]) -> str:
    """The sentence that a match stands in."""
    return next((each for each in sentences(text) if match.group() in each), text)


def _crisis(case: PlanCase, *, plan: bool) -> Report | None:
    """Danger that is the client's and present, under any name; a crisis without such words under its own."""
    text = case.event_detail
    found = dangers(text)
    present = [each for each in found if each.state is DangerState.PRESENT]
    if present:
        gravest = max(present, key=lambda each: each.level)
        return Report(
            kind=Event.NEW_CRISIS,
            warranted=True,
            quote=gravest.sentence,
            level=gravest.level,
            signs=_crisis_signs(text, plan=plan),
        )
    if case.event is not Event.NEW_CRISIS:
        return None
    lowered = {each.state for each in found}
    acute = _CRISIS.search(text) is not None and lowered <= {DangerState.DENIED, DangerState.FIGURE}
    calmed = _FALSE_ALARM.search(text) or (lowered and not acute)
    if not found and not acute and (ANOTHER.search(text) or PAST.search(text)) and not _own_distress(text):
        calmed = True
    why = ", ".join(sorted(lowered)) or "nothing of danger is the client's and present"
    return Report(
        kind=Event.NEW_CRISIS,
        warranted=not calmed,
        quote=text,
        why=why if calmed else "",
        level=0 if calmed else 2,
        signs=_crisis_signs(text, plan=plan),
    )


def _own_distress(text: str) -> bool:
    return (
        re.search(
            r"\b(?:client|she|he)\s+(?:\w+\s+)?(?:called|rang|came|is\s+in|was\s+found)|"
            r"来访者(?:\w{0,4})(?:来电|求助|崩溃)",
            text,
        )
        is not None
    )


def _crisis_signs(text: str, *, plan: bool) -> frozenset[Sign]:
    signs = {sign for sign in (Sign.MEANS, Sign.RECURRENCE, Sign.MEDICAL) if sign_in(text, sign)}
    if plan and sign_in(text, Sign.FAILED_STEP):
        signs.add(Sign.FAILED_STEP)
    return frozenset(signs)
