"""Indexes kept between turns, within a bound."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from memory.recall.lexical import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallKey:
    """Whose past, and up to which moment: the snapshot that a session pinned when it opened."""

    tenant: str
    patient: str
    moment: datetime


class RecallCache:
    """The indexes used last, at most `max_turns` turns in all. Not shared between threads.

    An index larger than the bound is not kept. What is put out is gone: nothing is written anywhere.
    """

    def __init__(self, *, max_turns: int = 200_000) -> None:
        self._max_turns = max_turns
        self._turns = 0
        self._kept: OrderedDict[RecallKey, Index] = OrderedDict()

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
        self._drop(key)
        if len(index) > self._max_turns:
            return
        self._kept[key] = index
        self._turns += len(index)
        while self._turns > self._max_turns:
            self._drop(next(iter(self._kept)))

    def forget(self, tenant: str, patient: str) -> None:
        """Drops everything kept of one patient: after an erasure, a correction, or words that came in late."""
        for key in [key for key in self._kept if (key.tenant, key.patient) == (tenant, patient)]:
            self._drop(key)

    def _drop(self, key: RecallKey) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self._turns -= len(dropped)
