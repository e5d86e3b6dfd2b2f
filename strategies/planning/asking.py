"""Closed questions about a report, for a model that is fit to answer them. They may add; they never take safety away.

What a model may do: say that there is danger where the rules heard none; name one kind of news that the rules did not
hear; and settle a report that warranted a change only because no word spoke against it, unless it is about danger.
"""

from dataclasses import replace

from memory.record.identity import Language
from strategies.planning.case_plan import CasePlan, heard_of, plan_from
from strategies.planning.plan_case import Event, PlanCase
from strategies.planning.report import Heard, Report
from strategies.planning.text import Words, words
from strategies.speech.decider import Decider, Question

MIN_MARGIN = 0.6
"""Least distance between the two likeliest options: what a model adds must be plain to it."""
HEARD_LEVEL = 2
"""The level of danger that only a model heard: it is asked about, with a plan."""

_TEXTS: Words = {
    "danger": (
        "Does the report say that the client is in danger now: of suicide, self-harm, violence or an emergency?",
        "报告是否说来访者本人现在有危险：自杀、自伤、暴力或紧急情况？",
    ),
    "danger_yes": ("yes, the client is in danger now", "是，来访者本人现在有危险"),
    "danger_no": ("no, or it is another person, long past, or dealt with", "不是，或是别人、很久以前、已处理"),
    "settled": (
        "Does this report still ask for a change of the plan, or is the matter settled or none?",
        "这份报告是否仍需要改变计划，还是事情已经解决或不成问题？",
    ),
    "settled_open": ("it asks for a change", "需要改变"),
    "settled_settled": ("it is settled or nothing of weight", "已解决或无足轻重"),
    "kind": (
        "What does the report tell of the client that is new and not settled?",
        "报告中关于来访者有什么新的、尚未解决的事？",
    ),
    "kind_none": ("nothing more", "没有别的"),
    Event.MISSED_HOMEWORK: ("a task that was not done", "任务没有做"),
    Event.SESSION_GAP: ("a long time without contact", "长时间没有联系"),
    Event.CONTRADICTING_FACT: ("a contradiction to what was known", "与已知的情况矛盾"),
    Event.RUPTURE: ("strain with the therapist", "与咨询师之间的不顺"),
    Event.TARGET_ACHIEVED: ("a goal that was reached and kept", "达到并保持的目标"),
    Event.MEASURE_WORSENING: ("a clear worsening", "明显恶化"),
    Event.NEW_PROBLEM: ("a new problem", "新的问题"),
    Event.MEDICATION_CHANGE: ("a change of medication", "用药变化"),
    Event.LIFE_EVENT: ("a weighty event in life", "重大的生活事件"),
    Event.NO_RESPONSE: ("no improvement where it was expected", "到预期时间没有改善"),
    Event.DROPOUT_RISK: ("that the client may stay away", "来访者可能不再来"),
}


async def plan_asked(case: PlanCase, *, decider: Decider) -> CasePlan:
    """The plan by rules, with what the model adds. Raises: ChatUnavailable."""
    return plan_from(case, await heard_asked(case, decider=decider))


async def heard_asked(case: PlanCase, *, decider: Decider) -> Heard:
    """What the rules heard, with what the model adds. Raises: ChatUnavailable."""
    told = heard_of(case)
    if not case.event_detail:
        return told
    told = await _danger(case, told, decider)
    told = await _settled(case, told, decider)
    return await _kind(case, told, decider)


async def _danger(case: PlanCase, told: Heard, decider: Decider) -> Heard:
    known = told.reports.get(Event.NEW_CRISIS)
    if known is not None:
        return told
    if await _choice(case, "danger", ("yes", "no"), decider) != "yes":
        return told
    report = Report(kind=Event.NEW_CRISIS, warranted=True, quote=case.event_detail, level=HEARD_LEVEL)
    return _with(told, report)


async def _settled(case: PlanCase, told: Heard, decider: Decider) -> Heard:
    own = told.reports.get(case.event)
    if own is None or not own.warranted or own.sure or case.event is Event.NEW_CRISIS:
        return told
    if await _choice(case, "settled", ("open", "settled"), decider) != "settled":
        return told
    return _with(told, replace(own, warranted=False, why="model"))


async def _kind(case: PlanCase, told: Heard, decider: Decider) -> Heard:
    unheard = [kind.value for kind in Event if kind is not Event.NEW_CRISIS and kind not in told.reports]
    if not unheard:
        return told
    options = {kind: words(_TEXTS, kind, case.language) for kind in unheard}
    options["none"] = words(_TEXTS, "kind_none", case.language)
    question = Question(
        id="plan_kind", text=words(_TEXTS, "kind", case.language), options=options, min_margin=MIN_MARGIN
    )
    decision = await decider.decide(question, words=case.event_detail, context=_context(case))
    if decision.choice is None or decision.choice == "none":
        return told
    return _with(told, Report(kind=Event(decision.choice), warranted=True, quote=case.event_detail))


async def _choice(case: PlanCase, name: str, options: tuple[str, ...], decider: Decider) -> str | None:
    question = Question(
        id=f"plan_{name}",
        text=words(_TEXTS, name, case.language),
        options={option: words(_TEXTS, f"{name}_{option}", case.language) for option in options},
        min_margin=MIN_MARGIN,
    )
    return (await decider.decide(question, words=case.event_detail, context=_context(case))).choice


def _context(case: PlanCase) -> str:
    label = "报告类型" if case.language is Language.ZH else "kind of report"
    return f"{label}: {case.event.value.replace('_', ' ')}"


def _with(told: Heard, report: Report) -> Heard:
    return replace(told, reports={**told.reports, report.kind: report})
