"""The items' wording of instruments whose licence allows it, in both languages: PHQ-9 and GAD-7.

English: as published by their authors (Kroenke, Spitzer & Williams, 2001; Spitzer et al., 2006). Chinese: the
simplified Chinese translation in common use. `checked_by` names whoever has compared a wording with the printed form;
nobody has yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from memory.record.identity import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a person reads: the question, the items in order, and the answers with 0 first."""

    stem: Mapping[Language, str]
    items: Mapping[Language, tuple[str, ...]]
    answers: Mapping[Language, tuple[str, ...]]
    impairment: Mapping[Language, str]
    impairment_answers: Mapping[Language, tuple[str, ...]]
    source: str
    checked_by: str = "none"


_STEM = {
    Language.EN: "Over the last 2 weeks, how often have you been bothered by any of the following problems?",
    Language.ZH: "在过去的两个星期，有多少时候您受到以下任何问题困扰？",
}
_ANSWERS = {
    Language.EN: ("Not at all", "Several days", "More than half the days", "Nearly every day"),
    Language.ZH: ("完全不会", "好几天", "一半以上的天数", "几乎每天"),
}
_IMPAIRMENT = {
    Language.EN: (
        "If you checked off any problems, how difficult have these problems made it for you to do your work, take "
        "care of things at home, or get along with other people?"
    ),
    Language.ZH: "如果您勾选了任何问题，这些问题在您工作、处理家庭事务，或与他人相处上造成了多大的困难？",
}
_IMPAIRMENT_ANSWERS = {
    Language.EN: ("Not difficult at all", "Somewhat difficult", "Very difficult", "Extremely difficult"),
    Language.ZH: ("毫无困难", "有点困难", "非常困难", "极度困难"),
}
_SOURCE = "PHQ Screeners (Spitzer, Williams, Kroenke and colleagues, with a grant from Pfizer Inc.)"

PHQ9_WORDING = Wording(
    stem=_STEM,
    items={
        Language.EN: (
            "Little interest or pleasure in doing things",
            "Feeling down, depressed, or hopeless",
            "Trouble falling or staying asleep, or sleeping too much",
            "Feeling tired or having little energy",
            "Poor appetite or overeating",
            "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
            "Trouble concentrating on things, such as reading the newspaper or watching television",
            (
                "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so "
                "fidgety or restless that you have been moving around a lot more than usual"
            ),
            "Thoughts that you would be better off dead or of hurting yourself in some way",
        ),
        Language.ZH: (
            "做事时提不起劲或没有兴趣",
            "感到心情低落、沮丧或绝望",
            "入睡困难、睡不安稳或睡眠过多",
            "感觉疲倦或没有活力",
            "食欲不振或吃太多",
            "觉得自己很糟，或觉得自己很失败，或让自己或家人失望",
            "对事物专注有困难，例如阅读报纸或看电视时",
            "动作或说话速度缓慢到别人已经察觉？或正好相反——烦躁或坐立不安、动来动去的情况更胜于平常",
            "有不如死掉或用某种方式伤害自己的念头",
        ),
    },
    answers=_ANSWERS,
    impairment=_IMPAIRMENT,
    impairment_answers=_IMPAIRMENT_ANSWERS,
    source=_SOURCE,
)

GAD7_WORDING = Wording(
    stem=_STEM,
    items={
        Language.EN: (
            "Feeling nervous, anxious or on edge",
            "Not being able to stop or control worrying",
            "Worrying too much about different things",
            "Trouble relaxing",
            "Being so restless that it is hard to sit still",
            "Becoming easily annoyed or irritable",
            "Feeling afraid as if something awful might happen",
        ),
        Language.ZH: (
            "感觉紧张、焦虑或急切",
            "不能够停止或控制担忧",
            "对各种各样的事情担忧过多",
            "很难放松下来",
            "由于不安而无法静坐",
            "变得容易烦恼或急躁",
            "感到似乎将有可怕的事情发生而害怕",
        ),
    },
    answers=_ANSWERS,
    impairment=_IMPAIRMENT,
    impairment_answers=_IMPAIRMENT_ANSWERS,
    source=_SOURCE,
)

WORDINGS: Mapping[str, Wording] = {"phq9": PHQ9_WORDING, "gad7": GAD7_WORDING}
"""Instrument id -> its wording."""
