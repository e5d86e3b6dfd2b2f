"""Indexes kept between turns, within a bound, and the vectors of their texts."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from memory.recall.embedding import Floats
from memory.recall.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallKey:
    """Whose past, and up to which moment: the snapshot that a session pinned when it opened."""

    tenant: str
    patient: str
    moment: datetime


class RecallCache:
    """The indexes used last, at most `max_turns` turns in all. Not shared between threads.

    An index larger than the bound is not kept. What is put out is gone: nothing is written anywhere. The vectors of a
    patient's texts stay as long as one of the patient's indexes does, so that the next session needs only the new ones.
    """

    def __init__(self, *, max_turns: int = 200_000) -> None:
        self._max_turns = max_turns
        self._turns = 0
        self._kept: OrderedDict[RecallKey, Index] = OrderedDict()
        self._vectors: dict[tuple[str, str], dict[str, Floats]] = {}
        self.changed = asyncio.Event()
        """Set when an index was kept: there may be texts without vectors."""

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def turns(self) -> int:
        """Turns held now."""
        return self._turns

    def find(self, key: RecallKey) -> Index | None:
        """The index kept under `key`, which becomes the one used last."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def keep(self, key: RecallKey, index: Index) -> None:
        """Keeps `index`; the ones not used for longest make room for it."""
        known = self.vectors(key.tenant, key.patient)
        index = index.with_vectors(known) if known else index
        replaced = self._kept.pop(key, None)
        if replaced is not None:
            self._turns -= len(replaced)
        if len(index) > self._max_turns:
            self._tidy(key)
            return
        self._kept[key] = index
        self._turns += len(index)
        while self._turns > self._max_turns:
            self._drop(next(iter(self._kept)))
        self.changed.set()

    def vectors(self, tenant: str, patient: str) -> Mapping[str, Floats]:
        """The vectors known of this patient's texts."""
        return self._vectors.get((tenant, patient), {})

    def wanting(self, most: int) -> tuple[RecallKey, list[str]] | None:
        """At most `most` texts without vectors of the index used last that has such, its latest turns first."""
        for key in reversed(self._kept):
            known = self.vectors(key.tenant, key.patient)
            if lacking := [text for text in self._kept[key].texts if text not in known][:most]:
                return key, lacking
        return None

    def learn(self, key: RecallKey, vectors: Mapping[str, Floats]) -> None:
        """Keeps vectors for a patient whose index is still there; for another they are dropped."""
        if key in self._kept:
            self._vectors.setdefault((key.tenant, key.patient), {}).update(vectors)

    def refresh(self, key: RecallKey) -> None:
        """Lets the index under `key` use every vector that is known by now."""
        if key in self._kept:
            self._kept[key] = self._kept[key].with_vectors(self.vectors(key.tenant, key.patient))

    def forget(self, tenant: str, patient: str) -> None:
        """Drops everything kept of one patient: after an erasure, a correction, or words that came in late."""
        for key in [key for key in self._kept if (key.tenant, key.patient) == (tenant, patient)]:
            self._drop(key)

    def _drop(self, key: RecallKey) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self._turns -= len(dropped)
            self._tidy(key)

    def _tidy(self, key: RecallKey) -> None:
        """Lets a patient's vectors go with the last index."""
        if all((kept.tenant, kept.patient) != (key.tenant, key.patient) for kept in self._kept):
            self._vectors.pop((key.tenant, key.patient), None)
