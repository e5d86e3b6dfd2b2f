"""The note's words, in both languages. Templates only frame what was said, measured or decided; they add nothing."""

from memory.record.state import HomeworkOutcome
from strategies.planning.text import Words

NOTE: Words = {
    "rated": ("Client rated {slot}: {value}.", "来访者对“{slot}”的评分：{value}。"),
    "told": ("Client on {slot}: {quote}", "来访者谈“{slot}”：{quote}"),
    "answered": ("Client answered on {slot}: {value} ({quote}).", "来访者就“{slot}”回答：{value}（{quote}）。"),
    "said": ("Client said: {quote}", "来访者说：{quote}"),
    "measure": ("{name} on {date}: {total}.", "{date} {name}：{total} 分。"),
    "measure_moved": (
        "{name} on {date}: {total} (before, on {before_date}: {before}).",
        "{date} {name}：{total} 分（之前 {before_date}：{before} 分）。",
    ),
    "homework": ("Homework {task}: {outcome}.", "家庭作业{task}：{outcome}。"),
    "homework_quoted": ("Homework {task}: {outcome} ({quote}).", "家庭作业{task}：{outcome}（{quote}）。"),
    "did": ("Session step: {purpose}", "会谈步骤：{purpose}"),
    "alarm": (
        "Risk alarm, level {level}, on the client's words {quote}; {screen}.",
        "风险警报，等级 {level}，来访者原话{quote}；{screen}。",
    ),
    "screened": ("the safety screen was completed", "安全筛查已完成"),
    "unscreened": ("the safety screen is still to be completed", "安全筛查尚未完成"),
    "no_alarm": ("No risk alarm was raised in this session.", "本次会谈未出现风险警报。"),
    "level": ("Risk level after the session: {level}.", "会谈后的风险等级：{level}。"),
    "supports": ("Target {name}: moved toward its goal ({value}).", "靶点“{name}”：朝目标方向变化（{value}）。"),
    "against": ("Target {name}: moved away from its goal ({value}).", "靶点“{name}”：偏离目标（{value}）。"),
    "supports_words": ("Evidence for target {name}: {quote}.", "支持靶点“{name}”的证据：{quote}。"),
    "against_words": ("Evidence against target {name}: {quote}.", "不支持靶点“{name}”的证据：{quote}。"),
    "assigned": ("Homework agreed: {task}.", "商定的家庭作业：{task}。"),
    "screen_next": ("Ask about safety again next time.", "下次再次询问安全情况。"),
}

OUTCOMES: dict[HomeworkOutcome, tuple[str, str]] = {
    HomeworkOutcome.DONE: ("done", "已完成"),
    HomeworkOutcome.PARTIAL: ("partly done", "部分完成"),
    HomeworkOutcome.NONE: ("not done", "未进行"),
}

HEADINGS: Words = {
    "subjective": ("Subjective", "主观资料（S）"),
    "objective": ("Objective", "客观资料（O）"),
    "assessment": ("Assessment", "评估（A）"),
    "plan": ("Plan", "计划（P）"),
    "data": ("Data", "资料（D）"),
    "behavior": ("Behavior", "表现（B）"),
    "intervention": ("Intervention", "干预（I）"),
    "response": ("Response", "反应（R）"),
    "nothing": ("nothing recorded", "无记录"),
    "turns": (" [turns {numbers}]", "〔第 {numbers} 轮〕"),
}
