"""Words that tell a step from what is no step: purposes, notes, materials; and from rules that hold throughout."""

import re
from typing import Final

from strategies.sop.chinese_words import ANYWHERE as HAN_ANYWHERE
from strategies.sop.english_words import ANYWHERE

_LONG: Final = 90
_ASIDE: Final = re.compile(
    r"(?:purpose|aims?|goals?|objectives?|scope|background|introduction|overview|definitions?|"
    r"glossary|abbreviations|references?|sources?|"
    r"evidence(?: base)?|materials?|equipment|resources|requirements?|pre-?requisites?|"
    r"pre-?conditions?|before (?:you )?(?:begin|start)(?:ning|ing)?|preparations?|prepare|"
    r"(?:contra-?)?indications?|eligibility|inclusion|exclusion|who(?: is| should| can)?\b.*|"
    r"audience|roles?|responsibilit(?:y|ies)|versions?|revisions?|"
    r"history|change ?log|document control|approv(?:al|ed by)|appendix|annex|notes?|tips?|"
    r"rationale|principles?|stance|remarks?|tools?|forms?|training|"
    r"table of contents|contents|see also|authors?|owner|distribution|review date|policy(?: "
    r"statement)?|legal|setting|duration|time|date|frequency|"
    r"applies to|use|when to use.*|about this.*|summary of changes|reminders?|key points|warnings?|"
    r"cautions?|important|target group|population)"
    r"(?:\s+(?:and|&|/|of|for)\s+.{1,40})?|(?:what )?you(?:'ll| will)? need|what (?:you|is) need(?:ed)?|who|when|where",
    re.IGNORECASE,
)
_ASIDE_HAN: Final = re.compile(
    r"(?:目的|目标|适用|使用|范围|背景|概述|简介|引言|定义|术语|参考|依据|材料|准备|工具|物品|设备|"
    r"职责|人员|角色|注意|备注|说明|提示|提醒|附录|附件|附表|修订|版本|"
    r"原则|禁忌|适应|前提|资质|要求|文件|培训|编制|审核|批准|时长|频率|时间|目录|要点|警告|"
    r"重要)(?:与|和|及|、|/|事项|条件|对象|范围|人群|依据|资料|文献|工作|说明|要求|时间|材料|记录|"
    r"症|.{0,4})*"
)
_GLOBAL: Final = re.compile(
    r"(?:.*\b(?:exceptions?|special (?:cases|situations|circumstances)|emergenc(?:y|ies)|red "
    r"flags?|stop(?:ping)? (?:rules?|criteria)|"
    r"(?:safety|risk|crisis) (?:rules?|net|notes?|alerts?|exceptions?|override)|any ?time|(?:at )?any "
    r"(?:time|point|stage|moment|step)|whenever (?:needed|this happens|it happens)|no matter when|all the time|"
    r"interrupt(?:ion)?s?|escalations?|contingenc(?:y|ies)|"
    r"throughout|standing (?:rules?|orders?)|general rules?|overriding rules?|global rules?|what "
    r"if)\b.*|crisis|safety|risk)",
    re.IGNORECASE,
)
_GLOBAL_HAN: Final = re.compile(
    r".*(?:例外|特殊情况|应急|紧急情况|突发|危机情况|安全规则|安全提示|红线|随时|(?:任何|任意|任一)(?:时候|时刻|时间|"
    r"步骤|环节|阶段|一步)|[无不]论何时|全程|始终|全过程|自始至终|"
    r"中断|异常情况|终止标准|停止标准|通用规则|总则|贯穿).*"
)
_NOTE: Final = re.compile(
    r"(?:notes?|nb|n\.b\.|warnings?|cautions?|important|tips?|remember|reminders?|hints?|examples?|"
    r"e\.g\.|for example|why|reason|remark|attention|"
    r"注意(?:事项)?|警告|提示|提醒|备注|说明|注|重要(?:提示)?|例如|示例|举例|小贴士|原因|附注|附)",
    re.IGNORECASE,
)
_NOTE_START: Final = re.compile(
    r"(?:note(?: that)?|nb|n\.b\.|remember(?: that)?|e\.g\.|for example|please note)\s*[:,\-–—]?\s|"
    r"(?:warning|caution|important|tip|reminder|hint|example)\s*[:\-–—]\s|(?:注意|警告|提示|提醒|备注|注|"
    r"重要提示|例如|示例|附)[：:]",
    re.IGNORECASE,
)
_FORBIDS: Final = re.compile(
    r"(?:(?:please\s+)?(?:do not|don't|never|avoid|must not|should not|refrain from|under no "
    r"circumstances|at no point)\b|(?:you|the \w+|we|staff)\s+(?:must|should|may|do|can) ?not\b|"
    r"不要|不用(?!药)|不必|无须|毋须|切勿|请勿|避免|禁止|不得|勿|别(?!人|的|名|处)|不可|不应|严禁|切忌|任何(?:环节|"
    r"时候|步骤)都?不)",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(
    r"(?:[:：;；]|,? but|，而是|，改为)\s*(?!(?:do not|don't|never|不要|不得|切勿|避免))\S", re.IGNORECASE
)
_MANNER: Final = re.compile(
    r"(?:be |keep (?:it|your|the tone|a |this|calm|to )|use (?:a |an |open|plain|simple|their|the "
    r"client's|short|this |neutral|everyday)|always |stay (?:calm|curious|neutral|warm|with the)|"
    r"this |these |those |it (?:is|may|can|should|helps|takes)|"
    r"(?:the|our|your) (?:aim|goal|purpose|point|reason|idea|intention)|remain |speak |allow "
    r"(?:time|silence|pauses?|the client)|for example|e\.g\.|such as|including|the tone|aim (?:for|"
    r"to)|"
    r"(?:the |an? )?\w+(?: \w+)? may (?!be \w+ed\b)|give (?:them|the client) time|take (?:your )?time|there (?:is|"
    r"are)|not |that |they (?:may|"
    r"might|can|are)|some |many |most |expect |include |a |an )",
    re.IGNORECASE,
)
_MANNER_HAN: Final = re.compile(
    r"(?:这|该|其|此(?!后|时)|语气|态度|保持|注意|避免|目的|以便|例如|如：|比如|包括|可以?先|允许|"
    r"给予足够|通常|一般|有些|许多|大多)"
)
_OBLIGES: Final = re.compile(
    r"^(?:a|an|any|some|the)\s[^,;.]{2,60}?\b(?:is|are|has|have|must|should|"
    r"needs?)\s+(?:to\s+)?(?:then\s+)?be\s+\w+(?:ed|en|t|ne|de)\b",
    re.IGNORECASE,
)
"""`A gap is to be filled before you go on`: asks for something."""
_STANDING: Final = re.compile(
    r"[(（]?(?:this (?:sop|procedure|protocol|page|guide|document|guideline|step-by-step|checklist|"
    r"session|skill|call|form)|the (?:following|steps?|procedure|aim|purpose|goal)|these steps|use "
    r"this|follow these|for (?:adults|clients|use|children|volunteers)|"
    r"本(?:流程|规程|指南|规范|文件|手册|操作|步骤|制度|方案|协议|程序|页)|以下|适用于|用于|"
    r"目的(?:是|在于)|为了?(?:规范|确保|保证|帮助))",
    re.IGNORECASE,
)
RISK: Final = re.compile(
    r"suicid|self-?harm|self-?injur|want(?:s|ing)? to die|end(?:ing)? (?:their|his|her) (?:own "
    r")?life|kill|harm(?:ing)? (?:themsel|himself|herself|others|someone)|hurt(?:ing)? (?:themsel|"
    r"himself|herself|others|someone)|in danger|\brisk\b|"
    r"crisis|emergency|overdose|violen|abuse|psychosis|unsafe|自杀|自伤|不想活|轻生|寻死|伤人|伤害|"
    r"自残|危险|风险|危机|紧急|暴力|虐待|家暴|急救",
    re.IGNORECASE,
)
"""Words of danger."""

RESUME: Final = re.compile(
    r"(?:,?\s*(?:and |then |before )*(?:(?:come|go|get|turn)(?:ing)? back|return(?:ing)?|resum(?:e|"
    r"ing)|carry(?:ing)? on|go(?:ing)? on|continu(?:e|ing)|pick(?:ing)? up)\s*(?:(?:again|afterwards?|later|"
    r"then|after that)\s*)?(?:to |from |at |with "
    r")?"
    r"(?:where|wherever|the (?:step|point|place|question|interrupted|session|review|procedure|"
    r"protocol|conversation|previous|exercise|plan|same|current)|that (?:step|point)|what (?:was|"
    r"you)|as before)[^.;]*"
    r"|,?\s*(?:and |then |before )*resum(?:es?|ing)(?: (?:it|the \w+))?(?=[.,;]|$|\s+(?:only|once|"
    r"when|after|as)\b)[^.;]*"
    r"|[，,、]?(?:回来|之后|然后|再|后)*(?:从|接着|回到)(?:中断|打断|停下|断开|刚才|原来|"
    r"被打断)[^，。；]{0,6}?(?:继续|接着|开始|往下)[^，。；第]{0,4}"
    r"|[，,、]?(?:忙|处理|喂|弄|安抚|安顿|做)[\u4e00-\u9fff]{0,2}?(?:完|好)(?:之?后|了)?(?:再)?(?:接着|"
    r"继续)[\u4e00-\u9fff]{0,2}(?=[。；，]|$)"
    r"|[，,、]?(?:[^，。；]{1,8}(?:完毕?|好|之?后|以后|了)[，,]?)?(?:再|就|便)?(?:从|在|回到?|到)[^，。；]{0,6}?"
    r"(?:停下|停住|中断|打断|断开|离开|原来|刚才|被打断)[^，。；第]{0,6}?(?:地方|处|步骤|那一步|位置|环节|起|话题)?"
    r"(?:再|就)?(?:接着|继续|往下|做下去|重新开始)[^，。；第]{0,5}"
    r"|[，,、]?(?:待|等|直到)[^，。；]{1,12}?(?:后|再|之后)+(?:再)?(?:继续|恢复|回到|返回)[^，。；第]{0,6}(?=[。；，]|"
    r"$)"
    r"|[，,、]?(?:然后|再|之后|随后|后|处理完?后|(?:处理|处置|安抚|完成|做|谈|忙|喂|弄|安顿)(?:完毕?|好)(?:后|之后|"
    r"了)?|筛查后|完成后|结束后|并|安抚后|"
    r"稳定后)*(?:再)?(?:回到|返回|恢复|继续|接着|接续)(?:到)?(?:原来?的?|之前的?|中断的?|刚才的?|"
    r"被打断的?|当前的?|先前的?|原先的?)(?:步骤|地方|环节|流程|会谈|位置|话题|进度|内容|处|"
    r"阶段)?(?:继续)?(?:进行)?)",
    re.IGNORECASE,
)
"""Words that lead back to where the session stood."""

INTERRUPTED: Final = re.compile(
    r"\b(?:where|what) (?:you|they|we|it|he|she|things|the \w+) (?:were|was|left|had|stopped|broke|paused)\b|"
    r"\bwhere(?:ver)? (?:it|you) (?:was|were) interrupted\b|从?(?:被?中断|被?打断|停下)(?:的|之)?(?:地方|处|步骤|环节|"
    r"话题)|(?:接着|从|回到)(?:刚才|先前|原来)的?[\u4e00-\u9fff]{0,4}(?:继续|接着|往下)",
    re.IGNORECASE,
)
"""Words that lead back to wherever one was: what they end holds anywhere."""

SEQUENCE: Final = re.compile(
    r"(?:then|next|after (?:that|this|which)|afterwards?|finally|lastly|last|subsequently|"
    r"thereafter|at the end|to (?:close|end|finish)|in closing|once (?:this|that) is done|"
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|begin|start|"
    r"[^，。；]{1,8}(?:结束|完成|处理完毕?)(?:之?后)|然后|接着|接下来|之后|随后|此后|最后|再(?!次)|首先|先|其次|"
    r"完成后|结束时|结束前)",
    re.IGNORECASE,
)
"""Words that put a sentence into the order of steps."""

BESIDE: Final = re.compile(
    r"(?:at the same time|simultaneously|in parallel|concurrently|meanwhile|in the meantime|while "
    r"(?:this|that) is (?:going on|happening|running)|与此同时|同时(?=[，,])|并行|"
    r"同步)[,，：:]?\s*",
    re.IGNORECASE,
)
"""Words that put a step beside the one before it."""

BESIDE_WITHIN: Final = re.compile(
    r"\bin parallel\b|\bat the same time\b|\bsimultaneously\b|\bconcurrently\b|\bmeanwhile\b|并行|与此同时|同步进行",
    re.IGNORECASE,
)
"""The same, anywhere in a sentence."""

DURING: Final = re.compile(
    r"\b(?:during|throughout|in) (?:any|all|every|each|the (?:whole|entire)) (?:of )?(?:these |the "
    r")?(?:steps?|stages?|sessions?|calls?|reviews?|procedure|exercise)|\bat any\b|\bany moment\b|\b(?:whichever|"
    r"whatever|no matter which) (?:step|point|stage|part)\b|[无不]论(?:到|在|做到)?哪|\banytime\b|"
    r"\bthroughout\b"
    r"|(?:过程|活动|会谈|访谈|谈话|练习|通话|团体|访视|评估|治疗|咨询|训练|家访)中|期间|全程|任何(?:时候|环节|步骤|"
    r"阶段)|随时|会谈中",
    re.IGNORECASE,
)
"""Words that make a rule hold for longer than a step."""


def is_aside(title: str) -> bool:
    """Whether a heading or label stands over what is no step."""
    if len(title) > _LONG:
        return False
    words = re.sub(r"^[\s\d.、)）]+", "", title.strip(" :：*"))
    return bool(_ASIDE.fullmatch(words)) or (len(words) <= 12 and bool(_ASIDE_HAN.fullmatch(words)))


def is_before(title: str) -> bool:
    """Whether a heading stands over what is done before the procedure: 访视前, `Before the visit`."""
    words = title.strip(" :：*")
    return bool(
        re.fullmatch(
            r"\S{1,6}之?前(?:准备)?|(?:before|prior to) (?:the |each |every |a )?\w+(?: \w+)?", words, re.IGNORECASE
        )
    )


def is_global(title: str) -> bool:
    """Whether a heading or label stands over rules that hold at any point."""
    words = title.strip(" :：*")
    found = any(each.fullmatch(words) for each in (_GLOBAL, _GLOBAL_HAN, ANYWHERE, HAN_ANYWHERE))
    return len(words) <= _LONG and found


def is_note(label: str) -> bool:
    """Whether a label makes what follows a note."""
    return len(label) <= _LONG and bool(_NOTE.fullmatch(label.strip(" :：*")))


def begins_note(text: str) -> bool:
    """Whether a sentence begins as a note."""
    return bool(_NOTE_START.match(text))


def forbids(text: str) -> bool:
    """Whether a sentence says what is not to be done."""
    return bool(_FORBIDS.match(text))


def only_forbids(text: str) -> bool:
    """Whether the words say what is not to be done, and nothing else behind a colon, a semicolon or a `but`."""
    return forbids(text) and _INSTEAD.search(text) is None


def tells_manner(text: str) -> bool:
    """Whether a sentence says how, and adds no step."""
    if _OBLIGES.search(text):
        return False
    return bool(_MANNER.match(text) or _MANNER_HAN.match(text))


def introduces(text: str) -> bool:
    """Whether a sentence speaks about the procedure itself."""
    return bool(_STANDING.match(text))
