"""Conformance of the risk rules to our own bank, and what stands around a phrase."""

import time

import pytest

from memory.record.risk import RiskKind
from strategies.risk.reading import RiskFeature
from strategies.risk.rules import Reading, scan
from tests.strategies.risk_bank import ALARM_EN, ALARM_ZH, CALM_EN, CALM_ZH


@pytest.mark.parametrize(("text", "least", "most"), ALARM_EN + ALARM_ZH)
def test_a_line_of_danger_alarms_in_its_tier(text: str, least: int, most: int) -> None:
    reading = scan(text)
    assert (reading.alarm, least <= reading.tier <= most) == (True, True), reading.why


@pytest.mark.parametrize("text", CALM_EN + CALM_ZH)
def test_ordinary_talk_does_not_alarm(text: str) -> None:
    assert (scan(text).alarm, scan(text).tier) == (False, 0), scan(text).why


def test_the_bank_holds_both_languages_and_hard_negatives() -> None:
    assert len(ALARM_EN) + len(ALARM_ZH) + len(CALM_EN) + len(CALM_ZH) >= 160
    assert min(len(ALARM_ZH), len(ALARM_EN), len(CALM_ZH), len(CALM_EN)) >= 40


def test_text_without_danger_reads_as_nothing() -> None:
    assert scan("We talked about the weather.") == Reading(
        alarm=False, tier=0, level=0, kinds=(), layers=(), why="", features=(), spans=()
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I wish I was dead.", RiskKind.PASSIVE_IDEATION),
        ("I keep thinking about killing myself.", RiskKind.ACTIVE_IDEATION),
        ("I wrote a suicide note.", RiskKind.PLAN_OR_INTENT),
        ("I tried to hang myself on Sunday.", RiskKind.ATTEMPT_OR_BEHAVIOR),
        ("I cut myself again.", RiskKind.SELF_HARM_NONSUICIDAL),
        ("我想捅死他", RiskKind.HARM_TO_OTHERS),
        ("他昨晚又打我了", RiskKind.HARM_FROM_OTHERS),
        ("有个声音命令我跳下去", RiskKind.PSYCHOSIS_COMMAND),
        ("我吃了两瓶安眠药", RiskKind.MEDICAL_EMERGENCY),
    ],
)
def test_every_kind_is_heard(text: str, kind: RiskKind) -> None:
    assert kind in scan(text).kinds


@pytest.mark.parametrize(
    ("text", "feature", "tier"),
    [
        ("I have never thought about killing myself.", RiskFeature.NEGATED, 0),
        ("My brother wants to kill himself.", RiskFeature.SOMEONE_ELSE, 1),
        ("My uncle killed himself.", RiskFeature.SOMEONE_ELSE, 0),
        ("I tried to kill myself when I was sixteen.", RiskFeature.PAST, 1),
        ("I am not going to kill myself over this report.", RiskFeature.IDIOM, 0),
        ("The song says 'I want to kill myself tonight'.", RiskFeature.QUOTED, 1),
        ("If I ever felt like jumping off a bridge I would call you.", RiskFeature.HYPOTHETICAL, 1),
        ("我从来没想过自杀。", RiskFeature.NEGATED, 0),
        ("我同学说他想自杀。", RiskFeature.SOMEONE_ELSE, 1),
        ("我十年前自杀过。", RiskFeature.PAST, 1),
    ],
)
def test_what_stands_around_a_phrase_lowers_the_tier_and_keeps_the_phrase(
    text: str, feature: RiskFeature, tier: int
) -> None:
    reading = scan(text)
    assert (feature in reading.features, reading.tier, bool(reading.spans)) == (True, tier, True), reading


def test_a_denial_does_not_hide_what_follows_it() -> None:
    assert scan("I'm not going to kill myself. I just wish I were dead.").tier == 1
    assert scan("我不会自杀，可是真的活不下去了。").tier == 1


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I didn't kill myself, but I want to", 1),
        ("I haven't tried to kill myself but I wanted to.", 1),
        ("No, I never cut myself though I might.", 1),
        ("I don't want to die, but I want to sleep.", 0),
        ("I never tried to kill myself. But I want to finish school.", 0),
        ("我没有自杀，但我想", 1),
        ("我没想自杀，但有时候想过", 1),
        ("我没自杀，但是我想好好活", 0),
    ],
)
def test_a_denial_that_is_taken_back_is_asked_about(text: str, level: int) -> None:
    assert scan(text).level == level


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I wrote a suicide note to my ex", 3),
        ("I wrote goodbye letters to my ex and my kids", 3),
        ("I recorded my farewell video for school", 3),
        ("I wrote the goodbye letter to my marriage for homework", 1),
        ("I cut myself a bit last night", 2),
        ("I hit myself off and on", 2),
        ("I cut myself a thick slice of bread", 0),
        ("我被他打倒在地", 2),
        ("计划被打乱，我很烦躁。", 0),
        ("爆单爆到吐血", 0),
        ("早上咳血了，很多", 3),
    ],
)
def test_errands_and_turns_of_phrase_are_told_from_what_they_sound_like(text: str, tier: int) -> None:
    assert scan(text).tier == tier


def test_something_recent_is_not_lowered_as_past() -> None:
    assert scan("When I was a child I was fine, but last night I tried to kill myself.").tier == 3


@pytest.mark.parametrize(
    ("answer", "question", "level"),
    [
        ("Yes.", "Are you having thoughts of ending your life?", 2),
        ("sometimes, at night", "Have you been thinking about killing yourself?", 2),
        ("No.", "Are you having thoughts of ending your life?", 0),
        ("Yes.", "Did you do the homework?", 0),
        ("有时候会", "你有没有想过自杀？", 2),
        ("没有", "你有没有想过自杀？", 0),
        ("Yes, I have a plan.", "Have you been thinking about killing yourself?", 5),
    ],
)
def test_a_bare_yes_counts_when_the_question_was_about_suicide(answer: str, question: str, level: int) -> None:
    assert scan(answer, context=question).level == level


@pytest.mark.parametrize(
    "text",
    [
        "I want to K I L L myself",
        "ｓｕｉｃｉｄａｌ",
        "su1c1dal",
        "I want to diiiie",
        "我想*死",
        "我 想 自 殺",
        "\u200b我不\u200b想活了",
        "ѕuiсidal",
    ],
)
def test_disguised_spelling_is_heard(text: str) -> None:
    assert scan(text).alarm


@pytest.mark.parametrize(
    "text", ["ｗｅｌｌ… I want to diiie, ok", "嗯，我 想 自 殺 了。", "She said hi. I WANT TO DIE!"]
)
def test_spans_quote_the_words_as_they_were_typed(text: str) -> None:
    spans = scan(text).spans
    assert spans
    assert [text[span.start : span.end] for span in spans] == [span.quote for span in spans]


def test_level_tier_and_alarm_agree_on_every_line_of_the_bank() -> None:
    for text in [*(line[0] for line in ALARM_EN + ALARM_ZH), *CALM_EN, *CALM_ZH]:
        reading = scan(text)
        assert (reading.tier, reading.alarm) == ((reading.level + 1) // 2, reading.tier >= 1)


def test_long_hostile_text_does_not_stall() -> None:
    began = time.perf_counter()
    for text in ("not " * 3000, "i want to " * 2000, "不想" * 3000, "我" * 6000, "a" * 20000, "k i l l " * 2000):
        scan(text)
    assert time.perf_counter() - began < 20
