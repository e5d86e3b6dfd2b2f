"""What stands around a phrase, and where it has to stand: sentence by sentence, in both languages."""

import pytest

from memory.record.identity import Language
from memory.record.risk import RiskKind
from strategies.risk.hearing import hear
from strategies.risk.lexicon import Person, entries
from strategies.risk.rules import scan, suspect

ASKED = "Are you thinking of suicide?"
WISH, THOUGHT, PLAN = "passive_ideation", "active_ideation", "plan_or_intent"


def after(text: str, *, context: str = "") -> dict[str, tuple[int, int]]:
    """Entry -> its level and what is left of it."""
    return {span.entry: (span.level, span.after) for span in scan(text, context=context).spans}


@pytest.mark.parametrize(
    ("text", "level", "features"),
    [
        ("I want to kill myself.", 2, []),
        ("I'm dying to see her, but last night I wanted to kill myself.", 2, []),
        ("I could kill for a coffee and I want to kill myself.", 2, []),
        ("I do not want to kill myself.", 0, ["negated"]),
        ("Never. I want to kill myself.", 2, []),
        ("I want to kill myself. I never eat.", 2, []),
        ("Ten years ago I tried to kill myself.", 2, ["past"]),
        ("Ten years ago I tried to kill myself and last night again.", 6, []),
        ("Ten years ago we moved. I want to kill myself.", 2, []),
        ('He shouted "I will kill myself" and left.', 2, ["quoted"]),
        ('She said "hello there" and I want to kill myself.', 2, []),
        ('I want to kill myself and she said "hello there".', 2, []),
        ("The film ends when he hangs himself.", 0, ["someone_else", "quoted"]),
        ("In the film a man dies and I want to kill myself.", 2, ["quoted"]),
        ("My brother wants to kill himself.", 1, ["someone_else"]),
        ("My brother killed himself ten years ago.", 0, ["someone_else", "past"]),
        ("My brother wants to kill himself and I want to die.", 1, ["someone_else"]),
        ("They'd be better off without me.", 1, []),
        ("I am going to kill myself.", 4, []),
        ("I want to kill myself tonight.", 5, []),
        ("I want to kill myself. Tonight we eat soup.", 2, []),
        ("I think of suicide when I see the rope.", 3, []),
        ("我今晚就想自杀。", 5, []),
        ("I'm going to kill myself tonight.", 5, []),
        ("I'm going to kill myself. Tonight we eat soup.", 4, []),
        ("我想自杀。", 2, []),
        ("我不想自杀。", 0, ["negated"]),
        ("他想自杀。", 1, ["someone_else"]),
        ("电影里的人想自杀。", 0, ["quoted"]),
        ("我十年前想过自杀。", 2, ["past"]),
        ("他病了。我想自杀。", 2, []),
    ],
)
def test_a_feature_counts_where_it_belongs_to_the_phrase(text: str, level: int, features: list[str]) -> None:
    found = scan(text)
    assert (found.level, [each.value for each in found.features]) == (level, features), found.why
    assert found.alarm is (level > 0)
    assert found.tier == (level + 1) // 2
    assert all(text[span.start : span.end] == span.quote for span in found.spans)


def test_each_phrase_is_told_with_its_level_what_is_left_and_why_in_the_order_of_the_words() -> None:
    found = scan("My brother killed himself ten years ago.")
    assert found.why == "en.other_kills 2->0 someone_else past"
    assert found.layers == ("lexicon",)
    both = scan("I want to kill myself 我想自杀")
    assert both.why == "en.kill_self 2->2; en.finish_self 2->2; zh.自杀 2->2"
    assert [kind.value for kind in both.kinds] == [THOUGHT]
    starts = [span.start for span in both.spans]
    assert starts == sorted(starts)


def test_of_a_text_that_alarms_only_the_kinds_that_are_left_are_named_and_else_all() -> None:
    assert scan("My brother wants to kill himself and I want to die.").kinds == (
        RiskKind.PASSIVE_IDEATION,
        RiskKind.ACTIVE_IDEATION,
    )
    assert scan("I do not want to kill myself.").kinds == (RiskKind.ACTIVE_IDEATION,)
    mixed = scan("I do not want to kill myself. I want to kill my boss.")
    assert mixed.kinds == (RiskKind.HARM_TO_OTHERS,)


@pytest.mark.parametrize(
    ("text", "context", "level", "why"),
    [
        ("Yes.", ASKED, 2, ["yes to a question about suicide"]),
        ("No.", ASKED, 0, []),
        ("Yes.", "How was work?", 0, []),
        ("Yes.", "", 0, []),
        ("I have a plan.", "How was work?", 0, []),
        ("I have a plan.", ASKED, 5, ["yes to a question about suicide", "speaks of a plan"]),
        ("嗯，是的。", "你有没有想过自杀？", 2, ["yes to a question about suicide"]),
        ("Yes.", "你有没有想过自杀？", 2, ["yes to a question about suicide"]),
        ("I want to kill my boss. I have a plan.", "", 3, ["en.want_harm 3->3"]),
        ("我想自杀，我有计划。", "", 5, ["zh.自杀 2->2", "speaks of a plan"]),
    ],
)
def test_the_question_before_and_a_plan_beside_a_thought(text: str, context: str, level: int, why: list[str]) -> None:
    found = scan(text, context=context)
    assert (found.level, found.why) == (level, "; ".join(why))
    kinds = [kind.value for kind in found.kinds]
    if level == 2:
        assert kinds == [THOUGHT]
    if level == 5:
        assert kinds == [THOUGHT, PLAN]
    assert found.layers == (("lexicon",) if level else ())


def test_of_what_was_said_before_the_last_four_hundred_characters_are_read() -> None:
    question = "do you want to kill yourself"
    rest = "." * (400 - len(question))
    assert scan("Yes.", context=question + rest).alarm
    assert scan("Yes.", context="x" * 900 + " " + question).alarm
    assert not scan("Yes.", context=f"{question}.{'.' * 400}").alarm
    assert not scan("Yes.", context="suicide" + "." * 394).alarm


def test_two_mild_hints_are_nothing_three_are_asked_about_and_two_others_too() -> None:
    mild = "I feel so hopeless. I feel trapped."
    assert not scan(mild).alarm
    found = scan("I gave away my things. Goodbye everyone.")
    assert (found.level, found.tier) == (1, 1)
    assert set(after("I gave away my things. Goodbye everyone.").values()) == {(0, 1)}
    assert not scan("I feel so hopeless.").alarm
    assert scan(f"{mild} I have dark thoughts.").level == 1


def test_words_that_danger_is_spoken_with_in_one_language_are_enough() -> None:
    assert suspect("a bridge")
    assert suspect("活着没意思")
    assert suspect("bridge 活着")
    assert suspect("we had soup") is False


def test_a_text_of_neither_script_is_nothing() -> None:
    for text in ("", "12 34", "...", "é"):
        assert (scan(text).alarm, scan(text).spans, scan(text).why) == (False, (), "")


def test_the_fold_that_is_given_is_the_one_that_is_read() -> None:
    assert scan("KILL MYSELF").spans[0].quote.isupper()
    assert hear("I want to k1ll myself.").level == 2


def test_entries_are_named_by_language_and_keep_what_they_were_given() -> None:
    made = entries(Language.ZH, RiskKind.PLAN_OR_INTENT, 4, {"a": "x+", "b": "y"}, person=Person.ANY)
    assert [(each.id, each.pattern.pattern) for each in made] == [("zh.a", "x+"), ("zh.b", "y")]
    assert {(each.kind, each.level, each.person, each.language) for each in made} == {
        (RiskKind.PLAN_OR_INTENT, 4, Person.ANY, Language.ZH)
    }
    assert entries(Language.EN, RiskKind.PLAN_OR_INTENT, 4, {"a": "x"})[0].id == "en.a"
    assert entries(Language.EN, RiskKind.PLAN_OR_INTENT, 4, {"a": "x"})[0].person is Person.SELF
