"""The trained layer: its features, its file, its fit, and what ships."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.risk.bank_lines import BankLine, digest, held_files, read_bank, training_files
from strategies.risk.choosing import quiet, threshold
from strategies.risk.classifier import WEIGHTS, Classifier, features, from_bytes, shipped, to_bytes
from strategies.risk.errors import BankUnreadable, WeightsUnusable
from strategies.risk.fitting import Floats, fit, rows_of, table_of, telling
from strategies.risk.normalise import normalise
from strategies.risk.training import main, train
from tests.strategies.bank_line import line

LINE = (
    '{"id":"a","group":"g","lang":"en","style":"plain","form":"idiom","kind":"none","tier":0,"text":"hi","context":""}'
)


SMALL = tuple(
    [line(n, f"i wish i were dead, word{n}", 1) for n in range(12)]
    + [line(20 + n, f"we had soup and bread, word{n}", 0, form="ordinary") for n in range(12)]
)


def test_a_fit_tells_apart_what_it_was_shown() -> None:
    trained = train(SMALL, bits=12, strengths=(8.0,)).classifier
    chances = [trained.probability(normalise(each.text).text) for each in SMALL]
    assert min(chances[:12]) > 0.7
    assert max(chances[12:]) < 0.3


def test_the_same_lines_give_the_same_bytes() -> None:
    first, again = (to_bytes(train(SMALL, bits=12, strengths=(8.0,)).classifier) for _ in range(2))
    other = to_bytes(train(SMALL[1:], bits=12, strengths=(8.0,)).classifier)
    assert first == again
    assert first != other


def test_training_without_danger_is_refused() -> None:
    with pytest.raises(ValueError, match="lines of danger"):
        train(SMALL[12:], bits=12)


def test_the_shipped_file_is_of_the_shipped_bank_and_small() -> None:
    assert shipped().header.bank_sha256 == digest(read_bank(training_files()))
    assert len(WEIGHTS.read_bytes()) <= 2_200_000
    assert shipped().header.bank_sha256[:16] in WEIGHTS.with_name("card.md").read_text(encoding="utf-8")


def test_the_held_half_shares_no_text_with_the_training_half() -> None:
    known, held = read_bank(training_files()), read_bank(held_files())
    assert not {each.text for each in known} & {each.text for each in held}
    assert len([each for each in known if each.form != "talk"]) + len(held) >= 1200


def test_the_file_comes_back_as_it_was_written() -> None:
    trained = train(SMALL, bits=10, strengths=(8.0,)).classifier
    back = from_bytes(to_bytes(trained), where="here")
    assert back.header == trained.header
    assert np.array_equal(back.table, trained.table)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"no json\n", b'{"format": 2}\n\0\0'])
def test_a_broken_file_is_named(content: bytes) -> None:
    with pytest.raises(WeightsUnusable, match="here cannot be used"):
        from_bytes(content, where="here")


def test_a_cut_table_is_told_by_its_length() -> None:
    content = to_bytes(train(SMALL, bits=10, strengths=(8.0,)).classifier)
    with pytest.raises(WeightsUnusable, match="1023 weights; the header says 1024"):
        from_bytes(content[:-1], where="here")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_features_are_rising_buckets_and_any_text_has_a_probability(text: str) -> None:
    folded = normalise(text).text
    found = features(folded, bits=10)
    assert list(found) == sorted(set(found.tolist()))
    assert all(0 <= each < 1024 for each in found)
    assert 0 <= shipped().probability(folded) <= 1


def test_order_of_words_and_single_letters_count() -> None:
    assert set(features("not dead", bits=16)) != set(features("dead not", bits=16))
    assert features("", bits=16).size == features("!?", bits=16).size == 0


def test_the_worst_stretch_of_a_long_text_counts() -> None:
    table = np.zeros(1 << 10, dtype=np.int8)
    table[features("zzzz", bits=10)] = 100
    trained = Classifier(
        header=shipped().header.model_copy(update={"bits": 10, "bias": 0.0, "scale": 1.0}), table=table
    )
    assert trained.probability("a" * 4000 + "zzzz") == trained.probability("zzzz") > 0.9


def test_where_the_lexicon_lowered_a_phrase_the_classifier_has_to_be_surer() -> None:
    trained = shipped()
    for text in ("i am dying to go", "we had soup", "我死了", "我们喝汤"):
        assert trained.ask_from(text, lowered=True) == max(
            trained.header.lowered, trained.ask_from(text, lowered=False)
        )


@pytest.mark.parametrize(
    ("chances", "danger", "least"),
    [([0.9, 0.8, 0.6], [True, True, False], 0.61), ([0.9, 0.8], [False, False], 0.95), ([0.4, 0.9], [True, True], 0.3)],
)
def test_a_threshold_is_the_lowest_that_keeps_the_precision(
    chances: list[float], danger: list[bool], least: float
) -> None:
    assert threshold(np.array(chances), np.array(danger), precision=0.9) == least


def test_plain_talk_is_asked_about_no_oftener_than_its_share() -> None:
    chances = np.array([0.1] * 98 + [0.7, 0.8])
    assert quiet(chances, share=0.01) == 0.71
    assert quiet(chances, share=0.02) == 0.3
    assert quiet(np.array([]), share=0.01) == 0.3


def test_the_features_of_a_line_have_length_one_together() -> None:
    rows = rows_of([np.array([1, 2, 3]), np.array([3, 5]), np.array([], dtype=np.intp)], bits=3)
    weights = np.arange(8.0)
    assert rows.scores(weights) == pytest.approx([6 / 3**0.5, 8 / 2**0.5, 0])
    assert rows.only(np.array([False, True, True])).scores(weights) == pytest.approx([8 / 2**0.5, 0])


def test_a_fit_is_where_the_slope_ends() -> None:
    """No step along any weight that is used, or along the bias, makes the loss smaller."""
    rows = rows_of([features(each.text, bits=8) for each in SMALL], bits=8)
    sign = np.array([1.0 if each.tier else -1.0 for each in SMALL])
    found, trust = fit(rows, sign > 0, np.ones(rows.count), strength=8.0), telling(rows, sign > 0)

    def loss(weights: Floats, bias: float) -> float:
        margin = sign * (rows.scores(weights) + bias)
        return float(np.logaddexp(0, -margin).sum() + ((weights / trust) ** 2).sum() / 16)

    least = loss(found.weights, found.bias)
    for way in np.eye(256)[found.weights != 0][::16]:
        assert loss(found.weights + 0.05 * way, found.bias) > least
        assert loss(found.weights - 0.05 * way, found.bias) > least
    assert loss(found.weights, found.bias + 0.05) > least < loss(found.weights, found.bias - 0.05)


def test_the_table_scores_as_the_lines_do() -> None:
    rows = [features(each.text, bits=12) for each in SMALL]
    danger = np.array([each.tier > 0 for each in SMALL])
    known = rows_of(rows, bits=12)
    found = fit(known, danger, np.ones(len(rows)), strength=8.0)
    table, scale = table_of(found)
    by_lines = known.scores(found.weights)
    by_table = [scale * table[row].sum() / row.size**0.5 for row in rows]
    assert np.abs(by_lines - by_table).max() < 0.1


def test_a_bank_names_the_line_that_does_not_hold(tmp_path: Path) -> None:
    file = tmp_path / "train.x.jsonl"
    file.write_text(f"{LINE}\n\n{LINE.replace(chr(34) + 'a', chr(34) + 'b').replace(':0', ':9')}\n", encoding="utf-8")
    with pytest.raises(BankUnreadable, match=r"train\.x\.jsonl, line 3: tier"):
        read_bank([file])
    file.write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    with pytest.raises(BankUnreadable, match="line 2: the id a stands twice"):
        read_bank([file])


def test_the_command_writes_weights_and_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(_: object) -> tuple[BankLine, ...]:
        return SMALL

    monkeypatch.setattr("strategies.risk.training.read_bank", small)
    said: list[str] = []
    main(said.append, folder=tmp_path)
    assert from_bytes((tmp_path / "weights.bin").read_bytes(), where="x").header.bank_sha256 == digest(SMALL)
    card = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "| form explicit | 12 | 12 |" in card
    assert card in said
