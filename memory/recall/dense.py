"""Vectors of one patient's turns and facts: how near each turn, its surroundings and its facts are to a question."""

from collections.abc import Mapping, Sequence

import numpy as np

from memory.recall.embedding import Floats
from memory.recall.utterance import Stated, Utterance

SIDE = 0.5
"""What a neighbour's vector counts in a window, the turn's own being 1. A window costs no embedding of its own."""


class Dense:
    """The vectors known so far. A row of zeros is not known yet, and is near to nothing."""

    __slots__ = ("_after", "_before", "_facts", "_facts_known", "_sizes", "_turns", "_turns_known")

    def __init__(self, *, turns: Floats, before: Floats, after: Floats, facts: Floats) -> None:
        """`turns` and `facts`: a row a text. `before` and `after`: 1 where a turn has a neighbour in its session."""
        self._turns, self._facts = turns, facts
        self._turns_known: Floats = np.asarray(turns.any(axis=1))
        self._facts_known: Floats = np.asarray(facts.any(axis=1))
        self._before, self._after = SIDE * before, SIDE * after
        next_to = np.einsum("ij,ij->i", turns[1:], turns[:-1]) if len(turns) > 1 else np.zeros(0)
        over_one = np.einsum("ij,ij->i", turns[2:], turns[:-2]) if len(turns) > 2 else np.zeros(0)
        own = self._turns_known.astype(float)
        self._sizes = np.sqrt(np.maximum(self._squared(own, next_to, over_one), 1e-12))

    @classmethod
    def of(
        cls,
        utterances: Sequence[Utterance],
        facts: Sequence[Stated],
        known: Mapping[str, Floats],
        *,
        before: Floats,
        after: Floats,
    ) -> "Dense | None":
        """From the vectors known of their texts; None while there is none."""
        if not known:
            return None
        nothing = np.zeros(len(next(iter(known.values()))), dtype=np.float32)
        return cls(
            turns=_rows([said.text for said in utterances], known, nothing),
            before=before,
            after=after,
            facts=_rows([fact.text for fact in facts], known, nothing),
        )

    def turns(self, asked: Floats) -> tuple[Floats, Floats, float]:
        """How near each turn and each window is to `asked` above the mean, and how far the nearest turn stands out.

        Twice (turns,), never below 0; and a number of standard deviations.
        """
        near = self._turns @ asked
        padded = np.concatenate([[0.0], near, [0.0]])
        windows = (near + self._before * padded[:-2] + self._after * padded[2:]) / self._sizes
        above, far = _above(near, self._turns_known)
        return above, _above(windows, self._turns_known)[0], far

    def facts(self, asked: Floats) -> tuple[Floats, float]:
        """How near each fact is to `asked` above the mean, and how far the nearest stands out: (facts,), a number."""
        return _above(self._facts @ asked, self._facts_known)

    def _squared(self, own: Floats, next_to: Floats, over_one: Floats) -> Floats:
        """The squared lengths of the windows' sums, from the turns' products with themselves and their neighbours."""
        sides = np.concatenate([[0.0], own, [0.0]])
        pairs = np.concatenate([[0.0], next_to, [0.0]]) if len(own) else np.zeros(1)
        both = np.concatenate([[0.0], over_one, [0.0]]) if len(own) > 1 else np.zeros(len(own))
        before, after = self._before, self._after
        return np.asarray(
            own
            + before**2 * sides[:-2]
            + after**2 * sides[2:]
            + 2 * (before * pairs[:-1] + after * pairs[1:] + before * after * both)
        )


def _above(near: Floats, known: Floats) -> tuple[Floats, float]:
    if not known.any():
        return np.zeros(len(near)), 0.0
    mean, spread = float(near[known].mean()), float(near[known].std())
    above = np.where(known, near - mean + 1e-6, 0.0).clip(min=0.0)  # a single row is at its mean, and is found
    return above, float(above.max()) / max(spread, 1e-6)


def _rows(texts: Sequence[str], known: Mapping[str, Floats], nothing: Floats) -> Floats:
    found = [known.get(text, nothing) for text in texts]
    return np.asarray(found, dtype=np.float32).reshape(len(found), len(nothing))
