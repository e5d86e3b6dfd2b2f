"""Model calls, with the prompt as served: stored as the difference from the call before, rebuilt and verified."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from memory.record import tables
from memory.record.codec import Cell
from memory.record.identity import Scope
from memory.record.prompts import KEYFRAME_EVERY, canonical, digest, messages_of, pack, unpack, unpack_chain
from memory.record.session import CallKind, ModelCall
from memory.store.errors import NotFound, PromptDamaged
from memory.store.prepared import Prepared
from memory.store.rows import Condition, ScopedRows, Shelf, Transaction

CALLS = Shelf("call", ModelCall, tables.calls, without="messages")

_COLUMNS = tables.calls.c
_SHA = CALLS.codec.names.index("prompt_sha256")
_ID = CALLS.codec.names.index("id")
_OWNED = (_COLUMNS.tenant == bindparam("tenant"), _COLUMNS.patient == bindparam("patient"))


def _chain_of(*conditions: Condition) -> Prepared:
    """The rows that meet the conditions and all that they lean on: id, base, depth, packed; shallow ones first."""
    fields = (_COLUMNS.id, _COLUMNS.base, _COLUMNS.depth, _COLUMNS.packed)
    chain = select(*fields).where(*_OWNED, *conditions).cte("chain", recursive=True)
    chain = chain.union(select(*fields).join(chain, _COLUMNS.id == chain.c.base).where(*_OWNED))
    return Prepared(select(chain).order_by(chain.c.depth))


_LATEST = Prepared(
    select(_COLUMNS.id, _COLUMNS.base, _COLUMNS.depth, _COLUMNS.packed)
    .where(*_OWNED, _COLUMNS.session == bindparam("session"), _COLUMNS.kind == bindparam("kind"))
    .order_by(_COLUMNS.turn.desc(), _COLUMNS.at.desc(), _COLUMNS.id.desc())
    .limit(KEYFRAME_EVERY)
)
"""The last calls of a session and kind: all that the newest of them leans on, and no recursion."""
_OF_ID = _chain_of(_COLUMNS.id == bindparam("id"))
_OF_TURN = _chain_of(_COLUMNS.session == bindparam("session"), _COLUMNS.turn == bindparam("turn"))
_OF_SESSION = _chain_of(_COLUMNS.session == bindparam("session"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A stored prompt that the next may lean on. `depth` counts the calls between it and one standing alone."""

    id: str
    depth: int
    plain: bytes


class CallStore:
    """Requests to models: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, CALLS)
        self._owner = {"tenant": scope.tenant, "patient": scope.patient}

    async def add(self, call: ModelCall) -> None:
        """Appends a call. Raises: PromptDamaged when its hash is not its messages', AlreadyThere, ParentMissing."""
        await self.add_all([call])

    async def add_all(self, calls: Sequence[ModelCall]) -> None:
        """Appends the calls of a turn. Raises: as `add`."""
        before: dict[tuple[str, CallKind], _Kept | None] = {}
        extra: list[dict[str, Cell]] = []
        for call in calls:
            plain = canonical(call.messages)
            if digest(plain) != call.prompt_sha256:
                raise PromptDamaged(call.id)
            of = (call.session, call.kind)
            base = before[of] if of in before else await self._newest(*of)
            if base is not None and base.depth + 1 >= KEYFRAME_EVERY:
                base = None
            before[of] = _Kept(id=call.id, depth=base.depth + 1 if base else 0, plain=plain)
            extra.append(
                {
                    "base": base.id if base else None,
                    "depth": base.depth + 1 if base else 0,
                    "packed": pack(plain, base=base.plain if base else None),
                }
            )
        await self._rows.add_all(calls, extra)

    async def get(self, id: str) -> ModelCall:  # noqa: A002 - the field's own word
        """One call with its prompt. Raises: NotFound, PromptDamaged."""
        found = await self._rebuilt(_OF_ID, id=id)
        if not found:
            raise NotFound("call", id)
        return found[0]

    async def of_turn(self, session: str, turn: int) -> list[ModelCall]:
        """The calls of one turn, in the order made. Raises: PromptDamaged."""
        return await self._rebuilt(_OF_TURN, session=session, turn=turn)

    async def of_session(self, session: str) -> list[ModelCall]:
        """The calls of a session, in the order made. Raises: PromptDamaged."""
        return await self._rebuilt(_OF_SESSION, session=session)

    async def _newest(self, session: str, kind: CallKind) -> _Kept | None:
        """The newest prompt of this session and kind; None when there is none, or none that can be rebuilt."""
        latest = await self._rows.transaction.read(_LATEST, {**self._owner, "session": session, "kind": kind.value})
        if not latest:
            return None
        by_id = {row[0]: row for row in latest}
        newest, leaned_on, depth, packed = latest[0]
        chain = [packed]
        while leaned_on is not None:
            if leaned_on not in by_id:
                return None
            _, leaned_on, _, packed = by_id[leaned_on]
            chain.append(packed)
        try:
            return _Kept(id=newest, depth=depth, plain=unpack_chain(chain[::-1]))
        except zlib.error:
            return None

    async def _rebuilt(self, chain: Prepared, **of: Cell) -> list[ModelCall]:
        values = {**self._owner, **of}
        calls = self._rows.shelf.select_by(tuple(values), ("turn", "at", "id"), None)
        rows = await self._rows.transaction.read(calls, values)
        if not rows:
            return []
        plain: dict[str, bytes] = {}
        for id_, base, _, packed in await self._rows.transaction.read(chain, values):
            try:
                plain[id_] = unpack(packed, base=plain[base] if base is not None else None)
            except (zlib.error, KeyError) as error:
                raise PromptDamaged(id_) from error
        return [self._verified(row, plain[row[_ID]]) for row in rows]

    def _verified(self, row: Sequence[object], plain: bytes) -> ModelCall:
        if digest(plain) != row[_SHA]:
            raise PromptDamaged(str(row[_ID]))
        return self._rows.shelf.codec.record(row, messages=messages_of(plain))
