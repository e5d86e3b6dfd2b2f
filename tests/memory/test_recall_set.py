"""The questions that recall is measured on: whole, in the import format, true to their histories."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.recall_arms import ARMS, abstention, difference, figure, run
from benchmarks.recall_data import Past, read

SET = Path(__file__).parents[2] / "benchmarks" / "recall_set"
KINDS = {"single_fact", "update", "correction", "relative_date", "paraphrase", "never_said"}
PASTS = read(SET)
TEST = [past for past in PASTS if past.part == "test"]


def test_the_part_that_is_reported_is_large_enough_and_even() -> None:
    assert len(TEST) >= 8
    assert all(len({said.session for said in past.utterances}) >= 6 for past in TEST)
    asked = Counter(past.locale for past in TEST for _ in past.questions)
    assert asked["en"] == asked["zh-CN"] >= 50
    assert {question.kind for past in TEST for question in past.questions} == KINDS


def test_nothing_is_chosen_on_what_is_reported() -> None:
    dev = {past.patient for past in PASTS if past.part == "dev"}
    assert dev
    assert dev.isdisjoint(past.patient for past in TEST)


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past.patient)
def test_every_question_has_its_turn_and_only_the_never_said_have_none(past: Past) -> None:
    places = {(said.session, said.turn) for said in past.utterances}
    for question in past.questions:
        assert all(group <= places for group in question.gold)
        assert bool(question.gold) is (question.kind != "never_said")
    assert len({question.text for question in past.questions}) == len(past.questions)


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past.patient)
def test_every_fact_quotes_its_turn(past: Past) -> None:
    history = json.loads((SET / f"{past.patient}.json").read_text(encoding="utf-8"))
    words = {(said.session, said.turn): said.text for said in past.utterances}
    for fact in history["facts"]:
        evidence = fact["evidence"]
        assert evidence["quote"] in words[str(evidence["session"]), evidence["turn"]]


def test_without_vectors_words_find_more_than_bm25() -> None:
    done = run(TEST, {}, {})
    assert list(done.found) == list(ARMS[:2])
    words, plain = figure(done.found["words"], 10), figure(done.found["BM25"], 10)
    assert words is not None
    assert plain is not None
    assert words.low <= words.mean <= words.high
    assert difference(done.found["words"], done.found["BM25"], 10).low > 0
    assert abstention(done.found["BM25"]) is None


def test_a_folder_of_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"docs/recall\.md"):
        read(tmp_path)
