"""Words of our own, in the source's language: labels, guards, placeholders, questions."""

from collections.abc import Mapping
from typing import Final

from memory.record.identity import Language
from strategies.graph.protocol import NodeKind
from strategies.sop.clauses import Mood
from strategies.sop.conditions import is_chinese
from strategies.sop.graph import Term

_LONGEST: Final = 90
_WORDS: Final = 600

LINES: Final[Mapping[NodeKind, Mapping[Language, str]]] = {
    NodeKind.ASSESS: {
        Language.EN: "I would like to know how this stands for you now. How would you put it?",
        Language.ZH: "我想了解一下你现在的情况。你会怎么说？",
    },
    NodeKind.ASK: {Language.EN: "Can you tell me more about that?", Language.ZH: "能再多说一些吗？"},
    NodeKind.PSYCHOEDUCATE: {
        Language.EN: "Let me explain something that may help. Please stop me whenever you have a question.",
        Language.ZH: "我来解释一件可能有帮助的事。有疑问时请随时打断我。",
    },
    NodeKind.INTERVENE: {
        Language.EN: "Let us try this together, at your pace. What do you notice?",
        Language.ZH: "我们一起按你的节奏试一试。你注意到了什么？",
    },
    NodeKind.HOMEWORK: {
        Language.EN: "Let us agree on one small thing until next time. What would fit your week?",
        Language.ZH: "我们约定一件到下次为止的小事。什么适合你这一周？",
    },
    NodeKind.SUMMARISE: {
        Language.EN: "Let us look back over what we did. What do you take with you?",
        Language.ZH: "我们回头看看今天做了什么。你带走了什么？",
    },
    NodeKind.SAFETY: {
        Language.EN: "Your safety comes first. I would like to stay with this for a moment. How safe do you feel "
        "right now?",
        Language.ZH: "你的安全最重要。我想在这里停一停。你现在觉得有多安全？",
    },
    NodeKind.GATE: {
        Language.EN: "Before we go on, someone from the team has to confirm this step.",
        Language.ZH: "在继续之前，这一步需要团队成员确认。",
    },
    NodeKind.CALL: {Language.EN: "", Language.ZH: ""},
    NodeKind.END: {
        Language.EN: "Thank you for today. Take care of yourself until we speak again.",
        Language.ZH: "谢谢你今天的时间。在我们下次谈话之前，请照顾好自己。",
    },
}
"""Placeholder lines by kind of step, each to be replaced by a reviewed one."""

SAYINGS: Final[Mapping[str, Mapping[Language, str]]] = {
    "finish": {Language.EN: "The procedure ends here.", Language.ZH: "流程到此结束。"},
    "state": {
        Language.EN: "Was the intended state of this step reached? (placeholder: to be worded by a clinician)",
        Language.ZH: "这一步想要达到的状态达到了吗？（占位：由临床人员填写）",
    },
    "target": {
        Language.EN: "target to be named by a clinician (placeholder)",
        Language.ZH: "靶点待临床人员指定（占位）",
    },
    "other": {Language.EN: "None of these, or it is not clear", Language.ZH: "以上都不是，或不清楚"},
    "which": {
        Language.EN: "After the step “{step}”: which of these holds now?",
        Language.ZH: "在“{step}”这一步之后，下面哪一项成立？",
    },
    "said": {Language.EN: "what the client says to: {step}", Language.ZH: "来访者对这一步的回答：{step}"},
    "denied": {Language.EN: "It does not hold that: {words}", Language.ZH: "并非：{words}"},
    "rest": {Language.EN: "Otherwise", Language.ZH: "否则"},
}
"""Other words of the protocol that is written."""


def short(text: str) -> str:
    """A label: the words without their full stop, cut at a word."""
    plain = text.strip(" .。;；:：,，")
    if len(plain) <= _LONGEST:
        return plain
    cut = plain[:_LONGEST]
    space = cut.rfind(" ")
    return (cut[:space] if space > _LONGEST // 2 else cut) + "…"


def held(text: str) -> str:
    """Words for the protocol: not longer than a text of it may be."""
    plain = text.strip()
    return plain if len(plain) <= _WORDS else plain[: _WORDS - 1] + "…"


def shown(terms: tuple[Term, ...]) -> str | None:
    """A guard in the source's words; None when nothing binds the edge."""
    parts = [text for term in terms if (text := _term(term))]
    if not parts:
        return None
    return ("，且" if is_chinese(parts[0]) else " and ").join(parts)


def _term(term: Term) -> str:
    words = term.condition.text.strip(" .。,，:：;；")
    if not words:
        return "otherwise"
    if not term.denied:
        return words
    if term.condition.mood is Mood.UNTIL:
        return f"尚未：{words}" if is_chinese(words) else f"not yet: {words}"
    return f"非：{words}" if is_chinese(words) else f"not: {words}"
