"""The words that send somewhere, as patterns: English first, then Chinese."""

import re
from typing import Final

from strategies.sop.numerals import CHINESE, WORDS

ADV: Final = (
    r"(?:\s+(?:straight|directly|immediately|right|back|on|ahead|forward|over|again|then|now|instead|down|up|away|"
    r"from (?:there|here|this point)))*"
)
REF: Final = rf"(?:\d{{1,3}}\s[ivx]{{1,3}}\b|\d{{1,3}}(?:\.\d{{1,2}})*[a-h]?\b|(?:{WORDS})\b|[ivx]{{1,4}}\b|[A-Ha-h]\b)"
UNIT: Final = (
    r"(?P<unit>steps?|sections?|stages?|phases?|parts?|items?|points?|questions?|tasks?|levels?|tiers?|box(?:es)?|"
    r"rows?|no\.?|number|#)"
)
NUMBERED: Final = (
    rf"(?:the\s+)?{UNIT}\s*#?[(（]?(?P<n>{REF})[)）]?(?:\s*(?:-|–|—|to|and|through|&|"
    rf",)\s*(?:steps?\s+)?(?P<m>{REF}))?"
    r"|(?-i:(?P<roman>[IVX]{1,4})(?=\s*(?:[.,;)]|$|and\b))|(?P<capital>[A-H])(?=\s*(?:[.,;()]|$|(?:and|once|twice|"
    r"again|if|until)\b)))"
    r"|[(（]?(?P<bare>\d{1,3}\s[ivx]{1,3}(?=\W|$)|\d{1,3}(?:\.\d{1,2})*[a-h]?)(?:[)）]|\b)(?!\s*(?:%|minutes?|hours?|"
    r"days?|"
    r"weeks?|points?|times?|per))"
    rf"|(?:the\s+)?(?P<nth>{WORDS})\s+(?:step|section|stage|phase|question)\b"
)
OTHER: Final = r"(?:patient|client|person|caller|resident|room|bed|case|name|visitor|family)"
NEXT: Final = (
    rf"(?:the\s+)?(?:next|following)\b(?!\s+{OTHER})"
    r"(?:\s+(?:step|section|stage|phase|part|item|question|one|box|"
    r"task|action|point))?"
)
BEFORE: Final = r"(?:the\s+)?(?:previous|preceding|prior|last)\s+(?:step|section|stage|phase|part|item|question)"
FIRST: Final = (
    r"(?:the\s+)?(?:very\s+)?(?:beginning|start|top)\b(?!\s+of\s+(?:this|that|the same|its))(?:\s+of\s+the\s+\w+)?"
)
SAME: Final = (
    r"(?:(?:the\s+)?(?:beginning|start|top)\s+of\s+)?(?:this|the same|that)\s+(?:very\s+)?"
    r"(?:step|question|item|stage|section|point|place|task|row|line|check|bullet|part|box|entry)\b"
    r"|(?:it|this)\b(?=\s*(?:$|[.,;]))"
)
LAST: Final = r"(?:the\s+)?end\b(?:\s+of\s+the\s+\w+)?"
TITLE: Final = r"(?P<title>[^.;,:，。；\n()（）]{2,80})"
TARGET: Final = (
    rf"(?:(?P<first>{FIRST})|(?P<next>{NEXT})|(?P<before>{BEFORE})|(?P<same>{SAME})|"
    rf"(?:{NUMBERED})|(?P<last>{LAST})|{TITLE})"
)
GO: Final = re.compile(
    r"\b(?P<verb>go(?:es|ing)?|mov(?:e|es|ing)|proceed(?:s|ing)?|jump(?:s|ing)?|skip(?:s|ping)?|return(?:s|ing)?|come|"
    r"advanc(?:e|es|ing)|switch|loop(?:s|ing)?|revert|circle|head|transition|continu(?:e|es|ing)|carry|turn|restart|"
    rf"resum(?:e|ing)|start(?:ing)?|begin(?:ning)?|pick(?:ing)? up)\b(?P<adv>{ADV})\s+(?:on\s+)?(?:to|with|at|from|"
    rf"into|onto)\s+{TARGET}",
    re.IGNORECASE,
)
MOVE: Final = re.compile(
    rf"\b(?P<verb>escalat(?:e|es|ing)|de-?escalat(?:e|es|ing)|steps? (?:up|down)|drops?|falls?|(?<!step )back|"
    rf"(?:is|are|be|gets?) (?:then |to be )?(?:resumed|continued|repeated|restarted|taken up|picked up|sent|moved|"
    rf"referred|returned|brought|directed))(?P<adv>{ADV})\s+(?:again\s+)?(?:to|at|from|with|into)\s+(?:{NUMBERED})",
    re.IGNORECASE,
)
LED: Final = re.compile(
    r"\b(?P<verb>(?:taken|sent|moved|brought|directed|led|passed|guided|returned|referred back)"
    r"(?P<adv>(?:\s+(?:straight|directly|right|back|on|ahead|forward|immediately|at once))+))\s+(?:to|into)\s+"
    rf"{TARGET}",
    re.IGNORECASE,
)
BACK_TO: Final = re.compile(
    rf"(?:^\W*|[,;]\s*|\b(?=(?:and|then)\b))(?:and\s+)?(?:then\s+)?(?P<verb>(?:straight |right |directly )?(?:back|on)|"
    rf"straight|direct(?:ly)?|right|ahead|forward)\s+to\s+{TARGET}",
    re.IGNORECASE,
)
REPEAT: Final = re.compile(
    rf"\b(?P<verb>repeat(?:ing)?|redo|re-?do|re-?run|re-?start)\s+(?:from\s+)?(?:(?P<same>{SAME}|"
    rf"the process|the cycle)|{NUMBERED})",
    re.IGNORECASE,
)
SKIP: Final = re.compile(
    rf"\b(?P<verb>skip|omit|leave out|pass over|bypass)\s+(?:over\s+)?(?:(?P<same>{SAME})|"
    rf"(?P<next>{NEXT})|{NUMBERED})",
    re.IGNORECASE,
)
USE: Final = re.compile(
    rf"^\s*(?:(?:then|and)\s+)?(?P<verb>do|use|follow|see|take|perform)\s+(?:{NUMBERED})", re.IGNORECASE
)
BARE: Final = re.compile(
    rf"^\s*(?:→|->)?\s*(?P<verb>)(?:(?P<next>{NEXT}|continue|proceed|next)|(?P<first>start)|"
    rf"(?P<last>end|stop|finish|close)|{NUMBERED})\s*[.。]?\s*$",
    re.IGNORECASE,
)
ON: Final = re.compile(
    r"\b(?P<verb>continues?|proceeds?|carr(?:y|ies) on|moves? on|goes on|go on|keeps? going|goes ahead|go ahead)\b"
    r"(?=\s*(?:$|[.,;:)]|and\b|as\s+(?:planned|normal|usual|before|above|below)|normally|regardless|anyway|below\b|"
    r"(?:with\s+)?(?:the\s+)?(?:session|protocol|procedure|review|interview|call|plan|rest)\b))"
    r"(?:\s*as\s+\w+|\s+(?:normally|regardless|anyway|below)|\s+(?:with\s+)?the\s+(?:session|"
    r"protocol|procedure|review|interview|call|plan|rest\b[^.,;]*))?",
    re.IGNORECASE,
)
THEN_N: Final = re.compile(
    r"(?:,\s*|"
    r"\band\s+)?(?P<verb>then)\s+(?:to\s+)?(?:step\s+)?(?P<bare>\d{1,2}(?:\.\d{1,2})*[a-h]?|(?-i:[A-H]))\s*"
    r"[.]?$",
    re.IGNORECASE,
)
N_AGAIN: Final = re.compile(
    r"(?:^\s*|,\s*|\bthen\s+)(?P<verb>)(?:(?:back )?to\s+)?(?:step\s+)?(?P<bare>\d{1,2}[a-h]?)\s+(?:again|once more)\b",
    re.IGNORECASE,
)
OVER: Final = re.compile(
    r"\b(?P<verb>start|begin)\s+(?:(?:all\s+)?over|again|afresh|anew)\b(?!\s+(?:from|at|with|to)\b)", re.IGNORECASE
)
AGAIN: Final = re.compile(
    r"^\s*(?:(?:the|a)\s+\w+\s+|they\s+|he\s+|she\s+)?(?:(?:then|gently|simply|please|calmly|kindly|and)\s+)*"
    r"(?:ask|try|tries|rate|call|phone|ring|telephone|wait and try|measure|check|offer|explain|repeat|do)s?\s*"
    r"(?:it|this|them|that|(?:the\s+)?(?:question|exercise|step|rating|explanation))?\s*(?:again|"
    r"once more|(?<=question)|(?<=exercise))"
    r"(?:\s+(?:later|once|gently|(?:in|after|within|every|each|the next|on the)\s+[^.,;]{1,30}))?\s*[.]?\s*$",
    re.IGNORECASE,
)
AGAIN_TAIL: Final = re.compile(
    r",?\s+and\s+(?:is|are)\s+(?:asked|rated|measured|checked|tested|weighed|read|tried|questioned|counted)\s+(?:\w+ )?"
    r"(?:again|once more)|"
    r"(?:,?\s+(?:and|then|and then|before)\s+|,\s+|^)(?:re-?(?:rate|rating|assess|assessing|check|"
    r"checking|measure|measuring|ask|asking|test|testing)\b(?=\s*(?:$|[.;,]))"
    r"|(?:ask|asking|rate|rating|try|trying|measure|measuring|check|checking|score|scoring|assess|"
    r"assessing)\s+(?:(?:it|them|this|the \w+)\s+)?(?:again|once more)"
    r"(?!\s+(?:tomorrow|next|on|at the next|in (?:a|one|two|three|\d+) (?:days?|weeks?|months?))))"
    r"|,?\s+and\s+the\s+\w+\s+(?:is|are)\s+(?:taken|repeated|rated|asked|measured|checked|done)\s+(?:again|once more)",
    re.IGNORECASE,
)
RETRY: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then)\s+)(?:try|ring|call|phone|dial|knock)(?:\s+(?:it|them|him|her))?\s+again\b[^.;,]*",
    re.IGNORECASE,
)
HAN_AGAIN_TAIL: Final = re.compile(
    r"[，,、](?:然后|并|再)?(?:重新|再次)(?:打分|评分|评估|询问|测量|尝试|评定|填写)(?:一次)?(?=[，。；,;]|$)"
)
HAVE_AGAIN: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then|before)\s+|^)(?:then\s+)?(?:have|let|get|ask|help|invite)\s+(?:him|her|them|"
    r"the\s+\w+)\s+(?:to\s+)?(?:try|do|repeat|rate|practi[sc]e|start|go|have|redo|attempt)\b"
    r"[^.;,]{0,24}?\s(?:again|once more|another (?:try|go))(?=\s*(?:$|[.;(]|, (?:but |at most|up to|no more|not more|"
    r"twice)))"
    r"|,?\s+and\s+(?:try|start|begin|do (?:it|this)|go through (?:it|this)|look|listen)\s+(?:\w+\s+){0,4}?"
    r"(?:again|once more)(?=\s*(?:$|[.;,(]))",
    re.IGNORECASE,
)
ANEW: Final = re.compile(
    r"(?:,?\s+(?:and|then|and then|before)\s+|^)(?:(?:the|a)\s+\w+\s+)?(?!(?:the|a|start|begin|never|call back|come|"
    r"meet|see|try)\b)[a-z]+(?:\s+(?:at|over|through|up|out|for|with|on))?(?:\s+(?:it|them|her|him|"
    r"this|that|one|another|(?:the|a|an)\s+\w+))?\s+again(?=\s*(?:$|[.;,(]|(?:after|in|within|for|later|then|at (?:a|"
    r"an|another|that))\b))",
    re.IGNORECASE,
)
HAN_RETRY: Final = re.compile(
    r"(?:^|[，,、])(?:[^，。；]{1,6}?后)?再(?:次)?(?:问|打|试|拨|测|量|做|念|读|数|催|联系|评|"
    r"请)[\u4e00-\u9fff]{0,3}?(?:一次|一遍|一下|一回)"
    r"(?=[，。；（(]|$)"
)
HAN_RECHECK: Final = re.compile(
    r"(?:[，,、]|(?<=[后完好钟时儿会]))(?:回头|回过头来?)?再(?:次)?(?:复)?(?:问|量|测|查|评|称|数|听|试|打|拨|看|叫|"
    r"做|说|念|写|算|放|戴)"
    r"[\u4e00-\u9fff]?(?:一?[次遍下回])?(?=[，。；（(]|$)"
    r"|(?<=[\u4e00-\u9fff])(?<![先不别])再(?:次)?(?:复)?(?:问|量|测|查|评|称|数|听|试|看|念|写|算|读|讲|教|"
    r"说)(?:一?[次遍下回])?(?=[，。；（(]|$)"
    r"|(?:[，,、]|(?<=[后完好]))再(?:打|评|测|量|做|数|念)一[次遍轮][\u4e00-\u9fff]{0,3}(?=[，。；（(]|$)"
    r"|(?:^|[，,、])(?:回头|回过头来?|转回来)再[\u4e00-\u9fff]{1,6}(?=[，。；（(]|$)"
)
HAN_ANEW: Final = re.compile(
    r"(?:[，,、]|后|^|并|再|次日|隔天|隔日|第二天|当天|稍后|改日)(?:然后|并|再)?(?:(?:请|让|"
    r"邀请)(?!\S{0,3}(?:医|护士|督导|主任|上级|专家|药师|值班|心理师|咨询师))[\u4e00-\u9fff]{1,5}?)?(?:重新|"
    r"再次)(?:进行)?(?!开始|来|预约|安排|约|考虑|出现|"
    r"发生)[\u4e00-\u9fff]{2,9}?(?=(?:一次|一遍)?[，。；,;（(]|$)"
)
DONE_AGAIN: Final = re.compile(
    r"\bre-?([a-z]{3,})\b|([a-z]+)(?:\s+(?:it|them|this|one|another|(?:the|a|an)\s+\w+))?\s+(?:again|once more)|"
    r"(?:重新|再次|再)(?:进行)?([\u4e00-\u9fff]{2,}?)(?:一次|一遍|一下|$)",
    re.IGNORECASE,
)
THING: Final = (
    r"(?:ladder|pathway|algorithm|checklist|flowchart|procedure|matter|enquiry|inquiry|talk|round|group|exercise|"
    r"session|call|review|visit|interview|procedure|protocol|meeting|appointment|assessment|"
    r"process|contact|conversation|"
    r"check-?in|screening|screen|intake|treatment|therapy|programme|program|course|work|plan|"
    r"episode|consultation|sop|flow|case|referral|file|exercise session|interaction|chat|"
    r"questionnaire)"
)
END: Final = re.compile(
    rf"\b(?P<verb>ends?|close[sd]?|finish(?:es)?|terminates?|concludes?|stops?|discontinues?|"
    rf"aborts?|wraps? up|ceases?|exits?)\b\s*"
    rf"(?:(?:the|this|today's|your|our)\s+(?:\w+\s+)?{THING}\b|(?:it\s+|things\s+)?(?:here|now|"
    rf"there|at once|immediately|early|at this point|today|for (?:today|now|the day|this time))\b"
    rf"|(?=[.,;]|$|and\b|after\b))|\b(?:hang up|(?:that|this|it) (?:is|will be) (?:all|it|the end|where (?:the |this |"
    rf"your )?\w+ ends)"
    rf"(?:\s+(?:for|of|we|you|your|the|our|on)\b[^.;,]{{0,40}})?(?=[.;,]|$)|"
    rf"(?:the\s+)?(?:\w+\s+)?{THING}\s+(?:(?:ends?|stops?|finish(?:es)?|closes?|concludes?)(?:\s+"
    rf"(?:here|there|now|then|at this point|for (?:today|now)))?|"
    rf"(?:is|are)\s+(?:then\s+|now\s+|thus\s+)?(?:over|ended|closed|finished|complete[d]?|concluded|terminated))|"
    r"end of (?:the |this )?(?:\w+ )?(?:procedure|protocol|session|process|call|visit|sop|steps?)\b|(?:cancel|"
    r"abandon)s? (?:the|this) (?:visit|session|appointment|call|meeting)\b|"
    rf"(?:continue|carry on|go on|move on|proceed|turn)\s+(?:with|to)\s+the\s+next\s+{OTHER}\b|"
    r"(?:the |this )?\w+ ends? here\b|(?:the )?(?:session|appointment|visit|meeting|call) is "
    r"(?:rescheduled|postponed|cancelled)\b|no further (?:action|steps?)(?:\s+(?:is|"
    r"are)\s+(?:needed|required))?|discharge the (?:client|patient)|do not (?:proceed|continue|go "
    r"on))\b",
    re.IGNORECASE,
)
REFER: Final = re.compile(
    r"^\s*(?:(?:then|immediately|urgently|promptly|"
    r"please)\s+)*(?:refer(?!\s+(?:back\s+)?to\s+(?:the\s+)?(?:step|section|appendix|table|page|"
    r"manual|guide|notes?|\d))|"
    r"make (?:a|an) (?:\w+ )?referral|transfer (?:the |care|to)|hand (?:the \w+ )?over to|hand "
    r"(?:the|this) \w+ to|discharge)\b",
    re.IGNORECASE,
)

HN: Final = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})*[a-h]?|[{CHINESE}]{{1,3}})"
HAN_UNIT: Final = r"(?P<unit>步骤|步|阶段|部分|环节|级别|级|节|项|条|款|题|点|层)"
HAN_NUMBERED: Final = (
    rf"第\s*(?P<n>{HN})\s*(?:(?:[-–—~～至到、和]|以?及)\s*第?\s*(?P<m>{HN})\s*)?{HAN_UNIT}"
    rf"|(?P<u2>步骤|阶段|环节)\s*[(（]?(?P<n2>{HN})[)）]?(?:\s*(?:[-–—~～至到、和])\s*(?:步骤)?(?P<m2>{HN}))?"
    rf"|(?P<n3>{HN})级(?!以)|[(（](?P<paren>{HN})[)）]|"
    rf"(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})*)(?![\d%％分次个天周小时条]|\s*分)"
    rf"|(?P<circled>[①-⑳])"
)
HAN_TITLE: Final = (
    r"(?:[“\"「『《](?P<quoted>[^”\"」』》]{1,40})[”\"」』》]|(?P<title>[^，。；、：！？“”（）(),;\s]{2,20}))"
)
HAN_GO: Final = re.compile(
    r"(?P<verb>(?:重新)?(?:转(?=\s*(?:第|步骤|[(（]|下一|上一|\d{1,2}(?!\s*[\d个名位份项种次分天周小人年%])))|(?:启动|"
    r"实施|采取|走|跑|开展)(?=第|步骤)|"
    r"(?<![\u4e00-\u9fff])(?:到|至|见|做|按|接|去)(?=\s*(?:第|步骤))|(?<![转跳退进回行做送走谈说讲看读等改叫办])(?:到|"
    r"去|做)(?=\s*(?:第|步骤))|(?<=先)做(?=\s*第)|(?:直接|回|"
    r"接着)(?=\s*(?:第\s*[\d一二三四五六七八九十]+\s*步|步骤))|"
    r"(?:到|去)(?=[^，。；第]{1,12}(?:那一步|这一步|那步|那个步骤|那个环节|这个步骤))|转到|转至|转入|转向|转回|跳转到|"
    r"跳转至|跳转|跳到|跳至|跳回|升级至|升级到|升级为|升至|升到|上升至|降级至|降级到|降至|降到|降回|进入|进到|返回到|"
    r"返回|重返|回到|退回到|退回(?=\s*(?:第|步骤|[“\"「]|上一))|退到|前往|改到|改做|"
    r"直接到|去)|继续(?:做|进行|执行)?|执行|重复(?:做|进行)?|重做)"
    rf"\s*(?:(?P<next>下一(?:步骤?|个步骤|阶段|环节|部分|题|项)|后续步骤|下一步)|"
    rf"(?P<before>上一(?:步骤?|个步骤|阶段|环节|部分|题|项)|前一步)|(?P<same>本步骤?|此步骤?|这一?步|"
    rf"该步骤?|本环节|原题|[本这此该同]一?(?:条|项|点|处|题|行)(?![\u4e00-\u9fff])|(?<!继续)(?<!进行)(?<!执行)(?:刚才|"
    rf"之前|原来|原先|先前|方才)的?(?:话题|问题|步骤|这一步|"
    rf"地方|内容|环节|任务|练习))"
    rf"|(?P<first>开头|开始|起点|最初|第一步(?=[，。；]|$))|(?P<last>结尾|结束|流程末尾)|{HAN_NUMBERED}|{HAN_TITLE})"
)
HAN_BEGIN: Final = re.compile(rf"^(?:则|就|便|可以?)*(?P<verb>开始|着手|转而|转做|改为)(?:做|进行)?{HAN_TITLE}")
HAN_SKIP: Final = re.compile(
    rf"(?P<verb>跳过|省略|略过|免去|不做)\s*(?:(?P<same>本步骤?|此步骤?|这一步|该步骤?)|"
    rf"(?P<next>下一步)|{HAN_NUMBERED})"
)
HAN_FROM: Final = re.compile(
    rf"从\s*(?:(?P<first>头|开头)|{HAN_NUMBERED}|{HAN_TITLE})\s*(?P<verb>重新开始|再开始|重来|开始重做|重新做起|开始)"
)
HAN_OVER: Final = re.compile(r"(?P<verb>重新开始|从头再来|重头开始)")
HAN_ON: Final = re.compile(
    r"(?P<verb>(?:再|可|则|就|即可|可以)?(?:继续(?:往下|进行|流程|会谈|谈话|后续|下去|下一步)?|"
    r"照常(?:进行|继续)|往下进行|正常进行|跳过|略过|(?:接着|照样|照常|照旧|仍|依旧)?(?:往下|向下)(?:走|做|进行|去)|"
    r"(?:接着|继续|照常|照旧)做(?:下面|后面|余下|其余)的?(?:步骤|事|内容)?)(?:就是|即可|就行|就好|便是|"
    r"了)?)(?=[，。；、！]|$)"
)
HAN_BARE: Final = re.compile(
    rf"^\s*(?:→|->)?\s*(?P<verb>做|看|接|到|转|去)?\s*(?:(?P<next>下一步|继续)|(?P<last>结束|终止|停止)|"
    rf"{HAN_NUMBERED})\s*[。.]?\s*$"
)
HAN_AGAIN: Final = re.compile(
    r"^(?:则|就|请|可|温和地)*(?:再(?:次)?(?:问|询问|试|尝试|做|评|打分|评分|练习|确认|"
    r"解释)(?:一次|一遍|一下)?|重新(?:询问|评分|打分|尝试|评估|解释)(?:一次)?|重复(?:本步骤?|"
    r"此步骤?|这一步|一次|提问|练习|该步骤?))(?=[。.，,；;（(]|$)"
)
HAN_END: Final = re.compile(
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
HAN_REFER: Final = re.compile(
    r"^(?:则|就|应|立即|立刻|及时|尽快|马上|请|直接)*(?:转介|转诊|移交|转交|转至(?!第)|送医|送急诊|办理转介)"
)
BACKWARD: Final = re.compile(r"return|back|repeat|redo|re-?do|revert|loop|restart|重|返|回|退", re.IGNORECASE)
GENERIC: Final = re.compile(
    r"(?:the\s+)?(?:(?:rest\s+of\s+(?:the\s+)?)?(?:session|protocol|procedure|plan|agenda as "
    r"planned)|main (?:flow|sequence)|normal(?: flow)?)$",
    re.IGNORECASE,
)
STEP_TAIL: Final = re.compile(
    r"(?:(?:的|那|这)?[那这]?一?(?:步骤?|环节|部分|项|节|条|处|阶段|题|格|行|个地方)|那里|那儿|处)?(?:去|来|起|开始|"
    r"重做|做起|重来)?$"
    r"|\s+(?:step|stage|section|part|phase|point|row|item|box)$",
    re.IGNORECASE,
)
"""`查药单那一步`, `the relaxation step`: the step that bears the name."""
CUT_TITLE: Final = re.compile(
    r"\s+(?:and|then|if|unless|when|until|after|before|once|instead|because|so that|for|while|at "
    r"once|immediately|straight away|afterwards?|later|again|today|now)\b.*$",
    re.IGNORECASE,
)
