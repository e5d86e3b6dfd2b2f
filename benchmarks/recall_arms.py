"""The ways of recall that are measured side by side, and how their figures are reckoned."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import mean

import numpy as np

from benchmarks.recall_data import Past, Place, Question
from memory.recall.embedding import Floats
from memory.recall.index import Index
from memory.recall.tokens import tokens
from memory.recall.words import Words, bm25, norms, rarity

KS = (5, 10, 20)
TEXTBOOK_K = 60
DEEPEST = 50
ARMS = ("BM25", "words", "dense", "textbook hybrid", "chosen")
RESAMPLED = 1_000

Vectors = Mapping[str, Floats]
Ask = Callable[[Question], list[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one arm found for one question. `recall` is by k; None where nothing was to be found."""

    patient: str
    locale: str
    kind: str
    recall: tuple[float, ...] | None
    ms: float
    abstained: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean and its 95 % interval, in per cent."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What abstention is decided by, of one question."""

    said: bool
    coverage: float
    nearness: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Everything found, by arm."""

    found: dict[str, list[Found]] = field(default_factory=dict[str, list[Found]])
    signs: list[Signs] = field(default_factory=list[Signs])


def run(pasts: Sequence[Past], passages: Vectors, queries: Vectors) -> Run:
    """Asks every question of every past, each arm in turn; without vectors the arms that need them are left out."""
    done = Run()
    for past in pasts:
        index = Index.build(past.utterances, past.facts)
        with_vectors = index.with_vectors(passages) if queries else index
        places = [(said.session, said.turn) for said in past.utterances]
        plain = Words([said.text for said in past.utterances])
        lengths = norms(plain.lengths)
        matrix = np.asarray([passages[said.text] for said in past.utterances]) if queries else np.empty((0, 0))

        def by_bm25(text: str, plain: Words = plain, lengths: Floats = lengths) -> list[int]:
            counts = plain.counts(tokens(text))
            return _best(bm25(counts, rarity(counts, len(plain)), lengths)[0])

        for question in past.questions:
            asked = queries.get(question.text)
            begun = time.perf_counter()
            ranked = {"BM25": [places[n] for n in by_bm25(question.text)]}
            took = {"BM25": _ms(begun)}
            begun = time.perf_counter()
            looked = index.look(question.text, DEEPEST)
            took["words"] = _ms(begun)
            ranked["words"] = [(item.session, item.turn) for item in looked.items]
            abstained: dict[str, bool] = {"words": looked.abstain}
            if asked is not None:
                begun = time.perf_counter()
                dense = _best(matrix @ asked)
                took["dense"] = _ms(begun)
                ranked["dense"] = [places[n] for n in dense]
                begun = time.perf_counter()
                ranked["textbook hybrid"] = [places[n] for n in _hybrid(by_bm25(question.text), _best(matrix @ asked))]
                took["textbook hybrid"] = _ms(begun)
                begun = time.perf_counter()
                looked = with_vectors.look(question.text, DEEPEST, asked=asked)
                took["chosen"] = _ms(begun)
                ranked["chosen"] = [(item.session, item.turn) for item in looked.items]
                abstained["chosen"] = looked.abstain
            done.signs.append(Signs(said=bool(question.gold), coverage=looked.coverage, nearness=looked.nearness))
            for arm, order in ranked.items():
                done.found.setdefault(arm, []).append(
                    Found(
                        patient=past.patient,
                        locale=past.locale,
                        kind=question.kind,
                        recall=_recall(order, question) if question.gold else None,
                        ms=took[arm],
                        abstained=abstained.get(arm),
                    )
                )
    return done


def figure(found: Sequence[Found], k: int, *, seed: int = 7) -> Figure | None:
    """Recall at `k`, its interval by resampling patients with all their questions; None when nothing was to be found.

    Clustered percentile bootstrap: questions of one patient are not independent.
    """
    at = KS.index(k)
    by_patient: dict[str, list[float]] = {}
    for one in found:
        if one.recall is not None:
            by_patient.setdefault(one.patient, []).append(one.recall[at])
    if not by_patient:
        return None
    clusters = [(sum(values), len(values)) for values in by_patient.values()]
    chance = Random(seed)
    means = sorted(_mean(chance.choices(clusters, k=len(clusters))) for _ in range(RESAMPLED))
    return Figure(
        mean=100 * _mean(clusters),
        low=100 * means[round(0.025 * (RESAMPLED - 1))],
        high=100 * means[round(0.975 * (RESAMPLED - 1))],
        n=sum(count for _, count in clusters),
    )


def difference(first: Sequence[Found], second: Sequence[Found], k: int, *, seed: int = 7) -> Figure:
    """Recall at `k` of `first` less that of `second` on the same questions, resampled likewise."""
    at = KS.index(k)
    by_patient: dict[str, list[float]] = {}
    for one, other in zip(first, second, strict=True):
        if one.recall is not None and other.recall is not None:
            by_patient.setdefault(one.patient, []).append(one.recall[at] - other.recall[at])
    clusters = [(sum(values), len(values)) for values in by_patient.values()]
    chance = Random(seed)
    means = sorted(_mean(chance.choices(clusters, k=len(clusters))) for _ in range(RESAMPLED))
    return Figure(
        mean=100 * _mean(clusters),
        low=100 * means[round(0.025 * (RESAMPLED - 1))],
        high=100 * means[round(0.975 * (RESAMPLED - 1))],
        n=sum(count for _, count in clusters),
    )


def abstention(found: Sequence[Found]) -> tuple[float, float] | None:
    """Shares, in per cent, of questions met with silence: about what was never said, and about what was said."""
    never = [float(one.abstained) for one in found if one.recall is None and one.abstained is not None]
    said = [float(one.abstained) for one in found if one.recall is not None and one.abstained is not None]
    return (100 * mean(never), 100 * mean(said)) if never and said else None


def _mean(clusters: Sequence[tuple[float, int]]) -> float:
    return sum(total for total, _ in clusters) / sum(count for _, count in clusters)


def _recall(order: Sequence[Place], question: Question) -> tuple[float, ...]:
    return tuple(mean(float(not group.isdisjoint(order[:k])) for group in question.gold) for k in KS)


def _best(scores: Floats) -> list[int]:
    order = np.argsort(-scores, kind="stable")[:DEEPEST]
    found: list[int] = order[scores[order] > 0].tolist()
    return found


def _hybrid(*ranked: Sequence[int]) -> list[int]:
    fused: dict[int, float] = {}
    for order in ranked:
        for rank, n in enumerate(order, start=1):
            fused[n] = fused.get(n, 0.0) + 1 / (TEXTBOOK_K + rank)
    return sorted(fused, key=lambda n: -fused[n])


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1e3
