"""Values that last beyond a session: the latest claim of a slot in any earlier session of the patient."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from memory.record import tables
from memory.record.identity import Scope
from memory.record.session import SlotClaim
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Transaction
from memory.store.turns import SLOTS

_PREPARED: dict[tuple[str, ...], Prepared] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A claim, and when its session was held."""

    claim: SlotClaim
    held_at: datetime


class LastingStore:
    """Reads claims across the sessions of one patient; those of trials that were forked off a session do not count."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, SLOTS)

    async def before(self, n: int, slots: Iterable[str]) -> list[Lasting]:
        """The latest claim of each slot and protocol in the sessions with a number below `n`, oldest first."""
        names = tuple(sorted(set(slots)))
        if not names:
            return []
        statement = _PREPARED.get(names)
        if statement is None:
            statement = _PREPARED[names] = Prepared(_latest(names))
        rows = await self._rows.transaction.read(statement, {**self._rows.owner(), "n": n})
        width = len(SLOTS.codec.names)
        return [Lasting(claim=SLOTS.codec.record(row[:width]), held_at=row[width]) for row in rows]


def _latest(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    slots, sessions = tables.slots.c, tables.sessions.c
    rank = func.row_number().over(
        partition_by=(slots.slot, slots.protocol),
        order_by=(sessions.n.desc(), slots.at.desc(), slots.turn.desc(), slots.id.desc()),
    )
    ranked = (
        select(
            *(slots[name] for name in SLOTS.codec.names),
            sessions.opened_at.label("held_at"),
            sessions.n.label("session_n"),
            rank.label("rank"),
        )
        .join_from(
            tables.slots,
            tables.sessions,
            (sessions.tenant == slots.tenant) & (sessions.patient == slots.patient) & (sessions.id == slots.session),
        )
        .where(
            *SLOTS.equal(("tenant", "patient")),
            slots.slot.in_(names),
            sessions.n < bindparam("n"),
            sessions.forked_from.is_(None),
        )
        .subquery()
    )
    columns = ranked.c
    return (
        select(*(columns[name] for name in SLOTS.codec.names), columns["held_at"])
        .where(columns["rank"] == 1)
        .order_by(columns["session_n"], columns["at"], columns["turn"], columns["id"])
    )
