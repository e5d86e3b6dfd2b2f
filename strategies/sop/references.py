"""Words that send somewhere: `go to step 4`, `return to the agenda`, `end here`, 转到第4步, 返回, 到此为止."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from strategies.sop.markers import Number
from strategies.sop.numerals import CHINESE, WORDS, letter, ordinal, roman


class GoKind(StrEnum):
    """Where the words send."""

    STEP = "step"
    TITLE = "title"
    NEXT = "next"
    PREVIOUS = "previous"
    AGAIN = "again"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """One such phrase, from `start` to `end` of the text. `past`: the step itself is to be left out.

    `unit` is `part` when the words speak of a part or section; `back` when they say that the way leads back.
    """

    kind: GoKind
    start: int
    end: int
    number: Number = ()
    last: Number = ()
    unit: str = ""
    words: str = ""
    past: bool = False
    back: bool = False


_ADV: Final = (
    r"(?:\s+(?:straight|directly|immediately|right|back|on|ahead|forward|over|again|then|now|instead|down|up))*"
)
_REF: Final = (
    rf"(?:\d{{1,3}}\s[ivx]{{1,3}}\b|\d{{1,3}}(?:\.\d{{1,2}})*[a-h]?\b|(?:{WORDS})\b|[ivx]{{1,4}}\b|[A-Ha-h]\b)"
)
_UNIT: Final = (
    r"(?P<unit>steps?|sections?|stages?|phases?|parts?|items?|points?|questions?|tasks?|levels?|tiers?|box(?:es)?|"
    r"rows?|no\.?|number|#)"
)
_NUMBERED: Final = (
    rf"(?:the\s+)?{_UNIT}\s*#?[(（]?(?P<n>{_REF})[)）]?(?:\s*(?:-|–|—|to|and|through|&|"
    rf",)\s*(?:steps?\s+)?(?P<m>{_REF}))?"
    r"|(?-i:(?P<roman>[IVX]{1,4})(?=\s*(?:[.,;)]|$|and\b))|(?P<capital>[A-H])(?=\s*(?:[.,;)]|$|and\b)))"
    r"|[(（]?(?P<bare>\d{1,3}\s[ivx]{1,3}(?=\W|$)|\d{1,3}(?:\.\d{1,2})*[a-h]?)(?:[)）]|\b)(?!\s*(?:%|minutes?|hours?|"
    r"days?|"
    r"weeks?|points?|times?|per))"
    rf"|(?:the\s+)?(?P<nth>{WORDS})\s+(?:step|section|stage|phase|question)\b"
)
_NEXT: Final = (
    r"(?:the\s+)?(?:next|following)\b(?:\s+(?:step|section|stage|phase|part|item|question|one|box|"
    r"task|action|point))?"
)
_BEFORE: Final = r"(?:the\s+)?(?:previous|preceding|prior|last)\s+(?:step|section|stage|phase|part|item|question)"
_FIRST: Final = r"(?:the\s+)?(?:very\s+)?(?:beginning|start|top)\b(?:\s+of\s+the\s+\w+)?"
_SAME: Final = r"(?:this|the same|that)\s+(?:step|question|item|stage|section)|(?:it|this)\b(?=\s*(?:$|[.,;]))"
_LAST: Final = r"(?:the\s+)?end\b(?:\s+of\s+the\s+\w+)?"
_TITLE: Final = r"(?P<title>[^.;,:，。；\n()（）]{2,80})"
_TARGET: Final = (
    rf"(?:(?P<first>{_FIRST})|(?P<next>{_NEXT})|(?P<before>{_BEFORE})|(?P<same>{_SAME})|"
    rf"(?:{_NUMBERED})|(?P<last>{_LAST})|{_TITLE})"
)
_GO: Final = re.compile(
    r"\b(?P<verb>go(?:es|ing)?|mov(?:e|es|ing)|proceed(?:s|ing)?|jump(?:s|ing)?|skip(?:s|ping)?|return(?:s|ing)?|come|"
    r"advanc(?:e|es|ing)|switch|loop(?:s|ing)?|revert|circle|head|transition|continu(?:e|es|ing)|carry|turn|restart|"
    rf"resume|start|begin|pick up)\b(?P<adv>{_ADV})\s+(?:on\s+)?(?:to|with|at|from|into|onto)\s+{_TARGET}",
    re.IGNORECASE,
)
_MOVE: Final = re.compile(
    rf"\b(?P<verb>escalat(?:e|es|ing)|de-?escalat(?:e|es|ing)|steps? (?:up|down)|drops?|falls?|(?<!step )back|"
    rf"(?:is|are|be|gets?) (?:then |to be )?(?:resumed|continued|repeated|restarted|taken up|picked up|sent|moved|"
    rf"referred|returned|brought|directed))(?P<adv>{_ADV})\s+(?:again\s+)?(?:to|at|from|with|into)\s+(?:{_NUMBERED})",
    re.IGNORECASE,
)
_BACK_TO: Final = re.compile(
    rf"(?:^\W*|[,;]\s*|\b(?=(?:and|then)\b))(?:and\s+)?(?:then\s+)?(?P<verb>back)\s+to\s+{_TARGET}", re.IGNORECASE
)
_REPEAT: Final = re.compile(
    rf"\b(?P<verb>repeat(?:ing)?|redo|re-?do|re-?run|re-?start)\s+(?:from\s+)?(?:(?P<same>{_SAME}|"
    rf"the process|the cycle)|{_NUMBERED})",
    re.IGNORECASE,
)
_SKIP: Final = re.compile(
    rf"\b(?P<verb>skip|omit|leave out|pass over|bypass)\s+(?:over\s+)?(?:(?P<same>{_SAME})|"
    rf"(?P<next>{_NEXT})|{_NUMBERED})",
    re.IGNORECASE,
)
_USE: Final = re.compile(
    rf"^\s*(?:(?:then|and)\s+)?(?P<verb>do|use|follow|see|take|perform)\s+(?:{_NUMBERED})", re.IGNORECASE
)
_BARE: Final = re.compile(
    rf"^\s*(?:→|->)?\s*(?P<verb>)(?:(?P<next>{_NEXT}|continue|proceed|next)|(?P<first>start)|"
    rf"(?P<last>end|stop|finish|close)|{_NUMBERED})\s*[.。]?\s*$",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    r"\b(?P<verb>continues?|proceeds?|carr(?:y|ies) on|moves? on|goes on|go on|keeps? going|goes ahead|go ahead)\b"
    r"(?=\s*(?:$|[.,;:)]|and\b|as\s+(?:planned|normal|usual|before|above|below)|normally|regardless|anyway|below\b|"
    r"(?:with\s+)?(?:the\s+)?(?:session|protocol|procedure|review|interview|call|plan|rest)\b))"
    r"(?:\s*as\s+\w+|\s+(?:normally|regardless|anyway|below)|\s+(?:with\s+)?the\s+(?:session|"
    r"protocol|procedure|review|interview|call|plan|rest\b[^.,;]*))?",
    re.IGNORECASE,
)
_THEN_N: Final = re.compile(
    r"(?:,\s*|"
    r"\band\s+)?(?P<verb>then)\s+(?:to\s+)?(?:step\s+)?(?P<bare>\d{1,2}(?:\.\d{1,2})*[a-h]?)\s*"
    r"[.]?$",
    re.IGNORECASE,
)
_N_AGAIN: Final = re.compile(
    r"(?:^\s*|,\s*|\bthen\s+)(?P<verb>)(?:(?:back )?to\s+)?(?:step\s+)?(?P<bare>\d{1,2}[a-h]?)\s+(?:again|once more)\b",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"\b(?P<verb>start|begin)\s+(?:(?:all\s+)?over|again|afresh|anew)\b(?!\s+(?:from|at|with|to)\b)", re.IGNORECASE
)
_AGAIN: Final = re.compile(
    r"^\s*(?:(?:the|a)\s+\w+\s+|they\s+|he\s+|she\s+)?(?:(?:then|gently|simply|please|calmly|kindly|and)\s+)*"
    r"(?:ask|try|tries|rate|call|phone|ring|telephone|wait and try|measure|check|offer|explain|repeat|do)s?\s*"
    r"(?:it|this|them|that|(?:the\s+)?(?:question|exercise|step|rating|explanation))?\s*(?:again|"
    r"once more|(?<=question)|(?<=exercise))"
    r"(?:\s+(?:later|once|gently|(?:in|after|within|the next|on the)\s+[^.,;]{1,30}))?\s*[.]?\s*$",
    re.IGNORECASE,
)
_AGAIN_TAIL: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then|before)\s+|^)(?:re-?(?:rate|rating|assess|assessing|check|"
    r"checking|measure|measuring|ask|asking|test|testing)\b(?=\s*(?:$|[.;,]))"
    r"|(?:ask|asking|rate|rating|try|trying|measure|measuring|check|checking|score|scoring|assess|"
    r"assessing)\s+(?:(?:it|them|this|the \w+)\s+)?(?:again|once more)"
    r"(?!\s+(?:tomorrow|next|on|at the next|in (?:a|one|two|three|\d+) (?:days?|weeks?|months?))))"
    r"|,?\s+and\s+the\s+\w+\s+(?:is|are)\s+(?:taken|repeated|rated|asked|measured|checked|done)\s+(?:again|once more)",
    re.IGNORECASE,
)
_RETRY: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then)\s+)(?:try|ring|call|phone|dial|knock)(?:\s+(?:it|them|him|her))?\s+again\b[^.;,]*",
    re.IGNORECASE,
)
_HAN_AGAIN_TAIL: Final = re.compile(
    r"[，,、](?:然后|并|再)?(?:重新|再次)(?:打分|评分|评估|询问|测量|尝试|评定|填写)(?:一次)?(?=[，。；,;]|$)"
)
_ANEW: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then|before)\s+|^)(?:(?:the|a)\s+\w+\s+)?(?!(?:the|a|start|begin|never|call back|come|"
    r"meet|see|try)\b)[a-z]+(?:\s+(?:at|over|through|up|out|for|with|on))?(?:\s+(?:it|them|her|him|"
    r"this|that|one|another|(?:the|a|an)\s+\w+))?\s+again(?=\s*(?:$|[.;,(]|(?:after|in|within|for|later|then|at (?:a|"
    r"an|another|that))\b))",
    re.IGNORECASE,
)
_HAN_RETRY: Final = re.compile(
    r"(?:^|[，,、])(?:[^，。；]{1,6}?后)?再(?:次)?(?:问|打|试|拨|测|量|做|念|读|数|催|联系|评|"
    r"请)[\u4e00-\u9fff]{0,3}?(?:一次|一遍|一下|一回)"
    r"(?=[，。；（(]|$)"
)
_HAN_ANEW: Final = re.compile(
    r"(?:[，,、]|后|^|并|再|次日|隔天|隔日|第二天|当天|稍后|改日)(?:然后|并|再)?(?:(?:请|让|"
    r"邀请)[\u4e00-\u9fff]{1,5}?)?(?:重新|再次)(?:进行)?(?!开始|来|预约|安排|约|考虑|出现|"
    r"发生)[\u4e00-\u9fff]{2,9}?(?=(?:一次|一遍)?[，。；,;（(]|$)"
)
_DONE_AGAIN: Final = re.compile(
    r"\bre-?([a-z]{3,})\b|([a-z]+)(?:\s+(?:it|them|this|one|another|(?:the|a|an)\s+\w+))?\s+(?:again|once more)|"
    r"(?:重新|再次|再)(?:进行)?([\u4e00-\u9fff]{2,}?)(?:一次|一遍|一下|$)",
    re.IGNORECASE,
)
_THING: Final = (
    r"(?:ladder|pathway|algorithm|checklist|flowchart|procedure|matter|enquiry|inquiry|talk|round|group|exercise|"
    r"session|call|review|visit|interview|procedure|protocol|meeting|appointment|assessment|"
    r"process|contact|conversation|"
    r"check-?in|screening|screen|intake|treatment|therapy|programme|program|course|work|plan|"
    r"episode|consultation|sop|flow|case|referral|file|exercise session|interaction|chat|"
    r"questionnaire)"
)
_END: Final = re.compile(
    rf"\b(?P<verb>ends?|close[sd]?|finish(?:es)?|terminates?|concludes?|stops?|discontinues?|"
    rf"aborts?|wraps? up|ceases?|exits?)\b\s*"
    rf"(?:(?:the|this|today's|your|our)\s+(?:\w+\s+)?{_THING}\b|(?:it\s+|things\s+)?(?:here|now|"
    rf"there|at once|immediately|early|at this point|today|for (?:today|now|the day|this time))\b"
    rf"|(?=[.,;]|$|and\b|after\b))|\b(?:hang up|(?:that|this|it) (?:is|will be) (?:all|it|the end|where (?:the |this |"
    rf"your )?\w+ ends)"
    rf"(?:\s+(?:for|of|we|you|your|the|our|on)\b[^.;,]{{0,40}})?(?=[.;,]|$)|"
    rf"(?:the\s+)?(?:\w+\s+)?{_THING}\s+(?:(?:ends?|stops?|finish(?:es)?|closes?|concludes?)(?:\s+"
    rf"(?:here|there|now|then|at this point|for (?:today|now)))?|"
    rf"(?:is|are)\s+(?:then\s+|now\s+|thus\s+)?(?:over|ended|closed|finished|complete[d]?|concluded|terminated))|"
    r"end of (?:the |this )?(?:\w+ )?(?:procedure|protocol|session|process|call|visit|sop|steps?)\b|(?:cancel|"
    r"abandon)s? (?:the|this) (?:visit|session|appointment|call|meeting)\b|"
    r"(?:the |this )?\w+ ends? here\b|(?:the )?(?:session|appointment|visit|meeting|call) is "
    r"(?:rescheduled|postponed|cancelled)\b|no further (?:action|steps?)(?:\s+(?:is|"
    r"are)\s+(?:needed|required))?|discharge the (?:client|patient)|do not (?:proceed|continue|go "
    r"on))\b",
    re.IGNORECASE,
)
_REFER: Final = re.compile(
    r"^\s*(?:(?:then|immediately|urgently|promptly|"
    r"please)\s+)*(?:refer(?!\s+(?:back\s+)?to\s+(?:the\s+)?(?:step|section|appendix|table|page|"
    r"manual|guide|notes?|\d))|"
    r"make (?:a|an) (?:\w+ )?referral|transfer (?:the |care|to)|hand (?:the \w+ )?over to|hand "
    r"(?:the|this) \w+ to|discharge)\b",
    re.IGNORECASE,
)

_HN: Final = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})*[a-h]?|[{CHINESE}]{{1,3}})"
_HAN_UNIT: Final = r"(?P<unit>步骤|步|阶段|部分|环节|级别|级|节|项|条|款|题|点|层)"
_HAN_NUMBERED: Final = (
    rf"第\s*(?P<n>{_HN})\s*(?:(?:[-–—~～至到、和]|以?及)\s*第?\s*(?P<m>{_HN})\s*)?{_HAN_UNIT}"
    rf"|(?P<u2>步骤|阶段|环节)\s*[(（]?(?P<n2>{_HN})[)）]?(?:\s*(?:[-–—~～至到、和])\s*(?:步骤)?(?P<m2>{_HN}))?"
    rf"|(?P<n3>{_HN})级(?!以)|[(（](?P<paren>{_HN})[)）]|"
    rf"(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})*)(?![\d%％分次个天周小时条]|\s*分)"
    rf"|(?P<circled>[①-⑳])"
)
_HAN_TITLE: Final = (
    r"(?:[“\"「『《](?P<quoted>[^”\"」』》]{1,40})[”\"」』》]|(?P<title>[^，。；、：！？“”（）(),;\s]{2,20}))"
)
_HAN_GO: Final = re.compile(
    r"(?P<verb>(?:重新)?(?:转(?=\s*(?:第|步骤|[(（]|下一|上一|\d{1,2}(?!\s*[\d个名位份项种次分天周小人年%])))|(?:启动|"
    r"实施|采取|走|跑|开展)(?=第|步骤)|"
    r"(?<![\u4e00-\u9fff])(?:到|至|见|做|按|接|去)(?=\s*(?:第|步骤))|转到|转至|转入|转向|转回|跳转到|"
    r"跳转至|跳转|跳到|跳至|跳回|升级至|升级到|升级为|升至|升到|上升至|降级至|降级到|降至|降到|降回|进入|进到|返回到|"
    r"返回|重返|回到|退回到|退回(?=\s*(?:第|步骤|[“\"「]|上一))|退到|前往|改到|改做|"
    r"直接到|去)|继续(?:做|进行|执行)?|执行|重复(?:做|进行)?|重做)"
    rf"\s*(?:(?P<next>下一(?:步骤?|个步骤|阶段|环节|部分|题|项)|后续步骤|下一步)|"
    rf"(?P<before>上一(?:步骤?|个步骤|阶段|环节|部分|题|项)|前一步)|(?P<same>本步骤?|此步骤?|这一步|"
    rf"该步骤?|本环节|原题|(?<!继续)(?<!进行)(?<!执行)(?:刚才|之前|原来|原先|先前|方才)的?(?:话题|问题|步骤|这一步|"
    rf"地方|内容|环节|任务|练习))"
    rf"|(?P<first>开头|开始|起点|最初|第一步(?=[，。；]|$))|(?P<last>结尾|结束|流程末尾)|{_HAN_NUMBERED}|{_HAN_TITLE})"
)
_HAN_SKIP: Final = re.compile(
    rf"(?P<verb>跳过|省略|略过|免去|不做)\s*(?:(?P<same>本步骤?|此步骤?|这一步|该步骤?)|"
    rf"(?P<next>下一步)|{_HAN_NUMBERED})"
)
_HAN_FROM: Final = re.compile(
    rf"从\s*(?:(?P<first>头|开头)|{_HAN_NUMBERED}|{_HAN_TITLE})\s*(?P<verb>重新开始|再开始|重来|开始重做|重新做起|开始)"
)
_HAN_OVER: Final = re.compile(r"(?P<verb>重新开始|从头再来|重头开始)")
_HAN_ON: Final = re.compile(
    r"(?P<verb>(?:再|可|则|就|即可|可以)?(?:继续(?:往下|进行|流程|会谈|谈话|后续|下去|下一步)?|"
    r"照常(?:进行|继续)|往下进行|正常进行|跳过|略过))(?=[，。；、！]|$)"
)
_HAN_BARE: Final = re.compile(
    rf"^\s*(?:→|->)?\s*(?P<verb>)(?:(?P<next>下一步|继续)|(?P<last>结束|终止|停止)|{_HAN_NUMBERED})\s*[。.]?\s*$"
)
_HAN_AGAIN: Final = re.compile(
    r"^(?:则|就|请|可|温和地)*(?:再(?:次)?(?:问|询问|试|尝试|做|评|打分|评分|练习|确认|"
    r"解释)(?:一次|一遍|一下)?|重新(?:询问|评分|打分|尝试|评估|解释)(?:一次)?|重复(?:本步骤?|"
    r"此步骤?|这一步|一次|提问|练习|该步骤?))(?=[。.，,；;（(]|$)"
)
_HAN_END: Final = re.compile(
    r"(?P<verb>(?:提前)?(?:结束|终止|中止|停止|退出)(?:本次|今天的|此次|当次|整个|当天的)?(?:会谈|"
    r"流程|谈话|评估|接诊|回顾|咨询|治疗|通话|访谈|筛查|服务|面谈|本流程|对话|程序|干预|会话|随访|"
    r"晤谈))(?!后|时|之前|前|以后|之后)"
    r"|(?P<v2>(?:会谈|面谈|咨询|评估|本次|治疗)?(?:改期|另约时间|择期(?:再|另)\S{1,4})(?=[，。；]|"
    r"$)|到此为止|到此结束|(?:本次|今天|会谈|流程|谈话|评估|接诊|咨询|面谈|通话|治疗|训练|随访|干预|服务|热线|团体|"
    r"活动|工作|练习|处置|访视|筛查|来电|接待|程序|个案|介入)(?:就此|"
    r"即可|即|可|便)?(?:结束|终止)(?!后|时|之前|前|以后|之后|语)|(?:本次|此次|该)[\u4e00-\u9fff]{0,4}(?:关闭|结案|"
    r"完结)(?=[，。；]|$)|(?:当天|本次|此次|这次|今天)的?[\u4e00-\u9fff]{0,4}(?:取消|作罢)(?=[，。；]|$)|"
    r"(?<=[，,、])(?![等待直在])[\u4e00-\u9fff]{2,5}?(?:就此|到此|随即|即告|即)?(?:结束|终止|到此为止)(?=[。；]|$)|"
    r"不再继续|不再往下|流程结束|"
    r"会谈结束|就此结束|(?:本次|此次|当次|今天的?)[\u4e00-\u9fff]{0,4}(?:结束|终止|到此)|挂断电话|(?:退出|取消|"
    r"中断)(?:本次)?(?:团体|活动|训练|练习|会谈|流程|访视|家访|评估|治疗)|"
    r"(?:^|[，、后]|归档|结案|登记|办结)(?:则|就|即|并|可)?(?:结束|终止|停止)(?=[。；，]|"
    r"$))"
)
_HAN_REFER: Final = re.compile(
    r"^(?:则|就|应|立即|立刻|及时|尽快|马上|请|直接)*(?:转介|转诊|移交|转交|转至(?!第)|送医|送急诊|办理转介)"
)
_BACKWARD: Final = re.compile(r"return|back|repeat|redo|re-?do|revert|loop|restart|重|返|回|退", re.IGNORECASE)
_GENERIC: Final = re.compile(
    r"(?:the\s+)?(?:(?:rest\s+of\s+(?:the\s+)?)?(?:session|protocol|procedure|plan|agenda as "
    r"planned)|main (?:flow|sequence)|normal(?: flow)?)$",
    re.IGNORECASE,
)
_CUT_TITLE: Final = re.compile(
    r"\s+(?:and|then|if|unless|when|until|after|before|once|instead|because|so that|for|while|at "
    r"once|immediately|straight away)\b.*$",
    re.IGNORECASE,
)


def goes_in(text: str) -> list[Go]:
    """Every phrase of the text that sends somewhere, in order, none over another."""
    found: list[Go] = []
    for go in sorted(_all(text), key=lambda each: (each.kind is GoKind.TITLE, each.start, -each.end)):
        if not any(go.start < other.end and other.start < go.end for other in found):
            found.append(go)
    return sorted(found, key=lambda each: each.start)


_OVERVIEW: Final = re.compile(
    rf"\W*(?:(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|[{CHINESE}]{{1,2}})\s*步?\s*(?:→|->|=>|⇒|➜|—>)\s*|(?:→|->|=>|⇒|➜|"
    rf"—>)\s*"
    rf"(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|[{CHINESE}]{{1,2}})\s*步?\s*){{2,}}(?:(?:steps?|步骤?|第)?\s*(?:\d{{1,2}}|"
    rf"[{CHINESE}]{{1,2}})步?)?"
    r"(?:end|结束)?\W*",
    re.IGNORECASE,
)


def is_overview(text: str) -> bool:
    """Whether the words are nothing but step numbers with arrows between."""
    return bool(_OVERVIEW.fullmatch(text))


def refers_on(text: str) -> bool:
    """Whether the words, or their last part, hand the client to somebody else (`refer to ...`, 转介)."""
    parts = [text, *(text[found.end() :] for found in re.finditer(r",?\s+(?:and|then)\s+|[，,]|并", text))]
    return any(_REFER.match(part) or _HAN_REFER.match(part) for part in parts)


def _all(text: str) -> Iterator[Go]:
    for pattern in (
        _GO,
        _MOVE,
        _BACK_TO,
        _REPEAT,
        _SKIP,
        _USE,
        _BARE,
        _THEN_N,
        _N_AGAIN,
        _HAN_GO,
        _HAN_SKIP,
        _HAN_FROM,
        _HAN_BARE,
    ):
        for found in pattern.finditer(text):
            go = _read(found, past=pattern in (_SKIP, _HAN_SKIP))
            if go is not None:
                yield go
    for pattern, kind in (
        (_ON, GoKind.NEXT),
        (_HAN_ON, GoKind.NEXT),
        (_OVER, GoKind.START),
        (_HAN_OVER, GoKind.START),
        (_AGAIN, GoKind.AGAIN),
        (_HAN_AGAIN, GoKind.AGAIN),
        (_AGAIN_TAIL, GoKind.AGAIN),
        (_RETRY, GoKind.AGAIN),
        (_HAN_RETRY, GoKind.AGAIN),
        (_HAN_AGAIN_TAIL, GoKind.AGAIN),
        (_ANEW, GoKind.AGAIN),
        (_HAN_ANEW, GoKind.AGAIN),
        (_END, GoKind.END),
        (_HAN_END, GoKind.END),
    ):
        for found in pattern.finditer(text):
            if found.group().strip():
                said = _done_again(found.group()) if kind is GoKind.AGAIN else ""
                yield Go(kind=kind, start=found.start(), end=found.end(), words=said)


def _done_again(text: str) -> str:
    """What is done once more: the verb, in Chinese with what it is done to."""
    found = _DONE_AGAIN.search(text)
    return next((group for group in found.groups() if group), "") if found is not None else ""


def _read(found: re.Match[str], *, past: bool) -> Go | None:
    said = {name: value for name, value in found.groupdict().items() if value}
    start, end = found.span()
    back = bool(_BACKWARD.search(said.get("verb", "") + said.get("adv", "")))
    if "next" in said:
        return Go(kind=GoKind.NEXT, start=start, end=end, past=past)
    for name, kind in (
        ("first", GoKind.START),
        ("before", GoKind.PREVIOUS),
        ("same", GoKind.AGAIN),
        ("last", GoKind.END),
    ):
        if name in said:
            if past and kind is GoKind.AGAIN:
                return Go(kind=GoKind.NEXT, start=start, end=end)
            return Go(kind=kind, start=start, end=end)
    if "roman" in said and (value := roman(said["roman"])) is not None:
        return Go(kind=GoKind.STEP, start=start, end=end, number=(value,), unit="roman", past=past, back=back)
    first = (
        said.get("n")
        or said.get("n2")
        or said.get("n3")
        or said.get("capital")
        or said.get("bare")
        or said.get("paren")
        or said.get("circled")
        or said.get("nth")
    )
    if first is not None:
        number, last = step_number(first), step_number(said.get("m") or said.get("m2") or "")
        if number is None or _is_count(said, found):
            return None
        if re.fullmatch(r"[IVX]+", first) and roman(first) is not None:
            number = (roman(first) or 0,)
            said["unit"] = "roman"
        unit = (said.get("unit") or said.get("u2") or ("（" if "paren" in said else "")).lower()
        return Go(
            kind=GoKind.STEP, start=start, end=end, number=number, last=last or (), unit=unit, past=past, back=back
        )
    words = said.get("quoted") or said.get("title") or ""
    if "quoted" not in said and re.match(r"继续|执行", found.group()):
        return None
    if "title" in said:
        cut = _CUT_TITLE.sub("", words)
        end -= len(words) - len(cut)
        words = cut
    words = words.strip(" \"'“”‘’")
    if _GENERIC.match(words):
        return Go(kind=GoKind.NEXT, start=start, end=end)
    return Go(kind=GoKind.TITLE, start=start, end=end, words=words, back=back) if words else None


def _is_count(said: dict[str, str], found: re.Match[str]) -> bool:
    """`continue with 4 sessions`, `go to 10`: a bare number counts only right after a word that goes."""
    following = found.string[found.end() :]
    return (
        "bare" in said
        and bool(re.match(r"\s*[A-Za-z\u4e00-\u9fff]", following))
        and not re.match(r"\s*(?:and|then|if|unless|instead|again|并|再|然后|重)", following)
    )


def step_number(word: str) -> Number | None:
    """`4` is (4,), `3.2` is (3, 2), `3a` is (3, 1), `四` is (4,), `b` is (2,)."""
    word = word.strip().lower()
    if not word:
        return None
    sub = re.fullmatch(r"(\d+)([a-h])", word)
    if sub is not None:
        return int(sub[1]), letter(sub[2]) or 1
    under = re.fullmatch(r"(\d+)\s+([ivx]+)", word)
    if under is not None and (part := roman(under[2])) is not None:
        return int(under[1]), part
    if re.fullmatch(r"\d+(?:\.\d+)+", word):
        return tuple(int(part) for part in word.split("."))
    found = ordinal(word)
    if found is None:
        found = roman(word) if len(word) > 1 or word in "ivx" else letter(word)
    return None if found is None else (found,)
