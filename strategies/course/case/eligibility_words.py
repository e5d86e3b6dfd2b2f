"""How courses say for whom they are not and for whom they are, and which diagnoses stand for that.

Courses write their indications and exclusions as text in two languages. Each is read here into a closed list; a text
that names nothing of the list is a question to a clinician, never passed over.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from memory.record.presentation import Caution
from strategies.planning.text import Words


class Family(StrEnum):
    """Groups of diagnoses that courses are made for."""

    DEPRESSION = "depression"
    PANIC = "panic"
    WORRY = "worry"
    SOCIAL_ANXIETY = "social_anxiety"
    TRAUMA = "trauma"
    OBSESSION = "obsession"
    STRAIN = "strain"
    SLEEP = "sleep"
    EATING = "eating"
    SUBSTANCE = "substance"
    BIPOLAR = "bipolar"
    PSYCHOSIS = "psychosis"


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


FAMILY_WORDS: Mapping[Family, re.Pattern[str]] = {
    Family.DEPRESSION: _any(r"depress", r"low mood", "抑郁", "情绪低落"),
    Family.PANIC: _any(r"panic", r"agoraphob", "惊恐", "广场恐惧"),
    Family.WORRY: _any(r"generali[sz]ed anxiety", r"\bworry", "广泛性焦虑", "担忧"),
    Family.SOCIAL_ANXIETY: _any(r"social (?:anxiety|phobia)", "社交(?:焦虑|恐惧)"),
    Family.TRAUMA: _any(r"trauma", r"\bptsd\b", "创伤"),
    Family.OBSESSION: _any(r"obsess", r"compulsive disorder", r"\bocd\b", "强迫症", "强迫障碍"),
    Family.STRAIN: _any(r"under strain", r"\bstress\b", r"adjustment", "承受压力", "适应障碍", "紧张"),
    Family.SLEEP: _any(r"insomnia", r"sleep disorder", "失眠"),
    Family.EATING: _any(r"eating disorder", r"anorexi", r"bulimi", "进食障碍", "厌食", "贪食"),
    Family.SUBSTANCE: _any(r"alcohol use", r"substance use", "酒精使用", "物质使用"),
    Family.BIPOLAR: _any(r"bipolar", "双相"),
    Family.PSYCHOSIS: _any(r"psychosis", r"schizophren", "精神分裂", "精神病性"),
}
"""A family as texts name it."""

FAMILY_CODES: Mapping[Family, re.Pattern[str]] = {
    Family.DEPRESSION: re.compile(r"^(?:F3[23]|F34\.1|F41\.2|6A7)"),
    Family.PANIC: re.compile(r"^(?:F41\.0|F40\.0|6B01|6B02)"),
    Family.WORRY: re.compile(r"^(?:F41\.1|6B00)"),
    Family.SOCIAL_ANXIETY: re.compile(r"^(?:F40\.1|6B04)"),
    Family.TRAUMA: re.compile(r"^(?:F43\.1|6B4[01])"),
    Family.OBSESSION: re.compile(r"^(?:F42|6B20)"),
    Family.STRAIN: re.compile(r"^(?:F43\.[029]|Z73\.3|6B43|QE84)"),
    Family.SLEEP: re.compile(r"^(?:F51\.0|G47\.0|7A0)"),
    Family.EATING: re.compile(r"^(?:F50|6B8)"),
    Family.SUBSTANCE: re.compile(r"^(?:F1\d|6C4)"),
    Family.BIPOLAR: re.compile(r"^(?:F31|6A6)"),
    Family.PSYCHOSIS: re.compile(r"^(?:F2\d|6A2)"),
}
"""ICD-10 and ICD-11 codes of a family (DSM-5-TR is coded by ICD-10-CM)."""

CAUTION_WORDS: Mapping[Caution, re.Pattern[str]] = {
    Caution.MANIA: _any(r"\bmania\b", r"\bmanic\b", "躁狂"),
    Caution.BIPOLAR_UNTREATED: _any(r"bipolar", "双相"),
    Caution.PSYCHOSIS: _any(r"psychosis", r"psychotic", "精神病性"),
    Caution.WITHDRAWAL: _any(r"withdrawal from (?:alcohol|drugs|sedatives|opi)", r"\bwithdrawal$", "戒断"),
    Caution.DEPENDENCE: _any(r"dependence", r"addict", "依赖", "成瘾"),
    Caution.BODILY_CAUSE: _any(
        r"bodily illness(?:,? [a-z ]*)?(?:,? or a substance)? explains",
        r"(?:physical|medical) (?:cause|illness) ",
        "可由躯体疾病",
    ),
    Caution.ACTIVITY_LIMIT: _any(r"illness that limits activity", "限制活动"),
    Caution.HEART: _any(r"\bheart\b", r"cardiac", "心脏"),
    Caution.LUNG: _any(r"\blung", r"respiratory", "肺部", "呼吸系统"),
    Caution.SEIZURES: _any(r"seizure", r"epilep", "癫痫"),
    Caution.PREGNANCY: _any(r"pregnan", "怀孕", "妊娠"),
    Caution.EATING_DISORDER: _any(r"eating disorder", "进食障碍"),
    Caution.SELF_NEGLECT: _any(r"self-neglect", "自我忽视"),
    Caution.COGNITIVE_IMPAIRMENT: _any(r"intellectual", r"neurological impairment", r"dementia", "智力", "痴呆"),
    Caution.DANGER_AT_HOME: _any(r"danger at home", r"violence", "家中有暴力", "家庭暴力"),
}
"""A contraindication as exclusions name it; "withdrawal" alone is also what depressed people do."""

CAUTION_CODES: Mapping[Caution, re.Pattern[str]] = {
    Caution.MANIA: re.compile(r"^(?:F30|F31\.[012]|6A60\.[012])"),
    Caution.BIPOLAR_UNTREATED: re.compile(r"^(?:F31|6A6)"),
    Caution.PSYCHOSIS: re.compile(r"^(?:F2\d|6A2)"),
    Caution.WITHDRAWAL: re.compile(r"^F1\d\.[34]"),
    Caution.DEPENDENCE: re.compile(r"^F1\d\.2"),
    Caution.HEART: re.compile(r"^I(?:[012]\d|3\d|4\d|5[012])"),
    Caution.LUNG: re.compile(r"^J4[0-7]"),
    Caution.SEIZURES: re.compile(r"^(?:G4[01]|8A6)"),
    Caution.PREGNANCY: re.compile(r"^(?:O\d\d|Z33|Z34)"),
    Caution.EATING_DISORDER: re.compile(r"^(?:F50|6B8)"),
    Caution.COGNITIVE_IMPAIRMENT: re.compile(r"^(?:F0[0-3]|F7\d|6A00|6D8)"),
}
"""Diagnoses that are a contraindication by themselves."""

TREATED_MAY_PASS = frozenset({Caution.BIPOLAR_UNTREATED})
"""Only untreated ones speak against a course, and a code does not say which it is: a warning, no refusal."""

RISK_LEVEL = re.compile(r"risk level (\d) or more|风险等级在 ?(\d) ?级及以上", re.IGNORECASE)
SEVERITIES = re.compile(r"\b(mild|moderate|severe)(?:,? to (mild|moderate|severe))\b", re.IGNORECASE)

FINDINGS: Words = {
    "no_presentation": ("nothing is recorded of what the patient presents with", "尚未记录来访者的临床表现"),
    "no_presentation_do": (
        "record diagnosis, age band and contraindications before the first session, or say why not",
        "请在首次会谈前记录诊断、年龄段和禁忌，或说明为何不记录",
    ),
    "not_indicated": ("on record: {said}", "记录为：{said}"),
    "not_indicated_do": (
        "choose a course for what is on record, or override with the reason why this one fits",
        "请选择适合所记录情况的疗程，或写明为何仍适合本疗程后再继续",
    ),
    "no_diagnosis": ("no diagnosis is recorded", "尚未记录诊断"),
    "no_diagnosis_do": ("record the diagnosis and who made it", "请记录诊断及作出诊断的人"),
    "unsure_do": ("confirm the diagnosis or rule it out, and record which", "请确认或排除该诊断并记录"),
    "excluded_do": (
        "clear it in a clinician's name with the reason, choose another course, or override with a reason that is kept",
        "请由临床医生署名写明理由予以解除，或另选疗程，或写明理由（将留存）后继续",
    ),
    "excluded_warning_do": (
        "a clinician has to say whether this applies; record it as cleared, or choose another course",
        "须由临床医生判断是否适用：记录为已解除，或另选疗程",
    ),
    "risk": ("the risk level is {level}", "目前风险等级为 {level} 级"),
    "risk_do": (
        "see to safety first; a clinician lowers the level with a reason when that is right",
        "先处理安全问题；情况允许时由临床医生说明理由后下调",
    ),
    "age": ("age {band}", "年龄 {band} 岁"),
    "age_course": ("ages {low} to {high}", "{low} 至 {high} 岁"),
    "age_do": (
        "choose a course for this age, or override with the reason",
        "请选择适合该年龄的疗程，或写明理由后继续",
    ),
    "age_overlap_do": ("some of this age band lies outside: check the age", "该年龄段有一部分超出范围：请核对年龄"),
    "no_age": ("no age band is recorded", "尚未记录年龄段"),
    "no_age_do": ("record the age band", "请记录年龄段"),
    "severity": ("severity: {severity}", "严重程度：{severity}"),
    "severity_do": (
        "the course is made for another severity: check it, or choose another course",
        "本疗程针对的严重程度不同：请核对，或另选疗程",
    ),
    "unread_do": (
        "no rule reads this exclusion; a clinician has to say whether it applies",
        "没有规则能判读这一条排除标准，须由临床医生判断是否适用",
    ),
    "other": ("recorded: {text}", "已记录：{text}"),
    "other_do": (
        "a clinician has to say whether this speaks against the course",
        "须由临床医生判断它是否不利于本疗程",
    ),
}
"""What a finding says, and what to do about it."""
