"""What a turn hears: lexicon and classifier united, nothing lowered; and the prefilter loses nothing."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from memory.record.risk import RiskKind
from strategies.risk import (
    classifier,
    grading,
    hearing,
    lexicon_en,
    lexicon_en_acts,
    lexicon_en_coded,
    lexicon_en_harm,
    lexicon_zh,
    lexicon_zh_coded,
    lexicon_zh_harm,
    rules,
)
from strategies.risk.bank_lines import held_files, read_bank, training_files
from strategies.risk.classifier import Classifier, shipped
from strategies.risk.errors import WeightsUnusable
from strategies.risk.grading import PAGE, SCREEN, SUICIDE, Grader, Head, head_names
from strategies.risk.grading import Header as GradeHeader
from strategies.risk.hearing import NOT_USABLE, hear, is_bare, trained_layers, united
from strategies.risk.latch import tier_of
from strategies.risk.normalise import normalise
from strategies.risk.reading import RiskFeature
from strategies.risk.rules import scan, suspect
from strategies.risk.trigger import Triggers, literals_of
from tests.strategies.risk_bank import ALARM_EN, ALARM_ZH, CALM_EN, CALM_ZH

TEXTS = [each[0] for each in ALARM_EN + ALARM_ZH] + [*CALM_EN, *CALM_ZH]
ALL_ENTRIES = (
    *lexicon_en.ENTRIES,
    *lexicon_en_acts.ENTRIES,
    *lexicon_en_coded.ENTRIES,
    *lexicon_en_harm.ENTRIES,
    *lexicon_zh.ENTRIES,
    *lexicon_zh_coded.ENTRIES,
    *lexicon_zh_coded.PINYIN,
    *lexicon_zh_harm.ENTRIES,
)


def saying(chance: float) -> Classifier:
    """A classifier that says the same of every text."""
    bias = float(np.log(chance / (1 - chance)))
    header = shipped().header.model_copy(update={"bias": bias, "bits": 10})
    return Classifier(header=header, table=np.zeros(1 << header.bits, dtype=np.int8))


def grading_all(*, screen: float = 0.01, page: float = 0.01, kind: str = SUICIDE) -> Grader:
    """A grader that says the same of every text, and believes itself from 0.5 on."""
    chances = dict.fromkeys(head_names(), 0.02) | {SCREEN: screen, PAGE: page, kind: 0.9}
    heads = tuple(
        Head(name=name, bits=8, scale=1.0, bias=float(np.log(p / (1 - p))), sure_latin=0.5, sure_chinese=0.5)
        for name, p in chances.items()
    )
    tables = tuple(np.zeros(256, dtype=np.int8) for _ in heads)
    return Grader(header=GradeHeader(format=1, heads=heads, bank_sha256="x"), tables=tables)


BRIDGE = "we had soup by the bridge."
ASKING = grading_all()
PAGING = grading_all(screen=0.9, page=0.9)


def test_what_the_classifier_alone_hears_is_asked_about_and_pages_nobody() -> None:
    heard = united(scan("We had soup."), "we had soup.", saying(0.99), ASKING)
    assert (heard.alarm, heard.tier, heard.level, heard.layers) == (True, 1, 1, ("classifier",))
    assert heard.kinds == (RiskKind.PASSIVE_IDEATION,)
    assert "p = 0.99" in heard.why


@pytest.mark.parametrize(
    ("grader", "level", "kind"),
    [
        (grading_all(screen=0.9), 3, RiskKind.ACTIVE_IDEATION),
        (PAGING, 5, RiskKind.PLAN_OR_INTENT),
        (grading_all(kind="harm_from_others"), 2, RiskKind.HARM_FROM_OTHERS),
        (grading_all(kind="harm_to_others"), 1, RiskKind.HARM_TO_OTHERS),
        (grading_all(screen=0.9, kind="harm_to_others"), 3, RiskKind.HARM_TO_OTHERS),
        (grading_all(screen=0.9, kind="psychosis_command"), 3, RiskKind.PSYCHOSIS_COMMAND),
        (grading_all(screen=0.9, page=0.9, kind="psychosis_command"), 5, RiskKind.PSYCHOSIS_COMMAND),
        (grading_all(screen=0.9, kind="medical_emergency"), 3, RiskKind.MEDICAL_EMERGENCY),
        (grading_all(screen=0.9, page=0.9, kind="medical_emergency"), 6, RiskKind.MEDICAL_EMERGENCY),
        (grading_all(screen=0.9, kind="self_harm_nonsuicidal"), 3, RiskKind.SELF_HARM_NONSUICIDAL),
    ],
)
def test_where_the_grader_is_sure_it_comes_to_more_and_goes_the_way_of_its_kind(
    grader: Grader, level: int, kind: RiskKind
) -> None:
    heard = united(scan(BRIDGE), BRIDGE, saying(0.99), grader)
    assert (heard.level, heard.tier, heard.kinds) == (level, tier_of(level), (kind,))
    assert ("graded" in heard.why) is (heard.tier > 1)
    assert not united(scan(BRIDGE), BRIDGE, saying(0.01), grader).alarm


def test_a_classifier_that_denies_everything_lowers_nothing() -> None:
    for text in TEXTS:
        alone = scan(text)
        assert united(alone, normalise(text).text, saying(0.001), PAGING) == alone


def test_a_classifier_that_fears_everything_raises_to_asking_and_keeps_the_rest() -> None:
    for text in TEXTS:
        alone, both = scan(text), united(scan(text), normalise(text).text, saying(0.999), ASKING)
        assert both.spans == alone.spans
        if alone.alarm:
            assert both == alone
        else:
            assert (both.tier, both.level, both.alarm) == (1, 1, True)
            assert both.layers == (*alone.layers, "classifier")


def test_layers_that_fear_the_worst_page_but_never_on_a_phrase_that_was_lowered() -> None:
    raised = 0
    for text in TEXTS:
        alone, both = scan(text), united(scan(text), normalise(text).text, saying(0.999), PAGING)
        assert both.level >= alone.level
        assert {*both.kinds} >= {*alone.kinds}
        if alone.features or (alone.spans and not alone.alarm):
            assert both.level == max(alone.level, 0 if is_bare(normalise(text).text) else 1)
        elif not is_bare(normalise(text).text):
            assert both.tier == 3
            raised += alone.tier < 3
    assert raised > 50


def test_a_phrase_that_was_lowered_to_nothing_needs_a_surer_classifier() -> None:
    text = "I have never thought about killing myself."
    lowered = scan(text)
    assert lowered.spans
    assert not lowered.alarm
    for chance, alarm in ((0.89, False), (0.91, True)):
        trained = saying(chance)
        header = trained.header.model_copy(update={"lowered": 0.9, "suspect_latin": 0.5})
        assert united(lowered, text.lower(), replace(trained, header=header), PAGING).alarm is alarm


DENIED = "I have never thought about killing myself."


@pytest.mark.parametrize("beside", ["The soup on the blade was cold.", "Soup; on a blade!", "汤在桥边都凉透了。"])
def test_the_sentences_beside_a_phrase_that_was_lowered_are_heard_on_their_own(
    monkeypatch: pytest.MonkeyPatch, beside: str
) -> None:
    monkeypatch.setattr(classifier, "shipped", lambda: saying(0.87))
    monkeypatch.setattr(hearing, "trained_layers", lambda: (saying(0.87), PAGING))
    denied = hear(DENIED)
    assert not denied.alarm
    for text in (f"{DENIED} {beside}", f"{beside} {DENIED}", f"{beside}\n{DENIED}"):
        heard = hear(text)
        assert heard.alarm
        assert (heard.spans[0].quote, heard.features) == ("killing myself", denied.features)
        assert heard.layers == ("lexicon", "classifier")
    assert hear(f"{DENIED} Maybe once.") == denied, "two words are an answer"


def test_what_stands_beside_a_lowered_phrase_that_alarms_can_raise_it_further(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "My brother keeps saying that he will kill himself."
    assert (scan(text).tier, scan(text).features) == (1, (RiskFeature.SOMEONE_ELSE,))
    monkeypatch.setattr(hearing, "trained_layers", lambda: (saying(0.99), PAGING))
    monkeypatch.setattr(classifier, "shipped", lambda: saying(0.99))
    assert hear(text).tier == 1
    assert hear(f"{text} We had soup by the bridge.").tier == 3


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("I'd rather not say.", False),
        ("I would rather not talk about it today", False),
        ("Next question, please.", False),
        ("没什么好说的", False),
        ("I'd rather not be alive", True),
        ("I'd rather not say, but I wrote the letters", True),
    ],
)
def test_declining_an_answer_says_nothing(text: str, alarm: bool) -> None:
    assert united(scan(text), normalise(text).text, saying(0.99), ASKING).alarm is alarm


def test_the_lexicon_works_on_when_the_weights_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Classifier:
        raise WeightsUnusable("weights.bin", "gone")

    monkeypatch.setattr(classifier, "shipped", broken)
    heard = hear("I sometimes wish I were dead.")
    assert (heard.tier, heard.layers) == (1, ("lexicon",))
    assert f"{NOT_USABLE}: weights.bin" in heard.why
    assert NOT_USABLE in hear("We had soup.").why
    assert hear("I am going to kill myself tonight.").tier == 3


@pytest.mark.parametrize("changed", [{"bank_sha256": "another"}, {"heads": "wide"}, None])
def test_a_grader_that_is_broken_or_of_another_bank_grades_nothing_and_the_classifier_asks(
    changed: dict[str, str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_another() -> Grader:
        if changed is None:
            raise WeightsUnusable("grades.bin", "gone")
        sha = changed.get("bank_sha256", shipped().header.bank_sha256)
        return replace(PAGING, header=PAGING.header.model_copy(update={"bank_sha256": sha, "heads": wide}))

    heads = PAGING.header.heads
    wide = tuple(head.model_copy(update={"bits": 22}) for head in heads) if changed == {"heads": "wide"} else heads
    text = "He put his hands around my throat and I saw black."
    graded = hear(text)
    monkeypatch.setattr(grading, "shipped", of_another)
    assert hear(text).tier <= graded.tier
    with pytest.raises(WeightsUnusable, match=r"grades\.bin"):
        trained_layers()
    heard = hear("Nobody would need to look after me if I were not here.")
    assert (heard.alarm, heard.tier) == (True, 1)


def test_hearing_never_says_less_than_the_lexicon() -> None:
    for text in TEXTS:
        assert hear(text).tier >= scan(text).tier


def test_the_question_before_is_heard_too() -> None:
    assert hear("Yes.", context="Are you having thoughts of ending your life?").level == 2


def test_the_prefilter_changes_no_reading_of_any_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*read_bank([*training_files(), *held_files()])]
    texts = [(each.text, each.context) for each in lines[::16]] + [(text, "") for text in TEXTS]
    filtered = [scan(text, context=context) for text, context in texts]

    def everything(_: Triggers, __: str) -> range:
        return range(numbers.pop(0))

    numbers: list[int] = []

    def hits(text: str, words: Any) -> Any:
        numbers.append(len(words.entries))
        return original(text, words)

    original = rules._hits  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(Triggers, "possible", everything)
    monkeypatch.setattr(rules, "_hits", hits)
    assert [scan(text, context=context) for text, context in texts] == filtered


def test_every_pattern_of_the_lexicon_has_literals_to_be_found_by() -> None:
    assert [entry.id for entry in ALL_ENTRIES if not literals_of(entry.pattern.pattern)] == []
    assert len({entry.id for entry in ALL_ENTRIES}) == len(ALL_ENTRIES)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("abc", {"abc"}),
        ("ab?c", {"ac", "abc"}),
        ("(?:dog|cat)s", {"dogs", "cats"}),
        (r"\bkill (?:my )*self\b", {"kill "}),
        ("x{2}y", {"xxy"}),
        ("[ab]c", {"ac", "bc"}),
        ("(?!no)yes", {"yes"}),
        ("(?<=no)yes", {"yes"}),
        (r"a\.b", {"a.b"}),
        (".*", set[str]()),
        ("a?", set[str]()),
        (r"\w+", set[str]()),
        ("(?:abc|.)", set[str]()),
        ("[^a]", set[str]()),
        ("abcd.*e", {"abcd"}),
        ("(?:ab)+c", {"ab"}),
    ],
)
def test_the_literals_that_a_match_needs(pattern: str, literals: set[str]) -> None:
    assert literals_of(pattern) == literals


@pytest.mark.parametrize("pattern", ["(?P=a)", "(a", "a)", r"\1"])
def test_an_unknown_construct_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"at \d+ of"):
        literals_of(pattern)


def test_patterns_that_cannot_match_are_not_tried() -> None:
    triggers = Triggers(["kill (?:him|her)", "跳楼", r"\w+"])
    assert triggers.possible("we had soup") == [2]
    assert triggers.possible("i could kill her") == [0, 2]
    assert triggers.possible("他跳楼") == [1, 2]


def test_words_that_danger_is_spoken_with() -> None:
    assert suspect("i stood on the bridge")
    assert suspect("活着")
    assert not suspect("we had soup")
    assert not suspect("我们喝汤")


@pytest.mark.parametrize("text", ["sometimes", "Not really.", "想过", "有时候。", "不想说。", "不想回答。"])
def test_a_bare_answer_means_what_its_question_makes_of_it(text: str) -> None:
    assert not hear(text).alarm
    assert hear("I think of the bridge sometimes, and of not coming back.").alarm
    assert hear("sometimes", context="Have you been thinking about killing yourself?").alarm
