"""Where help is: which number for which danger, how a region is found, what is said again; the plan in own words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from memory.record.course import Origin
from memory.record.crisis import SafetyPart, SafetyPlan, SafetyStep
from memory.record.identity import Language
from strategies.risk import lines_en, lines_zh
from strategies.risk.errors import TierOutOfRange
from strategies.risk.paths import Path
from strategies.risk.regions import REGIONS, pick, region_of, resources, stale_rows
from strategies.risk.templates import after_reply, crisis_reply, plan_recalled, seen_lines, variants

BOTH = list(Language)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (None, None),
        ("", None),
        ("US", "US"),
        (" us ", "US"),
        ("us_il", "US"),
        ("GB-SCT", "GB"),
        ("uk", "GB"),
        ("USA", "US"),
        ("CHN", "CN"),
        ("EIRE", "IE"),
        ("HKG", "HK"),
        ("MAC", "MO"),
        ("TWN", "TW"),
        ("CN", "CN"),
        ("CN-GD", "CN"),
        ("cn_hk", "HK"),
        ("CN-MO", "MO"),
        ("CN-TW", "TW"),
        ("US-HK", "US"),
        ("CN-GD-HK", "CN"),
    ],
)
def test_a_region_by_its_code(code: str | None, found: str | None) -> None:
    row = region_of(code)
    assert (row.code if row else None) == found


def test_a_row_is_old_after_a_year_and_a_check_makes_it_young() -> None:
    row = replace(REGIONS["GB"], recorded=date(2026, 1, 1))
    assert stale_rows(date(2027, 1, 1), [row]) == ()
    assert stale_rows(date(2027, 1, 2), [row]) == (row,)
    checked = replace(row, checked=date(2026, 6, 1), checked_by="dr-lin")
    assert checked.as_of == date(2026, 6, 1)
    assert stale_rows(date(2027, 1, 2), [row, checked]) == (row,)


def test_the_one_not_said_or_said_longest_ago() -> None:
    assert pick(["a", "b"], ["a"]) == "b"
    assert pick(["a", "b"], ["b"]) == "a"
    assert pick(["a", "b"], ["a and b"]) == "a"
    assert pick(["a", "b"], ["a", "b", "a"]) == "b"
    assert pick(["a", "b"], ["x", "a", "b"]) == "a"


@pytest.mark.parametrize("language", BOTH)
def test_each_danger_has_its_number_first(language: Language) -> None:
    china = REGIONS["CN"]
    assert china.police is not None
    assert china.violence is not None
    assert china.emergency in resources("CN", language, path=Path.MEDICAL)
    assert china.line.number not in resources("CN", language, path=Path.MEDICAL)
    violent = resources("CN", language, path=Path.VIOLENCE)
    assert china.police in violent
    assert china.violence.number in violent
    assert china.line.number not in violent
    others = resources("CN", language, path=Path.OTHERS)
    assert china.police in others
    assert china.line.number in others
    calm, urgent = (resources("CN", language, urgent=each) for each in (False, True))
    assert calm.index(china.line.number) < calm.index(china.emergency)
    assert urgent.index(china.emergency) < urgent.index(china.line.number)
    assert china.police in calm
    assert china.police in urgent
    assert resources("CN", language, path=Path.VOICES) == calm
    assert resources("CN", language, path=Path.SELF_INJURY, urgent=True) == urgent


@pytest.mark.parametrize("language", BOTH)
def test_where_the_police_has_no_number_of_its_own_none_is_named(language: Language) -> None:
    row = next(each for each in REGIONS.values() if each.police is None and each.violence is None)
    calm = resources(row.code, language)
    assert ("police" in calm, "报警" in calm) == (False, False)
    for path in (Path.VIOLENCE, Path.OTHERS):
        said = resources(row.code, language, path=path)
        assert row.emergency in said
        assert row.line.number in said


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("path", [Path.SUICIDE, Path.MEDICAL, Path.VIOLENCE, Path.OTHERS])
def test_help_that_was_named_is_pointed_back_to(language: Language, path: Path) -> None:
    full = resources("CN", language, path=path)
    assert resources("CN", language, path=path, said=["something else"]) == full
    assert resources("CN", language, path=path, said=[full]) != full
    assert resources("CN", language, path=path, said=["x", f"... {full}"]) != full
    assert full[0].isupper() or not full[0].isascii()


@pytest.mark.parametrize("language", BOTH)
def test_an_unknown_region_has_a_rule_of_its_own_for_an_emergency(language: Language) -> None:
    calm, ill = resources(None, language), resources(None, language, path=Path.MEDICAL)
    assert calm != ill
    assert "911" in ill
    assert resources(None, language, said=[calm]) not in {calm, ill}
    assert resources(None, language, path=Path.MEDICAL, said=[ill]) not in {calm, ill}
    assert resources(None, language, said=["another"]) == calm


# ---- replies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", BOTH)
def test_a_reply_of_tier_1_asks_and_names_no_number_and_the_question_can_be_left_out(language: Language) -> None:
    asked = crisis_reply(language, 1, region="GB")
    assert "999" not in asked
    assert asked.endswith(("?", "？"))
    bare = crisis_reply(language, 1, region="GB", ask=False)
    assert asked.startswith(bare)
    assert not bare.endswith(("?", "？"))
    assert ("  " in asked, asked == asked.strip()) == (False, True)
    assert "999" in crisis_reply(language, 2, region="GB")


@pytest.mark.parametrize("language", BOTH)
def test_only_tier_3_puts_the_emergency_number_before_the_line(language: Language) -> None:
    line = REGIONS["GB"].line.number
    two, three = (crisis_reply(language, tier, region="GB") for tier in (2, 3))
    assert two.index(line) < two.index("999")
    assert three.index("999") < three.index(line)
    for tier, first, second in ((2, line, "999"), (3, "999", line)):
        after = after_reply(language, tier, region="GB")
        assert after.index(first) < after.index(second)
        assert resources("GB", language, urgent=tier > 2, said=[after]) not in after
        assert after_reply(language, tier, region="GB", said=[after]) != after


@pytest.mark.parametrize("language", BOTH)
def test_that_somebody_has_seen_it_is_said_only_when_it_is_so_and_before_the_numbers(language: Language) -> None:
    lines = seen_lines(language)
    assert not [line for line in lines if line in crisis_reply(language, 3, region="GB")]
    said = crisis_reply(language, 3, region="GB", seen=True)
    known = next(line for line in lines if line in said)
    assert 0 < said.index(known) < said.index("999")
    ill = crisis_reply(language, 3, region="GB", path=Path.MEDICAL, seen=True)
    assert ill.index("999") < min(ill.index(line) for line in lines if line in ill)
    again = crisis_reply(language, 3, region="GB", seen=True, said=[said])
    assert known not in again
    joined = "" if language is Language.ZH else " "
    assert f"{joined}{known}{joined}" in said


@pytest.mark.parametrize(("language", "between"), [(Language.EN, " "), (Language.ZH, "")])
def test_a_question_of_tier_1_is_one_line_and_nothing_else_the_next_one_another(
    language: Language, between: str
) -> None:
    lines = (lines_en if language is Language.EN else lines_zh).LINES[Path.SUICIDE, 1]
    whole = [between.join(filter(None, (line.opening, line.do, line.ask))) for line in lines]
    first = crisis_reply(language, 1, region="GB")
    assert first == whole[0]
    assert crisis_reply(language, 1, region="GB", said=[first]) == whole[1]


@pytest.mark.parametrize("tier", [0, 4])
def test_there_is_no_reply_for_another_tier(tier: int) -> None:
    with pytest.raises(TierOutOfRange):
        crisis_reply(Language.EN, tier, region=None)
    with pytest.raises(TierOutOfRange):
        variants(Language.ZH, tier, Path.VOICES)
    with pytest.raises(TierOutOfRange):
        after_reply(Language.EN, tier, region=None)


def test_a_tier_without_words_of_its_own_path_has_those_of_suicide() -> None:
    assert variants(Language.EN, 1, Path.MEDICAL) == variants(Language.EN, 1)


# ---- the plan -------------------------------------------------------------------------------------------------------


def plan(*steps: tuple[SafetyPart, str, bool | None]) -> SafetyPlan:
    return SafetyPlan(
        tenant="clinic",
        patient="p1",
        id="plan",
        n=1,
        origin=Origin.RULE,
        steps=tuple(
            SafetyStep(part=part, text=text, origin=Origin.RULE, worked=worked) for part, text, worked in steps
        ),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


PARTS = list(SafetyPart)


def test_the_plan_is_quoted_a_line_a_part_the_newest_step_of_each() -> None:
    first, second = PARTS[0], PARTS[1]
    given = plan((second, "walk\n to  the river.", None), (first, "old sign", True), (first, "I stop eating", True))
    lead, *lines = plan_recalled(given, Language.EN).split("\n")
    assert lead
    assert [line.split(": ", 1)[1] for line in lines] == ["“I stop eating.”", "“walk to the river.”"]
    chinese = plan_recalled(plan((first, "睡不着。", None)), Language.ZH).split("\n")[1]
    assert chinese.endswith("：“睡不着”")


def test_what_did_not_help_or_holds_no_word_is_left_out() -> None:
    first = PARTS[0]
    assert plan_recalled(plan(), Language.EN) == ""
    assert plan_recalled(plan((first, "  ", None), (PARTS[1], "call Ann", False)), Language.EN) == ""
    assert "“kept.”" in plan_recalled(plan((first, "kept", True), (first, "in vain", False)), Language.EN)


@pytest.mark.parametrize(("length", "cut"), [(90, False), (91, True), (200, True)])
def test_a_long_step_is_cut_at_ninety_characters(length: int, cut: bool) -> None:
    text = plan_recalled(plan((PARTS[0], "a" * length, None)), Language.EN).split(": ", 1)[1]
    assert text == ("“" + "a" * 90 + "….”" if cut else "“" + "a" * length + ".”")


def test_a_cut_leaves_no_space_and_closing_signs_are_not_doubled() -> None:
    text = plan_recalled(plan((PARTS[0], "a" * 89 + " bcd", None)), Language.EN)
    assert text.endswith("a….”")
    for sign in ".!;,。！；，":
        assert plan_recalled(plan((PARTS[0], f"call Ann{sign}", None)), Language.EN).endswith("“call Ann.”")
