"""The general ways in which a report says that a thing asks for nothing, and which of them count for which kind.

A form is about how a thing stands, never about what it is: settled, expected, explained, harmless, small, only asked,
long known, gone well. Danger has forms of its own (`strategies.planning.hearing_crisis`) and none of these calms it.
"""

from collections.abc import Mapping
from enum import StrEnum

from strategies.planning.plan_case import Event


class Form(StrEnum):
    """How a report calms something."""

    SETTLED = "settled"
    EXPECTED = "expected"
    EXPLAINED = "explained"
    HARMLESS = "harmless"
    SMALL = "small"
    ASKED = "asked"
    LONG_KNOWN = "long_known"
    WELL = "well"


FORMS: Mapping[Event, tuple[Form, ...]] = {
    Event.MISSED_HOMEWORK: (Form.EXPLAINED,),
    Event.SESSION_GAP: (Form.EXPECTED,),
    Event.CONTRADICTING_FACT: (Form.SETTLED, Form.EXPLAINED, Form.HARMLESS, Form.ASKED),
    Event.RUPTURE: (Form.SETTLED, Form.EXPECTED, Form.HARMLESS, Form.WELL),
    Event.TARGET_ACHIEVED: (Form.EXPLAINED, Form.ASKED),
    Event.MEASURE_WORSENING: (Form.SETTLED, Form.EXPECTED, Form.EXPLAINED, Form.HARMLESS, Form.SMALL),
    Event.NEW_PROBLEM: (
        Form.SETTLED,
        Form.EXPECTED,
        Form.EXPLAINED,
        Form.HARMLESS,
        Form.SMALL,
        Form.ASKED,
        Form.LONG_KNOWN,
    ),
    Event.MEDICATION_CHANGE: (Form.EXPECTED, Form.EXPLAINED, Form.ASKED, Form.LONG_KNOWN),
    Event.LIFE_EVENT: (
        Form.SETTLED,
        Form.EXPECTED,
        Form.EXPLAINED,
        Form.HARMLESS,
        Form.SMALL,
        Form.ASKED,
        Form.LONG_KNOWN,
        Form.WELL,
    ),
    Event.NO_RESPONSE: (Form.EXPECTED, Form.EXPLAINED),
    Event.DROPOUT_RISK: (Form.SETTLED, Form.EXPECTED, Form.EXPLAINED, Form.WELL),
}
"""What counts for a kind. Where a form would say the opposite (an unchanged score does not calm "no response"), it
is not listed."""

OTHERS_COUNT_NOT = frozenset(
    {
        Event.MISSED_HOMEWORK,
        Event.RUPTURE,
        Event.TARGET_ACHIEVED,
        Event.MEASURE_WORSENING,
        Event.NEW_PROBLEM,
        Event.MEDICATION_CHANGE,
        Event.DROPOUT_RISK,
    }
)
"""Kinds of which another person's are none of the client's. What befalls one's kin may be an event in one's life."""

TENSION: Mapping[Event, str] = {
    Event.MISSED_HOMEWORK: (
        r"\b(?:not?|never|none|nothing|neither|nor|n't|without|empty|blank|only|just|once|dropp\w+|avoid\w*|"
        r"stopp?\w*|threw|thrown|"
        r"gave|forg[eo]t\w*|miss\w*|tired|too|hard|shrug\w*|drawer|untouched|unopened|meant|intended|away|lost|"
        r"late|busy|behind|"
        r"half|part\w*|few|first\s+page|got\s+in)\b|n't\b|没|未|无|不|空|只|忘|烦|丢|收起|原封|还是新|缺|漏|拖|"
        r"停|懒|累|忙|半|草草"
    ),
    Event.CONTRADICTING_FACT: (
        r"\b(?:but|though|although|yet|whereas|while|however|differ\w*|other|another|instead|den(?:y|ies|ied)|"
        r"never|no|not|none|until|"
        r"against|contrary|unlike|opposite|suddenly|turns?|turned|emerge\w*|came\s+out|hid\w*|conceal\w*|"
        r"secret\w*|always|now|today|"
        r"this\s+time|also|claims?|claimed|insist\w*|makes|according|first|earlier|before|only|averages?|shows?|"
        r"discover\w*|learn\w*|found)\b|n't\b|"
        r"却|但|可(?!能|以)|而|不一|不同|不符|从不|从没|从未|没|否认|一直|原来|今天|这次|如今|现在|先|又|另|"
        r"相反|隐瞒|瞒|突然|据|比|两种|上写|自述|说成|才知"
    ),
    Event.MEDICATION_CHANGE: (
        r"\b(?:off|without|twice|doubl\w*|half|halv\w*|less|fewer|more|extra|begun|began|beg[ai]n\w*|start\w*|"
        r"new|no\s+longer|stopp?\w*|skip\w*|"
        r"miss\w*|switch\w*|swapp?\w*|instead|add\w*|remov\w*|cut\w*|drop\w*|quit|out\s+of|ran|forg[eo]t\w*|"
        r"rais\w+|lower\w*|increas\w*|"
        r"reduc\w*|not\s+(?:tak\w+|renew\w*|swallow\w*)|trial|injection|exchang\w*|stronger|weaker|only\s+when|"
        r"irregular\w*)\b|才吃|更强|停|断|减|加|换|新|双倍|倍|不吃|没吃|"
        r"漏|忘|少|多吃|改|开始|不肯|扔|用上|半"
    ),
    Event.LIFE_EVENT: (
        r"\b(?:mother|father|mum|mom|dad|brother|sister|husband|wife|partner|son|daughter|child(?:ren)?|baby|"
        r"twins|grand\w+|parents?|boyfriend|"
        r"give\s+up|gave\s+up|shop|business|girlfriend|fianc\w+|family|home|house|flat|landlord|job|work|firm|"
        r"factory|office|boss|company|school|university|exam|bank|court|"
        r"lawyer|doctor|surgeon|months?\s+to|lost|los[st]\w*|never|no\s+longer|not|suddenly|forced|without|"
        r"nothing|ended|over|left|alone|"
        r"afraid|threat\w*|attack\w*|stolen|broken|ruin\w*|collaps\w*)\b|n't\b|"
        r"母|父|妈|爸|哥|弟|姐|妹|丈夫|妻|老公|老婆|伴侣|儿|女|孩子|胎|奶奶|爷爷|外婆|外公|家|房|工作|公司|单位|"
        r"厂|老板|学校|考|银行|法院|律师|医生|"
        r"没|失|丢|店|只好|不再|突然|被|断|塌|毁|独自|怕|威胁|偷|抢|破"
    ),
    Event.TARGET_ACHIEVED: (
        r"\b(?:weeks?|months?|always|every|daily|since|ever|reach\w*|met|achiev\w*|goal|target|no\s+longer|"
        r"never|without)\b|周|月|每|天天|一直|不再|再也|"
        r"达|目标|从不|都"
    ),
    Event.DROPOUT_RISK: (
        r"\b(?:not?|none|neither|never|nothing|no|without|stopp?\w*|quit\w*|leav\w*|end\w*|paus\w*|break|"
        r"miss\w*|cancel\w*|"
        r"late|last|goodbye|enough|"
        r"too|whether|maybe|perhaps|might|may|unsure|doubt\w*|waste|money|cost\w*|expensive|far|busy|tired|"
        r"point\w*|else|elsewhere|other|"
        r"give\s+up|giving\s+up|gave\s+up|drop\w*|less|fewer|shorter|off|away|see|file|bill|reluctan\w*|"
        r"hesitat\w*|half-?heart\w*|"
        r"wonder\w*|alone|own|manage)\b|n't\b|不|没|未|无|停|歇|缓|退|取消|迟|缺|最后|结束|也许|可能|够|太|累|"
        r"远|贵|忙|费|钱|再说|再看|看吧|看情况|怀疑|犹豫|"
        r"算了|别的|换|告别|道别|资料|短|少"
    ),
}
"""Where no cue speaks either way, a report of these kinds warrants a change only with a word of tension: of something
missing, differing, strained or ending. Its lists are wide on purpose."""
