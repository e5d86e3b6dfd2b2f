"""Whether the targets, together, reach the problems (靶点是否充分): a computed verdict with its gaps named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Gap(StrEnum):
    """What is missing."""

    PROBLEM_WITHOUT_TARGET = "problem_without_target"
    MECHANISM_WITHOUT_TARGET = "mechanism_without_target"
    TARGET_WITHOUT_MEASURE = "target_without_measure"
    TARGET_WITHOUT_INTERVENTION = "target_without_intervention"
    TARGET_UNLINKED = "target_unlinked"
    RISK_WITHOUT_SAFETY_TARGET = "risk_without_safety_target"


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


_PLACEHOLDER = re.compile(
    r"""^\W*(?:
        t\.?\s?b\.?\s?[dcan]\.?|n\s?/\s?a|none(?:\s+(?:yet|so\s+far))?|nil|null|unknown|pending|later|\?+|x{2,}|todo|to\s+do|
        (?:yet\s+)?to\s+be\s+(?:decided|determined|defined|discussed|agreed|confirmed|chosen|set|announced).*|
        (?:not|nothing)\s+(?:yet\s+)?(?:decided|determined|defined|chosen|set|agreed|sure|known|planned).*|
        undecided|undetermined|(?:will|we'll|we\s+will)\s+(?:see|decide|discuss).*|decide\s+later.*|
        待定|待议|待商议|待讨论|待确定|待确认|待补充?|未定|未确定|尚未(?:确定|决定|选定).*|还没(?:有)?(?:定|想好|确定|决定).*|
        暂无|暂缺|无|没有|不详|不清楚|以后再(?:说|定|看).*|之后再(?:说|定|看).*|再说|再看
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_WISH = re.compile(
    r"""^\W*(?:
        (?:i|we|the\s+client|client|patient|she|he|they)?\s*
        (?:just\s+)?(?:hopes?(?!\s+(?:scale|box|kit))|hopefully|wish(?:es)?(?!\s+list)|(?:would|'d)\s+like|wants?)\b.*|
        (?:to\s+)?(?:feel|be|get|become)\s+(?:\w+\s+)?(?:better|happier|happy|well|okay|ok|good|fine|normal)(?:\s+(?:again|soon|overall|in\s+general))?|
        (?:一直|只是|就是)?(?:希望(?!量表|感)|但愿|盼望|想要|想(?!法|象)|愿(?!望)).*|(?:变|过)得?(?:更)?(?:好|开心|快乐)(?:一?点|起来|一些)?|好起来|感觉好(?:一?点|一些|起来)|开心(?:一?点|起来)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SAFETY = re.compile(
    r"\bsafe(?:ty|r)?\b|suicid|self[- ]?harm|\brisk\b|crisis|means\s+restriction|c-?ssrs|安全|自杀|自伤|"
    r"自残|轻生|危机|风险|寻死",
    re.IGNORECASE,
)


def said(text: str | None) -> bool:
    """Whether a measure or intervention says anything: not blank, no placeholder (TBD, 待定), no mere wish."""
    if text is None or not text.strip():
        return False
    return not _PLACEHOLDER.match(text) and not _WISH.match(text)


def _resolves(reference: str | None, ids: frozenset[str]) -> bool:
    return reference is not None and reference in ids


def _target_gaps(target: PlannedTarget, problems: frozenset[str], mechanisms: frozenset[str]) -> Iterator[GapDetail]:
    if not said(target.measure):
        why = "no measure" if not (target.measure or "").strip() else f"{target.measure!r} measures nothing"
        yield GapDetail(code=Gap.TARGET_WITHOUT_MEASURE, id=target.id, why=why)
    if not any(said(intervention) for intervention in target.interventions):
        why = "no intervention" if not target.interventions else "its interventions are placeholders or wishes"
        yield GapDetail(code=Gap.TARGET_WITHOUT_INTERVENTION, id=target.id, why=why)
    if not _resolves(target.problem, problems) and not _resolves(target.mechanism, mechanisms):
        yield GapDetail(code=Gap.TARGET_UNLINKED, id=target.id, why="neither its problem nor its mechanism exists")


def sufficiency(
    problems: Sequence[Problem],
    mechanisms: Sequence[Mechanism],
    targets: Sequence[PlannedTarget],
    risk_present: bool,
) -> Verdict:
    """The verdict on a set of targets.

    A problem is reached by a target that names it, or that names a mechanism which maintains it; a mechanism by a
    target that names it. `risk_present` asks for a target about safety, by its wording.
    """
    problem_ids = frozenset(problem.id for problem in problems)
    mechanism_ids = frozenset(mechanism.id for mechanism in mechanisms)
    aimed_at = {target.mechanism for target in targets if _resolves(target.mechanism, mechanism_ids)}
    named = {target.problem for target in targets if _resolves(target.problem, problem_ids)}
    reached = named | {
        problem for mechanism in mechanisms if mechanism.id in aimed_at for problem in mechanism.maintains
    }
    details = [
        GapDetail(code=Gap.PROBLEM_WITHOUT_TARGET, id=problem.id, why=f"no target reaches {problem.text!r}")
        for problem in problems
        if problem.id not in reached
    ]
    details += [
        GapDetail(code=Gap.MECHANISM_WITHOUT_TARGET, id=mechanism.id, why=f"no target is aimed at {mechanism.text!r}")
        for mechanism in mechanisms
        if mechanism.id not in aimed_at
    ]
    for target in targets:
        details += _target_gaps(target, problem_ids, mechanism_ids)
    if risk_present and not any(_about_safety(target) for target in targets):
        details.append(
            GapDetail(code=Gap.RISK_WITHOUT_SAFETY_TARGET, id="risk", why="risk is present, no safety target")
        )
    found = {detail.code for detail in details}
    return Verdict(
        verdict=SufficiencyVerdict.INSUFFICIENT if details else SufficiencyVerdict.SUFFICIENT,
        missing=tuple(code for code in Gap if code in found),
        details=tuple(details),
    )


def _about_safety(target: PlannedTarget) -> bool:
    return any(_SAFETY.search(words) for words in (target.label, target.measure or "", *target.interventions))
