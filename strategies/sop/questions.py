"""The clinician's questions: one wording a kind of doubt, in the source's language, numbered from 1."""

from collections.abc import Mapping
from typing import Final

from memory.record.identity import Language
from strategies.sop.doubts import Doubt
from strategies.sop.graph import SopQuestion

_EN: Final[Mapping[str, str]] = {
    "empty": "The file holds no step. What is the procedure?",
    "encoding": "The file was read as {coding}. Are the words right?",
    "hole": "These conditions say nothing about the value {gap}. What is to be done then?",
    "overlap": "Two of these conditions hold at {values}. Which of them counts?",
    "unbounded": "“{words}” may go on for ever. How often at most, and what then? (set: {most} rounds)",
    "dangling": "“{words}” leads to a step that is not there. Which step is meant?",
    "ambiguous": "“{words}” can mean more than one step. Which one? (set: the nearest)",
    "referral": "Does the session end after “{label}”? (set: yes)",
    "after_interrupt": "What comes after “{label}”? (set: the session ends)",
    "rule_without_action": "What exactly is to be done here?",
    "parallel": "“{second}” runs beside “{first}”. A session does one thing at a time: is this order right?",
    "unreachable": "No way leads to “{label}”. When is it done?",
    "kind": "Of what kind is the step “{label}”? (set: {kind})",
    "aside": "“{words}”: {reason}",
    "target": "Which target does “{label}” move, and where is it measured? (set: a placeholder)",
    "state": "How would one know that “{label}” has reached what it is meant to? (set: a placeholder)",
    "gate": "Who confirms “{label}”, and what shows it? (set: a clinician opens the way on)",
    "exposure": "“{label}” looks like exposure: it may only be called past a clinician's gate. Is that right?",
    "procedure": "“{label}” names another procedure. Which file is it?",
    "rest": "If nobody answers at “{label}”, the session goes on to “{to}”. Is that right?",
    "rule_risk": "“{label}” holds at any point and speaks of danger. In the protocol the built-in risk "
    "interrupt leads to the safety screen instead. Is anything of this rule lost?",
    "safety": "A safety interrupt to the safety screen was added, as in every protocol. Agreed?",
    "budgets": "Turns and visits were set: at most {turns} client turns a step, {visits} visits where a way "
    "leads back. Agreed?",
    "lines": "Every spoken line (`fallback`) is a placeholder. Please write what is to be said.",
    "language": "The procedure is written in {language} only. The other language is missing and was not invented.",
    "finding": "The check of the protocol says: {text} ({code} at {where})",
    "precondition": "“{words}” stands before the first step. Must somebody confirm it before the procedure begins?",
    "occasion": "Does the procedure begin when “{words}”? (set: yes, and it is not asked again)",
}
_ZH: Final[Mapping[str, str]] = {
    "empty": "文件里没有步骤。流程是什么？",
    "encoding": "文件按 {coding} 读取。文字正确吗？",
    "hole": "这些条件没有说明取值 {gap} 时怎么办。此时应当怎么做？",
    "overlap": "取值 {values} 时有两个条件同时成立。以哪一个为准？",
    "unbounded": "“{words}”可能无休止地进行。最多几次？之后怎么办？（暂定：{most} 次）",
    "dangling": "“{words}”指向一个不存在的步骤。指的是哪一步？",
    "ambiguous": "“{words}”可能指不止一个步骤。是哪一步？（暂定：最近的一步）",
    "referral": "“{label}”之后会谈就结束吗？（暂定：是）",
    "after_interrupt": "“{label}”之后做什么？（暂定：会谈结束）",
    "rule_without_action": "这里究竟要做什么？",
    "parallel": "“{second}”与“{first}”同时进行。会谈一次只做一件事：这个顺序对吗？",
    "unreachable": "没有任何路径通向“{label}”。什么时候做这一步？",
    "kind": "“{label}”属于哪一类步骤？（暂定：{kind}）",
    "aside": "“{words}”：{reason}",
    "target": "“{label}”改变哪个靶点？在哪里测量？（暂定：占位）",
    "state": "怎样知道“{label}”达到了目的？（暂定：占位）",
    "gate": "“{label}”由谁确认？凭什么确认？（暂定：由临床人员放行）",
    "exposure": "“{label}”像是暴露练习：只有经过临床人员放行才能进行。对吗？",
    "procedure": "“{label}”提到另一个流程。是哪个文件？",
    "rest": "如果在“{label}”没有得到回答，会谈将转到“{to}”。对吗？",
    "rule_risk": "“{label}”在任何时候都成立并涉及危险。协议中由内置的风险中断转入安全筛查。这条规则有没有遗漏的内容？",
    "safety": "已按惯例加入通往安全筛查的中断。同意吗？",
    "budgets": "已设定轮次上限：每步最多 {turns} 轮来访者发言，可返回处最多 {visits} 次。同意吗？",
    "lines": "所有念出的话（`fallback`）都是占位。请写出要说的话。",
    "language": "该流程只有{language}。缺少另一种语言，没有替您编写。",
    "finding": "协议检查提示：{text}（{code}，位于 {where}）",
    "precondition": "“{words}”写在第一步之前。开始之前是否必须有人确认？",
    "occasion": "流程是在“{words}”时开始吗？（暂定：是，不再询问）",
}
_REASONS_ZH: Final[Mapping[str, str]] = {
    "is this a step?": "这是一个步骤吗？",
    "at which step does this rule apply?": "这条规则适用于哪一步？",
    "a rule stands in a note: at which step does it apply?": "备注里有一条规则：适用于哪一步？",
}
_ORDER: Final = (
    "empty", "encoding", "hole", "overlap", "unbounded", "dangling", "ambiguous", "referral", "after_interrupt",
    "rule_without_action", "parallel", "unreachable", "occasion", "aside", "precondition", "kind", "procedure", "gate",
    "exposure", "rule_risk", "rest", "target", "state", "finding", "safety", "budgets", "lines", "language",
)  # fmt: skip


def questions(doubts: list[Doubt], language: Language) -> tuple[SopQuestion, ...]:
    """The questions, those about the source's own sense first."""
    words = _ZH if language is Language.ZH else _EN
    ranked = sorted(doubts, key=lambda each: (_ORDER.index(each.code), each.span))
    found: list[SopQuestion] = []
    for n, doubt in enumerate(ranked, start=1):
        fields = dict(doubt.fields)
        if language is Language.ZH and "reason" in fields:
            fields["reason"] = _REASONS_ZH.get(fields["reason"], fields["reason"])
        found.append(
            SopQuestion(n=n, code=doubt.code, text=words[doubt.code].format_map(_Blank(fields)), span=doubt.span)
        )
    return tuple(found)


class _Blank(dict[str, str]):
    """Fields of a wording; one that was not given stays empty."""

    def __missing__(self, key: str) -> str:
        return ""
