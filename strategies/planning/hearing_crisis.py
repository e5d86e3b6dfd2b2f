"""A report of danger: the client's and present under any name; under its own name a crisis unless it is plainly none.

Danger is calmed only by words about itself (denied, another's, past, a figure of speech, a false alarm), and these do
not count where the same report tells of something that people do before they harm themselves.
"""

import re

from strategies.planning.hearing_signs import sign_in
from strategies.planning.plan_case import Event, PlanCase
from strategies.planning.report import Report, Sign
from strategies.planning.risk_nouns import PAST
from strategies.planning.risk_wording import DangerState, dangers
from strategies.planning.turning import others_spans

_CRISIS = re.compile(
    r"\b(?:crisis|emergency|acute\w*|breakdown|fell\s+apart|hospital\w*|a&e|police|ambulance|hotline|helpline|"
    r"thrown\s+out|kicked\s+out|could\s+not\s+(?:calm|stop)|in\s+(?:great\s+)?distress|"
    r"desperate|despair|panic\w*|sobbing|hysteric\w*|urgent\w*)\b|危机|急诊|崩溃|报警|警察|救护车|热线|赶出|"
    r"绝望|痛哭|情绪失控|急性|失控|紧急",
    re.IGNORECASE,
)
_FALSE_ALARM = re.compile(
    r"false\s+alarm|misunderst\w+|not\s+(?:her|his|their)\s+own|about\s+(?:a|her|his|the)\s+(?:\w+\s+)?(?:film|"
    r"novel|friend|neighbou?r|colleague|character)|figure\s+of\s+speech|(?:is|are|was)\s+killing\s+me|"
    r"joking|as\s+a\s+joke|(?:laugh|grin|giggl|wink|chuckl)\w*|already\s+(?:\w+\s+){0,2}?(?:screened|over|resolved|"
    r"assessed|dealt)|(?:marked|flagged|coded|pressed|dialled|triggered|logged|raised|"
    r"sent)\s+(?:\w+\s+){0,2}?(?:by\s+mistake|"
    r"in\s+error|wrongly|by\s+accident|accidentally)|by\s+mistake|quotation|essay|amused|scenes?\s+(?:in|from)|"
    r"(?:plot|lyrics|title|chapter)\b|"
    r"not\s+about\s+(?:her|his|their)\s+safety|nothing\s+to\s+do\s+with\s+(?:her\s+|his\s+)?(?:safety|suicid\w*|"
    r"harm)|"
    r"(?:has|had|have|feels?|felt|is|are|was|were|reports?|with|and)\s+no\s+(?:\w+\s+){0,2}?(?:wish|thoughts?|"
    r"urges?|intention|"
    r"intent|plan|desire|idea|dark\s+thoughts)\b(?:\s+(?:to|of)\s+(?:hurt|harm|die|dying|end|death|self|suicide|"
    r"be\s+dead|"
    r"that\s+kind)\w*)?|wants\s+to\s+live|safe\s+and\s+well|(?:not|never)\s+(?:returned|come\s+back|recurred|"
    r"been\s+back)\s+since|"
    r"(?:bruises?|scratch\w*|marks?|cuts?)\s+(?:\w+\s+){0,4}?(?:from|by)\s+(?:the|her|his|a)\s+(?:cat|dog|fence|"
    r"garden|roses?|"
    r"fall|bike|football|gym|oven)|(?:practice|test|fire)\s+drill|(?:ambulance|police|call|emergency\s+call|"
    r"visit)\s+(?:was|were|had\s+been|came)\s+(?:\w+\s+)?for\s+(?:her|his|the|a)\s+(?!own|client|patient|self)\w+|"
    r"虚惊|误会|玩笑|笑话|作文|比喻|说的是(?:别人|朋友|同事|电影)|已(?:经)?(?:过去|平息|筛查|评估|处理)|(?:误|"
    r"按错|拨错|点错|标错|发错)(?:标|触|拨|报|了)?|"
    r"(?:剧|电影|小说|书|歌)(?:里|中|名)|情节|(?:和|与|跟)安全无关|没有?[^，。；]{0,8}(?:伤害|自杀|寻死|轻生|"
    r"不好|消极|自伤)[^，。；]{0,6}(?:想法|"
    r"念头|打算|冲动|意思)|(?<!不)(?<!不太)(?<!没)想(?:好好)?(?:地)?活(?!动|泼|够)|(?:先|自己|说完|咯咯|"
    r"哈哈)(?:地|大)?笑|笑了|猫抓|狗抓|磕的|没(?:有)?再(?:出现|有|来)|(?:这样|这种|此类|类似)的?(?:念头|想法)|"
    r"(?:此后|之后|后来)(?:再)?(?:也)?没有?|当时就(?:谈|评估|处理|筛查)|(?:救护车|警察|急救|"
    r"警车)(?:\w{0,3})(?:来|为|给)(?:\w{0,2})(?:隔壁|邻居|楼|别人|外婆|奶奶|同事)|口头禅|演习",
    re.IGNORECASE,
)
_BEFORE_HARM = re.compile(
    r"\b(?:letters?\s+to\s+(?:her|his|their|the)\s+\w+|house\s+keys|good-?bye|farewell|rope|bridge|cliff|ledge|"
    r"roof(?:top)?\b|"
    r"platform|railway|rails|tracks|reservoir|canal|pills|tablets|overdos\w*|kni(?:fe|ves)|blades?|razors?|guns?\b|"
    r"(?:if|when|once|were)\s+(?:he|she|they|i)\s+(?:were|was|is|are|am)?\s*(?:gone|dead|not\s+(?:there|here)|"
    r"no\s+longer)|"
    r"without\s+(?:her|him|me|them)\b|burden|miss(?:ed)?\s+(?:her|him|me)\b|easier\s+for\s+(?:everyone|"
    r"everybody|all)|"
    r"(?:written|wrote|left|writing)\s+(?:an?\s+)?(?:\w+\s+)?(?:note|letters?)\b|affairs\s+in\s+order|"
    r"giv\w+\s+away|gave\s+away|take\s+(?:the|her|his)\s+(?:dog|cat|pets?)|can(?:not|'t)\s+go\s+on|"
    r"no\s+way\s+out|end\s+it|done\s+with\s+(?:everything|it\s+all|life)|nothing\s+matters|voices?\b)|"
    r"遗|后事|道别|告别|托付|绳|桥|天台|楼顶|楼边|站台|铁轨|水库|河边|江边|海边|药片|安眠药|刀|枪|炭|不在了|"
    r"没有我|少了我|累赘|拖累|"
    r"解脱|(?:一切|什么)都(?:结束|不重要)|不想管了|存折密码|写了信|走进去|声音让|声音叫",
    re.IGNORECASE,
)
"""What people do or say before they harm themselves; it is never calmed by a laugh or a denial."""
_ORDINARY = re.compile(
    r"(?:pills|tablets)\b[^.;]{0,40}(?:vitamins?|prescribed|contracepti\w+|hay\s*fever|antibiotics?)|"
    r"药片[^。；]{0,12}(?:维生素|医生开|平常吃|钙片)|in\s+her\s+will\b",
    re.IGNORECASE,
)


def crisis_told(case: PlanCase, *, plan: bool) -> Report | None:
    """The report of danger; none when a case of another name tells of none. `plan`: a safety plan is there."""
    text = case.event_detail
    found = dangers(text)
    present = [each for each in found if each.state is DangerState.PRESENT]
    if present:
        gravest = max(present, key=lambda each: each.level)
        return Report(
            kind=Event.NEW_CRISIS,
            warranted=True,
            quote=gravest.sentence,
            level=gravest.level,
            signs=_crisis_signs(text, plan=plan),
        )
    if case.event is not Event.NEW_CRISIS:
        return None
    lowered = {each.state for each in found}
    acute = _CRISIS.search(text) is not None and lowered <= {DangerState.DENIED, DangerState.FIGURE}
    preparing = _BEFORE_HARM.search(_ORDINARY.sub(" ", text)) is not None and lowered <= {
        DangerState.DENIED,
        DangerState.FIGURE,
    }
    calmed = bool(not preparing and (_FALSE_ALARM.search(text) or (lowered and not acute)))
    if not found and not acute and not preparing and (_anothers(text) or PAST.search(text)):
        calmed = calmed or not _own_distress(text)
    why = ", ".join(sorted(lowered)) or "nothing of danger is the client's and present"
    return Report(
        kind=Event.NEW_CRISIS,
        warranted=not calmed,
        quote=text,
        why=why if calmed else "",
        level=0 if calmed else 2,
        signs=_crisis_signs(text, plan=plan),
    )


def _anothers(text: str) -> bool:
    """Whether a report is about another person from its first word on."""
    return any(start == 0 for start, _ in others_spans(text)) or _ABOUT_ANOTHER.search(text) is not None


_ABOUT_ANOTHER = re.compile(
    r"^(?:it|this|that|the\s+\w+)\s+(?:is|was|were|concern(?:s|ed)|had\s+been)\s+(?:about\s+|"
    r"made\s+for\s+)?(?:her|his|their|a|the)\s+"
    r"(?:\w+\s+)?(?:friend|brother|sister|mother|father|cousin|colleague|neighbou?r|grand\w+|aunt|uncle|son|"
    r"daughter|husband|"
    r"wife|partner|flatmate)",
    re.IGNORECASE,
)


def _own_distress(text: str) -> bool:
    return (
        re.search(
            r"\b(?:client|she|he)\s+(?:\w+\s+)?(?:called|rang|came|is\s+in|was\s+found)|"
            r"来访者(?:\w{0,4})(?:来电|求助|崩溃)",
            text,
        )
        is not None
    )


def _crisis_signs(text: str, *, plan: bool) -> frozenset[Sign]:
    signs = {sign for sign in (Sign.MEANS, Sign.RECURRENCE, Sign.MEDICAL) if sign_in(text, sign)}
    if plan and sign_in(text, Sign.FAILED_STEP):
        signs.add(Sign.FAILED_STEP)
    return frozenset(signs)
