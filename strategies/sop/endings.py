"""Sentences that only say that it is over: `today's visit ends there`, `nothing more is done`, 本流程随即终止."""

import re
from typing import Final

_WHEN: Final = (
    r"(?:\s*,?\s*(?:here|there|now|then|too|as well|at once|immediately|at (?:this|that) point|for (?:today|now|"
    r"the day|"
    r"that day|good)|in (?:that|this|such a|either) (?:case|event)|that day|today|with (?:that|this)|"
    r"without delay|early))*"
)
_LEAD: Final = (
    r"(?:(?:and|but|so|then|here|there|after (?:that|this|which)|with (?:that|this)|at (?:this|that) point|"
    r"in (?:that|this) case|for (?:today|that day)|once (?:this|that) is done)[,:]?\s+)*"
)
_THING: Final = (
    r"(?:(?:the|this|that|your|our|their)\s+)?(?:\w+(?:'s|s')\s+)?(?:\w+\s+){0,2}?"
    r"(?:procedure|protocol|pathway|process|session|visit|call|interview|review|appointment|assessment|meeting|"
    r"exercise|"
    r"treatment|programme|program|plan|sheet|checklist|sop|part|job|work|task|round|conversation|talk|contact|group|"
    r"consultation|screening|test|dose|exposure|routine|rest|remaining steps|steps below|steps above|case|matter|"
    r"flow ?chart|workflow|list|page|day)(?: of (?:the|this|that|our) \w+)?"
)
_OVER: Final = (
    r"(?:ends?|stops?|finish(?:es)?|closes?|concludes?|terminates?|lapses?|ceases?|"
    r"(?:is|are|has|have|will be|can be|must be|should be|comes?)\s+(?:then |thus |now |hereby |also |been |thereby |"
    r"therefore |thereafter |at once |immediately )*"
    r"(?:over|ended|stopped|finished|closed|concluded|terminated|abandoned|discontinued|aborted|cancelled|canceled|"
    r"complete|completed|called off|broken off|dropped|done|done with|left out|suspended for good|to an end|"
    r"not (?:continued|resumed|carried on|taken further|pursued)))"
)
_ENGLISH: Final = re.compile(
    rf"{_LEAD}(?:{_THING}\s+(?:then\s+|also\s+|now\s+|thus\s+)?{_OVER}{_WHEN}"
    rf"|(?:nothing|none)\s+(?:(?:more|else|further|of (?:the above|this|these|it|the rest)|above|below)\s+)*"
    rf"(?:is|are|will be|needs? to be|should be|must be)\s+(?:then\s+)?(?:continued|done|resumed|carried out|"
    rf"carried on|attempted|taken up|needed)(?: (?:any more|any further|again))?{_WHEN}"
    rf"|(?:this|that|which|doing so)\s+(?:ends|closes|concludes|completes|finishes|terminates|is the end of|"
    rf"brings to an end)\s+{_THING}{_WHEN}"
    rf"|(?:this|that|it)\s+(?:is|will be)\s+(?:all|it|the end|where (?:it|{_THING}) (?:ends|stops))"
    rf"(?:\s+(?:of|for|on)\s+[^,.;]{{1,30}})?{_WHEN}"
    rf"|(?:go|proceed|continue|take (?:it|things|this))\s+no\s+(?:further|farther){_WHEN}"
    rf"|(?:the )?(?:end|stop)(?: of {_THING})?{_WHEN})",
    re.IGNORECASE,
)
_HAN_THING: Final = (
    r"(?:流程|程序|规程|操作|治疗|会谈|面谈|谈话|访谈|咨询|评估|访视|家访|随访|检查|通话|电话|来电|练习|训练|活动|团体|"
    r"治疗单元|任务|工作|处置|护理|干预|服务|步骤|事情|接待|接诊|给药|服药|暴露|筛查|课程|小组|安排|部分)"
)
_HAN: Final = re.compile(
    rf"(?:则|就|那么|然后|随后|之后|至此|到此|此时|这时)*"
    rf"(?:(?:(?:本|该|此|这|当[天日次]的?|今[天日]的?|这[份次个]|此次|本[次日]的?|整个|全部|后续|其余|"
    rf"余下)+{_HAN_THING}*|"
    rf"{_HAN_THING}+|)"
    rf"(?:随即|随之|就此|即|即告|便|也|也就|就|就算|便算|至此|到此|到这里|到这儿|宣告|立即|立刻|马上)*"
    rf"(?:终止|结束|作废|完毕|告终|停止|中止|取消|不再继续|不再进行|告一段落|到此为止|为止|办完|做完|走完|完成|"
    r"不(?:再)?(?:做|去|谈|进行|继续|开展)(?=了?$))了?"
    rf"|(?:前面|上面|以上|上述|后面|下面|以下|余下|其余|剩下)(?:说?的)?(?:步骤|各步|内容|流程|环节|"
    rf"事)?[^，。；]{{0,4}}?"
    rf"(?:都|均|一律|全部)?(?:不用|不必|不需要?|无须|不再|停止|作废|取消)(?:再)?(?:做|进行|继续|执行|走|管)?了?)"
)


def only_ends(text: str) -> bool:
    """Whether the words say that it is over, and ask for nothing else."""
    plain = text.strip(" .。;；,，!！")
    if not plain or len(plain) > 90:
        return False
    if re.search("[\u4e00-\u9fff]", plain):
        return _HAN.fullmatch(plain) is not None and len(plain) >= 2
    return _ENGLISH.fullmatch(plain) is not None


def over_behind(text: str) -> int | None:
    """Where the last part of the words begins when it only says that it is over; None when it does not."""
    for found in reversed(list(re.finditer(r"[,，;；]\s*(?:and\s+|then\s+|so\s+)*|\s+and\s+(?=that\b)", text))):
        rest = text[found.end() :]
        if rest.strip():
            return found.end() if only_ends(rest) else None
    return None
