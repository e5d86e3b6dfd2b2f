"""Search in what one patient and the therapist have said: by words and by vectors, on turns, windows and facts.

No index at rest and no row of another patient: an index is built from one patient's turns when a session opens, and is
dropped with it. The channels are fused by reciprocal rank (Cormack et al., 2009) with k = 10.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count, pairwise

import numpy as np

from memory.recall.dates import named_dates
from memory.recall.dense import Dense
from memory.recall.embedding import Floats
from memory.recall.tokens import tokens
from memory.recall.utterance import Looked, Recalled, Stated, Utterance
from memory.recall.words import Words, around, bm25, norms, rarity
from memory.record.session import Author

RRF_K = 10
"""Rank fusion: the smaller, the more the first ranks count."""
CLIENT_WEIGHT = 1.25
"""What a client's turn scores more than another's of the same words."""
DATE_WEIGHT = 2.0
"""What a turn of a day that the query names scores more. As a filter instead, it loses what was said about that day."""
POOL = 50
"""Ranks of each channel that are fused."""
ABSTAIN_BELOW = 0.125
"""The coverage (see `Looked`) under which nothing is told, without vectors.

Chosen, as the next two, on the part `dev` of `benchmarks/recall_set`; what it does elsewhere is in docs/recall.md.
"""
NEARNESS_WEIGHT = 0.1
"""What a standard deviation of nearness counts beside coverage."""
ABSTAIN_BELOW_WITH_VECTORS = 0.35
"""Coverage and weighed nearness together, under which nothing is told."""


class Index:
    """One patient's turns, ready to be searched. Immutable once built; `len` is the number of turns."""

    __slots__ = ("_after", "_before", "_dense", "_fact_norms", "_fact_words", "_facts", "_owners", "_session_of",
                 "_sessions", "_turn_norms",
                 "_utterances", "_weights", "_window_norms", "_words")  # fmt: skip

    def __init__(self, utterances: Sequence[Utterance], facts: Sequence[Stated]) -> None:
        self._utterances = tuple(utterances)
        places = {(said.session, said.turn): n for n, said in enumerate(self._utterances)}
        self._facts = tuple(fact for fact in facts if (fact.session, fact.turn) in places)
        self._owners = np.asarray([places[fact.session, fact.turn] for fact in self._facts], dtype=np.int64)
        self._before, self._after = _neighbours(self._utterances)
        numbers: defaultdict[tuple[str, date], int] = defaultdict(count().__next__)
        self._session_of = np.asarray([numbers[said.session, said.date] for said in self._utterances], dtype=np.int64)
        self._sessions = tuple(numbers)
        self._words = Words([said.text for said in self._utterances])
        self._fact_words = Words([fact.text for fact in self._facts])
        self._turn_norms = norms(self._words.lengths)
        self._window_norms = norms(_with_neighbours(self._words.lengths, self._before, self._after))
        self._fact_norms = norms(self._fact_words.lengths)
        by_client = np.asarray([said.author is Author.CLIENT for said in self._utterances], dtype=bool)
        self._weights: Floats = np.where(by_client, CLIENT_WEIGHT, 1.0)
        self._dense: Dense | None = None

    @classmethod
    def build(cls, utterances: Iterable[Utterance], facts: Iterable[Stated] = ()) -> "Index":
        """The index of these turns, which come in the order in which they were said, and of what they state."""
        return cls(tuple(utterances), tuple(facts))

    def __len__(self) -> int:
        return len(self._utterances)

    @property
    def texts(self) -> list[str]:
        """What an embedder has to embed: the turns' words from the latest back, then the facts'; each once."""
        said = [said.text for said in reversed(self._utterances)]
        return [text for text in dict.fromkeys([*said, *(fact.text for fact in self._facts)]) if text.strip()]

    @property
    def has_vectors(self) -> bool:
        """Whether any vector is known."""
        return self._dense is not None

    def with_vectors(self, known: Mapping[str, Floats]) -> "Index":
        """The same index with the vectors that are known of its texts."""
        found = object.__new__(Index)
        for name in Index.__slots__:
            setattr(found, name, getattr(self, name))
        found._dense = Dense.of(self._utterances, self._facts, known, before=self._before, after=self._after)
        return found

    def search(
        self, query: str, k: int, *, exclude_session: str | None = None, asked: Floats | None = None
    ) -> list[Recalled]:
        """The `k` turns that fit `query` best, best first; none when the search abstains (see `Looked`)."""
        looked = self.look(query, k, exclude_session=exclude_session, asked=asked)
        return [] if looked.abstain else list(looked.items)

    def look(self, query: str, k: int, *, exclude_session: str | None = None, asked: Floats | None = None) -> Looked:
        """The `k` nearest turns, and whether they are near enough to be told.

        When the query names a date or a month, turns of sessions on it weigh more. Turns of `exclude_session` are
        left out. `asked` is the query's vector, by the embedder of the index's vectors.
        """
        channels, coverage = self._by_words(query)
        near = None
        if asked is not None and self._dense is not None:
            dense, near = self._by_vectors(self._dense, asked)
            channels |= dense
        weights = self._weighed(query, exclude_session)
        ranked = {name: _ranked(scores * weights) for name, scores in channels.items()}
        told = coverage[weights > 0].max(initial=0.0)
        return Looked(
            items=tuple(self._fused(ranked, k)),
            abstain=abstains(float(told), near),
            coverage=float(told),
            nearness=near,
        )

    def _by_words(self, query: str) -> tuple[dict[str, Floats], Floats]:
        """The scores of each channel of words, and the share of the query at each turn: all (turns,)."""
        asked = tokens(query)
        counts = self._words.counts(asked)
        rare = rarity(counts, len(self))
        channels = {"turn": bm25(counts, rare, self._turn_norms)[0]}
        windows = {term: around(held, self._before, self._after) for term, held in counts.items()}
        channels["window"], coverage = bm25(windows, rare, self._window_norms)
        if self._facts:
            stated = self._fact_words.counts(asked)
            scores, shares = bm25(stated, rarity(stated, len(self._facts)), self._fact_norms)
            channels["fact"] = self._best_of_facts(scores)
            coverage = np.maximum(coverage, self._best_of_facts(shares))
        return channels, coverage

    def _by_vectors(self, dense: Dense, asked: Floats) -> tuple[dict[str, Floats], float]:
        """The scores of each channel of vectors, and how far the nearest stands out."""
        turns, windows, near = dense.turns(asked)
        channels = {"dense_turn": turns, "dense_window": windows}
        if self._facts:
            facts, near_fact = dense.facts(asked)
            channels["dense_fact"] = self._best_of_facts(facts)
            near = max(near, near_fact)
        return channels, near

    def _best_of_facts(self, scores: Floats) -> Floats:
        """Of each turn the best score of the facts that it states: (turns,)."""
        found = np.zeros(len(self))
        np.maximum.at(found, self._owners, scores)
        return found

    def _weighed(self, query: str, exclude_session: str | None) -> Floats:
        """What each turn weighs, by who spoke and when; 0 for one that may not be told."""
        weights = self._weights
        if named := named_dates(query):
            meant = [any(one.holds(day) for one in named) for _, day in self._sessions]
            weights = weights * np.where(meant, DATE_WEIGHT, 1.0)[self._session_of]
        if exclude_session is not None:
            weights = (
                weights * np.asarray([session != exclude_session for session, _ in self._sessions])[self._session_of]
            )
        return weights

    def _fused(self, channels: Mapping[str, Sequence[int]], k: int) -> list[Recalled]:
        """The `k` best by reciprocal rank over the channels; of two equals the later one."""
        fused: defaultdict[int, float] = defaultdict(float)
        seen: defaultdict[int, list[str]] = defaultdict(list)
        for name, ranked in channels.items():
            for rank, n in enumerate(ranked, start=1):
                fused[n] += (RRF_K + 1) / (RRF_K + rank) / len(channels)
                seen[n].append(name)
        best = sorted(((score, n) for n, score in fused.items()), reverse=True)[:k]
        return [self._recalled(n, score, tuple(seen[n])) for score, n in best]

    def _recalled(self, n: int, score: float, channels: tuple[str, ...]) -> Recalled:
        said = self._utterances[n]
        return Recalled(
            session_n=said.session_n,
            session=said.session,
            turn=said.turn,
            date=said.date,
            author=said.author,
            text=said.text,
            score=min(score, 1.0),
            channels=channels,
        )


def abstains(coverage: float, near: float | None) -> bool:
    """Whether what was found is too far from the question to be told."""
    if near is None:
        return coverage < ABSTAIN_BELOW
    return coverage + NEARNESS_WEIGHT * near < ABSTAIN_BELOW_WITH_VECTORS


def _ranked(scores: Floats) -> list[int]:
    """The places of the best POOL scores above 0; of two equals the later one first."""
    some = np.flatnonzero(scores)
    if len(some) > POOL:
        least = np.partition(scores[some], len(some) - POOL)[len(some) - POOL]
        some = some[scores[some] >= least]
    order = np.lexsort((-some, -scores[some]))[:POOL]
    found: list[int] = some[order].tolist()
    return found


def _neighbours(utterances: Sequence[Utterance]) -> tuple[Floats, Floats]:
    """Of each turn whether one came before it, and after it, in its session: 1 or 0, twice (turns,)."""
    same = [first.session == second.session for first, second in pairwise(utterances)]
    ends = [False] if utterances else []
    return np.asarray([*ends, *same], dtype=np.int64), np.asarray([*same, *ends], dtype=np.int64)


def _with_neighbours(lengths: Floats, before: Floats, after: Floats) -> Floats:
    padded = np.concatenate([[0], lengths, [0]])
    return np.asarray(lengths + padded[:-2] * before + padded[2:] * after)
