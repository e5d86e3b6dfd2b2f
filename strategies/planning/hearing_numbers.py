"""What numbers in a report decide: a measure that rose, a goal that was reached, a course that does not help."""

import re

from strategies.planning.numbers_told import Moved, last_value, moved_in, present_value, sessions_in
from strategies.planning.plan_case import Event, PlanCase, TargetState
from strategies.planning.reliable import POINTS, RELIABLE, instrument_in, least_change
from strategies.planning.report import Report

_EARLY = re.compile(
    r"expected\s+(?:only\s+)?(?:by|from|at)|declar\w*|by\s+session\s+\w+\b(?!\s+(?:it|the|she|he|they|that|this|"
    r"phq|gad|scores?)\b)|set\s+for|fixed\s+for|review\s+(?:is\s+)?(?:due\s+)?(?:at|in)|预期|"
    r"(?:评估|复评)(?:\w{0,3})(?:定|在|是)|约定|应在|到第|计划第",
    re.IGNORECASE,
)
_REACHED = re.compile(r"goal|target|remission|criteri|reach|met\b|achiev|达到|目标|达标|缓解|实现", re.IGNORECASE)
_NOT_KEPT = re.compile(
    r"\b(?:one|a\s+single|single|only|just|once|yesterday|first|hopes?|almost|nearly|close)\b|holiday|单次|仅|"
    r"只|一次|一天|接近|差一点|希望|休假|放假",
    re.IGNORECASE,
)
EARLY_SESSIONS = 4
"""Up to this session nobody expects a response, where no other session is declared."""
SHARE_DONE = 0.5
"""Half of the way from the baseline, where no goal is told (the rule of response)."""


def target_of(case: PlanCase, text: str) -> TargetState | None:
    """The target that a text is about: by measure, by label, else the only one."""
    named = instrument_in(text)
    for target in case.state.targets:
        if named is not None and target.measure is not None and instrument_in(target.measure) == named:
            return target
    words = set(re.findall(r"[a-z]{4,}", text.lower()))
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    best: tuple[float, TargetState] | None = None
    for target in case.state.targets:
        label = f"{target.label} {target.measure or ''}".lower()
        own = set(re.findall(r"[a-z]{4,}", label))
        cjk = "".join(re.findall(r"[\u4e00-\u9fff]", label))
        own_pairs = {cjk[i : i + 2] for i in range(len(cjk) - 1)}
        share = len(own & words) / len(own) if own else 0.0
        share = max(share, len(own_pairs & pairs) / len(own_pairs) if own_pairs else 0.0)
        if share > 0 and (best is None or share > best[0]):
            best = (share, target)
    if best is not None:
        return best[1]
    return case.state.targets[0] if len(case.state.targets) == 1 else None


def worsening_told(case: PlanCase) -> Report | None:
    """A measure's values: more than its error for the worse warrants a change, less does not."""
    text, own = case.event_detail, case.event is Event.MEASURE_WORSENING
    moved = moved_in(text)
    named = instrument_in(text)
    target = target_of(case, text)
    if own and target is not None and target.current is not None and (moved is None or _taken_back(text)):
        told = last_value(text) if named is not None or _taken_back(text) else None
        if told is not None:
            moved = Moved(before=target.current, now=told, change=told - target.current, where=0)
            named = instrument_in(target.measure or "")
    if moved is None or (not own and named is None):
        return None
    least = (
        RELIABLE[named] if named is not None else least_change((target.measure or "") if target else "", moved.before)
    )
    if named is None and target is None and moved.before is None:
        least = POINTS
    up = target is not None and target.direction == "up" and named is None
    worse = -moved.change if up else moved.change
    if not own and worse < least:
        return None
    if not own and case.event is Event.TARGET_ACHIEVED:
        return None
    if own and worse >= least and _taken_back(text) and moved.before != (target.current if target else None):
        return None
    return Report(
        kind=Event.MEASURE_WORSENING,
        warranted=worse >= least,
        quote=text,
        why="" if worse >= least else f"a change of {worse:g}, {least:g} would count",
        target=target.id if target is not None else None,
        before=moved.before,
        now=moved.now,
    )


_TAKEN_BACK = re.compile(
    r"scor(?:ing|ed)\s+(?:\w+\s+)?(?:error|mistake|wrong\w*)|filled\s+(?:it\s+)?in\s+wrong|added\s+up\s+wrong|"
    r"miscount|re-?count|re-?added|adding[- ]up|done\s+properly|wrong\s+(?:period|day|scale|form|column|week|"
    r"person)|re-?test|repeated\s+(?:the\s+)?(?:measure|"
    r"questionnaire)|re-?take|"
    r"\bflu\b|fever|migraine|stomach|jet\s*lag|vaccin|back\s+(?:down\s+)?(?:to|at)|计分|算错|填错|加错|误填|"
    r"填(?:写)?(?:有误|得不对)|重(?:新)?(?:算|做|填)|复测|重(?:新)?测|感冒|发烧|流感|时差|肠胃|疫苗|回落|恢复",
    re.IGNORECASE,
)


def _taken_back(text: str) -> bool:
    """Whether words may take the numbers back: then the words decide."""
    return _TAKEN_BACK.search(text) is not None


def target_told(case: PlanCase) -> Report | None:
    """A goal: the state's numbers may contradict a report that it was reached; words decide where they agree."""
    if case.event is not Event.TARGET_ACHIEVED:
        return None
    text = case.event_detail
    target = target_of(case, text) or _furthest(case)
    if target is None or target.baseline is None:
        return None
    moved = moved_in(text)
    now = target.current if target.current is not None else (moved.now if moved is not None else None)
    if moved is not None and moved.now is not None and not _same_as_state(moved, target):
        now = moved.now
    if now is None:
        return None
    gained = now - target.baseline if target.direction == "up" else target.baseline - now
    least = least_change(target.measure or "", target.baseline)
    if target.goal is not None:
        there = now >= target.goal if target.direction == "up" else now <= target.goal
    else:
        there = gained >= least and gained >= abs(target.baseline) * SHARE_DONE
    if there and text.strip() and (moved is None or _NOT_KEPT.search(text)):
        return None
    if not there and gained >= least and _REACHED.search(text) and not _NOT_KEPT.search(text):
        return None
    why = "" if there else f"{target.label}: {target.baseline:g} -> {now:g}"
    return Report(
        kind=Event.TARGET_ACHIEVED,
        warranted=there,
        quote=text,
        why=why,
        target=target.id,
        before=target.baseline,
        now=now,
    )


def _same_as_state(moved: Moved, target: TargetState) -> bool:
    return moved.now == target.current


def _furthest(case: PlanCase) -> TargetState | None:
    """The target with the largest share of its baseline gained."""
    gains = [
        (
            (each.baseline - each.current if each.direction == "down" else each.current - each.baseline)
            / (abs(each.baseline) or 1),
            each,
        )
        for each in case.state.targets
        if each.baseline is not None and each.current is not None
    ]
    return max(gains, key=lambda pair: pair[0])[1] if gains else None


def no_response_told(case: PlanCase) -> Report | None:
    """No response: a session before the declared one is too early, and a reliable gain is a response."""
    if case.event is not Event.NO_RESPONSE:
        return None
    text = case.event_detail
    target = target_of(case, text) or (case.state.targets[0] if case.state.targets else None)
    sessions = sessions_in(text)
    if (
        len(sessions) >= 2
        and _EARLY.search(text)
        and min(sessions) < max(sessions) <= 30
        and sessions[0] < max(sessions)
    ):
        early = max(sessions)
        return Report(kind=Event.NO_RESPONSE, warranted=False, quote=text, why=f"session {min(sessions)} of {early}")
    moved = moved_in(text)
    if sessions and max(sessions) <= EARLY_SESSIONS and moved is None:
        return Report(kind=Event.NO_RESPONSE, warranted=False, quote=text, why=f"session {max(sessions)}")
    before, now = (moved.before, moved.now) if moved is not None else (None, None)
    if (before is None or now is None) and target is not None:
        told = present_value(text) if moved is None and (target.measure or "") else None
        before, now = target.baseline, told if told is not None else target.current
    if before is None or now is None:
        return None
    up = target is not None and target.direction == "up" and instrument_in(text) is None
    measure = text if instrument_in(text) is not None else (target.measure or "" if target is not None else "")
    least = least_change(measure, before)
    gained = now - before if up else before - now
    if gained < least:
        flat = moved is not None and moved.before is not None and bool(sessions) and max(sessions) > EARLY_SESSIONS
        return Report(kind=Event.NO_RESPONSE, warranted=True, quote=text, before=before, now=now) if flat else None
    return Report(
        kind=Event.NO_RESPONSE,
        warranted=False,
        quote=text,
        why=f"{before:g} -> {now:g}",
        target=target.id if target is not None else None,
        before=before,
        now=now,
    )
