"""Why an edge was taken or not, and why a decider gave no answer, in the language of who reads it.

Reasons are written and stored in English by `candidates`, `walk`, `reentry` and the deciders.
"""

from typing import Final

from memory.record.identity import Language
from strategies.graph.sentences import Pair, Sentences

REASONS: Final[tuple[Pair, ...]] = (
    # what quotes another reason comes first
    (
        "{why:said}, and nobody has answered whether the intended state was reached",
        "{why}；预期状态是否达到，尚无人判断",
    ),
    ("{why:said}, and the intended state was reached: “{quote}”", "{why}；预期状态已达到：“{quote}”"),
    ("{why:said}, but the intended state is not established: {short:said}", "{why}；但预期状态尚不能确定：{short}"),
    ("the guard holds, and a {role:word} has to open the gate", "条件成立，还须由{role}放行"),
    ("the guard holds, and {edge:id} comes first", "条件成立，但 {edge} 优先"),
    ("the guard holds: {values:maybe}", "条件成立：{values}"),
    ("the guard does not hold: {values:maybe}", "条件不成立：{values}"),
    ("it reads nothing", "不读取任何条目"),
    ("the edge has no guard", "这条路没有条件"),
    ("the node is passed over: its visits are used up", "越过此步：可进入的次数已用完"),
    ("{to:id} was entered {n:number} of {most:number} times", "{to} 至多进入 {most} 次，已进入 {n} 次"),
    ("{turns:number} of at least {least:number} client turns here", "来访者在此说了 {turns} 轮，至少须 {least} 轮"),
    ("{turns:number} of {most:number} client turns used here", "来访者在此说了 {turns} 轮，至多 {most} 轮"),
    ("{turns:number} without a bound client turns used here", "来访者在此说了 {turns} 轮，轮数无上限"),
    ("it waits here until the next session opens", "在此等到下次会谈开始"),
    ("no words of the client show it", "来访者的话中没有能说明这一点的"),
    ("the edge asks nothing", "这条路没有提问"),
    ("the answer is {choice:id}, and a {role:word} has to open the gate", "判断结果是 {choice}，还须由{role}放行"),
    ("the answer is {choice:id}, not {wanted:id}", "判断结果是 {choice}，不是 {wanted}"),
    ("the answer is {choice:id}", "判断结果是 {choice}"),
    ("the decider gave no answer", "没有得出判断"),
    ("mass {mass:number} is under {least:number}", "标签概率之和 {mass} 低于 {least}"),
    ("margin {margin:number} is under {least:number}", "前两项之差 {margin} 低于 {least}"),
    (
        "the probability of {option:id} is {p:maybe}; the edge asks for {least:number}",
        "{option} 的概率为 {p}；这条路要求 {least}",
    ),
    ("unknown", "未知"),
    ("the protocol it called has ended", "所转入的方案已结束"),
    ("all that the node collects is known", "此步所问均已知"),
    ("the node's visits are used up", "此步可进入的次数已用完"),
    ("a session opens, and nothing else leads on", "会谈开始，没有别的路可走"),
    ("{protocol:id} is already running", "{protocol} 正在进行"),
    ("{protocol:id} has just ended", "{protocol} 刚刚结束"),
    ("{urgent:id} is running and is more urgent", "{urgent} 正在进行，且更紧急"),
    ("no edge can be taken yet", "还没有一条路可走"),
    (
        "the one question of this turn was whether the intended state was reached",
        "这一轮只问一个问题，问的是预期状态是否达到",
    ),
    ("the client did not speak to this node", "来访者没有在这一步说话"),
    ("{question:id} was asked in this visit", "这次进入此步时已问过 {question}"),
    ("{question:id} has no answer yet", "{question} 还没有答案"),
    ("{edge:id} comes first", "{edge} 优先"),
    ("the step where it broke off asks for another", "中断处的那一步要求另一种做法"),
    (
        "the last session broke off, and the step says nothing of coming back",
        "上次会谈中断，中断处的那一步没有说明如何接续",
    ),
    (
        "the last session broke off {days:number} days ago, more than {most:number}",
        "上次会谈于 {days} 天前中断，超过 {most} 天",
    ),
    ("the last session broke off {days:number} days ago", "上次会谈于 {days} 天前中断"),
)

DECIDERS: Final[tuple[Pair, ...]] = (
    ("{why:said}; {more:said}", "{why}；{more}"),
    ("the two option orders disagree: {options}", "两种选项次序下的判断不一致：{options}"),
    ("no group of options holds one that fits: {why:said}", "没有一组选项中有合适的：{why}"),
    ("abstains: mass {mass:number} under {least:number}", "弃权：标签概率之和 {mass} 低于 {least}"),
    ("abstains: margin {margin:number} under {least:number}", "弃权：前两项之差 {margin} 低于 {least}"),
    ("abstains", "弃权"),
    ("no rung", "没有可用的判断方式"),
    ("{option:id} by {margin:number} at mass {mass:number}", "{option} 领先 {margin}，标签概率之和 {mass}"),
    ("{failed:id}: {words}", "{failed} 失败（原话：“{words}”）"),
    ("", "未说明原因"),
)

_WORDS: Final = {"clinician": "临床工作者"}
_REASONS: Final = Sentences(REASONS, words=_WORDS)
_DECIDERS: Final = Sentences(DECIDERS, words=_WORDS)


def reason_said(why: str, language: Language) -> str:
    """A candidate's `why`; a sentence of no known form is kept as it stands."""
    return why if language is Language.EN else _REASONS.chinese(why) or why


def silence_said(why: str, language: Language) -> str:
    """Why a decider gave no answer: its sentence, or the name of what failed."""
    return why if language is Language.EN else _DECIDERS.chinese(why) or why
