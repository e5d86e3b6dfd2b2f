"""The trained layer's parts: buckets that a kept file depends on, bounds of its header, the bank's lines, the card."""

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from memory.record.identity import Language
from strategies.risk.bank_lines import digest, held_files, read_bank, training_files
from strategies.risk.card import card
from strategies.risk.choosing import quiet, threshold
from strategies.risk.classifier import Classifier, Header, features, from_bytes, shipped, stretches, to_bytes
from strategies.risk.errors import BankUnreadable, WeightsUnusable
from tests.strategies.bank_line import line

LINE = '{"id":"a","group":"g","lang":"en","style":"s","form":"f","kind":"k","tier":0,"text":"t"}'


def header(**changed: object) -> Header:
    known: dict[str, object] = {
        "format": 2,
        "bits": 8,
        "scale": 1.0,
        "bias": 0.0,
        "suspect_latin": 0.2,
        "suspect_chinese": 0.3,
        "plain_latin": 0.4,
        "plain_chinese": 0.5,
        "lowered": 0.45,
        "long": 0.9,
        "bank_sha256": "x",
    }
    return Header.model_validate(known | changed)


# ---- features -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "buckets"),
    [
        ("ab", [173, 194, 446, 482, 488, 598, 955]),
        ("我死", [49, 60, 253, 277, 647, 747]),
        (" ab! ", [173, 194, 446, 482, 488, 598, 955]),
    ],
)
def test_buckets_stay_what_they_are_or_no_kept_file_could_be_read(text: str, buckets: list[int]) -> None:
    assert features(text, bits=10).tolist() == buckets


def test_pieces_of_two_to_five_characters_and_words_and_pairs_of_them() -> None:
    # " ab " has 3 + 2 + 1 pieces and one word; " a b c " 6 + 5 + 4 + 3 and three words with two pairs, and one apart.
    assert features("ab", bits=18).size == 3 + 2 + 1 + 1
    assert features("a b c", bits=18).size == 6 + 5 + 4 + 3 + 3 + 2 + 1
    assert features("我死了", bits=18).size == 4 + 3 + 2 + 1 + 1
    assert features("don't", bits=18).size == 6 + 5 + 4 + 3 + 1
    assert set(features("a-b", bits=18)) == set(features("a b", bits=18))
    assert features("a", bits=18).size == 2 + 1 + 1
    assert features("", bits=18).size == features("…", bits=18).size == 0
    assert features("a" * 300, bits=8).max() < 256


@pytest.mark.parametrize(("gap", "paired"), [(2, True), (16, True), (17, False)])
def test_words_are_paired_up_to_sixteen_places_apart(gap: int, paired: bool) -> None:
    def said(last: str) -> set[int]:
        between = " ".join(f"w{n}" for n in range(1, gap))
        return set(features(f"want {between} {last}", bits=22).tolist())

    of_the_pair = set(features("want x over", bits=22).tolist()) - set(features("x over", bits=22).tolist())
    of_the_pair -= set(features("want x", bits=22).tolist())
    assert len((said("over") - said("ever")) & of_the_pair) == paired


# ---- the score ------------------------------------------------------------------------------------------------------


def scoring(text: str, weight: int, **changed: object) -> Classifier:
    """A classifier in which every feature of `text` weighs so much."""
    table = np.zeros(256, dtype=np.int8)
    table[features(text, bits=8)] = weight
    return Classifier(header=header(**changed), table=table)


def chance(score: float) -> float:
    return float(1 / (1 + np.exp(-score)))


def test_the_score_is_the_sum_over_the_root_of_the_number_times_the_scale_and_the_bias() -> None:
    size = features("ab", bits=8).size
    assert scoring("ab", 2, scale=0.1).probability("ab") == pytest.approx(chance(0.1 * 2 * size**0.5))
    assert scoring("ab", 2, scale=0.1, bias=-1.0).probability("ab") == pytest.approx(chance(0.2 * size**0.5 - 1))
    assert scoring("ab", 2, bias=-1.0).probability("") == pytest.approx(chance(-1.0))


def test_every_stretch_of_a_long_text_is_looked_at_and_the_worst_counts() -> None:
    trained = scoring("zzzz", 100)
    short = trained.probability("zzzz")
    assert short > 0.99
    for before in (0, 4000, 8000):
        assert trained.probability("a" * before + "zzzz" + "b" * 3996 + "c" * 100) > 0.9


@pytest.mark.parametrize("most", [160, 64])
def test_stretches_are_whole_sentences_and_a_long_one_is_read_through_overlapping_windows(most: int) -> None:
    letter, end = ("a", ". ") if most == 160 else ("活", "。")
    sentence = letter * (most // 2 - len(end)) + end
    assert stretches("") == [""]
    assert stretches(sentence * 2) == [sentence * 2]
    assert stretches(sentence * 3) == [sentence * 2, sentence]
    assert stretches(sentence + letter * (most // 2 + 1)) == [sentence, letter * (most // 2 + 1)]
    assert [len(each) for each in stretches(letter * most * 2)] == [most, most, most]
    assert "".join(stretches(sentence * 9)) == sentence * 9
    one, two = (stretches(letter * (most - 1) + "zz" + letter * most)[at] for at in (0, 1))
    assert ("zz" in one, "zz" in two) == (False, True)


def test_a_text_of_many_stretches_has_to_be_surer() -> None:
    trained = scoring("x", 0)
    sentence = "soup " * 31 + "ab. "
    asked = [trained.ask_from(sentence * count, lowered=False) for count in (1, 2, 3, 9)]
    assert asked == [0.4, 0.4, 0.9, 0.9]
    assert trained.ask_from("我们喝汤。" * 40, lowered=True) == 0.9


def test_the_threshold_by_script_by_suspect_words_and_where_a_phrase_was_lowered() -> None:
    trained = scoring("x", 0)
    texts = {"a bridge": 0.2, "活着": 0.3, "soup": 0.4, "喝汤": 0.5, "soup with 小李 tonight": 0.4}
    assert {text: trained.ask_from(text, lowered=False) for text in texts} == texts
    lowered = {text: trained.ask_from(text, lowered=True) for text in texts}
    assert lowered == {text: max(least, 0.45) for text, least in texts.items()}


def test_what_ships_tells_plain_danger_from_soup_in_both_languages() -> None:
    for danger, calm in (("i want to kill myself", "we had soup for lunch"), ("我想自杀", "我们中午喝了汤")):
        assert shipped().probability(danger) > 0.5 > shipped().probability(calm)


# ---- the file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 0},
        {"format": 3},
        {"format": 1},
        {"bias": float("nan")},
        {"bits": 7},
        {"bits": 23},
        {"scale": 0},
        {"another": 1},
        *[
            {name: value}
            for name in ("suspect_latin", "suspect_chinese", "plain_latin", "plain_chinese", "lowered")
            for value in (0, 1)
        ],
    ],
)
def test_a_header_out_of_its_bounds_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        header(**changed)


def test_a_header_within_its_bounds_is_kept_and_cannot_be_changed() -> None:
    found = header(bits=18, scale=0.001)
    assert (found.bits, header(bits=8).bits) == (18, 8)
    with pytest.raises(ValidationError):
        found.bits = 9


def test_a_file_is_read_back_and_a_broken_one_is_named_with_the_reason() -> None:
    trained = scoring("ab", 3)
    back = from_bytes(to_bytes(trained), where="here")
    assert back.header == trained.header
    assert back.table.tolist() == trained.table.tolist()
    with pytest.raises(WeightsUnusable, match=r"here.*257 weights; the header says 256"):
        from_bytes(to_bytes(trained) + b"x", where="here")
    with pytest.raises(WeightsUnusable, match=r"here.*header does not hold.*JSON"):
        from_bytes(b"no", where="here")


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("strategies.risk.classifier.WEIGHTS", tmp_path / "weights.bin")
    shipped.cache_clear()
    with pytest.raises(WeightsUnusable, match=r"weights\.bin.*No such file"):
        shipped()
    monkeypatch.undo()
    shipped.cache_clear()
    assert shipped() is shipped()


# ---- the bank -------------------------------------------------------------------------------------------------------


def kept(folder: Path, *lines: str) -> Path:
    file = folder / "x.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_lines_are_read_in_order_empty_ones_skipped_over_files(tmp_path: Path) -> None:
    other = tmp_path / "y.jsonl"
    other.write_text(LINE.replace('"a"', '"c"').replace('"t"', '"死"'), encoding="utf-8")
    found = read_bank([kept(tmp_path, LINE, "", "  ", LINE.replace('"a"', '"b"')), other])
    assert [each.id for each in found] == ["a", "b", "c"]
    assert (found[0].context, found[2].text) == ("", "死")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        *[(f'"{name}":"{value}"', f'"{name}":""', name) for name, value in zip(
            ("id", "group", "style", "form", "kind", "text"), "agsfkt", strict=True)],
        ('"tier":0', '"tier":4', "tier"),
        ('"tier":0', '"tier":-1', "tier"),
        ('"lang":"en"', '"lang":"xx"', "lang"),
        ('"tier":0', '"tier":0,"more":1', "more"),
        ('"group":"g","lang":"en"', '"lang":"xx"', "group"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_hold_is_named_by_file_line_and_field(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    file = kept(tmp_path, LINE.replace('"a"', '"first"'), "", LINE.replace(old, new))
    with pytest.raises(BankUnreadable, match=rf"x\.jsonl, line 3: {said}: \w+") as refused:
        read_bank([file])
    assert (refused.value.where, refused.value.line) == ("x.jsonl", 3)


def test_an_id_that_stands_twice_is_named_and_tier_3_is_a_tier(tmp_path: Path) -> None:
    assert read_bank([kept(tmp_path, LINE.replace(":0", ":3"))])[0].tier == 3
    with pytest.raises(BankUnreadable, match=r"line 2: .*\ba\b.* twice"):
        read_bank([kept(tmp_path, LINE, LINE)])
    found = read_bank([kept(tmp_path, LINE)])[0]
    with pytest.raises(ValidationError):
        found.tier = 1


def test_the_halves_are_files_of_their_own_in_the_order_of_their_names() -> None:
    for files, begins in ((training_files(), "train"), (held_files(), "held")):
        assert files == sorted(files)
        assert len(files) >= 2
        assert all(each.name.startswith(begins) and each.suffix == ".jsonl" for each in files)


def test_the_digest_is_of_groups_tiers_and_texts_each_apart() -> None:
    first = line(1, "a", 1)
    others: list[dict[str, object]] = [
        {"group": "x"},
        {"tier": 2},
        {"text": "b"},
        {"group": "g0\t1", "text": "a"},
        {"text": "a\n"},
    ]
    digests = {digest([first.model_copy(update=each)]) for each in others} | {digest([first])}
    assert len(digests) == len(others) + 1
    assert len(digest([])) == 64
    one, two = (first.model_copy(update={"group": "g", "text": each}) for each in ("a", "ag\t1\tb"))
    assert digest([one, one.model_copy(update={"text": "b"})]) != digest([two])
    assert digest([first]) == digest([first.model_copy(update={"id": "other", "style": "s", "context": "c"})])


# ---- thresholds and the card ----------------------------------------------------------------------------------------


def test_a_threshold_is_between_its_bounds_to_two_places() -> None:
    danger = np.array([True, False])
    assert threshold(np.array([0.5, 0.495]), danger, precision=0.82) == 0.5
    assert threshold(np.array([0.949, 0.945]), np.array([True, False]), precision=0.82) == 0.95
    assert threshold(np.array([0.2, 0.1]), danger, precision=0.82) == 0.95
    assert threshold(np.array([0.94, 0.93]), danger, precision=0.82) == 0.94
    four = np.array([True] * 41 + [False] * 9)
    assert threshold(np.full(50, 0.6), four, precision=0.82) == 0.3
    assert threshold(np.full(50, 0.6), np.array([True] * 40 + [False] * 10), precision=0.82) == 0.95
    assert threshold(np.array([0.2, 0.1]), danger, precision=0.82, otherwise=1.0) == 1.0
    assert quiet(np.array([0.9, 0.1]), share=0.5) == 0.3
    assert quiet(np.array([0.9, 0.4]), share=0.5) == 0.41
    assert quiet(np.array([0.99, 0.4]), share=0.0) == 0.95
    assert quiet(np.array([0.94, 0.4]), share=0.0) == 0.95
    assert quiet(np.array([0.935, 0.4]), share=0.0) == 0.94
    assert quiet(np.array([0.99, 0.99]), share=0.5, otherwise=1.0) == 1.0


def test_the_card_counts_what_it_was_trained_on_and_each_slice() -> None:
    lines = (
        line(0, "a bridge", 1),
        line(1, "soup", 0, form="ordinary", group="g0"),
        line(2, "soup two", 2, form="coded", group="g1"),
        line(3, "活着", 3, language=Language.ZH, group="g1"),
        line(4, "喝汤", 0, language=Language.ZH, form="ordinary"),
    )
    trained = scoring("x", 0)
    said = card(lines, np.array([0.2, 0.4, 0.39, 0.31, 0.49]), trained, strength=8.0, day="2026-11-23")
    table = {
        row.split("|")[1].strip(): [each.strip() for each in row.split("|")[2:-1]]
        for row in said.splitlines()
        if row.startswith("| ")
    }
    assert table["all"] == ["5", "3", "0.667", "0.667", "1"]
    assert table[f"language {Language.EN.value}"] == ["3", "2", "0.500", "0.500", "1"]
    assert table[f"language {Language.ZH.value}"] == ["2", "1", "1.000", "1.000", "0"]
    assert table["tier 0"] == ["2", "0", "-", "0.000", "1"]
    assert table["tier 1"] == ["1", "1", "1.000", "1.000", "0"]
    assert table["tier 2"] == ["1", "1", "0.000", "-", "0"]
    assert table["tier 3"] == ["1", "1", "1.000", "1.000", "0"]
    assert table["form coded"] == ["1", "1", "0.000", "-", "0"]
    assert table["form explicit"] == ["2", "2", "1.000", "1.000", "0"]
    assert table["style plain"] == table["all"]
    assert "form ordinary" not in table
    order = [row.split("|")[1].strip() for row in said.splitlines() if row.startswith("| ")]
    assert order.index("form coded") < order.index("form explicit") < order.index("style plain")
    assert f"5 lines (3 {Language.EN.value}, 2 {Language.ZH.value}) of 3 groups, 3 with danger." in said
    for figure in (
        "2026-11-23",
        "`x`",
        "2- to 5-grams",
        "256 buckets",
        "strength 8)",
        "0.20",
        "0.30",
        "0.40",
        "0.50",
        "0.45",
    ):
        assert figure in said
    assert said.endswith("|\n")
    assert len([row for row in said.splitlines() if not row]) >= 3
