"""Which texts hold a word, and how often: words and Chinese characters of one patient's texts, in memory.

BM25 after Robertson and Zaragoza (2009).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import log

import numpy as np

from memory.recall.embedding import Floats
from memory.recall.tokens import fold, is_chinese, normal, words

K1 = 1.2
"""BM25: how soon a word said again stops counting."""
B = 0.75
"""BM25: how much a long text is held against it, 0 to 1."""
TERMS = 32
"""Words of a query that are searched for at most, the rarest; those found nowhere are not counted."""

_SHORT = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Which texts hold a term, each once and in order, and how often: twice (holders,)."""

    texts: Floats
    times: Floats


Counts = Mapping[str, Held]
"""Of each term what holds it."""


class Words:
    """The words of these texts. `len` is the number of texts.

    Words stand as sorted numbers, each beside its text; Chinese characters likewise, and a bigram is looked up around
    the rarer of its two characters.
    """

    __slots__ = ("_letter_at", "_letter_bounds", "_letters", "_owner", "_places", "_word_at", "_word_bounds",
                 "_word_owners", "lengths")  # fmt: skip

    def __init__(self, texts: Sequence[str]) -> None:
        flat = [normal(text) for text in texts]
        found = [words(text) for text in flat]
        spoken = np.asarray([len(some) for some in found], dtype=np.int64)
        self._word_owners, self._word_at, self._word_bounds = _by_form(found, spoken)
        self._letters = np.frombuffer("\n".join([*flat, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        chinese = np.flatnonzero(_is_chinese(self._letters))
        self._owner = np.empty(0, dtype=np.int64)
        if len(chinese):
            self._owner = np.repeat(np.arange(len(flat)), [len(text) + 1 for text in flat])
        order, codes, self._letter_bounds = _sorted(self._letters[chinese])
        self._places = chinese[order]
        self._letter_at = {chr(code): n for n, code in enumerate(codes)}
        self.lengths: Floats = spoken + np.bincount(self._owner[chinese], minlength=len(flat))
        """Words and Chinese characters of each text, stop words among them: (texts,)."""

    def __len__(self) -> int:
        return len(self.lengths)

    def counts(self, query: Iterable[str]) -> dict[str, Held]:
        """Which texts hold each term: the TERMS rarest that occur, and those that occur nowhere."""
        rare = sorted((self._at_most(term), n, term) for n, term in enumerate(dict.fromkeys(query)))
        nowhere = [term for most, _, term in rare if not most]
        some = [term for most, _, term in rare if most][:TERMS]
        return {**dict.fromkeys(nowhere, NOTHING), **{term: self._held(term) for term in some}}

    def _at_most(self, term: str) -> int:
        """An upper bound of how often a term stands in the texts; exact but for bigrams."""
        if not is_chinese(term):
            start, end = _span(self._word_at, self._word_bounds, term)
            return end - start
        return min(end - start for start, end in map(self._span, term))

    def _held(self, term: str) -> Held:
        if not is_chinese(term):
            start, end = _span(self._word_at, self._word_bounds, term)
            owners = self._word_owners[start:end]
        elif len(term) == 1:
            start, end = self._span(term)
            owners = self._owner[self._places[start:end]]
        else:
            owners = self._owner[self._bigram(term)]
        first = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]])) if len(owners) else owners
        bounds = np.concatenate([first, [len(owners)]])
        return Held(texts=owners[first], times=bounds[1:] - bounds[:-1])

    def _bigram(self, term: str) -> Floats:
        """Where a bigram stands, in order, found around the rarer of its two characters."""
        (first, first_end), (second, second_end) = map(self._span, term)
        if first_end - first <= second_end - second:
            places = self._places[first:first_end]
            return np.asarray(places[self._letters[places + 1] == ord(term[1])])
        places = self._places[second:second_end]
        places = places[places > 0] - 1
        return np.asarray(places[self._letters[places] == ord(term[0])])

    def _span(self, letter: str) -> tuple[int, int]:
        return _span(self._letter_at, self._letter_bounds, letter)


NOTHING = Held(texts=np.empty(0, dtype=np.int64), times=np.empty(0, dtype=np.int64))


def around(held: Held, before: Floats, after: Floats) -> Held:
    """The same over windows: of each text the times in itself and its neighbours.

    `before` and `after` hold, for each text, 1 where it has a neighbour, else 0: (texts,).
    """
    if not len(held.texts):
        return held
    times = np.zeros(len(before) + 2, dtype=np.int64)
    times[held.texts + 1] = held.times
    summed = times[1:-1] + times[:-2] * before + times[2:] * after
    texts = np.flatnonzero(summed)
    return Held(texts=texts, times=summed[texts])


def rarity(counts: Counts, texts: int) -> dict[str, float]:
    """The inverse document frequency of each term, above 0."""
    return {term: log(1 + (texts - len(held.texts) + 0.5) / (len(held.texts) + 0.5)) for term, held in counts.items()}


def norms(lengths: Floats) -> Floats:
    """BM25's length part of the denominator: (texts,)."""
    mean = float(lengths.mean()) if lengths.any() else 1.0
    return np.asarray(K1 * (1 - B + B * lengths / mean))


def bm25(counts: Counts, rare: Mapping[str, float], length_norms: Floats) -> tuple[Floats, Floats]:
    """The score of each text, and the share of the query, each word by its rarity, that it holds: twice (texts,)."""
    scores = np.zeros(len(length_norms))
    shares = np.zeros(len(length_norms))
    for term, held in counts.items():
        scores[held.texts] += rare[term] * (K1 + 1) * held.times / (held.times + length_norms[held.texts])
        shares[held.texts] += rare[term]
    wanted = sum(rare.values())
    return scores, shares / wanted if wanted else shares


def _is_chinese(letters: Floats) -> Floats:
    return np.asarray(
        ((letters >= 0x3400) & (letters <= 0x4DBF))
        | ((letters >= 0x4E00) & (letters <= 0x9FFF))
        | ((letters >= 0xF900) & (letters <= 0xFAFF))
    )


def _by_form(found: Sequence[Sequence[str]], spoken: Floats) -> tuple[Floats, dict[str, int], list[int]]:
    """The texts of all words, those of one form side by side and in order; the forms by number; where each begins."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    codes = np.asarray([numbers[word] for some in found for word in some], dtype=np.int64)
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    of_form = np.asarray([forms[fold(word)] for word in numbers], dtype=np.int64)
    order, values, bounds = _sorted(of_form[codes] if len(codes) else codes)
    names = list(forms)
    owners = np.repeat(np.arange(len(found)), spoken)[order]
    return owners, {names[code]: n for n, code in enumerate(values) if names[code]}, bounds


def _span(at: Mapping[str, int], bounds: Sequence[int], name: str) -> tuple[int, int]:
    """Where what is so named stands in its row; nowhere (0, 0)."""
    n = at.get(name)
    return (0, 0) if n is None else (bounds[n], bounds[n + 1])


def _sorted(codes: Floats) -> tuple[Floats, list[int], list[int]]:
    """The places of these numbers in rising order, equal ones as they stand; each number once; where each begins."""
    if len(codes) and codes.max() < _SHORT:
        codes = codes.astype(np.uint16)  # sorted by radix, ten times as fast
    order = np.argsort(codes, kind="stable")
    row = codes[order]
    starts = np.flatnonzero(np.concatenate([[True], row[1:] != row[:-1]])) if len(row) else order
    return order, row[starts].tolist(), [*starts.tolist(), len(row)]
