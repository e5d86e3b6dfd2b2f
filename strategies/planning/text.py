"""The planner's words, in both languages.

Templates are filled with `str.format`; what fills them (a client's words, a target's label) is never a template.
No text here gives dose advice, blames anyone, or asks for a safety plan to be made again.
"""

from collections.abc import Mapping
from enum import StrEnum

from memory.record.identity import Language

Words = Mapping[str, tuple[str, str]]
"""key -> (English, Chinese)."""


class StrategyCode(StrEnum):
    """How the next session is gone about."""

    SAFETY_FIRST = "safety_first"
    REPAIR_FIRST = "repair_first"
    STABILISE = "stabilise"
    REFORMULATE = "reformulate"
    SMALLER_STEPS = "smaller_steps"
    CONSOLIDATE = "consolidate"
    STEADY = "steady"


STRATEGIES: Words = {
    StrategyCode.SAFETY_FIRST: (
        "Safety comes first: ask directly and calmly; other work only as far as the client wants and can bear.",
        "安全优先：先平静、直接地询问；其他工作只在来访者愿意并承受得了的范围内进行。",
    ),
    StrategyCode.REPAIR_FIRST: (
        "Repair before technique: name the strain openly, own our part in it, and agree anew on how to work.",
        "先修复关系，再谈技术：坦诚地说出彼此之间的不顺，承认我们这一方的部分，重新商量怎样一起工作。",
    ),
    StrategyCode.STABILISE: (
        "Slow down and steady: understand what has become harder, keep to small steps that hold.",
        "放慢、稳住：先弄清什么变得更难了，只走站得稳的小步。",
    ),
    StrategyCode.REFORMULATE: (
        "Look again at what keeps the problem going before doing more of the same; bring it to supervision.",
        "在继续同样的做法之前，重新看看是什么在维持问题，并带去督导讨论。",
    ),
    StrategyCode.SMALLER_STEPS: (
        "Make the step between sessions small enough to fit into this week's life, and plan for what gets in its way.",
        "把两次会谈之间的任务缩小到能放进这一周的生活里，并一起为可能的阻碍做准备。",
    ),
    StrategyCode.CONSOLIDATE: (
        "Build on what helped: put it into the client's own words, practise it, and look ahead to harder days.",
        "在有帮助的做法上继续：让来访者用自己的话说出来，多加练习，并为以后较难的日子做准备。",
    ),
    StrategyCode.STEADY: (
        "Keep the agreed course: one thing at a time, each step tied to the targets in focus.",
        "按商定的方向继续：一次做一件事，每一步都与重点靶点相连。",
    ),
}

AGENDA: Words = {
    "risk_screen": ("Ask directly about safety before anything else{d}", "首先直接询问安全情况{d}"),
    "safety_plan_create": ("Make a safety plan together{d}", "一起制定安全计划{d}"),
    "safety_plan_review": (
        "Look at the safety plan that is there and bring it up to date{d}",
        "一起看已有的安全计划，并作更新{d}",
    ),
    "replace_plan_step": (
        "Replace the step of the safety plan that did not help{d}",
        "替换安全计划中没起作用的一步{d}",
    ),
    "means_restriction": ("Talk about keeping means out of reach{d}", "商量怎样让危险物品不在手边{d}"),
    "recurrence_link": ("Link this crisis to the earlier ones of its kind{d}", "把这次危机与以往同类的危机联系起来{d}"),
    "supervision_flag": ("Bring this to supervision{d}", "带去督导讨论{d}"),
    "medical_referral": ("Arrange a medical assessment{d}", "安排医学评估{d}"),
    "clinician_instruction": ("As the clinician asked{d}", "按临床医生的嘱托{d}"),
    "rupture_repair": (
        "Speak openly about the strain between us and repair it{d}",
        "坦诚谈谈彼此之间的不顺，修复关系{d}",
    ),
    "alliance_check": ("Ask how the work together feels{d}", "询问一起工作的感受{d}"),
    "bridge_recap": (
        "Welcome back warmly, and recall together where we were{d}",
        "温暖地欢迎回来，一起回顾上次走到哪里{d}",
    ),
    "remeasure": ("Measure again{d}", "重新测量{d}"),
    "medication_check": (
        "Hear how things are since the change of medication{d}",
        "了解用药变化以来的情况{d}",
    ),
    "notify_prescriber": ("Let the prescriber know{d}", "告知开药医生{d}"),
    "withdrawal_assessment": (
        "Ask about bodily signs since the medication ended, for the prescriber{d}",
        "询问停药以来的身体反应，转告开药医生{d}",
    ),
    "mania_screen": ("Screen for elevated mood{d}", "筛查情绪高涨的表现{d}"),
    "bipolar_screen": ("Ask about earlier times of elevated mood{d}", "询问以往情绪高涨的时期{d}"),
    "stabilisation": (
        "Steady first: ground in the present, before anything is opened up{d}",
        "先稳定：回到当下，之后再打开任何话题{d}",
    ),
    "emotional_processing": (
        "Give room to what happened and what it stirs up{d}",
        "给发生的事和它带来的感受留出空间{d}",
    ),
    "reprioritise_agenda": ("Agree anew on what matters most now{d}", "重新商量眼下最要紧的是什么{d}"),
    "reformulate": ("Look again at what keeps the problem going{d}", "重新看看是什么在维持问题{d}"),
    "new_problem_assessment": ("Get to know the new problem{d}", "了解新出现的问题{d}"),
    "verify_fact": ("Check with the client what holds now{d}", "与来访者核对现在的实际情况{d}"),
    "homework_barrier_review": (
        "Find out together what got in the way of the task{d}",
        "一起看看是什么让任务难以进行{d}",
    ),
    "homework_resize": ("Make the task smaller or different{d}", "把任务改小或换一种方式{d}"),
    "homework_next_step": (
        "Learn from the task that was done, and take the next step{d}",
        "从完成的任务中学习，走下一步{d}",
    ),
    "consolidate": ("Make what has improved last{d}", "巩固已有的改善{d}"),
    "relapse_prevention": ("Prepare for harder days{d}", "为较难的日子做准备（预防复发）{d}"),
    "target_gap": ("Agree on what the targets leave open{d}", "商定靶点尚未覆盖之处{d}"),
    "continue_plan": ("Go on with the plan{d}", "按计划继续{d}"),
}

EVIDENCE: Words = {
    "risk_new": ("An alarm was raised: {what}.", "出现风险警报：{what}。"),
    "risk_standing": ("The risk level stands at {level}; {screen}; {plan}.", "风险等级为 {level}；{screen}；{plan}。"),
    "recurrence": ("The same chain as in earlier crises: {what}.", "与以往危机是同一条链：{what}。"),
    "failed_safety_step": ("A step of the safety plan did not help: {what}.", "安全计划中有一步没有起作用：{what}。"),
    "clinician_instruction": ("The clinician asked: {what}.", "临床医生嘱托：{what}。"),
    "rupture_withdrawal": ("The client seemed to draw back in the last session.", "来访者在上次会谈中似乎有所退缩。"),
    "rupture_confrontation": (
        "The client was openly dissatisfied with the work in the last session.",
        "来访者在上次会谈中明确表达了对会谈的不满。",
    ),
    "rupture_repaired": (
        "The strain of before has eased: the client was engaged in the last session.",
        "之前的不顺已缓和：来访者在上次会谈中投入参与。",
    ),
    "dropout": ("Signs that the client may not come back: {what}.", "来访者有可能不再来：{what}。"),
    "elevated_mood": ("Possible signs of elevated mood: {what}.", "可能有情绪高涨的表现：{what}。"),
    "medication": ("A change of medication was told: {what}.", "来访者提到用药变化：{what}。"),
    "means_near": ("Means may be within reach.", "危险物品可能就在手边。"),
    "risk_before": ("Danger was told earlier on; it is asked about again.", "以前提到过危险，再次询问。"),
    "gap_told": ("A long time has passed without a session.", "已有较长时间没有会谈。"),
    "worsened": ("It has become reliably worse: {what}.", "出现可靠的恶化：{what}。"),
    "stalled": ("No reliable improvement where it was expected: {what}.", "到预期时间仍未见可靠改善：{what}。"),
    "target_done": ("{name} is reported to have reached its goal.", "据报告，“{name}”已达到目标。"),
    "dispute_told": ("Two statements do not fit: {what}.", "两种说法不一致：{what}。"),
    "homework_told": ("Nothing came of the task this time.", "任务这次没有进行。"),
    "homework_told_again": (
        "Nothing came of the task, and not for the first time or not by chance: it may not fit this life as it is.",
        "任务没有进行，而且不是第一次，或并非偶然：它可能并不适合目前的生活。",
    ),
    "medication_ended": ("A medication or substance ended abruptly.", "某种药物或物质骤然停用。"),
    "bipolar_signs": ("Signs that ask about times of elevated mood.", "有需要询问情绪高涨时期的迹象。"),
    "bodily_signs": ("Bodily signs that a physician should look at.", "有需要医生查看的身体表现。"),
    "overwhelmed": ("Signs of being flooded.", "有被情绪淹没的表现。"),
    "gap": ("{days} days have passed since the last contact.", "距上次联系已有 {days} 天。"),
    "measure_worse": (
        "{name} rose from {before} to {now} (a reliable change is {rci} points).",
        "{name} 由 {before} 升至 {now}（可靠变化为 {rci} 分）。",
    ),
    "target_worse": ("{name} moved away from its goal: {before} to {now}.", "“{name}”离目标更远：{before} 到 {now}。"),
    "no_response": (
        "{name} was {before} at the start and is {now}; by session {by} a fall of {fall} was expected.",
        "{name} 起始为 {before}，现为 {now}；到第 {by} 次会谈本应下降 {fall} 分。",
    ),
    "no_response_up": (
        "{name} was {before} at the start and is {now}; by session {by} a rise of {fall} was expected.",
        "{name} 起始为 {before}，现为 {now}；到第 {by} 次会谈本应上升 {fall}。",
    ),
    "life_event": ("Something happened in the client's life: {what}.", "来访者的生活中发生了事情：{what}。"),
    "new_problem": ("A problem that was not known before: {what}.", "此前不知道的问题：{what}。"),
    "fact_changed": ("It was {before}; now it is {now}.", "原来是{before}，现在是{now}。"),
    "fact_disputed": ("Two statements do not fit: {before} and {now}.", "两种说法不一致：{before}与{now}。"),
    "homework_missed": ("Nothing came of the task {task} this time{quote}.", "任务{task}这次没有进行{quote}。"),
    "homework_missed_again": (
        "Nothing came of the task {task}, as the time before: it may not fit this life as it is{quote}.",
        "任务{task}和上次一样没有进行：它可能并不适合目前的生活{quote}。",
    ),
    "homework_partial": ("Part of the task {task} was done{quote}.", "任务{task}完成了一部分{quote}。"),
    "homework_done": ("The task {task} was done{quote}.", "任务{task}完成了{quote}。"),
    "measure_better": (
        "{name} fell from {before} to {now} (a reliable change is {rci} points).",
        "{name} 由 {before} 降至 {now}（可靠变化为 {rci} 分）。",
    ),
    "target_better": ("{name} moved toward its goal: {before} to {now}.", "“{name}”更接近目标：{before} 到 {now}。"),
    "target_at_goal": ("{name} has reached its goal of {goal}.", "“{name}”已达到目标 {goal}。"),
    "focus_closed": (
        "{name} was in focus and is no longer worked on.",
        "“{name}”原为重点，现在不再处理。",
    ),
    "focus_open": ("{name} is agreed and there is room in the focus.", "“{name}”已商定，重点尚有空位。"),
    "target_gap": ("The targets leave something open: {what}.", "靶点尚有未覆盖之处：{what}。"),
    "settled": ("What no longer holds: {what}.", "不再成立的：{what}。"),
    "first": ("The first plan of this course.", "本疗程的第一份计划。"),
    "steady": ("Nothing since the last plan asks for a change.", "自上份计划以来，没有需要改变的理由。"),
    "focus": ("In focus: {what}.", "重点：{what}。"),
    "focus_kept": ("The focus stays: {what}.", "重点不变：{what}。"),
    "focus_none": ("No agreed target is there to focus on yet.", "尚无已商定、可作重点的靶点。"),
}

FOCUS_WHY: Words = {
    "worse": ("{name} (has become harder)", "{name}（变得更难）"),
    "far": ("{name} ({percent} % of the way to its goal is left)", "{name}（距目标还有 {percent}%）"),
    "unmeasured": ("{name} (not yet measured against a goal)", "{name}（尚未对照目标测量）"),
    "kept": ("{name}", "{name}"),
}

SMALL: Words = {
    "screened": ("the screen was completed", "筛查已完成"),
    "unscreened": ("an alarm still waits for its screen", "尚有警报未完成筛查"),
    "plan_there": ("a safety plan is there", "已有安全计划"),
    "plan_missing": ("there is no safety plan yet", "尚无安全计划"),
    "level": ("level {level}, session turn {turn}", "等级 {level}，第 {turn} 轮"),
    "quote": (" ({q})", "（{q}）"),
    "detail": (": {d}", "：{d}"),
    "next": ("; ", "；"),
    "comma": (", ", "、"),
    "expected": ("{name}: from {now} to {step}, goal {goal}", "“{name}”：由 {now} 到 {step}，目标 {goal}"),
    "expected_unmeasured": ("{name}: a first value to compare with", "“{name}”：先有一个可比较的数值"),
    "expected_risk": ("Safety is asked about and clear to both of us", "安全情况已询问清楚，双方都明白"),
    "expected_none": ("Targets are agreed on together", "一起商定靶点"),
    "fact": ("{predicate}: {object}", "{predicate}：{object}"),
    "fact_not": ("{predicate}: not {object}", "{predicate}：不是{object}"),
}

RULE_NAMES: Words = {
    "risk_standing": ("a raised risk level or an unscreened alarm", "风险等级升高或警报未筛查"),
    "no_response": ("no response to treatment by the expected session", "到预期次数仍未见疗效"),
    "fact_disputed": ("an open contradiction", "尚未澄清的矛盾"),
    "target_at_goal": ("a target at its goal", "靶点已达目标"),
}

_QUOTES = {Language.EN: ("“", "”"), Language.ZH: ("“", "”")}
_LONGEST_QUOTE = {Language.EN: 120, Language.ZH: 60}


def words(table: Words, key: str, language: Language, **filled: object) -> str:
    """The text of `key` in `language`, filled."""
    english, chinese = table[key]
    return (english if language is Language.EN else chinese).format(**filled)


def agenda_text(code: str, language: Language, details: tuple[str, ...] = ()) -> str:
    """What an agenda item says; a code that is not in the table is its own text."""
    detail = words(SMALL, "next", language).join(details)
    tail = words(SMALL, "detail", language, d=detail) if detail else ""
    if code not in AGENDA:
        return code.replace("_", " ") + tail
    return words(AGENDA, code, language, d=tail)


def quoted(text: str, language: Language) -> str:
    """`text` on one line, in quotation marks, shortened: another's words inside ours."""
    line = " ".join(text.split())
    longest = _LONGEST_QUOTE[language]
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    left, right = _QUOTES[language]
    return left + line.replace(left, "‘").replace(right, "’").replace('"', "'") + right


def number(value: float) -> str:
    """A value without a tail of zeros."""
    return f"{value:g}"


def strategy_of(text: str) -> StrategyCode | None:
    """Which strategy a plan version's text is, in whichever language; none when a person wrote it."""
    return next((StrategyCode(code) for code, texts in STRATEGIES.items() if text in texts), None)
