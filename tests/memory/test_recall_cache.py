"""Indexes kept between turns."""

from datetime import UTC, date, datetime

import numpy as np

from memory.recall.cache import RecallCache, RecallKey
from memory.recall.embedding import Floats
from memory.recall.index import Index
from memory.recall.utterance import Utterance
from memory.record.session import Author


def index(turns: int) -> Index:
    return Index.build(
        Utterance(session="s", session_n=1, turn=n, date=date(2026, 1, 1), author=Author.CLIENT, text="words")
        for n in range(turns)
    )


def key(patient: str, *, tenant: str = "clinic", hour: int = 9) -> RecallKey:
    return RecallKey(tenant=tenant, patient=patient, moment=datetime(2026, 1, 1, hour, tzinfo=UTC))


def test_an_index_is_found_again_under_its_whole_key_only() -> None:
    cache = RecallCache()
    kept = index(3)
    cache.keep(key("p"), kept)
    assert cache.find(key("p")) is kept
    assert [cache.find(other) for other in (key("q"), key("p", tenant="other"), key("p", hour=10))] == [None] * 3


def test_the_one_not_used_for_longest_makes_room() -> None:
    cache = RecallCache(max_turns=10)
    for patient in ("a", "b"):
        cache.keep(key(patient), index(5))
    cache.find(key("a"))
    cache.keep(key("c"), index(5))
    assert [cache.find(key(patient)) is not None for patient in ("a", "b", "c")] == [True, False, True]
    assert (len(cache), cache.turns) == (2, 10)


def test_an_index_larger_than_the_bound_is_not_kept_and_puts_nothing_out() -> None:
    cache = RecallCache(max_turns=10)
    cache.keep(key("a"), index(5))
    cache.keep(key("b"), index(11))
    assert (cache.find(key("b")), len(cache), cache.turns) == (None, 1, 5)


def test_keeping_again_replaces() -> None:
    cache = RecallCache(max_turns=10)
    cache.keep(key("a"), index(5))
    newer = index(6)
    cache.keep(key("a"), newer)
    assert cache.find(key("a")) is newer
    assert (len(cache), cache.turns) == (1, 6)


def test_forgetting_drops_every_moment_of_one_patient_of_one_tenant() -> None:
    cache = RecallCache()
    for kept in (key("a"), key("a", hour=10), key("a", tenant="other"), key("b")):
        cache.keep(kept, index(2))
    cache.forget("clinic", "a")
    assert (len(cache), cache.turns) == (2, 4)
    assert cache.find(key("a")) is cache.find(key("a", hour=10)) is None


def row(*numbers: float) -> Floats:
    return np.asarray(numbers, dtype=np.float32)


def test_texts_without_vectors_are_asked_for_until_they_are_learnt() -> None:
    cache = RecallCache()
    cache.keep(key("a"), index(2))
    assert cache.changed.is_set()
    assert cache.wanting(5) == (key("a"), ["words"])
    cache.learn(key("a"), {"words": row(1, 0)})
    assert cache.wanting(5) is None


def test_an_index_uses_vectors_once_refreshed_and_the_next_one_from_the_start() -> None:
    cache = RecallCache()
    cache.keep(key("a"), index(2))
    cache.learn(key("a"), {"words": row(1, 0)})
    cache.refresh(key("a"))
    cache.keep(key("a", hour=10), index(3))
    assert [found.has_vectors for hour in (9, 10) if (found := cache.find(key("a", hour=hour)))] == [True, True]


def test_vectors_that_come_after_a_patient_was_forgotten_are_dropped() -> None:
    cache = RecallCache()
    cache.keep(key("a"), index(2))
    cache.learn(key("a"), {"words": row(1, 0)})
    cache.forget("clinic", "a")
    cache.learn(key("a"), {"words": row(1, 0)})
    cache.refresh(key("a"))
    assert (dict(cache.vectors("clinic", "a")), cache.find(key("a")), cache.wanting(5)) == ({}, None, None)


def test_a_patients_vectors_go_with_the_last_index() -> None:
    cache = RecallCache(max_turns=10)
    cache.keep(key("a"), index(5))
    cache.learn(key("a"), {"words": row(1, 0)})
    cache.keep(key("b"), index(10))
    assert (cache.find(key("a")), dict(cache.vectors("clinic", "a"))) == (None, {})
