"""What a client of the HTTP door waits for: idempotency keys, stored events, drafts."""

from sqlalchemy import BigInteger, bindparam, or_

from memory.record import tables
from memory.record.identity import Scope
from memory.record.session import Draft, DraftState, RequestState, StreamEvent, TurnRequest
from memory.store.errors import LeaseLost, NotFound
from memory.store.prepared import Prepared
from memory.store.rows import ScopedRows, Shelf, Transaction

EVENTS = Shelf("event", StreamEvent, tables.events)
REQUESTS = Shelf("request", TurnRequest, tables.requests)
_IN_SESSION = ("tenant", "patient", "session")
_OPEN = Prepared(REQUESTS.rows_by(_IN_SESSION, (), 1).where(tables.requests.c.state != RequestState.DONE.value))
_STANDING = Prepared(
    REQUESTS.rows_by(_IN_SESSION, (), None).where(
        or_(tables.requests.c.key == bindparam("key"), tables.requests.c.state != RequestState.DONE.value)
    )
)
_AFTER = Prepared(
    EVENTS.rows_by(_IN_SESSION, ("seq",), None)
    .where(tables.events.c.seq > bindparam("after"))
    .limit(bindparam("most", type_=BigInteger))
)
LARGEST = 2**31 - 1
DRAFTS = Shelf("draft", Draft, tables.drafts)


class EventStore:
    """The stored events of sessions' streams: appended, never changed."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, EVENTS)

    async def append(self, event: StreamEvent) -> None:
        """Appends an event under the next free number, its sentences before it. Raises: AlreadyThere, ParentMissing."""
        await self._rows.append(event, width=len(event.cuts) + 1)

    async def after(self, session: str, seq: int, limit: int | None = None) -> list[StreamEvent]:
        """The events with a number above `seq`, in order."""
        most = LARGEST if limit is None else limit
        values = {**self._rows.owner(), "session": session, "after": seq, "most": most}
        return self._rows.records(await self._rows.transaction.read(_AFTER, values))


class RequestStore:
    """Idempotency keys: one exchange each, and at most one of a session that is not done."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, REQUESTS)

    async def claim(self, request: TurnRequest) -> None:
        """Claims the key. Raises: AlreadyThere when the key is known or another one of the session is not done."""
        await self._rows.add(request)

    async def find(self, session: str, key: str) -> TurnRequest | None:
        """What became of a key."""
        return await self._rows.one_by(session=session, key=key)

    async def standing(self, session: str, key: str) -> tuple[TurnRequest | None, TurnRequest | None]:
        """What became of a key, and the one request of the session that is not done; they may be the same."""
        rows = await self._rows.transaction.read(_STANDING, {**self._rows.owner(), "session": session, "key": key})
        found = self._rows.records(rows)
        known = next((request for request in found if request.key == key), None)
        return known, next((request for request in found if request.state is not RequestState.DONE), None)

    async def open_of(self, session: str) -> TurnRequest | None:
        """The one request of the session that is not done."""
        found = await self._rows.transaction.read(_OPEN, {**self._rows.owner(), "session": session})
        return self._rows.records(found)[0] if found else None

    async def replace(self, request: TurnRequest, expecting_lease: str) -> None:
        """The request as it stands now. Raises: LeaseLost when its lease is another's by now, NotFound."""
        if await self._rows.change(request, lease=expecting_lease):
            return
        if await self.find(request.session, request.key) is None:
            raise NotFound("request", f"{request.session}/{request.key}")
        raise LeaseLost("request", f"{request.session}/{request.key}")


class DraftStore:
    """What the model would say, until a clinician releases it: at most one waits in a session."""

    def __init__(self, transaction: Transaction, scope: Scope) -> None:
        self._rows = ScopedRows(transaction, scope, DRAFTS)

    async def add(self, draft: Draft) -> None:
        """Keeps a draft. Raises: AlreadyThere when one waits already, ParentMissing."""
        await self._rows.add(draft)

    async def get(self, session: str, n: int) -> Draft:
        """The draft of turn `n`. Raises: NotFound."""
        found = await self._rows.one_by(session=session, n=n)
        if found is None:
            raise NotFound("draft", f"{session}/{n}")
        return found

    async def waiting(self, session: str) -> Draft | None:
        """The draft that waits."""
        return await self._rows.one_by(session=session, state=DraftState.WAITING.value)

    async def of_session(self, session: str) -> list[Draft]:
        """Every draft of a session, in order."""
        return await self._rows.by(session=session, order=("n",))

    async def replace(self, draft: Draft) -> None:
        """The draft as it stands now: released. Raises: NotFound."""
        await self._rows.replace(draft)
