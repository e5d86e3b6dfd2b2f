"""The port of embedders, and one that needs no model: texts as vectors whose dot product says how near they are.

EmbedderUnavailable    no vectors now
└── WeightsUnreadable  (memory.recall.e5)
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from memory.recall.tokens import tokens

Floats = NDArray[Any]
"""An array of numbers; its shape is told where it is given."""


class EmbedderUnavailable(Exception):
    """No vectors now: recall goes on with words alone."""


class Embedder(Protocol):
    """Turns texts into vectors. `name` says of which model: vectors of two models are never compared."""

    @property
    def name(self) -> str:
        """The model, its version and its quantisation."""
        ...

    async def embed(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        """(texts, dimensions), float32, each row of length one; the same text gives the same row.

        `as_query` for what is looked for, else for what was said. Raises: EmbedderUnavailable.
        """
        ...


class HashingEmbedder:
    """Words and letter triples, hashed into places and signs: for tests, and to see what a model adds.

    After Weinberger et al. (2009), "Feature hashing for large scale multitask learning".
    """

    def __init__(self, dimensions: int = 256) -> None:
        self.name = f"hashing-{dimensions}"
        self._dimensions = dimensions

    async def embed(self, texts: Sequence[str], *, as_query: bool = False) -> Floats:
        """As the port says; questions and statements alike."""
        del as_query
        found = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for feature in _features(text):
                number = int.from_bytes(blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest())
                row[number % self._dimensions] += 1.0 if number >> 63 else -1.0
        return unit(found)


def _features(text: str) -> list[str]:
    """Words and their letter triples; the text itself where it has none."""
    words = tokens(text)
    return [*words, *(word[n : n + 3] for word in words for n in range(len(word) - 2))] or ["\0", text]


def unit(vectors: Floats) -> Floats:
    """Each row at length one; a row of zeros stays."""
    lengths = np.sqrt(np.square(vectors).sum(axis=-1, keepdims=True))
    return np.asarray(vectors / np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)
