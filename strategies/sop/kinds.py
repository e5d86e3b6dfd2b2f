"""What kind of step it is: cue words first; where none speaks, it is said that none did."""

import re
from typing import Final

from strategies.graph.protocol import NodeKind
from strategies.sop.conditions import is_chinese

_FLAGS: Final = re.IGNORECASE
_RISK: Final = (
    r"suicid|self-?harm|self-?injur|wanting to die|thoughts of dying|end(?:ing)? (?:their|his|her) "
    r"life|\bdie\b|\bkill|safety plan|safety check|risk (?:check|assessment|screen|level|rating|"
    r"review)|(?:assess|check|screen|review|ask about)\w* (?:the )?(?:safety|risk)|crisis|"
    r"emergency|"
    r"ambulance|police|overdose|lethal|means (?:safety|restriction|at hand)|safeguard|child "
    r"protection|on-call|(?:phone|call|alert|inform|notify|page) (?:the |a |your )?(?:\w+ "
    r")?(?:duty|supervisor|physician|doctor|prescriber|crisis|emergency|999|112|911|120|110)|"
    r"hospitali[sz]|intoxicat|driving|keep (?:the client|them) safe|stay with the client|harm to "
    r"others|abuse"
)
_EN: Final[tuple[tuple[NodeKind, str], ...]] = (
    (
        NodeKind.CALL,
        (
            r"^(?:\W*(?:then|immediately|please|at once)\s+)*(?:run|start|begin|activate|go to|switch to|"
            r"follow|use|open|move to|turn to|carry out|complete|do|conduct|perform|proceed (?:to|with)|"
            r"exit to|initiate|trigger)\s+(?:with\s+)?(?:the |a |an )?(?:\w+[- ]){0,2}?(?:safety|suicide|"
            r"c-ssrs|suicide risk|risk) screen(?:ing|er)?\b"
        ),
    ),
    (
        NodeKind.GATE,
        (
            r"\b(?:informed consent|written consent|consent form|sign(?:s|ed)? (?:the )?consent|(?:obtain|"
            r"get|seek|ask for|request|wait for)\s+(?:\w+\s+){0,3}?(?:clearance|approval|sign-?off|"
            r"authori[sz]ation|permission)|clinician (?:must )?(?:approve|confirm|sign)s?|supervisor "
            r"(?:approve|sign|authori[sz]e)s?)"
        ),
    ),
    (NodeKind.SAFETY, _RISK),
    (
        NodeKind.END,
        (
            r"^(?:\W*(?:then|finally|please|immediately|now)\s+)*(?:end|close|finish|conclude|terminate|"
            r"stop|say goodbye|hang up|wrap up|discontinue)\b(?!\s+(?:the )?(?:exercise|breathing|exposure|"
            r"talking|question|task|activity))"
        ),
    ),
    (
        NodeKind.ASSESS,
        (
            r"^(?:\W*(?:then|next|first|finally|briefly|again|please)[,]?\s+)*(?:review|check|go "
            r"(?:through|over)|look (?:at|through|over)|remind)\b.*\b(?:homework|task|diary|log|record|"
            r"practice|activity|activities|monitoring|assignment|form)\b"
        ),
    ),
    (
        NodeKind.HOMEWORK,
        (
            r"\b(?:homework|between[- ]sessions?|at home|for (?:the|this) (?:next|coming|following) week|"
            r"until (?:the )?next (?:session|time|visit)|daily practice|home practice|action plan|weekly "
            r"task|(?:new|another|different|smaller|next|small) (?:kind of )?(?:task|assignment|activity)|"
            r"diary for|one step harder|bedtime and rising)\b"
        ),
    ),
    (
        NodeKind.SUMMARISE,
        (
            r"\b(?:summari[sz]e|sum up|recap|take-?away|take[s]? away|what (?:was|has been) (?:agreed|"
            r"learnt|learned)|wrap up)\b|^(?:\W*(?:then|finally)[,]?\s+)*(?:document|write (?:the|a|up|"
            r"down)|note down|enter .* in the (?:log|chart|notes|record)|file)\b"
        ),
    ),
    (
        NodeKind.ASSESS,
        (
            r"\b(?:\d+\s*(?:-|–|to|out of)\s*\d+|phq|gad-?7|isi\b|suds?\b|audit\b|bdi|pcl-?5|questionnaire|"
            r"rating|score|rate|screen(?:er|ing)?|assess|measure|evaluat|percentage|scale)\w*"
        ),
    ),
    (
        NodeKind.PSYCHOEDUCATE,
        (
            r"^(?:\W*(?:then|next|first|briefly|again|please|the \w+)[,]?\s+)*(?:explain|teach|educate|"
            r"inform|tell|describe|normali[sz]e|provide|give|hand (?:out|over)|show|outline|offer "
            r"(?:information|a leaflet|self-help)|introduce|present|remind|advise|recommend|clarify the "
            r"(?:rationale|model)|psychoeducat)\w*\b"
        ),
    ),
    (
        NodeKind.ASSESS,
        (
            r"^(?:\W*(?:then|next|first|briefly|again|please|the \w+)[,]?\s+)*(?:assess|rate|measure|check|"
            r"evaluate|calculate|compute|count|divide|work out|compare|monitor|observe|review|record|"
            r"collect|determine|verify|confirm|test|note|examine|mark|find out how (?:many|much|often)|"
            r"look at|go through|re-?rate|read|complete|recalculate)\w*\b"
        ),
    ),
    (
        NodeKind.INTERVENE,
        (
            r"\b(?:exposure|breath|ground(?:ing)?|restructur|challenge|role-?play|rehears|relax|mindful|"
            r"imagery|behavio(?:u)?ral experiment|problem[- ]solv|coping|validate|reinforc|praise|"
            r"encourage|exercise|reframe|balanced|alternative thought|thought record|schedul|barrier|"
            r"obstacle|break (?:it|the|down)|smaller|draw (?:up )?the|chain)\w*"
        ),
    ),
    (
        NodeKind.ASK,
        (
            r"^(?:\W*(?:then|next|first|gently|briefly|again|please|calmly|together|the "
            r"\w+)[,]?\s+)*(?:ask|elicit|explore|inquire|enquire|identify|find out|invite|listen|discuss|"
            r"agree|set|negotiate|choose|pick|select|decide|name|list|greet|welcome|thank|introduce|open|"
            r"answer|call|contact|draw out|talk|reflect|acknowledge|clarify|wait|say|was|were|is|are|did|"
            r"does|do|has|have|can|what|which|how|who|where|when|why|would|will|could)\w*\b|\?\s*$"
        ),
    ),
    (
        NodeKind.INTERVENE,
        (
            r"^(?:\W*(?:then|next|first|gently|together|please|the \w+)[,]?\s+)*(?:practi[sc]e|do|carry "
            r"out|conduct|perform|guide|lead|help|start|begin|expose|brainstorm|plan|support|coach|model|"
            r"work|apply|deliver|lengthen|shorten|keep|adjust|increase|reduce|change|offer|suggest|pause|"
            r"slow|repeat|make|draw|build|develop|create|halve|split|use|take|try|let|have|stop|continue|"
            r"move|put|look for|treat|join|prepare|arrange|book|schedule|simplify|extend|stay|leave|add|"
            r"cross|revisit|delay|distract|affirm|reconstruct|replace|remove|generate|bring|act|set up|"
            r"find)\w*\b"
        ),
    ),
)
_HAN_RISK: Final = (
    r"自杀|自伤|自残|轻生|不想活|想死|念头|安全(?:计划|情况|检查|评估|问题|筛查)|风险|危机|报警|"
    r"急救|急诊|送医|通知(?:督导|家属|医生|处方|主治|值班|监护)|联系(?:督导|处方医生|医生|急救)|"
    r"上报|保护流程|虐待|家暴|陪在|不要挂断"
)
_ZH: Final[tuple[tuple[NodeKind, str], ...]] = (
    (
        NodeKind.CALL,
        (
            r"(?:转入|启动|进入|执行|开展|转到|转至|立即进行|立刻进行)(?:[^，。；]{0,6})(?:安全筛查|"
            r"自杀(?:风险)?筛查|风险筛查)"
        ),
    ),
    (NodeKind.GATE, r"知情同意|签署|(?:取得|获得|征得|等待|请)(?:[^，。]{0,8})(?:批准|审批|许可|授权|签字)"),
    (NodeKind.SAFETY, _HAN_RISK),
    (NodeKind.END, r"^(?:然后|最后|立即|请)?(?:结束|道别|告别|终止|停止|挂断)|改期"),
    (
        NodeKind.ASSESS,
        (
            r"^(?:再|先|首先|然后|一起|请来访者)*(?:回顾|检查|核对|查看|了解|"
            r"比较)(?:[^，。；]{0,10})(?:作业|任务|记录|日记|日志|练习|活动|材料|信号)"
        ),
    ),
    (
        NodeKind.HOMEWORK,
        (
            r"作业|家庭练习|回家后|下周(?:的)?(?:任务|练习|活动|计划)|布置|约定(?:时间|下周|一周|每天|每日|"
            r"三个月|在)|写进计划|把计划写|选定一件|每日练习|在家"
        ),
    ),
    (
        NodeKind.SUMMARISE,
        (
            r"总结|小结|概括|归纳|记录(?:结果|下来)|填写(?:[^，。]{0,6})记录|记录(?:本次|会谈)|写(?:下|"
            r"入)(?:[^，。]{0,6})记录"
        ),
    ),
    (
        NodeKind.END,
        (
            r"(?:结束|终止)(?:本次|今天的)?(?:会谈|流程|接诊|谈话|评估|回顾|咨询|通话)[。]?$|到此为止|"
            r"(?:本次|流程)(?:结束|终止)[。]?$"
        ),
    ),
    (
        NodeKind.ASSESS,
        (
            r"评分|打分|评估|评定|量表|总分|得分|PHQ|GAD|分数|测量|筛查|计算|评价|收集|判断|核对|"
            r"确认(?:到场|身份)|\d\s*[-–~～至到]\s*\d+\s*[分%％]|几次|多少"
        ),
    ),
    (
        NodeKind.PSYCHOEDUCATE,
        (
            r"^(?:先|再|首先|然后|向[^，。]{0,12}|给[^，。]{0,6}|与[^，。]{0,6})*(?:解释|说明|介绍|讲解|"
            r"告知|宣教|提供(?:[^，。]{0,8})(?:手册|信息|资料|热线|电话)|普及|建议|问候来访者，说明)|"
            r"说明保密"
        ),
    ),
    (
        NodeKind.INTERVENE,
        (
            r"呼吸|放松|暴露|演练|练习|挑战|重构|拆成|分解|角色扮演|对策|应对|肯定|鼓励|强化|想一个|换一个|"
            r"改小|活动清单|反馈|表扬|卧床|维持|列出|识别|缩小|延长|缩短|支持|安排|制定|更新|障碍|提醒|"
            r"商定|讨论冲突|教"
        ),
    ),
    (
        NodeKind.ASK,
        (
            r"询问|问|了解|请[^，。]{0,10}(?:说|谈|列|描述|回忆|选)|讨论|探讨|倾听|邀请|回忆|约定|商量|"
            r"确定|选|征得|尊重|问候|接听|欢迎|确认|轻声|陪|说“"
        ),
    ),
)
_COMPILED: Final = {
    lang: tuple((kind, re.compile(pattern, _FLAGS)) for kind, pattern in table)
    for lang, table in (("en", _EN), ("zh", _ZH))
}


def kind_of(text: str, *, title: str = "") -> tuple[NodeKind, bool]:
    """The kind of a step by its words, then by its title; and whether any cue spoke."""
    for words in (text, title):
        if not words:
            continue
        for kind, pattern in _COMPILED["zh" if is_chinese(words) else "en"]:
            if pattern.search(words):
                return kind, True
    return NodeKind.ASK, False
