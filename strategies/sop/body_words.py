"""The words around what is done: joints, pauses, ends, names in brackets, as patterns."""

import re
from typing import Final

TAIL: Final = re.compile(
    r"(?:[\s,，;；、:：.(（]|\b(?:and|then|or|but|to|please|so|you|we|they|immediately|directly)$|"
    r"(?:然后|再|并且?|则|就|即可?|可以?|接着|随后|之后|后|立即|直接|请|而后|应|需))+$",
    re.IGNORECASE,
)
HEAD: Final = re.compile(r"(?:[\s,，;；、:：]|(?:and|then|but)\b|然后|再|并且?|接着)+", re.IGNORECASE)
CLAUSE_START: Final = re.compile(
    r"(?:^|[,;:.→，；：。、>(（]|\b(?:then|and|or|but|please|should|must|may|can|will|otherwise|"
    r"directly|immediately|instead|they|you|we|therapist|clinician|counsell?or|nurse|session|call|"
    r"practitioner|volunteer|worker|interviewer|helper|facilitator|coach|operator|psychologist|"
    r"client|patient|afterwards?|thereafter|subsequently|finally|next|that|done|cases?|way|event|procedure|process|"
    r"level|up|not|which|this)"
    r"|[则就再并可请后即接需应]|然后|直接|立即|[\u4e00-\u9fff])\s*$",
    re.IGNORECASE,
)
OTHERS_MOVE: Final = re.compile(r"(?:鼓励|请|让|邀请|帮助|支持|建议|陪同)(?:来访者|患者|孩子|其|他|她|对方)?$")
REPEATS: Final = re.compile(
    r"(?:^|[,，;；]\s*|\band\s+|并|再)(?:then\s+|gently\s+|(?:it|this|that) (?:is|should be|"
    r"can be|is to be) |the (?:step|exercise|question|same|whole) (?:is|should be) )?(?P<verb>repeat(?:ing|ed|s)?|"
    r"re-?do|re-?run|"
    r"反复|重复|不断重复|循环)(?P<what>[^,，;；。.]*)",
    re.IGNORECASE,
)
GOES_ON: Final = re.compile(
    r"(?:then\s+)?(?:continue|carry on|keep going|go on|keep (?:doing|repeating) (?:this|it|so)|"
    r"continue (?:this|like this|in this way|with this))|(?:如此)?(?:继续|反复进行|坚持)",
    re.IGNORECASE,
)
ENDS_ONLY: Final = re.compile(
    r"(?:stop|pause|end)(?: (?:the|this) \w+)?(?: (?:here|now|at once|immediately))?|停止|暂停", re.IGNORECASE
)
ENDS_BARE: Final = re.compile(
    r"(?:(?:and|then|→|->)\s*)*(?:end|stop|close|finish|done|exit)(?: here| there| now)?|(?:则|就|即|→|->)*(?:结束|"
    r"终止|停止|完成|完毕?|完结)",
    re.IGNORECASE,
)
TELLS_TO_END: Final = re.compile(
    r"(?:close|finish|conclude|terminate|stop|discontinue|abort|cancel|hang|end(?!s? of))\b|结束|终止|停止|挂断|退出",
    re.IGNORECASE,
)
WHATEVER: Final = re.compile(
    r"(?:无论|不论|不管)[^，。；]{1,20}[，,]|(?:regardless of|whatever|no matter)\b[^,.;]{2,50},\s*|"
    r"(?:either way|in (?:both|any|either|all|every) (?:case|cases|event))[,:]?\s+|(?:以上)?(?:两种|任何|各种|"
    r"三种)?情况(?:下)?(?:均|都)(?=\S)",
    re.IGNORECASE,
)
GOES_ON_WITH: Final = re.compile(
    r"(?:continue|carry on|keep going|go on)(?: (?:with )?(?:the )?\w+){0,2}|继续\S{0,4}", re.IGNORECASE
)
NAMED: Final = re.compile(
    r"\s*[(（]\s*(?:see|go to|见|转|→|->)\s*(?P<bare>\d{1,2}(?:\.\d{1,2})*[a-h]?)\s*[)）]\s*[.。]?$|"
    r"\s*[(（]\s*(?:(?:see|go to|as in|per|cf\.?|refer to|follow|见|参见|详见|"
    r"转)\s*)?(?P<ref>(?:step|section|part|phase|stage|item)\s+[\w.]+|第\S{1,3}(?:步|部分|节|条)|"
    r"步骤\s*\S{1,3})[^)）]*[)）](?:\s+(?:first|before \w+(?: \w+)?|at once|immediately|"
    r"now))?\s*[.。]?$"
    r"|\s*[(（]\s*(?:see|go to|as in|per|refer to|见|参见|详见|转)\s*(?:the "
    r")?(?P<title>[^)）]{2,40}?)(?:\s+(?:below|above|section))?\s*[)）]\s*[.。]?$",
    re.IGNORECASE,
)
COMMA: Final = re.compile(r"[,，;；:：]\s*(?:and\s+|but\s+)?|\s+but\s+", re.IGNORECASE)
NOTHING: Final = re.compile(
    r"(?:needs?|requires?|calls? for) (?:no|nothing)(?: (?:change|action|more|else|further|special|other|step|"
    r"measure)s?)*|"
    r"(?:nothing|no (?:more|other|special)? ?(?:step|measure|change)s?)(?: (?:more|else|further|special))?"
    r"(?: (?:is|are) (?:needed|required|necessary|done|changed)| (?:to (?:do|change)|needed|"
    r"required))?(?:[,;]? (?:and )?"
    r"(?:go|move|carry|continue)(?: on)?)?|(?:无需|不需要?|不用|不必|不做)(?:其他|特殊|进一步|任何|额外)?(?:处理|干预|"
    r"措施|改变|操作)"
    r"(?:[，,](?:继续|往下))?",
    re.IGNORECASE,
)
"""Words that say that nothing is done."""
WAITS: Final = re.compile(r"(?:^|[，,])(?:请?等待?|待|直到)(?P<when>[^，。；]{2,14}?)(?:了|之?后|以后)?$")
"""`等放松一些再`, before words that lead back."""
LASTING: Final = re.compile(
    r"(?:上|约|大约|个)?(?:\d+|[一二两三四五六七八九十半几]+)个?半?(?:秒钟?|分钟?|小时|钟头|天|周|会儿?|刻钟|"
    r"阵子?)左?右?|一会儿?|片刻|一阵"
)
"""`等15分钟再测`: a time, and no condition."""
REDONE: Final = re.compile(
    r"(?:(?:隔|过|间隔|等)[^，。；]{1,8}?(?:之?后)?)?再(?:次)?[\u4e00-\u9fff]{1,3}?(?:一次|一遍|一下)?|"
    r"(?:wait [^,]{2,20} and )?(?:try|ring|call|phone|ask|do (?:it|this)|repeat (?:it|this)|go over it) (?:again|"
    r"once more)?",
    re.IGNORECASE,
)
"""What is nothing but the same once more."""
AS_ABOVE: Final = re.compile(
    r"(.{6,}?),?\s+(?:just |exactly |the same way )?as (?:above|before|earlier|already (?:described|done)|"
    r"described(?: above| before)?|set out above)"
    r"|(?:同上|同前|照前面的?(?:办法|做法)?|按上述(?:办法|方法)?|照上面的?(?:办法|做法)?)[，,]?([\u4e00-\u9fff]{3,})",
    re.IGNORECASE,
)
"""What was said before is to be done."""
JOINT: Final = re.compile(r",?\s+and\s+(?:then\s+)?|[，,]\s*(?:并|再|然后)?")
PAUSE: Final = re.compile(r"(?:隔|过|停|歇)(?:上|了|约)?[^，。；]{1,8}(?:之?后)?")
"""`隔两小时`, before 再打: a pause, and nothing that is done."""
AFTER_THAT: Final = re.compile(
    r"(?:(?:and|but)\s+)?(?:after (?:that|this|which|the (?:second|third|fourth|fifth|last)(?: \w+)?)|thereafter|"
    r"afterwards|beyond that|from then on|then|"
    r"if (?:it|this|that) (?:still )?(?:fails|does not help|does not work))\b[,:]?\s*|(?:之后|此后|以后|其后|再后|"
    r"然后|超过(?:的|后|则)?|"
    r"仍不行|还不行)(?:则|就|再)?[，,：:]?\s*",
    re.IGNORECASE,
)
"""Behind `back to step 2, at most twice;`: what is done once those rounds are used up."""
BEFORE_END: Final = re.compile(
    r"\b(?:before|until|till|after|when|while|as soon as|once)\s+(?:(?:you|they|we|he|she|it|the \w+)\s+)?$",
    re.IGNORECASE,
)
"""`before you hang up`: says when, and ends nothing."""
