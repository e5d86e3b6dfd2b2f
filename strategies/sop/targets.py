"""Targets that a step names: sleep, mood, anxiety and the like. What it does not name is for the clinician to say."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from memory.record.identity import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTarget:
    """A target as the format declares it. `slots` are the names of numbers that measure it."""

    id: str
    kind: str
    direction: Literal["up", "down"]
    label: dict[Language, str]
    measure: str
    slots: tuple[str, ...]
    words: re.Pattern[str]


def _target(
    name: str, kind: str, direction: Literal["up", "down"], label: tuple[str, str], measure: str, slots: str, words: str
) -> KnownTarget:
    return KnownTarget(
        id=f"tgt.{name}",
        kind=kind,
        direction=direction,
        label={Language.EN: label[0], Language.ZH: label[1]},
        measure=measure,
        slots=tuple(slots.split()),
        words=re.compile(words, re.IGNORECASE),
    )


KNOWN: Final = (
    _target(
        "sleep", "behaviour", "down", ("sleep", "睡眠"), "isi", "isi sleep_efficiency",
        r"\b(?:sleep|time in bed|insomnia|bedtime)\b|睡眠|失眠|卧床",
    ),
    _target(
        "panic", "symptom", "down", ("fear of bodily sensations", "对身体感觉的恐惧"), "suds", "suds fear",
        r"\b(?:panic|interoceptive|hyperventilat|straw|spinning)\b|惊恐|恐慌",
    ),
    _target(
        "anxiety", "symptom", "down", ("anxiety", "焦虑"), "gad7", "gad7 anxiety distress",
        r"\b(?:anxi(?:ety|ous)|fear|exposure|worry|hierarchy)\b|焦虑|恐惧|暴露|担忧",
    ),
    _target(
        "activity", "behaviour", "up", ("doing things that matter", "做有意义的事"), "homework_outcome", "",
        r"\b(?:activit(?:y|ies)|behaviou?ral activation|schedule)\b|活动|行为激活",
    ),
    _target(
        "adherence", "behaviour", "up", ("taking medication as agreed", "按约服药"), "doses", "missed_doses adherence",
        r"\b(?:medication|doses?|pills?|adherence)\b|服药|用药|漏服|依从",
    ),
    _target(
        "craving", "symptom", "down", ("craving", "渴求"), "craving", "craving urge drinks",
        r"\b(?:craving|urge|drink(?:ing)?|alcohol|lapse)\b|渴求|饮酒|酒精",
    ),
    _target(
        "thoughts", "cognition", "up", ("seeing thoughts as thoughts", "把想法当作想法来看"),
        "thought_record", "belief",
        r"\b(?:thoughts?|belief|evidence|balanced|reframe)\b|想法|信念|证据|认知",
    ),
    _target(
        "homework", "behaviour", "up", ("work between sessions", "会谈间的练习"), "homework_outcome", "hw_status",
        r"\b(?:homework|task|barriers?|assignment)\b|作业|任务|障碍",
    ),
    _target(
        "mood", "symptom", "down", ("low mood", "情绪低落"), "phq9", "phq9 mood",
        r"\b(?:mood|depress\w*)\b|情绪|抑郁|心境",
    ),
)  # fmt: skip


def named_target(*texts: str) -> KnownTarget | None:
    """The first known target that the texts name, looked for in the step's own words before those around it."""
    for text in texts:
        found = next((target for target in KNOWN if target.words.search(text)), None)
        if found is not None:
            return found
    return None
