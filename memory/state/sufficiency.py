"""Whether the targets, together, reach the problems (靶点是否充分): a computed verdict with its gaps named. Pure.

Danger is read elsewhere (`strategies.planning.risk_wording`) and handed in, so that one function serves a file, the
interface and the session's brief.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from memory.record.identity import Language
from memory.state.explained import CourseGap, CourseSoFar, unexplained
from memory.state.said import said


class Gap(StrEnum):
    """What is missing, and what the course so far does not explain."""

    PROBLEM_WITHOUT_TARGET = "problem_without_target"
    MECHANISM_WITHOUT_TARGET = "mechanism_without_target"
    TARGET_WITHOUT_MEASURE = "target_without_measure"
    TARGET_WITHOUT_INTERVENTION = "target_without_intervention"
    TARGET_NOT_LINKED = "target_not_linked"
    RISK_WITHOUT_SAFETY_TARGET = "risk_without_safety_target"
    INTERVENTION_MISMATCH = CourseGap.INTERVENTION_MISMATCH.value
    TARGET_MOVED_OUTCOME_FLAT = CourseGap.TARGET_MOVED_OUTCOME_FLAT.value
    OUTCOME_MOVED_TARGET_FLAT = CourseGap.OUTCOME_MOVED_TARGET_FLAT.value


class SufficiencyVerdict(StrEnum):
    """Shown to people as "no gap found" or by its gaps, never as a bare word."""

    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What hurts."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """What keeps problems going: `maintains` holds their ids."""

    id: str
    text: str
    maintains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTarget:
    """A target as the verdict sees it."""

    id: str
    label: str
    problem: str | None = None
    mechanism: str | None = None
    measure: str | None = None
    interventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSeen:
    """Danger that was read: the id of what says so (a problem's, or `risk`), and its words."""

    id: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapDetail:
    """One gap: its code, the id of what has it, and why."""

    code: Gap
    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict, each missing code once in the order of `Gap`, and every gap with its id."""

    verdict: SufficiencyVerdict
    missing: tuple[Gap, ...]
    details: tuple[GapDetail, ...]


_WHY: dict[str, tuple[str, str]] = {
    "problem": ("no target reaches “{text}”", "没有靶点触及“{text}”"),
    "mechanism": ("no target is aimed at “{text}”", "没有靶点针对“{text}”"),
    "no_measure": ("it has no measure", "没有测量指标"),
    "idle_measure": ("“{text}” measures nothing", "“{text}”不能测量任何东西"),
    "no_intervention": ("it has no intervention", "没有干预"),
    "idle_intervention": ("its interventions are placeholders or wishes: {text}", "干预只是占位或愿望：{text}"),
    "link": ("neither its problem nor its mechanism is there", "它的问题和机制都不存在"),
    "risk": (
        "danger is told (“{text}”), and no target is about safety",
        "提到了危险（“{text}”），却没有安全方面的靶点",
    ),
    CourseGap.INTERVENTION_MISMATCH: (
        "what was done is not what is planned for it: {text}",
        "实际做的与为它计划的不符：{text}",
    ),
    CourseGap.TARGET_MOVED_OUTCOME_FLAT: (
        "it moved and the outcome did not follow: {text}",
        "它变化了，结果却没有随之变化：{text}",
    ),
    CourseGap.OUTCOME_MOVED_TARGET_FLAT: (
        "the outcome moved while it had not: something else worked: {text}",
        "结果变化时它并未变化，起作用的是别的：{text}",
    ),
}

_SAFETY = re.compile(
    r"\bsafe(?:ty|r|ly)?\b(?!\W{0,2}(?:behaviou?r|seek|signal|object|distance))|suicid|"
    r"self[- ]?(?:harm|injur|mutilat)|\bNSSI\b|"
    r"\b(?:crisis|relapse of self)\b|\b(?:suicide|self-?harm|risk\s+of\s+(?:harm|suicide|violence)|harm)\s+risk\b|"
    r"\brisk\s+(?:management|plan|monitor\w*|assessment|reduction|level|screen\w*)|means\s+(?:restriction|safety)|"
    r"lethal\s+means|c-?ssrs|staying\s+alive|stay\s+alive|reasons?\s+(?:for|to)\s+liv|hope\s+(?:box|kit)|no[- ]?harm|"
    r"urges?\s+to\s+(?:cut|hurt|harm|die)|\bcutting\b(?!\s+(?:down|back))|keep\w*\s+(?:\w+\s+)?(?:alive|safe)|"
    r"harm\s+to\s+(?:self|others)|wish\w*\s+to\s+die|thoughts?\s+of\s+(?:death|dying|ending)|"
    r"安全(?!行为|感|型|依恋|信号|距离|带)|自杀|自伤|自残|轻生|自我伤害|寻死|想死|求死|不想活|结束生命|危机|风险(?:管理|评估|监测|等级|筛查|降低|水平)|"
    r"(?:自杀|自伤|伤人|暴力|伤害)风险|降低风险|伤人|割腕|割手|活下去的理由|求生|致命(?:手段|工具|物品)|限制(?:手段|工具)|保命",
    re.IGNORECASE,
)
_NOT_SAFETY = re.compile(
    r"safety[- ]?(?:seeking\s+)?behaviou?rs?|safety[- ]seeking|safety\s+signals?|"
    r"feel(?:ing|s)?\s+safe(?:r)?\b(?!\s+from)|"
    r"sense\s+of\s+safety|psychological\s+safety|safe\s+place\s+(?:imagery|exercise)|food\s+safety|job\s+security|road\s+safety|"
    r"安全行为|安全寻求|安全感|安全信号|安全岛|安全之地|交通安全|食品安全|职场安全|中年危机|经济危机|财务危机|债务危机|婚姻危机|信任危机|"
    r"(?:mid-?life|financial|economic|identity|marital|energy|housing)\s+crisis|同一性危机|认同危机",
    re.IGNORECASE,
)


def sufficiency(
    problems: Sequence[Problem],
    mechanisms: Sequence[Mechanism],
    targets: Sequence[PlannedTarget],
    *,
    risk: Sequence[RiskSeen] = (),
    course: CourseSoFar | None = None,
    language: Language = Language.EN,
) -> Verdict:
    """The verdict on a set of targets.

    A problem is reached by a target that names it, or that names a mechanism which maintains it; a mechanism by a
    target that names it. Danger (`risk`) asks for a target about safety, by its wording. `course` adds what the course
    so far does not explain.
    """
    problem_ids = frozenset(problem.id for problem in problems)
    mechanism_ids = frozenset(mechanism.id for mechanism in mechanisms)
    aimed_at = {target.mechanism for target in targets if target.mechanism in mechanism_ids}
    named = {target.problem for target in targets if target.problem in problem_ids}
    reached = named | {
        problem for mechanism in mechanisms if mechanism.id in aimed_at for problem in mechanism.maintains
    }
    details = [
        _detail(Gap.PROBLEM_WITHOUT_TARGET, problem.id, "problem", language, problem.text)
        for problem in problems
        if problem.id not in reached
    ]
    details += [
        _detail(Gap.MECHANISM_WITHOUT_TARGET, mechanism.id, "mechanism", language, mechanism.text)
        for mechanism in mechanisms
        if mechanism.id not in aimed_at
    ]
    for target in targets:
        details += _target_gaps(target, problem_ids, mechanism_ids, language)
    if risk and not any(about_safety(target) for target in targets):
        details += [_detail(Gap.RISK_WITHOUT_SAFETY_TARGET, seen.id, "risk", language, seen.quote) for seen in risk]
    if course is not None:
        planned = {target.id: [each for each in target.interventions if said(each)] for target in targets}
        details += [
            _detail(Gap(each.code.value), each.target, each.code, language, each.shows)
            for each in unexplained(course, planned)
        ]
    found = {detail.code for detail in details}
    return Verdict(
        verdict=SufficiencyVerdict.INSUFFICIENT if details else SufficiencyVerdict.SUFFICIENT,
        missing=tuple(code for code in Gap if code in found),
        details=tuple(details),
    )


def about_safety(target: PlannedTarget) -> bool:
    """Whether a target is about staying safe, by its label, measure or interventions; safety behaviours are not."""
    texts = (target.label, target.measure or "", *target.interventions)
    return any(said(text) and _SAFETY.search(_NOT_SAFETY.sub(" ", text)) for text in texts)


def _target_gaps(
    target: PlannedTarget, problems: frozenset[str], mechanisms: frozenset[str], language: Language
) -> Iterator[GapDetail]:
    if not said(target.measure):
        why = "idle_measure" if (target.measure or "").strip() else "no_measure"
        yield _detail(Gap.TARGET_WITHOUT_MEASURE, target.id, why, language, target.measure or "")
    if not any(said(intervention) for intervention in target.interventions):
        told = "; ".join(filter(None, (each.strip() for each in target.interventions)))
        yield _detail(
            Gap.TARGET_WITHOUT_INTERVENTION,
            target.id,
            "idle_intervention" if told else "no_intervention",
            language,
            told,
        )
    if target.problem not in problems and target.mechanism not in mechanisms:
        yield _detail(Gap.TARGET_NOT_LINKED, target.id, "link", language)


def _detail(code: Gap, id_: str, why: str, language: Language, text: str = "") -> GapDetail:
    english, chinese = _WHY[why]
    said_why = (english if language is Language.EN else chinese).format(text=" ".join(text.split()))
    return GapDetail(code=code, id=id_, why=said_why)
