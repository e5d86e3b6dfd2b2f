"""Search in what one patient and the therapist have said: BM25 on single turns and on windows, fused by rank.

No index at rest and no row of another patient: an index is built from one patient's turns when a session opens, and is
dropped with it. BM25 after Robertson and Zaragoza (2009), reciprocal rank fusion after Cormack et al. (2009) with
k = 10.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from math import log

from memory.recall.dates import named_dates
from memory.recall.tokens import STOP_CHARACTERS, fold, is_chinese, normal, pieces, tokens
from memory.record.session import Author

K1 = 1.2
"""BM25: how soon a word said again stops counting."""
B = 0.75
"""BM25: how much a long turn is held against it, 0 to 1."""
RRF_K = 10
"""Rank fusion: the smaller, the more the first ranks count."""
CLIENT_WEIGHT = 1.25
"""What a client's turn scores more than another's of the same words."""
DATE_WEIGHT = 2.0
"""What a turn of a day that the query names scores more. As a filter instead, it loses what was said about that day."""
ABSTAIN_BELOW = 0.25
"""The coverage (see `Looked`) under which nothing is told.

On public dialogues it silences 4 of 100 questions about what was said, and 40 of 100 about what was not.
"""
POOL = 50
"""Ranks of each channel that are fused; windows are scored around the best turns of the first."""
WORK = 2_000
"""Entries of postings that one search reads at most: the rarest words first."""
TERMS = 32
"""Words of a query that are searched for at most, those found nowhere not counted."""
NOBODY = -1
"""The place of a neighbour that is not there."""

_Counts = Mapping[str, Mapping[int, int]]
"""Of each term the turns that hold it, and how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One turn as search sees it. `session_n` counts the patient's sessions from 1, `turn` the turns of one session."""

    session: str
    session_n: int
    turn: int
    date: date
    author: Author
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One turn that was found. `score` is the fused score in (0, 1], 1 when first in every channel.

    `channels` says where it was found: `turn` (its own words), `window` (its words and those of its neighbours).
    """

    session_n: int
    session: str
    turn: int
    date: date
    author: Author
    text: str
    score: float
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a search saw.

    `coverage`, in [0, 1], is the greatest share of the query, each word by its rarity, that one window holds. Under
    `ABSTAIN_BELOW` the search abstains: `items` are then the nearest, not an answer.
    """

    items: tuple[Recalled, ...]
    abstain: bool
    coverage: float


def mark(recalled: Recalled) -> str:
    """The name of a recalled line, by which a claim about the past can be checked: `[S07 T014 2026-03-02]`."""
    return f"[S{recalled.session_n:02d} T{recalled.turn:03d} {recalled.date.isoformat()}]"


class Index:
    """One patient's turns, ready to be searched. Immutable once built; `len` is the number of turns.

    Postings hold words and single Chinese characters; a Chinese bigram is looked up in the texts of the turns that
    hold its rarer character, which keeps building fast.
    """

    __slots__ = ("_around", "_postings", "_texts", "_turn_norms", "_utterances", "_weights", "_window_norms")

    def __init__(self, utterances: tuple[Utterance, ...]) -> None:
        self._utterances = utterances
        self._texts = [normal(said.text) for said in self._utterances]
        raw: defaultdict[str, list[int]] = defaultdict(list)
        lengths: list[int] = []
        for i, text in enumerate(self._texts):
            found = pieces(text)
            lengths.append(len(found))
            for piece in found:
                raw[piece].append(i)
        self._postings = _folded(raw)
        self._around = _around(self._utterances)
        self._turn_norms = _norms(lengths)
        lengths.append(0)
        self._window_norms = _norms(
            [lengths[i] + lengths[before] + lengths[after] for before, i, after in self._around]
        )
        self._weights = [CLIENT_WEIGHT if said.author is Author.CLIENT else 1.0 for said in self._utterances]

    @classmethod
    def build(cls, utterances: Iterable[Utterance]) -> "Index":
        """The index of these turns, which come in the order in which they were said."""
        return cls(tuple(utterances))

    def __len__(self) -> int:
        return len(self._utterances)

    def search(self, query: str, k: int, *, exclude_session: str | None = None) -> list[Recalled]:
        """The `k` turns that fit `query` best, best first; none when the search abstains (see `Looked`)."""
        looked = self.look(query, k, exclude_session=exclude_session)
        return [] if looked.abstain else list(looked.items)

    def look(self, query: str, k: int, *, exclude_session: str | None = None) -> Looked:
        """The `k` nearest turns, and whether they are near enough to be told.

        When the query names a date or a month, turns of sessions on it weigh more. Turns of `exclude_session` are
        left out.
        """
        counts = self._found(tokens(query))
        rarity = {term: self._rarity(len(held)) for term, held in counts.items()}
        meant = self._days_named(query)
        turn = self._ranked(self._turn_scores(counts, rarity), meant, exclude_session)
        reached = dict.fromkeys(near for _, i in turn for near in self._around[i])
        reached.pop(NOBODY, None)
        scores, coverage = self._window_scores(reached, counts, rarity)
        items = self._fuse({"turn": turn, "window": self._ranked(scores, meant, exclude_session)}, k)
        return Looked(items=tuple(items), abstain=coverage < ABSTAIN_BELOW, coverage=coverage)

    def _found(self, query: Iterable[str]) -> _Counts:
        """How often which turns hold each term, rarest first: at most TERMS that occur, within WORK, and always one."""
        letters = {term: self._rarest_letter(term) for term in dict.fromkeys(query)}
        found: dict[str, Mapping[int, int]] = {}
        work = occurring = 0
        for term, posting in sorted(letters.items(), key=lambda item: len(item[1])):
            work += len(posting)
            occurring += bool(posting)
            if posting and (work > max(WORK, len(posting)) or occurring > TERMS):
                break
            found[term] = Counter(posting) if term in self._postings else self._counts_of_bigram(term, posting)
        return found

    def _rarest_letter(self, term: str) -> Sequence[int]:
        """The posting of a term, or of the rarer character of a Chinese bigram."""
        if len(term) == 2 and is_chinese(term):
            return min((self._postings.get(one, ()) for one in term if one not in STOP_CHARACTERS), key=len)
        return self._postings.get(term, ())

    def _counts_of_bigram(self, bigram: str, posting: Iterable[int]) -> dict[int, int]:
        texts = self._texts
        return {i: count for i in set(posting) if (count := texts[i].count(bigram))}

    def _rarity(self, holders: int) -> float:
        return log(1 + (len(self._utterances) - holders + 0.5) / (holders + 0.5))

    def _turn_scores(self, counts: _Counts, rarity: Mapping[str, float]) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        norms = self._turn_norms
        for term, held in counts.items():
            gain = rarity[term] * (K1 + 1)
            for i, count in held.items():
                scores[i] += gain * count / (count + norms[i])
        return scores

    def _window_scores(
        self, places: Iterable[int], counts: _Counts, rarity: Mapping[str, float]
    ) -> tuple[dict[int, float], float]:
        """The scores of the windows at these places, and the greatest share of the query that one of them holds."""
        terms = [(rarity[term], held.get) for term, held in counts.items() if held]
        wanted = sum(rarity.values())
        scores: dict[int, float] = {}
        covered = 0.0
        for i in places:
            before, _, after = self._around[i]
            norm = self._window_norms[i]
            score = share = 0.0
            for rare, held in terms:
                if count := held(i, 0) + held(before, 0) + held(after, 0):
                    score += rare * (K1 + 1) * count / (count + norm)
                    share += rare
            scores[i] = score
            covered = max(covered, share / wanted)
        return scores, covered

    def _days_named(self, query: str) -> set[date]:
        """The days of the past that the query names."""
        named = named_dates(query)
        return {day for day in {one.date for one in self._utterances} if any(one.holds(day) for one in named)}

    def _ranked(
        self, scores: Mapping[int, float], meant: set[date], exclude_session: str | None
    ) -> list[tuple[float, int]]:
        """The best POOL turns that may be told, weighed by who spoke and when; of two equals the later one first."""
        said, weights = self._utterances, self._weights
        weighed = ((score * weights[i], i) for i, score in scores.items())
        if meant:
            weighed = ((score * (DATE_WEIGHT if said[i].date in meant else 1.0), i) for score, i in weighed)
        if exclude_session is not None:
            weighed = ((score, i) for score, i in weighed if said[i].session != exclude_session)
        return nlargest(POOL, weighed)

    def _fuse(self, channels: Mapping[str, list[tuple[float, int]]], k: int) -> list[Recalled]:
        """The `k` best by reciprocal rank over the channels; of two equals the later one."""
        fused: defaultdict[int, float] = defaultdict(float)
        seen: defaultdict[int, list[str]] = defaultdict(list)
        for name, ranked in channels.items():
            for rank, (_, i) in enumerate(ranked, start=1):
                fused[i] += (RRF_K + 1) / (RRF_K + rank) / len(channels)
                seen[i].append(name)
        best = nlargest(k, ((score, i) for i, score in fused.items()))
        return [self._recalled(i, score, tuple(seen[i])) for score, i in best]

    def _recalled(self, i: int, score: float, channels: tuple[str, ...]) -> Recalled:
        said = self._utterances[i]
        return Recalled(
            session_n=said.session_n,
            session=said.session,
            turn=said.turn,
            date=said.date,
            author=said.author,
            text=said.text,
            score=score,
            channels=channels,
        )


def _folded(raw: Mapping[str, list[int]]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for piece, posting in raw.items():
        if folded := fold(piece):
            postings[folded] = postings[folded] + posting if folded in postings else posting
    return postings


def _norms(lengths: Sequence[int]) -> list[float]:
    """BM25's length part of the denominator, one a turn."""
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    return [K1 * (1 - B + B * length / mean) for length in lengths]


def _around(utterances: Sequence[Utterance]) -> list[tuple[int, int, int]]:
    """For each turn the places of the one before, itself and the one after in its session, or NOBODY."""
    sessions = [None, *(said.session for said in utterances), None]
    return [
        (i - 1 if sessions[i] == session else NOBODY, i, i + 1 if sessions[i + 2] == session else NOBODY)
        for i, session in enumerate(sessions[1:-1])
    ]
