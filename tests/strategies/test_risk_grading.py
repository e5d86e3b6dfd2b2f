"""How urgent a danger is, and of which kind: the heads, their file, and what training makes of a small bank."""

import numpy as np
import pytest

from memory.record.language import has_cjk
from memory.record.risk import RiskKind
from strategies.risk.bank_lines import digest, read_bank, training_files
from strategies.risk.choosing import evenly
from strategies.risk.classifier import features
from strategies.risk.errors import WeightsUnusable
from strategies.risk.fitting import Floats
from strategies.risk.grade_training import is_for
from strategies.risk.grading import (
    PAGE,
    SCREEN,
    SUICIDE,
    Grade,
    Grader,
    Head,
    Header,
    from_bytes,
    head_names,
    in_bits,
    shipped,
    to_bytes,
)
from strategies.risk.training import train
from tests.strategies.bank_line import line

SMALL = tuple(
    [line(n, f"i wish i were dead, word{n}", 1, kind="passive_ideation") for n in range(12)]
    + [line(20 + n, f"the note is written and it is tonight, word{n}", 3, kind="plan_or_intent") for n in range(12)]
    + [line(40 + n, f"he choked me against the door, word{n}", 2, kind="harm_from_others") for n in range(12)]
    + [line(60 + n, f"we had soup and bread, word{n}", 0, "idiom") for n in range(24)]
)


def grader(**chances: tuple[str, int]) -> Grader:
    """Heads that say 0.01, but for those named: every piece of the words given weighs so much."""
    heads = tuple(
        Head(name=name, bits=10, scale=0.1, bias=-4.6, sure_latin=0.5, sure_chinese=0.6) for name in head_names()
    )
    tables = {head.name: np.zeros(1024, dtype=np.int8) for head in heads}
    for name, (words, weight) in chances.items():
        tables[name][features(words, bits=10)] = weight
    return Grader(header=Header(format=1, heads=heads, bank_sha256="x"), tables=tuple(tables.values()))


def graded(asked: Grader, text: str, *, bits: int = 12) -> Grade:
    return asked.grade(features(text, bits=bits), bits=bits, chinese=has_cjk(text))


def test_where_no_head_is_sure_it_is_a_question_about_suicide() -> None:
    assert graded(grader(), "we had soup") == Grade(tier=1, kind=RiskKind.PASSIVE_IDEATION)


@pytest.mark.parametrize(
    ("heads", "tier", "kind"),
    [
        ({SCREEN: 30}, 2, RiskKind.ACTIVE_IDEATION),
        ({PAGE: 30}, 3, RiskKind.PLAN_OR_INTENT),
        ({SCREEN: 30, PAGE: 30}, 3, RiskKind.PLAN_OR_INTENT),
        ({"harm_from_others": 30}, 1, RiskKind.HARM_FROM_OTHERS),
        ({SCREEN: 30, "harm_to_others": 30, SUICIDE: 20}, 2, RiskKind.HARM_TO_OTHERS),
        ({SCREEN: 30, "harm_to_others": 20, SUICIDE: 30}, 2, RiskKind.ACTIVE_IDEATION),
    ],
)
def test_the_surest_heads_give_tier_and_kind(heads: dict[str, int], tier: int, kind: RiskKind) -> None:
    found = graded(grader(**{name: ("he did it", weight) for name, weight in heads.items()}), "he did it")
    assert (found.tier, found.kind) == (tier, kind)


def test_a_smaller_table_has_the_buckets_that_its_own_features_have() -> None:
    for text in ("i wish i were dead", "我不想活了", ""):
        assert in_bits(features(text, bits=20), 20, 12).tolist() == features(text, bits=12).tolist()


def test_the_file_comes_back_and_a_broken_one_is_named() -> None:
    content = to_bytes(grader(page=("he did it", 40)))
    assert to_bytes(from_bytes(content, where="here")) == content
    renamed, no_number = content.replace(b'"page"', b'"pane"'), content.replace(b"-4.6", b"NaN ")
    for broken in (b"", b"{}\n", content[:-1], content + b"x", renamed, no_number):
        with pytest.raises(WeightsUnusable, match="here cannot be used"):
            from_bytes(broken, where="here")


def test_what_each_head_is_for() -> None:
    plan, beaten, calm = SMALL[12], SMALL[24], SMALL[36]
    assert [name for name in head_names() if is_for(name, plan)] == [SCREEN, PAGE, SUICIDE]
    assert [name for name in head_names() if is_for(name, beaten)] == [SCREEN, "harm_from_others"]
    assert [name for name in head_names() if is_for(name, calm)] == []


def test_training_tells_tiers_and_kinds_of_a_small_bank() -> None:
    trained = train(SMALL, bits=12, strengths=(8.0,))
    found = [graded(trained.grader, each.text) for each in SMALL[:36:12]]
    assert [(each.tier, each.kind) for each in found] == [
        (1, RiskKind.PASSIVE_IDEATION),
        (3, RiskKind.PLAN_OR_INTENT),
        (2, RiskKind.HARM_FROM_OTHERS),
    ]
    assert trained.grader.header.bank_sha256 == digest(SMALL)


def test_in_each_script_the_marked_weigh_as_much_as_the_others() -> None:
    marked, chinese = np.array([True, False, False, False, True]), np.array([False, False, False, True, True])
    weight: Floats = evenly(marked, chinese)
    assert weight[0] == weight[1:3].sum() == weight[3] == weight[4] == 5 / 4


def test_what_ships_is_of_the_shipped_bank_and_knows_the_gravest_words() -> None:
    assert shipped().header.bank_sha256 == digest(read_bank(training_files()))
    for grave, mild in (
        ("i wrote the letters and i am going to do it tonight", "i sometimes wish i would not wake up"),
        ("信都写好了 今晚就走", "有时候希望不要醒来"),
    ):
        assert graded(shipped(), grave, bits=21).tier > graded(shipped(), mild, bits=21).tier
